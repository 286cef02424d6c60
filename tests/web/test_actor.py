"""An actor's page: what it is called, what is said of it with quotes, what it gives and receives, who stands beside it."""

from __future__ import annotations

from decimal import Decimal

import httpx
import pytest
from playwright.sync_api import expect

from api.pages.drawing import Neighbour, bars, wheel

from ..api.conftest import Server
from .conftest import Visit

pytestmark = pytest.mark.browser


def test_an_actor_is_named_and_identified(visit: Visit) -> None:
    page = visit("/actor/european-union")
    expect(page.get_by_role("heading", level=1)).to_have_text("Europese Unie")
    expect(page.locator(".names")).to_contain_text("EU")
    expect(page.get_by_role("link", name="wikidata.org/entity/Q458")).to_have_attribute(
        "href", "http://www.wikidata.org/entity/Q458"
    )


def test_what_is_said_of_an_actor_comes_with_day_quote_and_source(visit: Visit) -> None:
    page = visit("/page/actor/dutch-relief-alliance")
    said = page.locator(".said").first
    expect(said).to_contain_text("19 september 2025")
    expect(said).to_contain_text("In 2025 gaat het om in totaal EUR 20,4 miljoen")
    expect(page.get_by_role("heading", name="als kanaal")).to_be_visible()
    said.locator("blockquote a").click()
    page.wait_for_url("**/page/document/kst-32623-376#statement-2973-funding-1")


def test_who_goes_to_court_has_a_page_with_the_words(visit: Visit) -> None:
    page = visit("/page/actor/canada", scripts=False)
    said = page.locator(".kind", has=page.get_by_role("heading", name="als verzoeker")).locator(".said")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("Canada in de zaak bij het Internationaal Gerechtshof")


def test_amounts_are_drawn_by_year_and_are_in_a_table(visit: Visit) -> None:
    page = visit("/page/actor/dutch-relief-alliance", scripts=False)
    expect(page.get_by_role("img", name="2025: € 20,4 miljoen")).to_be_visible()
    page.get_by_text("Als tabel").click()
    expect(page.get_by_role("row", name="2025 € 20,4 miljoen")).to_be_visible()


def test_neighbours_lead_on(visit: Visit) -> None:
    page = visit("/page/actor/dutch-relief-alliance")
    page.locator(".wheel a", has_text="Nederlandse Rode Kruis").click()
    page.wait_for_url("**/page/actor/netherlands-red-cross")


def test_a_thing_without_statements_has_a_page(visit: Visit) -> None:
    page = visit("/page/actor/andorra")
    expect(page.get_by_role("heading", level=1)).to_have_text("Andorra")
    expect(page.locator("main")).to_contain_text("Er is nog geen uitspraak over gelezen.")


def test_bars_leave_a_gap_for_a_year_without_and_reach_to_the_largest() -> None:
    chart = bars({"2021": Decimal(50), "2023": Decimal(100), "": Decimal(7)})
    assert chart is not None
    assert [(bar.label, bar.height) for bar in chart.bars] == [("2021", 90), ("2022", 0), ("2023", 180)]
    assert [value for _, value in chart.lines] == [Decimal(50), Decimal(100)]
    assert bars({"2021": Decimal(0)}) is None


def test_a_year_far_off_does_not_press_the_others_together() -> None:
    chart = bars({"2021": Decimal(1), "2050": Decimal(1)})
    assert chart is not None
    assert [bar.label for bar in chart.bars] == ["2021", "2050"]


def test_names_stand_outside_the_wheel() -> None:
    spokes = wheel([Neighbour(f"x:{n}", str(n), 1, ()) for n in range(4)])
    assert [spoke.anchor for spoke in spokes] == ["middle", "start", "middle", "end"]
    assert all(abs(spoke.text_x) >= abs(spoke.x) for spoke in spokes)


def test_what_has_no_english_name_bears_its_dutch_one(server: Server) -> None:
    page = httpx.get(f"{server.url}/page/actor/netherlands", params={"lang": "en"}).text
    assert "government of: <a" in page
    assert "<bdi>kabinet-Balkenende I</bdi>" in page
    assert "<bdi>actor/" not in page
