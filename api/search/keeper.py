"""Search as a running server has it: has the index of each generation built, and asks the one that is ready."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import suppress

from api.backend import Backend
from api.errors import Problem
from api.search.build import index_folder, tidy
from api.search.find import Results, Searcher
from api.search.schema import KINDS, Kind

__all__ = ["Keeper"]

log = logging.getLogger("kamergraaf")


class Keeper:
    """Keeps an index open for the generation that is served; while a new one is built, the one before answers.

    Args:
        service: Tells the generation and where the store is; a remote store has no index.
    """

    def __init__(self, service: Backend) -> None:
        self._service = service
        self._searcher: Searcher | None = None
        self._generation = ""
        self._task: asyncio.Task[None] | None = None
        self._process: asyncio.subprocess.Process | None = None

    @property
    def off(self) -> bool:
        """Whether there will be no index at all."""
        return self._service.settings.remote

    @property
    def generation(self) -> str:
        """The generation of the index that answers; empty without one."""
        return self._generation

    def start(self) -> None:
        """Begin to follow the generations."""
        if not self.off and self._task is None:
            self._task = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Stop following, and end a build that runs."""
        if self._task is not None:
            self._task.cancel()
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def find(
        self, asked: str, limit: int, kinds: tuple[Kind, ...] = KINDS, offset: int = 0
    ) -> tuple[Results, ...] | None:
        """Find by words; None where there is no index (yet)."""
        if self._searcher is None:
            return None
        return await asyncio.to_thread(self._searcher.find, asked, limit, kinds, offset)

    async def _follow(self) -> None:
        tried = ""
        while True:
            with suppress(Problem):
                generation = self._service.generation
                if generation not in (self._generation, tried):
                    tried = generation
                    await self._adopt(generation)
            await asyncio.sleep(self._service.settings.poll)

    async def _adopt(self, generation: str) -> None:
        settings = self._service.settings
        folder = index_folder(settings.store_path, generation)
        if not folder.exists():
            command = ("-m", "api.search.build", str(settings.store_path.resolve()), generation, settings.base)
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *command, stderr=asyncio.subprocess.PIPE
            )
            _, said = await self._process.communicate()
            if self._process.returncode:
                reason = said.decode(errors="replace").strip().rpartition("\n")[2]
                log.warning("search is off for generation %s: its index could not be built: %s", generation, reason)
                return
        else:
            await asyncio.to_thread(tidy, settings.store_path, generation)
        try:
            self._searcher = await asyncio.to_thread(Searcher, folder)
        except (OSError, ValueError) as error:
            log.warning("search is off for generation %s: its index cannot be read: %s", generation, error)
            return
        self._generation = generation
