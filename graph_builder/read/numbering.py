"""The styles and list numbers of WordprocessingML: which level a heading has, which label a list item bears."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph_builder.read.parse import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST_STYLE = 20
_HEADING = re.compile(r"(?:heading|kop) (\d)")
_PLACEHOLDER = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style says of its structure."""

    name: str = ""
    outline: int = 0
    """The level of a heading, from 1; 0 for what is none."""
    list_number: str | None = None
    list_depth: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, and how it writes the count."""

    format: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, number: str, depth: int) -> str:
        """Count one item of list `number` at `depth` (from 0) and give its label, as in "1", "2.1", "a", "•"."""
        abstract = self.lists.get(number, number)
        level = self.levels.get(abstract, {}).get(depth, Level(text=f"%{depth + 1}."))
        if level.format == "bullet":
            return "•"
        if level.format == "none":
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        written = _PLACEHOLDER.sub(lambda found: self._written(abstract, int(found[1]) - 1), level.text)
        return written.strip(" .():")

    def _written(self, abstract: str, depth: int) -> str:
        level = self.levels.get(abstract, {}).get(depth, Level())
        return counted(self._counts[abstract].get(depth, level.start), level.format)


def counted(count: int, number_format: str) -> str:
    """Write a count: "3", "c", "iii"."""
    if number_format in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if number_format == "lowerLetter" else letters.upper()
    if number_format in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman.lower() if number_format == "lowerRoman" else roman
    return str(count)


def read_styles(part: _Element | None) -> dict[str, Style]:
    """Read `styles.xml`: each style by its identifier, with what it inherits."""
    if part is None:
        return {}
    own: dict[str, tuple[Style, str | None]] = {}
    for element in part:
        if local(element) == "style" and attribute(element, "type") == "paragraph":
            own[attribute(element, "styleId") or ""] = _style(element)
    return {key: _inherited(key, own) for key in own}


def read_numbering(part: _Element | None) -> Numbering:
    """Read `numbering.xml`."""
    numbering = Numbering()
    for element in part if part is not None else ():
        if local(element) == "abstractNum":
            levels = {_int(attribute(child, "ilvl")): _level(child) for child in element if local(child) == "lvl"}
            numbering.levels[attribute(element, "abstractNumId") or ""] = levels
        elif local(element) == "num":
            target = next((attribute(child, "val") for child in element if local(child) == "abstractNumId"), None)
            numbering.lists[attribute(element, "numId") or ""] = target or ""
    return numbering


def _style(element: _Element) -> tuple[Style, str | None]:
    values = {local(child): attribute(child, "val") for child in element.iter() if attribute(child, "val") is not None}
    name = (values.get("name") or "").lower()
    heading = _HEADING.match(name)
    outline = int(heading[1]) if heading else 1 if name in ("title", "titel") else 0
    if outline == 0 and (values.get("outlineLvl") or "").isdecimal():
        outline = (int(values["outlineLvl"] or 0) + 1) % 10
    return Style(name, outline, values.get("numId"), _int(values.get("ilvl"))), values.get("basedOn")


def _inherited(key: str, own: dict[str, tuple[Style, str | None]]) -> Style:
    style, parent = own[key]
    for _ in range(_DEEPEST_STYLE):
        if parent not in own:
            break
        above, parent = own[parent]
        style = replace(
            style,
            outline=style.outline or above.outline,
            list_number=style.list_number if style.list_number is not None else above.list_number,
            list_depth=style.list_depth or above.list_depth,
        )
    return style


def _level(element: _Element) -> Level:
    values = {local(child): attribute(child, "val") for child in element}
    start = values.get("start") or "1"
    return Level(values.get("numFmt") or "decimal", values.get("lvlText") or "", int(start) if start.isdecimal() else 1)


def _int(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def _roman(count: int) -> str:
    written = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while count >= value and len(written) < 20:
            written += letters
            count -= value
    return written
