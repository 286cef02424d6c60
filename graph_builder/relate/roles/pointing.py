"""Adverbs that point to what the sentence before says that somebody wants: "Nederland pleit hier ook voor"."""

from __future__ import annotations

from graph_builder.model import Filler
from graph_builder.relate.draft import Role
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.tokens import Token

_THERETO = frozenset(["hieraan", "daaraan"])
_JUDGING = frozenset(["Advocacy", "Support", "Opposition"])
"""Kinds of act that can go on with what the sentence before says: "Nederland pleit hier ook voor"."""


def pointed(scene: Scene, filled: set[str]) -> list[Role]:
    """Read what "hier … voor" points to: what the sentence before says that somebody wants."""
    if scene.frame.kind == "MotionExecution":
        return _motion(scene) if "motion" not in filled else []
    matter, words = scene.context.matter, scene.clause.words
    if matter is None or scene.frame.kind not in _JUDGING:
        return []
    for complement in scene.frame.complements:
        role = complement.role if complement.role in ("topic", "target") and complement.role not in filled else None
        for marker in (m[0] for m in complement.sought if role is not None and len(m) == 1):
            apart = marker in words and not words.isdisjoint(("hier", "daar")) and _stranded(scene, marker)
            if apart or not words.isdisjoint((f"hier{marker}", f"daar{marker}")):
                return [(complement.role, Filler(matter))]
    return []


def _motion(scene: Scene) -> list[Role]:
    """Take the one motion of the sentence before as what "hieraan" points to: "hieraan heb ik uitvoering gegeven"."""
    context = scene.context
    token = next((token for token in scene.tokens if token.low in _THERETO), None)
    if token is None or not any(complement.role == "motion" for complement in scene.frame.complements):
        return []
    named = {entity for earlier in context.earlier if earlier.type == "Motion" for entity in _named(earlier)}
    pledged = any(earlier.low in context.grammar.words["pledges"] for earlier in context.earlier)
    return [("motion", Filler(token.span, named.pop()))] if len(named) == 1 and not pledged else []


def _named(token: Token) -> tuple[str, ...]:
    """Give the motions that a word names or stands for."""
    known = token.mention.entity if token.mention is not None else None
    return (known,) if known else token.entities


def _stranded(scene: Scene, marker: str) -> bool:
    """Tell whether a preposition governs nothing: it stands last, or before a verb."""
    tokens, at = scene.tokens, len(scene.clause.lows) - 1 - scene.clause.lows[::-1].index(marker)
    return at + 1 >= len(tokens) or tokens[at + 1].point or bool(tokens[at + 1].readings)
