"""What a promise is about: its verb, and the stretch of text that says what will be done."""

from __future__ import annotations

from graph_builder.model import Span
from graph_builder.relate.clauses import Clause, Core
from graph_builder.relate.context import Context
from graph_builder.relate.evoke import closes
from graph_builder.relate.nounphrases import text_span
from graph_builder.relate.subjects import subject

_LONGEST_PARTICLE = 5
"""Longer words that can be a particle are nouns too, unless such a verb is known: "kennis", "plaats"."""
_SHORTEST = 8
"""Fewer characters promise nothing by themselves: "dit doen" stands for what was said before."""


def lemma_of(clause: Clause, core: Core, context: Context) -> str:
    """Give the infinitive of a verb, with the particle that it bears or that stands apart: "kom … terug".

    Who "lets know" informs.
    """
    if core.lemma == "weten" and "laten" in core.chain:
        return "inlichten"
    particle = core.predicate.reading.particle
    if not particle and core.predicate is clause.finite:
        prefixes, lows = context.grammar.prefixes, clause.lows
        behind = range(len(lows) - 1, core.predicate.at, -1)
        apart = [lows[at] for at in behind if lows[at] in prefixes and closes(clause, at, context)]
        # "Ontvangt een brief over industrie en kennis": a noun.
        apart = [low for low in apart if len(low) <= _LONGEST_PARTICLE or low + core.lemma in context.frames.forms]
        # "Stuur ik u toe samen met mijn reactie": the first of two is the verb's.
        particle = next((low for low in apart if low != "samen" or len(apart) == 1), "") or _swallowed(clause, context)
    elif not particle:
        particle = _before_verb(clause, core, context)
    return particle + core.lemma


def _before_verb(clause: Clause, core: Core, context: Context) -> str:
    """Give the particle written apart before its infinitive: "kunt u in het najaar tegemoet zien"."""
    words, before = context.grammar.words, clause.lows[core.predicate.at - 1]
    closed = before in words["prepositions"] or before in words["adverbs"]
    return before if before in context.grammar.prefixes and not closed else ""


def _swallowed(clause: Clause, context: Context) -> str:
    """Give "mee" where a relative clause has taken it in: "neem ik de ideeën die zij hebben mee bij …"."""
    for child in clause.children:
        if child.kind == "relative" and "mee" in child.lows and closes(child, child.lows.index("mee"), context):
            return "mee"
    return ""


def topic_of(clause: Clause, core: Core, context: Context) -> Span | None:
    """Give what is promised: the clause without its subject and its finite verb.

    A passive keeps its subject, to which something will be done, and so does a clause with its object in front.
    """
    tokens = clause.tokens
    who = None if core.passive else subject(clause, context)
    start = clause.finite.at + 1 if clause.finite is not None and clause.kind == "main" else 0
    if _keeps_front(clause, core, start, context):
        start = 0
    elif who is not None and who.start >= start:
        start = who.end
    while start < len(tokens) and _leads(clause, start, context):
        start += 1
    span = text_span(tokens[start:])
    if span is None:
        return None
    if clause.partner is not None and (span.end - span.start < _SHORTEST or clause.lows[-2:] == ["blijven", "doen"]):
        return _before(clause.partner, context)
    if max(span.end, clause.whole_end) - span.start < _SHORTEST or _vague(clause, core, span, context):
        return None
    return Span(_meant_by_relative(clause, context, span.start), max(span.end, clause.whole_end))


def _vague(clause: Clause, core: Core, span: Span, context: Context) -> bool:
    """Tell whether it is left to other sentences what will be done: "dat gaan we niet doen"."""
    words = context.grammar.words
    if core.lemma not in words["vague"] or clause.whole_end > clause.end:
        return False
    empty = words["pronouns"] | words["adverbs"] | words["neuter"] | words["negations"]
    verbs = [verb.at for verb in (*clause.verbs, *([clause.finite] if clause.finite else []))]
    said = [t for at, t in enumerate(clause.tokens) if at not in verbs and span.covers(t.span) and not t.point]
    return all(token.low in empty for token in said)


def _leads(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether a word before what is promised is no part of it: "kan | en zal niet | in die beoordeling treden"."""
    words, low = context.grammar.words, clause.lows[at]
    if clause.tokens[at].point or not words["first_person"].isdisjoint(clause.lows[at : at + 2]):
        return True
    return low in ("niet", "zal", "zullen") or (low == "en" and clause.lows[at + 1 : at + 2] in (["zal"], ["zullen"]))


def _meant_by_relative(clause: Clause, context: Context, start: int) -> int:
    """Give where the noun phrase begins that a relative word stands for: "[de rapportage van het programma] die …"."""
    antecedent = clause.antecedent
    if (
        clause.kind != "relative"
        or antecedent is None
        or clause.parent is None
        or antecedent.type == "Date"
        or antecedent.readings
    ):
        return start
    words, above = context.grammar.words, clause.parent.tokens
    at = next((i for i, token in enumerate(above) if token is antecedent), None)
    while at:
        before = above[at - 1]
        governs = before.low in words["prepositions"] and before.low != "van"
        if (
            governs
            or before.point
            or before.readings
            or before.low in words["coordinators"]
            or before.low in words["adverbs"]
        ):
            break
        at -= 1
    return above[at].start if at is not None else start


def _keeps_front(clause: Clause, core: Core, start: int, context: Context) -> bool:
    """Tell whether what stands before the finite verb is what something will be done to."""
    words, tokens = context.grammar.words, clause.tokens
    if clause.kind != "main" or not start or clause.finite is None or start < 2:
        return False
    first = tokens[0]
    if core.passive:
        return first.low not in words["prepositions"] and first.low not in words["adverbs"] and first.type != "Date"
    if first.low in words["about"]:
        # "Over de uitkomsten informeer ik u in mei": of what one will be told.
        return lemma_of(clause, core, context) in words["informing"] or core.lemma == "komen"
    behind = subject(clause, context)
    fronted = behind is not None and behind.start > clause.finite.at
    return fronted and first.low in words["determiners"] and tokens[start - 2].type != "Date"


def _before(clause: Clause, context: Context) -> Span | None:
    """Give what "dit blijven doen" refers to: the predicate before it."""
    who = subject(clause, context)
    start = max(who.end if who else 0, clause.finite.at + 1 if clause.finite else 0)
    return text_span(clause.tokens[start:])
