"""Resolving: what mentions name, within the text and the registry, and which words stand for them elsewhere.

Nothing is guessed: where two readings are left, a mention keeps no entity and a pronoun is no reference.
"""

from __future__ import annotations

from dataclasses import replace

from graph_builder.model import Document, Mention, Reference
from graph_builder.recognise.folding import fold
from graph_builder.resolve.entities import name_entities
from graph_builder.resolve.fractions import find_members
from graph_builder.resolve.motions import bind_motions
from graph_builder.resolve.persons import name_persons
from graph_builder.resolve.references import find_references
from graph_builder.resolve.repeats import find_repeats, name_councils
from ontology.registry import Registry

__all__ = ["resolve"]


def resolve(
    document: Document, mentions: tuple[Mention, ...], registry: Registry
) -> tuple[tuple[Mention, ...], tuple[Reference, ...]]:
    """Tell what each mention names and which other words stand for something named.

    Args:
        document: What was read.
        mentions: What was recognised in it, in the order of the text.
        registry: What is known beforehand.

    Returns:
        The mentions, each with its entity where that is certain; and the references, in the order of the text.
    """
    entities: dict[int, tuple[str, bool]] = {}
    entities |= bind_motions(document, mentions)
    entities |= name_persons(document, mentions)
    lower = fold(document.text)
    entities |= name_entities(document, lower, mentions, registry)
    entities |= name_councils(lower, mentions, registry)
    resolved = tuple(
        replace(mention, entity=entities[index][0], registered=entities[index][1]) if index in entities else mention
        for index, mention in enumerate(mentions)
    )
    references = find_references(document, lower, resolved)
    references += tuple(find_members(document, lower, resolved)) if "fractie" in lower else ()
    repeats = find_repeats(lower, resolved, references)
    return resolved, tuple(sorted([*references, *repeats], key=lambda reference: reference.span))
