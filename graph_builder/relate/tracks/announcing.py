"""How a text announces strands of policy, and how many: "langs drie sporen", "de volgende maatregelen"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.recognise.tries import trie
from graph_builder.relate.lexicon.grammar import load_grammar

_REMEMBERED = 256
"""How many paragraphs are remembered, as several devices ask the same of each."""


def announcement(lower: str) -> re.Match[str] | None:
    """Find the words by which a text in lower case announces strands."""
    return _announcing().search(lower) if _may_announce(lower) else None


def aiming(lower: str) -> bool:
    """Tell whether a text in lower case ends with what its list aims at: "het kabinet zet in op:"."""
    return lower.rstrip(" :").endswith(tuple(load_grammar().tracks["aim"]))


def _may_announce(lower: str) -> bool:
    """Tell whether a text has a word for strands at all, before it is looked at how that stands there."""
    return "ledig" in lower or any(map(lower.__contains__, _strand_words()))


@cache
def _strand_words() -> tuple[str, ...]:
    tracks = load_grammar().tracks
    return (*tracks["strand"], *tracks["measure"])


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


@lru_cache(_REMEMBERED)
def announced_number(text: str) -> int:
    """Give how many strands a text announces; 0 where it does not say."""
    lower = text.lower()
    found = counting().search(lower) if _may_announce(lower) else None
    if found is None:
        return 0
    words = load_grammar().tracks["number"]
    return int(found["figure"]) if found["figure"] else words.index(found["word"] or found["fold"]) + 2


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
