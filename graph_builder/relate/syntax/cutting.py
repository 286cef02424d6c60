"""A document's text cut into words, points and units, once; sentences take their share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from graph_builder.model import Document, Mention, Reference, Span
from graph_builder.relate.lexicon.inflect import Word
from graph_builder.relate.syntax.asides import without_asides
from graph_builder.relate.syntax.tokens import LOW, Token

_WORD = re.compile(r"\w+(?:(?:[-’'/‑]|\.(?!(?<=[a-zà-ÿ]{3}\.)[A-ZÀ-Þ][a-zà-ÿ]*[ ,]))\w+)*|[^\w\s]")
"""A word; a stop within it joins what it parts ("2019.04"), but for one that a converter has glued two sentences by."""
_HYPHENS = "-‑–"
_WHOLE_TAILS = ("-verband", "-kader", "-niveau", "-fractie")
_SUSPENDED = re.compile(rf"-(?=\s+en\s+\w+(?:{'|'.join(_WHOLE_TAILS)})\b)")
"""The hyphen of a first name that shares such a tail with the next: "in EU- en VN-verband"."""
_LONGEST_SENTENCE = 300
_START = attrgetter("start")


class Tokens:
    """The tokens of a document, cut once; sentences take their share."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        references: Sequence[Reference],
        known: Callable[[str], Word],
    ) -> None:
        self._text = document.text
        self._all, self._units = _cut(document, _units(document.text, mentions, references), known)
        self._lows = [*map(LOW, self._all)]
        self._starts = [*map(_START, self._all)]
        self._unit_starts = [unit.start for unit in self._units]
        self.sums = self._bracketed()
        """The amount in brackets behind a name, by where the name begins: "UNHCR (2 miljoen euro)"."""

    def _bracketed(self) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for unit in self._units:
            if unit.type != "Money" or unit.mention is None:
                continue
            at = bisect_left(self._starts, unit.start)
            around = self._lows[max(0, at - 1) : at] + self._lows[at + 1 : at + 2]
            if around == ["(", ")"] and at > 1 and self._all[at - 2].actor:
                found[self._all[at - 2].start] = unit.mention
        return found

    def units(self, span: Span) -> list[Token]:
        """Give what a stretch of the text names, or what words in it stand for."""
        low = bisect_left(self._unit_starts, span.start)
        return self._units[low : bisect_left(self._unit_starts, span.end)]

    def prose(self, span: Span) -> tuple[list[Token], list[str]]:
        """Give the tokens of a sentence without asides, long quotations and full stops, with their words in lower case.

        What is longer than any sentence that people write (a table without lines, another language) gives none: the
        cost of reading stays linear in the text's length.
        """
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        if high - low > _LONGEST_SENTENCE:
            return [], []
        return without_asides(self._all[low:high], self._lows[low:high])


@dataclass(slots=True)
class _Unit:
    span: Span
    mention: Mention | None
    entities: tuple[str, ...]
    inner: list[Mention]


def _hyphened(text: str, first: Span, second: Span) -> bool:
    """Tell whether only a hyphen stands between two names: "EU-Canada"."""
    return second.start == first.end + 1 and text[first.end] in _HYPHENS


def _units(text: str, mentions: Iterable[Mention], references: Iterable[Reference]) -> list[_Unit]:
    """Take the outermost of nested mentions; words that stand for entities where no mention stands."""
    found: list[_Unit] = []
    ordered = sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.type != "Motion"))
    for mention in ordered:
        if found and (mention.span.start < found[-1].span.end or _hyphened(text, found[-1].span, mention.span)):
            found[-1].inner.append(mention)
        else:
            found.append(_Unit(mention.span, mention, (), []))
    starts = [unit.span.start for unit in found]
    standing: list[_Unit] = []
    for reference in references:
        at = bisect_left(starts, reference.span.end) - 1
        if at < 0 or found[at].span.end <= reference.span.start:
            standing.append(_Unit(reference.span, None, reference.entities, []))
        elif found[at].span == reference.span and found[at].mention and not found[at].mention.entity:  # type: ignore[union-attr]
            found[at].entities = reference.entities
    return sorted(found + standing, key=lambda unit: (unit.span.start, -unit.span.end))


def _cut(document: Document, units: list[_Unit], known: Callable[[str], Word]) -> tuple[list[Token], list[Token]]:
    """Cut a text into words and units, its markup left out: each stretch between two of those at one go.

    Returns:
        All of them, and the units among them.
    """
    text, tokens, named = document.text, list[Token](), list[Token]()
    stops: list[tuple[Span, _Unit | None]] = [(unit.span, unit) for unit in units]
    stops += [(markup, None) for markup in document.markup]
    stops.sort(key=lambda stop: stop[0].start)
    marks = {markup.start for markup in document.markup}
    at = 0
    for span, unit in [*stops, (Span(len(text), len(text)), None)]:
        if span.start < at:
            # A unit inside markup is none; markup inside a unit belongs to it.
            at = max(at, span.end) if unit is None else at
            continue
        for word in _WORD.findall(text, at, span.start):
            # Only white space lies between two words, so that this one is the next of its letters.
            start = text.index(word, at)
            at = start + len(word)
            low, readings, capital, point = known(word)
            tokens.append(Token(start, at, low, readings, capital, point))
        at = span.end
        if unit is not None:
            tokens.append(_unit_token(text, unit, span.end in marks))
            named.append(tokens[-1])
            at = tokens[-1].end
    return tokens, named


_TAIL = re.compile(r"[-‑–/]?\w+(?:[-’']\w+)*")


def _unit_token(text: str, unit: _Unit, marked: bool) -> Token:
    """Make a unit of a mention; a compound's tail belongs to it, the mark of a footnote does not."""
    end = unit.span.end
    tail = _TAIL.match(text, end) if text[end - 1 : end].isalnum() and not marked else None
    if tail:
        end = tail.end()
    elif _SUSPENDED.match(text, end):
        end += 1
    low = text[unit.span.start : end].lower() if unit.mention is None else ""
    whole = tail is None or tail[0] in _WHOLE_TAILS or (tail[0].isdigit() and text[unit.span.end - 1].islower())
    return Token(
        unit.span.start,
        end,
        low,
        mention=unit.mention,
        entities=unit.entities,
        inner=tuple(unit.inner),
        whole=whole,
    )
