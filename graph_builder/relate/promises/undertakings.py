"""Promises: what the sender, or another, says will be done.

Dutch promises with *zal* and an infinitive, with *wil* where the sender speaks, or in the present tense with a day by
which it is done ("de komende tijd verkennen wij …", "ik neem dit mee bij de uitwerking"). What a letter says about its
own course ("daarna zal ik … schetsen") is no promise, nor is what will merely come about.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.model import Filler, Modality, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft, once_each
from graph_builder.relate.promises.decisions import (
    decides,
)
from graph_builder.relate.promises.efforts import read_efforts
from graph_builder.relate.promises.intentions import read_intentions
from graph_builder.relate.promises.promise import (
    PROMISE,
    Promise,
    addressees,
    as_was_promised,
    attends,
    brings_up_to_date,
    in_office,
    is_sender,
    names_parliament,
    refuses,
    shall,
    stands_up,
)
from graph_builder.relate.promises.promised import topic_of
from graph_builder.relate.promises.promisers import merely_possible, who_can, who_keeps, who_promises
from graph_builder.relate.promises.this_text import of_this_text
from graph_builder.relate.promises.told import read_agreed, read_decided, read_told, read_told_back
from graph_builder.relate.promises.when import dated, due
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.particles import lemma_of
from graph_builder.relate.syntax.voice import conditional, cores, negated, undecided


def read_promises(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the promise that a clause makes, if it makes one; for clauses whose verb no frame has read."""
    if "betoog" in clause.words or ("oordeel" in clause.words and names_parliament(clause)):
        # "De minister gaat zijn betoog vervolgen", "ik wil het oordeel aan de Kamer laten".
        return
    intentions = [*read_intentions(clause, context), *read_efforts(clause, context)]
    yield from intentions
    core, agreed = next(cores(clause, context), None), list[Draft]()
    if core is not None and not intentions:
        yield from read_told(clause, core, context)
        yield from read_decided(clause, core, context)
        agreed = [*read_agreed(clause, core, context)]
        yield from agreed
        yield from read_told_back(clause, core, context)
    if intentions or core is None or agreed:
        return
    if undecided(clause) or (clause.marker is not None and clause.marker.low in context.grammar.words["conditions"]):
        return
    said = Promise(clause, core, context, lemma_of(clause, core, context))
    tells = _tells(said)
    if not (tells or as_was_promised(said)) or _shares_object(clause, core, context):
        return
    denied = negated(clause, context)
    keepers = () if denied else who_keeps(said)
    if keepers:
        # What was promised is told by what is now done.
        topic = topic_of(clause, core, context)
        if topic is not None:
            yield _drafted(said, keepers, topic, "asserted", False)
        return
    if not (tells and _may_promise(said)) or (denied and not refuses(said)):
        return
    # Most verbs that can make a promise have nobody who makes it: that is told before what is promised is read.
    agents, mood = who_can(said) if merely_possible(core, context) else who_promises(said)
    if not agents or of_this_text(said):
        return
    reaches = said.lemma in said.words["reaching"] and not said.subject()
    whole = clause.kind != "relative" and (reaches or said.lemma in said.words["receiving"])
    topic = said.span if whole else topic_of(clause, core, context)
    if topic is not None:
        if conditional(clause, context):
            mood = "conditional"
        elif mood == "asserted" and _expected(said):
            mood = "intended"
        yield _drafted(said, agents, topic, mood, denied)


def promises_aside(clause: Clause, context: Context) -> bool:
    """Tell whether a relative clause promises something of its own: "een visie, die ik u in mei zal sturen"."""
    if clause.kind != "relative" or clause.finite is None or clause.finite.reading.lemma != "zullen":
        return False
    core = next(cores(clause, context), None)
    if core is None or core.passive or context.grammar.words["first_person"].isdisjoint(clause.words):
        return False
    said = Promise(clause, core, context, lemma_of(clause, core, context))
    return due(said) and names_parliament(clause)


def _shares_object(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether a coordinated verb has no object of its own: "zal ik het plan afronden en [voorleggen aan X]"."""
    if clause.partner is None or clause.finite is not None or core.passive:
        return False
    words = context.grammar.words
    led = (
        at for at, t in enumerate(clause.tokens) if not (t.point or t.low in words["coordinators"] | words["adverbs"])
    )
    return next(led, -1) == core.predicate.at


def _drafted(said: Promise, agents: tuple[Filler, ...], topic: Span, mood: Modality, denied: bool) -> Draft:
    """Put a promise together, with the parliament that it is made to."""
    if topic.start >= said.clause.start:
        topic = Span(topic.start, max(topic.end, _conjunct_end(said)))
    roles = [*(("agent", agent) for agent in once_each(agents)), ("topic", Filler(topic))]
    roles += [("addressee", whom) for whom in addressees(said)]
    return Draft(PROMISE, said.clause, roles, said.clause.tokens[said.core.predicate.at].span, mood, denied)


def _conjunct_end(said: Promise) -> int:
    """Give where the verbs end that share the auxiliary and promise nothing of their own."""
    clause, end = said.clause, 0
    for other in said.context.clauses:
        shares = other.partner is clause and other.finite is None and bool(other.verbs) and other.start >= clause.end
        if shares and next(read_promises(other, said.context), None) is None:
            end = max(end, other.whole_end)
    return end


def _expected(said: Promise) -> bool:
    """Tell whether it is only expected: "naar verwachting …", "de verwachting is dat …"."""
    above = said.clause.parent.lows if said.clause.parent is not None else []
    return said.says("expected") or "verwachting" in above


def _tells(said: Promise) -> bool:
    """Tell whether the verbs can make a promise at all."""
    words, core = said.words, said.core
    if said.lemma in said.context.grammar.promising or core.lemma in words["promising"]:
        return True
    if not words["promising"].isdisjoint(core.chain) or said.lemma in words["happening"] | words["scheduling"]:
        return True
    if core.passive and (said.lemma in words["government_acts"] or said.lemma in words["handled"]):
        return True
    if brings_up_to_date(said.clause) or said.says("scheduled"):
        return True
    return decides(said) or (_acts(said) and _has_promiser(said) and dated(said))


def _has_promiser(said: Promise) -> bool:
    """Tell whether somebody is there who can promise an act: in the present tense the sender, or another minister.

    That shows sooner than by when it is done. "Er komt een verbod" and "de evaluatie staat gepland" name nobody.
    """
    found = said.subject() if said.core.predicate is said.clause.finite else None
    return found is None or said.core.lemma in ("komen", "staan") or is_sender(found) or in_office(found)


def _may_promise(said: Promise) -> bool:
    """Tell whether verbs that can make a promise make one here."""
    words, antecedent = said.words, said.clause.antecedent
    if antecedent is not None and antecedent.low in words["ways"]:
        return False
    if said.clause.marker is not None and said.clause.marker.low == "wat" and not shall(said):
        # "Dit maakt duidelijk [wat wij daarin betrekken]".
        return False
    if said.lemma == "meenemen" and "u" in said.clause.words:
        # "Ik neem u mee in de overwegingen": it does so at once.
        return False
    if said.core.lemma == "bereiden" and not shall(said) and not words["reflexives"].isdisjoint(said.clause.lows):
        # "Defensie bereidt zich voor op …": it readies itself, and says no act.
        return False
    parent = said.clause.parent if said.clause.kind == "relative" else None
    for marker in (said.clause.marker, parent.marker if parent is not None else None):
        if marker is not None and marker.low in words["indirect"]:
            return False
    if said.core.passive and said.says("on_agenda"):
        # "Het punt zal op de agenda van de Raad worden gezet".
        return False
    return not said.says("settled") and not attends(said) and not stands_up(said)


def _acts(said: Promise) -> bool:
    """Tell whether the verb is an act, other than to ask somebody for one."""
    return said.lemma in said.words["agentive"] and said.lemma not in said.words["soliciting"]
