"""`/promises`: what was promised, by whom, to whom and by when; whether that day has passed; what later letters say."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.fulfilled import Later, later_of, meant
from api.pages.site import Entry, Row, Site
from api.pages.sources import Source, Sources, sender_names
from api.pages.tables import Column, Filter, Table, Views, as_csv
from api.pages.words import LANGUAGES, Language
from ontology.terms import local

ENTRIES = (Entry("nav.promises", "/promises"),)

DONE, OVERDUE, AHEAD, UNDATED = "done", "overdue", "ahead", "undated"
"""A later letter says that it is done; its day has passed; its day is to come; it has no day."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, as a row of the table."""

    statement: str
    official: bool
    """Whether the government makes it to parliament (kg:Toezegging)."""
    source: Source
    begin: int
    """Where its words stand in the document, in code points."""
    due: str
    """The last day by which it is due, ISO 8601; empty where none is given."""
    agents: tuple[str, ...]
    """IRIs of who promises."""
    states: tuple[str, ...]
    """IRIs of the states whose government promises."""
    addressees: tuple[str, ...]
    """IRIs of to whom."""
    later: tuple[Later, ...]
    """Later documents that cite the paper it was made in."""
    done: bool
    """Whether one of them says that it was kept."""

    def state(self, on: date) -> str:
        """Tell how it stands on a day."""
        if self.done:
            return DONE
        if not self.due:
            return UNDATED
        return OVERDUE if self.due < on.isoformat() else AHEAD


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a promise."""

    quote: str
    what: str
    due: str
    """The term as the document gives it."""
    end: int
    modality: str
    """Local name of its kg:Modality."""

    @property
    def elsewhere(self) -> bool:
        """Whether what is promised stands in other words than the quote, as in "and will go on doing so"."""
        return bool(self.what) and self.what not in self.quote


def promises_of(
    rows: Iterable[Row],
    sources: Mapping[str, Source],
    later: Mapping[str, Sequence[Later]],
    words: Mapping[str, str] | None = None,
) -> list[Promise]:
    """Put a table's rows together from those of `promises.rq`.

    Args:
        rows: Several a promise, where it has several agents or addressees.
        sources: Every document by IRI.
        later: By paper, where later documents cite it.
        words: By statement, the words of promises that share a paper with others and may have been kept.
    """
    by_statement: dict[str, list[Row]] = {}
    for row in rows:
        if row["document"] in sources:
            by_statement.setdefault(row["statement"], []).append(row)
    places = {iri: sources[each[0]["document"]] for iri, each in by_statement.items()}
    kept = _kept(places, later, words or {})
    return [
        _promise(iri, each, places[iri], later.get(places[iri].paper or "", ()), done=iri in kept)
        for iri, each in by_statement.items()
    ]


def _kept(places: Mapping[str, Source], later: Mapping[str, Sequence[Later]], words: Mapping[str, str]) -> set[str]:
    """Give the promises of which a later document says for certain that they were kept."""
    found = set()
    for paper, made in _together(places, later).items():
        told = {iri: words.get(iri, "") for iri in made}
        found |= {meant(each.sentence, told) for each in later[paper] if each.kept}
    return {iri for iri in found if iri is not None}


def _together(places: Mapping[str, Source], later: Mapping[str, Sequence[Later]]) -> dict[str, list[str]]:
    """Give the promises of each paper of which a later document says that one was kept."""
    found: dict[str, list[str]] = {}
    for iri, source in places.items():
        if source.paper and any(each.kept for each in later.get(source.paper, ())):
            found.setdefault(source.paper, []).append(iri)
    return found


def _promise(iri: str, rows: list[Row], source: Source, later: Sequence[Later], *, done: bool) -> Promise:
    first = rows[0]
    return Promise(
        iri,
        first["official"] == "true",
        source,
        int(first["begin"]),
        first.get("due", ""),
        _each(rows, "agent"),
        _each(rows, "state"),
        _each(rows, "addressee"),
        tuple(later),
        done,
    )


def _each(rows: Iterable[Row], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[name] for row in rows if name in row))


def wording_of(rows: Iterable[Row]) -> dict[str, Wording]:
    """Read the rows of `promises-words.rq`, by statement."""
    found: dict[str, Wording] = {}
    for row in rows:
        quote, term, modality = row["quote"], row.get("dueText", ""), local(row.get("modality", ""))
        found.setdefault(row["statement"], Wording(quote, row.get("what", ""), term, int(row["end"]), modality))
    return found


def table_on(day: date) -> Table[Promise]:
    """Give the table as it stands on a day."""
    return Table(
        "/promises",
        (
            Column("due", lambda row: row.due),
            Column("told", lambda row: row.source.date),
            Column("by", lambda row: row.source.sender_name.casefold()),
        ),
        (
            Filter("minister", lambda row: (row.source.sender,) if row.source.sender else ()),
            Filter("actor", lambda row: {*row.agents, *row.states, *row.addressees}),
            Filter("dossier", lambda row: (row.source.dossier.rpartition("/")[2],) if row.source.dossier else ()),
            Filter("state", lambda row: (row.state(day),)),
            Filter("kind", lambda row: ("official" if row.official else "other",)),
        ),
        "-told",
    )


class Promises:
    """The promises of the generation that answers."""

    def __init__(self, site: Site) -> None:
        async def read() -> list[Promise]:
            rows, later, known = await asyncio.gather(
                site.rows("promises"), site.rows("promises-later"), site.register(Sources).all()
            )
            told = later_of(later, known)
            places = {row["statement"]: known[row["document"]] for row in rows if row["document"] in known}
            alike = [iri for made in _together(places, told).values() if len(made) > 1 for iri in made]
            words = {iri: f"{each.quote} {each.what}" for iri, each in (await self._words(alike)).items()}
            return await asyncio.to_thread(promises_of, rows, known, told, words)

        async def read_names() -> dict[str, dict[str, str]]:
            each = {lang: await site.rows("promises-names", lang=lang) for lang in LANGUAGES}
            return {lang: {row["actor"]: row["name"] for row in reversed(rows)} for lang, rows in each.items()}

        self._site = site
        self._kept = site.keep(read)
        self._names = site.keep(read_names)

    async def all(self) -> list[Promise]:
        """Give every promise."""
        return await self._kept.get()

    async def names(self, language: Language) -> dict[str, str]:
        """Give what those who promise, and to whom, are called, by IRI."""
        return (await self._names.get())[language]

    async def wording(self, promises: Sequence[Promise]) -> dict[str, Wording]:
        """Give the words of promises, by statement."""
        return await self._words([each.statement for each in promises])

    async def _words(self, statements: Sequence[str]) -> dict[str, Wording]:
        nodes = [self._site.node(each) for each in statements]
        return wording_of(await self._site.rows("promises-words", statement=nodes)) if nodes else {}


def routes(site: Site, today: Callable[[], date] = date.today) -> list[Route]:
    """Give the addresses of the table.

    Args:
        site: The pages.
        today: Tells the day on which promises are overdue or not, unless the address says another (`on=2026-01-31`).
    """
    promises, sources, views = site.register(Promises), site.register(Sources), Views[Promise]()

    async def table(request: Request) -> Response:
        day = _day(request, today)
        if (unchanged := site.unchanged(request, day.isoformat())) is not None:
            return unchanged
        chosen, options = views.choose(table_on(day), await promises.all(), request.query_params, day.isoformat())
        return site.render(
            request,
            "promises.html",
            day.isoformat(),
            chosen=chosen,
            options=options,
            senders=sender_names((await sources.all()).values()),
            names=await promises.names(site.language(request)),
            wording=await promises.wording(chosen.shown),
            day=day,
            asked_day=request.query_params.get("on", ""),
        )

    async def download(request: Request) -> Response:
        day = _day(request, today)
        chosen = table_on(day).choose(await promises.all(), request.query_params)
        names, wording = await promises.names(site.language(request)), await promises.wording(chosen.rows)
        rows = (_csv_row(each, wording[each.statement], names, day) for each in chosen.rows)
        return as_csv(f"promises-{day.isoformat()}", _HEADS, rows)

    return [Route("/promises", table, methods=["GET"]), Route("/promises.csv", download, methods=["GET"])]


_HEADS = ("by", "to", "what", "due", "due_text", "state", "kind", "quote", "told_in", "date", "sender", "later", "iri")


def _csv_row(each: Promise, wording: Wording, names: Mapping[str, str], day: date) -> tuple[object, ...]:
    who = ("; ".join(names.get(iri, iri) for iri in actors) for actors in (each.agents, each.addressees))
    source = each.source
    return (
        *who,
        wording.what,
        each.due,
        wording.due,
        each.state(day),
        "official" if each.official else "other",
        wording.quote,
        source.identifier,
        source.date,
        source.sender_name,
        "; ".join(dict.fromkeys(later.source.identifier for later in each.later)),
        each.statement,
    )


def _day(request: Request, today: Callable[[], date]) -> date:
    asked = request.query_params.get("on", "")
    if not asked:
        return today()
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Problem(400, f"{asked!r} is no day: write it as 2026-01-31.") from None
