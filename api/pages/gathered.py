"""What the graph holds of an actor, gathered for its page; of those that very many documents name, once a generation.

Who is named in thousands of documents is spoken of in tens of thousands of statements: to look through them takes a
second. Their pages are few, so what these show is made beforehand; every other page asks when it is asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from api.pages.drawing import Bars, bars
from api.pages.site import Row, Site
from api.pages.sources import Source, Sources
from api.pages.words import LANGUAGES, Language
from ontology.terms import local

__all__ = ["MOST_STATEMENTS", "Amounts", "Gathered", "Prominent", "amounts_of", "gather", "newest_of"]

MOST_STATEMENTS = 40
"""How many a page shows."""
NAMED_OFTEN = 200
"""Documents in which an actor must be named to be gathered beforehand."""

_MOST_DOCUMENTS = 12
_LONG = 2000
"""Statements beyond which they are put in order beside the loop that serves everybody."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What an actor gives or receives by year, in euro."""

    direction: str
    """ "gives" or "receives"."""
    chart: Bars
    total: Decimal
    statements: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What an actor's page is made of, beside the words of its statements."""

    about: Mapping[Language, list[Row]]
    """The rows of `actor-about.rq`."""
    related: Mapping[Language, list[Row]]
    """The rows of `actor-related.rq`."""
    newest: tuple[Row, ...]
    """The newest statements: `statement`, `role`, `document` and `date`."""
    more: bool
    """Whether there are older ones."""
    amounts: tuple[Amounts, ...]
    documents: tuple[Source, ...]
    """The newest that name it."""
    mentioned: int
    """How many name it."""


class Prominent:
    """The actors of the generation that answers which very many documents name."""

    def __init__(self, site: Site) -> None:
        async def read() -> dict[str, Gathered]:
            named = await site.rows("actors-named", least=NAMED_OFTEN)
            # One after the other: readers come first.
            return {row["actor"]: await gather(site, row["actor"], LANGUAGES) for row in named}

        self._kept = site.keep(read)

    def of(self, iri: str) -> Gathered | None:
        """Give what was gathered; None for one that few name, and as long as it is not made."""
        return (self._kept.now() or {}).get(iri)


async def gather(site: Site, iri: str, languages: Sequence[Language]) -> Gathered:
    """Ask for what an actor's page shows, in some languages."""
    node = site.node(iri)
    sources = await site.register(Sources).all()
    listed, amounts, documents, *named = await asyncio.gather(
        *(site.rows(f"actor-{part}", actor=node) for part in ("statements", "amounts", "documents")),
        *(site.rows(f"actor-{part}", actor=node, lang=each) for part in ("about", "related") for each in languages),
    )
    about = dict(zip(languages, named[: len(languages)], strict=True))
    related = dict(zip(languages, named[len(languages) :], strict=True))

    def put_together() -> Gathered:
        newest = newest_of(listed, sources)
        named_in = sorted(
            {sources[row["document"]] for row in documents if row["document"] in sources},
            key=lambda source: (source.date, source.identifier),
            reverse=True,
        )
        summed = (amounts_of(newest_of(amounts, sources), direction) for direction in ("gives", "receives"))
        return Gathered(
            about,
            related,
            tuple(newest[:MOST_STATEMENTS]),
            len(newest) > MOST_STATEMENTS,
            tuple(each for each in summed if each is not None),
            tuple(named_in[:_MOST_DOCUMENTS]),
            len(named_in),
        )

    return await asyncio.to_thread(put_together) if len(listed) > _LONG else put_together()


def newest_of(rows: Iterable[Row], sources: Mapping[str, Source]) -> list[Row]:
    """Put each statement with its document and its day, the newest first; equal days by the statement's IRI."""
    found = []
    for row in rows:
        document = row["statement"].partition("#")[0]
        if document in sources:
            found.append(row | {"document": document, "date": sources[document].date})
    found.sort(key=lambda row: (row["statement"], row["role"]))
    return sorted(found, key=lambda row: row["date"], reverse=True)


def amounts_of(rows: Iterable[Row], direction: str) -> Amounts | None:
    """Add up euros by year: the year that the amount is for, else that of the document.

    Args:
        rows: Those of `actor-amounts.rq`, each with the `date` of its document.
        direction: "gives" or "receives".
    """
    by_year: dict[str, Decimal] = {}
    seen = set()
    for row in rows:
        gives = local(row["role"]) == "agent"
        if gives != (direction == "gives") or row["currency"] != "EUR" or row.get("negated") == "true":
            continue
        year = (row.get("start") or row.get("date", ""))[:4]
        if row["statement"] in seen or not year:
            continue
        seen.add(row["statement"])
        by_year[year] = by_year.get(year, Decimal(0)) + Decimal(row["number"])
    chart = bars(by_year)
    return Amounts(direction, chart, sum(by_year.values(), Decimal(0)), len(seen)) if chart else None
