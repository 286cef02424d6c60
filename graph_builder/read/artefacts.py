"""Artefacts that converters leave in a plain text: bookmarks, image names, footnote marks and bodies in brackets.

Apache POI writes `[footnoteRef:1]` where a note's mark stood and `[1:  the note]` at the end of that paragraph; Apache
Tika writes `[bookmark: name]` and `[image: alternative text]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph_builder.model import Footnote, Span

_WHOLE = re.compile(r"\[(?:bookmark|image):[^\[\]\n]*\]")
_MARK = re.compile(r"\[(?P<kind>footnote|endnote)Ref:(?P<label>\w{1,6})\]")
_BODY_START = re.compile(r"\[(?P<label>\d{1,4}): {1,3}(?=\S)")
_BRACKET = re.compile(r"[\[\]\n]")
_LONGEST_NOTE_LINES = 12


@dataclass(frozen=True, slots=True)
class Artefacts:
    """What converters left in a text."""

    markup: tuple[Span, ...]
    """All of it but the bodies of notes, in order."""
    notes: tuple[Span, ...]
    """Bracketed notes, brackets included, in order."""
    footnotes: tuple[Footnote, ...]
    """The notes whose mark is there."""
    bodies: tuple[tuple[str, Span], ...]
    """Label and body of each note."""


def find_artefacts(text: str) -> Artefacts:
    """Find the artefacts in one pass, and tie each note to its mark."""
    marks = [(found["label"], Span(*found.span())) for found in _MARK.finditer(text)]
    markup = [Span(*found.span()) for found in _WHOLE.finditer(text)]
    markup.extend(span for _, span in marks)
    notes, bodies = [], []
    for label, body, whole in _notes(text):
        markup.extend((Span(whole.start, body.start), Span(body.end, whole.end)))
        notes.append(whole)
        bodies.append((label, body))
    return Artefacts(tuple(sorted(markup)), tuple(notes), tuple(_tie(marks, bodies)), tuple(bodies))


def mask(text: str, spans: Iterable[Span]) -> str:
    """Put no-break spaces where the spans are (in order), so that offsets stay true and no column gap arises."""
    pieces, at = [], 0
    for span in spans:
        start = max(at, span.start)
        if span.end <= start:
            continue
        pieces.append(text[at:start])
        pieces.append("\u00a0" * (span.end - start))
        at = span.end
    return "".join(pieces) + text[at:]


def _notes(text: str) -> Iterable[tuple[str, Span, Span]]:
    """Give label, body and whole span of each bracketed note; brackets inside a note are matched."""
    starts = list(_BODY_START.finditer(text))
    closings = _closings(text, {found.start() for found in starts}) if starts else {}
    at = 0
    for start in starts:
        end = closings.get(start.start())
        if start.start() < at or end is None:
            continue
        at = end + 1
        words = text[start.end() : end]
        yield start["label"], Span(start.end(), start.end() + len(words.rstrip())), Span(start.start(), at)


def _closings(text: str, openings: set[int]) -> dict[int, int]:
    """Find the bracket that closes each opening one, within a few lines, in one pass."""
    closings: dict[int, int] = {}
    waiting: list[tuple[int, int]] = []
    line = 0
    for found in _BRACKET.finditer(text):
        if found.group() == "\n":
            line += 1
        elif found.group() == "[":
            waiting.append((found.start(), line))
        elif waiting:
            opened, opened_line = waiting.pop()
            if opened in openings and line - opened_line <= _LONGEST_NOTE_LINES:
                closings[opened] = found.start()
    return closings


def _tie(marks: list[tuple[str, Span]], bodies: list[tuple[str, Span]]) -> Iterable[Footnote]:
    """Tie each note to the last free mark with its label that stands before it."""
    waiting: dict[str, list[Span]] = {}
    queue = iter(marks)
    ahead = next(queue, None)
    for label, body in bodies:
        while ahead and ahead[1].start < body.start:
            waiting.setdefault(ahead[0], []).append(ahead[1])
            ahead = next(queue, None)
        if waiting.get(label):
            yield Footnote(label, waiting[label].pop(0), body)
