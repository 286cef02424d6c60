"""Lists of motions and promises: "aan de motie A, de toezegging om … en de motie B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.syntax.tokens import Token

_JOINS = frozenset([",", ";", ":", "en", "alsmede", "alsook", "evenals", "respectievelijk", "•", "als"])
"""What parts the members of a list."""
_BEFORE = frozenset(
    ["aan", "van", "op", "met", "over", "de", "het", "een", "deze", "beide", "ook", "eveneens", "tevens"]
)
"""Words between that and a motion."""
_FINITE = frozenset(["third", "past", "plural", "first"])
_PLEDGED_NEAR = 3
"""Within how many words behind a preposition the word for a promise stands."""


def members(tokens: Sequence[Token], start: int, marker: str = "") -> Iterator[Filler]:
    """Give the motions that are members of a list.

    Args:
        tokens: The sentence's.
        start: The place behind the list's first member, or of its first word.
        marker: The preposition that each of them has to repeat, where the list does not begin with a motion or promise.

    Yields:
        The motions that a comma or "en" joins to what stands before; not those of which a verb of their own tells
        something: "…, en de motie B is verworpen".
    """
    for at in range(max(1, start), len(tokens)):
        if tokens[at].type == "Motion" and _joined(tokens, at, marker) and not _has_verb(tokens, at + 1):
            yield from fillers_of(tokens[at])


def further(tokens: Sequence[Token], known: Sequence[Filler]) -> list[Filler]:
    """Give the motions of a list that are joined to the last of those that are known, without these."""
    spans = [filler.span for filler in known]
    named = {filler.entity for filler in known if filler.entity}
    start = next((at + 1 for at, token in enumerate(tokens) if token.start == spans[-1].start), len(tokens))
    found = [motion for motion in members(tokens, start) if motion.span not in spans]
    return [motion for motion in found if motion.entity is None or motion.entity not in named]


def fillers_of(token: Token) -> tuple[Filler, ...]:
    """Give the motion that a word names, or the motions that it stands for."""
    if token.mention is None:
        return tuple(Filler(token.span, entity) for entity in token.entities)
    return (Filler(token.mention.span, token.mention.entity, token.mention.value),)


def pledged(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a list begins with a promise or a request: "aan [de toezegging om …, de motie A en de motie B]"."""
    pledges = context.grammar.words["pledges"] | context.grammar.words["asked_things"]
    return any(token.low in pledges for token in tokens[at : at + _PLEDGED_NEAR])


def _joined(tokens: Sequence[Token], at: int, marker: str) -> bool:
    motion = at
    at -= 1
    while at > 0 and tokens[at].low in _BEFORE:
        at -= 1
    return tokens[at].low in _JOINS and (not marker or any(token.low == marker for token in tokens[at:motion]))


def _has_verb(tokens: Sequence[Token], at: int) -> bool:
    while at < len(tokens) and tokens[at].type == "Citation":
        at += 1
    return at < len(tokens) and any(reading.form in _FINITE for reading in tokens[at].readings)
