"""Names of several capitalised words that nothing else explains: bodies that recur, and places behind "in" or "te".

A single use in mid-sentence may be a title or an event, so that a body must be named again: twice where it begins with
an adjective such as "Landelijk", else three times and as one that does or is dealt with ("door X", "via X").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph_builder.model import Mention, MentionType
from graph_builder.recognise.dictionary import is_known
from graph_builder.recognise.shapes import explained, found_at
from graph_builder.recognise.view import View, fold
from graph_builder.recognise.wordlists import load_wordlists

_WORD = r"[A-ZÀ-Þ][a-zà-ÿ][\w’'-]*"
_PHRASE = re.compile(rf"{_WORD}(?:\s{_WORD}){{1,3}}(?![\w’'-])(?!\s[A-ZÀ-Þ])")
_LEAD = re.compile(r"(?<![\w-])(?:([a-z]+)\s)?(de|het)?\s?$")
_ACTING = frozenset({"door", "via", "vanuit", "bij", "met", "aan"})
_EVENTS = re.compile(r"(?:debat|overleg|beschouwingen|dag|week|conferentie|top|beurs|wet)$")
_ARTICLE = 2
"""How many letters the articles of other tongues have at most ("El", "Al")."""
_AGAIN = 2
_OFTEN = 3


def find_phrases(view: View, named: Sequence[Mention]) -> list[Mention]:
    """Find names of several words.

    Args:
        view: The document.
        named: What was found so far; words inside it are explained.
    """
    taken = explained(view.text, named)
    uses: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    reach = 0
    for start, end in view.capitals:
        inside = start >= reach and not taken[start] and view.text[start - 2 : start - 1].islower()
        found = _PHRASE.match(view.text, start) if inside and view.text[end : end + 1].isspace() else None
        if found and not any(taken[start : found.end()]):
            reach = found.end()
            lead = _LEAD.search(view.lower, max(0, found.start() - 24), found.start())
            uses[found[0]].append((lead[1] or "" if lead else "", bool(lead and lead[2])))
    return [mention for name, leads in uses.items() for mention in _everywhere(view, taken, name, leads)]


def _everywhere(view: View, taken: bytearray, name: str, leads: Sequence[tuple[str, bool]]) -> Iterator[Mention]:
    """Give every place of a phrase that turns out to be a name."""
    kind: MentionType | None = "Place" if _is_place(name, leads) else "Organisation" if _is_body(name, leads) else None
    if kind is None:
        return
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", view.text):
        if not any(taken[found.start() : found.end()]):
            yield found_at(*found.span(), kind)


def _is_place(name: str, leads: Sequence[tuple[str, bool]]) -> bool:
    """Tell a place: a preposition of place stands before most uses, no article, and no word is of the dictionary."""
    prepositions = load_wordlists().set("organisations", "place-prepositions")
    bare = [lead for lead, article in leads if lead in prepositions and not article]
    foreign = not any(is_known(word.lower()) for word in name.split() if len(word) > _ARTICLE)
    return foreign and len(bare) * 2 >= len(leads) and bool(bare)


def _is_body(name: str, leads: Sequence[tuple[str, bool]]) -> bool:
    """Tell a body: it recurs, and is no event and no plan by its last word."""
    lists = load_wordlists()
    first, *_, last = fold(name).split()
    plans = lists.set("organisations", "programme-heads") | lists.set("organisations", "programme-ends")
    if last in plans or last.endswith(lists.get("organisations", "programme-ends")) or _EVENTS.search(last):
        return False
    acting = sum(lead in _ACTING for lead, _ in leads)
    by_adjective = first in lists.set("organisations", "naming-adjectives")
    return len(leads) >= _AGAIN if by_adjective else len(leads) >= _OFTEN and acting >= _AGAIN
