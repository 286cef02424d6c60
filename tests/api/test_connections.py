"""What a client may do to a connection: nothing of it holds up others, and none of it is answered as something else."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from graph_builder.store import Store

from .conftest import Server, awaited, graph_of, rows, serving

ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
LONG = "SELECT * { ?w <urn:value> ?a . ?x <urn:value> ?b . ?y <urn:value> ?c }"


@pytest.fixture(scope="module")
def strict(new_store: Callable[[bytes], Store]) -> Iterator[Server]:
    """A server with little patience, few connections, and all the time in the world for a query."""
    settings = {"patience": 2, "connections": 60, "timeout": 600, "workers": 2}
    with serving(new_store(graph_of(400)).path, **settings) as running:
        yield running


def connect(server: Server, buffer: int = 0) -> socket.socket:
    """Connect; with a small buffer little is on its way to a client that does not read."""
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.settimeout(60)
    connection.connect(("127.0.0.1", int(server.url.rpartition(":")[2])))
    return connection


def all_of(connection: socket.socket) -> bytes:
    """Read until the server closes."""
    received = b""
    with suppress(ConnectionResetError):
        while piece := connection.recv(1 << 16):
            received += piece
    return received


def sent(server: Server, data: bytes) -> bytes:
    """Send bytes and read all that comes back."""
    with closing(connect(server)) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(data)
        return all_of(connection)


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x00\x01 nothing\r\n\r\n", 400),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        (ASK + b"Connection: close\r\n\r\n", 400),
        (ASK + b"Host: x\r\nHost: y\r\nConnection: close\r\n\r\n", 400),
        (ASK + b'Host: x"><script>\r\nConnection: close\r\n\r\n', 400),
        (ASK + b"Host: example.org/path?\r\nConnection: close\r\n\r\n", 400),
        (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nASK{}x", 400),
        (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (POST + b"Content-Length: -5\r\n\r\nASK{}", 400),
        (POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\nASK{}\r\n0\r\n\r\n", 400),
        (ASK + b"Host: x\r\n" + b"".join(b"X-%d: 1\r\n" % each for each in range(300)) + b"\r\n", 431),
        (ASK + b"Host: x\r\n" + b"".join(b"X-%d: %s\r\n" % (each, b"a" * 9000) for each in range(100)), 431),
        (b"GET /sparql?query=" + b"a" * 1_000_000, 431),
    ],
)
def test_what_is_no_request_is_refused(server: Server, data: bytes, status: int) -> None:
    answer = sent(server, data)
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer[:200]
    assert b"application/problem+json" in answer
    assert answer.count(b"HTTP/1.1 ") == 1
    assert server.query("ASK {}").status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        b"GET /%73parql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: [::1]:8000\r\nContent-Length: 5\r\n\r\nhello",
        POST + b"Expect: 100-continue\r\nContent-Length: 5\r\n\r\nASK{}",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5;extension=1\r\nASK{}\r\n0\r\nTrailer: x\r\n\r\n",
    ],
)
def test_what_is_unusual_is_answered_and_the_next_is_not_mistaken(server: Server, data: bytes) -> None:
    answer = sent(server, data + b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    first, second = re.split(rb"HTTP/1.1 200 OK", answer.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n"))[1:]
    assert first.endswith(b'{"head":{},"boolean":true}')
    assert second.endswith(b'{"status":"alive"}')


def test_an_offer_of_another_protocol_is_passed_over(server: Server) -> None:
    with closing(connect(server)) as connection:
        connection.sendall(ASK + b"Host: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n")
        first = b""
        while not first.endswith(b"true}"):
            first += connection.recv(1 << 16)
        connection.sendall(ASK + b"Host: x\r\nConnection: close\r\n\r\n")
        assert all_of(connection).startswith(b"HTTP/1.1 200 ")


def test_head_has_no_body_whatever_the_request_has(server: Server) -> None:
    answer = sent(server, b"HEAD /health HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc")
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\n")


def test_requests_in_a_row_are_answered_in_order(server: Server) -> None:
    queries = [quote(f"SELECT ({number} AS ?n) {{}}").encode() for number in range(40)]
    asked = b"".join(b"GET /sparql.csv?query=%s HTTP/1.1\r\nHost: x\r\n\r\n" % query for query in queries)
    answer = sent(server, asked + b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert re.findall(rb"\r\n\r\nn\r\n(\d+)\r\n", answer) == [b"%d" % number for number in range(40)]


def test_thousands_of_requests_in_a_row_end_the_connection(server: Server) -> None:
    assert sent(server, (ASK + b"Host: x\r\n\r\n") * 5000).count(b"HTTP/1.1 200 ") < 5000
    assert server.query("ASK {}").status_code == 200


def test_what_follows_a_request_that_runs_never_stands_in_its_answer(server: Server) -> None:
    """A proxy that took a refusal for the first answer would give every later client the wrong one."""
    assert b"HTTP/1.1 400" not in sent(server, ASK + b"Host: x\r\n\r\n\x01\x02\r\n\r\n")


@pytest.mark.parametrize("begun", [b"", ASK, POST + b"Content-Length: 50\r\n\r\nASK"])
def test_a_request_that_does_not_go_on_is_ended(strict: Server, begun: bytes) -> None:
    answer = sent(strict, begun)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"did not come in time" in answer


def test_a_head_that_trickles_is_ended(strict: Server) -> None:
    with closing(connect(strict)) as connection, pytest.raises(ConnectionError):
        while True:
            connection.sendall(b"X")
            time.sleep(0.1)


def running(server: Server) -> int:
    counts = httpx.get(f"{server.url}/metrics").text
    return int(float(re.findall(r"^kamergraaf_queries_running (\S+)", counts, re.MULTILINE)[0]))


def test_a_client_that_reads_nothing_is_let_go(strict: Server) -> None:
    with closing(connect(strict, 4096)) as connection:
        connection.sendall(b"GET /sparql?query=%s HTTP/1.1\r\nHost: x\r\n\r\n" % quote(LONG).encode())
        assert awaited(lambda: running(strict) == 1)
        assert awaited(lambda: running(strict) == 0)


def test_kept_answers_are_not_copied_for_clients_that_read_nothing(strict: Server) -> None:
    def resident() -> int:
        status = Path(f"/proc/{strict.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])

    query = quote(LONG.replace("*", "?b ?c ?a") + " LIMIT 13000", safe="")
    asked = f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n".encode()
    size = len(sent(strict, asked + b"Connection: close\r\n\r\n"))
    assert 3_000_000 < size < 4_194_304, "is kept"
    before = resident()
    with ExitStack() as stack:
        for _ in range(40):
            stack.enter_context(closing(connect(strict, 4096))).sendall(asked + b"\r\n")
        assert strict.query("ASK {}").status_code == 200
        assert resident() - before < 40 * size / 1024 / 4


def test_connections_beyond_their_number_are_told_to_come_back(strict: Server) -> None:
    with ExitStack() as stack:
        opened = [stack.enter_context(closing(connect(strict))) for _ in range(80)]
        refused = [answer for answer in map(all_of, opened) if answer.startswith(b"HTTP/1.1 503 ")]
    assert len(refused) >= 20
    assert b"retry-after: 5" in refused[0]
    assert awaited(lambda: strict.query("ASK {}").status_code == 200)


def test_an_etag_of_one_format_says_nothing_of_another(server: Server) -> None:
    query = "SELECT ?label { ?actor skos:prefLabel ?label }"
    first = server.query(query, headers={"accept": "text/csv"})
    other = {"accept": "application/sparql-results+json", "if-none-match": first.headers["etag"]}
    assert len(rows(server.query(query, headers=other))) == 2
    assert server.query(query, headers=other | {"accept": "text/csv"}).status_code == 304
