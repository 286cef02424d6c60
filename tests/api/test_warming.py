"""Workers that read the graph through while nobody asks anything, and stay when they have."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from api.settings import Settings
from api.workers.answer import answer
from api.workers.frames import unpack
from api.workers.graph import Graph
from api.workers.pool import Pool
from api.workers.rows import Rows
from graph_builder.store import Store

from .conftest import graph_of
from .loops import run


def test_a_graph_is_read_in_parts_of_some_size() -> None:
    store = ox.Store()
    store.load(b"<urn:s> <urn:a> 1 ; <urn:b> 2, 3 .", format=ox.RdfFormat.TURTLE)
    graph = Graph(store, Rows({"urn:a": 30_000, "urn:b": 5, "urn:c": 19_999, "urn:d": 1}))
    assert [graph.read_part(part) for part in range(4)] == [2, 1, 0, 0]
    assert Graph(store).read_part(0) == 0


def test_a_worker_tells_how_many_parts_are_left() -> None:
    sent: list[bytes] = []
    graph = Graph(ox.Store(), Rows({"urn:a": 30_000, "urn:b": 5}))
    answer(graph, {"do": "warm", "part": 0, "max_response": 0}, sent.append)
    assert unpack(b"".join(sent))[2]["rows"] == 1


@pytest.mark.parametrize(
    ("settings", "may"), [({"warm": True}, True), ({"warm": False}, False), ({"warm": True, "memory_budget": 1}, False)]
)
def test_an_idle_worker_reads_the_graph_where_it_may(
    new_store: Callable[[bytes], Store], settings: dict[str, Any], may: bool
) -> None:
    store = new_store(graph_of())

    async def reads() -> bool:
        pool = await Pool.load(store.current(), Settings(store=str(store.path), workers=1, **settings))
        await asyncio.sleep(0)  # whoever may read begins at once
        begun = pool.busy == 1
        async with asyncio.timeout(60):
            while pool.busy:
                await asyncio.sleep(0.02)
        cold = pool.lend_cold(1)
        if cold is not None:
            pool.release(cold)
        await pool.retire()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})  # its processes have ended
        return begun and cold is None

    assert run(reads()) == may


def test_a_worker_stays_after_long_queries(new_store: Callable[[bytes], Store]) -> None:
    store = new_store(graph_of())
    ask = {"do": "query", "query": "ASK {}", "base": "urn:x", "prefixes": {}, "union": True, "max_rows": 0}
    job = ask | {"default_graphs": [], "named_graphs": [], "bindings": "json", "graph": None, "max_response": 1000}

    async def asked() -> set[int]:
        pool = await Pool.load(store.current(), Settings(store=str(store.path), workers=1, warm=False))
        found = set()
        for _ in range(4):
            worker = await pool.acquire()
            found.add(worker.pid)
            assert pool.demote(worker)
            async with asyncio.timeout(60):
                while not pool.free:
                    await asyncio.sleep(0.01)
            await worker.start(job)
            worker.whole()
            pool.release(worker)
        await pool.retire()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
        return found

    assert len(run(asked())) == 1
