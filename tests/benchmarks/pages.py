"""How fast the pages are, and how heavy: over a store of any size, as a browser on this machine sees them.

    python tests/benchmarks/corpus_generator.py /tmp/letters --count 10000
    kamergraaf build /tmp/letters --store /tmp/store
    python tests/benchmarks/pages.py /tmp/store [--samples 40]

Each page is asked for different letters, actors and motions, one at a time over one connection, and never twice, so that
no browser's copy answers. Measuring begins when what pages keep of a generation has been made (see `docs/pages.md`). The
table gives the median, the 95th percentile and the slowest in milliseconds; what the server's processes took of a
processor, on average, which a busy machine does not change; and how many kilobytes a first visit takes, compressed, with
the scripts and styles that the page loads. The aims are a median under 50 ms for a page and under 30 ms for search, and
a weight under 300 kB (the query editor apart).
"""

from __future__ import annotations

import argparse
import html
import math
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_QUIET, _IDLE = 4.0, 0.02
"""For how many seconds a server must take less than which share of a processor to count as ready."""
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
    high: float
    """The 95th percentile."""
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
    environment = os.environ | {"KAMERGRAAF_ACCESS_LOG": "false", "KAMERGRAAF_TIMEOUT": "120"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        while not _ready(address, server.pid):
            time.sleep(0.5)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(timeout=60)


def _ready(address: str, server: int) -> bool:
    """Tell whether search answers, and the server has nothing left to make of the generation."""
    try:
        if not httpx.get(f"{address}/search.json?q=kabinet").json()["groups"]:
            return False
    except httpx.TransportError:
        return False
    before = processor(server)
    time.sleep(_QUIET)
    return processor(server) - before < _IDLE * _QUIET


def addresses(client: httpx.Client, samples: int) -> dict[str, list[str]]:
    """Choose what to visit, from the lists that the pages themselves give: spread evenly over what there is."""
    found = {name: [pattern.format(n) for n in range(1, samples + 1)] for name, pattern in _FIXED.items()}
    found["letter"] = _spread(client, "/letters", r'href="/(document/[^"#]+)"', samples)
    found["motion"] = _spread(client, "/motions", r'href="/(paper/[^"#]+)"', samples)
    dossiers = _linked(client, "/dossiers?sort=-read", r'href="/(dossier/[^"#]+)"')
    found["dossier"] = _spread(client, "/dossiers", r'href="/(dossier/[^"#]+)"', samples)
    found["dossier of most papers"] = dossiers[:1]
    found["actor"], found["actor named most"] = _actors(client, found["letter"], samples)
    found["minister"] = _linked(client, "/ministers", r'href="(/ministers/[^"#?]+)"')[:samples]
    found["graph of a letter"] = [f"/graph?document={path.removeprefix('/page/')}" for path in found["letter"]]
    found["graph of a dossier"] = [f"/graph?dossier={path.rpartition('/')[2]}" for path in dossiers]
    for name, address in (("search page", "/search"), ("search as typed", "/search.json")):
        found[name] = [f"{address}?q={word}&n={n}" for n in range(-(-samples // len(_WORDS))) for word in _WORDS]
    return {name: paths[:samples] for name, paths in found.items() if paths}


def _linked(client: httpx.Client, address: str, pattern: str) -> list[str]:
    """Give what a page links to, in order, each once; things by the address of their page."""
    text = client.get(address).text
    paths = dict.fromkeys(html.unescape(path) for path in re.findall(pattern, text))
    return [path if path.startswith("/") else f"/page/{path}" for path in paths]


def _spread(client: httpx.Client, address: str, pattern: str, samples: int) -> list[str]:
    """Give what a long list links to on pages that lie evenly over it."""
    last = max(map(int, re.findall(r"page=(\d+)", client.get(f"{address}?page=99999999").text)), default=1) + 1
    found = [_linked(client, f"{address}?page={1 + last * n // samples}", pattern) for n in range(samples)]
    return list(dict.fromkeys(paths[len(paths) * n // samples] for n, paths in enumerate(found) if paths))


def _actors(client: httpx.Client, letters: list[str], samples: int) -> tuple[list[str], list[str]]:
    """Give actors that letters name: some of all, and those that most of the letters name."""
    named = Counter(path for letter in letters for path in _linked(client, letter, r'href="/(actor/[^"#]+)"'))
    found = sorted(named)
    return found[:: max(1, len(found) // samples)][:samples], [path for path, _ in named.most_common(5)]


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
    high = sorted(taken)[math.ceil(0.95 * len(taken)) - 1]
    return Timing(statistics.median(taken), high, max(taken), used, (size + loaded) / 1000, len(paths))


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
        print("| page | median ms | p95 ms | slowest ms | processor ms | kB gzip | samples |\n|---|" + 6 * "---:|")
        for name, paths in addresses(client, options.samples).items():
            timing = measure(client, paths, server)
            times = f"{timing.median:.0f} | {timing.high:.0f} | {timing.slowest:.0f} | {timing.processor:.0f}"
            print(f"| {name} | {times} | {timing.kilobytes:.0f} | {timing.samples} |", flush=True)


if __name__ == "__main__":
    main()
