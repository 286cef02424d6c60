"""Orders of queries, completed by the kinds of what they order."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.sparql import has_any_property, in_kinds

XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = st.one_of(
    st.integers(0, 3000).map(str),
    st.integers(0, 3000).map(lambda number: f"{number}.5"),
    st.integers(0, 3000).map(lambda number: f'"{number}"'),
    st.integers(0, 3000).map(lambda number: f'"{number}"@nl'),
    st.integers(1900, 2030).map(lambda year: f'"{year}"^^<{XSD}gYear>'),
    st.dates().map(lambda day: f'"{day.isoformat()}"^^<{XSD}date>'),
    st.sampled_from(["true", "<urn:2000>", "UNDEF", '"2"^^<urn:type>']),
)


def _ordered(values: list[str], order: str) -> list[str]:
    query = f"SELECT ?value {{ VALUES ?value {{ {' '.join(values)} }} }} ORDER BY {order}"
    found = ox.Store().query(in_kinds(query))
    assert isinstance(found, ox.QuerySolutions)
    return ["UNDEF" if row[0] is None else str(row[0]) for row in found]


def test_numbers_come_before_texts_and_these_before_days_and_years() -> None:
    values = [f'"2020"^^<{XSD}gYear>', "10", f'"2019-05-01"^^<{XSD}date>', '"b"', '"a"@nl', "2.5", "<urn:a>", "UNDEF"]
    kinds = ["UNDEF", "<urn:a>", "2.5", "10", '"a"@nl', '"b"', "2019-05-01", "2020"]
    assert all(part in found for part, found in zip(kinds, _ordered(values, "?value"), strict=True))
    assert all(part in found for part, found in zip(kinds[::-1], _ordered(values, "DESC(?value)"), strict=True))


@settings(deadline=None, max_examples=60)
@given(st.lists(VALUES, min_size=30, max_size=120))
def test_values_of_any_kinds_together_have_an_order(values: list[str]) -> None:
    assert len(_ordered(values, "?value")) == len(values)


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        ("?a", ["ASC", "?a"]),
        ("DESC(?a) ?b", ["DESC", "DESC(?a)", "ASC", "?b"]),
        ("(?a + 1) STR(?b) <urn:f>(?c, ?d)", ["ASC", "(?a + 1)", "ASC", "STR(?b)", "ASC", "<urn:f>(?c, ?d)"]),
        ("asc ( ?a ) # the first\n", ["ASC", "asc ( ?a )"]),
    ],
)
@pytest.mark.parametrize("behind", ["", " LIMIT 3 OFFSET 2", " VALUES ?x { 1 }"])
def test_each_condition_is_preceded_by_its_kind(order: str, keys: list[str], behind: str) -> None:
    written = in_kinds(f"SELECT * {{ ?a ?b ?c }} ORDER BY {order}{behind}")
    assert written.endswith(behind)
    places = [0]
    for key in keys:
        places.append(written.index(f"{key}(IF(" if key in {"ASC", "DESC"} else key, places[-1]))
    assert written.count("isNumeric") == len(keys) / 2


def test_orders_of_sub_queries_are_completed_too() -> None:
    written = in_kinds("SELECT * { { SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 1 } } ORDER BY ?a")
    assert written.count("isNumeric") == 2


@pytest.mark.parametrize(
    "text", ["SELECT * { ?a ?b ?c }", 'ASK { ?a ?b "ORDER BY ?a" }', "ORDER BY", "x ORDER BY ) ?a", "ORDER BY DESC("]
)
def test_what_orders_nothing_stays_as_it_is(text: str) -> None:
    assert in_kinds(text) == text


@pytest.mark.parametrize(
    ("query", "any_"),
    [
        ("SELECT * { ?s ?p ?o } ORDER BY ?o", True),
        ("SELECT ?p ?o { <urn:a> a <urn:B> ; ?p ?o . } ORDER BY ?o", True),
        ("SELECT * { ?s ?p ?o FILTER(isLiteral(?o)) }", True),
        ("SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s ?o", False),
        ("SELECT ?s ?o WHERE { VALUES (?s ?o) { (1 2) } } ORDER BY ?s ?o LIMIT 3", False),
    ],
)
def test_the_values_of_any_property_are_of_several_types(query: str, any_: bool) -> None:
    assert has_any_property(query) is any_
