"""What the handlers need of whatever answers queries: this server's own workers, or another server's endpoint."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from api.settings import Settings
from api.workers.channel import Message
from graph_builder.store import Generation, Manifest


class Source(Protocol):
    """Where the bytes of an answer come from."""

    def pieces(self) -> AsyncIterator[bytes | Message]:
        """Give the answer's bytes in pieces, and last the message that ends it."""

    def whole(self) -> tuple[bytes, Message]:
        """Give the answer's bytes and the message that ends it, where its head says that all of it is there."""


class Backend(ABC):
    """Answers queries and does writes."""

    settings: Settings
    cacheable: bool
    """Whether an answer stays right for as long as `generation` stays the same."""

    @property
    @abstractmethod
    def manifest(self) -> Manifest:
        """What is known of the graph that answers."""

    @property
    @abstractmethod
    def generation(self) -> str:
        """The name of the generation that answers."""

    @property
    @abstractmethod
    def dump(self) -> Generation | None:
        """What is sent as the whole graph, where it is on this machine."""

    @property
    def running(self) -> int:
        """How many queries run."""
        return 0

    @property
    def waiting(self) -> int:
        """How many queries wait."""
        return 0

    @property
    def killed(self) -> int:
        """How many query processes were ended since the start."""
        return 0

    @abstractmethod
    async def start(self) -> None:
        """Be ready to answer; a second call does nothing."""

    @abstractmethod
    async def stop(self) -> None:
        """Let go of everything."""

    @abstractmethod
    def ask(self, job: Message, timeout: float) -> AbstractAsyncContextManager[tuple[Message, Source]]:
        """Do a job; yields the head of the answer and the source of the rest.

        Raises:
            Problem: The job was refused, went over a limit, or found nobody to do it.
        """

    @abstractmethod
    async def write(self, job: Message, content: bytes = b"") -> Message:
        """Change the graph.

        Returns:
            `created` (whether a graph came to be) and `generation`.

        Raises:
            Problem: The write was refused.
        """

    async def fetch(self, job: Message) -> tuple[Message, bytes]:
        """Do a job and collect its whole answer: for answers known to be small."""
        async with self.ask(job, self.settings.timeout) as (head, source):
            body = b"".join([piece async for piece in source.pieces() if isinstance(piece, bytes)])
        return head, body

    def job(self, query: str, prefixes: dict[str, str], **options: object) -> Message:
        """Write a job for a query of the server's own, over the union of the graphs."""
        fixed: Message = {
            "do": "query",
            "query": query,
            "base": self.settings.base,
            "prefixes": prefixes,
            "union": True,
        }
        limits = {"max_rows": 0, "max_response": self.settings.max_response, "coding": None}
        return fixed | limits | {"default_graphs": [], "named_graphs": [], "bindings": "json", "graph": "ttl"} | options
