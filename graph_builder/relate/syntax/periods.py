"""Periods: when an act takes place, or by when it is promised."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from graph_builder.model import Document, Period
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.tokens import Token

ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_RELATIVE = re.compile(r"(dit|deze|vorige?|afgelopen|volgende?|komende?)\s+(jaar|maand|week)")
_STEP = {
    "dit": 0,
    "deze": 0,
    "vorig": -1,
    "vorige": -1,
    "afgelopen": -1,
    "volgend": 1,
    "volgende": 1,
    "komend": 1,
    "komende": 1,
}
_LIMIT = r"(?:(?:voor|vóór|na|in|tegen|rond|uiterlijk|eind|begin|medio|gedurende)\s+)+"
_WHICH = (
    r"(?:(?:het|de|dit|deze|einde van|eind van)\s+)*"
    r"(?:(?:aanstaande|komende?|volgende?|eerste|tweede|derde|vierde|laatste)\s+)*"
)
_TIME = (
    r"(?:(?:zomer|kerst|herfst|voorjaars?)(?:reces)?|meireces|reces|najaar|winter|kwartaal|helft|maanden|weken|jaar)"
)
_TELLING = ("zomer", "kerst", "herfst", "jaar", "reces", "winter", "kwartaal", "helft", "maanden", "weken", "binnen")
"""What stands in each of them: that a text has none of it is told sooner than that the pattern fits nowhere."""
_OF_YEAR = r"(?:\s+(?:van\s+)?\d{4}|\s+van\s+(?:dit|volgend)\s+jaar)?"
_WITHIN = r"binnen\s+(?:een|één|twee|drie|vier|vijf|zes|enkele|\d+)\s+(?:dagen|week|weken|maand|maanden|jaar)"
SEASON = re.compile(rf"\b(?:{_LIMIT}{_WHICH}{_TIME}\b{_OF_YEAR}|{_WITHIN}\b)", re.IGNORECASE)
"""A season, recess or stretch of time by which something is promised: "vóór het aanstaande zomerreces"."""


def seasons(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the seasons, recesses and stretches of time in a part of a text."""
    words = text[start:end].lower()
    return SEASON.finditer(text, start, end) if any(map(words.__contains__, _TELLING)) else iter(())


def period_of(document: Document, found: Token) -> Period | None:
    """Give the period that a date names.

    Args:
        document: For its date, by which a relative one is resolved.
        found: A unit of type Date.

    Returns:
        The period; days inclusive, None where they cannot be told.
    """
    if found.mention is None:
        return None
    words = found.mention.span.of(document.text)
    value = found.mention.value or words
    start, end = days(value, document.metadata.date)
    return Period(found.mention.span, value, start, end)


def days(value: str, today: date | None) -> tuple[date | None, date | None]:
    """Give the first and last day of an ISO 8601 date or interval, or of a relative period.

    >>> days("2024-09", None)
    (datetime.date(2024, 9, 1), datetime.date(2024, 9, 30))
    """
    if "/" in value:
        first, last = value.split("/", 1)
        return days(first, today)[0], days(last, today)[1]
    iso = ISO.fullmatch(value)
    if iso:
        year, month, day = (int(part) if part else None for part in iso.groups())
        return _span_of(year or 0, month, day)
    relative = _RELATIVE.fullmatch(value.lower())
    return _relative(relative[1], relative[2], today) if relative and today else (None, None)


def _span_of(year: int, month: int | None, day: int | None) -> tuple[date | None, date | None]:
    try:
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None, None


def _relative(which: str, unit: str, today: date) -> tuple[date | None, date | None]:
    step = _STEP[which]
    if unit == "jaar":
        return _span_of(today.year + step, None, None)
    if unit == "maand":
        month = today.year * 12 + today.month - 1 + step
        return _span_of(month // 12, month % 12 + 1, None)
    monday = today + timedelta(days=7 * step - today.weekday())
    return monday, monday + timedelta(days=6)


def season_end(document: Document, offset: int) -> int | None:
    """Give where a season or recess that starts at `offset` ends: "vóór het aanstaande zomerreces"; None for none."""
    if document.text[offset : offset + 1].lower() not in "vnitruebmg":
        return None
    found = SEASON.match(document.text, offset)
    return found.end() if found else None


def dates(clause: Clause) -> list[Token]:
    """Give the dates of a clause that its act can be bound to: not those it comes after ("de periode na 2030")."""
    before = ["", *clause.lows]
    return [
        token
        for at, (token, low) in enumerate(zip(clause.tokens, before, strict=False))
        if token.type == "Date" and low != "na" and not _of_motion(clause, at) and not _of_source(clause, at)
    ]


def _of_motion(clause: Clause, at: int) -> bool:
    """Tell whether a date says when a motion was adopted: "de op 5 maart 2024 aangenomen motie"."""
    return (
        any(token.type == "Motion" for token in clause.tokens[at + 1 : at + 4])
        and "de" in clause.lows[max(0, at - 2) : at]
    )


_SOURCE = frozenset({"zoals", "aanleiding", "vervolg", "antwoord", "reactie"})
_FARTHEST_SOURCE = 12


def _of_source(clause: Clause, at: int) -> bool:
    """Tell whether a date is that of an earlier text: "Zoals toegezegd in het debat van 21 december 2023 heb ik …"."""
    while at > 1 and clause.lows[at - 1] in ("en", ",") and clause.tokens[at - 2].type == "Date":
        # "Zoals toegezegd in brieven van 3 maart en [12 april]".
        at -= 2
    if clause.lows[at - 1 : at] != ["van"]:
        return False
    verb = clause.finite.at if clause.finite is not None else -1
    start = max(0, at - _FARTHEST_SOURCE, verb + 1 if verb < at else 0)
    return not _SOURCE.isdisjoint(clause.lows[start:at])
