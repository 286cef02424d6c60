"""Whom somebody supports by what he stands up for: "zet zich in voor [steun] aan [Oekraïne]"."""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at

_MARKERS = frozenset(["aan", "van", "voor"])


def backed(draft: Draft, context: Context) -> Iterator[Draft]:
    """Read the support that an advocacy names as what it is for.

    Args:
        draft: An advocacy.
        context: The document around it.

    Yields:
        The support of whom the noun at the start of its topic is given to, by the same agents.
    """
    start = next((filler.span.start for role, filler in draft.roles if role == "topic" and not filler.entity), None)
    tokens = draft.clause.tokens
    at = next((i for i, token in enumerate(tokens) if token.start == start), len(tokens))
    if at < len(tokens) and tokens[at].low in context.grammar.words["determiners"]:
        at += 1
    if at + 2 >= len(tokens) or tokens[at + 1].low not in _MARKERS:
        return
    frame = next((found for found in context.frames.by_noun.get(tokens[at].low, ()) if found.kind == "Support"), None)
    head = head_of(tokens, at + 2, context) if frame else None
    if frame is None or head is None:
        return
    agents = [role for role in draft.roles if role[0] == "agent"]
    roles = [*agents, *(("target", whom) for whom in fillers(group_at(tokens, head, context).tokens, context))]
    said = Draft(frame, draft.clause, roles, tokens[at].span, draft.modality, draft.negated)
    if said.sound:
        yield said
