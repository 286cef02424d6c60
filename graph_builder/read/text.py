"""Plain text to Draft: the text stays as it is; its lines tell paragraphs, headings, list items and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_builder.model import Block, BlockKind, Span
from graph_builder.read import forms
from graph_builder.read.artefacts import find_artefacts, mask
from graph_builder.read.decode import decode
from graph_builder.read.draft import Draft
from graph_builder.read.lines import MARKER, Line, lines_of, paragraphs, side_column
from graph_builder.read.notes import find_notes

_LONGEST_HEADING = 140
_MOST_HEADING_WORDS = 16
_ENDS_PROSE = re.compile(r"[.?!;:,…][»”’\"')\]]*\s*\(?\d{0,3}\)?$")
_SECTION_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-ZÀ-Ý][a-zà-ÿ])")
_SOFT_HYPHEN = re.compile(r"(?<=[a-zà-ÿ])-(?:\s*\n\s*)(?=(?!en\b|of\b)[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    span: Span
    words: str
    column: int


def read_text(data: bytes, name: str) -> Draft:
    """Read a plain text in any common encoding.

    Raises:
        EmptyDocumentError: There is nothing but white space.
        UnknownFormatError: The bytes are no text.
    """
    return draft_text(decode(data, name), "txt")


def draft_text(text: str, format_name: str, extra_markup: tuple[Span, ...] = ()) -> Draft:
    """Find the blocks of a text; `extra_markup` is what the caller already knows to be no prose."""
    artefacts = find_artefacts(text)
    markup = sorted({*artefacts.markup, *extra_markup})
    prose = mask(text, sorted({*markup, *artefacts.notes}))
    lines, furniture = lines_of(prose)
    if beside := side_column(lines):
        furniture.extend(Span(line.start, line.end) for line in beside)
        margin = {line.start for line in beside}
        lines = [line for line in lines if line.start not in margin]
    groups = [_paragraph(prose, group) for group in paragraphs(_cut_at(lines, artefacts.notes))]
    notes = find_notes(prose, [group.span for group in groups])
    blocks = _classify(groups, {place: str(note.label) for place, note in notes.blocks.items()})
    blocks.extend(Block(body, "note", label=label) for label, body in artefacts.bodies)
    markup.extend(furniture)
    markup.extend(notes.marks)
    markup.extend(note.label_span for note in notes.blocks.values())
    bodies = {place: note.body for place, note in notes.blocks.items()}
    final: list[Block] = []
    for place, block in enumerate(blocks):
        if place in notes.lone_labels:
            continue
        span = bodies.get(place, block.span)
        final.append(Block(span, block.kind, block.level, block.label))
        if block.kind in ("item", "heading") and place < len(groups):
            found = MARKER.match(groups[place].words) or _SECTION_NUMBER.match(groups[place].words)
            if found and block.label:
                markup.append(Span(span.start, span.start + found.end()))
    markup.extend(Span(*found.span()) for found in _SOFT_HYPHEN.finditer(prose))
    return Draft(
        text,
        format_name,
        tuple(sorted(final, key=lambda block: block.span)),
        tuple(merge(markup)),
        tuple(sorted((*artefacts.footnotes, *notes.footnotes), key=lambda note: note.mark)),
        (0, *(found.end() for found in re.finditer("\f", text))) if "\f" in text else (),
    )


def merge(spans: list[Span]) -> list[Span]:
    """Sort spans and join those that overlap, so that markup never does."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        elif span.end > span.start:
            merged.append(span)
    return merged


def _cut_at(lines: list[Line], notes: tuple[Span, ...]) -> list[Line]:
    """Cut lines where a bracketed note stands in them; nothing is joined over a note."""
    if not notes:
        return lines
    cut: list[Line] = []
    queue = list(notes)
    at = 0
    for line in lines:
        while at < len(queue) and queue[at].end <= line.start:
            at += 1
        start, inside = line.start, at
        first = True
        while inside < len(queue) and queue[inside].start < line.end:
            note = queue[inside]
            if note.start > start:
                cut.append(_piece(line, start, note.start, first))
            start, first = max(start, note.end), False
            inside += 1
        if start < line.end:
            cut.append(_piece(line, start, line.end, first))
    return [line for line in cut if line.words]


def _piece(line: Line, start: int, end: int, first: bool) -> Line:
    words = line.words[start - line.start : end - line.start]
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    return Line(
        start + lead,
        start + lead + len(words),
        words,
        line.column + start - line.start + lead,
        line.blank_before if first else True,
        True,
    )


def _paragraph(prose: str, group: list[Line]) -> _Paragraph:
    span = Span(group[0].start, group[-1].end)
    words = group[0].words if len(group) == 1 else " ".join(line.words for line in group)
    return _Paragraph(span, words, group[0].column)


def _classify(groups: list[_Paragraph], notes: dict[int, str]) -> list[Block]:
    """Tell headings, items and notes from paragraphs."""
    blocks: list[Block] = []
    levels: list[str] = []
    for place, group in enumerate(groups):
        following = groups[place + 1].words if place + 1 < len(groups) else ""
        kind, level, label = _kind(group.words, following, blocks[-1] if blocks else None)
        if place in notes:
            kind, level, label = "note", 0, notes[place]
        if kind == "item":
            level = _depth(levels, label)
        elif kind != "note":
            levels.clear()
        blocks.append(Block(group.span, kind, level, label))
    return blocks


def _kind(words: str, following: str, before: Block | None) -> tuple[BlockKind, int, str]:
    label = part_label(words)
    if label is not None:
        return "heading", 1, label
    found = MARKER.match(words)
    rest = words[found.end() :] if found else words
    is_title = looks_like_heading(rest.removesuffix(":") if found else rest)
    if found and found["bullet"]:
        return "item", 1, found["bullet"]
    if found:
        number = found["number"].strip("().:")
        nested = number.count(".")
        if is_title and (nested or not _in_list(number, following, before)):
            return "heading", nested + 1 if number[0].isdigit() else 2, number
        return "item", 1, number
    numbered = _SECTION_NUMBER.match(words)
    if is_title and following and (not MARKER.match(following) or looks_like_heading(following)):
        return "heading", 1, numbered[1] if numbered else ""
    return "paragraph", 0, ""


def _in_list(number: str, following: str, before: Block | None) -> bool:
    """Tell whether the block before bears the number before this one, or the next line the number after it."""
    if before and before.kind == "item" and _successor(before.label) == number:
        return True
    found = MARKER.match(following)
    return bool(found and found["number"] and found["number"].strip("().:") == _successor(number))


def _successor(number: str) -> str:
    if number.isdigit():
        return str(int(number) + 1)
    return chr(ord(number) + 1) if len(number) == 1 else ""


def part_label(words: str) -> str | None:
    """Give the number in "Vraag 4 en 5" or "Antwoord" that stands alone; None for anything else."""
    if len(words) > _LONGEST_HEADING:
        return None
    found = forms.QUESTION.match(words) or forms.ANSWER.match(words)
    if not found or found.end() < len(words):
        return None
    return found["label"] or ""


def looks_like_heading(words: str) -> bool:
    """Tell whether words are short, begin with a capital and end no sentence."""
    return (
        3 < len(words) <= _LONGEST_HEADING
        and (words[0].isupper() or words[0].isdigit() or words[0] in "«“‘'\"")
        and len(words.split()) <= _MOST_HEADING_WORDS
        and not _ENDS_PROSE.search(words)
        and any(letter.isalpha() for letter in words)
    )


def _depth(levels: list[str], label: str) -> int:
    """Give the depth of an item by the sort of its label: a sort seen before in this list closes those inside it."""
    sort = "1" if label.isdigit() else "a" if label.isalpha() and len(label) == 1 else label
    if sort in levels:
        del levels[levels.index(sort) + 1 :]
    else:
        levels.append(sort)
    return len(levels)
