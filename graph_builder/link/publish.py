"""A source's graph put into a new generation, beside everything that was published before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph_builder.corpus.checking import check_shards
from graph_builder.errors import StoreError, ValidationError
from graph_builder.iris import Base
from graph_builder.link.sheet import GENERATED_AT
from graph_builder.report import Report
from graph_builder.store import Generation, Shard, Store, split

__all__ = ["Published", "Replaced", "of_source", "publish_source"]


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a source's graph."""

    generation: Generation
    report: Report
    changed: bool
    """False where the source says what it said before: then the generation is the one that was current."""


def of_source(graph: ox.NamedNode, said: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Give what a source says, if all of it belongs to its graph.

    Raises:
        StoreError: A quad of `said` belongs to another graph: a source never writes into a document's graph.
    """
    new = list(said)
    foreign = next((quad for quad in new if quad.graph_name != graph), None)
    if foreign is not None:
        raise StoreError(f"A link for {graph.value} names the graph {foreign.graph_name}: nothing was published.")
    return new


@dataclass(frozen=True, slots=True)
class Replaced:
    """All that is published, but for one named graph that says something else; gone through as often as asked."""

    quads: Iterable[ox.Quad]
    graph: ox.NamedNode
    said: Sequence[ox.Quad]

    def __iter__(self) -> Iterator[ox.Quad]:
        """Give the quads, one after the other."""
        yield from (quad for quad in self.quads if quad.graph_name != self.graph)
        yield from self.said


def publish_source(store: Store, graph: ox.NamedNode, said: Iterable[ox.Quad], base: Base) -> Published:
    """Publish a generation in which a source's graph is replaced.

    Args:
        store: An open store; its current generation is what the new one is made from.
        graph: The source's graph.
        said: What it holds from now on.
        base: Where the deployment publishes its data.

    Raises:
        ValidationError: The graph breaks a shape: nothing is published.
        StoreError: The store is damaged, or another process published meanwhile.
    """
    current = store.current()
    before = list(store.shards(current))
    others = [shard for shard in before if shard.graph != str(graph)]
    mine = split(store.path, of_source(graph, said))
    shards = sorted([*others, *mine], key=lambda shard: shard.graph)
    report = check_shards(store, shards, base)
    if not report.conforms:
        raise ValidationError(f"Nothing was published, as the graph breaks a shape:\n{report.as_text()}")
    if _timeless(store, (shard for shard in before if shard.graph == str(graph))) == _timeless(store, mine):
        return Published(current, report, changed=False)
    empty = current.manifest.empty_graphs
    generation = store.publish_shards(shards, empty_graphs=empty, wait=10, after=current.name)
    return Published(generation, report, changed=generation.name != current.name)


def _timeless(store: Store, shards: Iterable[Shard]) -> set[bytes]:
    """Leave out when a source was asked: the same answer a day later is no news."""
    when = f" {GENERATED_AT} ".encode()
    return {line for shard in shards for line in store.lines(shard) if when not in line}
