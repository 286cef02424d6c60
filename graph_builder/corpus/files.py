"""Many documents at once: from paths to the quads of a whole graph.

A file named on its own must be readable. In a folder, files of other kinds are left aside and unreadable ones are
skipped: `Found` and `Corpus` say which and why, so that nothing is dropped unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import ReadError
from graph_builder.model import Document, Metadata
from graph_builder.read import read_file

__all__ = ["Corpus", "Found", "find_files", "read_corpus"]

ENDINGS = frozenset({".xml", ".html", ".htm", ".docx", ".odt", ".pdf", ".txt"})
"""File endings that are taken for documents in a folder."""

BEST_FIRST = ("xml", "html", "docx", "odt", "pdf")
"""Formats by how much they tell of a paper's structure; any other comes after them."""


@dataclass(frozen=True, slots=True)
class Found:
    """The files that a set of inputs comes to."""

    named: tuple[Path, ...]
    """Inputs that are files."""
    in_folders: tuple[Path, ...]
    """Files in folders, at any depth, by path; hidden ones are left out."""
    aside: int
    """How many files in folders are of no kind that is read."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents that were read, and the files that gave none."""

    documents: tuple[Document, ...]
    """One a key, in the order of their keys."""
    skipped: tuple[tuple[Path, str], ...]
    """Files in folders that cannot be read, with the reason."""
    doubles: tuple[tuple[Path, Path], ...]
    """A file that was left aside for a better one of the same paper, and that one."""


def find_files(inputs: Sequence[Path]) -> Found:
    """Look up the files that inputs name, folders at any depth.

    Raises:
        ReadError: An input is neither a file nor a folder.
    """
    named: list[Path] = []
    inside: list[Path] = []
    aside = 0
    for path in inputs:
        if path.is_dir():
            files = [file for file in sorted(path.rglob("*")) if file.is_file() and not _hidden(file, path)]
            documents = [file for file in files if file.suffix.lower() in ENDINGS]
            inside += documents
            aside += sum(not file.name.endswith(".meta.toml") for file in files) - len(documents)
        elif path.exists():
            named.append(path)
        else:
            raise ReadError(f"There is no file or folder {path}: check the name.")
    return Found(tuple(dict.fromkeys(named)), tuple(dict.fromkeys(inside)), aside)


def read_corpus(found: Found, overrides: Metadata, each: Callable[[Path], None] = lambda path: None) -> Corpus:
    """Read the files.

    Args:
        found: What `find_files` gave.
        overrides: What is known of the only document beside its file.
        each: Called before each file is read.

    Raises:
        ReadError: A file that was named cannot be read.
    """
    best: dict[str, tuple[Path, Document]] = {}
    skipped: list[tuple[Path, str]] = []
    doubles: list[tuple[Path, Path]] = []
    for path, document in _documents(found, overrides, skipped, each):
        known = best.get(document.key)
        if known is None or _rank(document) < _rank(known[1]):
            best[document.key] = (path, document)
        if known is not None:
            kept = best[document.key][0]
            doubles.append((known[0] if kept == path else path, kept))
    documents = tuple(document for _, (_, document) in sorted(best.items()))
    return Corpus(documents, tuple(skipped), tuple(doubles))


def _documents(
    found: Found, overrides: Metadata, skipped: list[tuple[Path, str]], each: Callable[[Path], None]
) -> Iterator[tuple[Path, Document]]:
    for path in found.named:
        each(path)
        yield path, read_file(path, overrides)
    for path in _new(found.in_folders, found.named):
        each(path)
        try:
            yield path, read_file(path, overrides)
        except ReadError as error:
            skipped.append((path, str(error)))


def _new(paths: Iterable[Path], known: Iterable[Path]) -> list[Path]:
    seen = {path.resolve() for path in known}
    return [path for path in paths if path.resolve() not in seen]


def _hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(folder).parts)


def _rank(document: Document) -> int:
    return BEST_FIRST.index(document.format) if document.format in BEST_FIRST else len(BEST_FIRST)
