"""What is worked out of a generation is kept until the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest

from api.errors import Problem
from api.pages.kept import Kept
from api.pages.site import Site
from api.pages.warm import Warmer

Value = TypeVar("Value")


def in_a_loop(work: Coroutine[Any, Any, Value]) -> Value:
    """Run in a thread of its own: in this one the browser's loop may be running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def service(*, cacheable: bool = True) -> Any:
    return SimpleNamespace(generation="1-a", cacheable=cacheable)


def test_it_is_made_once_a_generation_however_many_ask() -> None:
    backend, made = service(), []

    async def make() -> str:
        await asyncio.sleep(0)
        made.append(backend.generation)
        return str(backend.generation)

    async def run() -> list[str]:
        kept = Kept(backend, make)
        first = await asyncio.gather(kept.get(), kept.get())
        backend.generation = "2-b"
        return [*first, await kept.get(), await kept.get()]

    assert in_a_loop(run()) == ["1-a", "1-a", "2-b", "2-b"]
    assert made == ["1-a", "2-b"]


def test_a_failure_is_not_kept() -> None:
    outcomes: list[Any] = [ValueError("busy"), "well"]

    async def make() -> str:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return str(outcome)

    async def run() -> str:
        kept = Kept(service(), make)
        with pytest.raises(ValueError, match="busy"):
            await kept.get()
        return await kept.get()

    assert in_a_loop(run()) == "well"


def test_what_may_change_unseen_is_not_kept() -> None:
    numbers = iter(range(9))

    async def make() -> int:
        return next(numbers)

    async def run() -> list[int]:
        kept = Kept(service(cacheable=False), make)
        return [await kept.get(), await kept.get()]

    assert in_a_loop(run()) == [0, 1]


def test_a_reader_that_goes_away_does_not_take_the_value_along() -> None:
    async def run() -> str:
        go = asyncio.Event()

        async def make() -> str:
            await go.wait()
            return "made"

        kept = Kept(service(), make)
        leaving, staying = asyncio.create_task(kept.get()), asyncio.create_task(kept.get())
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.sleep(0)
        go.set()
        return await staying

    assert in_a_loop(run()) == "made"


def test_who_does_not_wait_gets_it_once_it_is_made() -> None:
    async def run() -> list[str | None]:
        go = asyncio.Event()

        async def make() -> str:
            await go.wait()
            return "made"

        kept = Kept(service(), make)
        before = kept.now()
        go.set()
        await kept.get()
        return [before, kept.now()]

    assert in_a_loop(run()) == [None, "made"]


def test_who_does_not_wait_does_not_begin_again_what_failed() -> None:
    begun: list[str] = []

    async def run() -> list[object]:
        async def make() -> str:
            begun.append("again")
            raise ValueError("too much")

        kept = Kept(service(), make)
        shown = [kept.now()]
        with pytest.raises(ValueError, match="too much"):
            await kept.get()
        return [*shown, kept.now(), kept.now()]

    assert in_a_loop(run()) == [None, None, None]
    assert begun == ["again"]


def test_everything_is_made_beforehand_and_again_for_the_next_generation() -> None:
    backend, made = service(), []
    backend.settings = SimpleNamespace(warm=True, poll=0.001)

    refusals = [Problem(503, "busy")]

    async def refused() -> str:
        if refusals:
            raise refusals.pop()
        return "well"

    async def make() -> str:
        made.append(backend.generation)
        return str(backend.generation)

    async def run() -> None:
        site = Site(backend, {})
        site.keep(refused)
        kept = site.keep(make)
        warmer = Warmer(site)
        warmer.start()
        for generation in ("1-a", "2-b"):
            backend.generation = generation
            while warmer.generation != generation:
                await asyncio.sleep(0.001)
            assert kept.now() == generation
        await warmer.stop()

    in_a_loop(run())
    assert made == ["1-a", "2-b"]
