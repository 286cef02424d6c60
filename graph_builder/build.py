"""From documents to the quads of a whole graph, checked and ready to be published."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph_builder.describe import describe
from graph_builder.extract import Knowledge, extract
from graph_builder.iris import Base
from graph_builder.model import Document, Extraction, Review
from graph_builder.review import apply

__all__ = ["Built", "Summary", "build", "summarise"]


@dataclass(frozen=True, slots=True)
class Built:
    """What documents say, as quads."""

    quads: tuple[ox.Quad, ...]
    """The documents' own graphs alone."""
    summaries: tuple[Summary, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """How much one document gave."""

    document: Document
    mentions: int
    tracks: int
    statements: int
    """Without citations."""

    @property
    def empty(self) -> bool:
        """Whether nothing was read from it but its text."""
        return not (self.mentions or self.tracks or self.statements)


def build(
    documents: Iterable[Document],
    knowledge: Knowledge,
    base: Base,
    each: Callable[[Document], None] = lambda _: None,
    reviews: Sequence[Review] = (),
) -> Built:
    """Extract and describe documents.

    Args:
        documents: One a key.
        knowledge: What the extraction knows beforehand.
        base: Where the deployment publishes its data.
        each: Called before each document.
        reviews: What people decided about any documents.
    """
    quads: list[ox.Quad] = []
    summaries = []
    for document in documents:
        each(document)
        extraction = apply(extract(document, knowledge), reviews)
        quads += describe(extraction, knowledge.vocabulary, base)
        summaries.append(summarise(extraction))
    return Built(tuple(quads), tuple(summaries))


def summarise(extraction: Extraction) -> Summary:
    """Count what a document gave."""
    statements = sum(statement.kind != "Citation" for statement in extraction.statements)
    return Summary(extraction.document, len(extraction.mentions), len(extraction.tracks), statements)
