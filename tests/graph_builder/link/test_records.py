"""The source's rows read without trust: each trap that was met in its data has a test."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.link.tweede_kamer.fields import Fields, is_alive, local_day
from graph_builder.link.tweede_kamer.odata import Names, load_version
from graph_builder.link.tweede_kamer.records import read_case, read_dossier, read_member, read_paper, read_party
from graph_builder.link.tweede_kamer.values import Decision

OLD = Names(load_version("v4/2.0"), {})
NEW = Names(load_version("v5"), {})


@pytest.fixture
def rows(shared: Path) -> Any:
    def read(name: str) -> Any:
        value = json.loads((shared / "recordings" / "tk-odata" / name).read_bytes())
        return value.get("value", value)

    return read


def _case(decisions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"Id": "00000000-0000-4000-8000-000000000300", "Nummer": "2025Z99900", "Besluit": decisions}


def _decisions(decisions: list[dict[str, Any]], complaints: list[str]) -> tuple[Decision, ...]:
    case = read_case(_case(decisions), complaints)
    assert case is not None
    return case.decisions


def test_a_motion_s_case_is_read_with_its_submitters_in_order(rows: Any) -> None:
    complaints: list[str] = []
    case = read_case(OLD.ours("Zaak", rows("zaak-motie-expand.json")[0]), complaints)
    assert case is not None
    assert case.title == "Motie van het lid Jansen c.s. over steun voor het OHCHR-veldkantoor"
    assert (case.number, case.order, case.day, case.status) == ("2025Z99900", 7, date(2025, 4, 9), "Vrijgegeven")
    assert [(each.name, each.role) for each in case.submissions] == [
        ("A.B. Jansen", "Indiener"),
        ("C. van der Pietersen", "Medeindiener"),
    ]
    assert [dossier.number for dossier in case.dossiers] == ["99999"]
    assert [paper.number for paper in case.papers] == ["2025D99902"]
    assert case.answered_by == ("2025Z99920",)
    assert complaints == []


def test_a_motion_s_title_is_its_subject_not_the_dossier_s_title(rows: Any) -> None:
    paper = read_paper(OLD.ours("Document", rows("document.json")[0]), [])
    assert paper is not None
    assert paper.title == "Motie van het lid Jansen c.s. over steun voor het OHCHR-veldkantoor"


def test_the_new_version_s_names_are_the_old_ones(rows: Any) -> None:
    old = read_paper(OLD.ours("Document", rows("document.json")[0]), [])
    new = read_paper(NEW.ours("Document", rows("v5-document.json")[0]), [])
    assert old == new
    dossier = read_dossier(NEW.ours("Kamerstukdossier", rows("v5-kamerstukdossier.json")[0]), [])
    assert dossier is not None
    assert (dossier.number, dossier.highest) == ("99999", 12)


def test_a_dossier_bears_its_addition(rows: Any) -> None:
    read = [read_dossier(row, []) for row in rows("kamerstukdossier.json")]
    assert [each and each.number for each in read] == ["22112", "36800-V"]


def test_a_vote_that_comes_twice_counts_once(rows: Any) -> None:
    (decision,) = _decisions(rows("besluit-dubbele-stemmingen.json"), [])
    raw = rows("besluit-dubbele-stemmingen.json")[0]["Stemming"]
    assert len(raw) == 2 * len(decision.votes)
    assert len({vote.party for vote in decision.votes}) == len(decision.votes)
    assert [vote.choice for vote in decision.votes[:3]] == ["Tegen", "Voor", "Tegen"]


def test_members_of_a_split_party_each_have_their_own_vote() -> None:
    party = "65129918-f256-4975-9da4-488da34d6695"
    votes = [
        {"Soort": "Voor", "Fractie_Id": party, "FractieGrootte": 9, "ActorFractie": "PvdA"},
        {
            "Soort": "Tegen",
            "Fractie_Id": party,
            "Persoon_Id": "00000000-0000-4000-8000-000000000310",
            "ActorNaam": "Jansen",
        },
    ]
    complaints: list[str] = []
    kind = {"Id": "00000000-0000-4000-8000-000000000306", "BesluitSoort": "Stemmen - aangenomen"}
    (decision,) = _decisions([{**kind, "StemmingsSoort": "Met handopsteken", "Stemming": votes}], complaints)
    assert [(vote.person, vote.name, vote.choice) for vote in decision.votes] == [
        (None, "PvdA", "Voor"),
        ("00000000-0000-4000-8000-000000000310", "Jansen", "Tegen"),
    ]
    assert complaints == []


def test_a_party_that_voted_both_ways_is_complained_about() -> None:
    party = "65129918-f256-4975-9da4-488da34d6695"
    votes = [{"Soort": choice, "Fractie_Id": party} for choice in ("Voor", "Tegen")]
    complaints: list[str] = []
    (decision,) = _decisions(
        [{"Id": party, "BesluitSoort": "Stemmen - aangenomen", "Stemming": votes}],
        complaints,
    )
    assert {vote.choice for vote in decision.votes} == {"Voor", "Tegen"}
    assert len(complaints) == 1


def test_a_mistaken_vote_is_marked_as_such() -> None:
    party = "65129918-f256-4975-9da4-488da34d6695"
    votes = [
        {"Soort": "Tegen", "Fractie_Id": party, "Vergissing": True},
        {"Soort": "Voor", "Fractie_Id": party, "Vergissing": False},
    ]
    complaints: list[str] = []
    (decision,) = _decisions([{"Id": party, "BesluitSoort": "Stemmen - aangenomen", "Stemming": votes}], complaints)
    assert {(vote.choice, vote.mistake) for vote in decision.votes} == {("Tegen", True), ("Voor", False)}
    assert complaints == []


def test_every_decision_of_a_case_is_read_and_the_vote_stays_with_its_own(rows: Any) -> None:
    voted = rows("besluit-expand-stemming-zaak.json")[0]
    tabled = {"Id": "00000000-0000-4000-8000-000000000999", "BesluitSoort": "Ingediend", "Status": "Besluit"}
    first, second = _decisions([tabled, voted], [])
    assert (first.kind, len(first.votes)) == ("Ingediend", 0)
    assert (second.kind, len(second.votes)) == ("Stemmen - verworpen", 15)


def test_a_mere_proposal_is_no_decision(rows: Any) -> None:
    assert _decisions([rows("besluit-voorstel.json")], []) == ()


def test_a_decision_without_a_case_is_readable_all_the_same(rows: Any) -> None:
    (decision,) = _decisions(rows("besluit-zonder-zaak.json"), [])
    assert {vote.choice for vote in decision.votes} == {"Tegen"}


def test_a_new_word_of_an_open_list_is_kept_and_noted() -> None:
    complaints: list[str] = []
    case = read_case({**_case([]), "Kabinetsappreciatie": "Heel misschien"}, complaints)
    assert case is not None
    assert case.view == "Heel misschien"
    assert complaints == [
        "Zaak 2025Z99900: Kabinetsappreciatie “Heel misschien” is new to this program; it is kept as it is."
    ]


def test_a_word_that_documentation_lacks_but_data_have_is_no_news(rows: Any) -> None:
    complaints: list[str] = []
    case = read_case(rows("besluit-expand-stemming-zaak.json")[0]["Zaak"][0], complaints)
    assert case is not None
    assert (case.view, complaints) == ("Ontijdig", [])


def test_a_party_that_comes_back_has_two_periods(rows: Any) -> None:
    first, second = (read_party(row, []) for row in rows("fractie-twice.json"))
    assert first is not None
    assert second is not None
    assert first.abbreviation == second.abbreviation == "50PLUS"
    assert (first.end, second.start, second.end) == (date(2021, 5, 11), date(2025, 11, 12), None)


def test_a_placeholder_says_nothing(rows: Any) -> None:
    assert [is_alive(row) for row in rows("fractie-placeholder.json")] == [True, False]
    assert [is_alive(row) for row in rows("persoon.json")] == [True, False]


def test_a_deleted_row_says_nothing(rows: Any) -> None:
    assert not is_alive(rows("zaak-verwijderd.json")[0])


def test_of_a_person_only_what_is_allowed_is_kept(rows: Any) -> None:
    member = read_member(rows("persoon.json")[0], [])
    assert member is not None
    assert (member.name, member.number) == ("Fleur Agema", 2491)
    kept = repr(member)
    for private in ("1976", "Purmerend", "vrouw", "Gravenhage", "Marie"):
        assert private not in kept


def test_a_number_of_minus_one_is_none(rows: Any) -> None:
    read = [read_case(row, []) for row in rows("zaak-schriftelijke-vragen.minimal.page2.json")]
    assert {case.order for case in read if case} == {None}


def test_midnight_stays_the_day_it_is(rows: Any) -> None:
    case = read_case(rows("zaak-schriftelijke-vragen.minimal.page2.json")[0], [])
    assert case is not None
    assert case.day == date(2007, 1, 31)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-04-09T00:00:00+02:00", date(2025, 4, 9)),
        ("2025-04-09T00:00:00", date(2025, 4, 9)),
        ("2025-04-08T22:30:00Z", date(2025, 4, 9)),
        ("2025-01-08T23:30:00.1234567Z", date(2025, 1, 9)),
        ("2019-06-28T23:59:41.5570000", date(2019, 6, 28)),
        ("2025-04-09", date(2025, 4, 9)),
        ("2025-04-09+02:00", date(2025, 4, 9)),
        ("2025-04-09Z", date(2025, 4, 9)),
        ("2025-13-09", None),
        ("9 april 2025", None),
        ("", None),
    ],
)
def test_a_moment_is_a_day_in_the_house(written: str, day: date | None) -> None:
    assert local_day(written) == day


@given(
    st.dictionaries(
        st.sampled_from(["Id", "Nummer", "Soort", "Onderwerp", "Volgnummer", "GestartOp", "ZaakActor", "Besluit"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=20)
        | st.lists(st.dictionaries(st.sampled_from(["Id", "Stemming", "Relatie", "Soort"]), st.integers() | st.text())),
    )
)
def test_no_row_is_too_odd_to_be_read(row: dict[str, Any]) -> None:
    complaints: list[str] = []
    case = read_case(row, complaints)
    assert case is None or isinstance(case.number, str)


def test_a_field_that_changed_its_type_is_complained_about_in_one_sentence() -> None:
    complaints: list[str] = []
    fields = Fields({"Nummer": "2025Z1", "Volgnummer": "343", "Onderwerp": {"nl": "x"}}, "Zaak", complaints)
    assert fields.number("Volgnummer") == 343
    assert fields.text("Onderwerp") is None
    assert complaints == [
        "Zaak 2025Z1: Volgnummer is written as words.",
        "Zaak 2025Z1: Onderwerp holds dict where words were expected.",
    ]


@pytest.mark.parametrize("number", ["2025 Z1", "2025Z1>", "a/../b", "Ж", "x" * 41])
def test_a_number_that_cannot_stand_in_an_address_is_left_out_with_a_complaint(number: str) -> None:
    complaints: list[str] = []
    assert read_case({**_case([]), "Nummer": number}, complaints) is None
    assert len(complaints) == 1


def test_a_dossier_with_an_odd_addition_is_no_dossier_at_all() -> None:
    row = {"Id": "00000000-0000-4000-8000-000000000301", "Nummer": 36800}
    assert read_dossier({**row, "Toevoeging": "V <b>"}, []) is None
    kingdom = read_dossier({**row, "Toevoeging": "(R2100)"}, [])
    assert kingdom is not None
    assert kingdom.number == "36800-(R2100)"
