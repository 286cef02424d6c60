"""Plain text to Draft: the text stays as it is; its lines tell the paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from graph_builder.errors import ReadError
from graph_builder.model import Block, Span
from graph_builder.read.artefacts import Artefacts, find_artefacts, mask
from graph_builder.read.classify import merge
from graph_builder.read.decode import decode
from graph_builder.read.draft import Draft
from graph_builder.read.lines import Line, lines_of, paragraphs, side_column

MOST_CHARACTERS = 20_000_000
"""A text longer than this is no paper; the whole Handelingen of a year are shorter."""
_SOFT_HYPHEN = re.compile(r"-(?<=[a-zà-ÿ]-)[ \t]*\r?\n\s*(?=(?!en\b|of\b)[a-zà-ÿ])")


def read_text(data: bytes, name: str) -> Draft:
    """Read a plain text in any common encoding.

    Raises:
        EmptyDocumentError: There is nothing but white space.
        UnknownFormatError: The bytes are no text.
        ReadError: The text is longer than any paper.
    """
    return draft_text(check_length(decode(data, name), name), "txt")


def check_length(text: str, name: str) -> str:
    """Give a text back, or refuse one that is longer than any paper."""
    if len(text) > MOST_CHARACTERS:
        raise ReadError(f"{name} has more than {MOST_CHARACTERS:,} characters: split it into its papers.")
    return text


def draft_text(text: str, format_name: str, known_markup: tuple[Span, ...] = ()) -> Draft:
    """Find the paragraphs of a text; `known_markup` is what the caller already knows to be no prose."""
    artefacts = find_artefacts(text)
    markup = sorted({*artefacts.markup, *known_markup})
    prose = mask(text, sorted({*markup, *artefacts.notes}))
    lines, furniture = lines_of(prose)
    beside = side_column(lines)
    furniture.extend(Span(line.start, line.end) for line in beside)
    margin = {line.start for line in beside}
    lines = [line for line in lines if line.start not in margin]
    groups = paragraphs(list(_cut_at_notes(lines, artefacts)))
    spans = _with_marks([Span(group[0].start, group[-1].end) for group in groups], prose, artefacts)
    blocks = [Block(span, "paragraph") for span in spans]
    blocks.extend(Block(body, "note", label=label) for label, body in artefacts.bodies)
    markup.extend(furniture)
    markup.extend(Span(*found.span()) for found in _SOFT_HYPHEN.finditer(prose))
    return Draft(
        text,
        format_name,
        tuple(sorted(blocks, key=lambda block: block.span)),
        tuple(merge(markup)),
        artefacts.footnotes,
        (0, *(found.end() for found in re.finditer("\f", text))) if "\f" in text else (),
    )


def _with_marks(spans: list[Span], prose: str, artefacts: Artefacts) -> list[Span]:
    """Let the paragraph that a note's mark closes reach over the mark."""
    widened = list(spans)
    for note in artefacts.footnotes:
        place = bisect_right(widened, note.mark) - 1
        if place >= 0 and widened[place].end <= note.mark.start:
            between = prose[widened[place].end : note.mark.start]
            ahead = bisect_left(artefacts.notes, Span(widened[place].end, 0))
            over_note = ahead < len(artefacts.notes) and artefacts.notes[ahead].start < note.mark.start
            if not between.strip() and "\n" not in between and not over_note:
                widened[place] = Span(widened[place].start, note.mark.end)
    return widened


def _cut_at_notes(lines: list[Line], artefacts: Artefacts) -> list[Line]:
    """Cut lines where a bracketed note stands in them; nothing is joined over a note."""
    cut: list[Line] = []
    at = 0
    notes = artefacts.notes
    for line in lines:
        while at < len(notes) and notes[at].end <= line.start:
            at += 1
        # What stands between this line and the one before may be a note.
        behind_note = at > 0 and bool(cut) and notes[at - 1].start >= cut[-1].end
        start, ahead = line.start, at
        whole = replace(line, blank_before=True) if behind_note else line
        while ahead < len(notes) and notes[ahead].start < line.end:
            cut.extend(_piece(whole, start, notes[ahead].start))
            start = max(start, notes[ahead].end)
            ahead += 1
        cut.extend(_piece(whole, start, line.end) if ahead > at else [whole])
    return cut


def _piece(line: Line, start: int, end: int) -> list[Line]:
    """Give the part of a line between two notes, if it has words."""
    words = line.words[max(0, start - line.start) : max(0, end - line.start)]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    if not words:
        return []
    at = start + lead
    blank = line.blank_before if start == line.start else True
    return [Line(at, at + len(words), words, line.column + at - line.start, blank, True)]
