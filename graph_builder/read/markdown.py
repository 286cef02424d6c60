"""Markdown to Draft: the text stays as it is; what only marks it up is markup."""

from __future__ import annotations

import re

from graph_builder.model import Block, Span
from graph_builder.read.decode import decode
from graph_builder.read.draft import Draft
from graph_builder.read.text import check_length, draft_text

_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---[ \t]*(?=\r?\n)", re.DOTALL)
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]+(?=\S)(?P<words>[^\n]*)", re.MULTILINE)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])[^*\n]{1,2000}(?<=[^\s*])(\*{1,3})(?![\w*])")
_RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)


def read_markdown(data: bytes, name: str) -> Draft:
    """Read Markdown.

    Raises:
        EmptyDocumentError: There is nothing but white space.
        UnknownFormatError: The bytes are no text.
        ReadError: The text is longer than any paper.
    """
    text = check_length(decode(data, name), name)
    markup = [Span(*found.span()) for pattern in (_FRONT_MATTER, _RULE, _QUOTE) for found in pattern.finditer(text)]
    headings: dict[int, int] = {}
    for found in _HEADING.finditer(text):
        markup.append(Span(found.start(), found.start("words")))
        headings[found.start("words")] = len(found["marks"])
    for found in _EMPHASIS.finditer(text):
        markup.extend(Span(*found.span(group)) for group in (1, 2))
    draft = draft_text(text, "md", tuple(sorted(markup)))
    return _with_headings(draft, headings)


def _with_headings(draft: Draft, headings: dict[int, int]) -> Draft:
    """Make the blocks that begin where a heading does headings; a heading is one line."""
    blocks: list[Block] = []
    for block in draft.blocks:
        level = headings.get(block.span.start)
        end = draft.text.find("\n", block.span.start, block.span.end)
        if level is None:
            blocks.append(block)
            continue
        first = Span(block.span.start, end if end >= 0 else block.span.end)
        blocks.append(Block(first, "heading", level))
        rest = draft.text[first.end : block.span.end]
        if rest.strip():
            start = first.end + len(rest) - len(rest.lstrip())
            blocks.append(Block(Span(start, block.span.end), "paragraph"))
    return Draft(draft.text, draft.format, tuple(blocks), draft.markup, draft.footnotes, draft.pages)
