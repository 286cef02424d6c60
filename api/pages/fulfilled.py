"""What later documents say of a paper that holds a promise, and whether one of them says outright that it was kept.

A letter that cites the paper may say more of the promise; only a reader can tell. It counts as saying that the promise
was kept when the very sentence with the citation says so by the words of `fulfilled.toml`, and the cited paper holds no
other promise that it could mean: it is the only one, or the sentence repeats words of it alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from api.pages.site import Row
from api.pages.sources import Source
from api.search.schema import analyzer

_WORDS = Path(__file__).parent / "fulfilled.toml"
_REPEATED, _TELLING = 2, 4
"""How many words of a promise must be repeated, and how long a word's stem is that tells anything."""
_END = re.compile(r"[.!?][”\"’)]?\s+(?=[„“\"‘]?[A-Z])|\n\s*\n")
"""Where a sentence ends. What a capital follows may be an abbreviation: the piece is then too short, never too long."""


@dataclass(frozen=True, slots=True)
class Later:
    """A later document that cites a paper."""

    source: Source
    citation: str
    begin: int
    """Where the citing words stand, in code points."""
    sentence: str
    kept: bool
    """Whether the sentence says that a promise was kept."""


def later_of(rows: Iterable[Row], sources: Mapping[str, Source]) -> dict[str, list[Later]]:
    """Read the rows of `promises-later.rq`: by paper, the later documents that cite it, the earliest first.

    A document without a day, or a paper without one, cannot be told to be later.
    """
    days = {source.paper: source.date for source in sources.values() if source.paper and source.date}
    found: dict[str, dict[str, Later]] = {}
    for row in rows:
        source = sources.get(row["document"])
        if source is None or not source.date or source.date <= days.get(row["paper"], "9"):
            continue
        sentence = sentence_of(row["before"], row["after"])
        later = Later(source, row["citation"], int(row["begin"]), sentence, says_kept(sentence))
        found.setdefault(row["paper"], {}).setdefault(row["citation"], later)
    return {paper: sorted(each.values(), key=lambda later: later.source.date) for paper, each in found.items()}


def sentence_of(before: str, after: str) -> str:
    """Cut the sentence out of the text on either side of a place in it."""
    starts = [found.end() for found in _END.finditer(before)]
    end = _END.search(after)
    return " ".join((before[starts[-1] if starts else 0 :] + after[: end.start() + 1 if end else None]).split())


def says_kept(sentence: str) -> bool:
    """Tell whether a sentence says that a promise was kept.

    >>> says_kept("Met deze brief heb ik voldaan aan de toezegging uit mijn brief van 19 september.")
    True
    >>> says_kept("Aan deze toezegging is nog niet voldaan.")
    False
    """
    folded = f" {sentence.casefold()}"
    words = _words()

    def has(kind: str) -> bool:
        return any(re.search(rf"\W{re.escape(word)}", folded) for word in words[kind])

    told = (has("promise") and has("kept")) or (has("as_promised") and has("performs"))
    return told and not has("unless")


def meant(sentence: str, promises: Mapping[str, str]) -> str | None:
    """Tell which of a paper's promises a sentence means; None where that is not certain.

    Args:
        sentence: What a later letter says.
        promises: The words of each promise, by statement.

    >>> words = {"a": "De evaluatie van de subsidieregeling volgt.", "b": "Ik informeer uw Kamer over de dijken."}
    >>> meant("Met de evaluatie van de subsidieregeling is aan de toezegging voldaan.", words)
    'a'
    >>> meant("Aan de toezegging is voldaan.", words)
    """
    if len(promises) == 1:
        return next(iter(promises))
    said, stems = _stems(sentence), {iri: _stems(words) for iri, words in promises.items()}
    repeated = {}
    for iri, own in stems.items():
        others = {stem for other, theirs in stems.items() if other != iri for stem in theirs}
        repeated[iri] = len((own - others) & said)
    told = [iri for iri, count in repeated.items() if count]
    return told[0] if len(told) == 1 and repeated[told[0]] >= _REPEATED else None


def _stems(text: str) -> set[str]:
    return {stem for stem in analyzer("prose").analyze(text) if len(stem) >= _TELLING}


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(_WORDS.read_text("utf-8"))
