"""`/feeds/…`: what is new, for a feed reader (Atom 1.0, RFC 4287): documents, statements about an actor, motions.

An entry is as new as the build that read its document; what it is about keeps its own IRI as the entry's, so that no
reader shows it twice. A feed holds the fifty newest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import cast

from lxml import etree
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.site import Row, Site
from api.pages.thing import path_of
from api.pages.words import LANGUAGES, Words

__all__ = ["Entry", "Feed", "atom", "routes"]

MEDIA = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES = cast("Mapping[str, str]", {None: _ATOM})
"""lxml-stubs leave out that a default namespace has no prefix."""
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new."""

    iri: str
    title: str
    address: str
    """Where a person reads on."""
    updated: str
    """A moment (RFC 3339)."""
    published: str | None = None
    summary: str | None = None
    author: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What an Atom feed says of itself."""

    iri: str
    """The same on every server that holds the graph."""
    title: str
    address: str
    """Where it was got."""
    made: str
    """When the graph was made: the moment of an empty feed."""
    language: str = "nl"
    """Of titles."""


_Make = Callable[[Site, Words, str, Row], Entry]


def routes(site: Site) -> list[Route]:
    """Give the address of each feed."""
    new_documents = site.keep(lambda: site.rows("feed-documents"))
    new_motions = {language: site.keep(partial(site.rows, "feed-motions", lang=language)) for language in LANGUAGES}

    async def documents(request: Request) -> Response:
        words, rows = site.words(request), await new_documents.get()
        return _send(site, request, words("feeds.documents"), _made(site, request, rows, _document))

    async def motions(request: Request) -> Response:
        words = site.words(request)
        rows = await new_motions[words.language].get()
        return _send(site, request, words("feeds.motions"), _made(site, request, rows, _motion))

    async def actor(request: Request) -> Response:
        path, words = path_of(request).removeprefix("feeds/").removesuffix(".atom"), site.words(request)
        node = site.node(path)
        known = await site.rows("actor-about", actor=node, lang=words.language)
        if not known:
            raise Problem(404, f"There is no actor <{node.value}> here.")
        rows = await site.rows("feed-actor", actor=node)
        title = words("feeds.actor", name=_name(known, words) or site.short(node.value))
        return _send(site, request, title, _made(site, request, rows, _statement))

    return [
        Route("/feeds/documents.atom", documents, methods=["GET"]),
        Route("/feeds/motions.atom", motions, methods=["GET"]),
        Route("/feeds/actor/{path:path}.atom", actor, methods=["GET"]),
    ]


def _made(site: Site, request: Request, rows: Iterable[Row], entry: _Make) -> list[Entry]:
    words, origin = site.words(request), site.origin(request)
    return [entry(site, words, origin, row) for row in rows]


def _send(site: Site, request: Request, title: str, entries: list[Entry]) -> Response:
    path = request.url.path
    made = _moment(site.service.manifest.created)
    feed = Feed(site.base + path[1:], title, site.origin(request) + path, made, site.language(request))
    return Response(
        atom(feed, entries), media_type=MEDIA, headers={"cache-control": "no-cache", "vary": "Accept-Encoding, Cookie"}
    )


def _document(site: Site, words: Words, origin: str, row: Row) -> Entry:
    kind = row.get("kind", "other")
    return Entry(
        row["document"],
        row.get("title") or site.short(row["document"]),
        origin + site.link(row["document"]),
        _added(row),
        _day(row),
        author=row.get("sender"),
        kind=words("kinds." + kind) if words.has(f"kinds.{kind}") else None,
    )


def _statement(site: Site, words: Words, origin: str, row: Row) -> Entry:
    source = row.get("title") or site.short(row["document"])
    title = f"{words.term(row['kind'])}: {source}"
    address = origin + site.link(row["statement"])
    return Entry(row["statement"], title, address, _added(row), _day(row), f"„{row['quote']}”", kind=row["kind"])


def _motion(site: Site, words: Words, origin: str, row: Row) -> Entry:
    name = row.get("name") or site.short(row["motion"])
    title = f"{name}: {row['title']}" if row.get("title") else name
    address = origin + site.link(row["statement"])
    return Entry(row["statement"], title, address, _added(row), _day(row), f"„{row['quote']}”")


def _added(row: Row) -> str:
    return _moment(row.get("added") or row.get("date") or "1970-01-01")


def _day(row: Row) -> str | None:
    return _moment(row["date"]) if row.get("date") else None


def _moment(written: str) -> str:
    """Write a day or a moment as RFC 3339 wants it."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return f"{written}T00:00:00Z"
    return written if re.search(r"(?:Z|[+-]\d\d:\d\d)$", written) else f"{written}Z"


def _name(rows: Iterable[Row], words: Words) -> str:
    """Give what an actor is called: its name in the page's language, else any."""
    labels = [row for row in rows if row["property"].endswith(("#prefLabel", "#label"))]
    own = [row["value"] for row in labels if row.get("language") == words.language]
    return next(iter([*own, *(row["value"] for row in labels)]), "")


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """Write an Atom feed; entries come newest first."""
    found = list(entries)
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANG: feed.language}, nsmap=_NAMES)
    _add(root, "id", feed.iri)
    _add(root, "title", feed.title)
    _add(root, "updated", max((entry.updated for entry in found), default=feed.made))
    etree.SubElement(root, f"{{{_ATOM}}}link", rel="self", type=MEDIA, href=feed.address)
    _add(etree.SubElement(root, f"{{{_ATOM}}}author"), "name", "Kamergraaf")
    for entry in found:
        _add_entry(root, entry)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _add_entry(feed: etree._Element, entry: Entry) -> None:
    node = etree.SubElement(feed, f"{{{_ATOM}}}entry")
    _add(node, "id", entry.iri)
    _add(node, "title", entry.title)
    _add(node, "updated", entry.updated)
    if entry.published:
        _add(node, "published", entry.published)
    etree.SubElement(node, f"{{{_ATOM}}}link", rel="alternate", href=entry.address)
    if entry.author:
        _add(etree.SubElement(node, f"{{{_ATOM}}}author"), "name", entry.author)
    if entry.kind:
        etree.SubElement(node, f"{{{_ATOM}}}category", term=entry.kind)
    if entry.summary:
        _add(node, "summary", entry.summary)


def _add(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NO_XML.sub("\ufffd", words)
