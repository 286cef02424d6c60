"""How alike two names are, whatever their capitals, accents and order of words."""

from __future__ import annotations

import heapq
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rapidfuzz import fuzz

__all__ = ["NameIndex", "alike", "folded"]


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Fold a name: lower case, without accents, its words apart by one blank.

    >>> folded("  Syrië, Arabische-Republiek ")
    'syrie arabische republiek'
    """
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return " ".join("".join(each if each.isalnum() else " " for each in plain).split())


def alike(name: str, other: str) -> float:
    """Give how alike two names are, from 0 to 100; 100 for the same words in the same order.

    >>> alike("Europese Unie", "europese unie"), alike("Unie, Europese", "Europese Unie")
    (100.0, 99.0)
    """
    here, there = folded(name), folded(other)
    if here == there:
        return 100.0 if here else 0.0
    return min(round(max(fuzz.ratio(here, there), fuzz.token_sort_ratio(here, there)), 1), 99.0)


_MOST_LOOKED_AT = 50_000
"""Names that are counted by the trigrams they share with one: the rarest trigrams tell most and are looked at first."""


class NameIndex:
    """Names by the trigrams in them, so that a misspelt one is found without looking at all."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        """Take in (name, key) pairs; a key may have several names."""
        self._names: list[tuple[str, int]] = [(folded(name), key) for name, key in names]
        self._exact: dict[str, list[int]] = {}
        self._by_trigram: dict[str, list[int]] = {}
        for at, (name, _) in enumerate(self._names):
            self._exact.setdefault(name, []).append(at)
            for trigram in set(_trigrams(name)):
                self._by_trigram.setdefault(trigram, []).append(at)

    def find(self, name: str, most: int = 200) -> list[tuple[float, int, str]]:
        """Find (likeness, key, folded name) of the names most like one, the best name of each key, best first."""
        wanted = folded(name)
        lists = sorted((self._by_trigram[each] for each in set(_trigrams(wanted)) if each in self._by_trigram), key=len)
        shared: Counter[int] = Counter()
        left = _MOST_LOOKED_AT
        for postings in lists:
            shared.update(postings[:left])
            left -= len(postings)
            if left <= 0:
                break
        likely = heapq.nsmallest(most, shared.items(), key=lambda pair: (-pair[1], pair[0]))
        best: dict[int, tuple[float, str]] = {}
        for at in dict.fromkeys([*self._exact.get(wanted, ())[:most], *(at for at, _ in likely)]):
            known, key = self._names[at]
            score = alike(wanted, known)
            if score > best.get(key, (0.0, ""))[0]:
                best[key] = (score, known)
        return sorted(
            ((score, key, known) for key, (score, known) in best.items()), key=lambda each: (-each[0], each[1])
        )

    def starting(self, prefix: str) -> list[int]:
        """Give the keys with a name, or a word in one, that starts so; names that start so first."""
        start = folded(prefix)
        first = [key for name, key in self._names if name.startswith(start)]
        return list(dict.fromkeys([*first, *(key for name, key in self._names if f" {start}" in name)]))


def _trigrams(name: str) -> Iterator[str]:
    padded = f"  {name} "
    return (padded[at : at + 3] for at in range(len(padded) - 2))
