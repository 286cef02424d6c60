"""Verbs and their separable particles: "stel … voor", "kom … terug", "kunt … tegemoet zien"."""

from __future__ import annotations

from graph_builder.relate.context import Context
from graph_builder.relate.syntax.clauses import Clause, Core, Predicate

_LONGEST_PARTICLE = 5
"""Longer words that can be a particle are nouns too, unless such a verb is known: "kennis", "plaats"."""


def closes(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether a particle stands last, or before a point or another complement."""
    after = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    return after is None or after.point or after.low in context.grammar.words["after_particle"]


def lemma_of(clause: Clause, core: Core, context: Context) -> str:
    """Give the infinitive of a verb, with the particle that it bears or that stands apart: "kom … terug".

    Who "lets know" informs.
    """
    if core.lemma == "weten" and "laten" in core.chain:
        return "inlichten"
    particle = core.predicate.reading.particle
    if not particle and core.predicate is clause.finite:
        prefixes, lows = context.grammar.prefixes, clause.lows
        if prefixes.isdisjoint(clause.words):
            return _swallowed(clause, context) + core.lemma
        behind = range(len(lows) - 1, core.predicate.at, -1)
        known = context.frames.forms
        at_end = [at for at in behind if lows[at] in prefixes and closes(clause, at, context)]
        # "Hoop het voorstel in te dienen": the particle of the infinitive.
        apart = [lows[at] for at in at_end if lows[at + 1 : at + 2] != ["te"] or lows[at] + core.lemma in known]
        # "Ontvangt een brief over industrie en kennis": a noun.
        apart = [
            low for low in apart if (len(low) <= _LONGEST_PARTICLE and low != "samen") or low + core.lemma in known
        ]
        apart = [low for low in apart if not left_behind(clause, low, core, context)]
        # "Stuur ik u toe samen met mijn reactie": the first of two is the verb's.
        particle = next((low for low in apart if low != "samen" or len(apart) == 1), "") or _swallowed(clause, context)
    elif not particle:
        particle = _before_verb(clause, core, context)
    return particle + core.lemma


def left_behind(clause: Clause, low: str, core: Core, context: Context) -> bool:
    """Tell whether a word is what "er" leaves behind, no particle: "pleit er in de Raad [voor] dat …".

    Where it makes a verb that is known with the clause's, it is that verb's.
    """
    words = context.grammar.words
    stranded = low in words["stranded"] and not words["strands"].isdisjoint(clause.lows)
    return stranded and low + core.lemma not in context.frames.forms


def whole_infinitive(clause: Clause, verb: Predicate, context: Context) -> str:
    """Give an infinitive with its particle, also where that stands before "te": "terug te komen"."""
    apart = clause.lows[max(0, verb.at - 2)]
    return apart + verb.reading.infinitive if apart in context.grammar.prefixes else verb.reading.infinitive


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
