"""Words, points and units: a sentence as the clause layer sees it.

A *unit* is a mention (or words that stand for one) seen as one word, so that the commas, full stops and verbs inside a
citation, an amount or a name break nothing. Converter artefacts, parentheses and long quotations are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_builder.model import Document, Mention, Reference, Span
from graph_builder.relate.inflect import NO_READINGS, Readings

_WORD = re.compile(r"\w+(?:[-’'./‑]\w+)*|[^\w\s]")
_DASHES = frozenset("–—-")
_HYPHENS = "-‑–"
_OPENING = {"(": ")", "[": "]"}
_QUOTES = {"«": "»", "“": "”", "‘": "’", '"': '"', "„": "”"}
_ASIDES = frozenset([*_OPENING, *_QUOTES, "»", "”", "’"])
_STOPS = frozenset([".", "!", "?"])
"""Inside a sentence a full stop belongs to an abbreviation."""
_WHOLE_TAILS = ("-verband", "-kader", "-niveau")
_LONGEST_SENTENCE = 300
_LONGEST_ASIDE = 60
_LONGEST_DASHED = 20
_SHORTEST_QUOTE = 4
_AMONG = frozenset(["meer", "andere", "anderen"])
"""Words that say behind "onder" that more could be named."""
_ACTING = (
    "partijen",
    "organisaties",
    "landen",
    "staten",
    "instellingen",
    "instanties",
    "partners",
    "ministeries",
    "departementen",
    "bedrijven",
    "fondsen",
    "gemeenten",
    "provincies",
    "groepen",
    "ministers",
    "donoren",
    "leden",
    "agentschappen",
)
"""How nouns end that say that several act."""
_BETWEEN = frozenset([",", "en", "of", "de", "het", "o.a", ".", "onder", "andere", "meer", "waaronder", "bijvoorbeeld"])
"""What may stand between the names of a list in brackets."""
_BEFORE_NAMES = frozenset(
    ["de", "het", "een", "met", "via", "aan", "voor", "in", "bij", "door", "van", "op", "over", "tegen"]
)

ACTORS = frozenset(["State", "StateGroup", "Government", "Parliament", "Organisation", "Role", "Person", "Group"])
"""Mention types that can act."""


def _act(entities: tuple[str, ...]) -> bool:
    """Tell whether entities can act: a motion or a paper cannot."""
    return all(entity.startswith("actor/") or "#person-" in entity for entity in entities)


class Token:
    """A word, a point, or a unit.

    As there are very many, and each is looked at many times, what it is is told once, when it is made; nothing changes
    it afterwards.
    """

    __slots__ = (
        "actor",
        "capital",
        "end",
        "entities",
        "inner",
        "low",
        "mention",
        "point",
        "readings",
        "start",
        "type",
        "whole",
    )

    def __init__(  # noqa: PLR0917 (made thousands of times a letter)
        self,
        start: int,
        end: int,
        low: str,
        mention: Mention | None = None,
        entities: tuple[str, ...] = (),
        inner: tuple[Mention, ...] = (),
        whole: bool = True,
        readings: Readings = NO_READINGS,
        capital: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.low = low
        """The word in lower case; empty for a unit."""
        self.mention = mention
        self.entities = entities
        """What words that stand for entities stand for."""
        self.inner = inner
        """For a unit: the mentions nested in it, or joined to it by a hyphen; for words that stand for entities: the
        names in brackets behind them."""
        self.whole = whole
        """False where the mention is only the first part of a compound, as in "EU-verband"."""
        self.readings = readings
        self.capital = capital
        self.point = len(low) == 1 and not low.isalnum()
        """Whether it is a punctuation mark."""
        self.type = ""
        """The mention's type; for words that stand for entities "Reference" or "Motion"; empty for other words."""
        self.actor = False
        """Whether it names somebody who can act."""
        if mention is not None:
            self.type = mention.type
            self.actor = whole and mention.type in ACTORS
        elif entities:
            self.actor = _act(entities)
            self.type = "Reference" if self.actor else "Motion"

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class Tokens:
    """The tokens of a document, cut once; sentences take their share."""

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        references: Sequence[Reference],
        forms: Mapping[str, Readings],
    ) -> None:
        self._text = document.text
        self._all = _cut(document, _units(document.text, mentions, references), forms)
        self._starts = [token.start for token in self._all]

    def of(self, span: Span) -> list[Token]:
        """Give all tokens of a stretch of the text."""
        low = bisect_left(self._starts, span.start)
        return self._all[low : bisect_left(self._starts, span.end)]

    def prose(self, span: Span) -> list[Token]:
        """Give the tokens of a sentence without asides, long quotations and full stops.

        What is longer than any sentence that people write (a table without lines, another language) gives none: the
        cost of reading stays linear in the text's length.
        """
        found = self.of(span)
        if len(found) > _LONGEST_SENTENCE:
            return []
        lows = {token.low for token in found}
        if not _ASIDES.isdisjoint(lows):
            found = _without_asides(found)
        if not _DASHES.isdisjoint(lows):
            found = _without_dashed(found)
        if not _STOPS.isdisjoint(lows):
            found = [token for token in found if token.low not in _STOPS]
        return _without_hints(found) if "onder" in lows else found


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


def _cut(document: Document, units: list[_Unit], forms: Mapping[str, Readings]) -> list[Token]:
    """Cut a text into words and units, its markup left out: each stretch between two of those at one go."""
    text, tokens = document.text, list[Token]()
    stops: list[tuple[Span, _Unit | None]] = [(unit.span, unit) for unit in units]
    stops += [(markup, None) for markup in document.markup]
    stops.sort(key=lambda stop: stop[0].start)
    marks = {markup.start for markup in document.markup}
    find, at = forms.get, 0
    for span, unit in [*stops, (Span(len(text), len(text)), None)]:
        if span.start < at:
            # A unit inside markup is none; markup inside a unit belongs to it.
            at = max(at, span.end) if unit is None else at
            continue
        for word in _WORD.finditer(text, at, span.start):
            start, end = word.span()
            low = text[start:end].lower()
            tokens.append(Token(start, end, low, None, (), (), True, find(low, NO_READINGS), text[start].isupper()))
        at = span.end
        if unit is not None:
            tokens.append(_unit_token(text, unit, span.end in marks))
            at = tokens[-1].end
    return tokens


_TAIL = re.compile(r"[-‑–/]?\w+(?:[-’']\w+)*")


def _unit_token(text: str, unit: _Unit, marked: bool) -> Token:
    """Make a unit of a mention; a compound's tail belongs to it, the mark of a footnote does not."""
    end = unit.span.end
    tail = _TAIL.match(text, end) if text[end - 1 : end].isalnum() and not marked else None
    if tail:
        end = tail.end()
    low = text[unit.span.start : end].lower() if unit.mention is None else ""
    return Token(
        unit.span.start,
        end,
        low,
        unit.mention,
        unit.entities,
        tuple(unit.inner),
        tail is None or tail[0] in _WHOLE_TAILS,
    )


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Leave out what stands in brackets, and quotations that are more than a term."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        close = _OPENING.get(token.low) or _QUOTES.get(token.low)
        end = _closing(tokens, at, close) if close else None
        if end is None:
            if token.low not in '«»“”„"‘’' or not token.low:
                kept.append(token)
            at += 1
            continue
        inside = tokens[at + 1 : end]
        if token.low in _QUOTES:
            if len(inside) >= _SHORTEST_QUOTE:
                kept.append(Token(token.start, tokens[end].end, "«»"))
            else:
                kept.extend(inside)
        elif kept and (names := _listed(kept[-1], inside)):
            kept[-1] = _standing_for(kept[-1], names)
        at = end + 1
    return kept


def _listed(noun: Token, inside: Sequence[Token]) -> tuple[Mention, ...]:
    """Give the names that a bracket lists behind a noun for those who act: "drie organisaties (A, B en C)"."""
    if noun.entities or not noun.low.endswith(_ACTING):
        return ()
    names = tuple(token.mention for token in inside if token.actor and token.mention and token.mention.entity)
    loose = (token for token in inside if not token.actor)
    return names if len(names) > 1 and all(token.low in _BETWEEN for token in loose) else ()


def _standing_for(noun: Token, names: tuple[Mention, ...]) -> Token:
    entities = tuple(mention.entity for mention in names if mention.entity)
    return Token(noun.start, noun.end, noun.low, None, entities, names)


def _closing(tokens: list[Token], at: int, close: str | None) -> int | None:
    for ahead in range(at + 1, min(at + _LONGEST_ASIDE, len(tokens))):
        if tokens[ahead].low == close:
            return ahead
    return None


def _without_hints(tokens: list[Token]) -> list[Token]:
    """Leave out "onder meer" and "onder andere": what follows stands where it would stand without them."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].low == "onder" and at + 1 < len(tokens) and tokens[at + 1].low in _AMONG:
            after = tokens[at + 2] if at + 2 < len(tokens) else None
            named = after is not None and (not after.low or bool(after.entities) or after.low in _BEFORE_NAMES)
            # "Onder andere omstandigheden" names the circumstances.
            if named or tokens[at + 1].low != "andere":
                at += 2
                continue
        kept.append(tokens[at])
        at += 1
    return kept


def _without_dashed(tokens: list[Token]) -> list[Token]:
    """Leave out what stands between two dashes."""
    at = [i for i, token in enumerate(tokens) if token.low and token.low in _DASHES]
    if len(at) < 2 or at[1] - at[0] > _LONGEST_DASHED:
        return tokens
    return _without_dashed(tokens[: at[0]] + tokens[at[1] + 1 :])
