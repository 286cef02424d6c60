"""Promises: what the sender, or another, says will be done.

Dutch promises with *zal* and an infinitive, or in the present tense with a day by which it is done; what a letter says
about its own course ("daarna zal ik … schetsen") is no promise, and neither is what will merely come about.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.model import Filler, Modality, Span
from graph_builder.relate.clauses import Clause, Predicate
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.frames import Frame
from graph_builder.relate.inflect import Verb
from graph_builder.relate.nounphrases import fillers, text_span
from graph_builder.relate.periods import due_of
from graph_builder.relate.subjects import subject
from graph_builder.relate.voice import conditional, cores, negated

_SENDERS = frozenset([GOVERNMENT, "actor/netherlands"])
_HERE = (
    "in deze brief",
    "met deze brief",
    "bij deze brief",
    "in het volgende",
    "in de beantwoording",
    "in dit antwoord",
)
_HEREBY = frozenset(["hierbij", "hiermee", "bijgaand", "hierna", "hieronder"])

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
    future=True,
    predicate=None,
    infinitive=False,
    examples=(),
    counter_examples=(),
)


def read_promises(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the promise that a clause makes, if it makes one and no frame has read its verb."""
    core = next(cores(clause, context), None)
    needed = context.grammar.words["modals_needed"] | context.grammar.words["modals_possible"]
    if (
        core is None
        or needed & set(core.chain)
        or negated(clause, context)
        or _of_this_text(clause, core.predicate, context)
    ):
        return
    wishes = _wishes(clause, core.predicate, context)
    lemma = core.predicate.reading.particle + core.lemma
    informs = lemma in context.grammar.words["informing"] | context.grammar.words["sending"] or _brings_up_to_date(
        clause
    )
    if (_shall(clause, context) or wishes) and core.lemma not in context.grammar.words["receiving"]:
        if core.passive:
            agents = (
                (context.sender(_finite_span(clause)),) if informs and context.speaks and _parliament(clause) else ()
            )
        else:
            agents = _promisers(clause, core.predicate, context)
    elif core.lemma in context.grammar.words["receiving"] and context.speaks and _receives(clause, context):
        agents = (context.sender(_finite_span(clause)),) if clause.finite else ()
    elif informs and context.speaks and _parliament(clause) and due_of(context.document, clause, _span(clause)):
        agents = _present(clause, core.passive, context)
    else:
        return
    received = core.lemma in context.grammar.words["receiving"]
    topic = _span(clause) if received else _promised(clause, core.passive, context)
    if not agents or topic is None:
        return
    roles = [*(("agent", agent) for agent in agents), ("topic", Filler(topic))]
    mood: Modality = "intended" if wishes else "asserted"
    if conditional(clause, context):
        mood = "conditional"
    at = clause.tokens[core.predicate.at]
    yield Draft(PROMISE, clause, roles, Span(at.start, at.end), mood, False)


def _receives(clause: Clause, context: Context) -> bool:
    """Tell whether parliament will get something by a day: the sender sends it."""
    who = subject(clause, context)
    if who is None or who.tokens[0].type != "Parliament" or (clause.finite and clause.finite.reading.form == "past"):
        return False
    return due_of(context.document, clause, _span(clause)) is not None


def _span(clause: Clause) -> Span:
    return Span(clause.start, clause.whole_end)


def _finite_span(clause: Clause) -> Span:
    assert clause.finite
    return clause.tokens[clause.finite.at].span


def _shall(clause: Clause, context: Context) -> bool:
    """Tell whether the clause says "zal" and what will be done; "zou" promises nothing."""
    finite = clause.finite or (clause.partner.finite if clause.partner else None)
    owner = clause if clause.finite else clause.partner
    if finite is None or owner is None or finite.reading.lemma != "zullen" or not clause.verbs:
        return False
    return owner.tokens[finite.at].low not in context.grammar.words["hedges"]


def _wishes(clause: Clause, predicate: Predicate, context: Context) -> bool:
    """Tell whether the sender says that he wants to do something, other than to say it."""
    words = context.grammar.words
    finite = clause.finite
    if (
        finite is None
        or finite.reading.lemma not in ("willen", "gaan")
        or finite.reading.form == "past"
        or not clause.verbs
    ):
        return False
    who = subject(clause, context)
    lemma = predicate.reading.particle + predicate.reading.lemma
    if finite.reading.lemma == "gaan" and predicate.reading.lemma not in words["agentive"]:
        return False
    said = lemma in words["discourse_verbs"] | words["stative"]
    said = said or (lemma in words["reporting"] and any(c.marker and c.marker.low == "dat" for c in clause.children))
    return not said and who is not None and _is_sender(fillers(who.tokens, context))


def _promisers(clause: Clause, predicate: Predicate, context: Context) -> tuple[Filler, ...]:
    """Give who promises: the sender for whatever he will do, others for what is surely an act."""
    words = context.grammar.words
    lemma = predicate.reading.particle + predicate.reading.lemma
    who = subject(clause, context)
    if who is None:
        return ()
    found = fillers(who.tokens, context)
    if lemma in words["stative"] and not (predicate.reading.particle and lemma not in ("ingaan",)):
        if not (lemma in ("ingaan", "reageren", "spreken", "kijken", "komen", "gaan") and _is_sender(found)):
            return ()
    if _is_sender(found):
        return found if context.speaks else ()
    return found if lemma in words["agentive"] or predicate.reading.lemma in words["agentive"] else ()


def _is_sender(found: tuple[Filler, ...]) -> bool:
    return bool(found) and all(filler.entity in _SENDERS for filler in found)


def _present(clause: Clause, passive: bool, context: Context) -> tuple[Filler, ...]:
    """In the present tense only the sender promises, and only what is still to come."""
    if clause.finite is None or clause.finite.reading.form == "past" or set(("hebben",)) & set(clause.auxiliaries()):
        return ()
    if passive:
        return (context.sender(_finite_span(clause)),) if "worden" in clause.auxiliaries() else ()
    who = subject(clause, context)
    found = fillers(who.tokens, context) if who else ()
    return found if _is_sender(found) else ()


def _parliament(clause: Clause) -> bool:
    return any(token.type == "Parliament" or token.low in ("u", "kamer") for token in clause.tokens)


def _brings_up_to_date(clause: Clause) -> bool:
    lows = [token.low for token in clause.tokens]
    return any(lows[i : i + 3] == ["op", "de", "hoogte"] for i in range(len(lows)))


def _of_this_text(clause: Clause, predicate: Predicate, context: Context) -> bool:
    """Tell whether the clause says what the text itself is about to do."""
    words = context.grammar.words
    lows = [token.low for token in clause.tokens]
    if _HEREBY & set(lows) and not _shall(clause, context):
        return True
    line = " ".join(lows)
    if any(phrase in line for phrase in _HERE):
        return True
    lemma = predicate.reading.particle + predicate.reading.lemma
    return lemma in words["discourse_verbs"] and bool(
        words["this_text"] & set(lows) or lows[:2] in (["tot", "slot"], ["ten", "slotte"])
    )


def _promised(clause: Clause, passive: bool, context: Context) -> Span | None:
    """Give what is promised: the clause without its subject and its finite verb."""
    words, tokens = context.grammar.words, clause.tokens
    who = None if passive else subject(clause, context)
    start = clause.finite.at + 1 if clause.finite is not None and clause.kind == "main" else 0
    if who is not None and who.start >= start:
        start = max(start, who.end) if clause.kind == "main" or who.start <= 2 else start
    elif who is not None and clause.kind != "main" and who.start >= 0:
        start = who.end
    while start < len(tokens) and (tokens[start].point or tokens[start].low in words["first_person"]):
        start += 1
    span = text_span([token for token in tokens[start:]])
    if span is None:
        return None
    if span.end - span.start < 8 and clause.partner is not None:
        return text_span(clause.partner.tokens)
    if [t.low for t in tokens[start:]][-2:] == ["blijven", "doen"] and clause.partner is not None:
        return _repeated(clause.partner, context)
    return Span(span.start, max(span.end, clause.whole_end))


def _repeated(clause: Clause, context: Context) -> Span | None:
    """Give what "dit blijven doen" refers to: the predicate before it."""
    tokens = clause.tokens
    who = subject(clause, context)
    start = max(who.end if who else 0, clause.finite.at + 1 if clause.finite else 0)
    return text_span(tokens[start:])
