"""The lines of a plain text and the paragraphs that they make up.

A text may have a line a paragraph, or paragraphs wrapped at a margin, or both; columns and indents come from printed
layouts. Lines are joined by what typesetting leaves behind: a full line, a word that goes on in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.model import Span
from graph_builder.read import forms

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_CELL_GAP = re.compile(r" {4,}|\t+ *")
MARKER = re.compile(
    r"(?P<bullet>[-–—•·▪●○◦■□➢✓*\uf000-\uf0ff]|o(?=\s{1,8}[A-Z]))\s+(?=\S)"
    r"|(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4}|[a-z])[.):]|\d{1,2}(?:\.\d{1,2}){1,3}|\([a-z\d]{1,2}\))\s+(?=\S)"
)
"""The bullet or number that opens a list item or a heading."""
NOTE_START = re.compile(
    r"(?:\[(?P<bracket>\d{1,3})\s?\]|\(?(?P<paren>\d{1,3})\)|(?P<dot>\d{1,2})\.(?=\s)|(?P<bare>\d{1,3})|(?P<raised>[¹²³⁰⁴-⁹]{1,3}))(?:\s+(?=\S)|(?=[A-Z«“(]))"
)
"""How a note begins in print: "3 Kamerstuk …", "[3] …", "3) …", "3BNR …"."""
_UNWRAPPED = 170
"""A margin wider than this is no margin: every line is a paragraph."""
_COLUMN_SHIFT = 8
_LONGEST_MARKER = 8
_WIDEST_SIDE_CELL = 40
_LONGEST_TITLE = 12
_LONGEST_MINISTRY = 60
_LONGEST_OPEN_PARAGRAPH = 200
_MOST_NAME_WORDS = 4
_SHORTEST_BROKEN = 20
_SIDE_START = 45
_SIDE_SHARE = 0.2
_ENDS_SENTENCE = re.compile(r"[.?!:;][»”’\"')\]]*\s*\d{0,3}$")
_LAST_BUT_ONE = re.compile(r"[;,]\s(?:en|of)$")
"""How the last but one item of a list ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line's words, or a cell's where a line is set in columns."""

    start: int
    end: int
    words: str
    column: int
    blank_before: bool
    first_cell: bool

    @property
    def margin(self) -> int:
        """The column at which the words end."""
        return self.column + len(self.words)


def lines_of(prose: str) -> tuple[list[Line], list[Span]]:
    """Cut a text (artefacts masked) into lines and cells; give the page furniture apart."""
    lines: list[Line] = []
    furniture: list[Span] = []
    blank = True
    last_end = 0
    for found in _LINE.finditer(prose):
        blank = blank or prose.count("\n", last_end, found.start()) > 1 or "\r\r" in prose[last_end : found.start()]
        last_end = found.end()
        whole = found.group().rstrip()
        words = whole.lstrip()
        if not words:
            blank = True
        elif len(words) < 160 and forms.FURNITURE.match(words):
            furniture.append(Span(found.start() + len(whole) - len(words), found.start() + len(whole)))
            blank = True
        else:
            lines.extend(_cells(found.start(), whole, blank))
            blank = False
    return lines, furniture


def _cells(start: int, whole: str, blank: bool) -> Iterator[Line]:
    """Cut a line where a wide gap separates two columns."""
    at = len(whole) - len(whole.lstrip())
    first = True
    gaps = _CELL_GAP.finditer(whole, at) if "    " in whole or "\t" in whole else ()
    for gap in [*gaps, None]:
        end = gap.start() if gap else len(whole)
        if gap and first and _is_marker(whole[at:end]):
            continue
        if end > at:
            yield Line(start + at, start + end, whole[at:end], at, blank and first, first)
            first = False
        at = gap.end() if gap else end


def _is_marker(words: str) -> bool:
    """Tell whether words are but the bullet or number before a wide gap or tab."""
    found = MARKER.match(words + " x") or NOTE_START.match(words + " x")
    return len(words) <= _LONGEST_MARKER and found is not None and found.end() > len(words)


def side_column(lines: list[Line]) -> list[Line]:
    """Give the lines and cells that stand in a narrow column beside the text: the sender's address, on every page."""
    wrap = _wrap_column(lines)
    if wrap is None:
        return []
    beside = [line for line in lines if line.column >= 0.9 * wrap and len(line.words) <= _WIDEST_SIDE_CELL]
    size = sum(len(line.words) for line in lines)
    # A second column of prose is no margin.
    return beside if sum(len(line.words) for line in beside) < _SIDE_SHARE * size else []


def paragraphs(lines: list[Line]) -> list[list[Line]]:
    """Join the lines that belong to one paragraph."""
    wrap = _wrap_column(lines)
    joined: list[list[Line]] = []
    for line in lines:
        if joined and _continues(joined[-1], line, wrap):
            joined[-1].append(line)
        else:
            joined.append([line])
    return joined


def _wrap_column(lines: list[Line]) -> int | None:
    """Give the column at which the text is wrapped; None where every line is a paragraph."""
    ends = sorted(
        line.margin
        for line, following in pairwise(lines)
        if not following.blank_before and line.first_cell and line.column < _SIDE_START and len(line.words) > 25
    )
    if len(ends) < 2:
        return None
    column = ends[int(0.9 * (len(ends) - 1))]
    return column if column <= _UNWRAPPED else None


def _continues(paragraph: list[Line], line: Line, wrap: int | None) -> bool:
    """Tell whether `line` goes on with the paragraph."""
    last = paragraph[-1]
    if not line.first_cell:
        return False
    if not line.blank_before and role_goes_on(last.words, line.words):
        return True
    if stands_alone(last.words, line.words):
        return False
    if abs(line.column - last.column) > _COLUMN_SHIFT and not last.first_cell:
        return False
    if line.blank_before:
        return False
    opens = opens_item(last.words, line.words)
    if _is_unfinished(paragraph, opens=opens) or (
        _goes_on(line.words) and not _ENDS_SENTENCE.search(_ABBREVIATED.sub("", last.words))
    ):
        return True
    return wrap is not None and not opens and _is_full(last, line, wrap)


_ABBREVIATED = re.compile(r"(?<![\w.])(?:(?:[a-z]\.){2,}|(?:nrs?|jl|mln|mld|art|dr|prof)\.)$")
"""An abbreviation at a line's end, whose full stop ends no sentence: "motie van het lid Jansen c.s."."""


def role_goes_on(last: str, words: str) -> bool:
    """Tell whether a role is cut at a comma of its ministry's name: "de minister van Onderwijs," "Cultuur en …,"."""
    return (
        last.endswith(",")
        and words.endswith(",")
        and len(words) <= _LONGEST_MINISTRY
        and bool(forms.SIGNATORY.match(last))
        and not forms.SIGNATORY.match(words)
        and not forms.ON_BEHALF.match(words)
    )


def _is_unfinished(paragraph: list[Line], *, opens: bool) -> bool:
    """Tell whether a line lacks its end: a lone bullet, an open bracket or quotation, half a title, a motion's part.

    `opens` says whether the next line looks like an item, which only a bracket or a lone bullet can contain.
    """
    first, words = paragraph[0].words, paragraph[-1].words
    if len(words) == 1 and MARKER.match(words + " x"):
        return True
    if forms.OPEN_TITLE.match(first):
        return len(paragraph) < _LONGEST_TITLE and not words.endswith(".")
    broken = words[-1] == "-" and words[-2:-1].isalnum()
    if broken or _is_open_motion_part(first, words) or forms.UNFINISHED.search(words):
        return not opens and len(paragraph) < _LONGEST_OPEN_PARAGRAPH
    return words.count("«") > words.count("»") or words.count("(") > words.count(")")


def _is_open_motion_part(first: str, last: str) -> bool:
    """Tell whether a part of a motion has not come to its comma, semicolon or stop."""
    return bool(forms.MOTION_LINE.match(first)) and last[-1] not in ".,;:"


def _is_full(last: Line, line: Line, wrap: int) -> bool:
    """Tell whether the next line's first word would not have fitted; a line that ends a sentence must be fuller."""
    first_word = len(line.words.split(None, 1)[0])
    slack = 2 if _ENDS_SENTENCE.search(last.words) else 8
    return last.margin + 1 + first_word > wrap - slack


def stands_alone(last: str, words: str) -> bool:
    """Tell whether one of two lines is of a set form that is a block of its own."""
    return bool(
        forms.QUESTION.match(last)
        or forms.ANSWER.match(last)
        or forms.QUESTION.match(words)
        or forms.ANSWER.match(words)
        or forms.MOTION_OPENING.match(last)
        or forms.MOTION_LINE.match(words)
        or (forms.MOTION_PART_END.match(last) and forms.MOTION_REQUEST.match(words))
        or (forms.MOTION_CLOSING.match(last) and forms.NAME_LINE.match(words))
        or forms.TITLE_LINE.match(words)
        or forms.WEB_HEAD.match(words)
        or forms.WEB_HEAD_END.match(last)
        or forms.CLOSING.match(last)
        or forms.CLOSING.match(words)
        or forms.NOTES_HEADING.match(last)
        or forms.SALUTATION.match(last)
        or (len(last) < 100 and last.endswith(",") and forms.SIGNATORY.match(last))
        or forms.COMMITTEE_SIGNATORY.match(last)
        or forms.COMMITTEE_SIGNATORY.match(words)
    )


def opens_item(last: str, words: str, *, notes: bool = True) -> bool:
    """Tell whether a line opens with a bullet or number; a letter ("X. De ambassade") must follow a full stop.

    `notes` says whether it may be a note in print, which opens with its bare number.
    """
    found = MARKER.match(words)
    if found and words[0] == "(" and forms.UNFINISHED.search(last):
        return False
    if found and found["number"] and found["number"][0].isalpha():
        return bool(_ENDS_SENTENCE.search(last) or _LAST_BUT_ONE.search(last))
    return bool(found or (notes and NOTE_START.match(words))) and not forms.STARTS_WITH_DATE.match(words)


def broken_off(words: str, following: str) -> bool:
    """Tell whether a paragraph stops in mid-sentence, as at the foot of a page, and the next one is its rest.

    A note never goes on in the text.
    """
    note = NOTE_START.match(words)
    if _is_open_motion_part(words, words):
        is_name = len(following.split()) <= _MOST_NAME_WORDS and forms.NAME_LINE.match(following)
        return not is_name and not stands_alone(words, following) and not opens_item(words, following)
    return (
        len(words) >= _SHORTEST_BROKEN
        and (words[-1].isalnum() or words[-1] in ",-")
        and (note is None or note.lastgroup == "dot")
        and _goes_on(following)
        and not stands_alone(words, following)
    )


def _goes_on(words: str) -> bool:
    """Tell whether a line can only be the rest of a sentence."""
    if MARKER.match(words):
        return False
    return words[0].islower() or bool(forms.STARTS_WITH_DATE.match(words))
