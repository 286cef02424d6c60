"""HTML to Draft, as officielebekendmakingen.nl and ministries publish papers.

Navigation, page headers and footers are left out; the metadata of official publications is read from `<meta>`. A note
is what a numbered link points to further on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graph_builder.read.draft import Composer, Draft
from graph_builder.read.owms import metadata_of_pairs
from graph_builder.read.parse import local, parse_html
from graph_builder.read.tables import holds_data
from graph_builder.read.tags import tags

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = tags("html", "dropped")
_DROPPED_IDS = {"kopregel", "voetregel", "inhoudsopgave", "navigatie", "menu", "cookie", "sidebar", "breadcrumb"}
_DROPPED_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary"}
_BLOCKS = tags("html", "blocks")
_MAIN = ("broodtekst", "main-content", "content")
_MARK = re.compile(r"\[?\(?(\d{1,3}|[*†‡]|[ivx]{1,5})\)?\]?$")


def read_html(data: bytes, name: str) -> Draft:
    """Read a page of HTML.

    Raises:
        ReadError: There is no element in it.
    """
    root = parse_html(data, name)
    pairs = [
        (str(meta.get("name") or ""), str(meta.get("content") or ""))
        for meta in root.iter("meta")
        if meta.get("name") and meta.get("content")
    ]
    reader = _Reader(root)
    reader.children(_content(root))
    return reader.composer.draft(metadata_of_pairs(pairs))


def _content(root: _Element) -> _Element:
    """Give the element that holds the paper: the official site's, else the page's main part, else its body."""
    for key in _MAIN:
        for element in root.iter():
            if element.get("id") == key:
                return element
    for tag in ("main", "article", "body"):
        found = next(iter(root.iter(tag)), None)
        if found is not None:
            return found
    return root


class _Reader:
    """Walks a page and writes it out."""

    def __init__(self, root: _Element) -> None:
        self.composer = Composer("html")
        self._notes = _notes_of(root)
        self._bodies = {body: (target, label) for target, (label, body) in self._notes.items()}
        self._done: set[str] = set()
        self._list: list[int | None] = []

    def children(self, element: _Element) -> None:
        if element.text:
            self.composer.add(element.text)
        for child in element:
            self._element(child)
            if child.tail:
                self.composer.add(child.tail)

    def _element(self, element: _Element) -> None:
        name = local(element)
        if not name or _is_dropped(element) or element in self._bodies:
            return
        target = (element.get("href") or "").lstrip("#") if name == "a" else ""
        if target in self._notes and _MARK.match(_words(element)):
            self._mark(target)
        elif name == "br":
            self.composer.line_break()
        elif name in _BLOCKS:
            self._block(element, name)
        else:
            self.children(element)

    def _block(self, element: _Element, name: str) -> None:
        self.composer.close("paragraph")
        if name in ("ul", "ol"):
            self._list.append(_start(element) if name == "ol" else None)
            self.children(element)
            self._list.pop()
        elif name == "li":
            self._item(element)
        elif name in ("td", "th"):
            self.children(element)
            self.composer.close("cell" if _is_data(element) else "paragraph")
        elif re.fullmatch(r"h[1-6]", name) and not _is_title(element):
            self.children(element)
            self.composer.close("heading", int(name[1]))
        else:
            self.children(element)
        self.composer.close("paragraph")

    def _item(self, element: _Element) -> None:
        """Write a list item: its first words are the item, what it holds besides are blocks of their own."""
        label = "•"
        if self._list and self._list[-1] is not None:
            label = str(element.get("value") or self._list[-1])
            self._list[-1] += 1
        depth = max(1, len(self._list))
        before = len(self.composer.blocks)
        self.children(element)
        self.composer.close("item", depth, label)
        self.composer.relabel(before, "item", depth, label)

    def _mark(self, target: str) -> None:
        label, body = self._notes[target]
        if target in self._done:
            self.composer.mark(target, label)
            return
        self._done.add(target)
        self.composer.mark(target, label, lambda: self._note(target, label, body))

    def _note(self, target: str, label: str, body: _Element) -> None:
        self.composer.begin_note(label)
        self.composer.add(_note_words(body))
        self.composer.close_note(target, label)


def _notes_of(root: _Element) -> dict[str, tuple[str, _Element]]:
    """Find the notes: by target, the label of the link and the element that holds the note's words."""
    anchors: dict[str, tuple[int, _Element]] = {}
    links: list[tuple[int, str, str]] = []
    for place, element in enumerate(root.iter()):
        if not local(element):
            continue
        for key in (element.get("id"), element.get("name") if local(element) == "a" else None):
            if key:
                anchors.setdefault(key, (place, element))
        href = element.get("href") or ""
        if local(element) == "a" and href.startswith("#") and (found := _MARK.match(_words(element))):
            links.append((place, href[1:], found[1]))
    notes: dict[str, tuple[str, _Element]] = {}
    for place, target, label in links:
        at, anchor = anchors.get(target, (-1, None))
        if anchor is not None and at > place and target not in notes:
            notes[target] = (label, _body_of(anchor))
    return notes


def _body_of(anchor: _Element) -> _Element:
    """Give the block that an anchor of a note stands in."""
    element = anchor
    while local(element) not in ("div", "p", "li", "dd", "td", "aside", "section"):
        parent = element.getparent()
        if parent is None or local(parent) in ("body", "html"):
            break
        element = parent
    return element


def _note_words(body: _Element) -> str:
    """Give a note's words without its label and without the link back or the button that closes it."""
    words = " ".join(" ".join(_texts(body)).split())
    return re.sub(r"^(?:\[?\d{1,3}\]?[.)]?|[*†‡↑^])\s*|\s*[↩↑]\ufe0e?$", "", words)


def _texts(element: _Element) -> list[str]:
    if "note-close" in (element.get("class") or "") or local(element) in _DROPPED or not local(element):
        return []
    texts = [element.text or ""]
    for child in element:
        texts.extend(_texts(child))
        texts.append(child.tail or "")
    return ["".join(texts) + (" " if local(element) in _BLOCKS else "")]


def _words(element: _Element) -> str:
    return "".join(map(str, element.itertext())).strip() if len(element) < 5 else ""


def _is_dropped(element: _Element) -> bool:
    return (
        local(element) in _DROPPED
        or (element.get("id") or "").lower() in _DROPPED_IDS
        or (element.get("role") or "") in _DROPPED_ROLES
        or element.get("hidden") is not None
        or "display:none" in (element.get("style") or "").replace(" ", "")
    )


def _is_title(element: _Element) -> bool:
    """Tell the headings of the official site that are the title block: dossier, number, questions."""
    return bool(re.search(r"dossiertitel|stuktitel|kamervraagomschrijving", element.get("class") or ""))


def _is_data(cell: _Element) -> bool:
    table = next(iter(cell.iterancestors("table")), None)
    if table is None or next(iter(table.iterdescendants("table")), None) is not None:
        return False
    rows = list(table.iterdescendants("tr"))
    return holds_data([["".join(map(str, part.itertext())) for part in row] for row in rows[:200]])


def _start(element: _Element) -> int:
    start = element.get("start") or "1"
    return int(start) if start.isdecimal() else 1
