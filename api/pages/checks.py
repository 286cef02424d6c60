"""`/checks/…`: what the shapes say of one document, in plain words; worked out when it is first asked, then kept."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.site import Site
from api.pages.thing import path_of
from api.pages.try_it import Tryout

_MOST_KEPT = 2000
_KNOWN = "ASK { VALUES ?document { UNDEF } ?document nif:isString ?text }"

Findings = list[dict[str, Any]]


class Checks:
    """The findings on documents of the generation that answers."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._generation = ""
        self._kept: dict[str, Findings] = {}

    async def of(self, document: str) -> Findings:
        """Give what the shapes find in a document's own graph, by the document's IRI.

        Raises:
            Problem: 404 where there is no such graph, 503 where it takes too long.
        """
        service = self._site.service
        if service.generation != self._generation or not service.cacheable:
            self._generation, self._kept = service.generation, {}
        if document not in self._kept:
            job = service.job("", {}, do="graph", graph_name=f"{document}/graph", graph="nt")
            _, triples = await service.fetch(job)
            report = await self._site.register(Tryout).runner.check(triples)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[document] = report["results"]
        return self._kept[document]


def routes(site: Site) -> list[Route]:
    """Give the address of a document's findings."""
    checks = site.register(Checks)

    async def page(request: Request) -> Response:
        key = path_of(request).removeprefix("checks/")
        iri = f"{site.base}document/{key}"
        if not await site.holds(_KNOWN, document=site.node(iri)):
            raise Problem(404, f"There is no document <{iri}> here.")
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        if "part" not in request.query_params:
            return site.render(request, "checks.html", results=await checks.of(iri), iri=iri, key=key)
        try:
            return site.render(request, "parts/findings.html", results=await checks.of(iri), busy=False)
        except Problem as problem:
            if problem.status != 503:
                raise
            # Within a letter's page the letter is what counts: it says that this has to wait, and is asked again later.
            response = site.render(request, "parts/findings.html", results=[], busy=True)
            response.headers["cache-control"] = "no-store"
            del response.headers["etag"]
            return response

    return [Route("/checks/{key:path}", page, methods=["GET"])]
