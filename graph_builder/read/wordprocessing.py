"""WordprocessingML (docx, ECMA-376) to Draft, straight from its XML.

Tracked changes are resolved as if accepted: insertions stay, deletions go. Comments, headers, footers, hidden words and
tables of contents are left out; footnotes and endnotes are tied to their marks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph_builder.errors import ReadError
from graph_builder.model import BlockKind
from graph_builder.read.draft import Composer, Draft
from graph_builder.read.numbering import Numbering, Style, read_numbering, read_styles
from graph_builder.read.parse import Archive, attribute, local
from graph_builder.read.tables import holds_data

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = {
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "sectPr",
    "instrText",
    "delText",
    "Fallback",
    "sdtPr",
    "sdtEndPr",
    "commentReference",
    "annotationRef",
    "footnoteRef",
    "endnoteRef",
    "separator",
    "continuationSeparator",
    "softHyphen",
    "pgNum",
    "object",
    "proofErr",
}
_WRITTEN = {"tab": " ", "noBreakHyphen": "-", "ptab": " "}


def read_docx(data: bytes, name: str) -> Draft:
    """Read a Word document.

    Raises:
        ReadError: It is damaged, encrypted, or has no main part.
    """
    archive = Archive(data, name)
    main = _main_part(archive)
    document = archive.xml(main)
    if document is None:
        raise ReadError(f"{name} has no {main}: it is no Word document.")
    folder = main.rpartition("/")[0]
    styles = read_styles(archive.xml(f"{folder}/styles.xml"))
    numbering = read_numbering(archive.xml(f"{folder}/numbering.xml"))
    notes = {kind: _notes_of(archive.xml(f"{folder}/{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
    reader = _Reader(styles, numbering, notes)
    reader.children(document)
    return reader.composer.draft()


def _main_part(archive: Archive) -> str:
    """Find the main part by the package's relationships."""
    relations = archive.xml("_rels/.rels")
    if relations is not None:
        for relation in relations:
            if (attribute(relation, "Type") or "").endswith("/officeDocument"):
                return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _notes_of(part: _Element | None, kind: str) -> dict[str, _Element]:
    if part is None:
        return {}
    return {
        attribute(note, "id") or "": note
        for note in part
        if local(note) == kind and attribute(note, "type") not in ("separator", "continuationSeparator")
    }


class _Reader:
    """Walks a document's body and writes it out."""

    def __init__(self, styles: dict[str, Style], numbering: Numbering, notes: dict[str, dict[str, _Element]]) -> None:
        self.composer = Composer("docx")
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._marks = 0
        self._in_cell = 0

    def children(self, element: _Element) -> None:
        for child in element:
            self._element(child)

    def _element(self, element: _Element) -> None:
        name = local(element)
        if name in _DROPPED or not name:
            return
        if name == "p":
            self._paragraph(element)
        elif name == "r":
            if not _is_hidden(element):
                self.children(element)
        elif name == "t":
            self.composer.add(element.text or "")
        elif name in _WRITTEN:
            self.composer.add(_WRITTEN[name])
        elif name in ("br", "cr"):
            self.composer.line_break()
        elif name in ("footnoteReference", "endnoteReference"):
            self._mark(name.removesuffix("Reference"), attribute(element, "id") or "")
        elif name == "tbl":
            self._table(element)
        elif name == "txbxContent":
            self._text_box(element)
        else:
            self.children(element)

    def _paragraph(self, element: _Element) -> None:
        properties = _child(element, "pPr")
        style = self._style(properties)
        if style.name.startswith("toc "):
            return
        self.children(element)
        if _mark_is_deleted(properties):
            # The deletion of a paragraph's mark joins it to the next one.
            self.composer.add(" ")
            return
        kind, level, label = self._kind(properties, style)
        if self.composer.is_open:
            self.composer.close(kind, level, label)

    def _table(self, element: _Element) -> None:
        rows = [[cell for cell in row if local(cell) == "tc"] for row in element if local(row) == "tr"]
        nested = any(local(part) == "tbl" for part in element.iterdescendants())
        data = not nested and holds_data([["".join(map(str, cell.itertext())) for cell in row] for row in rows])
        self._in_cell += data
        self.children(element)
        self._in_cell -= data

    def _text_box(self, element: _Element) -> None:
        """Write a box that floats beside a paragraph as blocks of its own, before what is left of the paragraph."""
        self.composer.close("paragraph")
        self.children(element)

    def _kind(self, properties: _Element | None, style: Style) -> tuple[BlockKind, int, str]:
        level = style.outline
        outline = _child(properties, "outlineLvl")
        if outline is not None and (attribute(outline, "val") or "").isdecimal():
            level = int(attribute(outline, "val") or "9") + 1
        number, depth = self._list_of(properties, style)
        label = self._numbering.next_label(number, depth) if number and self.composer.is_open else ""
        if 0 < level <= 9:
            return "heading", level, label
        if label:
            return "item", depth + 1, label
        return ("cell", 0, "") if self._in_cell else ("paragraph", 0, "")

    def _list_of(self, properties: _Element | None, style: Style) -> tuple[str | None, int]:
        """Give the list that a paragraph belongs to, by itself or by its style, and its depth from 0."""
        listed = _child(properties, "numPr")
        number, depth = style.list_number, style.list_depth
        if listed is not None:
            given, at = _child(listed, "numId"), _child(listed, "ilvl")
            number = attribute(given, "val") if given is not None else number
            depth = _number(attribute(at, "val")) if at is not None else depth
        return (number if number != "0" else None), depth

    def _style(self, properties: _Element | None) -> Style:
        named = _child(properties, "pStyle")
        return self._styles.get(attribute(named, "val") or "" if named is not None else "", Style())

    def _mark(self, kind: str, key: str) -> None:
        note = self._notes[kind].get(key)
        if note is None:
            return
        self._marks += 1
        label = str(self._marks)
        self.composer.mark(f"{kind} {key}", label, lambda: self._note(f"{kind} {key}", label, note))

    def _note(self, key: str, label: str, note: _Element) -> None:
        """Write a note's paragraphs as one block."""
        self.composer.begin_note(label)
        for paragraph in note.iter():
            if local(paragraph) == "p":
                for child in paragraph:
                    self._element(child)
                self.composer.add(" ")
        self.composer.close_note(key, label)


def _child(element: _Element | None, name: str) -> _Element | None:
    if element is None:
        return None
    return next((child for child in element if local(child) == name), None)


def _number(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def _is_hidden(run: _Element) -> bool:
    vanish = _child(_child(run, "rPr"), "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false")


def _mark_is_deleted(properties: _Element | None) -> bool:
    return _child(_child(properties, "rPr"), "del") is not None
