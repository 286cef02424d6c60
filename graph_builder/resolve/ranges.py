"""The papers between the ends of a range: "Kamerstuk 32 623, nrs. 4 t/m 8"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graph_builder.model import Mention, Reference, Span

_UPTO = re.compile(r"\s?(?P<word>t/m|tot\sen\smet|-)\s?(?:nrs?\.?\s?)?")
_NUMBERED = re.compile(r"(?P<stem>paper/.+)-(?P<number>\d{1,5})")
_LONGEST_RANGE = 100
"""How many papers may lie between the ends of a range; more are a slip of the pen."""


def find_ranges(lower: str, mentions: Sequence[Mention]) -> Iterator[Reference]:
    """Give the papers between the ends of a range, which stand for themselves: "nrs. 4 t/m 8"."""
    cited = [mention for mention in mentions if mention.type == "Citation" and mention.entity]
    for first, last in pairwise(cited):
        link = _UPTO.fullmatch(lower, first.span.end, last.span.start)
        ends = [_NUMBERED.fullmatch(mention.entity or "") for mention in (first, last)]
        if not (link and ends[0] and ends[1] and ends[0]["stem"] == ends[1]["stem"]):
            continue
        between = range(int(ends[0]["number"]) + 1, int(ends[1]["number"]))
        if 0 < len(between) <= _LONGEST_RANGE:
            papers = tuple(f"{ends[0]['stem']}-{number}" for number in between)
            yield Reference(Span(link.start("word"), link.end("word")), papers)
