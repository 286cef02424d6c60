"""How fast the pages are, and how heavy: over a store of any size, as a browser on this machine sees them.

    python tests/benchmarks/corpus_generator.py /tmp/letters --count 10000
    kamergraaf build /tmp/letters --store /tmp/store
    python tests/benchmarks/pages.py /tmp/store [--samples 40]

Each page is asked for different letters, actors and motions, one at a time over one connection, and never twice, so that
nothing comes from a cache. The table gives the median and the slowest in milliseconds; what the server's processes took of
a processor, on average, which a busy machine does not change; and how many kilobytes a first visit takes, compressed, with
the scripts and styles that the page loads. The aims are a median under 50 ms for a page and under 30 ms for search, and
a weight under 300 kB (the query editor apart).
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_BASE = "https://w3id.org/kamergraaf/id/"
_THINGS = {
    "letter": "SELECT DISTINCT ?thing { ?thing a kg:Document } LIMIT 2000",
    "motion": "SELECT DISTINCT ?thing { ?thing a kg:Motion } LIMIT 2000",
    "actor": "SELECT DISTINCT ?thing { ?document kg:mentions ?thing FILTER(STRSTARTS(STR(?thing), STR(actor:))) } LIMIT 2000",
    "dossier": "SELECT DISTINCT ?thing { ?thing a kg:Dossier } LIMIT 2000",
}
_WORDS = (
    "syrië",
    "humanitaire hulp",
    "motie",
    "sancties tegen",
    "onderwijs",
    "europ",
    "belasting",
    "oekraïne",
    "water",
    "zorg",
)
_FIXED = {
    "home": "/?n={}",
    "letters": "/letters?page={}",
    "motions": "/motions?n={}",
    "promises": "/promises?n={}",
    "dossiers": "/dossiers?n={}",
    "ministers": "/ministers?n={}",
    "quality": "/quality?n={}",
    "feed": "/feeds/documents.atom?n={}",
    "vocabulary": "/vocabulary?n={}",
    "questions": "/queries?n={}",
}


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured of one page."""

    median: float
    slowest: float
    processor: float
    """Milliseconds of a processor that a visit takes on average, in all processes of the server."""
    kilobytes: float
    samples: int


@contextmanager
def serving(store: Path) -> Iterator[tuple[str, int]]:
    """Serve a store on a free port; gives the address and the process once search answers too."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    command = [sys.executable, "-m", "api", "serve", "--store", str(store), "--port", str(port)]
    # On a busy machine what pages keep of a generation may take longer than a query otherwise may.
    environment = os.environ | {"KAMERGRAAF_ACCESS_LOG": "false", "KAMERGRAAF_TIMEOUT": "600"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                if httpx.get(f"{address}/search.json?q=kabinet").json()["groups"]:
                    break
            except httpx.TransportError:
                pass
            time.sleep(0.5)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=60)


def addresses(client: httpx.Client, samples: int) -> dict[str, list[str]]:
    """Choose what to visit: spread evenly over what there is."""
    found = {name: [pattern.format(n) for n in range(1, samples + 1)] for name, pattern in _FIXED.items()}
    for name, query in _THINGS.items():
        rows = client.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
        things = sorted(row["thing"]["value"].removeprefix(_BASE) for row in rows)
        found[name] = [f"/page/{path}" for path in things[:: max(1, len(things) // samples)][:samples]]
    found["search page"] = [f"/search?q={word}&n={n}" for n in range(-(-samples // len(_WORDS))) for word in _WORDS]
    found["search as typed"] = [
        f"/search.json?q={word}&n={n}" for n in range(-(-samples // len(_WORDS))) for word in _WORDS
    ]
    return {name: paths[:samples] for name, paths in found.items() if paths}


def measure(client: httpx.Client, paths: list[str], server: int) -> Timing:
    """Visit addresses; the first visit warms up and does not count."""
    client.get(paths[0]).raise_for_status()
    taken, size, before = [], 0, processor(server)
    for path in paths:
        begun = time.perf_counter()
        with client.stream("GET", path) as answer:
            raw = b"".join(answer.iter_raw())
            taken.append(1000 * (time.perf_counter() - begun))
            answer.raise_for_status()
        size = max(size, len(raw))
    used = 1000 * (processor(server) - before) / len(paths)
    text = client.get(paths[-1]).text
    loaded = sum(weight(client, address) for address in set(re.findall(r'(?:src|href)="(/static/[^"]+)"', text)))
    return Timing(statistics.median(taken), max(taken), used, (size + loaded) / 1000, len(paths))


def processor(root: int) -> float:
    """Give the seconds of a processor that a process and all that it started have taken, the ended ones included."""
    times: dict[int, tuple[int, int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        times[int(stat.parent.name)] = (int(fields[1]), sum(map(int, fields[11:15])))
    family = {root}
    while more := {pid for pid, (parent, _) in times.items() if parent in family} - family:
        family |= more
    return sum(times[pid][1] for pid in family if pid in times) / os.sysconf("SC_CLK_TCK")


def weight(client: httpx.Client, address: str) -> int:
    """Give the compressed bytes of what a page loads."""
    with client.stream("GET", address) as answer:
        return sum(len(piece) for piece in answer.iter_raw())


def main() -> None:
    """Measure every page and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--samples", type=int, default=40)
    options = parser.parse_args()
    headers = {"accept": "text/html,application/json;q=0.9", "accept-encoding": "gzip"}
    with (
        serving(options.store) as (address, server),
        httpx.Client(base_url=address, headers=headers, timeout=120) as client,
    ):
        print("| page | median ms | slowest ms | processor ms | kB gzip | samples |\n|---|---:|---:|---:|---:|---:|")
        for name, paths in addresses(client, options.samples).items():
            timing = measure(client, paths, server)
            times = f"{timing.median:.0f} | {timing.slowest:.0f} | {timing.processor:.0f}"
            print(f"| {name} | {times} | {timing.kilobytes:.0f} | {timing.samples} |", flush=True)


if __name__ == "__main__":
    main()
