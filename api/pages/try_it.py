"""`/try`: paste or drop a document and see what is read from it. Nothing is stored."""

from __future__ import annotations

import base64
from collections.abc import AsyncGenerator
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.reading import PARTS, about_of, read_rows
from api.pages.site import Entry, Site
from api.tryout.runner import Runner

ENTRIES = (Entry("nav.try", "/try"),)

_ROOM_FOR_FORM = 64 * 1024
"""Bytes that a form takes beside the document."""


class Tryout:
    """What pages share: the runner of jobs."""

    def __init__(self, site: Site) -> None:
        self.runner = Runner(site.service.settings)


def routes(site: Site) -> list[Route]:
    """Give the address where a document may be read."""
    runner = site.register(Tryout).runner
    most = site.service.settings.try_size

    async def form(request: Request) -> Response:
        runner.warm_up()
        return site.unchanged(request) or _page(site, request)

    async def tried(request: Request) -> Response:
        if not most:
            raise Problem(403, "Documents cannot be tried here: the size allowed is 0.")
        name, content, form = await _sent(request, most)
        if not content.strip():
            if form == "ttl":
                raise Problem(422, f"{name} is empty: give a document with words in it.")
            return _page(site, request, error=site.words(request)("try.nothing"), status=422)
        outcome = await runner.try_out(name, content, site.language(request))
        if form == "ttl":
            if "error" in outcome:
                raise Problem(422, outcome["error"])
            return Response(outcome["turtle"], media_type="text/turtle")
        if "error" in outcome:
            return _page(site, request, error=outcome["error"], status=422)
        return _page(site, request, outcome=outcome)

    return [Route("/try", form, methods=["GET"]), Route("/try", tried, methods=["POST"])]


def _page(site: Site, request: Request, *, error: str = "", outcome: Any = None, status: int = 200) -> Response:
    settings = site.service.settings
    values: dict[str, object] = {"reading": None, "about": None, "facts": [], "report": None, "turtle": "", "iri": ""}
    if outcome is not None:
        about = about_of(outcome["rows"]["letter-about"])
        rows = outcome["rows"]
        parts = {part: rows[f"letter-{part}"] for part in PARTS}
        values = {
            "about": about,
            "reading": read_rows(about, parts, site.words(request)),
            "facts": outcome["facts"],
            "report": outcome["report"]["results"],
            "turtle": base64.b64encode(outcome["turtle"].encode()).decode(),
            "iri": outcome["document"],
        }
    response = site.render(
        request,
        "try.html",
        status=status,
        error=error,
        most=settings.try_size,
        seconds=settings.try_timeout,
        **values,  # type: ignore[arg-type]
    )
    if outcome is not None:
        response.headers["cache-control"] = "no-store"
        del response.headers["etag"]
    return response


async def _sent(request: Request, most: int) -> tuple[str, bytes, str]:
    """Read a form: the file, else the text that was pasted; nothing of it touches the disk.

    Returns:
        The file's name, its bytes, and in which format the answer is wanted.

    Raises:
        Problem: 413 for more than may be sent, 415 and 400 for what is no form.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise Problem(415, "Send a form (multipart/form-data) with a `file` or a `text`.")
    parser = MultiPartParser(
        request.headers, _limited(request, most + _ROOM_FOR_FORM), max_files=1, max_fields=4, max_part_size=most
    )
    parser.spool_max_size = most + _ROOM_FOR_FORM
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise Problem(400, f"The form cannot be read: {error.message}.") from error
    file = form.get("file")
    wanted = str(form.get("format") or request.query_params.get("format") or "html")
    if isinstance(file, UploadFile) and file.filename:
        return file.filename, await file.read(), wanted
    return "geplakt.txt", str(form.get("text") or "").encode(), wanted


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            detail = f"The document is longer than {most // 1024} kB: send a shorter one."
            raise Problem(413, detail, headers={"connection": "close"})
        yield piece
