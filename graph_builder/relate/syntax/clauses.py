"""Clauses: a predicate with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from graph_builder.relate.lexicon.grammar import PERFECT
from graph_builder.relate.lexicon.inflect import Reading
from graph_builder.relate.syntax.tokens import Token

ClauseKind = Literal["main", "sub", "relative", "infinitive"]


@dataclass(slots=True)
class Predicate:
    """A word read as a verb inside a clause."""

    at: int
    """Index into the clause's tokens."""
    reading: Reading
    te: bool = False
    """Whether *te* stands before it."""


class Core(NamedTuple):
    """The verb that carries a clause's meaning."""

    predicate: Predicate
    passive: bool
    chain: tuple[str, ...]
    """The lemmas of the finite verb and the other auxiliaries, the meaning's own left out."""
    embedded: bool = False
    """Whether another verb brings it along as an infinitive with *te*."""

    @property
    def lemma(self) -> str:
        """Its infinitive without particle."""
        return self.predicate.reading.lemma


class Group(NamedTuple):
    """Names that are coordinated: "A, B en C"."""

    tokens: tuple[Token, ...]
    start: int
    """Index in the clause of the first word of the group, its determiner left out."""
    end: int
    """Index after its last."""


@dataclass(slots=True)
class Clause:
    """A predicate with what belongs to it."""

    kind: ClauseKind
    marker: Token | None = None
    """The word that opens it: "omdat", "die", "om"; None for a main clause."""
    parent: Clause | None = None
    partner: Clause | None = None
    """The clause that it is coordinated with and shares its subject with."""
    beside: Clause | None = None
    """The one that it is coordinated with below the same word: "dat A …, [en B …]"."""
    antecedent: Token | None = None
    """What stands directly before a relative word."""
    tokens: list[Token] = field(default_factory=list)
    """Put in by `add` and `extend` only."""
    lows: list[str] = field(default_factory=list)
    """Its words in lower case, empty for units."""
    finite: Predicate | None = None
    verbs: list[Predicate] = field(default_factory=list)
    """Participles and infinitives without *te*."""
    embedded: list[Predicate] = field(default_factory=list)
    """Infinitives with *te*."""
    children: list[Clause] = field(default_factory=list)
    said: bool = False
    """Whether it is an infinitive in which somebody says what he thinks: "gaf aan [het voorstel te steunen]"."""
    cores: tuple[Core, ...] | None = None
    """The verbs that can evoke a frame, once they have been asked for."""
    subject: tuple[Group | None] | None = None
    """Its subject, if it has one, once that has been asked for."""
    due: bool | None = None
    """Whether it says by when, once that has been asked for."""
    words: frozenset[str] = frozenset()
    """Its different words in lower case; told when the sentence has been cut."""
    _line: str = ""

    def add(self, token: Token) -> None:
        """Put the next word in it."""
        self.tokens.append(token)
        self.lows.append(token.low)

    def extend(self, tokens: Sequence[Token], lows: Sequence[str]) -> None:
        """Put the next words in it, which are these in lower case."""
        self.tokens += tokens
        self.lows += lows

    @property
    def line(self) -> str:
        """Its words in lower case, set apart by blanks; only once it is complete."""
        if not self._line:
            self._line = " ".join(self.lows)
        return self._line

    @property
    def start(self) -> int:
        """Offset of its first word."""
        if self.marker:
            return self.marker.start
        return next((token.start for token in self.tokens if not token.point), self.tokens[0].start)

    @property
    def end(self) -> int:
        """Offset after its last word, its own subordinate clauses left out."""
        last = len(self.tokens) - 1
        while last > 0 and self.tokens[last].point:
            last -= 1
        return self.tokens[last].end

    @property
    def whole_end(self) -> int:
        """Offset after its last word, with its subordinate clauses."""
        return max([self.end, *(child.whole_end for child in self.children if child.tokens)])

    @property
    def predicates(self) -> list[Predicate]:
        """Its verbs, the finite one last; not those of infinitives within it."""
        return [*self.verbs, *([self.finite] if self.finite is not None else [])]

    @property
    def complete(self) -> bool:
        """Whether it has the verbs that it needs so far."""
        if self.kind == "infinitive":
            return bool(self.embedded)
        if self.finite is None:
            return bool(self.verbs) and self.partner is not None
        return bool(self.verbs) or self.finite.reading.lemma not in ("zullen", "kunnen", "moeten", "mogen")

    def auxiliaries(self) -> tuple[str, ...]:
        """Give the lemmas of its finite verb and of the auxiliaries it shares with its partner."""
        helping = [p.reading.lemma for p in self.verbs if p.reading.lemma in PERFECT] if self.verbs else ()
        if self.finite:
            return (self.finite.reading.lemma, *helping)
        return (*self.partner.auxiliaries(), *helping) if self.partner else tuple(helping)
