"""The server follows the store: a new generation is picked up without a failed request."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from graph_builder.store import Store

from .conftest import Server, awaited, damage, graph_of, rows, serving

COUNT = "SELECT (COUNT(*) AS ?n) { ?s <urn:value> ?v }"


def count(server: Server) -> int:
    return int(rows(server.query(COUNT))[0]["n"])


def wait_for(server: Server, number: int) -> None:
    deadline = time.monotonic() + 30
    while count(server) != number:
        assert time.monotonic() < deadline, f"the server did not move to {number}"
        time.sleep(0.05)


def one_runs(server: Server) -> bool:
    return "queries_running 1.0" in httpx.get(f"{server.url}/metrics").text


def loader(server: Server) -> int:
    """The process that holds the generation and is forked into workers."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    [found] = [each for each in children if b"api.workers.zygote" in Path(f"/proc/{each}/cmdline").read_bytes()]
    return int(found)


def test_a_new_generation_is_served_without_a_failed_request(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(graph_of(10))
    with serving(store.path, poll=0.1) as server:
        failed, seen, stop = [], set(), threading.Event()

        def keep_asking() -> None:
            with httpx.Client() as client:
                while not stop.is_set():
                    response = client.get(f"{server.url}/sparql", params={"query": COUNT})
                    if response.status_code != 200:
                        failed.append(response.text)
                    else:
                        seen.add(int(rows(response)[0]["n"]))

        asking = [threading.Thread(target=keep_asking) for _ in range(3)]
        for thread in asking:
            thread.start()
        first = server.query(COUNT).headers["etag"]
        store.publish(graph_of(20))
        wait_for(server, 20)
        stop.set()
        for thread in asking:
            thread.join()
        assert (failed, seen) == ([], {10, 20})
        assert server.query(COUNT, headers={"if-none-match": first}).status_code == 200
        store.rollback()
        wait_for(server, 10)
        assert server.query(COUNT, headers={"if-none-match": first}).status_code == 304


def test_a_store_on_disk_is_followed_too(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(graph_of(10))
    with serving(store.path, poll=0.1, memory_budget=0) as server:
        for size in (20, 30):
            store.publish(graph_of(size))
            wait_for(server, size)


def test_a_running_query_is_finished_on_its_own_generation(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(graph_of(60))
    long = "SELECT (COUNT(*) AS ?n) { ?w <urn:value> ?a . ?x <urn:value> ?b . ?y <urn:value> ?c . ?z <urn:value> ?d }"
    with serving(store.path, poll=0.1, slow_after=60) as server:
        answers: list[httpx.Response] = []
        running = threading.Thread(target=lambda: answers.append(server.query(long)))
        running.start()
        assert awaited(lambda: bool(answers) or one_runs(server))
        store.publish(graph_of(5))
        wait_for(server, 5)
        running.join()
        assert rows(answers[0]) == [{"n": str(60**4)}]


def test_a_damaged_generation_is_not_served(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(graph_of(10))
    with serving(store.path, poll=0.1) as server:
        store.publish(graph_of(20))
        damage(store)
        time.sleep(1)
        wait_for(server, 10)
        store.publish(graph_of(30))
        wait_for(server, 30)


def test_the_server_recovers_when_its_processes_are_killed(new_store: Callable[[bytes], Store]) -> None:
    with serving(new_store(graph_of(10)).path, poll=0.1) as server:
        os.kill(loader(server), signal.SIGKILL)
        deadline = time.monotonic() + 30
        while server.query(COUNT).status_code != 200:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert count(server) == 10


def test_readiness_fails_where_queries_do(new_store: Callable[[bytes], Store]) -> None:
    with serving(new_store(graph_of(10)).path, poll=600, queue_wait=1) as server:
        os.kill(loader(server), signal.SIGKILL)
        deadline = time.monotonic() + 30
        while (ready := httpx.get(f"{server.url}/ready", timeout=30)).status_code == 200:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert (ready.status_code, ready.headers["content-type"]) == (503, "application/problem+json")
        assert server.query(COUNT).status_code == 503
        assert httpx.get(f"{server.url}/health").status_code == 200


def test_stopping_lets_a_query_finish(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(graph_of(50))
    long = "SELECT (COUNT(*) AS ?n) { ?w <urn:value> ?a . ?x <urn:value> ?b . ?y <urn:value> ?c . ?z <urn:value> ?d }"
    answers: list[httpx.Response] = []
    with serving(store.path, slow_after=60) as server:
        running = threading.Thread(target=lambda: answers.append(server.query(long)))
        running.start()
        assert awaited(lambda: bool(answers) or one_runs(server))
    running.join()
    assert rows(answers[0]) == [{"n": str(50**4)}]
