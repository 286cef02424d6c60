"""The endpoint beside its peers: the same graph, the same queries, one run; answers are compared.

use: python tests/benchmarks/sparql_peers.py [--quads 100000] [--seconds 3]
                                             [--peers ours,cached,disk,engine,rdflib,oxigraph,oxigraph-disk,virtuoso]

`ours` has the answer cache off, `cached` has it on, `disk` serves the index on disk. `rdflib` is rdflib-endpoint over
an rdflib Dataset; `oxigraph` is Oxigraph's own server (PyPI `oxigraph`) in memory, `oxigraph-disk` on disk; `virtuoso`
is Debian's `virtuoso-opensource-7`. Data and queries come from the material beside the repository (KAMERGRAAF_SHARED);
`engine` is no server: the same engine asked in this process, so that what HTTP and the processes around it add is seen.
q03m and q07m are q03 and q07 written otherwise (`queries/`), over the stored mentions and with MINUS. Latencies are
medians over one kept connection; `mix` is queries a second over q01-q11 by 8 connections, `q11/s` the same for one
small query; memory is that of all processes together, pages that they share counted once, at rest and after the load.
"""

from __future__ import annotations

import argparse
import csv
import io
import itertools
import math
import os
import re
import selectors
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import cast
from urllib.parse import urlencode

import pyoxigraph as ox

from graph_builder.store import Store

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[3] / "shared")) / "benchmarks"
OTHERWISE = Path(__file__).with_name("queries")
OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))
TABULAR, GRAPH, BOOLEAN = "text/csv", "application/n-triples", "application/sparql-results+json"
UNCOUNTED = {"q10", "q03m", "q07m"}
"""DESCRIBE means something else in every engine; the last two are other ways to ask."""

_IDLE = 3
"""Seconds after which a peer may have closed a connection."""

MENTIONS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
CONSTRUCT { ?letter <https://kamergraaf.example/def#mentions> ?actor }
WHERE { ?mention oa:hasBody ?actor ; oa:hasTarget/oa:hasSource ?letter }
"""
"""What the product stores of every letter, and the generator does not."""

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


@dataclass
class Result:
    """What one peer did."""

    load: float = 0
    rest: float = 0
    memory: float = 0
    latency: dict[str, float] = field(default_factory=dict)
    rows: dict[str, object] = field(default_factory=dict)
    mix: float = 0
    small: float = 0


def main() -> None:
    """Measure every peer asked for and print the tables."""
    options = _options()
    files = sorted([*(SHARED / "queries").glob("*.rq"), *OTHERWISE.glob("*.rq")], key=lambda path: path.stem)
    queries = {path.stem.partition("_")[0]: path.read_text() for path in files}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.nq"
        command = [sys.executable, str(SHARED / "gen.py"), "--quads", str(options.quads), "--out", str(data)]
        subprocess.run(command, check=True)
        _add_mentions(data)
        Store.open(Path(folder) / "store", create=True).publish(data.read_bytes())
        results = measure(_installed(options.peers.split(",")), Path(folder), queries, options.seconds)
    report(results, queries)


def _add_mentions(data: Path) -> None:
    graph = ox.Store()
    graph.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
    found = graph.query(MENTIONS, use_default_graph_as_union=True)
    with data.open("a") as out:
        out.writelines(sorted({f"{triple} <https://kamergraaf.example/id/graph/mentions> .\n" for triple in found}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=3, help="most seconds for each query and for the mix")
    parser.add_argument("--peers", default="ours,cached,engine,rdflib,oxigraph")
    return parser.parse_args()


def _installed(peers: list[str]) -> list[str]:
    needed = {"oxigraph": OXIGRAPH, "virtuoso": "virtuoso-t"}
    for name, program in needed.items():
        if shutil.which(program) is None and any(peer.startswith(name) for peer in peers):
            print(f"{program} is not installed: {name} is left out")
            peers = [peer for peer in peers if not peer.startswith(name)]
    return peers


def measure(peers: list[str], folder: Path, queries: dict[str, str], seconds: float) -> dict[str, Result]:
    """Start every peer, ask them everything by turns so that what else the machine does meets all alike, stop them."""
    results = {peer: Result() for peer in peers}
    places: dict[str, int | ox.Store] = {}
    with ExitStack() as stack:
        processes = {}
        for peer, result in results.items():
            begun = time.perf_counter()
            if peer == "engine":
                places[peer] = Store.open(folder / "store").current().load()
                continue
            places[peer], processes[peer] = stack.enter_context(running(peer, folder))
            result.load = time.perf_counter() - begun
            result.rest = _memory(processes[peer].pid)
        for name, query in queries.items():
            _medians(name, query, places, results, seconds)
        texts = [query for name, query in queries.items() if name != "q12" and len(name) == 3]
        for peer, process in processes.items():
            result, port = results[peer], cast("int", places[peer])
            result.mix = _throughput(port, texts, 8, seconds)
            result.small = _small(port, queries["q11"], 8, seconds)
            result.memory = _memory(process.pid)
    return results


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
                _ask(port, "ASK {}", BOOLEAN)
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


def _ask(port: int, query: str, accept: str) -> bytes:
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


def _medians(
    name: str, query: str, peers: dict[str, int | ox.Store], results: dict[str, Result], seconds: float
) -> None:
    """Fill in the median latency in milliseconds, and the answer in a form that can be compared."""
    with ExitStack() as stack:
        asked: dict[str, Connection | InProcess] = {}
        times = {peer: [math.nan] for peer in peers}
        for peer, place in peers.items():
            if isinstance(place, ox.Store):
                each: Connection | InProcess = InProcess(place)
            else:
                each = stack.enter_context(closing(Connection(place)))
            try:
                results[peer].rows[name] = _comparable(query, each.ask(query))
                asked[peer], times[peer] = each, []
            except RuntimeError as error:
                results[peer].rows[name] = str(error)[:60]
        end = time.perf_counter() + seconds * len(peers)
        while asked and (len(min(times.values(), key=len)) < 3 or time.perf_counter() < end):
            for peer, each in asked.items():
                if isinstance(each, Connection):
                    each.freshen()
                begun = time.perf_counter()
                each.ask(query)
                times[peer].append(1000 * (time.perf_counter() - begun))
            if len(min(times.values(), key=len)) >= 200:
                break
    for peer, found in times.items():
        results[peer].latency[name] = statistics.median(found)


def _comparable(query: str, answer: bytes) -> object:
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


def _throughput(port: int, queries: list[str], clients: int, seconds: float) -> float:
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


def _small(port: int, query: str, clients: int, seconds: float) -> float:
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


def _memory(pid: int) -> float:
    """Give the proportional memory of a process and those below it, in MiB."""
    total, todo = 0, [pid]
    while todo:
        each = todo.pop()
        rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        for task in Path(f"/proc/{each}/task").iterdir():
            with suppress(FileNotFoundError):  # a thread that has ended meanwhile
                todo += map(int, (task / "children").read_text().split())
    return total / 1024


def report(results: dict[str, Result], queries: dict[str, str]) -> None:
    """Print what was measured, and by how much the first peer is faster than each."""
    first = next(iter(results.values()))
    print("\nmedian ms " + "".join(f"{peer:>14}" for peer in results))
    for name in queries:
        cells = "".join(f"{result.latency[name]:14.2f}" for result in results.values())
        print(f"{name:10}{cells}   {_agreement(name, results)}")
    print("load s    " + "".join(f"{result.load:14.1f}" for result in results.values()))
    print("MiB rest  " + "".join(f"{result.rest:14.0f}" for result in results.values()))
    print("MiB load  " + "".join(f"{result.memory:14.0f}" for result in results.values()))
    print("mix/s     " + "".join(f"{result.mix:14.0f}" for result in results.values()))
    print("q11/s     " + "".join(f"{result.small:14.0f}" for result in results.values()))
    for peer, result in results.items():
        pairs = {name: (result.latency[name], first.latency[name]) for name in queries if name not in UNCOUNTED}
        ratios = {name: theirs / ours for name, (theirs, ours) in pairs.items() if not math.isnan(theirs + ours)}
        worst = min(ratios, key=lambda name: ratios[name])
        print(
            f"{peer}: {statistics.geometric_mean(ratios.values()):.2f} times the latency of {next(iter(results))} "
            f"(geometric mean); least on {worst}: {ratios[worst]:.2f}"
        )


def _agreement(name: str, results: dict[str, Result]) -> str:
    """Say whose rows differ from the first peer's, and whether another way to ask gives the same."""
    if name == "q10":
        return ""
    first = next(iter(results.values())).rows
    differing = [peer for peer, result in results.items() if result.rows[name] != first[name]]
    if name.endswith("m") and first[name] != first[name[:-1]]:
        differing.append(f"from {name[:-1]}")
    return f"OTHER ROWS: {', '.join(differing)}" if differing else "same rows"


if __name__ == "__main__":
    main()
