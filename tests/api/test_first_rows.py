"""Queries for the first rows of an order, asked among few of its values: the same rows, and pages that fit together."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import date
from functools import partial

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.workers.answer import answer
from api.workers.first import Ask, FirstRows
from api.workers.frames import unpack
from api.workers.graph import Graph
from api.workers.ordered import in_order
from api.workers.triples import OtherError

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LETTERS = "".join(
    f"<urn:l{day}> a <urn:Letter> ; <urn:date> '2025-01-{day:02}'^^<{_XSD}date> ; <urn:title> 'about {day % 3}' ."
    for day in range(1, 31)
)
_LATEST = " ".join(f'"2025-01-{day}"^^<{_XSD}date>' for day in (30, 29))
_PATTERN = "?l a <urn:Letter> ; <urn:date> ?d ; <urn:title> ?t"


def ask(store: ox.Store, query: str, *, union: bool = True) -> ox.QuerySolutions:
    """Ask the engine itself."""
    found = store.query(query, use_default_graph_as_union=union)
    assert isinstance(found, ox.QuerySolutions)
    return found


def rows(store: ox.Store, query: str, *, union: bool = True) -> list[list[str]]:
    """Give the rows as they come."""
    return [[str(term) for term in row] for row in ask(store, query, union=union)]


@pytest.fixture(scope="module")
def letters() -> ox.Store:
    """Thirty letters, one a day."""
    store = ox.Store()
    store.load(_LETTERS.replace("'", '"').encode(), format=ox.RdfFormat.TURTLE)
    return store


# ---- What is asked among few values ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "few"),
    [
        ("SELECT ?l ?d {{ {} }} ORDER BY DESC(?d) LIMIT 2", _LATEST),
        ("# LIMIT\nPREFIX x: <urn:SELECT> select distinct ?t $d where {{ {} }} order by desc ( $d ) ?t offset 1 limit 1", _LATEST),
        ("SELECT ?t {{ {} OPTIONAL {{ ?l <urn:by> ?b }} MINUS {{ ?l a <urn:Motion> }} }} ORDER BY DESC(?d) LIMIT 2", _LATEST),
        ("SELECT ?t {{ {} FILTER NOT EXISTS {{ ?l a ?t }} BIND(1 AS ?x) }} ORDER BY DESC(?d) LIMIT 1 OFFSET 1", _LATEST),
        ("SELECT ?t {{ {} }} ORDER BY ?l LIMIT 2", "<urn:l1> <urn:l10>"),
        ("SELECT * {{ {} OPTIONAL {{ ?l <urn:by> ?b }} }} ORDER BY DESC(?d) LIMIT 2", _LATEST),
        ("SELECT ?l {{ {} FILTER(?t = 'about 2') }} ORDER BY ?d LIMIT 1", " ".join(f'"2025-01-0{day}"^^<{_XSD}date>' for day in range(1, 5))),
    ],
)  # fmt: skip
def test_it_is_asked_among_the_values_that_come_first(letters: ox.Store, query: str, few: str) -> None:
    text = query.format(_PATTERN)
    written = FirstRows().among_few(text, "", partial(ask, letters))
    assert f"{{ {few} }}" in written
    assert rows(letters, written) == rows(letters, text)


@pytest.mark.parametrize(
    "query",
    [
        *(
            f"{head} {{ {_PATTERN} }} {tail}"
            for head, tail in (
                ("SELECT ?l", "ORDER BY ?d"),
                ("SELECT ?l", "ORDER BY ?d LIMIT 0"),
                ("SELECT ?l", "ORDER BY ?d LIMIT 20"),
                ("SELECT ?l", "ORDER BY ?t LIMIT 2"),
                ("SELECT ?l", "ORDER BY ?x LIMIT 2"),
                ("SELECT ?l", "ORDER BY STR(?d) LIMIT 2"),
                ("SELECT ?l", "ORDER BY DESC( # ?l\n?d) LIMIT 2"),
                ("SELECT ?l", "ORDER BY ?d LIMIT 2 VALUES ?t { 'about 2' }"),
                ("SELECT ?l (1 AS ?n)", "ORDER BY ?d LIMIT 2"),
                ("SELECT DISTINCT ?t", "ORDER BY ?d LIMIT 2"),
                ("SELECT REDUCED ?t", "ORDER BY ?d LIMIT 2"),
                ("SELECT ?d", "GROUP BY ?d ORDER BY ?d LIMIT 2"),
                ("SELECT ?d FROM <urn:g>", "ORDER BY ?d LIMIT 2"),
                ("CONSTRUCT { ?l <urn:p> ?d }", "ORDER BY ?d LIMIT 2"),
            )
        ),
        *(
            f"SELECT ?l {{ {pattern} }} ORDER BY ?d LIMIT 2"
            for pattern in (
                "?l a <urn:Letter> ; <urn:date> ?d",
                "OPTIONAL { ?l <urn:date> ?d } ?l <urn:title> ?t",
                f"{_PATTERN} {{ ?l a ?c }} UNION {{}}",
                f"{_PATTERN} VALUES ?l {{ <urn:l1> }}",
                f"{_PATTERN} {{ SELECT ?l {{ ?l a ?c }} LIMIT 1 }}",
                f"{_PATTERN} . ?l <urn:by> <urn:x>",
                f"{_PATTERN} . <urn:x> <urn:by> ?l",
                "?l <urn:date>/<urn:date>? ?d ; <urn:title> ?t",
                "?l ?d ?t ; <urn:title> ?t",
                "[] <urn:date> ?d ; <urn:title> ?t",
            )
        ),
    ],
)
def test_what_stays(letters: ox.Store, query: str) -> None:
    assert FirstRows().among_few(query, "", partial(ask, letters)) == query


def test_where_few_values_have_too_few_rows_it_is_asked_as_it_is(letters: ox.Store) -> None:
    query = f"SELECT ?l {{ {_PATTERN} FILTER(?d > '2025-01-20'^^<{_XSD}date>) }} ORDER BY ?d LIMIT 1"
    assert FirstRows().among_few(query, "", partial(ask, letters)) == query


def test_a_malformed_query_is_said_to_be_one(letters: ox.Store) -> None:
    with pytest.raises(SyntaxError):
        FirstRows().among_few(f"SELECT ?l {{ {_PATTERN} FILTER() }} ORDER BY ?d LIMIT 1", "", partial(ask, letters))


@pytest.mark.parametrize(
    ("options", "latest"),
    [
        ({}, ["urn:l30", "urn:l29"]),
        ({"bind": {"l": "<urn:l7>"}}, ["urn:l7"]),
        ({"default_graphs": ["urn:g"]}, []),
        ({"named_graphs": ["urn:g"]}, []),
    ],
)
def test_a_worker_looks_for_the_first_rows_of_the_whole_graph(
    letters: ox.Store, options: dict[str, object], latest: list[str]
) -> None:
    seen = _Seen()
    query = f"SELECT ?l {{ {_PATTERN} }} ORDER BY DESC(?d) LIMIT 2"
    told = {"base": "urn:x", "prefixes": {}, "union": False, "default_graphs": [], "named_graphs": [], "graph": None}
    job = told | {"do": "query", "query": query, "bindings": "csv", "max_rows": 0, "max_response": 10**6} | options
    sent: list[bytes] = []
    answer(Graph(letters, first=seen), job, sent.append)
    assert unpack(b"".join(sent))[1].decode().split() == ["l", *latest]
    assert seen.asked == ([] if options else [query])


class _Seen(FirstRows):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def among_few(self, query: str, dataset: str, ask: Ask) -> str:
        self.asked.append(query)
        return super().among_few(query, dataset, ask)


# ---- Any query gives what it gave ------------------------------------------------------------------------------------

_FACTS = ["a <urn:C>", "a <urn:D>", "<urn:q> 1", "<urn:q> 2", "<urn:q> '2'@nl", "<urn:r> <urn:x>"]
_KINDS: list[Callable[[random.Random], str]] = [
    lambda chance: f'"{date(chance.randrange(1000, 2030), 1 + chance.randrange(12), 5)}"^^<{_XSD}date>',
    lambda chance: str(chance.randrange(-50, 99)),
    lambda chance: str(ox.Literal("".join(chance.choices(' "\\\n0é\uffee\U0001f600', k=3)))),
]


def _graph(seed: int) -> ox.Store:
    """Things with facts and a value each, some with a second one, in the default graph and in another one."""
    chance = random.Random(seed)
    kinds = chance.choice([_KINDS[:1], _KINDS[1:2], _KINDS[2:], [_KINDS[0], _KINDS[2]]])
    store = ox.Store()
    for number in range(30):
        value, other = chance.choice(kinds)(chance), chance.choice(kinds)(chance)
        facts = chance.sample(_FACTS, chance.randrange(5))
        said = f"<urn:s{number}> {' ; '.join([f'<urn:k> {value}', *facts])} ."
        also = f"<urn:s{number}> <urn:k> {chance.choice([value, other])} ."
        store.load(f"{said} <urn:g> {{ {said} {also} }}".replace("'", '"').encode(), format=ox.RdfFormat.TRIG)
    return store


_selected = st.sampled_from(
    [("", "*"), ("DISTINCT", "*"), ("", "?s ?k ?o ?p"), ("", "?s"), ("DISTINCT", "?k ?o"), ("", "?o ?t")]
)
_beside = st.sampled_from(
    [
        "?s a <urn:C>",
        "?s <urn:q> ?o",
        "?s a <urn:C> ; <urn:q> ?o",
        "?s a ?o OPTIONAL { ?s <urn:q> ?p }",
        "?s <urn:q> ?o FILTER(?o = 2)",
        "?s a <urn:C> OPTIONAL { ?s <urn:q> ?o FILTER(STR(?o) < STR(?k)) }",
        "?s a <urn:C> MINUS { ?s <urn:q> 1 }",
        "?s a <urn:C> FILTER NOT EXISTS { ?s <urn:r> ?o . ?s a <urn:D> }",
        "?s a <urn:C> BIND(STR(?k) AS ?p)",
        "?s a ?o . ?t a ?o",
    ]
)
_orders = st.sampled_from(["?k", "DESC(?k)", "ASC(?k) ?o", "DESC(?k) DESC(?s)"])
_slices = st.tuples(st.integers(1, 4), st.integers(0, 3))


@settings(max_examples=100, deadline=None)
@given(
    st.builds(_graph, st.integers(0, 10**6)),
    st.tuples(_selected, _beside, _orders, _slices),
    st.booleans(),
)
def test_any_query_gives_what_the_engine_gives(
    store: ox.Store, parts: tuple[tuple[str, str], str, str, tuple[int, int]], union: bool
) -> None:
    (distinct, given_terms), beside, order, (limit, offset) = parts
    whole = f"SELECT {distinct} {given_terms} {{ ?s <urn:k> ?k . {beside} }} ORDER BY {order}"
    query = f"{whole} LIMIT {limit} OFFSET {offset}"
    written = FirstRows().among_few(query, "", partial(ask, store, union=union))
    if written != query:
        names = given_terms.split() if "?" in given_terms else sorted(set(re.findall(r"\?\w+", whole)))
        completed = " ".join(f"STR({each}) STR(DATATYPE({each}))" for each in names if each != "?k")
        assert rows(store, written, union=union) == rows(store, f"{whole} {completed}", union=union)[offset:][:limit]


def test_pages_fit_together_whether_they_are_asked_among_few_or_not(letters: ox.Store) -> None:
    first = FirstRows()
    query = "SELECT ?x { ?l <urn:date> ?d . ?x <urn:title> ?t FILTER(?t = 'about 0') } ORDER BY ?d LIMIT 7"
    pages = [first.among_few(f"{query} OFFSET {7 * page}", "", partial(ask, letters)) for page in range(43)]
    assert ["VALUES" in page for page in (pages[0], pages[-1])] == [True, False]
    found = [row for page in pages for row in rows(letters, page)]
    assert len(found) == 300
    assert all(len({tuple(row) for row in found[day : day + 10]}) == 10 for day in range(0, 300, 10))


# ---- The order of values ---------------------------------------------------------------------------------------------

_digits = st.text("0123456789", min_size=1, max_size=4)
_literal = st.builds(
    lambda value, kind: ox.Literal(value, datatype=ox.NamedNode(f"{_XSD}{kind}")),
    _digits | st.dates().map(str) | st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat()),
    st.sampled_from(["string", "date", "dateTime", "gYear"]),
)
_words = st.builds(
    lambda value, language: ox.Literal(value, language=language), st.text("ab\u00e9\uffee\U0001f600", max_size=2) | _digits, st.sampled_from(["nl", "en"])
)  # fmt: skip
_iris = st.text("ab-1\u00e9\uffee\U0001f600", max_size=3).map(lambda text: ox.NamedNode(f"urn:{text}"))
_whole = st.integers(-(10**17), 10**17).map(ox.Literal)
_decimals = st.decimals(-(10**6), 10**6, places=3).map(
    lambda number: ox.Literal(f"{number:f}", datatype=ox.NamedNode(f"{_XSD}decimal"))
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(_literal | _words | _iris, min_size=1) | st.lists(_whole, min_size=1) | st.lists(_decimals, min_size=1),
    st.booleans(),
)
def test_values_are_in_the_order_of_the_engine(terms: list[ox.NamedNode | ox.Literal], descending: bool) -> None:
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), term) for term in terms)
    [values] = zip(*ask(store, "SELECT DISTINCT ?v { ?s ?p ?v }"), strict=True)
    try:
        found = in_order(list(values), descending=descending)
    except OtherError:
        return
    order = "DESC(?v)" if descending else "?v"
    assert found == [row[0] for row in rows(store, f"SELECT DISTINCT ?v {{ ?s ?p ?v }} ORDER BY {order}")]


@pytest.mark.parametrize(
    "value",
    [
        ox.BlankNode(),
        ox.Literal(1.0),
        ox.Literal(True),
        ox.Literal(10**18),
        ox.Literal("2025-01-01Z", datatype=ox.NamedNode(f"{_XSD}date")),
        ox.Literal("-0001-01-01", datatype=ox.NamedNode(f"{_XSD}date")),
        ox.Literal("2025-01-01T00:00:00.5", datatype=ox.NamedNode(f"{_XSD}dateTime")),
        ox.Literal("P1D", datatype=ox.NamedNode(f"{_XSD}duration")),
        ox.Literal("x", datatype=ox.NamedNode("urn:x")),
    ],
)
def test_of_other_values_the_order_is_not_sure(value: ox.BlankNode | ox.Literal) -> None:
    with pytest.raises(OtherError):
        in_order([value], descending=False)


def test_numbers_are_in_no_order_with_others() -> None:
    with pytest.raises(OtherError):
        in_order([ox.Literal(1), ox.Literal("1")], descending=False)
