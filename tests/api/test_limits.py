"""Limits hold: what goes over one is stopped, told, and leaves the rest untouched."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from graph_builder.store import Store

from .conftest import Server, awaited, graph_of, rows, serving

HEAVY = """SELECT (SUM(?a * ?b * ?c * ?d) AS ?n) {
  ?w <urn:value> ?a . ?x <urn:value> ?b . ?y <urn:value> ?c . ?z <urn:value> ?d
}"""
LENGTHY = """SELECT (COUNT(*) AS ?n) {
  ?x <urn:value> ?a . ?y <urn:value> ?b . ?z <urn:value> ?c FILTER(?a < ?b + 1000 && ?c < 5)
}"""
LONG = "SELECT * { ?w <urn:value> ?a . ?x <urn:value> ?b . ?y <urn:value> ?c }"
GREEDY = LONG + " ORDER BY ?c ?b ?a"


@pytest.fixture(scope="module")
def store(new_store: Callable[[bytes], Store]) -> Store:
    return new_store(graph_of(400))


SETTINGS: dict[str, Any] = {
    "query_memory": 200 * 2**20,
    "max_response": 2**20,
    "workers": 2,
    "long_queries": 2,
    "slow_after": 0.04,  # what is long shows soon, on a busy machine too
}


@pytest.fixture(scope="module")
def limited(store: Store) -> Iterator[Server]:
    with serving(store.path, timeout=2, **SETTINGS) as server:
        yield server


@pytest.fixture(scope="module")
def patient(store: Store) -> Iterator[Server]:
    """A server that stops no query before it has had its processor time, on a busy machine too."""
    with serving(store.path, timeout=50, **SETTINGS) as server:
        yield server


@pytest.fixture(scope="module")
def narrow(store: Store) -> Iterator[Server]:
    """A server with one process, where no query counts as long."""
    with serving(store.path, workers=1, queue=1, slow_after=30, timeout=50, query_memory=200 * 2**20) as server:
        yield server


def processes(server: Server) -> set[int]:
    """The processes below the server, by id."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(folder.name))
    found, todo = set(), [server.process.pid]
    while todo:
        below = children.get(todo.pop(), [])
        found |= set(below)
        todo += below
    return found


def test_a_query_over_its_time_is_stopped(limited: Server) -> None:
    before = processes(limited)
    response = limited.query(HEAVY)
    assert response.status_code == 503
    assert response.json()["limit"] == "time"
    assert "longer than 2 seconds" in response.json()["detail"]
    # The system lists a killed process until its parent has looked.
    assert awaited(lambda: bool(before - processes(limited)))
    assert limited.query("ASK {}").json()["boolean"]


def test_a_client_may_ask_for_less(limited: Server) -> None:
    sooner = limited.query(HEAVY, params={"timeout": "0.2"})
    assert (sooner.status_code, sooner.json()["limit"], sooner.json()["seconds"]) == (503, "time", 0.2)
    assert "longer than 0.2 seconds" in sooner.json()["detail"]
    assert "longer than 2 seconds" in limited.query(HEAVY, params={"timeout": "60"}).json()["detail"]


def test_a_query_over_its_memory_is_stopped(narrow: Server) -> None:
    response = narrow.query(GREEDY)
    assert (response.status_code, response.json()["limit"]) == (503, "memory")
    assert "200 MiB" in response.json()["detail"]


def test_an_answer_too_large_is_told_or_cut(limited: Server) -> None:
    response = limited.query("SELECT (GROUP_CONCAT(CONCAT(STR(?x), STR(?y), STR(?z))) AS ?all) " + LONG[9:] + "")
    assert (response.status_code, response.json()["limit"]) in ((413, "response size"), (503, "memory"), (503, "time"))
    with pytest.raises(httpx.RemoteProtocolError):
        limited.query(LONG, headers={"accept-encoding": "identity"})


def test_a_stopped_query_leaves_the_others(limited: Server) -> None:
    heavy = [threading.Thread(target=limited.query, args=(HEAVY,)) for _ in range(2)]
    for thread in heavy:
        thread.start()
    answered = 0
    while all(thread.is_alive() for thread in heavy):
        assert rows(limited.query("SELECT ?v { <urn:n:7> <urn:value> ?v }")) == [{"v": "7"}]
        answered += 1
    assert answered > 1


def test_long_queries_beyond_their_number_are_sent_away(limited: Server) -> None:
    answers: list[httpx.Response] = []
    threads = [threading.Thread(target=lambda: answers.append(limited.query(HEAVY))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    limits = [answer.json()["limit"] for answer in answers]
    assert limits.count("time") == 2
    assert limits.count("long queries") == 3
    assert all(answer.headers["retry-after"] for answer in answers if answer.json()["limit"] == "long queries")


def priorities(server: Server) -> dict[int, list[int]]:
    """How nice each thread is, by the process below the server."""
    found: dict[int, list[int]] = {}
    for pid in processes(server):
        with suppress(OSError):
            found[pid] = [
                os.getpriority(os.PRIO_PROCESS, int(each.name)) for each in Path(f"/proc/{pid}/task").iterdir()
            ]
    return found


def processor_time(server: Server) -> dict[int, int]:
    """The processor time of each process below the server, in ticks of the system's clock."""
    found = {}
    for pid in processes(server):
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found[pid] = int(fields[11])
    return found


def test_a_long_query_gives_way(limited: Server) -> None:
    seen: list[list[int]] = []
    query = threading.Thread(target=limited.query, args=(HEAVY,))
    query.start()
    while query.is_alive():
        seen += [nice for nice in priorities(limited).values() if len(nice) > 1 and 10 in nice]
        time.sleep(0.02)
    assert seen


def test_a_process_whose_query_stepped_aside_has_full_priority_again(narrow: Server) -> None:
    usual = os.getpriority(os.PRIO_PROCESS, narrow.process.pid)
    [worker] = [pid for pid, nice in priorities(narrow).items() if len(nice) > 1]
    for thread in Path(f"/proc/{worker}/task").iterdir():
        if int(thread.name) != worker:
            os.setpriority(os.PRIO_PROCESS, int(thread.name), 15)
    assert set(priorities(narrow)[worker]) == {usual, 15}
    assert narrow.query("ASK {}").status_code == 200
    assert awaited(lambda: priorities(narrow)[worker] == [usual, usual])
    assert narrow.query("ASK { ?s ?p ?o }").json()["boolean"]


def test_a_process_whose_query_ran_long_goes_on_and_another_ends(patient: Server) -> None:
    number, before = len(processes(patient)), processor_time(patient)
    assert rows(patient.query(LENGTHY)) == [{"n": str(400 * 400 * 5)}]
    taken = {pid: ticks - before.get(pid, 0) for pid, ticks in processor_time(patient).items()}
    assert awaited(lambda: len(processes(patient)) == number)
    assert max(taken, key=lambda pid: taken[pid]) in processes(patient)


def test_a_process_that_ends_for_another_reason_is_not_said_to_need_memory(patient: Server) -> None:
    idle = processes(patient)
    answers: list[httpx.Response] = []
    query = threading.Thread(target=lambda: answers.append(patient.query(HEAVY)))
    query.start()
    assert awaited(lambda: any(10 in nice for nice in priorities(patient).values()))
    for pid, nice in priorities(patient).items():
        if pid in idle and 10 in nice:
            os.kill(pid, signal.SIGTERM)
    query.join()
    assert answers[0].status_code == 503
    assert answers[0].json()["detail"].startswith("The process that answered ended unexpectedly")
    assert "limit" not in answers[0].json()


def test_a_full_queue_says_when_to_come_back(narrow: Server) -> None:
    answers: list[httpx.Response] = []
    query = partial(narrow.query, HEAVY, params={"timeout": "3"})
    threads = [threading.Thread(target=lambda: answers.append(query())) for _ in range(3)]
    for thread in threads:
        thread.start()
        time.sleep(0.2)
    for thread in threads:
        thread.join()
    assert len([each for each in answers if "waiting already" in each.json()["detail"]]) == 1
    assert all(each.status_code == 503 for each in answers)
    assert answers[0].headers["retry-after"] == "2"


def test_a_client_that_leaves_frees_its_worker(limited: Server) -> None:
    before = processes(limited)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{limited.url}/sparql", params={"query": HEAVY}, timeout=0.4)
    assert awaited(lambda: bool(before - processes(limited)))


def test_a_slow_reader_does_not_hold_a_worker(narrow: Server) -> None:
    with closing(http.client.HTTPConnection(narrow.url.removeprefix("http://"), timeout=20)) as connection:
        connection.request("GET", "/sparql?" + urlencode({"query": LONG, "timeout": "1.5"}))
        response = connection.getresponse()
        assert response.status == 200
        assert response.read(1000).startswith(b'{"head"')
        assert narrow.query("ASK {}").status_code == 200
        with closing(response), pytest.raises(http.client.IncompleteRead):
            response.read()


def test_the_server_needs_no_memory_for_a_long_answer(narrow: Server) -> None:
    def resident() -> int:
        status = Path(f"/proc/{narrow.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])

    narrow.query("ASK {}")
    before, size = resident(), 0
    query = "SELECT ?a ?b ?c { ?w <urn:value> ?a . ?x <urn:value> ?b . ?y <urn:value> ?c } LIMIT 1000000"
    url, plain = f"{narrow.url}/sparql.csv", {"accept-encoding": "identity"}
    with httpx.stream("GET", url, params={"query": query}, headers=plain, timeout=60) as response:
        for piece in response.iter_raw():
            size += len(piece)
    assert size > 10_000_000
    assert resident() - before < 30_000


def test_a_cut_by_rows_says_so(store: Store) -> None:
    with serving(store.path, max_rows=10) as server:
        cut = server.query("SELECT ?v { ?n <urn:value> ?v } ORDER BY ?v")
        assert [row["v"] for row in rows(cut)] == [str(number) for number in range(10)]
        assert cut.headers["x-truncated"] == "after 10 rows"
        whole = server.query("SELECT ?v { ?n <urn:value> ?v } LIMIT 10")
        assert "x-truncated" not in whole.headers
        graph = server.query("CONSTRUCT WHERE { ?n <urn:value> ?v }", params={"format": "nt"})
        assert (graph.text.count("\n"), graph.headers["x-truncated"]) == (10, "after 10 rows")


def logged(server: Server, query: str) -> dict[str, Any]:
    """What the access log says of a query: it is written when the answer has gone out, so it may come a little later."""
    for _ in range(100):
        whole = server.log.read_text().splitlines(keepends=True)
        lines = [json.loads(line) for line in whole if line.startswith("{") and line.endswith("\n")]
        found = [line for line in lines if line.get("query") == hashlib.sha256(query.encode()).hexdigest()[:16]]
        if found:
            return found[-1]
        time.sleep(0.1)
    raise AssertionError(f"the access log never told of {query}")


def test_the_access_log_tells_the_outcome(limited: Server) -> None:
    limited.query("SELECT ?v { ?n <urn:value> ?v } LIMIT 17")
    limited.query("ASK {")
    answered = logged(limited, "SELECT ?v { ?n <urn:value> ?v } LIMIT 17")
    refused = logged(limited, "ASK {")
    assert (answered["outcome"], answered["rows"], answered["status"]) == ("answered", 17, 200)
    assert (refused["outcome"], refused["status"]) == ("refused", 400)
