"""`/sparql`: queries by GET and POST as in the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from api.asgi import Receive, Scope, Send, content_type, header, notes, query_pairs, read_body, respond
from api.backend import Backend
from api.cache import Answer, Cache, Key, Recent, size_of
from api.errors import Problem
from api.exchange import FRESH, VARY, Asked, Exchange
from api.guard import Reading, check
from api.negotiate import Choice, choose, choose_coding
from api.protocol import FORM, QUERY, QueryRequest, parse_pairs, parse_query
from api.workers.answer import WITH_PREFIXES
from api.workers.channel import Message
from api.workers.frames import Job

if TYPE_CHECKING:
    from api.federate import Federation

ALLOW = "GET, HEAD, OPTIONS, POST"

_MOST_READ = 1000
"""Requests of which it is kept what was read in them, as people and programs ask the same again and again."""

_SHORT = 8192
"""Bytes of the longest request that is worth keeping, or whose answer is."""

_LONG = 64 * 1024
"""Bytes of a request from which on it is read beside the loop that serves others: a megabyte takes a second."""

App = Callable[[Scope, Receive, Send], Awaitable[None]]


class SparqlEndpoint:
    """The ASGI application at `/sparql` and `/sparql.<format>`."""

    def __init__(self, service: Backend, prefixes: dict[str, str], page: App, description: App) -> None:
        self.service = service
        self._settings = service.settings
        self._prefixes = prefixes
        self._page = page
        self._description = description
        self._cache = Cache(service.settings.cache)
        self._read: Recent[Asked] = Recent(_MOST_READ)
        self._cached_generation = ""
        self._federation = self._to_others() if service.settings.service_allow else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        method = scope["method"]
        if method in ("GET", "HEAD"):
            await self.answer(scope, receive, send, partial(_read, scope, b"", b""), b"")
        elif method == "POST":
            kind = content_type(scope)
            if kind not in (FORM, QUERY):
                raise Problem(415, f"A query is posted as {FORM} or {QUERY}, not as {kind or 'nothing named'!r}.")
            body = await read_body(scope, receive, 4 * self._settings.max_query)
            await self.answer(scope, receive, send, partial(_read, scope, kind.encode(), body), kind.encode() + body)
        elif method == "OPTIONS":
            await respond(send, 204, [(b"allow", ALLOW.encode())], b"")
        else:
            raise Problem(405, f"{method} is not offered here; there is: {ALLOW}.", headers={"allow": ALLOW})

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, read: Callable[[], QueryRequest], body: bytes
    ) -> None:
        """Answer from the cache, or read the request and ask.

        Args:
            scope: The request; the cache knows answers by its path, query string and headers.
            receive: As in ASGI.
            send: As in ASGI.
            read: Gives the query; called only where there is no answer yet.
            body: What else tells requests apart.
        """
        accept = header(scope, b"accept")
        coding = choose_coding(header(scope, b"accept-encoding"))
        generation = self._follow()
        key = (scope["path"], scope["query_string"], accept, coding, body)
        answer = self._cache.get(key)
        if answer is None:
            asked = self._read.get(key)
            if asked is None:
                request = read()
                choice = choose(accept, _suffix(scope["path"]) or request.format)
                if scope["method"] != "POST" and await self._other_page(scope, receive, send, request, choice):
                    return
                if size_of(key) <= _LONG:
                    asked = self._prepare(request, choice, coding, key)
                else:
                    asked = await asyncio.to_thread(self._prepare, request, choice, coding, key)
                if size_of(key) <= _SHORT:
                    self._read.put(key, asked)
            etag = f'W/"{generation}-{asked.digest}"'.encode()
            if asked.volatile or not _unchanged(scope, etag):
                await Exchange(self, (scope, receive, send), asked, etag, key).run()
                return
            answer = Answer([], b"", etag, 0)
        notes(scope).update(outcome="cached", rows=answer.rows, generation=generation)
        if _unchanged(scope, answer.etag):
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", answer.etag), VARY, FRESH]})
            await send({"type": "http.response.body"})
            return
        await respond(send, 200, answer.headers, answer.body, head=scope["method"] == "HEAD")

    async def collect(self, request: QueryRequest, max_rows: int) -> tuple[Message, bytes]:
        """Answer whole and as JSON, with so many rows at most: for a page.

        Raises:
            Problem: As for any query.
        """
        asked = self._prepare(request, choose(None, "json"), None, ())
        if asked.federated:
            asked = await self.federate(asked)
        async with self.service.ask(asked.job | {"max_rows": max_rows}, asked.timeout) as (head, source):
            return head, b"".join([piece async for piece in source.pieces() if isinstance(piece, bytes)])

    @property
    def largest(self) -> int:
        """Bytes of the largest answer worth keeping."""
        return self._cache.largest

    def keep(self, generation: str, key: Key, answer: Answer) -> None:
        """Keep an answer to a short request, unless the graph has moved on since it was asked."""
        if generation == self._cached_generation and size_of(key) <= _SHORT:
            self._cache.put(key, answer)

    def _follow(self) -> str:
        generation = self.service.generation
        if generation != self._cached_generation:
            self._cache.clear()
            self._cached_generation = generation
        return generation

    async def _other_page(
        self, scope: Scope, receive: Receive, send: Send, request: QueryRequest, choice: Choice
    ) -> bool:
        """Give the editor to a browser and the service description to a tool that asks nothing."""
        if choice.html:
            await self._page(scope, receive, send)
        elif request.query is None:
            await self._description(scope, receive, send)
        return choice.html or request.query is None

    def _prepare(self, request: QueryRequest, choice: Choice, coding: str | None, key: Key) -> Asked:
        settings = self._settings
        if request.query is None:
            raise Problem(400, "There is no query in the request: send one as `query`.")
        reading = check(request.query, max_bytes=settings.max_query, max_depth=settings.max_depth)
        if reading.services and not settings.service_allow:
            raise Problem(403, f"SERVICE {reading.services[0]} is refused: this server asks no other servers.")
        exact = settings.default_graph == "exact" or reading.names_dataset
        job: Message = {
            "do": "query",
            "query": request.query,
            "base": settings.base,
            "prefixes": self._needed(reading, choice),
            "union": not (exact or request.default_graphs or request.named_graphs),
            "default_graphs": request.default_graphs,
            "named_graphs": request.named_graphs,
            "bindings": choice.bindings.name if choice.bindings else None,
            "graph": choice.graph.name if choice.graph else None,
            "coding": coding,
            "max_rows": settings.max_rows,
            "max_response": settings.max_response,
        }
        timeout = min(settings.timeout, request.timeout or settings.timeout)
        volatile = reading.volatile or not self.service.cacheable
        return Asked(Job(job), timeout, volatile, bool(reading.services), _hash(request.query), _hash(repr(key)))

    def _needed(self, reading: Reading, choice: Choice) -> dict[str, str]:
        """Give the default prefixes that a query uses, or all where the answer is a graph that is written with them."""
        graph = choice.graph is not None and choice.graph.name in WITH_PREFIXES
        if graph and reading.words & {"CONSTRUCT", "DESCRIBE"}:
            return self._prefixes
        return {name: iri for name, iri in self._prefixes.items() if name in reading.prefixes}

    async def federate(self, asked: Asked) -> Asked:
        """Ask the endpoints that a query names, and put their rows in the place of its SERVICE clauses."""
        assert self._federation is not None, "where nobody may be asked, no query is federated"
        return await self._federation.join(asked)

    def _to_others(self) -> Federation:
        """Make what asks other endpoints; its libraries are loaded only where some may be asked."""
        from api.federate import Federation  # noqa: PLC0415
        from api.fetch import Fetcher  # noqa: PLC0415

        settings = self._settings
        fetcher = Fetcher(settings.service_allow, settings.max_service)
        return Federation(fetcher, self._run, self._prefixes, max(1, settings.long_queries))

    async def _run(self, job: Message, timeout: float) -> bytes:
        async with self.service.ask(job, timeout) as (_, source):
            return b"".join([piece async for piece in source.pieces() if isinstance(piece, bytes)])


def _read(scope: Scope, kind: bytes, body: bytes) -> QueryRequest:
    pairs = query_pairs(scope)
    if kind == FORM.encode():
        return parse_query(pairs + parse_pairs(body))
    if kind:
        try:
            return parse_query(pairs, body.decode("utf-8"))
        except UnicodeDecodeError:
            raise Problem(400, "The query is not UTF-8.") from None
    return parse_query(pairs)


def _suffix(path: str) -> str | None:
    return path.rpartition(".")[2] if "." in path else None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _unchanged(scope: Scope, etag: bytes) -> bool:
    wanted = header(scope, b"if-none-match")
    if wanted is None or scope["method"] == "POST":
        return False
    bare = etag.decode().removeprefix("W/")
    return any(each.strip().removeprefix("W/") == bare for each in wanted.split(","))
