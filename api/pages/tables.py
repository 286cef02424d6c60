"""Tables that people sort, filter, page through and take along: by GET parameters alone, so each view has an address.

`sort=date` sorts upwards, `sort=-date` downwards; every other parameter that a table knows filters it.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.responses import Response

Row = TypeVar("Row")

PAGE = 50
"""Rows on a page."""
_MOST_VIEWS = 32
"""Views of a table that are kept."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column that a table can be sorted by."""

    name: str
    """What `sort=` calls it."""
    key: Callable[[Row], object]
    """What it is sorted by; None comes last, whichever way."""


@dataclass(frozen=True, slots=True)
class Filter(Generic[Row]):
    """A parameter that leaves rows out."""

    name: str
    values: Callable[[Row], Iterable[str]]
    """The values under which a row is found."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a filter may take."""

    value: str
    count: int
    """Rows that it leaves."""
    chosen: bool


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Row]):
    """The part of a table that was asked for."""

    rows: tuple[Row, ...]
    """All that the filters leave, sorted."""
    page: int
    """From 1."""
    filters: Mapping[str, str]
    """Those that are set."""
    sort: str
    """As in the address: "-date"."""
    path: str

    @property
    def total(self) -> int:
        """How many rows the filters leave."""
        return len(self.rows)

    @property
    def pages(self) -> int:
        """How many pages they make; one at least."""
        return max(1, -(-self.total // PAGE))

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows of the page."""
        return self.rows[(self.page - 1) * PAGE : self.page * PAGE]

    @property
    def first(self) -> int:
        """The number of the page's first row, from 1; 0 without any."""
        return (self.page - 1) * PAGE + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the page's last row."""
        return min(self.page * PAGE, self.total)

    def at(self, page: str) -> Chosen[Row]:
        """Give another page of it, by its number as an address has it; the nearest where there is none."""
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
        return replace(self, page=min(max(number, 1), self.pages))

    def address(self, **changes: str | int) -> str:
        """Give the address of another view of the table, its first page unless `page` is given.

        A change to "" takes a parameter away.
        """
        parameters = {**self.filters, "sort": self.sort, **changes}
        kept = {name: value for name, value in parameters.items() if value not in ("", 1)}
        return f"{self.path}?{urlencode(kept)}"

    def csv_address(self) -> str:
        """Give the address of all these rows as CSV."""
        return f"{self.path}.csv?{urlencode({**self.filters, 'sort': self.sort})}"

    def direction(self, name: str) -> str:
        """Tell how a column is sorted: "ascending", "descending" or "none", as `aria-sort` has it."""
        return {name: "ascending", f"-{name}": "descending"}.get(self.sort, "none")

    def turned(self, name: str) -> str:
        """Give what `sort=` becomes by a click on a column's head."""
        return f"-{name}" if self.sort == name else name


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A kind of table: what it can be sorted and filtered by."""

    path: str
    """Its address below the server's root: "/motions"."""
    columns: tuple[Column[Row], ...]
    filters: tuple[Filter[Row], ...]
    sort: str
    """How it is sorted unless asked otherwise."""

    def choose(self, rows: Sequence[Row], parameters: Mapping[str, str]) -> Chosen[Row]:
        """Take the part that an address asks for; what it does not know of, it leaves aside."""
        wanted = {each.name: parameters[each.name] for each in self.filters if parameters.get(each.name)}
        left = [row for row in rows if all(self._fits(row, name, value) for name, value in wanted.items())]
        columns = {each.name: each for each in self.columns}
        sort = parameters.get("sort", "")
        if sort.removeprefix("-") not in columns:
            sort = self.sort
        ordered = _sorted(left, columns[sort.removeprefix("-")].key, descending=sort.startswith("-"))
        return Chosen(tuple(ordered), 1, wanted, sort, self.path).at(parameters.get("page", ""))

    def options(self, rows: Sequence[Row], name: str, chosen: Chosen[Row]) -> list[Option]:
        """Count what each value of a filter would leave beside the other filters, the most frequent first."""
        others = {each: value for each, value in chosen.filters.items() if each != name}
        left = (row for row in rows if all(self._fits(row, each, value) for each, value in others.items()))
        values = next(each.values for each in self.filters if each.name == name)
        counts = Counter(value for row in left for value in set(values(row)))
        asked = chosen.filters.get(name)
        if asked:
            counts.setdefault(asked, 0)
        ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        return [Option(value, count, value == asked) for value, count in ranked]

    def _fits(self, row: Row, name: str, value: str) -> bool:
        return any(value in each.values(row) for each in self.filters if each.name == name)


def _sorted(rows: Iterable[Row], key: Callable[[Row], object], *, descending: bool) -> list[Row]:
    """Sort, equals staying in their order, and what has no value last."""
    known: list[Row] = []
    unknown: list[Row] = []
    for row in rows:
        (unknown if key(row) in (None, "") else known).append(row)
    known.sort(key=key, reverse=descending)  # type: ignore[arg-type]
    return known + unknown


class Views(Generic[Row]):
    """What was asked of a table lately, sorted and counted: as long as its rows are the same list, so is the answer.

    To filter, sort and count tens of thousands of rows takes as long as the rest of a page.
    """

    def __init__(self) -> None:
        self._rows: Sequence[Row] = ()
        self._known: dict[Hashable, tuple[Chosen[Row], dict[str, list[Option]]]] = {}

    def __len__(self) -> int:
        """Count the views that are kept."""
        return len(self._known)

    def choose(
        self, table: Table[Row], rows: Sequence[Row], parameters: Mapping[str, str], *also: str
    ) -> tuple[Chosen[Row], dict[str, list[Option]]]:
        """Take the part that an address asks for, with the options of each filter.

        Args:
            table: The kind of table.
            rows: All its rows; a list that is never changed.
            parameters: Those of the address.
            also: What else the table depends on, such as the day.
        """
        if rows is not self._rows:
            self._rows = rows
            self._known.clear()
        names = ("sort", *(each.name for each in table.filters))
        key = (*also, *(parameters.get(name, "") for name in names))
        found = self._known.pop(key, None)
        if found is None:
            first = table.choose(rows, {name: parameters[name] for name in names if name in parameters})
            found = first, {each.name: table.options(rows, each.name, first) for each in table.filters}
        # The latest stands last; the one that was asked longest ago makes room.
        self._known[key] = found
        if len(self._known) > _MOST_VIEWS:
            del self._known[next(iter(self._known))]
        chosen, options = found
        return chosen.at(parameters.get("page", "")), options


_FORMULA = ("=", "+", "-", "@", "\t")
"""What a spreadsheet takes for the start of a formula."""


def as_csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """Write rows as CSV (RFC 4180) to be saved under a name.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, as quotes come from documents.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    headers = {
        "content-disposition": f'attachment; filename="{name}.csv"',
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
    }
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8; header=present", headers=headers)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
