"""No way out: a worker cannot open a socket, whatever a query says."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from graph_builder.store import Store

from .conftest import Server, graph_of, serving
from .test_guard import DISGUISES


class Listener:
    """Counts who connects to a loopback port."""

    def __init__(self) -> None:
        self.seen = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.seen += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    found = Listener()
    yield found
    found.close()


@pytest.mark.parametrize("query", DISGUISES)
def test_service_is_refused_and_reaches_nobody(server: Server, listener: Listener, query: str) -> None:
    response = server.query(query.replace("http://a/", listener.url))
    assert response.status_code in (400, 403)
    assert listener.seen == 0


@pytest.mark.parametrize(
    "text", ["LOAD <{}x.ttl>", "SELECT * FROM <{}x.ttl> {{ ?s ?p ?o }}", "ASK FROM NAMED <{}x> {{}}"]
)
def test_from_and_load_reach_nobody(server: Server, listener: Listener, text: str) -> None:
    response = server.query(text.format(listener.url))
    assert response.status_code == (400 if text.startswith("LOAD") else 200)
    assert listener.seen == 0


TRY = """
import errno, os, socket, sys
import pyoxigraph as ox
from api.workers import jail
REFUSALS = (errno.EACCES, errno.EMFILE, errno.ESOCKTNOSUPPORT)  # the last: no such socket exists at all
store = ox.Store()
url = sys.argv[1]
host, port = url.removeprefix("http://").rstrip("/").split(":")
if sys.argv[2] == "filter":
    assert jail.deny_sockets()
else:
    jail.deny_descriptors()
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            socket.socket(family, kind)
        except OSError as error:
            assert error.errno in REFUSALS, error
        else:
            sys.exit(f"{family} {kind} opened")
for text in (f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", f"SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"):
    try:
        list(store.query(text))
    except OSError:
        pass
for text in (f"LOAD <{url}>", f"LOAD SILENT <{url}>"):
    try:
        store.update(text)
    except OSError:
        pass
if sys.argv[2] == "filter":
    try:
        os.execv("/bin/true", ["true"])
    except PermissionError:
        print("jailed", flush=True)
else:
    print("jailed", flush=True)
"""


@pytest.mark.parametrize("lock", ["filter", "descriptors"])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the filter is Linux's")
def test_a_jailed_process_opens_no_socket(listener: Listener, lock: str) -> None:
    """Without any reading of the query's text: the very process that runs it is locked."""
    environment = os.environ | {"PYTHONWARNINGS": "default"}
    command = [sys.executable, "-c", TRY, listener.url, lock]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("jailed\n", 0), done.stderr
    assert listener.seen == 0


def test_a_store_on_disk_is_asked_by_jailed_workers_too(
    new_store: Callable[[bytes], Store], listener: Listener
) -> None:
    with serving(new_store(graph_of()).path, memory_budget=0) as server:
        assert server.query("SELECT * { ?s ?p ?o } LIMIT 3").json()["results"]["bindings"]
        assert server.query(f"ASK {{ SERVICE <{listener.url}> {{ ?s ?p ?o }} }}").status_code == 403
    assert listener.seen == 0
