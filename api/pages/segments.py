"""A text with marks over it, cut into flat segments: marks may nest and overlap, HTML elements may not.

Offsets are Unicode code points, half-open, as everywhere. What is written holds the text and nothing but the text: with
the tags taken out it is the text again, so that copying from a page gives what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markupsafe import Markup, escape

__all__ = ["Mark", "Segment", "cut", "write"]

Layer = Literal["mention", "statement", "note", "aside"]
"""`note` is the mark of a footnote; `aside` is what converters left, and the words of notes: they look different."""

_KEPT = str.maketrans({"\r": "&#13;", "\x00": "\ufffd"})
"""A parser of HTML would make a line feed of a lone carriage return, and drop a null."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that something is known of."""

    start: int
    end: int
    layer: Layer
    key: str
    """What the page calls it: the number of a statement's card or of a named thing; empty for an aside."""
    style: str
    """A class of its own: the type of a mention, the kind of an aside."""
    anchor: str = ""
    """The fragment by which others link to it."""
    target: str = ""
    """The fragment of the page that says what was read here; of a note's mark the note, of a note's words its mark."""
    hint: str = ""
    """A few words for who points at it, or what the way back from a note is called."""
    label: str = ""
    """What the type is called, for who asks to see the types."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch over which the same marks lie."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    """The longest first."""


def cut(length: int, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Cut a text into segments, in order, with neither gap nor overlap.

    Args:
        length: Code points of the text.
        marks: In any order; what lies outside the text is left out, what is empty as well.
    """
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= length]
    ordered = sorted(kept, key=lambda mark: (mark.start, -mark.end))
    edges = sorted({0, length, *(mark.start for mark in kept), *(mark.end for mark in kept)})
    active: list[Mark] = []
    ahead = 0
    for start, end in pairwise(edges):
        active = [mark for mark in active if mark.end > start]
        while ahead < len(ordered) and ordered[ahead].start <= start:
            active.append(ordered[ahead])
            ahead += 1
        yield Segment(start, end, tuple(sorted(active, key=lambda mark: (mark.start - mark.end, mark.start))))


def write(text: str, segments: Iterable[Segment]) -> Markup:
    """Write segments as HTML.

    The first segment of a mark that leads somewhere is a link, so that the keyboard gets there and that it works
    without scripts; the others carry the same data for scripts, and are no stops for the keyboard.
    """
    return Markup("").join(_segment(text[each.start : each.end], each) for each in segments)


def _segment(words: str, segment: Segment) -> Markup:
    shown = Markup(str(escape(words)).translate(_KEPT))
    if not segment.marks:
        return shown
    begins = [mark for mark in segment.marks if mark.start == segment.start]
    # A note is shown whole where an address leads to it; a passage that begins with it is lit up by the script.
    anchors = [mark.anchor for mark in sorted(begins, key=lambda mark: mark.layer != "aside") if mark.anchor]
    leads = [
        mark
        for mark in segment.marks
        if mark.target and mark.layer != "aside" and (mark in begins or mark.layer == "statement")
    ]
    attributes = _attributes(segment.marks)
    if anchors:
        attributes.append(f'id="{escape(anchors[0])}"')
    if label := next((mark.label for mark in begins if mark.label), ""):
        attributes.append(f'data-l="{escape(label)}"')
    extra = "".join(f'<i id="{escape(anchor)}"></i>' for anchor in anchors[1:])
    back = "".join(_way_back(mark) for mark in segment.marks if mark.end == segment.end)
    if begins and leads:
        # The statement is what was read; a mention alone leads to the thing that it names.
        best = min(leads, key=lambda mark: (_RANK[mark.layer], mark.end - mark.start))
        attributes.append(f'href="#{escape(best.target)}"')
        return Markup(f"{extra}<a {' '.join(attributes)}>{shown}</a>{back}")
    return Markup(f"{extra}<span {' '.join(attributes)}>{shown}</span>{back}")


_RANK: dict[Layer, int] = {"note": 0, "statement": 1, "mention": 2, "aside": 3}


def _way_back(mark: Mark) -> str:
    """Write the link from a note's words to its mark: without words of its own, so that copying gives the text."""
    if mark.layer != "aside" or not mark.target:
        return ""
    return f'<a class="back" role="doc-backlink" href="#{escape(mark.target)}" aria-label="{escape(mark.hint)}"></a>'


def _attributes(marks: Sequence[Mark]) -> list[str]:
    statements = [mark for mark in marks if mark.layer == "statement"]
    mentions = [mark for mark in marks if mark.layer == "mention"]
    notes = [mark for mark in marks if mark.layer == "note"]
    classes = list(dict.fromkeys(mark.style for mark in marks if mark.layer in ("aside", "note")))
    if mentions:
        classes += ["m", mentions[-1].style]
    if statements:
        classes.append("s" if len(statements) == 1 else "s ss")
    found = [f'class="{escape(" ".join(classes))}"']
    for name, group in (("s", statements), ("e", mentions)):
        keys = dict.fromkeys(mark.key for mark in group if mark.key)
        if keys:
            found.append(f'data-{name}="{escape(" ".join(keys))}"')
    if notes:
        found.append('role="doc-noteref"')
    hints = dict.fromkeys(mark.hint for mark in (*notes, *mentions) if mark.hint)
    if hints:
        found.append(f'title="{escape("; ".join(hints))}"')
    return found
