"""Who promises what a clause says will be done: the sender, or another; nobody where it is no promise."""

from __future__ import annotations

from graph_builder.model import Filler, Modality
from graph_builder.relate.context import Context
from graph_builder.relate.promises.decisions import (
    announces,
    at_once,
    done_by_another,
    foreseen,
    takes_place,
    will_be_done,
)
from graph_builder.relate.promises.promise import (
    Promise,
    addresses_parliament,
    arrives,
    as_was_promised,
    brings_forward,
    brings_up_to_date,
    complies,
    in_office,
    is_body,
    is_sender,
    names_parliament,
    shall,
    this_letter,
    told_before,
)
from graph_builder.relate.promises.told import told_by
from graph_builder.relate.promises.when import ahead, dated, due, later, scheduled, to_come
from graph_builder.relate.promises.wishes import acquirers, auxiliary, wishes
from graph_builder.relate.syntax.clauses import Core
from graph_builder.relate.syntax.doers import agent_of_passive
from graph_builder.relate.syntax.nounphrases import named_from
from graph_builder.relate.syntax.particles import lemma_of, whole_infinitive
from graph_builder.relate.syntax.voice import cores
from graph_builder.resolve.entities import of_parliament

_OPENING = 3
"""Within how many words of its start a clause says before what it tells something: "ten behoeve van het debat"."""


def who_promises(said: Promise) -> tuple[tuple[Filler, ...], Modality]:
    """Tell who promises, and whether it is a promise or a wish; nobody where the clause is neither."""
    words = said.words
    informs = said.lemma in words["informing"] or said.lemma in words["sending"] or brings_up_to_date(said.clause)
    if said.lemma in words["receiving"]:
        if found := _from_another(said):
            return found, "asserted"
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
            return (said.sender() if _reaches_parliament(said) else _actors(said)), "asserted"
        told = informs and names_parliament(said.clause)
        return (_done_by(said) if told or will_be_done(said) else done_by_another(said)), "asserted"
    if _expects(said):
        found = said.subject()
        return (found if is_body(found, said) and scheduled(said) else _present(said)), "intended"
    if informs and names_parliament(said.clause) and (_still_to_come(said) or as_was_promised(said)):
        return _present(said), "asserted"
    # That nobody is there who could promise shows sooner than that nothing is promised.
    found = _present(said)
    return (found if found and at_once(said) else ()), "asserted"


def _still_to_come(said: Promise) -> bool:
    """Tell whether parliament will be told only later; what "ik u doe toekomen" without more is the text itself."""
    finite = said.clause.finite
    if finite is not None and "komende" in said.clause.lows[: finite.at] and ahead(said):
        # "De komende maanden informeer ik u over …", not "… over de plannen voor de komende maanden".
        return True
    return later(said) if said.lemma in said.words["sending"] and not said.core.passive else to_come(said)


def _expects(said: Promise) -> bool:
    """Tell whether the sender expects to inform parliament by a day: "ik verwacht uw Kamer voor de zomer te …"."""
    words, clause = said.words, said.clause
    if said.lemma not in words["expecting"] or not said.context.speaks:
        return False
    if any(whole_infinitive(clause, verb, said.context) in words["agentive"] for verb in clause.embedded):
        return True
    if not names_parliament(clause) or not due(said):
        return False
    lemmas = {r.infinitive for token in clause.tokens for r in token.readings if r.form == "infinitive"}
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
    if _is_on_agenda(said) or _legislate(found):
        return ()
    acts = begins or {said.lemma, said.core.lemma} & words["agentive"]
    return found if acts or brings_forward(said) or is_body(found, said) else ()


def _legislate(found: tuple[Filler, ...]) -> bool:
    """Tell whether the Union's institutions act together, as the law says that they do."""
    entities = {filler.entity for filler in found}
    return len(entities) > 1 and "actor/european-parliament" in entities


def _is_on_agenda(said: Promise) -> bool:
    """Tell whether a body is only said to talk: "de Raad zal een debat voeren", "… het plan bespreken en …"."""
    words, partner = said.words, said.clause.partner
    lemmas = {said.lemma}
    if partner is not None and said.lemma not in words["agentive"]:
        lemmas |= {lemma_of(partner, core, said.context) for core in cores(partner, said.context)}
    if not lemmas.isdisjoint(words["deliberating"]) or (said.lemma == "wisselen" and "gedachten" in said.clause.words):
        return True
    return said.core.lemma in words["holding"] and not words["talking"].isdisjoint(said.clause.lows)


def _present(said: Promise) -> tuple[Filler, ...]:
    """In the present tense only the sender promises, or another minister, and only what is still to come."""
    finite, auxiliaries = said.clause.finite, said.clause.auxiliaries()
    found = said.subject()
    official = is_sender(found) or in_office(found)
    if finite is None or not (said.context.speaks or (official and said.clause.kind == "main")):
        return ()
    if (finite.reading.form == "past" and not told_before(said)) or "hebben" in auxiliaries:
        return ()
    if said.clause.kind == "relative" and finite.reading.lemma == "willen":
        # "De accenten die wij de komende jaren willen zetten": what they are is told, and not promised.
        return ()
    if said.core.predicate.reading.form == "participle" and not said.core.passive:
        # "Dit jaar ben ik een experiment gestart": it has been done.
        return ()
    if said.core.passive:
        return _done_by(said) if "worden" in auxiliaries else ()
    if said.lemma in said.words["informing"] and not said.words["leading_up"].isdisjoint(said.clause.lows[:_OPENING]):
        # "In aanloop naar het debat informeer ik u over …": so the text itself does.
        return ()
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


def _from_another(said: Promise) -> tuple[Filler, ...]:
    """Give from which other member of the government parliament gets something: "van [de minister] ontvangt u …"."""
    clause, finite = said.clause, said.clause.finite
    if finite is None or finite.reading.form == "past" or "hebben" in clause.auxiliaries() or "van" not in clause.words:
        return ()
    at = clause.lows.index("van")
    # Not "een brief van de minister", whoever sends that.
    free = at == 0 or clause.lows[at - 1] == "u" or at - 1 == finite.at
    found = named_from(clause.tokens, at + 1, said.context, "van") if free else ()
    return found if in_office(found) and addresses_parliament(said) and said.context.speaks else ()


def _parliament_receives(said: Promise) -> bool:
    """Tell whether parliament will get something by a day: the sender sends it."""
    finite = said.clause.finite
    if finite is None or finite.reading.form == "past" or "hebben" in said.clause.auxiliaries():
        return False
    return addresses_parliament(said) and (due(said) or shall(said))


def _reaches_parliament(said: Promise) -> bool:
    """Tell whether a text will come to parliament: "de antwoorden zullen u binnenkort toekomen"."""
    found = said.subject()
    mine = all(of_parliament(filler.entity) for filler in found)
    return said.lemma in said.words["reaching"] and names_parliament(said.clause) and mine and said.context.speaks


def who_can(said: Promise) -> tuple[tuple[Filler, ...], Modality]:
    """Tell who promises with "kan": "uw Kamer kan de brief in mei verwachten", "in mei kan ik uw Kamer informeren"."""
    words, clause = said.words, said.clause
    if foreseen(said) and said.core.passive and will_be_done(said) and dated(said):
        return said.sender(), "intended"
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


def who_keeps(said: Promise) -> tuple[Filler, ...]:
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
    if merely_possible(said.core, said.context) or not said.context.speaks:
        return ()
    if not said.core.passive and this_letter(said.clause, said.context):
        # "Deze brief beschrijft …, zoals toegezegd in het overleg".
        return said.sender()
    found = _done_by(said) if said.core.passive else said.subject()
    return found if is_sender(found) else ()


def merely_possible(core: Core, context: Context) -> bool:
    """Tell whether the verbs say what must or may be done: no promise."""
    words, chain = context.grammar.words, {*core.chain, core.predicate.reading.infinitive}
    return bool(chain & words["modals_needed"] or chain & words["modals_possible"])
