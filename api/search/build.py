"""The process that builds the index of a generation.

use: python -m api.search.build STORE GENERATION BASE

It writes beside the final place and renames, so that an index is whole or is not there; it gives way to queries, and
can reach no network.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import tantivy

from api.search.entries import Entry, entries
from api.search.schema import VERSION, analyzer, open_index
from api.workers import jail
from graph_builder.store import Store

__all__ = ["build", "index_folder", "tidy"]

_HEAP = 64 * 1024 * 1024
_NICENESS = 10


def index_folder(store: Path, generation: str) -> Path:
    """Give the place of a generation's index."""
    return store / "search" / f"{generation}-v{VERSION}"


def build(store: Path, generation: str, base: str) -> Path:
    """Build the index of a generation, unless it is there; gives its folder.

    Raises:
        StoreError: There is no such generation.
        OSError: It cannot be written.
    """
    final = index_folder(store, generation)
    if final.exists():
        return final
    making = final.with_name(f".{final.name}-{os.getpid()}")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        fill(making, entries(Store.open(store).generation(generation).pieces(), base))
        # Another server of this store may have been first.
        with suppress(OSError):
            making.rename(final)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return final


def fill(folder: Path, found: Iterable[Entry]) -> None:
    """Write an index into an empty folder."""
    writer = open_index(folder).writer(_HEAP, 1)
    for each in found:
        document = tantivy.Document(kind=each.kind, path=each.path, title=each.title, aside=each.aside, text=each.text)
        for name in each.names:
            document.add_text("name", name)
            document.add_text("whole", " ".join(analyzer("names").analyze(name)))
        document.add_text("body", each.body)
        document.add_unsigned("weight", each.weight)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def tidy(store: Path, generation: str) -> None:
    """Remove the indexes of other generations, and what builds that ended early have left."""
    keep = index_folder(store, generation)
    for folder in keep.parent.glob("*") if keep.exists() else ():
        if folder.name.startswith("."):
            if not Path(f"/proc/{folder.name.rpartition('-')[2]}").exists():
                shutil.rmtree(folder, ignore_errors=True)
        elif folder != keep:
            shutil.rmtree(folder, ignore_errors=True)


def main(store: str, generation: str, base: str) -> None:
    """Build an index as the arguments say."""
    os.nice(_NICENESS)
    jail.deny_sockets()
    jail.die_with_parent()
    build(Path(store), generation, base)
    tidy(Path(store), generation)


if __name__ == "__main__":
    main(*sys.argv[1:])
