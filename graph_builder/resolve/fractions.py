"""Members of a party in reports: "deze leden", "genoemde leden", "zij" after "de leden van de A-fractie"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from graph_builder.model import Document, Mention, Reference, Span
from graph_builder.resolve.forms import any_of, several_people

_SPEAKING = re.compile(
    r"\bde\s(?:fractie)?leden\svan\s(?:de\s)?(?:fracties?\svan\s|[^.;:?!\n]{1,60}?-?fracties?\b(?!\svan))"
)
"""How a report says whose members speak: "de leden van de A-fractie", "de leden van de fracties van A en B"."""
_JOINED = re.compile(r"(?:,|\sen|,\sen)?\s?(?:(?:de|het)\s)?")
"""What joins the parties behind "de fracties van"."""
_MOST = 16
"""How many parties are read where many are listed."""
_REACH = 1500
"""How far before such words the members may have been named, in characters."""
_NEAR = 400
"""The same for "zij", which can be others sooner."""


def find_members(document: Document, lower: str, mentions: Sequence[Mention]) -> Iterator[Reference]:
    """Find the words that stand for the members of the parties who spoke last.

    Args:
        document: What was read; its blocks are its paragraphs.
        lower: Its text, folded.
        mentions: Its resolved mentions, in the order of the text.

    Yields:
        A reference to the parties; none where a member's own question or others' words may be meant.
    """
    spoken = ((found.end(), _in(found, lower, mentions)) for found in _SPEAKING.finditer(lower))
    speaking = [(end, parties) for end, parties in spoken if parties]
    if not speaking:
        return
    ends = [end for end, _ in speaking]
    covered = _Covered(mentions)
    starts = [block.span.start for block in document.blocks]
    for match in _leads().finditer(lower):
        last = bisect_right(ends, match.start()) - 1
        if last < 0 or covered.overlaps(match.start(), match.end()):
            continue
        named, parties = speaking[last]
        block = bisect_right(starts, match.start()) - 1
        if _asked().match(lower, match.end()) or _asking().search(lower, max(0, match.start() - 12), match.start()):
            continue
        far = block < 0 or named < starts[block] or match.start() - named > _NEAR
        if match[0] == "zij" and (far or several_people().search(lower[named : match.start()])):
            continue
        if match.start() - named <= _REACH:
            yield Reference(Span(*match.span()), parties)


def _in(found: re.Match[str], lower: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Give the parties that the words for whose members speak name, or those that are listed behind them."""
    low = bisect_left(mentions, found.start(), key=lambda mention: mention.span.start)
    named, end = list[str](), found.end()
    for mention in mentions[low : low + _MOST]:
        listed = found[0].endswith(" van ") and _JOINED.fullmatch(lower, end, max(end, mention.span.start))
        if mention.span.start >= found.end() and not listed:
            break
        end = max(end, mention.span.end)
        if mention.type == "Organisation" and mention.entity:
            named.append(mention.entity)
    return tuple(dict.fromkeys(named))


@cache
def _leads() -> re.Pattern[str]:
    """Compile the words for them further on; "zij" before or behind a plural."""
    return re.compile(
        rf"\b(?:{any_of('these-members')})\s(?:fractie)?leden\b"
        r"|(?:(?<=\.\s)|(?<=\n))zij(?=\s[a-z]{3,}n\b)|(?<=[a-z]{2}n\s)zij\b(?!\s(?:is|was|heeft|zal)\b)"
    )


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{any_of('members-ask')})\b")


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of('members-ask')})\s$")


class _Covered:
    """The places that mentions take."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._starts = [mention.span.start for mention in mentions]
        self._ends = list(accumulate((mention.span.end for mention in mentions), max))

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a mention lies in a stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start
