"""Treaties by the form of their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.model import Mention
from graph_builder.recognise.laws import about
from graph_builder.recognise.shapes import found_at
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_ABOUT = re.compile(r"\s(?:van|inzake|betreffende|tegen|tot|voor|over|ter)\s")
_CALLED = re.compile(r"\svan\s(?:de\s|het\s)?[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)*")
_DATED = re.compile(r"\svan\s(?:(?:19|20)\d\d|\d{1,2}\s[a-z]+\s\d{4})(?!\w)")
_ADJECTIVE = re.compile(r"(?<![\w-])[a-z]+e\s$")
_NAMED = re.compile(r"(?<![\w-])(?:[A-ZÀ-Þ][\w-]+\s){1,3}$")
_BEFORE = 70
"""How far before its noun a treaty's name may begin, in characters."""


@cache
def _ends() -> tuple[str, ...]:
    """Give the last parts of compounds that are treaties."""
    return load_wordlists().get("laws", "treaty-ends")


def find_treaties(view: View) -> list[Mention]:
    """Find "VN-antifolterverdrag", "Verdrag van Lissabon", "Boedapest Memorandum", "trilaterale akkoord van 2020"."""
    return [*_compounds(view), *_headed(view)]


def _compounds(view: View) -> Iterator[Mention]:
    """Read treaties of one word."""
    heads = load_wordlists().set("laws", "treaty-heads")
    for start, end in view.capitals:
        if view.text.endswith(_ends(), start, end) and view.lower[start:end] not in heads:
            yield found_at(start, end, "Treaty")


def _headed(view: View) -> Iterator[Mention]:
    """Read a treaty's noun with its name before it or with what it is about behind it."""
    by_name = load_wordlists().set("laws", "treaty-by-name")
    for start, end in view.at("laws.treaty-heads"):
        if view.text[start].isupper():
            last = _about(view, end)
            names = view.lower[start:end] in by_name
            before = _NAMED.search(view.text, max(0, start - _BEFORE), start) if names else None
            first = _without_opener(view, before.start(), start) if before else start
            if first < start or last > end:
                yield found_at(first, last, "Treaty")
            continue
        dated = _DATED.match(view.lower, end)
        adjective = _ADJECTIVE.search(view.lower, max(0, start - 30), start) if dated else None
        if dated and adjective:
            yield found_at(adjective.start(), dated.end(), "Treaty")


def _without_opener(view: View, first: int, start: int) -> int:
    """Drop the words of a sentence's start from before a treaty's name."""
    openers = load_wordlists().set("organisations", "openers")
    for word in re.finditer(r"\S+\s", view.text[first:start]):
        if view.lower[first + word.start() : first + word.end() - 1] not in openers:
            return first + word.start()
    return start


def _about(view: View, start: int) -> int:
    """Follow what a treaty is called after: "van Lissabon", "inzake de rechten van het kind"."""
    called = _CALLED.match(view.text, start)
    if called:
        return called.end()
    return about(view, start) if _ABOUT.match(view.lower, start) else start
