"""What holds of every page: for everybody (WCAG 2.2 AA), on a phone, in both languages, in the dark, from one server."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

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
    walk_through(page)


FOLLOWED = {
    "motion": "/page/paper/kst-32623-343",
    "motions": "/motions",
    "promises": "/promises",
    "dossier": "/page/dossier/32623",
    "dossiers": "/dossiers",
    "minister": "/ministers/minister-van-buitenlandse-zaken",
    "ministers": "/ministers",
    "graph": "/graph?document=kst-32623-376",
    "quality": "/quality",
}
"""Pages that have tests of their own beside."""
STOPS = 40
"""Presses of the Tab key, at most, by which a page is walked through."""
_STOP = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), look = getComputedStyle(at);
  if (at === document.body) return null;
  const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  const marked = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  const all = [...document.querySelectorAll('a, button, input, select, textarea, summary, [tabindex]')];
  return { order: all.indexOf(at), seen, marked, what: at.outerHTML.slice(0, 120) };
}"""


def walk_through(page: Page) -> None:
    """Press Tab again and again: what has the focus is in sight and marked, in the order of the page."""
    order = [-1]
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None:
            break
        assert stop["seen"], f"what has the focus is out of sight: {stop['what']}"
        assert stop["marked"], f"the focus is not to be seen: {stop['what']}"
        order.append(stop["order"])
    assert order == sorted(order), "the order of the focus is not that of the page"
    assert len(order) > 10


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_is_walked_through_by_keyboard_and_shows_where_one_is(name: str, visit: Visit) -> None:
    walk_through(visit(FOLLOWED[name]))


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_page_is_read_without_scripts(name: str, server: Server) -> None:
    text = httpx.get(f"{server.url}{FOLLOWED[name]}", headers={"accept": "text/html"}, timeout=60).text
    main = text.partition("<main")[2].partition("</main>")[0]
    assert "<h1" in main
    assert len(re.sub(r"<[^>]*>|\s+", " ", main).split()) > 25


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
