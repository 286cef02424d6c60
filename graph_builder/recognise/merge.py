"""Putting together what the recognisers found: which mentions may nest, and which give way."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from graph_builder.model import Mention
from graph_builder.recognise.lexicon import Lexicon
from graph_builder.recognise.names import INTERSTATE, goes_on, is_body_of
from graph_builder.recognise.view import View

_RANK = {
    "Citation": 0,
    "Money": 1,
    "Motion": 2,
    "LegalCase": 3,
    "Role": 4,
    "Treaty": 5,
    "Law": 6,
    "StateGroup": 7,
    "Person": 8,
    "Government": 9,
    "Parliament": 10,
    "Organisation": 11,
    "Place": 12,
    "Group": 13,
    "State": 14,
    "Date": 15,
    "Programme": 16,
}
"""Who wins a span that two readings claim: what has the surer context first."""

_AFTER_PREPOSITION = re.compile(r"\b(?:in|voor|tegen|te|bij|naar)\s(?:de\s|het\s|den\s)?$")
_BEHIND_LINK = re.compile(r"\b(?:van|voor|in|bij|te|op|der|en)\s(?:de\s|het\s|den\s)?$|,\s$")
"""What stands before the place that a role is of; "Nationaal Coördinator Groningen" is one name."""
_NUMBER = re.compile(r"(?:\s[IVX]+)?")
"""What a committee's name has behind its chair's: "commissie-Van der Meer II"."""
_OFFICE = re.compile(r"(?:minister|staatssecretaris)\b")
"""How the roles begin whose portfolio is no body."""
_BY_SHAPE = frozenset({"Organisation", "Place", "StateGroup", "Treaty", "Law"})
_SHORT_NAME = len("Awgb")
"""No longer than this are the abbreviations of acts that close another's name."""
_UNSURE = 20
"""Added to the rank of what only its shape shows: what the registry knows goes before."""
_OPEN = frozenset({"Motion", "LegalCase"})
"""Inside these every mention counts."""
_CLOSED = frozenset({"Citation", "Money", "Date", "Person", "Group", "State"})
"""Inside these none does."""


def merge(view: View, lexicon: Lexicon, found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Order the finds, drop what crosses or may not nest, and give all the document's own offsets.

    Programmes come last: they claim no place that another find holds, and every other find counts inside them.

    Args:
        view: The document.
        lexicon: Knows which organisations are ministries: those are no mentions inside a minister's role.
        found: What the recognisers found, in any order; what several found counts once, as nothing nests in itself.

    Returns:
        Mentions by where they start, outer ones before inner ones.
    """
    ordered = sorted(found, key=_order)
    kept = _Kept()
    for mention in ordered:
        if mention.type != "Programme" and all(
            _may_nest(view, lexicon, other, mention) for other in kept.around(mention)
        ):
            kept.add(mention)
    programmes = _Kept()
    for mention in ordered:
        if mention.type == "Programme" and not any(programmes.around(mention)) and kept.leaves_room_for(mention):
            programmes.add(mention)
    everything = [*kept.mentions, *programmes.mentions]
    if programmes.mentions:
        everything.sort(key=_order)
    return tuple(view.back(mention) for mention in everything)


class _Kept:
    """The mentions kept so far, by where they start."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self._starts: list[int] = []
        self._reach: list[int] = []

    def add(self, mention: Mention) -> None:
        """Keep a mention that starts no earlier than the others."""
        self.mentions.append(mention)
        self._starts.append(mention.span.start)
        self._reach.append(max(mention.span.end, self._reach[-1] if self._reach else 0))

    def around(self, mention: Mention) -> Iterator[Mention]:
        """Give those that start no later than a mention and share characters with it."""
        index = bisect_right(self._starts, mention.span.start) - 1
        while index >= 0 and self._reach[index] > mention.span.start:
            if self.mentions[index].span.overlaps(mention.span):
                yield self.mentions[index]
            index -= 1

    def leaves_room_for(self, mention: Mention) -> bool:
        """Tell whether none of them crosses a mention, or holds it but for a motion's description."""
        if any(other.span == mention.span or not _leaves_room(other, mention) for other in self.around(mention)):
            return False
        first = bisect_right(self._starts, mention.span.start)
        last = bisect_right(self._starts, mention.span.end - 1)
        return all(other.span.end <= mention.span.end for other in self.mentions[first:last])


def _leaves_room(other: Mention, mention: Mention) -> bool:
    """Tell whether a find that starts before a programme lets it stand."""
    inside = mention.span.covers(other.span)
    return inside or (other.type in _OPEN and other.span.covers(mention.span))


def _order(mention: Mention) -> tuple[int, int, int, bool, str]:
    """Order by place, the longest first, then by rank, the registered first."""
    span = mention.span
    rank = _RANK[mention.type] + (_UNSURE if mention.type in _BY_SHAPE and not mention.registered else 0)
    return span.start, -span.end, rank, mention.entity is None, mention.entity or ""


def _may_nest(view: View, lexicon: Lexicon, outer: Mention, inner: Mention) -> bool:
    """Tell whether the guidelines let one mention stand inside the other."""
    if not outer.span.covers(inner.span) or outer.type in _CLOSED:
        return False
    if outer.span == inner.span:
        return outer.type == "Motion" and inner.type == "Person"
    if outer.type in _OPEN:
        return True
    if view.text[inner.span.end : inner.span.end + 1] == "-":
        return outer.type == "StateGroup"
    return _NESTS[outer.type](view, lexicon, outer, inner)


def _in_role(view: View, lexicon: Lexicon, outer: Mention, inner: Mention) -> bool:
    """A role holds persons and what it is of, but its portfolio is not the ministry."""
    if "(" in view.text[outer.span.start : inner.span.start]:
        return inner.type == "Person"
    if inner.type == "Place":
        return _BEHIND_LINK.search(view.lower, max(0, inner.span.start - 14), inner.span.start) is not None
    if inner.type == "Organisation" and inner.entity in lexicon.ministries:
        return view.lower.startswith("ministerie", inner.span.start)
    if inner.type == "Organisation" and inner.entity is None and _OFFICE.match(view.lower, outer.span.start):
        return False
    return inner.type not in ("Role", "Date", "Group", "Programme", "Law", "Treaty")


def _in_body(view: View, lexicon: Lexicon, outer: Mention, inner: Mention) -> bool:
    """A body's name holds places after a preposition, a committee's person, and the body it begins with."""
    before = view.lower[max(0, inner.span.start - 14) : inner.span.start]
    if inner.type in ("State", "Place"):
        return inner.span.start > outer.span.start and _AFTER_PREPOSITION.search(before) is not None
    if inner.type == "Person":
        named = before.endswith(("commissie ", "commissie-")) or "commissie " in before
        return named and _NUMBER.fullmatch(view.text, inner.span.end, outer.span.end) is not None
    if inner.type == "Organisation":
        known = lexicon.entries.get(inner.entity or "")
        at_start = inner.span.start == outer.span.start and " " in inner.span.of(view.text)
        at_start = at_start and not goes_on(view, inner.span.end)
        return (at_start and known is not None and known.cls in INTERSTATE) or is_body_of(view, outer, inner)
    return inner.type == "Date"


def _in_law(view: View, lexicon: Lexicon, outer: Mention, inner: Mention) -> bool:
    """A year in a law's or treaty's name is a date; the parliament or Union of its name and its abbreviations count."""
    if inner.type in ("Law", "Treaty"):
        name = inner.span.of(view.text)
        # "Algemene Ouderdomswet" holds no "Ouderdomswet", but "Besluit prudentiële regels Wft" holds the "Wft".
        inside = inner.span.end < outer.span.end or len(name) <= _SHORT_NAME
        return inner.span.start > outer.span.start and inside and " " not in name
    if inner.type == "Organisation":
        known = lexicon.entries.get(inner.entity or "")
        return known is not None and known.cls in INTERSTATE and " " in inner.span.of(view.text)
    return inner.type in ("Date", "Parliament", "Citation")


def _in_group(view: View, lexicon: Lexicon, outer: Mention, inner: Mention) -> bool:
    """Tell that "EU-lidstaten" and "lidstaten van de Europese Unie" hold the Union."""
    beside = inner.span.start == outer.span.start or inner.span.end == outer.span.end
    return inner.type == "Organisation" and beside


def _in_government(view: View, lexicon: Lexicon, outer: Mention, inner: Mention) -> bool:
    """A government may be named after its state or head: "regering van Syrië"."""
    return inner.type in ("State", "Person") and inner.span.end == outer.span.end


def _never(view: View, lexicon: Lexicon, outer: Mention, inner: Mention) -> bool:
    """Nothing nests."""
    return False


_NESTS = {
    "Role": _in_role,
    "Organisation": _in_body,
    "Parliament": _never,
    "Place": _never,
    "Government": _in_government,
    "StateGroup": _in_group,
    "Treaty": _in_law,
    "Law": _in_law,
}
