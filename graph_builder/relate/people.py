"""People who stand for a body: "medewerkers van UNHCR spraken met …", "mijn ambtenaren hebben …"."""

from __future__ import annotations

from graph_builder.model import Filler
from graph_builder.relate.complements import represented
from graph_builder.relate.evoke import Scene


def whose_people(scene: Scene) -> tuple[Filler, ...]:
    """Find the body whose people are the subject, before the verb or behind it; nobody where none are."""
    clause = scene.clause
    verb = clause.finite.at if clause.finite is not None and clause.kind == "main" else -1
    found = _at(scene, 0) if verb else ()
    return found or (_at(scene, verb + 1) if verb >= 0 else ())


def _at(scene: Scene, at: int) -> tuple[Filler, ...]:
    tokens, words, context = scene.tokens, scene.context.grammar.words, scene.context
    while at < len(tokens) and tokens[at].low in words["adverbs"]:
        at += 1
    lows = [token.low for token in tokens[at : at + 2]]
    if len(lows) > 1 and lows[0] in words["possessive"] and lows[1] in words["representatives"] and context.speaks:
        return (context.sender(tokens[at].span),)
    return represented(tokens, at, context)
