"""Fixed phrases that evoke a frame without a verb of its own: "in samenwerking met", "op aandringen van", "conform"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.acts.hollow import describes, is_denied, not_by_subject
from graph_builder.relate.acts.purposes import is_own_plan, of_own_measure, of_own_product, owners
from graph_builder.relate.context import GOVERNMENT, STATE, Context
from graph_builder.relate.draft import Draft, Role
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.parliament.asked import gets_what_it_asked
from graph_builder.relate.parliament.motionlists import further
from graph_builder.relate.parliament.papers import to_parliament
from graph_builder.relate.reported import speaker_of
from graph_builder.relate.roles.markers import motions
from graph_builder.relate.roles.people import represented
from graph_builder.relate.roles.things import is_thing
from graph_builder.relate.syntax.clauses import Clause, Core
from graph_builder.relate.syntax.doers import agent_of_passive
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at, names_at, text_span
from graph_builder.relate.syntax.particles import lemma_of
from graph_builder.relate.syntax.relatives import promised_thing
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import cores, modality
from graph_builder.relate.syntax.wording import match_words
from graph_builder.resolve.entities import of_parliament

_FARTHEST = 5
_LAPSED = frozenset(["ingetrokken", "verworpen"])
"""What has become of a motion that nobody carries out."""
_CARRIED = frozenset(["aangenomen", "aanvaarde", "ingediende"])
_FARTHEST_ASKED = 11
"""The same where a word between them says that it is asked or carried: "conform de wens van uw Kamer, verwoord in de
motie", "conform de op 26 april door uw Kamer aangenomen motie"."""
_WORK = 3
"""How many words tell before a phrase of what something was done: "over dit onderzoek"."""


def read_phrases(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the frames that the fixed phrases of a clause evoke."""
    tokens, by_phrase, words = clause.tokens, context.frames.by_phrase, clause.words
    told = context.frames.telling.keys() & words
    if not told:
        return
    reach, firsts = 0, frozenset[str]().union(*(context.frames.telling[word] for word in told))
    for at in [at for at, low in enumerate(clause.lows) if low in firsts]:
        for phrase, telling, frame in by_phrase[clause.lows[at]] if at >= reach else ():
            end = match_words(tokens, at, phrase, context) if telling in words else None
            if end is None or (at and tokens[at - 1].low in context.grammar.words["answering"]):
                continue
            if frame.kind == "Contact" and not context.grammar.words["parliamentary"].isdisjoint(clause.lows[at:end]):
                # "Tijdens het algemeen overleg met uw Kamer": a sitting of parliament.
                continue
            draft = _fill(frame, clause, range(at, end), context)
            if draft is not None:
                reach = end
                yield draft
            break


def _fill(frame: Frame, clause: Clause, phrase: range, context: Context) -> Draft | None:
    assert frame.phrase
    core = next(cores(clause, context), None)
    mood = modality(clause, core, context) if core else "asserted"
    filled = _mine(clause.tokens, phrase, context) or _behind(frame, clause.tokens, phrase.stop, context)
    filled = filled or _words_behind(frame, clause, phrase.stop)
    others = _others(clause, core, phrase, context) if frame.mutual else ()
    filled = others[1:] or filled
    if mood is None or not filled:
        return None
    trigger = Span(clause.tokens[phrase.start].start, clause.tokens[phrase.stop - 1].end)
    if frame.kind == "MotionExecution":
        filled += tuple(further(context.tokens, filled))
    roles: list[Role] = [(frame.phrase, filler) for filler in filled]
    if frame.subject:
        acting = others[:1] or _actors(frame, clause, phrase, filled, context)
        roles += [(frame.subject, filler) for filler in acting]
    if frame.predicate:
        last = max(filler.span.end for filler in filled)
        behind = sum(token.end <= last for token in clause.tokens) if frame.mutual else 0
        span = None if describes(clause, phrase.start, context) else _said(clause, core, phrase, behind, context)
        roles += [(frame.predicate, Filler(span))] if span else []
    if frame.outside and to_parliament(clause):
        return None
    draft = Draft(frame, clause, roles, trigger, frame.modality or mood, is_denied(frame, clause, phrase, context))
    if not_by_subject(draft, core, context):
        return None
    by_sender = not frame.sender_only or _done_by_sender(draft, core, context)
    sound = draft.sound and is_thing(draft, context)
    return draft if sound and (by_sender or _told_done(draft, core, phrase, context)) else None


def _others(clause: Clause, core: Core | None, phrase: range, context: Context) -> tuple[Filler, ...]:
    """Give those who do something together, where one word says so: "A, B en C richten gezamenlijk … op"."""
    words, lows, at = context.grammar.words, clause.lows, phrase.start
    if lows[phrase.stop - 1] == "tussen":
        return fillers(names_at(clause.tokens, phrase.stop, len(lows), context)[0], context)
    if len(phrase) > 1:
        return ()
    after = clause.tokens[phrase.stop] if phrase.stop < len(clause.tokens) else None
    counts = after is not None and (after.low == "met" or after.type == "Money" or after.low[:1].isdigit())
    described = at > 0 and lows[at - 1] in words["determiners"]
    # "Spraken over het gezamenlijk optrekken", "over een gezamenlijke aanpak": what they speak of.
    told = described and (lows[at].endswith("k") or lows[max(0, at - 2)] in words["prepositions"])
    if core is None or counts or told or core.lemma in words["stative"] or lows[at - 1] in words["prepositions"]:
        return ()
    if core.passive:
        return agent_of_passive(clause, context)[0] or ()
    who = subject(clause, context)
    return fillers(who.tokens, context) if who is not None and len(who.tokens) > 1 else ()


def _told_done(draft: Draft, core: Core | None, phrase: range, context: Context) -> bool:
    """Tell whether parliament has been told of what was done: "over [dit onderzoek naar aanleiding van] de motie A"."""
    words, lows, finite = context.grammar.words, draft.clause.lows, draft.clause.finite
    work = phrase.start >= _WORK and lows[phrase.start - 1] in words["inquiries"]
    if not work or lows[phrase.start - 2] not in words["definite"] or core is None or finite is None:
        return False
    told = finite.reading.lemma == "hebben" and lemma_of(draft.clause, core, context) in words["informing"]
    by_sender = all(filler.entity in (GOVERNMENT, STATE) for role, filler in draft.roles if role == "agent")
    return told and by_sender and not draft.negated and context.speaks


def _done_by_sender(draft: Draft, core: Core | None, context: Context) -> bool:
    """Tell whether the sender does what a clause says, other than to tell or to ask something.

    "Naar aanleiding van de motie heeft [het kabinet] onderzoek gedaan", but not "… heeft uw Kamer vragen gesteld".
    """
    words = context.grammar.words
    if core is None or draft.clause.kind == "infinitive":
        return False
    lemma = lemma_of(draft.clause, core, context)
    if draft.frame.kind == "MotionExecution" and _tells_what(draft, core, lemma, context):
        return True
    told = draft.frame.kind == "MotionExecution"
    if told and ({*core.chain} & words["modals_needed"] or not words["hedges"].isdisjoint(draft.clause.lows)):
        return False
    if core.lemma in words["stative"] and not (told and core.lemma in words["starting"]):
        return False
    talks = ("informing", "sending", "telling", "receiving", "discourse_verbs", "reporting", "stance")
    if any(lemma in words[name] or (core.lemma in words[name] and not told) for name in talks):
        return False
    if core.passive or (told and core.lemma in words["starting"]):
        others = any(token.actor for token in draft.clause.tokens)
        acts = lemma in words["government_acts"] | words["agentive"] or (told and not others)
        return acts and "vragen" not in draft.clause.lows
    agents = [filler for role, filler in draft.roles if role == "agent"]
    # Whoever has done it without a name, the sender is not: "heeft [de politie] een plan opgesteld".
    implied = any(filler.span.start == draft.trigger.start for filler in agents)
    return not implied and all(filler.entity in (GOVERNMENT, STATE) for filler in agents)


def _tells_what(draft: Draft, core: Core, lemma: str, context: Context) -> bool:
    """Tell whether the sender tells or sends what a motion asks for: "informeer ik u over de wachtlijsten"."""
    words, lows = context.grammar.words, draft.clause.lows
    mine = all(filler.entity in (GOVERNMENT, STATE) for role, filler in draft.roles if role == "agent")
    if not mine or core.passive or draft.modality != "asserted":
        return False
    if core.lemma == "weten" and "laten" in core.chain:
        return any(child.marker is not None and child.marker.low == "dat" for child in draft.clause.children)
    if core.chain:
        return False
    if lemma in words["sending"]:
        return "volgt" not in lows
    return lemma in words["informing"] and "over" in lows


def _actors(
    frame: Frame, clause: Clause, phrase: range, filled: tuple[Filler, ...], context: Context
) -> tuple[Filler, ...]:
    """Tell who acts: the subject; in a passive who is named with "door", else the sender where the frame implies it."""
    core = next(cores(clause, context), None)
    if clause.kind == "infinitive" and frame.subject != "agent":
        # "Om dit met steun van X te doen" does not say that X supports who does it.
        return ()
    if core is None or not core.passive:
        who = subject(clause, context)
        if frame.kind == "Urging" and gets_what_it_asked(clause, core, who, context):
            return _sender(clause, phrase, context)
        named = {filler.span for filler in filled}
        inside = who is not None and any(token.span in named for token in who.tokens)
        if who is None and frame.kind == "MotionExecution" and context.speaks and not _motion_before(clause, phrase):
            # "Dit is in lijn met de motie", "conform de motie is een onderzoek gestart".
            return (context.sender(clause.tokens[phrase.start].span),)
        if who is None and core is not None and core.lemma in context.grammar.words["showing"]:
            # "Uit navraag bij X blijkt dat …": it is the sender who has asked.
            return _sender(clause, phrase, context) if frame.implied else ()
        said = clause.lows[phrase.start : phrase.stop]
        if who is None and "opdracht" in said and frame.kind == "Cooperation":
            # "Het in gezamenlijke opdracht met X verrichte onderzoek".
            return _sender(clause, phrase, context)
        if who is None and frame.kind == "Cooperation" and ("resultaat" in said or "stand" in clause.words):
            return of_own_product(clause, context)
        return fillers(who.tokens, context) if who is not None and not inside else ()
    agents, _ = agent_of_passive(clause, context)
    if agents:
        return agents
    if frame.kind == "Countering" and frame.subject == "agent":
        return owners(clause, context) or of_own_measure(clause, context)
    # What is done at parliament's request, or as somebody has advised, the government does; so are its own acts.
    advised = not context.grammar.words["advised"].isdisjoint(clause.lows[phrase.start : phrase.stop])
    governs = lemma_of(clause, core, context) in context.grammar.words["government_acts"]
    # "De brief is op verzoek van D66 aan de Kamer gezonden": who sends the Kamer what its members ask is the sender.
    sends = core.lemma in context.grammar.words["sending"] and to_parliament(clause)
    by_parliament = sends or any(of_parliament(filler.entity) for filler in filled)
    asked = frame.kind == "Urging" and (advised or governs or by_parliament)
    # What is done "in opdracht van X" somebody does whom it does not name.
    asked = asked and "opdracht" not in clause.lows[phrase.start : phrase.stop]
    # "Het rapport is opgesteld in samenwerking met X": by whoever wrote it.
    made = frame.kind == "Cooperation" and _opens_with_subject(clause, context) and not is_own_plan(clause, context)
    return _sender(clause, phrase, context) if (frame.implied or asked) and not made else ()


def _sender(clause: Clause, phrase: range, context: Context) -> tuple[Filler, ...]:
    """Let the sender act, but not in what others say."""
    trigger = Span(clause.tokens[phrase.start].start, clause.tokens[phrase.stop - 1].end)
    implied = context.speaks and speaker_of(clause, context) is None
    return (context.sender(trigger),) if implied else ()


def _opens_with_subject(clause: Clause, context: Context) -> bool:
    """Tell whether a thing that somebody makes stands before the finite verb: the clause is about that."""
    if clause.finite is None or clause.finite.at == 0:
        return clause.kind == "relative"
    first, words = clause.tokens[0], context.grammar.words
    return first.low in words["determiners"] or (not first.low and first.type != "Date")


def _motion_before(clause: Clause, phrase: range) -> bool:
    return any(token.type == "Motion" or token.low.startswith("motie") for token in clause.tokens[: phrase.start])


def _mine(tokens: Sequence[Token], phrase: range, context: Context) -> tuple[Filler, ...]:
    """Let the sender fill what a phrase says is his: "op mijn verzoek"."""
    own = context.grammar.words["own"]
    at = next((at for at in phrase if tokens[at].low in own), None)
    return (context.sender(tokens[at].span),) if at == phrase.stop - 2 and context.speaks else ()


def _behind(frame: Frame, tokens: Sequence[Token], end: int, context: Context) -> tuple[Filler, ...]:
    """Read what follows the phrase: a motion where the frame wants one, else names."""
    if "motion" in frame.object_accepts:
        words = context.grammar.words
        telling = words["asked_things"] | words["pledges"]
        asked = any(token.low in telling for token in tokens[end : end + _FARTHEST])
        asked = asked or any(token.low in words["moved"] for token in tokens[end : end + _FARTHEST_ASKED])
        near = range(end, min(end + (_FARTHEST_ASKED if asked else _FARTHEST), len(tokens)))
        at = next((i for i in near if tokens[i].type == "Motion"), None)
        if at is None:
            # "Conform de op 26 april door uw Kamer [aangenomen motie]".
            far = range(near.stop, min(near.stop + _FARTHEST, len(tokens)))
            at = next((i for i in far if tokens[i].type == "Motion" and tokens[i - 1].low in _CARRIED), None)
        return motions(tokens, at) if at is not None and tokens[at - 1].low not in _LAPSED else ()
    named = fillers(names_at(tokens, end, len(tokens), context, tokens[end - 1].low)[0], context)
    return named or (represented(tokens, end, context) if frame.mutual else ())


def _words_behind(frame: Frame, clause: Clause, end: int) -> tuple[Filler, ...]:
    """Give the words that follow the phrase up to a verb or a pause, where words may fill the role."""
    if "text" not in frame.object_accepts:
        return ()
    verbs = [verb.at for verb in clause.predicates if verb.at >= end]
    points = [at for at in range(end, len(clause.tokens)) if clause.tokens[at].point]
    span = text_span(clause.tokens[end : min([*verbs, *points], default=len(clause.tokens))])
    return (Filler(span),) if span else ()


def _said(clause: Clause, core: Core | None, phrase: range, named: int, context: Context) -> Span | None:
    """Give what the clause says of its subject: what stands behind its verb, subject, phrase and names, if anything."""
    tokens, end = clause.tokens, phrase.stop
    if clause.finite is None or core is None or (core.predicate is clause.finite and end > clause.finite.at):
        return None
    if phrase.start == 1 and clause.lows[0] in context.grammar.words["definite"]:
        # "Het in samenwerking met A [verrichte onderzoek] laat zien dat …".
        return text_span(tokens[named : clause.finite.at])
    who = subject(clause, context)
    head = head_of(tokens, end, context)
    behind = group_at(tokens, head, context).end if head is not None else end
    start = max(clause.finite.at + 1, who.end if who else 0, behind, named)
    if core.predicate.at < start and core.predicate is not clause.finite:
        return None
    if core.predicate.at == start and (meant := promised_thing(clause, context)):
        return text_span(meant)
    if core.passive and core.predicate.at == start and clause.kind == "main":
        # "[De handreiking] is in samenwerking met A opgesteld".
        return text_span(tokens[: clause.finite.at]) or text_span(tokens[start:])
    return text_span([*tokens[start:], *_joined(clause, context)])


def _joined(clause: Clause, context: Context) -> list[Token]:
    """Give the words of a participle coordinated with the clause's: "… veroordeeld en X gemaand tot actie"."""
    rest = [token for token in context.tokens if token.start >= clause.end]
    finite = any(reading.form in ("third", "past") for token in rest for reading in token.readings)
    own = rest and rest[0].low == "en" and clause.verbs and not finite
    participle = any(reading.form == "participle" for token in rest for reading in token.readings)
    return rest if own and participle else []
