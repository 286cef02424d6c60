"""The start page, the list of papers, and search as one types and on a page of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import Visit

pytestmark = pytest.mark.browser


def test_home_counts_shows_what_is_new_and_a_statement_with_its_words(visit: Visit) -> None:
    page = visit("/")
    expect(page.locator(".counts")).to_contain_text("8brieven en andere stukken".replace("8", ""))
    expect(page.locator(".documents a").first).to_contain_text("Kabinetsbeleid ten aanzien van Syrië")
    example = page.locator(".example")
    expect(example).to_contain_text("EUR 20,4 miljoen, via de Dutch Relief Alliance")
    expect(example).to_contain_text("€ 20,4 miljoen")


def test_a_question_is_one_click_from_its_answer(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="Wie financiert wie, hoeveel, wanneer en via wie?").click()
    expect(page.locator("table")).to_contain_text("Dutch Relief Alliance")


def test_the_language_stays_chosen(visit: Visit) -> None:
    page = visit("/")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "What the Dutch government writes to parliament, as a graph"
    )
    page.get_by_role("link", name="Letters", exact=True).first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_dark_is_a_switch_that_stays(visit: Visit) -> None:
    page = visit("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Licht of donker").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_what_one_types_finds_as_one_types_and_arrows_walk_through_it(visit: Visit) -> None:
    page = visit("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("dutch rel")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("Dutch Relief Alliance")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url("**/actor/dutch-relief-alliance")


def test_escape_closes_what_search_has_opened(visit: Visit) -> None:
    page = visit("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("syri")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_search_gives_a_page_without_scripts(visit: Visit) -> None:
    page = visit("/", scripts=False)
    page.get_by_role("searchbox").fill("humanitaire steun")
    page.get_by_role("button", name="Zoeken").click()
    passage = page.locator(".quote a").first
    expect(passage.locator("mark").first).to_have_text("humanitaire")
    passage.click()
    assert "/page/document/kst-32623-376#char=" in page.url


def test_papers_are_listed_newest_first_and_by_kind(visit: Visit) -> None:
    page = visit("/letters")
    days = [each.get_attribute("datetime") or "" for each in page.locator(".documents time").all()]
    assert days == sorted(days, reverse=True)
    page.get_by_role("link", name="Motie", exact=True).click()
    expect(page.locator(".documents li")).to_have_count(2)


def test_words_in_a_question_are_no_markup(visit: Visit) -> None:
    page = visit("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gezocht: <script>alert(1)</script>")
