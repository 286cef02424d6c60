"""Putting right, from the letter's page: with the server's password a statement is accepted, rejected, corrected, added."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect

from ..api.conftest import Server
from .conftest import Visit

pytestmark = pytest.mark.browser

LETTER = "/page/document/kst-32623-376"


def sign_in(page: Page, password: str = "secret") -> None:
    page.locator("#reviewing > summary").click()
    page.get_by_label("Uw naam").fill("lezer")
    page.get_by_label("Wachtwoord").fill(password)


def kept(server: Server) -> dict[tuple[str, str], dict[str, object]]:
    decisions = httpx.get(f"{server.url}/reviews", params={"document": "kst-32623-376"}).json()
    return {(each["verdict"], each["quote"]): each for each in decisions}


def test_a_statement_is_rejected_and_everybody_sees_it(visit: Visit, server: Server) -> None:
    page = visit(LETTER)
    sign_in(page)
    page.locator("#statement-4235-urging-1").get_by_role("button", name="Klopt niet").click()
    expect(page.locator("#review-said")).to_contain_text("Bewaard")
    [quote] = [quote for verdict, quote in kept(server) if verdict == "rejected"]
    assert quote == "en de overgangsregering gemaand tot actie"
    other = visit(LETTER)
    expect(other.locator("#statement-4235-urging-1 .decided")).to_contain_text("Afgewezen: lezer")
    expect(other.locator("#statement-4235-urging-1 .verdicts")).to_be_hidden()


def test_a_statement_is_corrected_with_its_roles_at_hand(visit: Visit, server: Server) -> None:
    page = visit(LETTER)
    sign_in(page)
    card = page.locator("#statement-2973-funding-1")
    card.get_by_role("button", name="Verbeter").click()
    roles = card.get_by_label("Rollen")
    assert "channel: actor/dutch-relief-alliance" in roles.input_value()
    assert "amount: EUR 20400000" in roles.input_value()
    roles.fill("agent: actor/netherlands\nrecipient: actor/dutch-relief-alliance\namount: EUR 20400000")
    card.get_by_label("Waarom").fill("ontvanger, geen kanaal")
    card.get_by_role("button", name="Bewaar").click()
    expect(card.locator(".decided")).to_contain_text("Verbeterd: lezer")
    [decision] = [each for (verdict, _), each in kept(server).items() if verdict == "corrected"]
    assert decision["instead"] == {
        "kind": "Funding",
        "roles": {
            "agent": ["actor/netherlands"],
            "amount": ["EUR 20400000"],
            "recipient": ["actor/dutch-relief-alliance"],
        },
        "modality": "asserted",
        "negated": False,
    }


def test_a_missing_statement_is_added_from_selected_words(visit: Visit, server: Server) -> None:
    page = visit(LETTER)
    sign_in(page)
    page.evaluate(
        """() => {
          const words = [...document.querySelectorAll('#text .s')].find((each) => each.textContent.includes('flexibele financiering'));
          getSelection().selectAllChildren(words);
        }"""
    )
    page.get_by_role("button", name="Voeg een uitspraak toe").click()
    page.get_by_label("Rollen").fill("agent: actor/netherlands\nplace: actor/syria")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator("#review-said")).to_contain_text("Bewaard")
    assert any(verdict == "added" and "flexibele financiering" in quote for verdict, quote in kept(server))


def test_without_the_right_password_nothing_is_kept(visit: Visit, server: Server) -> None:
    before = kept(server)
    page = visit(LETTER, lenient=True)
    sign_in(page, "mis")
    page.locator("#statement-819-contact-1").get_by_role("button", name="Klopt", exact=True).click()
    expect(page.locator("#review-said")).to_contain_text("token")
    assert kept(server) == before
