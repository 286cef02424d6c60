"""Fuzzing the HTTP surface, for a bounded time: no server error, no dead service, nobody reached."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.store import Store

from .conftest import Server, graph_of, serving

TOKEN = "fuzz"
TEXTS = [
    "application/sparql-query",
    "application/sparql-update",
    "application/n-triples",
    "application/n-quads",
    "text/turtle",
    "application/trig",
]
BOUNDED = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def target(new_store: Callable[[bytes], Store]) -> Iterator[Server]:
    with serving(new_store(graph_of(10)).path, token=TOKEN, timeout=2, access_log=False, cache=0) as running:
        yield running


# ---- Queries from a grammar that is nearly SPARQL's -----------------------------------------------------------------

_terms = st.sampled_from(
    [
        "?s",
        "?o",
        "kg:funds",
        "<urn:value>",
        "<urn:n:1>",
        "<http://127.0.0.1:9/x>",
        "1",
        "'a'",
        '"""b"""@nl',
        "[]",
        "a",
        "_:b",
    ]
)
_triple = st.builds(" ".join, st.lists(_terms, min_size=2, max_size=4))
_expression = st.recursive(
    _terms | st.sampled_from(["true", "NOW()", "RAND()", "COUNT(*)"]),
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["=", "<", "&&", "||", "+", "/", "IN"]), inner)
        | st.builds(
            "{}({})".format, st.sampled_from(["STR", "REGEX", "IF", "IRI", "STRLEN", "BOUND", "!", "CONCAT"]), inner
        )
    ),
    max_leaves=6,
)
_CLAUSES = (
    "OPTIONAL",
    "MINUS",
    "UNION",
    "GRAPH ?g",
    "GRAPH <urn:numbers>",
    "FILTER EXISTS",
    "{ SELECT * WHERE",
    "SERVICE <http://127.0.0.1:9/>",
    "SERVICE SILENT <http://127.0.0.1:9/>",
    "S\\u0045RVICE <http://127.0.0.1:9/>",
)
_pattern = st.recursive(
    st.builds("{} .".format, _triple),
    lambda inner: (
        st.builds("{{ {} }}".format, inner)
        | st.builds("{} {}".format, inner, inner)
        | st.builds(
            "{} {{ {} }}".format,
            st.sampled_from(_CLAUSES),
            inner,
        )
        | st.builds("{} FILTER ({})".format, inner, _expression)
        | st.builds("{} BIND ({} AS ?x)".format, inner, _expression)
        | st.builds("{} VALUES (?s ?o) {{ ({} {}) }}".format, inner, _terms, _terms)
    ),
    max_leaves=8,
)
_queries = st.builds(
    "{} {} WHERE {{ {} }} {}".format,
    st.sampled_from(["", "PREFIX x: <urn:x:>", "BASE <http://127.0.0.1:9/>", "# comment\n", "PREFIX x:"]),
    st.sampled_from(
        ["SELECT *", "SELECT ?s (COUNT(*) AS ?n)", "ASK", "CONSTRUCT { ?s ?p ?o }", "DESCRIBE ?s", "SELECT"]
    )
    | st.sampled_from(["SELECT * FROM <http://127.0.0.1:9/>", "LOAD <http://127.0.0.1:9/>", "SELECT DISTINCT ?o"]),
    _pattern,
    st.sampled_from(["", "LIMIT 5", "ORDER BY ?s", "GROUP BY ?s", "GROUP BY ?s HAVING (?n > 1)", "OFFSET -1", "}"]),
)


@BOUNDED
@given(query=_queries, form=st.sampled_from(["json", "csv", "xml", "nt", "ttl", ""]))
def test_queries_nearly_right(target: Server, query: str, form: str) -> None:
    response = httpx.get(f"{target.url}/sparql", params={"query": query, "format": form, "timeout": "1"}, timeout=30)
    limited = response.status_code == 503 and response.json().get("limit")
    assert response.status_code < 500 or limited, f"{response.text}\n{query}"
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"]


@BOUNDED
@given(
    body=st.binary(max_size=300),
    kind=st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded"]),
)
def test_any_bytes(target: Server, body: bytes, kind: str) -> None:
    for path in ("/sparql", "/update"):
        headers = {"content-type": kind.replace("query", "update") if path == "/update" else kind}
        headers["authorization"] = f"Bearer {TOKEN}"
        assert httpx.post(target.url + path, content=body, headers=headers).status_code < 500


@BOUNDED
@given(raw=st.text(alphabet="/abc%2eE0\\?#=&:;~.-_ \x00é", max_size=40))
def test_any_address(target: Server, raw: str) -> None:
    port = int(target.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"GET /{raw} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = connection.recv(20)
    assert re.match(rb"HTTP/1\.1 [234]\d\d", answer)


# ---- Everything that the OpenAPI description offers ------------------------------------------------------------------


def test_what_openapi_describes(target: Server) -> None:
    schemathesis.serializer.alias(TEXTS, "text/plain")
    described = schemathesis.openapi.from_url(f"{target.url}/openapi.json")
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:

        @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case) -> None:
            response = case.call()
            limited = response.status_code == 503 and response.json().get("limit")
            assert response.status_code < 500 or limited, response.text

        ask()


def test_the_service_lives(target: Server) -> None:
    assert target.query("ASK { ?s <urn:value> 7 }").json()["boolean"] is True
