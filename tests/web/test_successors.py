"""A paper that was corrected or withdrawn says so, and leads to what takes its place."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from graph_builder.corpus.withdrawal import Withdrawal, withdraw
from graph_builder.describe import as_nquads, describe, describe_knowledge
from graph_builder.extract import extract, load_knowledge
from graph_builder.iris import Base
from graph_builder.read import read_file
from graph_builder.store import Store

from ..api.conftest import BASE, KG, Server, serving

OLD, NEW, GONE = (f"{BASE}paper/kst-32623-{number}" for number in ("376", "376-n1", "12"))
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
QUADS = f"""
<{OLD}> {TYPE} <{KG}Letter> <{BASE}document/kst-32623-376/graph> .
<{OLD}> <http://purl.org/dc/terms/isReplacedBy> <{NEW}> <{BASE}document/kst-32623-376/graph> .
<{NEW}> <http://www.w3.org/2000/01/rdf-schema#label> "Kamerbrief 32 623, nr. 376 (verbeterd)"@nl <{BASE}document/kst-32623-376/graph> .
<{BASE}document/kst-32623-376> <{KG}textOf> <{OLD}> <{BASE}document/kst-32623-376/graph> .
<{BASE}document/kst-32623-376> <{KG}sourceFormat> "txt" <{BASE}document/kst-32623-376/graph> .
<{BASE}document/kst-32623-376> <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString> "Een brief." <{BASE}document/kst-32623-376/graph> .
<{KG}Letter> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{KG}Paper> <https://w3id.org/kamergraaf/ontology> .
<{GONE}> {TYPE} <{KG}Letter> <{BASE}withdrawn> .
<{GONE}> <{KG}withdrawnOn> "2025-10-01"^^<http://www.w3.org/2001/XMLSchema#date> <{BASE}withdrawn> .
<{GONE}> <http://purl.org/dc/terms/isReplacedBy> <{NEW}> <{BASE}withdrawn> .
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = Store.open(tmp_path_factory.mktemp("successors") / "store", create=True)
    store.publish(QUADS.encode())
    with serving(store.path) as running:
        yield running


def test_a_corrected_letter_leads_to_its_correction(server: Server) -> None:
    page = httpx.get(f"{server.url}/page/paper/kst-32623-376").text
    assert (
        'Dit stuk is verbeterd en vervangen door <a href="/paper/kst-32623-376-n1">Kamerbrief 32 623, nr. 376 (verbeterd)</a>'
        in page
    )
    assert "Een brief." in page


def test_a_withdrawn_letter_says_when_and_what_takes_its_place(server: Server) -> None:
    page = httpx.get(f"{server.url}/page/paper/kst-32623-12").text
    assert "Dit stuk is ingetrokken op 1 oktober 2025." in page
    assert 'href="/paper/kst-32623-376-n1"' in page


WORDS = "Dutch Relief Alliance, het Nederlandse Rode Kruis"
LETTER = "kst-32623-376"
PLACES = (
    f"/page/document/{LETTER}",
    f"/page/paper/{LETTER}",
    f"/data/document/{LETTER}.nt",
    f"/annotations/{LETTER}",
    "/",
    "/letters",
    "/motions.csv",
    "/promises.csv",
    "/quality.csv",
    "/page/dossier/32623",
    "/page/actor/dutch-relief-alliance",
    "/queries/who-funds-whom.csv",
    "/feeds/documents.atom",
    "/feeds/motions.atom",
    "/feeds/actor/dutch-relief-alliance.atom",
    "/search.json?q=nederlandse rode kruis",
    "/search?q=nederlandse rode kruis",
    "/dump.nq.gz",
    "/sparql?query=SELECT * { ?s nif:anchorOf ?o }&format=csv",
)
"""Everything that shows what was read from a document."""


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory, letter_file: Path) -> Iterator[tuple[Server, dict[str, str]]]:
    """A server of the bundled letter, from which it was withdrawn while it ran; and what its addresses gave before."""
    knowledge = load_knowledge()
    letter = describe(extract(read_file(letter_file), knowledge), knowledge.vocabulary, Base())
    store = Store.open(tmp_path_factory.mktemp("withdrawn") / "store", create=True)
    store.publish(as_nquads([*letter, *describe_knowledge(Base())]))
    with serving(store.path) as running:
        wait_for(running, lambda: "Rode Kruis" in said(running, "/search.json?q=nederlandse rode kruis"))
        before = {place: said(running, place) for place in PLACES}
        generation = withdraw(store, Withdrawal(LETTER, date(2025, 10, 1), f"{LETTER}-n1"), Base()).name
        wait_for(running, lambda: generation in said(running, "/ready"))
        yield running, before


def said(server: Server, place: str) -> str:
    answer = httpx.get(server.url + place, headers={"accept": "text/html,*/*;q=0.5"}, timeout=60)
    if answer.status_code == httpx.codes.NOT_FOUND:
        return ""
    return (gzip.decompress(answer.content) if place.endswith(".gz") else answer.content).decode()


def wait_for(server: Server, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not done():
        assert time.monotonic() < deadline, server.log.read_text()
        time.sleep(0.1)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_withdrawn_is_gone_from_everything(taken: tuple[Server, dict[str, str]], place: str) -> None:
    server, before = taken
    words = (
        "Rode Kruis",
        f"document/{LETTER}",
        "Kabinetsbeleid ten aanzien van Syrië",
        "steun voor het OHCHR-veldkantoor",
    )
    assert any(each in before[place] for each in words)
    after = said(server, place)
    # The registry names the organisation as well; what the letter says of it is gone.
    left = [each for each in words[1:] if each in after]
    assert left == []
    assert WORDS not in after


def test_what_is_withdrawn_leaves_word_of_it(taken: tuple[Server, dict[str, str]]) -> None:
    server, _ = taken
    assert httpx.get(f"{server.url}/page/document/{LETTER}").status_code == 404
    page = said(server, f"/page/paper/{LETTER}")
    assert "Dit stuk is ingetrokken op 1 oktober 2025." in page
    assert f'href="/paper/{LETTER}-n1"' in page
