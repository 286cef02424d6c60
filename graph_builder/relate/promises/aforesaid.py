"""Promises that a promise repeats: "ik informeer u over X, zoals is toegezegd in de brief van maart 2012"."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Role
from graph_builder.relate.syntax.nounphrases import text_span
from graph_builder.relate.syntax.tokens import Token

_NEAR = 6
"""Within how many words behind "zoals" it is said that something was promised."""


def apart(roles: Sequence[Role], context: Context) -> tuple[list[Role], Token | None]:
    """Part what is promised from the words that say where it was promised before.

    Args:
        roles: Those of a promise.
        context: The sentence around it.

    Returns:
        The roles, their topic without these words, and the date of the earlier promise where they tell one. Words
        amid the topic stay where they are.
    """
    kept: list[Role] = []
    date = None
    for role, filler in roles:
        parted = _parted(filler.span, context) if role == "topic" and filler.entity is None else None
        date = parted[1] if parted else date
        kept.append((role, Filler(parted[0]) if parted else filler))
    return kept, date


def _parted(topic: Span, context: Context) -> tuple[Span, Token | None] | None:
    tokens = [token for token in context.tokens if token.inside(topic)]
    lows = [token.low for token in tokens]
    promised = context.grammar.words["promised"]
    at = next(
        (i for i, low in enumerate(lows) if low == "zoals" and not promised.isdisjoint(lows[i : i + _NEAR])), None
    )
    if at is None:
        return None
    date = next((i for i in range(at, len(tokens)) if tokens[i].type == "Date"), None)
    said = at and not context.grammar.words["adverbs"].issuperset(lows[:at])
    if said and "," not in lows[at:]:
        span = text_span(tokens[:at])
    elif not at and date is not None:
        span = text_span(tokens[_behind(tokens, date) :])
    else:
        return None
    return (span, tokens[date] if date is not None else None) if span else None


def _behind(tokens: Sequence[Token], date: int) -> int:
    """Give where the clause goes on behind the date, and behind the auxiliary of a passive that follows it."""
    at = date + 1
    while at < len(tokens) and (tokens[at].point or any(one.lemma == "worden" for one in tokens[at].readings)):
        at += 1
    return at
