"""SERVICE for endpoints on the operator's list, and for no others."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import httpx
import pytest

from api.fetch import Fetcher, FetchError
from graph_builder.store import Store
from tests.api.loops import run

from .conftest import BASE, Server, graph_of, rows, serving


class Endpoint:
    """Another server's endpoint, on loopback: answers with fixed rows, other bytes, an error, or a redirect."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status, self.location = 200, ""
        self.body, self.wait, self.coding = b"", 0.0, ""
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
                time.sleep(endpoint.wait)
                body = endpoint.body or body
                self.send_header("content-length", str(len(body)))
                if endpoint.coding:
                    self.send_header("content-encoding", endpoint.coding)
                self.end_headers()
                with suppress(ConnectionError):
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
    settings = {
        "service_allow": f"https://127.0.0.1:9/sparql {other.url}",
        "max_service": 100_000,
        "timeout": 5,
        "long_queries": 2,
    }
    with serving(new_store(graph_of()).path, **settings) as running:
        yield running


@pytest.fixture(autouse=True)
def _fresh(other: Endpoint) -> None:
    other.asked.clear()
    other.status, other.location = 200, ""
    other.body, other.wait, other.coding = b"", 0.0, ""


def test_an_allowed_endpoint_is_asked_and_joined(federating: Server, other: Endpoint) -> None:
    query = f"""PREFIX ex: <urn:ex:>
    SELECT ?label ?size {{ ?actor skos:prefLabel ?label SERVICE <{other.url}> {{ ?actor ex:size ?size ; skos:x ?y }} }}
    ORDER BY ?label"""
    found = rows(federating.query(query))
    assert found == [{"label": label, "size": 'gr"oot'} for label in ("United Nations", "Verenigde Naties")]
    [asked] = other.asked
    assert "PREFIX ex: <urn:ex:>" in asked
    assert "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>" in asked
    assert asked.endswith(
        f"SELECT * WHERE {{ VALUES (?actor) {{ (<{BASE}actor/un>) }} {{ ?actor ex:size ?size ; skos:x ?y }} }}"
    )


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


ASKED = "SELECT * {{ SERVICE {}<{}> {{ ?s ?p ?o }} }}"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>", "gave no rows"),
        (b'{"head": {}, "boolean": true}', "it answered with a truth value"),
        (b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "> } DROP"}}]}}', "rows"),
        (b"\xff", "not UTF-8"),
        (b" " * 100_001, "longer than the 100000 bytes"),
    ],
)
def test_an_answer_that_is_none(federating: Server, other: Endpoint, body: bytes, words: str) -> None:
    other.body = body
    response = federating.query(ASKED.format("", other.url))
    assert (response.status_code, words in response.json()["detail"]) == (502, True), response.text
    assert rows(federating.query(ASKED.format("SILENT ", other.url))) == [{}]


def test_an_answer_that_would_have_to_be_unpacked_is_not(federating: Server, other: Endpoint) -> None:
    """A few kilobytes of it could stand for more than the server has memory for."""
    other.coding, other.body = "gzip", gzip.compress(b" " * 10_000_000)
    response = federating.query(ASKED.format("", other.url))
    assert (response.status_code, "coding 'gzip'" in response.json()["detail"]) == (502, True)


def test_what_is_relative_means_the_same_there(federating: Server, other: Endpoint) -> None:
    federating.query(f"SELECT * {{ SERVICE <{other.url}> {{ <actor/un> ?p ?o }} }}")
    assert other.asked == [f"BASE <{BASE}>\nSELECT * WHERE {{ <actor/un> ?p ?o }}"]


def test_an_endpoint_has_the_querys_time(federating: Server, other: Endpoint) -> None:
    other.wait = 1
    response = federating.query(ASKED.format("", other.url), params={"timeout": "0.3"})
    assert (response.status_code, "took longer than" in response.json()["detail"]) == (502, True)
    again = federating.query(ASKED.format("SILENT ", other.url), params={"timeout": "0.3"})
    assert (again.status_code, again.json()["limit"]) == (503, "time")


def test_few_queries_wait_for_other_servers_at_a_time(federating: Server, other: Endpoint) -> None:
    other.wait = 2
    query = ASKED.format("", other.url)
    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(federating.query, [query] * 3))
    [refused] = [answer for answer in answers if answer.status_code != 200]
    assert (refused.status_code, refused.json()["limit"]) == (503, "federated queries")
    assert refused.headers["retry-after"]


def test_a_malformed_query_asks_nobody(federating: Server, other: Endpoint) -> None:
    response = federating.query(f"SELECT * {{\n SERVICE <{other.url}> {{ ?s ?p }} }}")
    assert (response.status_code, response.json()["line"], other.asked) == (400, 2, [])


def test_an_endpoint_that_is_not_there(federating: Server) -> None:
    """Over TLS, which the engine would begin in the worker, were it given the clause."""
    address = "https://127.0.0.1:9/sparql"
    response = federating.query(ASKED.format("", address))
    assert (response.status_code, response.json()["title"]) == (502, "Service failed")
    assert rows(federating.query(ASKED.format("SILENT ", address))) == [{}]


def test_one_refused_endpoint_keeps_the_others_unasked(federating: Server, other: Endpoint) -> None:
    query = f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}"
    assert federating.query(query).status_code == 403
    assert other.asked == []


def test_a_redirect_on_the_same_server_is_followed_a_few_times(federating: Server, other: Endpoint) -> None:
    other.status, other.location = 307, f"{other.url}/moved"
    response = federating.query(ASKED.format("", other.url))
    assert (response.status_code, "redirects again and again" in response.json()["detail"]) == (502, True)
    assert len(other.asked) == 4


def test_a_redirect_elsewhere_is_not_followed(federating: Server, other: Endpoint) -> None:
    with running_endpoint() as elsewhere:
        other.status, other.location = 307, elsewhere.url
        response = federating.query(f"SELECT * {{ SERVICE <{other.url}> {{ ?s ?p ?o }} }}")
        assert response.status_code == 502
        assert "which is not allowed" in response.json()["detail"]
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "224.0.0.1",
        "0.0.0.0",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
    ],
)
def test_a_name_that_resolves_inside_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    async def getaddrinfo(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(None, None, None, "", (address, 80))]

    async def ask() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
        await Fetcher(["http://example.org/sparql"], 1000).ask("http://example.org/sparql", ["ASK {}"], 5)

    with pytest.raises(FetchError, match="not public"):
        run(ask())


def test_the_address_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is looked up and private when it is looked up again gains nothing."""
    looked_up: list[str] = []
    asked: list[httpx.URL] = []

    async def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        looked_up.append(host)
        return [(None, None, None, "", ("93.184.215.14" if len(looked_up) == 1 else "127.0.0.1", 80))]

    async def send(_: httpx.AsyncClient, request: httpx.Request, **__: object) -> httpx.Response:
        asked.append(request.url)
        assert request.headers["host"] == "example.org"
        return httpx.Response(200, content=b"{}", request=request)

    async def ask() -> list[str]:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
        monkeypatch.setattr(httpx.AsyncClient, "send", send)
        return await Fetcher(["http://example.org/sparql"], 1000).ask("http://example.org/sparql", ["ASK {}"], 5)

    assert run(ask()) == ["{}"]
    assert (looked_up, [url.host for url in asked]) == (["example.org"], ["93.184.215.14"])
