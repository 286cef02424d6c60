"""A generation's index on disk: loaded whole, or made from an earlier generation's by what has changed since."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from graph_builder.store.generation import Generation, graph_name
from graph_builder.store.shards import Joined, Shard

_MOST_CHANGED = 0.3
"""The part of a generation's bytes that may have changed: beyond it, loading anew is quicker."""


def build_index(generation: Generation, earlier: Sequence[Generation]) -> None:
    """Build a generation's index.

    Args:
        generation: It has none yet.
        earlier: Generations that have an index, oldest first; the latest is tried.

    Raises:
        StoreError: The generation's data is damaged.
    """
    draft = generation.folder / ".oxigraph"
    shutil.rmtree(draft, ignore_errors=True)
    if not (earlier and _follow(earlier[-1], generation, draft)):
        shutil.rmtree(draft, ignore_errors=True)
        index = ox.Store(str(draft))
        generation.fill(index)
        index.optimize()
        index.flush()
        del index
    draft.rename(generation.index)


def _follow(before: Generation, after: Generation, draft: Path) -> bool:
    """Make an index from an earlier one, whose files are shared, if little has changed; tell whether it was made."""
    if before.single or after.single:
        return False
    gone, new = differences(before.shards(), after.shards())
    if sum(shard.size for shard in new) > after.manifest.size * _MOST_CHANGED or any(not each.graph for each in gone):
        return False
    with suppress(OSError):
        ox.Store.read_only(str(before.index)).backup(str(draft))
        index = ox.Store(str(draft))
        for shard in gone:
            index.remove_graph(graph_name(shard.graph.strip("<>")))
        for graph in before.manifest.empty_graphs:
            index.remove_graph(graph_name(graph))
        joined = Joined(after.folder.parents[1], new)
        index.bulk_load(cast(IO[bytes], joined), format=ox.RdfFormat.N_QUADS)
        for graph in after.manifest.empty_graphs:
            index.add_graph(graph_name(graph))
        index.flush()
        return True
    return False


def differences(before: Iterable[Shard], after: Iterable[Shard]) -> tuple[list[Shard], list[Shard]]:
    """Compare two lists of shards: what is no longer so, and what is so now. What has changed is in both."""
    gone, new = list[Shard](), list[Shard]()
    for old, now in side_by_side(before, after):
        if old and (now is None or now.hash != old.hash):
            gone.append(old)
        if now and (old is None or now.hash != old.hash):
            new.append(now)
    return gone, new


def side_by_side(one: Iterable[Shard], other: Iterable[Shard]) -> Iterator[tuple[Shard | None, Shard | None]]:
    """Walk along two lists of shards, each in the order of their graphs' names, pairing those of one graph."""
    left, right = iter(one), iter(other)
    a, b = next(left, None), next(right, None)
    while a is not None or b is not None:
        if b is None or (a is not None and a.graph < b.graph):
            yield a, None
            a = next(left, None)
        elif a is None or b.graph < a.graph:
            yield None, b
            b = next(right, None)
        else:
            yield a, b
            a, b = next(left, None), next(right, None)
