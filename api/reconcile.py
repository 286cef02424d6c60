"""`/reconcile`: other people's tables matched to actors and papers, as OpenRefine asks it.

The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group). What can be matched is asked of the
graph itself, so that any store will do, once for each generation, and read in a thread beside the event loop, while the
one before is still matched against. Each answer is found in a thread too, query by query, until the time that any query
may take.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

import pyoxigraph as ox

from api.asgi import Receive, Scope, Send, content_type, query_pairs, read_body, respond
from api.backend import Backend
from api.errors import Headers, Problem
from api.openapi import problem
from api.protocol import FORM, Pairs, parse_pairs
from graph_builder.errors import QueryError
from graph_builder.iris import Base
from graph_builder.link.entities import entities_query, load_entities
from graph_builder.link.reconcile import Reconciler, read_batch

log = logging.getLogger("kamergraaf")

MOST_STATEMENTS = 2_000_000
"""Statements about actors and papers that are held in memory."""
MOST_WAITING = 32
"""Requests that may wait for their turn."""
FRESH = 300.0
"""Seconds for which what another server's graph held is taken to hold."""

_THREADS = 2
_JSON: Headers = [(b"content-type", b"application/json; charset=utf-8"), (b"cache-control", b"no-cache")]
_PREVIEW: Headers = [
    (b"content-type", b"text/html; charset=utf-8"),
    # Clients show a preview in a frame of theirs, so frames are not forbidden here.
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'"),
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-cache"),
]

_Value = TypeVar("_Value")


class Reconciliation:
    """The ASGI application at `/reconcile`.

    Args:
        service: Who answers queries.
        root: Gives the server's address as the client of a request sees it.
    """

    def __init__(self, service: Backend, root: Callable[[Scope], str]) -> None:
        self._service, self._root = service, root
        self._known: tuple[str, float, Reconciler] | None = None
        self._loading = asyncio.Lock()
        self._renewing: asyncio.Task[None] | None = None
        self._threads = ThreadPoolExecutor(_THREADS, "reconcile")
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        method, place = scope["method"], scope["path"].removeprefix("/reconcile").strip("/")
        allowed = ("GET", "HEAD") if place else ("GET", "HEAD", "POST")
        if method not in allowed:
            raise Problem(405, f"{method} is not offered here.", headers={"allow": ", ".join(allowed)})
        given = dict(await self._fields(scope, receive))
        status, headers, body = 200, _JSON, b""
        if place == "view":
            status, headers = 303, [(b"location", await self._view(given, scope)), (b"cache-control", b"no-cache")]
        elif place == "preview":
            headers, body = _PREVIEW, (await self._preview(given)).encode()
        else:
            body = json.dumps(await self._answer(place, given, scope), ensure_ascii=False).encode()
        await respond(send, status, headers, body, head=method == "HEAD")

    async def _fields(self, scope: Scope, receive: Receive) -> Pairs:
        pairs = query_pairs(scope)
        if scope["method"] != "POST":
            return pairs
        media = content_type(scope)
        if media != FORM:
            raise Problem(415, f"A batch is sent as {FORM}, in the field `queries`, not as {media or 'nothing'}.")
        return [*pairs, *parse_pairs(await read_body(scope, receive, self._service.settings.max_query))]

    async def _answer(self, place: str, given: dict[str, str], scope: Scope) -> dict[str, Any]:
        reconciler = await self._current()
        match place:
            case "":
                if "queries" in given:
                    return await self._batch(reconciler, given["queries"])
                if "extend" in given:
                    return await self._aside(partial(reconciler.extend, given["extend"]))
                return reconciler.manifest(f"{self._root(scope)}/reconcile")
            case "suggest/entity":
                skip = _number(given, "cursor", 0)
                return await self._aside(partial(reconciler.suggest_entities, _prefix(given), skip))
            case "suggest/type":
                return reconciler.suggest_types(_prefix(given))
            case "suggest/property":
                return reconciler.suggest_properties(_prefix(given))
            case "properties":
                return reconciler.propose_properties(given.get("type", ""), _number(given, "limit", 10))
        raise Problem(404, f"There is nothing at {scope['path']}.")

    async def _batch(self, reconciler: Reconciler, queries: str) -> dict[str, Any]:
        """Answer a batch query by query, so that nobody else waits for all of it and its time can run out."""
        limit = self._service.settings.timeout
        end = time.monotonic() + limit
        answers: dict[str, Any] = {}
        for name, query in (await self._aside(partial(read_batch, queries))).items():
            if time.monotonic() > end:
                detail = f"The batch took longer than {limit:g} seconds: send it in parts."
                raise Problem(503, detail, title="Time limit", fields={"limit": "time", "seconds": limit})
            answers |= await self._aside(partial(reconciler.answer, {name: query}))
        return answers

    async def _preview(self, given: dict[str, str]) -> str:
        id_ = given.get("id", "")
        found = (await self._current()).preview(id_.removeprefix(self._service.settings.base))
        if found is None:
            raise Problem(404, f"There is no actor or paper {id_!r}: an id is a path below the base IRI.")
        return found

    async def _view(self, given: dict[str, str], scope: Scope) -> bytes:
        """Give the address of a thing; clients may have encoded the slashes of its id, which paths do not allow."""
        await self._preview(given)
        path = given["id"].removeprefix(self._service.settings.base)
        return f"{self._root(scope)}/{quote(path)}".encode()

    async def _current(self) -> Reconciler:
        """Give what matches names to the graph; while that of a new generation is read, the one before goes on."""
        if self._known is None:
            async with self._loading:
                if self._known is None:
                    await self._renew()
        elif not self._holds(self._known) and (self._renewing is None or self._renewing.done()):
            self._renewing = asyncio.create_task(self._renew_if_possible())
        assert self._known is not None
        return self._known[2]

    async def _renew(self) -> None:
        generation, since = self._service.generation, time.monotonic()
        self._known = (generation, since, await self._load())

    async def _renew_if_possible(self) -> None:
        try:
            await self._renew()
        except Problem as problem:
            log.warning("names are matched to an earlier graph: %s", problem.detail)

    def _holds(self, known: tuple[str, float, Reconciler]) -> bool:
        generation, since, _ = known
        fresh = self._service.cacheable or time.monotonic() - since < FRESH
        return generation == self._service.generation and fresh

    async def _load(self) -> Reconciler:
        base = Base(self._service.settings.base)
        job = self._service.job(entities_query(base), {}, graph="nt", max_rows=MOST_STATEMENTS)
        head, body = await self._service.fetch(job)
        if head["truncated"]:
            detail = f"The graph says more than {MOST_STATEMENTS} things of actors and papers: too much to match here."
            raise Problem(503, detail, title="Size limit", fields={"limit": "size"})

        def read() -> Reconciler:
            return Reconciler(load_entities(ox.parse(body, format=ox.RdfFormat.N_TRIPLES), base), base)

        return await asyncio.get_running_loop().run_in_executor(self._threads, read)

    async def _aside(self, do: Callable[[], _Value]) -> _Value:
        """Do something in a thread.

        Raises:
            Problem: 400 for a query that is none, 503 where too many wait.
        """
        if self._waiting >= MOST_WAITING:
            raise Problem(503, "The server is busy matching names: try again shortly.", headers={"retry-after": "2"})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, do)
        except QueryError as error:
            raise Problem(400, str(error)) from error
        finally:
            self._waiting -= 1


def _prefix(given: dict[str, str]) -> str:
    if "prefix" not in given:
        raise Problem(400, "Suggestions are asked for by ?prefix=, with the beginning of a name.")
    return given["prefix"]


def _number(given: dict[str, str], name: str, usual: int) -> int:
    value = given.get(name) or str(usual)
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Problem(400, f"{name} is a whole number, and {value!r} is none.")
    return int(value)


def _text(name: str, description: str, *, required: bool = False, kind: str = "string") -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": {"type": kind}}


def _operation(summary: str, name: str, *parameters: dict[str, Any], media: str = "application/json") -> dict[str, Any]:
    answer = {"description": "The answer.", "content": {media: {"schema": {"type": _KINDS[media]}}}}
    refused = {"400": problem("What was asked cannot be read."), "503": problem("It took too long, or too many wait.")}
    described = {"tags": ["reconciliation"], "summary": summary, "operationId": f"reconcile_{name}"}
    return described | {"parameters": list(parameters), "responses": {"200": answer, **refused}}


_KINDS = {"application/json": "object", "text/html": "string"}
_QUERIES = _text("queries", 'A batch as JSON: {"q0": {"query": "Europese Unie"}}. Without one, the manifest.')
_EXTEND = _text("extend", 'Values to fetch, as JSON: {"ids": ["actor/un"], "properties": [{"id": "name"}]}.')
_FIELDS = {each["name"]: each["schema"] for each in (_QUERIES, _EXTEND)}
_ID = _text("id", "Its path below the base IRI.", required=True)
_PREFIX = _text("prefix", "The beginning of a name.", required=True)

RECONCILE_PATHS: dict[str, Any] = {
    "/reconcile": {
        "get": _operation("Manifest, or a batch of names to match", "get", _QUERIES, _EXTEND),
        "post": _operation("Match a batch of names", "post")
        | {"requestBody": {"required": True, "content": {FORM: {"schema": {"type": "object", "properties": _FIELDS}}}}},
    },
    "/reconcile/suggest/entity": {
        "get": _operation(
            "Suggest actors and papers",
            "entity",
            _PREFIX,
            _text("cursor", "How many to leave out.", kind="integer"),
        )
    },
    "/reconcile/suggest/type": {"get": _operation("Suggest classes", "type", _PREFIX)},
    "/reconcile/suggest/property": {"get": _operation("Suggest properties", "property", _PREFIX)},
    "/reconcile/properties": {
        "get": _operation(
            "Properties to fetch for a class",
            "properties",
            _text("type", "Local name of the class."),
            _text("limit", "How many at most.", kind="integer"),
        )
    },
    "/reconcile/view": {
        "get": _operation("Send on to an actor or a paper", "view", _ID)
        | {"responses": {"303": {"description": "`Location` is its address."}, "404": problem("There is none such.")}}
    },
    "/reconcile/preview": {
        "get": _operation(
            "A few lines on an actor or a paper",
            "preview",
            _ID,
            media="text/html",
        )
    },
}
"""The OpenAPI description of these addresses."""
