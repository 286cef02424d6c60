"""Marks of footnotes that a text has lost: "de motie Jansen1 over …", "in 20212 is", where no note stands below.

A copy of a paper's beginning has the marks without their notes, and its converter has glued them to the words. A number
glued to a word, to a year or to a closing sign is such a mark only when it counts on from the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Span
from graph_builder.read import forms

_GLUED = re.compile(
    r"(?:(?<=[a-zà-ÿ]{3})|(?<=[a-zà-ÿ»”’)][.,;:?!])|(?<=[»”’)])|(?<=\s(?:19|20)\d\d[.,;])"
    rf"|(?<=(?:{'|'.join(month[-3:] for month in forms.MONTHS)})\s(?:19|20)\d\d)"
    r"|(?<=\w{2}\s(?:19|20)\d\d(?=\d{1,2}\s[a-z])))"
    r"(?P<label>\d{1,2})(?=[\s.,;:?!)»”’]|$|[a-zà-ÿ]{2})"
)
_DIGIT = re.compile(r"\d")
_COUNTS = re.compile(r"\b(?:nrs?|artt?|blz|pag?|p|hfst|par|lid|bijl|tel|vol|no|ca|max|min)\.$", re.IGNORECASE)
_FARTHEST_BEFORE = 8
_MOST_LOST = 2
"""How many marks in a row may be lost themselves."""


def lost_marks(prose: str, taken: tuple[Span, ...]) -> Iterator[Span]:
    """Find the marks whose notes the text lacks.

    Args:
        prose: The text with its markup masked.
        taken: The marks found with their notes: where there are any, a text has not lost its notes.

    Yields:
        The marks, which count on from 1.
    """
    if taken:
        return
    last = 0
    # What stands before a mark is looked at only where there is a digit: a search would do so at every letter.
    for found in filter(None, (_GLUED.match(prose, digit.start()) for digit in _DIGIT.finditer(prose))):
        label = int(found["label"])
        follows = last < label <= last + 1 + (_MOST_LOST if last else 1)
        if follows and not _COUNTS.search(prose, max(0, found.start() - _FARTHEST_BEFORE), found.start()):
            last = label
            yield Span(*found.span("label"))
