"""A letter's page in a real browser: the text as read, what was read from it, and the way from one to the other."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from graph_builder.extract import extract, load_knowledge
from graph_builder.iris import Base, statement
from graph_builder.read import read_file

from ..api.conftest import BASE, Server
from .conftest import Visit

pytestmark = pytest.mark.browser

LETTER = "/page/document/kst-32623-376"
FUNDING = "#statement-2973-funding-1"


def text_of(page: Page) -> str:
    return page.evaluate("document.getElementById('text').textContent")


def as_read(server: Server, key: str) -> str:
    query = f"SELECT ?text {{ <{BASE}document/{key}> nif:isString ?text }}"
    return server.query(query).json()["results"]["bindings"][0]["text"]["value"]


def key_of(server: Server, name: str) -> str:
    query = f'SELECT ?document {{ ?document a kg:Document FILTER(STRSTARTS(STR(?document), "{BASE}document/{name}")) }}'
    return server.query(query).json()["results"]["bindings"][0]["document"]["value"].rpartition("/")[2]


def test_the_paper_leads_to_its_letter_with_everything_around_it(visit: Visit) -> None:
    page = visit("/paper/kst-32623-376")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kabinetsbeleid ten aanzien van Syrië")
    official = page.get_by_role("link", name="Officieel stuk")
    expect(official).to_have_attribute("href", "https://zoek.officielebekendmakingen.nl/kst-32623-376.html")
    expect(page.get_by_role("link", name="Dossier 32623")).to_have_attribute("href", "/dossier/32623")
    for name in ("ttl", "jsonld", "nt", "rdf"):
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute(
            "href", f"/data/document/kst-32623-376.{name}"
        )
    expect(page.locator(".group > h3").first).to_contain_text("Spoor 1")


def test_the_text_is_exactly_the_text_as_read_and_so_is_what_is_copied(visit: Visit, server: Server) -> None:
    page = visit(LETTER)
    text = as_read(server, "kst-32623-376")
    assert text_of(page) == text
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.getElementById('text')); return getSelection().toString(); }"
    )
    assert copied.strip() == text.strip()


def test_a_statement_lights_up_its_words_and_words_their_statement(visit: Visit) -> None:
    page = visit(LETTER)
    page.locator(FUNDING).hover()
    lit = page.locator("#text .lit")
    assert "".join(lit.all_text_contents()) == (
        "In 2025 gaat het om in totaal EUR 20,4 miljoen, via de Dutch Relief Alliance, het Nederlandse Rode Kruis en "
        "VN-humanitaire landenfondsen"
    )
    page.locator("#text").get_by_text("EUR 20,4 miljoen").hover()
    expect(page.locator(f"{FUNDING}.lit")).to_be_visible()
    expect(page.locator("article.lit")).to_have_count(1)


def test_a_click_on_words_shows_what_was_read_there(visit: Visit) -> None:
    page = visit(LETTER)
    page.locator("#text").get_by_text("Dutch Relief Alliance").click()
    reading = page.get_by_role("region", name="Hier gelezen")
    expect(reading).to_contain_text("organisatie")
    expect(reading.get_by_role("heading", name="financiering")).to_be_visible()
    expect(reading).to_contain_text("€ 20,4 miljoen")
    reading.get_by_role("button", name="Sluit").click()
    expect(reading).to_be_hidden()


def test_the_keyboard_reaches_words_and_comes_back_to_them(visit: Visit) -> None:
    page = visit(LETTER)
    words = page.locator("#text a", has_text="EUR 20,4 miljoen")
    words.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reading-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(words).to_be_focused()


def test_a_footnote_stands_in_its_place_and_its_statements_are_told_apart(visit: Visit) -> None:
    page = visit(LETTER)
    note = page.locator("#text .footnote").first
    expect(note).to_contain_text("[1:")
    card = page.locator("#statement-4413-motionexecution-1")
    expect(card).to_contain_text("in een voetnoot")
    expect(card).to_contain_text("motie 32 623, nr. 343")


def test_the_mark_of_a_footnote_leads_to_the_note_and_the_note_back(visit: Visit) -> None:
    page = visit(LETTER)
    mark = page.locator("#text a.noteref").first
    expect(mark).to_have_text("[footnoteRef:1]")
    mark.click()
    note = page.locator("#text .footnote:target")
    expect(note).to_be_in_viewport()
    expect(page.get_by_role("region", name="Hier gelezen")).to_be_hidden()
    page.locator("a.back[aria-label='Terug naar het teken van noot 1 in de tekst']").press("Enter")
    expect(page.locator("#text a.noteref:target")).to_have_text("[footnoteRef:1]")


def test_an_address_with_a_place_shows_those_characters(visit: Visit) -> None:
    page = visit(f"{LETTER}#char=3003,3019")
    page.wait_for_selector("body[data-ready=true]")
    shown = page.evaluate("[...CSS.highlights.get('passage')].map(range => range.toString())")
    assert shown == ["EUR 20,4 miljoen"]


def test_without_scripts_words_lead_to_what_was_read(visit: Visit) -> None:
    page = visit(LETTER, scripts=False)
    page.locator("#text a", has_text="EUR 20,4 miljoen").click()
    assert page.url.endswith(FUNDING)
    expect(page.locator(FUNDING)).to_be_in_viewport()
    page.locator(FUNDING).get_by_role("link", name="Toon in de tekst").click()
    assert page.url.endswith("#char=2973,3109")


def test_on_a_phone_what_was_read_comes_up_from_below(visit: Visit) -> None:
    page = visit(LETTER, width=320)
    page.locator("#text").get_by_text("Dutch Relief Alliance").click()
    box = page.get_by_role("region", name="Hier gelezen").bounding_box()
    assert box is not None
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 320, 900)


def test_types_can_be_left_out_without_a_script(visit: Visit) -> None:
    page = visit(LETTER, scripts=False)
    page.get_by_text("Legenda en filter").click()
    money = page.locator("#text .Money").first
    shown = "getComputedStyle(document.querySelector('#text .Money')).backgroundColor"
    before = page.evaluate(shown)
    page.locator("#t-Money").uncheck()
    assert page.evaluate(shown) != before
    expect(money).to_be_visible()


def test_english_changes_the_page_and_not_the_letter(visit: Visit) -> None:
    page = visit(f"{LETTER}?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#text")).to_have_attribute("lang", "nl")
    expect(page.locator(FUNDING)).to_contain_text("€ 20.4 million")
    page.goto(page.url.partition("?")[0])
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_markup_and_right_to_left_words_in_a_letter_are_words(visit: Visit, server: Server) -> None:
    key = key_of(server, "ongepast")
    page = visit(f"/page/document/{key}")
    text = as_read(server, key)
    assert "<script>" in text
    assert "الحكومة" in text
    assert text_of(page) == text
    assert "overgenomen" not in page.title()
    assert page.locator("#text script, #text img, #text b").count() == 0


def test_a_letter_that_says_nothing_has_a_page(visit: Visit, server: Server) -> None:
    page = visit(f"/page/document/{key_of(server, 'leeg')}")
    expect(page.locator("#read")).to_contain_text("Er is geen uitspraak gelezen.")


def test_web_annotations_quote_the_text_at_their_place(server: Server) -> None:
    text = as_read(server, "kst-32623-376")
    response = httpx.get(f"{server.url}/annotations/kst-32623-376")
    assert response.headers["content-type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    collection = response.json()
    items = collection["first"]["items"]
    assert collection["total"] == len(items) > 80
    for item in items:
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
    funding = next(item for item in items if item["id"].endswith("#statement-2973-funding-1-annotation"))
    assert funding["motivation"] == "describing"
    assert {"type": "TextualBody", "purpose": "classifying", "value": "Funding"} in funding["body"]


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    page = httpx.get(server.url + LETTER, headers={"accept": "text/html"})
    assert page.status_code == 200
    assert "style-src 'self';" in page.headers["content-security-policy"]
    again = {"if-none-match": page.headers["etag"]}
    assert httpx.get(server.url + LETTER, headers=again).status_code == 304
    assert httpx.get(server.url + LETTER, headers=again | {"cookie": "lang=en"}).status_code == 200


def test_there_is_no_page_for_a_document_that_is_not_there(server: Server) -> None:
    assert httpx.get(f"{server.url}/page/document/kst-0-0").status_code == 404
    assert httpx.get(f"{server.url}/annotations/kst-0-0").status_code == 404


def test_the_address_of_a_statement_leads_to_it_on_its_letter_s_page(visit: Visit, server: Server) -> None:
    browser = {"accept": "text/html"}
    sent = httpx.get(f"{server.url}/document/kst-32623-376", headers=browser)
    assert (sent.status_code, sent.headers["location"]) == (303, LETTER)
    page = visit(f"/document/kst-32623-376{FUNDING}")
    assert page.url.endswith(LETTER + FUNDING)
    card = page.locator(f"{FUNDING}:target")
    expect(card).to_be_in_viewport()
    edge = "element => getComputedStyle(element).borderTopColor"
    assert card.evaluate(edge) != page.locator(".statement:not(:target)").first.evaluate(edge)


def test_every_statement_has_its_place_on_the_page_and_keeps_it_when_built_again(
    server: Server, letter_file: Path
) -> None:
    query = (
        f"SELECT DISTINCT ?it {{ ?it kg:statedIn <{BASE}document/kst-32623-376> ; a/rdfs:subClassOf* kg:Statement }}"
    )
    published = {row["it"]["value"] for row in server.query(query).json()["results"]["bindings"]}
    text = httpx.get(server.url + LETTER, headers={"accept": "text/html"}).text
    assert len(published) > 20
    assert {f'id="{iri.partition("#")[2]}"' for iri in published} <= set(re.findall(r'id="[^"]+"', text))
    extraction = extract(read_file(letter_file), load_knowledge())
    again = {Base().iri(statement(extraction.document, each)) for each in extraction.statements}
    assert again == published
