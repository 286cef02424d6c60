"""Lists that a sentence opens: its items go on with it, or are what it announces.

"Het kabinet gaat: – de regels herzien; – een plan opstellen." "Ik neem de volgende maatregelen: – het herzien van …"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph_builder.model import Filler, Modality, Span, Statement
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.lexicon.grammar import Grammar
from graph_builder.relate.promises.due import due_of
from graph_builder.relate.promises.promise import PROMISE, is_sender
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.nounphrases import fillers, text_span
from graph_builder.relate.syntax.parse import parse
from graph_builder.relate.syntax.subjects import subject, subject_names
from graph_builder.relate.syntax.tokens import Token

_WAITING = frozenset(["zullen", "willen", "gaan", "hebben", "worden"])
"""Verbs that wait for another one, which the items bring."""
_PLANNED = frozenset(["voornemens", "plan"])
"""Words with which "zijn" says what somebody means to do."""
_COPULAS = frozenset(["zijn", "is", "betreffen", "omvatten"])
_NAMING = frozenset(["betreffen", "gaan", "zijn"])
_IT = frozenset(["het", "dit", "dat", "daarbij", "hierbij"])
_POINTS_AHEAD = frozenset(["volgende", "onderstaande"])
_ENDS = frozenset([";", ",", ".", "en", "of"])


def unfinished(words: Sequence[Token], grammar: Grammar) -> bool:
    """Tell whether a sentence before a list waits for its items: "heb ik gevraagd om:", "het kabinet zal:".

    Args:
        words: The sentence's, its colon left out.
        grammar: The closed word classes.
    """
    clauses = parse(words, grammar)
    last = clauses[-1] if clauses else None
    if last is None or words[-1].low == "om":
        # "Het gaat om:" lists things, not acts.
        return last is not None and "gaat" not in last.words
    if words[-1].low == "dat":
        return True
    finite = last.finite
    return finite is not None and finite.reading.lemma in _WAITING and not last.verbs


def shares_out(clauses: Sequence[Clause], context: Context) -> Filler | None:
    """Tell who gives the amounts of a list that a sentence opens: "het steunpakket bestaat uit:".

    Args:
        clauses: The sentence's.
        context: For who speaks.

    Returns:
        The sender, where it is money and whose is not said; None otherwise.
    """
    clause = clauses[0] if clauses else None
    if clause is None or clause.finite is None or not context.speaks:
        return None
    told = clause.tokens[: clause.finite.at]
    money = any(token.low in context.grammar.words["money"] for token in told)
    others = any(token.actor and not is_sender(fillers((token,), context)) for token in told)
    return context.sender(clause.tokens[clause.finite.at].span) if money and not others else None


def joined(lead: Sequence[Token], item: Sequence[Token]) -> list[Token]:
    """Read an item with the sentence that it goes on with, what joins it to the next item left out."""
    kept = list(item)
    while kept and kept[-1].low in _ENDS:
        kept.pop()
    return [*lead, *kept]


def within(said: Statement, item: Span) -> Statement | None:
    """Keep of what an item says with its lead what the item says itself; its evidence is the item.

    Args:
        said: Read from the two together.
        item: Where the item stands.

    Returns:
        The statement; None where the lead alone says it.
    """
    ends = [said.span.end, *(filler.span.end for _, filler in said.roles)]
    if max(ends) <= item.start:
        return None
    roles = tuple((role, _clipped(filler, item)) for role, filler in said.roles)
    return replace(said, span=Span(max(said.span.start, item.start), said.span.end), roles=roles)


def _clipped(filler: Filler, item: Span) -> Filler:
    """Leave out of a stretch of words what stands before the item: it may be other items."""
    crosses = filler.entity is None and filler.value is None and filler.span.start < item.start < filler.span.end
    return replace(filler, span=Span(item.start, filler.span.end)) if crosses else filler


def announced(clauses: Sequence[Clause], context: Context) -> Draft | None:
    """Read who will do what a list holds: "daarom neem ik de volgende maatregelen:", "wordt het volgende gedaan:".

    Args:
        clauses: Those of the sentence before the list.
        context: The document around it.

    Returns:
        A promise that still lacks its topic; None where nothing is promised, or by another.
    """
    clause, words = (clauses[0] if clauses else None), context.grammar.words
    if clause is None or clause.finite is None or not context.speaks or clause.finite.reading.form == "past":
        return None
    lows, finite = clause.lows, clause.finite.reading.lemma
    at = next((i for i, low in enumerate(lows) if low in _POINTS_AHEAD), len(lows))
    whole = lows[at - 1 : at] == ["het"] or not words["announced"].isdisjoint(lows[at + 1 : at + 4])
    acts = {verb.reading.infinitive for verb in (*clause.verbs, *clause.embedded, clause.finite)}
    planned = not _PLANNED.isdisjoint(lows)
    if at < len(lows) and not words["intended_acts"].isdisjoint(lows[at + 1 : at + 4]) and _only_names(clause):
        sender = (context.sender(clause.tokens[clause.finite.at].span),)
        return _held_by(sender, clause, sender[0].span, "asserted")
    if at == len(lows) or not whole or words["doing"].isdisjoint(acts):
        return _acts_are(clauses, context)
    if finite in ("hebben", "zijn") and not planned:
        return None
    if not words["negations"].isdisjoint(lows) or acts & (words["modals_needed"] | words["modals_possible"]):
        return None
    verb = clause.tokens[clause.finite.at].span
    agents = subject_names(clause, context)
    if finite == "worden" and not agents and "door" not in lows:
        agents = (context.sender(verb),)
    mood: Modality = "intended" if finite == "willen" or planned else "asserted"
    return _held_by(agents, clause, verb, mood)


def _only_names(clause: Clause) -> bool:
    """Tell whether a lead only says what its list holds: "het betreft de volgende acties:"."""
    finite = clause.finite
    told = finite is not None and finite.reading.lemma in _NAMING and not clause.verbs and not clause.embedded
    return told and clause.lows[0] in _IT and not any(token.actor for token in clause.tokens)


def _held_by(agents: Sequence[Filler], clause: Clause, verb: Span, mood: Modality) -> Draft | None:
    roles = [("agent", agent) for agent in agents]
    return Draft(PROMISE, clause, roles, verb, mood, False) if is_sender(tuple(agents)) else None


def _acts_are(clauses: Sequence[Clause], context: Context) -> Draft | None:
    """Read a lead that says of a noun what it is: "de maatregelen die wij de komende jaren nemen, zijn:"."""
    words, last = context.grammar.words, clauses[-1]
    asides = [child for clause in clauses for child in clause.children if child.kind == "relative"]
    copula = context.tokens[-2].low if len(context.tokens) > 1 else ""
    if len(asides) != 1 or copula not in _COPULAS or asides[0].finite is None:
        return None
    told, antecedent = asides[0], asides[0].antecedent
    who = subject(told, context)
    if antecedent is None or antecedent.low not in words["announced"] or who is None or told.finite is None:
        return None
    if told.finite.reading.form == "past" or told.finite.reading.lemma in ("hebben", "zijn"):
        return None
    mood: Modality = "intended" if told.finite.reading.lemma == "willen" else "asserted"
    return _held_by(fillers(who.tokens, context), last, told.tokens[told.finite.at].span, mood)


def held(promise: Draft, item: Sequence[Token], context: Context) -> Statement | None:
    """Give what an item of an announced list promises: "het herzien van de bekostiging;"; None for a whole sentence."""
    clauses = parse(item, context.grammar)
    topic = text_span(joined((), item))
    if topic is None or len(item) < 2 or any(clause.finite is not None and clause.kind == "main" for clause in clauses):
        return None
    return Statement(
        kind=promise.frame.kind,
        span=topic,
        roles=(*promise.roles, ("topic", Filler(topic))),
        frame=promise.frame.name,
        trigger=promise.trigger,
        negated=False,
        modality=promise.modality,
        due=due_of(context.document, clauses[0], topic, ()) if clauses else None,
    )
