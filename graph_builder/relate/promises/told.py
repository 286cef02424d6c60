"""Promises that others' words or nouns tell: "X heeft aangegeven …", "dit heeft mij doen besluiten …"."""

from __future__ import annotations

from collections.abc import Iterator

from graph_builder.model import Filler, Modality, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.promises.decisions import decided_elsewhere
from graph_builder.relate.promises.promise import PROMISE, Promise, is_sender, shall
from graph_builder.relate.promises.promised import topic_of
from graph_builder.relate.promises.when import scheduled
from graph_builder.relate.reported import speaker_of
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.doers import agent_of_passive
from graph_builder.relate.syntax.nounphrases import text_span
from graph_builder.relate.syntax.parse import parse
from graph_builder.relate.syntax.particles import lemma_of, whole_infinitive
from graph_builder.relate.syntax.subjects import subject, subject_names
from graph_builder.relate.syntax.voice import cores, negated
from graph_builder.resolve.entities import of_parliament

_BINDING = frozenset(["zullen", "streven", "gaan", "willen"])
_POINTED = 2
"""How many words a phrase has that names nothing of its own: "dit plan"."""
_PLANNING = frozenset(["voornemens", "plan"])
"""Words by which what the sender says he told is a promise: "ik heb gemeld voornemens te zijn …"."""

_SAYING = frozenset(["zeggen", "verklaren", "stellen"])
_INTENDING = frozenset(["willen", "zullen", "gaan"])


def read_told(clause: Clause, core: Core, context: Context) -> Iterator[Draft]:
    """Read what another says that he will do: "X heeft aangegeven dit aan te pakken"."""
    words = context.grammar.words
    acts = [verb for verb in clause.embedded if verb.at > core.predicate.at]
    if not acts:
        return
    # "Zegt afspraken te willen maken": who says what he will do.
    means = core.lemma in _SAYING and acts[0].reading.lemma in _INTENDING
    if not (means or lemma_of(clause, core, context) in words["announcing"] or _gives_to_know(clause, core)):
        return
    last = acts[-1]
    agents = subject_names(clause, context) if not core.passive else ()
    if core.passive and context.speaks and "door" not in clause.lows and not decided_elsewhere(clause, core):
        # "In de brief is aangegeven hierop terug te komen".
        agents = (context.sender(clause.tokens[core.predicate.at].span),)
    topic = text_span(clause.tokens[core.predicate.at + 1 + _gives_to_know(clause, core) :])
    promised = any(verb.reading.lemma in _BINDING for verb in acts) or not _PLANNING.isdisjoint(clause.lows)
    telling = words["returning"] | words["informing"] | words["sending"]
    promised = promised or whole_infinitive(clause, last, context) in telling | words["agentive"]
    if any(of_parliament(agent.entity) for agent in agents):
        # "De commissie heeft aangegeven in te gaan op …": what it says that somebody else should do.
        return
    if not agents or (is_sender(agents) and not promised) or topic is None or negated(clause, context):
        return
    if promised or last.reading.infinitive not in words["stative"]:
        whole = Span(topic.start, max(topic.end, clause.whole_end))
        roles = [*(("agent", agent) for agent in agents), ("topic", Filler(whole))]
        mood: Modality = "asserted" if is_sender(agents) else "reported"
        yield Draft(PROMISE, clause, roles, clause.tokens[core.predicate.at].span, mood, False)


def _gives_to_know(clause: Clause, core: Core) -> int:
    """Tell how far behind its verb the particle of "aangeven" stands: "A gaf [aan] dit te doen", "gaf ik [aan] …"."""
    at = core.predicate.at
    if core.predicate is not clause.finite or core.lemma != "geven" or core.predicate.reading.particle:
        return 0
    behind = clause.tokens[at + 1 : at + 3]
    said = behind[0] if len(behind) > 1 else None
    inverted = said is not None and (said.actor or said.low in ("ik", "wij", "we"))
    return next((i + 1 for i, token in enumerate(behind[: 1 + inverted]) if token.low == "aan"), 0)


def read_agreed(clause: Clause, core: Core, context: Context) -> Iterator[Draft]:
    """Read what the government's programme says: "in het regeerakkoord is afgesproken dat …", "… opgenomen om …"."""
    words, text = context.grammar.words, context.document.text
    if not core.passive or not context.speaks or lemma_of(clause, core, context) not in words["agreeing"]:
        return
    if negated(clause, context):
        return
    named = (token.span.of(text).lower() for token in clause.tokens[: core.predicate.at])
    if not any(name.endswith(context.grammar.phrases["programmes"]) for name in named):
        return
    told = [child for child in clause.children if child.marker is not None and child.marker.low in ("dat", "om")]
    if any(_is_aim(child, context) for child in told):
        return
    topic = Span(told[0].tokens[0].start, told[0].whole_end) if told and told[0].tokens else None
    if topic is None and any(verb.at > core.predicate.at for verb in clause.embedded):
        topic = text_span(clause.tokens[core.predicate.at + 1 :])
    if topic is not None:
        roles = [("agent", context.sender(clause.tokens[core.predicate.at].span)), ("topic", Filler(topic))]
        yield Draft(PROMISE, clause, roles, clause.tokens[core.predicate.at].span, "intended", False)


def _is_aim(clause: Clause, context: Context) -> bool:
    """Tell whether it is only said how something must become: "dat de dienstverlening beter moet"."""
    words, core = context.grammar.words, next(cores(clause, context), None)
    if core is None or words["modals_needed"].isdisjoint((core.lemma, *core.chain)):
        return False
    return "worden" not in core.chain and core.lemma not in words["agentive"]


def read_decided(clause: Clause, core: Core, context: Context) -> Iterator[Draft]:
    """Read what has made the sender decide: "dit heeft mij doen besluiten …", "mij ertoe gebracht om …"."""
    brought = core.lemma == "brengen" and "ertoe" in clause.words
    if not brought and (core.lemma not in context.grammar.words["control"] or "doen" not in core.chain):
        yield from _caused(clause, core, context)
        return
    acts = [verb for verb in clause.embedded if verb.at > core.predicate.at]
    mine = next((token for token in clause.tokens if token.low in ("mij", "ons")), None)
    topic = text_span(clause.tokens[core.predicate.at + 1 :])
    if mine is not None and acts and topic is not None and context.speaks:
        whole = Span(topic.start, max(topic.end, clause.whole_end))
        roles = [("agent", context.sender(mine.span)), ("topic", Filler(whole))]
        yield Draft(PROMISE, clause, roles, clause.tokens[core.predicate.at].span, "asserted", negated(clause, context))


def _caused(clause: Clause, core: Core, context: Context) -> Iterator[Draft]:
    """Read what something is the sender's reason to do: "dit is voor mij aanleiding om de wet te wijzigen"."""
    words = context.grammar.words
    if core.lemma not in ("zijn", "vormen", "zien") or words["causes"].isdisjoint(clause.words):
        return
    mine = next((token for token in clause.tokens if token.low in ("mij", "ons", *words["first_person"])), None)
    opened = [child for child in clause.children if child.kind == "infinitive" and child.marker and child.tokens]
    ends = [child for child in opened if child.marker is not None and child.marker.low == "om"]
    if mine is None or len(ends) != 1 or not context.speaks or negated(clause, context) or core.chain:
        return
    does = next(cores(ends[0], context), None)
    lemma = lemma_of(ends[0], does, context) if does is not None else ""
    if lemma in words["agentive"] and lemma not in words["soliciting"]:
        topic = Filler(Span(ends[0].tokens[0].start, ends[0].whole_end))
        roles = [("agent", context.sender(mine.span)), ("topic", topic)]
        yield Draft(PROMISE, clause, roles, clause.tokens[core.predicate.at].span, "intended", False)


def read_told_back(clause: Clause, core: Core, context: Context) -> Iterator[Draft]:
    """Read the promise of what the sentence before tells: "… vroeg u mij de wet te wijzigen. Dit heb ik toegezegd"."""
    if clause.kind != "main" or not context.speaks or not core.lemma.endswith(("zeggen", "beloven")):
        return
    promises = lemma_of(clause, core, context) in ("toezeggen", "beloven") and "hoeven" not in core.chain
    if not promises or negated(clause, context):
        return
    at = pointing(clause, context)
    agents = subject_names(clause, context)
    if at >= 0 and not agents and core.passive:
        agents = (context.sender(clause.tokens[core.predicate.at].span),)
    topic = _pointed_at(context) if at >= 0 and is_sender(agents) else None
    if at < 0 and core.passive and points_with(clause, context):
        # "Dit plan is u door het kabinet toegezegd".
        found, marker = agent_of_passive(clause, context)
        agents = (found or ()) if marker is not None else (context.sender(clause.tokens[core.predicate.at].span),)
        topic = _named_before(clause, context) if is_sender(agents) else None
    if topic is not None:
        roles = [*(("agent", agent) for agent in agents), ("topic", Filler(topic))]
        yield Draft(PROMISE, clause, roles, clause.tokens[core.predicate.at].span, "asserted", False)


def pointing(clause: Clause, context: Context) -> int:
    """Give where "dit" or "dat" stands for what was said before; -1 for nowhere."""
    lows = enumerate(clause.lows)
    return next((at for at, low in lows if low in ("dit", "dat") and _alone(clause, at, context)), -1)


def points_with(clause: Clause, context: Context) -> bool:
    """Tell whether the subject only points at what was named before: "[dit plan] is u toegezegd"."""
    who = subject(clause, context)
    at = who.start if who is not None else 0
    lows = clause.lows[at : who.end if who is not None else clause.finite.at if clause.finite is not None else 0]
    return 0 < len(lows) <= _POINTED and lows[0] in context.grammar.words["this"]


def _alone(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether "dit" belongs to no noun."""
    words = context.grammar.words
    if at + 1 >= len(clause.tokens):
        return True
    after = clause.tokens[at + 1]
    closed = after.low in words["adverbs"] or after.low in words["prepositions"] or after.low in words["nominative"]
    verbs = [verb.at for verb in clause.predicates]
    return after.point or at + 1 in verbs or closed or after.type == "Parliament"


def _named_before(clause: Clause, context: Context) -> Span | None:
    """Give what the sentence before names by the noun that this one points with: "het actieplan … Dit plan"."""
    who, text = subject(clause, context), context.document.text
    noun = clause.lows[(who.end if who is not None else clause.finite.at if clause.finite is not None else 0) - 1]
    for at in range(len(context.earlier) - 1, -1, -1):
        token = context.earlier[at]
        named = token.span.of(text).lower()
        if token.mention is not None and noun in named:
            return token.span
        if token.low.endswith(noun):
            start = at
            while start and context.earlier[start - 1].low.endswith(context.grammar.phrases["adjectival"]):
                start -= 1
            behind = context.earlier[at + 1 :]
            ends = (i for i, other in enumerate(behind) if other.point or other.readings)
            end = next(ends, len(behind))
            end -= end > 0 and behind[end - 1].low in context.grammar.words["particles"]
            return text_span(context.earlier[start : at + 1 + end])
    return None


def _pointed_at(context: Context) -> Span | None:
    """Give what the sentence before is about: the topic of what it states, else what its last verb tells."""
    topics = [f.span for said in context.before for f in said.fillers("topic") if f.entity is None]
    if topics:
        return max(topics, key=lambda topic: topic.end)
    clauses = parse(context.earlier, context.grammar) if context.earlier else []
    asked = [clause for clause in clauses if clause.kind == "infinitive" and clause.embedded]
    if asked:
        return Span(asked[-1].tokens[0].start, asked[-1].whole_end)
    main = next((clause for clause in reversed(clauses) if clause.kind == "main"), None)
    core = next(cores(main, context), None) if main is not None else None
    return topic_of(main, core, context) if main is not None and core is not None else None


def told_by(said: Promise) -> tuple[Filler, ...]:
    """Give who says what will be done: "ProRail gaf aan dat het werk in 2025 wordt afgerond"."""
    words, clause = said.words, said.clause
    told = clause.kind == "sub" and clause.marker is not None and clause.marker.low == "dat"
    if not told or not said.core.passive or "door" in clause.lows or clause.parent is None:
        return ()
    if "worden" not in (*clause.auxiliaries(), *said.core.chain):
        return ()
    if said.lemma not in words["agentive"] and said.lemma not in words["planning"]:
        return ()
    above = next(cores(clause.parent, said.context), None)
    announced = above is not None and lemma_of(clause.parent, above, said.context) == "aankondigen"
    past = clause.finite is not None and clause.finite.reading.form == "past"
    if past or not (announced or shall(said) or scheduled(said)):
        return ()
    if announced:
        return subject_names(clause.parent, said.context)
    speaker = speaker_of(clause, said.context)
    return (speaker,) if speaker is not None and said.types().get(speaker.span) == "Organisation" else ()
