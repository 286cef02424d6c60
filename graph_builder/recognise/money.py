"""Amounts of money: a figure with its currency, before or after it, in Dutch notation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph_builder.model import Mention, Span
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,3})?"
_DIGITS = re.compile(r"\d+")
_LONGEST_CURRENCY = 22
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE_NEXT = re.compile(r"\s?\d")
"""Behind a currency: in "in 2023 € 25 miljoen" it belongs to this figure, and the one before it is a year."""
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")


@dataclass(frozen=True, slots=True)
class _Grammar:
    before: re.Pattern[str]
    """A currency that ends where a figure begins."""
    after_currency: re.Pattern[str]
    """A figure behind a currency, with what may follow."""
    with_currency: re.Pattern[str]
    """A figure before a currency."""
    currencies: Mapping[str, str]
    scales: Mapping[str, int]


@cache
def _grammar() -> _Grammar:
    """Compile the forms of amounts, with what each word for a currency or a scale means."""
    lists = load_wordlists().lists["money"]
    currencies = {word: code for code, words in lists.items() if not code.startswith("scale") for word in words}
    scales = {word: int(name[6:]) for name, words in lists.items() if name.startswith("scale") for word in words}
    currency = "|".join(re.escape(word) for word in sorted(currencies, key=len, reverse=True))
    scale = "|".join(sorted(scales, key=len, reverse=True))
    amount = rf"(?:{_FIGURE})(?![\d])"
    scaled = rf"(?:\s?(?P<scale>{scale})\b(?:(?<=ln|ld)\.)?)"
    upto = rf"(?:\s?(?:a|-|tot|en)\s?(?P<upto>{amount})(?=\s?(?:{scale})\b))"
    return _Grammar(
        re.compile(rf"(?<!\w)({currency})\s?$"),
        re.compile(rf"(?P<figure>{amount})(?:,-{{1,2}})?{upto}?{scaled}?"),
        re.compile(rf"(?P<figure>{amount}){scaled}?\s?(?P<currency>{currency})(?!\w)"),
        currencies,
        scales,
    )


def find_money(view: View) -> list[Mention]:
    """Find amounts; the value is the ISO code and the plain number, as in "EUR 20400000"."""
    rules = _grammar()
    mentions: list[Mention] = []
    reach = 0
    for digits in _DIGITS.finditer(view.lower):
        start = digits.start()
        if start < reach or (start and view.lower[start - 1] in ".,") or view.lower[start - 1 : start].isalpha():
            continue
        mentions += _at(view, start, reach, rules)
        reach = max(digits.end(), mentions[-1].span.end if mentions else 0)
    return mentions


def _at(view: View, start: int, reach: int, rules: _Grammar) -> Iterator[Mention]:
    """Read the amount whose figure begins at a place, if there is one; what lies before `reach` is read already."""
    before = rules.before.search(view.lower, max(reach, start - _LONGEST_CURRENCY), start)
    if before is None:
        found = rules.with_currency.match(view.lower, start)
        if found and not (_YEAR.fullmatch(found["figure"]) and _FIGURE_NEXT.match(view.lower, found.end())):
            code = rules.currencies[found["currency"]]
            yield _amount(start, found.end(), code, found["figure"], rules.scales.get(found["scale"] or "", 0))
        return
    found = rules.after_currency.match(view.lower, start)
    if found is None:
        return
    code = rules.currencies[before[1]]
    scale = rules.scales.get(found["scale"] or "", 0)
    if found["upto"]:
        yield _amount(before.start(), found.end("figure"), code, found["figure"], scale)
        yield _amount(found.start("upto"), found.end(), code, found["upto"], scale)
    else:
        yield _amount(before.start(), found.end(), code, found["figure"], scale)


def _amount(start: int, end: int, code: str, figure: str, scale: int) -> Mention:
    """Make a mention of an amount."""
    value = number(figure).scaleb(scale)
    plain = f"{value.normalize():f}"
    return Mention(Span(start, end), "Money", value=f"{code} {plain}")


def number(figure: str) -> Decimal:
    """Read a figure in Dutch notation: full stops part thousands, a comma starts the decimals.

    A single full stop that does not part thousands is read as the decimal sign, as in "1.5".
    """
    if _THOUSANDS.match(figure):
        figure = figure.replace(".", "")
    return Decimal(figure.replace(",", "."))
