"""Bars for an answer that holds numbers, so that sizes are seen without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

__all__ = ["Bar", "bars_of"]

MOST_BARS = 25

_NUMBERS = ("integer", "decimal", "double", "float")
_NO_SIZES = ("begin", "end", "first", "track", "firstTrack", "order")
"""Columns whose numbers are places in a text or a list."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    label: str
    value: Decimal
    share: Decimal
    """Its length, as a share of the longest."""


def bars_of(columns: Sequence[str], rows: Sequence[Mapping[str, Mapping[str, str]]]) -> list[Bar]:
    """Make bars of an answer's first column of sizes, named by its first column of words, one a statement.

    Args:
        columns: The variables, in order.
        rows: Solutions as the SPARQL 1.1 JSON format has them.

    Returns:
        The longest first; none where there is no such column, or fewer than two sizes.
    """
    value = next(
        (name for name in columns if name not in _NO_SIZES and any(_number(row.get(name)) for row in rows)), None
    )
    label = next((name for name in columns if any(_worded(row.get(name)) for row in rows)), None)
    if value is None or label is None:
        return []
    sizes = [
        (row[label]["value"], _number(row.get(value)), row.get("statement", {"value": str(at)})["value"])
        for at, row in enumerate(rows)
        if label in row
    ]
    # One amount over three channels is three rows, and one bar.
    told = dict.fromkeys((name, size, statement) for name, size, statement in sizes if size is not None and size > 0)
    known = sorted(((name, size) for name, size, _ in told), key=lambda each: -each[1])
    if len(known) < 2:
        return []
    return [Bar(name, size, size / known[0][1]) for name, size in known[:MOST_BARS]]


def _number(term: Mapping[str, str] | None) -> Decimal | None:
    if term is None or not term.get("datatype", "").endswith(_NUMBERS):
        return None
    try:
        return Decimal(term["value"])
    except InvalidOperation:
        return None


def _worded(term: Mapping[str, str] | None) -> bool:
    return term is not None and term["type"] != "uri" and "datatype" not in term
