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
_PARTED = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
"""A figure whose thousands a blank parts, as papers before 2010 print it: "€ 740 000"."""
_LONGEST_CURRENCY = 22
_LONGEST_FIGURE = 16
_NUMBER = "number-"
_CODE = len("EUR")
_GUILDER = "NLG"
_UNIT = re.compile(r"(?<!\w)[x×*]\s(?:€|eur|euro|f|ƒ|nlg)?\s?$")
"""What stands before the unit of a table: "bedragen x € 1.000"."""
_LONGEST_UNIT = len("x euro ")
_SHOWS_MONEY = re.compile(r"\.\d{3}|\d[ \u00a0]\d{3}|,\s?[-–]|,\d\d$")
"""What shows that a figure behind "f" is an amount: parted thousands, cents."""
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
    from_figure: re.Pattern[str]
    """The lower end of a stretch, before its upper end: "2 tot" in "2 tot 3 miljoen euro"."""
    scaled: re.Pattern[str]
    """A scale with its currency."""
    guilder: re.Pattern[str]
    """The guilder's short sign, ending where a figure begins."""
    word_before: re.Pattern[str]
    """A number in words that ends where a scale begins."""
    currencies: Mapping[str, str]
    scales: Mapping[str, int]
    numbers: Mapping[str, str]
    """Numbers in words to their figures."""


@cache
def _grammar() -> _Grammar:
    """Compile the forms of amounts, with what each word for a currency or a scale means."""
    lists = load_wordlists().lists["money"]
    numbers = {
        word: name[7:].replace("_", ",") for name, words in lists.items() if name[:7] == _NUMBER for word in words
    }
    currencies = {word: code for code, words in lists.items() if len(code) == _CODE for word in words}
    scales = {word: int(name[6:]) for name, words in lists.items() if name.startswith("scale") for word in words}
    currency = "|".join(re.escape(word) for word in sorted(currencies, key=len, reverse=True))
    scale = "|".join(sorted(scales, key=len, reverse=True))
    amount = rf"(?:{_FIGURE})(?![\d])"
    scaled = rf"(?:\s?(?P<scale>{scale})\b(?:(?<=ln|ld)\.)?)"
    again = rf"(?:\s?(?:a|-|tot)\s(?P<again>(?:{currency})\s?))"
    upto = rf"(?:(?:\s?(?:a|-|tot|en)\s?|{again})(?P<upto>{amount})(?=\s?(?:{scale})\b))"
    signs = "|".join(re.escape(sign) for sign in lists["guilder"])
    words = "|".join(sorted(numbers, key=len, reverse=True))
    return _Grammar(
        re.compile(rf"(?<!\w)({currency})\s?$"),
        re.compile(rf"(?P<figure>{_PARTED}|{amount})(?:,\s?[-–]{{1,2}})?{upto}?{scaled}?"),
        re.compile(rf"(?P<figure>{amount}){scaled}?\s?(?P<currency>{currency})(?!\w)"),
        re.compile(rf"(?<![\w,.])(?P<figure>{amount})\s?(?P<link>a|-|tot|en)\s?$"),
        re.compile(rf"(?P<scale>milj(?:oen|ard))\s(?P<currency>{currency})(?!\w)"),
        re.compile(rf"(?<![\w-])(?:{signs})\s?$"),
        re.compile(rf"(?<![\w-])(?P<word>{words})\s$"),
        currencies,
        scales,
        numbers,
    )


def find_money(view: View) -> list[Mention]:
    """Find amounts; the value is the ISO code and the plain number, as in "EUR 20400000"."""
    rules = _grammar()
    mentions: list[Mention] = []
    reach = 0
    for start, end in view.figures:
        if start < reach or (start and view.lower[start - 1] in ".,") or view.lower[start - 1 : start].isalpha():
            continue
        if _UNIT.search(view.lower, max(0, start - _LONGEST_UNIT), start):
            continue
        mentions += _at(view, start, mentions[-1].span.end if mentions else 0, rules)
        reach = max(end, mentions[-1].span.end if mentions else 0)
    return sorted([*mentions, *_in_words(view, rules)], key=lambda mention: mention.span)


def _in_words(view: View, rules: _Grammar) -> Iterator[Mention]:
    """Read amounts whose number is a word: "anderhalf miljard euro"."""
    for found in rules.scaled.finditer(view.lower):
        word = rules.word_before.search(view.lower, max(0, found.start() - _LONGEST_FIGURE), found.start())
        if word:
            code, scale = rules.currencies[found["currency"]], rules.scales[found["scale"]]
            yield _amount(word.start(), found.end(), code, rules.numbers[word["word"]], scale)


def _at(view: View, start: int, reach: int, rules: _Grammar) -> Iterator[Mention]:
    """Read the amount whose figure begins at a place, if there is one; what lies before `reach` is read already."""
    before = rules.before.search(view.lower, max(reach, start - _LONGEST_CURRENCY), start)
    guilder = rules.guilder.search(view.lower, max(reach, start - _LONGEST_CURRENCY), start)
    if before is None and guilder and (found := rules.after_currency.match(view.lower, start)):
        if found["scale"] or _SHOWS_MONEY.search(found[0]):
            scale = rules.scales.get(found["scale"] or "", 0)
            yield _amount(guilder.start(), found.end(), _GUILDER, found["figure"], scale)
        return
    if before is None:
        found = rules.with_currency.match(view.lower, start)
        if found and not (_YEAR.fullmatch(found["figure"]) and _FIGURE_NEXT.match(view.lower, found.end())):
            code = rules.currencies[found["currency"]]
            scale = rules.scales.get(found["scale"] or "", 0)
            lower = rules.from_figure.search(view.lower, max(reach, start - _LONGEST_FIGURE), start) if scale else None
            if lower and _is_lower_end(view, lower):
                yield _amount(lower.start(), lower.end("figure"), code, lower["figure"], scale)
            yield _amount(start, found.end(), code, found["figure"], scale)
        return
    found = rules.after_currency.match(view.lower, start)
    if found is None:
        return
    code = rules.currencies[before[1]]
    scale = rules.scales.get(found["scale"] or "", 0)
    if found["upto"]:
        yield _amount(before.start(), found.end("figure"), code, found["figure"], scale)
        yield _amount(
            found.start("again") if found["again"] else found.start("upto"), found.end(), code, found["upto"], scale
        )
    else:
        yield _amount(before.start(), found.end(), code, found["figure"], scale)


def _is_lower_end(view: View, figure: re.Match[str]) -> bool:
    """Tell whether a figure is the lower end of a stretch: no year, and "en" only behind "tussen"."""
    between = "tussen" in view.lower[max(0, figure.start() - _LONGEST_FIGURE) : figure.start()]
    return not _YEAR.fullmatch(figure["figure"]) and (figure["link"] != "en" or between)


def _amount(start: int, end: int, code: str, figure: str, scale: int) -> Mention:
    """Make a mention of an amount."""
    value = number(figure).scaleb(scale)
    plain = f"{value.normalize():f}"
    return Mention(Span(start, end), "Money", value=f"{code} {plain}")


def number(figure: str) -> Decimal:
    """Read a figure in Dutch notation: full stops part thousands, a comma starts the decimals.

    A single full stop that does not part thousands is read as the decimal sign, as in "1.5".
    """
    figure = "".join(figure.split())
    if _THOUSANDS.match(figure):
        figure = figure.replace(".", "")
    return Decimal(figure.replace(",", "."))
