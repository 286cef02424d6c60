"""`/ministers`: who sends letters to parliament; and of each the letters, the promises, and the motions carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.motions import Motions
from api.pages.promises import Promises
from api.pages.site import Entry, Site
from api.pages.sources import Source, Sources
from api.pages.tables import Column, Table

ENTRIES = (Entry("nav.ministers", "/ministers"),)

_GOVERNMENT = ("actor/nl-government", "actor/netherlands")
"""Under which names a minister promises; each below the base."""

SOME = 10
"""Promises and motions that a minister's page shows; it links to the tables with all."""


@dataclass(frozen=True, slots=True)
class Minister:
    """An office that sends documents to parliament."""

    key: str
    name: str
    iri: str | None
    """The actor, where the graph knows one."""
    letters: tuple[Source, ...]
    """What it sent, the latest first."""

    @property
    def last(self) -> str:
        """The day of the latest; empty where none has one."""
        return self.letters[0].date


LIST: Table[Minister] = Table(
    "/ministers",
    (
        Column("name", lambda row: row.name.casefold()),
        Column("letters", lambda row: len(row.letters)),
        Column("last", lambda row: row.last),
    ),
    (),
    "-letters",
)
LETTERS: Table[Source] = Table("", (Column("date", lambda row: row.date),), (), "-date")


def ministers_of(sources: Iterable[Source]) -> dict[str, Minister]:
    """Give who sent documents, by key."""
    by_sender: dict[str, list[Source]] = {}
    for source in sources:
        if source.sender:
            by_sender.setdefault(source.sender, []).append(source)
    return {key: _minister(key, sent) for key, sent in sorted(by_sender.items())}


def _minister(key: str, sent: list[Source]) -> Minister:
    ordered = sorted(sent, key=lambda source: source.date, reverse=True)
    iri = next((each.sender_iri for each in ordered if each.sender_iri), None)
    return Minister(key, ordered[0].sender_name, iri, tuple(ordered))


def routes(site: Site, today: Callable[[], date] = date.today) -> list[Route]:
    """Give the addresses of the list and of each minister.

    Args:
        site: The pages.
        today: Tells the day on which promises are overdue or not.
    """
    sources, promises, motions = site.register(Sources), site.register(Promises), site.register(Motions)

    async def listed(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        ministers = list(ministers_of((await sources.all()).values()).values())
        return site.render(request, "ministers.html", chosen=LIST.choose(ministers, request.query_params))

    async def page(request: Request) -> Response:
        day, key = today(), request.path_params["key"]
        if (unchanged := site.unchanged(request, day.isoformat())) is not None:
            return unchanged
        minister = ministers_of((await sources.all()).values()).get(key)
        if minister is None:
            raise Problem(404, f"No document that was read was sent by {key!r}: see /ministers.")
        own = {minister.iri, *(site.base + path for path in _GOVERNMENT)}
        made = [each for each in await promises.all() if each.source.sender == key and own & {*each.agents}]
        made.sort(key=lambda each: (not each.due, each.due, each.source.date))
        carried = sorted(
            (each for each in await motions.all() if key in each.doers), key=lambda each: each.last, reverse=True
        )
        return site.render(
            request,
            "minister.html",
            day.isoformat(),
            minister=minister,
            letters=LETTERS.choose(minister.letters, request.query_params),
            promises=made,
            motions=carried,
            wording=await promises.wording(made[:SOME]),
            names=await promises.names(site.language(request)),
            day=day,
            some=SOME,
        )

    return [
        Route("/ministers", listed, methods=["GET"]),
        Route("/ministers/{key}", page, methods=["GET"]),
    ]
