"""A text of 200,000 words has its page like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from graph_builder.store import Store

from ..api.conftest import BASE, KG, Server, serving

SENTENCE = "Nederland steunt in nauwe samenwerking met anderen de bevolking van Syrië, met geld. "
SENTENCES = 15_400
EVERY = 10
"""Of this many sentences one is a statement; each names a state."""
DOCUMENT = f"{BASE}document/lang"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def quads() -> Iterator[str]:
    text = SENTENCE * SENTENCES
    yield f'<{DOCUMENT}> <{NIF}isString> "{text}"'
    yield f"<{DOCUMENT}> {TYPE} <{KG}Document>"
    yield f'<{DOCUMENT}> <{KG}sourceFormat> "txt"'
    yield f"<{KG}Document> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{KG}Thing>"
    for at in range(0, len(text), len(SENTENCE)):
        mention = f"{DOCUMENT}#mention-{at}-{at + 9}-state"
        yield f"<{mention}> <{KG}statedIn> <{DOCUMENT}>"
        yield f'<{mention}> <{KG}mentionType> "State"'
        yield f"<{mention}> <http://www.w3.org/2005/11/its/rdf#taIdentRef> <{BASE}actor/netherlands>"
        if at % (EVERY * len(SENTENCE)) == 0:
            statement = f"{DOCUMENT}#statement-{at}-support-1"
            yield f"<{statement}> {TYPE} <{KG}Support>"
            yield f"<{statement}> <{KG}statedIn> <{DOCUMENT}>"
            yield f"<{statement}> <{KG}evidence> <{DOCUMENT}#char={at},{at + len(SENTENCE) - 2}>"
            yield f"<{statement}> <{KG}agent> <{BASE}actor/netherlands>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = Store.open(tmp_path_factory.mktemp("long") / "store", create=True)
    store.publish("".join(f"{quad} <{DOCUMENT}/graph> .\n" for quad in quads()).encode())
    with serving(store.path) as running:
        yield running


def test_a_text_of_two_hundred_thousand_words_is_shown_whole(server: Server) -> None:
    text = SENTENCE * SENTENCES
    assert len(text.split()) > 200_000
    page = httpx.get(f"{server.url}/page/document/lang", timeout=120).text
    body = page.partition('<div class="text" id="text" lang="nl">')[2].partition("</div>")[0]
    assert re.sub(r"<[^>]*>", "", body) == text
    assert page.count('<article class="statement"') == SENTENCES // EVERY


def test_while_it_is_put_together_others_are_answered(server: Server) -> None:
    with (
        httpx.Client(base_url=server.url, timeout=120) as client,
        client.stream("GET", "/page/document/lang") as answer,
    ):
        assert client.get("/health").json() == {"status": "alive"}
        assert answer.status_code == 200
