"""A source's graph put into a new generation, beside everything that was published before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from graph_builder.corpus.across import find_across
from graph_builder.corpus.checking import check_shards
from graph_builder.corpus.shared import shared_of
from graph_builder.describe.knowledge import ONTOLOGY, provenance_graph, registry_graph
from graph_builder.errors import StoreError, ValidationError
from graph_builder.iris import Base
from graph_builder.link.checking import side_by_side
from graph_builder.link.sheet import GENERATED_AT
from graph_builder.report import Report, Result
from graph_builder.store import Generation, Shard, Store, split
from graph_builder.validate import validate

__all__ = ["Published", "check", "publish_source", "with_graph"]


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a source's graph."""

    generation: Generation
    report: Report
    changed: bool
    """False where the source says what it said before: then the generation is the one that was current."""


def with_graph(quads: Iterable[ox.Quad], graph: ox.NamedNode, said: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Replace one named graph; every other graph stays as it is.

    Args:
        quads: All that was published.
        graph: The source's graph.
        said: What it holds from now on. A quad of another graph is refused.

    Raises:
        StoreError: A quad of `said` belongs to another graph: a source never writes into a document's graph.
    """
    new = list(said)
    foreign = next((quad for quad in new if quad.graph_name != graph), None)
    if foreign is not None:
        raise StoreError(f"A link for {graph.value} names the graph {foreign.graph_name}: nothing was published.")
    return [*(quad for quad in quads if quad.graph_name != graph), *new]


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
    mine = split(store.path, with_graph((), graph, said))
    shards = sorted([*others, *mine], key=lambda shard: shard.graph)
    report = check_shards(store, shards, base)
    if not report.conforms:
        raise ValidationError(f"Nothing was published, as the graph breaks a shape:\n{report.as_text()}")
    if _timeless(store, (shard for shard in before if shard.graph == str(graph))) == _timeless(store, mine):
        return Published(current, report, changed=False)
    empty = current.manifest.empty_graphs
    generation = store.publish_shards(shards, empty_graphs=empty, wait=10, after=current.name)
    return Published(generation, report, changed=generation.name != current.name)


def check(quads: Iterable[ox.Quad], base: Base) -> Report:
    """Check documents beside what sources say, and beside each other where they cite one motion.

    The ontology, the registry and provenance have tests of their own.
    """
    aside = {ONTOLOGY, registry_graph(base), provenance_graph(base)}
    graphs: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        if quad.graph_name not in aside:
            graphs.setdefault(quad.graph_name, []).append(quad)
    report = validate(side_by_side(chain.from_iterable(graphs.values()), base))
    told: dict[str, list[bytes]] = {}
    for said in graphs.values():
        papers, packed = shared_of("".join([f"{quad} .\n" for quad in said]).encode())
        for paper in papers:
            told.setdefault(paper, []).append(packed)
    results = list(report.results)
    for paper, each in sorted(told.items()):
        results += find_across(paper, each, results) if len(each) > 1 else ()
    return Report(tuple(sorted(results, key=Result.order)), report.written)


def _timeless(store: Store, shards: Iterable[Shard]) -> set[bytes]:
    """Leave out when a source was asked: the same answer a day later is no news."""
    when = f" {GENERATED_AT} ".encode()
    return {line for shard in shards for line in store.lines(shard) if when not in line}
