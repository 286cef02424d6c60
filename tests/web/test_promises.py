"""Promises: the table, whether a day has passed, and when a later letter may be said to have kept one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import httpx
import pytest
from playwright.sync_api import Page, expect

from api.pages.fulfilled import later_of, says_kept, sentence_of
from api.pages.promises import Promise, promises_of
from api.pages.sources import Source

from ..api.conftest import Server

Visit = Callable[..., Page]


def letter(name: str, day: str) -> Source:
    return Source(f"d/{name}", f"p/{name}", name, name, day, "letter", "minister", "minister", None)


LETTERS = {each.iri: each for each in (letter("1", "2025-03-01"), letter("2", "2025-09-19"), letter("3", ""))}


def promise(due: str, *, done: bool = False) -> Promise:
    return Promise("s", False, LETTERS["d/1"], 0, due, (), (), (), (), done)


@pytest.mark.parametrize(
    ("due", "on", "state"),
    [("2025-12-31", "2025-12-31", "ahead"), ("2025-12-31", "2026-01-01", "overdue"), ("", "2026-01-01", "undated")],
)
def test_a_promise_is_overdue_from_the_day_after(due: str, on: str, state: str) -> None:
    assert promise(due).state(date.fromisoformat(on)) == state
    assert promise(due, done=True).state(date.fromisoformat(on)) == "done"


@pytest.mark.parametrize(
    "sentence",
    [
        "Met deze brief doe ik mijn toezegging aan het lid Piri (Kamerstuk 32 623, nr. 376) gestand.",
        "Hiermee is voldaan aan de toezegging die ik op 19 september deed.",
        "Daarmee beschouw ik de toezegging als afgedaan.",
        "Met deze brief en bijlagen geef ik gevolg aan mijn toezegging.",
        "Zoals toegezegd in mijn brief van 3 mei (Kamerstuk 32 623, nr. 376) stuur ik uw Kamer het rapport.",
    ],
)
def test_a_letter_may_say_that_a_promise_was_kept(sentence: str) -> None:
    assert says_kept(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Aan deze toezegging is nog niet voldaan.",
        "Ik zal de toezegging gestand doen.",
        "In mijn brief heb ik toegezegd uw Kamer te informeren.",
        "Aan de motie is voldaan.",
        "Een deel van de toezegging is deels nagekomen.",
        "Zoals toegezegd ben ik in gesprek gegaan met de vereniging van gemeenten.",
        "Conform de toezegging van mijn ambtsvoorganger zal ik de Kamer hierover eind 2024 nader informeren.",
        "In deze brief informeer ik uw Kamer over de toezegging.",
    ],
)
def test_what_is_not_certain_is_not_said(sentence: str) -> None:
    assert not says_kept(sentence)


def test_a_sentence_is_cut_out_of_the_text_on_either_side() -> None:
    before, after = "Eerder dit jaar.\n\nDat was zo. Zie de brief (", "Kamerstuk 32 623, nr. 376). Daarna volgt meer."
    assert sentence_of(before, after) == "Zie de brief (Kamerstuk 32 623, nr. 376)."
    assert sentence_of("Zie ", "nr. 3") == "Zie nr. 3"


def row(document: str, paper: str = "p/1") -> dict[str, str]:
    before = "Met deze brief is voldaan aan de toezegging in de brief van maart ("
    return {
        "paper": paper,
        "citation": f"{document}#c",
        "document": document,
        "begin": "60",
        "before": before,
        "after": "nr. 1).",
    }


def test_only_a_document_of_a_later_day_is_later() -> None:
    found = later_of([row("d/2"), row("d/3"), row("d/1", "p/2")], LETTERS)
    assert [(paper, [each.source.identifier for each in later]) for paper, later in found.items()] == [("p/1", ["2"])]
    assert found["p/1"][0].kept


def told(statement: str) -> dict[str, str]:
    return {"statement": statement, "official": "false", "document": "d/1", "begin": "5", "agent": "a"}


def test_a_promise_is_done_only_where_no_other_can_be_meant() -> None:
    later = later_of([row("d/2")], LETTERS)
    (alone,) = promises_of([told("s1")], LETTERS, later)
    assert alone.done
    both = promises_of([told("s1"), told("s2")], LETTERS, later)
    assert [each.done for each in both] == [False, False]
    assert all(each.later for each in both)


def test_a_promise_among_others_is_done_where_the_letter_repeats_its_words_alone() -> None:
    told_of = row("d/2") | {
        "before": "Met het actieplan weidevogels is voldaan aan de toezegging in de brief van maart ("
    }
    words = {"s1": "Het actieplan voor weidevogels volgt.", "s2": "Ik stuur uw Kamer de evaluatie van het fonds."}
    rows = [told("s1"), told("s2")]
    assert [each.done for each in promises_of(rows, LETTERS, later_of([told_of], LETTERS), words)] == [True, False]
    both = {"s1": "Het actieplan voor weidevogels volgt.", "s2": "Het actieplan voor weidevogels wordt herzien."}
    assert not any(each.done for each in promises_of(rows, LETTERS, later_of([told_of], LETTERS), both))


def test_several_rows_of_a_promise_are_one() -> None:
    (made,) = promises_of([told("s1") | {"state": "n"}, told("s1") | {"agent": "b", "addressee": "k"}], LETTERS, {})
    assert (made.agents, made.states, made.addressees) == (("a", "b"), ("n",), ("k",))


@pytest.mark.browser
def test_a_promise_stands_with_its_words_its_term_and_its_letter(visit: Visit) -> None:
    page = visit("/promises?minister=minister-van-buitenlandse-zaken")
    first = page.locator(".promise").filter(has_text="en zal dit blijven doen")
    expect(first).to_contain_text("Nederland")
    expect(first).to_contain_text("actieve rol gespeeld op deze thema’s")
    expect(first).to_contain_text("19 september 2025")
    link = first.get_by_role("link", name="Kabinetsbeleid ten aanzien van Syrië")
    expect(link).to_have_attribute("href", "/document/kst-32623-376#char=3751,3774")


@pytest.mark.browser
def test_the_day_can_be_chosen_without_scripts(visit: Visit) -> None:
    page = visit("/promises?on=1999-01-01", scripts=False)
    expect(page.locator(".promise.overdue")).to_have_count(0)
    page.get_by_label("Te laat gerekend op").fill("2999-01-01")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator(".promise.ahead")).to_have_count(0)
    expect(page.get_by_label("Te laat gerekend op")).to_have_value("2999-01-01")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "dark", "lang"), [(1280, True, "nl"), (360, False, "en")])
def test_the_page_is_accessible(visit: Visit, axe: Callable[[Page], None], width: int, dark: bool, lang: str) -> None:
    page = visit(f"/promises?lang={lang}", width=width, dark=dark)
    expect(page.get_by_role("heading", level=1)).to_have_text({"nl": "Beloften", "en": "Promises"}[lang])
    axe(page)


def test_the_table_can_be_taken_along(server: Server) -> None:
    response = httpx.get(f"{server.url}/promises.csv", params={"dossier": "32623", "on": "2026-01-31"})
    assert response.headers["content-disposition"] == 'attachment; filename="promises-2026-01-31.csv"'
    (row,) = csv.DictReader(io.StringIO(response.text))
    assert (row["by"], row["quote"], row["state"]) == ("Nederland", "en zal dit blijven doen", "undated")
    assert (row["told_in"], row["date"], row["sender"]) == (
        "kst-32623-376",
        "2025-09-19",
        "minister van Buitenlandse Zaken",
    )


def test_every_choice_is_called_by_a_name(server: Server) -> None:
    choices = re.findall(r"<option[^>]*>([^<]*)</option>", httpx.get(f"{server.url}/promises").text)
    assert any(each.startswith("Nederland (") for each in choices)
    assert not [each for each in choices if "://" in each]


def test_what_is_no_day_is_said_so(server: Server) -> None:
    response = httpx.get(f"{server.url}/promises", params={"on": "morgen"})
    assert response.status_code == 400
    assert "'morgen' is no day" in response.text
