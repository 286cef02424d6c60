"""Which files a set of inputs comes to, on this machine or at any address that fsspec knows."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec  # type: ignore[import-untyped]

from graph_builder.errors import ReadError
from graph_builder.model import Metadata
from graph_builder.read import MOST_BYTES
from graph_builder.read.metadata import combined, official_files, parse_side_file, side_file
from graph_builder.read.owms import read_owms

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://|[a-z0-9]+::")
_BESIDE = (".meta.toml", ".metadata_owms.xml", ".metadata.xml")
"""Endings of files that tell of a document beside them, and are none."""

_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Stands in a location for bytes of a file's name that are no UTF-8."""

ENDINGS = frozenset({".xml", ".html", ".htm", ".docx", ".odt", ".pdf", ".txt"})
"""File endings that are taken for documents in a folder."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file that is taken for a document."""

    location: str
    """Its path, or its address."""
    named: bool
    """Whether it was named itself, and so must be readable; else it was found in a folder."""
    beside: tuple[str, ...] = ()
    """Names of the files beside it that tell of it."""

    @property
    def name(self) -> str:
        """Its file name."""
        return PurePosixPath(self.location.partition("?")[0]).name


@dataclass(frozen=True, slots=True)
class Payload:
    """A document's bytes, and what is known of it beside them."""

    name: str
    data: bytes
    metadata: Metadata


Aside = Callable[[str], None]
"""Told of each file that is of no kind that is read, by its location."""


def is_address(location: str) -> bool:
    """Tell an address ("s3://…", "https://…") from a path."""
    return bool(_ADDRESS.match(location))


def walk(inputs: Sequence[str], aside: Aside) -> Iterator[Input]:
    """Look up the files that inputs name, folders at any depth; hidden files are left out.

    Args:
        inputs: Paths and addresses of files and folders.
        aside: Told of files in folders that are of no kind that is read.

    Raises:
        ReadError: An input is neither a file nor a folder, or cannot be listed.
    """
    for location in inputs:
        if is_address(location):
            yield from _elsewhere(location, aside)
        elif Path(location).is_dir():
            yield from _inside(Path(location), aside, set())
        elif Path(location).exists():
            path = Path(location)
            places = (side_file(path), *official_files(path))
            yield Input(_printable(location), True, tuple(place.name for place in places if place.is_file()))
        else:
            raise ReadError(f"There is no file or folder {_printable(location)}: check the name.")


def read_input(chosen: Input, overrides: Metadata) -> Payload:
    """Read a file and what lies beside it.

    Raises:
        ReadError: One of the files cannot be read, or is no file; the message names it.
    """
    known = [overrides]
    read = _fetch if is_address(chosen.location) else _bytes
    folder, name = chosen.location.removesuffix(chosen.name), chosen.name
    for beside in chosen.beside:
        parse = parse_side_file if beside.endswith(".meta.toml") else read_owms
        known.append(parse(read(folder + beside), beside))
    return Payload(name, read(chosen.location), combined(*known))


def _inside(folder: Path, aside: Aside, seen: set[tuple[int, int]]) -> Iterator[Input]:
    """Walk a folder in the order of names; a folder that links lead to twice is looked into once."""
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            names = sorted((entry.name, _is_folder(entry)) for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        raise ReadError(f"{_printable(str(folder))} cannot be listed: {error.strerror}.") from error
    files = [name for name, is_folder in names if not is_folder]
    for name, is_folder in names:
        if is_folder:
            yield from _inside(folder / name, aside, seen)
    yield from _chosen(files, f"{folder}/", aside)


def _printable(location: str) -> str:
    """Write a path so that it can be shown and kept: of bytes that are no UTF-8 a sign remains, and it is not found."""
    return os.fsencode(location).decode("utf-8", "replace")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _chosen(files: Sequence[str], folder: str, aside: Aside) -> Iterator[Input]:
    """Choose the documents among the files of one folder."""
    present = set(files)
    for name in files:
        if name.endswith(_BESIDE):
            continue
        path = Path(name)
        if path.suffix.lower() in ENDINGS:
            places = (side_file(path), *official_files(path))
            beside = tuple(place.name for place in places if place.name in present)
            yield Input(_printable(folder + name), False, beside)
        else:
            aside(_printable(folder + name))


def _bytes(location: str) -> bytes:
    """Read a file of this machine; a pipe or a device, which might never end, is none."""
    path = Path(location)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError(f"{path} is a folder: give the documents in it.")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(f"{path} is no file but a pipe, a socket or a device: leave it out.")
        _check_size(location, status.st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        if _UNREADABLE in location:
            raise ReadError(f"{path} has a name that is not UTF-8: rename it.") from error
        what = "links to a file that is not there" if path.is_symlink() else "is not there"
        raise ReadError(f"{path} {what}: check its name.") from error
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}.") from error


def _check_size(location: str, size: int | None) -> None:
    if size is not None and size > MOST_BYTES:
        raise ReadError(f"{location} is larger than {MOST_BYTES:,} bytes: it is no paper.")


def _elsewhere(location: str, aside: Aside) -> Iterator[Input]:
    system, path = _system(location)
    try:
        if _is_document(system, path) or not system.isdir(path):
            if not system.exists(path):
                system.cat_file(path)  # It says why: a site that cannot be reached has nothing either.
                raise FileNotFoundError
            yield Input(location, True, _beside(system, path))
            return
        for folder, _, files in system.walk(path):
            inner = PurePosixPath(folder).relative_to(PurePosixPath(path)).parts
            if not any(part.startswith(".") for part in inner):
                names = sorted(name for name in files if name and not name.startswith("."))
                yield from _chosen(names, system.unstrip_protocol(folder).rstrip("/") + "/", aside)
    except FileNotFoundError as error:
        raise ReadError(f"There is nothing at {location}: check the address.") from error
    except Exception as error:
        # The edge to others' machines: each kind of file system has errors of its own.
        raise ReadError(f"{location} cannot be listed: {_reason(error)}.") from error


def _is_document(system: Any, path: str) -> bool:
    """Tell a document from a folder; over HTTP any page with links would pass for a folder."""
    return PurePosixPath(path.partition("?")[0]).suffix.lower() in ENDINGS and bool(system.isfile(path))


def _beside(system: Any, path: str) -> tuple[str, ...]:
    name = PurePosixPath(path).name
    places: Iterable[Path] = (side_file(Path(name)), *official_files(Path(name)))
    return tuple(place.name for place in places if system.exists(path.removesuffix(name) + place.name))


def _fetch(location: str) -> bytes:
    system, path = _system(location)
    try:
        _check_size(location, system.size(path))
        data = system.cat_file(path)
    except FileNotFoundError as error:
        raise ReadError(f"{location} is not there: check the address.") from error
    except ReadError:
        raise
    except Exception as error:
        # As above.
        raise ReadError(f"{location} cannot be read: {_reason(error)}.") from error
    return bytes(data)


def _system(location: str) -> tuple[Any, str]:
    """Give the file system of an address, and the path in it."""
    try:
        system, path = fsspec.core.url_to_fs(location)
    except ImportError as error:
        raise ReadError(f"{location} needs a library that is not here: pip install 'kamergraaf[cluster]'.") from error
    except (ValueError, OSError) as error:
        raise ReadError(f"{location} is no address that can be read: {error}.") from error
    return system, str(path)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
