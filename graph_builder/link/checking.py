"""What a document says, put beside what sources register of the papers that it names, so that shapes see both.

Graphs are checked one by one. A document's graph alone says nothing of the official record, and a source's graph
nothing of documents: for the check, and only there, each document's graph gets what the sources say of its papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph_builder.describe.sheet import kg
from graph_builder.iris import Base

__all__ = ["side_by_side"]

_LEADS_ON = frozenset({kg("record"), kg("decision")})
"""From a paper to what shapes compare: its records and the decisions on them, but not each vote."""

_COMPARED = frozenset({kg("officialWord"), kg("unknownTo")})
"""What shapes hold against what documents say: in a source's own graph there is nothing to compare it with."""

_Triples = dict[ox.NamedNode, list[ox.Quad]]


def side_by_side(quads: Iterable[ox.Quad], base: Base) -> list[ox.Quad]:
    """Arrange a graph for checking.

    Args:
        quads: Documents' graphs and sources' graphs, as published.
        base: Where the deployment publishes its data.

    Returns:
        The same quads, with what is compared moved from the sources' graphs to those of the documents that name the
        papers and dossiers.
    """
    known: list[ox.Quad] = []
    sources = base.iri("graph/")
    said: _Triples = {}
    named: dict[ox.NamedNode, set[ox.NamedNode]] = {}
    rooms = (base.iri("paper/"), base.iri("dossier/"))
    for quad in quads:
        of_source = isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(sources)
        if not (of_source and quad.predicate in _COMPARED):
            known.append(quad)
        if not isinstance(quad.graph_name, ox.NamedNode) or not isinstance(quad.subject, ox.NamedNode):
            continue
        if of_source:
            said.setdefault(quad.subject, []).append(quad)
            continue
        for node in (quad.subject, quad.object):
            if isinstance(node, ox.NamedNode) and node.value.startswith(rooms):
                named.setdefault(quad.graph_name, set()).add(node)
    for graph, things in named.items():
        for thing in sorted(things, key=str):
            known += [ox.Quad(each.subject, each.predicate, each.object, graph) for each in _about(thing, said)]
    return known


def _about(thing: ox.NamedNode, said: _Triples) -> Iterator[ox.Quad]:
    for quad in said.get(thing, ()):
        if quad.predicate != kg("vote"):
            yield quad
        if quad.predicate in _LEADS_ON and isinstance(quad.object, ox.NamedNode):
            yield from _about(quad.object, said)
