"""Frames over clauses: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph_builder.iris import case
from graph_builder.model import Filler, Modality, Span
from graph_builder.relate.clauses import Clause
from graph_builder.relate.context import GOVERNMENT, PARLIAMENT, Context
from graph_builder.relate.frames import Complement, Frame
from graph_builder.relate.nounphrases import (
    Group,
    exemplified,
    fillers,
    governor,
    group_at,
    head_of,
    object_span,
    subject,
    text_span,
)
from graph_builder.relate.periods import season_end
from graph_builder.relate.tokens import Token
from graph_builder.relate.voice import Core, cores, modality, negated

_CLAUSAL = frozenset(["dat", "om", "of", "te", "hoe"])


@dataclass(slots=True)
class Draft:
    """A statement in the making."""

    frame: Frame
    clause: Clause
    roles: list[tuple[str, Filler]]
    trigger: Span
    modality: Modality
    negated: bool

    def has(self, role: str) -> bool:
        """Tell whether a role is filled."""
        return any(name == role for name, _ in self.roles)


@dataclass(frozen=True, slots=True)
class _Evoked:
    frame: Frame
    core: Core
    particle: tuple[int, ...]
    """Indices of the particle's words in the clause; empty where the verb bears it or needs none."""


def read_verbs(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the frames that the verbs of a clause evoke."""
    for core in cores(clause, context):
        evoked = [
            found
            for frame in context.frames.by_verb.get(core.lemma, ())
            for found in _evoke(frame, clause, core, context)
        ]
        longest = max((_weight(found) for found in evoked), default=0)
        drafts = [_fill(found, clause, context) for found in evoked if _weight(found) == longest]
        read = [draft for draft in drafts if draft is not None]
        funds = any(draft.frame.kind == "Funding" for draft in read)
        yield from (draft for draft in read if not funds or draft.frame.kind != "Support")


def _weight(found: _Evoked) -> int:
    return 2 * len(found.particle) + bool(found.core.predicate.reading.particle)


def _controlled(clause: Clause, context: Context) -> bool:
    """Tell whether the clause's own verb says that its subject will do what the infinitive says: "besloten … te"."""
    main = [p.reading.lemma for p in [*clause.verbs, *([clause.finite] if clause.finite else [])]]
    return bool(set(main) & context.grammar.words["control"])


def _evoke(frame: Frame, clause: Clause, core: Core, context: Context) -> Iterator[_Evoked]:
    """Tell whether a verb evokes a frame: with its separable particle, and with the words that must stand with it."""
    if core.embedded and clause.kind != "infinitive" and not frame.infinitive and not _controlled(clause, context):
        return
    if frame.excludes & set(clause.lows):
        return
    borne = core.predicate.reading.particle
    for verb in frame.verbs:
        if verb.lemma != core.lemma:
            continue
        apart: tuple[int, ...] = ()
        words = [particle for particle in frame.particles if particle != (borne,)]
        if verb.particle and borne != verb.particle:
            apart = () if borne else _find_particle((verb.particle,), clause, core)
            if not apart:
                continue
        elif borne and not verb.particle and len(words) == len(frame.particles):
            continue
        elif not verb.particle and not borne and not frame.particles and _stray_particle(clause, core):
            continue
        if not frame.particles or (borne and not verb.particle):
            yield _Evoked(frame, core, apart)
            return
        beside = next((at for at in (_find_particle(particle, clause, core) for particle in words) if at), ())
        if beside:
            yield _Evoked(frame, core, tuple(sorted({*apart, *beside})))
            return


_SEPARABLE = frozenset(
    ["aan", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "toe", "tegen", "uit", "vast", "voor"]
)


def _stray_particle(clause: Clause, core: Core) -> bool:
    """Tell whether a bare finite verb has a particle at the end of its clause, which makes it another verb."""
    if core.predicate is not clause.finite:
        return False
    rest = [token for token in clause.tokens if not token.point]
    return bool(rest) and rest[-1].low in _SEPARABLE


def _find_particle(particle: tuple[str, ...], clause: Clause, core: Core) -> tuple[int, ...]:
    """Find the words that stand with a verb, the last ones first; "*" stands for one word."""
    lows, size = clause.lows, len(particle)
    first = particle[0]
    if first not in lows:
        return ()
    for at in range(len(lows) - size, -1, -1):
        if lows[at] != first or any(part not in ("*", lows[at + i]) for i, part in enumerate(particle)):
            continue
        if size > 1 or first not in _SEPARABLE or _stranded(clause.tokens, at, core, clause):
            return tuple(range(at, at + size))
    return ()


def _stranded(tokens: Sequence[Token], at: int, core: Core, clause: Clause) -> bool:
    """Tell whether a word that is mostly a preposition governs nothing here."""
    verb = core.predicate.at
    if core.predicate.te:
        return at == verb - 2
    if core.predicate is not clause.finite:
        return False
    if at < verb:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or after.point or after.low in _FOLLOWS_PARTICLE:
        return True
    return bool(clause.embedded) and clause.embedded[-1].at > at and tokens[at].low in ("op", "aan", "uit", "toe")


_FOLLOWS_PARTICLE = frozenset(
    "om te dat op voor tegen aan met tot bij via en maar of van over naar door binnen tijdens in per als zodat".split()
)


def _fill(found: _Evoked, clause: Clause, context: Context) -> Draft | None:
    frame, core = found.frame, found.core
    mood = modality(clause, core, context)
    if mood is None:
        return None
    who = subject(clause, context)
    used = set(found.particle)
    roles: list[tuple[str, Filler]] = []
    if core.passive:
        agents = _agent_of_passive(clause, context, used) or _who_asks(frame, clause)
        if agents is None and not (frame.implied and context.speaks):
            return None
        if agents is None:
            roles.append(("agent", context.sender(_trigger(found, clause))))
        else:
            roles += [("agent", filler) for filler in agents]
    elif frame.subject and who is not None:
        roles += [(frame.subject, filler) for filler in fillers(who.tokens, context)]
    elif frame.kind == "Urging" and clause.kind == "main" and clause.finite is not None:
        first = clause.tokens[: min(3, clause.finite.at)]
        asking = next((t for t in first if t.type == "Motion" or t.low.startswith("motie")), None)
        roles += [("agent", Filler(asking.span, PARLIAMENT))] if asking and clause.finite.at <= 3 else []
    roles += _complements(frame, clause, core, used, context)
    if frame.object:
        roles += _objects(frame, clause, core, who, {role for role, _ in roles}, context)
    if frame.kind == "LegalProceeding":
        words = [clause.tokens[at] for at in found.particle if not clause.tokens[at].point] or [
            clause.tokens[core.predicate.at]
        ]
        span = Span(words[0].start, words[-1].end) if words[0].end <= words[-1].start else words[0].span
        roles.append(("case", Filler(span, case(context.document, span))))
    if frame.kind == "Urging":
        roles += _asked_by_parliament(roles, _trigger(found, clause))
    if frame.kind == "Advocacy":
        roles += _benefiting(roles, context)
    draft = Draft(frame, clause, roles, _trigger(found, clause), frame.modality or mood, negated(clause, context))
    return draft if sound(draft) else None


def _who_asks(frame: Frame, clause: Clause) -> tuple[Filler, ...] | None:
    """Where a motion is what asks, the Tweede Kamer does: "in de motie wordt de regering verzocht"."""
    if frame.kind != "Urging":
        return None
    above = clause.parent.tokens if clause.kind == "relative" and clause.parent else []
    near = [*clause.tokens, *([clause.antecedent] if clause.antecedent else []), *above]
    motion = next((t for t in near if t.type == "Motion" or t.low.startswith("motie")), None)
    return (Filler(motion.span, PARLIAMENT),) if motion else None


def _asked_by_parliament(roles: Sequence[tuple[str, Filler]], trigger: Span) -> list[tuple[str, Filler]]:
    """Whom the Tweede Kamer asks for something without saying whom is the government."""
    named = {role for role, _ in roles}
    asks = any(role == "agent" and filler.entity == PARLIAMENT for role, filler in roles)
    if asks and "topic" in named and "addressee" not in named:
        return [("addressee", Filler(trigger, GOVERNMENT))]
    return []


_FOR = frozenset(["voor", "aan", "behoeve", "zoals", "waaronder"])


def _benefiting(roles: Sequence[tuple[str, Filler]], context: Context) -> list[tuple[str, Filler]]:
    """Find the groups for whom something is advocated, in the words that say what is."""
    if any(role == "beneficiary" for role, _ in roles):
        return []
    found: list[tuple[str, Filler]] = []
    for topic in (filler.span for role, filler in roles if role == "topic" and filler.entity is None):
        inside = [token for token in context.tokens if topic.covers(token.span)]
        marked = False
        for at, token in enumerate(inside):
            if token.low in _FOR:
                marked = True
            elif token.type == "Group" and marked and token.mention:
                found.append(("beneficiary", Filler(token.mention.span, token.mention.entity)))
            elif token.readings and token.low not in context.grammar.words["determiners"] and at:
                marked = False
    return found


def sound(draft: Draft) -> bool:
    """Tell whether a draft has an agent and one of the roles that its frame requires, and nobody acts on himself."""
    if not draft.has("agent") and draft.frame.kind != "LegalProceeding":
        return False
    needed = draft.frame.requires
    if needed and not any(all(draft.has(role) for role in roles) for roles in needed):
        return False
    agents = {filler.entity for role, filler in draft.roles if role == "agent"}
    counted = frozenset().union(*needed)
    others = [(role, filler) for role, filler in draft.roles if role in counted and filler.entity]
    return not any(filler.entity in agents for _, filler in others) or draft.frame.kind == "LegalProceeding"


def _trigger(found: _Evoked, clause: Clause) -> Span:
    token = clause.tokens[found.core.predicate.at]
    return Span(token.start, token.end)


def _agent_of_passive(clause: Clause, context: Context, used: set[int]) -> tuple[Filler, ...] | None:
    for at, token in enumerate(clause.tokens):
        if token.low == "door":
            head = head_of(clause.tokens, at + 1, context)
            if head is None:
                return ()
            group = group_at(clause.tokens, head, context, "door")
            after = clause.tokens[group.end] if group.end < len(clause.tokens) else None
            if after is not None and after.low.endswith(("de", "te", "en")) and not after.readings:
                continue
            used.add(at)
            return fillers(group.tokens, context)
    return None


def _complements(
    frame: Frame, clause: Clause, core: Core, used: set[int], context: Context
) -> list[tuple[str, Filler]]:
    found: list[tuple[str, Filler]] = []
    for complement in frame.complements:
        if any(role == complement.role for role, _ in found):
            continue
        for marker in sorted(complement.markers, key=_CLAUSAL.__contains__):
            filled = _complement(complement, marker.split(), clause, core, used, frame, context)
            if not filled and " " in marker:
                filled = _below(complement, marker.split(), clause, frame, context)
            if filled:
                found += filled
                break
    return found


def _below(
    complement: Complement, marker: list[str], clause: Clause, frame: Frame, context: Context
) -> list[tuple[str, Filler]]:
    """Look for a marker of several words in the subordinate clauses too: it says enough by itself."""
    for child in clause.children:
        lows = [token.low for token in child.tokens]
        for at in range(len(lows) - len(marker)):
            if lows[at : at + len(marker)] == marker:
                head = head_of(child.tokens, at + len(marker), context)
                if head is not None:
                    names = group_at(child.tokens, head, context).tokens
                else:
                    names = tuple(exemplified(child.tokens, at + len(marker), len(lows), context))
                if names:
                    return [(complement.role, filler) for filler in fillers(names, context)]
    return []


def _complement(
    complement: Complement,
    marker: list[str],
    clause: Clause,
    core: Core,
    used: set[int],
    frame: Frame,
    context: Context,
) -> list[tuple[str, Filler]]:
    if marker[0] in _CLAUSAL and len(marker) == 1:
        span = _clausal(marker[0], clause, core, used, frame, context)
        return [(complement.role, Filler(span))] if span and "text" in complement.accepts else []
    tokens, lows, size = clause.tokens, clause.lows, len(marker)
    if marker[0] not in lows:
        return []
    for at in range(len(tokens) - size + 1):
        if lows[at] != marker[0] or at in used or lows[at : at + size] != marker:
            continue
        if _embeds(clause, core, at):
            continue
        filled = _after_marker(complement, tokens, at + size, clause, core, frame, context, marker[-1])
        if filled:
            used.update(range(at, at + size))
            return [(complement.role, filler) for filler in filled]
    return []


def _embeds(clause: Clause, core: Core, at: int) -> bool:
    """A complement after an infinitive with *te* belongs to that infinitive."""
    return not core.embedded and any(predicate.at < at for predicate in clause.embedded)


def _after_marker(
    complement: Complement,
    tokens: Sequence[Token],
    at: int,
    clause: Clause,
    core: Core,
    frame: Frame,
    context: Context,
    marker: str,
) -> tuple[Filler, ...]:
    words = context.grammar.words
    if at + 1 < len(tokens) and tokens[at].low == "en" and tokens[at + 1].low in words["prepositions"]:
        at += 2
    if complement.accepts & {"law", "text"}:
        law = next((t for t in tokens[at : at + 3] if t.type in ("Treaty", "Law") and t.mention), None)
        if law is not None and law.mention and law.whole:
            return (Filler(law.mention.span, law.mention.entity),)
    if "actor" in complement.accepts:
        head = head_of(tokens, at, context)
        if head is not None:
            return fillers(group_at(tokens, head, context, marker).tokens, context)
        limit = _text_limit(at, clause, core, frame)
        names = exemplified(tokens, at, limit, context)
        if names:
            return fillers(names, context)
    if at >= len(tokens) or tokens[at].low in words["prepositions"] - {"het"}:
        return ()
    for ahead in range(at, min(at + 5, len(tokens))):
        token = tokens[ahead]
        if token.type in ("Motion", "Citation") and "motion" in complement.accepts:
            return _motions(tokens, ahead)
        if token.type == "Money" and "money" in complement.accepts and token.mention:
            return (Filler(token.mention.span, token.mention.entity, token.mention.value),)
        if token.low in context.grammar.words["prepositions"] - {"in"}:
            break
    if "text" in complement.accepts and tokens[at].type != "Date":
        span = _text(at, clause, core, frame, context)
        return (Filler(span),) if span else ()
    return ()


def _motions(tokens: Sequence[Token], at: int) -> tuple[Filler, ...]:
    """Take one motion, or several that are coordinated."""
    found = []
    while at < len(tokens):
        mention = tokens[at].mention
        if tokens[at].type != "Motion":
            break
        if mention is None:
            found.extend(Filler(tokens[at].span, entity) for entity in tokens[at].entities)
        else:
            found.append(Filler(mention.span, mention.entity, mention.value))
        at += 1
        while at < len(tokens) and (tokens[at].low in (",", "en", "de", "het") or tokens[at].type == "Citation"):
            at += 1
    return tuple(found)


def _text_limit(at: int, clause: Clause, core: Core, frame: Frame) -> int:
    """Find where words from `at` on stop: at the clause's own verb or particle, or the next complement."""
    tokens = clause.tokens
    verbs = [p.at for p in clause.verbs if p.at >= at]
    if clause.finite is not None and clause.finite.at >= at:
        verbs.append(clause.finite.at)
    if core.embedded and core.predicate.at >= at:
        verbs.append(core.predicate.at - 1)
    limit = min(verbs, default=len(tokens))
    return limit


def _text(at: int, clause: Clause, core: Core, frame: Frame, context: Context) -> Span | None:
    limit = _text_limit(at, clause, core, frame)
    particles = {part for particle in frame.particles for part in particle if len(particle) == 1}
    particles |= {verb.particle for verb in frame.verbs if verb.particle}
    if limit == len(clause.tokens):
        last = next((i for i in range(at, limit) if clause.tokens[i].low in particles and _closes(clause, i)), None)
        limit = last if last is not None else limit
    span = text_span(clause.tokens[at:limit])
    if span is None:
        return None
    following = [c for c in clause.children if c.tokens and c.start >= span.start and limit == len(clause.tokens)]
    nested = [c for c in clause.children if c.tokens and span.start <= c.start]
    end = max([span.end, *(c.whole_end for c in following or nested)])
    return Span(span.start, end)


def _closes(clause: Clause, at: int) -> bool:
    """Tell whether a particle stands last, or before a point or another complement."""
    after = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    return after is None or after.point or after.low in _FOLLOWS_PARTICLE


def _clausal(marker: str, clause: Clause, core: Core, used: set[int], frame: Frame, context: Context) -> Span | None:
    """Give the words of the subordinate clause that fills a role."""
    if marker == "te":
        return _infinitival(clause, core, used, context)
    if marker == "om" and not any(c.marker is not None and c.marker.low == "om" for c in clause.children):
        at = next((i for i, t in enumerate(clause.tokens) if t.low == "om"), None)
        return _text(at + 1, clause, core, frame, context) if at is not None and core.predicate.at > 0 else None
    for child in clause.children:
        if child.marker is not None and child.marker.low == marker and child.tokens and child.kind != "relative":
            start = child.tokens[0].start
            later = [c for c in clause.children if c.tokens and c.tokens[0].start > child.tokens[0].start and c.partner is child]
            end = max([child.whole_end, *(c.whole_end for c in later)])
            return Span(start, end)
    return None


def _infinitival(clause: Clause, core: Core, used: set[int], context: Context) -> Span | None:
    """Give the words of an infinitive with *te* that the verb brings along: from behind the verb and its object."""
    if core.embedded or not clause.embedded:
        return None
    tokens, start = clause.tokens, core.predicate.at + 1
    last = clause.embedded[-1].at
    if last < start:
        return None
    if core.predicate is clause.finite:
        names = [at for at in range(start, last) if tokens[at].actor]
        particles = [at for at in used if start <= at < last]
        start = max([start, *([names[0] + 1] if names else []), *([max(particles) + 1] if particles else [])])
        if start >= last - 1 and names:
            start = min(start, last - 1)
    while start < last - 1 and tokens[start].low in context.grammar.words["adverbs"]:
        start += 1
    span = text_span(tokens[start:])
    return Span(span.start, max(span.end, clause.whole_end)) if span else None


def _objects(
    frame: Frame, clause: Clause, core: Core, who: Group | None, filled: set[str], context: Context
) -> list[tuple[str, Filler]]:
    assert frame.object
    if frame.object in filled:
        return []
    if core.passive:
        return _passive_object(frame, clause, core, who, context)
    tokens = clause.tokens
    taken = range(who.start, who.end) if who else range(0)
    stop = min([p.at for p in clause.embedded], default=len(tokens)) if not core.embedded else core.predicate.at
    for at in range(stop):
        token = tokens[at]
        if token.low in ("mij", "ons") and context.speaks and frame.kind == "Urging" and at not in taken:
            return [(frame.object, context.sender(token.span))]
        if at in taken or token.mention is None and not token.entities:
            continue
        if not _fits(token, frame.object_accepts) or governor(tokens, at, context) is not None:
            continue
        if who is not None and 0 <= at < who.start and not _fronted(clause, at, who):
            continue
        if token.type in ("Motion",):
            return [(frame.object, filler) for filler in _motions(tokens, at)]
        if token.type == "Money" and token.mention:
            return [(frame.object, Filler(token.mention.span, token.mention.entity, token.mention.value))]
        group = group_at(tokens, at, context)
        names = [name for name in group.tokens if not who or name not in who.tokens]
        return [(frame.object, filler) for filler in fillers(names, context)]
    if clause.partner is not None and clause.finite is None and clause.partner.verbs:
        shared = Core(clause.partner.verbs[-1], False, ())
        found = _objects(frame, clause.partner, shared, subject(clause.partner, context), filled, context)
        return [(role, filler) for role, filler in found if filler.entity]
    if "text" in frame.object_accepts and not any(role in (frame.object, frame.object_text) for role in filled):
        span, indirect = _object_text(clause, core, who, frame, context)
        found = [(frame.object_text or frame.object, Filler(span))] if span else []
        if indirect and frame.indirect:
            found += [(frame.indirect, filler) for filler in fillers((indirect,), context)]
        return found
    return []


def _fronted(clause: Clause, at: int, who: Group) -> bool:
    """Tell whether an object stands before the verb, with the subject behind it: "de motie voer ik uit"."""
    finite = clause.finite
    return clause.kind == "main" and finite is not None and at < finite.at < who.start


def _fits(token: Token, accepts: frozenset[str]) -> bool:
    if token.actor:
        return "actor" in accepts
    if token.type == "Money":
        return "money" in accepts
    return token.type == "Motion" and "motion" in accepts


def _passive_object(
    frame: Frame, clause: Clause, core: Core, who: Group | None, context: Context
) -> list[tuple[str, Filler]]:
    assert frame.object
    if who is not None and "actor" in frame.object_accepts:
        return [(frame.object, filler) for filler in fillers(who.tokens, context)]
    for at, token in enumerate(clause.tokens):
        if token.mention and not token.actor and _fits(token, frame.object_accepts):
            if governor(clause.tokens, at, context) is None:
                return [(frame.object, filler) for filler in _motions(clause.tokens, at)] or [
                    (frame.object, Filler(token.mention.span, token.mention.entity, token.mention.value))
                ]
    if "text" in frame.object_accepts and clause.finite is not None:
        end = clause.finite.at
        span = text_span(clause.tokens[:end]) if clause.kind == "main" else None
        if span and clause.tokens[0].low in context.grammar.words["determiners"]:
            return [(frame.object, Filler(span))]
    return []


def _object_text(
    clause: Clause, core: Core, who: Group | None, frame: Frame, context: Context
) -> tuple[Span | None, Token | None]:
    """Give the words of the direct object, and the actor before them: "[uw Kamer] [een brief]"."""
    words, tokens = context.grammar.words, clause.tokens
    start = 0
    if clause.kind == "main" and clause.finite is not None:
        start = clause.finite.at + 1
    if who is not None and who.end > start:
        start = who.end
    indirect: Token | None = None
    while start < len(tokens):
        token = tokens[start]
        season = season_end(context.document, token.start)
        if season is not None:
            start = next((i for i in range(start, len(tokens)) if tokens[i].start >= season), len(tokens))
        elif token.low in words["adverbs"] or token.low in words["reflexives"] or token.point or token.type == "Date":
            start += 1
        elif token.type == "Parliament" and indirect is None:
            indirect = token
            start += 1
        else:
            break
    verb = len(tokens) if core.predicate is clause.finite else core.predicate.at
    start = _behind_phrases(tokens, start, verb, context)
    if start >= len(tokens) or tokens[start].low in words["prepositions"]:
        return None, indirect
    limit = _text_limit(start, clause, core, frame)
    markers = {m.split()[0] for c in frame.complements for m in c.markers} & words["prepositions"] - {"in", "van"}
    particles = {verb.particle for verb in frame.verbs}
    if "actor" in frame.object_accepts or frame.kind != "Support":
        particles |= {part for particle in frame.particles for part in particle}
    for at in range(start, limit):
        if tokens[at].low and tokens[at].low in markers | particles:
            limit = at
            break
    span = object_span(tokens[start:limit], context)
    empty = words["pronouns"] | words["adverbs"] | words["neuter"]
    if span is None or all(t.low in empty for t in tokens[start:limit] if t.end <= span.end):
        return None, indirect
    extraposed = tokens[core.predicate.at + 1 :] if core.predicate.at >= limit and frame.kind == "Undertaking" else []
    behind = text_span(extraposed)
    nested = [c for c in clause.children if c.tokens and c.kind == "relative" and span.start <= c.start <= span.end + 2]
    ends = [span.end, *(c.whole_end for c in nested), *([max(behind.end, clause.whole_end)] if behind else [])]
    return Span(span.start, max(ends)), indirect


def _behind_phrases(tokens: Sequence[Token], start: int, verb: int, context: Context) -> int:
    """Skip prepositional phrases before the object: "heeft [met het oog daarop] [in zijn brief] een onderzoek …"."""
    words = context.grammar.words
    if start >= len(tokens) or tokens[start].low not in words["prepositions"]:
        return start
    for at in range(start + 1, min(max(verb, start), len(tokens))):
        before = tokens[at - 1]
        if tokens[at].low in words["determiners"] and before.low not in words["prepositions"] | words["determiners"]:
            return at
    return start


def read_phrases(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the frames that fixed phrases evoke: "in samenwerking met", "op aandringen van", "conform"."""
    tokens = clause.tokens
    for at in range(len(tokens)):
        for phrase, frame in context.frames.by_phrase.get(tokens[at].low, ()):
            end = _phrase_end(tokens, at, phrase)
            if end is None or (at and tokens[at - 1].low in context.grammar.words["answering"]):
                continue
            draft = _fill_phrase(frame, clause, at, end, context)
            if draft is not None:
                yield draft
            break


def _phrase_end(tokens: Sequence[Token], at: int, phrase: tuple[str, ...]) -> int | None:
    """Match a phrase from `at` on; "*" stands for one word or none."""
    for part in phrase:
        if part == "*":
            continue
        if at < len(tokens) and tokens[at].low == part:
            at += 1
        elif at + 1 < len(tokens) and tokens[at + 1].low == part and "*" in phrase and tokens[at].low:
            at += 2
        else:
            return None
    return at


def _fill_phrase(frame: Frame, clause: Clause, at: int, end: int, context: Context) -> Draft | None:
    assert frame.phrase
    tokens = clause.tokens
    trigger = Span(tokens[at].start, tokens[end - 1].end)
    core = next(cores(clause, context), None)
    mood = modality(clause, core, context) if core else "asserted"
    if mood is None:
        return None
    roles = [(frame.phrase, filler) for filler in _phrase_fillers(frame, tokens, end, context)]
    if not roles:
        return None
    if frame.subject:
        who = subject(clause, context)
        inside = who is not None and at <= who.start < end + 3
        if who is not None and not inside and not (core and core.passive):
            roles += [(frame.subject, filler) for filler in fillers(who.tokens, context)]
        elif core and core.passive and _agent_of_passive(clause, context, set()):
            agents = _agent_of_passive(clause, context, set()) or ()
            roles += [(frame.subject, filler) for filler in agents]
        elif core and core.passive and frame.implied and context.speaks:
            roles.append((frame.subject, context.sender(trigger)))
    if frame.predicate:
        span = _predicate_text(clause, core, end, context)
        if span:
            roles.append((frame.predicate, Filler(span)))
    draft = Draft(frame, clause, roles, trigger, frame.modality or mood, negated(clause, context))
    return draft if sound(draft) else None


def _phrase_fillers(frame: Frame, tokens: Sequence[Token], end: int, context: Context) -> tuple[Filler, ...]:
    if "motion" in frame.object_accepts:
        for ahead in range(end, min(end + 5, len(tokens))):
            if tokens[ahead].type == "Motion":
                return _motions(tokens, ahead)
        return ()
    head = head_of(tokens, end, context)
    if head is None:
        return ()
    return fillers(group_at(tokens, head, context, tokens[end - 1].low).tokens, context)


def _predicate_text(clause: Clause, core: Core | None, end: int, context: Context) -> Span | None:
    """Give what the clause says of its subject: what stands behind the finite verb, the subject and the phrase.

    Behind a phrase at the clause's end nothing is said any more.
    """
    tokens = clause.tokens
    if clause.finite is None or core is None or core.predicate is clause.finite and end > clause.finite.at:
        return None
    who = subject(clause, context)
    head = head_of(tokens, end, context)
    behind = group_at(tokens, head, context).end if head is not None else end
    start = max(clause.finite.at + 1, who.end if who else 0, behind)
    return text_span(tokens[start:]) if core.predicate.at >= start or core.predicate is clause.finite else None
