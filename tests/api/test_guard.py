"""What is read in a query's text: keywords wherever they count, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import Problem
from api.guard import check, position, read, with_using

DISGUISES = [
    "ASK { SERVICE <http://a/> { ?s ?p ?o } }",
    "ASK { service silent <http://a/> { ?s ?p ?o } }",
    "ASK { \\u0053ERVICE <http://a/> { ?s ?p ?o } }",
    "ASK { S\\U00000045RVICE <http://a/> { ?s ?p ?o } }",
    "ASK { SERVICE # a comment\n <http://a/> { ?s ?p ?o } }",
    "ASK { SERVICE ?where { ?s ?p ?o } VALUES ?where { <http://a/> } }",
    "PREFIX x: <http://a/> ASK { FILTER EXISTS { SERVICE x:y { ?s ?p ?o } } }",
    "BASE <http://a/> SELECT * { { SELECT * { SERVICE <b> { ?s ?p ?o } } } }",
    'ASK { ?s ?p "\\"" . SERVICE <http://a/> { ?s ?p "x" } }',
    "ASK { ?s ?p '''it's''' . SERVICE <http://a/> {} }",
]


@pytest.mark.parametrize("query", DISGUISES)
def test_service_is_seen(query: str) -> None:
    assert len(read(query).services) == 1


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <http://a/>' }",
        'ASK { ?s ?p """SERVICE " <http://a/> """ }',
        "ASK { ?s ?p ?o } # SERVICE <http://a/>",
        "ASK { ?SERVICE <http://a/SERVICE> x:SERVICE }",
        "ASK { ?s <http://a/#SERVICE> 'it\\'s SERVICE' }",
    ],
)
def test_service_elsewhere_is_no_service(query: str) -> None:
    assert read(query).services == ()


def test_dataset_and_volatile() -> None:
    assert read("SELECT * FROM <urn:g> {}").names_dataset
    assert not read("SELECT ?from { ?from ?p 'FROM' }").names_dataset
    assert read("SELECT (rand() AS ?x) {}").volatile
    assert not read("SELECT (STR(?now) AS ?x) {}").volatile


@pytest.mark.parametrize(
    ("update", "loads"),
    [("LOAD <urn:a>", 1), ("LOAD SILENT <urn:a>", 0), ("load <urn:a> ; Load <urn:b>", 2), ("ASK { ?s ?p 'LOAD' }", 0)],
)
def test_loads(update: str, loads: int) -> None:
    assert read(update).loads == loads


def test_the_protocols_dataset_is_written_into_an_update() -> None:
    update = "DELETE { ?s ?p 'WHERE' } WHERE { ?s ?p ?o { SELECT * WHERE {} } } ; DELETE WHERE { ?s ?p 1 }"
    assert with_using(update, ("urn:a",), ("urn:b",)) == (
        "DELETE { ?s ?p 'WHERE' } USING <urn:a> USING NAMED <urn:b> WHERE "
        "{ ?s ?p ?o { SELECT * WHERE {} } } ; DELETE WHERE { ?s ?p 1 }"
    )
    assert with_using(update, (), ()) == update


def test_depth() -> None:
    assert read("ASK { FILTER((1)) }").depth == 3
    with pytest.raises(Problem, match="nest 10000 deep"):
        check("{" * 10000, max_bytes=100000, max_depth=200)


@pytest.mark.parametrize(
    "unit", ["9", "-", "a-", "a.", "a:", '\\"', "'\\", "\\'\\'x", '""" ', "<a", "SERVICE ", "@a-", "_:", "#", "\\u0041"]
)
def test_a_long_text_is_read_once(unit: str) -> None:
    """Gone through again from every place, a megabyte of this took half an hour, in which nobody else was answered."""
    assert check(f"ASK {{ {unit * (600_000 // len(unit))}", max_bytes=2**20, max_depth=10).depth == 1


@pytest.mark.parametrize(
    ("text", "prefixes", "words"),
    [
        ("{ ?s ?p ?o.ex:a ex:b 1 }", {"ex"}, set()),
        ("FILTER(?x-a:b > 1.5-c:d)", {"a", "c"}, {"FILTER"}),
        ("FILTER(true.SERVICE)", set(), {"FILTER", "TRUE", "SERVICE"}),
        ("a.b-c:d _:e :f", {"a.b-c", "_", ""}, set()),
        ("PREFIX ex: <x:> ASK { ex:a a:b 1 }", {"a"}, {"PREFIX", "ASK"}),
    ],
)
def test_names_end_where_the_grammar_says(text: str, prefixes: set[str], words: set[str]) -> None:
    found = read(text)
    assert (found.prefixes, found.words) == (prefixes, words)


def test_length_is_in_bytes() -> None:
    check("é" * 5, max_bytes=10, max_depth=10)
    with pytest.raises(Problem) as caught:
        check("é" * 6, max_bytes=10, max_depth=10)
    assert caught.value.status == 413


def test_nul_is_placed() -> None:
    with pytest.raises(Problem, match="line 2, column 3") as caught:
        check("ASK\n{ \0}", max_bytes=100, max_depth=10)
    assert caught.value.fields == {"line": 2, "column": 3}
    assert position("a\nbc", 3) == (2, 2)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert read(text).depth >= 0
