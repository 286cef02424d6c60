"""The few triples of a document that are held beside those of others, and which papers they are about."""

from __future__ import annotations

import zlib
from collections.abc import Set

from rdflib import RDFS

from graph_builder.describe.sheet import A, kg, term
from ontology.terms import NIF

_CITED = str(kg("cited"))
_BY_CITATION = str(kg("byCitation"))
_NAMES_PAPER = frozenset({_CITED, str(kg("motion"))})
_TOLD = frozenset(
    str(kg(name))
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
_PLACES = frozenset(str(term(NIF[name])) for name in ("beginIndex", "endIndex", "anchorOf", "referenceContext"))
_LABEL, _TYPE, MOTION = str(term(RDFS.label)), str(A), kg("Motion")
_IS_MOTION = str(MOTION)
_LOOKED_AT = _TOLD | _PLACES | {_LABEL, _TYPE}


def shared_of(lines: bytes) -> tuple[tuple[str, ...], bytes]:
    """Take from a document's graph what is held beside other documents.

    Args:
        lines: The graph as Oxigraph writes N-Quads.

    Returns:
        The papers that it cites, and the triples about them as N-Triples, packed.
    """
    known = _triples(lines)
    papers = {value for _, predicate, value in known if predicate == _CITED}
    telling = {subject for subject, predicate, value in known if predicate in _NAMES_PAPER and value in papers}
    telling |= {subject for subject, predicate, _ in known if predicate == _BY_CITATION}
    places = {value for subject, predicate, value in known if subject in telling and predicate in _TOLD}
    near = [triple for triple in known if triple[0] in papers or triple[0] in telling or triple[0] in places]
    chosen = sorted(" ".join(triple) + " .\n" for triple in near if _is_told(triple, papers, telling, places))
    named = tuple(sorted(paper[1:-1] for paper in papers if paper.startswith("<")))
    return named, zlib.compress("".join(chosen).encode())


def _triples(lines: bytes) -> list[tuple[str, str, str]]:
    """Take the lines that are looked at apart into the terms of their triples; none where nothing is cited."""
    text = lines.decode()
    if _CITED not in text:
        return []
    found = []
    for line in text.split("\n"):
        subject, predicate, rest = line.split(" ", 2) if line else ("", "", "")
        if predicate in _LOOKED_AT:
            found.append((subject, predicate, rest[:-2].rpartition(" ")[0]))
    return found


def _is_told(triple: tuple[str, str, str], papers: Set[str], telling: Set[str], places: Set[str]) -> bool:
    subject, predicate, value = triple
    if subject in papers:
        return predicate == _LABEL or (predicate == _TYPE and value == _IS_MOTION)
    if subject in telling:
        return predicate in _TOLD
    return subject in places and predicate in _PLACES
