"""Many clients at once, one in ten of them sending a query that would run for minutes.

use: python tests/benchmarks/load_clients.py [--clients 64] [--seconds 60] [--quads 20000]

Prints, for cheap queries before and during: how many, how many failed, median, 99th percentile and slowest; and what became
of the heavy ones. None of the cheap ones may fail: the exit code says so. Then the time from a publish to the first
answer from the new generation under that load, the time to the first byte of a 100,000-row SELECT, and memory.
"""

from __future__ import annotations

import argparse
import collections
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from graph_builder.store import Store

CHEAP = "SELECT ?v {{ <urn:n:{}> <urn:value> ?v }}"
HEAVY = """SELECT (SUM(?a * ?b * ?c * ?d) AS ?n) {{
  ?w <urn:value> ?a . ?x <urn:value> ?b . ?y <urn:value> ?c . ?z <urn:value> ?d FILTER(?a > {})
}}"""


@dataclass
class Seen:
    """What the clients saw."""

    cheap: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    heavy: collections.Counter[str] = field(default_factory=collections.Counter)


def main() -> int:
    """Run the two phases and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--quads", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store", create=True)
        store.publish(numbers(options.quads))
        with serving(store.path) as (port, process):
            print(f"at rest: {memory(process.pid):.0f} MiB")
            before = load(port, options.clients, options.seconds / 3, heavy_share=0)
            report("before", before, options.seconds / 3)
            publishing = threading.Timer(options.seconds / 2, lambda: print(republish(store, port, options.quads + 1)))
            publishing.start()
            during = load(port, options.clients, options.seconds, heavy_share=0.1)
            publishing.join()
            report("during", during, options.seconds)
            print(f"heavy queries: {dict(during.heavy)}")
            print(f"under load: {memory(process.pid):.0f} MiB")
            print(f"first byte of 100,000 rows: {first_byte(port):.1f} ms")
    return 1 if before.failed or during.failed else 0


def numbers(size: int) -> bytes:
    """A graph of that many numbers."""
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    return "".join(f'<urn:n:{i}> <urn:value> "{i}"^^<{integer}> <urn:g> .\n' for i in range(size)).encode()


@contextmanager
def serving(path: Path, **settings: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve a store on a free port until the block is left."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = int(listening.getsockname()[1])
    command = [sys.executable, "-m", "api", "serve", "--store", str(path), "--port", str(port)]
    process = subprocess.Popen(command, env=os.environ | {"KAMERGRAAF_ACCESS_LOG": "false"} | settings)
    try:
        while True:
            try:
                ask(port, "ASK {}")
                break
            except OSError:
                time.sleep(0.05)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def ask(port: int, query: str) -> tuple[int, bytes]:
    """Ask over a connection of its own."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        connection.request("GET", f"/sparql?{urlencode({'query': query})}")
        response = connection.getresponse()
        return response.status, response.read()


def load(port: int, clients: int, seconds: float, heavy_share: float) -> Seen:
    """Have clients ask, each a little after it was answered."""
    seen = Seen()
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        rng = random.Random(number)
        while time.monotonic() < end:
            heavy = rng.random() < heavy_share
            query = (HEAVY if heavy else CHEAP).format(rng.randrange(10_000))
            begun = time.monotonic()
            try:
                status, body = ask(port, query)
            except (OSError, HTTPException) as error:
                status, body = 0, str(error).encode()
            if heavy:
                seen.heavy[str(status)] += 1
            elif status == 200:
                seen.cheap.append(1000 * (time.monotonic() - begun))
            else:
                seen.failed.append(f"{status} {body[:100]!r}")
            time.sleep(0.2 * rng.random())

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def republish(store: Store, port: int, size: int) -> str:
    """Publish another generation and wait for its first answer."""
    begun = time.monotonic()
    store.publish(numbers(size))
    published = time.monotonic()
    while b'"value":"' not in ask(port, CHEAP.format(size - 1))[1]:
        time.sleep(0.01)
    now = time.monotonic()
    return f"publish: {published - begun:.2f} s to write, {now - published:.2f} s more to the first answer from it"


def first_byte(port: int) -> float:
    """Milliseconds to the first byte of a long answer."""
    query = "SELECT ?a ?b { ?x <urn:value> ?a . ?y <urn:value> ?b } LIMIT 100000"
    with closing(HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        begun = time.monotonic()
        connection.request("GET", f"/sparql?{urlencode({'query': query})}")
        response = connection.getresponse()
        response.read(1)
        taken = 1000 * (time.monotonic() - begun)
        response.read()
    return taken


def memory(pid: int) -> float:
    """Proportional memory of a process and those below it, in MiB."""
    total, todo = 0, [pid]
    while todo:
        each = todo.pop()
        try:
            rollup = Path(f"/proc/{each}/smaps_rollup").read_text()
            for task in Path(f"/proc/{each}/task").iterdir():
                todo += map(int, (task / "children").read_text().split())
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024


def report(phase: str, seen: Seen, seconds: float) -> None:
    """Print what cheap queries saw."""
    times = sorted(seen.cheap)
    print(
        f"{phase}: {len(times)} cheap queries ({len(times) / seconds:.0f}/s), {len(seen.failed)} failed, "
        f"median {statistics.median(times):.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms, slowest {times[-1]:.0f} ms"
    )
    for failure, count in collections.Counter(seen.failed).most_common(3):
        print(f"  {count} x {failure}")


if __name__ == "__main__":
    sys.exit(main())
