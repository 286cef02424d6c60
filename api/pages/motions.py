"""`/motions`: every motion that documents name, to sort, filter and take along; and the page of one motion."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.conflicts import motions_in_conflict, read_citations
from api.pages.site import Entry, Row, Site
from api.pages.sources import Source, Sources, sender_names, tail
from api.pages.tables import Column, Filter, Table, as_csv
from graph_builder.describe.papers import number_of
from ontology.terms import local

ENTRIES = (Entry("nav.motions", "/motions"),)

CARRIED_OUT, CITED, UNTOLD = "carried-out", "cited", "untold"
"""What documents make of a motion: one says it is carried out, some cite it, none names it."""


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion, as a row of the table."""

    iri: str
    number: str
    """As the House writes it: "32 623, nr. 343"; empty for one that documents name without a number."""
    dossier: str
    """Number of its dossier: "32623"."""
    title: str
    """What it is about: by the official record, else in the fullest words that a document has for it."""
    letters: int
    """Documents that name it."""
    executions: int
    """Statements that it is carried out."""
    last: str
    """The day of the latest document that names it; empty where none has a day."""
    senders: frozenset[str]
    """Keys of those who sent the documents."""
    doers: frozenset[str]
    """Keys of those who sent a document that says it is carried out."""
    outcome: str
    """Local name of its kg:Outcome; empty where it is not known."""
    conflict: bool
    """Whether citations of it contradict each other."""

    @property
    def state(self) -> str:
        """What documents make of it."""
        return CARRIED_OUT if self.executions else CITED if self.letters else UNTOLD

    @property
    def order(self) -> tuple[str, int, str]:
        """The key by which motions stand in the order of their numbers."""
        tail = self.number.rpartition(" ")[2]
        digits = "".join(character for character in tail if character.isdigit())
        return (self.dossier or "~", int(digits or 0), tail)


TABLE: Table[Motion] = Table(
    "/motions",
    (
        Column("number", lambda row: row.order),
        Column("title", lambda row: row.title.casefold()),
        Column("letters", lambda row: row.letters),
        Column("carried-out", lambda row: row.executions),
        Column("last", lambda row: row.last),
    ),
    (
        Filter("minister", lambda row: row.senders),
        Filter("dossier", lambda row: (row.dossier,) if row.dossier else ()),
        Filter("state", lambda row: (row.state, row.outcome) if row.outcome else (row.state,)),
        Filter("conflict", lambda row: ("yes",) if row.conflict else ("no",)),
    ),
    "-last",
)


def motions_of(
    known: Iterable[Row],
    records: Iterable[Row],
    told: Iterable[Row],
    conflicts: Set[str],
    sources: Mapping[str, Source],
) -> list[Motion]:
    """Put a table's rows together from those of `motions.rq`, `motions-records.rq` and `motions-told.rq`."""
    about: dict[str, Row] = {}
    for row in sorted(known, key=lambda row: (row["motion"], row["property"], row["value"])):
        about.setdefault(row["motion"], {}).setdefault(tail(row["property"]), row["value"])
    for row in records:
        if row["motion"] in about:
            about[row["motion"]] |= {name: row[name] for name in ("title", "outcome") if name in row}
    by_motion: dict[str, list[Row]] = {iri: [] for iri in about}
    for row in sorted(told, key=lambda row: (row["statement"], row["how"], row.get("title", ""))):
        document = row["statement"].partition("#")[0]
        # A motion's own text does not count.
        if row["motion"] in by_motion and document in sources and sources[document].paper != row["motion"]:
            by_motion[row["motion"]].append(row | {"document": document})
    return [_motion(iri, about[iri], rows, sources, conflict=iri in conflicts) for iri, rows in by_motion.items()]


def _motion(iri: str, known: Row, told: list[Row], sources: Mapping[str, Source], *, conflict: bool) -> Motion:
    executions = [row for row in told if row["how"] == "executed"]
    letters = _letters(told, sources)
    descriptions = [row["title"] for row in told if "title" in row]
    return Motion(
        iri,
        written(known.get("identifier", "")),
        known.get("inDossier", "").rpartition("/")[2],
        known.get("title")
        or " ".join(
            max(descriptions, key=len, default="" if "identifier" in known else known.get("label", "")).split()
        ),
        len(letters),
        len({row["statement"] for row in executions}),
        max((letter.date for letter in letters), default=""),
        frozenset(letter.sender for letter in letters if letter.sender),
        frozenset(letter.sender for letter in _letters(executions, sources) if letter.sender),
        local(known["outcome"]) if "outcome" in known else "",
        conflict,
    )


def _letters(told: Iterable[Row], sources: Mapping[str, Source]) -> list[Source]:
    return [sources[document] for document in dict.fromkeys(row["document"] for row in told) if document in sources]


def written(identifier: str) -> str:
    """Write a paper's number as the House does; an identifier of another kind as it is."""
    number = number_of(identifier)
    return number.written() if number else identifier


class Motions:
    """The motions of the generation that answers."""

    def __init__(self, site: Site) -> None:
        async def read() -> list[Motion]:
            known, records, told, (cited, official), letters = await asyncio.gather(
                site.rows("motions"),
                site.rows("motions-records"),
                site.rows("motions-told"),
                read_citations(site),
                site.register(Sources).all(),
            )
            conflicts = await asyncio.to_thread(motions_in_conflict, cited, official)
            return await asyncio.to_thread(motions_of, known, records, told, conflicts, letters)

        self._kept = site.keep(read)

    async def all(self) -> list[Motion]:
        """Give every motion."""
        return await self._kept.get()


_HEADS = ("number", "title", "dossier", "state", "outcome", "letters", "carried_out", "last", "conflict", "iri")


def routes(site: Site) -> list[Route]:
    """Give the addresses of the table."""
    motions, sources = site.register(Motions), site.register(Sources)

    async def table(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        rows = await motions.all()
        chosen = TABLE.choose(rows, request.query_params)
        return site.render(
            request,
            "motions.html",
            chosen=chosen,
            options={each.name: TABLE.options(rows, each.name, chosen) for each in TABLE.filters},
            senders=sender_names((await sources.all()).values()),
        )

    async def download(request: Request) -> Response:
        chosen = TABLE.choose(await motions.all(), request.query_params)
        return as_csv("motions", _HEADS, (_csv_row(each) for each in chosen.rows))

    return [Route("/motions", table, methods=["GET"]), Route("/motions.csv", download, methods=["GET"])]


def _csv_row(each: Motion) -> tuple[object, ...]:
    numbers = (each.letters, each.executions, each.last, each.conflict, each.iri)
    return (each.number, each.title, each.dossier, each.state, each.outcome, *numbers)
