"""The few things that handlers need of ASGI itself; `/sparql` speaks it directly because that is twice as fast."""

from __future__ import annotations

from typing import Any

from starlette.types import Receive, Scope, Send

from api.errors import Headers, Problem
from api.protocol import parse_pairs

__all__ = [
    "Notes",
    "Receive",
    "Scope",
    "Send",
    "content_type",
    "header",
    "notes",
    "read_body",
    "respond",
    "send_problem",
]

Notes = dict[str, Any]
"""What a handler tells the access log and the metrics about its request."""


_PIECE = 256 * 1024


def header(scope: Scope, name: bytes) -> str | None:
    """Give a request header; several of a name are joined by commas."""
    found: dict[bytes, str] | None = scope.get("kamergraaf.headers")
    if found is None:
        found = {}
        for key, value in scope["headers"]:
            text = value.decode("latin-1")
            found[key] = f"{found[key]}, {text}" if key in found else text
        scope["kamergraaf.headers"] = found
    return found.get(name)


def notes(scope: Scope) -> Notes:
    """Give the place where a handler leaves notes."""
    found: Notes = scope.setdefault("kamergraaf", {})
    return found


def content_type(scope: Scope) -> str:
    """Give the request's media type, refusing a charset other than UTF-8.

    Raises:
        Problem: 415.
    """
    media, *parameters = (part.strip().lower() for part in (header(scope, b"content-type") or "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip("\"' ") not in ("utf-8", "utf8", "us-ascii"):
            raise Problem(415, f"A body in {value.strip()!r} is not read: send UTF-8.")
    return media


async def read_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """Read the request's body.

    Raises:
        Problem: 413 for one longer than `limit` bytes, 400 where the client went away.
    """
    announced = header(scope, b"content-length")
    if announced and announced.isdigit() and int(announced) > limit:
        raise _too_long(limit)
    pieces, size, more = [], 0, True
    while more:
        event = await receive()
        if event["type"] == "http.disconnect":
            raise Problem(400, "The request ended before its body did.")
        pieces.append(event.get("body", b""))
        size += len(pieces[-1])
        if size > limit:
            raise _too_long(limit)
        more = event.get("more_body", False)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def query_pairs(scope: Scope) -> list[tuple[str, str]]:
    """Read the request's query string."""
    return parse_pairs(scope["query_string"])


async def respond(send: Send, status: int, headers: Headers, body: bytes, *, head: bool = False) -> None:
    """Send a whole response; `head` leaves the body out.

    A long body goes piece by piece, each when the one before is on its way: what a client does not read is not copied.
    """
    headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    for place in range(_PIECE, 0 if head else len(body), _PIECE):
        await send({"type": "http.response.body", "body": body[place - _PIECE : place], "more_body": True})
    last = max(0, len(body) - 1) // _PIECE * _PIECE
    await send({"type": "http.response.body", "body": b"" if head else body[last:]})


async def send_problem(scope: Scope, send: Send, problem: Problem) -> None:
    """Send a problem."""
    notes(scope).setdefault("outcome", problem.fields.get("limit") or "refused")
    await respond(send, problem.status, problem.asgi_headers(), problem.body(), head=scope["method"] == "HEAD")


def _too_long(limit: int) -> Problem:
    return Problem(413, f"The body is longer than {limit} bytes: send less.", headers={"connection": "close"})
