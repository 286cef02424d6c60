"""Looks after a query while it runs, so that quick ones never wait for a long one.

Priorities fall with the processor time that a query has taken, as in a system's own scheduler: after a fifth of
`slow_after` quicker ones go before it, and it leaves the quick lanes if no process is free; after all of it, it does so
anyway. Where there is no room for it either, it is sent away: after all of `slow_after`, or when others wait.
Time on the clock says nothing: on a busy machine even a quick query takes long, and one that waits for its reader takes
nothing from anybody. It does say when a query has had its time, and is to end.
"""

from __future__ import annotations

import asyncio

from api.workers.pool import Pool
from api.workers.worker import Worker

_ASIDE = 5


class Watch:
    """Looks at a query four times in `slow_after` seconds until it runs at low priority; ends it when its time is over.

    Args:
        pool: Whose worker it is.
        worker: Runs the query.
        slow_after: Seconds of processor time.
        timeout: Seconds on the clock.
    """

    def __init__(self, pool: Pool, worker: Worker, slow_after: float, timeout: float) -> None:
        self._pool = pool
        self._worker = worker
        self._slow_after = slow_after
        self._loop = asyncio.get_running_loop()
        self._end = self._loop.time() + timeout
        self._looking = True
        self._again()

    def cancel(self) -> None:
        """Look no more."""
        self._timer.cancel()

    def _again(self) -> None:
        """Set one timer, for the next look or the end: most queries are over before it."""
        look = self._loop.time() + self._slow_after / 4
        self._timer = self._loop.call_at(min(look, self._end) if self._looking else self._end, self._wake)

    def _wake(self) -> None:
        if self._loop.time() >= self._end:
            self._worker.kill("time")
            return
        if self._looking:
            self._looking = self._look()
        if self._worker.killed_for is None:
            self._again()

    def _look(self) -> bool:
        """Have a query that has taken long give way; tells whether to look again."""
        used = self._worker.processor_time()
        aside = used >= self._slow_after / _ASIDE
        over = used >= self._slow_after or (aside and self._pool.waiting > 0)
        if (over or (aside and not self._pool.free)) and self._pool.demote(self._worker):
            return False
        if over:
            self._worker.kill("busy")
            return False
        if aside:
            self._worker.step_aside()
        return True
