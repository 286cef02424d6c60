"""Drafts become statements: evidence, periods, track, anchor and a name of their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_builder.model import Document, Footnote, Span, Statement, Track
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
    notes = sorted(document.footnotes, key=lambda note: note.body.start)
    seen: Counter[tuple[int, str]] = Counter()
    finished = []
    for statement in ordered:
        key = statement.span.start, statement.kind
        seen[key] += 1
        anchor = _anchor(notes, statement.span, sentences)
        track = _track(statement, anchor or statement.span, tracks)
        told = anchor is not None or track is not None or seen[key] > 1
        finished.append(replace(statement, anchor=anchor, track=track, ordinal=seen[key]) if told else statement)
    return tuple(finished)


def _anchor(notes: Sequence[Footnote], span: Span, sentences: tuple[Span, ...]) -> Span | None:
    """Find the sentence whose mark leads to the note that holds `span`; the notes are in the order of their bodies."""
    at = bisect_left(notes, span.end, key=lambda note: note.body.start) - 1
    if at < 0 or not notes[at].body.overlaps(span):
        return None
    return carrying(sentences, notes[at].mark.start)


def _track(statement: Statement, place: Span, tracks: Sequence[Track]) -> int | None:
    if statement.kind == "Citation":
        return None
    at = bisect_right(tracks, place.start, key=lambda track: track.span.start) - 1
    return tracks[at].order if at >= 0 and place.start < tracks[at].span.end else None
