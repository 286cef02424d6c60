"""A part of a graph that opens comfortably: some documents, with all that is said of what they name.

A slice holds whole document graphs, the ontology, of the registry only the entries that the documents name (and what
those entries themselves refer to), of linked sources what they say of the papers and actors in the slice, and how its
graphs were built. It is a graph like the whole one: the same queries and shapes work on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox
from rdflib import DCTERMS

from graph_builder.describe.knowledge import ONTOLOGY
from graph_builder.describe.sheet import day, kg, term
from graph_builder.errors import ExportError
from graph_builder.iris import Base

__all__ = ["Slice", "cut"]

Quads = Callable[[], Iterable[ox.Quad]]
"""Reads the whole graph from its start, each time it is called."""

_TEXT_OF, _IN_DOSSIER, _MENTIONS, _DATE = kg("textOf"), kg("inDossier"), kg("mentions"), term(DCTERMS.date)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which documents are wanted; what is None does not count, and what is given must hold together."""

    dossier: str | None = None
    """As in "32623" or "21501-02": papers of that dossier."""
    actor: str | None = None
    """The actor's path, as in "actor/dutch-relief-alliance": documents that name it."""
    since: date | None = None
    """The first day: documents dated then or later."""


def cut(quads: Quads, wanted: Slice, base: Base) -> Iterator[ox.Quad]:
    """Give the part of a graph that a slice asks for.

    The graph is read three times, a quad at a time: what is held in memory grows with the slice and with what is known
    beside documents, not with the number of documents.

    Args:
        quads: The whole graph.
        wanted: Which documents.
        base: Where the deployment publishes its data.

    Raises:
        ExportError: No document is meant.
    """
    graphs = {ox.NamedNode(f"{document.value}/graph") for document in _documents(quads, wanted, base)}
    if not graphs:
        raise ExportError(f"No document {_in_words(wanted)} is in this graph: nothing was written.")
    return _with_surroundings(quads, graphs, base)


def _documents(quads: Quads, wanted: Slice, base: Base) -> set[ox.NamedNode]:
    texts: dict[ox.NamedNode, ox.NamedNode] = {}
    in_dossier: set[ox.NamedNode] = set()
    naming: set[ox.NamedNode] = set()
    recent: set[ox.NamedNode] = set()
    dossier = ox.NamedNode(base.iri(f"dossier/{wanted.dossier}"))
    actor = ox.NamedNode(base.iri(wanted.actor or ""))
    since = day(wanted.since or date.min).value
    for quad in quads():
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if quad.predicate == _TEXT_OF and isinstance(value, ox.NamedNode):
            texts[subject] = value
        elif quad.predicate == _IN_DOSSIER and value == dossier:
            in_dossier.add(subject)
        elif quad.predicate == _MENTIONS and value == actor:
            naming.add(subject)
        elif quad.predicate == _DATE and isinstance(value, ox.Literal) and value.value >= since:
            recent.add(subject)
    found = {document for document in naming | recent | texts.keys() if _is_document(document, base)}
    if wanted.dossier is not None:
        found &= {document for document, paper in texts.items() if paper in in_dossier}
    if wanted.actor is not None:
        found &= naming
    if wanted.since is not None:
        found &= recent
    return found


def _with_surroundings(quads: Quads, graphs: set[ox.NamedNode], base: Base) -> Iterator[ox.Quad]:
    named: set[ox.NamedNode] = set(graphs)
    for quad in quads():
        if quad.graph_name in graphs:
            named.update(each for each in (quad.subject, quad.object) if isinstance(each, ox.NamedNode))
            yield quad
    beside: dict[object, list[ox.Quad]] = {}
    for quad in quads():
        if quad.graph_name == ONTOLOGY:
            yield quad
        elif not (isinstance(quad.graph_name, ox.NamedNode) and _is_document(quad.graph_name, base)):
            beside.setdefault(quad.subject, []).append(quad)
    yield from _reached(beside, named, base)


def _reached(described: dict[object, list[ox.Quad]], named: Iterable[ox.NamedNode], base: Base) -> Iterator[ox.Quad]:
    """Give what is said of what is named, and of what that leads to.

    A paper or a dossier that is only led to is not described: from one motion the record would lead to them all.
    """
    waiting: list[object] = sorted(named, key=str)
    seen = set(waiting)
    closed = (base.iri("paper/"), base.iri("dossier/"))
    while waiting:
        for quad in described.get(waiting.pop(), ()):
            yield quad
            value = quad.object
            if value in seen or isinstance(value, ox.Literal):
                continue
            seen.add(value)
            if not (isinstance(value, ox.NamedNode) and value.value.startswith(closed)):
                waiting.append(value)


def _is_document(node: ox.NamedNode, base: Base) -> bool:
    return node.value.startswith(base.iri("document/"))


def _in_words(wanted: Slice) -> str:
    words = [
        f"of dossier {wanted.dossier}" if wanted.dossier else "",
        f"that names {wanted.actor}" if wanted.actor else "",
        f"of {wanted.since} or later" if wanted.since else "",
    ]
    return " and ".join(word for word in words if word) or "at all"
