"""A document as the recognisers look at it: artefacts blanked, letters folded, offsets kept.

Recognisers search `lower` (for patterns) or `words` (for names) and report spans of `text`; all three have the same
length. Where folding must change the length (ligatures, combining accents), `text` itself is the folded text and
`origin` leads back to the document's own offsets.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from graph_builder.model import Block, Document, Mention, Span
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.folding import as_words, fold
from graph_builder.recognise.wordlists import load_wordlists

__all__ = ["View", "as_words", "fold", "look_at"]

_LENGTHENED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\ufb00-\ufb06\ufeff\u0132\u0133]")
_PARTED = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06\u0132\u0133")
"""Ligatures, which are read as their letters."""
_LAST_WORD = re.compile(r"\w+$")
_LONGEST_WORD = 40
_SHORTEST_GLUED = 2
_SHORTEST_HALF = 4
_BROKEN = re.compile(r"(?<![\w-])([A-ZÀ-Þ][a-zà-ÿ]{2,})-([a-zà-ÿ]{2,})(?![\w-])")
_WHOLE_WORD = re.compile(r"\w+")
_MEDIUM = re.compile(r"[A-Z]{2,8}\.nl")
_SHOWS_ADDRESS = re.compile(r"://|@|www\.|\.(?:nl|com|org|net|eu|be|de|gov|int)\b")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w.+-]{1,64}@[\w-]{1,63}\.\S{1,80}"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:nl|com|org|net|eu|be|de|gov|int)\b(?:/\S*)?"
)


@cache
def _joint() -> re.Pattern[str]:
    """Compile where two words may be glued: a capital behind a small letter, or before a small word."""
    words = "|".join(load_wordlists().get("organisations", "glued-words"))
    small, capital = r"(?<=[a-zà-ÿ].)(?=[a-zà-ÿ]{2})", rf"(?<=[A-Z].)(?=(?:{words})(?!\w))"
    return re.compile(rf"[A-ZÀ-Þ](?:{small}|{capital})")


def _without_address(found: re.Match[str]) -> str:
    """Blank a web address; "NRC.nl", with capitals, is the name of a paper."""
    return found[0] if _MEDIUM.fullmatch(found[0]) else " " * len(found[0])


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
    origin: Sequence[tuple[int, int]] | None = None
    """For each letter of `text` where it starts and ends in the document's text; None where that is the same place."""
    anchors: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    """Where the words of each trigger group stand, by their start, the longest first (see `triggers`)."""
    capitals: Sequence[tuple[int, int]] = ()
    """The words that begin with a capital, inner hyphens included."""

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
        if self.origin is None:
            return mention
        start, end = mention.span.start, mention.span.end
        return replace(mention, span=Span(self.origin[start][0], self.origin[end - 1][1]))

    def block_at(self, offset: int) -> Block | None:
        """Give the block that holds an offset of `text`."""
        place = self.origin[offset][0] if self.origin is not None else offset
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
    origin: list[tuple[int, int]] | None = None
    if _LENGTHENED.search(text):
        text, origin = _recompose(text)
    if _SHOWS_ADDRESS.search(text):
        text = _ADDRESS.sub(_without_address, text)
    if edits := sorted([*_joints(text, joined), *_breaks(text)]):
        text, origin = _edited(text, edits, origin)
    lower = fold(text)
    return View(document, text, lower, as_words(lower), when, origin)


def _blank(text: str, markup: Sequence[Span]) -> str:
    """Replace markup by blanks of the same length; line breaks in it stay."""
    if not markup:
        return text
    parts, last = [], 0
    for span in markup:
        if span.start < last:
            continue
        parts += [text[last : span.start], re.sub(r"[^\n]", " ", span.of(text))]
        last = span.end
    return "".join([*parts, text[last:]])


_Edit = tuple[int, int, str]
"""Where a converter has changed the text, half-open, and what stood there."""


def _joints(text: str, joined: Set[str]) -> Iterator[_Edit]:
    """Give where a converter has eaten the blank at a line's end: "inNederland", "EUvoor", "MiddellandseZee"."""
    names = load_wordlists().set("organisations", "joined")
    for found in _joint().finditer(text):
        small = text[found.start() - 1].islower()
        place = found.start() if small else found.end()
        first = _LAST_WORD.search(text, max(0, place - _LONGEST_WORD), place)
        word = _WHOLE_WORD.match(text, first.start()) if first else None
        if (
            first is None
            or word is None
            or len(first[0]) < _SHORTEST_GLUED
            or text[first.start() - 1 : first.start()] == ":"
        ):
            continue
        whole = fold(word[0])
        fits = first[0].islower() or _are_words(text, first[0], found.start()) if small else first[0].isupper()
        if fits and whole not in names and whole not in joined:
            yield place, place, " "


def _are_words(text: str, first: str, start: int) -> bool:
    """Tell whether a capitalised word and the one glued to it are both Dutch words."""
    second = _WHOLE_WORD.match(text, start)
    halves = (first.lower(), second[0].lower() if second else "")
    return all(len(half) >= _SHORTEST_HALF and is_known(half) for half in halves)


def _breaks(text: str) -> Iterator[_Edit]:
    """Give the hyphens of words that a line's end had cut, where the line's end is gone: "Middel-landse Zee"."""
    for found in _BROKEN.finditer(text):
        second = found[2].lower()
        if not is_known(second) and is_known(found[1].lower() + second):
            yield found.end(1), found.start(2), ""


def _edited(
    text: str, edits: Sequence[_Edit], origin: list[tuple[int, int]] | None
) -> tuple[str, list[tuple[int, int]]]:
    """Undo what a converter changed, and tell where each character came from."""
    known = origin or _places(len(text))
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    last = 0
    for start, end, words in edits:
        parts += [text[last:start], words]
        places += [*known[last:start], *[(known[start][0], known[start][0])] * len(words)]
        last = end
    return "".join([*parts, text[last:]]), [*places, *known[last:]]


def _places(length: int) -> list[tuple[int, int]]:
    """Give where each character of an unchanged text starts and ends."""
    return list(zip(range(length), range(1, length + 1), strict=True))


def _recompose(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Compose combining accents, part ligatures and drop invisible characters, and tell where each one came from."""
    known = _places(len(text))
    out: list[str] = []
    origin: list[tuple[int, int]] = []
    last = 0
    for found in _LENGTHENED.finditer(text):
        place, char = found.start(), found[0]
        out += text[last:place]
        origin += known[last:place]
        last = place + 1
        if unicodedata.combining(char) and out:
            composed = unicodedata.normalize("NFC", out[-1] + char)
            out[-1] = composed if len(composed) == 1 else out[-1]
            origin[-1] = (origin[-1][0], last)
        elif unicodedata.category(char) != "Cf":
            pieces = unicodedata.normalize("NFKD", char) if char in _PARTED else char
            out += pieces
            origin += [known[place]] * len(pieces)
    return "".join([*out, text[last:]]), [*origin, *known[last:]]
