"""The sentences of a document's prose."""

from __future__ import annotations

import re

from graph_builder.model import Document, Span

_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s+[A-Z«“])|$)", re.DOTALL)


def sentences(document: Document) -> tuple[Span, ...]:
    """Give the sentences of the prose, in the order of the text; none crosses a block."""
    return tuple(
        Span(block.span.start + found.start(), block.span.start + found.end())
        for block in document.blocks
        if block.kind not in ("preamble", "signature")
        for found in _SENTENCE.finditer(block.span.of(document.text))
    )
