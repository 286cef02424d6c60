"""Queries put to a store and, over HTTP, to an endpoint: the same answers, and one sentence when it goes wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from graph_builder.ask import Rows, ask_endpoint, ask_store, declare
from graph_builder.errors import QueryError
from graph_builder.iris import Base
from graph_builder.prefixes import PREFIXES, shorten

BASE = Base("https://example.org/id/")
DATA = """
<https://example.org/id/actor/nl> <http://www.w3.org/2000/01/rdf-schema#label> "Nederland"@nl <https://example.org/g1> .
<https://example.org/id/actor/be> <http://www.w3.org/2000/01/rdf-schema#label> "België"@nl <https://example.org/g2> .
"""
LABELS = "SELECT ?label { ?actor rdfs:label ?label } ORDER BY ?label"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.N_QUADS)
    return store


class _Endpoint(BaseHTTPRequestHandler):
    """A SPARQL endpoint over the same data; what a query says in a comment makes it misbehave."""

    store: ox.Store

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(body)["query"][0]
        for status, sent in ((400, b'{"type": "about:blank", "detail": "Line 3 is\\nodd."}'), (503, b"busy")):
            if f"# {status}" in query:
                self._send(status, "application/problem+json", sent)
                return
        if "# html" in query:
            self._send(200, "text/html", b"<html>Welcome</html>")
            return
        result = self.store.query(query, use_default_graph_as_union=True)
        if isinstance(result, ox.QueryTriples):
            self._send(200, "text/turtle", result.serialize(format=ox.RdfFormat.TURTLE) or b"")
        else:
            sent = result.serialize(format=ox.QueryResultsFormat.JSON) or b""
            self._send(200, "application/sparql-results+json", sent)

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def endpoint(store: ox.Store) -> Iterator[str]:
    handler = type("Handler", (_Endpoint,), {"store": store})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()
        thread.join()


def test_the_default_graph_is_the_union_and_known_prefixes_need_no_declaration(store: ox.Store) -> None:
    answer = ask_store(store, LABELS, BASE)
    assert isinstance(answer, Rows)
    assert [row[0].value for row in answer.rows] == ["België", "Nederland"]  # type: ignore[union-attr]
    assert ask_store(store, "ASK { actor:nl ?p ?o }", BASE) is True


def test_a_query_s_own_prefix_wins(store: ox.Store) -> None:
    assert ask_store(store, "PREFIX actor: <https://example.org/other/> ASK { actor:nl ?p ?o }", BASE) is False
    assert declare("PREFIX kg: <x:> SELECT * { ?s kg:a ?o }", BASE) == "PREFIX kg: <x:> SELECT * { ?s kg:a ?o }"


@pytest.mark.parametrize(
    "query", [LABELS, "ASK { actor:nl ?p ?o }", "CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }"]
)
def test_an_endpoint_gives_what_the_store_gives(store: ox.Store, endpoint: str, query: str) -> None:
    here, there = ask_store(store, query, BASE), ask_endpoint(endpoint, query, BASE)
    assert type(here) is type(there)
    assert here == there if isinstance(here, bool | Rows) else set(here) == set(there)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        (LABELS + " # 400", "refused the query: Line 3 is odd."),
        (LABELS + " # 503", "answered 503"),
        (LABELS + " # html", "is it a SPARQL endpoint"),
        ("DELETE WHERE { ?s ?p ?o }", "Only SELECT"),
        ("nonsense", "Only SELECT"),
    ],
)
def test_what_an_endpoint_says_no_to_is_told_in_one_sentence(endpoint: str, query: str, complaint: str) -> None:
    with pytest.raises(QueryError) as refused:
        ask_endpoint(endpoint, query, BASE)
    assert complaint in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/sparql", "nowhere", "file:///etc/passwd"])
def test_an_endpoint_that_is_not_there(url: str) -> None:
    with pytest.raises(QueryError, match="cannot be asked"):
        ask_endpoint(url, "ASK {}", BASE)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT * WHERE { ?s ?p }", "line 1, column 25, near 'CT * WHERE { ?s ?p }'"),
        ("SELECT *\nWHERE { ?s foo:bar ?o }", "line 2, column 19"),
        ("SELECT * {", "line 1, column 11"),
        ("", "malformed"),
    ],
)
def test_a_malformed_query_is_told_with_its_place(store: ox.Store, query: str, place: str) -> None:
    with pytest.raises(QueryError, match="malformed") as refused:
        ask_store(store, query, BASE)
    assert place in str(refused.value)
    assert len(str(refused.value)) < 200


def test_iris_are_shortened_by_the_base_and_by_known_prefixes() -> None:
    assert shorten("https://example.org/id/actor/nl", BASE.value) == "actor/nl"
    assert shorten(PREFIXES["kg"] + "Funding", BASE.value) == "kg:Funding"
    assert shorten("https://other.org/x", BASE.value) == "https://other.org/x"
    assert json.loads(json.dumps(PREFIXES)) == PREFIXES
