"""Which names are those of courts."""

from __future__ import annotations

from graph_builder.model import Span
from graph_builder.relate.context import Context


def is_court(span: Span, context: Context) -> bool:
    """Tell whether a name is that of a court: one of its words says so, or all of it.

    Args:
        span: Where the name stands.
        context: For the text and the words for courts.
    """
    words = span.of(context.document.text).lower().split()
    phrases = context.grammar.phrases
    return any(word.endswith(phrases["courts"]) for word in words) or " ".join(words).endswith(phrases["high_courts"])
