"""Small drawings, as numbers for a template that writes SVG: bars by year, and neighbours round a middle.

Everything is laid out here, so that the drawings need neither scripts nor inline styles.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, log2, pi, sin

__all__ = ["Bar", "Bars", "Neighbour", "Spoke", "bars", "wheel"]

_HEIGHT, _WIDTH, _GAP = 180, 64, 14
_RADIUS_X, _RADIUS_Y = 225, 150


@dataclass(frozen=True, slots=True)
class Bar:
    """One year's amount."""

    label: str
    value: Decimal
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart: its size, its bars, and the lines across it."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, Decimal], ...]
    """Height and amount of each."""


def bars(amounts: Mapping[str, Decimal]) -> Bars | None:
    """Lay out amounts by year, a gap for each year without; None where there is nothing to draw."""
    known = {year: amount for year, amount in amounts.items() if year.isdigit() and amount > 0}
    if not known:
        return None
    first, last = min(map(int, known)), max(map(int, known))
    # A year far off (a commitment "until 2050") must not press the others together.
    years = range(first, last + 1) if last - first < 24 else sorted(map(int, known))
    top = _round_up(max(known.values()))
    drawn = []
    for at, year in enumerate(years):
        value = known.get(str(year), Decimal(0))
        height = round(_HEIGHT * float(value / top))
        drawn.append(Bar(str(year), value, at * (_WIDTH + _GAP) + _GAP, _HEIGHT - height, _WIDTH, height))
    lines = tuple((round(_HEIGHT * (1 - part / 2)), top * part / 2) for part in (1, 2))
    return Bars(len(drawn) * (_WIDTH + _GAP) + _GAP, _HEIGHT, tuple(drawn), lines)


def _round_up(value: Decimal) -> Decimal:
    """Give the next amount of one digit: 1, 2, 4, 5 or 10 times a power of ten."""
    power = Decimal(10) ** value.adjusted()
    return next(power * step for step in (1, 2, 4, 5, 10) if power * step >= value)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who stands with an actor in statements, and how often."""

    iri: str
    name: str
    count: int
    kinds: tuple[str, ...]
    """Local names of the kinds of statements, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """A neighbour in its place; the middle is at (0, 0)."""

    neighbour: Neighbour
    x: int
    y: int
    width: float
    """Of the line to the middle."""
    anchor: str
    """How its name is set: "start", "middle" or "end"."""
    text_x: int
    text_y: int


def wheel(neighbours: Sequence[Neighbour]) -> tuple[Spoke, ...]:
    """Set neighbours round the middle, the first at the top, names outwards so that they do not run together."""
    spokes = []
    for at, each in enumerate(neighbours):
        angle = 2 * pi * at / len(neighbours) - pi / 2
        x, y = round(_RADIUS_X * cos(angle)), round(_RADIUS_Y * sin(angle))
        upright = abs(x) < _RADIUS_X / 5
        anchor = "middle" if upright else "start" if x > 0 else "end"
        text_x = x if upright else x + (12 if x > 0 else -12)
        text_y = y + (-14 if y < 0 else 24) if upright else y + 5
        spokes.append(Spoke(each, x, y, round(1.2 + log2(each.count), 1), anchor, text_x, text_y))
    return tuple(spokes)
