"""Dossiers and members of the cabinet: what belongs together, on one page."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from api.pages.dossiers import dossiers_of, papers_of
from api.pages.ministers import ministers_of
from api.pages.sources import Source, sources_of

from ..api.conftest import Server

Visit = Callable[..., Page]
DOSSIER = "/page/dossier/32623"
MINISTER = "/ministers/minister-van-buitenlandse-zaken"


def test_a_document_counts_by_its_first_values() -> None:
    rows = [
        {"document": "b/document/x", "paper": "b/paper/kst-1-2", "senderText": "Minister van Financiën", "title": "A"},
        {"document": "b/document/x", "title": "B"},
        {"document": "b/document/y", "sender": "b/actor/minister-president", "senderText": "de MP"},
    ]
    found = sources_of(rows)
    assert [(each.identifier, each.title, each.sender, each.sender_name) for each in found.values()] == [
        ("kst-1-2", "A", "minister-van-financien", "Minister van Financiën"),
        ("y", "y", "minister-president", "de MP"),
    ]


def source(name: str, day: str, sender: str = "m") -> Source:
    return Source(name, None, name, f"title {name}", day, "letter", sender, sender.upper(), "d/1")


def test_a_dossier_without_a_title_has_that_of_its_latest_document() -> None:
    rows = [
        {"dossier": "d/1", "number": "32623", "papers": "7"},
        {"dossier": "d/2", "number": "2", "papers": "1", "title": "T"},
    ]
    first, second = dossiers_of(rows, [source("a", "2025-01-01"), source("b", "2024-01-01")])
    assert (first.title, first.read, first.last, first.papers) == ("title a", 2, "2025-01-01", 7)
    assert (second.title, second.read, second.last) == ("T", 0, "")


def test_papers_are_in_the_order_of_their_numbers() -> None:
    rows = [
        {"paper": f"p/kst-32623-{number}", "property": f"kg#{name}", "value": value}
        for number in ("376", "9", "343")
        for name, value in (("identifier", f"kst-32623-{number}"), ("number", number))
    ]
    assert [each.number for each in sorted(papers_of(rows, []), key=lambda each: each.order)] == [
        "32 623, nr. 9",
        "32 623, nr. 343",
        "32 623, nr. 376",
    ]


def test_a_minister_has_what_it_sent_the_latest_first() -> None:
    found = ministers_of([source("a", "2024-01-01"), source("b", "2025-01-01"), source("c", "2026-01-01", "")])
    assert [(key, [letter.iri for letter in each.letters], each.last) for key, each in found.items()] == [
        ("m", ["b", "a"], "2025-01-01")
    ]


@pytest.mark.browser
def test_a_dossier_shows_its_papers_in_order_and_what_they_say(visit: Visit) -> None:
    page = visit(DOSSIER, scripts=False)
    papers = page.locator("ol.papers li")
    expect(papers).to_have_count(2)
    expect(papers.nth(0)).to_contain_text("32 623, nr. 343")
    expect(papers.nth(1)).to_contain_text("gelezen")
    page.get_by_role("link", name="financiering").click()
    expect(page.locator(".promise").filter(has_text="20,4 miljoen")).to_have_count(1)
    expect(page.locator(".promise .badge").filter(has_not_text="financiering")).to_have_count(0)
    page.get_by_role("link", name="op nummer").click()
    expect(page.locator("ol.papers li").nth(0)).to_contain_text("32 623, nr. 376")


@pytest.mark.browser
def test_a_minister_shows_promises_motions_and_letters(visit: Visit) -> None:
    page = visit(f"{MINISTER}?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Minister van Buitenlandse Zaken")
    expect(page.locator(".promise").filter(has_text="en zal dit blijven doen")).to_have_count(1)
    motion = page.locator("#motions + ul li").filter(has_text="32 623, nr. 343")
    expect(motion).to_contain_text("contradiction")
    expect(page.locator("#letters + ol")).to_contain_text("Kabinetsbeleid ten aanzien van Syrië")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "width", "dark"),
    [("/dossiers", 360, True), (DOSSIER, 360, False), ("/ministers", 1280, False), (MINISTER, 1280, True)],
)
def test_the_pages_are_accessible(
    visit: Visit, axe: Callable[[Page], None], address: str, width: int, dark: bool
) -> None:
    axe(visit(address, width=width, dark=dark))


def test_who_sent_nothing_has_no_page(server: Server) -> None:
    response = httpx.get(f"{server.url}/ministers/minister-van-niets")
    assert response.status_code == 404
    assert "minister-van-niets" in response.text
