"""How fast links are made on one core: 10,000 citations offline, and a feed mirrored from a server on this machine.

The aims: below 10 seconds, and at least 500 records a second with a memory that does not grow with their number.
Run it with `python tests/benchmarks/link_speed.py`; it prints what it measured.
"""

from __future__ import annotations

import resource
import tempfile
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import Process, Queue
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from graph_builder.iris import Base
from graph_builder.link.client import Client, Manners
from graph_builder.link.fetching import Follower
from graph_builder.link.mirror import Mirror
from graph_builder.link.updating import link_offline
from ontology.registry import Registry

CITATIONS = 10_000
RECORDS, PAGE = 50_000, 250
_FORMS = (
    "kst-{dossier}-{number}",
    "kst-{dossier}-V-{number}",
    "kst-{dossier}-{letter}",
    "ah-tk-20232024-{number}",
    "h-tk-20222023-{item}-{item}",
    "stb-2020-{number}",
    "blg-{dossier}{item}",
    "com-2022-{number}",
    "verordening-2016-{number}",
    "richtlijn-2004-{number}",
)
"""The forms that letters cite by, each as often as the others."""


def citations(count: int, base: Base) -> list[ox.Quad]:
    """Make quads in which as many different papers are cited."""
    graph, cites = ox.NamedNode(base.iri("document/speed/graph")), ox.NamedNode(base.iri("cites"))
    document = ox.NamedNode(base.iri("document/speed"))
    names = (
        _FORMS[at % len(_FORMS)].format(
            dossier=30000 + at, number=at % 9999 + 1, item=at % 99 + 1, letter=chr(ord("A") + at % 26)
        )
        for at in range(count)
    )
    return [ox.Quad(document, cites, ox.NamedNode(base.iri(f"paper/{name}")), graph) for name in names]


def measure_citations() -> None:
    """Link citations offline."""
    base = Base()
    quads = citations(CITATIONS, base)
    started = time.perf_counter()
    linked = link_offline(quads, Registry({}), base)
    seconds = time.perf_counter() - started
    print(f"{CITATIONS} citations linked offline in {seconds:.2f} s ({len(linked)} quads); the aim is 10 s")


def page(address: str, start: int) -> bytes:
    """Write a page of the feed with votes from a token on."""
    end = min(start + PAGE, RECORDS)
    entries = "".join(_entry(at) for at in range(start, end))
    following = f"{address}/Feed?category=Stemming&amp;skiptoken={end}"
    link = f'<link rel="{"next" if end < RECORDS else "resume"}" href="{following}"/>'
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0">'
    return f"{head}{link}{entries}</feed>".encode()


def _entry(at: int) -> str:
    return (
        '<entry><content type="application/xml">'
        f'<tk:stemming id="00000000-0000-4000-8000-{at:012d}" tk:bijgewerkt="2026-01-01T10:00:00.0000000" '
        f'tk:verwijderd="false"><tk:besluit ref="00000000-0000-4000-8001-{at // 15:012d}"/><tk:soort>Voor</tk:soort>'
        "<tk:fractieGrootte>9</tk:fractieGrootte><tk:actorNaam>X</tk:actorNaam><tk:actorFractie>X</tk:actorFractie>"
        "<tk:vergissing>false</tk:vergissing>"
        '<tk:fractie ref="65129918-f256-4975-9da4-488da34d6695"/></tk:stemming></content></entry>'
    )


def serve(ready: Queue[str]) -> None:
    """Serve the feed from a process of its own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            start = int(parse_qs(urlsplit(self.path).query).get("skiptoken", ["0"])[0])
            body = page(address, start)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{server.server_port}"
    ready.put(address)
    server.serve_forever()


def measure_mirror() -> None:
    """Mirror a feed, and see whether memory grows between a tenth of it and all of it."""
    ready: Queue[str] = Queue()
    server = Process(target=serve, args=(ready,), daemon=True)
    server.start()
    address = ready.get(timeout=30)
    peaks: list[int] = []

    def look(_: str, news: int) -> None:
        if news in (RECORDS // 10, RECORDS):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

    manners = Manners(pause=0)
    with (
        tempfile.TemporaryDirectory() as folder,
        Mirror.open(Path(folder), create=True) as mirror,
        Client(manners, environment=False) as client,
    ):
        started = time.perf_counter()
        fetched = Follower(client, mirror, lambda: datetime.now(UTC), look).follow(["Stemming"], address=address)
        seconds = time.perf_counter() - started
    server.terminate()
    news = fetched.news["Stemming"]
    print(f"{news} records mirrored in {seconds:.1f} s: {news / seconds:.0f} a second; the aim is 500")
    print(f"memory at its peak: {peaks[0]} MB after a tenth of them, {peaks[-1]} MB after all")


if __name__ == "__main__":
    measure_citations()
    measure_mirror()
