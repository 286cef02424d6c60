"""What a sentence leaves to the one before it: "In 2025 gaat het om EUR 20 miljoen, via A en B."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from graph_builder.model import Filler, Period, Span, Statement
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft, filler_of
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.heads import governor, head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at
from graph_builder.relate.syntax.periods import dates, period_of
from graph_builder.relate.syntax.tokens import Token

_GOES = {
    "gaan": ("naar", "via"),
    "vloeien": ("naar", "via"),
    "komen": ("goede aan",),
    "bestemmen": ("voor",),
    "lopen": ("via",),
    "verlopen": ("via",),
    "inzetten": ("via",),
    "besteden": ("via",),
    "kanaliseren": ("via",),
    "verdelen": ("via",),
}
"""Verbs that tell where money goes, and the prepositions before who gets it."""
_ROLES = {"via": "channel", "aan": "recipient", "voor": "recipient", "naar": "recipient", "goede aan": "recipient"}
_CARRIED = ("agent", "beneficiary", "place")


def continued(clauses: Sequence[Clause], before: Sequence[Statement], context: Context) -> Iterator[Statement]:
    """Read a sentence that says how much, or to whom, of the funding that the sentences before it state.

    Args:
        clauses: The sentence's.
        before: The fundings of the last sentence before it that speaks of money.
        context: The document around it.

    Yields:
        A Funding with this sentence's amount, recipients, channels and period; agent, beneficiary and place are those
        of the sentence before it, which must state one funding only.
    """
    fundings = [said for said in before if said.modality == "asserted" and not said.negated]
    if len(fundings) != 1 or not clauses:
        return
    goes_on = [clause for clause in clauses[1:] if clause.partner is clauses[0]]
    for clause in (clauses[0], *goes_on):
        yield from _goes_on(clause, fundings[0], context)


def _goes_on(clause: Clause, funding: Statement, context: Context) -> Iterator[Statement]:
    """Read a clause of such a sentence: "het geld is bestemd voor noodhulp | en gaat naar A"."""
    amounts = [t.mention for t in clause.tokens if t.type == "Money" and t.mention]
    opened = _opening(clause.tokens, context.grammar.phrases["amount"]) if amounts else None
    goes = () if opened else _goes(clause, context.grammar.words)
    trigger = opened or (clause.tokens[clause.finite.at].span if goes and clause.finite else None)
    if trigger is None or not context.grammar.words["negations"].isdisjoint(clause.words):
        return
    roles = [("amount", filler_of(mention)) for mention in amounts[:1]]
    roles += _receivers(clause, goes or ("via", "aan", "voor"), context)
    if any(role != "amount" for role, _ in roles):
        roles += [(role, filler) for role, filler in funding.roles if role in _CARRIED]
        ordered = tuple(sorted(roles, key=lambda role: (role[1].span, role[0])))
        span = Span(clause.start, clause.whole_end)
        yield Statement("Funding", span, ordered, "gaat-het-om", trigger, period=_period(clause, context))


def parcel(words: Sequence[Token], giver: Filler, context: Context) -> Statement | None:
    """Read an item of a list of amounts: "15 miljoen euro voor noodhulp via [A]".

    Args:
        words: The item's.
        giver: Who gives what the list shares out.
        context: The document around it.

    Returns:
        A Funding; None where it does not begin with an amount, or names nobody who gets it.
    """
    near = context.grammar.words["approximate"]
    at = next((i for i, token in enumerate(words) if token.low not in near), 0)
    amount = words[at].mention if words and words[at].type == "Money" else None
    if amount is None:
        return None
    clause = Clause("main")
    clause.extend(words, [token.low for token in words])
    receivers = [*_receivers(clause, ("via", "aan", "voor", "naar"), context)]
    roles = sorted([*receivers, ("amount", filler_of(amount)), ("agent", giver)], key=lambda r: (r[1].span, r[0]))
    return (
        Statement("Funding", Span(clause.start, clause.end), tuple(roles), "gaat-het-om", words[at].span)
        if receivers
        else None
    )


def shares(clause: Clause, context: Context) -> list[int]:
    """Find where a clause goes on with another amount that has receivers of its own.

    Args:
        clause: One that may tell of money.
        context: For the word classes.

    Returns:
        Where each such stretch begins, and the clause's end: ", waarvan 2 miljoen euro via A", "2 miljoen euro aan A
        | en 3 miljoen euro aan B".
    """
    tokens, lows = clause.tokens, clause.lows
    if not clause.words.isdisjoint(("waarvan", "waaronder")):
        return [next(at for at, low in enumerate(lows) if low in ("waarvan", "waaronder")), len(tokens)]
    amounts = [at for at, token in enumerate(tokens) if token.type == "Money"]
    found: list[int] = []
    for before, at in pairwise(amounts):
        joint = at - 1
        while joint > before and lows[joint] in context.grammar.words["approximate"]:
            joint -= 1
        given = any(_gives(tokens, back, context) for back in range(before + 1, joint))
        if lows[joint] in (",", "en") and given and _gives(tokens, at + 1, context):
            found.append(joint)
        elif given and not _gives(tokens, at + 1, context) and _opens_with_receiver(tokens, amounts[0], context):
            # "Aan A is 2 miljoen euro toegekend, aan B 3 miljoen euro en aan C 4 miljoen euro".
            found.append(next(back for back in range(before + 1, joint) if _gives(tokens, back, context)))
    return [*found, len(tokens)]


def _opens_with_receiver(tokens: Sequence[Token], amount: int, context: Context) -> bool:
    """Tell whether who gets the first amount is named before it."""
    return any(_gives(tokens, back, context) for back in range(amount))


def _gives(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a preposition before who gets the money stands at a place, with a name behind it."""
    return at < len(tokens) and tokens[at].low in _ROLES and head_of(tokens, at + 1, context) is not None


def parts(draft: Draft, context: Context) -> Iterator[Draft]:
    """Read the parts of an amount, or the further amounts, that a funding names: ", waarvan 2 miljoen euro via A".

    Args:
        draft: A funding.
        context: The document around it.

    Yields:
        A funding by the same agent with the amount and the receivers of each.
    """
    agents = [role for role in draft.roles if role[0] == "agent"]
    for start, end in pairwise(shares(draft.clause, context)):
        amount = next((t.mention for t in draft.clause.tokens[start:end] if t.type == "Money" and t.mention), None)
        receivers = list(_receivers(draft.clause, tuple(_ROLES), context, start, end))
        if amount is not None and receivers:
            roles = [*agents, ("amount", filler_of(amount)), *receivers]
            yield Draft(draft.frame, draft.clause, roles, draft.trigger, draft.modality, draft.negated)


def _receivers(
    clause: Clause, markers: Sequence[str], context: Context, start: int = 0, end: int | None = None
) -> Iterator[tuple[str, Filler]]:
    """Read who gets the money, by the preposition before the names."""
    for at in range(start, len(clause.tokens) if end is None else end):
        token = clause.tokens[at]
        marker = f"{clause.lows[at - 1]} {token.low}" if at and token.low not in markers else token.low
        if marker not in markers:
            continue
        head = head_of(clause.tokens, at + 1, context)
        if head is not None and governor(clause.tokens, head, context) == at:
            group = group_at(clause.tokens, head, context, token.low)
            yield from ((_ROLES[marker], filler) for filler in fillers(group.tokens, context))


def _goes(clause: Clause, words: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Give the prepositions before who gets the money, where the clause tells where money goes."""
    told = clause if clause.partner is None else clause.partner
    if clause.kind != "main" or clause.finite is None or told.finite is None:
        return ()
    if words["money"].isdisjoint(told.lows[: told.finite.at]):
        return ()
    verb = clause.verbs[-1] if clause.verbs else clause.finite
    return _GOES.get(verb.reading.lemma, ())


def _opening(tokens: Sequence[Token], phrases: Sequence[str]) -> Span | None:
    lows = [token.low for token in tokens]
    for words in (phrase.split() for phrase in phrases):
        for at in range(min(len(lows), 8)):
            if lows[at : at + len(words)] == words:
                return Span(tokens[at].start, tokens[at + len(words) - 1].end)
    return None


def _period(clause: Clause, context: Context) -> Period | None:
    found = dates(clause)
    return period_of(context.document, found[0]) if found else None
