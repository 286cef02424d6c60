"""Queries with patterns that are read whole: the same answers, and those that stay as they are."""

from __future__ import annotations

import random
from functools import partial

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.workers.rows import UNCOUNTED, Rows
from api.workers.wholes import Wholes

_ROWS = Rows({"urn:in": 100, "urn:date": 100, "urn:many": 10_000, "urn:else": 50_000})
_LETTERS = "".join(
    f"<urn:l{number}> a <urn:Letter> ; <urn:date> {number} ; <urn:is> 'a', 'b', 'c', 'd' . "
    f"<urn:a{number}> <urn:in> <urn:l{number}> ; <urn:of> <urn:l{number}> . "
    for number in range(400)
)
"""400 letters: six statements of each, two that speak of each."""

_DATE = "{ SELECT ?l ?d { ?l <urn:date> ?d } }"
_IN = "{ SELECT ?s ?l { ?s <urn:in> ?l } }"


def ask(store: ox.Store, query: str) -> ox.QuerySolutions:
    """Ask the engine itself."""
    found = store.query(query, prefixes={"": "urn:"})
    assert isinstance(found, ox.QuerySolutions)
    return found


def rows(store: ox.Store, query: str) -> list[str]:
    """Give the rows, in an order of ours."""
    found = ask(store, query)
    names = sorted(found.variables, key=str)
    return sorted(" ".join(str(row[name]) for name in names) for row in found)


@pytest.fixture(scope="module")
def letters() -> ox.Store:
    """Many letters."""
    store = ox.Store()
    store.load(_LETTERS.replace("'", '"').encode(), format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("?l a :Letter ; :date ?d", f"?l a :Letter {_DATE}"),
        ("?l a :Letter . ?s :in ?l", f"?l a :Letter {_IN}"),
        ("?l a :Letter ; :date ?d ; :is ?t . ?s :of ?l", f"?l a :Letter . ?l :is ?t . ?s :of ?l {_DATE}"),
        ("?l a :Letter OPTIONAL { ?s :in ?l }", f"?l a :Letter OPTIONAL {{ {_IN} }}"),
        (
            "?l a :Letter . OPTIONAL { ?s :in ?l } BIND(1 AS ?x) OPTIONAL { ?l :date ?d } ?s :of ?y",
            f"?l a :Letter OPTIONAL {{ {_IN} }} BIND(1 AS ?x) OPTIONAL {{ {_DATE} }} ?s :of ?y",
        ),
        (
            "?l a :Letter ; :is ?t OPTIONAL { ?s :in ?l } OPTIONAL { ?s :in ?l . ?l :is 'a' } OPTIONAL { ?s :in ?l }",
            f"?l a :Letter . ?l :is ?t OPTIONAL {{ {_IN} }} OPTIONAL {{ ?s :in ?l . ?l :is 'a' }} OPTIONAL {{ {_IN} }}",
        ),
    ],
)
def test_what_is_little_beside_the_rest_is_read_whole(letters: ox.Store, before: str, after: str) -> None:
    def plain(text: str) -> str:
        return " ".join(text.replace("<urn:", ":").replace(">", "").split())

    query = "SELECT * {{ {} }} ORDER BY ?l LIMIT 9000"
    written = Wholes().joined(query.format(before), {"": "urn:"}, _ROWS, "", partial(ask, letters))
    assert plain(written) == plain(query.format(after))
    assert rows(letters, written) == rows(letters, query.format(before))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?l a <urn:Letter> ; <urn:date> ?d } LIMIT 5",
        "CONSTRUCT { ?l <urn:p> ?d } { ?l a <urn:Letter> ; <urn:date> ?d }",
        "ASK { ?l a <urn:Letter> ; <urn:date> ?d }",
        *(
            f"SELECT * {{ {pattern} }}"
            for pattern in (
                "?l a <urn:Letter>",
                "?l a <urn:Letter> ; <urn:many> ?d",
                "?l a <urn:Letter> ; <urn:unknown> ?d",
                "?l a <urn:Letter> ; ^<urn:in> ?s",
                "?l a <urn:Letter> ; <urn:in>/<urn:date> ?s",
                "?l a <urn:Letter> ; ?d ?s",
                "?l a <urn:Letter> ; <urn:in> ?l",
                "?l a <urn:Letter> ; <urn:date> ?d ; <urn:in> <urn:x>",
                "?l a <urn:Letter> , <urn:Thing> ; <urn:date> ?d",
                "?l a <urn:Letter> ; <urn:date> ?d . <urn:x> <urn:in> ?l",
                "?l a <urn:None> ; <urn:date> ?d",
                "?l <urn:date> ?d . ?s <urn:in> ?l",
                "?l a <urn:Letter> ; <urn:date> ?d FILTER(?d > 5)",
                "?l a <urn:Letter> ; <urn:date> ?d MINUS { ?s <urn:in> ?l }",
                "?l a <urn:Letter> ; <urn:date> ?d VALUES ?l { <urn:l1> }",
                "?l a <urn:Letter> ; <urn:date> ?d { ?s <urn:in> ?l } UNION {}",
                "?l a <urn:Letter> OPTIONAL { ?s <urn:in> ?l FILTER(?s > 1) }",
                "?l a <urn:Letter> OPTIONAL { ?s <urn:in> ?x }",
                "VALUES ?l { <urn:l1> } ?l a <urn:Letter> ; <urn:date> ?d",
                "[] a <urn:Letter> ; <urn:date> ?d",
            )
        ),
    ],
)
def test_what_stays(letters: ox.Store, query: str) -> None:
    assert Wholes().joined(query, {}, _ROWS, "", partial(ask, letters)) == query


@pytest.mark.parametrize("counts", [UNCOUNTED, Rows({"urn:date": 100})])
def test_a_graph_that_is_small_or_not_counted_is_asked_as_it_is(letters: ox.Store, counts: Rows) -> None:
    query = "SELECT * { ?l a <urn:Letter> ; <urn:date> ?d }"
    assert Wholes().joined(query, {}, counts, "", partial(ask, letters)) == query


# ---- Any query gives what it gave ------------------------------------------------------------------------------------

_LITTLE = Rows({"urn:p": 0, "urn:q": 0, "urn:else": 50_000})
_ray = st.builds(
    "{} {} {}".format,
    st.sampled_from(["?h", "?a", "?b", "?h", "$h"]),
    st.sampled_from(["<urn:p>", "<urn:q>", "?v", "<urn:p>/<urn:q>"]),
    st.sampled_from(["?h", "?a", "?b", "?c", "?h"]),
)
_option = st.lists(_ray, min_size=1, max_size=2).map(" . ".join).map("OPTIONAL {{ {} }}".format)
_queries = st.builds(
    "{} {{ ?h a <urn:C> {} {} {} }} {}".format,
    st.sampled_from(["SELECT *", "SELECT DISTINCT ?a", "SELECT ?a"]),
    st.lists(_ray, max_size=2).map(lambda rays: "".join(f". {ray}" for ray in rays)),
    st.lists(_option, max_size=2).map(" ".join),
    st.sampled_from(["", "BIND(STR(?a) AS ?e)", "OPTIONAL { ?b <urn:q> ?c } . ?c ?w ?b"]),
    st.sampled_from(["", "ORDER BY ?a"]),
) | st.builds(
    "SELECT ?a (COUNT(?b) AS ?n) {{ ?h a <urn:C> . {} {} }} GROUP BY ?a".format, _ray, _option
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**6), _queries)
def test_any_query_gives_what_it_gave(seed: int, query: str) -> None:
    chance = random.Random(seed)
    store = ox.Store()
    for _ in range(chance.randrange(10, 25)):
        subject, object_ = (ox.NamedNode(f"urn:n{chance.randrange(4)}") for _ in range(2))
        store.add(ox.Quad(subject, ox.NamedNode(f"urn:{chance.choice('pq')}"), object_))
        kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        store.add(ox.Quad(subject, kind, ox.NamedNode(f"urn:{chance.choice('CD')}")))
    written = Wholes().joined(query, {}, _LITTLE, "", partial(ask, store))
    assert rows(store, written) == rows(store, query)
