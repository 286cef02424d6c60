"""One client's connection: what is written goes out in one piece, and nobody holds it for ever.

uvicorn writes a response's head and body one after the other, so that a client is woken twice and waits once more. It
also waits without end for the rest of a request and for a client that reads nothing, and takes a head of any length.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.errors import PROBLEM_TYPE, Problem

MOST_HEAD = 256 * 1024
"""Bytes of a request's first line and headers together; longer queries are posted."""

MOST_HEADERS = 200
"""Headers of a request: each look-up goes through all of them."""

MOST_PIPELINED = 100
"""Requests that may wait on one connection for the answer to an earlier one."""

_HEAD = b"HTTP/1.1 "


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with limits.

    Args:
        most: How many connections there may be at a time; one more is told to come back.
        patience: Seconds within which a request's head is there, from its first byte or from when the client connected,
            and that a client may stand still in the middle of a body or of an answer.
    """

    def __init__(self, *args: Any, most: int, patience: float, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._most = most
        self._patience = patience
        self._beginning = False
        """Whether a request has begun whose head is not all there."""
        self._head = 0
        self._reading: asyncio.TimerHandle | None = None
        self._writing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin a connection, unless there are too many."""
        super().connection_made(_Transport(transport, self.loop))  # type: ignore[arg-type]
        if len(self.connections) > self._most:
            problem = Problem(503, "The server has too many connections: try again shortly.")
            self._refuse(problem, b"retry-after: 5\r\n")
        else:
            self._reading = self.loop.call_later(self._patience, self._end_reading)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._wait_for_nothing()
        self.resume_writing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what the client sends, and see to it that the rest of it comes."""
        if self.transport.is_closing():
            return
        began = self._beginning
        super().data_received(data)
        if self._beginning:
            self._head += len(data) if began else 0
            self._reading = self._reading or self.loop.call_later(self._patience, self._end_reading)
            if self._head > MOST_HEAD:
                self._refuse(Problem(431, f"The request's head is longer than {MOST_HEAD} bytes: post the query."))
        elif self.cycle is not None and self.cycle.more_body:
            self._wait_for_nothing()
            self._reading = self.loop.call_later(self._patience, self._end_reading)

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._beginning, self._head = True, 0

    def on_headers_complete(self) -> None:
        """Answer a request whose head is there.

        Raises:
            OverflowError: Too many wait already; the parser takes it for a request that cannot be read.
        """
        if len(self.pipeline) >= MOST_PIPELINED:
            raise OverflowError
        self._beginning = False
        self._wait_for_nothing()
        super().on_headers_complete()
        self.headers = _UNREAD

    def on_message_complete(self) -> None:
        """End a request."""
        self._wait_for_nothing()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Wait for a client that does not read, but not for ever."""
        super().pause_writing()
        self._writing = self._writing or self.loop.call_later(self._patience, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        super().resume_writing()
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def send_400_response(self, msg: str) -> None:
        """Tell that what came is not HTTP."""
        self._refuse(Problem(400, "What was sent is no HTTP request that can be read."))

    def _end_reading(self) -> None:
        self._reading = None
        if self.flow.read_paused:  # the client waits, not we
            self._reading = self.loop.call_later(self._patience, self._end_reading)
        else:
            self._refuse(Problem(408, "The rest of the request did not come in time."))

    def _wait_for_nothing(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _refuse(self, problem: Problem, headers: bytes = b"") -> None:
        """Answer with a problem and close; where an earlier request has no whole answer yet, only close."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete or not (cycle.response_started or self._beginning):
            body = problem.body()
            head = f"HTTP/1.1 {problem.status} {problem.title}\r\ncontent-type: {PROBLEM_TYPE}\r\n"
            head += f"content-length: {len(body)}\r\nconnection: close\r\n"
            self.transport.write(head.encode() + headers + b"\r\n" + body)
        if cycle is not None and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.close()


class _Unread(list[tuple[bytes, bytes]]):
    """The headers that stand after a body: nobody needs them, and there may be any number."""

    def append(self, header: tuple[bytes, bytes]) -> None:
        """Forget it."""


_UNREAD = _Unread()


class _Transport:
    """A transport that writes a response's head with what comes next, or at the end of the event loop's round."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""
        self.is_closing = transport.is_closing

    def write(self, data: bytes) -> None:
        """Send bytes, or hold them back for a moment."""
        if self._head:
            data, self._head = self._head + data, b""
        elif data.startswith(_HEAD):
            self._head = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        """Send what is held back and close."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head)

    def __getattr__(self, name: str) -> Any:
        """All else is the transport's own."""
        return getattr(self._transport, name)
