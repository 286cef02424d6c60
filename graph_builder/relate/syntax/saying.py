"""What somebody says of himself in an infinitive: "gaf aan [het voorstel niet te kunnen steunen]"."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.relate.context import Context
from graph_builder.relate.lexicon.inflect import Reading
from graph_builder.relate.syntax.clauses import Clause, Predicate

_KNOWN = frozenset(["kennen", "kenbaar", "duidelijk", "weten", "meegedeeld", "bekend"])
"""What makes "geven", "maken" or "laten" a verb of saying."""
_SAYING = frozenset(["geven", "maken", "laten", "weten", "delen"])
_NEAR = 8
"""How many words may stand between a verb and its particle."""


def said_infinitive(clause: Clause, context: Context) -> Clause | None:
    """Give the part of a clause that says, as an infinitive, what its subject thinks or does.

    Args:
        clause: One whose verb may tell that its subject says something.
        context: For the word classes.

    Returns:
        A clause of its own, with the words behind the verb of saying; None where the verb is none, or no infinitive
        follows.
    """
    if clause.kind == "infinitive" or not clause.embedded:
        return None
    start = _behind_saying(clause, context)
    if start < 0 or clause.embedded[-1].at <= start:
        return None
    said = Clause("infinitive", parent=clause, said=True)
    for token in clause.tokens[start:]:
        said.add(token)
    said.words = frozenset(said.lows)
    said.embedded = [replace(verb, at=verb.at - start) for verb in clause.embedded if verb.at > start]
    said.verbs = [replace(verb, at=verb.at - start) for verb in clause.verbs if verb.at > start]
    said.verbs += [behind for verb in said.embedded if (behind := _carried(said, verb, context)) is not None]
    said.children = [child for child in clause.children if child.tokens and child.start > said.tokens[0].start]
    return said


def _carried(clause: Clause, helping: Predicate, context: Context) -> Predicate | None:
    """Give the verb that an auxiliary infinitive brings along: "te kunnen [steunen]"."""
    at = helping.at + 1
    if helping.reading.lemma not in context.grammar.thin or at >= len(clause.tokens):
        return None
    forms = (reading for reading in clause.tokens[at].readings if reading.form in ("infinitive", "plural"))
    found = next(forms, None)
    return Predicate(at, Reading(found.lemma, found.particle, "infinitive")) if found is not None else None


def _behind_saying(clause: Clause, context: Context) -> int:
    """Find where the words behind a verb of saying begin, its particle included; -1 where there is none."""
    reporting, lows = context.grammar.words["reporting"], clause.lows
    own = clause.predicates
    for verb in own:
        lemma = verb.reading.infinitive
        if lemma in reporting:
            # "Zegde toe Oekraïne te steunen": who promises does so by another verb.
            return verb.at + 1 if "toe" not in clause.words else -1
        if verb is clause.finite:
            near = range(verb.at + 1, min(verb.at + _NEAR, len(lows)))
            apart = next((at for at in near if lows[at] in ("aan", "mee") and lows[at] + lemma in reporting), -1)
            if apart > 0:
                return apart + 1
    known = [at for at, low in enumerate(lows) if low in _KNOWN]
    if known and any(verb.reading.lemma in _SAYING for verb in own):
        return max([known[0], *(verb.at for verb in clause.verbs if verb.at - known[0] == 1)]) + 1
    return -1
