"""`/dossiers`, and the page of one: its papers in order, and what the documents in it that were read say."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.cards import Card, cards_of, place_of
from api.pages.motions import written
from api.pages.site import Entry, Row, Site, Thing
from api.pages.sources import Source, Sources, tail
from api.pages.tables import Column, Filter, Table
from api.pages.words import Words
from graph_builder.link.official import dossier_address
from ontology.terms import KG, local

ENTRIES = (Entry("nav.dossiers", "/dossiers"),)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier, as a row of the list."""

    iri: str
    number: str
    title: str
    """By a source of open data; else the title of the latest document in it; empty without either."""
    papers: int
    """Papers of it that are read or named."""
    read: int
    """Documents of it that were read."""
    last: str
    """The day of the latest of these, ISO 8601; empty where none has one."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a dossier."""

    iri: str
    kind: str
    """Local name of its class; "Paper" where it is not known."""
    number: str
    """As the House writes it."""
    order: tuple[int, str]
    title: str
    date: str
    document: str | None
    """IRI of its text, where that was read."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in one of a dossier's documents."""

    iri: str
    kinds: tuple[str, ...]
    """Local names of its classes."""
    source: Source
    begin: int


PAPERS: Table[Paper] = Table(
    "",
    (Column("number", lambda row: row.order), Column("date", lambda row: row.date)),
    (Filter("papers", lambda row: ("read" if row.document else "named",)),),
    "number",
)
STATEMENTS: Table[Said] = Table(
    "",
    (Column("date", lambda row: row.source.date),),
    (Filter("kind", lambda row: row.kinds),),
    "-date",
)
LIST: Table[Dossier] = Table(
    "/dossiers",
    (
        Column("number", lambda row: row.number),
        Column("title", lambda row: row.title.casefold()),
        Column("read", lambda row: row.read),
        Column("papers", lambda row: row.papers),
        Column("last", lambda row: row.last),
    ),
    (),
    "-last",
)


def dossiers_of(rows: Iterable[Row], sources: Iterable[Source]) -> list[Dossier]:
    """Put the list together from the rows of `dossiers.rq`: dossier, number, title and how many papers."""
    by_dossier: dict[str, list[Source]] = {}
    for source in sources:
        if source.dossier:
            by_dossier.setdefault(source.dossier, []).append(source)
    found: dict[str, Dossier] = {}
    for row in rows:
        read = sorted(by_dossier.get(row["dossier"], ()), key=lambda source: source.date)
        title = row.get("title") or (read[-1].title if read else "")
        last = read[-1].date if read else ""
        known = Dossier(row["dossier"], row["number"], title, int(row["papers"]), len(read), last)
        found.setdefault(row["dossier"], known)
    return list(found.values())


def papers_of(rows: Iterable[Row], records: Iterable[Row]) -> list[Paper]:
    """Read the rows of `dossier-papers.rq` and `dossier-records.rq`."""
    by_paper: dict[str, Row] = {}
    for row in rows:
        name, value = tail(row["property"]), row["value"]
        about = by_paper.setdefault(row["paper"], {})
        if name != "type" or (value.startswith(str(KG)) and local(value) != "Paper"):
            about.setdefault(name, value)
    for row in records:
        about = by_paper.setdefault(row["paper"], {})
        for name, column in (("official", "title"), ("recorded", "date"), ("document", "document")):
            if column in row:
                about.setdefault(name, row[column])
    return [_paper(iri, row) for iri, row in by_paper.items()]


def _paper(iri: str, row: Row) -> Paper:
    number = row.get("number", "")
    digits = "".join(character for character in number if character.isdigit())
    return Paper(
        iri,
        local(row["type"]) if "type" in row else "Paper",
        written(row.get("identifier", iri.rpartition("/")[2])),
        (int(digits or 0), number),
        row.get("official") or row.get("title", ""),
        row.get("date") or row.get("recorded", ""),
        row.get("document"),
    )


def said_of(rows: Iterable[Row], sources: Mapping[str, Source]) -> list[Said]:
    """Read the rows of `dossier-statements.rq`, in the order of the text; citations are no acts."""
    kinds: dict[str, set[str]] = {}
    places: dict[str, tuple[Source, int]] = {}
    for row in rows:
        place = place_of(row["evidence"])
        if place is None or row["document"] not in sources:
            continue
        places[row["statement"]] = (sources[row["document"]], place.start)
        if row.get("kind", "").startswith(KG):
            kinds.setdefault(row["statement"], set()).add(local(row["kind"]))
    found = [Said(iri, tuple(sorted(named)), *places[iri]) for iri, named in kinds.items() if "Citation" not in named]
    return sorted(found, key=lambda said: (said.source.identifier, said.begin, said.iri))


async def cards_by_iri(site: Site, statements: Sequence[str], words: Words) -> dict[str, Card]:
    """Give statements as cards, by IRI."""
    nodes = [site.node(each) for each in statements]
    rows = await site.rows("statements", statement=nodes, lang=words.language) if nodes else []
    return {card.iri: card for card in cards_of(rows, words)}


class Dossiers:
    """The dossiers of the generation that answers."""

    def __init__(self, site: Site) -> None:
        async def read() -> list[Dossier]:
            rows, sources = await asyncio.gather(site.rows("dossiers"), site.register(Sources).all())
            return dossiers_of(rows, sources.values())

        self._kept = site.keep(read)

    async def all(self) -> list[Dossier]:
        """Give every dossier."""
        return await self._kept.get()


def routes(site: Site) -> list[Route]:
    """Give the address of the list."""

    async def listed(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        chosen = LIST.choose(await site.register(Dossiers).all(), request.query_params)
        return site.render(request, "dossiers.html", chosen=chosen)

    return [Route("/dossiers", listed, methods=["GET"])]


def things(site: Site) -> list[Thing]:
    """Give the kind of thing that this is the page of."""
    return [Thing("Dossier", partial(page, site))]


async def page(site: Site, request: Request, iri: str) -> Response:
    """Show a dossier."""
    if (unchanged := site.unchanged(request)) is not None:
        return unchanged
    node = site.node(iri)
    about, papers, records, sources = await asyncio.gather(
        site.rows("dossier", dossier=node),
        site.rows("dossier-papers", dossier=node),
        site.rows("dossier-records", dossier=node),
        site.register(Sources).all(),
    )
    read = [site.node(each.iri) for each in sources.values() if each.dossier == iri]
    statements = said_of(await site.rows("dossier-statements", document=read) if read else [], sources)
    parameters = dict(request.query_params)
    shown = PAPERS.choose(papers_of(papers, records), parameters | {"page": parameters.get("papers-page", "")})
    acts = STATEMENTS.choose(statements, parameters | {"sort": "-date"})
    number = about[0]["number"] if about else iri.rpartition("/")[2]
    return site.render(
        request,
        "dossier.html",
        iri=iri,
        number=number,
        title=about[0].get("title", "") if about else "",
        official=dossier_address(number),
        papers=shown,
        acts=acts,
        kinds=Counter(kind for each in statements for kind in each.kinds).most_common(),
        cards=await cards_by_iri(site, [each.iri for each in acts.shown], site.words(request)),
    )
