"""What a statement that has been read is about, and who makes it."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Span, Statement
from graph_builder.relate.context import GOVERNMENT, STATE


def stretch(said: Statement) -> Span:
    """Give the stretch from the first to the last word that says what a statement is about; none gives an empty one."""
    spans = topics(said) or [Span(said.span.start, said.span.start)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def of_government(said: Statement) -> bool:
    """Tell whether the government promises something or stands up for it."""
    if said.kind not in ("Advocacy", "Undertaking"):
        return False
    return all(agent.entity in (GOVERNMENT, STATE) for agent in said.fillers("agent"))


def topics(said: Statement) -> list[Span]:
    """Give the stretches of text that say what a statement is about."""
    return [filler.span for filler in said.fillers("topic") if filler.entity is None]


def told_before(said: Statement, told: Sequence[Span]) -> bool:
    """Tell whether a clause has told what a noun promises: "heb ik de toezegging gedaan om …"."""
    return any(topic.overlaps(filler.span) for filler in said.fillers("topic") for topic in told)
