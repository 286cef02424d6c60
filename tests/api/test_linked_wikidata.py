"""The question that joins this graph with Wikidata, over HTTP, where its endpoint is allowed and where it is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_builder.questions import load_questions
from graph_builder.store import Store

from .conftest import BASE, KG, LABEL, Server, rows, serving

PROPERTY = "http://www.wikidata.org/prop/direct/"
SCHOOF = "http://www.wikidata.org/entity/Q126527270"
HOME = "https://query.wikidata.org/sparql"


def _recorded(shared: Path) -> bytes:
    """What was recorded of Wikidata's cabinets, as statements."""
    answer = json.loads((shared / "recordings" / "wikidata" / "sparql-kabinetten-nl.json").read_bytes())
    lines = []
    for row in answer["results"]["bindings"]:
        item = f"<{row['item']['value']}>"
        lines.append(f"{item} <{PROPERTY}P31> <urn:cabinet> .")
        for name, number in (("start", "P580"), ("end", "P582")):
            if name in row:
                lines.append(f'{item} <{PROPERTY}{number}> "{row[name]["value"]}"^^<{row[name]["datatype"]}> .')
    return "\n".join(lines).encode() + b"\n"


@pytest.fixture(scope="module")
def wikidata(new_store: Callable[[bytes], Store], shared: Path) -> Iterator[Server]:
    """A SPARQL endpoint on this machine with the recorded data."""
    with serving(new_store(_recorded(shared)).path) as running:
        yield running


@pytest.fixture(scope="module")
def store(new_store: Callable[[bytes], Store]) -> Store:
    """A cabinet of the registry, and a letter that mentions it."""
    cabinet = f"<{BASE}actor/kabinet-schoof>"
    return new_store(
        f"""<{BASE}document/x> <{KG}mentions> {cabinet} <{BASE}document/x/graph> .
{cabinet} <{LABEL}> "kabinet-Schoof"@nl <{BASE}registry/graph> .
{cabinet} <http://www.w3.org/2002/07/owl#sameAs> <{SCHOOF}> <{BASE}registry/graph> .
""".encode()
    )


def _query(endpoint: str) -> str:
    question = next(each for each in load_questions() if each.name == "linked-wikidata")
    return question.bind({"item": SCHOOF}).replace(HOME, endpoint)


def test_an_allowed_wikidata_is_joined_with_the_letters(store: Store, wikidata: Server) -> None:
    endpoint = f"{wikidata.url}/sparql"
    with serving(store.path, service_allow=endpoint) as running:
        (row,) = rows(running.query(_query(endpoint)))
    assert (row["actor"], row["label"], row["documents"]) == (f"{BASE}actor/kabinet-schoof", "kabinet-Schoof", "1")
    assert (row["start"][:10], row["end"][:10]) == ("2024-07-02", "2026-02-23")


def test_what_is_not_on_the_list_is_not_asked(store: Store, wikidata: Server) -> None:
    with serving(store.path, service_allow=HOME) as running:
        response = running.query(_query(f"{wikidata.url}/sparql"))
    assert (response.status_code, "SERVICE" in response.json()["detail"]) == (403, True)
