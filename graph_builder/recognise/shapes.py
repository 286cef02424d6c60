"""What the recognisers of unregistered names share: capitalised words, and whether words stand in one block."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph_builder.model import Mention, MentionType, Span
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

CAP = r"(?!(?:EUR|USD|GBP|CHF)\s?\d)[A-ZÀ-ÖØ-Þ][\w'’&-]*"
"""A capitalised word, inner hyphens included; not the currency of a figure."""


def found_at(start: int, end: int, kind: MentionType = "Organisation") -> Mention:
    """Make a mention of something that the registry does not know."""
    return Mention(Span(start, end), kind)


def is_one_line(view: View, start: int, end: int) -> bool:
    """Tell whether words stand in one block: a line break inside a paragraph parts nothing, one between blocks does."""
    if "\n" not in view.text[start:end]:
        return True
    block = view.block_at(start)
    return block is not None and block == view.block_at(end - 1) and "\n\n" not in view.text[start:end]


def opener_length(words: str) -> int:
    """Give the length of the words that only open a sentence or belong to the Dutch around a name ("Heeft De …")."""
    openers = load_wordlists().set("organisations", "openers")
    length = 0
    for found in re.finditer(r"\S+\s?", words):
        if fold(found[0].strip()) not in openers:
            break
        length = found.end()
    return length


def explained(text: str, mentions: Iterable[Mention]) -> bytearray:
    """Mark what mentions cover: a byte a character of the text, 1 inside one of them."""
    covered = bytearray(len(text))
    for mention in mentions:
        covered[mention.span.start : mention.span.end] = b"\1" * (mention.span.end - mention.span.start)
    return covered
