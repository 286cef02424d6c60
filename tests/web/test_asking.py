"""How pages ask the graph: values become SPARQL terms, whatever is in them, before the server's own store or another."""

from __future__ import annotations

from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.site import QUERIES, bind, text_of

from ..api.conftest import Server, serving


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00")))
def test_a_text_stays_one_value_whatever_is_in_it(value: str) -> None:
    query = bind("SELECT ?x ?y { VALUES ?x { UNDEF } VALUES ?y { UNDEF } }", {"x": value, "y": 1})
    [row] = ox.Store().query(query)
    assert row["x"] == ox.Literal(value)
    assert row["y"] == ox.Literal(1)


def test_a_value_is_never_taken_for_a_parameter() -> None:
    query = "SELECT ?x ?y { VALUES ?x { UNDEF } VALUES ?y { UNDEF } }"
    [row] = ox.Store().query(bind(query, {"x": "VALUES ?y { UNDEF }", "y": "nl"}))
    assert row["x"] == ox.Literal("VALUES ?y { UNDEF }")


def test_several_values_are_several_rows() -> None:
    nodes = [ox.NamedNode("urn:a"), ox.NamedNode("urn:b")]
    rows = ox.Store().query(bind("SELECT ?x { VALUES ?x { UNDEF } }", {"x": nodes}))
    assert [row["x"] for row in rows] == nodes


def test_a_language_reaches_an_optional_part_of_an_optional_part() -> None:
    store = ox.Store()
    for said in ("<x:m> <x:names> <x:a>", '<x:a> <x:name> "Duitsland"@nl', '<x:a> <x:name> "Germany"@en'):
        store.update(f"INSERT DATA {{ {said} }}")
    part = "OPTIONAL { ?thing <x:names> ?other OPTIONAL { ?other <x:name> ?name FILTER(LANG(?name) = ?lang) } }"
    query = f"SELECT ?name {{ VALUES ?thing {{ <x:m> }} VALUES ?lang {{ UNDEF }} {part} }}"
    assert [row["name"].value for row in store.query(bind(query, {"lang": "nl"}))] == ["Duitsland"]
    assert "?lang" not in bind(query, {"lang": "nl"})


def test_a_parameter_that_a_query_has_not_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        bind("SELECT * { VALUES ?x { UNDEF } }", {"y": 1})


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.rq")), ids=lambda path: path.stem)
def test_every_query_says_what_it_asks(path: Path) -> None:
    assert text_of(path.stem).startswith("# ")


def test_pages_stand_before_another_server_s_store(server: Server, tmp_path: Path) -> None:
    with serving(f"{server.url}/sparql", tmp_path) as before:
        letter = httpx.get(f"{before.url}/page/document/kst-32623-376", headers={"accept": "text/html"}, timeout=60)
        assert "EUR 20,4 miljoen" in letter.text
        assert "etag" not in letter.headers
        actor = httpx.get(f"{before.url}/page/actor/dutch-relief-alliance", timeout=60)
        assert "In 2025 gaat het om in totaal" in actor.text
        assert "Zoeken is hier uit" in httpx.get(f"{before.url}/search?q=syrie").text
