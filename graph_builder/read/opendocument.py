"""OpenDocument text (odt, ISO 26300) to Draft, straight from its XML.

Deleted words that tracking keeps, annotations, tables of contents and page headers are left out; notes are tied to
their marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_builder.errors import ReadError
from graph_builder.read.draft import Composer, Draft
from graph_builder.read.numbering import counted
from graph_builder.read.parse import Archive, attribute, local
from graph_builder.read.tables import holds_data

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = {
    "tracked-changes",
    "annotation",
    "annotation-end",
    "table-of-content",
    "table-of-content-source",
    "sequence-decls",
    "forms",
    "automatic-styles",
    "font-face-decls",
    "scripts",
    "note-citation",
    "ruby-text",
    "object",
    "hidden-paragraph",
    "hidden-text",
}
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}


def read_odt(data: bytes, name: str) -> Draft:
    """Read an OpenDocument text.

    Raises:
        ReadError: It is damaged, encrypted, or has no content.
    """
    archive = Archive(data, name)
    manifest = archive.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise ReadError(f"{name} is encrypted: save it without a password.")
    content = archive.xml("content.xml")
    if content is None:
        raise ReadError(f"{name} has no content.xml: it is no OpenDocument text.")
    reader = _Reader(_list_formats(content, archive.xml("styles.xml")))
    reader.children(content)
    return reader.composer.draft()


def _list_formats(*parts: _Element | None) -> dict[tuple[str, int], str | None]:
    """Give for each list style and depth (from 1) how it counts; None for bullets."""
    formats: dict[tuple[str, int], str | None] = {}
    for part in parts:
        for style in part.iter() if part is not None else ():
            if local(style) != "list-style":
                continue
            for level in style:
                depth = int(attribute(level, "level") or "1")
                is_number = local(level) == "list-level-style-number"
                formats[attribute(style, "name") or "", depth] = (
                    _FORMATS.get(attribute(level, "num-format") or "", "decimal") if is_number else None
                )
    return formats


class _Reader:
    """Walks a text's body and writes it out."""

    def __init__(self, list_formats: dict[tuple[str, int], str | None]) -> None:
        self.composer = Composer("odt")
        self._formats = list_formats
        self._lists: list[tuple[str, int]] = []
        self._item = False
        self._in_cell = 0
        self._marks = 0

    def children(self, element: _Element) -> None:
        is_text = local(element) in ("p", "h", "span", "a", "meta", "title", "sequence", "date", "page-number")
        if is_text and element.text:
            self.composer.add(element.text)
        for child in element:
            self._element(child)
            if is_text and child.tail:
                self.composer.add(child.tail)

    def _element(self, element: _Element) -> None:
        name = local(element)
        if not name or name in _DROPPED:
            return
        if name in ("p", "h"):
            self._paragraph(element, name)
        elif name in ("s", "tab"):
            self.composer.add(" ")
        elif name == "line-break":
            self.composer.line_break()
        elif name == "soft-page-break":
            self.composer.page()
        elif name == "note":
            self._mark(element)
        elif name == "list":
            self._list(element)
        elif name == "table":
            self._table(element)
        else:
            self.children(element)

    def _paragraph(self, element: _Element, name: str) -> None:
        if self.composer.is_open and any(local(up) == "frame" for up in element.iterancestors()):
            self.composer.close("paragraph")
        self.children(element)
        if not self.composer.is_open:
            self.composer.close("paragraph")
        elif name == "h":
            level = attribute(element, "outline-level") or "1"
            self.composer.close("heading", int(level) if level.isdecimal() else 1)
        elif self._item:
            self._item = False
            self.composer.close("item", len(self._lists), self._label())
        else:
            self.composer.close("cell" if self._in_cell else "paragraph")

    def _label(self) -> str:
        style, count = self._lists[-1]
        number_format = self._formats.get((style, len(self._lists)))
        return counted(count, number_format) if number_format else "•"

    def _list(self, element: _Element) -> None:
        style = attribute(element, "style-name") or (self._lists[-1][0] if self._lists else "")
        self._lists.append((style, 0))
        for item in element:
            if local(item) in ("list-item", "list-header"):
                self._lists[-1] = (style, self._lists[-1][1] + 1)
                self._item = local(item) == "list-item"
                self.children(item)
        self._item = False
        self._lists.pop()

    def _table(self, element: _Element) -> None:
        rows = [row for row in element.iterdescendants() if local(row) == "table-row"]
        nested = any(local(part) == "table" for part in element.iterdescendants())
        data = not nested and holds_data([["".join(map(str, cell.itertext())) for cell in row] for row in rows])
        self._in_cell += data
        self.children(element)
        self._in_cell -= data

    def _mark(self, element: _Element) -> None:
        self._marks += 1
        citation = next((part for part in element if local(part) == "note-citation"), None)
        label = ((citation.text or "") if citation is not None else "").strip() or str(self._marks)
        key = attribute(element, "id") or str(self._marks)
        self.composer.mark(key, label, lambda: self._note(key, label, element))

    def _note(self, key: str, label: str, element: _Element) -> None:
        self.composer.begin_note(label)
        body = next((part for part in element if local(part) == "note-body"), None)
        for paragraph in body.iter() if body is not None else ():
            if local(paragraph) in ("p", "h"):
                self.composer.add(" " + "".join(map(str, paragraph.itertext())) + " ")
        self.composer.close_note(key, label)
