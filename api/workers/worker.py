"""One query process as the server sees it."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

from api.errors import ApiError
from api.workers.channel import Channel, ChannelClosedError, Message
from api.workers.frames import DATA, FAILED, HEAD, JOB, message


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
        self.idle = True
        """Whether it has answered all it was asked."""
        self._channel = channel
        self._processor_before = 0.0

    async def ready(self) -> None:
        """Wait until it can answer."""
        kind, hello = await self._channel.read_message()
        if kind == FAILED:
            raise ApiError(str(hello["message"]))
        self.pid = int(hello["pid"])

    async def start(self, job: Message) -> Message:
        """Give it a job; returns the head of the answer.

        Raises:
            JobFailedError: There is no answer, and why.
            WorkerLostError: It ended or was killed.
        """
        self.idle = False
        self._channel.write(message(JOB, job))
        try:
            kind, head = await self._channel.read_message()
        except ChannelClosedError as error:
            raise self._lost() from error
        if kind == FAILED:
            self._done(head)
            raise JobFailedError(head)
        assert kind == HEAD
        return head

    async def pieces(self) -> AsyncIterator[bytes | Message]:
        """Give the answer's bytes in pieces, and last the message that ends it."""
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
            tasks = Path(f"/proc/{self.pid}/task").iterdir()
            used = sum(int((task / "schedstat").read_text().split()[0]) for task in tasks)
        except (OSError, ValueError):
            return 0.0
        return used / 1e9 - self._processor_before

    def give_way(self) -> None:
        """Have the system run it only when nothing quicker wants the processor."""
        self.slow = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 19)

    def _done(self, last: Message) -> None:
        self.idle = True
        self._processor_before = float(last.get("processor", 0))

    def _lost(self) -> WorkerLostError:
        return WorkerLostError(self.killed_for or "died")
