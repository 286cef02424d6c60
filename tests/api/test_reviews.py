"""Decisions over HTTP: taken with the token, kept in a file, read by all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_builder import iris
from graph_builder.describe import describe
from graph_builder.iris import Base
from graph_builder.review import read_reviews
from graph_builder.store import Store
from ontology.terms import load_vocabulary
from tests.api.conftest import Server, serving
from tests.graph_builder import handmade

BEARER = {"authorization": "Bearer geheim"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = Store.open(tmp_path_factory.mktemp("reviewed") / "store", create=True)
    store.publish(describe(handmade.extraction(), load_vocabulary(), Base()))
    with serving(store.path, token="geheim") as running:
        yield running


def funding() -> str:
    extraction = handmade.extraction()
    statement = next(each for each in extraction.statements if each.kind == "Funding")
    return iris.statement(extraction.document, statement)


def take(server: Server, headers: dict[str, str] = BEARER, **decision: Any) -> httpx.Response:
    return httpx.post(f"{server.url}/reviews", json={"by": "een lezer"} | decision, headers=headers)


def test_a_decision_is_kept_and_can_be_read(server: Server) -> None:
    answer = take(server, verdict="rejected", statement=funding(), why="staat er niet")
    assert answer.status_code == 201, answer.text
    [kept] = read_reviews(server.store.path / "reviews.ttl")
    assert (kept.verdict, kept.why, kept.document) == ("rejected", "staat er niet", "kst-32623-376")
    [shown] = httpx.get(f"{server.url}/reviews", params={"document": "kst-32623-376"}).json()
    assert shown == answer.json()
    assert shown["read"]["kind"] == "Funding"
    assert httpx.get(f"{server.url}/reviews", params={"document": "kst-1-1"}).json() == []


def test_a_new_decision_replaces_the_one_before(server: Server) -> None:
    take(server, verdict="rejected", statement=funding())
    take(server, verdict="accepted", statement=funding())
    assert [kept.verdict for kept in read_reviews(server.store.path / "reviews.ttl")] == ["accepted"]


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer fout"}, {"authorization": "Basic geheim"}])
def test_without_the_token_nothing_is_kept(server: Server, headers: dict[str, str]) -> None:
    before = httpx.get(f"{server.url}/reviews").json()
    assert take(server, headers, verdict="rejected", statement=funding()).status_code == 401
    assert httpx.get(f"{server.url}/reviews").json() == before


@pytest.mark.parametrize(
    ("decision", "status", "complaint"),
    [
        ({"verdict": "rejected", "statement": "document/kst-1-1#statement-1-funding-1"}, 422, "no statement"),
        ({"verdict": "rejected", "statement": "x> } DROP ALL #"}, 422, "no name of a statement"),
        ({"verdict": "rejected"}, 422, "no statement"),
        ({"verdict": "misschien", "statement": "x"}, 400, "verdict"),
        ({"verdict": "added", "document": "kst-32623-376", "quote": "dit staat er niet"}, 422, "does not say"),
    ],
)
def test_a_decision_that_lacks_a_part_is_one_sentence(
    server: Server, decision: dict[str, Any], status: int, complaint: str
) -> None:
    answer = take(server, **decision)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert complaint in answer.json()["detail"]


def test_a_missing_statement_can_be_added(server: Server, letter_file: Path) -> None:
    instead = {"kind": "Support", "roles": {"agent": ["actor/nl-government"], "target": ["actor/iiim"]}}
    quote = "Middels deze inzet geeft het kabinet uitvoering"
    answer = take(server, verdict="added", document="kst-32623-376", quote=quote, instead=instead)
    assert answer.status_code == 201, answer.text
    assert answer.json()["instead"] == instead | {"modality": "asserted", "negated": False}
