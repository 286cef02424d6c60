"""Values for which the engine has no order together are ordered by kind."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from api.refusals import lost
from graph_builder.store import Store

from .conftest import Server, rows, serving

TIMES = "SELECT ?value { ?thing <urn:value> ?value } ORDER BY ?value"


def _mixed() -> bytes:
    """Numbers, texts, years and days of which the engine puts the numbers in no order."""
    chosen = random.Random(0)
    kinds: tuple[Callable[[], tuple[str, str]], ...] = (
        lambda: (str(chosen.randint(0, 3000)), "integer"),
        lambda: (str(chosen.randint(0, 3000)), "string"),
        lambda: (str(chosen.randint(1900, 2030)), "gYear"),
        lambda: (f"{chosen.randint(1900, 2030)}-{chosen.randint(1, 12):02}-01", "date"),
    )
    values = [chosen.choice(kinds)() for _ in range(300)]
    return "".join(
        f'<urn:t{at}> <urn:value> "{value}"^^<http://www.w3.org/2001/XMLSchema#{kind}> <urn:g> .\n'
        for at, (value, kind) in enumerate(values)
    ).encode()


def _times() -> bytes:
    """Times of several zones and of none, at which the engine's sort breaks off."""
    chosen = random.Random(3)
    lines = []
    for at in range(600):
        zone = chosen.choice(["", "Z", "+14:00", "-14:00", "+05:00"])
        time = f"2020-01-{chosen.randint(1, 3):02}T{chosen.randint(0, 23):02}:{chosen.randint(0, 59):02}:00{zone}"
        lines.append(f'<urn:t{at}> <urn:value> "{time}"^^<http://www.w3.org/2001/XMLSchema#dateTime> <urn:g> .\n')
    return "".join(lines).encode()


@pytest.fixture(scope="module")
def server(new_store: Callable[[bytes], Store]) -> Iterator[Server]:
    with serving(new_store(_mixed()).path, workers=1) as made:
        yield made


@pytest.fixture(scope="module")
def broken(new_store: Callable[[bytes], Store]) -> Iterator[Server]:
    with serving(new_store(_times()).path, workers=1) as made:
        yield made


@pytest.mark.parametrize("order", ["?value", "DESC(?value)", "COALESCE(?value, 1)"])
def test_values_of_several_types_come_by_kind(server: Server, order: str) -> None:
    query = "SELECT ?value (DATATYPE(?value) AS ?type) { ?thing ?property ?value } ORDER BY "
    found = rows(server.query(query + order))
    assert len(found) == 300
    numbers = [int(row["value"]) for row in found if row["type"].endswith("integer")]
    assert numbers == sorted(numbers, reverse=order.startswith("DESC"))
    types = [row["type"] for row in found]
    assert sum(type_ != before for type_, before in zip(types[1:], types, strict=False)) == 3


def test_where_the_engine_breaks_off_it_is_asked_again_by_kind(broken: Server) -> None:
    assert len(rows(broken.query(TIMES))) == 600


def test_who_asks_what_ends_the_engine_is_told_not_to_ask_again() -> None:
    problem = lost("broken-off", timeout=30, memory=512)
    assert problem.status == 400
    assert "as it would again" in problem.detail
