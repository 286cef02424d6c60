"""What the recognisers of unregistered names share: capitalised words, and whether words stand in one block."""

from __future__ import annotations

import re

from graph_builder.model import Mention, MentionType, Span
from graph_builder.recognise.view import View

CAP = r"[A-ZÀ-ÖØ-Þ][\w'’&-]*"
"""A capitalised word, inner hyphens included."""


def found_at(start: int, end: int, kind: MentionType = "Organisation") -> Mention:
    """Make a mention of something that the registry does not know."""
    return Mention(Span(start, end), kind)


def is_one_line(view: View, start: int, end: int) -> bool:
    """Tell whether words stand in one block: a line break inside a paragraph parts nothing, one between blocks does."""
    if "\n" not in view.text[start:end]:
        return True
    block = view.block_at(start)
    return block is not None and block == view.block_at(end - 1) and "\n\n" not in view.text[start:end]


def ends_word(view: View, end: int) -> bool:
    """Tell whether a word ends at a place: no letter, digit or hyphen follows."""
    return re.compile(r"[\w-]").match(view.text, end) is None
