"""The commands as a person runs them, against the replay server."""

from __future__ import annotations

import csv
import fcntl
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from typer.testing import CliRunner

from graph_builder.cli import app
from graph_builder.store import Store
from ontology.terms import read_turtle

V4, FEED = "/OData/v4/2.0", "/SyncFeed/2.0/Feed"
LETTER = "00000000-0000-4000-8000-000000000302"
DOSSIER = "00000000-0000-4000-8000-000000000301"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("time.sleep", lambda _: None)
    yield


@pytest.fixture
def run() -> Any:
    def invoke(*arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, [*arguments])
        assert result.exit_code == code, result.output
        return result.output

    return invoke


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, letter_file: Path) -> Path:
    """A store with the bundled letter."""
    store = tmp_path_factory.mktemp("built") / "store"
    result = CliRunner().invoke(app, ["build", str(letter_file), "--store", str(store)])
    assert result.exit_code == 0, result.output
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "store"))


def _graphs(store: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in Store.open(store).open_current():
        name = quad.graph_name.value.removeprefix("https://w3id.org/kamergraaf/id/")
        found.setdefault(name, set()).add(str(quad))
    return found


DOCUMENT = "document/kst-32623-376/graph"


def test_official_papers_are_linked_without_a_network(run: Any, store: Path) -> None:
    before = _graphs(store)
    output = run("link", "--source", "official", "--store", str(store))
    after = _graphs(store)
    assert "generation 2-" in output
    assert any("kst-32623-343.html" in line for line in after["graph/official-publications"])
    assert after[DOCUMENT] == before[DOCUMENT]
    assert set(after) - set(before) == {"graph/official-publications"}


def test_linking_again_publishes_nothing_new(run: Any, store: Path) -> None:
    run("link", "--source", "official", "--store", str(store))
    assert "says nothing new" in run("link", "--source", "official", "--store", str(store))


def test_the_live_service_is_asked_and_its_gaps_are_told(run: Any, store: Path, replay: Any) -> None:
    replay.on(f"{V4}/$metadata", "tk-odata/metadata-v2.edmx.xml")
    for entity in ("Zaak", "Document", "Kamerstukdossier"):
        replay.on(f"{V4}/{entity}", "tk-odata/zaak-motie-leeg.json")
    address = f"{replay.address}{V4}"
    options = ("--source", "tweede-kamer", "--online", "--odata", "v4/2.0", "--address", address)
    output = run("link", *options, "--store", str(store))
    assert "0 papers found, 2 unknown to the source" in output
    assert any("unknownTo" in line for line in _graphs(store)["graph/tweede-kamer"])
    assert "Geen bron die ernaar is gevraagd, kent een stuk met dit nummer" in output
    assert "Geen bron die ernaar is gevraagd, kent een stuk met dit nummer" in run("validate", "--store", str(store))


def test_a_source_that_is_down_leaves_the_graph_as_it_was(run: Any, store: Path, server: Any, reply: Any) -> None:
    server.on("/sru", reply(b"", 429, {"Retry-After": "100000"}))
    output = run(
        "link", "--source", "official", "--online", "--address", f"{server.address}/sru", "--store", str(store)
    )
    assert "asks to wait 100000 seconds" in output
    assert "to be looked up in a next run" in output
    assert any("kst-32623-343.html" in line for line in _graphs(store)["graph/official-publications"])


def test_without_network_and_mirror_it_says_what_to_do(run: Any, store: Path) -> None:
    output = run("link", "--source", "tweede-kamer", "--store", str(store), code=1)
    assert "add --online, or --mirror DIR after a fetch" in output


def test_a_mirror_that_is_not_there_is_one_clear_sentence(run: Any, store: Path, tmp_path: Path) -> None:
    missing = ("--source", "tweede-kamer", "--mirror", str(tmp_path / "none"))
    assert "make one with `kamergraaf fetch`" in run("link", *missing, "--store", str(store), code=1)


def test_an_unknown_version_is_one_clear_sentence(run: Any, store: Path) -> None:
    options = ("--source", "tweede-kamer", "--online", "--odata", "v9")
    assert "choose from v5, v4/2.0" in run("link", *options, "--store", str(store), code=1)


def _feed(server: Any, reply: Any, deleted: str = "false") -> None:
    """Serve one dossier and one letter with its file."""
    head = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:tk="http://www.tweedekamer.nl/xsd/tkData/v1-0">'
    dossier = f'<tk:kamerstukdossier id="{DOSSIER}"><tk:nummer>32623</tk:nummer></tk:kamerstukdossier>'
    document = (
        f'<tk:document id="{LETTER}" tk:contentType="text/html" tk:bijgewerkt="2026-10-02T09:00:00" tk:verwijderd="{deleted}">'
        f'<tk:kamerstukdossier ref="{DOSSIER}"/><tk:documentNummer>2026D11111</tk:documentNummer>'
        "<tk:soort>Brief regering</tk:soort><tk:volgnummer>999</tk:volgnummer><tk:datum>2026-10-01T00:00:00</tk:datum>"
        "<tk:onderwerp>Humanitaire hulp</tk:onderwerp></tk:document>"
    )
    enclosure = f'<link rel="enclosure" href="{server.address}/SyncFeed/2.0/Resources/{LETTER}"/>'
    pages = {
        "Kamerstukdossier": f"<entry><content>{dossier}</content></entry>",
        "Document": f"<entry>{enclosure}<content>{document}</content></entry>",
    }
    server.on(FEED, reply(f"{head}</feed>".encode()))
    for category, entry in pages.items():
        body = f"{head}{entry}</feed>".encode()
        server.on(FEED, reply(body), where=lambda asked, category=category: asked.query["category"] == category)
    page = (
        "<html><body><p>Het kabinet stelt 4 miljoen euro beschikbaar aan het Wereldvoedselprogramma.</p></body></html>"
    )
    server.on(f"/SyncFeed/2.0/Resources/{LETTER}", reply(page.encode(), headers={"Content-Type": "text/html"}))


def test_an_update_fetches_builds_links_and_publishes_in_one_go(
    run: Any, tmp_path: Path, server: Any, reply: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    _feed(server, reply)
    store, mirror = tmp_path / "store", tmp_path / "mirror"
    options = ("--store", str(store), "--mirror", str(mirror), "--since", "2026-09-01")
    output = run("update", *options, "--address", f"{server.address}/SyncFeed/2.0")
    assert "fetched: 1 Kamerstukdossier, 1 Document; 1 letter (2026D11111.html)" in output
    assert "built: 1 document, 1 statement" in output
    assert "linked: 1 paper (kst-32623-999) found, 0 unknown to the source" in output
    graphs = _graphs(store)
    assert "document/kst-32623-999/graph" in graphs
    assert any("record/tweede-kamer/2026D11111" in line for line in graphs["graph/tweede-kamer"])
    assert any("kst-32623-999.html" in line for line in graphs["graph/official-publications"])
    name = Store.open(store).current_name()
    asked = len(server.asked)
    output = run("update", *options, "--offline")
    assert "fetched: nothing, as was asked (--offline)" in output
    assert f"nothing new: generation {name} is current" in output
    assert (Store.open(store).current_name(), len(server.asked)) == (name, asked)

    def read_again(*_: Any) -> Any:
        raise AssertionError("a letter that is known was read again")

    monkeypatch.setattr("graph_builder.corpus.building.carry_out", read_again)
    assert "built: 1 document, 1 statement" in run("update", *options, "--offline")
    _feed(server, reply, deleted="true")
    output = run("update", *options, "--address", f"{server.address}/SyncFeed/2.0")
    assert "left out, as the House deleted them: kst-32623-999" in output
    assert "document/kst-32623-999/graph" not in _graphs(store)


def test_an_update_leaves_out_what_was_withdrawn(run: Any, tmp_path: Path, letter_file: Path) -> None:
    options = ("--store", str(tmp_path / "store"), "--mirror", str(tmp_path / "mirror"), "--offline")
    run("update", str(letter_file), *options)
    assert DOCUMENT in _graphs(tmp_path / "store")
    run("withdraw", "kst-32623-376", "--why", "proef", "--store", str(tmp_path / "store"))
    run("update", str(letter_file), *options)
    graphs = _graphs(tmp_path / "store")
    assert DOCUMENT not in graphs
    assert any("withdrawnOn" in quad for quad in graphs["graph/withdrawals"])


def test_an_update_while_the_source_is_down_publishes_what_is_kept(
    run: Any, tmp_path: Path, server: Any, reply: Any, letter_file: Path
) -> None:
    server.on(FEED, reply(b"", 429, {"Retry-After": "100000"}))
    store, mirror = tmp_path / "store", tmp_path / "mirror"
    options = ("--store", str(store), "--mirror", str(mirror), "--address", f"{server.address}/SyncFeed/2.0")
    output = run("update", str(letter_file), *options)
    assert re.search(r"missing: Kamerstukdossier: .* answered 429 and asks to wait 100000 seconds", output)
    assert "missing: ZaakActor, Besluit" in output
    assert {asked.query["category"] for asked in server.asked} == {"Kamerstukdossier", "Document", "Zaak"}
    assert "numbers that the source does not know: kst-32623-343, kst-32623-376: check them" in output
    assert "wordt aangehaald voor verschillende zaken" in output
    assert DOCUMENT in _graphs(store)


def test_an_update_asks_the_official_publications_for_what_no_earlier_run_found(
    run: Any, tmp_path: Path, replay: Any, reply: Any
) -> None:
    letter = tmp_path / "brief.txt"
    letter.write_text("Dit staat in Kamerstuk 35 842, nr. 4 en in Stb. 2020, 118.\n", encoding="utf-8")
    replay.on(FEED, reply(b'<feed xmlns="http://www.w3.org/2005/Atom"/>'))
    replay.on("/sru", "koop-sru/sru_record_kst.xml")
    options = ("--store", str(tmp_path / "store"), "--mirror", str(tmp_path / "mirror"), "--official")
    options += ("--address", f"{replay.address}/SyncFeed/2.0", "--official-address", f"{replay.address}/sru")
    output = run("update", str(letter), *options)
    assert "registered: 1 official publication (kst-35842-4) new, 1 unknown to the publisher" in output
    titled = [quad for quad in _graphs(tmp_path / "store")["graph/official-publications"] if "officialTitle" in quad]
    assert len(titled) == 1
    run("update", str(letter), *options)
    asked = [each.query["query"] for each in replay.asked if each.path == "/sru"]
    assert ["kst-35842-4" in each for each in asked] == [True, False]
    again = [quad for quad in _graphs(tmp_path / "store")["graph/official-publications"] if "officialTitle" in quad]
    assert again == titled


def test_an_update_names_what_it_could_not_read(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "brieven"
    folder.mkdir()
    (folder / "kapot.pdf").write_bytes(b"%PDF-1.7 nothing more")
    (folder / "leeg.txt").write_text("Lorem ipsum.\n", encoding="utf-8")
    options = ("--store", str(tmp_path / "store"), "--mirror", str(tmp_path / "mirror"), "--offline")
    output = run("update", str(folder), *options)
    assert re.search(r"not read: \S*kapot.pdf: ", output)
    assert re.search(r"nothing but its text was found in: leeg-\w{8}", output)


def test_a_second_update_at_the_same_time_stops_at_once(run: Any, tmp_path: Path) -> None:
    mirror = tmp_path / "mirror"
    mirror.mkdir()
    with (mirror / "lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        output = run("update", "--store", str(tmp_path / "store"), "--mirror", str(mirror), "--offline", code=1)
    assert "Another process is writing" in output


def test_fetch_says_what_is_new(run: Any, tmp_path: Path, server: Any, reply: Any) -> None:
    _feed(server, reply)
    options = ("--mirror", str(tmp_path / "m"), "--since", "2026-09-01", "--address", f"{server.address}/SyncFeed/2.0")
    output = run("fetch", *options)
    assert "new or changed: 1 Kamerstukdossier, 1 Document" in output
    about = (tmp_path / "m" / "letters" / "2026D11111.meta.toml").read_text("utf-8")
    assert 'identifier = "kst-32623-999"' in about
    assert json.dumps("Humanitaire hulp") in about


P31, P17 = "P31", "P17"


def _item(label: str, description: str, **targets: str) -> dict[str, Any]:
    claims = {
        name: [{"mainsnak": {"datavalue": {"value": {"id": target}}}, "rank": "normal"}]
        for name, target in targets.items()
    }
    named = {"labels": {"nl": {"value": label}}, "descriptions": {"nl": {"value": description}}}
    return {"aliases": {}, "claims": claims} | named


@pytest.fixture
def wikidata(server: Any, reply: Any) -> str:
    """A Wikidata that knows one field office; every registered body's item is of class Q100."""

    def entities(ids: str) -> bytes:
        known = {each: _item("x", "", P31="Q100") for each in ids.split("|")}
        known["Q1"] = _item("UNHCR-veldkantoor in Beiroet", "kantoor in Libanon", P31="Q100")
        return json.dumps({"entities": {each: known[each] for each in ids.split("|")}}).encode()

    class Entities:
        headers: ClassVar[dict[str, str]] = {}
        status, after, length, drip = 200, 0, None, None

        @property
        def body(self) -> bytes:
            return entities(server.asked[-1].query["ids"])

    server.on("/api", Entities(), where=lambda asked: asked.query["action"] == "wbgetentities")
    hits = json.dumps({"search": [{"id": "Q1"}]}).encode()
    server.on("/api", reply(hits), where=lambda asked: asked.query["action"] == "wbsearchentities")
    return f"{server.address}/api"


def test_a_candidate_is_proposed_accepted_published_and_made_an_entry_of_the_registry(
    run: Any, store: Path, tmp_path: Path, wikidata: str
) -> None:
    letter, review, entries = tmp_path / "brief.txt", tmp_path / "review.tsv", tmp_path / "entries.ttl"
    letter.write_text("Het UNHCR-veldkantoor in Beiroet werkt samen met Nederland.\n", encoding="utf-8")
    run("build", str(letter), "--add", "--store", str(store))
    options = ("--source", "wikidata", "--review", str(review), "--store", str(store))
    output = run("link", *options, "--online", "--address", wikidata)
    found = re.search(r"candidates without a decision in \S+: (\d+)", output)
    assert found
    assert int(found[1]) > 0
    rows = csv.DictReader(review.read_text("utf-8").splitlines(), delimiter="\t")
    line = next(each for each in rows if float(each["score"]) > 90)
    assert not any("sameAs" in quad for quad in _graphs(store).get("graph/wikidata", ()))
    candidate = f"{line['actor']}={line['item']}"
    output = run("link", *options, "--accept", candidate, "--entries", str(entries))
    assert "is current" in output
    same = [quad for quad in _graphs(store)["graph/wikidata"] if "sameAs" in quad]
    assert len(same) == 1
    assert f"/{line['actor']}> " in same[0]
    assert "/entity/Q1>" in same[0]
    (entry,) = [subject for subject in read_turtle(entries) if "/actor/" in subject]
    assert entry.endswith(line["actor"].replace("actor/x/", "/actor/"))
    run("link", *options, "--reject", candidate)
    assert "graph/wikidata" not in _graphs(store)
    assert "actor/none=Q5 is no candidate" in run("link", *options, "--accept", "actor/none=Q5", code=1)
