"""Query strings and forms as values."""

from __future__ import annotations

import pytest

from api.errors import Problem
from api.protocol import parse_pairs, parse_query, parse_update


def test_a_query_with_its_dataset() -> None:
    pairs = parse_pairs(
        b"query=ASK%7B%7D&default-graph-uri=urn:a&default-graph-uri=urn%3Ab&named-graph-uri=urn:c&timeout=2.5"
    )
    request = parse_query(pairs)
    assert (request.query, request.default_graphs, request.named_graphs) == ("ASK{}", ("urn:a", "urn:b"), ("urn:c",))
    assert request.timeout == 2.5


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"query=%zz", "percent-encoding is broken at '%zz'"),
        (b"query=%ff", "not UTF-8"),
        (b"query=\xff", "not UTF-8"),
        (b"query=a&query=b", "2 queries"),
        (b"qeury=a", "did you mean 'query'"),
        (b"query=a&timeout=soon", "number of seconds above 0"),
        (b"query=a&timeout=-1", "number of seconds above 0"),
        (b"query=a&timeout=nan", "number of seconds above 0"),
        (b"query=a&default-graph-uri=not%20an%20iri", "absolute IRI"),
        (b"update=CLEAR%20ALL", "send updates to /update"),
        (b"&".join([b"query=a"] * 1001), "more than 1000 fields"),
    ],
)
def test_what_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Problem, match=words) as caught:
        parse_query(parse_pairs(data))
    assert caught.value.status == 400


def test_a_query_in_form_and_body_is_two() -> None:
    with pytest.raises(Problem, match="2 queries"):
        parse_query([("query", "ASK {}")], "ASK {}")


def test_updates() -> None:
    request = parse_update([("using-graph-uri", "urn:a")], "CLEAR ALL")
    assert (request.update, request.using) == ("CLEAR ALL", ("urn:a",))
    with pytest.raises(Problem, match="0 updates"):
        parse_update([])
    with pytest.raises(Problem, match="2 updates"):
        parse_update([("update", "a"), ("update", "b")])
