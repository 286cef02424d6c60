"""What stands behind a marker: names, people of a body, a motion, an amount, or words."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import filler_of
from graph_builder.relate.lexicon.frame import Complement
from graph_builder.relate.roles.alongside import examples_last
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.particular import of_kind, place, seat, sender_meant, session
from graph_builder.relate.roles.people import represented
from graph_builder.relate.roles.texts import limit_of, words_from
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import exemplified, fillers, names_at
from graph_builder.relate.syntax.tokens import Token

BODIES = frozenset(["Organisation", "Parliament", "Government", "Reference"])
"""What one speaks in: a council or a union, not a state."""
ANDS = ("en", "alsook", "alsmede", "evenals")
"""What joins a further phrase with the same marker."""
_NEXT = 2
"""How many characters lie between a word and the next one."""
_FARTHEST = 6
"""How many words may stand between a marker and the amount or motion behind it."""


def both_ways(scene: Scene) -> bool:
    """Tell whether it is said in which ways one speaks to somebody: "bij A, zowel bilateraal als in [B]"."""
    lows, words = scene.clause.lows, scene.context.grammar.words
    if "zowel" not in lows:
        return False
    start = lows.index("zowel") + 1
    end = next((at for at in range(start, len(lows)) if lows[at] not in words["adverbs"]), start)
    return end > start and lows[end] == "als"


def names_behind(tokens: Sequence[Token], at: int, limit: int, marker: str, context: Context) -> tuple[Filler, ...]:
    """Give the names that a noun phrase consists of, is coordinated with, or gives as examples."""
    return fillers(names_at(tokens, at, limit, context, marker)[0], context)


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


def read_behind(scene: Scene, complement: Complement, at: int, marker: str) -> tuple[Filler, ...]:
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
        bodies = complement.accepts & {"actor", "court", "fund"} or (head is not None and tokens[head].type in BODIES)
        names = names_behind(tokens, at, limit_of(scene, at), marker, scene.context) if bodies else ()
        of_people = complement.role in ("partner", "addressee") or (complement.role == "forum" and both_ways(scene))
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
        return _question(scene, complement, at)
    thing = _thing(scene, complement, at)
    if thing:
        return thing
    span = words_from(scene, at) if "text" in complement.accepts and tokens[at].type != "Date" else None
    # "Ging akkoord met steun ter waarde van 2 miljoen": an amount is part of what is backed, not of what it is for.
    if span is None or (complement.role != "target" and any(t.type == "Money" and t.inside(span) for t in tokens)):
        return ()
    heads = scene.particle if scene.frame.kind not in ("Advocacy", "Opposition") else ()
    prefixes = scene.context.grammar.prefixes
    heading = next(
        (tokens[i] for i in heads if tokens[i].start - span.end in (0, 1) and tokens[i].low not in prefixes), None
    )
    if heading is not None:
        # What stands with the verb heads these words: "wijst op internationale verplichtingen", "aan militaire steun".
        pointing = span.of(scene.context.document.text).lower().split()[0] in words["determiners"]
        told = complement.role == "topic" or (complement.role == "target" and pointing)
        return (Filler(Span(span.start, heading.end)),) if told else ()
    return tuple(map(Filler, _parted(scene, complement, span, marker)))


def _question(scene: Scene, complement: Complement, at: int) -> tuple[Filler, ...]:
    """Read what hangs on a preposition at the end of a clause: "in gesprek over [hoe dit beter kan]".

    Behind "er" that need not be a question: "maakt zich er hard voor dat [het verbod er komt]".
    """
    words, end = scene.context.grammar.words, scene.tokens[-1].end
    if "text" not in complement.accepts or at < len(scene.tokens):
        return ()
    asked = words["questioning"] if words["strands"].isdisjoint(scene.clause.lows) else words["opening"]
    for child in scene.clause.children:
        if child.tokens and child.marker and child.marker.low in asked and 0 < child.marker.start - end <= _NEXT:
            start = child.start if child.marker.low in words["questioning"] else child.tokens[0].start
            return (Filler(Span(start, child.whole_end)),)
    return ()


def _parted(scene: Scene, complement: Complement, span: Span, marker: str) -> list[Span]:
    """Part what is advocated where its preposition comes again: "pleit voor [een verbod] en voor [betere controle]"."""
    found: list[Span] = []
    start, inside = span.start, [token for token in scene.context.tokens if token.inside(span)]
    apart = complement.role == "topic" and scene.frame.kind == "Advocacy"
    for at in range(1, len(inside) - 2) if apart else ():
        if inside[at].low in ANDS and inside[at + 1].low == marker:
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
            return (filler_of(token.mention),)
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
            found.append(filler_of(mention))
        at += 1
        while at < len(tokens) and (tokens[at].low in (",", "en", "de", "het") or tokens[at].type == "Citation"):
            at += 1
    return tuple(found)
