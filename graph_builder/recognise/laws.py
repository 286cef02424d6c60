"""Acts and regulations by the form of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.model import Mention
from graph_builder.recognise.shapes import found_at
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_WORD = re.compile(r"\s([\w'’-]+)")
_YEAR = re.compile(r"\s(?:19|20)\d\d(?!\d)")
_CODE = re.compile(
    r"Wetboek van (?:Strafrecht|Strafvordering|Koophandel|Burgerlijke Rechtsvordering|Militair Strafrecht)"
    r"|Burgerlijk Wetboek|Algemene wet [a-z]+(?: [a-z]+)?|Algemene verordening gegevensbescherming"
)
_ACT = re.compile(r"(?<![\w-])(?:[A-Z][\w-]+\s(?:and\s|of\s|on\s)?){1,5}Act(?![\w-])")
_CLOSE = re.compile(r"(?:\s[A-Z]{2,5}(?=\s\d{4}))?\s(?:19|20)\d\d(?!\d)")
_SMALL_NEXT = re.compile(r"\s[a-z]")
_NEXT_ONE = re.compile(r"\sen\s(?:de|het|een)\s")
"""Where a list goes on after an act: "de Wet X en de Wet Y"."""
_MOST_WORDS = 9
_LONG_HEAD = len("verordening")
"""Heads longer than this, such as "Uitvoeringsrichtlijn", are names even when nothing follows."""


@cache
def _ends() -> tuple[str, ...]:
    """Give the last parts of compounds that are acts by themselves."""
    return load_wordlists().get("laws", "law-ends")


def find_laws(view: View) -> list[Mention]:
    """Find "Wet open overheid", "Omgevingswet", "Wetboek van Strafrecht", "Digital Services Act"."""
    return [*_codes(view), *_headed(view), *_compounds(view)]


def _codes(view: View) -> Iterator[Mention]:
    """Read general codes of law, and acts in English."""
    for start, _ in view.at("laws.codes"):
        code = _CODE.match(view.text, start)
        if code:
            yield found_at(start, code.end(), "Law")
    if " Act" in view.text:
        for found in _ACT.finditer(view.text):
            yield found_at(found.start(), found.end(), "Law")


def _headed(view: View) -> Iterator[Mention]:
    """Read an act's noun with what it is about."""
    lone = load_wordlists().set("laws", "adjective-like")
    for start, head in view.at("laws.law-heads"):
        named = _SMALL_NEXT.match(view.text, head) or view.lower[start:head] not in lone
        if not view.text[start].isupper() or not named:
            continue
        end = about(view, head)
        if end > head or head - start > _LONG_HEAD:
            yield found_at(start, end, "Law")


def _compounds(view: View) -> Iterator[Mention]:
    """Read acts of one word, with the year that may close them."""
    for start, end in view.capitals:
        if view.text.endswith(_ends(), start, end) and end - start > len("wetboek"):
            close = _CLOSE.match(view.text, end)
            yield found_at(start, close.end() if close else end, "Law")


def about(view: View, start: int) -> int:
    """Follow what an act or treaty is about, in small words, to its end; a year may close it."""
    lists = load_wordlists()
    links, ends = lists.set("laws", "links"), lists.set("laws", "ends")
    end = place = start
    for _ in range(_MOST_WORDS):
        word = _WORD.match(view.lower, place)
        if word is None or word[1] in ends or not word[1][0].isalpha() or _NEXT_ONE.match(view.lower, word.start()):
            break
        place = word.end()
        if word[1] not in links:
            end = place
    year = _YEAR.match(view.text, end)
    return year.end() if year else end
