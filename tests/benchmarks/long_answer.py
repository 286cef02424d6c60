"""A very long answer: how much memory the server needs while it streams.

use: python tests/benchmarks/long_answer.py [--rows 10000000] [--format csv] [--coding br]

Asks for a SELECT of that many rows, throws them away as they come, and prints rows and bytes a second and the memory of
the server and its processes before and at most during the answer: they have to be alike, whatever the number of rows.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from load_clients import memory, numbers, serving

from graph_builder.store import Store

QUERY = "SELECT ?a ?b ?c {{ ?x <urn:value> ?a . ?y <urn:value> ?b . ?z <urn:value> ?c }} LIMIT {}"
NUMBERS = 1000


def main() -> int:
    """Stream, watch, print; the exit code says whether all rows came."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--format", default="csv")
    parser.add_argument("--coding", default="identity", help="identity, gzip or br")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder) / "store", create=True)
        store.publish(numbers(NUMBERS))
        with serving(store.path, KAMERGRAAF_TIMEOUT="3600") as (port, process):
            before, most, over = memory(process.pid), [0.0], threading.Event()

            def watch() -> None:
                while not over.wait(0.2):
                    most[0] = max(most[0], memory(process.pid))

            watching = threading.Thread(target=watch)
            watching.start()
            begun = time.monotonic()
            size, rows = stream(port, options.rows, options.format, options.coding)
            taken = time.monotonic() - begun
            over.set()
            watching.join()
    print(f"{size / 1e6:.0f} MB in {taken:.1f} s: {options.rows / taken:,.0f} rows a second")
    print(f"memory of all processes: {before:.0f} MiB before, {most[0]:.0f} MiB at most")
    if rows is not None:
        print(f"{rows} rows came")
    return 0 if rows in (None, options.rows) else 1


def stream(port: int, rows: int, form: str, coding: str) -> tuple[int, int | None]:
    """Read an answer without keeping it; gives its bytes, and its rows where they are to be seen."""
    size = lines = 0
    with closing(HTTPConnection("127.0.0.1", port, timeout=600)) as connection:
        path = f"/sparql.{form}?{urlencode({'query': QUERY.format(rows)})}"
        connection.request("GET", path, headers={"accept-encoding": coding})
        response = connection.getresponse()
        while piece := response.read(1 << 18):
            size += len(piece)
            lines += piece.count(b"\n")
    return size, lines - 1 if form == "csv" and coding == "identity" else None


if __name__ == "__main__":
    sys.exit(main())
