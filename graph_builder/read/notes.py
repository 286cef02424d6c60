"""Footnotes of a printed text: "3 Kamerstuk 21 501-02, nr. 2733" at the foot of a page or under "Noten".

Nothing but a number ties such a note to its mark, and numbers are everywhere. So a block counts as a note only when its
number follows on that of the note before it and its mark is found in the text above, after the mark before; and a bare
number counts as a mark only when there is a note for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from graph_builder.model import Footnote, Span
from graph_builder.read import forms
from graph_builder.read.lines import NOTE_START

_LABEL_LIMIT = 400
_MARKS = {
    "bracket": re.compile(r"\[(?P<bracket>\d{1,3})\s?\]"),
    "paren": re.compile(r"(?<=[\s.,;:?!»”’\"'\w])(?<![\d-])(?<![:;]\s)\(?(?P<paren>\d{1,3})\)(?=[\s.,;:?!]|$)"),
    "raised": re.compile(r"(?P<raised>[¹²³⁰⁴-⁹]{1,3})"),
    "after stop": re.compile(r"(?<=[.?!»”’\"')\],;:])[ \u00a0]?(?P<digits>\d{1,3})(?=[\s.,;:?!)»”]|$)(?![.,]\d)"),
    "before stop": re.compile(r"(?<=[^\W\d])[ \u00a0]?(?P<digits>\d{1,3})(?=[.,;:?!)»”](?:\s|$)|\s?$)", re.MULTILINE),
    "after word": re.compile(r"(?<=[^\W\d_]{2})[ \u00a0](?P<digits>\d{1,3})(?= [^\W\d]|\s?[?!»”;:]|\n)"),
    "alone": re.compile(r"^[ \t]*(?P<digits>\d{1,3})[ \t]*$", re.MULTILINE),
    "glued": re.compile(r"(?<=[a-zà-ÿ]{3})(?P<digits>\d{1,3})(?=[\s.,;:?!)]|$)"),
}
"""The forms of a mark, the clearest first: [1], 1), ¹, then bare digits by what stands before and behind them."""
_CLEAR = ("bracket", "paren", "raised")
_MARKED_BY = {
    "bracket": ("bracket",),
    "paren": ("paren",),
    "dot": ("paren",),
    "raised": ("raised",),
    "bare": (*(kind for kind in _MARKS if kind != "bracket"), "bracket"),
}
"""By which marks a note of each form is marked."""
_RAISED = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_COUNTED = re.compile(
    rf"\s(?:{'|'.join(forms.MONTHS)}|procent|miljoen|miljard|mln|mld|euro|jaar|maanden|weken|dagen|uur|keer|jarige)\b"
)
_NUMBERED = re.compile(
    r"(?:\b(?:nr|nrs|fiche|pagina|art|artikel|artikelen|lid|vraag|vragen|antwoord|item|blz|p|bijlage|hoofdstuk|paragraaf|tabel|figuur"
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
    form: str
    """How its label is written: "bracket" for [1], "paren" for 1), "dot" for 1., "raised" for ¹, "bare" for 1."""
    label_span: Span
    body: Span
    after_heading: bool
    alone: bool = False
    """Whether its label is a block of its own."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The printed notes of a text."""

    blocks: dict[int, Candidate]
    """The blocks that are notes, by their place among all blocks."""
    lone_labels: frozenset[int]
    """The blocks that are but the label of the note below."""
    footnotes: tuple[Footnote, ...]
    marks: tuple[Span, ...]
    """Every mark, also a second one of the same note."""


def find_notes(prose: str, blocks: list[Span], labels: list[str], *, bare: bool = True) -> Notes:
    """Find the notes among `blocks` and tie them to their marks.

    Args:
        prose: The text with converter artefacts masked.
        blocks: The blocks of the text, in order.
        labels: The number that the format itself gives each block, as a list item; "" for none.
        bare: Whether notes may have a bare number; not where the format itself has told the notes.
    """
    candidates = [item for item in _candidates(prose, blocks, labels) if bare or item.form != "bare"]
    tail = _tail(prose, blocks, candidates)
    candidates = [item for item in candidates if item.form != "dot" or item.block >= tail]
    if not candidates:
        return Notes({}, frozenset(), (), ())
    marks = _Marks(prose, candidates)
    chosen: dict[int, Candidate] = {}
    footnotes: list[Footnote] = []
    # A paper may have two sets of notes, as when questions bear 1) and answers [1].
    for form, kinds in _MARKED_BY.items():
        numbered = list(_numbered([item for item in candidates if item.form == form], marks, kinds, blocks))
        chosen.update((item.block, item) for item, _ in numbered)
        footnotes.extend(Footnote(str(item.label), mark, item.body) for item, mark in numbered if mark)
        if numbered:
            marks.take(kinds[0])
    lone = {place - 1 for place, item in chosen.items() if place and item.label_span.end <= blocks[place - 1].end}
    return Notes(chosen, frozenset(lone), tuple(footnotes), marks.all_of(footnotes))


def _tail(prose: str, blocks: list[Span], candidates: list[Candidate]) -> int:
    """Give the place from which a text is but notes: only there is "1." a note rather than an item of a list."""
    noted = {item.block for item in candidates}
    place = len(blocks)
    while place and (place - 1 in noted or forms.NOTES_HEADING.match(blocks[place - 1].of(prose)[:_LABEL_LIMIT])):
        place -= 1
    return place


def _numbered(
    candidates: list[Candidate], marks: _Marks, kinds: tuple[str, ...], blocks: list[Span]
) -> Iterator[tuple[Candidate, Span | None]]:
    """Give the candidates of one form that are notes, each with its mark: they count on from 1, as do their marks.

    A run of notes is one page's, or the list at the end; one of its marks may be lost, not all of them.
    """
    last_label, last_mark, run_end = 0, -1, -1
    for run in _runs(candidates):
        found: list[tuple[Candidate, Span | None]] = []
        for item in run:
            if item.label != last_label + len(found) + 1 and not item.after_heading:
                continue
            mark = marks.find(item, kinds, (last_mark, run_end), blocks[item.block].start)
            last_mark = mark.start if mark else last_mark
            found.append((item, mark))
        marked = sum(mark is not None for _, mark in found)
        if found and (2 * marked >= len(found) or found[0][0].after_heading):
            yield from found
            last_label = found[-1][0].label
        run_end = blocks[run[-1].block].end


def _runs(candidates: list[Candidate]) -> Iterator[list[Candidate]]:
    """Give the candidates that follow each other without another block between."""
    run: list[Candidate] = []
    for item in candidates:
        if run and item.block > run[-1].block + (2 if item.alone else 1):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _candidates(prose: str, blocks: list[Span], labels: list[str]) -> list[Candidate]:
    found: list[Candidate] = []
    after_heading = False
    alone: Span | None = None
    for place, span in enumerate(blocks):
        head = prose[span.start : min(span.end, span.start + _LABEL_LIMIT)]
        start = NOTE_START.match(head)
        if labels[place].isdecimal():
            found.append(Candidate(place, int(labels[place]), "dot", Span(span.start, span.start), span, after_heading))
            alone = None
        elif start and len(head) > start.end() and not forms.STARTS_WITH_DATE.match(head):
            alone = None
            form = start.lastgroup or "bare"
            body = Span(span.start + start.end(), span.end)
            label = Span(span.start, body.start)
            found.append(Candidate(place, int(start[form].translate(_RAISED)), form, label, body, after_heading))
        elif alone is not None and not forms.QUESTION.match(head) and not forms.ANSWER.match(head):
            found.append(Candidate(place, int(alone.of(prose)), "bare", alone, span, after_heading, alone=True))
            alone = None
        else:
            # A number on a line of its own may be the label of the note below it.
            alone = span if head.isdecimal() and len(head) <= 3 else None
            after_heading = bool(forms.NOTES_HEADING.match(head))
    return found


class _Marks:
    """Where the text has numbers that may mark notes, by the form of the mark, the clearest forms first."""

    def __init__(self, prose: str, candidates: list[Candidate]) -> None:
        self._prose = prose
        self._labels = {candidate.label for candidate in candidates}
        self._label_spans = [candidate.label_span for candidate in candidates]
        self._ranks: dict[str, dict[int, list[Span]]] = {}
        self._taken: set[str] = set()

    def take(self, kind: str) -> None:
        """Keep the marks of a form for the notes that have been found with it."""
        self._taken.add(kind)

    def find(self, item: Candidate, kinds: tuple[str, ...], after: tuple[int, int], before: int) -> Span | None:
        """Give the clearest mark of a note above it: past the last notes, else past the last mark."""
        for lower in (max(after), after[0]):
            for kind in kinds:
                spans = self._of(kind).get(item.label, []) if kind not in self._taken else []
                place = bisect_left(spans, Span(lower + 1, 0))
                if place < len(spans) and spans[place].start < before:
                    return spans[place]
        return None

    def all_of(self, footnotes: list[Footnote]) -> tuple[Span, ...]:
        """Give the marks of the notes, and every further clear mark with one of their labels."""
        labels = {int(note.label) for note in footnotes}
        spans = {note.mark for note in footnotes}
        for kind in _CLEAR if labels else ():
            spans.update(span for label in labels for span in self._of(kind).get(label, ()))
        return tuple(sorted(spans))

    def _of(self, kind: str) -> dict[int, list[Span]]:
        """Give the marks of a form by their labels; they are sought when a note is first looked for by that form."""
        if kind not in self._ranks:
            self._ranks[kind] = self._collect(_MARKS[kind])
        return self._ranks[kind]

    def _collect(self, pattern: re.Pattern[str]) -> dict[int, list[Span]]:
        by_label: dict[int, list[Span]] = {}
        for found in pattern.finditer(self._prose):
            group = found.lastgroup or ""
            number = int(found[group].translate(_RAISED))
            if number not in self._labels or self._is_label(found.start(group)):
                continue
            bare = group == "digits" or (group == "paren" and _closes_bracket(self._prose, found))
            span = Span(found.start(group), found.end(group)) if bare else Span(*found.span())
            if not bare or _is_bare_mark(self._prose, span):
                by_label.setdefault(number, []).append(span)
        return by_label

    def _is_label(self, offset: int) -> bool:
        """Tell whether an offset lies in the label of a block that may be a note."""
        place = bisect_left(self._label_spans, Span(offset + 1, 0)) - 1
        return place >= 0 and offset < self._label_spans[place].end


def _closes_bracket(prose: str, found: re.Match[str]) -> bool:
    """Tell whether the bracket behind a number closes one that was opened in the words before it."""
    before = prose[max(0, found.start() - 300) : found.start("paren")]
    return before.count("(") > before.count(")") and not before.endswith("(")


def _is_bare_mark(prose: str, span: Span) -> bool:
    """Tell a bare number that may mark a note from one that counts or names something."""
    before = prose[max(0, span.start - 24) : span.start].rstrip()
    return not (_NUMBERED.search(before) or _COUNTED.match(prose, span.end, span.end + 14))
