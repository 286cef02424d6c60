"""Tables that hold data, and tables that only lay out a page: a letter set in a table is prose."""

from __future__ import annotations

_MOST_CELL_WORDS = 60


def holds_data(rows: list[list[str]]) -> bool:
    """Tell whether a table's cells are data: several rows of several filled cells, none of them a long text."""
    filled = [[cell for cell in row if cell.strip()] for row in rows]
    several = sum(len(row) >= 2 for row in filled)
    longest = max((len(cell.split()) for row in filled for cell in row), default=0)
    return several >= 2 and 2 * several > len([row for row in filled if row]) and longest <= _MOST_CELL_WORDS
