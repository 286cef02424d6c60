"""The SPARQL endpoint over real HTTP."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest

from api.app import create_app
from api.settings import Settings
from graph_builder.store import Store
from tests.api.loops import run

from .conftest import BASE, KG, Server, graph_of, rows, triples

LABELS = "SELECT ?label { actor:un skos:prefLabel ?label } ORDER BY ?label"
LABELS = LABELS.replace("actor:un", f"<{BASE}actor/un>")
Ask = Callable[..., httpx.Response]


def test_get(ask: Ask) -> None:
    assert [row["label"] for row in rows(ask(LABELS))] == ["United Nations", "Verenigde Naties"]


def test_post_of_a_form_and_of_a_query(server: Server) -> None:
    url = f"{server.url}/sparql"
    form = httpx.post(url, data={"query": LABELS})
    direct = httpx.post(url, content=LABELS, headers={"content-type": "application/sparql-query; charset=utf-8"})
    assert rows(form) == rows(direct) == rows(server.query(LABELS))


@pytest.mark.parametrize(
    ("form", "media"),
    [
        ("json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml"),
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
    ],
)
def test_formats_of_results(server: Server, form: str, media: str) -> None:
    by_accept = server.query(LABELS, headers={"accept": media})
    by_name = server.query(LABELS, params={"format": form})
    by_suffix = httpx.get(f"{server.url}/sparql.{form}", params={"query": LABELS})
    assert by_accept.headers["content-type"].split(";")[0] == media
    assert by_accept.content == by_name.content == by_suffix.content
    assert "Verenigde Naties" in by_accept.text


def test_csv_is_csv(ask: Ask) -> None:
    found = list(csv.reader(io.StringIO(ask(LABELS, params={"format": "csv"}).text)))
    assert found == [["label"], ["United Nations"], ["Verenigde Naties"]]


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/trig", ox.RdfFormat.TRIG),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s kg:funds ?o }", f"DESCRIBE <{BASE}actor/nl>"])
def test_formats_of_graphs(ask: Ask, query: str, media: str, form: ox.RdfFormat) -> None:
    response = ask(query, headers={"accept": media})
    assert response.headers["content-type"].split(";")[0] == media
    nl = f"<{BASE}actor/nl> <{KG}funds>"
    assert triples(response, form) == {f"{nl} <{BASE}actor/un>", f"{nl} <{BASE}actor/wfp>"}


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_ask(ask: Ask, form: str) -> None:
    assert "true" in ask("ASK { ?s kg:funds ?o }", params={"format": form}).text
    assert "false" in ask("ASK { ?s kg:urges ?o }", params={"format": form}).text


def test_the_default_graph_is_the_union(ask: Ask) -> None:
    assert len(rows(ask("SELECT ?o { ?s kg:funds ?o }"))) == 2


def test_a_query_may_name_its_dataset(ask: Ask) -> None:
    graph = f"{BASE}document/x/graph"
    funded = [{"o": f"{BASE}actor/un"}]
    assert rows(ask(f"SELECT ?o FROM <{graph}> {{ ?s kg:funds ?o }}")) == funded
    assert rows(ask("SELECT ?o { ?s kg:funds ?o }", params={"default-graph-uri": graph})) == funded
    named = "SELECT ?o { GRAPH ?g { ?s kg:funds ?o } }"
    assert rows(ask(named, params={"named-graph-uri": graph})) == funded
    assert rows(ask(named, params={"named-graph-uri": "urn:elsewhere"})) == []


def test_a_declared_prefix_wins_over_the_default(ask: Ask) -> None:
    assert rows(ask("PREFIX kg: <urn:other#> SELECT ?o { ?s kg:funds ?o }")) == []


def test_a_syntax_error_is_placed(ask: Ask) -> None:
    response = ask("SELECT *\nWHERE { ?s ?p ?o FILTR(?o > 1) }")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["line"], problem["column"]) == (400, 2, 18)
    assert problem["detail"] == "The query is malformed at line 2, column 18: 'FILTR' is not expected here."


def test_a_syntax_error_after_a_pattern_that_is_asked_otherwise_is_placed(ask: Ask) -> None:
    response = ask("SELECT * { ?s ?p ?o\nFILTER EXISTS { ?o ?q ?x . ?x ?r ?y } FILTR(?o > 1) }")
    assert (response.json()["line"], response.json()["column"]) == (2, 39)


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        ({"method": "GET", "params": {"query": "ASK {}", "format": "docx"}}, 400, "no result format 'docx'"),
        ({"method": "GET", "params": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}, 406, "image/png"),
        ({"method": "GET", "params": {"query": "SELECT * {}"}, "headers": {"accept": "text/turtle"}}, 406, "SELECT"),
        ({"method": "POST", "content": "ASK {}", "headers": {"content-type": "text/plain"}}, 415, "text/plain"),
        ({"method": "POST", "content": "ASK {}"}, 415, "nothing named"),
        ({"method": "POST", "data": {"format": "csv"}}, 400, "no query"),
        ({"method": "PUT", "content": "ASK {}"}, 405, "PUT is not offered"),
        ({"method": "GET", "params": {"query": "ASK {\0}"}}, 400, "NUL"),
        ({"method": "GET", "params": {"query": "ASK " + "{" * 10000}}, 400, "deep"),
        ({"method": "POST", "data": {"query": "#" * 10_000_000}}, 413, "longer than"),
        (
            {
                "method": "POST",
                "content": "ASK {}".encode("utf-16"),
                "headers": {"content-type": "application/sparql-query"},
            },
            400,
            "UTF-8",
        ),
        (
            {
                "method": "POST",
                "content": "ASK {}",
                "headers": {"content-type": "application/sparql-query; charset=utf-16"},
            },
            415,
            "utf-16",
        ),
    ],
)
def test_bad_requests(server: Server, request_: dict[str, object], status: int, words: str) -> None:
    response = httpx.request(url=f"{server.url}/sparql", **request_)  # type: ignore[arg-type]
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert words in response.json()["detail"]
    assert response.json()["status"] == status


def test_an_undeclared_prefix_is_named(ask: Ask) -> None:
    response = ask("SELECT *\n{ ?s foo:bar ?o }")
    assert response.json()["detail"] == "The query is malformed at line 2, column 6: the prefix foo: is not declared."


def test_chains_too_long_for_the_engine_are_the_clients_fault(server: Server) -> None:
    query = "ASK { FILTER(" + "!" * 1_000_000 + "true) }"
    response = httpx.post(f"{server.url}/sparql", data={"query": query}, timeout=60)
    assert response.status_code == 400
    assert server.query("ASK {}").status_code == 200


def test_head_and_options(server: Server) -> None:
    url = f"{server.url}/sparql"
    head = httpx.head(url, params={"query": LABELS})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == "application/sparql-results+json"
    options = httpx.options(url)
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")


def test_cors(server: Server) -> None:
    url, origin = f"{server.url}/sparql", {"origin": "https://example.org"}
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type, authorization"}
    preflight = httpx.options(url, headers=origin | asked)
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "*"
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert preflight.headers["access-control-allow-headers"] == asked["access-control-request-headers"]
    for query, status in (("ASK {}", 200), ("ASK {", 400)):
        response = httpx.get(url, params={"query": query}, headers=origin)
        assert (response.status_code, response.headers["access-control-allow-origin"]) == (status, "*")
    errors = [
        httpx.put(url, headers=origin),
        httpx.get(f"{server.url}/nothing", headers=origin),
        httpx.post(url, content="ASK {}", headers=origin | {"content-type": "text/plain"}),
        httpx.post(f"{server.url}/update", data={"update": "CLEAR ALL"}, headers=origin),
        httpx.get(f"{server.url}/dump.nq", headers=origin | {"range": "bytes=99999999-"}),
    ]
    assert [each.status_code for each in errors] == [405, 404, 415, 403, 416]
    assert {each.headers["access-control-allow-origin"] for each in errors} == {"*"}


def test_an_answer_kept_without_an_origin_may_be_read_by_every_page(ask: Ask) -> None:
    response = ask("ASK {}")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "etag" in response.headers["access-control-expose-headers"]


def test_only_listed_origins_may_read_where_there_is_a_list(new_store: Callable[[bytes], Store]) -> None:
    settings = Settings(store=str(new_store(graph_of()).path), cors="https://a.example https://b.example")
    origins = [{"origin": "https://b.example"}, {"origin": "https://c.example"}, {}]

    async def ask_all() -> list[httpx.Response]:
        transport = httpx.ASGITransport(create_app(settings))
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.get("/health", headers=each) for each in origins]

    listed, other, unnamed = run(ask_all())
    told = [each.headers.get("access-control-allow-origin") for each in (listed, other)]
    assert told == ["https://b.example", None]
    assert "Origin" in unnamed.headers["vary"]


def test_etag(server: Server) -> None:
    first = server.query(LABELS)
    etag = first.headers["etag"]
    assert server.store.current().manifest.hash in etag
    again = server.query(LABELS, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    other = server.query(LABELS, headers={"if-none-match": etag}, params={"format": "csv"})
    assert (other.status_code, other.headers["etag"] == etag) == (200, False)
    assert {"accept", "accept-encoding"} <= {each.strip().lower() for each in first.headers["vary"].split(",")}


def test_what_changes_is_not_kept(ask: Ask) -> None:
    first, second = (ask("SELECT (UUID() AS ?id) {}") for _ in range(2))
    assert rows(first) != rows(second)
    assert "etag" not in first.headers
    assert first.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_content_coding(server: Server, coding: str) -> None:
    query = "SELECT * { ?s ?p ?o } ORDER BY ?s"
    packed = server.query(query, headers={"accept-encoding": coding})
    plain = server.query(query, headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == coding
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 5
    assert "content-encoding" not in plain.headers
    assert rows(packed) == rows(plain)
    assert packed.headers["etag"] != plain.headers["etag"]
    assert "content-encoding" not in server.query("ASK {}", headers={"accept-encoding": coding}).headers


def test_an_answer_from_the_cache_is_the_same(server: Server) -> None:
    first, second = server.query(LABELS), server.query(LABELS)
    assert first.content == second.content
    assert {k: v for k, v in first.headers.items() if k != "date"} == {
        k: v for k, v in second.headers.items() if k != "date"
    }
