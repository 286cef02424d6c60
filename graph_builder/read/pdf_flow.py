"""The lines of a PDF's pages as running text: no page furniture, notes apart, paragraphs whole, words unbroken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from graph_builder.read import forms
from graph_builder.read.lines import MARKER, opens_item, role_goes_on, stands_alone
from graph_builder.read.pdf_page import Line

_EDGE_HEIGHTS = 3
_LONGEST_FURNITURE = 12
_PAGE_NUMBER = re.compile(r"[-–]?\s*\d{1,4}\s*[-–]?")
_NOTE_SIZE = 0.93
"""A note is set smaller than this share of the body's size."""
_NOTE_LABEL = re.compile(r"(?P<label>\d{1,3})\s+(?=\S)")
_STOPS = re.compile(r"[.?!:;][»”’\"')\]]*\d{0,3}$")
_PARAGRAPH_GAP = 1.3
_CELL_PITCH = 1.7
"""How far apart the lines of one paragraph in a cell may stand, in sizes of its letters."""
_INDENT = 5.0
_LONGER_THAN_HEADING = 30
"""A line as long as this that ends no sentence at the foot of a page goes on at the top of the next one."""


@dataclass(slots=True)
class Note:
    """A note at the foot of a page, with its lines."""

    label: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """The running text of all pages."""

    paragraphs: list[list[Line]]
    notes: list[Note]
    furniture: list[str]
    """What the pages bear besides their text, in order."""


def flow(pages: list[list[Line]]) -> Flow:
    """Take the furniture and the notes out of the pages' lines, and join what is left to paragraphs."""
    furniture = _furniture(pages)
    body_size = _body_size(pages)
    notes: list[Note] = []
    body: list[Line] = []
    for page in pages:
        lines = [line for line in page if id(line) not in furniture]
        for column in sorted({line.column for line in lines}):
            prose, foot = _foot([line for line in lines if line.column == column], body_size)
            body.extend(prose)
            _add_notes(notes, foot)
    left_out = [line.text.strip() for page in pages for line in page if id(line) in furniture]
    return Flow(_paragraphs(body), notes, left_out)


def _furniture(pages: list[list[Line]]) -> set[int]:
    """Find what pages bear besides their text: set forms anywhere, and what returns at the edges of pages."""
    found = {id(line) for page in pages for line in page if forms.FURNITURE.match(line.text.strip())}
    edges = [_edge_lines(page) for page in pages]
    seen = Counter(key for lines in edges for key in {_furniture_key(line) for line in lines})
    least = max(2, len(pages) // 3)
    for line in (line for lines in edges for line in lines):
        returns = seen[_furniture_key(line)] >= least and len(line.words) <= _LONGEST_FURNITURE
        returns = returns and not (forms.QUESTION.match(line.text) or forms.ANSWER.match(line.text))
        if returns or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text.strip())):
            found.add(id(line))
    return found


def _edge_lines(page: list[Line]) -> list[Line]:
    """Give the lines, of every column, at the first and last heights of a page."""
    heights = sorted({round(line.bottom / 2) for line in page})
    edge = {*heights[:_EDGE_HEIGHTS], *heights[-_EDGE_HEIGHTS:]}
    return [line for line in page if round(line.bottom / 2) in edge]


def _furniture_key(line: Line) -> tuple[str, int]:
    """Give what makes a line the same on every page: its words but for numbers, and its height."""
    return re.sub(r"\d+", "#", line.text.strip()), round(line.bottom / 3)


def _body_size(pages: list[list[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _foot(lines: list[Line], body_size: float) -> tuple[list[Line], list[Line]]:
    """Part a column's lines from the notes at its foot: smaller lines of which the first ones bear a number."""
    start = len(lines)
    while start and lines[start - 1].size < _NOTE_SIZE * body_size and lines[start - 1].box is None:
        start -= 1
    foot = lines[start:]
    if not any(_label(line) for line in foot):
        return lines, []
    return lines[:start], foot


def _label(line: Line) -> str | None:
    """Give the number that opens a note."""
    if 0 in line.marks:
        return line.words[0].text.strip("[]()")
    found = _NOTE_LABEL.match(line.text)
    return found["label"] if found else None


def _add_notes(notes: list[Note], foot: list[Line]) -> None:
    """Add the lines of a foot to the notes; those before its first number go on the last note of the page before."""
    for line in foot:
        label = _label(line)
        expected = str(int(notes[-1].label) + 1) if notes else label
        if label and (label == expected or 0 in line.marks):
            notes.append(Note(label, [line]))
        elif notes:
            notes[-1].lines.append(line)


def _paragraphs(lines: list[Line]) -> list[list[Line]]:
    pitch = _pitch(lines)
    margins = _margins(lines)
    joined: list[list[Line]] = []
    for line in lines:
        if joined and _continues(joined[-1], line, pitch, margins):
            joined[-1].append(line)
        else:
            joined.append([line])
    return joined


def _pitch(lines: list[Line]) -> float:
    """Give the usual distance from a line to the next one."""
    gaps = [
        round(after.bottom - before.bottom, 1)
        for before, after in pairwise(lines)
        if before.page == after.page and before.column == after.column and 0 < after.bottom - before.bottom < 40
    ]
    return Counter(gaps).most_common(1)[0][0] if gaps else 12.0


def _margins(lines: list[Line]) -> dict[tuple[int, int], float]:
    """Give the right margin of each column of each page, or of the whole where a page has few lines."""
    ends: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        ends.setdefault((line.page, line.column), []).append(line.x1)
    by_column: dict[int, float] = {}
    for (_, column), values in ends.items():
        by_column[column] = max(by_column.get(column, 0.0), _high(values))
    return {key: _high(values) if len(values) > 8 else by_column[key[1]] for key, values in ends.items()}


def _high(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _continues(paragraph: list[Line], line: Line, pitch: float, margins: dict[tuple[int, int], float]) -> bool:
    last = paragraph[-1]
    words, following = last.text.strip(), line.text.strip()
    if last.box is not None or line.box is not None:
        same = last.page == line.page and last.box == line.box
        near = 0 < line.bottom - last.bottom <= _CELL_PITCH * line.size
        return same and near and not opens_item(words, following, notes=False)
    if role_goes_on(words, following):
        return last.page == line.page
    if stands_alone(words, following) or abs(last.size - line.size) > 0.8 or last.bold != line.bold:
        return _is_inside(words, following, last, line)
    if line.cell or last.cell or opens_item(words, following, notes=False):
        return False
    if last.page == line.page and last.column == line.column:
        if not 0 < line.bottom - last.bottom <= _PARAGRAPH_GAP * pitch:
            return False
        shifted = abs(line.x0 - last.x0) > _INDENT and not _hangs(paragraph, line)
    else:
        shifted = bool(_STOPS.search(words))
        if not shifted and len(words) > _LONGER_THAN_HEADING:
            return True
    goes_on = following[0].islower() and not _STOPS.search(words)
    return goes_on or (not shifted and _is_full(last, line, margins[last.page, last.column]))


def _is_inside(words: str, following: str, last: Line, line: Line) -> bool:
    """Tell whether a line in another face is still part of a sentence: a title in bold, a name in small capitals."""
    same_place = last.page == line.page and last.column == line.column
    near = 0 < line.bottom - last.bottom < 1.6 * last.size
    return (
        same_place
        and near
        and following[0].islower()
        and not _STOPS.search(words)
        and not stands_alone(words, following)
        and abs(last.size - line.size) <= 0.8
    )


def _hangs(paragraph: list[Line], line: Line) -> bool:
    """Tell whether a line is the indented rest of an item, or stands left of a paragraph's indented first line."""
    if MARKER.match(paragraph[0].text.strip()):
        return line.x0 > paragraph[0].x0
    return len(paragraph) == 1 and line.x0 < paragraph[0].x0


def _is_full(last: Line, line: Line, margin: float) -> bool:
    """Tell whether the next line's first word would not have fitted on the last one."""
    first = line.first_word()
    return last.x1 + 0.25 * last.size + first[-1].x1 - first[0].x0 > margin - 1.0


def unbroken(paragraph: list[Line], vocabulary: Vocabulary) -> Iterator[tuple[Line, list[tuple[str, bool]]]]:
    """Give the pieces of a paragraph's lines with broken words joined; each line's pieces begin with its space."""
    for place, line in enumerate(paragraph):
        pieces = list(line.pieces())
        pieces[0] = (" " + pieces[0][0], pieces[0][1]) if place else pieces[0]
        before = paragraph[place - 1].text if place else ""
        if place and before.endswith("-") and vocabulary.joins(before, line.text):
            pieces[0] = (pieces[0][0].lstrip(), pieces[0][1])
        if place + 1 < len(paragraph) and line.text.endswith("-"):
            following = paragraph[place + 1].text
            if vocabulary.joins(line.text, following) and not vocabulary.keeps_hyphen(line.text, following):
                pieces[-1] = (pieces[-1][0][:-1], pieces[-1][1])
        yield line, pieces


class Vocabulary:
    """The words of a document, which tell whether a hyphen at a line's end belongs to its word."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: set[str] = set()
        self._prefixes: set[str] = set()
        for line in lines:
            for word in line.text.split()[:-1]:
                bare = word.strip(".,;:?!()«»“”‘’'\"[]").lower()
                self._words.add(bare)
                if "-" in bare[1:-1]:
                    self._prefixes.add(bare.partition("-")[0])

    def joins(self, before: str, following: str) -> bool:
        """Tell whether the last word of a line goes on in the next one ("milieu- en" does not)."""
        return len(before) > 1 and before[-2].isalnum() and not re.match(r"\s*(?:en|of|tot|en/of|als)\b", following)

    def keeps_hyphen(self, before: str, following: str) -> bool:
        """Tell whether the hyphen is the word's own: "EU-lidstaten", "non-proliferatie"."""
        head = re.split(r"[\s(«“‘/]", before[:-1])[-1]
        tail = re.split(r"[\s.,;:?!)»”’]", following.strip(), maxsplit=1)[0]
        if not tail or not tail[0].islower() or not head or head[-1].isupper() or head[-1].isdigit():
            return True
        if (head + tail).lower() in self._words:
            return False
        return f"{head}-{tail}".lower() in self._words or head.lower() in self._prefixes
