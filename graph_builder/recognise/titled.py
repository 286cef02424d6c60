"""Papers cited without a number: letters by title ("Kamerbrief 'Naar een open bestuur'"), the Miljoenennota by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Mention, Span
from graph_builder.recognise.forms import as_written
from graph_builder.recognise.view import View
from graph_builder.recognise.wordlists import load_wordlists

_QUOTED = re.compile(r"\s(?:over\s)?(?:[‘'«“\"„](?P<title>[A-ZÀ-Þ][^\n‘«“\"„»”]{3,120}?)[’'»”\"])(?!\w)")
_WORDS = re.compile(r"\s\d{4}[-–]\d{4}|\s[\w&’'/-]+")
_ANOTHER = re.compile(r"\s(?:en|alsmede|evenals)\s(?:de|het|een|mijn|onze|haar|zijn)\s")
"""Where a list goes on behind a title: "de Kamerbrief Noodpakket banen en de bijlage daarvan"."""
_OFFICES = frozenset({"minister", "ministers", "staatssecretaris", "minister-president"})
"""Whose letter it is, and no title: "de Kamerbrief Minister Blok"."""
_LONGEST = 10
"""The most words that a title without quotation marks may have."""
_DATED = re.compile(r",?\svan\s\d{1,2}\s")
_YEAR = re.compile(r"\s20\d\d(?!\w)")
_WHOSE = re.compile(r"\svan\s(?:het\sministerie\svan\s)?[A-Z][A-Z&]+(?!\w)")
_NUMBERED = re.compile(r"\s?\(\s?(?:Kamerst|TK|EK|Aanh|\d\d)")


def find_titled(view: View) -> list[Mention]:
    """Find papers by their title; the value is how it is written, what paper it is the text does not say."""
    return [*_titled(view), *_named(view)]


def _named(view: View) -> Iterator[Mention]:
    """Find papers that have a name of their own, with the year or the ministry that it is of."""
    for start, end in view.at("papers.named"):
        if view.text[start].isupper():
            more = _WHOSE.match(view.text, end) or _YEAR.match(view.text, end)
            stop = more.end() if more else end
            yield Mention(Span(start, stop), "Citation", value=as_written(view, start, stop))


def _titled(view: View) -> Iterator[Mention]:
    for start, end in view.at("papers.letters"):
        quoted = _QUOTED.match(view.text, end)
        stop = quoted.end() if quoted else _title_end(view, start, end)
        if stop and not _NUMBERED.match(view.text, stop):
            yield Mention(Span(start, stop), "Citation", value=as_written(view, start, stop))


def _title_end(view: View, start: int, end: int) -> int | None:
    """Give where a title without quotation marks ends: it has capitals, or stands before the letter's date."""
    verbs = load_wordlists().set("laws", "ends")
    stop, words = end, 0
    while words < _LONGEST and (word := _WORDS.match(view.text, stop)):
        low = view.lower[word.start() + 1 : word.end()]
        if low in verbs or low in ("van", "inzake", "over") or "\n" in word[0] or _ANOTHER.match(view.lower, stop):
            break
        stop, words = word.end(), words + 1
    title = view.text[end:stop]
    if not words:
        return None
    named = sum(word[0].isupper() for word in title.split())
    capital = view.text[start].isupper()
    first = title.split()[0]
    if first[0].isupper() and first.lower() not in _OFFICES and (named >= 2 or (capital and words >= 2)):
        return stop
    return stop if capital and _DATED.match(view.text, stop) else None
