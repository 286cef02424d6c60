"""`/`: what this is, what it holds, and where to begin."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.site import Site
from graph_builder.questions import load_questions


def routes(site: Site) -> list[Route]:
    """Give the address of the start page."""
    questions = load_questions()

    async def home(request: Request) -> Response:
        return site.unchanged(request) or site.render(request, "home.html", questions=questions)

    return [Route("/", home, methods=["GET"])]
