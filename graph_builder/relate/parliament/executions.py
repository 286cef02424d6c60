"""Motions whose execution the government tells of: "informeer ik u over de uitvoering van de motie A"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.parliament.motionlists import fillers_of, further
from graph_builder.relate.promises.promise import (
    PROMISE,
    Promise,
    addresses_parliament,
    brings_up_to_date,
    in_office,
    is_sender,
)
from graph_builder.relate.promises.when import later
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.particles import lemma_of
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import conditional, cores, negated

TOLD = replace(PROMISE, name="uitvoering-van-de-motie", kind="MotionExecution", requires=(frozenset(["motion"]),))
"""The frame of motions of whose execution the government tells."""
_FARTHEST = 6
"""How many words may stand between "uitvoering" and the motion."""
_NOT_YET = frozenset(["zullen", "willen", "gaan"])


def read_executions(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the motions whose execution a clause tells parliament of.

    Args:
        clause: One that states something.
        context: The document around it; only in the government's own words is anything told so.

    Yields:
        A MotionExecution by the sender. Who asks to be told, or will be told later, is told of no execution yet.
    """
    words = context.grammar.words
    if not context.speaks or words["executing"].isdisjoint(clause.words) or clause.kind in ("infinitive", "sub"):
        return
    core = next(cores(clause, context), None)
    if core is None or not (_runs(clause, core, context) or _tells(clause, core, context)):
        return
    for at, low in enumerate(clause.lows):
        if low in words["executing"] and words["requesting"].isdisjoint(clause.lows[:at]):
            found = _behind(clause.tokens[at], context.tokens)
            if found:
                roles = [("agent", context.sender(clause.tokens[at].span)), *(("motion", motion) for motion in found)]
                yield Draft(TOLD, clause, roles, clause.tokens[at].span, "asserted", False)
                return


def own_thing(clause: Clause, context: Context) -> bool:
    """Tell whether something that the government makes does what a clause tells: "deze brief doet de motie A af"."""
    things = context.grammar.phrases["own_things"]
    if not context.speaks:
        return False
    determiners = context.grammar.words["determiners"]
    return any(low.endswith(things) and clause.lows[at - 1] in determiners for at, low in enumerate(clause.lows) if at)


def _behind(noun: Token, tokens: Sequence[Token]) -> list[Filler]:
    """Give the motion that "uitvoering van" names, and those that are joined to it."""
    start = next((at for at, token in enumerate(tokens) if token is noun), -1) + 1
    if not start or start >= len(tokens) or tokens[start].low not in ("van", "aan"):
        return []
    for at in range(start, min(start + _FARTHEST, len(tokens))):
        if tokens[at].type == "Motion":
            known = fillers_of(tokens[at])
            return [*known, *further(tokens, known)]
    return []


def _runs(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether the execution of a motion is said to be under way: "de uitvoering van de motie A loopt via …"."""
    words, finite = context.grammar.words, clause.finite
    if finite is None or clause.kind != "main" or finite.reading.form == "infinitive" or negated(clause, context):
        return False
    fronted = not words["executing"].isdisjoint(clause.lows[: min(finite.at, 3)])
    aside = {*core.chain} & (words["modals_needed"] | words["modals_possible"] | _NOT_YET)
    return fronted and not aside and lemma_of(clause, core, context) in words["running"]


def _tells(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether the sender, or his text, tells something now or has told it."""
    words = context.grammar.words
    said = Promise(clause, core, context, lemma_of(clause, core, context))
    tells = any(
        said.lemma in words[name] for name in ("informing", "sending", "telling", "receiving", "discourse_verbs")
    )
    if not (tells or brings_up_to_date(clause)) or negated(clause, context) or conditional(clause, context):
        return False
    if {*core.chain} & (words["modals_needed"] | words["modals_possible"] | _NOT_YET):
        return False
    # "De volgende moties" are those of the list that follows, no later ones.
    if later(said) and not any(token.type == "Motion" and token.mention is None for token in clause.tokens):
        return False
    found = said.subject()
    if not found:
        return addresses_parliament(said) or core.passive or _by_text(clause, context)
    return is_sender(found) or in_office(found) or addresses_parliament(said)


def _by_text(clause: Clause, context: Context) -> bool:
    """Tell whether the text itself tells: "deze brief gaat in op de uitvoering van …"."""
    return any(low.endswith(context.grammar.phrases["texts"]) for low in clause.lows)
