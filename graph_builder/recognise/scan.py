"""The one pass of the automaton over a document: where names and triggers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from graph_builder.recognise.lexicon import Candidate, Lexicon
from graph_builder.recognise.view import View

_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’&-]*")
_FIGURE = re.compile(r"\d+")


class Hit(NamedTuple):
    """Words of the text that some entry is named by; whether they name it here is for `names` to say."""

    start: int
    end: int
    readings: Sequence[Candidate]


def scan(view: View, lexicon: Lexicon) -> tuple[View, list[Hit]]:
    """Run the automaton.

    Args:
        view: The document, its `anchors`, `capitals` and `figures` still empty.
        lexicon: Names and triggers.

    Returns:
        The view with its anchors, capitals and figures, and the hits of names: anchors and hits by where they start,
        the longest first.
    """
    hits: list[Hit] = []
    anchors: dict[str, list[tuple[int, int]]] = {}
    for pattern, start, end in lexicon.automaton.find_matches_as_indexes(f" {view.words} ", overlapping=True):
        readings = lexicon.candidates[pattern]
        if readings:
            hits.append(Hit(start, end - 2, readings))
        for group in lexicon.groups[pattern]:
            anchors.setdefault(group, []).append((start, end - 2))
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    ordered = {group: tuple(sorted(spans, key=_by_place)) for group, spans in anchors.items()}
    figures = [found.span() for found in _FIGURE.finditer(view.lower)]
    return replace(view, anchors=ordered, capitals=tuple(_capitals(view.text)), figures=figures), hits


def _by_place(span: tuple[int, int]) -> tuple[int, int]:
    """Order spans by where they start, the longest first."""
    return span[0], -span[1]


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """Give where the words stand that begin with a capital: before it is no letter, digit or hyphen."""
    for found in _CAPITALISED.finditer(text):
        start, end = found.span()
        if start == 0 or not ((before := text[start - 1]).isalnum() or before in "-_"):
            yield start, end
