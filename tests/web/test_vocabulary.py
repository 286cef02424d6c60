"""The vocabulary for people: every term and every rule, in both languages, with examples from the live graph."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect

from api.pages.vocabulary import branches, concepts, rules
from ontology.terms import FOLDER, KG, read_turtle

from ..api.conftest import Server
from .conftest import Visit


def test_every_class_and_property_of_ours_is_a_concept_with_words_in_both_languages() -> None:
    described = read_turtle(FOLDER / "kamergraaf.ttl")
    declared = {
        iri.removeprefix(str(KG))
        for iri, said in described.items()
        if iri.startswith(KG)
        and any(
            "owl#" in each.value and "Individual" not in each.value
            for each in said["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]
        )
    }
    assert declared <= concepts().keys()
    for name in declared:
        assert all(concepts()[name].labels), name
        assert all(concepts()[name].definitions), name


def test_a_concept_stands_below_what_is_above_it() -> None:
    paper = next(branch for branch in branches("class") if branch.concept.name == "Paper")
    assert "Letter" in [branch.concept.name for branch in paper.below]


def test_every_rule_says_what_it_asks_in_both_languages() -> None:
    assert len(rules()) > 40
    assert [rule.name for rule in rules() if not all(rule.messages)] == []
    found = {rule.name: rule for rule in rules()}
    assert found["Statement-evidence"].targets == ("Statement",)
    assert found["Statement-evidence"].severity == "violation"
    assert found["Motion-described-alike"].severity == "warning"


@pytest.mark.browser
def test_the_vocabulary_leads_to_a_term_and_its_examples(visit: Visit) -> None:
    page = visit("/vocabulary")
    page.locator("#Funding").get_by_role("link", name="financiering").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("financiering")
    expect(page.locator(".examples")).to_contain_text("EUR 20,4 miljoen")
    page.get_by_role("link", name="uitspraak", exact=True).click()
    expect(page.locator(".described")).to_contain_text("financiering")


@pytest.mark.browser
def test_a_property_shows_what_it_ties(visit: Visit) -> None:
    page = visit("/vocabulary/channel?lang=en")
    expect(page.locator(".examples")).to_contain_text("Dutch Relief Alliance")


def test_the_ontology_s_address_leads_people_to_the_vocabulary(server: Server) -> None:
    people = httpx.get(f"{server.url}/ontology", headers={"accept": "text/html"})
    assert (people.status_code, people.headers["location"]) == (303, "/vocabulary")
    assert httpx.get(f"{server.url}/ontology").headers["content-type"].startswith("text/turtle")
    assert httpx.get(f"{server.url}/vocabulary/Unknown").status_code == 404
