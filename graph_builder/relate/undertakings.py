"""Promises: what the sender, or another, says will be done.

Dutch promises with *zal* and an infinitive, with *wil* where the sender speaks, or in the present tense with a day by
which it is done ("de komende tijd verkennen wij …", "ik neem dit mee bij de uitwerking"). What a letter says about its
own course ("daarna zal ik … schetsen") is no promise, nor is what will merely come about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_builder.model import Filler, Modality, Span
from graph_builder.relate.clauses import Clause
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.due import due_of
from graph_builder.relate.frames import Frame
from graph_builder.relate.inflect import Verb
from graph_builder.relate.intentions import read_intentions
from graph_builder.relate.nounphrases import fillers, text_span
from graph_builder.relate.promised import lemma_of, topic_of
from graph_builder.relate.subjects import agent_of_passive, subject
from graph_builder.relate.tokens import Token
from graph_builder.relate.voice import Core, conditional, cores, negated

_TELLING = (
    "informing",
    "sending",
    "receiving",
    "expecting",
    "returning",
    "including",
    "planning",
    "following",
    "telling",
    "awaited",
)
"""The classes of verbs that promise without "zal" or "wil"."""
_SENDERS = frozenset([GOVERNMENT, "actor/netherlands"])
_OFFICES = ("minister", "staatssecretaris")
"""How the names of those who speak for the government begin, beside the sender."""

PROMISE = Frame(
    name="zullen",
    kind="Undertaking",
    verbs=(Verb("zullen"),),
    particles=(),
    phrases=(),
    subject="agent",
    object="topic",
    object_accepts=frozenset(["text"]),
    object_text=None,
    indirect=None,
    phrase=None,
    complements=(),
    requires=(frozenset(["topic"]),),
    modality=None,
    excludes=frozenset(),
    implied=True,
    sender_only=False,
    predicate=None,
    examples=(),
    counter_examples=(),
)
"""The frame of promises that no frame in `ontology/frames.ttl` reads: it has no words of its own but the auxiliary."""


@dataclass(frozen=True, slots=True)
class _Promise:
    """A clause that may be one."""

    clause: Clause
    core: Core
    context: Context
    lemma: str
    """The infinitive, with its particle."""

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        return self.context.grammar.words

    @property
    def span(self) -> Span:
        return Span(self.clause.start, self.clause.whole_end)

    def subject(self) -> tuple[Filler, ...]:
        who = subject(self.clause, self.context)
        return fillers(who.tokens, self.context) if who else ()

    def sender(self) -> tuple[Filler, ...]:
        """Give the sender, pointing to the finite verb of a passive that names nobody."""
        finite = self.clause.finite
        if finite is None or not self.context.speaks:
            return ()
        return (self.context.sender(self.clause.tokens[finite.at].span),)

    def says(self, phrases: str) -> bool:
        """Tell whether one of the phrases of a list stands in the clause."""
        line = " ".join(self.clause.lows)
        return any(phrase in line for phrase in self.context.grammar.phrases[phrases])


def read_promises(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the promise that a clause makes, if it makes one; for clauses whose verb no frame has read."""
    intentions = list(read_intentions(clause, context, PROMISE))
    yield from intentions
    core = next(cores(clause, context), None)
    if core is not None and not intentions:
        yield from _told_of_others(clause, core, context)
        yield from _brought_to(clause, core, context)
    if intentions or core is None or negated(clause, context):
        return
    if clause.marker is not None and clause.marker.low in context.grammar.words["conditions"]:
        return
    said = _Promise(clause, core, context, lemma_of(clause, core, context))
    if not _may_promise(said) or _of_this_text(said):
        return
    agents, mood = _perhaps(said) if _merely_possible(core, context) else _promisers(said)
    topic = said.span if said.lemma in said.words["receiving"] else topic_of(clause, core, context)
    if agents and topic is not None:
        roles = [*(("agent", agent) for agent in agents), ("topic", Filler(topic))]
        trigger = clause.tokens[core.predicate.at].span
        yield Draft(PROMISE, clause, roles, trigger, "conditional" if conditional(clause, context) else mood, False)


def _told_of_others(clause: Clause, core: Core, context: Context) -> Iterator[Draft]:
    """Read what another says that he will do: "X heeft aangegeven dit aan te pakken"."""
    words = context.grammar.words
    acts = [verb for verb in clause.embedded if verb.at > core.predicate.at]
    if core.passive or not acts or lemma_of(clause, core, context) not in words["announcing"]:
        return
    who, last = subject(clause, context), acts[-1]
    agents = fillers(who.tokens, context) if who else ()
    topic = text_span(clause.tokens[core.predicate.at + 1 :])
    promised = last.reading.lemma == "zullen"
    if not agents or (_is_sender(agents) and not promised) or topic is None or negated(clause, context):
        return
    if promised or last.reading.particle + last.reading.lemma not in words["stative"]:
        roles = [*(("agent", agent) for agent in agents), ("topic", Filler(topic))]
        mood: Modality = "asserted" if _is_sender(agents) else "reported"
        yield Draft(PROMISE, clause, roles, clause.tokens[core.predicate.at].span, mood, False)


def _brought_to(clause: Clause, core: Core, context: Context) -> Iterator[Draft]:
    """Read what has made the sender decide: "dit heeft mij doen besluiten nader te bezien …"."""
    words, acts = context.grammar.words, [verb for verb in clause.embedded if verb.at > core.predicate.at]
    moved = core.lemma in words["control"] and "doen" in core.chain
    mine = next((token for token in clause.tokens if token.low in ("mij", "ons")), None)
    topic = text_span(clause.tokens[core.predicate.at + 1 :])
    if moved and mine is not None and acts and topic is not None and context.speaks:
        whole = Span(topic.start, max(topic.end, clause.whole_end))
        roles = [("agent", context.sender(mine.span)), ("topic", Filler(whole))]
        yield Draft(PROMISE, clause, roles, clause.tokens[core.predicate.at].span, "asserted", negated(clause, context))


def _merely_possible(core: Core, context: Context) -> bool:
    """Tell whether the verbs say what must or may be done: no promise."""
    words, chain = context.grammar.words, {*core.chain, core.predicate.reading.particle + core.lemma}
    return bool(chain & words["modals_needed"] or chain & words["modals_possible"])


def _perhaps(said: _Promise) -> tuple[tuple[Filler, ...], Modality]:
    """Tell who promises with "kan": "uw Kamer kan de brief in mei verwachten", "in mei kan ik uw Kamer informeren"."""
    words, clause = said.words, said.clause
    if (
        not said.context.speaks
        or {*said.core.chain} & words["modals_needed"]
        or not _parliament(clause)
        or not _due(said)
    ):
        return (), "asserted"
    if said.lemma in words["awaited"]:
        return said.sender() if _addresses_parliament(said) else (), "intended"
    informs = said.lemma in words["informing"] or said.lemma in words["sending"]
    found = said.sender() if said.core.passive else said.subject()
    return (found if informs and _is_sender(found) else ()), "intended"


def _may_promise(said: _Promise) -> bool:
    """Tell whether the verbs can make a promise at all."""
    words, lemma = said.words, said.lemma
    if said.clause.antecedent is not None and said.clause.antecedent.low in words["ways"]:
        return False
    tells = any(lemma in words[name] for name in _TELLING)
    chain = {*said.core.chain, said.core.lemma}
    return tells or not chain.isdisjoint(words["promising"]) or _brings_up_to_date(said.clause)


def _promisers(said: _Promise) -> tuple[tuple[Filler, ...], Modality]:
    """Tell who promises, and whether it is a promise or a wish; nobody where the clause is neither."""
    words = said.words
    informs = said.lemma in words["informing"] or said.lemma in words["sending"] or _brings_up_to_date(said.clause)
    if said.lemma in words["receiving"]:
        return (said.sender() if _parliament_receives(said) else ()), "asserted"
    if _wishes(said):
        goes = said.clause.finite is not None and said.clause.finite.reading.lemma == "gaan"
        return _actors(said), "asserted" if goes else "intended"
    if _shall(said):
        if not said.core.passive:
            return _actors(said), "asserted"
        told = informs and _parliament(said.clause)
        return (_done_by(said) if told or _will_be_done(said) else ()), "asserted"
    if _expects(said):
        return _present(said), "intended"
    if informs and _parliament(said.clause) and (_to_come(said) or _as_promised(said)):
        return _present(said), "asserted"
    return (_present(said) if _at_once(said) else ()), "asserted"


def _at_once(said: _Promise) -> bool:
    """Tell whether the sender promises in the present tense, other than to tell parliament something."""
    words = said.words
    if said.lemma in words["returning"]:
        written = said.context.document.metadata.kind in ("letter", "answer")
        return _elsewhere(said) or (written and "nog" in said.clause.lows)
    if said.lemma in words["telling"]:
        return _other_text(said) and said.says("next")
    if said.lemma in words["including"]:
        below = [low for child in said.clause.children if child.kind == "relative" for low in child.lows]
        set_in = not words["settings"].isdisjoint([*said.clause.lows, *below])
        return set_in and (not said.core.passive or (said.lemma != "betrekken" and _will_be_done(said)))
    if said.lemma in words["following"]:
        first = said.clause.lows[said.clause.finite.at + 1 :] if said.clause.finite else []
        return any(low.endswith(said.context.grammar.phrases["elsewhere"]) for low in first) and _to_come(said)
    if said.core.lemma == "gaan":
        return said.core.predicate is said.clause.finite and said.says("engaging")
    if said.core.lemma == "komen" and "met" not in said.clause.lows:
        return False
    if said.core.passive:
        return False
    planned = _due(said) or said.says("ahead") or (said.lemma == "uitwerken" and _other_text(said))
    return said.lemma in words["planning"] and planned


def _due(said: _Promise) -> bool:
    return due_of(said.context.document, said.clause, said.span) is not None


def _as_promised(said: _Promise) -> bool:
    """Tell whether the sentence says that this was promised before: "zoals toegezegd stuur ik uw Kamer …"."""
    return not said.words["promised"].isdisjoint(token.low for token in said.context.tokens)


def _to_come(said: _Promise) -> bool:
    """Tell whether it is said that something is still to come.

    By a date, by a word like "binnenkort", by what comes before it ("zodra …"), or by the text that will tell it.
    """
    clause, words = said.clause, said.words
    waits = any(child.marker and child.marker.low in words["awaiting"] for child in clause.children)
    later = said.core.passive and "nader" in clause.lows
    keeps = said.core.lemma == "houden" and _brings_up_to_date(clause)
    asked = bool(said.context.tokens) and said.context.tokens[0].low in ("mocht", "mochten")
    soon = not words["soon"].isdisjoint(clause.lows) or said.says("soon")
    return waits or later or keeps or asked or soon or _other_text(said) or _due(said)


def _expects(said: _Promise) -> bool:
    """Tell whether the sender expects to inform parliament by a day: "ik verwacht uw Kamer voor de zomer te …"."""
    words, clause = said.words, said.clause
    if said.lemma not in words["expecting"] or not said.context.speaks or not _parliament(clause) or not _due(said):
        return False
    lemmas = {r.particle + r.lemma for token in clause.tokens for r in token.readings if r.form == "infinitive"}
    return not lemmas.isdisjoint(words["informing"]) or not lemmas.isdisjoint(words["sending"])


def _shall(said: _Promise) -> bool:
    """Tell whether the clause says "zal" and what will be done; "zou" promises nothing."""
    owner = said.clause if said.clause.finite or said.clause.partner is None else said.clause.partner
    if owner.finite is None or owner.finite.reading.lemma != "zullen" or not said.clause.verbs:
        return False
    return owner.tokens[owner.finite.at].low not in said.words["hedges"]


def _wishes(said: _Promise) -> bool:
    """Tell whether the sender says that he wants or is going to do something, other than to say it."""
    clause, words = said.clause, said.words
    finite = clause.finite
    if finite is None or finite.reading.lemma not in ("willen", "gaan") or finite.reading.form == "past":
        return False
    if not clause.verbs or (finite.reading.lemma == "gaan" and said.core.lemma not in words["agentive"]):
        return False
    if clause.kind == "relative" or said.lemma in words["stance"]:
        return False
    says = said.lemma in words["reporting"] and any(c.marker and c.marker.low == "dat" for c in clause.children)
    talks = said.lemma in words["discourse_verbs"] and words["giving"].isdisjoint(clause.lows)
    if says or talks or said.lemma in words["stative"]:
        return False
    return _is_sender(said.subject())


def _will_be_done(said: _Promise) -> bool:
    """Tell whether a passive says what the government will do, without naming anybody else who could do it."""
    clause, words = said.clause, said.words
    told = clause.kind == "main" or (clause.marker is not None and clause.marker.low == "dat")
    acts = said.lemma in words["government_acts"] or said.says("government_acts")
    if not told or not acts or "door" in clause.lows:
        return False
    return not any(_another(token) for token in clause.tokens)


def _another(token: Token) -> bool:
    """Tell whether somebody else is named than parliament and the government."""
    return token.actor and token.type not in ("Parliament", "Government") and token.entities != (GOVERNMENT,)


def _actors(said: _Promise) -> tuple[Filler, ...]:
    """Give who promises: the sender for whatever he will do, others for what is surely an act."""
    words, found = said.words, said.subject()
    if said.lemma in words["stative"] and not said.says("engaging"):
        return ()
    if _is_sender(found) and said.context.speaks:
        return found
    return found if {said.lemma, said.core.lemma} & words["agentive"] else ()


def _is_sender(found: tuple[Filler, ...]) -> bool:
    return bool(found) and all(filler.entity in _SENDERS for filler in found)


def _speaks_for_government(found: tuple[Filler, ...], context: Context) -> bool:
    text = context.document.text
    return bool(found) and all(filler.span.of(text).lower().startswith(_OFFICES) for filler in found)


def _present(said: _Promise) -> tuple[Filler, ...]:
    """In the present tense only the sender promises, or another minister, and only what is still to come."""
    finite, auxiliaries = said.clause.finite, said.clause.auxiliaries()
    if not said.context.speaks or finite is None or finite.reading.form == "past" or "hebben" in auxiliaries:
        return ()
    if said.core.passive:
        return _done_by(said) if "worden" in auxiliaries else ()
    if said.lemma in said.words["following"]:
        return said.sender()
    found = said.subject()
    if said.lemma in said.words["planning"] and said.context.document.metadata.date and _due(said):
        return found
    return found if _is_sender(found) or _speaks_for_government(found, said.context) else ()


def _done_by(said: _Promise) -> tuple[Filler, ...]:
    """Give who does what a passive tells: whom "door" names, else the sender."""
    found, marker = agent_of_passive(said.clause, said.context)
    return found or () if marker is not None else said.sender()


def _parliament_receives(said: _Promise) -> bool:
    """Tell whether parliament will get something by a day: the sender sends it."""
    finite = said.clause.finite
    if finite is None or finite.reading.form == "past" or "hebben" in said.clause.auxiliaries():
        return False
    return _addresses_parliament(said) and _due(said)


def _addresses_parliament(said: _Promise) -> bool:
    """Tell whether parliament is the subject."""
    clause, finite = said.clause, said.clause.finite
    who = subject(clause, said.context)
    you = finite is not None and "u" in clause.lows[max(0, finite.at - 1) : finite.at + 2]
    return you or (who is not None and who.tokens[0].type == "Parliament")


def _parliament(clause: Clause) -> bool:
    return any(token.type == "Parliament" or token.low in ("u", "kamer") for token in clause.tokens)


def _brings_up_to_date(clause: Clause) -> bool:
    lows = clause.lows
    return any(lows[at : at + 3] == ["op", "de", "hoogte"] for at in range(len(lows)))


def _of_this_text(said: _Promise) -> bool:
    """Tell whether the clause says what the text itself is about to do."""
    lows = said.clause.lows
    if not said.words["hereby"].isdisjoint(lows) and not _shall(said):
        return True
    if said.says("here") or (said.core.lemma == "delen" and "mede" in lows):
        return True
    if said.lemma in said.words["telling"] and not _elsewhere(said):
        return True
    if said.lemma not in said.words["discourse_verbs"]:
        return False
    return not said.words["this_text"].isdisjoint(lows) or " ".join(lows[:2]) in said.context.grammar.phrases["closing"]


def _elsewhere(said: _Promise) -> bool:
    """Tell whether something else than this text will do the telling: another letter, a debate, or a day to come."""
    return _other_text(said) or any(token.type == "Date" for token in said.clause.tokens) or _due(said)


def _other_text(said: _Promise) -> bool:
    """Tell whether the clause names another text, in which something will be told."""
    lows, elsewhere = said.clause.lows, said.context.grammar.phrases["elsewhere"]
    return any(low.endswith(elsewhere) and lows[at - 1] not in ("deze", "dit") for at, low in enumerate(lows))
