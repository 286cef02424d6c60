"""Footnotes of a printed text: "3 Kamerstuk 21 501-02, nr. 2733" at the foot of a page or under "Noten".

Nothing but a number ties such a note to its mark, and numbers are everywhere. So a block counts as a note only when its
number follows on that of the note before it and its mark is found in the text above, after the mark before; and a bare
number counts as a mark only when there is a note for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from graph_builder.model import Footnote, Span
from graph_builder.read import forms
from graph_builder.read.lines import NOTE_START

_LABEL_LIMIT = 400
_CLEAR_MARK = re.compile(
    r"\[(?P<bracket>\d{1,3})\s?\]|(?<=[\s.,;:?!»”’\"'\w])\(?(?P<paren>\d{1,3})\)(?=[\s.,;:?!]|$)|(?P<raised>[¹²³⁰⁴-⁹]{1,3})"
)
_AFTER_STOP = re.compile(r"(?<=[.?!»”’\"')\],;:])[ \u00a0]?(?P<digits>\d{1,3})(?=[\s.,;:?!)»”]|$)(?![.,]\d)")
_BEFORE_STOP = re.compile(r"(?<=[^\W\d])[ \u00a0]?(?P<digits>\d{1,3})(?=[.,;:?!)»”](?:\s|$)|\s?$)", re.MULTILINE)
_AFTER_WORD = re.compile(r"(?<=[^\W\d_]{2})[ \u00a0](?P<digits>\d{1,3})(?= [^\W\d]|\s?[?!]|\n)")
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})(?P<digits>\d{1,3})(?=[\s.,;:?!)]|$)")
_RAISED = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_COUNTED = re.compile(
    rf"\s(?:{'|'.join(forms.MONTHS)}|procent|miljoen|miljard|mln|mld|euro|jaar|maanden|weken|dagen|uur|keer|jarige)\b"
)
_NUMBERED = re.compile(
    r"(?:\b(?:nr|nrs|art|artikel|artikelen|lid|vraag|vragen|antwoord|item|blz|p|bijlage|hoofdstuk|paragraaf|tabel|figuur"
    r"|fase|groep|categorie|box|deel|punt|stap|spoor|pijler|doel|SDG|cluster|onderdeel|klasse|en|t/m|van|in|de|het|circa|ruim"
    r"|bijna|ongeveer|per|om|met|op|na|tot|kamerstuk|kamerstukken|datum)\.?)$",
    re.IGNORECASE,
)
"""Words after which a number counts or names something, and marks no note."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that begins as a note does."""

    block: int
    label: int
    body: Span
    after_heading: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """The printed notes of a text."""

    blocks: dict[int, Candidate]
    """The blocks that are notes, by their place among all blocks."""
    footnotes: tuple[Footnote, ...]
    marks: tuple[Span, ...]
    """Every mark, also a second one of the same note."""


def find_notes(prose: str, blocks: list[Span]) -> Notes:
    """Find the notes among `blocks` and tie them to their marks.

    Args:
        prose: The text with converter artefacts masked.
        blocks: The blocks of the text, in order.
    """
    candidates = _candidates(prose, blocks)
    if not candidates:
        return Notes({}, (), ())
    marks = _Marks(prose, {candidate.label for candidate in candidates}, [blocks[item.block] for item in candidates])
    chosen: dict[int, Candidate] = {}
    footnotes: list[Footnote] = []
    last_label, last_mark, run_end = 0, -1, -1
    previous: Candidate | None = None
    for item in candidates:
        after_heading = item.after_heading or bool(
            previous and chosen.get(previous.block) and previous.after_heading and item.block == previous.block + 1
        )
        if previous and item.block != previous.block + 1:
            run_end = blocks[previous.block].end
        previous = Candidate(item.block, item.label, item.body, after_heading)
        mark = marks.find(item.label, last_mark, run_end, blocks[item.block].start)
        if mark is None and not after_heading:
            continue
        if item.label <= last_label or (not after_heading and item.label != last_label + 1):
            continue
        chosen[item.block] = previous
        last_label = item.label
        if mark:
            last_mark = mark.start
            footnotes.append(Footnote(str(item.label), mark, item.body))
    return Notes(chosen, tuple(footnotes), marks.all_of(footnotes))


def _candidates(prose: str, blocks: list[Span]) -> list[Candidate]:
    found: list[Candidate] = []
    after_heading = False
    for place, span in enumerate(blocks):
        head = prose[span.start : min(span.end, span.start + _LABEL_LIMIT)]
        start = NOTE_START.match(head)
        if start and len(head) > start.end():
            label = int(start["a"] or start["b"] or start["c"])
            found.append(Candidate(place, label, Span(span.start + start.end(), span.end), after_heading))
        else:
            after_heading = bool(forms.NOTES_HEADING.match(head))
    return found


class _Marks:
    """Where the text has numbers that may mark notes, the clearest ones first."""

    def __init__(self, prose: str, labels: set[int], note_blocks: list[Span]) -> None:
        self._note_starts = [span.start for span in note_blocks]
        self._note_ends = [span.end for span in note_blocks]
        self._ranks: list[dict[int, list[Span]]] = [
            self._collect(pattern, prose, labels)
            for pattern in (_CLEAR_MARK, _AFTER_STOP, _BEFORE_STOP, _AFTER_WORD, _GLUED)
        ]

    def find(self, label: int, after: int, run_end: int, before: int) -> Span | None:
        """Give the clearest mark of `label` before its note: past the last notes, else past the last mark."""
        for lower in (max(after, run_end), after):
            for rank in self._ranks:
                spans = rank.get(label, [])
                place = bisect_left(spans, Span(lower + 1, 0))
                if place < len(spans) and spans[place].start < before:
                    return spans[place]
        return None

    def all_of(self, footnotes: list[Footnote]) -> tuple[Span, ...]:
        """Give the marks of the notes, and every further clear mark with one of their labels."""
        labels = {int(note.label) for note in footnotes}
        spans = {note.mark for note in footnotes}
        for label in labels:
            spans.update(self._ranks[0].get(label, ()))
        return tuple(sorted(spans))

    def _collect(self, pattern: re.Pattern[str], prose: str, labels: set[int]) -> dict[int, list[Span]]:
        by_label: dict[int, list[Span]] = {}
        for found in pattern.finditer(prose):
            group = found.lastgroup or ""
            number = int(found[group].translate(_RAISED))
            if number not in labels or self._inside_note(found.start()):
                continue
            bare = group == "digits" or (group == "paren" and _closes_bracket(prose, found))
            span = Span(found.start(group), found.end(group)) if bare else Span(*found.span())
            if pattern is _CLEAR_MARK or _is_bare_mark(prose, span):
                by_label.setdefault(number, []).append(span)
        return by_label

    def _inside_note(self, offset: int) -> bool:
        """Tell whether an offset is the label of a candidate block."""
        place = bisect_left(self._note_starts, offset + 1) - 1
        return place >= 0 and offset < self._note_starts[place] + 6


def _closes_bracket(prose: str, found: re.Match[str]) -> bool:
    """Tell whether the bracket behind a number closes one that was opened in the words before it."""
    before = prose[max(0, found.start() - 300) : found.start("paren")]
    return before.count("(") > before.count(")") and not before.endswith("(")


def _is_bare_mark(prose: str, span: Span) -> bool:
    """Tell a bare number that may mark a note from one that counts or names something."""
    before = prose[max(0, span.start - 24) : span.start].rstrip()
    return not (_NUMBERED.search(before) or _COUNTED.match(prose, span.end, span.end + 14))
