"""Small files written so that a crash leaves the old one or the new one, never half of one."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph_builder.errors import NoRoomError, StoreError


@contextmanager
def locked(folder: Path, wait: float, name: str = "lock", doing: str = "writing to") -> Iterator[None]:
    """Hold one of a folder's locks; `wait` is in seconds.

    Raises:
        StoreError: Another process holds it, or the folder cannot be written.
    """
    try:
        handle = (folder / name).open("a")
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}.") from error
    with handle:
        deadline = time.monotonic() + wait
        while not _try_lock(handle.fileno()):
            if time.monotonic() >= deadline:
                raise StoreError(f"Another process is {doing} {folder}: try again when it has finished.")
            time.sleep(0.05)
        yield


def is_locked(folder: Path, name: str) -> bool:
    """Tell whether another process holds one of a folder's locks."""
    try:
        with (folder / name).open("rb") as handle:
            return not _try_lock(handle.fileno())
    except FileNotFoundError:
        return False


def no_room(folder: Path, error: OSError) -> NoRoomError:
    """Word what keeps a store from being written: most of all a full disk."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoomError(
            f"The disk of {folder} is full: make room and run the same again; what was done is kept, and the last "
            "generation is still served."
        )
    return NoRoomError(f"{folder} cannot be written: {error.strerror or error}.")


def encode(value: object) -> bytes:
    """Write a value as JSON that a person can read."""
    return json.dumps(value, indent=1, sort_keys=True).encode() + b"\n"


def read_object(path: Path) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        StoreError: The file is missing or is no JSON object.
    """
    try:
        value = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(f"{path} is missing: the store is damaged.") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise StoreError(f"{path} is damaged: it is no JSON.") from error
    if not isinstance(value, dict):
        raise StoreError(f"{path} is damaged: it holds no object.")
    return value


def write_synced(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file and see it on the disk."""
    with path.open("wb") as handle:
        handle.writelines(pieces)
        handle.flush()
        os.fsync(handle.fileno())


def replace(path: Path, content: bytes) -> None:
    """Write a small file so that a reader sees the old one or the new one."""
    draft = path.with_name(f".{path.name}.new")
    write_synced(draft, [content])
    draft.replace(path)
    sync(path.parent)


def sync(folder: Path) -> None:
    """See a folder's entries on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
