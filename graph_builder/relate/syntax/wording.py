"""Fixed words with gaps: "in * overleg met", where "*" stands for what may be let in."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.relate.context import Context
from graph_builder.relate.syntax.tokens import Token

_LONGEST_GAP = 3
"""How many words "*" can stand for: "in nauw en goed overleg met"."""
_CLOSED = frozenset(["de", "het", "deze", "dit", "die", "dat"])
"""Determiners that begin another noun phrase."""


def is_word(low: str, word: str) -> bool:
    """Tell whether a word is the one that is meant, or a compound with it: "*akkoord" is "pensioenakkoord" too."""
    return low == word or (word[:1] == "*" and low.endswith(word[1:]))


def places_of(lows: Sequence[str], word: str) -> list[int]:
    """Give where a word stands among others, or a compound with it: as `is_word` tells."""
    if word[:1] == "*":
        ending = word[1:]
        return [at for at, low in enumerate(lows) if low.endswith(ending)]
    return [at for at, low in enumerate(lows) if low == word]


def match_words(tokens: Sequence[Token], at: int, words: Sequence[str], context: Context) -> int | None:
    """Match fixed words from a place on.

    Args:
        tokens: The clause's.
        at: Where the first word must stand.
        words: In lower case; "*" stands for at most three words that are no names, points or prepositions and deny
            nothing, "*akkoord" for a compound too.
        context: For the word classes.

    Returns:
        The index after the last word; None where they do not stand here.
    """
    for index, word in enumerate(words):
        if word == "*":
            gap = _gap(tokens, at, words[index + 1], context)
            if gap is None:
                return None
            at = gap
        elif at < len(tokens) and is_word(tokens[at].low, word):
            at += 1
        else:
            return None
    return at


def _gap(tokens: Sequence[Token], at: int, word: str, context: Context) -> int | None:
    """Find the word that ends a gap."""
    for ahead in range(at, min(at + _LONGEST_GAP + 1, len(tokens))):
        low = tokens[ahead].low
        if is_word(low, word):
            return ahead
        words = context.grammar.words
        if (
            not low
            or tokens[ahead].point
            or low in _CLOSED
            or low in words["prepositions"]
            or low in words["negations"]
        ):
            return None
    return None
