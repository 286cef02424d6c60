"""Queries written so that the engine plans them well: the same answers, and nothing else of a query changed."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.workers.exists import looked_up
from api.workers.groups import well_begun
from api.workers.once import asked_once
from api.workers.rows import Rows

# ---- Any query gives what it gave ------------------------------------------------------------------------------------

_NODES = [f"<urn:n{number}>" for number in range(3)]
_PREDICATES = ["<urn:p>", "<urn:q>", "a"]
_graphs = st.lists(
    st.tuples(
        st.sampled_from(_NODES),
        st.sampled_from(["<urn:p>", "<urn:q>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"]),
        st.sampled_from([*_NODES, "'1'", "'2'@nl"]),
        st.sampled_from(["", "<urn:g>", "<urn:h>"]),
    ),
    min_size=12,
    max_size=30,
).map(lambda quads: "".join(f"{' '.join(quad)} .\n" for quad in quads).replace("'", '"').encode())

_subjects = st.sampled_from(["?a", "?b", "$b", "?c", "?d", "?a", "<urn:n1>"])
_objects = st.sampled_from(["?a", "?b", "?c", "?d", "?a", "<urn:n2>", "'1'", "'2'@nl"])
_verbs = st.sampled_from(
    [*_PREDICATES, "<urn:p>", "?d", "^<urn:p>", "<urn:p>/<urn:q>", "<urn:q>/^<urn:p>", "<urn:p>|^<urn:q>"]
)
_lists = st.builds(
    lambda verb, objects: f"{verb} {', '.join(objects)}", _verbs, st.lists(_objects, min_size=1, max_size=2)
)
_triples = st.builds(
    lambda subject, lists: f"{subject} {' ; '.join(lists)} .", _subjects, st.lists(_lists, min_size=1, max_size=2)
)
_open = st.builds("{} {} {} .".format, st.sampled_from(["?a", "?b", "?c"]), _verbs, st.sampled_from(["?a", "?b", "?d"]))
"""With nothing known but the verb, as where it counts which one is first."""
_conditions = st.sampled_from(["?a = <urn:n1>", "BOUND(?b)", "?c != ?a", "!BOUND(?d) || ?d = ?a", "ISIRI(?b)"])


def _existing(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The pattern of an EXISTS: what is rewritten above all, in the shapes that are looked into, and others."""
    plain = st.lists(_triples, min_size=1, max_size=2).map(" ".join)
    filtered = st.builds("{} FILTER({}) {}".format, plain, inner, st.just("") | plain)
    one = plain | filtered | st.builds("{} FILTER NOT EXISTS {{ {} }}".format, plain, plain)
    return (
        filtered
        | one
        | st.builds("{{ {} }} UNION {{ {} }}".format, one, one)
        | st.builds("GRAPH {} {{ {} }}".format, st.sampled_from(["?g", "<urn:g>", "?d"]), one)
        | st.builds("{} {{ {} }}".format, plain, one)
        | st.builds("{} OPTIONAL {{ {} }}".format, one, plain)
        | st.builds("{} BIND(<urn:n1> AS ?e)".format, one)
    )


_expressions = st.recursive(
    _conditions,
    lambda inner: (
        st.builds("{}EXISTS {{ {} }}".format, st.sampled_from(["", "NOT ", "! "]), _existing(inner))
        | st.builds("{} && {}".format, inner, inner)
        | st.builds("({} || {})".format, inner, inner)
        | st.builds("!({})".format, inner)
    ),
    max_leaves=4,
)
_existence = st.builds("{}EXISTS {{ {} }}".format, st.sampled_from(["", "NOT "]), _existing(_expressions))
_patterns = st.recursive(
    st.builds("{} FILTER({})".format, _triples, _existence) | st.builds("FILTER {} {}".format, _existence, _triples),
    lambda inner: (
        st.builds("{} OPTIONAL {{ {} }}".format, _triples, inner)
        | st.builds("{{ {} }} UNION {{ {} }}".format, inner, _triples)
        | st.builds("GRAPH {} {{ {} }}".format, st.sampled_from(["?g", "<urn:g>"]), inner)
        | st.builds("{} MINUS {{ {} }}".format, _triples, inner)
        | st.builds("{{ SELECT ?a ?b WHERE {{ {} }} }} {}".format, inner, _triples)
        | st.builds("{} BIND({} AS ?f)".format, inner, _existence)
        | st.builds("{} FILTER({})".format, inner, _expressions)
    ),
    max_leaves=3,
)
_queries = st.builds("SELECT * WHERE {{ {} }}".format, _patterns) | st.builds(
    "SELECT ?a (COUNT(*) AS ?n) WHERE {{ {} }} GROUP BY ?a HAVING({})".format, _patterns, _existence
)


def answers(quads: bytes, query: str, *, union: bool) -> list[str]:
    """Give the rows that the engine gives, in an order of ours."""
    store = ox.Store()
    store.extend(ox.parse(quads, format=ox.RdfFormat.N_QUADS))
    found = store.query(query, use_default_graph_as_union=union)
    assert isinstance(found, ox.QuerySolutions)
    names = sorted(found.variables, key=str)
    return sorted(" ".join(str(row[name]) for name in names) for row in found)


_counts = st.dictionaries(st.sampled_from(["urn:p", "urn:q"]), st.integers(0, 9), min_size=1).map(Rows)


@settings(max_examples=150, deadline=None)
@given(quads=_graphs, query=_queries, union=st.booleans(), rows=_counts)
def test_the_answers_stay_the_same(quads: bytes, query: str, union: bool, rows: Rows) -> None:
    written = well_begun(looked_up(query), {}, rows)
    try:
        before = answers(quads, query, union=union)
    except SyntaxError:
        with pytest.raises(SyntaxError):
            answers(quads, written, union=union)
        return
    assert answers(quads, written, union=union) == before


@settings(max_examples=80, deadline=None)
@given(
    quads=_graphs,
    patterns=st.lists(_open, min_size=2, max_size=3).map(" ".join),
    rest=st.builds("FILTER({}) ".format, _conditions) | st.just("OPTIONAL { ?a <urn:p> ?e } ?a ?e ?b"),
    rows=_counts,
)
def test_the_answers_stay_the_same_where_the_rarest_comes_first(
    quads: bytes, patterns: str, rest: str, rows: Rows
) -> None:
    query = f"SELECT * {{ {patterns} {rest} }}"
    assert answers(quads, well_begun(query, {}, rows), union=True) == answers(quads, query, union=True)


_known = st.builds("{} <urn:p> {} .".format, st.sampled_from(["?c", "?c", "?d"]), st.sampled_from(_NODES))
_tied = st.builds("?c {} {} .".format, st.sampled_from(_PREDICATES), st.sampled_from(["?a", "?b", "?d"]))
_narrowed = st.builds("{} {} {}".format, _known, _tied, st.lists(_open, min_size=1, max_size=2).map(" ".join))
_heads = st.sampled_from(
    [
        "SELECT DISTINCT ?a {} ORDER BY ?a",
        "SELECT DISTINCT ?b (STR(?a) AS ?e) {}",
        "SELECT ?a (COUNT(DISTINCT ?b) AS ?n) {} GROUP BY ?a",
        "SELECT (COUNT(DISTINCT ?b) AS ?n) (COUNT( DISTINCT ?a) AS ?m) {}",
        "SELECT ?b {} GROUP BY ?b HAVING(COUNT(DISTINCT ?d) > 1)",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    quads=_graphs,
    head=_heads,
    patterns=_narrowed,
    condition=st.sampled_from(["", "FILTER(?b != <urn:n1>)", "FILTER(?a != ?c)"]),
    union=st.booleans(),
)
def test_the_answers_stay_the_same_where_something_is_asked_once(
    quads: bytes, head: str, patterns: str, condition: str, union: bool
) -> None:
    query = head.format(f"{{ {patterns} {condition} }}")
    written = well_begun(asked_once(query))
    assert answers(quads, written, union=union) == answers(quads, query, union=union)


# ---- What is written anew --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("?s :by ?m ; :status :Done", "?s :by ?m FILTER EXISTS { ?s :status :Done }"),
        ("?s :status :Done . ?s :by ?m .", "?s :by ?m FILTER EXISTS { ?s :status :Done }"),
        ("?s a ?c . ?s :by ?m", "?s :by ?m FILTER EXISTS { ?s a ?c }"),
        ("?x :p 1.?x :id 'a'@nl-BE", "?x :p 1 FILTER EXISTS { ?x :id 'a'@nl-BE }"),
        ("?m :p $x , 'a.b'^^:t.$x :q ?y", "?m :p 'a.b'^^:t FILTER EXISTS { ?m :p $x FILTER EXISTS { $x :q ?y } }"),
        ("?m :in/^:of ?d", "?m :in ?step0 FILTER EXISTS { ?step0 ^:of ?d }"),
        ("?d :in|:of ?m . ?d :at ?t", "?d :in|:of ?m FILTER EXISTS { ?d :at ?t }"),
        ("?m :p ?x FILTER(?x > 1) ?x :q ?y;", "?m :p ?x FILTER EXISTS { ?x :q ?y FILTER(?x > 1) }"),
        (
            "?m :p ?x . ?x :q 1 FILTER NOT EXISTS { ?y :r 2 ; :s ?x }",
            "?m :p ?x FILTER EXISTS { ?x :q 1 FILTER NOT EXISTS { ?y :s ?x FILTER EXISTS { ?y :r 2 } } }",
        ),
        ("# {\n<urn:#a> :p ?x . ?x :q ?m", "<urn:#a> :p ?x FILTER EXISTS { ?x :q ?m }"),
    ],
)
def test_patterns_are_looked_up_from_what_is_known(pattern: str, written: str) -> None:
    assert looked_up(f"ASK {{ ?m :t ?n FILTER Not Exists{{{pattern}}} }}") == (
        f"ASK {{ ?m :t ?n FILTER Not Exists{{ {written} }} }}"
    )


def test_each_part_of_a_union_and_what_is_in_a_graph() -> None:
    query = (
        "ASK { ?m :t ?n FILTER(!EXISTS { { ?s :p 1 ; :q ?m } union # }\n { graph ?g {?s :r 1 ; :s ?m} } } && ?n > 1) }"
    )
    assert looked_up(query) == (
        "ASK { ?m :t ?n FILTER(!EXISTS { { ?s :q ?m FILTER EXISTS { ?s :p 1 } } union # }\n "
        "{ graph ?g { ?s :s ?m FILTER EXISTS { ?s :r 1 } } } } && ?n > 1) }"
    )


def test_a_name_used_in_another_exists_is_not_known() -> None:
    block = "EXISTS { ?s :status 1 . ?s :by ?m }"
    written = "EXISTS { ?s :by ?m FILTER EXISTS { ?s :status 1 } }"
    query = "ASK {{ ?m :t ?n MINUS {{ ?s :u ?m }} FILTER({0} || {0}) }}"
    assert looked_up(query.format(block)) == query.format(written)


def test_a_variable_between_steps_is_its_own() -> None:
    assert "?step1 :b" in looked_up("ASK { ?m :t ?step0 FILTER EXISTS { ?m :a/:b ?n } }")


# ---- What stays as it is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p ?o FILTER EXISTS { ?s :p ?x } }",
        "ASK { ?s ?p 'EXISTS { ?s :p ?x . ?x :q ?s }' }",
        "ASK { ?s ?p ?o } # EXISTS { ?s :p ?x . ?x :q ?s }",
        "ASK { ?s :EXISTS ?exists . { ?s :p ?x . ?x :q ?s } }",
        "ASK { ?s <urn:EXISTS> ?o MINUS { ?s :p ?x . ?x :q ?s } }",
        *(
            f"ASK {{ ?s ?p ?o FILTER EXISTS {{ {pattern} }} }}"
            for pattern in (
                "_:b :p ?s . _:b :q ?o",
                "[] :p ?s . ?s :q ?o",
                "[ :p ?s ] :q ?o . ?s :r ?o",
                "?s :p (1 2) ; :q ?o",
                "?s :p* ?x . ?x :q ?o",
                "?s (:p|:q)/:r ?x . ?x :q ?o",
                "?s !:p ?x . ?x :q ?o",
                "?s :p ?x OPTIONAL { ?x :q ?o }",
                "?s :p ?x . ?x :q ?o BIND(1 AS ?y)",
                "?s :p ?x . ?x :q ?o VALUES ?x { 1 }",
                "?s :p ?x . { ?x :q ?o }",
                "GRAPH ?g { ?s :p ?x } ?x :q ?o",
                "SELECT ?s { ?s :p ?x . ?x :q ?o }",
                "SERVICE <urn:x> { ?s :p ?x . ?x :q ?o }",
                "<< ?s :p ?x >> :q ?o . ?s :r ?o",
                "?s :p ?x . ?x :q ?o \\u007D FILTER EXISTS { ?s ?p ?o",
                # Malformed, and so it has to stay.
                "?s :p ?x ?x :q ?o",
                "?s :p ?x . . ?x :q ?o",
                ". ?s :p ?x . ?x :q ?o",
                "?s :p ?x . ?x :q ?o FILTER(1) . .",
                "?s :p ?x , . ?x :q ?o",
                "?s ; :p ?x . ?x :q ?o",
                "?s :p . ?x :q ?o",
                "?s :p 1e . ?x :q ?o",
                "?s :p 'a . ?x :q ?o",
                "?s :p ?x . ?x :q ?o )",
                "?s :p ?x . ?x :q ?o FILTER(",
            )
        ),
        "ASK { ?s ?p ?o FILTER EXISTS x { ?s :p ?x . ?x :q ?s } }",
        "ASK { ?s ?p ?o FILTER EXISTS { ?s :p ?x . ?x :q ?s }",
        "ASK { ?s ?p ?o FILTER EXISTS { " + "?s :p ?x . " * 101 + "} }",
        "ASK { " + "FILTER EXISTS { ?s :p ?x . ?x :q ?s } " * 101 + "}",
    ],
)
def test_anything_else_stays(query: str) -> None:
    assert looked_up(query) == query


@settings(deadline=None)
@given(st.text(alphabet="EXISTS exists{}()?s:p.;,/|^a'\"\\#\n<>@_1", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert looked_up(f"EXISTS {{ {text} }}")
    assert well_begun(f"{{ {{ {text} }} }}")
    assert asked_once(f"SELECT DISTINCT ?s {{ {text} }}")


def test_the_deepest_that_is_written_is_answered() -> None:
    written = looked_up("ASK { ?s <urn:p> ?s FILTER EXISTS { " + "?s <urn:p> ?s . " * 100 + "} }")
    assert written.count("EXISTS") == 100
    assert not ox.Store().query(written)
