"""What several documents say of one motion, put into one graph for the check, so that shapes can compare it.

Graphs are checked one by one, so a letter that contradicts another would pass unseen. Where a source registers the
motion's title, each document is held against that instead: then nothing is put together here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox
from rdflib import RDFS

from graph_builder.describe.sheet import A, kg, term
from graph_builder.iris import Base
from ontology.terms import NIF

__all__ = ["across_documents"]

_MOTION = kg("Motion")
_ABOUT_MOTIONS = frozenset({A, term(RDFS.label), kg("identifier"), kg("dossierNumber"), kg("number")})
_PLACES = frozenset({kg("evidence"), kg("saysDone")})
_SAID = _PLACES | {
    kg(name) for name in ("cited", "citedNumber", "contentWord", "submitterName", "byCitation", "statedIn")
}
_ABOUT_PLACES = frozenset({term(NIF[name]) for name in ("beginIndex", "endIndex", "anchorOf", "referenceContext")})


_TOLD = _SAID | (_ABOUT_MOTIONS - {A}) | _ABOUT_PLACES | {kg("record"), kg("officialWord")}

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph


def across_documents(quads: Sequence[ox.Quad], base: Base) -> list[ox.Quad]:
    """Gather what is said of the motions that several documents cite.

    Args:
        quads: Documents' graphs and sources' graphs, as published.
        base: Where the deployment publishes its data.

    Returns:
        Quads of a graph of its own: the motions, and of citations and executions what shapes compare. They bear no
        class, as the shapes for them were applied where they stand.
    """
    told = [quad for quad in quads if quad.predicate in _TOLD or (quad.predicate == A and quad.object == _MOTION)]
    motions, citations = _cited_by_several(told)
    executions = {quad.subject for quad in told if quad.predicate == kg("byCitation") and quad.object in citations}
    said = _about(told, citations | executions, _SAID)
    places: set[_Term] = {quad.object for quad in said if quad.predicate in _PLACES}
    found = [*_about(told, motions, _ABOUT_MOTIONS), *said, *_about(told, places, _ABOUT_PLACES)]
    graph = ox.NamedNode(base.iri("graph/across-documents"))
    return list(dict.fromkeys(ox.Quad(each.subject, each.predicate, each.object, graph) for each in found))


def _cited_by_several(told: Iterable[ox.Quad]) -> tuple[set[_Term], set[_Term]]:
    """Find the motions that more than one document cites and no source has a title of, and their citations."""
    told = list(told)
    known = {quad.subject for quad in told if quad.predicate == kg("officialWord")}
    decided = {quad.subject for quad in told if quad.predicate == kg("record") and quad.object in known}
    motions = {quad.subject for quad in told if quad.predicate == A} - decided
    by_motion: dict[_Term, dict[_Term, _Term]] = {}
    for quad in told:
        if quad.predicate == kg("cited") and quad.object in motions:
            by_motion.setdefault(quad.object, {})[quad.subject] = quad.graph_name
    several = {motion: where for motion, where in by_motion.items() if len(set(where.values())) > 1}
    return set(several), {citation for where in several.values() for citation in where}


def _about(told: Iterable[ox.Quad], things: set[_Term], predicates: frozenset[ox.NamedNode]) -> list[ox.Quad]:
    return [quad for quad in told if quad.subject in things and quad.predicate in predicates]
