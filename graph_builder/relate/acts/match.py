"""Frames over clauses: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.acts.kinds import OF_KIND, nothing
from graph_builder.relate.acts.moods import meant, mood, only_spoken_of, says_what_must_be
from graph_builder.relate.acts.mutual import among, both_ways, in_person, with_each_other, with_others, with_unnamed
from graph_builder.relate.acts.purposes import of_own_measure
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.draft import Draft, Role, once_each
from graph_builder.relate.lexicon.frame import JUDGING
from graph_builder.relate.parliament.executions import own_thing
from graph_builder.relate.parliament.papers import named_before, to_parliament
from graph_builder.relate.parliament.urging import (
    motion_as_subject,
    sender_asks,
    titled_before,
    who_asks,
    who_writes,
    you_ask,
)
from graph_builder.relate.promises.decisions import decided_elsewhere
from graph_builder.relate.promises.promise import OFFICES
from graph_builder.relate.promises.told import pointing
from graph_builder.relate.reported import speaker_of
from graph_builder.relate.roles.backing import backed
from graph_builder.relate.roles.complements import complements
from graph_builder.relate.roles.courts import is_court
from graph_builder.relate.roles.evoke import Scene, evoked, surest
from graph_builder.relate.roles.giving import funded, giver, vague
from graph_builder.relate.roles.objects import bears_object, objects
from graph_builder.relate.roles.passives import passive_objects, words_behind
from graph_builder.relate.roles.people import whose_people
from graph_builder.relate.roles.things import is_thing
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.ellipsis import parts
from graph_builder.relate.syntax.nounphrases import fillers, text_span
from graph_builder.relate.syntax.saying import said_infinitive
from graph_builder.relate.syntax.subjects import agent_of_passive, subject, subject_behind
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import cares, cores, negated
from graph_builder.resolve.entities import of_parliament

_STANCES = JUDGING | {"Advocacy"}
"""Kinds of act that one does by saying so: "gaf aan het voorstel te steunen"."""
_SAID_IN_TEXTS = frozenset(["Advocacy", "Condemnation", "Urging"])
"""Kinds of act that somebody does by a text: "een resolutie die oproept tot …"."""


def read_verbs(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the frames that the verbs of a clause evoke, and what it says in an infinitive that somebody thinks."""
    yield from _read_own(clause, context)
    said = said_infinitive(clause, context)
    if said is not None:
        yield from (draft for draft in _read_own(said, context) if draft.frame.kind in _STANCES)


def _read_own(clause: Clause, context: Context) -> Iterator[Draft]:
    for core in cores(clause, context):
        filled = [(scene, draft) for scene in evoked(clause, core, context) if (draft := _fill(scene)) is not None]
        if not filled:
            continue
        drafts = surest(filled)
        drafts = [draft for at, draft in enumerate(drafts) if not _said_already(draft, drafts[:at], drafts[at + 1 :])]
        kinds = {draft.frame.kind for draft in drafts}
        # Who supports somebody with an amount funds him; that is one act, not two.
        # Who urges somebody in a forum does not speak to the forum.
        dropped = {"Support"} if "Funding" in kinds else set()
        dropped |= {"Advocacy"} if "Urging" in kinds else set()
        # Who promises somebody money funds him, if only in time.
        dropped |= {"Undertaking"} if "Funding" in kinds else set()
        # Who meets somebody also speaks to him.
        dropped |= {"Contact"} if "Meeting" in kinds else set()
        dropped |= {"Support"} if funded(clause) else set()
        kept = [draft for draft in drafts if draft.frame.kind not in dropped and not _counters(draft, context)]
        yield from kept
        yield from (part for draft in kept if draft.frame.kind == "Funding" for part in parts(draft, context))
        yield from (said for draft in kept if draft.frame.kind == "Advocacy" for said in backed(draft, context))
        yield from (said for draft in kept if draft.frame.mutual for said in among(draft, context))


def _said_already(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> bool:
    """Tell whether another frame of the same kind has read the same of the same verb, or more."""
    roles = set(draft.roles)
    alike = (set(other.roles) for other in before if other.frame.kind == draft.frame.kind)
    more = (set(other.roles) for other in after if other.frame.kind == draft.frame.kind)
    return any(roles <= other for other in alike) or any(roles < other for other in more)


def _counters(draft: Draft, context: Context) -> bool:
    """Tell whether somebody exerts himself to counter something, which the infinitive states: "om X tegen te gaan"."""
    words, verbs = context.grammar.words, {verb.reading.lemma for verb in draft.clause.verbs}
    strives = not draft.frame.lemmas.isdisjoint(words["striving"]) or not verbs.isdisjoint(words["aiming"])
    # "De inzet is om fraude te voorkomen".
    means = draft.frame.modality == "intended" and draft.frame.subject is None
    strives = (strives or means or "bereid" in draft.clause.words) and draft.frame.kind == "Undertaking"
    if not strives and (draft.frame.kind != "Advocacy" or draft.has("forum") or draft.has("beneficiary")):
        return False
    topic = next((filler.span.start for role, filler in draft.roles if role == "topic"), -1)
    own = (core for core in cores(draft.clause, context) if strives and core.embedded)
    if any(_fill(scene) for core in own for scene in evoked(draft.clause, core, context)):
        return True
    ends = [child for child in draft.clause.children if child.kind == "infinitive" and 0 <= child.start <= topic]
    return any(said.frame.kind == "Countering" for child in ends for said in read_verbs(child, context))


def _fill(scene: Scene) -> Draft | None:
    frame, clause, context = scene.frame, scene.clause, scene.context
    if frame.kind == "Countering" and only_spoken_of(clause, context):
        return None
    who = None if titled_before(scene) else subject(clause, context)
    if who is None and frame.kind in JUDGING and not scene.core.passive:
        who = subject_behind(clause, context)
    agents = _agents(scene, who)
    if _nobody_acts(scene, agents) or _unfit(scene, who):
        return None
    way = mood(scene)
    if way is None or (frame.sender_only and not _of_sender(agents or ())) or _given_up(scene):
        return None
    beside = complements(scene)
    agents = _implied(scene, beside) if agents is None else agents
    agents = [*agents, *giver(scene, agents, beside)]
    roles = [*agents, *beside]
    acted_on = passive_objects if scene.core.passive else objects
    roles += acted_on(scene, who, {role for role, _ in roles})
    roles += OF_KIND.get(frame.kind, nothing)(scene, roles)
    roles = named_before(roles, context) if frame.kind in JUDGING else roles
    roles = list(_told_to_you(scene, roles)) if frame.kind == "Undertaking" else roles
    together = frame.mutual and frame.object is None and both_ways(frame)
    together = together and not with_unnamed(scene) and not with_others(scene)
    roles = with_each_other(roles) if together else roles
    roles = [in_person(role, scene.tokens) for role in roles] if frame.mutual else roles
    # "Ziet geen heil in …" is what the frame says, not a denial of it.
    apart = [at for at in scene.particle if clause.lows[at] != "geen" or frame.kind == "Opposition"]
    denied = negated(clause, context, (*apart, *_within_topic(scene, roles)))
    draft = Draft(frame, clause, roles, scene.trigger, meant(frame, way), denied)
    if frame.needed and not says_what_must_be(draft, context):
        return None
    if frame.outside and to_parliament(clause):
        return None
    if "court" in frame.subject_accepts and not all(is_court(f.span, context) for role, f in roles if role == "court"):
        return None
    fits = draft.sound and is_thing(draft, context)
    unmeant = vague(scene, draft) or _judged(scene, draft) or _others_do(draft, context)
    return draft if fits and not unmeant else None


def _others_do(draft: Draft, context: Context) -> bool:
    """Tell whether what the sender intends is done by somebody else: "het is de bedoeling dat Frankrijk …"."""
    if draft.frame.kind != "Undertaking" or draft.frame.modality != "intended" or draft.frame.subject is not None:
        return False
    topics = [filler.span for role, filler in draft.roles if role == "topic"]
    told = [child for child in draft.clause.children if child.marker is not None and child.marker.low == "dat"]
    told = [child for child in told if any(topic.covers(child.tokens[0].span) for topic in topics)]
    subjects = (subject(child, context) for child in told)
    doers = [filler for who in subjects if who is not None for filler in fillers(who.tokens, context)]
    return bool(doers) and not _of_sender([("agent", filler) for filler in doers])


def _nobody_acts(scene: Scene, agents: Sequence[Role] | None) -> bool:
    """Tell whether nobody is found to act, and neither the words beside the verb nor the frame can tell who does."""
    frame = scene.frame
    if any(role == "agent" for role, _ in agents or ()):
        return False
    implied = frame.kind == "LegalProceeding" or (agents is None and frame.implied)
    gets = frame.kind == "Funding" and frame.subject == "recipient"
    return not (implied or gets or frame.agent_beside)


def _unfit(scene: Scene, who: Group | None) -> bool:
    """Tell whether what the subject is, or that there is a direct object, makes the verb mean something else."""
    frame = scene.frame
    if (
        frame.subject_accepts
        and not scene.core.passive
        and (who is None or not all(_suits(token, scene) for token in who.tokens))
    ):
        return True
    return frame.intransitive and bears_object(scene, who)


def _suits(token: Token, scene: Scene) -> bool:
    """Tell whether a name is what the frame wants as its subject."""
    if token.type in ("Person", "Role"):
        return "person" in scene.frame.subject_accepts
    if token.type in ("State", "StateGroup"):
        return "state" in scene.frame.subject_accepts
    words = token.span.of(scene.context.document.text).lower()
    if "court" in scene.frame.subject_accepts and is_court(token.span, scene.context):
        return True
    return "committee" in scene.frame.subject_accepts and "commissie voor" in words


def _given_up(scene: Scene) -> bool:
    """Tell whether the sender tells an intention as past: who "was van plan" promises nothing any more.

    The report of a debate tells everything as past. Nor does who keeps a promise make it: "doe … gestand".
    """
    kept = scene.context.grammar.words["keeping"]
    infinitive = any(verb.at > scene.core.predicate.at for verb in scene.clause.embedded)
    if scene.frame.name == "toezeggen" and not infinitive and pointing(scene.clause, scene.context) >= 0:
        # "Dat zeg ik de heer Jansen toe": what was said before.
        return True
    if scene.frame.name == "toezegging-doen" and not kept.isdisjoint(scene.clause.lows):
        return True
    marker, way = scene.clause.marker, scene.context.grammar.words["factual_infinitives"]
    if scene.frame.kind == "Undertaking" and marker is not None and marker.low in way:
        # "Door in te zetten op X …": the way in which something else is done.
        return True
    if scene.frame.kind == "Undertaking" and _is_ordered(scene.clause):
        return True
    finite = scene.clause.finite
    intends = scene.frame.kind == "Undertaking" and scene.frame.modality == "intended" and scene.context.speaks
    return intends and scene.core.predicate is finite and finite is not None and finite.reading.form == "past"


def _is_ordered(clause: Clause) -> bool:
    """Tell whether an infinitive says what somebody has been told to do: "heb de opdracht gekregen om …"."""
    above = clause.parent.tokens if clause.kind == "infinitive" and clause.parent is not None else []
    return any(token.low == "opdracht" for token in above if token.end <= clause.start)


def _within_topic(scene: Scene, roles: Sequence[Role]) -> Iterator[int]:
    """Give the negations in the topic: "adviseert het voorstel niet in te dienen" denies no advice."""
    negations = scene.context.grammar.words["negations"]
    topics = [filler.span for role, filler in roles if role == "topic" and filler.entity is None]
    for at, token in enumerate(scene.tokens):
        if token.low in negations and any(topic.start <= token.start and token.end <= topic.end for topic in topics):
            yield at


def _implied(scene: Scene, beside: Sequence[Role]) -> list[Role]:
    """Let the sender act where nobody is named and the frame allows it, not in what others say."""
    frame, context = scene.frame, scene.context
    named = any(role == "agent" for role, _ in beside)
    last = scene.particle[-1] if scene.particle else len(scene.tokens)
    # "De bedoeling van de wet is om …": it is somebody else's, but not so "een bijdrage van 2 miljoen euro".
    owned = scene.clause.lows[last + 1 : last + 2] == ["van"] and not _sum(scene.tokens, last + 2)
    if named or owned or not frame.implied or not context.speaks or speaker_of(scene.clause, context) is not None:
        return []
    if frame.kind == "Funding" and (decided := _who_decides(scene.clause, context)):
        return [("agent", filler) for filler in decided]
    if frame.kind == "Advocacy" and not _has_been_advocated(scene, beside):
        return []
    if frame.kind == "Undertaking" and scene.core.passive:
        # "Mij is toegezegd dat …".
        told_me = not context.grammar.words["me"].isdisjoint(scene.clause.words)
        if told_me or decided_elsewhere(scene.clause, scene.core):
            return []
    return [("agent", context.sender(scene.trigger))]


def _who_decides(clause: Clause, context: Context) -> tuple[Filler, ...]:
    """Tell who decides on what a clause says: "[de ministerraad] heeft besloten dat 5 miljoen wordt uitgetrokken"."""
    above = clause.parent
    core = next(cores(above, context), None) if above is not None else None
    if above is None or core is None or core.predicate.reading.particle + core.lemma not in ("besluiten", "beslissen"):
        return ()
    who = subject(above, context)
    return fillers(who.tokens, context) if who is not None else ()


def _has_been_advocated(scene: Scene, beside: Sequence[Role]) -> bool:
    """Tell whether a passive tells what has been said elsewhere than in parliament, where others speak too."""
    told = "zijn" in scene.core.chain and "worden" not in scene.core.chain
    return told and not any(role == "forum" and of_parliament(filler.entity) for role, filler in beside)


def _sum(tokens: Sequence[Token], at: int) -> bool:
    return any(token.type == "Money" for token in tokens[at : at + 3])


def _judged(scene: Scene, draft: Draft) -> bool:
    """Tell whether a court sentences somebody, which is no condemnation."""
    agents = (filler.span for role, filler in draft.roles if role == "agent")
    return draft.frame.kind == "Condemnation" and any(is_court(span, scene.context) for span in agents)


def _of_sender(agents: Sequence[Role]) -> bool:
    return all(filler.entity == GOVERNMENT or (filler.entity or "").startswith(OFFICES) for _, filler in agents)


def _agents(scene: Scene, who: Group | None) -> list[Role] | None:
    """Tell who acts; None where the clause does not say: a passive without "door", a verb without subject."""
    frame, clause, context = scene.frame, scene.clause, scene.context
    if frame.kind == "LegalProceeding" and frame.subject is None:
        return []
    if scene.core.passive:
        found, marker = agent_of_passive(clause, context)
        if marker is not None:
            scene.used.add(marker)
        found = found or who_asks(scene) or sender_asks(scene, who) or _who_states(scene)
        acting = frame.subject if frame.kind == "LegalProceeding" and frame.subject else "agent"
        return [(acting, filler) for filler in found] if found or marker is not None else None
    if frame.subject and who is not None:
        return [(frame.subject, filler) for filler in once_each(fillers(who.tokens, context))]
    mine = next((scene.tokens[at] for at in scene.particle if clause.lows[at] in context.grammar.words["own"]), None)
    if mine is not None and context.speaks:
        return [("agent", context.sender(mine.span))]
    if frame.subject == "target" and who is None:
        return _backed(scene)
    stands = frame.mutual or frame.kind in _STANCES
    people = whose_people(scene) if stands and who is None else ()
    if people:
        return [("agent", filler) for filler in people]
    if frame.kind == "MotionExecution" and who is None and (own_thing(clause, context) or _done_for(clause, context)):
        return [("agent", context.sender(scene.trigger))]
    if frame.kind == "Countering" and who is None and (own := of_own_measure(clause, context)):
        return [("agent", filler) for filler in own]
    asking = motion_as_subject(scene) or you_ask(scene) if frame.kind == "Urging" else []
    if not asking and frame.kind in _SAID_IN_TEXTS:
        asking = [("agent", filler) for filler in who_writes(scene)]
    return asking or (None if frame.subject is None else [])


def _done_for(clause: Clause, context: Context) -> bool:
    """Tell whether a passive of the sender's serves a motion: "om de motie A uit te voeren is B ingesteld"."""
    above = clause.parent
    core = next(cores(above, context), None) if above is not None and clause.kind == "infinitive" else None
    return core is not None and core.passive and context.speaks and "door" not in clause.lows


def _who_states(scene: Scene) -> tuple[Filler, ...]:
    """Tell who advocates or condemns in a passive that names nobody: whoever has made the text, or wants it done."""
    if scene.frame.kind in _SAID_IN_TEXTS:
        return who_writes(scene)
    above = scene.clause.parent
    cared_for = above is not None and cares(above) and scene.frame.kind == "Countering"
    who = subject(above, scene.context) if cared_for and above is not None else None
    return fillers(who.tokens, scene.context) if who is not None else ()


def _backed(scene: Scene) -> list[Role]:
    """Give the words before the verb, or behind it, as what is backed: "[het voorstel] krijgt de steun van A"."""
    clause = scene.clause
    opens = clause.kind == "main" and clause.lows[0] in scene.context.grammar.words["determiners"]
    span = text_span(clause.tokens[: clause.finite.at]) if opens and clause.finite is not None else None
    span = span if opens else words_behind(scene)
    return [("target", Filler(span))] if span else []


def _told_to_you(scene: Scene, roles: Sequence[Role]) -> Iterator[Role]:
    """Cut "u" off what is promised to you; behind it a preposition tells when: "ik heb u [bij een debat] toegezegd"."""
    text, prepositions = scene.context.document.text, scene.context.grammar.words["prepositions"]
    for role, filler in roles:
        words = filler.span.of(text)
        object_ = role == scene.frame.object and filler.entity is None and " te " not in words
        if not object_ or not words.startswith("u "):
            yield role, filler
        elif words.split()[1:2] and words.split()[1] not in prepositions:
            start = filler.span.start + len(words) - len(words[1:].lstrip())
            yield role, Filler(Span(start, filler.span.end))
