"""A paper that was corrected or withdrawn says so, and leads to what takes its place."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

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
