"""The page that a person gets where a program gets problem+json."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.errors import Problem
from api.pages.site import Site

_KINDS = {404: "missing", 410: "missing", 429: "busy", 503: "busy"}


def problem_page(site: Site, request: Request, problem: Problem) -> Response:
    """Say what went wrong, with the status and the headers of the problem, and where to go on."""
    response = site.render(
        request,
        "failed.html",
        status=problem.status,
        kind=_KINDS.get(problem.status, "other"),
        problem=problem,
    )
    response.headers.update(problem.headers)
    response.headers["cache-control"] = "no-store"
    return response
