"""Linked data: every IRI under the base answers; the ontology, the shapes, the descriptions and the dumps have addresses."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from http.client import HTTPConnection

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, RDF, VOID, Graph, URIRef

from api.ranges import cut, wanted

from .conftest import BASE, KG, LABEL, Server, triples

FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_thing_sends_programs_on_to_its_data(server: Server, name: str) -> None:
    media, form = FORMATS[name]
    thing = httpx.get(f"{server.url}/actor/un", headers={"accept": media})
    assert (thing.status_code, thing.headers["location"]) == (303, f"/data/actor/un.{name}")
    data = httpx.get(server.url + thing.headers["location"])
    assert data.headers["content-type"].split(";")[0] == media
    un = f"<{BASE}actor/un>"
    assert triples(data, form) == {
        f'{un} <{LABEL}> "Verenigde Naties"@nl',
        f'{un} <{LABEL}> "United Nations"@en',
        f"<{BASE}actor/nl> <{KG}funds> {un}",
    }


def test_a_thing_sends_people_on_to_its_page(server: Server) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    thing = httpx.get(f"{server.url}/actor/un", headers=browser)
    assert (thing.status_code, thing.headers["location"]) == (303, "/page/actor/un")
    assert "Accept" in thing.headers["vary"]
    page = httpx.get(f"{server.url}/page/actor/un", headers=browser)
    assert page.status_code == 200
    assert "<title>Verenigde Naties" in page.text or "<title>United Nations" in page.text
    assert '<a href="/actor/nl">actor/nl</a>' in page.text


def test_a_graph_and_what_is_only_referred_to_answer(server: Server) -> None:
    graph = httpx.get(f"{server.url}/document/x/graph", headers={"accept": "text/turtle"}, follow_redirects=True)
    assert len(triples(graph, ox.RdfFormat.TURTLE)) == 1
    assert httpx.get(f"{server.url}/actor/wfp").status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/actor/nobody",
        "/data/actor/nobody.ttl",
        "/page/actor/nobody",
        "/data/actor/un.docx",
        "/data/",
        "/a%3Eb",
        "/%00",
    ],
)
def test_what_the_graph_does_not_know(server: Server, path: str) -> None:
    response = httpx.get(server.url + path)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


def test_what_cannot_be_written(server: Server) -> None:
    assert httpx.get(f"{server.url}/actor/un", headers={"accept": "image/png"}).status_code == 406
    assert httpx.get(f"{server.url}/ontology", params={"format": "docx"}).status_code == 400


@pytest.mark.parametrize("path", ["/ontology", "/shapes"])
@pytest.mark.parametrize("name", FORMATS)
def test_ontology_and_shapes(server: Server, path: str, name: str) -> None:
    media, form = FORMATS[name]
    response = httpx.get(server.url + path, headers={"accept": media})
    assert response.headers["x-version"]
    assert len(triples(response, form)) > 50


@pytest.mark.parametrize(("name", "words"), [("ontology", "kg:Funding"), ("shapes", "part-rules")])
def test_people_read_them_on_a_page(server: Server, name: str, words: str) -> None:
    response = httpx.get(f"{server.url}/{name}", headers={"accept": "text/html"}, follow_redirects=True, timeout=60)
    assert (response.status_code, response.history[0].status_code) == (200, 303)
    assert response.headers["content-type"].startswith("text/html")
    assert words in response.text


@pytest.mark.parametrize(("name", "iri"), [("ontology", "ontology"), ("shapes", "shape")])
def test_versions_have_addresses(server: Server, name: str, iri: str) -> None:
    newest = httpx.get(f"{server.url}/{name}", headers={"accept": "application/n-triples"})
    location, version = newest.headers["content-location"], newest.headers["x-version"]
    assert location == f"/{name}/{version}"
    assert httpx.get(server.url + location, headers={"accept": "application/n-triples"}).content == newest.content
    named = f"<https://w3id.org/kamergraaf/{iri}> <http://www.w3.org/2002/07/owl#versionIRI>"
    assert f"{named} <https://w3id.org/kamergraaf/{iri}/{version}>" in newest.text
    assert "there is" in httpx.get(f"{server.url}/{name}/99.0.0").json()["detail"]


def test_void_leads_to_the_dumps(server: Server) -> None:
    response = httpx.get(f"{server.url}/.well-known/void", headers={"accept": "text/turtle"})
    described = Graph().parse(data=response.text, format="turtle")
    [data] = described.subjects(RDF.type, VOID.Dataset)
    assert (data, RDF.type, DCAT.Dataset) in described
    assert int(described.value(data, VOID.triples)) == server.store.current().manifest.quads
    assert described.value(data, VOID.sparqlEndpoint) == URIRef(f"{server.url}/sparql")
    wanted = set(server.store.current().load())
    dumps = sorted(map(str, described.objects(data, VOID.dataDump)))
    assert [dump.partition("/dump")[2] for dump in dumps] == [".nq", ".nq.gz", ".trig", ".trig.gz"]
    for dump in dumps:
        content = httpx.get(dump).content
        content = gzip.decompress(content) if dump.endswith(".gz") else content
        form = ox.RdfFormat.TRIG if ".trig" in dump else ox.RdfFormat.N_QUADS
        assert set(ox.parse(content, format=form)) == wanted, dump


def test_a_dump_is_the_generation_byte_for_byte(server: Server) -> None:
    response = httpx.get(f"{server.url}/dump.nq")
    assert response.content == b"".join(server.store.current().pieces())
    again = httpx.get(f"{server.url}/dump.nq", headers={"if-none-match": response.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("bytes=10-19", 10, 20), ("bytes=-7", -7, None), ("bytes=100-", 100, None)]
)
def test_a_part_of_a_dump(server: Server, asked: str, start: int, stop: int | None) -> None:
    url, whole = f"{server.url}/dump.nq", b"".join(server.store.current().pieces())
    part = httpx.get(url, headers={"range": asked})
    first, length = start % len(whole), len(whole[start:stop])
    assert (part.status_code, part.content) == (206, whole[start:stop])
    assert part.headers["content-range"] == f"bytes {first}-{first + length - 1}/{len(whole)}"
    resumed = httpx.get(url, headers={"range": asked, "if-range": part.headers["etag"]})
    assert resumed.content == part.content
    outdated = httpx.get(url, headers={"range": asked, "if-range": '"another"'})
    assert (outdated.status_code, outdated.content) == (200, whole)


def test_a_part_that_is_not_there(server: Server) -> None:
    url, size = f"{server.url}/dump.nq", server.store.current().manifest.size
    beyond = httpx.get(url, headers={"range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    for meaningless in ("bytes=5-3", "bytes=-", "lines=1-2", "bytes=0-1,5-6"):
        assert httpx.get(url, headers={"range": meaningless}).status_code == 200


@given(st.lists(st.binary(max_size=5), max_size=6), st.data())
def test_a_part_is_cut_from_pieces_of_any_size(pieces: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(pieces)
    first = data.draw(st.integers(0, max(0, len(whole) - 1)))
    last = data.draw(st.integers(first, len(whole) + 3))
    part = wanted(f"bytes={first}-{last}", len(whole)) if whole else range(0)
    assert part is not None
    assert b"".join(cut(pieces, part)) == whole[first : last + 1]


def test_data_that_is_as_it_was(server: Server) -> None:
    url = f"{server.url}/data/actor/un.nt"
    etag = httpx.get(url).headers["etag"]
    assert httpx.get(url, headers={"if-none-match": etag}).status_code == 304
    assert httpx.get(url, headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/%zz", "/page/%zz", "/data/%zz.ttl", "/cite/document/%.bib", "/feeds/actor/%a.atom", "/%E"]
)
def test_a_path_that_is_encoded_wrongly_is_told_so(server: Server, path: str) -> None:
    with closing(HTTPConnection(server.url.removeprefix("http://"))) as connection:  # httpx would mend the address
        connection.request("GET", path)
        response = connection.getresponse()
        problem = json.load(response)
    assert (response.status, problem["status"]) == (400, 400)
    assert problem["detail"] == f"The percent-encoding is broken at '{path[path.index('%') :]}'."


@pytest.mark.parametrize("path", ["/sparql/other", "/update/other"])
def test_nothing_is_below_the_endpoints(server: Server, path: str) -> None:
    assert httpx.get(f"{server.url}{path}", params={"query": "ASK {}"}).status_code == 404


def test_the_length_of_a_dump_that_is_packed_is_not_told_beforehand(server: Server) -> None:
    assert "content-length" not in httpx.head(f"{server.url}/dump.nq.gz").headers


def test_the_head_of_a_dump_has_no_body(server: Server) -> None:
    head = httpx.head(f"{server.url}/dump.nq")
    assert (head.content, int(head.headers["content-length"])) == (b"", server.store.current().manifest.size)


def test_the_service_describes_itself(server: Server) -> None:
    response = httpx.get(f"{server.url}/sparql", headers={"accept": "application/n-triples"})
    assert f"<{server.url}/sparql>" in response.text
    assert "UnionDefaultGraph" in response.text
    assert "SPARQL11Update" not in response.text


def test_readiness_asks_a_query(server: Server) -> None:
    assert httpx.get(f"{server.url}/ready").json() == {"status": "ready", "generation": server.store.current().name}
