"""`/graph-store`: the SPARQL 1.1 Graph Store HTTP Protocol; reading is open, writing needs the token."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from urllib.parse import urljoin

from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.asgi import Receive, Scope, Send, content_type, header, notes, read_body, respond
from api.backend import Backend
from api.errors import Headers as RawHeaders
from api.errors import Problem
from api.negotiate import GRAPHS, Format, choose_coding, choose_one
from api.protocol import UPDATE, UpdateRequest, check_iri, parse_pairs
from api.update import GENERATION, authorise, check_update

ROOT = "/graph-store"
ALLOW = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"


class GraphStore:
    """The ASGI application at `/graph-store` and below."""

    def __init__(self, service: Backend, prefixes: dict[str, str]) -> None:
        self._service = service
        self._settings = service.settings
        self._prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        method = scope["method"]
        if method == "OPTIONS":
            await respond(send, 204, [(b"allow", ALLOW.encode())], b"")
        elif method in ("GET", "HEAD"):
            await self._get(scope, send)
        elif method in ("PUT", "POST", "DELETE", "PATCH"):
            authorise(scope, self._settings)
            await self._write(scope, receive, send)
        else:
            raise Problem(405, f"{method} is not offered here; there is: {ALLOW}.", headers={"allow": ALLOW})

    async def _get(self, scope: Scope, send: Send) -> None:
        chosen = choose_one(header(scope, b"accept"), None, GRAPHS)
        name = self._graph(scope)
        job = {
            "do": "graph",
            "graph_name": name,
            "graph": chosen.name,
            "prefixes": self._prefixes,
            "coding": choose_coding(header(scope, b"accept-encoding")),
            "max_rows": 0,
            "max_response": self._settings.max_response,
        }
        async with self._service.ask(job, self._settings.timeout) as (head, worker):
            headers = _headers(chosen, head["coding"])
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            if scope["method"] == "GET":
                async for piece in worker.pieces():
                    if isinstance(piece, bytes):
                        await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body"})
        notes(scope).update(outcome="answered")

    async def _write(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope["method"]
        new = method == "POST" and _is_root(scope) and not scope["query_string"]
        name = self._new_name(scope) if new else self._graph(scope)
        job = {"do": method.lower(), "graph_name": name, "base": self._settings.base, "prefixes": self._prefixes}
        content = b""
        if method == "PATCH":
            job["update"] = await self._patch(scope, receive)
        elif method != "DELETE":
            parts = await self._parts(scope, receive)
            job["parts"] = [(form.name, len(part)) for form, part in parts]
            content = b"".join(part for _, part in parts)
        outcome = await self._service.write(job, content)
        notes(scope).update(outcome="written", generation=outcome["generation"])
        headers: RawHeaders = [(GENERATION, outcome["generation"].encode())]
        if new and name is not None:
            headers.append((b"location", name.encode()))
        await respond(send, 201 if outcome["created"] else 204, headers, b"")

    async def _parts(self, scope: Scope, receive: Receive) -> list[tuple[Format, bytes]]:
        """Read the graph that was sent, or each of several in a form."""
        kind = content_type(scope)
        body = await read_body(scope, receive, self._settings.max_upload)
        if kind != "multipart/form-data":
            return [(_format(kind), body)]
        headers = Headers(raw=scope["headers"])
        try:
            form = await MultiPartParser(headers, _once(body), max_part_size=self._settings.max_upload).parse()
        except (MultiPartException, KeyError) as error:
            raise Problem(400, f"The form is malformed: {error}.") from error
        files = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
        return [(_format((each.content_type or "").partition(";")[0]), await each.read()) for each in files]

    async def _patch(self, scope: Scope, receive: Receive) -> str:
        if content_type(scope) != UPDATE:
            raise Problem(415, f"A patch is sent as {UPDATE}.", headers={"accept-patch": UPDATE})
        try:
            update = (await read_body(scope, receive, self._settings.max_upload)).decode("utf-8")
        except UnicodeDecodeError:
            raise Problem(400, "The patch is not UTF-8.") from None
        check_update(UpdateRequest(update), self._settings)
        return update

    def _graph(self, scope: Scope) -> str | None:
        """Give the graph that the request is about; None for the default graph.

        Raises:
            Problem: 400 where it names none, or several.
        """
        pairs = parse_pairs(scope["query_string"])
        graphs = [value for name, value in pairs if name == "graph"]
        default = any(name == "default" for name, _ in pairs)
        if _is_root(scope):
            if len(graphs) + default != 1 or len(pairs) != 1:
                raise Problem(400, "Say which graph by one of ?default and ?graph=IRI.")
            return None if default else check_iri(urljoin(self._url(scope), graphs[0]), "graph")
        if pairs:
            raise Problem(400, "The address is the graph's own name, so no parameter may name one too.")
        return check_iri(self._url(scope), "the address")

    def _new_name(self, scope: Scope) -> str:
        return f"{self._url(scope).rstrip('/')}/{secrets.token_hex(8)}"

    def _url(self, scope: Scope) -> str:
        """Give the address as the client sees it, escapes as they were sent."""
        root = self._settings.public_url or f"{scope['scheme']}://{header(scope, b'host') or 'localhost'}"
        path: str = scope["raw_path"].decode("ascii", "replace")
        return root.rstrip("/") + path.partition("?")[0]


def _is_root(scope: Scope) -> bool:
    return bool(scope["path"].rstrip("/") == ROOT)


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


def _format(kind: str) -> Format:
    kind = kind.strip().lower() or "application/rdf+xml"
    for each in GRAPHS:
        if kind == each.media_type or (kind in each.also and kind.startswith("application/x-")):
            return each
    offered = ", ".join(each.media_type for each in GRAPHS)
    raise Problem(415, f"A graph in {kind!r} is not read; there is: {offered}.")


def _headers(chosen: Format, coding: str | None) -> RawHeaders:
    media = chosen.media_type + ("; charset=utf-8" if chosen.media_type.startswith("text/") else "")
    headers = [
        (b"content-type", media.encode()),
        (b"vary", b"Accept, Accept-Encoding"),
        (b"cache-control", b"no-cache"),
    ]
    return [*headers, (b"content-encoding", coding.encode())] if coding else headers
