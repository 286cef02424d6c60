"""The server's end of a socket to one of its processes."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import deque
from typing import Any, cast

from api.errors import ApiError
from api.workers.frames import HEADER_SIZE, header

Message = dict[str, Any]

_MOST_HELD = 1 << 20
"""Bytes of frames that wait to be read before the process at the other end has to wait as well."""


class ChannelClosedError(ApiError):
    """The process at the other end is gone."""


class Channel(asyncio.Protocol):
    """Frames to and from a process, and sockets to it.

    A protocol and not a pair of streams: an answer that comes in one piece is taken apart in one go, which halves the
    time that a small one takes.
    """

    def __init__(self, ours: socket.socket) -> None:
        self._socket = ours
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._frames: deque[tuple[bytes, bytes]] = deque()
        self._held = 0
        self._paused = False
        self._closed = False
        self._waiting: asyncio.Future[None] | None = None

    @classmethod
    async def pair(cls) -> tuple[Channel, socket.socket]:
        """Make a channel, and the end of it that a process is to have."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        channel = cls(ours)
        await asyncio.get_running_loop().create_connection(lambda: channel, sock=ours)
        return channel, theirs

    def write(self, data: bytes) -> None:
        """Send bytes when there is room.

        Raises:
            ChannelClosedError: The process is gone.
        """
        if self._closed:
            raise ChannelClosedError("the process ended")
        self._open.write(data)

    def send_socket(self, order: bytes, theirs: socket.socket) -> None:
        """Send an order of one byte with a socket attached, and close that socket here."""
        with theirs:
            socket.send_fds(self._socket, [order], [theirs.fileno()])

    async def read(self) -> tuple[bytes, bytes]:
        """Wait for a frame.

        Raises:
            ChannelClosedError: The process is gone.
        """
        while not self._frames:
            if self._closed:
                raise ChannelClosedError("the process ended")
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                await self._waiting
            finally:
                self._waiting = None
        kind, payload = self._frames.popleft()
        self._held -= len(payload)
        if self._paused and not self._closed and self._held < _MOST_HELD / 2:
            self._paused = False
            self._open.resume_reading()
        return kind, payload

    async def read_message(self) -> tuple[bytes, Message]:
        """Wait for a frame of JSON."""
        kind, payload = await self.read()
        return kind, json.loads(payload)

    def close(self) -> None:
        """Let the process end when it is done."""
        self._open.close()

    def abort(self) -> None:
        """Drop what was not sent yet."""
        self._open.abort()

    @property
    def _open(self) -> asyncio.Transport:
        assert self._transport is not None
        return self._transport

    # ---- What the event loop calls -----------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take the frames that are all there; what comes is most often one."""
        if not self._buffer and len(data) >= HEADER_SIZE:
            kind, length = header(data)
            if HEADER_SIZE + length == len(data):
                self._take(kind, data[HEADER_SIZE:])
                self._wake()
                return
        self._buffer += data
        place, size = 0, len(self._buffer)
        with memoryview(self._buffer) as view:
            while size - place >= HEADER_SIZE:
                kind, length = header(view, place)
                end = place + HEADER_SIZE + length
                if end > size:
                    break
                self._take(kind, bytes(view[end - length : end]))
                place = end
        del self._buffer[:place]
        if self._frames:
            self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        """End; frames that have come are still read."""
        self._closed = True
        self._wake()

    def _take(self, kind: bytes, payload: bytes) -> None:
        self._frames.append((kind, payload))
        self._held += len(payload)
        if not self._paused and self._held > _MOST_HELD:
            self._paused = True
            self._open.pause_reading()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
