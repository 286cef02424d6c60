"""Adverbs that point to what the sentence before says that somebody wants: "Nederland pleit hier ook voor"."""

from __future__ import annotations

from graph_builder.model import Filler
from graph_builder.relate.draft import Role
from graph_builder.relate.roles.evoke import Scene

_JUDGING = frozenset(["Advocacy", "Support", "Opposition"])
"""Kinds of act that can go on with what the sentence before says: "Nederland pleit hier ook voor"."""


def pointed(scene: Scene, filled: set[str]) -> list[Role]:
    """Read what "hier … voor" points to: what the sentence before says that somebody wants."""
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


def _stranded(scene: Scene, marker: str) -> bool:
    """Tell whether a preposition governs nothing: it stands last, or before a verb."""
    tokens, at = scene.tokens, len(scene.clause.lows) - 1 - scene.clause.lows[::-1].index(marker)
    return at + 1 >= len(tokens) or tokens[at + 1].point or bool(tokens[at + 1].readings)
