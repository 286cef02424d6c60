"""The quality page: what was read and what not, what rules warn of in plain words, and the scores that are kept."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from api.pages.quality import SCORES, coverage_of, finds_of, load_scores, warnings
from api.pages.rules import load_rules
from api.pages.sources import Source

from ..api.conftest import Server

Visit = Callable[..., Page]


def test_every_rule_that_is_a_query_is_read_with_its_words() -> None:
    rules = {rule.name: rule for rule in load_rules()}
    assert {"Dates-resolvable", "MotionExecution-of-a-rejected-motion"} <= set(rules)
    for rule in rules.values():
        assert set(rule.messages) == {"nl", "en"}, rule.name
        assert "PREFIX kg: <https://w3id.org/kamergraaf/ontology#>" in rule.query("?this")
    assert rules["Dates-resolvable"].warning
    assert not rules["Motion-numbered"].warning


def test_contradictions_of_motions_are_left_to_the_motions() -> None:
    assert not [rule.name for rule in warnings() if rule.name.startswith("Motion-")]


def test_a_document_that_names_nobody_has_no_share() -> None:
    source = Source("d", None, "d", "d", "", "", "", "", None)
    rows = [{"document": "d", "coverage": "0.25", "unread": "3"}, {"document": "gone", "unread": "1"}]
    assert [(each.share, each.unread) for each in coverage_of(rows, {"d": source})] == [(0.25, 3)]
    assert coverage_of([{"document": "d", "unread": "0"}], {"d": source})[0].share is None


def test_a_find_is_named_by_its_label_and_its_first_place() -> None:
    place = {"document": "d", "begin": "4", "end": "9", "words": "eind "}
    (find,) = finds_of([{"thing": "t#mention-4-9-date", "label": "eind"} | place, {"thing": "t#mention-4-9-date"}])
    assert (find.name, find.document, find.begin, find.words) == ("eind", "d", 4, "eind ")


def test_the_scores_that_are_kept_are_whole() -> None:
    scores = load_scores()
    assert scores == json.loads(SCORES.read_text("utf-8"))
    for kept in scores["sets"].values():
        assert kept["documents"] > 0
        for name in ("mentions", "citations", "values", "tracks", "facts"):
            assert 0 <= kept[name]["f1"] <= 1


def test_where_there_was_nothing_to_find_no_score_is_shown(server: Server) -> None:
    page = httpx.get(f"{server.url}/quality", params={"lang": "nl"}).text
    told = page[page.index('id="scores"') : page.index('id="warnings"')]
    kept = load_scores()["sets"].values()
    counts = [each[name] for each in kept for name in ("mentions", "citations", "values", "tracks", "facts")]
    counts += [count for each in kept for count in each["factsByPredicate"].values()]
    unknown = sum(
        (not each["predicted"]) + (not each["gold"]) + (not each["predicted"] + each["gold"]) for each in counts
    )
    assert 0 < unknown == told.count('<td class="number">–</td>')


@pytest.mark.browser
def test_the_page_tells_what_was_not_read(visit: Visit) -> None:
    page = visit("/quality", scripts=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kwaliteit")
    expect(page.locator("#kinds ~ svg").first).to_contain_text("financiering")
    row = page.locator("table.stacked tbody tr").filter(has_text="Kabinetsbeleid ten aanzien van Syrië")
    expect(row).to_contain_text("19 september 2025")
    row.locator("td.number a").click()
    expect(page.locator("ol.papers li a").first).to_have_attribute(
        "href", re.compile(r"/document/kst-32623-376#char=\d+,\d+")
    )


@pytest.mark.browser
@pytest.mark.parametrize(("address", "width", "dark"), [("/quality", 360, True), ("/quality?lang=en", 1280, False)])
def test_the_page_is_accessible(
    visit: Visit, axe: Callable[[Page], None], address: str, width: int, dark: bool
) -> None:
    axe(visit(address, width=width, dark=dark))


def test_the_coverage_can_be_taken_along(server: Server) -> None:
    rows = {row["document"]: row for row in csv.DictReader(io.StringIO(httpx.get(f"{server.url}/quality.csv").text))}
    assert 0 < float(rows["kst-32623-376"]["coverage"]) <= 1
    assert int(rows["kst-32623-376"]["unread"]) > 0


def test_what_was_not_read_has_no_list(server: Server) -> None:
    assert httpx.get(f"{server.url}/quality/nothing").status_code == 404
