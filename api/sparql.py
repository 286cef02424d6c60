"""`/sparql`: queries by GET and POST as in the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from api.asgi import Receive, Scope, Send, content_type, header, notes, query_pairs, read_body, respond
from api.backend import Backend, Source
from api.cache import Answer, Cache
from api.errors import Headers, Problem
from api.federate import inline
from api.fetch import Fetcher
from api.guard import Reading, check
from api.negotiate import BINDINGS, GRAPHS, Choice, choose
from api.protocol import FORM, QUERY, QueryRequest, parse_pairs, parse_query
from api.workers.channel import Message

ALLOW = "GET, HEAD, OPTIONS, POST"
TRUNCATED = "x-truncated"
"""Header that says after how many rows an answer was cut."""

_MEDIA = {each.name: each.media_type for each in (*BINDINGS, *GRAPHS)}
_VARY = (b"vary", b"Accept, Accept-Encoding")
_FRESH = (b"cache-control", b"public, no-cache")
_VOLATILE = (b"cache-control", b"no-store")

_PATIENCE = 0.05
"""Seconds that a query runs before it is worth watching whether its client is still there."""

App = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query and how to answer it."""

    job: Message
    timeout: float
    volatile: bool
    federated: bool


class SparqlEndpoint:
    """The ASGI application at `/sparql` and `/sparql.<format>`."""

    def __init__(self, service: Backend, prefixes: dict[str, str], page: App, description: App) -> None:
        self._service = service
        self._settings = service.settings
        self._prefixes = prefixes
        self._page = page
        self._description = description
        self._cache = Cache(service.settings.cache)
        self._cached_generation = ""
        self._fetcher = Fetcher(service.settings.service_allow, service.settings.max_upload)

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
        accept, coding = header(scope, b"accept"), header(scope, b"accept-encoding")
        gzip = coding is not None and accepts_gzip(coding)
        generation = self._follow()
        key = (scope["path"], scope["query_string"], accept, gzip, body)
        answer = self._cache.get(key)
        if answer is None:
            request = read()
            choice = choose(accept, _suffix(scope["path"]) or request.format)
            if scope["method"] != "POST" and await self._other_page(scope, receive, send, request, choice):
                return
            asked = self._prepare(request, choice, gzip)
            etag = _etag(generation, key)
            if asked.volatile or not _unchanged(scope, etag):
                await _Exchange(self, (scope, receive, send), asked, etag, key).run()
                return
            answer = Answer([], b"", etag, 0)
        notes(scope).update(outcome="cached", rows=answer.rows, generation=generation)
        if _unchanged(scope, answer.etag):
            await send(
                {"type": "http.response.start", "status": 304, "headers": [(b"etag", answer.etag), _VARY, _FRESH]}
            )
            await send({"type": "http.response.body"})
            return
        await respond(send, 200, answer.headers, answer.body, head=scope["method"] == "HEAD")

    @property
    def largest(self) -> int:
        """Bytes of the largest answer worth keeping."""
        return self._cache.largest

    def keep(self, generation: str, key: tuple[object, ...], answer: Answer) -> None:
        """Keep an answer, unless the graph has moved on since it was asked."""
        if generation == self._cached_generation:
            self._cache.put(key, answer)

    def _follow(self) -> str:
        generation = self._service.generation
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

    def _prepare(self, request: QueryRequest, choice: Choice, gzip: bool) -> _Asked:
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
            "prefixes": self._needed(reading),
            "union": not (exact or request.default_graphs or request.named_graphs),
            "default_graphs": request.default_graphs,
            "named_graphs": request.named_graphs,
            "bindings": choice.bindings.name if choice.bindings else None,
            "graph": choice.graph.name if choice.graph else None,
            "gzip": gzip,
            "max_rows": settings.max_rows,
            "max_response": settings.max_response,
        }
        timeout = min(settings.timeout, request.timeout or settings.timeout)
        return _Asked(job, timeout, reading.volatile or not self._service.cacheable, bool(reading.services))

    def _needed(self, reading: Reading) -> dict[str, str]:
        """Give the default prefixes that a query uses, or all where the answer is a graph that is written with them."""
        if reading.words & {"CONSTRUCT", "DESCRIBE"}:
            return self._prefixes
        return {name: self._prefixes[name] for name in reading.prefixes if name in self._prefixes}

    async def federate(self, asked: _Asked) -> None:
        """Ask the endpoints that a query names, and put their rows in the place of its SERVICE clauses."""
        asked.job["query"] = await inline(asked.job["query"], self._fetcher, self._prefixes, asked.timeout)


class _Exchange:
    """One query on its way from a worker to a client."""

    def __init__(
        self,
        endpoint: SparqlEndpoint,
        asgi: tuple[Scope, Receive, Send],
        asked: _Asked,
        etag: bytes,
        key: tuple[object, ...],
    ) -> None:
        self._endpoint = endpoint
        self._service = endpoint._service
        self._scope, self._receive, self._send = asgi
        self._asked, self._etag, self._key = asked, etag, key
        self._started = False
        self._left = False
        self._watcher: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Ask and answer; a client that goes away ends its query."""
        query = str(self._asked.job["query"])
        generation = self._service.generation
        notes(self._scope).update(query=hashlib.sha256(query.encode()).hexdigest()[:16], generation=generation)
        watch = asyncio.get_running_loop().call_later(_PATIENCE, self._watch, asyncio.current_task())
        try:
            await self._exchange(generation)
        except asyncio.CancelledError:
            if not self._left:
                raise
            notes(self._scope)["outcome"] = "abandoned"
        finally:
            watch.cancel()
            if self._watcher is not None:
                self._watcher.cancel()

    def _watch(self, task: asyncio.Task[Any] | None) -> None:
        self._watcher = asyncio.create_task(self._end_when_gone(task))

    async def _end_when_gone(self, task: asyncio.Task[Any] | None) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._left = True
        if task is not None:
            task.cancel()

    async def _exchange(self, generation: str) -> None:
        try:
            if self._asked.federated:
                await self._endpoint.federate(self._asked)
            async with self._service.ask(self._asked.job, self._asked.timeout) as (head, source):
                await self._relay(head, source, generation)
        except Problem as problem:
            if not self._started:
                raise
            # The response's end is left out, so that the client sees a broken transfer and no short answer.
            notes(self._scope)["outcome"] = str(problem.fields.get("limit", "cut"))

    async def _relay(self, head: Message, source: Source, generation: str) -> None:
        """Pass the answer on: in one go if it is all there, else as it comes."""
        headers = self._headers(head)
        self._started = True
        if head.get("whole"):
            body = await self._collect(source, headers, generation)
            await respond(self._send, 200, headers, body, head=self._scope["method"] == "HEAD")
            return
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        if self._scope["method"] != "HEAD":
            await self._collect(source, headers, generation, self._body)
        await self._send({"type": "http.response.body"})

    async def _collect(
        self, source: Source, headers: Headers, generation: str, each: Callable[[bytes], Awaitable[None]] | None = None
    ) -> bytes:
        """Read the answer's bytes, handing each piece on, and keep the whole if it is not too large."""
        kept: list[bytes] = []
        size = 0
        async for piece in source.pieces():
            if isinstance(piece, dict):
                notes(self._scope).update(outcome="answered", rows=piece["rows"], bytes=piece["bytes"])
                if not self._asked.volatile and size <= self._endpoint.largest:
                    answer = Answer(headers, b"".join(kept), self._etag, int(piece["rows"]))
                    self._endpoint.keep(generation, self._key, answer)
                break
            size += len(piece)
            if each is not None:
                await each(piece)
            if each is None or size <= self._endpoint.largest:
                kept.append(piece)
        return b"".join(kept)

    async def _body(self, piece: bytes) -> None:
        await self._send({"type": "http.response.body", "body": piece, "more_body": True})

    def _headers(self, head: Message) -> Headers:
        media = _MEDIA[str(head["format"])]
        headers = [
            (b"content-type", (media + "; charset=utf-8" if media.startswith("text/") else media).encode()),
            _VARY,
        ]
        headers += [_VOLATILE] if self._asked.volatile else [_FRESH, (b"etag", self._etag)]
        if head["gzip"]:
            headers.append((b"content-encoding", b"gzip"))
        if head["truncated"]:
            rows = self._service.settings.max_rows
            headers.append((TRUNCATED.encode(), f"after {rows} rows".encode()))
        return headers


def accepts_gzip(coding: str) -> bool:
    """Read an Accept-Encoding header."""
    for item in coding.lower().split(","):
        name, _, parameter = item.partition(";")
        if name.strip() in ("gzip", "*"):
            return parameter.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


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


def _etag(generation: str, key: tuple[object, ...]) -> bytes:
    digest = hashlib.sha256(repr((generation, key)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f'W/"{generation}-{digest}"'.encode()


def _unchanged(scope: Scope, etag: bytes) -> bool:
    wanted = header(scope, b"if-none-match")
    if wanted is None or scope["method"] == "POST":
        return False
    bare = etag.decode().removeprefix("W/")
    return any(each.strip().removeprefix("W/") == bare for each in wanted.split(","))
