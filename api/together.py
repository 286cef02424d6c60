"""How responses go onto the wire: the head and the first bytes of the body in one piece.

uvicorn writes them one after the other, so that a client is woken twice and waits once more.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_HEAD = b"HTTP/1.1 "


class Together(HttpToolsProtocol):
    """uvicorn's protocol over a transport that holds a head back until the body begins."""

    def connection_made(self, transport: Any) -> None:
        """Begin a connection."""
        super().connection_made(_Transport(transport, self.loop))  # type: ignore[arg-type]


class _Transport:
    """A transport that writes a response's head with what comes next, or at the end of the event loop's round."""

    def __init__(self, transport: Any, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""

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
