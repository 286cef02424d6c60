"""`/reconcile` over real HTTP, asked the way OpenRefine asks it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast
from urllib.parse import quote, urlencode

import httpx
import pytest

from api.errors import Problem
from api.front import Front
from api.rate import Rate
from api.reconcile import Reconciliation
from api.settings import Settings
from graph_builder.describe import as_nquads, describe_knowledge
from graph_builder.iris import Base
from graph_builder.store import Store
from tests.api.loops import run

from .conftest import BASE, KG, Server, serving

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def _motion(number: int, title: str) -> str:
    paper, record = f"<{BASE}paper/kst-32623-{number}>", f"<{BASE}record/tweede-kamer/2025Z{number}>"
    own, graph = f"<{BASE}document/x/graph>", f"<{BASE}graph/tweede-kamer>"
    return f"""
{paper} <{RDF_TYPE}> <{KG}Motion> {own} .
{paper} <{KG}identifier> "kst-32623-{number}" {own} .
{paper} <{KG}number> "{number}" {own} .
{paper} <{KG}dossierNumber> "32623" {own} .
{paper} <{KG}record> {record} {graph} .
{record} <{KG}officialTitle> "{title}" {graph} .
"""


@pytest.fixture(scope="module")
def served(new_store: Callable[[bytes], Store]) -> Iterator[Server]:
    """A server with the registry and a motion whose title only a source's record knows."""
    known = as_nquads(describe_knowledge(Base()))
    store = new_store(known + _motion(343, "Motie over bescherming van minderheden").encode())
    with serving(store.path) as running:
        yield running


def _post(server: Server, **queries: Any) -> dict[str, Any]:
    """Send a batch as OpenRefine does: a form with the JSON of the queries."""
    body = urlencode({"queries": json.dumps(queries)})
    response = httpx.post(f"{server.url}/reconcile", content=body, headers=FORM, timeout=60)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_the_manifest_leads_to_addresses_that_answer(served: Server) -> None:
    response = httpx.get(f"{served.url}/reconcile", headers={"origin": "http://127.0.0.1:3333"})
    manifest = response.json()
    assert response.headers["access-control-allow-origin"] == "*"
    assert "0.2" in manifest["versions"]
    assert manifest["identifierSpace"] == BASE
    for name, prefix in (("entity", "Euro"), ("type", "Motie"), ("property", "dossier")):
        about = manifest["suggest"][name]
        found = httpx.get(about["service_url"] + about["service_path"], params={"prefix": prefix}).json()
        assert found["result"], name
    proposing = manifest["extend"]["propose_properties"]
    proposed = httpx.get(proposing["service_url"] + proposing["service_path"], params={"type": "Motion", "limit": 2})
    assert len(proposed.json()["properties"]) == 2


@pytest.mark.parametrize("encode", [str, lambda id_: quote(id_, safe="")])
def test_an_id_in_the_manifest_s_templates_leads_to_a_page(served: Server, encode: Callable[[str], str]) -> None:
    manifest = httpx.get(f"{served.url}/reconcile").json()
    preview = httpx.get(manifest["preview"]["url"].replace("{{id}}", encode("actor/european-union")))
    assert "Europese Unie" in preview.text
    assert "frame-ancestors" not in preview.headers["content-security-policy"]
    view = manifest["view"]["url"].replace("{{id}}", encode("actor/european-union"))
    sent_on = httpx.get(view)
    assert (sent_on.status_code, sent_on.headers["location"]) == (303, f"{served.url}/actor/european-union")
    thing = httpx.get(view, headers={"accept": "text/turtle"}, follow_redirects=True)
    assert "Europese Unie" in thing.text


def test_a_batch_with_types_and_properties_is_matched(served: Server) -> None:
    found = _post(
        served,
        q0={"query": "Europese Unie", "type": "Organisation", "type_strict": "should"},
        q1={"query": "32 623", "type": "Motion", "properties": [{"pid": "number", "v": "343"}], "limit": 3},
        q2={"query": "Motie over bescherming van minderheden"},
        q3={"query": "VVD", "properties": [{"pid": "sameAs", "v": {"id": "Q275441", "name": "VVD"}}]},
        q4={"query": "zzzzzzz"},
    )
    best = {name: each["result"][0]["id"] for name, each in found.items() if each["result"]}
    assert best["q0"] == "actor/european-union"
    assert (best["q1"], best["q2"], best["q3"]) == ("paper/kst-32623-343", "paper/kst-32623-343", "actor/vvd")
    assert found["q4"] == {"result": []}
    top = found["q0"]["result"][0]
    assert (top["match"], top["name"], top["score"]) == (True, "Europese Unie", 100)
    assert {"id": "Organisation", "name": "organisatie"} in top["type"]


def test_a_batch_by_get(served: Server) -> None:
    batch = json.dumps({"q0": {"query": "Europese Unie", "limit": 1}})
    found = httpx.get(f"{served.url}/reconcile", params={"queries": batch}).json()
    assert [each["id"] for each in found["q0"]["result"]] == ["actor/european-union"]


def test_values_are_fetched_for_a_column(served: Server) -> None:
    asked = {"ids": ["paper/kst-32623-343"], "properties": [{"id": "dossierNumber"}, {"id": "identifier"}]}
    found = httpx.post(f"{served.url}/reconcile", content=urlencode({"extend": json.dumps(asked)}), headers=FORM).json()
    assert [each["id"] for each in found["meta"]] == ["dossierNumber", "identifier"]
    row = found["rows"]["paper/kst-32623-343"]
    assert row == {"dossierNumber": [{"str": "32623"}], "identifier": [{"str": "kst-32623-343"}]}


def test_suggestions_go_on_at_a_cursor(served: Server) -> None:
    address = f"{served.url}/reconcile/suggest/entity"
    first = httpx.get(address, params={"prefix": "ministerie"}).json()["result"]
    rest = httpx.get(address, params={"prefix": "ministerie", "cursor": "1"}).json()["result"]
    assert first[1:] == rest[: len(first) - 1]
    assert len(first) > 2


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/reconcile?queries=x", 400, "is no JSON"),
        ("/reconcile?queries=%5B%5D", 400, "is no JSON object"),
        ("/reconcile?extend=%7B%7D", 400, "names ids and properties"),
        ("/reconcile/suggest/entity", 400, "?prefix="),
        ("/reconcile/suggest/entity?prefix=a&cursor=-1", 400, "cursor is a whole number"),
        ("/reconcile/preview?id=actor/none", 404, "no actor or paper 'actor/none'"),
        ("/reconcile/nothing", 404, "There is nothing at /reconcile/nothing"),
    ],
)
def test_errors(served: Server, path: str, status: int, words: str) -> None:
    response = httpx.get(served.url + path)
    assert (response.status_code, words in response.json()["detail"]) == (status, True)


def test_other_methods_and_bodies_are_refused(served: Server) -> None:
    assert httpx.put(f"{served.url}/reconcile").headers["allow"] == "GET, HEAD, POST"
    assert httpx.post(f"{served.url}/reconcile/suggest/type").status_code == 405
    assert httpx.post(f"{served.url}/reconcile", json=[]).status_code == 415
    assert httpx.head(f"{served.url}/reconcile").status_code == 200


class _Backend:
    """Gives one graph, and counts how often it was asked for it."""

    generation, cacheable = "1", False

    def __init__(self, *, truncated: bool = False, timeout: float = 30) -> None:
        self.settings = Settings.model_construct(timeout=timeout)
        self.asked, self._truncated = 0, truncated
        self.fail_from = 1_000

    def job(self, query: str, prefixes: dict[str, str], **options: object) -> dict[str, object]:
        return {"query": query} | options

    async def fetch(self, job: dict[str, object]) -> tuple[dict[str, bool], bytes]:
        self.asked += 1
        if self.asked >= self.fail_from:
            raise Problem(503, "down")
        triple = f'<{BASE}paper/x> <{RDF_TYPE}> <{KG}Motion> .\n<{BASE}paper/x> <{KG}identifier> "x" .'
        return {"truncated": self._truncated}, triple.encode()


def _ask(backend: _Backend, *batches: dict[str, Any]) -> list[httpx.Response]:
    """Ask the application itself, without a server."""

    async def answer() -> list[httpx.Response]:
        app = Front(
            Reconciliation(cast("Any", backend), lambda _: "http://x"), {}, cast("Any", _Metrics()), Rate(0), []
        )
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
            return [await client.get("/reconcile", params={"queries": json.dumps(each)}) for each in batches]

    return run(answer())


class _Metrics:
    def record(self, *_: object) -> None:
        pass


def test_a_batch_over_its_time_is_stopped() -> None:
    (response,) = _ask(_Backend(timeout=-1), {"q0": {"query": "x"}})
    assert (response.status_code, response.json()["limit"]) == (503, "time")


def test_a_graph_with_too_much_to_match_is_refused_in_one_sentence() -> None:
    (response,) = _ask(_Backend(truncated=True), {"q0": {"query": "x"}})
    assert (response.status_code, response.json()["limit"]) == (503, "size")


def test_another_store_is_read_again_when_what_was_read_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    backend, batch = _Backend(), {"q0": {"query": "x"}}
    responses = _ask(backend, batch, batch)
    assert [each.json()["q0"]["result"][0]["id"] for each in responses] == ["paper/x", "paper/x"]
    assert backend.asked == 1
    monkeypatch.setattr("api.reconcile.FRESH", 0)
    _ask(backend, batch, batch)
    assert backend.asked > 2


def test_what_was_read_goes_on_while_a_new_graph_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("api.reconcile.FRESH", 0)
    backend, batch = _Backend(), {"q0": {"query": "x"}}
    backend.fail_from = 2
    responses = _ask(backend, batch, batch, batch)
    assert [each.status_code for each in responses] == [200, 200, 200]
    assert "names are matched to an earlier graph: down" in caplog.text


def test_queries_are_answered_while_a_batch_is_matched(served: Server) -> None:
    batch = {f"q{at}": {"query": f"ministerie van buitenlandse {at} zaken"} for at in range(100)}
    with ThreadPoolExecutor(2) as pool:
        matching = [pool.submit(_post, served, **batch) for _ in range(2)]
        answered = 0
        while not all(each.done() for each in matching):
            answered += served.query("ASK { ?s ?p ?o }").json()["boolean"]
    assert answered > 0
    assert all(len(each.result()) == 100 for each in matching)


def test_a_new_generation_is_matched_against(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(_motion(1, "Motie over bijen").encode())
    with serving(store.path) as running:
        assert _post(running, q0={"query": "Motie over hommels"})["q0"]["result"][0]["id"] == "paper/kst-32623-1"
        store.publish(_motion(2, "Motie over hommels").encode())
        deadline = time.monotonic() + 30
        best: dict[str, Any] = {}
        while time.monotonic() < deadline and best.get("id") != "paper/kst-32623-2":
            best = _post(running, q0={"query": "Motie over hommels"})["q0"]["result"][0]
            time.sleep(0.05)
    assert (best["id"], best["match"]) == ("paper/kst-32623-2", True)


def test_another_store_s_graph_is_matched_against(served: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(f"{served.url}/sparql", folder=tmp_path_factory.mktemp("remote")) as running:
        best = _post(running, q0={"query": "Motie over bescherming van minderheden"})["q0"]["result"][0]
    assert (best["id"], best["match"]) == ("paper/kst-32623-343", True)
