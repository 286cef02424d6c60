"""Counts of what was right, and the scores that follow from them.

A score is never given without its counts, so the counts are what is kept and added up (micro-average).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Literal

from graph_builder.model import Span


@dataclass(frozen=True, slots=True)
class Count:
    """How many were right, of how many in the gold and how many predicted."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 where there is nothing to find."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was predicted."""
        either = self.gold + self.predicted
        return 2 * self.right / either if either else 1.0

    def as_json(self) -> dict[str, float]:
        """Give counts and scores, these rounded to four decimals."""
        return {
            "right": self.right,
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


@dataclass(frozen=True, slots=True)
class Share:
    """How many qualifiers are right, of all that gold or prediction gives on the matched facts."""

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def share(self) -> float:
        """The share that is right; 1 where there is none."""
        return self.right / self.of if self.of else 1.0

    def as_json(self) -> dict[str, float]:
        """Give counts and share."""
        return {"right": self.right, "of": self.of, "share": round(self.share, 4)}


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that the extraction got wrong."""

    what: Literal["mention", "value", "track", "fact", "qualifier"]
    verdict: Literal["missed", "false", "differs"]
    says: str
    """The mention, fact or value, in words."""
    span: Span
    sentence: str
    """The words around it."""

    def as_json(self) -> dict[str, object]:
        """Give the slip with its offsets."""
        return {
            "what": self.what,
            "verdict": self.verdict,
            "says": self.says,
            "start": self.span.start,
            "end": self.span.end,
            "sentence": self.sentence,
        }


def add_up(tables: Iterable[Mapping[str, Count]]) -> dict[str, Count]:
    """Add counts that are kept by name."""
    total: dict[str, Count] = {}
    for table in tables:
        for name, count in table.items():
            total[name] = total.get(name, Count()) + count
    return dict(sorted(total.items()))


@dataclass(frozen=True, slots=True)
class DocumentScores:
    """The scores of one document."""

    name: str
    mentions: Mapping[str, Count]
    """By type; overlapping spans."""
    mentions_exact: Mapping[str, Count]
    """By type; the very spans."""
    citations: Count
    """Type Citation, overlapping spans, and the identifier literally the gold key."""
    values: Count
    """Types Date and Money, overlapping spans, and the value literally the gold key."""
    tracks: Count
    facts: Mapping[str, Count]
    """By predicate."""
    qualifiers: Mapping[str, Share]
    """By name, on the matched facts."""
    slips: tuple[Slip, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of a set of documents, micro-averaged."""

    documents: tuple[DocumentScores, ...] = field(default=())

    def by_type(self) -> dict[str, Count]:
        """Mentions with overlapping spans, by type."""
        return add_up(document.mentions for document in self.documents)

    def by_predicate(self) -> dict[str, Count]:
        """Facts by predicate."""
        return add_up(document.facts for document in self.documents)

    def by_qualifier(self) -> dict[str, Share]:
        """Qualifiers of the matched facts, by name."""
        total: dict[str, Share] = {}
        for document in self.documents:
            for name, share in document.qualifiers.items():
                total[name] = total.get(name, Share()) + share
        return dict(sorted(total.items()))

    @property
    def mentions(self) -> Count:
        """All mentions, overlapping spans."""
        return reduce(add, self.by_type().values(), Count())

    @property
    def mentions_exact(self) -> Count:
        """All mentions, the very spans."""
        return reduce(add, add_up(document.mentions_exact for document in self.documents).values(), Count())

    @property
    def citations(self) -> Count:
        """Citations with their identifier."""
        return reduce(add, (document.citations for document in self.documents), Count())

    @property
    def values(self) -> Count:
        """Dates and amounts with their value."""
        return reduce(add, (document.values for document in self.documents), Count())

    @property
    def tracks(self) -> Count:
        """Tracks, by order and overlap."""
        return reduce(add, (document.tracks for document in self.documents), Count())

    @property
    def facts(self) -> Count:
        """Facts on subject, predicate and object."""
        return reduce(add, self.by_predicate().values(), Count())

    @property
    def qualifiers(self) -> Share:
        """All qualifiers of the matched facts."""
        return reduce(add, self.by_qualifier().values(), Share())

    def lines(self) -> dict[str, Count]:
        """The lines that the guidelines ask for, by name."""
        return {
            "mentions": self.mentions,
            "mentions, exact": self.mentions_exact,
            "citations": self.citations,
            "dates and amounts": self.values,
            "tracks": self.tracks,
            "facts": self.facts,
        }
