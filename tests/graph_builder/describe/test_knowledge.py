"""The graphs of the ontology, the registry and a build."""

from __future__ import annotations

from datetime import UTC, datetime

import pyoxigraph as ox

from graph_builder.describe import as_nquads, describe_build, describe_knowledge
from graph_builder.describe.knowledge import ONTOLOGY, provenance_graph, registry_graph
from graph_builder.iris import Base
from tests.graph_builder.describe.asking import DOC, ID


def test_knowledge_is_the_ontology_and_the_registry_the_same_every_time() -> None:
    first, second = describe_knowledge(Base()), describe_knowledge(Base())
    assert first == second
    assert {quad.graph_name for quad in first} == {ONTOLOGY, registry_graph(Base())}


def test_the_registry_moves_to_the_deployments_base() -> None:
    base = Base("https://example.org/graaf/")
    moved = as_nquads(describe_knowledge(base)).decode()
    assert ID not in moved
    assert "<https://example.org/graaf/actor/european-union>" in moved
    assert "<https://w3id.org/kamergraaf/ontology#EUBody>" in moved


def test_the_provenance_of_a_build_takes_the_callers_clock() -> None:
    started, ended = datetime(2026, 1, 2, 3, 4, 5, 678, UTC), datetime(2026, 1, 2, 3, 5, tzinfo=UTC)
    quads = describe_build("1.2.3", started, ended, [f"{DOC}/graph"], Base())
    lines = as_nquads(quads).decode()
    assert {quad.graph_name for quad in quads} == {provenance_graph(Base())}
    assert '"2026-01-02T03:04:05Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>' in lines
    assert f"<{DOC}/graph> <http://www.w3.org/ns/prov#wasGeneratedBy> <{ID}build/2026-01-02T030405Z>" in lines
    assert quads == describe_build("1.2.3", started, ended, [f"{DOC}/graph"], Base())
    store = ox.Store()
    store.extend(quads)
    assert as_nquads(store) == as_nquads(quads)
