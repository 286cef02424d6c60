"""What is worked out of a whole generation once, and kept until the next one is served."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from api.backend import Backend

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """A value that stays right for as long as the generation stays the same.

    The first that asks has it made; those that ask meanwhile wait for the same making. A failure is not kept.

    Args:
        service: Tells which generation answers, and whether its answers may be kept at all.
        make: Makes the value.
    """

    def __init__(self, service: Backend, make: Callable[[], Awaitable[Value]]) -> None:
        self._service = service
        self._make = make
        self._generation: str | None = None
        self._making: asyncio.Task[Value] | None = None

    async def get(self) -> Value:
        """Give the value for the generation that answers now.

        Raises:
            Problem: It cannot be made now.
        """
        if not self._service.cacheable:
            return await self._make()
        # A reader that goes away must not take the value from those that wait with it.
        return await asyncio.shield(self._begin())

    def now(self) -> Value | None:
        """Give the value where it has been made for the generation that answers now; else None, and it is made.

        What could not be made is not begun again here, as every reader would begin it: that is left to the `Warmer`.
        """
        if not self._service.cacheable:
            return None
        making = self._making if self._generation == self._service.generation else None
        making = making or self._begin()
        return making.result() if making.done() and not _failed(making) else None

    def _begin(self) -> asyncio.Task[Value]:
        """Have it made, unless that is under way or done."""
        generation = self._service.generation
        if self._making is None or generation != self._generation or _failed(self._making):
            self._generation = generation
            self._making = asyncio.ensure_future(self._make())
        return self._making


def _failed(task: asyncio.Task[Value]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None)
