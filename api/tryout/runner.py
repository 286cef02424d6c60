"""The server's side: starts the process that is forked, gives out jobs, and ends what takes too long."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from api.errors import Problem
from api.settings import Settings
from api.workers.channel import Channel, ChannelClosedError, Message
from api.workers.frames import DATA, END, JOB, frame, message

__all__ = ["Runner"]

AT_ONCE = 2
"""Jobs that run at a time."""
_MOST_WAITING = 8
_LOADING = 60
"""Seconds that loading may take."""


class Runner:
    """Runs jobs in processes of their own; the first job starts it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._control: Channel | None = None
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._loading: asyncio.Task[None] | None = None

    def warm_up(self) -> None:
        """Begin to load what is known beforehand, for a job that will come."""
        if self._loading is None:
            self._loading = asyncio.create_task(self._load())

    async def _load(self) -> None:
        with suppress(Problem):
            await self._started()

    async def try_out(self, name: str, content: bytes, language: str) -> dict[str, Any]:
        """Have a document read; gives what `work.try_out` does.

        Raises:
            Problem: 503 where it takes too long, needs too much memory, or too many wait.
        """
        return await self._run({"do": "try", "name": name, "language": language}, content, self._settings.try_timeout)

    async def check(self, triples: bytes) -> dict[str, Any]:
        """Have a graph checked; gives the report as values.

        Raises:
            Problem: As for `try_out`.
        """
        return await self._run({"do": "check"}, triples, self._settings.try_timeout)

    async def stop(self) -> None:
        """End the process."""
        if self._loading is not None:
            self._loading.cancel()
        if self._control is not None:
            self._control.abort()
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _run(self, job: Message, content: bytes, seconds: float) -> dict[str, Any]:
        if self._waiting >= _MOST_WAITING:
            detail = "Too many documents wait to be read: try again shortly."
            raise Problem(503, detail, headers={"retry-after": "10"}, fields={"limit": "queue"})
        self._waiting += 1
        try:
            async with self._places:
                control = await self._started()
                return await self._one(control, job, content, seconds)
        finally:
            self._waiting -= 1

    async def _one(self, control: Channel, job: Message, content: bytes, seconds: float) -> dict[str, Any]:
        channel, theirs = await Channel.pair()
        pid = 0
        try:
            async with asyncio.timeout(seconds):
                control.send_socket(b"T", theirs)
                _, hello = await channel.read_message()
                pid = int(hello["pid"])
                channel.write(message(JOB, job))
                channel.write(frame(DATA, content))
                kind, outcome = await channel.read_message()
        except TimeoutError:
            detail = f"Reading this took longer than {seconds:g} seconds and was stopped: send a shorter text."
            raise Problem(503, detail, title="Time limit", fields={"limit": "time"}) from None
        except (ChannelClosedError, OSError):
            detail = "The process that read this ended before it was done: send a shorter text."
            raise Problem(503, detail, fields={"limit": "memory"}) from None
        finally:
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            channel.abort()
        if kind != END:
            detail = "Reading this needs more memory than it may have: send a shorter text."
            raise Problem(503, detail, title="Memory limit", fields={"limit": "memory"})
        return outcome

    async def _started(self) -> Channel:
        async with self._starting:
            if self._control is not None and self._process is not None and self._process.returncode is None:
                return self._control
            control, theirs = await Channel.pair()
            settings = self._settings
            arguments = (str(theirs.fileno()), settings.base, str(settings.query_memory))
            with theirs:
                self._process = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "api.tryout.process", *arguments, pass_fds=(theirs.fileno(),)
                )
            try:
                async with asyncio.timeout(_LOADING):
                    await control.read_message()
            except (TimeoutError, ChannelClosedError):
                raise Problem(503, "Documents cannot be read here now: try again later.") from None
            self._control = control
            return control
