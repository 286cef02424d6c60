"""The outermost layer: hands `/sparql` on by the short way, words what goes wrong, counts and logs."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.asgi import header, send_problem
from api.connection import MOST_HEADERS
from api.errors import Headers, Problem, failure
from api.metrics import Metrics
from api.protocol import check_escapes
from api.rate import Rate

log = logging.getLogger("kamergraaf")

_HOST = re.compile(r"([A-Za-z0-9._~-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{0,5})?")

_ALONE = frozenset({"sparql", "update"})
"""First segments after which no other follows."""


class Front:
    """An ASGI application before the others.

    Args:
        app: Answers what no direct path does.
        direct: The first segment of a path, without its suffix, to the application that answers it.
        metrics: Told of every request.
        rate: Asked before every request to a direct path.
        always: Headers of every response.
    """

    def __init__(
        self, app: ASGIApp, direct: Mapping[str, ASGIApp], metrics: Metrics, rate: Rate, always: Headers
    ) -> None:
        self._app = app
        self._direct = direct
        self._metrics = metrics
        self._rate = rate
        self._always = always

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        status = 0

        async def watched(event: Message) -> None:
            nonlocal status
            if event["type"] == "http.response.start":
                status = event["status"]
                event["headers"] = [*event.get("headers", ()), *self._always]
            await send(event)

        app = self._direct.get(_room(scope["path"]))
        try:
            _check(scope)
            check_escapes(scope["raw_path"].decode("latin-1"))
            if app is not None:
                self._rate.check((scope.get("client") or ("",))[0])
            await (app or self._app)(scope, receive, watched)
        except Problem as problem:
            if status:
                raise
            await send_problem(scope, watched, problem)
        except Exception:
            log.exception("a request failed: %s %s", scope["method"], scope["path"])
            if not status:
                await send_problem(scope, watched, failure())
        finally:
            self._metrics.record(scope, status, time.perf_counter() - begun)


def _check(scope: Scope) -> None:
    """Refuse a request whose head nobody needs, or whose host would stand in an answer as something else.

    Raises:
        Problem: 400 for no host, several, or none that can be one (RFC 9110, section 7.2); 431 for too many headers.
    """
    if len(scope["headers"]) > MOST_HEADERS:
        raise Problem(431, f"The request has more than {MOST_HEADERS} headers.", headers={"connection": "close"})
    host = header(scope, b"host")  # of which several are joined by what none may hold
    if scope["http_version"] == "1.1" if host is None else not _HOST.fullmatch(host):
        raise Problem(400, "The request has to name one host, as in `Host: example.org`.")


def _room(path: str) -> str:
    """Give the first segment of a path; a suffix counts only where no other segment follows: "/sparql.csv"."""
    first, slash, rest = path[1:].partition("/")
    if not slash:
        return first.partition(".")[0]
    return "" if rest and first in _ALONE else first
