"""Where citations of one motion contradict each other: the rules of `shapes/motions.ttl`, over all documents at once.

Validation asks those rules of a document's graph, or of the few that cite one motion; here the same is worked out for
every motion together, in one pass. A test holds the two against each other.

Within a document each two citations are compared; of two documents all that each says of the motion. What a source of
open data registers is left to `shapes/links.ttl`: then documents are held against the title, not against each other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import combinations

from api.pages.site import Row, Site, Term

__all__ = [
    "ABOUT",
    "Cited",
    "Conflict",
    "alike",
    "cited_of",
    "conflicts_among",
    "motions_in_conflict",
    "read_citations",
    "spelt_alike",
]

ABOUT = ("Motion-described-alike", "Motion-submitted-alike")
"""What the names of the shapes start with that this module stands in for."""


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two citations that contradict each other."""

    about: str
    """described: for what the motion is cited; submitted: by whom it was submitted."""
    one: str
    other: str
    """The citations, by IRI."""


@dataclass(slots=True)
class Cited:
    """What one citation says of a motion, as words to compare."""

    iri: str
    described: set[str] = field(default_factory=set)
    """Content words of its description."""
    done: set[str] = field(default_factory=set)
    """Content words of the account of what was done."""
    submitters: set[str] = field(default_factory=set)
    """Surnames, folded."""

    @property
    def document(self) -> str:
        """IRI of the document that it stands in."""
        return self.iri.partition("#")[0]


async def read_citations(site: Site, motion: Term | None = None) -> tuple[dict[str, list[Cited]], frozenset[str]]:
    """Read what citations say, of one motion or of all.

    Returns:
        By motion, and the motions of which a source registers the title.
    """
    terms = {} if motion is None else {"motion": motion}
    names = ("citation-words", "citation-done", "citation-names", "official-words")
    described, done, submitters, official = await asyncio.gather(*(site.rows(name, **terms) for name in names))
    return cited_of(described, done, submitters), frozenset(row["motion"] for row in official)


def cited_of(described: Iterable[Row], done: Iterable[Row], submitters: Iterable[Row]) -> dict[str, list[Cited]]:
    """Put citations together from the rows of three queries, by motion."""
    found: dict[str, dict[str, Cited]] = {}
    for rows, kind in ((described, "described"), (done, "done"), (submitters, "submitters")):
        for row in rows:
            of_motion = found.setdefault(row["motion"], {})
            cited = of_motion.setdefault(row["citation"], Cited(row["citation"]))
            getattr(cited, kind).add(row["word"])
    return {motion: list(each.values()) for motion, each in found.items()}


def conflicts_among(citations: Iterable[Cited], *, across: bool) -> list[Conflict]:
    """Find the citations of one motion that contradict each other.

    Args:
        citations: All of one motion.
        across: Whether documents are compared with each other as well.
    """
    by_document: dict[str, list[Cited]] = {}
    for cited in sorted(citations, key=lambda each: each.iri):
        by_document.setdefault(cited.document, []).append(cited)
    pairs = [pair for group in by_document.values() for pair in combinations(group, 2)]
    if across:
        pairs += combinations([_whole(group) for group in by_document.values()], 2)
    found = {Conflict(about, one.iri, other.iri) for one, other in pairs for about in _differ(one, other)}
    return sorted(found)


def _whole(group: list[Cited]) -> Cited:
    """Take all that a document says of a motion for one citation, which goes by the first that describes it."""
    first = next((each for each in group if each.described), group[0])
    whole = Cited(first.iri)
    for each in group:
        whole.described |= each.described
        whole.done |= each.done
        whole.submitters |= each.submitters
    return whole


def _differ(one: Cited, other: Cited) -> Iterable[str]:
    comparable = (one.described and other.described) or (one.done and other.done)
    if comparable and not _any(alike, one.described | one.done, other.described | other.done):
        yield "described"
    if one.submitters and other.submitters and not _any(spelt_alike, one.submitters, other.submitters):
        yield "submitted"


def _any(same: Callable[[str, str], bool], some: Set[str], others: Set[str]) -> bool:
    return bool(some & others) or any(same(one, other) for one in some for other in others)


def alike(one: str, other: str) -> bool:
    """Tell whether two content words are one, or one is a part of a compound."""
    return one == other or (len(other) > 3 and other in one) or (len(one) > 3 and one in other)


def spelt_alike(one: str, other: str) -> bool:
    """Tell whether two surnames may be spellings of one: they share their first or last half."""
    half = min(len(one), len(other)) // 2
    return one[:half] == other[:half] or one[len(one) - half :] == other[len(other) - half :]


def motions_in_conflict(cited: Mapping[str, list[Cited]], official: Set[str]) -> frozenset[str]:
    """Give the motions of which citations contradict each other, by IRI."""
    return frozenset(
        motion for motion, citations in cited.items() if conflicts_among(citations, across=motion not in official)
    )
