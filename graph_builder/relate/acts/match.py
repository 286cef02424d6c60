"""Frames over clauses: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.acts.agents import STANCES, implied_agents, nobody_acts, of_sender, who_acts
from graph_builder.relate.acts.kinds import OF_KIND, nothing
from graph_builder.relate.acts.moods import meant, mood, only_spoken_of, says_what_must_be
from graph_builder.relate.acts.mutual import (
    among,
    both_ways,
    in_person,
    named_with,
    with_each_other,
    with_others,
    with_unnamed,
)
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft, Role
from graph_builder.relate.lexicon.frame import JUDGING
from graph_builder.relate.parliament.papers import named_before, to_parliament
from graph_builder.relate.parliament.urging import (
    titled_before,
)
from graph_builder.relate.promises.told import pointing, points_with
from graph_builder.relate.roles.amounts import apart
from graph_builder.relate.roles.backing import backed
from graph_builder.relate.roles.complements import complements
from graph_builder.relate.roles.courts import is_court
from graph_builder.relate.roles.evoke import Scene, evoked, foremost, surest
from graph_builder.relate.roles.giving import funded, giver, vague
from graph_builder.relate.roles.objects import bears_object, objects
from graph_builder.relate.roles.passives import passive_objects
from graph_builder.relate.roles.talks import said_to
from graph_builder.relate.roles.things import is_thing, says_what
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.ellipsis import parts
from graph_builder.relate.syntax.nounphrases import fillers
from graph_builder.relate.syntax.saying import said_infinitive
from graph_builder.relate.syntax.subjects import subject, subject_behind
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import acts_on_nothing, cores, negated, undecided

_SECOND = STANCES | {"Countering", "Funding"}
"""Kinds of act that a verb may still tell where its surest frames read nothing."""


def read_verbs(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the frames that the verbs of a clause evoke, and what it says in an infinitive that somebody thinks."""
    yield from _read_own(clause, context)
    said = said_infinitive(clause, context)
    if said is not None:
        yield from (draft for draft in _read_own(said, context) if draft.frame.kind in STANCES)


def _read_own(clause: Clause, context: Context) -> Iterator[Draft]:
    for core in cores(clause, context):
        filled = _filled(evoked(clause, core, context))
        if not filled:
            continue
        drafts = surest(filled)
        drafts = [draft for at, draft in enumerate(drafts) if not _said_already(draft, drafts[:at], drafts[at + 1 :])]
        kinds = {draft.frame.kind for draft in drafts}
        # Who supports somebody with an amount funds him; that is one act, not two.
        # Who urges somebody in a forum does not speak to the forum.
        dropped = {"Support"} if "Funding" in kinds else set()
        dropped |= {"Advocacy"} if "Urging" in kinds else set()
        # Who promises somebody money funds him, if only in time; a state that works for something stands up for it.
        dropped |= {"Undertaking"} if kinds & {"Funding", "Advocacy"} else set()
        # Who meets somebody also speaks to him.
        dropped |= {"Contact"} if "Meeting" in kinds else set()
        # Who signs something with somebody makes it with him: he does not back it too.
        signed = "Cooperation" in kinds and not context.grammar.words["signing"].isdisjoint([core.lemma, *clause.words])
        dropped |= {"Support"} if signed or funded(clause) else set()
        kept = [draft for draft in drafts if draft.frame.kind not in dropped and not _counters(draft, context)]
        yield from (one for draft in kept for one in apart(draft, context))
        yield from (part for draft in kept if draft.frame.kind == "Funding" for part in parts(draft, context))
        yield from (said for draft in kept if draft.frame.kind == "Advocacy" for said in backed(draft, context))
        yield from (said for draft in kept if draft.frame.mutual for said in among(draft, context))


def _filled(scenes: list[Scene]) -> list[tuple[Scene, Draft]]:
    """Read the frames of a verb, the surest first: "is positief over de inzet" is no "de inzet is"."""
    first = foremost(scenes)
    filled = [(scene, draft) for scene in first if (draft := _fill(scene)) is not None]
    if filled or len(first) == len(scenes):
        return filled
    tried = {scene.frame.name for scene in first}
    rest = (scene for scene in scenes if scene.frame.name not in tried and scene.frame.kind in _SECOND)
    return [(scene, draft) for scene in rest if (draft := _fill(scene)) is not None]


def _said_already(draft: Draft, before: Sequence[Draft], after: Sequence[Draft]) -> bool:
    """Tell whether another frame of the same kind has read the same of the same verb, or more, or has named it."""
    if draft.frame.mutual and any(_with_same(draft, other) for other in before):
        return True
    roles = set(draft.roles)
    alike = (set(other.roles) for other in before if other.frame.kind == draft.frame.kind)
    more = [set(other.roles) for other in after if other.frame.kind == draft.frame.kind]
    if any(roles <= other for other in alike) or any(roles < other for other in more):
        return True
    others = [role for other in (*before, *after) if other.frame.kind == draft.frame.kind for role in other.roles]
    return any(_names(told, role) for told in draft.roles for role in others if role[0] == "target")


def _names(told: Role, other: Role) -> bool:
    """Tell whether one frame reads words as what another reads as a name: "[de missie in] [Mali]", "[MINUSMA]"."""
    words = told[0] == other[0] and told[1].entity is None and other[1].entity is not None
    return words and told[1].span.covers(other[1].span)


def _with_same(draft: Draft, other: Draft) -> bool:
    """Tell whether two frames have read that the same two talk or do something, if about other words."""
    people = ({role for role in each.roles if role[0] in ("agent", "partner")} for each in (draft, other))
    return draft.frame.kind == other.frame.kind and next(people) == next(people)


def _counters(draft: Draft, context: Context) -> bool:
    """Tell whether somebody exerts himself to counter something, which the infinitive states: "om X tegen te gaan"."""
    words, verbs = context.grammar.words, {verb.reading.lemma for verb in draft.clause.verbs}
    strives = not draft.frame.lemmas.isdisjoint(words["striving"]) or not verbs.isdisjoint(words["aiming"])
    # "De inzet is om fraude te voorkomen".
    means = draft.frame.modality == "intended" and draft.frame.subject is None
    minded = len(draft.clause.embedded) <= 1 and not words["minded"].isdisjoint(draft.clause.words)
    strives = (strives or means or minded) and draft.frame.kind == "Undertaking"
    if not strives and (draft.frame.kind != "Advocacy" or draft.has("forum") or draft.has("beneficiary")):
        return False
    topic = next((filler.span.start for role, filler in draft.roles if role == "topic"), -1)
    own = (core for core in cores(draft.clause, context) if strives and core.embedded)
    if any(_fill(scene) for core in own for scene in foremost(evoked(draft.clause, core, context))):
        return True
    ends = [child for child in draft.clause.children if child.kind == "infinitive" and 0 <= child.start <= topic]
    there = [said.frame for child in ends for said in read_verbs(child, context)]
    taken = minded and any(frame.kind in JUDGING and frame.lemmas & words["consenting"] for frame in there)
    return taken or any(frame.kind == "Countering" for frame in there)


def _fill(scene: Scene) -> Draft | None:
    frame, clause, context = scene.frame, scene.clause, scene.context
    if undecided(clause) or (frame.kind == "Countering" and only_spoken_of(clause, context)):
        return None
    who = None if titled_before(scene) else subject(clause, context)
    if who is None and frame.kind in JUDGING and not scene.core.passive:
        who = subject_behind(clause, context)
    agents = who_acts(scene, who)
    if nobody_acts(scene, agents) or _unfit(scene, who):
        return None
    way = mood(scene)
    if way is None or (frame.sender_only and not of_sender(agents or ())) or _given_up(scene):
        return None
    beside = complements(scene)
    if agents is None or frame.subject == "target":
        agents = [*(agents or ()), *implied_agents(scene, beside)]
    agents = [*agents, *giver(scene, agents, beside)]
    roles = [*agents, *beside]
    acted_on = passive_objects if scene.core.passive else objects
    roles += acted_on(scene, who, {role for role, _ in roles})
    roles += OF_KIND.get(frame.kind, nothing)(scene, roles)
    roles += said_to(scene, roles)
    roles = named_before(roles, context) if frame.kind in JUDGING else roles
    roles = list(_told_to_you(scene, roles)) if frame.kind == "Undertaking" else roles
    together = frame.mutual and frame.object is None and both_ways(frame) and not named_with(frame)
    together = together and not with_unnamed(scene) and not with_others(scene)
    roles = with_each_other(roles) if together else roles
    roles = [in_person(role, scene.tokens) for role in roles] if frame.mutual else roles
    draft = Draft(frame, clause, roles, scene.trigger, meant(frame, way), False)
    if not draft.sound:
        return None
    # "Ziet geen heil in …", "er is geen plaats voor …" is what the frame says, not a denial of it.
    told = frame.kind in ("Opposition", "Condemnation")
    apart = [at for at in scene.particle if clause.lows[at] != "geen" or told]
    draft.negated = negated(clause, context, (*apart, *_within_topic(scene, roles)))
    if frame.needed and not says_what_must_be(draft, context):
        return None
    if frame.outside and to_parliament(clause):
        return None
    if "court" in frame.subject_accepts and not all(is_court(f.span, context) for role, f in roles if role == "court"):
        return None
    fits = is_thing(draft, context) and says_what(draft, context)
    unmeant = vague(scene, draft) or _judged(scene, draft) or _others_do(draft, context) or _by_others(draft, context)
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
    return bool(doers) and not of_sender([("agent", filler) for filler in doers])


def _by_others(draft: Draft, context: Context) -> bool:
    """Tell whether nobody is named who meets a Dutch official: "de Nederlandse ambassadeur is ontboden" by others."""
    implied = any(role == "agent" and filler.span == draft.trigger for role, filler in draft.roles)
    partners = (filler.span for role, filler in draft.roles if role == "partner")
    text = context.document.text
    return implied and draft.frame.kind == "Contact" and any(s.of(text).startswith("Nederlandse ") for s in partners)


def _unfit(scene: Scene, who: Group | None) -> bool:
    """Tell whether what the subject is, or that there is a direct object, makes the verb mean something else."""
    frame = scene.frame
    if (
        frame.subject_accepts
        and not scene.core.passive
        and (who is None or not all(_suits(token, scene) for token in who.tokens))
    ):
        return True
    if frame.intransitive and scene.core.passive:
        return not acts_on_nothing(scene.clause, scene.context)
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
    if scene.frame.name == "toezeggen" and scene.core.passive and points_with(scene.clause, scene.context):
        return True
    if scene.frame.name == "toezegging-doen" and not kept.isdisjoint(scene.clause.lows):
        return True
    marker, way = scene.clause.marker, scene.context.grammar.words["factual_infinitives"]
    if scene.frame.kind == "Undertaking" and marker is not None and marker.low in way:
        # "Door in te zetten op X …": the way in which something else is done.
        return True
    if scene.frame.kind == "Undertaking" and _is_ordered(scene.clause):
        return True
    if scene.frame.name == "stappen" and "hebben" in scene.core.chain:
        # "De stappen die we hebben gezet": what has been done.
        return True
    finite = scene.clause.finite
    intends = scene.frame.kind == "Undertaking" and scene.frame.modality == "intended" and scene.context.speaks
    # "Deze maatregelen waren gericht op A" tells of what was; "er werd besloten" still counts.
    tells = finite is not None and (scene.core.predicate is finite or finite.reading.lemma == "zijn")
    return intends and tells and finite is not None and finite.reading.form == "past"


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


def _judged(scene: Scene, draft: Draft) -> bool:
    """Tell whether a court sentences somebody, which is no condemnation."""
    agents = (filler.span for role, filler in draft.roles if role == "agent")
    return draft.frame.kind == "Condemnation" and any(is_court(span, scene.context) for span in agents)


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
