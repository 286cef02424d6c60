"""The workers of one generation: quick lanes, room for slow queries, a bounded queue."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from api.errors import ApiError, Problem
from api.settings import Settings
from api.workers.channel import Channel, ChannelClosedError
from api.workers.frames import FAILED
from api.workers.warming import keep_warm
from api.workers.worker import Death, Worker
from graph_builder.store import Generation

_WORN = 4
"""A process that keeps this part of its memory after a query may have too little for the next one."""


class Pool:
    """Workers forked from one process that holds a generation."""

    def __init__(self, generation: Generation, settings: Settings, control: Channel) -> None:
        self.generation = generation
        self.killed = 0
        self._settings = settings
        copies = generation.memory * (settings.workers + 1)
        self._roomy = copies <= settings.memory_budget
        self._spacious = self._roomy or generation.memory > settings.memory_budget
        """Whether each worker may come to have a copy of what it reads: there is room, or the graph is on disk."""
        self._control = control
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._starting = 0
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._deaths: dict[int, asyncio.Future[Death]] = {}
        self.retired = False
        self._over: asyncio.Future[None] | None = None
        self.broken = False

    @classmethod
    async def load(cls, generation: Generation, settings: Settings) -> Pool:
        """Load a generation in a process of its own and fork the first workers.

        Raises:
            ApiError: It could not be loaded.
        """
        control, theirs = await Channel.pair()
        configuration = {
            "control": theirs.fileno(),
            "store": str(settings.store_path.resolve()),
            "generation": generation.name,
            "in_memory": generation.memory <= settings.memory_budget,
            "query_memory": settings.query_memory,
            "validates": settings.token is not None and settings.validate_writes,
        }
        with theirs:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "api.workers.zygote", json.dumps(configuration), pass_fds=(theirs.fileno(),)
            )
        pool = cls(generation, settings, control)
        pool._task(_reap(process))
        try:
            kind, hello = await control.read_message()
        except ChannelClosedError as error:
            raise ApiError(f"Generation {generation.name} could not be loaded: its process ended.") from error
        if kind == FAILED:
            raise ApiError(str(hello["message"]))
        await pool.start()
        return pool

    async def start(self) -> None:
        """Fork the first workers from the process that has loaded the generation."""
        self._task(self._watch_deaths())
        await asyncio.gather(*(self._spawn() for _ in range(self._settings.workers)))
        if self._roomy and self._settings.warm:
            self._task(keep_warm(self))

    async def fork_writer(self) -> tuple[Channel, int]:
        """Fork a process that can write to the store; gives the channel to it and its id."""
        channel, theirs = await Channel.pair()
        self._control.send_socket(b"U", theirs)
        _, hello = await channel.read_message()
        return channel, int(hello["pid"])

    @property
    def busy(self) -> int:
        """How many queries run."""
        return len(self._busy)

    @property
    def free(self) -> int:
        """How many workers have nothing to do."""
        return len(self._idle)

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return len(self._waiting)

    async def acquire(self) -> Worker:
        """Take a worker, waiting for one if all are busy.

        Raises:
            Problem: 503 when too many wait already, or the wait was too long.
        """
        if self._idle:
            worker = self._idle.pop()
            self._busy.add(worker)
            return worker
        if len(self._waiting) >= self._settings.queue:
            raise _busy(f"{len(self._waiting)} queries are waiting already")
        future: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        try:
            async with asyncio.timeout(self._settings.queue_wait):
                return await self._granted(future)
        except TimeoutError:
            raise _busy(f"no process was free within {self._settings.queue_wait:g} seconds") from None
        finally:
            if future in self._waiting:
                self._waiting.remove(future)

    def lend_cold(self, most: int) -> Worker | None:
        """Take a worker that has not read the graph, of so many that are asked first, if no query runs or waits."""
        if self._busy or self._waiting:
            return None
        worker = next((each for each in reversed(self._idle[-most:]) if not each.warm), None)
        if worker is not None:
            self._idle.remove(worker)
            self._busy.add(worker)
        return worker

    async def _granted(self, future: asyncio.Future[Worker]) -> Worker:
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled():
                self.release(future.result())
            raise

    def release(self, worker: Worker) -> None:
        """Give a worker back; one that was killed, or whose slow query may have left little memory, is replaced.

        Otherwise the one that ran it stays: of each page of the graph that a process reads it is given a copy (the
        engine counts references in it), and until then a query takes up to five times as long.
        """
        self._busy.discard(worker)
        worn = worker.slow and not (self._spacious and worker.grown() <= self._settings.query_memory / _WORN)
        if worn or worker.killed_for is not None or self.retired:
            worker.close()
            if worker.killed_for is not None:
                self.killed += 1
            self._refill()
        else:
            worker.slow = False
            self._offer(worker)
            self._thin_out()
        self._maybe_over()

    def demote(self, worker: Worker) -> bool:
        """Take a query that runs long out of the quick lanes; false when there is no room for it.

        It goes on at a low priority, and a fresh worker takes its lane, so that quick queries never wait behind it.
        """
        if worker not in self._busy or worker.slow:
            return True
        if sum(each.slow for each in self._busy) >= self._settings.long_queries:
            return False
        worker.give_way()
        self._refill()
        return True

    async def death_of(self, worker: Worker) -> str:
        """Tell why a worker ended: why it was killed, or what its exit status means."""
        if worker.killed_for is not None:
            return worker.killed_for
        future = self._deaths.setdefault(worker.pid, asyncio.get_running_loop().create_future())
        worker.killed_for = "died"
        with suppress(TimeoutError):
            async with asyncio.timeout(2):
                worker.killed_for = (await future).reason(self._settings.query_memory)
        self._deaths.pop(worker.pid, None)
        return worker.killed_for

    async def retire(self) -> None:
        """Take no more queries, wait for those that run, then end every process."""
        self.retired = True
        while self._idle:
            self._idle.pop().close()
        self._over = asyncio.get_running_loop().create_future()
        self._maybe_over()
        await self._over
        self.stop()

    def stop(self) -> None:
        """End every process now."""
        self.retired = True
        for worker in [*self._idle, *self._busy]:
            worker.kill("stopped")
        self._idle.clear()
        self._control.close()

    def _offer(self, worker: Worker, *, fresh: bool = False) -> None:
        """Hand a free worker to the query that waits longest; one that has read nothing yet is asked after others."""
        while self._waiting:
            future = self._waiting.popleft()
            if not future.done():
                self._busy.add(worker)
                future.set_result(worker)
                return
        self._idle.insert(0 if fresh else len(self._idle), worker)

    def _missing(self) -> int:
        """Tell how many workers there are too few for quick queries; below 0, how many too many."""
        quick = len(self._idle) + self._starting + sum(not each.slow for each in self._busy)
        return self._settings.workers - quick

    def _refill(self) -> None:
        for _ in range(self._missing()):
            if not self.retired or self._waiting:
                self._task(self._spawn())

    def _thin_out(self) -> None:
        """Let go of those that are asked last where one has come back to the quick lanes."""
        while self._idle and self._missing() < 0:
            self._idle.pop(0).close()

    async def _spawn(self) -> None:
        self._starting += 1
        try:
            channel, theirs = await Channel.pair()
            worker = Worker(channel)
            self._control.send_socket(b"W", theirs)
            await worker.ready()
        except (OSError, ApiError):
            self.broken = True
            return
        finally:
            self._starting -= 1
        if self.retired and not self._waiting:
            worker.close()
        else:
            self._offer(worker, fresh=True)

    async def _watch_deaths(self) -> None:
        """Read which workers ended and how, for `death_of`."""
        with suppress(ChannelClosedError):
            while True:
                _, ended = await self._control.read_message()
                self._note_death(int(ended["pid"]), Death(int(ended["status"]), int(ended["grown"])))
        self.broken = not self.retired

    def _note_death(self, pid: int, death: Death) -> None:
        future = self._deaths.setdefault(pid, asyncio.get_running_loop().create_future())
        if not future.done():
            future.set_result(death)
        if len(self._deaths) > 1000:
            del self._deaths[next(iter(self._deaths))]
        self._forget_idle(pid)

    def _forget_idle(self, pid: int) -> None:
        """Replace a worker that ended while it had nothing to do."""
        for worker in [each for each in self._idle if each.pid == pid]:
            self._idle.remove(worker)
            worker.close()
            self._refill()

    def _maybe_over(self) -> None:
        if self._over is not None and not self._over.done() and not self._busy and not self._waiting:
            self._over.set_result(None)

    def _task(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _reap(process: asyncio.subprocess.Process) -> None:
    await process.wait()


def _busy(why: str) -> Problem:
    return Problem(503, f"The server is busy: {why}. Try again shortly.", headers={"retry-after": "2"})
