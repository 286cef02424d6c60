"""The pages in a real browser: they work, ask nobody else, and log no error."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from graph_builder.questions import load_questions

from ..api.conftest import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page whose every request and console message is watched."""
    page = browser.new_page()
    outside: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not _ours(request.url, server) else None)
    page.on("console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert outside == []
    assert errors == []


def _ours(url: str, server: Server) -> bool:
    return url.startswith((server.url, "data:", "blob:"))


def ask(page: Page, query: str) -> None:
    page.evaluate("query => document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue(query)", query)
    page.locator(".yasqe_queryButton").first.click()


def test_the_editor_runs_a_query(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/sparql")
    page.wait_for_selector("body[data-ready=true]")
    ask(page, 'SELECT ?label { <actor/united-nations> skos:prefLabel ?label FILTER(LANG(?label) = "nl") }')
    expect(page.locator(".yasr_results")).to_contain_text("Verenigde Naties")


def test_the_editor_runs_an_example(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/sparql")
    page.wait_for_selector("body[data-ready=true]")
    question = load_questions()[0]
    page.select_option("#example", question.name)
    page.locator(".yasqe_queryButton").first.click()
    expect(page.locator(".yasr_header")).to_contain_text("result")


def test_an_example_and_a_query_can_be_linked_to(page: Page, server: Server) -> None:
    question = load_questions()[0]
    page.goto(f"{server.url}/sparql#example={question.name}")
    page.wait_for_selector("body[data-ready=true]")
    expect(page.locator(".yasqe")).to_contain_text(question.title)
    page.goto(f"{server.url}/sparql?query=ASK%20%7B%20%3Fx%20kg%3Afunds%20%3Fy%20%7D")
    page.wait_for_selector("body[data-ready=true]")
    expect(page.locator(".yasqe")).to_contain_text("PREFIX kg:")


def test_the_documentation_is_shown(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/docs")
    expect(page.locator("#swagger-ui")).to_contain_text("/sparql")


def test_the_start_page_leads_on(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_role("link", name="SPARQL").first.click()
    page.wait_for_selector("body[data-ready=true]")
    expect(page).to_have_title("Bevraag de graaf · Kamergraaf")
