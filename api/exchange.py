"""One query on its way from a worker to a client: whole or as a stream, cut where a limit is reached."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, Protocol

from api.asgi import Receive, Scope, Send, notes, respond
from api.backend import Backend, Source
from api.cache import Answer, Key
from api.errors import Headers, Problem
from api.negotiate import BINDINGS, GRAPHS
from api.workers.channel import Message

TRUNCATED = "x-truncated"
"""Header that says after how many rows an answer was cut."""

_TYPES = {
    each.name: (b"content-type", f"{each.media_type}{'; charset=utf-8' * each.media_type.startswith('text/')}".encode())
    for each in (*BINDINGS, *GRAPHS)
}
VARY = (b"vary", b"Accept, Accept-Encoding")
FRESH = (b"cache-control", b"public, no-cache")
VOLATILE = (b"cache-control", b"no-store")

_PATIENCE = 0.05
"""Seconds that a query runs before it is worth watching whether its client is still there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and how to answer it."""

    job: Message
    timeout: float
    volatile: bool
    federated: bool
    query_hash: str = ""
    """By which the access log knows the query."""
    digest: str = ""
    """By which the ETag knows the request."""


class Keeper(Protocol):
    """What an exchange needs of the endpoint that begins it."""

    service: Backend

    @property
    def largest(self) -> int:
        """Bytes of the largest answer worth keeping."""

    def keep(self, generation: str, key: Key, answer: Answer) -> None:
        """Keep an answer."""

    async def federate(self, asked: Asked) -> Asked:
        """Put the rows of other endpoints into a query."""


class Exchange:
    """One query on its way from a worker to a client."""

    def __init__(
        self,
        endpoint: Keeper,
        asgi: tuple[Scope, Receive, Send],
        asked: Asked,
        etag: bytes,
        key: Key,
    ) -> None:
        self._endpoint = endpoint
        self._service = endpoint.service
        self._scope, self._receive, self._send = asgi
        self._asked, self._etag, self._key = asked, etag, key
        self._generation = endpoint.service.generation
        self._started = False
        self._left = False
        self._watcher: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Ask and answer; a client that goes away ends its query."""
        notes(self._scope).update(query=self._asked.query_hash, generation=self._generation)
        watch = asyncio.get_running_loop().call_later(_PATIENCE, self._watch, asyncio.current_task())
        try:
            await self._exchange()
        except asyncio.CancelledError:
            if not self._left:
                raise
            notes(self._scope)["outcome"] = "abandoned"
        finally:
            watch.cancel()
            if self._watcher is not None:
                self._watcher.cancel()

    def _watch(self, task: asyncio.Task[Any] | None) -> None:
        self._watcher = asyncio.create_task(self._end_when_gone(task))

    async def _end_when_gone(self, task: asyncio.Task[Any] | None) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._left = True
        if task is not None:
            task.cancel()

    async def _exchange(self) -> None:
        try:
            if self._asked.federated:
                self._asked = await self._endpoint.federate(self._asked)
            async with self._service.ask(self._asked.job, self._asked.timeout) as (head, source):
                await self._relay(head, source)
        except Problem as problem:
            if not self._started:
                raise
            # The response's end is left out, so that the client sees a broken transfer and no short answer.
            notes(self._scope)["outcome"] = str(problem.fields.get("limit", "cut"))

    async def _relay(self, head: Message, source: Source) -> None:
        """Pass the answer on: in one go if it is all there, else as it comes."""
        headers = self._headers(head)
        self._started = True
        if head.get("whole"):
            body, end = source.whole()
            await respond(self._send, 200, headers, body, head=self._scope["method"] == "HEAD")
            self._answered(end, headers, body)
            return
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        if self._scope["method"] != "HEAD":
            await self._stream(source, headers)
        await self._send({"type": "http.response.body"})

    async def _stream(self, source: Source, headers: Headers) -> None:
        """Hand on each piece of the answer, and keep the whole if it is not too large."""
        kept: list[bytes] = []
        size = 0
        async for piece in source.pieces():
            if isinstance(piece, dict):
                self._answered(piece, headers, b"".join(kept) if size <= self._endpoint.largest else None)
                continue
            size += len(piece)
            await self._send({"type": "http.response.body", "body": piece, "more_body": True})
            if size <= self._endpoint.largest:
                kept.append(piece)

    def _answered(self, end: Message, headers: Headers, body: bytes | None) -> None:
        """Note what was answered, and have it kept where that is of use."""
        notes(self._scope).update(outcome="answered", rows=end["rows"], bytes=end["bytes"])
        if body is not None and not self._asked.volatile:
            self._endpoint.keep(self._generation, self._key, Answer(headers, body, self._etag, int(end["rows"])))

    def _headers(self, head: Message) -> Headers:
        headers = [_TYPES[str(head["format"])], VARY]
        headers += [VOLATILE] if self._asked.volatile else [FRESH, (b"etag", self._etag)]
        if head["coding"]:
            headers.append((b"content-encoding", str(head["coding"]).encode()))
        if head["truncated"]:
            rows = self._service.settings.max_rows
            headers.append((TRUNCATED.encode(), f"after {rows} rows".encode()))
        return headers
