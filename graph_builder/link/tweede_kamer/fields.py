"""One row of the source, read without trust: what is not of its kind is left out and complained about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

__all__ = ["Fields", "Row", "is_alive", "local_day"]

Row = Mapping[str, Any]
"""A row as the source gives it, under this product's names of fields."""

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KEY = re.compile(r"[A-Za-z0-9().-]{1,40}")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?")
_HOUSE = ZoneInfo("Europe/Amsterdam")


def local_day(written: str) -> date | None:
    """Give the day of a moment as the House counts it.

    A moment with an offset or with none is local already: midnight of a day stays that day. One in UTC ("Z") is turned
    into Dutch time first.

    >>> local_day("2025-04-09T00:00:00+02:00")
    datetime.date(2025, 4, 9)
    >>> local_day("2025-04-08T22:00:00.1234567Z")
    datetime.date(2025, 4, 9)
    """
    found = _STAMP.fullmatch(written)
    if found is None:
        return None
    try:
        if found[2] and found[3] == "Z":
            return datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00").astimezone(_HOUSE).date()
        return date.fromisoformat(found[1])
    except (ValueError, OverflowError):
        return None


def is_alive(row: Row) -> bool:
    """Tell whether a row says anything: neither deleted nor a placeholder, of which all but the Id is null."""
    if row.get("Verwijderd") is True:
        return False
    return any(value is not None for name, value in row.items() if name != "Id" and not name.startswith("@"))


class Fields:
    """A row and where to complain about it."""

    def __init__(self, row: Row, kind: str, complaints: list[str]) -> None:
        """Read a row of a kind ("Zaak"); complaints are added to the list."""
        self.row, self._kind, self._complaints = row, kind, complaints

    def complain(self, sentence: str) -> None:
        """Say what is odd about the row."""
        name = self.row.get("Nummer") or self.row.get("DocumentNummer") or self.row.get("Id") or "without a number"
        self._complaints.append(f"{self._kind} {name}: {sentence}.")

    def text(self, name: str) -> str | None:
        """Read words; white space at the ends is no part of them."""
        value = self.row.get(name)
        if value is None or isinstance(value, str):
            return (value or "").strip() or None
        if isinstance(value, int | float) and not isinstance(value, bool):
            self.complain(f"{name} is a number where words were expected")
            return str(value)
        self.complain(f"{name} holds {type(value).__name__} where words were expected")
        return None

    def number(self, name: str) -> int | None:
        """Read a whole number, be it written as words; -1 stands for none."""
        value = self.row.get(name)
        if isinstance(value, str) and re.fullmatch(r"-?\d{1,9}", value.strip()):
            self.complain(f"{name} is written as words")
            value = int(value)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return None if value == -1 else value
        self.complain(f"{name} holds {value!r:.40} where a number was expected")
        return None

    def flag(self, name: str) -> bool | None:
        """Read a truth value."""
        value = self.row.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.complain(f"{name} holds {value!r:.40} where true or false was expected")
        return None

    def day(self, name: str) -> date | None:
        """Read a moment as the day it is in the House."""
        value = self.text(name)
        found = local_day(value) if value else None
        if value and found is None:
            self.complain(f"{name} holds {value!r:.40} where a moment was expected")
        return found

    def guid(self, name: str) -> str | None:
        """Read an Id."""
        value = self.text(name)
        if value is None or _GUID.fullmatch(value.lower()):
            return value.lower() if value else None
        self.complain(f"{name} holds {value!r:.40} where an Id was expected")
        return None

    def key(self, name: str) -> str | None:
        """Read a number of the source's own, as in "2025Z09505": what could not stand in a web address is none."""
        value = self.text(name)
        if value is None or _KEY.fullmatch(value):
            return value
        self.complain(f"{name} holds {value!r:.40} where a number of the source's own was expected")
        return None

    def rows(self, name: str) -> Iterator[Fields]:
        """Read the rows that hang below this one, but for those that say nothing."""
        value = self.row.get(name)
        below = [value] if isinstance(value, Mapping) else value
        if below is None:
            return
        if not isinstance(below, list):
            self.complain(f"{name} holds {type(value).__name__} where rows were expected")
            return
        for row in below:
            if isinstance(row, Mapping) and is_alive(row):
                yield Fields(row, name, self._complaints)
