"""One published state of the graph, and what its manifest says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from graph_builder.errors import StoreError
from graph_builder.store.files import read_object
from graph_builder.store.shards import Joined, Shard, pieces, rows_of

FORMAT = 2
"""The version of the folder's layout that this program writes; it refuses a newer one."""

LIST = "shards.tsv"
"""The name of a generation's list of shards."""

MEMORY_PER_BYTE = 4
"""Bytes of memory that a byte of N-Quads takes once loaded: 3.1 was measured at a million quads."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    format: int
    number: int
    hash: str
    quads: int
    graphs: int
    size: int
    """Bytes of its N-Quads."""
    created_by: str
    """The program and version that wrote it."""
    created: str
    """When it was published: ISO 8601, UTC."""
    empty_graphs: tuple[str, ...] = ()
    """Named graphs that exist but hold nothing, which N-Quads cannot say."""
    listed: int = 0
    """Bytes of the list of its shards; 0 in format 1, which has none."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the graph."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The folder's name, `<number>-<hash>`."""
        return self.folder.name

    @property
    def shard_list(self) -> Path:
        """The list of its shards."""
        return self.folder / LIST

    @property
    def single(self) -> Path | None:
        """All of its quads in one file: how format 1 kept them; None since."""
        return self.folder / "data.nq" if self.manifest.format == 1 else None

    @property
    def index(self) -> Path:
        """Its index on disk, where one was built."""
        return self.folder / "oxigraph"

    @property
    def memory(self) -> int:
        """Bytes that it is expected to take in memory."""
        return self.manifest.size * MEMORY_PER_BYTE

    def load(self) -> ox.Store:
        """Load it into memory.

        Raises:
            StoreError: Its data is not what was written.
        """
        store = ox.Store()
        self.fill(store)
        return store

    def open_index(self) -> ox.Store:
        """Open its index on disk for reading only; `Store.build_index` must have made one."""
        return ox.Store.read_only(str(self.index))

    def shards(self) -> Iterator[Shard]:
        """Give its shards in the order of their graphs' names; none in format 1.

        Raises:
            StoreError: The list is damaged or gone.
        """
        if self.single is not None:
            return
        try:
            yield from rows_of(self.shard_list)
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.shard_list} is damaged: {error}. Build again, or roll back.") from error

    def pieces(self) -> Iterator[bytes]:
        """Give its N-Quads piece by piece, sorted: graph by graph, and line by line within each.

        Raises:
            StoreError: Its data is not what was written.
        """
        if self.single is not None:
            with self.single.open("rb") as handle:
                while piece := handle.read(1 << 18):
                    yield piece
        else:
            yield from pieces(self.folder.parents[1], self.shards())

    def quads(self) -> Iterator[ox.Quad]:
        """Give its quads, blank nodes under the names they were published with.

        Raises:
            StoreError: Its data is not what was written.
        """
        joined = self._joined()
        try:
            if isinstance(joined, Joined):
                yield from ox.parse(cast(IO[bytes], joined), format=ox.RdfFormat.N_QUADS)
            else:
                yield from ox.parse(path=joined, format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise self._damaged(error, joined) from error

    def fill(self, store: ox.Store) -> None:
        """Add its quads to a store.

        Raises:
            StoreError: Its data is not what was written.
        """
        joined = self._joined()
        try:
            if isinstance(joined, Joined):
                store.bulk_load(cast(IO[bytes], joined), format=ox.RdfFormat.N_QUADS)
            else:
                store.bulk_load(path=str(joined), format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise self._damaged(error, joined) from error
        for graph in self.manifest.empty_graphs:
            store.add_graph(graph_name(graph))

    def _joined(self) -> Joined | Path:
        return self.single or Joined(self.folder.parents[1], self.shards())

    def _damaged(self, error: Exception, joined: Joined | Path) -> StoreError:
        if isinstance(joined, Joined) and joined.error is not None:
            return joined.error
        return StoreError(f"Generation {self.name} is damaged: {error}; build again, or roll back.")


def read_generation(folder: Path) -> Generation:
    """Read a generation's manifest.

    Raises:
        StoreError: It is damaged, or a newer version wrote it.
    """
    about = folder / "manifest.json"
    fields = read_object(about)
    check_format(fields.get("format"), about)
    try:
        manifest = Manifest(**{**fields, "empty_graphs": tuple(fields.get("empty_graphs", ()))})
    except TypeError as error:
        raise StoreError(f"{about} is damaged: {error}. Roll back to another generation.") from error
    generation = Generation(folder, manifest)
    data, size = (generation.single, manifest.size) if generation.single else (generation.shard_list, manifest.listed)
    if not data.is_file() or data.stat().st_size != size:
        raise StoreError(f"{data} is damaged: it is not as long as when it was written. Roll back.")
    return generation


def check_format(found: object, where: Path) -> None:
    """Refuse what a newer version wrote."""
    if not isinstance(found, int):
        raise StoreError(f"{where} is damaged: it does not say which version of the format it has.")
    if found > FORMAT:
        raise StoreError(f"{where} is of format {found}, newer than the {FORMAT} that this program knows: upgrade it.")


def graph_name(text: str) -> ox.NamedNode | ox.BlankNode:
    """Read a graph's name as a manifest writes it."""
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text)
