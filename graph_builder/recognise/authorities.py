"""Municipalities, provinces and water authorities named in a row: "de gemeenten Rotterdam en Den Haag"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.iris import slug
from graph_builder.model import Mention, Span
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.view import View

_NAME = re.compile(r"['’]?\w[\w’'-]*(?:\s['’]?\w[\w’'-]*){0,4}(?:\s\(\w[\w.-]*\))?")
_LINK = re.compile(r",?\s(?:en|of|alsmede)\s|,\s")
_OFFICIAL = {"den-haag": "s-gravenhage", "den-bosch": "s-hertogenbosch", "friesland": "fryslan"}
"""How the registry's names of authorities have what texts call otherwise."""
_LONGEST = 60
"""How many characters a name may have."""


def find_authorities(view: View, lexicon: Lexicon) -> Iterator[Mention]:
    """Find each of several authorities that share their noun, which the registry has with the singular.

    Args:
        view: The document.
        lexicon: Knows the authorities.

    Yields:
        The first with the noun ("gemeenten Rotterdam"), the others by their names ("Den Haag").
    """
    for start, end in view.at("organisations.several"):
        bracket = view.text.startswith("(", end + 1)
        at = end + 1 + bracket
        first = at if bracket else start
        noun = view.lower[start:end]
        singular = noun.removesuffix("pen") if noun.endswith("schappen") else noun[:-1]
        while found := _authority(view, lexicon, singular, at):
            path, stop = found
            yield Mention(Span(first, stop), "Organisation", path, registered=True)
            link = _LINK.match(view.text, stop)
            if link is None:
                break
            first = at = link.end()


def _authority(view: View, lexicon: Lexicon, noun: str, at: int) -> tuple[str, int] | None:
    """Give the path of the authority whose name stands at a place, and where it ends; the longest name counts."""
    words = _NAME.match(view.text, at, at + _LONGEST)
    stop = words.end() if words and not view.text[at].islower() else at
    while stop > at:
        name = slug(view.text[at:stop])
        path = f"actor/{noun}-{_OFFICIAL.get(name, name)}"
        if path in lexicon.entries:
            return path, stop
        stop = max(at, view.text.rfind(" ", at, stop))
    return None
