"""Which format a file is in, told by its first bytes; its name only tells Markdown from plain text."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

from graph_builder.errors import UnknownFormatError
from graph_builder.read.parse import DAMAGE

Format = Literal["txt", "md", "docx", "odt", "pdf", "html", "xml"]

_HEAD = 4000
_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html\b|<(?:head|body|div|p|h1|main|article)\b[^>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*(?:\xc3\xaf\xc2\xbb\xc2\xbf)?\s*<(?:\?xml\b|officiele-publicatie|kamerwrk|vlosCoreDocument)")


def format_of(data: bytes, name: str) -> Format:
    """Tell the format of a file.

    Raises:
        UnknownFormatError: It is in a format that is known but not read.
    """
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip()[:5] == b"%PDF-" or b"%PDF-" in head[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if data.startswith(_OFFICE):
        raise UnknownFormatError(f"{name} is an old Word file or an encrypted one: save it as docx without a password.")
    if head.lstrip().startswith(b"{\\rtf"):
        raise UnknownFormatError(f"{name} is rich text (rtf): save it as docx.")
    if _HTML.match(head):
        return "html"
    if _XML.match(head):
        return "xml"
    return "md" if name.lower().endswith((".md", ".markdown")) else "txt"


def _packed(data: bytes, name: str) -> Format:
    """Tell what a zip archive holds."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except DAMAGE:
        names = set()
    if "word/document.xml" in names or any(part.startswith("word/") for part in names):
        return "docx"
    if "content.xml" in names:
        return "odt"
    raise UnknownFormatError(f"{name} is a zip archive without a document in it: give the document itself.")
