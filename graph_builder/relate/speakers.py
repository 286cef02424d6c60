"""Who speaks in the report of a debate: only where a member of the government does, "ik" is the government."""

from __future__ import annotations

import re
from bisect import bisect_right

from graph_builder.model import Document

_NAME = r"[A-ZÀ-Þ][\w’'.-]*(?:\s+[\w’'.-]+){0,5}"
_TURN = re.compile(
    r"(?:^|(?<=[.?!)”]\s)|(?<=\n))\s*"
    r"(?:De\s+voorzitter|(?P<minister>(?:Minister(?:-president)?|Staatssecretaris)\s+" + _NAME + r")|"
    r"(?:De\s+heer|Mevrouw)\s+" + _NAME + r"\s*(?P<said>\([^()]{1,40}\)|,[^:.\n]{1,120})?)\s*:(?=\s)"
)
"""A speaker's line, before what is said: "De heer X (SP):", "Minister Y:", "De heer Z, minister van Defensie:"."""
_OFFICE = ("minister", "staatssecretaris")
_SENDER = ("letter", "answer")
"""Kinds of documents that have a sender, who is the first person everywhere."""


class Speakers:
    """Tells where the first person of a document is the government."""

    def __init__(self, document: Document) -> None:
        self._always = document.metadata.kind in _SENDER
        turns = [] if self._always or document.metadata.kind == "motion" else list(_TURN.finditer(document.text))
        self._starts = [turn.end() for turn in turns]
        self._office = [_holds_office(turn) for turn in turns]

    def government_at(self, at: int) -> bool:
        """Tell whether the government speaks at an offset."""
        turn = bisect_right(self._starts, at) - 1
        return self._always or (turn >= 0 and self._office[turn])


def _holds_office(turn: re.Match[str]) -> bool:
    described = turn["said"] or ""
    return turn["minister"] is not None or any(office in described.lower() for office in _OFFICE)
