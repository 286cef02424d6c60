"""Looks after queries while they run, so that quick ones never wait for a long one.

Priorities fall with the processor time that a query has taken, as in a system's own scheduler: after a fifth of
`slow_after` quicker ones go before it, and it leaves the quick lanes if no process is free; after all of it, it does so
anyway. Where there is no room for it either, it is sent away: after all of `slow_after`, or when others wait.
Time on the clock says nothing: on a busy machine even a quick query takes long, and one that waits for its reader takes
nothing from anybody. It does say when a query has had its time, and is to end.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from api.workers.pool import Pool
from api.workers.worker import Worker

_ASIDE = 5


@dataclass(slots=True)
class _Watched:
    """A query that runs: in which pool, until when, and whether it may still have to give way."""

    pool: Pool
    end: float
    looking: bool = True


class Watch:
    """Looks at the queries that run four times in `slow_after` seconds, and ends each when its time is over.

    One timer for all: most queries are over before it, and are given none of their own.

    Args:
        slow_after: Seconds of processor time.
    """

    def __init__(self, slow_after: float) -> None:
        self._slow_after = slow_after
        self._watched: dict[Worker, _Watched] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._due = 0.0

    def begin(self, pool: Pool, worker: Worker, timeout: float) -> None:
        """Watch a worker's query, which may take so many seconds on the clock."""
        now = asyncio.get_running_loop().time()
        self._watched[worker] = _Watched(pool, now + timeout)
        self._look_at(min(now + self._slow_after / 4, now + timeout))

    def end(self, worker: Worker) -> None:
        """Look no more at what it does."""
        self._watched.pop(worker, None)

    def _look_at(self, due: float) -> None:
        """Set the timer, unless it is set for an earlier look."""
        if self._timer is not None:
            if self._due <= due:
                return
            self._timer.cancel()
        self._due = due
        self._timer = asyncio.get_running_loop().call_at(due, self._wake)

    def _wake(self) -> None:
        self._timer = None
        now = asyncio.get_running_loop().time()
        for worker, query in list(self._watched.items()):
            if now >= query.end:
                worker.kill("time")
            elif query.looking:
                query.looking = self._look(query.pool, worker)
            if worker.killed_for is not None:
                self.end(worker)
        next_look = now + self._slow_after / 4
        due = [min(next_look, query.end) if query.looking else query.end for query in self._watched.values()]
        if due:
            self._look_at(min(due))

    def _look(self, pool: Pool, worker: Worker) -> bool:
        """Have a query that has taken long give way; tells whether to look again."""
        used = worker.processor_time()
        aside = used >= self._slow_after / _ASIDE
        over = used >= self._slow_after or (aside and pool.waiting > 0)
        if (over or (aside and not pool.free)) and pool.demote(worker):
            return False
        if over:
            worker.kill("busy")
            return False
        if aside:
            worker.step_aside()
        return True
