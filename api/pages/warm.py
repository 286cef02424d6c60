"""Works out beforehand what pages keep of a generation, so that nobody who reads waits for it."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from api.errors import Problem
from api.pages.site import Site

__all__ = ["Warmer"]

log = logging.getLogger("kamergraaf")

_LONGEST = 600.0
"""Seconds between attempts, at most."""


class Warmer:
    """Follows the generations: as soon as one is served, everything that is kept of it is made, one thing at a time.

    One at a time, as readers' queries come first; who asks for something before its turn has it made at once.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._task: asyncio.Task[None] | None = None
        self._done = ""

    @property
    def generation(self) -> str:
        """The generation of which everything is made; empty before the first."""
        return self._done

    def start(self) -> None:
        """Begin to follow the generations, unless the settings say otherwise or nothing may be kept."""
        if self._task is None and self._site.service.settings.warm and self._site.service.cacheable:
            self._task = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Stop following."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _follow(self) -> None:
        service, pause = self._site.service, 0.0
        while True:
            generation = service.generation
            if generation != self._done:
                made = await self._make(generation)
                self._done = generation if made else self._done
                # What fails, as on a server that is too busy, is tried again, ever more seldom.
                pause = 0.0 if made else min(2 * pause + service.settings.poll, _LONGEST)
            waited = 0.0
            while service.generation == generation and (waited < pause or generation == self._done):
                await asyncio.sleep(service.settings.poll)
                waited += service.settings.poll

    async def _make(self, generation: str) -> bool:
        """Make everything; False where that failed, or another generation came meanwhile."""
        whole = True
        for kept in self._site.kept:
            if self._site.service.generation != generation:
                return False
            try:
                await kept.get()
            except Problem as problem:
                log.warning("what pages keep of generation %s could not all be made: %s", generation, problem)
                whole = False
        return whole
