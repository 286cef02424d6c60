"""A part of a file by `Range` (RFC 9110, section 14), for a client that goes on where a download broke off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from api.errors import Problem

_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


def wanted(header: str | None, size: int) -> range | None:
    """Give the bytes that a `Range` header asks for.

    Args:
        header: The header's value.
        size: Bytes of the whole.

    Returns:
        None where it is to be sent whole: no header, several ranges, or one that means nothing.

    Raises:
        Problem: 416 where no such byte is there.
    """
    found = _RANGE.fullmatch(header or "")
    if found is None or not (found[1] or found[2]):
        return None
    first = int(found[1]) if found[1] else max(0, size - int(found[2]))
    last = int(found[2]) if found[1] and found[2] else size - 1
    if found[1] and last < first < size:
        return None
    if first >= size:
        detail = f"There are {size} bytes, and none of those asked for is among them."
        raise Problem(416, detail, headers={"content-range": f"bytes */{size}"})
    return range(first, min(last, size - 1) + 1)


def cut(pieces: Iterable[bytes], part: range) -> Iterator[bytes]:
    """Give of some bytes those in a part, piece by piece."""
    place = 0
    for piece in pieces:
        if place >= part.stop:
            return
        yield from filter(None, [piece[max(0, part.start - place) : part.stop - place]])
        place += len(piece)
