"""Content negotiation: q-values, wildcards, overrides."""

from __future__ import annotations

import pytest

from api.errors import Problem
from api.negotiate import choose, choose_coding


@pytest.mark.parametrize(
    ("accept", "bindings", "graph"),
    [
        (None, "json", "ttl"),
        ("", "json", "ttl"),
        ("*/*", "json", "ttl"),
        ("application/sparql-results+xml", "xml", None),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.7", "xml", None),
        ("text/tab-separated-values, */*;q=0.1", "tsv", "ttl"),
        ("text/*", "csv", "ttl"),
        ("application/json", "json", "jsonld"),
        ("application/rdf+xml", None, "rdf"),
        ("application/sparql-results+json;q=0, */*", "xml", "ttl"),
        ("text/turtle;q=0.2, application/n-triples;q=0.9", None, "nt"),
        ("APPLICATION/LD+JSON ; Q=1", None, "jsonld"),
    ],
)
def test_accept(accept: str | None, bindings: str | None, graph: str | None) -> None:
    choice = choose(accept)
    assert (choice.bindings and choice.bindings.name, choice.graph and choice.graph.name) == (bindings, graph)


@pytest.mark.parametrize(
    ("override", "bindings", "graph"),
    [("csv", "csv", None), ("json", "json", "jsonld"), ("xml", "xml", "rdf"), ("text/turtle", None, "ttl")],
)
def test_override_wins(override: str, bindings: str | None, graph: str | None) -> None:
    choice = choose("text/html", override)
    assert (choice.bindings and choice.bindings.name, choice.graph and choice.graph.name) == (bindings, graph)


def test_browsers_get_a_page() -> None:
    assert choose("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8").html
    assert not choose("*/*").html
    assert not choose("application/sparql-results+json, text/html;q=0.5").html


def test_what_cannot_be_written() -> None:
    with pytest.raises(Problem, match="image/png") as caught:
        choose("image/png")
    assert caught.value.status == 406
    with pytest.raises(Problem, match="there is: json, xml, csv") as caught:
        choose(None, "docx")
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, None),
        ("", None),
        ("identity", None),
        ("deflate, zstd", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, GZIP;q=0.8", "gzip"),
        ("gzip;q=0, *", "br"),
        ("*;q=0", None),
        ("br;q=0.000, gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip", "gzip"),
    ],
)
def test_content_codings(accepted: str | None, coding: str | None) -> None:
    assert choose_coding(accepted) == coding
