"""People who stand for a body: "medewerkers van UNHCR spraken met …", "mijn ambtenaren hebben …"."""

from __future__ import annotations

from graph_builder.model import Filler
from graph_builder.relate.complements import represented
from graph_builder.relate.evoke import Scene


def whose_people(scene: Scene) -> tuple[Filler, ...]:
    """Find the body whose people are the subject, before the verb or behind it; nobody where none are."""
    clause, tokens, context = scene.clause, scene.tokens, scene.context
    verb = clause.finite.at if clause.finite is not None and clause.kind == "main" else -1
    words = context.grammar.words
    for at in (0, verb + 1) if verb > 0 else (verb + 1,):
        while at < len(tokens) and tokens[at].low in words["adverbs"]:
            at += 1
        if at + 1 < len(tokens) and tokens[at].low in words["possessive"] and context.speaks:
            if tokens[at + 1].low in words["representatives"]:
                return (context.sender(tokens[at].span),)
        found = represented(tokens, at, context) if at < len(tokens) else ()
        if found:
            return found
    return ()
