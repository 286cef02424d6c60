"""What can go wrong over HTTP; each is answered as problem+json (RFC 9457).

ApiError
├── Problem              an answer with a status, a title and one clear sentence
└── ServeError           the server cannot start: no store, the port is in use
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from graph_builder.errors import KamergraafError

PROBLEM_TYPE = "application/problem+json"

Headers = list[tuple[bytes, bytes]]
"""Response headers as ASGI wants them."""


class ApiError(KamergraafError):
    """Root of this package's errors."""


class ServeError(ApiError):
    """The server cannot start."""


class Problem(ApiError):  # noqa: N818 (RFC 9457's name)
    """A request that gets no answer but a reason.

    Args:
        status: The HTTP status.
        detail: One sentence: what is wrong, where, what to do.
        title: A few words; by default those of the status.
        headers: Further response headers, as in `Retry-After`.
        fields: Further members of the problem object, as in `line` and `column`.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        title: str | None = None,
        headers: Mapping[str, str] | None = None,
        fields: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.title = title or HTTPStatus(status).phrase
        self.headers = dict(headers or {})
        self.fields = dict(fields or {})

    def body(self) -> bytes:
        """Write the problem object."""
        members = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return json.dumps(members | self.fields, ensure_ascii=False).encode()

    def asgi_headers(self) -> Headers:
        """Give the response's headers."""
        given = {"content-type": PROBLEM_TYPE, "cache-control": "no-store"} | self.headers
        return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given.items()]


def failure() -> Problem:
    """Say that a request met a defect of the server's."""
    return Problem(500, "Something went wrong here; it has been logged.")
