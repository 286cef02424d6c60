"""`/search`: what was found, on a page that needs no script; `/search.json` the same as one types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.pages.site import Site
from api.pages.sources import Sources
from api.pages.words import Words
from api.search.find import Hit, Results
from api.search.keeper import Keeper
from api.search.schema import KINDS, Kind

MOST = 200
"""Characters of a question."""

_OVERVIEW, _PAGE, _TYPED, _CHOICES = 8, 25, 4, 10


def routes(site: Site) -> list[Route]:
    """Give the addresses of search."""
    keeper = site.register(Search).keeper
    sources = site.register(Sources)

    async def find(asked: str, limit: int, kind: Kind | None, offset: int = 0) -> tuple[Results, ...] | None:
        """Find by words; while the index is of an earlier generation, without documents that are no longer there."""
        found = await keeper.find(asked, limit, (kind,) if kind else KINDS, offset)
        if found is None or keeper.generation == site.service.generation:
            return found
        known = await sources.all()
        return tuple(without_gone(results, lambda path: site.base + path in known) for results in found)

    async def page(request: Request) -> Response:
        asked = request.query_params.get("q", "")[:MOST]
        kind = _kind(request)
        number = _page_number(request)
        found = await find(asked, _PAGE if kind else _OVERVIEW, kind, (number - 1) * _PAGE if kind else 0)
        return site.render(
            request,
            "search.html",
            asked=asked,
            kind=kind,
            number=number,
            per_page=_PAGE,
            found=found,
            state="off" if keeper.off else "building" if found is None else "ready",
        )

    async def typed(request: Request) -> Response:
        asked = request.query_params.get("q", "")[:MOST]
        kind = _kind(request)
        found = await find(asked, _CHOICES if kind else _TYPED, kind) or ()
        words = site.words(request)
        groups = [_group(results, words, site) for results in found if results.hits]
        return JSONResponse({"asked": asked, "groups": groups}, headers={"cache-control": "no-cache"})

    return [Route("/search", page, methods=["GET"]), Route("/search.json", typed, methods=["GET"])]


class Search:
    """What pages share of search: the index that is open."""

    def __init__(self, site: Site) -> None:
        self.keeper = Keeper(site.service)


def without_gone(results: Results, there: Callable[[str], bool]) -> Results:
    """Leave out what stands in documents that are not there any more; `there` is asked by a document's path."""
    kept = tuple(
        hit for hit in results.hits if not hit.path.startswith("document/") or there(hit.path.partition("#")[0])
    )
    return Results(results.kind, kept, results.total - len(results.hits) + len(kept))


def _group(results: Results, words: Words, site: Site) -> dict[str, Any]:
    return {
        "kind": results.kind,
        "name": words(f"search.{results.kind}"),
        "total": results.total,
        "hits": [_typed(hit, words, site) for hit in results.hits],
    }


def _typed(hit: Hit, words: Words, site: Site) -> dict[str, str]:
    snippet = "".join(piece for piece, _ in hit.snippet)
    title = snippet if hit.kind == "passage" else hit.title
    aside = hit.title if hit.kind == "passage" else words.term(hit.aside) if hit.kind == "actor" else hit.aside
    return {"title": title, "aside": aside, "path": hit.path, "address": site.link(site.base + hit.path)}


def _kind(request: Request) -> Kind | None:
    return next((each for each in KINDS if each == request.query_params.get("kind")), None)


def _page_number(request: Request) -> int:
    given = request.query_params.get("page", "1")
    return min(max(int(given), 1), 400) if given.isdecimal() and len(given) < 5 else 1
