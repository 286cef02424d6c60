"""Generations made of what documents say: no news is no generation, and each graph keeps how it came about."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_builder.describe.knowledge import provenance_graph
from graph_builder.iris import Base
from graph_builder.publish import kept, publish, published
from graph_builder.store import Store

BASE = Base("https://example.org/id/")
MONDAY, TUESDAY = datetime(2025, 9, 15, 12, tzinfo=UTC), datetime(2025, 9, 16, 12, tzinfo=UTC)
GENERATED = ox.NamedNode("http://www.w3.org/ns/prov#wasGeneratedBy")


def said(document: str, words: str) -> ox.Quad:
    node = ox.NamedNode(BASE.iri(f"document/{document}"))
    return ox.Quad(
        node, ox.NamedNode("https://example.org/says"), ox.Literal(words), ox.NamedNode(f"{node.value}/graph")
    )


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr("graph_builder.publish.describe_knowledge", lambda base: [])
    return Store.open(tmp_path / "store", create=True)


def builds(store: Store) -> dict[str, str]:
    """Which build made each document's graph."""
    return {
        quad.subject.value.removeprefix(BASE.value): quad.object.value.removeprefix(BASE.iri("build/"))
        for quad in published(store.current())
        if quad.predicate == GENERATED and "/document/" in quad.subject.value
    }


def test_the_same_again_is_no_generation(store: Store) -> None:
    first = publish(store, [said("a", "ja")], BASE, MONDAY)
    assert publish(store, [said("a", "ja")], BASE, TUESDAY) == first
    assert publish(store, [said("a", "nee")], BASE, TUESDAY) != first


def test_a_graph_that_is_as_it_was_keeps_how_it_came_about(store: Store) -> None:
    publish(store, [said("a", "ja"), said("b", "ja")], BASE, MONDAY)
    publish(store, [said("a", "ja"), said("b", "nee"), said("c", "ja")], BASE, TUESDAY)
    assert builds(store) == {
        "document/a/graph": "2025-09-15T120000Z",
        "document/b/graph": "2025-09-16T120000Z",
        "document/c/graph": "2025-09-16T120000Z",
    }


def test_what_is_gone_leaves_no_provenance(store: Store) -> None:
    publish(store, [said("a", "ja"), said("b", "ja")], BASE, MONDAY)
    publish(store, [said("b", "ja")], BASE, TUESDAY)
    assert builds(store) == {"document/b/graph": "2025-09-15T120000Z"}
    about = [quad for quad in published(store.current()) if quad.graph_name == provenance_graph(BASE)]
    assert not any("document/a/graph" in str(quad) for quad in about)


def test_what_a_store_holds_besides_is_kept(store: Store) -> None:
    first, second = (str(said(document, "ja").graph_name) for document in ("a", "b"))
    assert list(kept(store, [], BASE)) == []
    publish(store, [said("a", "ja"), said("b", "ja")], BASE, MONDAY)
    assert [shard.graph for shard in kept(store, [second], BASE)] == [first]
