"""Undoing what converters do to a text before anything is looked for in it, and the way back to its own offsets.

Combining accents are composed, ligatures parted, invisible characters dropped; words glued at a line's end get their
blank back, words cut within lose their hyphen; runs of white space become one character. All else stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from graph_builder.model import Span
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.folding import fold
from graph_builder.recognise.wordlists import load_wordlists

__all__ = ["Shift", "healed"]

_LENGTHENED = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\ufb00-\ufb06\ufeff\u0132\u0133]")
_PARTED = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06\u0132\u0133")
"""Ligatures, which are read as their letters."""
_GLUED = re.compile(r"[A-ZÀ-Þ\d](?<=[a-zà-ÿ].)")
"""A capital or digit glued to a small letter: where there is none, no small word is glued to what follows."""
_LAST_WORD = re.compile(r"\w+$")
_LONGEST_WORD = 40
_SHORTEST_GLUED = 2
_SHORTEST_HALF = 4
_SHORTEST_BEFORE = 5
"""Letters of a word before a small one: fewer make words of their own ("daarover", "waarin")."""
_RUN = re.compile(r"[ \t\u00a0\n]{2,}")
_RUNS = ("  ", " \n", "\n ", "\t", "\u00a0")
"""What stands in every run but those of line breaks alone, which part blocks."""
_BLANK_LINE = 2
"""How many line breaks part two blocks."""
_BEFORE_SIGN = re.compile(r"(?<=\w)[ \t\u00a0]+(?=[,;:.)](?:\s|\Z))")
"""A blank that parts a word from its sign, as a mark of a note leaves when it is blanked."""
_SPACED_SIGN = re.compile(r"[ \t\u00a0][,;:.)](?:\s|\Z)")
"""Such a sign with the blank before it: where there is none, there is nothing else to look for."""
_CUT_ADDRESS = re.compile(r"\n\n(?<=Kamer\n\n)(?=der\s+Staten-Generaal)")
_HYPHEN = re.compile(r"-(?<=[a-zà-ÿ]{2}-)(?=[a-zà-ÿ]{2})")
_FIRST_HALF = re.compile(r"(?<![\w-])[A-ZÀ-Þ][a-zà-ÿ]{2,}$")
_SECOND_HALF = re.compile(r"[a-zà-ÿ]{2,}(?![\w-])")
_WHOLE_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Shift:
    """How a text was changed: for each change where it starts and ends, before and after, in the order of the text."""

    old: Sequence[int]
    old_end: Sequence[int]
    new: Sequence[int]
    new_end: Sequence[int]

    def back(self, span: Span) -> Span:
        """Give where a stretch of the changed text stands in the text before."""
        start = self.start(span.start)
        return Span(start, max(start, self._end(span.end)))

    def start(self, offset: int) -> int:
        """Give where a character of the changed text starts in the text before."""
        place = bisect_right(self.new, offset) - 1
        if place < 0:
            return offset
        return self.old[place] if offset < self.new_end[place] else offset - self.new_end[place] + self.old_end[place]

    def _end(self, offset: int) -> int:
        place = bisect_right(self.new, offset - 1) - 1
        if place < 0:
            return offset
        return self.old_end[place] + max(0, offset - self.new_end[place])

    def forth(self, offset: int) -> int:
        """Give where an offset of the text before lies in the changed text."""
        place = bisect_right(self.old, offset) - 1
        if place < 0:
            return offset
        return self.new[place] if offset < self.old_end[place] else offset - self.old_end[place] + self.new_end[place]


def healed(text: str, joined: Set[str]) -> tuple[str, tuple[Shift, ...]]:
    """Undo what converters did to a text.

    Args:
        text: The text, its markup blanked.
        joined: Folded words with a capital inside that are names ("GroenLinks"), not two words glued.

    Returns:
        The text to look at, and the shifts that lead back from it, the last one first.
    """
    shifts: list[Shift] = []
    if accents := _accents(text):
        text, shift = _edited(text, accents)
        shifts.append(shift)
    if edits := sorted([*_joints(text, joined), *_further_joints(text, joined), *_breaks(text), *_runs(text)]):
        text, shift = _edited(text, edits)
        shifts.insert(0, shift)
    return text, tuple(shifts)


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


def _further_joints(text: str, joined: Set[str]) -> Iterator[_Edit]:
    """Give where a small word is glued to what follows ("vanEU-financiering", "op19 september") or to what precedes it.

    A word that the dictionary lacks is parted where one that it has stands before a small word: "actorenin",
    "Commissiehierover", "kwartaalvan 2025".
    """
    openers, after, behind, closers = _glued_small_words()
    for place in (found.start() for found in _GLUED.finditer(text)):
        opener = _LAST_WORD.search(text, max(0, place - _LONGEST_WORD), place)
        if opener and opener[0] in openers and after.match(text, place):
            if fold(_WHOLE_WORD.match(text, opener.start())[0]) not in joined:  # type: ignore[index]
                yield place, place, " "
    for found in behind.finditer(text):
        word = found[0]
        halves = (word.removesuffix(closer) for closer in closers if word.endswith(closer))
        first = next((half for half in halves if len(half) >= _SHORTEST_BEFORE), "")
        if first and is_known(first.lower()) and not is_known(word.lower()) and fold(word) not in joined:
            place = found.start() + len(first)
            yield place, place, " "


@cache
def _glued_small_words() -> tuple[Set[str], re.Pattern[str], re.Pattern[str], Sequence[str]]:
    """Give the small words that are glued to what follows, what then follows, and what ends in a small word.

    Gives also the small words that the last may end in, the longest first.
    """
    lists = load_wordlists()
    closers = sorted(lists.get("organisations", "glued-closers"), key=len, reverse=True)
    # By the last letter first: most words end with none of them.
    lasts = dict.fromkeys(closer[-1] for closer in closers)
    alike = {last: "|".join(rf"(?<={closer})" for closer in closers if closer.endswith(last)) for last in lasts}
    ends = "|".join(rf"(?<={last})(?:{words})" for last, words in alike.items())
    shortest = _SHORTEST_BEFORE - 1 + len(closers[-1])
    day = rf"\d{{1,2}} (?:{'|'.join(lists.get('dates', 'months'))})|(?:19|20)\d\d(?!\w)"
    return (
        lists.set("organisations", "glued-openers"),
        re.compile(rf"[A-ZÀ-Þ]{{2}}(?![a-zà-ÿ])|{day}"),
        re.compile(rf"(?<![\w-])[A-ZÀ-Þa-zà-ÿ][a-zà-ÿ]{{{shortest},}}+(?![\w-])(?:{ends})"),
        closers,
    )


def _are_words(text: str, first: str, start: int) -> bool:
    """Tell whether a capitalised word and the one glued to it are both Dutch words."""
    second = _WHOLE_WORD.match(text, start)
    halves = (first.lower(), second[0].lower() if second else "")
    return all(len(half) >= _SHORTEST_HALF and is_known(half) for half in halves)


def _breaks(text: str) -> Iterator[_Edit]:
    """Give the hyphens of words that a line's end had cut, where the line's end is gone: "Middel-landse Zee"."""
    for hyphen in _HYPHEN.finditer(text):
        first = _FIRST_HALF.search(text, max(0, hyphen.start() - _LONGEST_WORD), hyphen.start())
        second = _SECOND_HALF.match(text, hyphen.end()) if first else None
        if first and second and not is_known(second[0]) and is_known(first[0].lower() + second[0]):
            yield hyphen.start(), hyphen.end(), ""


def _runs(text: str) -> Iterator[_Edit]:
    """Give the runs of white space that a single blank or line break stands for, and the cut in a letter's address."""
    for found in _BEFORE_SIGN.finditer(text) if _SPACED_SIGN.search(text) else ():
        yield found.start(), found.end(), ""
    for found in _RUN.finditer(text) if any(run in text for run in _RUNS) else ():
        breaks = found[0].count("\n")
        if breaks < _BLANK_LINE and not (breaks == 0 and _BEFORE_SIGN.match(text, found.start())):
            yield found.start(), found.end(), "\n" if breaks else " "
    for found in _CUT_ADDRESS.finditer(text):
        yield found.start(), found.end(), " "


def _accents(text: str) -> list[_Edit]:
    """Give the combining accents, ligatures and invisible characters, each with what is read instead."""
    edits: list[_Edit] = []
    for found in _LENGTHENED.finditer(text):
        place, char = found.start(), found[0]
        if unicodedata.combining(char) and place:
            start, _, base = edits.pop() if edits and edits[-1][1] == place else (place - 1, place, text[place - 1])
            composed = unicodedata.normalize("NFC", base + char)
            edits.append((start, place + 1, composed if len(composed) == len(base) else base))
        elif unicodedata.category(char) == "Cf":
            edits.append((place, place + 1, ""))
        elif char in _PARTED:
            edits.append((place, place + 1, unicodedata.normalize("NFKD", char)))
    return edits


def _edited(text: str, edits: Sequence[_Edit]) -> tuple[str, Shift]:
    """Make changes, given in the order of the text; one that begins inside another is left out."""
    parts: list[str] = []
    old: list[int] = []
    old_end: list[int] = []
    new: list[int] = []
    new_end: list[int] = []
    last = length = 0
    for start, end, words in edits:
        if start < last:
            continue
        parts += [text[last:start], words]
        length += start - last
        old.append(start)
        old_end.append(end)
        new.append(length)
        length += len(words)
        new_end.append(length)
        last = end
    return "".join([*parts, text[last:]]), Shift(old, old_end, new, new_end)


@cache
def _joint() -> re.Pattern[str]:
    """Compile where two words may be glued: a capital behind a small letter, or before a small word."""
    words = "|".join(load_wordlists().get("organisations", "glued-words"))
    small, capital = r"(?<=[a-zà-ÿ].)(?=[a-zà-ÿ]{2})", rf"(?<=[A-Z].)(?=(?:{words})(?!\w))"
    return re.compile(rf"[A-ZÀ-Þ](?:{small}|{capital})")
