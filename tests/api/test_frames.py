"""How the server and its workers talk, and how queries are looked after: parts of `api/workers` by themselves."""

from __future__ import annotations

import asyncio
import os
import threading
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from api.workers.frames import HEADER_SIZE, asked, header, read_alone, read_asked, write_all
from api.workers.pool import Pool
from api.workers.watch import Watch
from api.workers.worker import Worker
from tests.api.loops import run

_JSON = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text())


@given(st.dictionaries(st.text(), _JSON), st.none() | st.text(st.characters(codec=None)))
def test_a_worker_reads_the_job_that_was_written(job: dict[str, object], query: str | None) -> None:
    if query is not None:
        job["query"] = query
    written = asked(job)
    kind, length = header(written)
    assert length == len(written) - HEADER_SIZE
    assert read_asked(kind, written[HEADER_SIZE:]) == job


def test_a_job_that_is_long_or_comes_in_pieces_is_read_whole() -> None:
    ours, theirs = os.pipe()
    for size in (0, 10, 16 * 1024, 300_000):
        written = asked({"do": "query", "query": "x" * size})
        for place in (1, HEADER_SIZE, len(written) // 2):
            pieces = threading.Thread(target=lambda at=place, all_=written: _write(theirs, all_[:at], all_[at:]))
            pieces.start()
            received = read_alone(ours)
            pieces.join()
            assert received is not None
            assert read_asked(*received)["query"] == "x" * size
    os.write(theirs, b"Q\0")
    os.close(theirs)
    assert read_alone(ours) is None
    assert read_alone(ours) is None
    os.close(ours)


def _write(descriptor: int, *pieces: bytes) -> None:
    for piece in pieces:
        write_all(descriptor, piece)


class _Killed:
    """Stands for a worker whose query takes no processor time, and is asked only whether it was ended."""

    def __init__(self) -> None:
        self.killed_for: str | None = None
        self.ended = asyncio.Event()

    def kill(self, reason: str) -> None:
        self.killed_for = reason
        self.ended.set()

    def processor_time(self) -> float:
        return 0.0


class _Roomy:
    """Stands for a pool in which nobody waits."""

    waiting, free = 0, 1


def test_each_query_has_its_own_time() -> None:
    """The one that begins later ends first, and one that is over is let alone."""

    async def watch() -> tuple[str | None, ...]:
        looked_after = Watch(slow_after=1000)
        pool, long, short, over = cast("Pool", _Roomy()), _Killed(), _Killed(), _Killed()
        for worker, timeout in ((long, 1000), (over, 0.01), (short, 0.02)):
            looked_after.begin(pool, cast("Worker", worker), timeout)
        looked_after.end(cast("Worker", over))
        await short.ended.wait()
        return long.killed_for, over.killed_for, short.killed_for

    assert run(watch()) == (None, None, "time")
