"""Bytes to Document: a format a module, told by content rather than by name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePath

from graph_builder.errors import EmptyDocumentError, ReadError
from graph_builder.iris import slug
from graph_builder.model import Document, Metadata
from graph_builder.read.artefacts import mask
from graph_builder.read.classify import classified
from graph_builder.read.draft import Draft
from graph_builder.read.furniture import metadata_of_furniture
from graph_builder.read.hypertext import read_html
from graph_builder.read.markdown import read_markdown
from graph_builder.read.metadata import (
    check_identifier,
    combined,
    kind_of_series,
    metadata_of_name,
    official_files,
    parse_side_file,
    side_file,
)
from graph_builder.read.official import read_official
from graph_builder.read.opendocument import read_odt
from graph_builder.read.owms import read_owms
from graph_builder.read.portable import read_pdf
from graph_builder.read.sniff import Format, format_of
from graph_builder.read.structure import kind_of, structured
from graph_builder.read.text import read_text
from graph_builder.read.titleblock import metadata_of_text
from graph_builder.read.wordprocessing import read_docx

__all__ = ["read", "read_file"]

MOST_BYTES = 200_000_000
"""A file larger than this is no paper."""
_READERS: dict[Format, Callable[[bytes, str], Draft]] = {
    "txt": read_text,
    "md": read_markdown,
    "docx": read_docx,
    "odt": read_odt,
    "pdf": read_pdf,
    "html": read_html,
    "xml": read_official,
}


def read(data: bytes, name: str, metadata: Metadata = Metadata()) -> Document:  # noqa: B008 (frozen)
    """Read a document.

    Args:
        data: The file's bytes.
        name: The file's name; it may be the paper's official identifier.
        metadata: What is known already; it wins over what the file says.

    Returns:
        The document. What is not given is taken from the format's own metadata, the file's name and the prose, in
        that order.

    Raises:
        EmptyDocumentError: There is no text in it.
        UnknownFormatError: It is in no format that is read.
        ReadError: It is damaged, encrypted or too large.
    """
    metadata = combined(metadata)
    check_identifier(metadata, name)
    if len(data) > MOST_BYTES:
        raise ReadError(f"{name} is larger than {MOST_BYTES:,} bytes: it is no paper.")
    if not data.strip():
        raise EmptyDocumentError(f"{name} is empty: give a file with a document in it.")
    try:
        draft = _READERS[format_of(data, name)](data, name)
    except RecursionError as error:
        raise ReadError(f"{name} nests its parts deeper than any document: save it anew.") from error
    if not draft.text.strip():
        raise EmptyDocumentError(f"{name} holds no text: give a file with a document in it.")
    return _document(classified(draft), data, name, metadata)


def read_file(path: Path, overrides: Metadata = Metadata()) -> Document:  # noqa: B008 (frozen)
    """Read a document from a file, with what lies beside it: `X.meta.toml` and the official `X.metadata_owms.xml`.

    Args:
        path: The file.
        overrides: What wins over all of these.

    Raises:
        ReadError: One of the files is missing or cannot be read; the message names it.
    """
    data = _bytes(path)
    known = [overrides]
    for beside, parse in ((side_file(path), parse_side_file), *((name, read_owms) for name in official_files(path))):
        if beside.is_file():
            known.append(parse(_bytes(beside), beside.name))
    return read(data, path.name, combined(*known))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"There is no file {path}: check its name.") from error
    except IsADirectoryError as error:
        raise ReadError(f"{path} is a folder: give the documents in it.") from error
    except OSError as error:
        raise ReadError(f"{path} cannot be read: {error.strerror}.") from error


def _document(draft: Draft, data: bytes, name: str, given: Metadata) -> Document:
    """Add to a draft what its prose tells: structure, metadata, key."""
    prose = mask(draft.text, draft.markup)
    blocks = structured(draft.text, draft.blocks, prose)
    feet = metadata_of_furniture(span.of(draft.text).strip() for span in draft.markup)
    metadata = combined(given, draft.metadata, metadata_of_name(name), metadata_of_text(blocks, prose), feet)
    series, shown = kind_of_series(metadata.identifier), kind_of(blocks, prose)
    # Questions that a site shows with their answer go by the questions' number.
    answered = series == "other" and shown == "answer"
    metadata = combined(metadata, Metadata(kind=shown if answered else series or shown))
    return Document(
        key=metadata.identifier or f"{slug(PurePath(name).stem)}-{hashlib.sha256(data).hexdigest()[:8]}",
        text=draft.text,
        format=draft.format,
        metadata=metadata,
        blocks=blocks,
        markup=draft.markup,
        footnotes=draft.footnotes,
        pages=draft.pages,
    )
