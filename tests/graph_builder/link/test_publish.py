"""A source's graph in a new generation: what it may touch, and what stops it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_builder.errors import StoreError, ValidationError
from graph_builder.iris import Base
from graph_builder.link.publish import of_source, publish_source
from graph_builder.store import Store
from tests.graph_builder.link.beside import side_by_side

BASE = Base("https://example.org/id/")
KG = "https://w3id.org/kamergraaf/ontology#"
SOURCE = ox.NamedNode(BASE.iri("graph/tweede-kamer"))
DOCUMENT = ox.NamedNode(BASE.iri("document/x/graph"))
PAPER = ox.NamedNode(BASE.iri("paper/kst-1-1"))
RECORD = ox.NamedNode(BASE.iri("record/tweede-kamer/2025Z1"))


def _quad(subject: ox.NamedNode, name: str, value: ox.NamedNode | str, graph: ox.NamedNode) -> ox.Quad:
    target = value if isinstance(value, ox.NamedNode) else ox.Literal(value)
    return ox.Quad(subject, ox.NamedNode(KG + name), target, graph)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.open(tmp_path / "store", create=True)
    made.publish([_quad(PAPER, "number", "1", DOCUMENT)], empty_graphs=[BASE.iri("empty")])
    return made


def test_a_source_replaces_its_own_graph_and_no_other(store: Store) -> None:
    publish_source(store, SOURCE, [_quad(PAPER, "record", RECORD, SOURCE)], BASE)
    done = publish_source(store, SOURCE, [_quad(RECORD, "officialTitle", "x", SOURCE)], BASE)
    graphs = {str(quad.graph_name): str(quad.object) for quad in done.generation.load()}
    assert graphs == {str(DOCUMENT): '"1"', str(SOURCE): '"x"'}
    assert done.generation.manifest.empty_graphs == (BASE.iri("empty"),)


def test_a_source_never_writes_into_a_document_s_graph() -> None:
    with pytest.raises(StoreError, match="nothing was published"):
        of_source(SOURCE, [_quad(PAPER, "number", "2", DOCUMENT)])


def test_the_same_answer_a_day_later_is_no_news(store: Store) -> None:
    at = ox.NamedNode("http://www.w3.org/ns/prov#generatedAtTime")
    record = _quad(PAPER, "record", RECORD, SOURCE)
    first = publish_source(store, SOURCE, [record, ox.Quad(RECORD, at, ox.Literal("2026-11-01"), SOURCE)], BASE)
    second = publish_source(store, SOURCE, [record, ox.Quad(RECORD, at, ox.Literal("2026-11-02"), SOURCE)], BASE)
    assert (first.changed, second.changed) == (True, False)
    assert second.generation.name == first.generation.name


def test_links_that_break_a_shape_are_not_published(store: Store) -> None:
    before = store.current_name()
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    nameless = ox.Quad(ox.NamedNode(BASE.iri("actor/tk-1")), kind, ox.NamedNode(f"{KG}Party"), SOURCE)
    with pytest.raises(ValidationError, match="Nothing was published"):
        publish_source(store, SOURCE, [nameless], BASE)
    assert store.current_name() == before


def test_for_the_check_alone_a_document_s_graph_gets_what_sources_say_of_its_papers() -> None:
    other = ox.NamedNode(BASE.iri("paper/kst-2-2"))
    said = [
        _quad(PAPER, "record", RECORD, SOURCE),
        _quad(RECORD, "officialTitle", "x", SOURCE),
        _quad(other, "record", ox.NamedNode(BASE.iri("record/tweede-kamer/2025Z2")), SOURCE),
    ]
    arranged = side_by_side([_quad(PAPER, "number", "1", DOCUMENT), *said], BASE)
    added = [quad for quad in arranged if quad.graph_name == DOCUMENT and quad.predicate.value != f"{KG}number"]
    assert [quad.predicate.value.removeprefix(KG) for quad in added] == ["record", "officialTitle"]
