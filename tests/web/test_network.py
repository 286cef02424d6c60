"""The network of a letter or a dossier: what it ties, how it is drawn, and that it can be read without a drawing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from api.pages.network import network_of
from api.pages.sources import Source

from ..api.conftest import Server

Visit = Callable[..., Page]
KG = "https://w3id.org/kamergraaf/ontology#"
DRAWING = "document.querySelector('.__________cytoscape_container')._cyreg.cy"
LETTER = "/graph?document=kst-32623-376"


def part(statement: str, role: str, filler: str, kind: str = "Funding", **more: str) -> dict[str, str]:
    fixed = {"document": "d", "begin": "3", "end": "9", "quote": "words"}
    return fixed | {"statement": statement, "kind": KG + kind, "role": KG + role, "filler": filler} | more


def ties(*rows: dict[str, str]) -> set[tuple[str, str, str, int]]:
    edges = network_of(rows, [], {}, "track {}").edges
    return {(edge.source, edge.kind, edge.target, len(edge.evidence)) for edge in edges}


def test_who_does_it_is_tied_to_each_that_has_a_part() -> None:
    assert ties(part("s", "agent", "nl"), part("s", "channel", "dra"), part("s", "place", "sy")) == {
        ("nl", "Funding", "dra", 1),
        ("nl", "Funding", "sy", 1),
    }


def test_equal_ties_are_one_edge_with_the_words_of_each() -> None:
    rows = [part(f"s{n}", role, who) for n in range(3) for role, who in (("agent", "nl"), ("recipient", "un"))]
    assert ties(*rows) == {("nl", "Funding", "un", 3)}


def test_what_is_denied_is_an_edge_of_its_own() -> None:
    rows = [part("s1", "agent", "nl"), part("s1", "recipient", "un")]
    rows += [part("s2", "agent", "nl", negated="true"), part("s2", "recipient", "un", negated="true")]
    assert sorted(edge.negated for edge in network_of(rows, [], {}, "{}").edges) == [False, True]


def test_a_statement_without_an_agent_starts_at_its_case_else_at_its_document() -> None:
    case = [part("s", "case", "c", "LegalProceeding"), part("s", "court", "icj", "LegalProceeding")]
    assert ties(*case) == {("c", "LegalProceeding", "icj", 1)}
    assert ties(part("s", "cited", "m", "Citation")) == {("d", "Citation", "m", 1)}


def test_a_paper_that_bears_its_own_number_does_not_cite_itself() -> None:
    source = Source("d", "m", "kst-36045-140", "Situatie in de Oekraïne", "2024-01-01", "motion", "", "", None)
    rows = [part("s1", "cited", "m", "Citation"), part("s2", "cited", "n", "Citation")]
    network = network_of(rows, [], {"d": source}, "{}")
    assert [(edge.source, edge.target) for edge in network.edges] == [("d", "n")]
    assert network.nodes["d"].name == "36 045, nr. 140: Situatie in de Oekraïne"


def test_a_track_is_tied_to_those_who_act_in_it() -> None:
    rows = [
        part("s", "agent", "nl", track="d#track-3", order="3"),
        part("s", "recipient", "un", track="d#track-3", order="3"),
    ]
    network = network_of(rows, [], {}, "track {}")
    assert ("d#track-3", "inTrack", "nl") in {(edge.source, edge.kind, edge.target) for edge in network.edges}
    assert (network.nodes["d#track-3"].name, network.nodes["d#track-3"].group) == ("track 3", "track")


@pytest.mark.browser
def test_the_edges_are_a_table_without_scripts(visit: Visit) -> None:
    page = visit(f"{LETTER}&kind=MotionExecution", scripts=False)
    expect(page.locator("#drawing")).to_be_hidden()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    row = rows.filter(has_text="het kabinet")
    expect(row).to_contain_text("motie 32 623, nr. 343")
    expect(row.get_by_role("link", name="Middels deze inzet")).to_have_attribute(
        "href", "/document/kst-32623-376#char=4413,4545"
    )


def drawn(page: Page) -> None:
    page.wait_for_selector("#drawing[data-ready=true]")


@pytest.mark.browser
def test_a_kind_of_edge_can_be_left_out_and_a_click_shows_the_words(visit: Visit) -> None:
    page = visit(LETTER)
    drawn(page)
    shown = f"{DRAWING}.edges(':visible').length"
    before = page.evaluate(shown)
    page.get_by_role("checkbox", name="financiering").focus()
    page.keyboard.press("Space")
    after = page.evaluate(shown)
    assert 0 < after < before
    page.evaluate(f"void {DRAWING}.edges('[kind=\"MotionExecution\"]')[0].emit('tap')")
    expect(page.locator("#evidence")).to_contain_text("uitvoering van een motie")
    expect(page.locator("#evidence a.place").first).to_have_attribute(
        "href", re.compile(r"^/document/kst-32623-376#char=")
    )


@pytest.mark.browser
def test_the_drawing_can_be_saved(visit: Visit, tmp_path: Path) -> None:
    page = visit(LETTER)
    drawn(page)
    for name, start in (("SVG", b"<svg xmlns="), ("PNG", b"\x89PNG")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        download.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
    text = (tmp_path / "SVG").read_text("utf-8")
    assert "Nederland</text>" in text
    assert "<script" not in text


@pytest.mark.browser
def test_two_thousand_nodes_are_drawn_and_move(visit: Visit) -> None:
    nodes = [{"id": f"n{n}", "name": f"actor {n}", "group": "actor", "link": "/"} for n in range(2000)]
    edges = [
        {
            "id": f"e{n}",
            "source": f"n{n}",
            "target": f"n{n * 7919 % 97}",
            "kind": "Funding",
            "negated": False,
            "n": 1,
            "words": [["w", "/"]],
        }
        for n in range(1, 2000)
    ]
    edges += [edge | {"id": f"f{n}", "target": f"n{(n * 31) % 1999}"} for n, edge in enumerate(edges)]
    page = visit("/motions")

    def answer(route: Route) -> None:
        route.fulfill(body=json.dumps({"nodes": nodes, "edges": edges, "cut": False}), content_type="application/json")

    page.route("**/graph.json**", answer)
    page.goto(page.url.replace("/motions", LETTER))
    drawn(page)
    assert page.locator("#drawing").get_attribute("data-nodes") == "2000"
    frames = page.evaluate(
        """async () => {
          const cy = document.querySelector('.__________cytoscape_container')._cyreg.cy;
          let frames = 0;
          for (let step = 0; step < 20; step += 1) {
            cy.panBy({ x: 5, y: 3 });
            await new Promise(requestAnimationFrame);
            frames += 1;
          }
          return frames;
        }"""
    )
    assert frames == 20


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "width", "dark"), [(LETTER, 1280, False), ("/graph?dossier=32623&lang=en", 360, True)]
)
def test_the_page_is_accessible(
    visit: Visit, axe: Callable[[Page], None], address: str, width: int, dark: bool
) -> None:
    page = visit(address, width=width, dark=dark)
    drawn(page)
    axe(page)


def test_what_was_not_read_has_no_network(server: Server) -> None:
    assert httpx.get(f"{server.url}/graph").status_code == 400
    assert httpx.get(f"{server.url}/graph", params={"document": "nothing"}).status_code == 404
    assert httpx.get(f"{server.url}/graph.json", params={"dossier": "1"}).status_code == 404
