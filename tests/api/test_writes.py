"""Writes: for who bears the token, atomic, validated, each a new generation."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from graph_builder.store import Store

from .conftest import KG, Server, graph_of, rows, serving

TOKEN = "a token"
BEARER = {"authorization": f"Bearer {TOKEN}"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s <urn:value> ?v }"
BROKEN = f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:money> a <{KG}Money> ; <{KG}value> 5 }} }}"


@pytest.fixture(scope="module")
def running(new_store: Callable[[bytes], Store]) -> Iterator[Server]:
    with serving(new_store(graph_of(10)).path, token=TOKEN, poll=0.05) as running:
        yield running


@pytest.fixture
def writable(running: Server) -> Server:
    """A server that takes writes, with the same graph for each test."""
    generation = running.store.publish(graph_of(10))
    running.store.prune(1)
    deadline = time.monotonic() + 20
    while (
        f"kamergraaf_generation {float(generation.manifest.number)}\n" not in httpx.get(f"{running.url}/metrics").text
    ):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return running


def update(server: Server, text: str, headers: dict[str, str] = BEARER) -> httpx.Response:
    kind = {"content-type": "application/sparql-update"}
    return httpx.post(f"{server.url}/update", content=text, headers=headers | kind, timeout=60)


def count(server: Server) -> int:
    return int(rows(server.query(COUNT))[0]["n"])


def test_an_update_is_there_at_once_and_is_a_generation(writable: Server) -> None:
    response = update(writable, "INSERT DATA { GRAPH <urn:numbers> { <urn:n:10> <urn:value> 10 } }")
    assert response.status_code == 204
    assert response.headers["x-generation"] == writable.store.current().name
    assert count(writable) == 11
    assert len(writable.store.generations()) == 2
    assert update(writable, "DELETE WHERE { GRAPH ?g { ?n <urn:value> 10 } }").status_code == 204
    assert count(writable) == 10


def test_an_update_that_changes_nothing_makes_no_generation(writable: Server) -> None:
    assert update(writable, "DELETE DATA { <urn:nothing> <urn:value> 1 }").status_code == 204
    assert len(writable.store.generations()) == 1


@pytest.mark.parametrize(
    "token", ["", "Bearer", "Bearer wrong", "Basic a token", "Bearer a token "[:-2], "bearer A TOKEN"]
)
def test_without_the_right_token_nothing_is_written(writable: Server, token: str) -> None:
    for method, path in (
        ("POST", "/update"),
        ("PUT", "/graph-store?default"),
        ("DELETE", "/graph-store?graph=urn:numbers"),
    ):
        response = httpx.request(method, writable.url + path, headers={"authorization": token})
        assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert len(writable.store.generations()) == 1


def test_writes_are_off_by_default(server: Server) -> None:
    for method, path in (("POST", "/update"), ("PUT", "/graph-store?default"), ("DELETE", "/graph-store?default")):
        response = httpx.request(method, server.url + path, headers=BEARER)
        assert response.status_code == 403
        assert "KAMERGRAAF_TOKEN" in response.json()["detail"]


def test_a_violation_is_refused_with_the_report(writable: Server) -> None:
    before = writable.store.current_name()
    response = update(writable, BROKEN)
    assert response.status_code == 422
    problem = response.json()
    assert problem["report"]["conforms"] is False
    assert {result["severity"] for result in problem["report"]["results"]} >= {"violation"}
    assert "urn:money" in str(problem["report"])
    assert writable.store.current_name() == before
    assert rows(writable.query("SELECT * { <urn:money> ?p ?o }")) == []


def test_a_write_is_checked_by_whoever_made_the_one_before(writable: Server) -> None:
    for number in range(3):
        amount = f'<urn:amount:{number}> a kg:Money ; kg:value {number}.5 ; kg:currency "EUR"'
        assert update(writable, f"INSERT DATA {{ GRAPH <urn:amounts> {{ {amount} }} }}").status_code == 204
    bad = update(writable, 'INSERT DATA { GRAPH <urn:amounts> { <urn:bad> a kg:Money ; kg:currency "EUR" } }')
    assert bad.status_code == 422


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("INSERT DATA { <urn:a> <urn:b> }", 400, "malformed at line 1, column 31"),
        ("INSERT DATA { <urn:a> <urn:b> 1 } ;\nDELETE WHERE { ?s ?p }", 400, "line 2, column 22"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }\nCLEAR ALL", 400, "'CLEAR' is not expected here"),
        ("LOAD <http://127.0.0.1:9/x>", 403, "LOAD is refused"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("DROP GRAPH <urn:nowhere>", 400, "does not exist"),
        ("INSERT DATA {" * 300, 400, "deep"),
    ],
)
def test_bad_updates(writable: Server, text: str, status: int, words: str) -> None:
    response = update(writable, text)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert words in response.json()["detail"]
    assert len(writable.store.generations()) == 1


def test_a_failed_operation_undoes_the_whole_update(writable: Server) -> None:
    text = "INSERT DATA { GRAPH <urn:numbers> { <urn:n:99> <urn:value> 99 } } ; CREATE GRAPH <urn:numbers>"
    assert update(writable, text).status_code == 400
    assert count(writable) == 10


def test_readers_see_before_or_after_never_between(writable: Server) -> None:
    seen, stop = set(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(count(writable))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    data = " ".join(f"<urn:n:{number}> <urn:value> {number} ." for number in range(10, 500))
    for _ in range(3):
        assert update(writable, f"INSERT DATA {{ GRAPH <urn:numbers> {{ {data} }} }}").status_code == 204
        text = "DELETE { GRAPH ?g { ?s <urn:value> ?v } } WHERE { GRAPH ?g { ?s <urn:value> ?v FILTER(?v >= 10) } }"
        assert update(writable, text).status_code == 204
    stop.set()
    for reader in readers:
        reader.join()
    assert seen == {10, 500}


def test_writes_at_the_same_time_all_count(writable: Server) -> None:
    def write(number: int) -> None:
        text = f"INSERT DATA {{ GRAPH <urn:numbers> {{ <urn:n:{number}> <urn:value> {number} }} }}"
        assert update(writable, text).status_code == 204

    writers = [threading.Thread(target=write, args=(number,)) for number in range(100, 106)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert count(writable) == 16


def test_a_write_after_another_process_has_published(writable: Server) -> None:
    writable.store.publish(graph_of(30))
    update(writable, "INSERT DATA { GRAPH <urn:numbers> { <urn:n:x> <urn:value> 5 } }")
    assert count(writable) == 31


def test_graph_store(writable: Server) -> None:
    url, graph = f"{writable.url}/graph-store", {"graph": "urn:new"}
    turtle = BEARER | {"content-type": "text/turtle"}
    with httpx.Client(timeout=60) as client:
        assert client.get(url, params=graph).status_code == 404
        assert client.put(url, params=graph, content="<urn:a> <urn:p> 1 .", headers=turtle).status_code == 201
        assert client.put(url, params=graph, content="<urn:a> <urn:p> 2 .", headers=turtle).status_code == 204
        assert client.post(url, params=graph, content="<urn:a> <urn:p> 3 .", headers=turtle).status_code == 204
        found = client.get(url, params=graph, headers={"accept": "application/n-triples"})
        assert sorted(line.split('"')[1] for line in found.text.splitlines()) == ["2", "3"]
        assert client.head(url, params=graph).status_code == 200
        patch = client.patch(
            url,
            params=graph,
            content="DELETE { ?s ?p 2 } INSERT { ?s ?p 4 } WHERE { ?s ?p 2 }",
            headers=BEARER | {"content-type": "application/sparql-update"},
        )
        assert patch.status_code == 204
        assert {row["o"] for row in rows(writable.query("SELECT ?o { GRAPH <urn:new> { ?s ?p ?o } }"))} == {"3", "4"}
        made = client.post(url, content="<> <urn:p> 1 .", headers=turtle)
        assert made.status_code == 201
        assert made.headers["location"].startswith(f"{url}/")
        assert client.get(made.headers["location"]).status_code == 200
        assert client.delete(url, params=graph, headers=BEARER).status_code == 204
        assert client.delete(url, params=graph, headers=BEARER).status_code == 404


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "PUT", "params": {"graph": "urn:g"}, "content": "<urn:a> <urn:b>"}, 400),
        ({"method": "PUT", "params": {"graph": "urn:g"}, "headers": {"content-type": "application/pdf"}}, 415),
        ({"method": "PUT", "params": {"graph": "not an iri\n"}}, 400),
        ({"method": "PUT"}, 400),
        ({"method": "PUT", "params": {"graph": "urn:g", "default": ""}}, 400),
        ({"method": "PATCH", "params": {"graph": "urn:numbers"}, "content": "CLEAR ALL"}, 415),
        ({"method": "GET", "params": {"graph": "urn:numbers"}, "headers": {"accept": "image/png"}}, 406),
        ({"method": "TRACE"}, 405),
    ],
)
def test_bad_graph_store_requests(writable: Server, request_: dict[str, object], status: int) -> None:
    headers = BEARER | {"content-type": "text/turtle"} | dict(request_.pop("headers", {}))  # type: ignore[call-overload]
    response = httpx.request(url=f"{writable.url}/graph-store", headers=headers, **request_)  # type: ignore[arg-type]
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_remote_contexts_of_json_ld_are_refused(writable: Server) -> None:
    content = '{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "urn:a", "name": "x"}'
    response = httpx.put(
        f"{writable.url}/graph-store?graph=urn:g",
        content=content,
        headers=BEARER | {"content-type": "application/ld+json"},
        timeout=60,
    )
    assert response.status_code == 400
    assert "this server fetches nothing" in response.json()["detail"]
    assert len(writable.store.generations()) == 1


def test_a_store_on_disk_is_written_too(new_store: Callable[[bytes], Store]) -> None:
    with serving(new_store(graph_of(10)).path, token=TOKEN, memory_budget=0) as server:
        for number in (10, 11):
            text = f"INSERT DATA {{ GRAPH <urn:numbers> {{ <urn:n:{number}> <urn:value> {number} }} }}"
            assert update(server, text).status_code == 204
            assert count(server) == number + 1
        assert server.store.current().index.is_dir()
        assert not list((server.store.path / "generations").glob(".new-*"))


def test_a_store_that_cannot_be_written_is_told_apart_from_one_that_is_being_written(writable: Server) -> None:
    shards = writable.store.path / "shards"
    kept = shards.rename(shards.with_name("kept"))
    shards.write_bytes(b"")
    try:
        refused = update(writable, "INSERT DATA { <urn:a> <urn:value> 1 }")
    finally:
        shards.unlink()
        kept.rename(shards)
    assert refused.status_code == 507
    assert f"{writable.store.path} cannot be written" in refused.json()["detail"]
    assert update(writable, "INSERT DATA { <urn:a> <urn:value> 1 }").status_code == 204


def test_old_generations_are_pruned(new_store: Callable[[bytes], Store]) -> None:
    with serving(new_store(graph_of(10)).path, token=TOKEN, keep=2) as server:
        for number in range(10, 14):
            text = f"INSERT DATA {{ GRAPH <urn:numbers> {{ <urn:n:{number}> <urn:value> {number} }} }}"
            assert update(server, text).status_code == 204
        assert [each.manifest.number for each in server.store.generations()] == [4, 5]


def commands() -> Iterator[str]:
    """The command lines of all processes."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield (folder / "cmdline").read_bytes().decode(errors="replace")


def test_everything_ends_with_the_server(new_store: Callable[[bytes], Store]) -> None:
    with serving(new_store(graph_of(10)).path, token=TOKEN) as server:
        update(server, "INSERT DATA { <urn:a> <urn:value> 1 }")
        update(server, "INSERT DATA { <urn:a> <urn:value> 2 }")
        path = str(server.store.path)
    deadline = time.monotonic() + 20
    while left := [line for line in commands() if path in line]:
        assert time.monotonic() < deadline, left
        time.sleep(0.1)
