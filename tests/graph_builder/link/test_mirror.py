"""The mirror: filled over HTTP, resumed, and answering without a network."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from graph_builder.errors import LinkError
from graph_builder.link.client import Client
from graph_builder.link.fetching import Follower, fetch_letters
from graph_builder.link.mirror import Mirror
from graph_builder.link.mirrored import Mirrored
from graph_builder.link.tweede_kamer.records import read_case, read_member, read_paper

FEED = "/SyncFeed/2.0/Feed"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
HEAD = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0">{links}{entries}</feed>'
)
ENTRY = "<entry><id>x</id>{enclosure}<content>{payload}</content></entry>"
IDS = {
    "dossier": "00000000-0000-4000-8000-000000000301",
    "other": "00000000-0000-4000-8000-000000000311",
    "zaak": "00000000-0000-4000-8000-000000000300",
    "brief": "00000000-0000-4000-8000-000000000302",
    "besluit": "00000000-0000-4000-8000-000000000306",
    "fractie": "a3689bb6-3914-4d5c-a6a8-42e24582e299",
    "agendapunt": "00000000-0000-4000-8000-000000000320",
    "activiteit": "00000000-0000-4000-8000-000000000321",
    "persoon": "00000000-0000-4000-8000-000000000310",
}


def _tk(name: str, id_: str, body: str, changed: str = "2025-04-10T09:00:00", deleted: str = "false") -> str:
    return (
        f'<tk:{name} id="{id_}" tk:bijgewerkt="{changed}" tk:verwijderd="{deleted}" '
        f'tk:contentType="application/pdf">{body}</tk:{name}>'
    )


def _ref(name: str, id_: str) -> str:
    return f'<tk:{name} ref="{id_}"/>'


def _feed(*payloads: str, following: str = "", resume: str = "", enclosure: str = "") -> bytes:
    links = "".join(
        f'<link rel="{relation}" href="{address.replace("&", "&amp;")}"/>'
        for relation, address in (("next", following), ("resume", resume))
        if address
    )
    inside = f'<link rel="enclosure" href="{enclosure}"/>' if enclosure else ""
    return HEAD.format(
        links=links, entries="".join(ENTRY.format(enclosure=inside, payload=each) for each in payloads)
    ).encode()


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    with Mirror.open(tmp_path / "mirror", create=True) as made:
        yield made


@pytest.fixture
def feed(server: Any, reply: Any) -> Any:
    """Serve pages by category and token; a token may be taken at most."""

    def serve(category: str, body: bytes, token: str = "") -> None:
        server.on(
            FEED,
            reply(body),
            where=lambda asked: asked.query.get("category") == category and asked.query.get("skiptoken", "") == token,
        )

    return serve


@pytest.fixture
def follow(server: Any, client: Client, mirror: Mirror) -> Any:
    def run(*categories: str, start: int | None = None) -> Any:
        follower = Follower(client, mirror, lambda: NOW)
        return follower.follow(categories, address=f"{server.address}/SyncFeed/2.0", start=start)

    return run


def _dossier(number: int, id_: str, addition: str = "") -> str:
    more = f"<tk:toevoeging>{addition}</tk:toevoeging>" if addition else ""
    return _tk("kamerstukdossier", id_, f"<tk:nummer>{number}</tk:nummer>{more}<tk:titel>Test</tk:titel>")


def _zaak(subject: str, changed: str = "2025-04-10T09:00:00") -> str:
    body = (
        _ref("kamerstukdossier", IDS["dossier"])
        + "<tk:nummer>2025Z99900</tk:nummer><tk:soort>Motie</tk:soort><tk:volgnummer>7</tk:volgnummer>"
        + f"<tk:onderwerp>{subject}</tk:onderwerp><tk:gestartOp>2025-04-09T00:00:00</tk:gestartOp>"
    )
    return _tk("zaak", IDS["zaak"], body, changed)


def _fill(feed: Any) -> None:
    feed("Kamerstukdossier", _feed(_dossier(99999, IDS["dossier"]), _dossier(99999, IDS["other"], "V")))
    feed("Zaak", _feed(_zaak("Motie van het lid Jansen c.s. over steun")))
    actor = _ref("zaak", IDS["zaak"]) + _ref("persoon", IDS["persoon"])
    actor += "<tk:actorNaam>A.B. Jansen</tk:actorNaam><tk:relatie>Indiener</tk:relatie>"
    feed("ZaakActor", _feed(_tk("zaakActor", "00000000-0000-4000-8000-000000000303", actor)))
    meeting = _tk("activiteit", IDS["activiteit"], "<tk:datum>2025-04-15T00:00:00</tk:datum><tk:locatie>X</tk:locatie>")
    feed("Activiteit", _feed(meeting))
    feed("Agendapunt", _feed(_tk("agendapunt", IDS["agendapunt"], _ref("activiteit", IDS["activiteit"]))))
    besluit = (
        _ref("zaak", IDS["zaak"])
        + _ref("agendapunt", IDS["agendapunt"])
        + "<tk:besluitSoort>Stemmen - verworpen</tk:besluitSoort>"
    )
    feed("Besluit", _feed(_tk("besluit", IDS["besluit"], besluit + "<tk:status>Besluit</tk:status>")))
    stem = _ref("besluit", IDS["besluit"]) + _ref("fractie", IDS["fractie"])
    stem += "<tk:soort>Tegen</tk:soort><tk:fractieGrootte>5</tk:fractieGrootte><tk:vergissing>false</tk:vergissing>"
    feed("Stemming", _feed(_tk("stemming", "00000000-0000-4000-8000-000000000307", stem)))


def _count(mirror: Mirror, category: str) -> int:
    return len(mirror.found("WHERE e.category = ? AND NOT e.deleted", category))


CATEGORIES = ("Kamerstukdossier", "Zaak", "ZaakActor", "Besluit", "Stemming", "Agendapunt", "Activiteit")


def test_a_motion_is_found_by_dossier_and_number_without_a_network(feed: Any, follow: Any, mirror: Mirror) -> None:
    _fill(feed)
    assert follow(*CATEGORIES).missing == {}
    complaints: list[str] = []
    (found,) = Mirrored(mirror).cases("99999", 7)
    case = read_case(found.row, complaints)
    assert case is not None
    assert (case.number, case.title) == ("2025Z99900", "Motie van het lid Jansen c.s. over steun")
    assert [(each.name, each.person) for each in case.submissions] == [("A.B. Jansen", IDS["persoon"])]
    (decision,) = case.decisions
    assert [(vote.party, vote.choice, vote.seats) for vote in decision.votes] == [(IDS["fractie"], "Tegen", 5)]
    assert decision.day == date(2025, 4, 15)
    assert "Locatie" not in mirror.found("WHERE e.category = 'Activiteit'")[0][1]
    assert [dossier.number for dossier in case.dossiers] == ["99999"]
    assert complaints == []
    assert (found.address.rpartition("/")[2], found.at) == (IDS["zaak"], NOW)


def test_the_number_alone_is_not_unique(feed: Any, follow: Any, mirror: Mirror) -> None:
    _fill(feed)
    follow(*CATEGORIES)
    assert Mirrored(mirror).cases("99999-V", 7) == []
    assert [found.row["Toevoeging"] for found in Mirrored(mirror).dossiers("99999-V")] == ["V"]


def test_a_member_is_found_with_the_groups_and_nothing_private(feed: Any, follow: Any, mirror: Mirror) -> None:
    person = "<tk:nummer>8</tk:nummer><tk:achternaam>Jansen</tk:achternaam><tk:geboorteplaats>X</tk:geboorteplaats>"
    feed("Persoon", _feed(_tk("persoon", IDS["persoon"], person)))
    feed("Fractie", _feed(_tk("fractie", IDS["fractie"], "<tk:afkorting>SP</tk:afkorting>")))
    seat, period = "00000000-0000-4000-8000-000000000401", "00000000-0000-4000-8000-000000000402"
    feed("FractieZetel", _feed(_tk("fractieZetel", seat, _ref("fractie", IDS["fractie"]))))
    body = _ref("fractieZetel", seat) + _ref("persoon", IDS["persoon"]) + "<tk:van>2023-12-06T00:00:00</tk:van>"
    feed("FractieZetelPersoon", _feed(_tk("fractieZetelPersoon", period, body)))
    follow("Persoon", "Fractie", "FractieZetel", "FractieZetelPersoon")
    (found,) = Mirrored(mirror).members(IDS["persoon"])
    member = read_member(found.row, [])
    assert member is not None
    assert (member.number, member.surname) == (8, "Jansen")
    assert [(each.party, each.start) for each in member.periods] == [(IDS["fractie"], date(2023, 12, 6))]
    assert "Geboorteplaats" not in found.row


def test_a_document_is_found_with_its_case(feed: Any, follow: Any, mirror: Mirror) -> None:
    _fill(feed)
    body = _ref("kamerstukdossier", IDS["dossier"]) + _ref("zaak", IDS["zaak"])
    body += "<tk:documentNummer>2025D99902</tk:documentNummer><tk:volgnummer>7</tk:volgnummer>"
    feed("Document", _feed(_tk("document", IDS["brief"], body)))
    follow(*CATEGORIES, "Document")
    (found,) = Mirrored(mirror).documents("99999", 7)
    paper = read_paper(found.row, [])
    assert paper is not None
    assert [case.number for case in paper.cases] == ["2025Z99900"]


def test_a_run_that_was_cut_off_goes_on_where_it_was(
    server: Any, reply: Any, feed: Any, follow: Any, mirror: Mirror
) -> None:
    base = f"{server.address}{FEED}?category=Kamerstukdossier"
    feed("Kamerstukdossier", _feed(_dossier(1, IDS["dossier"]), following=f"{base}&skiptoken=5"))
    server.on(FEED, reply(b"", 500), where=lambda asked: asked.query.get("skiptoken") == "5")
    first = follow("Kamerstukdossier")
    assert "answered 500" in first.missing["Kamerstukdossier"]
    assert first.news == {"Kamerstukdossier": 1}
    feed("Kamerstukdossier", _feed(_dossier(2, IDS["other"]), resume=f"{base}&skiptoken=9"), "5")
    feed("Kamerstukdossier", _feed(resume=f"{base}&skiptoken=9"), "9")
    before = len(server.asked)
    assert follow("Kamerstukdossier").news == {"Kamerstukdossier": 1}
    assert follow("Kamerstukdossier").news == {"Kamerstukdossier": 0}
    assert [asked.query["skiptoken"] for asked in server.asked[before:]] == ["5", "9"]
    assert _count(mirror, "Kamerstukdossier") == 2


def test_a_category_that_is_down_leaves_the_others_alone(server: Any, reply: Any, feed: Any, follow: Any) -> None:
    feed("Zaak", _feed(_zaak("x")))
    server.on(FEED, reply(b"", 500), where=lambda asked: asked.query["category"] == "Besluit")
    fetched = follow("Besluit", "Zaak")
    assert (fetched.news["Zaak"], list(fetched.missing)) == (1, ["Besluit"])


def test_the_recorded_pages_go_into_the_mirror(replay: Any, client: Client, mirror: Mirror) -> None:
    replay.on(FEED, "tk-syncfeed/stemming-page.xml")
    caught_up = "tk-syncfeed/feed-caught-up.xml"
    replay.on(FEED, caught_up, where=lambda asked: asked.query.get("skiptoken") == "3560496")
    follower = Follower(client, mirror, lambda: NOW)
    assert follower.follow(["Stemming"], address=f"{replay.address}/SyncFeed/2.0").news == {"Stemming": 5}
    assert _count(mirror, "Stemming") == 3


def test_an_older_version_never_replaces_a_newer_one(feed: Any, follow: Any, mirror: Mirror) -> None:
    new, old = _zaak("nieuw", "2025-05-01T00:00:00"), _zaak("oud", "2025-04-01T00:00:00")
    feed("Zaak", _feed(new, old))
    follow("Zaak")
    assert [row["Onderwerp"] for _, row, _ in mirror.found("WHERE e.category = 'Zaak'")] == ["nieuw"]


def test_a_deletion_takes_an_entity_away(feed: Any, follow: Any, mirror: Mirror) -> None:
    gone = _tk("zaak", IDS["zaak"], "<tk:nummer>1</tk:nummer>", "2025-05-01T00:00:00", "True")
    feed("Zaak", _feed(_zaak("x"), gone))
    feed("Kamerstukdossier", _feed(_dossier(99999, IDS["dossier"])))
    follow("Kamerstukdossier", "Zaak")
    assert Mirrored(mirror).cases("99999", 7) == []
    assert _count(mirror, "Zaak") == 0


def test_a_first_run_may_start_late_in_the_sequence(server: Any, feed: Any, follow: Any) -> None:
    feed("Zaak", _feed(_zaak("x")), "26600000")
    assert follow("Zaak", start=26600000).news == {"Zaak": 1}


def test_a_feed_that_leads_elsewhere_is_not_followed(feed: Any, follow: Any, mirror: Mirror) -> None:
    feed("Zaak", _feed(_zaak("x"), following="https://evil.example/Feed"))
    assert "leads to another host" in follow("Zaak").missing["Zaak"]
    assert _count(mirror, "Zaak") == 0


def _letter(server: Any, feed: Any, changed: str = "2026-10-02T09:00:00", deleted: str = "false") -> None:
    body = _ref("kamerstukdossier", IDS["dossier"])
    body += "<tk:documentNummer>2026D11111</tk:documentNummer><tk:volgnummer>376</tk:volgnummer>"
    body += "<tk:soort>Brief regering</tk:soort><tk:onderwerp>Beleid &quot;Syrië&quot;</tk:onderwerp>"
    body += "<tk:datum>2026-10-01T00:00:00</tk:datum>"
    enclosure = f"{server.address}/SyncFeed/2.0/Resources/{IDS['brief']}"
    feed("Document", _feed(_tk("document", IDS["brief"], body, changed, deleted), enclosure=enclosure))
    feed("Kamerstukdossier", _feed(_dossier(32623, IDS["dossier"])))


@dataclass
class Letters:
    """Follow the feed, then fetch letters of some day and later into a folder."""

    follow: Any
    fetch: Any
    folder: Path


@pytest.fixture
def letters(server: Any, client: Client, mirror: Mirror, follow: Any, tmp_path: Path) -> Letters:
    fetch = partial(fetch_letters, client, mirror, tmp_path, host=server.address)
    return Letters(follow, lambda since: fetch(since=since), tmp_path)


def test_a_new_letter_is_kept_with_what_is_known_of_it(server: Any, reply: Any, feed: Any, letters: Letters) -> None:
    _letter(server, feed)
    letters.follow("Kamerstukdossier", "Document")
    resource = f"/SyncFeed/2.0/Resources/{IDS['brief']}"
    server.on(resource, reply(b"%PDF-1.7 letter", headers={"ETag": '"1"', "Content-Type": "application/pdf"}))
    fetched = letters.fetch(date(2026, 9, 1))
    assert [path.name for path in fetched.files] == ["2026D11111.pdf"]
    assert (letters.folder / "2026D11111.pdf").read_bytes() == b"%PDF-1.7 letter"
    assert tomllib.loads((letters.folder / "2026D11111.meta.toml").read_text("utf-8")) == {
        "date": date(2026, 10, 1),
        "dossier": "32623",
        "identifier": "kst-32623-376",
        "kind": "letter",
        "number": "376",
        "title": 'Beleid "Syrië"',
    }
    assert letters.fetch(date(2026, 9, 1)).files == []


def test_an_unchanged_file_is_not_sent_again(server: Any, reply: Any, feed: Any, letters: Letters) -> None:
    _letter(server, feed)
    letters.follow("Kamerstukdossier", "Document")
    resource = f"/SyncFeed/2.0/Resources/{IDS['brief']}"
    server.on(resource, reply(b"%PDF-1.7", headers={"ETag": '"1"'}), reply(b"", 304))
    letters.fetch(date(2026, 9, 1))
    _letter(server, feed, changed="2026-10-03T09:00:00")
    letters.follow("Document")
    assert letters.fetch(date(2026, 9, 1)).files == []
    assert server.asked[-1].headers["if-none-match"] == '"1"'
    assert (letters.folder / "2026D11111.pdf").read_bytes() == b"%PDF-1.7"


def test_an_old_letter_is_not_fetched(server: Any, feed: Any, letters: Letters) -> None:
    _letter(server, feed)
    letters.follow("Kamerstukdossier", "Document")
    fetched = letters.fetch(date(2026, 10, 2))
    assert (fetched.files, fetched.missing) == ([], {})


def test_a_page_that_says_404_with_status_200_is_no_letter(
    replay: Any, server: Any, feed: Any, letters: Letters
) -> None:
    _letter(server, feed)
    letters.follow("Kamerstukdossier", "Document")
    server.on(f"/SyncFeed/2.0/Resources/{IDS['brief']}", replay.recording("koop-html/404-status-200.html"))
    fetched = letters.fetch(date(2026, 9, 1))
    assert list(fetched.missing) == ["2026D11111"]
    assert list(letters.folder.glob("*.*")) == []


def test_a_deleted_letter_goes_away(server: Any, reply: Any, feed: Any, letters: Letters, mirror: Mirror) -> None:
    _letter(server, feed)
    letters.follow("Kamerstukdossier", "Document")
    server.on(f"/SyncFeed/2.0/Resources/{IDS['brief']}", reply(b"%PDF-1.7"))
    letters.fetch(date(2026, 9, 1))
    _letter(server, feed, changed="2026-10-03T09:00:00", deleted="true")
    letters.follow("Document")
    letters.fetch(date(2026, 9, 1))
    assert list(letters.folder.glob("2026D*")) == []
    assert mirror.withdrawn() == {"kst-32623-376"}


def test_a_missing_or_damaged_mirror_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(LinkError, match="make one with `kamergraaf fetch`"), Mirror.open(tmp_path):
        pass
    (tmp_path / "mirror.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(LinkError, match="is damaged"), Mirror.open(tmp_path):
        pass
