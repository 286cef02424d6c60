"""How the server and its workers talk: frames over a socket pair.

A frame is one byte for its kind, four for its length, and that many bytes. A job is one frame: JOB is JSON, QUERY the
length of all that it says beside the query's text, that as JSON, and the text. Its answer is HEAD (JSON), any number of
DATA, and END (JSON), or FAILED (JSON), which may also come after DATA. A short answer is WHOLE instead: what END says
as numbers, the length of what HEAD says, that as JSON, and the data. ENDED (JSON) tells which process ended and how.

What queries say beside their text, and the heads of answers, are few: each is read and written as JSON once.
"""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any

_HEADER = struct.Struct(">cI")
HEADER_SIZE = _HEADER.size
_END = struct.Struct(">QQdI")
_LENGTH = struct.Struct(">I")

HELLO, JOB, QUERY, HEAD, DATA, END, WHOLE, FAILED, ENDED = b"L", b"J", b"Q", b"H", b"D", b"E", b"W", b"F", b"X"

_SHORT = 16 * 1024
"""Bytes of a job that is read at once, and up to which what it says beside the query is kept."""


class Job(dict[str, Any]):
    """A job that does not change: it is written once, however often it is given."""

    @cached_property
    def frame(self) -> bytes:
        """The job as a frame."""
        return asked(self)


def frame(kind: bytes, payload: bytes) -> bytes:
    """Write a frame."""
    return _HEADER.pack(kind, len(payload)) + payload


def message(kind: bytes, value: dict[str, Any]) -> bytes:
    """Write a frame of JSON."""
    return frame(kind, json.dumps(value).encode())


def asked(job: dict[str, Any]) -> bytes:
    """Write a job for a worker as a frame."""
    if "query" not in job:
        return message(JOB, job)
    told = json.dumps({name: value for name, value in job.items() if name != "query"}).encode()
    text: str = job["query"]
    return frame(QUERY, _LENGTH.pack(len(told)) + told + text.encode("utf-8", "surrogatepass"))


def read_asked(kind: bytes, payload: bytes) -> dict[str, Any]:
    """Read a job for a worker; what it holds is not to be changed."""
    if kind == JOB:
        job: dict[str, Any] = json.loads(payload)
        return job
    [length] = _LENGTH.unpack_from(payload)
    place = _LENGTH.size + length
    told = payload[_LENGTH.size : place]
    read = _told if length <= _SHORT else _told.__wrapped__
    return read(told) | {"query": payload[place:].decode("utf-8", "surrogatepass")}


@lru_cache(maxsize=256)
def _told(told: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told)
    return found


def whole(head: dict[str, Any], size: int, rows: int, processor: float, data: bytes) -> bytes:
    """Write a whole answer: its head, what END would say, and the data."""
    told = _written(tuple(head.items()))
    length = _END.size + len(told) + len(data)
    return b"".join((_HEADER.pack(WHOLE, length), _END.pack(size, rows, processor, len(told)), told, data))


@lru_cache(maxsize=256)
def _written(head: tuple[tuple[str, Any], ...]) -> bytes:
    return json.dumps(dict(head)).encode()


def read_whole(payload: bytes) -> tuple[dict[str, Any], bytes, dict[str, Any]]:
    """Read a whole answer: its head, in which `whole` says so, its data and its end."""
    size, rows, processor, length = _END.unpack_from(payload)
    place = _END.size + length
    end = {"bytes": size, "rows": rows, "processor": processor}
    return _head(payload[_END.size : place]), payload[place:], end


@lru_cache(maxsize=256)
def _head(told: bytes) -> dict[str, Any]:
    """Read a head; there are few, so that each is read once."""
    head: dict[str, Any] = json.loads(told)
    return head | {"whole": True}


def unpack(data: bytes) -> tuple[dict[str, Any], bytes, dict[str, Any]]:
    """Read all the frames of an answer: its head, its data, and how it ended or why it failed."""
    head: dict[str, Any] = {}
    end: dict[str, Any] = {}
    body = b""
    for kind, payload in frames(data):
        if kind == WHOLE:
            return read_whole(payload)
        if kind == DATA:
            body += payload
        elif kind == HEAD:
            head = json.loads(payload)
        else:
            end = json.loads(payload)
    return head, body, end


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


def read_alone(descriptor: int) -> tuple[bytes, bytes] | None:
    """Wait for a frame after which nothing comes until it is answered; None when the other side is gone.

    A short one is read at once.
    """
    data = os.read(descriptor, _SHORT)
    if len(data) < HEADER_SIZE:
        rest = read_exactly(descriptor, HEADER_SIZE - len(data)) if data else None
        if rest is None:
            return None
        data += rest
    kind, length = header(data)
    payload = data[HEADER_SIZE:]
    if len(payload) == length:
        return kind, payload
    rest = read_exactly(descriptor, length - len(payload))
    return None if rest is None else (kind, payload + rest)


def read_frame(descriptor: int) -> tuple[bytes, bytes] | None:
    """Wait for a frame; None when the other side is gone."""
    start = read_exactly(descriptor, HEADER_SIZE)
    if start is None:
        return None
    kind, length = header(start)
    payload = read_exactly(descriptor, length)
    return None if payload is None else (kind, payload)
