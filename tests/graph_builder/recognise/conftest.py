from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph_builder.model import Document, Mention, Metadata
from graph_builder.recognise import Lexicon, compile_lexicon, recognise
from ontology.registry import load_registry
from ontology.terms import load_vocabulary

LETTER_DATE = date(2024, 11, 18)

Found = list[tuple[str, str]]
Finder = Callable[..., Found]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return compile_lexicon(load_registry(), load_vocabulary())


@pytest.fixture
def mentions(lexicon: Lexicon) -> Callable[..., tuple[Document, tuple[Mention, ...]]]:
    """Recognise words as a document of their own, dated 18 November 2024 unless told otherwise."""

    def read(text: str, **metadata: object) -> tuple[Document, tuple[Mention, ...]]:
        known = Metadata(**{"date": LETTER_DATE} | metadata)  # type: ignore[arg-type]
        document = Document("test", text, "txt", known)
        return document, recognise(document, lexicon)

    return read


@pytest.fixture
def found(mentions: Callable[..., tuple[Document, tuple[Mention, ...]]]) -> Finder:
    """Give what is found of one type: the words and the value or entity."""

    def find(text: str, kind: str, **metadata: object) -> Found:
        document, all_mentions = mentions(text, **metadata)
        return [
            (mention.span.of(document.text), mention.value or mention.entity or "")
            for mention in all_mentions
            if mention.type == kind
        ]

    return find


@pytest.fixture
def words(found: Finder) -> Callable[..., list[str]]:
    """Give only the words of what is found of one type."""

    def find(text: str, kind: str, **metadata: object) -> list[str]:
        return [written for written, _ in found(text, kind, **metadata)]

    return find
