"""What is kept of requests: answers, by generation, query and format, and what was read of the last ones.

An answer is never stale, as a generation does not change.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from api.errors import Headers

V = TypeVar("V")

Key = tuple[str | bytes | None, ...]
"""What of a request its answer depends on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer."""

    headers: Headers
    body: bytes
    etag: bytes
    rows: int


class Cache:
    """The answers asked for last, up to a number of bytes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    @property
    def largest(self) -> int:
        """Bytes of the largest answer worth keeping."""
        return self._size // 16

    def get(self, key: Key) -> Answer | None:
        """Give an answer if it was kept."""
        found = self._answers.get(key)
        if found is not None:
            self._answers.move_to_end(key)
        return found

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer; those not asked for the longest give way."""
        if len(answer.body) > self.largest or key in self._answers:
            return
        self._answers[key] = answer
        self._used += _cost(key, answer)
        while self._used > self._size:
            self._used -= _cost(*self._answers.popitem(last=False))

    def clear(self) -> None:
        """Forget everything, when the generation changes."""
        self._answers.clear()
        self._used = 0


class Recent(Generic[V]):
    """The values that were needed last, up to a number of them.

    Args:
        most: How many.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, V] = OrderedDict()

    def get(self, key: Hashable) -> V | None:
        """Give a value if it was kept."""
        found = self._values.get(key)
        if found is not None:
            self._values.move_to_end(key)
        return found

    def put(self, key: Hashable, value: V) -> None:
        """Keep a value; the one not needed for the longest gives way."""
        self._values[key] = value
        if len(self._values) > self._most:
            self._values.popitem(last=False)


def size_of(key: Key) -> int:
    """Give how long a request is by which an answer is known: its parts that are text."""
    return sum(len(part) for part in key if part is not None)


def _cost(key: Key, answer: Answer) -> int:
    return len(answer.body) + size_of(key) + 1024
