"""The XML of official publications to Draft: Kamerstukken, Kamervragen, Handelingen, and the Kamer's debate reports.

The schema is op-xsd (officiele-publicatie, 2012 and later, and the older kamerwrk); `debate` reads vlosCoreDocument.
Elements that are not known pass their words on, so that no sentence is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph_builder.errors import UnknownFormatError
from graph_builder.model import Metadata
from graph_builder.read import debate
from graph_builder.read.draft import Composer, Draft
from graph_builder.read.metadata import is_identifier
from graph_builder.read.owms import metadata_of_pairs
from graph_builder.read.parse import attribute, local, parse_xml
from graph_builder.read.tables import holds_data
from graph_builder.read.tags import tags

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = {"officiele-publicatie", "kamerwrk", debate.ROOT}
_DROPPED = tags("official", "dropped")
_PARAGRAPHS = tags("official", "paragraphs")
_LINES = {"al", "datumtekst", "kamervraagomschrijving", "functie", "considerans.al", "dossiernummer", "stuknr"}
"""Paragraphs that hold no paragraph; lists and tables do stand in them."""
_HEADINGS = {"tussenkop": 2, "tuskop": 2, "kop": 1, "subkop": 2}


def read_official(data: bytes, name: str) -> Draft:
    """Read the XML of an official publication.

    Raises:
        ReadError: It is no well-formed XML.
        UnknownFormatError: It is other XML.
    """
    root = parse_xml(data, name)
    if local(root) not in ROOTS:
        raise UnknownFormatError(
            f"{name} is XML with the root {local(root)!r}, not an official publication: its root must be one of"
            f" {', '.join(sorted(ROOTS))}."
        )
    if local(root) == debate.ROOT:
        return debate.draft_debate(root)
    reader = _Reader()
    reader.element(root)
    return reader.composer.draft(_metadata(root))


def _metadata(root: _Element) -> Metadata:
    """Gather what the publication says of itself in its `meta` and its marked-up title block."""
    pairs = [
        (attribute(meta, "name") or "", attribute(meta, "content") or "")
        for meta in root.iter()
        if local(meta) == "meta"
    ]
    record = next((value for name, value in pairs if name.endswith("externMetadataRecord")), "")
    found = re.search(r"/([^/]+)/metadata\.xml$", record)
    if found and is_identifier(found[1]):
        pairs.append(("identifier", found[1]))
    body = next((part for part in root if local(part) != "metadata"), root)
    for element in body.iter():
        if local(element) == "datum" and attribute(element, "isodatum") and _is_own_date(element):
            pairs.append(("issued", attribute(element, "isodatum") or ""))
    if any(local(part) == "handelingen" for part in root):
        pairs.append(("type", "handelingen"))
    return metadata_of_pairs(pairs)


def _is_own_date(element: _Element) -> bool:
    """Tell the date of a paper, or of an answer, from other dates."""
    parent = element.getparent()
    if parent is None:
        return False
    if local(parent) == "kamervraagomschrijving":
        return attribute(parent, "type") == "antwoord"
    return local(parent) == "datumtekst"


class _Reader:
    """Walks a publication and writes it out."""

    def __init__(self) -> None:
        self.composer = Composer("xml")
        self._marks = 0
        self._depth = 0
        self._in_line = False

    def element(self, element: _Element) -> None:
        name = local(element)
        if not name or name in _DROPPED:
            return
        if name == "noot":
            self._mark(element)
        elif name in _HEADINGS:
            self._heading(element, _HEADINGS[name])
        elif name in ("lijst", "table"):
            self._in_line = False
            self._depth += name == "lijst"
            self._children(element)
            self._depth -= name == "lijst"
        elif name == "li":
            self._item(element)
        elif name == "spreker":
            self._speaker(element)
        elif name in _PARAGRAPHS:
            self._paragraph(element, name)
        else:
            self._children(element)

    def _children(self, element: _Element) -> None:
        if element.text:
            self.composer.add(element.text)
        for child in element:
            self.element(child)
            if child.tail:
                self.composer.add(child.tail)

    def _paragraph(self, element: _Element, name: str) -> None:
        if self._in_line:
            # A number or title within a line of text is part of it.
            self._children(element)
            return
        self._in_line = name in _LINES
        self.composer.close("paragraph")
        self._children(element)
        self._in_line = False
        self.composer.close("cell" if name == "entry" and _is_data(element) else "paragraph")

    def _speaker(self, element: _Element) -> None:
        """Write who speaks: "Mevrouw Bergkamp (D66):"."""
        self.composer.close("paragraph")
        words = " ".join("".join(map(str, element.itertext())).split())
        self.composer.add(re.sub(r"(?<=\() | (?=[):,])", "", words))
        self.composer.close("heading", 3)

    def _heading(self, element: _Element, level: int) -> None:
        """Write a heading as one block: its number and title may be elements of their own."""
        self.composer.close("paragraph")
        if any(local(part) in ("al", "alinea") for part in element.iterdescendants()):
            self._children(element)
        else:
            self.composer.add(_heading_words(element))
        self.composer.close("heading", level + min(4, sum(local(up) == "divisie" for up in element.iterancestors())))

    def _item(self, element: _Element) -> None:
        number = next((part for part in element if local(part) == "li.nr"), None)
        label = "".join(map(str, number.itertext())).strip(" .()\n\t") if number is not None else "•"
        self.composer.close("paragraph")
        before = len(self.composer.blocks)
        for child in element:
            if local(child) != "li.nr":
                self.element(child)
                self.composer.add(child.tail or "")
        depth = max(1, self._depth)
        self.composer.close("item", depth, label or "•")
        self.composer.relabel(before, "item", depth, label or "•")

    def _mark(self, element: _Element) -> None:
        self._marks += 1
        number = next((part for part in element if local(part) == "noot.nr"), None)
        label = ("".join(map(str, number.itertext())) if number is not None else "").strip() or str(self._marks)
        key = f"{self._marks}"
        self.composer.mark(key, label, lambda: self._note(key, label, element))

    def _note(self, key: str, label: str, element: _Element) -> None:
        self.composer.begin_note(label)
        for part in element:
            if local(part) not in ("noot.nr", ""):
                self.composer.add(" " + "".join(map(str, part.itertext())) + " ")
        self.composer.close_note(key, label)


def _heading_words(element: _Element) -> str:
    return " ".join(" ".join("".join(map(str, part)).split()) for part in _pieces(element)).strip()


def _pieces(element: _Element) -> list[str]:
    """Give the words of a heading, a space between its elements (number, title)."""
    pieces = [element.text or ""]
    for child in element:
        if local(child) and local(child) != "noot":
            pieces.append("".join(map(str, child.itertext())))
        pieces.append(child.tail or "")
    return [piece for piece in pieces if piece.strip()]


def _is_data(entry: _Element) -> bool:
    table = next((up for up in entry.iterancestors() if local(up) == "table"), None)
    if table is None:
        return False
    rows = [row for row in table.iterdescendants() if local(row) == "row"]
    return holds_data([["".join(map(str, cell.itertext())) for cell in row] for row in rows[:200]])
