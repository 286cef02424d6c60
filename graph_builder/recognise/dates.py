"""Dates: days, months, years, stretches of them, and relative ones that the document's own date resolves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from graph_builder.model import Document, Mention, Span
from graph_builder.recognise.calendar import Grammar, day_near, grammar, month_near
from graph_builder.recognise.shapes import explained
from graph_builder.recognise.view import View, fold

_SAME_YEAR = frozenset({"datzelfde jaar", "hetzelfde jaar"})
_OF_ONE_YEAR = re.compile(r"\d{4}(?:-\d\d){0,2}")
_HEAD = 4000
"""How far into a document its own date is looked for, in characters."""


def document_date(document: Document) -> date | None:
    """Give the date of a document: the one known of it, else the one in its head ("Den Haag, 7 juli 2023")."""
    if document.metadata.date is not None:
        return document.metadata.date
    head = fold(document.text[:_HEAD])
    for pattern in _own_date():
        found = pattern.search(head)
        if found:
            rules = grammar()
            day, month, year = int(found["day"]), rules.months[found["month"]], int(found["year"])
            return rules.day(year, month, day)
    return None


@cache
def _own_date() -> tuple[re.Pattern[str], ...]:
    """Compile where documents put their own date, the surest first."""
    full = rf"(?P<day>\d{{1,2}})\s(?P<month>{'|'.join(grammar().months)})\s(?P<year>\d{{4}})"
    leads = (
        r"\(ontvangen\s",
        r"\b(?:ontvangen|voorgesteld|vastgesteld)\s",
        r"\bden haag\s?,?\s",
        r"\bdatum\s?:?\s",
        "",
    )
    return tuple(re.compile(lead + full) for lead in leads)


def find_dates(view: View, masked: Sequence[Mention]) -> list[Mention]:
    """Find dates outside the masked mentions (a citation's session year is no date).

    The value is ISO 8601 for what is absolute or can be resolved ("2024-09", "2023/2030"), else the words.
    """
    rules = grammar()
    blocked = explained(view.text, masked)
    mentions: list[Mention] = []
    last_day: str | None = None
    last_year: str | None = None
    years: dict[tuple[int, int], str] = {}
    reach = 0
    for place in _starts(view):
        found = rules.pattern.match(view.lower, place) if place >= reach else None
        if found is None or blocked[found.start()] or blocked[found.end() - 1]:
            continue
        start, end = found.span()
        reach = end
        value = _value(found, view, rules, last_day)
        if value is None:
            continue
        value = last_year or value if value in _SAME_YEAR else value
        if rules.is_day(value):
            value = last_day = _as_before(found, value, years)
        last_year = value[:4] if _OF_ONE_YEAR.fullmatch(value) else last_year
        mentions.append(Mention(Span(start, end), "Date", value=value))
    return mentions


def _as_before(found: re.Match[str], value: str, years: dict[tuple[int, int], str]) -> str:
    """Give a day without a year that of the same day before it: "Op 2 juni 2009 … In het overleg van 2 juni".

    Args:
        found: The date.
        value: What it is by the document's own date.
        years: The days that were written with their year so far, to which this one is added.
    """
    _, month, day = (int(part) for part in value.split("-"))
    if found.lastgroup != "f_day" or found["year"]:
        years[month, day] = value
        return value
    first = day == 1 or bool(found["tail"])
    return value if first else years.get((month, day), value)


def _starts(view: View) -> Sequence[int]:
    """Give where a date may begin: at a figure, or at a word that dates begin with."""
    figures = (start for start, _ in view.figures)
    words = (start for group in ("dates.starts", "dates.months") for start, _ in view.at(group))
    return sorted({*figures, *words})


def _value(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Give the value of a date by its form; None where the words turn out to be none."""
    form = found.lastgroup
    reader = _READERS.get(form or "", _words)
    return reader(found, view, rules, last_day)


def _words(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Keep a relative date as its words; "die dag" is the day last named."""
    words = " ".join(found[0].split())
    return last_day or words if words.endswith("e dag") and words.startswith("die") else words


def _numeric(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read "12-10-2023" and "2023-10-12"."""
    parts = [int(part) for part in re.split(r"\D", found["numeric"])]
    year, month, day = parts if parts[0] > 31 else reversed(parts)
    known = rules.day(year, month, day)
    return known.isoformat() if known else None


def _day(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read a day with its month, or two days of one month; the year may have to be found."""
    month = rules.months[found["month"]]
    days = [int(day) for day in (found["day"], found["day2"]) if day]
    upto = None if found["year"] or found["tail"] else rules.upto_day.match(view.lower, found.end())
    year = int(found["year"] or 0) or (int(upto["year"]) - (month > rules.months[upto["month"]]) if upto else 0)
    if view.date is None and not year:
        return " ".join(found[0].split())
    last = None if year else day_near(view.date, month, days[-1], found["tail"] or "", rules)
    year = last.year if last else year
    known = [rules.day(year, month, day) if year else None for day in days]
    return "/".join(day.isoformat() for day in known if day) if all(known) else None


def _month(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read a month with its year."""
    return f"{int(found['year_m'])}-{rules.months[found['month_y']]:02}"


def _months(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read a stretch of months: "mei en juni 2021", "november 2016 – maart 2017", "oktober tot en met januari 2020"."""
    first, last, year = rules.months[found["month_1"]], rules.months[found["month_2"]], int(found["of_2"])
    begun = int(found["of_1"] or year - (first > last))
    return f"{begun}-{first:02}/{year}-{last:02}" if (begun, first) < (year, last) else None


def _month_only(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read a month whose year the document's date tells; months are written small in Dutch."""
    start = found.start()
    alone = start == found.start("bare") and not found["past"]
    before = view.lower[max(0, start - 12) : start]
    upto = rules.upto_month.match(view.lower, found.end())
    if view.text[found.start("bare")].isupper() or (alone and not upto and not rules.before_month.search(before)):
        return None
    if upto:
        first, last = rules.months[found["bare"]], rules.months[upto["month"]]
        return f"{int(upto['year']) - (first > last)}-{first:02}"
    if view.date is None:
        return " ".join(found[0].split())
    return month_near(view.date, rules.months[found["bare"]], found["past"] or "")


def _range(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read a stretch of years: "2023-2030", "2016/2017", "2021/22"."""
    first, second = found["year_1"], found["year_2"]
    second = second if len(second) == 4 else first[:2] + second
    return f"{first}/{second}" if int(first) < int(second) <= int(first) + 60 else None


def _part(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read a half or quarter of a year as a stretch of months; of a relative year, keep the words."""
    if not found["part_year"].isdigit():
        return " ".join(found[0].split())
    which = rules.ordinal(found["ordinal"] or found["quarter"])
    length = 6 if found["half"] else 3
    first = (which - 1) * length + 1
    if first + length - 1 > 12:
        return None
    year = found["part_year"]
    return f"{year}-{first:02}/{year}-{first + length - 1:02}"


def _year(found: re.Match[str], view: View, rules: Grammar, last_day: str | None) -> str | None:
    """Read a bare year, unless what stands beside it shows a count or a number."""
    year, start, end = found["year_only"], found.start("year_only"), found.end()
    before = view.lower[max(0, start - 14) : start]
    after = view.lower[end : end + 16]
    if rules.not_before.search(before) or rules.not_after.match(after):
        return None
    return year


_READERS = {
    "numeric": _numeric,
    "f_day": _day,
    "f_month": _month,
    "f_months": _months,
    "month_only": _month_only,
    "f_range": _range,
    "f_part": _part,
    "f_year": _year,
}
