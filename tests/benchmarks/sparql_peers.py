"""The endpoint beside its peers: the same graph, the same queries, one run; answers are compared.

use: python tests/benchmarks/sparql_peers.py [--quads 100000,1000000] [--seconds 3]
                                             [--peers ours,cached,disk,engine,rdflib,oxigraph,oxigraph-disk,virtuoso]

`ours` has the answer cache off, `cached` has it on, `disk` serves the index on disk. `rdflib` is rdflib-endpoint over
an rdflib Dataset; `oxigraph` is Oxigraph's own server (PyPI `oxigraph`) in memory, `oxigraph-disk` on disk; `virtuoso`
is Debian's `virtuoso-opensource-7`. Data and queries come from the material beside the repository (KAMERGRAAF_SHARED);
`engine` is no server: the same engine asked in this process, so that what HTTP and the processes around it add is seen.
q03m and q07m are q03 and q07 written otherwise (`queries/`), over the stored mentions and with MINUS. Latencies are
medians over one kept connection, and the means are given by the least ones too, for a machine with other work; `mix` is queries a second over q01-q11 by 8 connections, `q11/s` the same for one
small query; memory is that of all processes together, pages that they share counted once, at rest and after the load.
With several sizes each has its tables, and one at the end shows the geometric means side by side.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pyoxigraph as ox
from asking import Connection, InProcess, comparable, small_answers, throughput
from peers import installed, memory, running

from graph_builder.store import Store

SHARED = Path(os.environ.get("KAMERGRAAF_SHARED", Path(__file__).parents[3] / "shared")) / "benchmarks"
OTHERWISE = Path(__file__).with_name("queries")
UNCOUNTED = {"q10", "q03m", "q07m"}
"""DESCRIBE means something else in every engine; the last two are other ways to ask."""

MENTIONS = """
PREFIX oa: <http://www.w3.org/ns/oa#>
CONSTRUCT { ?letter <https://kamergraaf.example/def#mentions> ?actor }
WHERE { ?mention oa:hasBody ?actor ; oa:hasTarget/oa:hasSource ?letter }
"""
"""What the product stores of every letter, and the generator does not."""


@dataclass
class Result:
    """What one peer did."""

    load: float = 0
    rest: float = 0
    memory: float = 0
    latency: dict[str, float] = field(default_factory=dict)
    least: dict[str, float] = field(default_factory=dict)
    rows: dict[str, object] = field(default_factory=dict)
    mix: float = 0
    small: float = 0


def main() -> None:
    """Measure every peer asked for, at every size, and print the tables."""
    options = _options()
    files = sorted([*(SHARED / "queries").glob("*.rq"), *OTHERWISE.glob("*.rq")], key=lambda path: path.stem)
    queries = {path.stem.partition("_")[0]: path.read_text() for path in files}
    means = {}
    for quads in options.quads.split(","):
        with tempfile.TemporaryDirectory() as folder:
            _make(Path(folder), quads)
            results = measure(installed(options.peers.split(",")), Path(folder), queries, options.seconds)
        means[quads] = report(results, queries)
    if len(means) > 1:
        print("\ntimes the latency of " + options.peers.partition(",")[0])
        for peer in means[quads]:
            print(f"{peer:14}" + "".join(f"{means[size][peer]:8.2f} at {size} quads" for size in means))


def _make(folder: Path, quads: str) -> None:
    """Have the data generated, as a file and as a store."""
    data = folder / "data.nq"
    subprocess.run([sys.executable, str(SHARED / "gen.py"), "--quads", quads, "--out", str(data)], check=True)
    _add_mentions(data)
    Store.open(folder / "store", create=True).publish(data.read_bytes())


def _add_mentions(data: Path) -> None:
    graph = ox.Store()
    graph.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
    found = graph.query(MENTIONS, use_default_graph_as_union=True)
    assert isinstance(found, ox.QueryTriples)
    with data.open("a") as out:
        out.writelines(sorted({f"{triple} <https://kamergraaf.example/id/graph/mentions> .\n" for triple in found}))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", default="100000", help="several with commas between them")
    parser.add_argument("--seconds", type=float, default=3, help="most seconds for each query and for the mix")
    parser.add_argument("--peers", default="ours,cached,engine,rdflib,oxigraph")
    return parser.parse_args()


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
            result.rest = memory(processes[peer].pid)
        for name, query in queries.items():
            _medians(name, query, places, results, seconds)
        texts = [query for name, query in queries.items() if name != "q12" and len(name) == 3]
        for peer, process in processes.items():
            result, port = results[peer], cast("int", places[peer])
            result.mix = throughput(port, texts, 8, seconds)
            result.small = small_answers(port, queries["q11"], 8, seconds)
            result.memory = memory(process.pid)
    return results


def _medians(
    name: str, query: str, peers: dict[str, int | ox.Store], results: dict[str, Result], seconds: float
) -> None:
    """Fill in the median and the least latency in milliseconds, and the answer in a form that can be compared."""
    with ExitStack() as stack:
        asked: dict[str, Connection | InProcess] = {}
        times = {peer: [math.nan] for peer in peers}
        for peer, place in peers.items():
            if isinstance(place, ox.Store):
                each: Connection | InProcess = InProcess(place)
            else:
                each = stack.enter_context(closing(Connection(place)))
            try:
                results[peer].rows[name] = comparable(query, each.ask(query))
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
        results[peer].latency[name], results[peer].least[name] = statistics.median(found), min(found)


def report(results: dict[str, Result], queries: dict[str, str]) -> dict[str, float]:
    """Print what was measured, and give by how much the first peer is faster than each."""
    means = {}
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
        ratios = _ratios(result.latency, first.latency)
        worst = min(ratios, key=lambda name: ratios[name])
        means[peer] = statistics.geometric_mean(ratios.values())
        print(
            f"{peer}: {means[peer]:.2f} times the latency of {next(iter(results))} "
            f"(geometric mean); least on {worst}: {ratios[worst]:.2f}; "
            f"by the least of each {statistics.geometric_mean(_ratios(result.least, first.least).values()):.2f}"
        )
    return means


def _ratios(theirs: dict[str, float], ours: dict[str, float]) -> dict[str, float]:
    """Give how many times as long each query takes that counts and that both have answered."""
    each = {name: (theirs[name], ours[name]) for name in ours if name not in UNCOUNTED}
    return {name: longer / shorter for name, (longer, shorter) in each.items() if not math.isnan(longer + shorter)}


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
