"""What a paragraph is by its own words: a heading, a list item, a printed note; the same for every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph_builder.model import Block, BlockKind, Span
from graph_builder.read import forms
from graph_builder.read.artefacts import mask
from graph_builder.read.draft import Draft
from graph_builder.read.lines import MARKER, broken_off
from graph_builder.read.lost import lost_marks
from graph_builder.read.notes import find_notes

_LONGEST_HEADING = 140
_MOST_HEADING_WORDS = 16
_ENDS_PROSE = re.compile(r"[.?!;:,…][»”’\"')\]]*\s*\(?\d{0,3}\)?$")
_STATES = re.compile(r"\b(?:ik|wij|is|zijn|heb|heeft|hebben|ben|wordt|worden|zal|zullen|geeft|doet)\b")
"""What a heading that ends with "c.s." has not, but a sentence that does so."""
_SECTION_NUMBER = re.compile(r"(\d{1,2})\s+(?=[A-ZÀ-Ý][a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    block: Block
    words: str


def classified(draft: Draft) -> Draft:
    """Tell the headings, items and printed notes among the paragraphs that a format says no more of.

    Their numbers, bullets and labels become markup, and a printed note is tied to its mark.
    """
    prose = mask(draft.text, draft.markup)
    draft = replace(draft, blocks=tuple(_rejoined(draft.blocks, prose)))
    groups = [
        _Paragraph(block, " ".join(block.span.of(prose).split())) for block in draft.blocks if block.kind != "note"
    ]
    groups = [group for group in groups if group.words]
    labels = [group.block.label if group.block.kind == "item" else "" for group in groups]
    notes = find_notes(prose, [group.block.span for group in groups], labels, bare=not draft.footnotes)
    blocks = [block for block in draft.blocks if block.kind == "note"]
    marks = (*(note.mark for note in draft.footnotes), *notes.marks)
    labelled = (note.label_span for note in notes.blocks.values())
    markup = [*draft.markup, *notes.marks, *lost_marks(prose, marks), *labelled]
    for place, block in enumerate(_kinds(groups, set(notes.blocks))):
        if place in notes.lone_labels:
            continue
        if place + 1 in notes.blocks and forms.NOTES_HEADING.match(groups[place].words):
            markup.append(block.span)
            continue
        if place in notes.blocks:
            note = notes.blocks[place]
            blocks.append(Block(note.body, "note", label=str(note.label)))
            continue
        blocks.append(block)
        markup.extend(_marker(prose, groups[place].block, block))
    return replace(
        draft,
        blocks=tuple(sorted(blocks, key=lambda block: block.span)),
        markup=tuple(merge(markup)),
        footnotes=tuple(sorted((*draft.footnotes, *notes.footnotes), key=lambda note: note.mark)),
    )


def _rejoined(blocks: tuple[Block, ...], prose: str) -> Iterator[Block]:
    """Join the paragraphs that a page break or a typed line end has cut in mid-sentence."""
    open_block: Block | None = None
    for block in blocks:
        if open_block and open_block.kind == block.kind == "paragraph":
            tail = " ".join(prose[max(open_block.span.start, open_block.span.end - 2000) : open_block.span.end].split())
            head = prose[block.span.start : block.span.start + 60].strip()
            if tail and head and broken_off(tail, head):
                open_block = replace(open_block, span=Span(open_block.span.start, block.span.end))
                continue
        if open_block:
            yield open_block
        open_block = block
    if open_block:
        yield open_block


def merge(spans: list[Span]) -> list[Span]:
    """Sort spans and join those that overlap, so that markup never does."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        elif span.end > span.start:
            merged.append(span)
    return merged


def _marker(prose: str, before: Block, block: Block) -> list[Span]:
    """Give the span of the number or bullet that opens a block and was found in its words."""
    if before.label or not block.label or block.kind not in ("item", "heading"):
        return []
    words = prose[block.span.start : min(block.span.end, block.span.start + 40)]
    found = MARKER.match(words) or _SECTION_NUMBER.match(words)
    return [Span(block.span.start, block.span.start + found.end())] if found else []


def _kinds(groups: list[_Paragraph], notes: set[int]) -> list[Block]:
    blocks: list[Block] = []
    levels: list[str] = []
    for place, group in enumerate(groups):
        following = groups[place + 1].words if place + 1 < len(groups) else ""
        block = group.block
        if block.kind == "paragraph" and place not in notes:
            kind, level, label = _kind(group.words, following, blocks[-1] if blocks else None)
            if kind == "item":
                level = _depth(levels, label)
            block = Block(block.span, kind, level, label, block.part)
        if block.kind != "item" and place not in notes:
            levels.clear()
        blocks.append(block)
    return blocks


def _kind(words: str, following: str, before: Block | None) -> tuple[BlockKind, int, str]:
    label = _part_label(words)
    if label is not None:
        return "heading", 1, label
    if forms.SPEAKER.match(words):
        return "heading", 3, ""
    found = MARKER.match(words)
    rest = words[found.end() :] if found else words
    is_title = _looks_like_heading(rest.removesuffix(":") if found else rest)
    if found and found["bullet"]:
        return "item", 1, found["bullet"]
    if found:
        number = found["number"].strip("().:")
        nested = number.count(".")
        if is_title and (nested or not _in_list(number, following, before)):
            return "heading", nested + 1 if number[0].isdigit() else 2, number
        return "item", 1, number
    if is_title and following and (not MARKER.match(following) or _looks_like_heading(following)):
        section = _SECTION_NUMBER.match(words)
        return "heading", 1, section[1] if section else ""
    return "paragraph", 0, ""


def _in_list(number: str, following: str, before: Block | None) -> bool:
    """Tell whether the block before bears the number before this one, or the next line the number after it."""
    if before and before.kind == "item" and _successor(before.label) == number:
        return True
    found = MARKER.match(following)
    return bool(found and found["number"] and found["number"].strip("().:") == _successor(number))


def _successor(number: str) -> str:
    if number.isdecimal():
        return str(int(number) + 1)
    return chr(ord(number) + 1) if len(number) == 1 else ""


def _part_label(words: str) -> str | None:
    """Give the number in "Vraag 4 en 5" or "Antwoord" that stands alone; None for anything else."""
    if len(words) > _LONGEST_HEADING:
        return None
    found = forms.QUESTION.match(words) or forms.ANSWER.match(words)
    if not found or found.end() < len(words):
        return None
    return found["label"] or ""


def _looks_like_heading(words: str) -> bool:
    """Tell whether words are short, begin with a capital and end no sentence."""
    return (
        3 < len(words) <= _LONGEST_HEADING
        and (words[0].isupper() or words[0].isdigit() or words[0] in "«“‘'\"")
        and len(words.split()) <= _MOST_HEADING_WORDS
        and not _ENDS_PROSE.search(words if _STATES.search(words) else words.removesuffix("c.s."))
        and not forms.UNFINISHED.search(words)
        and any(letter.isalpha() for letter in words)
    )


def _depth(levels: list[str], label: str) -> int:
    """Give the depth of an item by the sort of its label: a sort seen before in this list closes those inside it."""
    roman = label.isupper() and set(label) <= set("IVX")
    sort = "1" if label.isdecimal() else "I" if roman else "a" if label.isalpha() and len(label) == 1 else label
    if sort in levels:
        del levels[levels.index(sort) + 1 :]
    else:
        levels.append(sort)
    return len(levels)
