"""The pages for people: start, query editor, API documentation. No inline script, nothing from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape
from starlette.responses import Response

from api.asgi import Receive, Scope, Send, respond
from api.errors import Headers
from graph_builder.questions import load_questions

STATIC = Path(__file__).parent / "static"

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Styles may be inline because the editor sets them on its elements; scripts never are."""

PAGE_HEADERS: Headers = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"vary", b"Accept"),
    (b"cache-control", b"no-cache"),
]

_ENVIRONMENT = Environment(
    loader=PackageLoader("api"), autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)


def render(name: str, **values: object) -> bytes:
    """Fill a template."""
    return _ENVIRONMENT.get_template(name).render(**values).encode()


def page(name: str, **values: object) -> Response:
    """Fill a template and make it a response."""
    headers = {key.decode(): value.decode() for key, value in PAGE_HEADERS}
    return Response(render(name, **values), headers=headers)


class Pages:
    """The pages that do not depend on the graph's content."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        questions = load_questions()
        examples = [{"name": each.name, "title": each.title_en, "query": each.text} for each in questions]
        self._start = render("start.html", questions=questions)
        self._editor = render("editor.html", questions=questions)
        self._api = render("docs.html")
        self.examples = json.dumps({"prefixes": prefixes, "examples": examples}, ensure_ascii=False).encode()

    async def start(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the start page."""
        await self._page(scope, send, self._start)

    async def editor(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the query editor; it reads the query from the address itself."""
        await self._page(scope, send, self._editor)

    async def documentation(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the page that shows the OpenAPI description."""
        await self._page(scope, send, self._api)

    async def _page(self, scope: Scope, send: Send, body: bytes) -> None:
        await respond(send, 200, PAGE_HEADERS, body, head=scope["method"] == "HEAD")
