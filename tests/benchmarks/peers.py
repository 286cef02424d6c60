"""Servers of SPARQL to measure beside ours: each started on a free port with the same graph."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from asking import BOOLEAN, ask

OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))

VIRTUOSO = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 85000
MaxDirtyBuffers = 65000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 16
[SPARQL]
ResultSetMaxRows = 1000000
"""

RDFLIB = """
import sys, uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint
graph = Dataset(default_union=True)
graph.parse(sys.argv[1], format="nquads")
uvicorn.run(SparqlEndpoint(graph=graph, path="/sparql"), port=int(sys.argv[2]), log_level="error")
"""


def installed(peers: list[str]) -> list[str]:
    """Leave out those that are not on this machine, saying so."""
    needed = {"oxigraph": OXIGRAPH, "virtuoso": "virtuoso-t"}
    for name, program in needed.items():
        if shutil.which(program) is None and any(peer.startswith(name) for peer in peers):
            print(f"{program} is not installed: {name} is left out")
            peers = [peer for peer in peers if not peer.startswith(name)]
    return peers


@contextmanager
def running(peer: str, folder: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Run a peer on a free port until the block is left."""
    port = _free_port()
    environment = os.environ | {
        "KAMERGRAAF_ACCESS_LOG": "false",
        "KAMERGRAAF_CACHE": str(2**26 if peer == "cached" else 0),
    }
    if peer == "disk":
        environment["KAMERGRAAF_MEMORY_BUDGET"] = "0"
    command, place = _command(peer, folder, port), None
    if peer == "virtuoso":
        place = folder / "virtuoso"
        place.mkdir()
        (place / "virtuoso.ini").write_text(VIRTUOSO.format(port=port, sql=_free_port()))
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=place
    )
    try:
        while True:
            try:
                ask(port, "ASK {}", BOOLEAN)
                break
            except OSError:
                if process.poll() is not None:
                    sys.exit(f"{peer} ended")
                time.sleep(0.02)
        if peer == "oxigraph":
            _upload(port, folder / "data.nq")
        if peer == "virtuoso":
            _load_virtuoso(folder)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _load_virtuoso(folder: Path) -> None:
    """Have Virtuoso's own bulk loader read the data."""
    place = folder / "virtuoso"
    shutil.copy(folder / "data.nq", place / "data.nq")
    [port] = re.findall(r"127.0.0.1:(\d+)\nNumberOfBuffers", (place / "virtuoso.ini").read_text())
    orders = f"ld_dir('{place}', 'data.nq', 'urn:unnamed'); rdf_loader_run(); checkpoint;"
    orders = orders.replace(str(place), ".")
    subprocess.run(["isql-vt", port, "dba", "dba", f"exec={orders}"], check=True, capture_output=True)


def _upload(port: int, data: Path) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=300)) as connection:
        connection.request("POST", "/store", data.read_bytes(), {"content-type": "application/n-quads"})
        connection.getresponse().read()


def _command(peer: str, folder: Path, port: int) -> list[str]:
    if peer == "virtuoso":
        return ["virtuoso-t", "-f", "+configfile", "virtuoso.ini"]
    if peer == "rdflib":
        return [sys.executable, "-c", RDFLIB, str(folder / "data.nq"), str(port)]
    if peer == "oxigraph":
        return [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    if peer == "oxigraph-disk":
        location = folder / "oxigraph"
        load = [OXIGRAPH, "load", "--location", str(location), "--file", str(folder / "data.nq")]
        subprocess.run(load, check=True, capture_output=True)
        serve = [OXIGRAPH, "serve-read-only", "--location", str(location), "--bind", f"127.0.0.1:{port}"]
        return [*serve, "--union-default-graph"]
    return [sys.executable, "-m", "api", "serve", "--store", str(folder / "store"), "--port", str(port)]


def memory(pid: int) -> float:
    """Give the proportional memory of a process and those below it, in MiB."""
    total, todo = 0, [pid]
    while todo:
        each = todo.pop()
        with suppress(FileNotFoundError, ProcessLookupError):  # a process or a thread that has ended meanwhile
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            for task in Path(f"/proc/{each}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
    return total / 1024
