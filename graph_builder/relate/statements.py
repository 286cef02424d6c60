"""Drafts become statements: evidence, periods, track, anchor and a name of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_builder.model import Document, Span, Statement, Track
from graph_builder.sentences import carrying


def finish(
    document: Document, statements: Iterable[Statement], tracks: Sequence[Track], sentences: tuple[Span, ...]
) -> tuple[Statement, ...]:
    """Give each statement its anchor, its track and its ordinal.

    Args:
        document: What the statements were read from.
        statements: In any order.
        tracks: The document's strands.
        sentences: Its sentences, to find what carries a note's mark.

    Returns:
        The statements in the order of the text; two that say the same in the same words are one.
    """
    ordered = sorted(dict.fromkeys(statements), key=lambda s: (s.span.start, s.span.end, s.kind, s.roles[0][1].span))
    seen: Counter[tuple[int, str]] = Counter()
    finished = []
    for statement in ordered:
        key = statement.span.start, statement.kind
        seen[key] += 1
        anchor = _anchor(document, statement.span, sentences)
        finished.append(
            replace(
                statement, anchor=anchor, track=_track(statement, anchor or statement.span, tracks), ordinal=seen[key]
            )
        )
    return tuple(finished)


def _anchor(document: Document, span: Span, sentences: tuple[Span, ...]) -> Span | None:
    """Find the sentence whose mark leads to the note that holds `span`."""
    for note in document.footnotes:
        if note.body.overlaps(span):
            return carrying(sentences, note.mark.start)
    return None


def _track(statement: Statement, place: Span, tracks: Sequence[Track]) -> int | None:
    if statement.kind == "Citation":
        return None
    return next((track.order for track in tracks if track.span.start <= place.start < track.span.end), None)
