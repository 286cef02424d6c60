"""The few triples of a document that are held beside those of others, and which papers they are about."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Set

import pyoxigraph as ox
from rdflib import RDFS

from graph_builder.describe.sheet import A, kg, term
from ontology.terms import NIF

_TOLD = frozenset(
    kg(name)
    for name in (
        "cited",
        "citedNumber",
        "contentWord",
        "submitterName",
        "byCitation",
        "saysDone",
        "evidence",
        "anchoredAt",
        "statedIn",
        "motion",
    )
)
"""What statements about papers tell that is compared, or shown."""
_PLACES = frozenset(term(NIF[name]) for name in ("beginIndex", "endIndex", "anchorOf", "referenceContext"))
_LABEL, _CITED, MOTION = term(RDFS.label), kg("cited"), kg("Motion")


def shared_of(quads: Iterable[ox.Quad]) -> tuple[tuple[str, ...], bytes]:
    """Take from a document's graph what is held beside other documents.

    Returns:
        The papers that it cites, and the triples about them as N-Triples, packed.
    """
    known = list(quads)
    papers = {quad.object for quad in known if quad.predicate == _CITED}
    telling = {quad.subject for quad in known if quad.object in papers and quad.predicate in (_CITED, kg("motion"))}
    telling |= {quad.subject for quad in known if quad.predicate == kg("byCitation")}
    places = {quad.object for quad in known if quad.subject in telling and quad.predicate in _TOLD}
    chosen = [quad for quad in known if _is_told(quad, papers, telling, places)]
    lines = "".join(sorted(f"{quad.triple} .\n" for quad in chosen))
    return tuple(sorted(paper.value for paper in papers if isinstance(paper, ox.NamedNode))), zlib.compress(
        lines.encode()
    )


def _is_told(quad: ox.Quad, papers: Set[object], telling: Set[object], places: Set[object]) -> bool:
    if quad.subject in papers:
        return quad.predicate == _LABEL or (quad.predicate == A and quad.object == MOTION)
    if quad.subject in telling:
        return quad.predicate in _TOLD
    return quad.subject in places and quad.predicate in _PLACES
