"""Who submitted what a text names by its number or in capitals: "AMENDEMENT VAN HET LID A", "motie nr. 4 (A c.s.)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from graph_builder.model import Mention, Span
from graph_builder.recognise.descriptions import BRACKET, NUMBERED
from graph_builder.recognise.motions import OTHERS, in_capitals
from graph_builder.recognise.person_names import names_at
from graph_builder.recognise.view import View

_TITLE = re.compile(r"AMENDEMENT(?=\sVAN\s)")
_AMENDED_BY = re.compile(r"(?<!\w)(?:[Ss]ub)?[Aa]mendement(?:-(?=\w)|\s(?=[A-ZÀ-Þ][\w'’-]))")
"""How running text names an amendment by who submitted it."""
_IN_BRACKETS = re.compile(
    r"(?<!\w)(?:motie|(?:sub)?amendement)(?:\s(?:op\sstuk|met))?\s(?:nr\.?\s?)?\d{1,3}\s\((?:(?:het\s)?lid\s|(?:de\s)?leden\s)?"
)
_CLOSES = re.compile(r"(?:,?\s[A-Z][\w-]*)?(?:\sen\santeren)?\)")
"""What may stand between the names in a bracket and its end: a party."""


def find_submitters(view: View, parties: Set[str] = frozenset()) -> Iterator[Mention]:
    """Find the members whose amendment a paper is or names, and those in the bracket behind a motion's number.

    Args:
        view: The document.
        parties: Folded names of parties, which are no members: "amendement nr. 6 (PvdA)".
    """
    titles = _TITLE.finditer(view.text) if "AMENDEMENT" in view.text else ()
    for title in titles:
        read = in_capitals(view, Span(*title.span()))
        yield from (Mention(name, "Person") for name in (read.submitters if read else ()))
    amended = "amendement" in view.lower
    if amended:
        yield from _amenders(view, parties)
    for opening in _IN_BRACKETS.finditer(view.lower) if amended or "motie" in view.lower else ():
        names, end = names_at(view, opening.end(), hyphened=True, small_particle=True)
        others = OTHERS.match(view.lower, end)
        if names and _CLOSES.match(view.text, others.end() if others else end):
            yield from _persons(view, names, parties)


def _amenders(view: View, parties: Set[str]) -> Iterator[Mention]:
    """Find the members after whom running text names an amendment: "het amendement-A (34 300 XIII, nr. 19)"."""
    for word in _AMENDED_BY.finditer(view.text):
        hyphened = word[0].endswith("-")
        names, end = names_at(view, word.end(), hyphened=True, small_particle=hyphened)
        others = OTHERS.match(view.lower, end)
        number = BRACKET.match(view.lower, others.end() if others else end)
        if others or hyphened or (number and NUMBERED.search(number[1])):
            yield from _persons(view, names, parties)


def _persons(view: View, names: list[Span], parties: Set[str]) -> Iterator[Mention]:
    return (Mention(name, "Person") for name in names if name.of(view.lower) not in parties)
