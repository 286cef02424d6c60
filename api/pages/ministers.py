"""`/ministers`: who sends letters to parliament; and of each the letters, the promises, and the motions carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.motions import Motion, Motions
from api.pages.promises import Promise, Promises
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


@dataclass(frozen=True, slots=True)
class Deeds:
    """What a minister promised, and which motions one says to have carried out."""

    promises: tuple[Promise, ...]
    """Those with a term first, the earliest term first."""
    motions: tuple[Motion, ...]
    """Those of which the latest letter tells first."""


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


class Ministers:
    """Who sent the documents of the generation that answers."""

    def __init__(self, site: Site) -> None:
        sources, promises, motions = site.register(Sources), site.register(Promises), site.register(Motions)

        async def read() -> dict[str, Minister]:
            return ministers_of((await sources.all()).values())

        async def read_deeds() -> dict[str, Deeds]:
            government = {site.base + path for path in _GOVERNMENT}
            return deeds_of((await self.all()).values(), await promises.all(), await motions.all(), government)

        self._kept = site.keep(read)
        self._deeds = site.keep(read_deeds)

    async def all(self) -> dict[str, Minister]:
        """Give everyone, by key."""
        return await self._kept.get()

    async def deeds(self, key: str) -> Deeds:
        """Give what one of them promised and carried out."""
        return (await self._deeds.get()).get(key, Deeds((), ()))


def deeds_of(
    ministers: Iterable[Minister], promises: Iterable[Promise], motions: Iterable[Motion], government: Set[str]
) -> dict[str, Deeds]:
    """Give what each minister promised and carried out, by key.

    Args:
        ministers: All of them.
        promises: Every promise; a minister's own are made in letters of that minister, by the office or the government.
        motions: Every motion.
        government: The IRIs under which the government promises.
    """
    offices = {each.key: each.iri for each in ministers}
    made: dict[str, list[Promise]] = {key: [] for key in offices}
    carried: dict[str, list[Motion]] = {key: [] for key in offices}
    for promise in promises:
        sender = promise.source.sender
        if sender and (offices[sender] in promise.agents or government & {*promise.agents}):
            made[sender].append(promise)
    for motion in motions:
        for key in motion.doers & offices.keys():
            carried[key].append(motion)
    return {
        key: Deeds(
            tuple(sorted(made[key], key=lambda each: (not each.due, each.due, each.source.date))),
            tuple(sorted(carried[key], key=lambda each: each.last, reverse=True)),
        )
        for key in offices
    }


def routes(site: Site, today: Callable[[], date] = date.today) -> list[Route]:
    """Give the addresses of the list and of each minister.

    Args:
        site: The pages.
        today: Tells the day on which promises are overdue or not.
    """
    known, promises = site.register(Ministers), site.register(Promises)

    async def listed(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        ministers = list((await known.all()).values())
        return site.render(request, "ministers.html", chosen=LIST.choose(ministers, request.query_params))

    async def page(request: Request) -> Response:
        day, key = today(), request.path_params["key"]
        if (unchanged := site.unchanged(request, day.isoformat())) is not None:
            return unchanged
        minister = (await known.all()).get(key)
        if minister is None:
            raise Problem(404, f"No document that was read was sent by {key!r}: see /ministers.")
        deeds = await known.deeds(key)
        return site.render(
            request,
            "minister.html",
            day.isoformat(),
            minister=minister,
            letters=LETTERS.choose(minister.letters, request.query_params),
            promises=deeds.promises,
            motions=deeds.motions,
            wording=await promises.wording(deeds.promises[:SOME]),
            names=await promises.names(site.language(request)),
            day=day,
            some=SOME,
        )

    return [
        Route("/ministers", listed, methods=["GET"]),
        Route("/ministers/{key}", page, methods=["GET"]),
    ]
