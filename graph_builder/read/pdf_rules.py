"""The ruled tables of a PDF's page: its drawn lines as a grid, and the words of each cell.

Lengths are points; heights count down from the page's upper edge. A grid needs two columns and two rows: a frame around
a text, or a line under a heading, is no table. Where a line between two fields is missing, they are one cell.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

if TYPE_CHECKING:
    from graph_builder.read.pdf_text import Word

_TOUCH = 4.0
"""How far apart lines may end and still meet."""
_SHORTEST = 5.0
_FEWEST_UPRIGHT = 3
_FEWEST_LEVEL = 3
_MOST_OBJECTS = 4_000
_MOST_SEGMENTS = 12_000


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along one axis: where it stands on the other axis, and from where to where it runs."""

    at: float
    start: float
    end: float
    upright: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its upright and its level lines, and the lines themselves."""

    xs: Sequence[float]
    ys: Sequence[float]
    rules: Sequence[Rule]

    def holds(self, word: Word) -> bool:
        """Tell whether a word stands inside the table."""
        x, y = (word.x0 + word.x1) / 2, word.middle
        return self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]

    def cells(self, words: Sequence[Word]) -> list[list[Word]]:
        """Part the words that stand inside by cell, row by row."""
        columns = len(self.xs) - 1
        owner = self._joined(columns)
        found: dict[int, list[Word]] = {}
        for word in words:
            column = min(max(bisect_right(self.xs, (word.x0 + word.x1) / 2) - 1, 0), columns - 1)
            row = min(max(bisect_right(self.ys, word.middle) - 1, 0), len(self.ys) - 2)
            found.setdefault(owner[row * columns + column], []).append(word)
        return [found[cell] for cell in sorted(found)]

    def _joined(self, columns: int) -> list[int]:
        """Give for each field of the grid the first field of its cell."""
        rows = len(self.ys) - 1
        owner = list(range(rows * columns))
        for row in range(rows):
            for column in range(columns):
                field = row * columns + column
                y, x = (self.ys[row] + self.ys[row + 1]) / 2, (self.xs[column] + self.xs[column + 1]) / 2
                if column and not self._parts(self.xs[column], y, upright=True):
                    _join(owner, field - 1, field)
                if row and not self._parts(self.ys[row], x, upright=False):
                    _join(owner, field - columns, field)
        return [_first(owner, field) for field in range(len(owner))]

    def _parts(self, at: float, where: float, *, upright: bool) -> bool:
        """Tell whether a line runs at a place between two fields."""
        return any(
            rule.upright == upright and abs(rule.at - at) <= _TOUCH and rule.start <= where <= rule.end
            for rule in self.rules
        )


def _first(owner: list[int], field: int) -> int:
    while owner[field] != field:
        field = owner[field]
    return field


def _join(owner: list[int], first: int, second: int) -> None:
    ends = sorted((_first(owner, first), _first(owner, second)))
    owner[ends[1]] = ends[0]


def grids(page: pypdfium2.PdfPage, height: float) -> list[Grid]:
    """Find the ruled tables of a page, from top to bottom."""
    rules = list(_rules(page, height))
    found = []
    for group in _touching(rules):
        xs = _places(rule.at for rule in group if rule.upright)
        ys = _places(rule.at for rule in group if not rule.upright)
        if len(xs) >= _FEWEST_UPRIGHT and len(ys) >= _FEWEST_LEVEL:
            found.append(Grid(xs, ys, group))
    return sorted(found, key=lambda grid: grid.ys[0])


def _places(found: Iterator[float]) -> list[float]:
    """Take lines that stand as good as on one place together."""
    places: list[float] = []
    for at in sorted(found):
        if not places or at - places[-1] > _TOUCH:
            places.append(at)
    return places


def _touching(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Part lines into groups that hang together: an upright one and a level one that meet."""
    owner = list(range(len(rules)))
    upright = [place for place, rule in enumerate(rules) if rule.upright]
    level = [place for place, rule in enumerate(rules) if not rule.upright]
    if len(upright) < _FEWEST_UPRIGHT or len(upright) * len(level) > _MOST_SEGMENTS * 20:
        return
    for one in upright:
        for other in level:
            if _meet(rules[one], rules[other]):
                _join(owner, one, other)
    groups: dict[int, list[Rule]] = {}
    for place, rule in enumerate(rules):
        groups.setdefault(_first(owner, place), []).append(rule)
    yield from groups.values()


def _meet(upright: Rule, level: Rule) -> bool:
    return (
        level.start - _TOUCH <= upright.at <= level.end + _TOUCH
        and upright.start - _TOUCH <= level.at <= upright.end + _TOUCH
    )


def _rules(page: pypdfium2.PdfPage, height: float) -> Iterator[Rule]:
    """Give the straight lines that a page draws, and the edges of its boxes; none where it draws a picture of lines."""
    count = raw.FPDFPage_CountObjects(page)
    left = _MOST_SEGMENTS
    for place in range(count if count <= _MOST_OBJECTS else 0):
        item = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        left -= max(0, raw.FPDFPath_CountSegments(item))
        if left < 0:
            return
        for (x0, y0), (x1, y1) in _strokes(item):
            if abs(x1 - x0) < 1 and abs(y1 - y0) >= _SHORTEST:
                yield Rule((x0 + x1) / 2, height - max(y0, y1), height - min(y0, y1), upright=True)
            elif abs(y1 - y0) < 1 and abs(x1 - x0) >= _SHORTEST:
                yield Rule(height - (y0 + y1) / 2, min(x0, x1), max(x0, x1), upright=False)


_Point = tuple[float, float]


def _strokes(item: raw.FPDF_PAGEOBJECT) -> Iterator[tuple[_Point, _Point]]:
    """Give the straight strokes of a path, in the page's own coordinates."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[_Point, bool]] = []
    start: _Point = (0.0, 0.0)
    for place in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, place)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        start = point if kind == raw.FPDF_SEGMENT_MOVETO else start
        points.append((point, kind == raw.FPDF_SEGMENT_LINETO))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append((start, True))
    for (before, _), (point, drawn) in pairwise(points):
        if drawn:
            yield before, point
