"""One published state of the graph, and what its manifest says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph_builder.errors import StoreError
from graph_builder.store.files import read_object

FORMAT = 1
"""The version of the folder's layout that this program writes; it refuses a newer one."""

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
    """Bytes of data.nq."""
    created_by: str
    """The program and version that wrote it."""
    created: str
    """When it was published: ISO 8601, UTC."""
    empty_graphs: tuple[str, ...] = ()
    """Named graphs that exist but hold nothing, which N-Quads cannot say."""


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
    def data(self) -> Path:
        """Its quads as sorted N-Quads."""
        return self.folder / "data.nq"

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

    def fill(self, store: ox.Store) -> None:
        """Add its quads to a store.

        Raises:
            StoreError: Its data is not what was written.
        """
        try:
            store.bulk_load(path=str(self.data), format=ox.RdfFormat.N_QUADS)
        except (OSError, SyntaxError) as error:
            raise StoreError(f"{self.data} is damaged: {error}. Publish again, or roll back.") from error
        for graph in self.manifest.empty_graphs:
            store.add_graph(_graph_name(graph))


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
    if not generation.data.is_file() or generation.data.stat().st_size != manifest.size:
        raise StoreError(f"{generation.data} is damaged: it is not as long as when it was written. Roll back.")
    return generation


def check_format(found: object, where: Path) -> None:
    """Refuse what a newer version wrote."""
    if not isinstance(found, int):
        raise StoreError(f"{where} is damaged: it does not say which version of the format it has.")
    if found > FORMAT:
        raise StoreError(f"{where} is of format {found}, newer than the {FORMAT} that this program knows: upgrade it.")


def _graph_name(text: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(text)
