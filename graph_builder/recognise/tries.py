"""Many words as one pattern, their common beginnings written once: what has none of them is passed over sooner."""

from __future__ import annotations

import re
from collections.abc import Iterable


def trie(words: Iterable[str]) -> str:
    """Give a pattern for any of several words, in which each letter is tried once; of two the longer is found.

    >>> trie(["de", "deze", "dit"])
    'd(?:e(?:ze)?|it)'

    Args:
        words: At least one; a blank stands for itself.
    """
    behind: dict[str, set[str]] = {}
    for word in sorted(set(words)):
        behind.setdefault(word[:1], set()).add(word[1:])
    ends = behind.pop("", None) is not None
    found = [re.escape(first) + trie(rest) for first, rest in behind.items()]
    if not found:
        return ""
    return (found[0] if len(found) == 1 and not ends else f"(?:{'|'.join(found)})") + "?" * ends
