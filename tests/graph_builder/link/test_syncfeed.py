"""Pages of the feed: deletions, prefixes, local times."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from graph_builder.errors import AnswerError
from graph_builder.link.syncfeed import Entry, Page, read_entity, read_page


@pytest.fixture
def page(replay: Any) -> Any:
    def read(name: str) -> Page:
        return read_page(etree.fromstring(replay.recording(f"tk-syncfeed/{name}").body), "https://example.org/Feed")

    return read


@pytest.fixture
def entity(replay: Any) -> Any:
    def read(name: str) -> Entry | None:
        return read_entity(etree.fromstring(replay.recording(f"tk-syncfeed/{name}").body))

    return read


def test_an_entry_is_read_under_the_names_of_odata(page: Any) -> None:
    (document,) = page("document-feed-enclosure.xml").entries
    assert document.category == "Document"
    assert document.row["DocumentNummer"] == "2025D99902"
    assert (document.row["Volgnummer"], document.row["Soort"]) == (7, "Motie")
    assert document.links == (
        ("Kamerstukdossier", "00000000-0000-4000-8000-000000000301"),
        ("Zaak", "00000000-0000-4000-8000-000000000300"),
    )
    assert document.file == "https://gegevensmagazijn.tweedekamer.nl/SyncFeed/2.0/Resources/" + document.id


def test_a_page_tells_where_to_go_on(page: Any) -> None:
    first = page("stemming-page.xml")
    assert "skiptoken=3560496&" in first.following
    end = page("feed-caught-up.xml")
    assert (end.entries, end.following) == ((), None)
    assert "skiptoken=30000000&" in end.resume


def test_a_deleted_entity_has_a_name_and_nothing_else(page: Any) -> None:
    deleted = [entry for entry in page("stemming-page.xml").entries if entry.deleted]
    assert len(deleted) == 2
    assert deleted[0].id == "45d46c2d-aece-47b0-8358-523f5a56c1ee"
    assert (deleted[0].row, deleted[0].links) == ({}, ())


@pytest.mark.parametrize("name", ["entiteit-persoon-verwijderd-True.xml", "entiteit-document-verwijderd.xml"])
def test_a_deletion_is_seen_however_it_is_written(entity: Any, name: str) -> None:
    assert entity(name).deleted


def test_a_body_in_a_deletion_counts_for_nothing() -> None:
    payload = (
        '<x:zaak xmlns:x="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="11111111-1111-4111-8111-111111111111" '
        'x:verwijderd="true" x:bijgewerkt="2026-04-26T00:00:00"><x:nummer>2026Z1</x:nummer></x:zaak>'
    )
    read = read_entity(etree.fromstring(payload))
    assert read is not None
    assert (read.deleted, read.row) == (True, {})


def test_a_payload_is_told_by_its_namespace_not_its_prefix(page: Any, entity: Any) -> None:
    assert entity("entiteit-kamerstukdossier.xml").row["HoogsteVolgnummer"] == 4412
    assert {entry.category for entry in page("stemming-page.xml").entries} == {"Stemming"}
    foreign = etree.fromstring('<zaak xmlns="urn:other" id="11111111-1111-4111-8111-111111111111"/>')
    assert read_entity(foreign) is None


def test_local_time_without_an_offset_and_utc_sort_together(page: Any, entity: Any) -> None:
    (besluit,) = page("besluit-feed.xml").entries
    assert besluit.changed == "2026-09-10T13:40:40.9030000"
    assert entity("entiteit-toezegging.xml").changed == "2026-04-26T02:00:00.0000000"


def test_empty_and_repeated_elements_do_no_harm(entity: Any) -> None:
    read = entity("entiteit-toezegging.xml")
    assert read.links == (("ToegezegdAan", "88888888-8888-4888-8888-888888888881"),)
    assert read.row["KamerbriefNakoming"] == "2026Z00002"


def test_nil_is_no_value(page: Any) -> None:
    (person,) = page("feed-persoon.xml").entries
    assert person.row == {
        "Id": "77dc181f-00d6-4d5e-b188-3fd0c02f4006",
        "Verwijderd": False,
        "Nummer": 8,
        "Achternaam": "Savornin Lohman",
        "Functie": "Oud Kamerlid",
    }


def test_of_a_person_only_what_is_allowed_is_kept() -> None:
    payload = (
        '<persoon xmlns="http://www.tweedekamer.nl/xsd/tkData/v1-0" id="11111111-1111-4111-8111-111111111111">'
        "<achternaam>X</achternaam><geboorteplaats>Purmerend</geboorteplaats><geslacht>vrouw</geslacht></persoon>"
    )
    read = read_entity(etree.fromstring(payload))
    assert read is not None
    assert sorted(read.row) == ["Achternaam", "Id", "Verwijderd"]


def test_what_is_no_feed_is_an_error() -> None:
    with pytest.raises(AnswerError, match="no Atom feed"):
        read_page(etree.fromstring("<rss/>"), "https://example.org/Feed")
