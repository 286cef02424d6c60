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
    announces,
    at_once,
    decides,
    done_by_another,
    takes_place,
    will_be_done,
)
from graph_builder.relate.promises.efforts import read_efforts
from graph_builder.relate.promises.intentions import read_intentions
from graph_builder.relate.promises.promise import (
    PROMISE,
    Promise,
    addressees,
    addresses_parliament,
    arrives,
    as_was_promised,
    attends,
    brings_forward,
    brings_up_to_date,
    complies,
    in_office,
    is_body,
    is_sender,
    names_parliament,
    refuses,
    shall,
    stands_up,
    told_before,
)
from graph_builder.relate.promises.promised import topic_of
from graph_builder.relate.promises.this_text import of_this_text
from graph_builder.relate.promises.told import read_agreed, read_decided, read_told, read_told_back, told_by
from graph_builder.relate.promises.when import dated, due, later, scheduled, to_come
from graph_builder.relate.promises.wishes import acquirers, auxiliary, wishes
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.doers import agent_of_passive
from graph_builder.relate.syntax.particles import lemma_of
from graph_builder.relate.syntax.voice import conditional, cores, negated
from graph_builder.resolve.entities import of_parliament


def read_promises(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the promise that a clause makes, if it makes one; for clauses whose verb no frame has read."""
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
    if clause.marker is not None and clause.marker.low in context.grammar.words["conditions"]:
        return
    said = Promise(clause, core, context, lemma_of(clause, core, context))
    tells = _tells(said)
    if not (tells or as_was_promised(said)) or _shares_object(clause, core, context):
        return
    denied = negated(clause, context)
    keepers = () if denied else _keepers(said)
    if keepers:
        # What was promised is told by what is now done.
        topic = topic_of(clause, core, context)
        if topic is not None:
            yield _drafted(said, keepers, topic, "asserted", False)
        return
    if not (tells and _may_promise(said)) or of_this_text(said) or (denied and not refuses(said)):
        return
    agents, mood = _perhaps(said) if _merely_possible(core, context) else _promisers(said)
    topic = said.span if said.lemma in said.words["receiving"] else topic_of(clause, core, context)
    if agents and topic is not None:
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
    clause, end = said.clause, said.clause.whole_end
    for other in said.context.clauses:
        shares = other.partner is clause and other.finite is None and bool(other.verbs) and other.start >= clause.end
        if shares and next(read_promises(other, said.context), None) is None:
            end = max(end, other.whole_end)
    return end


def _keepers(said: Promise) -> tuple[Filler, ...]:
    """Tell who does what he has promised: "zoals toegezegd heb [ik] een evaluatie laten uitvoeren"."""
    words, clause = said.words, said.clause
    if clause.kind != "main" or not as_was_promised(said):
        return ()
    if said.lemma in words["stative"] and said.lemma not in words["receiving"]:
        return ()
    if said.core.lemma in ("zeggen", "toezeggen", "beloven") or said.lemma in words["reporting"]:
        return ()
    if said.lemma in words["receiving"]:
        return said.sender() if addresses_parliament(said) else ()
    if _merely_possible(said.core, said.context) or not said.context.speaks:
        return ()
    found = _done_by(said) if said.core.passive else said.subject()
    return found if is_sender(found) else ()


def _expected(said: Promise) -> bool:
    """Tell whether it is only expected: "naar verwachting …", "de verwachting is dat …"."""
    above = said.clause.parent.lows if said.clause.parent is not None else []
    return said.says("expected") or "verwachting" in above


def _merely_possible(core: Core, context: Context) -> bool:
    """Tell whether the verbs say what must or may be done: no promise."""
    words, chain = context.grammar.words, {*core.chain, core.predicate.reading.particle + core.lemma}
    return bool(chain & words["modals_needed"] or chain & words["modals_possible"])


def _perhaps(said: Promise) -> tuple[tuple[Filler, ...], Modality]:
    """Tell who promises with "kan": "uw Kamer kan de brief in mei verwachten", "in mei kan ik uw Kamer informeren"."""
    words, clause = said.words, said.clause
    if (
        not said.context.speaks
        or {*said.core.chain} & words["modals_needed"]
        or not names_parliament(clause)
        or not (due(said) or said.lemma == "tegemoetzien")
    ):
        return (), "asserted"
    if said.lemma in words["awaited"]:
        return said.sender() if addresses_parliament(said) else (), "intended"
    informs = said.lemma in words["informing"] or said.lemma in words["sending"]
    found = said.sender() if said.core.passive else said.subject()
    return (found if informs and is_sender(found) else ()), "intended"


def _tells(said: Promise) -> bool:
    """Tell whether the verbs can make a promise at all."""
    words, core = said.words, said.core
    if said.lemma in said.context.grammar.promising or core.lemma in words["promising"]:
        return True
    if not words["promising"].isdisjoint(core.chain) or said.lemma in words["happening"]:
        return True
    if core.passive and (said.lemma in words["government_acts"] or said.lemma in words["handled"]):
        return True
    if brings_up_to_date(said.clause) or said.says("scheduled"):
        return True
    return decides(said) or (_acts(said) and dated(said))


def _may_promise(said: Promise) -> bool:
    """Tell whether verbs that can make a promise make one here."""
    words, antecedent = said.words, said.clause.antecedent
    if antecedent is not None and antecedent.low in words["ways"]:
        return False
    if said.lemma == "meenemen" and "u" in said.clause.words:
        # "Ik neem u mee in de overwegingen": it does so at once.
        return False
    parent = said.clause.parent if said.clause.kind == "relative" else None
    for marker in (said.clause.marker, parent.marker if parent is not None else None):
        if marker is not None and marker.low in words["indirect"]:
            return False
    return not said.says("settled") and not attends(said) and not stands_up(said)


def _acts(said: Promise) -> bool:
    """Tell whether the verb is an act, other than to ask somebody for one."""
    return said.lemma in said.words["agentive"] and said.lemma not in said.words["soliciting"]


def _promisers(said: Promise) -> tuple[tuple[Filler, ...], Modality]:
    """Tell who promises, and whether it is a promise or a wish; nobody where the clause is neither."""
    words = said.words
    informs = said.lemma in words["informing"] or said.lemma in words["sending"] or brings_up_to_date(said.clause)
    if said.lemma in words["receiving"]:
        return (said.sender() if _parliament_receives(said) else ()), "asserted"
    if buyers := acquirers(said):
        return buyers, "intended"
    if wishes(said):
        finite = auxiliary(said.clause)
        goes = finite is not None and finite.reading.lemma == "gaan"
        return _actors(said), "asserted" if goes else "intended"
    if tellers := told_by(said):
        return tellers, "asserted"
    if takes_place(said):
        return said.sender(), "asserted"
    if shall(said):
        if not said.core.passive:
            return _actors(said), "asserted"
        told = informs and names_parliament(said.clause)
        return (_done_by(said) if told or will_be_done(said) else done_by_another(said)), "asserted"
    if _expects(said):
        found = said.subject()
        return (found if is_body(found, said) and scheduled(said) else _present(said)), "intended"
    if informs and names_parliament(said.clause) and (_still_to_come(said) or as_was_promised(said)):
        return _present(said), "asserted"
    return (_present(said) if at_once(said) else ()), "asserted"


def _still_to_come(said: Promise) -> bool:
    """Tell whether parliament will be told only later; what "ik u doe toekomen" without more is the text itself."""
    return later(said) if said.lemma in said.words["sending"] and not said.core.passive else to_come(said)


def _expects(said: Promise) -> bool:
    """Tell whether the sender expects to inform parliament by a day: "ik verwacht uw Kamer voor de zomer te …"."""
    words, clause = said.words, said.clause
    if said.lemma not in words["expecting"] or not said.context.speaks:
        return False
    if any(verb.reading.particle + verb.reading.lemma in words["agentive"] for verb in clause.embedded):
        return True
    if not names_parliament(clause) or not due(said):
        return False
    lemmas = {r.particle + r.lemma for token in clause.tokens for r in token.readings if r.form == "infinitive"}
    return not lemmas.isdisjoint(words["informing"]) or not lemmas.isdisjoint(words["sending"])


def _actors(said: Promise) -> tuple[Filler, ...]:
    """Give who promises: the sender for whatever he will do, others for what is surely an act."""
    words, found = said.words, said.subject()
    begins = said.lemma in words["starting"]
    gets = begins or said.says("engaging") or brings_forward(said) or arrives(said) or complies(said)
    if said.lemma in words["stative"] and not gets:
        return ()
    if (is_sender(found) or in_office(found)) and said.context.speaks:
        return found
    if not words["likely"].isdisjoint(said.clause.lows):
        # "Rusland zal de aanvallen waarschijnlijk voortzetten": what somebody else expects of him.
        return ()
    if any(of_parliament(filler.entity) for filler in found):
        # "De Tweede Kamer zal het voorstel behandelen": its agenda.
        return ()
    acts = begins or {said.lemma, said.core.lemma} & words["agentive"]
    return found if acts or brings_forward(said) or is_body(found, said) else ()


def _present(said: Promise) -> tuple[Filler, ...]:
    """In the present tense only the sender promises, or another minister, and only what is still to come."""
    finite, auxiliaries = said.clause.finite, said.clause.auxiliaries()
    found = said.subject()
    official = is_sender(found) or in_office(found)
    if finite is None or not (said.context.speaks or (official and said.clause.kind == "main")):
        return ()
    if (finite.reading.form == "past" and not told_before(said)) or "hebben" in auxiliaries:
        return ()
    if said.core.predicate.reading.form == "participle" and not said.core.passive:
        # "Dit jaar ben ik een experiment gestart": it has been done.
        return ()
    if said.core.passive:
        return _done_by(said) if "worden" in auxiliaries else ()
    if said.lemma in said.words["following"] or said.core.lemma == "staan" or announces(said):
        return said.sender()
    planned = said.lemma in said.words["planning"] and dated(said)
    if planned and said.context.document.metadata.date:
        return found
    return found if official else ()


def _done_by(said: Promise) -> tuple[Filler, ...]:
    """Give who does what a passive tells: whom "door" names, else the sender."""
    found, marker = agent_of_passive(said.clause, said.context)
    return found or () if marker is not None else said.sender()


def _parliament_receives(said: Promise) -> bool:
    """Tell whether parliament will get something by a day: the sender sends it."""
    finite = said.clause.finite
    if finite is None or finite.reading.form == "past" or "hebben" in said.clause.auxiliaries():
        return False
    return addresses_parliament(said) and (due(said) or shall(said))
