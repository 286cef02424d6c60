"""The named graph of one source of open data while it is being written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import DCTERMS, PROV, XSD

from graph_builder.describe.sheet import LABEL, A, term

if TYPE_CHECKING:
    from graph_builder.iris import Base
    from graph_builder.link.sources import Source

_DATE_TIME = ox.NamedNode(str(XSD.dateTime))
GENERATED_AT = term(PROV.generatedAtTime)
PRIMARY_SOURCE = term(PROV.hadPrimarySource)


def source_graph(key: str, base: Base) -> ox.NamedNode:
    """Name the graph that holds what a source says; `key` is the source's own, as in "tweede-kamer"."""
    return ox.NamedNode(base.iri(f"graph/{key}"))


def moment(value: datetime) -> ox.Literal:
    """Write a moment in UTC, to the second.

    Args:
        value: With a time zone.
    """
    utc = value.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return ox.Literal(f"{utc.isoformat()}Z", datatype=_DATE_TIME)


class SourceSheet:
    """What one source says; every quad stands in that source's graph."""

    def __init__(self, source: Source, base: Base) -> None:
        """Start a sheet, with the source's name and licence on it."""
        self.source = source
        self._base = base
        self.graph = source_graph(source.key, base)
        self._quads: dict[ox.Quad, None] = {}
        self.add(self.graph, A, term(PROV.Entity))
        self.add(self.graph, term(DCTERMS.license), ox.NamedNode(source.licence))
        self.add(self.graph, PRIMARY_SOURCE, ox.NamedNode(source.home))
        self.label(self.graph, source.label_nl, source.label_en)

    def node(self, path: str) -> ox.NamedNode:
        """Name a thing by its path below the base."""
        return ox.NamedNode(self._base.iri(path))

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        """Write one quad."""
        self._quads[ox.Quad(subject, predicate, value, self.graph)] = None

    def label(self, subject: ox.NamedNode, dutch: str, english: str) -> None:
        """Write what people see in place of an IRI."""
        self.add(subject, LABEL, ox.Literal(dutch, language="nl"))
        self.add(subject, LABEL, ox.Literal(english, language="en"))

    def keep(self, quads: Iterable[ox.Quad]) -> None:
        """Take over quads of this source's graph as an earlier run wrote them."""
        self._quads.update((quad, None) for quad in quads if quad.graph_name == self.graph)

    def retrieved(self, node: ox.NamedNode, address: str, at: datetime) -> None:
        """Write where a record was got, and when (PROV-O)."""
        self.add(node, A, term(PROV.Entity))
        self.add(node, PRIMARY_SOURCE, ox.NamedNode(address))
        self.add(node, GENERATED_AT, moment(at))

    def quads(self) -> list[ox.Quad]:
        """Give what was written, each once, in the order in which it was written."""
        return list(self._quads)


class Earlier:
    """What an earlier run wrote, by subject."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._by_subject: dict[object, list[ox.Quad]] = {}
        for quad in quads:
            self._by_subject.setdefault(quad.subject, []).append(quad)

    def of(self, node: ox.NamedNode) -> Iterator[ox.Quad]:
        """Give all that is said of a thing, and of what it leads to."""
        left, seen = [node], {node}
        while left:
            for quad in self._by_subject.get(left.pop(), ()):
                yield quad
                if isinstance(quad.object, ox.NamedNode) and quad.object not in seen:
                    seen.add(quad.object)
                    left.append(quad.object)
