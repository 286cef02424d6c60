"""Idle workers read the graph through, so that no query is the first to read much of it.

Of each page of the graph that a process reads it is given a copy, as the engine counts references in the graph itself;
the query that reads it first takes up to five times as long. So as many workers as there are processors read all of a
generation bit by bit, while no query runs. They are the ones that are asked first.
"""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from api.workers.frames import Job
from api.workers.worker import Worker, WorkerLostError

if TYPE_CHECKING:
    from api.workers.pool import Pool

_PAUSE, _REST = 0.05, 0.5
"""Seconds between two parts, and between two looks where there is nothing to do."""


async def keep_warm(pool: Pool) -> None:
    """Have a pool's workers read the graph through, until it is retired."""
    most = os.cpu_count() or 1
    while not pool.retired:
        worker = pool.lend_cold(most)
        if worker is None:
            await asyncio.sleep(_REST)
            continue
        await _read_on(pool, worker)
        await asyncio.sleep(_PAUSE)


async def _read_on(pool: Pool, worker: Worker) -> None:
    """Have a worker read the next part, and give it back."""
    worker.step_aside()  # a query that comes meanwhile goes before
    try:
        await worker.start(Job({"do": "warm", "part": worker.parts_read, "max_response": 0}))
        worker.parts_read += 1
        worker.warm = not worker.whole()[1]["rows"]
    except WorkerLostError:
        await pool.death_of(worker)
    finally:
        if not worker.idle:
            worker.kill("abandoned")
        pool.release(worker)
