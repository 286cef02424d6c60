"""What documents say, put into a new generation with the ontology, the registry and how it was built.

Everything here goes along lists of shards, which are in the order of their graphs' names: what has changed is told by
comparing hashes, and memory does not grow with the number of documents.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
from rdflib import PROV

from graph_builder.describe import describe_build, describe_knowledge
from graph_builder.describe.knowledge import ONTOLOGY, provenance_graph, registry_graph
from graph_builder.describe.sheet import A, term
from graph_builder.errors import StoreError
from graph_builder.iris import Base
from graph_builder.store import Generation, Shard, Store, rows_of, side_by_side, split, write_rows, write_shard

__all__ = ["kept", "publish", "publish_graphs", "published"]

_GENERATED, _ASSOCIATED, _ENTITY = term(PROV.wasGeneratedBy), term(PROV.wasAssociatedWith), term(PROV.Entity)
_ATTEMPTS = 3
"""How often a publication is made anew because another process published meanwhile."""
_WAIT = 60
"""Seconds that another publication may take."""


def kept(store: Store, said: Iterable[str], base: Base) -> Iterator[Shard]:
    """Give what a store holds beside the graphs of these names: other documents and linked sources.

    Raises:
        StoreError: The store is damaged.
    """
    if store.current_name() is not None:
        replaced = {*said, *map(str, (ONTOLOGY, registry_graph(base), provenance_graph(base)))}
        yield from (shard for shard in store.shards(store.current()) if shard.graph not in replaced)


def published(generation: Generation) -> list[ox.Quad]:
    """Read all that a generation holds, its blank nodes under the names they were published with.

    Raises:
        StoreError: Its data is damaged.
    """
    return list(generation.quads())


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
    return publish_graphs(store, split(store.path, said), base, started)


def publish_graphs(
    store: Store, documents: Iterable[Shard], base: Base, started: datetime, *, keep: bool = False
) -> Generation:
    """Publish a generation of graphs that the store has as shards.

    Args:
        store: An open store.
        documents: The shards of documents and linked sources, in the order of their graphs' names.
        base: Where the deployment publishes its data.
        started: When the build began, with its time zone.
        keep: Whether what the store holds of other graphs stays.

    Returns:
        The new generation; the current one, if it says the same but for when it was built.

    Raises:
        StoreError: The store is damaged, or another process is writing.
    """
    with write_rows(store.path, documents) as wanted:
        knowledge = split(store.path, describe_knowledge(base))
        for attempt in range(_ATTEMPTS):
            before = _Before.of(store, base)
            try:
                return _publish(_Publication(store, wanted, knowledge, base, started, keep), before)
            except StoreError:
                if store.current_name() == before.name or attempt + 1 == _ATTEMPTS:
                    raise
    raise AssertionError("the last attempt returns or raises")


@dataclass(frozen=True, slots=True)
class _Before:
    """What is published when a publication begins."""

    name: str | None
    shards: tuple[Shard, ...] | Generation
    empty_graphs: tuple[str, ...] = ()

    @classmethod
    def of(cls, store: Store, base: Base) -> _Before:
        name = store.current_name()
        if name is None:
            return cls(None, ())
        generation = store.generation(name)
        empty = generation.manifest.empty_graphs
        if generation.single is None:
            return cls(name, generation, empty)
        return cls(name, tuple(_with_builds(store.shards(generation), generation, base)), empty)

    def rows(self) -> Iterable[Shard]:
        """Give its shards, as often as asked."""
        return self.shards.shards() if isinstance(self.shards, Generation) else self.shards


@dataclass(frozen=True, slots=True)
class _Publication:
    """What a publication is made of."""

    store: Store
    wanted: Path
    knowledge: list[Shard]
    base: Base
    started: datetime
    keep: bool

    @property
    def aside(self) -> str:
        """The name of the graph that tells how the others came about."""
        return str(provenance_graph(self.base))


def _publish(made: _Publication, before: _Before) -> Generation:
    build = _build_of(made.started, made.base)
    news = before.name is None
    with write_rows(made.store.path, _rows(made, before, build)) as listed:
        for old, new in side_by_side((row for row in before.rows() if row.graph != made.aside), rows_of(listed)):
            news = news or old is None or new is None or old.hash != new.hash
        if not news:
            return made.store.current()
        told = next((row for row in before.rows() if row.graph == made.aside), None)
        provenance = write_shard(made.store.path, made.aside, _provenance(made, listed, told))
        rows = heapq.merge(rows_of(listed), [provenance], key=lambda row: row.graph)
        empty = before.empty_graphs if made.keep else ()
        return made.store.publish_shards(rows, empty_graphs=empty, wait=_WAIT, after=before.name)


def _rows(made: _Publication, before: _Before, build: str) -> Iterator[Shard]:
    """Give the graphs of the new generation but for its provenance, each with the build that made it."""
    known = {shard.graph for shard in made.knowledge}
    said = (row for row in rows_of(made.wanted) if row.graph not in known)
    new = heapq.merge(said, made.knowledge, key=lambda row: row.graph)
    for old, row in side_by_side((row for row in before.rows() if row.graph != made.aside), new):
        if row is not None:
            same = old is not None and old.hash == row.hash and old.build
            yield replace(row, build=same or build)
        elif old is not None and made.keep:
            yield old


def _provenance(made: _Publication, listed: Path, told: Shard | None) -> Iterator[bytes]:
    """Give the lines of the graph that tells how the others came about, in their order."""
    builds = {row.build for row in rows_of(listed)}
    now = describe_build(version("kamergraaf"), made.started, datetime.now(UTC), [], made.base)
    this = {f"{quad} .\n".encode() for quad in now} if _build_of(made.started, made.base) in builds else set()
    about = sorted(this | _still_true(made, told, builds))
    return heapq.merge(about, _entities(made, rows_of(listed)))


def _entities(made: _Publication, rows: Iterable[Shard]) -> Iterator[bytes]:
    """Say of each graph which build made it."""
    for row in rows:
        if row.graph.startswith("<") and row.build:
            graph = ox.NamedNode(row.graph.strip("<>"))
            activity = ox.NamedNode(made.base.iri(f"build/{row.build}"))
            for predicate, value in ((A, _ENTITY), (_GENERATED, activity)):
                yield f"{ox.Quad(graph, predicate, value, provenance_graph(made.base))} .\n".encode()


def _still_true(made: _Publication, told: Shard | None, builds: set[str]) -> set[bytes]:
    """Keep what was told of the builds that made a graph as it still is, and of the programs that ran them."""
    if told is None:
        return set()
    activities = {f"<{made.base.iri(f'build/{build}')}>" for build in builds}
    rooms = tuple(f"<{made.base.iri(room)}".encode() for room in ("build/", "program/"))
    lines = [line for line in made.store.lines(told) if line.startswith(rooms)]
    about = [line for line in lines if line.split(b" ", 1)[0].decode() in activities]
    programs = {line.split(b" ")[2] for line in about if line.split(b" ", 2)[1].decode() == str(_ASSOCIATED)}
    return {*about, *(line for line in lines if line.split(b" ", 1)[0] in programs)}


def _with_builds(shards: Iterable[Shard], generation: Generation, base: Base) -> Iterator[Shard]:
    """Take from a generation of format 1 which build made each graph: its list does not tell."""
    room = base.iri("build/")
    builds = {
        str(quad.subject): quad.object.value.removeprefix(room)
        for quad in generation.quads()
        if quad.predicate == _GENERATED and isinstance(quad.object, ox.NamedNode)
    }
    for shard in shards:
        yield replace(shard, build=builds.get(shard.graph, ""))


def _build_of(started: datetime, base: Base) -> str:
    """Give the last part of the name of a build's activity."""
    named = (quad.subject for quad in describe_build("", started, started, [], base) if quad.predicate == _ASSOCIATED)
    return next(str(name.value) for name in named if isinstance(name, ox.NamedNode)).removeprefix(base.iri("build/"))
