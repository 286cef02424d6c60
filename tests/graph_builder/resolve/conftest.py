"""Texts whose mentions are found and resolved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from graph_builder.model import Block, Document, Metadata, Span
from graph_builder.recognise import Lexicon, compile_lexicon, recognise
from graph_builder.resolve import resolve
from ontology.registry import Registry, load_registry
from ontology.terms import load_vocabulary


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def lexicon(registry: Registry) -> Lexicon:
    return compile_lexicon(registry, load_vocabulary())


@pytest.fixture
def entities(registry: Registry, lexicon: Lexicon) -> Callable[..., dict[str, str | None]]:
    """Give the entity of each mention of a text by its words (those of the last place win)."""

    def find(text: str, kind: str = "", **known: object) -> dict[str, str | None]:
        document = Document("test", text, "txt", Metadata(date=date(2024, 11, 18), **known))  # type: ignore[arg-type]
        found, _ = resolve(document, recognise(document, lexicon), registry)
        return {mention.span.of(text): mention.entity for mention in found if kind in ("", mention.type)}

    return find


@pytest.fixture
def references(registry: Registry, lexicon: Lexicon) -> Callable[..., list[tuple[str, tuple[str, ...]]]]:
    """Give the references of a text, each paragraph a block of its own."""

    def find(text: str, part: str | None = None, kind: str = "letter") -> list[tuple[str, tuple[str, ...]]]:
        blocks, start = [], 0
        for piece in text.split("\n\n"):
            blocks.append(Block(Span(start, start + len(piece)), "paragraph", part=part))  # type: ignore[arg-type]
            start += len(piece) + 2
        known = Metadata(date=date(2024, 11, 18), kind=kind)  # type: ignore[arg-type]
        document = Document("test", text, "txt", known, blocks=tuple(blocks))
        _, found = resolve(document, recognise(document, lexicon), registry)
        return [(reference.span.of(text), reference.entities) for reference in found]

    return find
