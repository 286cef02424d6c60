"""The query editor at `/sparql`, its examples, and the API's documentation."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.asgi import Receive, Scope, Send
from api.pages.site import Entry, Site
from api.pages.terms import as_values
from graph_builder.questions import load_questions

ENTRIES = (Entry("nav.questions", "/queries"), Entry("nav.query", "/sparql"), Entry("nav.api", "/docs"))


def routes(site: Site) -> list[Route]:
    """Give the addresses of the documentation and of what the editor loads."""
    listed = [
        {
            "name": each.name,
            "title": each.title_en,
            "titles": {"nl": each.title, "en": each.title_en},
            "query": each.text,
        }
        for each in load_questions()
    ]
    body = json.dumps({"prefixes": site.prefixes, "examples": listed}, ensure_ascii=False).encode()

    async def documentation(request: Request) -> Response:
        return site.unchanged(request) or site.render(request, "docs.html", inline_styles=True)

    async def terms(_: Request) -> Response:
        return JSONResponse(as_values(), headers={"cache-control": "max-age=3600"})

    async def examples(_: Request) -> Response:
        return Response(body, media_type="application/json")

    return [
        Route("/docs", documentation, methods=["GET"]),
        Route("/editor/examples.json", examples, methods=["GET"]),
        Route("/editor/terms.json", terms, methods=["GET"]),
    ]


class Editor:
    """The ASGI application that gives a browser the editor where a tool would get an answer."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._questions = load_questions()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the query editor; it reads the query from the address itself."""
        request = Request(scope, receive)
        response = self._site.unchanged(request) or self._site.render(
            request, "editor.html", inline_styles=True, questions=self._questions
        )
        await response(scope, receive, send)
