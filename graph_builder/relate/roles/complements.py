"""Complements: what hangs on a preposition or a conjunction, and the role that it fills."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Role
from graph_builder.relate.lexicon.frame import CLAUSAL, Complement
from graph_builder.relate.roles.alongside import examples_last
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.particular import of_kind, place, seat, sender_meant, session
from graph_builder.relate.roles.pointing import pointed
from graph_builder.relate.roles.texts import clause_words, limit_of, pointed_at, words_from
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.ellipsis import shares
from graph_builder.relate.syntax.heads import governor, head_of
from graph_builder.relate.syntax.nounphrases import OF_BODIES, exemplified, fillers, named_from, names_at
from graph_builder.relate.syntax.tokens import Token

_BODIES = frozenset(["Organisation", "Parliament", "Government", "Reference"])
"""What one speaks in: a council or a union, not a state."""
_JOINED = {"mee": "met", "toe": "tot"}
"""Prepositions as they are written behind "waar"."""
_ANDS = ("en", "alsook", "alsmede", "evenals")
_BOARDS = frozenset(["raad", "college"])
_NEXT = 2
"""How many characters lie between a word and the next one."""
_FARTHEST = 6
"""How many words may stand between a marker and the amount or motion behind it."""


def complements(scene: Scene) -> list[Role]:
    """Read the complements of a frame; each role is filled by the first of its markers that fills it."""
    found: list[Role] = []
    for complement in scene.frame.complements:
        known = {filler.entity for role, filler in found if role == complement.role}
        if known and not (complement.role == "forum" and _both_ways(scene)):
            continue
        for marker in complement.sought:
            filled = _filled(scene, complement, marker)
            if filled:
                filled += _and_elsewhere(scene, complement, filled) if complement.role == "forum" else ()
                found += [(complement.role, filler) for filler in filled if filler.entity not in known]
                break
    return found + pointed(scene, {role for role, _ in found})


def _both_ways(scene: Scene) -> bool:
    """Tell whether it is said in which ways one speaks to somebody: "bij A, zowel bilateraal als in [B]"."""
    lows, words = scene.clause.lows, scene.context.grammar.words
    if "zowel" not in lows:
        return False
    start = lows.index("zowel") + 1
    end = next((at for at in range(start, len(lows)) if lows[at] not in words["adverbs"]), start)
    return end > start and lows[end] == "als"


def _and_elsewhere(scene: Scene, complement: Complement, filled: Sequence[Filler]) -> tuple[Filler, ...]:
    """Read a further forum coordinated with one, on either side of it: "in [de EU] en bij [de VN]"."""
    tokens, known = scene.tokens, {filler.span for filler in filled}
    prepositions = {marker[0] for marker in complement.sought if len(marker) == 1}
    for at in range(1, len(tokens) - 1):
        joins = tokens[at].low in (*_ANDS, "als") and tokens[at + 1].low in prepositions
        first = tokens[at - 1].mention
        if not joins or first is None or tokens[at - 1].type not in _BODIES:
            continue
        before = (Filler(first.span, first.entity),)
        behind = _behind(scene, complement, at + 2, tokens[at + 1].low)
        sides = {filler.span for filler in (*behind, *before)}
        if behind and not known.isdisjoint(sides):
            scene.used.add(at + 1)
            return tuple(filler for filler in (*before, *behind) if filler.span not in known)
    return ()


def _filled(scene: Scene, complement: Complement, marker: tuple[str, ...]) -> tuple[Filler, ...]:
    if len(marker) == 1 and marker[0] in CLAUSAL:
        span = clause_words(scene, marker[0]) if "text" in complement.accepts else None
        return (Filler(pointed_at(scene, span)),) if span else ()
    lows, size = scene.clause.lows, len(marker)
    if marker[0] not in scene.clause.words:
        return _elsewhere(scene, marker)
    # "Waarvan EUR 2 miljoen voor X": a part of the amount has complements of its own.
    end = shares(scene.clause, scene.context)[0] if scene.frame.kind == "Funding" else len(lows)
    several: tuple[Filler, ...] = ()
    for at in range(end - size + 1):
        if lows[at] != marker[0] or tuple(lows[at : at + size]) != marker or _embeds(scene, at):
            continue
        speaks = scene.frame.kind in ("Contact", "Meeting")
        if speaks and _another_talk(lows, at, end):
            continue
        if marker == ("met",) and not scene.context.grammar.words["voting"].isdisjoint(lows[at + 1 : at + 4]):
            continue
        if marker == ("tot",) and lows[at + 1 : at + 2] == ["slot"]:
            # "Tot slot vraagt de motie …" says to what it asks no more than "ten slotte".
            continue
        if size == 1 and (at in scene.used or _of_prefield(scene, at)):
            continue
        if at == 0 and complement.role == "topic" and marker[0] in lows[1:] and scene.frame.kind == "Undertaking":
            # "Voor de lange termijn kiest het kabinet voor …": the one behind the verb goes with it.
            continue
        if (complement.role == scene.frame.object and _of_infinitive(scene, at)) or _of_talks(scene, complement, at):
            continue
        filled = _behind(scene, complement, at + size, marker[-1])
        if filled:
            scene.used.update(range(at, at + size))
            if complement.role != "channel":
                return filled
            # Money goes a long way: "via A beschikbaar gesteld voor hulp via B".
            several += filled
    return several or _elsewhere(scene, marker)


def _another_talk(lows: Sequence[str], at: int, end: int) -> bool:
    """Tell whether a preposition does not say with whom one speaks.

    "Heb ik samen [met] A met B gesproken": it is B with whom he has; "over de betrekkingen [tussen] A en B".
    """
    beside = lows[at] == "met" and lows[at - 1 : at] == ["samen"] and "met" in lows[at + 1 : end]
    return beside or (lows[at] == "tussen" and "over" in lows[:at])


def _elsewhere(scene: Scene, marker: tuple[str, ...]) -> tuple[Filler, ...]:
    """Read a complement whose marker stands in another clause."""
    return _below(scene.clause, marker, scene.context) if len(marker) > 1 else _referred(scene, marker[0])


def _referred(scene: Scene, marker: str) -> tuple[Filler, ...]:
    """Give what the relative word of a clause stands for, if it bears the marker: "[A], waarmee B contact heeft"."""
    clause = scene.clause
    if clause.antecedent is None or not clause.antecedent.actor or clause.parent is None:
        return ()
    word = clause.marker.low.removeprefix("waar") if clause.kind == "relative" and clause.marker is not None else ""
    above = clause.parent.tokens
    at = next((i for i, token in enumerate(above) if token is clause.antecedent), None)
    preposition = governor(above, at, scene.context) if at is not None else None
    texts = scene.context.grammar.phrases["statements"]
    if preposition and scene.frame.kind == "Advocacy" and above[preposition - 1].low.endswith(texts):
        # "De brief van X, waarin wordt gepleit voor …": X writes, and nobody speaks in him.
        return ()
    # "De sancties tegen [A], die B heeft ingesteld": what "die" stands for bears its own complement.
    borne = preposition is not None and above[preposition].low == marker and scene.frame.object is not None
    return fillers((clause.antecedent,), scene.context) if borne or _JOINED.get(word, word) == marker else ()


def _of_prefield(scene: Scene, at: int) -> bool:
    """Tell whether a preposition stands within the phrase before the verb: "vanuit mijn rol voor X zet ik mij in …"."""
    clause = scene.clause
    beside = at - 1 in scene.particle
    fronted = clause.kind == "main" and clause.finite is not None and 0 < at < clause.finite.at and not beside
    words = scene.context.grammar.words
    # "Anders dan aan uw Kamer gemeld, heb ik de commissie opdracht gegeven …"
    return fronted and (clause.lows[0] in words["prepositions"] or clause.lows[0] in words["comparing"])


def _embeds(scene: Scene, at: int) -> bool:
    """A complement after an infinitive with *te* belongs to that infinitive."""
    if scene.core.embedded or scene.clause.said:
        return False
    return any(predicate.at < at for predicate in scene.clause.embedded)


def _of_infinitive(scene: Scene, at: int) -> bool:
    """Tell whether a phrase stands within what is asked: "wordt verzocht de steun aan Oekraïne voort te zetten"."""
    core = scene.core
    if core.embedded or at <= core.predicate.at + 1:
        return False
    return any(at < predicate.at for predicate in scene.clause.embedded)


def _of_talks(scene: Scene, complement: Complement, at: int) -> bool:
    """Tell whether "met" belongs to a noun: "zal de onderhandelingen met X bespreken" is no talk with X."""
    talks = scene.context.grammar.words["talks"]
    beside = at > 0 and at - 1 not in scene.particle and scene.clause.lows[at - 1] in talks
    return complement.role == "partner" and beside


def _below(clause: Clause, marker: tuple[str, ...], context: Context) -> tuple[Filler, ...]:
    """Look for a marker of several words in the subordinate clauses too: it says enough by itself."""
    for child in clause.children:
        lows, size = child.lows, len(marker)
        for at in range(len(lows) - size):
            if lows[at] == marker[0] and tuple(lows[at : at + size]) == marker:
                names = _names(child.tokens, at + size, len(lows), marker[-1], context)
                if names:
                    return names
    return ()


def _names(tokens: Sequence[Token], at: int, limit: int, marker: str, context: Context) -> tuple[Filler, ...]:
    """Give the names that a noun phrase consists of, is coordinated with, or gives as examples."""
    return fillers(names_at(tokens, at, limit, context, marker)[0], context)


def represented(
    tokens: Sequence[Token], at: int, context: Context, nouns: str = "representatives"
) -> tuple[Filler, ...]:
    """Give for whom people are spoken with or urged, or whose work gets money: "met bestuurders van de vereniging"."""
    words, passed, kind = context.grammar.words, -1, "Programme" if nouns == "doings" else None
    for ahead in range(at, min(at + _FARTHEST, len(tokens) - 1)):
        low = tokens[ahead].low
        if low == "van" and tokens[ahead - 1].low in _BOARDS and ahead > at:
            # "Met de raad van bestuur van [A]"
            passed = ahead
        elif (low in words[nouns] or tokens[ahead].type == kind) and tokens[ahead + 1].low in OF_BODIES:
            found = named_from(tokens, ahead + 2, context, "van")
            if found:
                return found
            # "De leden van de fractie van [A]": people of people.
            passed = ahead + 1
        elif low in words["prepositions"] and ahead != passed:
            break
    return ()


def _exemplified_behind(scene: Scene, at: int) -> tuple[Filler, ...]:
    """Give the examples behind a relative clause: "met landen die bemiddelen, waaronder [A] en [B]"."""
    tokens, context = scene.tokens, scene.context
    end = next((i for i in range(at, len(tokens)) if _ends_phrase(tokens[i], context)), len(tokens))
    for child in scene.clause.children:
        close = end > at and child.kind == "relative" and child.start - tokens[end - 1].end <= _NEXT
        if close and child.tokens and (end == len(tokens) or child.start < tokens[end].start):
            return fillers(exemplified(child.tokens, 0, len(child.tokens), context), context)
    return ()


def _ends_phrase(token: Token, context: Context) -> bool:
    words = context.grammar.words
    return token.point or bool(token.readings) or token.mention is not None or token.low in words["prepositions"]


def _behind(scene: Scene, complement: Complement, at: int, marker: str) -> tuple[Filler, ...]:
    """Read what stands behind a marker, by what the complement accepts."""
    tokens, words = scene.tokens, scene.context.grammar.words
    if at + 1 < len(tokens) and tokens[at].low == "en" and tokens[at + 1].low in words["prepositions"]:
        at += 2
    if complement.accepts & {"law", "text"}:
        law = next((t.mention for t in tokens[at : at + 3] if t.type in ("Treaty", "Law") and t.whole), None)
        if law is not None:
            return (Filler(law.span, law.entity),)
    if complement.accepts & {"actor", "body", "court", "fund"}:
        at = session(scene, complement, at)
        head = head_of(tokens, at, scene.context)
        if not of_kind(complement, tokens[head] if head is not None else None, scene):
            return ()
        bodies = complement.accepts & {"actor", "court", "fund"} or (head is not None and tokens[head].type in _BODIES)
        names = _names(tokens, at, limit_of(scene, at), marker, scene.context) if bodies else ()
        of_people = complement.role in ("partner", "addressee") or (complement.role == "forum" and _both_ways(scene))
        of_people = of_people or (complement.role == "agent" and scene.frame.mutual)
        if not names and of_people:
            names = represented(tokens, at, scene.context)
        if not names and complement.role == "recipient" and complement.accepts == {"actor"}:
            names = represented(tokens, at, scene.context, "doings")
        names = (
            names
            or _exemplified_behind(scene, at)
            or seat(scene, complement, at)
            or sender_meant(scene, complement, at)
        )
        closing = complement.role == "partner" and marker == "met"
        names = names or place(scene, complement, at) or (examples_last(scene) if closing else ())
        if names:
            return names
    if at >= len(tokens) or tokens[at].low in words["prepositions"]:
        return ()
    thing = _thing(scene, complement, at)
    if thing:
        return thing
    span = words_from(scene, at) if "text" in complement.accepts and tokens[at].type != "Date" else None
    if span is None or any(token.type == "Money" and token.inside(span) for token in tokens):
        return ()
    heads = scene.particle if scene.frame.kind not in ("Advocacy", "Opposition") else ()
    heading = next((tokens[i] for i in heads if tokens[i].start - span.end in (0, 1)), None)
    if heading is not None:
        # What stands with the verb heads these words: "wijst op internationale verplichtingen", "aan militaire steun".
        pointing = span.of(scene.context.document.text).lower().split()[0] in words["determiners"]
        told = complement.role == "topic" or (complement.role == "target" and pointing)
        return (Filler(Span(span.start, heading.end)),) if told else ()
    return tuple(map(Filler, _parted(scene, complement, span, marker)))


def _parted(scene: Scene, complement: Complement, span: Span, marker: str) -> list[Span]:
    """Part what is advocated where its preposition comes again: "pleit voor [een verbod] en voor [betere controle]"."""
    found: list[Span] = []
    start, inside = span.start, [token for token in scene.context.tokens if token.inside(span)]
    apart = complement.role == "topic" and scene.frame.kind == "Advocacy"
    for at in range(1, len(inside) - 2) if apart else ():
        if inside[at].low in _ANDS and inside[at + 1].low == marker:
            found.append(Span(start, inside[at - 1].end))
            start = inside[at + 2].start
    return [*found, Span(start, span.end)]


def _thing(scene: Scene, complement: Complement, at: int) -> tuple[Filler, ...]:
    """Read a motion or an amount behind a marker."""
    tokens = scene.tokens
    asked = any(token.low in scene.context.grammar.words["asked_things"] for token in tokens[at : at + 2])
    for ahead in range(at, min(at + (2 * _FARTHEST if asked else _FARTHEST), len(tokens))):
        token = tokens[ahead]
        if token.type in ("Motion", "Citation") and "motion" in complement.accepts:
            return motions(tokens, ahead)
        if token.type == "Money" and "money" in complement.accepts and token.mention:
            return (Filler(token.mention.span, token.mention.entity, token.mention.value),)
        words = scene.context.grammar.words
        # "Aan de strekking van de motie A": what it asks is as good as the motion itself.
        if token.actor and "money" in complement.accepts:
            # "Van [het ESM] een lening van 2 miljoen": it is he whom the preposition has.
            break
        of_sum = token.low == "van" and tokens[ahead - 1].low in words["sums"]
        of_motion = ahead > at and tokens[ahead - 1].low in words["asked_things"] and "motion" in complement.accepts
        if token.low != "in" and token.low in words["prepositions"] and not (of_sum or of_motion):
            break
    return ()


def motions(tokens: Sequence[Token], at: int) -> tuple[Filler, ...]:
    """Take one motion, or several that are coordinated."""
    found: list[Filler] = []
    while at < len(tokens) and tokens[at].type == "Motion":
        mention = tokens[at].mention
        if mention is None:
            found.extend(Filler(tokens[at].span, entity) for entity in tokens[at].entities)
        else:
            found.append(Filler(mention.span, mention.entity, mention.value))
        at += 1
        while at < len(tokens) and (tokens[at].low in (",", "en", "de", "het") or tokens[at].type == "Citation"):
            at += 1
    return tuple(found)
