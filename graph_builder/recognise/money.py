"""Amounts of money: a figure with its currency, before or after it, in Dutch notation."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from graph_builder.model import Mention, Span
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,3})?"
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")


@cache
def _grammar() -> tuple[re.Pattern[str], dict[str, str], dict[str, int]]:
    """Compile the forms of amounts, with what each word for a currency or a scale means."""
    lists = load_wordlists().lists["money"]
    currencies = {word: code for code, words in lists.items() if not code.startswith("scale") for word in words}
    scales = {word: int(name[6:]) for name, words in lists.items() if name.startswith("scale") for word in words}
    currency = "|".join(re.escape(word) for word in sorted(currencies, key=len, reverse=True))
    scale = "|".join(sorted(scales, key=len, reverse=True))
    amount = rf"(?:{_FIGURE})(?![\d])"
    pattern = (
        rf"(?<![\w])(?P<pre>{currency})\s?(?P<first>{amount})(?:,-{{1,2}})?"
        rf"(?:\s?(?:a|-|tot|en)\s?(?P<upto>{amount})(?=\s?(?:{scale})\b))?(?:\s?(?P<scale>{scale})\b(?:(?<=ln|ld)\.)?)?"
        rf"|(?<![\w.,])(?P<figure>{amount})(?:\s?(?P<scale2>{scale})\b(?:(?<=ln|ld)\.)?)?\s?(?P<post>{currency})(?!\w)"
    )
    return re.compile(pattern), currencies, scales


def find_money(view: View) -> list[Mention]:
    """Find amounts; the value is the ISO code and the plain number, as in "EUR 20400000"."""
    pattern, currencies, scales = _grammar()
    mentions = []
    for found in pattern.finditer(view.lower):
        scale = scales.get(found["scale"] or found["scale2"] or "", 0)
        code = currencies[found["pre"] or found["post"]]
        if found["upto"]:
            mentions.append(_amount(found.start(), found.end("first"), code, found["first"], scale))
            mentions.append(_amount(found.start("upto"), found.end(), code, found["upto"], scale))
            continue
        mentions.append(_amount(found.start(), found.end(), code, found["first"] or found["figure"], scale))
    return mentions


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
