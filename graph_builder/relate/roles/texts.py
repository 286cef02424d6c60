"""Roles that words fill: where the words of an object, a complement or a subordinate clause begin and end."""

from __future__ import annotations

from graph_builder.model import Span
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.nounphrases import text_span
from graph_builder.relate.syntax.particles import closes
from graph_builder.relate.syntax.tokens import Token

_WHO = frozenset(["door", "met", "tussen"])
"""Prepositions before somebody, behind which no longer follows what something is about."""
_ASKED = frozenset(["u", "mij", "ons", "hem", "hen"])
"""Words for who asks or is asked, before what he is to do."""
_COMPLEMENTS = ("aan", "op", "over", "tegen", "toe", "voor", "naar", "van")


def limit_of(scene: Scene, at: int) -> int:
    """Find where words from `at` on stop: at the clause's own verbs."""
    clause, core = scene.clause, scene.core
    verbs = [predicate.at for predicate in clause.verbs if predicate.at >= at]
    if clause.finite is not None and clause.finite.at >= at:
        verbs.append(clause.finite.at)
    if core.embedded and core.predicate.at >= at:
        # "[Dit werk] te ondersteunen", "[dit werk] te blijven ondersteunen".
        verbs.append(core.predicate.at - 1 - (clause.lows[core.predicate.at - 1] == "blijven"))
        known = scene.context.frames.forms
        if clause.lows[verbs[-1]] == "te" and clause.lows[verbs[-1] - 1] + core.predicate.reading.infinitive in known:
            # "[De missie] voort te zetten".
            verbs[-1] -= 1
    if clause.said:
        # "Gaf aan [het voorstel] niet te kunnen steunen".
        verbs += [verb.at - 1 for verb in clause.embedded if verb.at > at]
    return min(verbs, default=len(clause.tokens))


def words_from(scene: Scene, at: int) -> Span | None:
    """Give the words from `at` to the verb or its particle, with the subordinate clauses that hang on them."""
    clause, frame = scene.clause, scene.frame
    limit = limit_of(scene, at)
    open_end = limit == len(clause.tokens)
    if open_end:
        particles = {part for particle in frame.particles for part in particle if len(particle) == 1}
        particles |= {verb.particle for verb in frame.verbs if verb.particle}
        determiners = scene.context.grammar.words["determiners"]
        limit = next(
            (
                i
                for i in range(at + 1, limit)
                if clause.lows[i] in particles
                and clause.lows[i - 1] not in determiners
                and closes(clause, i, scene.context)
            ),
            limit,
        )
        evoking = [i for i in scene.particle if i > at]
        if len(scene.particle) > 1 and evoking and limit - evoking[0] <= len(scene.particle):
            # "In gesprek": the preposition goes with the noun.
            limit = evoking[0]
    # "De aanpak van [mensenhandel] door A is verbeterd", "over [de wet] met A gesproken": those have been read.
    limit = next((i for i in range(at, limit) if i in scene.used and clause.lows[i] in _WHO), limit)
    results = scene.context.grammar.words["results"]
    while limit - 1 > at and (limit - 1 in scene.particle or (not open_end and clause.lows[limit - 1] in results)):
        # "Heeft zich voor [de positie van migranten] sterk gemaakt", "bezwaren tegen [het voorstel] kenbaar gemaakt"
        limit -= 1
    span = text_span(clause.tokens[at:limit])
    if span is None:
        return None
    apart = scene.context.grammar.words["subordinators"]
    nested = [
        child.whole_end
        for child in clause.children
        if child.tokens
        and span.start <= child.start
        # "Dat A [voor de motie] heeft gestemd, zodat zij is aangenomen": behind the verb that is something else.
        and not (frame.kind == "Support" and _apart(child, span) and child.marker and child.marker.low in apart)
    ]
    return Span(span.start, max([span.end, *nested]))


def _apart(child: Clause, span: Span) -> bool:
    """Tell whether a subordinate clause does not follow words at once, or behind a comma."""
    return child.start > span.end + len(", ")


def pointed_at(scene: Scene, span: Span) -> Span:
    """Give what "dit ook te doen" stands for: what the clause says that it is coordinated with."""
    words = [token.low for token in scene.tokens if token.inside(span)]
    partner = scene.clause.partner
    if "doen" not in words or not set(words) <= {"dit", "dat", "ook", "te", "doen", "eveneens"} or partner is None:
        return span
    start = partner.finite.at + 1 if partner.finite is not None else 0
    return text_span(partner.tokens[start:]) or span


def clause_words(scene: Scene, marker: str) -> Span | None:
    """Give the words of the subordinate clause that a marker opens: "dat …", "om … te", an infinitive with "te"."""
    clause = scene.clause
    if marker == "te":
        return _infinitive(scene)
    if _brings_infinitive(scene, marker):
        return None
    marked = [child for child in clause.children if child.marker is not None and child.marker.low == marker]
    if marker == "om" and scene.frame.kind == "Urging" and _asks_about(clause):
        return None
    if marker == "dat" and scene.frame.kind == "Urging":
        # "Vroeg om een brief over het bericht [dat …]": the noun that it hangs on has been asked about.
        marked = [child for child in marked if not _of_message(child, scene)]
    if marker == "om" and clause.finite is not None and clause.kind == "main":
        # "Om dit te voorkomen heb ik besloten …": before the verb stands what for, not what.
        finite = clause.tokens[clause.finite.at]
        marked = [child for child in marked if child.start > finite.start]
    if marker == "om":
        verb = clause.finite.at if clause.finite is not None else 0
        at = next((i for i, low in enumerate(clause.lows) if low == "om" and i > verb), None)
        if at is not None and not any(child.start < clause.tokens[at].start for child in marked):
            # "Vroeg om [extra maatregelen om de markt te steunen]".
            return words_from(scene, at + 1)
    for child in marked:
        if child.tokens and child.kind != "relative":
            return Span(_begins(child), max([child.whole_end, *_joined(clause, child)]))
    return None


def _asks_about(clause: Clause) -> bool:
    """Tell whether what opens with "om" hangs on a question: "adviseert over wat nodig is [om de zorg te …]"."""
    within = [child for child in clause.children if child.kind != "infinitive" and child.marker is not None]
    return "over" in clause.lows[-2:] and any(
        child.marker.low in ("wat", "hoe", "welke") for child in within if child.marker
    )


def _of_message(clause: Clause, scene: Scene) -> bool:
    """Tell whether a clause says what a piece of news holds: "een brief over het bericht [dat …]"."""
    before = [token for token in scene.tokens if clause.marker is not None and token.end <= clause.marker.start]
    return bool(before) and before[-1].low in scene.context.grammar.words["news"]


def _begins(clause: Clause) -> int:
    """Give where the words of a clause begin, which another may interrupt at once: "dat, [als dit zo is, ik …]"."""
    first = clause.tokens[0]
    inner = [child.marker.start for child in clause.children if child.marker is not None]
    words = [token.start for token in clause.tokens if not token.point]
    return min([*words, *inner], default=first.start) if first.point else first.start


def _brings_infinitive(scene: Scene, marker: str) -> bool:
    """Tell whether the verb brings an infinitive along, on which what "om" or "dat" opens hangs.

    "Ik heb toegezegd [een brief te sturen] om hen te wijzen op …".
    """
    if marker not in ("om", "dat") or not any("te" in complement.markers for complement in scene.frame.complements):
        return False
    clause, core = scene.clause, scene.core
    own = [verb.at for verb in clause.embedded if verb.at > core.predicate.at]
    if core.embedded or not own:
        return False
    opened = [c for c in clause.children if c.marker is not None and c.marker.low == marker and c.tokens]
    return bool(opened) and all(clause.tokens[own[0]].start < child.start for child in opened)


def _joined(clause: Clause, child: Clause) -> list[int]:
    """Give the ends of the clauses coordinated with one of the clause's children."""
    start, ends = child.tokens[0].start, []
    last = child
    for other in clause.children:
        if not other.tokens or other.tokens[0].start <= start:
            continue
        if other.partner is child or _goes_on_with(last, other):
            ends.append(other.whole_end)
            last = other
    return ends


def _goes_on_with(child: Clause, other: Clause) -> bool:
    """Tell whether a clause with the same marker follows directly: "dat ik X doe en [dat ik Y doe]"."""
    same = child.marker is not None and other.marker is not None and child.marker.low == other.marker.low
    return same and child.kind == other.kind and child.lows[-1:] == ["en"] and 0 <= other.start - child.whole_end < 3


def _points(token: Token) -> bool:
    """Tell whether an adverb stands for a complement: "[hieraan deel te nemen]"."""
    return token.low.startswith(("hier", "daar")) and token.low.endswith(_COMPLEMENTS)


def _infinitive(scene: Scene) -> Span | None:
    """Give the words of an infinitive with *te* that the verb brings along: from behind the verb and its object."""
    clause, core, tokens = scene.clause, scene.core, scene.tokens
    last = clause.embedded[-1].at if clause.embedded else -1
    start = core.predicate.at + 1
    if (core.embedded and clause.kind != "infinitive") or last < start:
        return None
    if core.predicate is clause.finite:
        limit = min([last, *(at for at in scene.particle if at >= start)])
        # "Zegt [de Kamer] toe een brief te sturen", but "kondigt aan [de steun aan Oekraïne te verhogen]".
        words = scene.context.grammar.words
        named = next((at for at in range(start, limit) if tokens[at].actor), None)
        plain = words["determiners"] | words["adverbs"]
        names = [named + 1] if named is not None and plain.issuperset(clause.lows[start:named]) else []
        particles = [at + 1 for at in scene.particle if start <= at < last][-1:]
        start = max([start, *names, *particles])
        if names:
            start = min(start, last - 1)
    # "Verzoekt [u mij] de vraag te beantwoorden": who asks whom.
    asks = scene.frame.kind == "Urging" and core.predicate is clause.finite
    loose = scene.context.grammar.words["adverbs"] | (_ASKED if asks else frozenset())
    while start < last - 1 and tokens[start].low in loose and not _points(tokens[start]):
        start += 1
    span = text_span(tokens[0 if _acted_on(scene) else start :])
    return Span(span.start, max(span.end, clause.whole_end)) if span else None


def _acted_on(scene: Scene) -> bool:
    """Tell whether what is meant to be done is done to what stands in front: "[deze wet] beoog ik te wijzigen".

    A day or a season there says when, a name to whom.
    """
    clause, words = scene.clause, scene.context.grammar.words
    at = clause.finite.at if clause.finite is not None and clause.kind == "main" else 0
    if scene.frame.kind != "Undertaking" or at < 2 or scene.core.predicate.at < at:
        return False
    front = clause.tokens[:at]
    mine = not words["first_person"].isdisjoint(clause.lows[at + 1 : at + 2])
    when = front[-1].low in words["times"] or (front[-1].type == "Date" and at == 2)
    return mine and front[0].low in words["determiners"] and not when and not any(token.actor for token in front)
