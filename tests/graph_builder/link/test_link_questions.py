"""The questions that links make possible, on the recorded motion and its vote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from graph_builder.ask import Rows, ask_store
from graph_builder.iris import DEFAULT_BASE, Base
from graph_builder.questions import load_questions

SAID = '; kg:contentWord "veldkantoor"'
REGISTRY = Path(__file__).parents[3] / "ontology" / "actors"


@pytest.fixture
def ask(letter_and_record: Any) -> Any:
    def run(name: str, store: ox.Store | None = None, /, **values: str) -> list[dict[str, str]]:
        if store is None:
            store = ox.Store()
            store.extend(letter_and_record(SAID, whole=True))
            _add_registry(store, "parties.ttl")
        question = next(each for each in load_questions() if each.name == name)
        answer = ask_store(store, question.bind(values), Base())
        assert isinstance(answer, Rows)
        return [
            {key: value.value for key, value in zip(answer.variables, row, strict=True) if value is not None}
            for row in answer.rows
        ]

    return run


def _add_registry(store: ox.Store, name: str) -> None:
    for triple in ox.parse(path=REGISTRY / name, format=ox.RdfFormat.TURTLE):
        store.add(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(f"{DEFAULT_BASE}registry")))


def test_the_vote_by_party_on_a_motion_that_is_carried_out(ask: Any) -> None:
    rows = ask("vote-on-motions-carried-out")
    assert len(rows) == 15
    assert {(row["number"], row["outcome"]) for row in rows} == {("kst-99999-7", "Stemmen - aangenomen")}
    assert {row["title"] for row in rows} == {"Motie van het lid Jansen c.s. over steun voor het OHCHR-veldkantoor"}
    votes = [row["choice"] for row in rows]
    assert (votes.count("Voor"), votes.count("Tegen")) == (14, 1)
    known = {row["party"]: row["choice"] for row in rows if not row["party"].startswith("fractie ")}
    assert known == {"ChristenUnie": "Voor", "Socialistische Partij": "Voor", "Partij voor de Dieren": "Voor"}


def test_an_adopted_motion_that_no_document_mentions(ask: Any, letter_and_record: Any) -> None:
    assert ask("motions-adopted-unmentioned") == []
    store = ox.Store()
    store.extend(letter_and_record(SAID, number=8, whole=True))
    (row,) = ask("motions-adopted-unmentioned", store)
    assert (row["number"], row["submitted"]) == ("kst-99999-7", "2025-04-09")
    assert sorted(row["submitters"].split(", ")) == ["jansen", "pietersen"]


def test_whose_motions_a_minister_carries_out_most(ask: Any) -> None:
    (row,) = ask("linked-submitters-of-carried-out")
    assert (row["sender"], row["motions"], row["numbers"]) == ("minister van Buitenlandse Zaken", "1", "kst-99999-7")
    assert row["who"].endswith("actor/tk-65129918-f256-4975-9da4-488da34d6695")


def test_the_papers_of_a_dossier_in_order(ask: Any) -> None:
    (row,) = ask("linked-dossier-papers", dossier="dossier/99999")
    assert (row["dossierTitle"], row["number"], row["kind"]) == ("Testdossier Kamergraaf", "7", "Motie")
    assert row["date"] == "2025-04-09"


@pytest.fixture
def wikidata(shared: Path) -> Iterator[str]:
    """A SPARQL endpoint on this machine that knows of Wikidata what was recorded of it."""
    store = ox.Store()
    recorded = json.loads((shared / "recordings" / "wikidata" / "sparql-kabinetten-nl.json").read_bytes())
    for row in recorded["results"]["bindings"]:
        item = ox.NamedNode(row["item"]["value"])
        store.add(ox.Quad(item, ox.NamedNode("http://www.wikidata.org/prop/direct/P31"), ox.NamedNode("urn:cabinet")))
        for name, property_ in (("start", "P580"), ("end", "P582")):
            if name in row:
                moment = ox.Literal(row[name]["value"], datatype=ox.NamedNode(row[name]["datatype"]))
                store.add(ox.Quad(item, ox.NamedNode(f"http://www.wikidata.org/prop/direct/{property_}"), moment))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            query = parse_qs(body)["query"][0] if body.startswith("query=") else body
            answer = store.query(query).serialize(format=ox.QueryResultsFormat.JSON) or b""
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()


def test_the_graph_is_joined_with_wikidata(wikidata: str) -> None:
    store = ox.Store()
    _add_registry(store, "dutch-cabinets.ttl")
    question = next(each for each in load_questions() if each.name == "linked-wikidata")
    query = question.bind({"item": "http://www.wikidata.org/entity/Q126527270"})
    answer = ask_store(store, query.replace("https://query.wikidata.org/sparql", wikidata), Base())
    assert isinstance(answer, Rows)
    ((label, actor, item, start, end, *_),) = answer.rows
    assert (label and label.value, actor and actor.value) == ("kabinet-Schoof", f"{DEFAULT_BASE}actor/kabinet-schoof")
    assert (start and start.value, end and end.value) == ("2024-07-02T00:00:00Z", "2026-02-23T00:00:00Z")
    assert item is not None
