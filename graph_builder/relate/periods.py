"""Periods: when an act takes place, or by when it is promised."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from graph_builder.model import Document, Period, Span
from graph_builder.relate.clauses import Clause
from graph_builder.relate.grammar import load_grammar
from graph_builder.relate.tokens import Token

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
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
_OF_YEAR = r"(?:\s+(?:van\s+)?\d{4}|\s+van\s+(?:dit|volgend)\s+jaar)?"
_SEASON = re.compile(rf"\b{_LIMIT}{_WHICH}{_TIME}\b{_OF_YEAR}", re.IGNORECASE)
"""A season, recess or stretch of time by which something is promised: "vóór het aanstaande zomerreces"."""


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
    iso = _ISO.fullmatch(value)
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
    found = _SEASON.match(document.text, offset)
    return found.end() if found else None


def dates(clause: Clause) -> list[Token]:
    """Give the dates of a clause that its act can be bound to: not those it comes after ("de periode na 2030")."""
    before = ["", *clause.lows]
    return [token for token, low in zip(clause.tokens, before, strict=False) if token.type == "Date" and low != "na"]


def due_of(document: Document, clause: Clause, span: Span) -> Period | None:
    """Give by when something is promised: the first date of the clause, with the preposition that makes it a limit.

    Args:
        document: What the clause is from.
        clause: The promise.
        span: The stretch of text to look at for a season or recess.
    """
    for at, token in enumerate(clause.tokens):
        if token.type != "Date" or (
            at > 2 and clause.finite is not None and clause.kind == "main" and at < clause.finite.at
        ):
            continue
        found = period_of(document, token)
        if found is None or (found.end and document.metadata.date and found.end < document.metadata.date):
            continue
        before = at - 1 if at and clause.tokens[at - 1].low not in ("de", "het") else at - 2
        if before >= 0 and clause.tokens[before].low in load_grammar().words["limits"] and not _ISO.match(found.value):
            whole = Span(clause.tokens[before].start, found.span.end)
            return Period(whole, " ".join(whole.of(document.text).split()), None, found.end)
        return found
    aside = [token for child in clause.children if child.kind == "relative" for token in child.tokens]
    seasons = _SEASON.finditer(document.text, span.start, span.end)
    season = next((m for m in seasons if not any(t.start <= m.start() < t.end for t in aside)), None)
    today = document.metadata.date
    year = re.search(r"\d{4}", season.group()) if season else None
    if season and not (year and today and int(year.group()) < today.year):
        return Period(Span(*season.span()), " ".join(season.group().split()))
    return None
