"""SERVICE clauses answered elsewhere give what the engine gives when it has all the data itself."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import Problem
from api.exchange import Asked
from api.federate import Federation
from api.fetch import Fetcher, FetchError
from api.scopes import Piece, Scopes
from api.tokens import declare
from api.workers.answer import answer
from api.workers.channel import Message
from api.workers.frames import unpack
from api.workers.graph import Graph
from tests.api.loops import run

ENDPOINT = "http://127.0.0.1:9/sparql"
OURS = """
<urn:a> <urn:p> <urn:b> . <urn:b> <urn:p> <urn:c> . <urn:a> <urn:q> "x" . <urn:c> <urn:q> "y"@nl .
<urn:b> <urn:r> 3 . <urn:c> <urn:r> 4 . [] <urn:p> <urn:c> .
GRAPH <urn:g> { <urn:a> <urn:p> <urn:d> . <urn:d> <urn:r> 5 }
"""
THEIRS = """
<urn:b> <urn:size> 1 . <urn:c> <urn:size> 2 , 3 . <urn:d> <urn:size> 3 . <urn:e> <urn:size> 5 .
<urn:c> <urn:near> <urn:d> . <urn:d> <urn:near> <urn:b> . <urn:b> <urn:kind> "x" . <urn:c> <urn:kind> "z" .
"""


class Elsewhere(Fetcher):
    """An endpoint in this process; remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__([ENDPOINT], 1 << 20)
        self.asked: list[str] = []
        self._store = ox.Store()
        self._store.load(THEIRS.encode(), format=ox.RdfFormat.TURTLE)

    async def ask(self, url: str, queries: Sequence[str], timeout: float) -> list[str]:
        self.asked += queries
        if "urn:broken" in queries[0]:
            raise FetchError("it is broken")
        answers = []
        for query in queries:
            results = self._store.query(query)
            assert isinstance(results, ox.QuerySolutions)
            answers.append((results.serialize(format=ox.QueryResultsFormat.JSON) or b"").decode())
        return answers


class Here:
    """Our graph, asked as a worker asks it, and both graphs in one for the engine to say what is right."""

    def __init__(self) -> None:
        self.ours, self.all = ox.Store(), ox.Store()
        self.ours.load(OURS.encode(), format=ox.RdfFormat.TRIG)
        self.all.extend(self.ours)
        self.all.load(THEIRS.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:theirs"))

    async def run(self, job: Message, timeout: float) -> bytes:
        assert timeout > 0
        sent: list[bytes] = []
        answer(Graph(self.ours), job, sent.append)
        _, body, end = unpack(b"".join(sent))
        if "message" in end:
            raise Problem(400, str(end["message"]))
        return body


HERE = Here()


def federated(query: str) -> tuple[list[str], Elsewhere]:
    """The rows of a query, sorted, and the endpoint that was asked on the way."""
    endpoint = Elsewhere()
    job: Message = {
        "do": "query",
        "query": query,
        "base": "urn:base:",
        "prefixes": {"x": "urn:"},
        "union": False,
        "default_graphs": [],
        "named_graphs": [],
        "bindings": "tsv",
        "graph": None,
        "max_rows": 0,
        "max_response": 1 << 20,
        "coding": None,
    }
    asked = run(Federation(endpoint, HERE.run, {"x": "urn:"}, 1).join(Asked(job, 30, True, True)))
    return sorted(run(HERE.run(asked.job, 30)).decode().splitlines()[1:]), endpoint


def right(query: str) -> list[str]:
    """The rows that the engine gives when the other endpoint's triples are a graph of its own."""
    text = query.replace(f"SERVICE <{ENDPOINT}>", "GRAPH <urn:theirs>")
    results = HERE.all.query(text, prefixes={"x": "urn:"})
    assert isinstance(results, ox.QuerySolutions)
    return sorted((results.serialize(format=ox.QueryResultsFormat.TSV) or b"").decode().splitlines()[1:])


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("SELECT * { ?s x:p ?o SERVICE <E> { ?o x:size ?n } }", {"<urn:b>", "<urn:c>"}),
        ("SELECT * { SERVICE <E> { ?o x:size ?n } ?s x:p ?o }", {"<urn:b>", "<urn:c>"}),
        ("SELECT * { ?s x:p ?o FILTER(?o = x:c) SERVICE <E> { ?o x:size ?n } }", {"<urn:c>"}),
        ("SELECT * { ?s x:p ?o FILTER(?n > 2) SERVICE <E> { ?o x:size ?n } }", {"<urn:b>", "<urn:c>"}),
        ("SELECT * { ?s x:p ?o OPTIONAL { ?o x:r ?v SERVICE <E> { ?o x:size ?n } } }", {"<urn:b>", "<urn:c>"}),
        ("SELECT * { ?s x:q ?t OPTIONAL { SERVICE <E> { ?o x:kind ?t } } }", {'"x"', '"y"@nl'}),
        ("SELECT * { GRAPH x:g { ?s x:p ?o SERVICE <E> { ?o x:size ?n } } }", {"<urn:d>"}),
        ("SELECT * { GRAPH ?g { ?s x:p ?o } SERVICE <E> { ?o x:size ?n } }", {"<urn:d>"}),
        ("SELECT * { VALUES ?o { x:b x:e } SERVICE <E> { ?o x:size ?n } }", {"<urn:b>", "<urn:e>"}),
        ("SELECT * { ?s x:p ?o SERVICE <E> { VALUES ?o { x:c x:e } ?o x:size ?n } }", {"<urn:c>"}),
        ("SELECT * { BIND(x:d AS ?o) SERVICE <E> { ?o x:size ?n } }", {"<urn:d>"}),
        ("SELECT * { { SELECT ?o { ?s x:p ?o } ORDER BY ?o LIMIT 1 } SERVICE <E> { ?o x:size ?n } }", {"<urn:b>"}),
        ("SELECT * FROM x:g { ?s x:p ?o SERVICE <E> { ?o x:size ?n } }", {"<urn:d>"}),
        ("SELECT * { ?s x:p ?o SERVICE <E> { ?o x:near ?m } SERVICE <E> { ?m x:size ?n } }", {"<urn:d>"}),
        ("SELECT * { ?s x:q ?t FILTER EXISTS { ?s x:p ?o SERVICE <E> { ?o x:size ?n } } }", {"<urn:b>", "<urn:c>"}),
        ("SELECT * { ?s x:p $o SERVICE <E> { $o x:size ?n } }", {"<urn:b>", "<urn:c>"}),
    ],
)
def test_what_the_graph_binds_is_sent_along(query: str, sent: set[str]) -> None:
    query = query.replace("<E>", f"<{ENDPOINT}>")
    found, endpoint = federated(query)
    values = endpoint.asked[-1].partition("VALUES")[2].partition("{")[2].partition("}")[0]
    assert set(values.replace("(", " ").replace(")", " ").split()) == sent
    if "FROM" not in query:
        assert found == right(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <E> { ?o x:size ?n } }",
        "SELECT * { ?s x:q ?t SERVICE <E> { ?o x:size ?n } }",
        "SELECT * { { ?s x:p ?o } UNION { SERVICE <E> { ?o x:size ?n } } }",
        "SELECT * { ?s x:p ?o MINUS { SERVICE <E> { ?o x:near ?m } } }",
        "SELECT * { ?x x:p ?s SERVICE <E> { ?o x:size ?n } OPTIONAL { ?s x:p ?o } }",
        "SELECT * { ?s x:p ?x OPTIONAL { ?x x:p ?o } SERVICE <E> { ?o x:size ?n } }",
        "SELECT * { ?s x:p ?o { SELECT (MAX(?m) AS ?n) { SERVICE <E> { ?o x:size ?m } } } }",
        "SELECT * { ?s x:p ?o SERVICE <E> { SELECT ?o (COUNT(*) AS ?n) { ?o x:size ?z } GROUP BY ?o } }",
    ],
)
def test_what_it_does_not_is_not(query: str) -> None:
    query = query.replace("<E>", f"<{ENDPOINT}>")
    found, endpoint = federated(query)
    assert "VALUES" not in "".join(endpoint.asked)
    assert found == right(query)


def test_nothing_is_asked_where_nothing_can_join() -> None:
    found, endpoint = federated(f"SELECT * {{ ?s x:nothing ?o SERVICE <{ENDPOINT}> {{ ?o x:size ?n }} }}")
    assert (found, endpoint.asked) == ([], [])


def test_many_values_go_in_several_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    query = f"SELECT * {{ ?s x:p ?o SERVICE <{ENDPOINT}> {{ ?o x:size ?n }} }}"
    monkeypatch.setattr("api.federate.AT_ONCE", 1)
    found, endpoint = federated(query)
    assert (found, len(endpoint.asked)) == (right(query), 2)
    monkeypatch.setattr("api.federate.MOST_VALUES", 1)
    found, endpoint = federated(query)
    assert (found, len(endpoint.asked), "VALUES" in endpoint.asked[0]) == (right(query), 1, False)


def test_silence_is_one_empty_row() -> None:
    query = f"SELECT ?s ?o ?n {{ ?s x:p ?o SERVICE SILENT <{ENDPOINT}> {{ ?o <urn:broken> ?n }} }}"
    assert federated(query)[0] == right("SELECT ?s ?o ?n { ?s x:p ?o }")
    with pytest.raises(Problem, match="it is broken"):
        federated(query.replace("SILENT ", ""))


def test_a_malformed_query_asks_nobody() -> None:
    with pytest.raises(Problem, match="expected"):
        federated(f"SELECT * {{ SERVICE <{ENDPOINT}> {{ ?o x:size }} }}")


# ---- Any query -------------------------------------------------------------------------------------------------------

_own = st.sampled_from(
    [
        "?s x:p ?o .",
        "?o x:r ?v .",
        "?s x:q ?t .",
        "?o x:p ?m .",
        "FILTER(?n > 1)",
        "FILTER(?v != 3)",
        "BIND(x:c AS ?m)",
        "VALUES ?o { x:b x:c UNDEF }",
        "FILTER(BOUND(?t))",
        "GRAPH ?g { ?s x:p ?o }",
    ]
)
_elsewhere = st.sampled_from(
    [
        "?o x:size ?n",
        "?o x:near ?m . ?m x:size ?n",
        "?o x:size ?n OPTIONAL { ?o x:kind ?k }",
        "?z x:kind ?t",
        "?o x:size ?n FILTER(?n < 3)",
        "{ ?o x:near ?m } UNION { ?m x:near ?o }",
        "VALUES ?o { x:c } ?o x:size ?n",
    ]
).map(f"SERVICE <{ENDPOINT}> {{{{ {{}} }}}}".format)
_leaf = _own | _elsewhere
# No OPTIONAL within another: there the engine itself answers by how it happens to join.
_element = _leaf | st.builds(
    "{} {{ {} {} }}".format, st.sampled_from(["OPTIONAL", "MINUS", "", "{} UNION"]), _leaf, _leaf
)
_query = st.lists(_element, min_size=2, max_size=4).filter(lambda parts: "SERVICE" in "".join(parts))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(parts=_query)
def test_any_query_answers_as_if_all_were_here(parts: list[str]) -> None:
    query = f"SELECT ?s ?o ?v ?t ?m ?n ?z ?k WHERE {{ {' '.join(parts)} }}"
    try:
        expected = right(query)
    except SyntaxError:
        return
    assert federated(query)[0] == expected


@given(text=st.text(alphabet="SERVIC {}()<>?x.E\"'FILTER ", max_size=60).map("ASK {{ {} ".format))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        scopes = Scopes(text)
        whole: list[Piece] = scopes.whole()
        for block in scopes.blocks:
            scopes.question(block, 1)
    except Problem as problem:
        assert problem.status == 400
    else:
        assert "".join(map(str, whole)) == text


def test_the_syntax_is_seen_without_any_endpoint() -> None:
    text = "SELECT * {\n SERVICE SILENT\n<https://a/> { ?s ?p ?o SERVICE ?x { ?s } } 'SERVICE' }"
    alone = Scopes(text).alone()
    assert alone == "SELECT * {\n               \n             { ?s ?p ?o            { ?s } } 'SERVICE' }"
    assert len(alone) == len(text)


def test_clauses_are_found_whole() -> None:
    text = "SELECT * { SERVICE <urn:a> { ?s ?p '}' { ?x ?y ?z } } # SERVICE <urn:c> {}\n SERVICE SILENT x:b {} }"
    blocks = Scopes(text).blocks
    assert [(each.target, each.silent, each.pattern) for each in blocks] == [
        ("<urn:a>", False, " ?s ?p '}' { ?x ?y ?z } "),
        ("x:b", True, ""),
    ]
    assert text[blocks[1].start : blocks[1].end] == "SERVICE SILENT x:b {}"


@pytest.mark.parametrize("text", ["ASK { SERVICE <urn:a> { ?s", "ASK { SERVICE <urn:a> ?s }", "SERVICE"])
def test_broken_clauses_are_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        Scopes(text)
    assert caught.value.status == 400


def test_default_prefixes_are_written_out() -> None:
    assert declare("ASK { a:b c:d '' }", {"a": "urn:a", "c": "urn:c", "e": "urn:e"}).count("PREFIX") == 2
    assert declare("PREFIX a: <urn:x> ASK { a:b ?p ?o }", {"a": "urn:a"}).count("PREFIX") == 1
