"""`/page/…`: the page of anything that the graph names, by its class; what has none of its own is shown as it is."""

from __future__ import annotations

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.negotiate import JSON_LD, N_TRIPLES, RDF_XML, TURTLE
from api.pages.site import Row, Site
from api.pages.words import Words
from ontology.terms import KG, local

FORMATS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
"""In which the data of a thing is offered."""

MOST_INCOMING = 500
"""How many statements about other things a page shows; the query asks one more."""

_DATA_PATH = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+")


def routes(site: Site) -> list[Route]:
    """Give the address of the pages of things."""

    async def page(request: Request) -> Response:
        iri = site.base + path_of(request).removeprefix("page/")
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        classes = {local(row["class"]) for row in await site.rows("classes", thing=site.node(iri))}
        for thing in site.things:
            if thing.kind in classes:
                return await thing.handler(request, iri)
        return await plain(site, request, iri)

    return [Route("/page/{path:path}", page, methods=["GET"])]


async def plain(site: Site, request: Request, iri: str) -> Response:
    """Show a thing as the graph has it.

    Raises:
        Problem: 404 where the graph says nothing of it.
    """
    words = site.words(request)
    terms = {"thing": site.node(iri), "lang": words.language}
    said = await site.rows("said", **terms)
    heard = await site.rows("heard", **terms)
    if not said and not heard and not await site.holds("graph-exists", graph=site.node(iri)):
        raise Problem(404, f"The graph says nothing of <{iri}>.")
    labels = [row["value"] for row in said if row["property"].endswith(("#prefLabel", "#label"))]
    own = [row["value"] for row in said if row.get("language") == words.language and row["value"] in labels]
    return site.render(
        request,
        "thing.html",
        title=(own or labels or [site.short(iri)])[0],
        iri=iri,
        path=site.path(iri),
        said=[_shown(site, row, words) for row in said],
        heard=[_shown(site, row, words) for row in heard[:MOST_INCOMING]],
        withdrawn=next((row["value"] for row in said if row["property"] == f"{KG}withdrawnOn"), None),
        instead=next((row for row in said if row["property"].endswith("/isReplacedBy")), None),
        more=len(heard) > MOST_INCOMING,
        formats=FORMATS,
    )


def path_of(request: Request) -> str:
    """Give the path as it was sent, but for its first slash.

    Raises:
        Problem: 404 where it cannot be part of an IRI.
    """
    raw: bytes = request.scope["raw_path"]
    path = quote(raw.decode("latin-1").partition("?")[0].removeprefix("/"), safe="/:@!$&'()*+,;=~-._%")
    if not _DATA_PATH.fullmatch(path):
        raise Problem(404, f"There is nothing at /{path}.")
    return path


def _shown(site: Site, row: Row, words: Words) -> dict[str, str | None]:
    """Make a row ready for a page: its property and its value, each with words and an address."""
    value = row["value"]
    iri = "name" in row or row["iri"] == "true"
    return {
        "property": words.term(row["property"]) if row["property"].startswith(KG) else site.short(row["property"]),
        "words": row.get("name") or (site.short(value) if iri else value),
        "language": row.get("language", ""),
        "link": site.link(value) if iri else None,
    }
