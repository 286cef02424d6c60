"""Shards: one named graph each, as sorted N-Quads, in a file named by the hash of its content.

A shard never changes, so generations share the shards of the graphs that they have in common. A generation lists its
shards in the order of their graphs' names; joined in that order they are its dump.
"""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import StoreError
from graph_builder.store.files import no_room

FOLDER = "shards"
"""Where a store keeps them, in a folder for each first two figures of a hash."""

_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Shard:
    """What a generation says of one of its graphs."""

    graph: str
    """The graph's name as N-Quads write it: "<https://…>"; "" for the default graph."""
    hash: str
    """SHA-256 of its lines."""
    size: int
    """Bytes."""
    quads: int
    build: str = ""
    """Which build made the graph: the last part of its activity's name; "" where none is told."""

    def line(self) -> str:
        """Write it as a line of a generation's list."""
        return f"{self.graph}\t{self.hash}\t{self.size}\t{self.quads}\t{self.build}\n"

    @classmethod
    def of_line(cls, line: str) -> Shard:
        """Read a line of a generation's list.

        Raises:
            ValueError: It is no such line.
        """
        graph, digest, size, quads, build = line.removesuffix("\n").split("\t")
        return cls(graph, digest, int(size), int(quads), build)


def place(store: Path, digest: str) -> Path:
    """Give the file of a shard."""
    return store / FOLDER / digest[:2] / f"{digest}.nq"


def write_shard(store: Path, graph: str, lines: Iterable[bytes]) -> Shard:
    """Write a shard unless the store has it.

    It is not seen on the disk yet when this returns: whoever publishes it sees to that.

    Args:
        store: The store's folder.
        graph: The graph's name as N-Quads write it.
        lines: Its lines, sorted and distinct, one or many a piece.

    Raises:
        StoreError: It cannot be written.
    """
    digest, size, quads = hashlib.sha256(), 0, 0
    draft = store / FOLDER / f".new-{os.getpid()}-{threading.get_ident()}"
    try:
        draft.parent.mkdir(exist_ok=True)
        with draft.open("wb") as handle:
            for piece in lines:
                digest.update(piece)
                handle.write(piece)
                size += len(piece)
                quads += piece.count(b"\n")
        shard = Shard(graph, digest.hexdigest(), size, quads)
        target = place(store, shard.hash)
        target.parent.mkdir(exist_ok=True)
        draft.replace(target)
    except OSError as error:
        raise no_room(store, error) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return shard


def is_whole(store: Path, shard: Shard) -> bool:
    """Tell whether a store has a shard, and all of it."""
    try:
        return place(store, shard.hash).stat().st_size == shard.size
    except OSError:
        return False


def see_on_disk(store: Path, shards: Iterable[Shard]) -> None:
    """See shards on the disk; many at once as one sweep of all that the system holds back."""
    few = 64
    chosen = list(shards)
    if len(chosen) > few:
        os.sync()
        return
    for shard in chosen:
        with place(store, shard.hash).open("rb") as handle:
            os.fsync(handle.fileno())


@contextmanager
def write_rows(store: Path, shards: Iterable[Shard]) -> Iterator[Path]:
    """Keep a list of shards in a file for as long as it is needed, so that it can be gone along more than once."""
    folder = store / "work"
    folder.mkdir(exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".list-", suffix=".tsv", dir=folder)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as handle:
            handle.writelines(shard.line() for shard in shards)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def rows_of(path: Path) -> Iterator[Shard]:
    """Read a list of shards.

    Raises:
        ValueError: It is none.
    """
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from map(Shard.of_line, lines)


class Joined(io.RawIOBase):
    """Shards read one after the other, as one file."""

    def __init__(self, store: Path, shards: Iterable[Shard]) -> None:
        self._pieces = pieces(store, shards)
        self._piece, self._at = b"", 0
        self.error: StoreError | None = None
        """Why reading ended early: the engine words errors of its input anew."""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Give up to so many bytes; all of them for a negative number.

        Raises:
            OSError: A shard is damaged or gone.
        """
        try:
            if size < 0:
                rest, self._at = self._piece[self._at :], len(self._piece)
                return rest + b"".join(self._pieces)
            if self._at == len(self._piece):
                self._piece, self._at = next(self._pieces, b""), 0
        except StoreError as error:
            self.error = error
            raise OSError(str(error)) from error
        given = self._piece[self._at : self._at + size]
        self._at += len(given)
        return given


def pieces(store: Path, shards: Iterable[Shard]) -> Iterator[bytes]:
    """Give the bytes of shards, one after the other, piece by piece.

    Raises:
        StoreError: A shard is gone, or not as long as when it was written.
    """
    for shard in shards:
        path = place(store, shard.hash)
        try:
            with path.open("rb") as handle:
                whole = os.fstat(handle.fileno()).st_size == shard.size
                while whole and (piece := handle.read(_PIECE)):
                    yield piece
        except OSError as error:
            raise StoreError(f"{path} cannot be read: {error.strerror}. Build again, or roll back.") from error
        if not whole:
            raise StoreError(f"{path} is damaged: it is not as long as when it was written. Build again, or roll back.")


def remove_unlisted(store: Path, listed: set[str], latest: int) -> None:
    """Delete the shards that are not listed, and what a crashed writer left.

    Args:
        store: The store's folder.
        listed: Hashes of shards that stay.
        latest: What was written since then stays as well, as a build may be about to list it: nanoseconds since 1970.
    """
    for path in (store / FOLDER).glob("??/*.nq"):
        if path.stem not in listed and path.stat().st_mtime_ns < latest:
            path.unlink(missing_ok=True)
    for draft in (store / FOLDER).glob(".new-*"):
        if draft.stat().st_mtime_ns < latest:
            draft.unlink(missing_ok=True)
