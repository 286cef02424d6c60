"""The forms of Dutch dates as one pattern, and the arithmetic that resolves the incomplete ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from graph_builder.recognise.wordlists import load_wordlists


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled forms; the name of the last group that matched tells which form it is."""

    pattern: re.Pattern[str]
    months: Mapping[str, int]
    ordinals: tuple[str, ...]
    before_month: re.Pattern[str]
    upto_month: re.Pattern[str]
    """A later month with its year, behind one without: "maart tot en met juni 2024"."""
    upto_day: re.Pattern[str]
    """A later day with its year, behind one without: "1 maart tot 1 april 2024"."""
    not_before: re.Pattern[str]
    not_after: re.Pattern[str]

    @staticmethod
    def day(year: int, month: int, day: int) -> date | None:
        """Give a day of the calendar, or None if there is none such."""
        try:
            return date(year, month, day)
        except ValueError:
            return None

    @staticmethod
    def is_day(value: str) -> bool:
        """Tell whether a date's value is one day."""
        return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None

    def ordinal(self, word: str) -> int:
        """Give the number that an ordinal stands for ("derde", "3e")."""
        return int(word[0]) if word[0].isdigit() else self.ordinals.index(word) + 1


@cache
def grammar() -> Grammar:
    """Compile the forms from the word lists."""
    lists = load_wordlists().lists["dates"]
    months = {word: place for place, word in enumerate(lists["months"], 1)}
    months |= {word: place for place, word in enumerate(lists["months-short"], 1) if word not in months}
    full = "|".join(lists["months"])
    month = "|".join(sorted(months, key=len, reverse=True))
    weekday, season, ordinal = ("|".join(lists[name]) for name in ("weekdays", "seasons", "ordinals"))
    tail = "|".join(re.escape(word) for word in (*lists["past"], *lists["coming"]))
    stop = "".join(rf"(?<!\W{word})" for word in lists["months-short"] if word not in lists["months"])
    short_stop = rf"(?:(?!{stop}\.)\.)?"
    behind = (
        rf",?\s(?:(?:{tail})(?!\w)(?:(?<!n)(?<!de)\.)?|(?:van\s)?(?:dit|vorig|volgend|komend|afgelopen)\sjaar(?!\w))"
    )
    part_of = "|".join(lists["part-of"])
    which = "dit|deze|vorige?|volgende?|komende?|afgelopen|aanstaande|aankomende?|huidige?"
    year = r"(?:19|20)\d\d"
    rel_year = rf"{year}|(?:{which})\sjaar"
    forms = (
        r"(?P<numeric>\d{1,2}-\d{1,2}-(?:19|20)\d\d|\d{1,2}/\d{1,2}/(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\w-])",
        rf"(?P<f_day>(?:(?:{weekday})\s)?(?P<day>\d{{1,2}})(?:e|ste|de)?(?:\s?(?:-|/)\s?|\s(?:en|op|t/m|tot(?:\sen\smet)?)\s(?:(?:{weekday})\s)?)?"
        rf"(?P<day2>(?<=\D)\d{{1,2}})?\s(?P<month>{month})\b{short_stop}(?:,?\s(?P<year>{year})(?!\d{{3}}))?"
        rf"(?P<tail>{behind})?)",
        rf"(?P<f_part>(?:(?P<ordinal>{ordinal}|[1-4]e)\s(?P<half>helft)?(?:kwartaal)?|(?:q|kwartaal\s)(?P<quarter>[1-4]))"
        rf"(?:\s(?:van|in))?(?:\shet\sjaar)?\s(?P<part_year>{rel_year}))(?!\d{{3}})",
        rf"(?P<f_months>(?P<month_1>{full})(?:\s(?P<of_1>{year}))?(?:\s?[-–]\s?|\s(?:en|t/m|tot(?:\sen\smet)?)\s)"
        rf"(?P<month_2>{full})\s(?P<of_2>{year}))(?!\d{{3}})",
        rf"(?P<f_month>(?:(?:{part_of})\s)?(?P<month_y>{month})\.?\s(?P<year_m>{year}))(?!\d{{3}})",
        rf"(?P<month_only>(?:(?:{part_of}|{which})\s(?:van\s)?)?(?P<bare>{full})(?P<past>{behind})?)(?![\w-]|\s\d)",
        rf"(?P<f_range>(?P<year_1>{year})\s?[-/]\s?'?(?P<year_2>{year}(?!\d{{3}})|\d\d(?!\d)))(?!-)",
        rf"(?P<season>(?:(?:{which})\s(?:{season})(?:\s(?:van\s)?{year})?|(?:{season})\s(?:van\s)?(?:{rel_year})"
        r"|(?:voor|na|rond)\sde\s(?:zomer|winter)(?!\s(?:van\s)?(?:19|20)\d\d)"
        r"|(?<=\bin\shet\s)(?:voorjaar|najaar)|(?<=\bin\sde\s)(?:zomer|winter|herfst)))(?!\w)",
        rf"(?P<relative>(?:(?:{part_of})\s(?:van\s)?)?(?:{which})\s(?:jaar|maand|week|kwartaal|weekend|{weekday})"
        rf"|einde?\svan\s(?:het|dit)\sjaar|vandaag|gisteren|eergisteren|(?:die|diezelfde)\sdag|(?:datzelfde|hetzelfde)\sjaar"
        rf"|(?:\d+|een|twee|drie|vier|vijf|zes|tien)\s(?:jaar|maand|maanden|week|weken|dagen)\sgeleden)(?!\w)",
        rf"(?P<f_year>(?:(?:{part_of})\s)?(?P<year_only>{year}|(?<=\bjaar\s)1[5-8]\d\d))(?!\w|[.,-]\d|/\d)",
    )
    pattern = re.compile(r"(?<![\w])(?<!\d[.,/-])(?<!nr\. )(?:" + "|".join(forms) + ")")
    before = "|".join(lists["not-before-year"])
    after = "|".join(map(re.escape, lists["not-after-year"]))
    return Grammar(
        pattern,
        months,
        lists["ordinals"],
        re.compile(
            rf"(?<!\w)(?:in|maand|sinds|vanaf|tot|van|per|voor|na|begin|eind|medio|half|of|en|t/m|uit|rond|{which})\s$"
        ),
        re.compile(rf"(?:\s(?:tot\sen\smet|t/m|tot|en|of|-)\s|/)(?P<month>{full})\s(?P<year>{year})(?!\d)"),
        re.compile(rf"\s(?:tot\sen\smet|t/m|tot|en|-)\s\d{{1,2}}\s(?P<month>{full})\s(?P<year>{year})(?!\d)"),
        re.compile(rf"(?:(?<!\w)(?:{before})\.?\s?|[$€£#:/]\s?)$"),
        re.compile(rf"\s?(?:(?:{after})(?!\w|\s?\d)|%|\s[a-z]{{2}}\s\s)"),
    )


def day_near(own: date | None, month: int, day: int, tail: str, rules: Grammar) -> date | None:
    """Give the year to a day: the last one for "jl.", the next for "a.s.", that of "van dit jaar", else the nearest."""
    if own is None:
        return None
    years = _years(own, tail)
    known = [candidate for candidate in (rules.day(year, month, day) for year in years) if candidate is not None]
    side = _side(tail)
    if side:
        known = [candidate for candidate in known if (candidate - own).days * side >= 0] or known
    return min(known, key=lambda candidate: abs((candidate - own).days), default=None)


def month_near(own: date, month: int, tail: str) -> str:
    """Give the year to a month, as to a day; one as far ahead as behind is the coming one."""
    away = [((year - own.year) * 12 + month - own.month, year) for year in _years(own, tail)]
    side = _side(tail)
    if side:
        away = [(months, year) for months, year in away if months * side >= 0] or away
    _, year = min(away, key=lambda candidate: (abs(candidate[0]), -candidate[0]))
    return f"{year}-{month:02}"


def _years(own: date, tail: str) -> tuple[int, ...]:
    """Give the years that a day or month without one may be of."""
    words = tail.split()
    if words[-1:] == ["jaar"]:
        return (own.year + {"dit": 0, "vorig": -1, "afgelopen": -1}.get(words[-2].strip(","), 1),)
    return own.year - 1, own.year, own.year + 1


def _side(tail: str) -> int:
    """Tell whether words such as "jl." put a date before (-1) or after (1) the document's own; 0 if none do."""
    words = tail.strip(" ,.\n")
    if not words or words.endswith("jaar"):
        return 0
    return -1 if words in load_wordlists().set("dates", "past") else 1
