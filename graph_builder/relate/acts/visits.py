"""Visits to countries: who goes to Greece has met nobody there yet."""

from __future__ import annotations

from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft


def to_country(draft: Draft, context: Context) -> bool:
    """Tell whether a meeting is no more than a visit to a country: "tijdens mijn werkbezoek aan [Griekenland]".

    Args:
        draft: What a frame has read.
        context: For the words of visits.
    """
    if draft.frame.kind != "Meeting":
        return False
    visits = context.grammar.phrases["visits"]
    if not any(low.endswith(visits) for low in draft.clause.lows):
        return False
    types = {token.mention.span: token.type for token in context.tokens if token.mention}
    partners = [filler.span for role, filler in draft.roles if role == "partner"]
    return bool(partners) and all(types.get(span) in ("State", "StateGroup", "Place") for span in partners)
