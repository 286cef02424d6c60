"""One query process as the server sees it."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from api.errors import ApiError
from api.workers.frames import DATA, END, FAILED, HEAD, HEADER_SIZE, JOB, header, message

Message = dict[str, Any]


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

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = 0
        self.killed_for: str | None = None
        self.slow = False
        self.idle = True
        """Whether it has answered all it was asked."""
        self._reader = reader
        self._writer = writer

    @classmethod
    async def attach(cls, end: socket.socket) -> Worker:
        """Take the server's end of a worker's socket, before the worker is there."""
        reader, writer = await asyncio.open_connection(sock=end, limit=1 << 20)
        return cls(reader, writer)

    async def ready(self) -> None:
        """Wait until it can answer."""
        kind, hello = await self._read_message()
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
        self._writer.write(message(JOB, job))
        kind, head = await self._read_message()
        if kind == FAILED:
            self.idle = True
            raise JobFailedError(head)
        assert kind == HEAD
        return head

    async def pieces(self) -> AsyncIterator[bytes | Message]:
        """Give the answer's bytes in pieces, and last the message that ends it."""
        while True:
            kind, payload = await self._read()
            if kind == DATA:
                yield payload
                continue
            self.idle = True
            if kind == END:
                yield json.loads(payload)
                return
            raise JobFailedError(json.loads(payload))

    def kill(self, reason: str) -> None:
        """End it at once, whatever it does."""
        if self.killed_for is None:
            self.killed_for = reason
            if self.pid:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
            self._writer.transport.abort()

    def close(self) -> None:
        """Let it end when it is done."""
        self._writer.close()

    def give_way(self) -> None:
        """Have the system run it only when nothing quicker wants the processor."""
        self.slow = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, 15)

    async def _read_message(self) -> tuple[bytes, Message]:
        kind, payload = await self._read()
        return kind, json.loads(payload)

    async def _read(self) -> tuple[bytes, bytes]:
        try:
            kind, length = header(await self._reader.readexactly(HEADER_SIZE))
            return kind, await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise WorkerLostError(self.killed_for or "died") from error
