"""Resolving: what mentions name, within the text and the registry, and which words stand for them elsewhere."""

from __future__ import annotations

from graph_builder.model import Document, Mention, Reference
from ontology.registry import Registry


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
    return mentions, ()
