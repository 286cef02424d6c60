"""Letters as the recognisers compare them: small, without accents, with plain dashes, quotes and blanks."""

from __future__ import annotations

import re
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u2018\u2019\u201a\u201b\u02bc\u00b4\u0060"


def _fold_table() -> dict[int, str]:
    """Map each accented letter of the Latin blocks to its base letter, dashes to "-", quotes to "'", blanks to " "."""
    table = {code: chr(code).lower() for code in range(0x41, 0x5B)}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        table[code] = base if len(base) == 1 else chr(code)
    table |= dict.fromkeys(map(ord, _DASHES), "-") | dict.fromkeys(map(ord, _QUOTES), "'")
    table |= dict.fromkeys((0x09, 0x0D, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
    table |= {ord("ø"): "o", ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d", ord("Đ"): "d", ord("ı"): "i"}
    return table


_FOLD = _fold_table()
_TO_FOLD = re.compile("[\t\r`\x80-\U0010ffff]")
_WIDE_SIGN = re.compile(r"[^\x00-\x7f\w]")
_ASCII_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """Fold letters to lower-case without accents; the length stays the same."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lowered.translate(_FOLD) if lowered.isascii() else _TO_FOLD.sub(_folded, lowered)


def _folded(found: re.Match[str]) -> str:
    """Fold one character."""
    return _FOLD.get(ord(found[0]), found[0])


def as_words(folded: str) -> str:
    """Turn all but letters and digits into blanks, one for one."""
    return _WIDE_SIGN.sub(" ", folded).translate(_ASCII_SIGNS)
