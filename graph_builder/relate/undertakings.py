"""Promises: what the sender, or another, says will be done.

Dutch promises with *zal* and an infinitive, with *wil* where the sender speaks, or in the present tense with a day by
which it is done. What a letter says about its own course ("daarna zal ik … schetsen") is no promise, nor is what
will merely come about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_builder.model import Filler, Modality, Span
from graph_builder.relate.clauses import Clause
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.frames import Frame
from graph_builder.relate.inflect import Verb
from graph_builder.relate.nounphrases import fillers, text_span
from graph_builder.relate.periods import due_of
from graph_builder.relate.subjects import subject
from graph_builder.relate.voice import Core, conditional, cores, negated

_SENDERS = frozenset([GOVERNMENT, "actor/netherlands"])
_SHORTEST = 8
"""Fewer characters promise nothing by themselves: "dit doen" stands for what was said before."""

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

    @property
    def words(self) -> Mapping[str, frozenset[str]]:
        return self.context.grammar.words

    @property
    def lemma(self) -> str:
        """The infinitive, with its particle."""
        return _lemma(self.clause, self.core, self.context)

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


def read_promises(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the promise that a clause makes, if it makes one; for clauses whose verb no frame has read."""
    core = next(cores(clause, context), None)
    if core is None or not _may_promise(clause, core, context) or negated(clause, context):
        return
    said = _Promise(clause, core, context)
    if _of_this_text(said):
        return
    agents, mood = _promisers(said)
    topic = said.span if said.lemma in said.words["receiving"] else _promised(said)
    if agents and topic is not None:
        roles = [*(("agent", agent) for agent in agents), ("topic", Filler(topic))]
        trigger = clause.tokens[core.predicate.at].span
        yield Draft(PROMISE, clause, roles, trigger, "conditional" if conditional(clause, context) else mood, False)


def _lemma(clause: Clause, core: Core, context: Context) -> str:
    """Give the infinitive of a verb, with the particle that it bears or that stands last: "kom … terug"."""
    particle = core.predicate.reading.particle
    if not particle and core.predicate is clause.finite:
        last = next((low for low in reversed(clause.lows) if low != ","), "")
        particle = last if last in context.grammar.verbs["separable_prefixes"] else ""
    return particle + core.lemma


def _may_promise(clause: Clause, core: Core, context: Context) -> bool:
    """Tell whether the verbs can make a promise at all: not what must or may be done."""
    words = context.grammar.words
    chain = {*core.chain, core.lemma}
    if chain & words["modals_needed"] or chain & words["modals_possible"]:
        return False
    lemma = _lemma(clause, core, context)
    tells = any(lemma in words[name] for name in ("informing", "sending", "receiving", "expecting", "returning"))
    return tells or not chain.isdisjoint(words["promising"]) or core.lemma in ("stellen", "brengen", "houden")


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
        return (said.sender() if informs and _parliament(said.clause) else ()), "asserted"
    if _expects(said):
        return _present(said), "intended"
    returns = said.lemma in words["returning"] and _elsewhere(said)
    tells = informs and _parliament(said.clause) and (_to_come(said) or _as_promised(said))
    if said.context.speaks and (returns or tells):
        return _present(said), "asserted"
    return (), "asserted"


def _due(said: _Promise) -> bool:
    return due_of(said.context.document, said.clause, said.span) is not None


def _as_promised(said: _Promise) -> bool:
    """Tell whether the sentence says that this was promised before: "zoals toegezegd stuur ik uw Kamer …"."""
    return not said.words["promised"].isdisjoint(token.low for token in said.context.tokens)


def _to_come(said: _Promise) -> bool:
    """Tell whether it is said that something is still to come, by a date or by a word like "binnenkort"."""
    line = " ".join(said.clause.lows)
    return (
        not said.words["soon"].isdisjoint(said.clause.lows)
        or any(phrase in line for phrase in said.context.grammar.phrases["soon"])
        or _due(said)
    )


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
    says = said.lemma in words["reporting"] and any(c.marker and c.marker.low == "dat" for c in clause.children)
    if says or said.lemma in words["discourse_verbs"] or said.lemma in words["stative"]:
        return False
    return _is_sender(said.subject())


def _actors(said: _Promise) -> tuple[Filler, ...]:
    """Give who promises: the sender for whatever he will do, others for what is surely an act."""
    words, found = said.words, said.subject()
    if said.lemma in words["stative"]:
        return ()
    if _is_sender(found):
        return found if said.context.speaks else ()
    return found if {said.lemma, said.core.lemma} & words["agentive"] else ()


def _is_sender(found: tuple[Filler, ...]) -> bool:
    return bool(found) and all(filler.entity in _SENDERS for filler in found)


def _present(said: _Promise) -> tuple[Filler, ...]:
    """In the present tense only the sender promises, and only what is still to come."""
    finite, auxiliaries = said.clause.finite, said.clause.auxiliaries()
    if finite is None or finite.reading.form == "past" or "hebben" in auxiliaries:
        return ()
    if said.core.passive:
        return said.sender() if "worden" in auxiliaries else ()
    found = said.subject()
    return found if _is_sender(found) else ()


def _parliament_receives(said: _Promise) -> bool:
    """Tell whether parliament will get something by a day: the sender sends it."""
    finite, who = said.clause.finite, subject(said.clause, said.context)
    if who is None or who.tokens[0].type != "Parliament" or finite is None or finite.reading.form == "past":
        return False
    return _due(said)


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
    phrases = said.context.grammar.phrases
    if any(phrase in " ".join(lows) for phrase in phrases["here"]):
        return True
    if said.lemma in said.words["telling"] and not _elsewhere(said):
        return True
    if said.lemma not in said.words["discourse_verbs"]:
        return False
    return not said.words["this_text"].isdisjoint(lows) or " ".join(lows[:2]) in phrases["closing"]


def _elsewhere(said: _Promise) -> bool:
    """Tell whether something else than this text will do the telling: another letter, a debate, or a day to come."""
    lows = said.clause.lows
    elsewhere = said.context.grammar.phrases["elsewhere"]
    other = any(low.endswith(elsewhere) and lows[at - 1] not in ("deze", "dit") for at, low in enumerate(lows))
    return other or any(token.type == "Date" for token in said.clause.tokens) or _due(said)


def _promised(said: _Promise) -> Span | None:
    """Give what is promised: the clause without its subject and its finite verb."""
    clause, tokens = said.clause, said.clause.tokens
    start = clause.finite.at + 1 if clause.finite is not None and clause.kind == "main" else 0
    who = None if said.core.passive else subject(clause, said.context)
    if said.core.passive and any(token.type == "Parliament" for token in tokens[:start]):
        start = 0
    if who is not None and who.start >= start:
        start = who.end
    while start < len(tokens) and (tokens[start].point or tokens[start].low in said.words["first_person"]):
        start += 1
    span = text_span(tokens[start:])
    if span is None:
        return None
    if clause.partner is not None and (span.end - span.start < _SHORTEST or clause.lows[-2:] == ["blijven", "doen"]):
        return _before(clause.partner, said.context)
    return Span(span.start, max(span.end, clause.whole_end))


def _before(clause: Clause, context: Context) -> Span | None:
    """Give what "dit blijven doen" refers to: the predicate before it."""
    who = subject(clause, context)
    start = max(who.end if who else 0, clause.finite.at + 1 if clause.finite else 0)
    return text_span(clause.tokens[start:])
