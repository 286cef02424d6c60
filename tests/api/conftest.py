"""A real server on a loopback port, and a store for it to serve."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from graph_builder.store import Store
from graph_builder.store.shards import place

KG = "https://w3id.org/kamergraaf/ontology#"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
BASE = "https://w3id.org/kamergraaf/id/"


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks of this folder."""
    config.addinivalue_line("markers", "virtuoso: needs Debian's Virtuoso")


def graph_of(size: int = 40) -> bytes:
    """Two small graphs about actors, one long run of numbers, and one statement in no named graph."""
    lines = [
        f'<{BASE}actor/un> <{LABEL}> "Verenigde Naties"@nl <{BASE}registry/graph> .',
        f'<{BASE}actor/un> <{LABEL}> "United Nations"@en <{BASE}registry/graph> .',
        f"<{BASE}actor/nl> <{KG}funds> <{BASE}actor/un> <{BASE}document/x/graph> .",
        f"<{BASE}actor/nl> <{KG}funds> <{BASE}actor/wfp> .",
    ]
    lines += [
        f'<urn:n:{i}> <urn:value> "{i}"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:numbers> .'
        for i in range(size)
    ]
    return "\n".join(lines).encode() + b"\n"


def damage(store: Store) -> None:
    """Put nonsense in place of the largest graph of the current generation."""
    largest = max(store.current().shards(), key=lambda shard: shard.size)
    place(store.path, largest.hash).write_bytes(b"x" * largest.size)


@dataclass
class Server:
    """A running server."""

    url: str
    process: subprocess.Popen[bytes]
    store: Store
    log: Path

    def query(self, text: str, **options: object) -> httpx.Response:
        """Ask by GET, closing the connection afterwards."""
        params = {"query": text} | dict(options.pop("params", {}))  # type: ignore[call-overload]
        return httpx.get(f"{self.url}/sparql", params=params, timeout=60, **options)  # type: ignore[arg-type]


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def serving(path: Path | str, folder: Path | None = None, **settings: object) -> Iterator[Server]:
    """Run `kamergraaf serve` on a store, or before another one by its URL, until the block is left."""
    port = free_port()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KAMERGRAAF_")}
    # What pages keep is made when it is asked for, unless a test wants it made beforehand: most ask for little of it.
    settings = {"warm": False} | settings
    environment |= {f"KAMERGRAAF_{name.upper()}": str(value) for name, value in settings.items()}
    log = (folder or Path(path).parent) / f"server-{port}.log"
    command = [sys.executable, "-m", "api", "serve", "--store", str(path), "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", process, Store(Path(path)), log)
    try:
        _await(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _await(server: Server) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            pytest.fail(f"the server ended: {server.log.read_text()}")
        try:
            if httpx.get(f"{server.url}/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    pytest.fail("the server did not start within a minute")


def awaited(condition: Callable[[], bool]) -> bool:
    """Whether something comes true within a minute."""
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


@pytest.fixture(scope="session")
def new_store(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Store]:
    """Make a store that holds some N-Quads."""

    def make(content: bytes) -> Store:
        store = Store.open(tmp_path_factory.mktemp("store") / "store", create=True)
        store.publish(content)
        return store

    return make


@pytest.fixture(scope="session")
def server(new_store: Callable[[bytes], Store]) -> Iterator[Server]:
    """A server with the default settings that no test changes."""
    with serving(new_store(graph_of()).path) as running:
        yield running


@pytest.fixture
def ask(server: Server) -> Callable[..., httpx.Response]:
    """Ask the shared server."""
    return server.query


def rows(response: httpx.Response) -> list[dict[str, str]]:
    """Read JSON results as plain values."""
    assert response.status_code == 200, response.text
    found = response.json()["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def triples(response: httpx.Response, form: ox.RdfFormat) -> set[str]:
    """Read a graph as N-Triples lines."""
    assert response.status_code == 200, response.text
    return {str(quad.triple) for quad in ox.parse(response.content, format=form)}
