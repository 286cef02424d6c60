"""Asking: completion from the ontology, the ready questions as a menu and as forms, and three looks at an answer."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import httpx
import pytest
from playwright.sync_api import Page, expect

from api.pages.charts import bars_of
from api.pages.terms import vocabulary_terms
from graph_builder.questions import load_questions

from ..api.conftest import Server

Visit = Callable[..., Page]
KG = "https://w3id.org/kamergraaf/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def literal(value: str, datatype: str = "") -> dict[str, str]:
    return {"type": "literal", "value": value} | ({"datatype": XSD + datatype} if datatype else {})


def test_the_editor_knows_the_classes_and_properties_of_the_ontology() -> None:
    terms = {term.iri: term for term in vocabulary_terms()}
    assert (terms[f"{KG}Funding"].kind, terms[f"{KG}Funding"].nl, terms[f"{KG}Funding"].en) == (
        "class",
        "financiering",
        "funding",
    )
    assert terms[f"{KG}evidence"].kind == "property"
    assert terms["http://www.w3.org/2004/02/skos/core#prefLabel"].kind == "property"
    assert next(iter(terms.values())).nl


def test_an_answer_with_sizes_has_bars() -> None:
    rows = [{"name": literal("b"), "n": literal("2", "integer")}, {"name": literal("a"), "n": literal("8", "integer")}]
    assert [(bar.label, bar.value, bar.share) for bar in bars_of(("name", "n"), rows)] == [
        ("a", Decimal(8), Decimal(1)),
        ("b", Decimal(2), Decimal("0.25")),
    ]


def test_one_amount_over_several_channels_is_one_bar() -> None:
    rows = [
        {"name": literal("a"), "n": literal("20", "decimal"), "channel": literal(channel), "statement": statement}
        for channel, statement in (("x", {"type": "uri", "value": "urn:1"}), ("y", {"type": "uri", "value": "urn:1"}))
    ]
    other = {"name": literal("a"), "n": literal("4", "decimal"), "statement": {"type": "uri", "value": "urn:2"}}
    assert [bar.value for bar in bars_of(("name", "n"), [*rows, other])] == [Decimal(20), Decimal(4)]


@pytest.mark.parametrize(
    "row",
    [
        {"quote": literal("words"), "begin": literal("7", "integer")},
        {"name": literal("words"), "day": literal("2025-01-01", "date")},
        {"n": literal("7", "integer")},
    ],
    ids=["places in a text", "no numbers", "no names"],
)
def test_an_answer_without_sizes_has_none(row: dict[str, dict[str, str]]) -> None:
    assert bars_of(tuple(row), [row, row]) == []


def ready(page: Page) -> None:
    page.wait_for_selector("body[data-ready=true]")


def write(page: Page, query: str) -> None:
    page.evaluate("query => document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue(query)", query)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (f"PREFIX kg: <{KG}>\nSELECT * {{ ?s a kg:Fun", "kg:Funding"),
        (f"PREFIX kg: <{KG}>\nSELECT * {{ ?s kg:evid", "kg:evidence"),
    ],
)
def test_classes_and_properties_are_completed(visit: Visit, typed: str, offered: str) -> None:
    page = visit("/sparql")
    ready(page)
    write(page, typed)
    page.evaluate(
        "void (() => { const editor = document.querySelector('.yasqe .CodeMirror').CodeMirror; editor.focus(); editor.setCursor(1, 99); })()"
    )
    page.keyboard.press("Control+Space")
    # A single completion is taken at once; several are offered.
    hint = page.locator(".CodeMirror-hints li").filter(has_text=offered)
    expect(hint.or_(page.locator(".CodeMirror-line").filter(has_text=offered)).first).to_be_visible()


@pytest.mark.browser
def test_an_answer_is_seen_as_a_table_as_bars_and_as_a_network(visit: Visit) -> None:
    page = visit("/sparql?lang=en")
    ready(page)
    write(
        page, "SELECT ?from ?to (COUNT(*) AS ?n) { ?s kg:agent ?from ; kg:channel|kg:recipient ?to } GROUP BY ?from ?to"
    )
    page.locator(".yasqe_queryButton").first.click()
    expect(page.locator(".yasr_results")).to_contain_text("netherlands")
    page.locator(".select_chart").click()
    expect(page.locator(".looks svg.bars rect").first).to_be_visible()
    page.locator(".select_network").click()
    page.wait_for_selector(".looks[data-ready=true]")
    drawing = "document.querySelector('.ties')._cyreg.cy"
    assert page.evaluate(f"{drawing}.nodes().length") > 2
    page.get_by_role("button", name="Copy the link").click()
    assert "query=SELECT" in page.url
    page.reload()
    ready(page)
    expect(page.locator(".yasqe")).to_contain_text("COUNT")


@pytest.mark.browser
def test_the_questions_are_a_menu_in_the_language_of_the_page(visit: Visit) -> None:
    question = next(each for each in load_questions() if each.name == "who-funds-whom")
    page = visit("/sparql?lang=nl")
    ready(page)
    page.get_by_label("Voorbeelden").select_option(label=question.title)
    expect(page.locator(".yasqe")).to_contain_text("kg:Funding")


@pytest.mark.browser
def test_a_question_is_asked_by_a_form_without_scripts(visit: Visit) -> None:
    page = visit("/queries", scripts=False)
    page.get_by_role("link", name="Welke actoren noemt het document").click()
    page.get_by_role("textbox", name="document").fill("document/kst-32623-376")
    page.get_by_role("button", name="Vraag").click()
    expect(page.locator("svg.bars text").first).to_have_text("Nederland")
    row = page.locator("tbody tr").filter(has_text="Dutch Relief Alliance")
    expect(row).to_contain_text("niet-gouvernementele organisatie")
    expect(page.get_by_role("columnheader", name="vermeldingen")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "width", "dark"), [("/queries", 360, True), ("/queries/who-funds-whom?lang=en", 1280, False)]
)
def test_the_pages_are_accessible(
    visit: Visit, axe: Callable[[Page], None], address: str, width: int, dark: bool
) -> None:
    axe(visit(address, width=width, dark=dark))


def test_terms_are_given_to_programs_too(server: Server) -> None:
    terms = httpx.get(f"{server.url}/editor/terms.json").json()
    assert {"iri": f"{KG}Funding", "kind": "class", "nl": "financiering", "en": "funding"} in terms


@pytest.mark.browser
def test_a_form_suggests_what_it_may_be_asked_about(visit: Visit, axe: Callable[[Page], None]) -> None:
    page = visit("/queries/facts-about-actor", width=320)
    box = page.get_by_role("combobox", name="actor")
    box.fill("")
    box.press_sequentially("dutch rel")
    listed = page.get_by_role("listbox", name="actor")
    expect(listed.get_by_role("option").first).to_contain_text("Dutch Relief Alliance")
    axe(page)
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("actor/dutch-relief-alliance")
    expect(listed).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/facts-about-actor?actor=actor%2Fdutch-relief-alliance&*")


@pytest.mark.parametrize(
    ("kind", "asked", "path"), [("dossier", "32623", "dossier/32623"), ("motion", "32623 343", "paper/kst-32623-343")]
)
def test_programs_get_suggestions_of_one_kind(server: Server, kind: str, asked: str, path: str) -> None:
    [group] = httpx.get(f"{server.url}/search.json", params={"q": asked, "kind": kind}).json()["groups"]
    assert (group["kind"], group["hits"][0]["path"]) == (kind, path)
