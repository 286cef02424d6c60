"""What a sentence leaves to the one before it: "In 2025 gaat het om EUR 20 miljoen, via A en B."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Period, Span, Statement
from graph_builder.relate.clauses import Clause
from graph_builder.relate.context import Context
from graph_builder.relate.nounphrases import fillers, governor, group_at, head_of
from graph_builder.relate.periods import dates, period_of
from graph_builder.relate.tokens import Token

_OPENS = (
    ("gaat", "het", "om"),
    ("het", "gaat", "om"),
    ("gaat", "om"),
    ("het", "betreft"),
    ("betreft", "het"),
    ("gaat", "hierbij", "om"),
)
_ROLES = {"via": "channel", "aan": "recipient", "voor": "recipient"}
_CARRIED = ("agent", "beneficiary", "place")


def continued(clauses: Sequence[Clause], before: Sequence[Statement], context: Context) -> Iterator[Statement]:
    """Read a sentence that gives the amount of the funding that the sentence before it states.

    Args:
        clauses: The sentence's.
        before: What the sentence before it states.
        context: The document around it.

    Yields:
        A Funding with this sentence's amount, recipients, channels and period; agent, beneficiary and place are those
        of the sentence before it, which must state one funding only.
    """
    fundings = [said for said in before if said.kind == "Funding" and said.modality == "asserted" and not said.negated]
    if len(fundings) != 1 or not clauses:
        return
    clause = clauses[0]
    money = next((t for t in clause.tokens if t.type == "Money" and t.mention), None)
    opened = _opening(clause.tokens)
    if money is None or money.mention is None or opened is None:
        return
    roles = [("amount", Filler(money.mention.span, money.mention.entity, money.mention.value))]
    for at, token in enumerate(clause.tokens):
        role = _ROLES.get(token.low)
        head = head_of(clause.tokens, at + 1, context) if role else None
        if role and head is not None and governor(clause.tokens, head, context) == at:
            group = group_at(clause.tokens, head, context, token.low)
            roles += [(role, filler) for filler in fillers(group.tokens, context)]
    if len(roles) == 1:
        return
    roles += [(role, filler) for role, filler in fundings[0].roles if role in _CARRIED]
    yield Statement(
        "Funding",
        Span(clause.start, clause.whole_end),
        tuple(sorted(roles, key=lambda role: (role[1].span, role[0]))),
        "gaat-het-om",
        opened,
        period=_period(clause, context),
    )


def _opening(tokens: Sequence[Token]) -> Span | None:
    lows = [token.low for token in tokens]
    for words in _OPENS:
        for at in range(min(len(lows), 8)):
            if tuple(lows[at : at + len(words)]) == words:
                return Span(tokens[at].start, tokens[at + len(words) - 1].end)
    return None


def _period(clause: Clause, context: Context) -> Period | None:
    found = dates(clause)
    return period_of(context.document, found[0]) if found else None
