"""What holds of every page: for everybody (WCAG 2.2 AA), on a phone, in both languages, in the dark, from one server."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect

from ..api.conftest import Server
from .conftest import Visit

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "letters": "/letters",
    "letter": "/page/document/kst-32623-376",
    "search": "/search?q=humanitaire",
    "actor": "/page/actor/dutch-relief-alliance",
    "place": "/page/place/damascus",
    "thing": "/page/document/kst-32623-376/graph",
    "try": "/try",
    "checks": "/checks/kst-32623-376",
    "vocabulary": "/vocabulary",
    "concept": "/vocabulary/Funding",
    "questions": "/queries",
    "answer": "/queries/who-funds-whom",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name: str, visit: Visit, axe: Callable[..., None]) -> None:
    page = visit(PAGES[name], width=320)
    axe(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    axe(page, "color-contrast")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_in_both_languages_and_keeps_to_itself(name: str, server: Server) -> None:
    browser = {"accept": "text/html", "accept-encoding": "gzip"}
    mark = "&" if "?" in PAGES[name] else "?"
    dutch, english = (
        httpx.get(f"{server.url}{PAGES[name]}{mark}lang={lang}", headers=browser, timeout=60) for lang in ("nl", "en")
    )
    assert '<html lang="nl">' in dutch.text
    assert '<html lang="en">' in english.text
    assert "lang=en" in english.headers["set-cookie"]
    assert len(dutch.text) != len(english.text) or dutch.text != english.text
    for page in (dutch, english):
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'; style-src 'self';" in policy
        assert "style=" not in page.text.replace("?style=", "")
        assert "onclick" not in page.text


def test_the_first_key_leads_past_the_menu(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_where_there_is_nothing_a_person_is_told_on_a_page(server: Server) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    for path in ("/nothing", "/page/actor/nobody", "/vocabulary/Nothing"):
        page = httpx.get(server.url + path, headers=browser)
        assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8"), path
        assert "<h1>Hier is niets</h1>" in page.text
        assert httpx.get(server.url + path).headers["content-type"] == "application/problem+json"
