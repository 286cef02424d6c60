"""How a text announces strands of policy, and how many: "langs drie sporen", "de volgende maatregelen"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from ahocorasick_rs import AhoCorasick

from graph_builder.model import Span
from graph_builder.recognise.tries import trie
from graph_builder.relate.lexicon.grammar import load_grammar


class Announcements:
    """Finds where a document announces strands, and how many.

    Its words for strands are looked up once: a stretch without any of them announces nothing.
    """

    def __init__(self, text: str) -> None:
        lower = text.lower()
        self.lower = lower if len(lower) == len(text) else "".join(map(_lowered, text))
        """The text in lower case, each character in its place."""
        found = _strand_words().find_matches_as_indexes(self.lower)
        self._places = [start for _, start, _ in found]
        self._numbers: dict[Span, int] = {}
        self._firsts = tuple(word for word in load_grammar().tracks["first"] if word in self.lower)

    def find(self, span: Span) -> re.Match[str] | None:
        """Find the words by which a stretch of the document announces strands."""
        return _announcing().search(self.lower, span.start, span.end) if self._may_stand_in(span) else None

    def number(self, span: Span) -> int:
        """Give how many strands a stretch of the document announces; 0 where it does not say.

        Of each stretch it is told once, as several devices ask the same of each paragraph.
        """
        if not self._may_stand_in(span):
            return 0
        if span not in self._numbers:
            found = counting().search(self.lower, span.start, span.end)
            self._numbers[span] = _value(found) if found else 0
        return self._numbers[span]

    def opens(self, span: Span) -> bool:
        """Tell whether what opens a first strand stands in a stretch of the document."""
        return any(self.lower.find(word, span.start, span.end) >= 0 for word in self._firsts)

    def _may_stand_in(self, span: Span) -> bool:
        return bisect_left(self._places, span.start) < bisect_left(self._places, span.end)


def aiming(lower: str) -> bool:
    """Tell whether a text in lower case ends with what its list aims at: "het kabinet zet in op:"."""
    return lower.rstrip(" :").endswith(tuple(load_grammar().tracks["aim"]))


def _value(found: re.Match[str]) -> int:
    """Read the number of strands that is written as a figure or a word."""
    words = load_grammar().tracks["number"]
    return int(found["figure"]) if found["figure"] else words.index(found["word"] or found["fold"]) + 2


def _lowered(character: str) -> str:
    return character.lower() if len(character.lower()) == 1 else character


@cache
def _strand_words() -> AhoCorasick:
    """Compile the words of which one stands in whatever announces strands."""
    tracks = load_grammar().tracks
    return AhoCorasick([*tracks["strand"], *tracks["measure"], "ledig"])


@cache
def _announcing() -> re.Pattern[str]:
    """Compile what announces strands: their noun in the plural, or "de volgende maatregelen"."""
    return re.compile(
        rf"\b(?:{_nouns()})\b|\bvolgende\s+(?:\w+\s+)?(?:{_measures()})\b"
        rf"|\b(?:{_numbers()}|[2-9])\s+(?:[\w-]+\s+){{0,2}}?(?:{_measures()})\b|\b(?:{_numbers()})ledig\b"
    )


@cache
def counting() -> re.Pattern[str]:
    """Compile what announces how many strands there are: "langs drie sporen", "de inzet is drieledig"."""
    return re.compile(
        rf"\b(?:(?P<word>{_numbers()})|(?P<figure>[2-9]))\s+(?:[\w-]+\s+){{0,2}}?(?:{_nouns()}|{_measures()})\b"
        rf"|\b(?P<fold>{_numbers()})ledig\b"
    )


@cache
def _nouns() -> str:
    return trie(load_grammar().tracks["strand"])


@cache
def _measures() -> str:
    return trie(load_grammar().tracks["measure"])


@cache
def _numbers() -> str:
    return trie(load_grammar().tracks["number"])


@cache
def strands_named() -> re.Pattern[str]:
    """Compile the nouns that name strands by themselves."""
    return re.compile(rf"\b(?:{_nouns()})\b")
