"""Clients that ask servers of SPARQL, and what of their answers can be compared."""

from __future__ import annotations

import csv
import io
import itertools
import re
import selectors
import socket
import threading
import time
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from typing import cast
from urllib.parse import urlencode

import pyoxigraph as ox

TABULAR, GRAPH, BOOLEAN = "text/csv", "application/n-triples", "application/sparql-results+json"

_IDLE = 3
"""Seconds after which a peer may have closed a connection."""


def ask(port: int, query: str, accept: str) -> bytes:
    """Ask once, over a connection of its own."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=300)) as connection:
        return _over(connection, query, accept)


def _over(connection: HTTPConnection, query: str, accept: str) -> bytes:
    paths = ("/sparql", "/query")
    for path in paths if not hasattr(connection, "path") else (connection.path,):
        connection.request("GET", f"{path}?{urlencode({'query': query})}", headers={"accept": accept})
        response = connection.getresponse()
        body = response.read()
        if response.status == 200:
            connection.path = path  # type: ignore[attr-defined]
            return body
    raise RuntimeError(f"{response.status}: {body[:200]!r}")


class InProcess:
    """The engine itself, asked where others have a connection."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def ask(self, query: str) -> bytes:
        """Answer as a server would write it."""
        results = self._store.query(query, use_default_graph_as_union=True)
        if isinstance(results, ox.QueryTriples):
            return cast("bytes", ox.serialize(results, format=ox.RdfFormat.N_TRIPLES))
        form = ox.QueryResultsFormat.CSV if isinstance(results, ox.QuerySolutions) else ox.QueryResultsFormat.JSON
        return cast("bytes", results.serialize(format=form))


class Connection:
    """One kept connection to a peer, opened anew before a question if the last was so long ago that it may be closed."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=300)
        self._used = time.perf_counter()

    def ask(self, query: str) -> bytes:
        """Ask and read the whole answer."""
        return _over(self._connection, query, _accept(query))

    def freshen(self) -> None:
        """See to it that the connection is open."""
        if time.perf_counter() - self._used > _IDLE:
            self._connection.close()
            self._connection.connect()
        self._used = time.perf_counter()

    def close(self) -> None:
        """Close it."""
        self._connection.close()


def _accept(query: str) -> str:
    if re.search(r"^(CONSTRUCT|DESCRIBE)", query, re.MULTILINE):
        return GRAPH
    return BOOLEAN if re.search(r"^ASK", query, re.MULTILINE) else TABULAR


def comparable(query: str, answer: bytes) -> object:
    """Give of an answer what engines agree on: rows as a set, numbers by value; of a graph and a cut answer the size."""
    if _accept(query) == GRAPH:
        return len(answer.splitlines())
    if _accept(query) == BOOLEAN:
        return b"true" in answer
    rows = list(csv.reader(io.StringIO(answer.decode())))
    if "LIMIT 100000" in query:
        return len(rows)
    return sorted(tuple(_value(cell) for cell in row) for row in rows[1:])


def _value(cell: str) -> str:
    try:
        return f"{float(cell):g}"
    except ValueError:
        return cell


def throughput(port: int, queries: list[str], clients: int, seconds: float) -> float:
    """Give the queries a second that some clients get through together."""
    counts = [0] * clients
    end = time.perf_counter() + seconds

    def work(number: int) -> None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=300)) as connection:
            for query in itertools.islice(itertools.cycle(queries), number, None):
                if time.perf_counter() > end:
                    return
                try:
                    _over(connection, query, _accept(query))
                except RuntimeError:
                    continue
                counts[number] += 1

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - begun)


def small_answers(port: int, query: str, clients: int, seconds: float) -> float:
    """Give how often a second some clients are given a small answer, by a client that takes little time itself."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=300)) as connection:
        _over(connection, query, _accept(query))
        path = connection.path  # type: ignore[attr-defined]
    target = f"{path}?{urlencode({'query': query})}"
    request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {_accept(query)}\r\n\r\n".encode()
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        received: dict[socket.socket, bytes] = {}
        for _ in range(clients):
            each = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            selector.register(each, selectors.EVENT_READ)
            received[each] = b""
            each.sendall(request)
        count, begun = 0, time.perf_counter()
        while time.perf_counter() < begun + seconds:
            for key, _ in selector.select(1):
                each = cast("socket.socket", key.fileobj)
                received[each] += each.recv(1 << 16)
                if _whole(received[each]):
                    count += 1
                    received[each] = b""
                    each.sendall(request)
        return count / (time.perf_counter() - begun)


def _whole(response: bytes) -> bool:
    head, found, body = response.partition(b"\r\n\r\n")
    if not found:
        return False
    length = re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)
    return len(body) >= int(length[1]) if length else body.endswith(b"0\r\n\r\n")
