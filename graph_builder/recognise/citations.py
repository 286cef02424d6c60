"""References to papers, laws and decisions by their number, normalised to the official identifier.

The forms are those of parliamentary prose: "Kamerstuk 32 123, nr. 45", "Kamerstukken II 2019/20, 35 300 V, nr. 3",
"Aanhangsel Handelingen II 2014/15, nr. 8", "Stb. 2020, 1", "COM(2022) 54", ECLI numbers, and the identifiers of
officielebekendmakingen.nl themselves. A list of numbers gives a mention each; the first one keeps the shared head.
What lies between the ends of a range ("nrs. 4 t/m 8") is for `graph_builder.resolve`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import ahocorasick_rs

from graph_builder import iris
from graph_builder.model import Mention, Span
from graph_builder.recognise.amendments import find_amendments
from graph_builder.recognise.decisions import (
    find_cases,
    find_gazettes,
    find_resolutions,
    find_rulings,
    find_treaty_series,
)
from graph_builder.recognise.european import find_acts, find_commission, find_council, find_journal
from graph_builder.recognise.forms import Found
from graph_builder.recognise.papers import find_given, find_papers, find_printed
from graph_builder.recognise.proceedings import (
    find_annexes,
    find_debates,
    find_glued_heads,
    find_identifiers,
    find_own_numbers_of_parliament,
    find_references_of_advice,
    find_references_of_foreign_affairs,
    find_references_of_ministries,
)
from graph_builder.recognise.titleblock import find_own_numbers
from graph_builder.recognise.view import View

_FINDERS: tuple[tuple[tuple[str, ...], Callable[[View], Iterator[Found]]], ...] = (
    (("kst-", "ah-", "h-tk", "h-ek", "kv-tk", "nds-", "blg-", "stb-", "stcrt-", "trb-"), find_identifiers),
    (("ecli", "ljn"), find_rulings),
    (("resolutie", "/res/", "unscr", "vnvr"), find_resolutions),
    (("ets n", "cets"), find_treaty_series),
    (("aanhangsel",), find_annexes),
    (("handelingen", "htk"), find_debates),
    (("staten-generaal1", "staten-generaal2"), find_glued_heads),
    (("nr",), find_given),
    ((), find_papers),
    (("amendement",), find_amendments),
    (("kamerstuk", "kenmerk", "zaak", "nummer", "nr", "vrag", "vraag", "(", "brief"), find_own_numbers_of_parliament),
    (("staatsblad", "stb", "staatscourant", "stcrt", "tractatenblad", "trb"), find_gazettes),
    ((), find_commission),
    ((), find_council),
    (("verordening", "richtlijn", "besluit", "beschikking", "aanbeveling", "regulation", "directive"), find_acts),
    (("pbe", "pb l", "pb c", "pb 1", "pb 2", "publicatieblad", "celex"), find_journal),
    (("/",), find_cases),
    (("kenmerk", "referentie", "briefnummer"), find_references_of_ministries),
    (("bz",), find_references_of_foreign_affairs),
    (("no.", "nr. "), find_references_of_advice),
    ((), find_own_numbers),
)
"""What finds each form of citation, in the order in which they claim a place, and what must stand in a text for it."""
_CLUES = tuple(dict.fromkeys(clue for clues, _ in _FINDERS for clue in clues))
_CLUE_FINDER = ahocorasick_rs.AhoCorasick(_CLUES)


def find_citations(view: View) -> list[Mention]:
    """Find the papers, laws and decisions that a text cites by number; the first reading of a place counts.

    The value of what has no identifier of the official publications is how it is written: "Verordening (EU) 2016/679".
    """
    taken = _Taken(view)
    standing = {_CLUES[clue] for clue, _, _ in _CLUE_FINDER.find_matches_as_indexes(view.lower, overlapping=True)}
    for clues, find in _FINDERS:
        if not clues or not standing.isdisjoint(clues):
            taken.add(find(view))
    taken.add(find_printed(view, taken.mentions))
    return sorted(taken.mentions, key=lambda mention: mention.span.start)


class _Taken:
    """The citations found so far, and the places they claim."""

    def __init__(self, view: View) -> None:
        self.mentions: list[Mention] = []
        self._covered = bytearray(len(view.text) + 1)

    def add(self, found: Iterator[Found]) -> None:
        """Take what stands at a free place."""
        for start, end, identifier, *written in found:
            if not any(self._covered[start:end]):
                self._covered[start:end] = b"\1" * (end - start)
                self.mentions.append(_mention(start, end, identifier, *written))


def _mention(start: int, end: int, identifier: str, written: str | None = None) -> Mention:
    """Make a citation of a paper that an official numbering knows."""
    return Mention(Span(start, end), "Citation", iris.paper(identifier), registered=True, value=written or identifier)
