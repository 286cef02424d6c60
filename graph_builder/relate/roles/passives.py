"""What a passive acts on: names, an amount, a motion, or the words of its subject."""

from __future__ import annotations

from graph_builder.model import Filler, Span
from graph_builder.relate.draft import Role
from graph_builder.relate.lexicon.frame import JUDGING
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.extents import HEADED, bare
from graph_builder.relate.roles.markers import motions
from graph_builder.relate.roles.objects import bare_of_objects, fits, governed
from graph_builder.relate.syntax.clauses import Group
from graph_builder.relate.syntax.heads import governor
from graph_builder.relate.syntax.nounphrases import fillers, group_at, text_span
from graph_builder.relate.syntax.relatives import meant_by_relative, promised_thing

_BY = frozenset(["door", ",", "ongeacht"])
"""What ends the subject of a passive."""
_JUDGED = JUDGING | {"Countering", "Sanction"}
"""Kinds of act whose object may stand behind the verb of a passive."""


def passive_objects(scene: Scene, who: Group | None, filled: set[str]) -> list[Role]:
    """Read what is acted on in a passive: its subject.

    Args:
        scene: The frame and its clause.
        who: The subject, where it is a name.
        filled: Roles that complements have filled.

    Returns:
        The role that the frame's object fills, with what fills it.
    """
    frame, clause, context = scene.frame, scene.clause, scene.context
    if frame.object is None or frame.object in filled:
        return []
    if who is not None and all(fits(token, frame.object_accepts) for token in who.tokens):
        return [(frame.object, filler) for filler in fillers(who.tokens, context)]
    if "actor" in frame.object_accepts and frame.kind == "Urging":
        named = (at for at, token in enumerate(clause.tokens[: scene.core.predicate.at]) if token.actor)
        at = next((at for at in named if governor(clause.tokens, at, context) is None), None)
        if at is not None:
            return [(frame.object, filler) for filler in fillers(group_at(clause.tokens, at, context).tokens, context)]
    for at, token in enumerate(clause.tokens):
        if not token.actor and fits(token, frame.object_accepts) and not governed(clause.tokens, at, context):
            amount = token.mention and Filler(token.mention.span, token.mention.entity, token.mention.value)
            found = motions(clause.tokens, at) or ((amount,) if amount else ())
            if found:
                return [(frame.object, filler) for filler in found]
    if clause.finite is None and clause.partner is not None and clause.kind == "main":
        # "Het plan is besproken en goedgekeurd": the subject stands in the clause before.
        clause = clause.partner
    if "text" not in frame.object_accepts or clause.finite is None or not clause.tokens:
        return []
    if frame.kind == "Undertaking" and clause.kind == "main":
        behind = clause.finite.at + 1
        if clause.lows[behind : behind + 1] and clause.lows[behind] in ("een", "geen"):
            # "Tijdens het debat is [een brief toegezegd over X]".
            whole = text_span(clause.tokens[behind:])
            return [(frame.object, Filler(whole))] if whole is not None else []
    span = text_span(clause.tokens[: clause.finite.at]) if clause.kind == "main" else _subject_words(scene)
    first = clause.tokens[0].low
    # "Geweld tegen burgers wordt veroordeeld": what is wrong needs no article.
    opens = first in context.grammar.words["determiners"] or (
        frame.kind in _JUDGED and first.endswith(context.grammar.phrases["wrong"])
    )
    if span and (clause.kind != "main" or opens):
        return [(frame.object, Filler(span))]
    later = words_behind(scene) if clause is scene.clause and frame.kind in _JUDGED else None
    return [(frame.object, Filler(later))] if later else []


def words_behind(scene: Scene) -> Span | None:
    """Give the words of a subject that names nobody, behind the verb: "door A is [de aanval] scherp veroordeeld"."""
    clause, tokens, words = scene.clause, scene.tokens, scene.context.grammar.words
    if clause.kind != "main" or clause.finite is None:
        return None
    start = clause.finite.at + 1
    while start < len(tokens) and (tokens[start].low in words["adverbs"] or tokens[start].type == "Date"):
        start += 1
    if start >= len(tokens) or tokens[start].low not in words["determiners"] or bare(tokens, start, words):
        return None
    verb = scene.core.predicate.at if scene.core.predicate.at > start else len(tokens)
    stops = words["adverbs"] | words["negations"] | _BY
    # "Ook worden [de aanbevelingen] omarmd": the noun that goes with the verb is the object's own.
    headed = scene.frame.object_accepts == {"text"} and scene.frame.kind in HEADED
    apart = () if headed else scene.particle
    end = next((at for at in range(start + 1, verb) if clause.lows[at] in stops or at in apart), verb)
    return text_span(tokens[start:end])


def _subject_words(scene: Scene) -> Span | None:
    """Give the words of the subject of a passive subordinate clause: "dat [alle vormen van geweld] worden veroordeeld".

    They open the clause and end before a preposition that belongs to the verb, an adverb or the verb itself.
    """
    clause, words = scene.clause, scene.context.grammar.words
    if clause.kind not in ("sub", "relative") or clause.finite is None:
        return None
    if scene.frame.kind == "Undertaking" and (thing := promised_thing(clause, scene.context)):
        # "De evaluatie die eerder aan uw Kamer is toegezegd": the relative word is the subject.
        return text_span(thing) if bare_of_objects(scene, None) else None
    if meant := meant_by_relative(clause, scene.context):
        return text_span(meant) if scene.frame.kind in JUDGING else None
    opens = clause.tokens[0].low
    alone = opens in words["pronouns"] and (opens != "het" or bare(clause.tokens, 0, words))
    if alone or opens in words["prepositions"] or opens in words["reflexives"]:
        return None
    verb = min([clause.finite.at, scene.core.predicate.at])
    end = next((at for at in range(1, verb) if clause.lows[at] in words["adverbs"] or clause.lows[at] in _BY), verb)
    return text_span(clause.tokens[:end])
