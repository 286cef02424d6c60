"""How fast papers are linked offline: 10,000 citations, one core; the aim is below 10 seconds.

Run it with `python tests/benchmarks/link_speed.py`; it prints what it measured.
"""

from __future__ import annotations

import time

import pyoxigraph as ox

from graph_builder.iris import Base
from graph_builder.link.official import link_official

CITATIONS = 10_000
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


def main() -> None:
    """Measure and print."""
    base = Base()
    quads = citations(CITATIONS, base)
    started = time.perf_counter()
    linked = link_official(quads, base)
    seconds = time.perf_counter() - started
    print(f"{CITATIONS} citations linked offline in {seconds:.2f} s ({len(linked)} quads); the aim is 10 s")


if __name__ == "__main__":
    main()
