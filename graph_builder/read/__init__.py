"""Bytes to Document: a format a module, told by content, not by name."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from graph_builder.iris import slug
from graph_builder.model import Block, Document, Metadata, Span

__all__ = ["read", "read_file"]


def read(data: bytes, name: str, metadata: Metadata = Metadata()) -> Document:  # noqa: B008 (frozen)
    """Read a document from the bytes of a file called `name`; given metadata wins over what the file says."""
    text = data.decode("utf-8")
    blocks = tuple(Block(Span(*found.span()), "paragraph") for found in re.finditer(r"\S[^\n]*\S|\S", text))
    key = metadata.identifier or f"{slug(Path(name).stem)}-{hashlib.sha256(data).hexdigest()[:8]}"
    return Document(key, text, "txt", metadata, blocks)


def read_file(path: Path, overrides: Metadata = Metadata()) -> Document:  # noqa: B008 (frozen)
    """Read a document from a file."""
    return read(path.read_bytes(), path.name, overrides)
