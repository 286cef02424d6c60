"""Official titles: what a paper is about, without the words that every title of its kind begins with."""

from __future__ import annotations

import re

__all__ = ["about"]

_MOTION_OF = re.compile(
    r"\s*(?:nader |\w+ nader )?(?:gewijzigde )?motie(?: van (?:het lid|de leden|de fracties?)\b.*?)?\s+over\s+",
    re.IGNORECASE | re.DOTALL,
)


def about(title: str) -> str:
    """Take from a motion's official title what it is about.

    >>> about("Gewijzigde motie van het lid Jansen c.s. over steun voor het veldkantoor (t.v.v. 99999-6)")
    'steun voor het veldkantoor'
    """
    found = _MOTION_OF.match(title)
    return re.sub(r"\s*\(t\.v\.v\.[^)]*\)\s*$", "", title[found.end() :] if found else title).strip()
