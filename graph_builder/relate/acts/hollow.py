"""What fixed phrases do not say: which of them only describe a noun, are denied, or tell what somebody else does."""

from __future__ import annotations

from graph_builder.relate.acts.agents import of_sender
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.lexicon.frame import JUDGING
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.voice import negated

_BESIDE = frozenset(["Contact", "Cooperation", "Urging"])
"""Kinds of act that go with what the clause says, and take place whether it is denied or not."""


def describes(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether a phrase belongs to a noun before the verb: "in de brief [op verzoek van X] ga ik in op …"."""
    words, finite = context.grammar.words, clause.finite
    if clause.kind != "main" or finite is None or not 1 < at < finite.at:
        return False
    before = clause.tokens[at - 1]
    loose = before.point or before.type == "Date" or before.low in words["adverbs"] | words["coordinators"]
    return clause.lows[0] in words["prepositions"] and not loose


def is_denied(frame: Frame, clause: Clause, phrase: range, context: Context) -> bool:
    """Tell whether what a phrase says is denied: of what goes with something else only "niet" directly before it is.

    "In overleg met A heb ik besloten dit niet te doen", "uit gesprekken met A bleek het niet haalbaar", but "het is
    niet in overleg met A gebeurd".
    """
    negations = context.grammar.words["negations"]
    if frame.kind not in _BESIDE:
        return negated(clause, context)
    return bool(negations & {*clause.lows[max(0, phrase.start - 1) : phrase.start]})


def not_by_subject(draft: Draft, core: Core | None, context: Context) -> bool:
    """Tell whether who acts in a clause does not do what its phrase says.

    "A mag de strijd tegen B niet bemoeilijken", "stemt in met een wet ter bestrijding van B" counter nothing; states
    and bodies that the Dutch parliament asks nothing carry out no motion: "de EU spreekt in lijn met de motie …".
    """
    if draft.frame.kind == "Countering":
        return draft.negated or (core is not None and _judges(core, context))
    if draft.frame.kind == "Cooperation":
        return core is not None and _alike(draft.clause, core, context)
    if draft.frame.kind != "MotionExecution":
        return False
    acting = [role for role in draft.roles if role[0] == "agent"]
    agrees = any(token.low == "lijn" and draft.trigger.covers(token.span) for token in draft.clause.tokens)
    types = ("State", "StateGroup", "Organisation") if agrees else ("State", "StateGroup")
    bodies = {token.span for token in context.tokens if token.type in types}
    return not of_sender(acting) and any(filler.span in bodies for _, filler in acting)


def _judges(core: Core, context: Context) -> bool:
    """Tell whether a verb says what somebody thinks of something, which another does."""
    rivals = context.frames.rivals.get(core.lemma)
    return rivals is not None and any(frame.kind in JUDGING and not frame.particles for frame in rivals.frames)


def _alike(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether a clause says what two are or think alike, which neither does with the other."""
    words, finite = context.grammar.words, clause.finite.reading.lemma if clause.finite is not None else ""
    return core.lemma in words["belonging"] or (finite == "zijn" and not words["opining"].isdisjoint(clause.words))
