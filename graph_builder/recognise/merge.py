"""Putting together what the recognisers found: which mentions may nest, and which give way."""

from __future__ import annotations

from collections.abc import Iterable

from graph_builder.model import Mention
from graph_builder.recognise.view import View


def merge(view: View, found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Order the finds, drop what crosses or may not nest, and give all the document's own offsets."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.span.start, -mention.span.end, mention.type)):
        if any(other.span.overlaps(mention.span) and not _may_nest(other, mention) for other in kept[-8:]):
            continue
        kept.append(mention)
    return tuple(view.back(mention) for mention in kept)


def _may_nest(outer: Mention, inner: Mention) -> bool:
    """Tell whether the guidelines let one mention stand inside the other."""
    return outer.span.covers(inner.span) and outer.type not in ("Citation", "Money", "Date")
