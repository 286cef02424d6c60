"""`/dossiers`, and the page of one: its papers in order, and what the documents in it that were read say."""

from __future__ import annotations

import asyncio
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.lookup import cards_by_iri
from api.pages.motions import written
from api.pages.site import Entry, Row, Site, Thing
from api.pages.sources import Source, Sources, tail
from api.pages.tables import Column, Filter, Table
from graph_builder.link.official import dossier_address
from ontology.terms import KG, local

ENTRIES = (Entry("nav.dossiers", "/dossiers"),)

_BEGIN = re.compile(r"#[a-z]+-(\d+)-")


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

    @property
    def order(self) -> tuple[str, int, str]:
        """The key by which statements stand in the order of the text; their IRIs tell where they were read."""
        place = _BEGIN.search(self.iri)
        return (self.source.identifier, int(place[1]) if place else 0, self.iri)


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


def papers_by_dossier(rows: Iterable[Row], records: Iterable[Row]) -> dict[str, list[Paper]]:
    """Read the rows of `dossier-papers.rq` and `dossier-records.rq` of many dossiers: the papers of each, by IRI."""
    rows = sorted(rows, key=lambda row: (row["paper"], row["property"], row["value"]))
    inside: dict[str, set[str]] = {}
    for row in rows:
        if tail(row["property"]) == "inDossier":
            inside.setdefault(row["value"], set()).add(row["paper"])
    papers = {paper.iri: paper for paper in papers_of(rows, records)}
    return {dossier: [papers[each] for each in sorted(named)] for dossier, named in inside.items()}


def said_of(rows: Iterable[Row], sources: Mapping[str, Source]) -> dict[str, list[Said]]:
    """Read the rows of `dossier-statements.rq`: by document, the statements in it in the order of the text."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        if row["kind"].startswith(KG):
            kinds.setdefault(row["statement"], set()).add(sys.intern(local(row["kind"])))
    found: dict[str, list[Said]] = {}
    for iri, named in kinds.items():
        document = iri.partition("#")[0]
        # Citations are no acts.
        if document in sources and "Citation" not in named:
            found.setdefault(document, []).append(Said(iri, tuple(sorted(named)), sources[document]))
    return {document: sorted(said, key=lambda each: each.order) for document, said in found.items()}


class Dossiers:
    """The dossiers of the generation that answers."""

    def __init__(self, site: Site) -> None:
        async def read() -> list[Dossier]:
            rows, sources = await asyncio.gather(site.rows("dossiers"), site.register(Sources).all())
            return dossiers_of(rows, sources.values())

        async def read_papers() -> dict[str, list[Paper]]:
            rows, records = await asyncio.gather(site.rows("dossier-papers"), site.rows("dossier-records"))
            return await asyncio.to_thread(papers_by_dossier, rows, records)

        async def read_said() -> dict[str, list[Said]]:
            rows, sources = await asyncio.gather(site.rows("dossier-statements"), site.register(Sources).all())
            return await asyncio.to_thread(said_of, rows, sources)

        self._site = site
        self._kept = site.keep(read)
        self._papers = site.keep(read_papers)
        self._said = site.keep(read_said)

    async def all(self) -> list[Dossier]:
        """Give every dossier."""
        return await self._kept.get()

    async def papers(self, iri: str) -> list[Paper]:
        """Give the papers of a dossier; asks for these alone as long as those of every dossier are not made."""
        known = self._papers.now()
        if known is None:
            node = self._site.node(iri)
            asked = (self._site.rows(name, dossier=node) for name in ("dossier-papers", "dossier-records"))
            known = papers_by_dossier(*await asyncio.gather(*asked))
        return known.get(iri, [])

    async def said(self, iri: str) -> list[Said]:
        """Give the statements in the documents of a dossier, document by document; as `papers`."""
        sources = await self._site.register(Sources).all()
        read = sorted((each for each in sources.values() if each.dossier == iri), key=lambda each: each.identifier)
        known = self._said.now()
        if known is None:
            nodes = [self._site.node(each.iri) for each in read]
            rows = await self._site.rows("dossier-statements", document=nodes) if nodes else []
            known = said_of(rows, sources)
        return [said for each in read for said in known.get(each.iri, ())]


def routes(site: Site) -> list[Route]:
    """Give the address of the list."""
    dossiers = site.register(Dossiers)

    async def listed(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        chosen = LIST.choose(await dossiers.all(), request.query_params)
        return site.render(request, "dossiers.html", chosen=chosen)

    return [Route("/dossiers", listed, methods=["GET"])]


def things(site: Site) -> list[Thing]:
    """Give the kind of thing that this is the page of."""
    return [Thing("Dossier", partial(page, site))]


async def page(site: Site, request: Request, iri: str) -> Response:
    """Show a dossier."""
    if (unchanged := site.unchanged(request)) is not None:
        return unchanged
    dossiers = site.register(Dossiers)
    about, papers, statements = await asyncio.gather(
        site.rows("dossier", dossier=site.node(iri)), dossiers.papers(iri), dossiers.said(iri)
    )
    parameters = dict(request.query_params)
    shown = PAPERS.choose(papers, parameters | {"page": parameters.get("papers-page", "")})
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
