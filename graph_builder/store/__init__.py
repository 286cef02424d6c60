"""Generations of the published graph: immutable folders, made current by one atomic rename.

A store is a folder:

    store.json                      the format's version
    lock                            held by whoever writes
    current                         the name of the generation that is served
    generations/<number>-<hash>/    manifest.json, data.nq (sorted), oxigraph/ (an index on disk, only when asked for)

A generation never changes once it has its name, so readers need no lock; its hash is that of its content, so the same
graph published anywhere bears the same hash. A crash at any point leaves the last generation served.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox

from graph_builder.errors import StoreError
from graph_builder.store.files import encode, locked, read_object, replace, sync, write_synced
from graph_builder.store.generation import (
    FORMAT,
    MEMORY_PER_BYTE,
    Generation,
    Manifest,
    check_format,
    read_generation,
)

__all__ = ["FORMAT", "MEMORY_PER_BYTE", "Generation", "Manifest", "Store"]


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of generations."""

    path: Path

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False) -> Store:
        """Open a store, or make an empty one where there is none and `create` is true.

        Raises:
            StoreError: There is no store at `path`, or a newer version wrote it.
        """
        store = cls(Path(path))
        about = store.path / "store.json"
        if not about.is_file():
            if not create:
                raise StoreError(f"There is no store at {store.path}: make one with `kamergraaf build`.")
            store._initialise()
        check_format(read_object(about).get("format"), about)
        return store

    def generations(self) -> tuple[Generation, ...]:
        """Give every generation, oldest first."""
        folders = sorted(
            (self.path / "generations").glob("[0-9]*-*"), key=lambda folder: int(folder.name.split("-")[0])
        )
        return tuple(read_generation(folder) for folder in folders)

    def current_name(self) -> str | None:
        """Give the name of the served generation; None where nothing was published."""
        try:
            return (self.path / "current").read_text("ascii").strip()
        except FileNotFoundError:
            return None

    def current(self) -> Generation:
        """Give the generation that is served.

        Raises:
            StoreError: Nothing was published yet, or what was is gone or damaged.
        """
        name = self.current_name()
        if name is None:
            raise StoreError(f"Nothing was published in {self.path} yet: run `kamergraaf build`.")
        return self.generation(name)

    def generation(self, name: str) -> Generation:
        """Give a generation by its name.

        Raises:
            StoreError: It is gone or damaged.
        """
        return read_generation(self.path / "generations" / name)

    def publish(
        self,
        quads: Iterable[ox.Quad] | bytes,
        *,
        empty_graphs: Iterable[str] = (),
        wait: float = 0,
        after: str | None = None,
    ) -> Generation:
        """Write a generation and make it current; the same content as the current one writes nothing.

        Args:
            quads: The whole graph, as quads or as N-Quads.
            empty_graphs: IRIs of named graphs to keep although they hold nothing.
            wait: Seconds to wait for another writer to finish.
            after: The generation that these quads were made from; another one being current by now is an error.

        Raises:
            StoreError: Another process is writing, `after` is no longer current, or the N-Quads are malformed.
        """
        lines, graphs = _lines(quads)
        empty = tuple(sorted(set(empty_graphs) - graphs))
        with locked(self.path, wait):
            if after is not None and self.current_name() != after:
                raise StoreError(f"{self.path} was published to since {after}: read it again, then write.")
            self._sweep()
            digest = _digest(lines, empty)
            if (self.current_name() or "").endswith(f"-{digest}"):
                return self.current()
            generation = self._write(lines, digest, len(graphs), empty)
            self._point_to(generation.name)
            return generation

    def rollback(self, to: str | int | None = None, *, wait: float = 0) -> Generation:
        """Make an earlier generation current again: the one before, or the one with this number or name.

        Raises:
            StoreError: There is no such generation, or another process is writing.
        """
        with locked(self.path, wait):
            generations = self.generations()
            if to is None:
                number = self.current().manifest.number
                chosen = [each for each in generations if each.manifest.number < number][-1:]
            else:
                chosen = [each for each in generations if str(to) in (each.name, str(each.manifest.number))]
            if not chosen:
                known = ", ".join(each.name for each in generations) or "none"
                raise StoreError(f"There is no generation {to or 'before this one'} in {self.path}; there is: {known}.")
            self._point_to(chosen[0].name)
            return chosen[0]

    def prune(self, keep: int = 3, *, wait: float = 0) -> tuple[Generation, ...]:
        """Delete all but the latest `keep` generations and the current one; give those that were deleted.

        A server that still answers from a deleted generation goes on doing so until it has moved on.

        Raises:
            StoreError: `keep` is below 1, or another process is writing.
        """
        if keep < 1:
            raise StoreError("At least one generation has to be kept.")
        with locked(self.path, wait):
            current = self.current_name()
            gone = tuple(each for each in self.generations()[:-keep] if each.name != current)
            for generation in gone:
                shutil.rmtree(generation.folder)
            return gone

    def build_index(self, generation: Generation, *, wait: float = 0) -> None:
        """Build a generation's index on disk unless it has one; needed to serve it without loading it."""
        with locked(self.path, wait):
            if generation.index.is_dir():
                return
            draft = generation.folder / ".oxigraph"
            shutil.rmtree(draft, ignore_errors=True)
            store = ox.Store(str(draft))
            generation.fill(store)
            store.optimize()
            store.flush()
            del store
            draft.rename(generation.index)

    def open_current(self, memory_budget: int | None = None) -> ox.Store:
        """Open the current generation: in memory if it fits the budget, else read-only from disk.

        Args:
            memory_budget: Bytes; None for no bound.

        Raises:
            StoreError: Nothing was published yet, or what was is damaged.
        """
        generation = self.current()
        if memory_budget is None or generation.memory <= memory_budget:
            return generation.load()
        self.build_index(generation)
        return generation.open_index()

    def _initialise(self) -> None:
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise StoreError(f"{self.path} is there already and is no store: name an empty or a new folder.")
        try:
            (self.path / "generations").mkdir(parents=True)
        except OSError as error:
            raise StoreError(f"A store cannot be made at {self.path}: {error.strerror}.") from error
        replace(self.path / "store.json", encode({"format": FORMAT}))

    def _sweep(self) -> None:
        """Remove what a crashed writer left."""
        for folder in (self.path / "generations").glob(".new-*"):
            shutil.rmtree(folder)

    def _write(self, lines: list[bytes], digest: str, graphs: int, empty: tuple[str, ...]) -> Generation:
        number = max((each.manifest.number for each in self.generations()), default=0) + 1
        folder = self.path / "generations" / f"{number}-{digest}"
        draft = folder.with_name(f".new-{folder.name}")
        draft.mkdir()
        write_synced(draft / "data.nq", lines)
        manifest = Manifest(
            format=FORMAT,
            number=number,
            hash=digest,
            quads=len(lines),
            graphs=graphs,
            size=sum(map(len, lines)),
            created_by=f"kamergraaf {version('kamergraaf')}",
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            empty_graphs=empty,
        )
        write_synced(draft / "manifest.json", [encode(asdict(manifest))])
        sync(draft)
        draft.rename(folder)
        sync(folder.parent)
        return Generation(folder, manifest)

    def _point_to(self, name: str) -> None:
        replace(self.path / "current", f"{name}\n".encode("ascii"))


def _lines(quads: Iterable[ox.Quad] | bytes) -> tuple[list[bytes], set[str]]:
    """Write quads as sorted, distinct N-Quads lines; also give the names of their graphs."""
    try:
        if isinstance(quads, bytes):
            quads = ox.parse(quads, format=ox.RdfFormat.N_QUADS)
        distinct = set(quads)
    except SyntaxError as error:
        raise StoreError(f"What was to be published is no N-Quads: {error}.") from error
    graphs = {str(quad.graph_name) for quad in distinct if not isinstance(quad.graph_name, ox.DefaultGraph)}
    return sorted(f"{quad} .\n".encode() for quad in distinct), {name.strip("<>") for name in graphs}


def _digest(lines: Iterable[bytes], empty: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    for graph in empty:
        digest.update(f"<{graph}> {{}}\n".encode())
    return digest.hexdigest()[:16]
