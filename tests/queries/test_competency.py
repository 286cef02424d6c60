"""The competency questions asked of the bundled letter, against answers that a person took from reading it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pytest

from graph_builder.questions import load_questions

Row = Mapping[str, str | None]
Ask = Callable[..., list[Row]]

OF_THE_LETTER = (
    "actor-in-other-tracks",
    "actors",
    "advocated-for",
    "citation-conflicts",
    "condemned-and-urged",
    "court-cases",
    "facts-about-actor",
    "motions-carried-out",
    "papers-cited",
    "promises",
    "tracks",
    "what-was-not-read",
    "who-funds-whom",
    "who-is-in-contact",
)
GROUPS = ("alawieten", "christenen", "druzen", "koerden")
YEAR = ("2025-01-01", "2025-12-31")
HELP = "Conform de motie Kahraman (Kamerstuk 32 623, nr. 343), heeft Nederland in EU-verband bepleit dat hulp wordt"
MEANS = "Het kabinet heeft dit jaar opnieuw middelen beschikbaar gesteld voor de VN-bewijzenbank IIIM"


def columns(rows: Iterable[Row], *names: str) -> list[tuple[str | None, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_which_actors_of_what_type(ask: Ask) -> None:
    found = {row["actor"]: (row["type"], row["mentions"]) for row in ask("actors")}
    expected = {
        "actor/netherlands": ("staat", "10"),
        "actor/nl-government": ("regering", "8"),
        "actor/syrian-transitional-government": ("regering", "7"),
        "actor/syria": ("staat", "7"),
        "actor/european-union": ("EU-instelling", "5"),
        "actor/assad-regime": ("regering", "3"),
        "actor/tweede-kamer": ("parlement", "1"),
        "actor/iran": ("staat", "1"),
        "actor/russia": ("staat", "1"),
        "actor/canada": ("staat", "1"),
        "actor/golfstaten": ("statengroep", "1"),
        "actor/international-court-of-justice": ("gerecht", "1"),
        "actor/dutch-relief-alliance": ("niet-gouvernementele organisatie", "1"),
        "actor/syriers": ("bevolkingsgroep", "2"),
        "actor/koerden": ("bevolkingsgroep", "1"),
    }
    assert {actor: found.get(actor) for actor in expected} == expected
    # 26 actors by name, the submitter Kahraman and the signing minister among them; Damascus is a place.
    assert len(found) == 27


def test_which_tracks_in_order(ask: Ask, letter_text: str) -> None:
    rows = ask("tracks")
    starts = ["Allereerst onderhoudt", "Ook in Europees verband", "Verder blijft humanitaire", "Ten slotte is het"]
    assert [row["order"] for row in rows] == ["1", "2", "3", "4"]
    assert [row["begin"] for row in rows] == [str(letter_text.index(words)) for words in starts]
    lasts = [
        "sanctie-instrumentarium.",
        "ontwikkelingen nauwgezet.",
        "Druzen, en Koerden.",
        "mensenrechtenschendingen.",
    ]
    assert [row["end"] for row in rows] == [str(letter_text.index(words) + len(words)) for words in lasts]


def test_who_funds_whom_how_much_when_and_through_whom(ask: Ask) -> None:
    rows = [row for row in ask("who-funds-whom") if row["recipientName"]]
    channels = ["dutch-relief-alliance", "netherlands-red-cross", "un-country-based-pooled-funds"]
    assert columns(rows[:3], "donorName", "role", "recipient", "value", "currency", "from", "to") == [
        ("Nederland", "channel", f"actor/{channel}", "20400000", "EUR", *YEAR) for channel in channels
    ]
    assert (
        columns(rows[3:], "donorName", "role", "value", "from", "to") == [("Nederland", "recipient", None, *YEAR)] * 3
    )
    names = ["International Center for Transitional Justice", "OHCHR-veldkantoor in Damascus", "bewijzenbank IIIM"]
    assert [row["recipientName"] for row in rows[3:]] == names
    assert len({row["statement"] for row in rows}) == 2, "one total over three channels is one statement"


def test_funding_by_one_donor_joins_state_and_government(ask: Ask) -> None:
    assert ask("who-funds-whom", donor="actor/netherlands") == ask("who-funds-whom")
    cabinet = ask("who-funds-whom", donor="actor/nl-government")
    assert {row["agent"] for row in cabinet} == {"actor/nl-government"}
    assert ask("who-funds-whom", donor="actor/european-union") == []


def test_which_motions_are_carried_out_by_whom_in_which_words(ask: Ask) -> None:
    rows = ask("motions-carried-out")
    assert (
        columns(rows, "number", "motion", "by", "submitters")
        == [("kst-32623-343", "paper/kst-32623-343", "Nederland", "kahraman")] * 2
    )
    assert [str(row["done"]).startswith(words) for row, words in zip(rows, (HELP, MEANS), strict=True)] == [True, True]
    assert "Conform de motie Kahraman" in str(rows[0]["words"])
    assert "geeft het kabinet uitvoering aan motie - Kahraman c.s." in str(rows[1]["words"])
    assert "steun voor het OHCHR-veldkantoor of bewijzenbank IIIM" in str(rows[1]["citedTitle"])


def test_where_citations_of_one_motion_conflict(ask: Ask) -> None:
    rows = ask("citation-conflicts")
    assert {row["number"] for row in rows} == {"kst-32623-343"}
    said = [(str(row["firstSays"]), str(row["secondSays"])) for row in rows]
    assert any(one.startswith(HELP) and other.startswith(MEANS) for one, other in said)


def test_who_is_in_contact_with_the_syrian_transitional_government(ask: Ask) -> None:
    rows = ask("who-is-in-contact", actor="actor/syrian-transitional-government")
    assert columns(rows, "who", "kind") == [
        ("Nederland", "contact"),
        ("Golfstaten", "contact"),
        ("Internationaal Monetair Fonds", "contact"),
        ("Wereldbank", "contact"),
    ]
    assert all("steunpakketten" in str(row["topic"]) for row in rows[1:])
    assert {row["other"] for row in ask("who-is-in-contact")} == {"actor/syrian-transitional-government"}


def test_what_the_eu_condemned_and_whom_it_urged(ask: Ask) -> None:
    rows = ask("condemned-and-urged", actor="actor/european-union")
    assert [row["act"] for row in rows] == ["veroordeling", "aansporing"]
    assert "recente geweldsescalaties" in str(rows[0]["whomOrWhat"])
    assert (rows[1]["whomOrWhat"], rows[1]["topic"]) == ("Syrische overgangsregering", "actie")


def test_whom_the_netherlands_urged_itself_or_by_its_government(ask: Ask) -> None:
    rows = ask("condemned-and-urged", actor="actor/netherlands")
    assert columns(rows, "act", "whomOrWhat") == [
        ("aansporing", "Syrische overgangsregering"),
        ("aansporing", "Europese Unie"),
    ]


def test_the_case_before_the_international_court_of_justice(ask: Ask) -> None:
    rows = ask("court-cases", actor="actor/international-court-of-justice")
    assert columns(rows, "role", "party") == [
        ("applicant", "actor/canada"),
        ("applicant", "actor/netherlands"),
        ("court", "actor/international-court-of-justice"),
        ("legalBasis", "law/un-convention-against-torture"),
        ("respondent", "actor/syria"),
    ]
    assert {row["caseName"] for row in rows} == {"zaak bij het Internationaal Gerechtshof tegen Syrië"}


def test_for_whom_aid_is_advocated(ask: Ask) -> None:
    rows = [row for row in ask("advocated-for", actor="actor/netherlands") if row["forWhom"]]
    assert {row["beneficiary"] for row in rows} == {f"actor/{name}" for name in GROUPS}
    assert columns(rows, "who", "where") == [("Nederland", "Europese Unie")] * len(GROUPS)
    assert all("hulp" in str(row["topic"]) for row in rows)


def test_what_is_advocated_in_the_eu_without_a_group(ask: Ask) -> None:
    rows = [row for row in ask("advocated-for") if not row["forWhom"]]
    assert columns(rows, "who", "where") == [("Nederland", "Europese Unie")]
    assert "coördinatie ten aanzien van wederopbouw" in str(rows[0]["topic"])


def test_every_fact_about_one_actor_with_its_quote(ask: Ask) -> None:
    rows = ask("facts-about-actor", actor="actor/canada")
    assert sorted(columns(rows, "kind", "role", "track")) == [
        ("procedure", "verzoeker", "4"),
        ("samenwerking", "partner", "4"),
    ]
    assert all("samen met Canada in de zaak bij het Internationaal Gerechtshof" in str(row["quote"]) for row in rows)


def test_facts_about_a_state_include_those_about_its_government(ask: Ask) -> None:
    rows = ask("facts-about-actor", actor="actor/netherlands")
    kinds = {row["kind"] for row in rows}
    assert {"contact", "samenwerking", "aansporing", "bepleiting", "financiering", "uitvoering van een motie"} <= kinds
    assert any("Het kabinet heeft dit jaar" in str(row["quote"]) for row in rows)
    assert any("onderhoudt Nederland contact" in str(row["quote"]) for row in rows)


def test_what_is_said_of_an_actor_in_another_track_than_its_first(ask: Ask) -> None:
    rows = ask("actor-in-other-tracks", actor="actor/syrian-transitional-government")
    assert columns(rows, "firstTrack", "track", "kind", "role") == [
        ("1", "2", "contact", "partner"),
        ("1", "4", "aansporing", "aangesprokene"),
    ]
    assert "in gesprek met de Syrische overgangsregering" in str(rows[0]["quote"])


def test_what_was_promised(ask: Ask) -> None:
    rows = ask("promises")
    assert [row["who"] for row in rows] == ["Nederland"]
    assert "zal dit blijven doen" in str(rows[0]["quote"])


def test_which_papers_are_cited(ask: Ask) -> None:
    rows = ask("papers-cited")
    assert columns(rows, "number", "paper", "submitters") == [("kst-32623-343", "paper/kst-32623-343", "kahraman")] * 2
    assert "steun voor het OHCHR-veldkantoor" in str(rows[1]["title"])


def test_what_was_not_read(ask: Ask) -> None:
    unread = {str(row["sentence"]) for row in ask("what-was-not-read")}
    # These name actors and state no act of theirs.
    assert "Nederland heeft belang bij een veilig en stabiel Syrië." in unread
    assert "Het kabinet volgt deze ontwikkelingen nauwgezet." in unread
    assert not any(sentence.startswith(MEANS) or sentence.startswith(HELP) for sentence in unread)


@pytest.mark.parametrize("name", OF_THE_LETTER)
def test_no_question_answers_about_a_stranger(ask: Ask, name: str) -> None:
    question = next(each for each in load_questions() if each.name == name)
    asked = next(each.name for each in question.parameters if each.type == "iri")
    assert ask(name, **{asked: "actor/x/nobody"}) == []


def test_names_come_in_english_on_request(ask: Ask) -> None:
    rows = ask("who-funds-whom", lang="en")
    assert {row["donorName"] for row in rows} == {"Netherlands"}


@pytest.mark.parametrize("name", OF_THE_LETTER)
def test_two_documents_give_each_row_once_for_each(ask: Ask, ask_twice: Ask, name: str) -> None:
    once, twice = ask(name), ask_twice(name)
    assert len({tuple(row.items()) for row in twice}) == len(twice), "a row comes twice"
    if name == "actors":
        # The submitter is a person of each document, and people are not merged over documents.
        assert len(twice) == len(once) + 1
    elif name == "citation-conflicts":
        assert len(twice) > 2 * len(once), "the two documents contradict each other as well"
    else:
        assert len(twice) == 2 * len(once)
