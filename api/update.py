"""`/update`: SPARQL Update, for who bears the token."""

from __future__ import annotations

import secrets

from api.asgi import Receive, Scope, Send, content_type, header, notes, query_pairs, read_body, respond
from api.backend import Backend
from api.errors import Problem
from api.guard import Reading, check, with_using
from api.protocol import FORM, UPDATE, UpdateRequest, parse_pairs, parse_update
from api.settings import Settings

GENERATION = b"x-generation"
"""Header that names the generation that a write made."""


def authorise(scope: Scope, settings: Settings) -> None:
    """Let nobody write but who bears the token.

    Raises:
        Problem: 403 where writes are off, 401 for no token or a wrong one.
    """
    if settings.token is None:
        raise Problem(403, "Writes are off here: the operator turns them on by setting KAMERGRAAF_TOKEN.")
    scheme, _, given = (header(scope, b"authorization") or "").partition(" ")
    right = secrets.compare_digest(given.strip().encode(), settings.token.get_secret_value().encode())
    if scheme.lower() != "bearer" or not right:
        raise Problem(401, "A write needs the right bearer token.", headers={"www-authenticate": "Bearer"})


class UpdateEndpoint:
    """The ASGI application at `/update`."""

    def __init__(self, service: Backend, prefixes: dict[str, str]) -> None:
        self._service = service
        self._settings = service.settings
        self._prefixes = prefixes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["method"] == "OPTIONS":
            await respond(send, 204, [(b"allow", b"OPTIONS, POST")], b"")
            return
        if scope["method"] != "POST":
            raise Problem(405, "An update is sent by POST.", headers={"allow": "OPTIONS, POST"})
        authorise(scope, self._settings)
        request = await self._read(scope, receive)
        check_update(request, self._settings)
        job = {
            "do": "update",
            "update": with_using(request.update, request.using, request.using_named),
            "base": self._settings.base,
            "prefixes": self._prefixes,
        }
        outcome = await self._service.write(job)
        notes(scope).update(outcome="written", generation=outcome["generation"])
        await respond(send, 204, [(GENERATION, outcome["generation"].encode())], b"")

    async def _read(self, scope: Scope, receive: Receive) -> UpdateRequest:
        kind = content_type(scope)
        if kind not in (FORM, UPDATE):
            raise Problem(415, f"An update is posted as {FORM} or {UPDATE}, not as {kind or 'nothing named'!r}.")
        body = await read_body(scope, receive, self._settings.max_upload)
        if kind == FORM:
            return parse_update(query_pairs(scope) + parse_pairs(body))
        try:
            return parse_update(query_pairs(scope), body.decode("utf-8"))
        except UnicodeDecodeError:
            raise Problem(400, "The update is not UTF-8.") from None


def check_update(request: UpdateRequest, settings: Settings) -> Reading:
    """Refuse an update that names another server, or its dataset twice.

    LOAD SILENT is let through: it fails in the writer, which has no sockets, and the standard has it go on regardless.

    Raises:
        Problem: 400, 403 or 413.
    """
    reading = check(request.update, max_bytes=settings.max_upload, max_depth=settings.max_depth)
    if reading.loads:
        raise Problem(403, "LOAD is refused: this server fetches nothing. Send the graph to /graph-store instead.")
    if reading.services:
        raise Problem(403, f"SERVICE {reading.services[0]} is refused: this server asks no other servers.")
    if (request.using or request.using_named) and reading.words & {"USING", "WITH"}:
        raise Problem(400, "The update says itself which graphs it uses, so the request must not say it too.")
    return reading
