"""`/`: what this is, what it holds, and where to begin; `/letters`: every document that was read, newest first."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.cards import Card
from api.pages.letter import read
from api.pages.motions import Motions
from api.pages.site import Entry, Row, Site
from api.pages.sources import Source, Sources
from api.pages.words import LANGUAGES, Language, load_words
from graph_builder.questions import load_questions

ENTRIES = (Entry("nav.letters", "/letters"),)

Example = tuple[Source, Card]
"""A statement, and where it was said."""

NEWEST = 6
PER_PAGE = 50
_FIRST_QUESTIONS = (
    "motions-carried-out",
    "who-funds-whom",
    "promises",
    "condemned-and-urged",
    "advocated-for",
    "citation-conflicts",
    "facts-about-actor",
)
"""What most people come to ask; `/queries` has every question."""
_TRIED_FOR_EXAMPLE = 5


def routes(site: Site) -> list[Route]:
    """Give the addresses of the start page and of the list of documents."""
    by_name = {each.name: each for each in load_questions()}
    questions = [by_name[name] for name in _FIRST_QUESTIONS if name in by_name]
    sources = site.register(Sources)
    counts, motions = site.keep(lambda: site.rows("counts")), site.register(Motions)
    examples = {language: site.keep(_example(site, sources, language)) for language in LANGUAGES}

    async def home(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        known, listed, rows = await asyncio.gather(sources.all(), motions.all(), counts.get())
        found = await examples[site.language(request)].get()
        held = {"documents": len(known), "motions": len(listed), **_numbers(rows)}
        newest = newest_first(known.values())[:NEWEST]
        return site.render(request, "home.html", counts=held, newest=newest, example=found, questions=questions)

    async def letters(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        listed = newest_first((await sources.all()).values())
        kinds = sorted({source.kind for source in listed if source.kind})
        kind = request.query_params.get("kind", "")
        shown = [source for source in listed if not kind or source.kind == kind]
        given = request.query_params.get("page", "1")
        last = max(1, -(-len(shown) // PER_PAGE))
        number = min(max(int(given), 1), last) if given.isdecimal() and len(given) < 7 else 1
        return site.render(
            request,
            "letters.html",
            listed=shown[(number - 1) * PER_PAGE : number * PER_PAGE],
            total=len(shown),
            kinds=kinds,
            kind=kind,
            number=number,
            last=last,
        )

    return [Route("/", home, methods=["GET"]), Route("/letters", letters, methods=["GET"])]


def newest_first(sources: Iterable[Source]) -> list[Source]:
    """Sort documents by day, the newest first, those without a day last; equal days by identifier."""
    return sorted(sorted(sources, key=lambda source: source.identifier), key=lambda source: source.date, reverse=True)


def _numbers(rows: list[Row]) -> dict[str, int]:
    return {name: int(value) for row in rows[:1] for name, value in row.items()}


def _example(site: Site, sources: Sources, language: Language) -> Callable[[], Awaitable[Example | None]]:
    """Give what finds a statement that shows what this is: the one with the most roles, of a letter that is new."""

    async def make() -> Example | None:
        words = load_words(language)
        newest = newest_first((await sources.all()).values())
        letters = [source for source in newest if source.kind == "letter"] or newest
        for source in letters[:_TRIED_FOR_EXAMPLE]:
            _, reading = await read(site, source.iri, words)
            cards = [card for group in reading.groups for card in group.cards if card.kind != "Citation"]
            if cards:
                return source, max(cards, key=lambda card: (len(card.roles), -card.place.start))
        return None

    return make
