"""Slips of the pen in the registry and the frames that would make them tell nothing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from graph_builder.errors import KnowledgeError
from graph_builder.relate.lexicon.frames import Frames
from ontology.registry import Registry
from ontology.terms import Vocabulary

__all__ = ["check_classes"]


def check_classes(vocabulary: Vocabulary, registry: Registry, frames: Frames) -> None:
    """See to it that the registry and the frames name classes that there are: a slip would make them tell nothing.

    Raises:
        KnowledgeError: One names a class that the vocabulary lacks.
    """
    for entry in registry.entries.values():
        if entry.cls not in vocabulary.mention_types:
            raise _unknown(f"Registry entry {entry.path} has the class", entry.cls, vocabulary.mention_types)
    for frame in frames.frames:
        if frame.kind not in vocabulary.kinds:
            raise _unknown(f"Frame {frame.name} evokes", frame.kind, vocabulary.kinds)


def _unknown(what: str, name: str, known: Iterable[str]) -> KnowledgeError:
    near = get_close_matches(name, known, 1)
    meant = f"; is kg:{near[0]} meant?" if near else "; ontology/kamergraaf.ttl has those that there are."
    return KnowledgeError(f"{what} kg:{name}, which the vocabulary lacks{meant}")
