"""Words that open a sentence and belong to no clause: "Ja,", "Wat mij betreft", "Zoals u weet"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_builder.relate.syntax.tokens import Token

_ME = frozenset(["mij", "ons"])
_TOPIC_OPENING = 6
"""Within how many words "wat … betreft" closes."""


def behind_answer(words: list[Token], answers: frozenset[str]) -> list[Token]:
    """Leave out the "Ja," with which an answer opens, and the "Wat mij betreft" of any sentence."""
    if words and words[0].low == "wat":
        end = next((at for at, token in enumerate(words[:_TOPIC_OPENING]) if token.low == "betreft"), -1)
        # "Wat betreft Syrië" opens with what it is about.
        return words[end + 1 :] if end > 1 else words
    return words[2:] if len(words) > 2 and words[0].low in answers and words[1].low == "," else words


def behind_opening(words: list[Token], lows: list[str], openings: Mapping[str, Sequence[list[str]]]) -> list[Token]:
    """Leave out words that open a sentence and belong to no clause: "wat mij betreft", "zoals u weet".

    What "wat betreft" or "voor wat betreft" names is read as what stands behind a preposition.

    Args:
        words: The sentence's.
        lows: These in lower case.
        openings: Fixed words, by the first one.
    """
    words = _without_aside(words) if "betreft" in lows else words
    near = openings.get(words[0].low, ()) if words else ()
    if not words or not (near or words[0].low in ("wat", "voor")):
        return words
    lows = [token.low for token in words[:8]]
    opening = next((opening for opening in near if lows[: len(opening)] == opening), None)
    if opening is not None:
        behind = len(opening)
        return words[behind + 1 :] if lows[behind : behind + 1] == [","] else words[behind:]
    start = 1 if lows[:2] == ["voor", "wat"] else 0
    if lows[start : start + 1] != ["wat"] or "betreft" not in lows:
        return words
    at = lows.index("betreft")
    if at == start + 1:
        return [Token(words[at].start, words[at].end, "inzake"), *words[at + 1 :]]
    return words[at + 2 :] if lows[at + 1 : at + 2] == [","] else words[at + 1 :]


def _without_aside(words: list[Token]) -> list[Token]:
    """Leave out "wat mij betreft" within a sentence, which belongs to no clause either."""
    for at in [at for at, token in enumerate(words[:-2]) if token.low == "wat"]:
        if at and words[at + 2].low == "betreft" and words[at + 1].low in _ME:
            return [*words[:at], *words[at + 3 :]]
    return words
