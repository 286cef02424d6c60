"""One page of a PDF as lines in reading order: its columns, its side column, its raised numbers.

Lengths are points; `top` counts down from the page's upper edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from graph_builder.read.pdf_rules import Grid
from graph_builder.read.pdf_text import Word

_RAISED = 0.82
"""A number set smaller than this share of its line's size is raised: the mark of a note."""
_COLUMN_GAP = 9.0
_CELL_GAP = 2.4
"""A gap wider than this many times the font's size parts two cells of a line."""
_SIDE_SHARE = 0.3
_TABLE_CELLS = 3


@dataclass(slots=True)
class Line:
    """The words that stand on one height in one column, from left to right."""

    words: list[Word]
    page: int
    column: int = 0
    size: float = 0.0
    marks: set[int] = field(default_factory=set)
    """The places of the words that are raised numbers."""
    cell: bool = False
    """Whether it is one cell of a row of a table, or a line of a cell."""
    box: int | None = None
    """Which cell of the page's ruled tables it is a line of, counted over the page; None outside of them."""

    def measure(self) -> Line:
        """Settle the line's size and its raised numbers, once it has all its words."""
        self.words.sort(key=lambda word: word.x0)
        widths: Counter[float] = Counter()
        for word in self.words:
            widths[round(word.size, 1)] += len(word.text)
        self.size = max(widths, key=lambda size: (widths[size], size))
        largest = max(word.size for word in self.words)
        self.marks = {
            place
            for place, word in enumerate(self.words)
            if word.text.strip("[]()").isdecimal() and word.size < _RAISED * largest and len(word.text) <= 5
        }
        return self

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """Its upper edge, raised numbers aside."""
        return max(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    def first_word(self) -> list[Word]:
        """Give the parts of its first word."""
        parts = self.words[:1]
        for before, word in pairwise(self.words):
            if _apart(before, word):
                break
            parts.append(word)
        return parts

    @property
    def text(self) -> str:
        """Its words; a part that touches the one before it is not set apart from it."""
        return "".join(piece for piece, _ in self.pieces())

    def pieces(self) -> Iterable[tuple[str, bool]]:
        """Give the words with the space before each, and whether each is a raised number."""
        last: Word | None = None
        for place, word in enumerate(self.words):
            apart = last is not None and _apart(last, word)
            yield (" " if apart else "") + word.text, place in self.marks
            last = word


def _apart(before: Word, word: Word) -> bool:
    return word.spaced or word.x0 - before.x1 > 0.12 * min(word.size, before.size)


def lines_of_page(
    parts: list[Word], page: int, width: float, side_from: float | None = None, tables: Sequence[Grid] = ()
) -> tuple[list[Line], list[Line]]:
    """Give the lines of a page in reading order, and those of the side column that a letterhead has.

    Args:
        parts: The page's words.
        page: The page's place, from 0.
        width: The page's width in points.
        side_from: Where the side column began on an earlier page.
        tables: The page's ruled tables: the lines of a cell stand together, the cells row by row.
    """
    free = parts
    ruled: list[tuple[Grid, list[Line]]] = []
    for table in tables:
        inside = [part for part in free if table.holds(part)]
        if len(cells := table.cells(inside)) >= _TABLE_CELLS:
            free = [part for part in free if not table.holds(part)]
            first = sum(len(lines) for _, lines in ruled)
            ruled.append((table, _cell_lines(cells, page, first)))
    lines, beside = _free_lines(free, page, width, side_from) if free else ([], [])
    for table, own in ruled:
        lines = _with_table(lines, table, own)
    return lines, beside


def _cell_lines(cells: list[list[Word]], page: int, first: int) -> list[Line]:
    """Give the lines of each cell, one cell after the other."""
    found = []
    for place, cell in enumerate(cells, first):
        for row in _rows(cell):
            found.append(Line(row, page, cell=True, box=place).measure())
    return found


def _with_table(lines: list[Line], table: Grid, own: list[Line]) -> list[Line]:
    """Put a table's lines where it stands: before the first line below its top in the column that it stands in."""
    right = [line.x0 for line in lines if line.column == 1]
    column = 1 if right and table.xs[0] >= min(right) - _COLUMN_GAP else 0
    for line in own:
        line.column = column
    here = (place for place, line in enumerate(lines) if line.column == column and line.bottom > table.ys[0] + 1)
    after = (place for place, line in enumerate(lines) if line.column > column)
    place = next(here, next(after, len(lines)))
    return [*lines[:place], *own, *lines[place:]]


def _free_lines(parts: list[Word], page: int, width: float, side_from: float | None) -> tuple[list[Line], list[Line]]:
    """Give the lines of the words that no ruled table holds, and those of the side column."""
    letters = sum(len(part.text) for part in parts)
    if side_from is not None:
        beside = [part for part in parts if part.x0 >= side_from - 3]
        if sum(len(part.text) for part in beside) < _SIDE_SHARE * letters:
            return _lines([part for part in parts if part.x0 < side_from - 3], page, 0), _lines(beside, page, 1)
    gutter = _gutter(parts, width)
    if gutter is None:
        return _lines(parts, page, 0), []
    left = [part for part in parts if part.x1 <= gutter + 1]
    right = [part for part in parts if part.x0 >= gutter - 1]
    across = [part for part in parts if part.x1 > gutter + 1 and part.x0 < gutter - 1]
    if sum(len(part.text) for part in right) < _SIDE_SHARE * letters:
        return _lines([*left, *across], page, 0), _lines(right, page, 1)
    return [*_lines([*left, *across], page, 0), *_lines(right, page, 1)], []


def _lines(words: list[Word], page: int, column: int) -> list[Line]:
    """Group words that stand on one height; cells far apart become lines of their own."""
    lines: list[Line] = []
    for row in _rows(words):
        cells = _cells(row)
        lines.extend(Line(cell, page, column, cell=len(cells) >= _TABLE_CELLS).measure() for cell in cells)
    return lines


def _rows(words: list[Word]) -> list[list[Word]]:
    """Group words that stand on one height, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.middle, word.x0)):
        row = next((row for row in reversed(rows[-3:]) if _on_one_height(row, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda row: max(word.bottom for word in row if not _is_small(word, row)))
    return _with_labels(rows)


def _with_labels(rows: list[list[Word]]) -> list[list[Word]]:
    """Put a raised number that stands above its line, the label of a note, back into that line."""
    joined: list[list[Word]] = []
    for row in rows:
        before = joined[-1] if joined else []
        lone = len(before) == 1 and before[0].text.isdecimal() and before[0].size < _RAISED * max(w.size for w in row)
        if lone and before[0].x1 <= min(word.x0 for word in row) + 1 and before[0].bottom > min(w.top for w in row) - 2:
            joined[-1] = [*before, *row]
        else:
            joined.append(row)
    return joined


def _on_one_height(row: list[Word], word: Word) -> bool:
    top, bottom = min(other.top for other in row), max(other.bottom for other in row)
    shared = min(bottom, word.bottom) - max(top, word.top)
    return shared > 0.5 * min(bottom - top, word.bottom - word.top)


def _is_small(word: Word, row: list[Word]) -> bool:
    return word.size < _RAISED * max(other.size for other in row)


def _cells(row: list[Word]) -> list[list[Word]]:
    row.sort(key=lambda word: word.x0)
    cells = [[row[0]]]
    for word in row[1:]:
        if word.x0 - cells[-1][-1].x1 > _CELL_GAP * max(word.size, cells[-1][-1].size):
            cells.append([])
        cells[-1].append(word)
    return cells


def _gutter(words: list[Word], width: float) -> float | None:
    """Find the empty strip between two columns: the middle of the widest one that hardly any word crosses."""
    if len(words) < 30:
        return None
    crossed = [0] * (int(width) + 2)
    for word in words:
        for x in range(max(0, int(word.x0)), min(len(crossed), int(word.x1) + 1)):
            crossed[x] += 1
    first, last = int(min(word.x0 for word in words)), int(max(word.x1 for word in words))
    most = max(1, len(words) // 200)
    best, start = (0.0, 0.0), None
    for x in range(int(first + 0.25 * (last - first)), int(first + 0.9 * (last - first))):
        if x < len(crossed) and crossed[x] <= most:
            start = x if start is None else start
            best = max(best, (x - start + 1.0, start + (x - start) / 2))
        else:
            start = None
    return best[1] if best[0] >= _COLUMN_GAP and _has_two_columns(words, best[1]) else None


def _has_two_columns(words: list[Word], gutter: float) -> bool:
    """Tell a gutter from the white behind short lines: both sides have lines of their own at several heights."""
    left = {round(word.bottom) for word in words if word.x1 <= gutter + 1}
    right = {round(word.bottom) for word in words if word.x0 >= gutter - 1}
    return len(left) >= 3 and len(right) >= 3
