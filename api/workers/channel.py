"""The server's end of a socket to one of its processes."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

from api.errors import ApiError
from api.workers.frames import HEADER_SIZE, header

Message = dict[str, Any]


class ChannelClosedError(ApiError):
    """The process at the other end is gone."""


class Channel:
    """Frames to and from a process, and sockets to it."""

    def __init__(self, ours: socket.socket, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._socket = ours
        self._reader = reader
        self._writer = writer

    @classmethod
    async def pair(cls) -> tuple[Channel, socket.socket]:
        """Make a channel, and the end of it that a process is to have."""
        ours, theirs = socket.socketpair()
        reader, writer = await asyncio.open_connection(sock=ours, limit=1 << 20)
        return cls(ours, reader, writer), theirs

    def write(self, data: bytes) -> None:
        """Send bytes when there is room."""
        self._writer.write(data)

    def send_socket(self, order: bytes, theirs: socket.socket) -> None:
        """Send an order of one byte with a socket attached, and close that socket here."""
        with theirs:
            socket.send_fds(self._socket, [order], [theirs.fileno()])

    async def read(self) -> tuple[bytes, bytes]:
        """Wait for a frame.

        Raises:
            ChannelClosedError: The process is gone.
        """
        try:
            kind, length = header(await self._reader.readexactly(HEADER_SIZE))
            return kind, await self._reader.readexactly(length)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise ChannelClosedError("the process ended") from error

    async def read_message(self) -> tuple[bytes, Message]:
        """Wait for a frame of JSON."""
        kind, payload = await self.read()
        return kind, json.loads(payload)

    async def read_line(self) -> bytes:
        """Wait for a line; empty when the process is gone."""
        return await self._reader.readline()

    def close(self) -> None:
        """Let the process end when it is done."""
        self._writer.close()

    def abort(self) -> None:
        """Drop what was not sent yet."""
        self._writer.transport.abort()
