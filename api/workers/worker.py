"""One query process as the server sees it."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from api.errors import ApiError
from api.workers.channel import Channel, ChannelClosedError, Message
from api.workers.frames import DATA, FAILED, HEAD, WHOLE, Job, asked, read_whole
from api.workers.jail import size_of

_ASIDE, _LOWEST = 5, 10
"""How nice a query is that takes longer than most, and one that runs long. Beyond 10 it would hardly run at all on a
machine that has other work, and reach its time limit for nothing."""


_ENOUGH = 4
"""A process that had this part of its memory may have been refused the rest: what grows doubles, and is there twice."""


@dataclass(frozen=True, slots=True)
class Death:
    """How a process ended when nobody here ended it."""

    status: int
    grown: int
    """Bytes of memory that it had at most beside what it was forked with."""

    def reason(self, query_memory: int) -> str:
        """Tell what it means.

        The engine aborts when memory is refused or its sort finds no order, and overruns its stack on deep structures.
        """
        if self.status in (-signal.SIGSEGV, -signal.SIGBUS):
            return "too-deep"
        aborted = self.status == -signal.SIGABRT
        if self.status == -signal.SIGKILL or (aborted and self.grown >= query_memory / _ENOUGH):
            return "memory"
        return "broken-off" if aborted else "died"


class WorkerLostError(ApiError):
    """A worker ended before its answer did; `reason` is why it was killed, or how it died."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class JobFailedError(ApiError):
    """A worker says why it cannot answer."""

    def __init__(self, failure: Message) -> None:
        super().__init__(str(failure["message"]))
        self.failure = failure


class Worker:
    """A process that answers one job at a time."""

    def __init__(self, channel: Channel) -> None:
        self.pid = 0
        self.killed_for: str | None = None
        self.slow = False
        """Whether its query is outside the quick lanes."""
        self.idle = True
        """Whether it has answered all it was asked."""
        self.parts_read = 0
        self.warm = False
        """Whether it has read the whole graph (`warming.py`)."""
        self._channel = channel
        self._size = 0
        self._processor_before = 0.0
        self._whole: tuple[bytes, Message] | None = None

    async def ready(self) -> None:
        """Wait until it can answer."""
        kind, hello = await self._channel.read_message()
        if kind == FAILED:
            raise ApiError(str(hello["message"]))
        self.pid = int(hello["pid"])
        self._size = size_of(self.pid)

    async def start(self, job: Message) -> Message:
        """Give it a job; returns the head of the answer, in which `whole` tells that all of it is there.

        Raises:
            JobFailedError: There is no answer, and why.
            WorkerLostError: It ended or was killed.
        """
        self.idle = False
        try:
            self._channel.write(job.frame if isinstance(job, Job) else asked(job))
            kind, payload = await self._channel.read()
        except ChannelClosedError as error:
            raise self._lost() from error
        if kind == WHOLE:
            head, body, end = read_whole(payload)
            self._done(end)
            self._whole = (body, end)
            return head
        head = cast("Message", json.loads(payload))
        if kind == FAILED:
            self._done(head)
            raise JobFailedError(head)
        assert kind == HEAD
        return head

    async def pieces(self) -> AsyncIterator[bytes | Message]:
        """Give the answer's bytes in pieces, and last the message that ends it."""
        if self._whole is not None:
            for part in self.whole():
                yield part
            return
        while True:
            try:
                kind, payload = await self._channel.read()
            except ChannelClosedError as error:
                raise self._lost() from error
            if kind == DATA:
                yield payload
                continue
            last = json.loads(payload)
            self._done(last)
            if kind == FAILED:
                raise JobFailedError(last)
            yield last
            return

    def whole(self) -> tuple[bytes, Message]:
        """Give the answer's bytes and the message that ends it, where its head says that all of it is there."""
        assert self._whole is not None
        found, self._whole = self._whole, None
        return found

    def kill(self, reason: str) -> None:
        """End it at once, whatever it does."""
        if self.killed_for is None:
            self.killed_for = reason
            if self.pid:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
            self._channel.abort()

    def close(self) -> None:
        """Let it end when it is done."""
        self._channel.close()

    def processor_time(self) -> float:
        """Give the seconds of processor time that its job has taken so far; 0 where the system does not tell."""
        try:
            return time.clock_gettime(_clock_of(self.pid)) - self._processor_before
        except (OSError, AttributeError):
            return 0.0

    def grown(self) -> int:
        """Give by how many bytes it is larger than when it was forked; 0 where the system does not tell."""
        return size_of(self.pid) - self._size

    def step_aside(self) -> None:
        """Have quicker queries go before its own."""
        self._lower(_ASIDE)

    def give_way(self) -> None:
        """Have the system run its query only when nothing quicker wants the processor."""
        self.slow = True
        self._lower(_LOWEST)

    def _lower(self, niceness: int) -> None:
        """Lower the priority of the thread that runs its query; for the next job it takes a new one, of full priority.

        Its first thread, which has the process's number and only waits, keeps what the new one is to have.
        """
        with suppress(OSError):
            for task in Path(f"/proc/{self.pid}/task").iterdir():
                if int(task.name) != self.pid:
                    os.setpriority(os.PRIO_PROCESS, int(task.name), niceness)

    def _done(self, last: Message) -> None:
        self.idle = True
        self._processor_before = float(last.get("processor", 0))

    def _lost(self) -> WorkerLostError:
        return WorkerLostError(self.killed_for or "died")


def _clock_of(pid: int) -> int:
    """Give the number of the clock that counts another process's processor time, as clock_getcpuclockid(3) does."""
    return ~pid << 3 | 2
