"""The footnotes of a text as marks over it: a mark in the running text leads to its note, and the note back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

from api.pages.cards import place_of
from api.pages.segments import Mark
from api.pages.site import Row
from api.pages.words import Words
from graph_builder.model import Footnote
from graph_builder.read.artefacts import Artefacts

__all__ = ["note_marks", "notes_of"]

_HINT = 300
"""Characters of a note that show where somebody points at its mark."""


def notes_of(rows: Iterable[Row], left: Artefacts) -> list[Footnote]:
    """Read the rows of `letter-notes`; a graph that an earlier version built has but what converters left in the text.

    Args:
        rows: The rows; those of one note with several marks differ in the mark.
        left: What converters left in the document's text.

    Returns:
        A footnote a mark, in the order of their marks.
    """
    found = set()
    for row in rows:
        mark, words = place_of(row["mark"]), place_of(row["words"])
        if mark is not None and words is not None:
            found.add(Footnote(row["label"], mark, words))
    return sorted(found or left.footnotes, key=lambda note: (note.mark, note.body, note.label))


def note_marks(notes: Iterable[Footnote], text: str, words: Words) -> Iterator[Mark]:
    """Give the marks of footnotes: those in the running text, and their words, each of which leads to the other."""
    seen: set[int] = set()
    for note in notes:
        place, back = f"note-{note.body.start}", f"noteref-{note.mark.start}"
        hint = shorten(note.body.of(text), _HINT, placeholder="…")
        yield Mark(note.mark.start, note.mark.end, "note", note.label, "noteref", back, place, hint)
        if note.body.start not in seen:
            seen.add(note.body.start)
            returning = words("letter.note_back", label=note.label)
            yield Mark(note.body.start, note.body.end, "aside", "", "footnote", place, back, returning)
