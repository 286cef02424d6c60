"""Intentions that a noun tells: "met het voornemen een regeling tot stand te brengen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Modality, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.promises.promise import PROMISE, is_sender
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at, named_from, text_span
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import Token

_DECIDED = frozenset(["besluit", "beslissing"])
_FORMER = frozenset(["vorige", "vorig", "toenmalige", "voormalige", "destijds"])
_NEAR = 5
"""How many words may stand between the noun and its article: "het in het regeerprogramma opgenomen voornemen"."""


def read_intentions(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the intentions that nouns of a clause tell.

    Args:
        clause: With the infinitive behind the noun, as a clause of its own or not.
        context: The document around it.
    """
    words, lows = context.grammar.words, clause.lows
    if words["intending"].isdisjoint(lows):
        return
    for at, low in enumerate(lows):
        if (
            low not in words["intending"]
            or _had(clause, at)
            or not _definite(lows, at)
            or not _owned(clause, at, context)
        ):
            continue
        topic = _meant(clause, at, context)
        agents = _whose(clause, at, context)
        if topic is not None and agents and _resolved(clause, at, agents):
            roles = [*(("agent", agent) for agent in agents), ("topic", Filler(topic))]
            mood: Modality = "asserted" if low in _DECIDED else "intended"
            yield Draft(PROMISE, clause, roles, clause.tokens[at].span, mood, False)
            return


def _definite(lows: list[str], at: int) -> bool:
    near = lows[max(0, at - _NEAR) : at]
    return "geen" not in near and not {"het", "mijn", "ons", "dit", "onze", "de", "deze"}.isdisjoint(near)


def _resolved(clause: Clause, at: int, agents: Sequence[Filler]) -> bool:
    """Tell whether a "besluit" is one of the sender's own, as he is now: that of others is told as what was."""
    if clause.lows[at] not in _DECIDED:
        return True
    near = clause.lows[max(0, at - _NEAR) : at + _NEAR]
    return is_sender(tuple(agents)) and _FORMER.isdisjoint(near)


def _had(clause: Clause, at: int) -> bool:
    """Tell whether somebody has the intention, whom the verb tells: "het voorzitterschap heeft het voornemen om …"."""
    finite = clause.finite
    return finite is not None and finite.reading.lemma == "hebben" and not clause.verbs and finite.at < at


def _owned(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether it is said whose plan it is: "mijn plan", "plannen van het kabinet"; a "voornemen" needs none."""
    words, lows = context.grammar.words, clause.lows
    if lows[at] in words["meant"]:
        return True
    if lows[at + 1 : at + 2] == ["van"] or not words["possessive"].isdisjoint(lows[max(0, at - 2) : at]):
        return True
    # "Het kabinet houdt vast aan de doelstelling om …": its own.
    who = subject(clause, context) if lows[at] in words["aims"] else None
    near = not words["definite"].isdisjoint(lows[max(0, at - 2) : at])
    return near and who is not None and is_sender(fillers(who.tokens, context))


def _meant(clause: Clause, at: int, context: Context) -> Span | None:
    """Give the words of the infinitive behind the noun."""
    noun = clause.tokens[at]
    if at + 1 < len(clause.tokens) and clause.tokens[at + 1].low == "van" and clause.tokens[at + 2 : at + 3]:
        # "Het voornemen [van de gemeente] om …"
        head = head_of(clause.tokens, at + 2, context)
        noun = clause.tokens[group_at(clause.tokens, head, context).end - 1] if head is not None else noun
    for child in clause.children:
        if child.kind == "infinitive" and child.tokens and child.marker and child.marker.low == "om":
            exists = clause.finite is not None and clause.finite.reading.lemma == "bestaan" and at < clause.finite.at
            if exists or 0 < child.marker.start - noun.end < 3 or _next(noun, context) is child.marker:
                return Span(child.tokens[0].start, child.whole_end)
    behind = next((i for i, token in enumerate(clause.tokens) if token is noun), at) + 1
    if clause.lows[at] in context.grammar.words["aspiring"] and clause.lows[behind : behind + 1] == ["naar"]:
        # "Het kabinetsstreven naar een effectief beleid".
        verb = next((verb.at for verb in clause.predicates if verb.at > behind), len(clause.tokens))
        return text_span(clause.tokens[behind + 1 : verb])
    last = next((verb.at for verb in clause.embedded if verb.at > at), None)
    between = [verb.at for verb in clause.predicates]
    if last is None or any(at < verb < last for verb in between):
        return None
    return text_span(clause.tokens[at + 1 : last + 1])


def _next(token: Token, context: Context) -> Token | None:
    """Give the word behind another one, what stands in brackets between them left out."""
    at = next((i for i, other in enumerate(context.tokens) if other is token), len(context.tokens))
    return context.tokens[at + 1] if at + 1 < len(context.tokens) else None


def _whose(clause: Clause, at: int, context: Context) -> tuple[Filler, ...]:
    """Tell whose intention it is: that of whom "van" names, else the sender's."""
    tokens = clause.tokens
    if at + 1 < len(tokens) and tokens[at + 1].low == "van":
        return named_from(tokens, at + 2, context)
    return (context.sender(tokens[at].span),) if context.speaks else ()
