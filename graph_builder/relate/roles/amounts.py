"""Amounts that are no plain unit: a figure without a currency, and one that a relative word stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph_builder.model import Filler, Mention, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft, filler_of
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.heads import measured
from graph_builder.relate.syntax.tokens import Token

_SEVERAL = 2
"""How many get money where it is said how much each gets."""


def figure(tokens: Sequence[Token], places: Iterable[int], context: Context) -> tuple[Filler, ...]:
    """Give an amount that names no currency, in its words: "stelt [25 miljoen] extra beschikbaar".

    Args:
        tokens: The clause's.
        places: Where a direct object can stand.
        context: For the word classes.
    """
    words = context.grammar.words
    for at in places:
        scale = tokens[at + 1] if at + 1 < len(tokens) else None
        if scale is None or scale.low not in words["scales"] or not tokens[at].low[:1].isdigit():
            continue
        decimals = at > 1 and tokens[at - 1].low == "," and tokens[at - 2].end == tokens[at - 1].start
        first = at - 2 if decimals else at
        held = first and tokens[first - 1].low in words["prepositions"] and not measured(tokens, first, context)
        if not held and not _counted(tokens, at + 2, words):
            return (Filler(Span(tokens[first].start, scale.end)),)
    return ()


def _counted(tokens: Sequence[Token], at: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a figure counts what the word behind it names: "2 miljoen [vaccins]"."""
    if at >= len(tokens) or tokens[at].point or tokens[at].readings or tokens[at].type:
        return False
    return all(tokens[at].low not in words[name] for name in ("prepositions", "adverbs", "beside_amounts"))


def stood_for(clause: Clause) -> Mention | None:
    """Give the amount that a relative word stands for: "de [2 miljoen euro] die het kabinet vrijmaakt voor …"."""
    if clause.kind != "relative" or clause.parent is None:
        return None
    before = [token for token in clause.parent.tokens if token.end <= clause.start and not token.point]
    return before[-1].mention if before and before[-1].type == "Money" else None


def bracketed(filler: Filler, context: Context) -> Mention | None:
    """Give the amount in brackets behind whoever fills a role: "UNHCR (2 miljoen euro)"."""
    return context.sums.get(filler.span.start) if filler.entity is not None else None


def apart(draft: Draft, context: Context) -> Iterator[Draft]:
    """Part what several get, each so much as stands behind him: "A (2 miljoen euro) en B (3 miljoen euro)"."""
    gets = [role for role in draft.roles if role[0] in ("recipient", "channel")]
    if draft.frame.kind != "Funding" or len(gets) < _SEVERAL or not any(bracketed(f, context) for _, f in gets):
        yield draft
        return
    rest = [role for role in draft.roles if role not in gets and role[0] != "amount"]
    for name, filler in gets:
        own = bracketed(filler, context)
        amount = [("amount", filler_of(own))] if own is not None else []
        yield replace(draft, roles=[*rest, (name, filler), *amount])
