from __future__ import annotations

import pytest

from graph_builder.validate import validate
from tests.shapes.breaking import Break, add, broken, change, check, documents, drop, unbroken

UNKNOWN = "kg:registered ?any"
ORGANISATION = "a kg:Organisation ; kg:registered false"

CASES = [
    Break(drop(UNKNOWN, "rdfs:label"), "Thing-name", "MinCountConstraintComponent"),
    Break(change(UNKNOWN, "rdfs:label", '""'), "Thing-name", "MinLengthConstraintComponent"),
    Break(add(UNKNOWN, "kg:registered", "true"), "Thing-registered-how", "MaxCountConstraintComponent"),
    Break(change(UNKNOWN, "kg:registered", '"nee"'), "Thing-registered-how", "DatatypeConstraintComponent"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_an_actor_broken_in_one_place_is_reported(case: Break) -> None:
    check(case)


def test_an_actor_that_is_not_in_the_registry_warns_where_it_is_first_named() -> None:
    results = [result for result in unbroken("letter").results if result.shape == "Actor-known-registered"]
    assert [(result.severity, result.passages[0].words) for result in results] == [
        ("warning", "VN-humanitaire landenfondsen"),
        ("warning", "International Center for Transitional Justice"),
    ]


def test_an_actor_in_the_registry_does_not_warn() -> None:
    graph = broken(documents()["letter"], change(ORGANISATION, "kg:registered", "true"))
    results = [result for result in validate(graph).results if result.shape == "Actor-known-registered"]
    assert len(results) == 1


def test_people_are_never_in_the_registry_and_never_warn() -> None:
    names = {result.name for result in unbroken("letter").results}
    assert "Kahraman" not in names
