"""Motions: the table, and the page of one, with what letters say of it and where they contradict each other."""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from playwright.sync_api import Page, expect

from api.pages.conflicts import Cited, cited_of, conflicts_among
from api.pages.motions import Motion
from api.pages.rules import load_rules
from api.pages.site import bind, text_of
from graph_builder.iris import DEFAULT_BASE
from graph_builder.prefixes import prefixes
from graph_builder.publish import published
from graph_builder.store import Store

from ..api.conftest import Server, serving

Visit = Callable[..., Page]
CONTRADICTED = "/page/paper/kst-32623-343"


def motion(number: str, dossier: str) -> Motion:
    return Motion("", number, dossier, "", 0, 0, "", frozenset(), frozenset(), "", False)


def test_motions_stand_in_the_order_of_their_numbers() -> None:
    numbers = [("32 623, nr. 343", "32623"), ("32 623, nr. 9", "32623"), ("36 410 V, nr. 53", "36410-V"), ("", "")]
    motions = [motion(*each) for each in numbers]
    assert [each.number for each in sorted(motions, key=lambda each: each.order)] == [
        "32 623, nr. 9",
        "32 623, nr. 343",
        "36 410 V, nr. 53",
        "",
    ]


def cited(iri: str, described: str = "", done: str = "", submitters: str = "") -> Cited:
    return Cited(iri, set(described.split()), set(done.split()), set(submitters.split()))


def found(*citations: Cited, across: bool = True) -> list[tuple[str, str, str]]:
    return [(each.about, each.one, each.other) for each in conflicts_among(citations, across=across)]


def test_descriptions_without_a_word_in_common_contradict_each_other() -> None:
    one, other = cited("d#1", "steun veldkantoor"), cited("d#2", "hulp kwetsbaar")
    assert found(one, other) == [("described", "d#1", "d#2")]
    assert found(one, cited("d#2", "ohchr-veldkantoor")) == []
    assert found(one, cited("d#2")) == []
    assert found(one, cited("d#2", "", "hulp")) == []


def test_two_documents_are_compared_by_all_that_each_says() -> None:
    one, other = cited("d#1", "steun"), cited("e#1", "hulp")
    assert found(one, other) == [("described", "d#1", "e#1")]
    assert found(one, other, across=False) == []
    assert found(one, other, cited("e#2", "", "steun")) == []


def test_spellings_of_one_surname_are_no_contradiction() -> None:
    one = cited("d#1", submitters="kahraman")
    assert found(one, cited("d#2", submitters="kahramann")) == []
    assert found(one, cited("d#2", submitters="piri")) == [("submitted", "d#1", "d#2")]


def test_a_page_finds_what_the_shapes_find(store: Path) -> None:
    graph = ox.Store()
    graph.extend(published(Store.open(store).current()))
    motion = ox.NamedNode(f"{DEFAULT_BASE}paper/kst-32623-343")

    def rows(query: str) -> list[dict[str, str]]:
        answer = graph.query(query, prefixes=prefixes(DEFAULT_BASE), use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        return [
            {name.value: solution[name].value for name in answer.variables if solution[name] is not None}
            for solution in answer
        ]

    words = [rows(bind(text_of(f"citation-{name}"), {"motion": motion})) for name in ("words", "done", "names")]
    (citations,) = cited_of(*words).values()
    rule = next(each for each in load_rules() if each.name == "Motion-described-alike")
    by_shape = {(row["other"], row["value"]) for row in rows(bind(rule.query("?other ?value"), {"this": motion}))}
    assert {(each.one, each.other) for each in conflicts_among(citations, across=True)} == by_shape
    assert len(by_shape) == 1


@pytest.mark.browser
def test_the_table_shows_a_contradiction(visit: Visit) -> None:
    page = visit("/motions?conflict=yes")
    (row,) = page.locator("tbody tr").all()
    expect(row.get_by_role("rowheader")).to_have_text("32 623, nr. 343")
    expect(row).to_contain_text("steun voor het OHCHR-veldkantoor of bewijzenbank IIIM")
    expect(row).to_contain_text("tegenspraak")
    expect(row.locator("td.number").first).to_have_text("2")
    row.get_by_role("link", name="32 623, nr. 343").click()
    expect(page).to_have_title("Motie 32 623, nr. 343 · Kamergraaf")


@pytest.mark.browser
def test_the_table_is_filtered_without_scripts_and_by_keyboard_alone(visit: Visit) -> None:
    page = visit("/motions", scripts=False)
    page.get_by_label("Bewindspersoon").focus()
    page.keyboard.type("minister van Buit")
    page.get_by_role("button", name="Toon").focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody th").first).to_have_text("32 623, nr. 343")
    head = page.get_by_role("link", name="Nummer")
    head.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Nummer")).to_have_attribute("aria-sort", "ascending")


@pytest.mark.browser
def test_both_descriptions_of_a_contradicted_motion_stand_side_by_side(visit: Visit) -> None:
    page = visit(CONTRADICTED)
    expect(page.locator("#conflict-head")).to_have_text("Eén stuk spreekt zichzelf tegen")
    sides = page.locator(".conflict .side")
    expect(sides).to_have_count(2)
    expect(sides.nth(0)).to_contain_text("hulp wordt verleend op basis van de grootste noden")
    expect(sides.nth(1)).to_contain_text("steun voor het OHCHR-veldkantoor of bewijzenbank IIIM")
    expect(sides.nth(1)).to_contain_text("Het kabinet heeft dit jaar opnieuw middelen beschikbaar gesteld")
    expect(page.locator(".facts")).to_contain_text("2 keer uitgevoerd, op 2 plaatsen genoemd")
    expect(page.locator(".facts")).to_contain_text("Kahraman")
    told = page.locator(".account")
    expect(told.nth(0)).to_contain_text("Nederland")
    expect(told.nth(1)).to_contain_text("het kabinet")
    link = told.nth(0).get_by_role("link", name="Kabinetsbeleid ten aanzien van Syrië")
    expect(link).to_have_attribute("href", "/document/kst-32623-376#char=3111,3405")
    official = page.get_by_role("link", name="zoek.officielebekendmakingen.nl")
    expect(official).to_have_attribute("href", "https://zoek.officielebekendmakingen.nl/kst-32623-343.html")


@pytest.mark.browser
def test_a_motion_speaks_english(visit: Visit) -> None:
    page = visit(f"{CONTRADICTED}?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Motion 32 623, nr. 343")
    expect(page.locator(".account").first).to_contain_text("Netherlands")
    expect(page.locator(".conflict")).to_contain_text("have no word in common")


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/motions", CONTRADICTED])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_the_pages_are_accessible(
    visit: Visit, axe: Callable[[Page], None], address: str, width: int, dark: bool
) -> None:
    axe(visit(address, width=width, dark=dark))


def test_the_table_can_be_taken_along(server: Server) -> None:
    response = httpx.get(f"{server.url}/motions.csv", params={"dossier": "32623"})
    (row,) = csv.DictReader(io.StringIO(response.text))
    assert row == {
        "number": "32 623, nr. 343",
        "title": "steun voor het OHCHR-veldkantoor of bewijzenbank IIIM",
        "dossier": "32623",
        "state": "carried-out",
        "outcome": "",
        "letters": "1",
        "carried_out": "2",
        "last": "2025-09-19",
        "conflict": "true",
        "iri": f"{DEFAULT_BASE}paper/kst-32623-343",
    }


RECORD = """
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<paper/kst-32623-343> kg:record <record/z> .
<record/z> a kg:CaseRecord ; kg:officialTitle "Motie over een proef" ; kg:officialWord "proef" ; dct:date "2025-04-09"^^xsd:date ;
    kg:cabinetView "Oordeel Kamer" ; prov:generatedAtTime "2026-11-01T00:00:00Z"^^xsd:dateTime ;
    kg:submission <record/z#s> ; kg:decision <record/b> .
<record/z#s> kg:order 1 ; kg:submissionRole "Indiener" ; kg:submitter <actor/tk-1> ; kg:forParty <actor/tk-2> .
<actor/tk-1> rdfs:label "A.B. Jansen"@nl , "A.B. Jansen"@en .
<actor/tk-2> kg:periodOf <actor/christenunie> .
<record/b> kg:outcome kg:Adopted ; kg:outcomeText "Stemmen - aangenomen" ; kg:votingMethod "Met handopsteken" ;
    kg:vote <record/b#1> , <record/b#2> , <record/b#3> .
<record/b#1> kg:voter <actor/tk-2> ; kg:choice kg:VotedFor ; kg:choiceText "Voor" ; kg:seats 3 .
<record/b#2> kg:voter <actor/sp> ; kg:choice kg:VotedFor ; kg:choiceText "Voor" ; kg:seats 5 ; kg:byMistake true .
<record/b#3> kg:voter <actor/pvdd> ; kg:choice kg:VotedAgainst ; kg:choiceText "Tegen" ; kg:seats 2 .
"""


@pytest.fixture(scope="module")
def linked(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the same store with what a source of open data might say of a motion."""
    folder = shutil.copytree(store, tmp_path_factory.mktemp("linked") / "store")
    triples = ox.parse(RECORD, format=ox.RdfFormat.TURTLE, base_iri=DEFAULT_BASE)
    graph = ox.NamedNode(f"{DEFAULT_BASE}graph/tweede-kamer")
    said = [ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples]
    opened = Store.open(folder)
    whole = ox.serialize([*published(opened.current()), *said], format=ox.RdfFormat.N_QUADS)
    assert whole is not None
    opened.publish(whole)
    with serving(folder) as running:
        yield running


def test_a_linked_motion_has_its_title_its_submitters_and_its_vote(linked: Server) -> None:
    text = httpx.get(f"{linked.url}{CONTRADICTED}").text
    assert "Motie over een proef" in text
    assert "A.B. Jansen" in text
    assert "(ChristenUnie)" in text
    assert "Oordeel Kamer" in text
    assert "8 voor, 2 tegen" in text
    assert text.index("Socialistische Partij") < text.index(">ChristenUnie<")
    assert "vergissing" in text
    assert "opgehaald op 1 november 2026" in text


def test_motions_are_filtered_by_outcome(linked: Server) -> None:
    rows = list(csv.DictReader(io.StringIO(httpx.get(f"{linked.url}/motions.csv?state=Adopted").text)))
    assert [(row["title"], row["outcome"]) for row in rows] == [("Motie over een proef", "Adopted")]
    assert "Adopted" not in httpx.get(f"{linked.url}/motions.csv?state=cited").text


def test_a_citation_that_does_not_fit_the_official_title_is_warned_of_in_plain_words(linked: Server) -> None:
    deadline = time.monotonic() + 120
    while "still being checked" in (text := httpx.get(f"{linked.url}/quality?lang=en", timeout=60).text):
        assert time.monotonic() < deadline, linked.log.read_text()
        time.sleep(0.1)
    warned = text[text.index("shares no word with its official title") :]
    assert "steun voor het OHCHR-veldkantoor of bewijzenbank IIIM" in warned[: warned.index("</details>")]
    assert "/document/kst-32623-376#char=4465,4573" in warned[: warned.index("</details>")]
