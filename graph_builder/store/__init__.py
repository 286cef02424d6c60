"""Generations of the published graph: immutable, made current by one atomic rename, sharing what they have in common.

A store is a folder:

    store.json                      the format's version
    lock                            held by whoever publishes, for a moment
    current                         the name of the generation that is served
    generations/<number>-<hash>/    manifest.json, shards.tsv, oxigraph/ (an index on disk, only when asked for)
    shards/<xx>/<hash>.nq           one named graph each, sorted N-Quads
    work/                           what builds keep (see graph_builder/corpus): never served

A generation never changes once it has its name, so readers need no lock; its hash is that of its content, so the same
graph published anywhere bears the same hash. A crash at any point leaves the last generation served. Generations of
format 1, which kept all quads in one file data.nq, are read as they are; the next publication is of the new format.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from dataclasses import replace as with_values
from pathlib import Path

import pyoxigraph as ox

from graph_builder.errors import StoreError
from graph_builder.store.files import encode, is_locked, locked, no_room, read_object, replace, sync, write_synced
from graph_builder.store.generation import (
    FORMAT,
    MEMORY_PER_BYTE,
    Generation,
    Manifest,
    check_format,
    read_generation,
)
from graph_builder.store.index import build_index, side_by_side
from graph_builder.store.listing import list_shards
from graph_builder.store.shards import (
    FOLDER,
    Shard,
    place,
    remove_unlisted,
    rows_of,
    write_rows,
    write_shard,
)
from graph_builder.store.split import split

__all__ = [
    "BUILDING",
    "FORMAT",
    "MEMORY_PER_BYTE",
    "Generation",
    "Manifest",
    "Shard",
    "Store",
    "rows_of",
    "side_by_side",
    "split",
    "write_rows",
    "write_shard",
]

BUILDING = "building"
"""The lock of whoever builds: shards that no generation lists yet are left alone while it is held."""


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

    def is_blank(self) -> bool:
        """Tell whether nothing was ever written into the store."""
        return self.current_name() is None and not (self.path / FOLDER).exists()

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

    def shards(self, generation: Generation) -> Iterable[Shard]:
        """Give a generation's shards; one of format 1 is taken apart into shards for that.

        Raises:
            StoreError: It is damaged, or the store cannot be written.
        """
        return split(self.path, generation.quads()) if generation.single else generation.shards()

    def lines(self, shard: Shard) -> Iterator[bytes]:
        """Give the lines of a shard.

        Raises:
            StoreError: It is gone.
        """
        try:
            with place(self.path, shard.hash).open("rb") as handle:
                yield from handle
        except OSError as error:
            raise StoreError(f"What is published of {shard.graph} cannot be read: {error.strerror}.") from error

    def publish(
        self,
        quads: Iterable[ox.Quad] | ox.Store | bytes,
        *,
        empty_graphs: Iterable[str] = (),
        wait: float = 0,
        after: str | None = None,
    ) -> Generation:
        """Write a generation and make it current; the same content as the current one writes nothing.

        Args:
            quads: The whole graph, as quads, as N-Quads, or as an index of the engine's.
            empty_graphs: IRIs of named graphs to keep although they hold nothing.
            wait: Seconds to wait for another writer to finish.
            after: The generation that these quads were made from; another one being current by now is an error.

        Raises:
            StoreError: Another process is writing, `after` is no longer current, or the N-Quads are malformed.
        """
        with locked(self.path, wait):
            self._check_current(after)
            return self._publish(self._built_before(split(self.path, quads)), empty_graphs)

    def publish_shards(
        self, shards: Iterable[Shard], *, empty_graphs: Iterable[str] = (), wait: float = 0, after: str | None = None
    ) -> Generation:
        """Make a generation of shards that the store has, in the order of their graphs' names.

        Raises:
            StoreError: Another process is writing, `after` is no longer current, or a shard is not there.
        """
        with locked(self.path, wait):
            self._check_current(after)
            return self._publish(shards, empty_graphs)

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

        Shards that no generation lists go with them, but for what a build has made since the latest publication. A
        server that still answers from a deleted generation goes on doing so until it has moved on.

        Raises:
            StoreError: `keep` is below 1, or another process is writing.
        """
        if keep < 1:
            raise StoreError("At least one generation has to be kept.")
        with locked(self.path, wait):
            current = self.current_name()
            generations = self.generations()
            gone = tuple(each for each in generations[:-keep] if each.name != current)
            for generation in gone:
                shutil.rmtree(generation.folder)
            left = [each for each in generations if each not in gone]
            if left and not is_locked(self.path, BUILDING):
                latest = (left[-1].folder / "manifest.json").stat().st_mtime_ns
                remove_unlisted(self.path, {shard.hash for each in left for shard in each.shards()}, latest)
            return gone

    def build_index(self, generation: Generation, *, wait: float = 0) -> None:
        """Build a generation's index on disk unless it has one; needed to serve it without loading it."""
        with locked(self.path, wait):
            if not generation.index.is_dir():
                before = [each for each in self.generations() if each.index.is_dir()]
                build_index(generation, before)

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

    def _check_current(self, after: str | None) -> None:
        if after is not None and self.current_name() != after:
            raise StoreError(f"{self.path} was published to since {after}: read it again, then write.")

    def _built_before(self, shards: Iterable[Shard]) -> Iterator[Shard]:
        """Keep which build made the graphs that are as they were."""
        name = self.current_name()
        before = {shard.graph: shard for shard in self.generation(name).shards()} if name else {}
        for shard in shards:
            known = before.get(shard.graph)
            yield with_values(shard, build=known.build) if known and known.hash == shard.hash else shard

    def _sweep(self) -> None:
        """Remove what a crashed writer left."""
        for folder in (self.path / "generations").glob(".new-*"):
            shutil.rmtree(folder)

    def _publish(self, shards: Iterable[Shard], empty_graphs: Iterable[str]) -> Generation:
        self._sweep()
        draft = self.path / "generations" / ".new-generation"
        try:
            draft.mkdir()
            name = self.current_name()
            manifest = list_shards(
                self.path,
                draft,
                shards,
                known={shard.hash for shard in self.generation(name).shards()} if name else set(),
                number=max((each.manifest.number for each in self.generations()), default=0) + 1,
                empty_graphs=set(empty_graphs),
            )
            if (name or "").endswith(f"-{manifest.hash}"):
                shutil.rmtree(draft)
                return self.current()
            write_synced(draft / "manifest.json", [encode(asdict(manifest))])
            sync(draft)
            folder = draft.with_name(f"{manifest.number}-{manifest.hash}")
            draft.rename(folder)
            sync(folder.parent)
            self._say_format()
            self._point_to(folder.name)
        except OSError as error:
            raise no_room(self.path, error) from error
        return Generation(folder, manifest)

    def _say_format(self) -> None:
        """Say that from now on only programs that know this format can use the store."""
        about = self.path / "store.json"
        if read_object(about).get("format") != FORMAT:
            replace(about, encode({"format": FORMAT}))

    def _point_to(self, name: str) -> None:
        replace(self.path / "current", f"{name}\n".encode("ascii"))
