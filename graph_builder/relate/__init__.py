"""Relating: mentions to statements, by frames over clauses."""

from __future__ import annotations

from graph_builder.model import Document, Mention, Reference, Span, Statement, Track
from graph_builder.relate.lexicon.frames import Frames
from graph_builder.relate.parliament.citations import find_citations
from graph_builder.relate.reader import Reader
from graph_builder.relate.statements import finish
from graph_builder.sentences import sentences


def relate(
    document: Document,
    mentions: tuple[Mention, ...],
    references: tuple[Reference, ...],
    tracks: tuple[Track, ...],
    frames: Frames,
) -> tuple[tuple[Statement, ...], tuple[Span, ...]]:
    """Read what a document states.

    Args:
        document: What was read.
        mentions: What is named in it, resolved.
        references: Words that stand for something named.
        tracks: Its strands.
        frames: How Dutch says things.

    Returns:
        The statements in the order of the text, and the sentences that name actors but gave no statement.
    """
    reader = Reader(document, mentions, references, frames)
    spans = sentences(document)
    found = list(find_citations(document, mentions))
    unread: list[Span] = []
    for span in spans:
        statements = reader.read(span)
        found += statements
        if not statements and reader.names_actors(span):
            unread.append(span)
    return finish(document, found, tracks, spans), tuple(unread)
