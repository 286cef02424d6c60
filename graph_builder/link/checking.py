"""What a document says, put beside what sources register of the papers that it names, so that shapes see both.

Graphs are checked one by one. A document's graph alone says nothing of the official record, and a source's graph
nothing of documents: for the check, and only there, each document's graph gets what the sources say of its papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from graph_builder.describe.sheet import kg
from graph_builder.iris import Base

__all__ = ["Registered"]

_LEADS_ON = frozenset({kg("record"), kg("decision")})
"""From a paper to what shapes compare: its records and the decisions on them, but not each vote."""

_COMPARED = frozenset({kg("officialWord"), kg("unknownTo")})
"""What shapes hold against what documents say: in a source's own graph there is nothing to compare it with."""


class Registered:
    """What sources register, by what it is about."""

    def __init__(self, quads: Iterable[ox.Quad], base: Base) -> None:
        """Take in what sources say; quads of other graphs are left out."""
        self._sources = base.iri("graph/")
        self._rooms = (base.iri("paper/"), base.iri("dossier/"))
        self._said: dict[ox.NamedNode, list[ox.Quad]] = {}
        for quad in quads:
            if self._is_of_source(quad) and isinstance(quad.subject, ox.NamedNode):
                self._said.setdefault(quad.subject, []).append(quad)

    def beside(self, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
        """Arrange one graph for checking.

        Returns:
            A document's with what is said of the papers and dossiers that it names; a source's without what can only
            be compared there.
        """
        known: list[ox.Quad] = []
        named: dict[ox.NamedNode, None] = {}
        for quad in quads:
            if self._is_of_source(quad):
                if quad.predicate not in _COMPARED:
                    known.append(quad)
                continue
            known.append(quad)
            for node in (quad.subject, quad.object):
                if isinstance(node, ox.NamedNode) and node.value.startswith(self._rooms):
                    named[node] = None
        graph = known[0].graph_name if known else ox.DefaultGraph()
        for thing in sorted(named, key=str):
            known += [ox.Quad(each.subject, each.predicate, each.object, graph) for each in self._about(thing)]
        return known

    def _is_of_source(self, quad: ox.Quad) -> bool:
        return isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(self._sources)

    def _about(self, thing: ox.NamedNode) -> Iterator[ox.Quad]:
        for quad in self._said.get(thing, ()):
            if quad.predicate != kg("vote"):
                yield quad
            if quad.predicate in _LEADS_ON and isinstance(quad.object, ox.NamedNode):
                yield from self._about(quad.object)
