"""What documents say, put into a new generation with the ontology, the registry and how it was built."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version

import pyoxigraph as ox
from rdflib import PROV

from graph_builder.describe import describe_build, describe_knowledge
from graph_builder.describe.knowledge import ONTOLOGY, provenance_graph, registry_graph
from graph_builder.describe.sheet import term
from graph_builder.errors import StoreError
from graph_builder.iris import Base
from graph_builder.store import Generation, Store

__all__ = ["kept", "publish", "published"]

_GENERATED, _ASSOCIATED = term(PROV.wasGeneratedBy), term(PROV.wasAssociatedWith)

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def kept(store: Store, said: Iterable[ox.Quad], base: Base) -> list[ox.Quad]:
    """Give what a store holds beside the graphs of `said`: other documents and linked sources.

    Raises:
        StoreError: The store is damaged.
    """
    if store.current_name() is None:
        return []
    replaced = {quad.graph_name for quad in said} | {ONTOLOGY, registry_graph(base), provenance_graph(base)}
    return [quad for quad in published(store.current()) if quad.graph_name not in replaced]


def published(generation: Generation) -> list[ox.Quad]:
    """Read all that a generation holds, its blank nodes under the names they were published with.

    Raises:
        StoreError: Its data is damaged.
    """
    try:
        return list(ox.parse(path=generation.data, format=ox.RdfFormat.N_QUADS))
    except (OSError, SyntaxError) as error:
        raise StoreError(f"{generation.data} is damaged: {error}; roll back to an earlier generation.") from error


def publish(store: Store, said: Iterable[ox.Quad], base: Base, started: datetime) -> Generation:
    """Publish a generation.

    Args:
        store: An open store.
        said: What documents and linked sources say, checked.
        base: Where the deployment publishes its data.
        started: When the build began, with its time zone.

    Returns:
        The new generation; the current one, if it says the same but for when it was built.

    Raises:
        StoreError: The store is damaged, or another process is writing.
    """
    quads = {*said, *describe_knowledge(base)}
    current = store.current_name()
    before = set(published(store.current())) if current is not None else set()
    aside = provenance_graph(base)
    told = {quad for quad in before if quad.graph_name == aside}
    news = {quad.graph_name for quad in (before - told) ^ quads}
    if current is not None and not news:
        return store.current()
    graphs = sorted(name.value for name in news & {quad.graph_name for quad in quads} if isinstance(name, ox.NamedNode))
    made = describe_build(version("kamergraaf"), started, datetime.now(UTC), graphs, base)
    return store.publish([*quads, *made, *_still_true(told, news)], after=current)


def _still_true(told: set[ox.Quad], news: set[Graph]) -> list[ox.Quad]:
    """Keep how the graphs came about that are as they were: each with its build, and the program that built it."""
    about: set[object] = {quad.subject for quad in told if quad.predicate == _GENERATED and quad.subject not in news}
    for relation in (_GENERATED, _ASSOCIATED):
        about |= {quad.object for quad in told if quad.predicate == relation and quad.subject in about}
    return [quad for quad in told if quad.subject in about]
