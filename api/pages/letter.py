"""The page of a document: its text exactly as read, what was read from it, and where each thing was read."""

from __future__ import annotations

import asyncio
import re

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.reading import PARTS, About, Reading, about_of, read_rows
from api.pages.site import Site, Thing
from api.pages.thing import FORMATS, path_of, plain
from api.pages.web_annotations import send_annotations
from api.pages.words import Words, vocabulary

LONG = 200_000
"""Code points beyond which a page is put together beside the loop that serves the others."""

_FORMATS = ("xml", "html", "docx", "odt", "pdf", "md", "txt")
"""Where a paper was read in several formats, the first of these counts."""

_SERIES = re.compile(r"(?:kst|ah-tk|ah-ek|h-tk|h-ek|kv-tk|stb|stcrt|trb|blg)-[\w.-]+")
_OFFICIAL = "https://zoek.officielebekendmakingen.nl/{}.html"


def routes(site: Site) -> list[Route]:
    """Give the address of a document's Web Annotations."""

    async def annotated(request: Request) -> Response:
        iri = site.base + "document/" + path_of(request).removeprefix("annotations/")
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        return await send_annotations(site, request, iri)

    return [Route("/annotations/{key:path}", annotated, methods=["GET"])]


def things(site: Site) -> list[Thing]:
    """Give the kinds of things whose page is a text: documents, and papers of which one was read."""

    async def document(request: Request, iri: str) -> Response:
        return await letter(site, request, iri)

    async def paper(request: Request, iri: str) -> Response:
        found = await site.rows("documents-of", paper=site.node(iri))
        if not found:
            return await plain(site, request, iri)
        best = min(found, key=lambda row: (_rank(row["format"]), row["document"]))
        return await letter(site, request, best["document"])

    return [Thing("Document", document), Thing("Paper", paper)]


async def letter(site: Site, request: Request, iri: str) -> Response:
    """Show a document."""
    words, settings = site.words(request), site.service.settings
    about, reading = await read(site, iri, words)
    reviewed = settings.token is not None and bool(settings.reviews or not settings.remote)

    def rendered() -> Response:
        return site.render(
            request,
            "letter.html",
            reading=reading,
            about=about,
            iri=iri,
            path=site.path(iri),
            key=site.path(iri).removeprefix("document/"),
            official=official_page(about),
            formats=FORMATS,
            kinds=sorted(vocabulary().kinds, key=words.term) if reviewed else (),
            reviewed=reviewed,
        )

    return await asyncio.to_thread(rendered) if len(about.text) > LONG else rendered()


async def read(site: Site, iri: str, words: Words) -> tuple[About, Reading]:
    """Ask what is known of a document and what was read from it.

    Raises:
        Problem: 404 where there is no such document.
    """
    node = site.node(iri)
    about_rows, *rows = await asyncio.gather(
        site.rows("letter-about", document=node, lang=words.language),
        site.rows("letter-mentions", document=node, lang=words.language),
        site.rows("letter-statements", document=node, lang=words.language),
        site.rows("letter-tracks", document=node),
        site.rows("letter-notes", document=node),
    )
    about, parts = about_of(about_rows), dict(zip(PARTS, rows, strict=True))
    if not about.values:
        raise Problem(404, f"There is no document <{iri}> here.")
    if len(about.text) > LONG:
        return about, await asyncio.to_thread(read_rows, about, parts, words)
    return about, read_rows(about, parts, words)


def official_page(about: About) -> str | None:
    """Give the address of the official paper: what open data says, else what its number tells."""
    known = about.values.get("isPrimaryTopicOf")
    if known:
        return known
    identifier = about.values.get("identifier", "")
    return _OFFICIAL.format(identifier) if _SERIES.fullmatch(identifier) else None


def _rank(name: str) -> int:
    return _FORMATS.index(name) if name in _FORMATS else len(_FORMATS)
