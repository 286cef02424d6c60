"""The published graph as the handlers see it: ask it, and be on the current generation."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from contextlib import suppress

from api.backend import Backend
from api.errors import ApiError, Problem
from api.refusals import BrokenOffError, lost, problem_of, write_problem_of
from api.settings import MEBIBYTE, Settings
from api.workers.channel import Channel, ChannelClosedError, Message
from api.workers.frames import DATA, FAILED, JOB, frame, message
from api.workers.pool import Pool
from api.workers.watch import Watch
from api.workers.worker import JobFailedError, Worker, WorkerLostError
from graph_builder.errors import KamergraafError
from graph_builder.sparql import has_any_property, in_kinds
from graph_builder.store import Generation, Manifest, Store

log = logging.getLogger("kamergraaf")

MOST_ATTEMPTS = 3
"""How often a write is tried while other processes publish."""

_RETRY = {"retry-after": "5"}


class Service(Backend):
    """Asks the workers of the current generation, and follows the store to the next one."""

    cacheable = True

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store
        self.watch = Watch(settings.slow_after)
        self._killed_before = 0
        self._pool: Pool | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()
        self._changing = asyncio.Lock()

    @property
    def pool(self) -> Pool:
        """The workers of the current generation."""
        if self._pool is None:
            raise Problem(503, "The graph is not loaded yet: try again shortly.", headers=_RETRY)
        return self._pool

    @property
    def generation(self) -> str:
        """The name of the generation that answers."""
        return self.pool.generation.name

    @property
    def manifest(self) -> Manifest:
        """What the generation that answers says of itself."""
        return self.pool.generation.manifest

    @property
    def dump(self) -> Generation | None:
        """The generation that answers, to be sent whole."""
        return self.pool.generation

    @property
    def running(self) -> int:
        """How many queries run."""
        return self.pool.busy

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return self.pool.waiting

    @property
    def killed(self) -> int:
        """How many query processes were ended since the start."""
        return self._killed_before + self.pool.killed

    async def start(self) -> None:
        """Load the current generation and begin to follow the store; a second call does nothing.

        Raises:
            KamergraafError: The generation cannot be loaded.
        """
        if self._watcher is not None:
            return
        await self.refresh()
        self._watcher = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """End every process."""
        if self._watcher is not None:
            self._watcher.cancel()
        for task in self._retiring:
            task.cancel()
        if self._pool is not None:
            self._pool.stop()

    async def refresh(self) -> None:
        """Move to the store's current generation, if it is another one or its workers are gone.

        Raises:
            KamergraafError: It cannot be loaded; the one before goes on answering.
        """
        async with self._changing:
            await self._refresh()

    async def _refresh(self) -> None:
        generation = self.store.current()
        if self._pool is not None and self._pool.generation.name == generation.name and not self._pool.broken:
            return
        self.adopt(await self._load(generation))

    async def _load(self, generation: Generation) -> Pool:
        """Load a generation in a fork of the process that serves now, which has the libraries, else in a new one."""
        if self._pool is None or self._pool.broken:
            return await Pool.load(generation, self.settings)
        channel, _ = await self._pool.fork_writer()
        in_memory = generation.memory <= self.settings.memory_budget
        channel.write(message(JOB, {"do": "load", "generation": generation.name, "in_memory": in_memory}))
        channel.write(frame(DATA, b""))
        kind, outcome = await channel.read_message()
        if kind == FAILED:
            raise ApiError(str(outcome["message"]))
        pool = Pool(generation, self.settings, channel)
        await pool.start()
        return pool

    def adopt(self, pool: Pool) -> None:
        """Answer from these workers from now on; the ones before finish what they have begun."""
        before, self._pool = self._pool, pool
        log.info("serving generation %s (%d quads)", pool.generation.name, pool.generation.manifest.quads)
        if before is not None:
            self._killed_before += before.killed
            task = asyncio.create_task(before.retire())
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)

    def ask(self, job: Message, timeout: float) -> Asking:
        """Give a job to a worker; yields the head of the answer and the worker to read the rest from.

        The time runs until the block is left, so that a slow reader does not hold a worker for ever. A worker that has
        not finished by then is ended.

        Raises:
            Problem: The job was refused, went over a limit, or found no free worker.
        """
        return Asking(self, job, timeout)

    async def write(self, job: Message, content: bytes = b"") -> Message:
        """Change the graph: apply, validate, publish, and answer from the new generation; one write at a time.

        Returns:
            `created` (whether a graph came to be) and `generation`.

        Raises:
            Problem: The write was refused, took too long, or another process is writing.
        """
        async with self._changing:
            for _ in range(MOST_ATTEMPTS):
                await self._refresh()
                kind, outcome, channel = await self._try_to_write(job, content)
                # Another process has published meanwhile: do it again on what there is now.
                if kind != FAILED or self.store.current_name() == self.generation:
                    break
            if kind == FAILED:
                raise write_problem_of(outcome)
            if outcome["generation"] != self.generation:
                pool = Pool(self.store.generation(outcome["generation"]), self.settings, channel)
                await pool.start()
                self.adopt(pool)
            return outcome

    async def _try_to_write(self, job: Message, content: bytes) -> tuple[bytes, Message, Channel]:
        channel, pid = await self.pool.fork_writer()
        try:
            async with asyncio.timeout(self.settings.write_timeout):
                limits = {"validate": self.settings.validate_writes, "keep": self.settings.keep}
                channel.write(message(JOB, job | limits))
                channel.write(frame(DATA, content))
                return *await channel.read_message(), channel
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            detail = f"The write took longer than {self.settings.write_timeout:g} seconds; nothing was changed."
            raise Problem(503, detail, title="Time limit", fields={"limit": "time"}) from None
        except ChannelClosedError:
            raise Problem(503, "The process that wrote ended unexpectedly; nothing was changed.") from None

    async def _watch(self) -> None:
        failed = None
        while True:
            await asyncio.sleep(self.settings.poll)
            try:
                name = self.store.current_name()
                if name != failed:
                    await self.refresh()
                    failed = None
            except KamergraafError as error:
                failed = name
                log.error("the new generation is not served: %s", error)


class Asking:
    """A job at a worker, from when one is free until it is given back: what `Service.ask` says.

    A class and not a generator: every query goes through it.
    """

    def __init__(self, service: Service, job: Message, timeout: float) -> None:
        self._service, self._pool = service, service.pool
        self._job, self._timeout = job, timeout

    async def __aenter__(self) -> tuple[Message, Worker]:
        """Take a worker and give it the job; where the engine finds no order for the rows, have it order by kind."""
        try:
            return await self._begin()
        except BrokenOffError:
            query = self._job.get("query")
            if not isinstance(query, str) or has_any_property(query) or in_kinds(query) == query:
                raise  # it was asked by kind already, or orders nothing
            self._job = self._job | {"by_kind": True}
            return await self._begin()

    async def _begin(self) -> tuple[Message, Worker]:
        self._worker = worker = await self._pool.acquire()
        self._service.watch.begin(self._pool, worker, self._timeout)
        try:
            return await worker.start(self._job), worker
        except BaseException as error:
            await self.__aexit__(type(error), error, error.__traceback__)
            raise

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Give the worker back; words what it says of a failure, or how it ended."""
        try:
            if isinstance(error, JobFailedError):
                raise problem_of(error.failure, self._job) from error
            if isinstance(error, WorkerLostError):
                reason = await self._pool.death_of(self._worker)
                memory = self._service.settings.query_memory // MEBIBYTE
                raise lost(reason, self._timeout, memory) from error
        finally:
            self._service.watch.end(self._worker)
            if not self._worker.idle:
                self._worker.kill("abandoned")
            self._pool.release(self._worker)
