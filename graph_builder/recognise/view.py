"""A document as the recognisers look at it: artefacts blanked, letters folded, offsets kept.

Recognisers search `lower` (for patterns) or `words` (for names) and report spans of `text`; all three have the same
length. Where folding must change the length (ligatures, combining accents), `text` itself is the healed text and
`shifts` lead back to the document's own offsets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from graph_builder.model import Block, Document, Mention, Span
from graph_builder.recognise.folding import as_words, fold
from graph_builder.recognise.healing import Shift, healed

__all__ = ["View", "as_words", "fold", "look_at"]

_CUT_WORD = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_DROPPED = "\u00ad"
_MEDIUM = re.compile(r"[A-Z]{2,8}\.nl")
_SHOWS_ADDRESS = re.compile(r"://|@|www\.|\.(?:nl|com|org|net|eu|be|de|gov|int)\b")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.+-]{1,64}@[\w-]{1,63}\.\S{1,80}"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:nl|com|org|net|eu|be|de|gov|int)\b(?:/\S*)?"
)


def _without_address(found: re.Match[str]) -> str:
    """Blank a web address; "NRC.nl", with capitals, is the name of a paper."""
    return found[0] if _MEDIUM.fullmatch(found[0]) else " " * len(found[0])


def _without_addresses(line: str) -> str:
    """Blank the web addresses of a line; none goes on behind a blank."""
    return _ADDRESS.sub(_without_address, line) if _SHOWS_ADDRESS.search(line) else line


@dataclass(frozen=True, slots=True)
class View:
    """What the recognisers search; `text`, `lower` and `words` have the same length."""

    document: Document
    text: str
    """The document's text with its markup and web addresses blanked, letters as they are."""
    lower: str
    """`text` in lower case, without accents, with plain dashes, quotes and blanks."""
    words: str
    """`lower` with only letters, digits and blanks."""
    date: date | None
    """The document's own date, given or read off its head."""
    shifts: Sequence[Shift] = ()
    """The way back from `text` to the document's own offsets."""
    anchors: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Where the words of each trigger group stand, by their start, the longest first (see `triggers`)."""
    capitals: Sequence[tuple[int, int]] = ()
    """The words that begin with a capital, inner hyphens included."""
    figures: Sequence[tuple[int, int]] = ()
    """Where figures stand, without the points and commas in them."""

    def at(self, group: str, *, joined: bool = False) -> Iterator[tuple[int, int]]:
        """Give where the triggers of a group stand.

        Args:
            group: As in "roles.heads".
            joined: Whether a hyphen may join the trigger to the word before it.
        """
        for start, end in self.anchors.get(group, ()):
            if joined or self.text[start - 1 : start] != "-" or start == 0:
                yield start, end

    def back(self, mention: Mention) -> Mention:
        """Give a mention the document's own offsets."""
        if not self.shifts:
            return mention
        span = mention.span
        for shift in self.shifts:
            span = shift.back(span)
        return Mention(span, mention.type, mention.entity, mention.registered, mention.value)

    def forth(self, offset: int) -> int:
        """Give where an offset of the document lies in `text`."""
        for shift in reversed(self.shifts):
            offset = shift.forth(offset)
        return offset

    def block_at(self, offset: int) -> Block | None:
        """Give the block that holds an offset of `text`."""
        place = offset
        for shift in self.shifts:
            place = shift.start(place)
        blocks = self.document.blocks
        index = bisect_right(blocks, place, key=lambda block: block.span.start) - 1
        return blocks[index] if index >= 0 and place < blocks[index].span.end else None


def look_at(document: Document, when: date | None, joined: Set[str] = frozenset()) -> View:
    """Prepare a document for the recognisers.

    Args:
        document: What was read.
        when: Its date.
        joined: Folded words with a capital inside that are names ("GroenLinks"), not two words glued.
    """
    text = _blank(document.text, document.markup)
    if _SHOWS_ADDRESS.search(text):
        text = "\n".join(map(_without_addresses, text.split("\n")))
    text, shifts = healed(text, joined)
    lower = fold(text)
    return View(document, text, lower, as_words(lower), when, shifts)


def _blank(text: str, markup: Sequence[Span]) -> str:
    """Replace markup by blanks of the same length; line breaks in it stay."""
    if not markup:
        return text
    parts, last = [], 0
    for span in markup:
        if span.start < last:
            continue
        written = span.of(text)
        # What healing drops joins the halves of a word that a line's end has cut; a blank would not.
        cut = _CUT_WORD.fullmatch(written)
        parts += [text[last : span.start], _DROPPED * len(written) if cut else re.sub(r"[^\n]", " ", written)]
        last = span.end
    return "".join([*parts, text[last:]])
