"""Complements: which preposition or conjunction of a clause marks a role, and what fills it."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Role
from graph_builder.relate.lexicon.frame import CLAUSAL, JUDGING, Complement
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.forums import of_topic
from graph_builder.relate.roles.markers import ANDS, BODIES, both_ways, names_behind, read_behind
from graph_builder.relate.roles.pointing import pointed
from graph_builder.relate.roles.texts import clause_words, pointed_at
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.ellipsis import shares
from graph_builder.relate.syntax.heads import governor
from graph_builder.relate.syntax.nounphrases import fillers, text_span
from graph_builder.relate.syntax.relatives import joined_to, meant_by_joined

_LASTING = frozenset(["periode", "duur", "looptijd"])
_COUNTED = frozenset(["jaar", "jaren", "maanden", "weken", "dagen"])
_LONGEST_TIME = 5
"""Within how many words it is said for how long."""
"""Nouns that say for how long."""


def complements(scene: Scene) -> list[Role]:
    """Read the complements of a frame; each role is filled by the first of its markers that fills it."""
    found: list[Role] = []
    for complement in scene.frame.complements:
        known = {filler.entity for role, filler in found if role == complement.role}
        if known and not (complement.role == "forum" and both_ways(scene)):
            continue
        for marker in complement.sought:
            filled = _filled(scene, complement, marker)
            if filled:
                filled += _and_elsewhere(scene, complement, filled) if complement.role == "forum" else ()
                found += [(complement.role, filler) for filler in filled if filler.entity not in known]
                break
    return found + pointed(scene, {role for role, _ in found})


def _and_elsewhere(scene: Scene, complement: Complement, filled: Sequence[Filler]) -> tuple[Filler, ...]:
    """Read a further forum coordinated with one, on either side of it: "in [de EU] en bij [de VN]"."""
    tokens, known = scene.tokens, {filler.span for filler in filled}
    prepositions = {marker[0] for marker in complement.sought if len(marker) == 1}
    for at in range(1, len(tokens) - 1):
        joins = tokens[at].low in (*ANDS, "als") and tokens[at + 1].low in prepositions
        first = tokens[at - 1].mention
        if not joins or first is None or tokens[at - 1].type not in BODIES:
            continue
        before = (Filler(first.span, first.entity),)
        behind = read_behind(scene, complement, at + 2, tokens[at + 1].low)
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
        return _elsewhere(scene, complement, marker)
    # "Waarvan EUR 2 miljoen voor X": a part of the amount has complements of its own.
    end = shares(scene.clause, scene.context)[0] if scene.frame.kind == "Funding" else len(lows)
    several: tuple[Filler, ...] = ()
    for at in range(end - size + 1):
        if lows[at] != marker[0] or tuple(lows[at : at + size]) != marker or _embeds(scene, at):
            continue
        speaks = scene.frame.kind in ("Contact", "Meeting")
        if speaks and _another_talk(lows, at, end):
            continue
        if marker == ("met",) and (_votes(scene, at) or (complement.role != "partner" and _in_line_with(scene, at))):
            continue
        if (marker[0], *lows[at + 1 : at + 2]) == ("tot", "slot") or lows[at : at + 3] == ["aan", "de", "hand"]:
            # "Tot slot vraagt de motie …" says to what it asks no more than "ten slotte"; "aan de hand van" says how.
            continue
        if (size == 1 and _passed_over(scene, at)) or of_topic(scene, complement, at):
            continue
        if size == 1 and _of_no_use(scene, complement, at):
            continue
        if (complement.role == scene.frame.object and _of_infinitive(scene, at)) or _of_talks(scene, complement, at):
            continue
        filled = read_behind(scene, complement, at + size, marker[-1])
        if filled:
            scene.used.update(range(at, at + size))
            if complement.role != "channel":
                return filled
            # Money goes a long way: "via A beschikbaar gesteld voor hulp via B".
            several += filled
    return several or _elsewhere(scene, complement, marker)


def _of_no_use(scene: Scene, complement: Complement, at: int) -> bool:
    """Tell whether what stands behind a preposition is not what it marks.

    "Dat ik mij daar voor [wil] inzetten" has it before; "geld voor [een periode van vier jaar]" says for how long.
    """
    finite, lows = scene.clause.finite, scene.clause.lows
    if at == 0 and complement.role == "topic" and lows[0] in lows[1:] and scene.frame.kind == "Undertaking":
        # "Voor de lange termijn kiest het kabinet voor …": the one behind the verb goes with it.
        return True
    lasts = complement.role == "purpose" and _lasts(lows[at + 1 : at + _LONGEST_TIME])
    return lasts or (finite is not None and finite.at == at + 1)


def _lasts(lows: Sequence[str]) -> bool:
    """Tell whether a phrase opens by saying for how long: "een periode van …", "de komende 3 jaar"."""
    counted = lows[2:4] if lows[:1] == ["de"] else lows[:2]
    in_numbers = len(counted) > 1 and counted[0].isdecimal() and counted[1] in _COUNTED
    return in_numbers or not _LASTING.isdisjoint(lows[:2])


def _another_talk(lows: Sequence[str], at: int, end: int) -> bool:
    """Tell whether a preposition does not say with whom one speaks.

    "Heb ik samen [met] A met B gesproken": it is B with whom he has; "over de betrekkingen [tussen] A en B".
    """
    beside = lows[at] == "met" and lows[at - 1 : at] == ["samen"] and "met" in lows[at + 1 : end]
    return beside or (lows[at] == "tussen" and "over" in lows[:at])


def _passed_over(scene: Scene, at: int) -> bool:
    """Tell whether a preposition marks no role: it has been read, is the prefield's, or says how or when."""
    again = scene.clause.lows[at] in scene.clause.lows[at + 2 :]
    return at in scene.used or _of_prefield(scene, at) or (again and _in_manner(scene, at))


def _in_manner(scene: Scene, at: int) -> bool:
    """Tell whether a phrase says how or when: "dringt [op alle niveaus] aan op …"."""
    near, words = scene.clause.lows[at + 1 : at + 4], scene.context.grammar.words
    end = next(
        (i for i, low in enumerate(near) if low in words["prepositions"] or low in words["particles"]), len(near)
    )
    return not words["manners"].isdisjoint(near[:end])


def _votes(scene: Scene, at: int) -> bool:
    return not scene.context.grammar.words["voting"].isdisjoint(scene.clause.lows[at + 1 : at + 4])


def _in_line_with(scene: Scene, at: int) -> bool:
    """Tell whether "met" belongs to a set phrase before it: "in lijn [met] de motie", "rekening houdend met"."""
    before, words = scene.clause.lows[max(at - 3, 0) : at], scene.context.grammar.words
    if at - 1 in scene.particle or not before:
        return False
    return before[-1] == "houdend" or (before[-1] in words["beside_with"] and "in" in before)


def _elsewhere(scene: Scene, complement: Complement, marker: tuple[str, ...]) -> tuple[Filler, ...]:
    """Read a complement whose marker stands in another clause."""
    if len(marker) > 1:
        return _below(scene.clause, marker, scene.context)
    return _referred(scene, marker[0]) or _meant(scene, complement, marker[0])


def _meant(scene: Scene, complement: Complement, marker: str) -> tuple[Filler, ...]:
    """Give the words that a relative word with the marker stands for: "[het voorstel] waarmee A heeft ingestemd"."""
    judged = scene.frame.kind in JUDGING and "text" in complement.accepts
    if not judged or not joined_to(scene.clause, marker):
        return ()
    span = text_span(meant_by_joined(scene.clause, scene.context))
    return (Filler(span),) if span else ()


def _referred(scene: Scene, marker: str) -> tuple[Filler, ...]:
    """Give what the relative word of a clause stands for, if it bears the marker: "[A], waarmee B contact heeft"."""
    clause = scene.clause
    if clause.antecedent is None or not clause.antecedent.actor or clause.parent is None:
        return ()
    above = clause.parent.tokens
    at = next((i for i, token in enumerate(above) if token is clause.antecedent), None)
    preposition = governor(above, at, scene.context) if at is not None else None
    texts = scene.context.grammar.phrases["statements"]
    if preposition and scene.frame.kind == "Advocacy" and above[preposition - 1].low.endswith(texts):
        # "De brief van X, waarin wordt gepleit voor …": X writes, and nobody speaks in him.
        return ()
    # "De sancties tegen [A], die B heeft ingesteld": what "die" stands for bears its own complement.
    borne = preposition is not None and above[preposition].low == marker and scene.frame.object is not None
    return fillers((clause.antecedent,), scene.context) if borne or joined_to(clause, marker) else ()


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
    """Tell whether "met" belongs to a noun: "zal de onderhandelingen met X bespreken" is no talk with X.

    Whose they are may stand between: "gesproken over de relatie van de EU met X".
    """
    words, lows, noun = scene.context.grammar.words, scene.clause.lows, at - 1
    if complement.role != "partner" or at == 0:
        return False
    if scene.tokens[noun].actor:
        noun = next((i for i in range(noun - 1, -1, -1) if lows[i] not in words["determiners"]), 0)
        noun -= lows[noun] == "van"
    return noun not in scene.particle and lows[noun] in words["talks"]


def _below(clause: Clause, marker: tuple[str, ...], context: Context) -> tuple[Filler, ...]:
    """Look for a marker of several words in the subordinate clauses too: it says enough by itself."""
    for child in clause.children:
        lows, size = child.lows, len(marker)
        for at in range(len(lows) - size):
            if lows[at] == marker[0] and tuple(lows[at : at + size]) == marker:
                names = names_behind(child.tokens, at + size, len(lows), marker[-1], context)
                if names:
                    return names
    return ()
