"""Names beside those that a role has: "Naast [A] steunt Nederland ook [B]"; and examples of something else."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.heads import governor, head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at
from graph_builder.relate.syntax.tokens import Token

_PLURAL = ("en", "s")
_NEAR = 5
"""How many words may stand between an example, the word that says so and the noun that it is an example of."""


def alongside(scene: Scene, found: Sequence[Filler]) -> tuple[Filler, ...]:
    """Give the names behind "naast", where "ook" stands directly before those found.

    Args:
        scene: The frame and its clause.
        found: What fills a role, in the order of the text.
    """
    clause, tokens, context = scene.clause, scene.tokens, scene.context
    start = clause.lows.index("naast") if "naast" in clause.words else -1
    if start < 0 or not found or "ook" not in clause.words or tokens[start].start > found[0].span.start:
        return ()
    at = next((i for i, token in enumerate(tokens) if token.start >= found[0].span.start), len(tokens))
    loose = context.grammar.words["determiners"] | context.grammar.words["prepositions"]
    back = at - 1
    while back > 0 and tokens[back].low in loose:
        back -= 1
    head = head_of(tokens, start + 1, context) if tokens[back].low == "ook" else None
    if head is None:
        return ()
    named = {filler.entity for filler in found}
    group = group_at(tokens, head, context)
    return tuple(filler for filler in fillers(group.tokens, context) if filler.entity not in named)


def examples_last(scene: Scene) -> tuple[Filler, ...]:
    """Give the examples behind the verb that closes a clause: "heb met partijen gesproken, waaronder [A] en [B]".

    Args:
        scene: A frame whose role names nobody by itself.
    """
    lows, verbs, context = scene.clause.lows, scene.clause.verbs, scene.context
    end = verbs[-1].at + 1 if verbs else len(lows)
    marker = 2 if lows[end + 1 : end + 3] == ["onder", "wie"] else int(lows[end + 1 : end + 2] == ["waaronder"])
    if lows[end : end + 1] != [","] or not marker:
        return ()
    head = head_of(scene.tokens, end + 1 + marker, context)
    return fillers(group_at(scene.tokens, head, context).tokens, context) if head is not None else ()


def example_of_other(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a name is an example of a noun that hangs on a preposition: "de aanvallen door groepen, zoals [A]".

    Args:
        tokens: The clause's.
        at: Where the name stands.
        context: For the word classes.
    """
    examples = context.grammar.words["examples"]
    example = next((i for i in range(at - 1, max(0, at - _NEAR), -1) if tokens[i].low in examples), 0)
    if example == 0 or tokens[example].low == "als":
        return False
    before = range(example - 1, max(-1, example - _NEAR), -1)
    noun = next((i for i in before if tokens[i].low.endswith(_PLURAL) and not tokens[i].readings), None)
    return noun is not None and governor(tokens, noun, context) is not None
