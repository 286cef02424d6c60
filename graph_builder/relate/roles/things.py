"""What a stance is about: whether its target names a wrong or a proposal, by how its nouns end."""

from __future__ import annotations

import re

from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.resolve.entities import of_parliament

_OTHER = re.compile(r"[,;(]|\b(?:die|dat|waar\w*|zodat|waarmee|met|voor|tegen|via|door)\b")
"""What ends the part of a noun phrase that says what it is, or begins something about it."""


def is_thing(draft: Draft, context: Context) -> bool:
    """Tell whether the target of a draft is what its frame wants, where it wants one.

    Args:
        draft: What a frame has read.
        context: For the endings of nouns.

    Returns:
        Whether some word of a target in words, up to what is said about it, ends like such a noun; a target that is
        an actor, a law or a motion is one, but for classes that are told by their names alone (missions). What a House
        accepts ("de door uw Kamer aanvaarde moties") it has carried, and offers are not its to take.
    """
    wanted = draft.frame.target_is
    if not wanted:
        return True
    if "offer" in wanted and any(role == "agent" and of_parliament(filler.entity) for role, filler in draft.roles):
        return False
    endings = tuple(ending for name in wanted for ending in context.grammar.phrases[name])
    text = context.document.text
    sought = "topic" if draft.frame.kind == "Advocacy" else "target"
    by_name = set(wanted) <= set(context.grammar.phrases["by_name"])
    targets = [filler for role, filler in draft.roles if role == sought]
    said = {child.tokens[0].start for child in draft.clause.children if child.tokens}
    return any(
        (filler.entity is not None and not by_name)
        or any(ends_like(word, endings) for word in _head(filler.span.of(text), filler.span.start in said))
        for filler in targets
    )


def says_what(draft: Draft, context: Context) -> bool:
    """Tell whether what is advocated says by itself what that is: "deze op te heffen" does not.

    Args:
        draft: What a frame has read.
        context: For the pronouns.
    """
    text, words = context.document.text, context.grammar.words
    if draft.frame.kind != "Advocacy" or draft.has("forum") or draft.has("beneficiary"):
        return True
    topics = (filler.span.of(text).lower().split() for role, filler in draft.roles if role == "topic")
    bare = (low[1:] for low in topics if low[0] in words["neuter"])
    return not any("te" in low[: 1 + (low[0] in words["particles"])] for low in bare if low)


def ends_like(word: str, endings: tuple[str, ...]) -> bool:
    """Tell whether a word ends like the nouns of a list: "vredesmissie", but a "commissie" is no "missie"."""
    return word.endswith(endings) and not word.endswith("commissie")


def _head(words: str, clausal: bool) -> list[str]:
    """Give the words of a noun phrase before what is said about it, or all those of a clause."""
    low = words.lower()
    end = None if clausal else _OTHER.search(low, 1)
    return low[: end.start() if end else len(low)].split()
