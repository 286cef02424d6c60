"""How the server and its workers talk: frames over a socket pair.

A frame is one byte for its kind, four for its length, and that many bytes. A job is one frame of JSON; its answer is
HEAD (JSON), any number of DATA, and END (JSON), or FAILED (JSON), which may also come after DATA. ENDED (JSON) tells
which process ended and how.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from typing import Any

_HEADER = struct.Struct(">cI")
HEADER_SIZE = _HEADER.size

HELLO, JOB, HEAD, DATA, END, FAILED, ENDED = b"L", b"J", b"H", b"D", b"E", b"F", b"X"


def frame(kind: bytes, payload: bytes) -> bytes:
    """Write a frame."""
    return _HEADER.pack(kind, len(payload)) + payload


def message(kind: bytes, value: dict[str, Any]) -> bytes:
    """Write a frame of JSON."""
    return frame(kind, json.dumps(value).encode())


def header(data: bytes | memoryview, place: int = 0) -> tuple[bytes, int]:
    """Read a frame's first bytes, which stand at `place`: its kind and length."""
    kind, length = _HEADER.unpack_from(data, place)
    return kind, length


def frames(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Read frames that are all there."""
    place = 0
    while place < len(data):
        kind, length = header(data, place)
        place += HEADER_SIZE
        yield kind, data[place : place + length]
        place += length


def write_all(descriptor: int, data: bytes) -> None:
    """Write everything; `os.write` because a jailed worker has no `send`."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def read_exactly(descriptor: int, size: int) -> bytes | None:
    """Read that many bytes; None when the other side is gone."""
    pieces = []
    while size:
        piece = os.read(descriptor, min(size, 1 << 20))
        if not piece:
            return None
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def read_frame(descriptor: int) -> tuple[bytes, bytes] | None:
    """Wait for a frame; None when the other side is gone."""
    start = read_exactly(descriptor, HEADER_SIZE)
    if start is None:
        return None
    kind, length = header(start)
    payload = read_exactly(descriptor, length)
    return None if payload is None else (kind, payload)
