"""Whether a word stands in the Dutch dictionary: what does not may be a name."""

from __future__ import annotations

from functools import lru_cache

import simplemma

_REMEMBERED = 50_000
"""How many answers are kept: texts repeat their words."""


@lru_cache(_REMEMBERED)
def is_known(word: str) -> bool:
    """Tell whether a word, in small letters, is a Dutch one; the first answer loads the dictionary."""
    return simplemma.is_known(word, lang="nl")
