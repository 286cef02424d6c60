from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_builder.build import build
from graph_builder.describe import describe_knowledge
from graph_builder.errors import ExportError
from graph_builder.extract import load_knowledge
from graph_builder.iris import Base
from graph_builder.read import read_file
from graph_builder.slices import Slice, cut
from graph_builder.validate import validate

ID = "https://w3id.org/kamergraaf/id/"
KG = "https://w3id.org/kamergraaf/ontology#"
LETTER, MOTION = "document/kst-32623-376", "document/kst-32545-143"


@pytest.fixture(scope="module")
def quads(letter_file: Path, shared: Path) -> tuple[ox.Quad, ...]:
    """The graph of the bundled letter of 2025 and of a motion of 2021 in another dossier."""
    documents = [read_file(letter_file), read_file(shared / "papers" / "kst-32545-143.xml")]
    return (*build(documents, load_knowledge(), Base()).quads, *describe_knowledge(Base()))


@pytest.fixture(scope="module")
def part_of(quads: tuple[ox.Quad, ...]) -> Callable[[Slice], set[ox.Quad]]:
    return lambda wanted: set(cut(lambda: quads, wanted, Base()))


def documents(part: set[ox.Quad]) -> set[str]:
    names = {quad.graph_name.value for quad in part if isinstance(quad.graph_name, ox.NamedNode)}
    return {name.removeprefix(ID).removesuffix("/graph") for name in names if name.startswith(f"{ID}document/")}


Part = Callable[[Slice], set[ox.Quad]]


def test_a_dossier_has_its_papers_alone(part_of: Part) -> None:
    assert documents(part_of(Slice(dossier="32545"))) == {MOTION}


def test_an_actor_has_the_documents_that_name_it(part_of: Part) -> None:
    assert documents(part_of(Slice(actor="actor/dutch-relief-alliance"))) == {LETTER}


def test_a_day_has_the_documents_since(part_of: Part) -> None:
    assert documents(part_of(Slice(since=date(2021, 7, 6)))) == {LETTER, MOTION}
    assert documents(part_of(Slice(since=date(2021, 7, 7)))) == {LETTER}


def test_what_is_asked_must_hold_together(part_of: Part) -> None:
    with pytest.raises(ExportError, match="dossier 32545 and of 2025-01-01 or later"):
        part_of(Slice(dossier="32545", since=date(2025, 1, 1)))


def test_a_graph_is_in_a_slice_whole(part_of: Part, quads: tuple[ox.Quad, ...]) -> None:
    graph = ox.NamedNode(f"{ID}{LETTER}/graph")
    assert {quad for quad in part_of(Slice(dossier="32623")) if quad.graph_name == graph} == {
        quad for quad in quads if quad.graph_name == graph
    }


def test_the_registry_has_what_the_documents_name_and_what_that_refers_to(part_of: Part) -> None:
    registry = {
        quad.subject.value.removeprefix(ID)
        for quad in part_of(Slice(dossier="32623"))
        if quad.graph_name == ox.NamedNode(f"{ID}registry") and isinstance(quad.subject, ox.NamedNode)
    }
    assert {"actor/dutch-relief-alliance", "actor/netherlands", "actor/nl-government"} <= registry
    assert "actor/vanuatu" not in registry


def test_records_of_linked_sources_come_with_the_papers_they_are_about(quads: tuple[ox.Quad, ...]) -> None:
    def said(subject: str, predicate: str, value: str) -> ox.Quad:
        graph = ox.NamedNode(f"{ID}graph/tweede-kamer")
        return ox.Quad(ox.NamedNode(ID + subject), ox.NamedNode(KG + predicate), ox.NamedNode(ID + value), graph)

    ours = {said("paper/kst-32623-376", "record", "record/a"), said("record/a", "inCase", "record/b")}
    others = {said("paper/kst-32545-143", "record", "record/c"), said("record/c", "inCase", "record/d")}
    part = set(cut(lambda: (*quads, *ours, *others), Slice(dossier="32623"), Base()))
    assert ours <= part
    assert not others & part


def test_a_slice_is_a_valid_graph(part_of: Part) -> None:
    assert validate(part_of(Slice(dossier="32623"))).conforms
