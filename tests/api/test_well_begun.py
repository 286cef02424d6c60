"""Groups that begin with what joins them, and with the rarest of what is counted."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from api.workers.groups import well_begun
from api.workers.rows import Rows


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{ ?s :in ?l ; :by ?m } UNION { ?m :p ?o }", "{ ?s :by ?m . ?s :in ?l } UNION { ?m :p ?o }"),
        ("{ ?s :in ?l . ?s :by ?m FILTER(?l > 1) }", "{ ?s :by ?m . ?s :in ?l FILTER(?l > 1) }"),
        ("{ { ?s :in ?l . ?s :by ?m } UNION { ?x :q 1 } }", "{ { ?s :by ?m . ?s :in ?l } UNION { ?x :q 1 } }"),
    ],
)
def test_a_group_begins_with_what_joins_it(before: str, after: str) -> None:
    query = "SELECT ?l {{ ?m :t ?n . {} }} ORDER BY ?l"
    assert well_begun(query.format(before)) == query.format(after)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?b { ?a :p ?c . ?d :q ?b } ORDER BY ?b",
        "CONSTRUCT { ?a :p ?c . ?d :q ?b } { ?d :q ?b }",
        "SELECT * { ?m :t ?n MINUS { ?s :in ?l . ?s :by ?m } }",
        "SELECT * { ?m :t ?n { SELECT ?m { ?s :in ?l . ?s :by ?m } } }",
        "SELECT * { ?m :t ?n { ?s :by ?m;:in ?l } UNION { ?m :p ?o } }",
        "SELECT * { ?m :t ?n { ?s :in ?l . ?s :by ?m BIND(1 AS ?x) } UNION {} }",
        "SELECT * { ?m :t ?n { _:s :in ?l . _:s :by ?m } UNION {} }",
        "SELECT * { ?m :t ?n { ?s :in ?l . ?s :by ?m } UNION {}",
        "SELECT * { ?m :t ?n { ?s :in ?l ?s :by ?m } UNION {} }",
        "SELECT * { ?m :t '{ ?s :in ?l . ?s :by ?m } UNION {}' }",
    ],
)
def test_groups_that_stay(query: str) -> None:
    assert well_begun(query) == query


# ---- Groups that begin with what is rarest ---------------------------------------------------------------------------

ROWS = Rows({"urn:often": 1000, "urn:half": 400, "urn:seldom": 3, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": 9})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("?s :often ?o ; :seldom ?x", "?s :seldom ?x . ?s :often ?o"),
        ("?s <urn:often> ?o . ?s a ?c . ?c :half ?d", "?s a ?c . ?s <urn:often> ?o . ?c :half ?d"),
        ("?s :often/:half ?o . ?o ^:half ?x", "?o ^:half ?x . ?s :often/:half ?o"),
        ("?s ?p ?o . ?s :often|:half ?o . ?s :often ?o", "?s :often ?o . ?s ?p ?o . ?s :often|:half ?o"),
        ("?s :half ?o ; :never ?x", "?s :never ?x . ?s :half ?o"),
        ("?s :half ?o . ?o :often ?x . ?s :half ?o", None),
        ("?s :half ?o ; :half ?x FILTER(?x > 1)", "?s :half ?x . ?s :half ?o FILTER(?x > 1)"),
        ("?s :half ?o ; :often ?x FILTER(?x > 1)", None),
        ("?s :half ?o ; :half ?x FILTER(?x > ?o)", None),
        ("?s :half ?o ; :half ?x FILTER NOT EXISTS { ?x :p ?x }", None),
        ("?s :often ?o ; :seldom 1", None),
        ("<urn:s> :often ?o . ?o :seldom ?x", None),
        ("?s :often ?o ; other:seldom ?x", None),
        ("?s :often ?o ; <seldom> ?x", None),
        ("?s :often|:half ?o ; ?p ?x", None),
        ("?s :often [] ; :seldom ?x", None),
        ("VALUES ?s { 1 } ?s :often ?o ; :seldom ?x", None),
    ],
)
def test_a_group_begins_with_what_is_rarest(before: str, after: str | None) -> None:
    query = "SELECT * {{ {} }} LIMIT 5"
    assert well_begun(query.format(before), {"": "urn:"}, ROWS) == query.format(after or before)


@pytest.mark.parametrize(
    "rest", ["OPTIONAL { ?o :p 1 }", "{ ?o :p 1 } UNION {}", "BIND(1 AS ?y)", "MINUS { ?s :p ?s } ?o :seldom ?z ."]
)
def test_what_comes_after_the_first_triple_patterns_stays(rest: str) -> None:
    query = "SELECT * {{ {} {} }}"
    written = well_begun(query.format("?s :often ?o ; :seldom ?x .", rest), {"": "urn:"}, ROWS)
    assert written == query.format("?s :seldom ?x . ?s :often ?o", rest)


def test_each_query_within_another_begins_so_but_no_template() -> None:
    query = "CONSTRUCT {{ ?s :often ?o ; :seldom ?x }} {{ ?o :p 1 {{ SELECT ?s WHERE {{ {0} }} }} MINUS {{ {0} }} }}"
    assert well_begun(query.format("?s :often ?o;:seldom ?x"), {"": "urn:"}, ROWS) == query.format(
        "?s :seldom ?x . ?s :often ?o"
    )


def test_a_prefix_means_what_the_query_says() -> None:
    query = "# PREFIX : <urn:no>\nBASE <urn:x> prefix\n: <urn:> SELECT * {{ {} }}"
    assert well_begun(query.format("?s :often ?o ; :seldom ?x"), {"": "urn:other:"}, ROWS) == query.format(
        "?s :seldom ?x . ?s :often ?o"
    )


def test_predicates_are_counted_in_all_graphs() -> None:
    store = ox.Store()
    store.load(b"<urn:a> <urn:p> 1, 2 . <urn:g> { <urn:a> <urn:p> 3 ; <urn:q> 3 }", format=ox.RdfFormat.TRIG)
    assert Rows.counted(store).of == {"urn:p": 3, "urn:q": 1}
