"""The list of a generation's shards, written while they come, and what it sums up to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Set
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from graph_builder.errors import StoreError
from graph_builder.store.generation import FORMAT, LIST, Manifest
from graph_builder.store.shards import Shard, is_whole, see_on_disk


def list_shards(
    root: Path, draft: Path, shards: Iterable[Shard], *, known: Set[str], number: int, empty_graphs: set[str]
) -> Manifest:
    """Write the list of a new generation's shards, once they are safely on disk.

    Args:
        root: The store's folder.
        draft: The folder of the generation, which has no name yet.
        shards: Its graphs, in the order of their names.
        known: Hashes of the shards that the generation before lists: these are on disk.
        number: Which generation it is.
        empty_graphs: IRIs of named graphs to keep although they hold nothing.

    Returns:
        What the generation is; its hash is that of its graphs' names and content.

    Raises:
        StoreError: A shard is not there.
        OSError: The disk is full, or cannot be written to.
    """
    digest, new = hashlib.sha256(), list[Shard]()
    quads = graphs = size = listed = 0
    with (draft / LIST).open("wb") as handle:
        for shard in shards:
            if shard.hash not in known:
                new.append(shard)
            digest.update(f"{shard.graph}\t{shard.hash}\n".encode())
            line = shard.line().encode()
            handle.write(line)
            listed += len(line)
            quads, size, graphs = quads + shard.quads, size + shard.size, graphs + bool(shard.graph)
            empty_graphs.discard(shard.graph.strip("<>"))
    gone = next((shard for shard in new if not is_whole(root, shard)), None)
    if gone is not None:
        raise StoreError(f"What was built of {gone.graph} is no longer in {root}: build again.")
    see_on_disk(root, new)
    empty = tuple(sorted(empty_graphs))
    for graph in empty:
        digest.update(f"<{graph}> {{}}\n".encode())
    return Manifest(
        format=FORMAT,
        number=number,
        hash=digest.hexdigest()[:16],
        quads=quads,
        graphs=graphs,
        size=size,
        created_by=f"kamergraaf {version('kamergraaf')}",
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        empty_graphs=empty,
        listed=listed,
    )
