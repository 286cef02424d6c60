"""SERVICE for endpoints on the operator's list, and for no others."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from api.errors import Problem
from api.federate import blocks
from api.fetch import Fetcher, FetchError
from graph_builder.store import Store

from .conftest import BASE, Server, graph_of, rows, serving


def test_blocks_are_found_whole() -> None:
    text = "SELECT * { SERVICE <urn:a> { ?s ?p '}' { ?x ?y ?z } } # SERVICE <urn:c> {}\n SERVICE SILENT x:b {} }"
    assert [(each.target, each.silent, each.pattern) for each in blocks(text)] == [
        ("<urn:a>", False, " ?s ?p '}' { ?x ?y ?z } "),
        ("x:b", True, ""),
    ]
    assert text[blocks(text)[1].start : blocks(text)[1].end] == "SERVICE SILENT x:b {}"


@pytest.mark.parametrize("text", ["ASK { SERVICE <urn:a> { ?s", "ASK { SERVICE <urn:a> ?s }", "SERVICE"])
def test_broken_blocks_are_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        blocks(text)
    assert caught.value.status == 400


class Endpoint:
    """Another server's endpoint, on loopback: answers with fixed rows, an error, or a redirect."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status, self.location = 200, ""
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
                endpoint.asked.append(form["query"][0])
                self.send_response(endpoint.status)
                if endpoint.location:
                    self.send_header("location", endpoint.location)
                body = json.dumps(
                    {
                        "head": {"vars": ["actor", "size"]},
                        "results": {
                            "bindings": [
                                {
                                    "actor": {"type": "uri", "value": f"{BASE}actor/un"},
                                    "size": {"type": "literal", "value": 'gr"oot', "xml:lang": "nl"},
                                },
                                {"actor": {"type": "bnode", "value": "b0"}},
                            ]
                        },
                    }
                ).encode()
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/sparql"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def running_endpoint() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    try:
        yield endpoint
    finally:
        endpoint.close()


@pytest.fixture(scope="module")
def other() -> Iterator[Endpoint]:
    with running_endpoint() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def federating(new_store: Callable[[bytes], Store], other: Endpoint) -> Iterator[Server]:
    with serving(new_store(graph_of()).path, service_allow=f"https://example.org/sparql {other.url}") as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh(other: Endpoint) -> None:
    other.asked.clear()
    other.status, other.location = 200, ""


def test_an_allowed_endpoint_is_asked_and_joined(federating: Server, other: Endpoint) -> None:
    query = f"""PREFIX ex: <urn:ex:>
    SELECT ?label ?size {{ ?actor skos:prefLabel ?label SERVICE <{other.url}> {{ ?actor ex:size ?size ; skos:x ?y }} }}
    ORDER BY ?label"""
    found = rows(federating.query(query))
    assert found == [{"label": label, "size": 'gr"oot'} for label in ("United Nations", "Verenigde Naties")]
    [asked] = other.asked
    assert "PREFIX ex: <urn:ex:>" in asked
    assert "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>" in asked
    assert asked.endswith("SELECT * WHERE { ?actor ex:size ?size ; skos:x ?y }")


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o }",
        "SERVICE <OTHER/../admin> { ?s ?p ?o }",
        "SERVICE <OTHER?x=1> { ?s ?p ?o }",
        "SERVICE ?where { ?s ?p ?o } VALUES ?where { <OTHER> }",
    ],
)
def test_any_other_is_refused(federating: Server, other: Endpoint, clause: str) -> None:
    response = federating.query(f"SELECT * {{ {clause.replace('OTHER', other.url)} }}")
    assert response.status_code == 403
    assert other.asked == []


def test_a_failing_endpoint_is_told_or_passed_over_in_silence(federating: Server, other: Endpoint) -> None:
    other.status = 500
    response = federating.query(f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}")
    assert (response.status_code, "it answered 500" in response.json()["detail"]) == (502, True)
    assert rows(federating.query(f"SELECT * {{ SERVICE SILENT <{other.url}> {{ ?s ?p ?o }} }}")) == [{}]


def test_a_redirect_elsewhere_is_not_followed(federating: Server, other: Endpoint) -> None:
    with running_endpoint() as elsewhere:
        other.status, other.location = 307, elsewhere.url
        response = federating.query(f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}")
        assert response.status_code == 502
        assert "which is not allowed" in response.json()["detail"]
        assert elsewhere.asked == []


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_that_resolves_inside_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    async def getaddrinfo(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(None, None, None, "", (address, 80))]

    async def ask() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
        await Fetcher(["http://example.org/sparql"], 1000).ask("http://example.org/sparql", "ASK {}", 5)

    # In a thread of its own: a browser test in the same run may keep a loop in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(FetchError, match="not public"):
        thread.submit(lambda: asyncio.run(ask())).result()
