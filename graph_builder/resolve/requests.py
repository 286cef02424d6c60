"""What "dit verzoek" is, where a motion has just been said to ask it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_builder.model import Block, Mention
from graph_builder.resolve.forms import requesting


def requesting_motion(
    lower: str, start: int, block: Block | None, last: Sequence[Mention], before: Iterable[Mention]
) -> tuple[str, ...]:
    """Give the motion that the paragraph has said to ask something, where parliament and members have not.

    Args:
        lower: The folded text.
        start: Where "dit verzoek" stands.
        block: The paragraph that it stands in.
        last: The last motion named before it; empty for none.
        before: The last mentions before it.
    """
    if block is None or not last or last[0].span.start < block.span.start:
        return ()
    named = last[0].span.end
    asked = requesting().search(lower, named, start)
    others = any(m.type in ("Parliament", "Person") and m.span.start > named for m in before)
    return (last[0].entity or "",) if asked and not others else ()
