"""`/quality`: how far the graph can be relied on: what was read and what was not, what rules warn of, how it scores."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.conflicts import ABOUT
from api.pages.rules import Rule, load_rules
from api.pages.site import Entry, Row, Site
from api.pages.sources import Source, Sources
from api.pages.tables import Column, Table, as_csv
from ontology.terms import local

log = logging.getLogger("kamergraaf")

ENTRIES = (Entry("nav.quality", "/quality"),)

SCORES = Path(__file__).parent / "scores.json"
"""What `scripts/scores` wrote."""

SOME = 12
"""Finds of a rule that the page shows."""

_AT_A_TIME = 200
"""Nodes that a rule is asked about in one query."""

MOST_FINDS = 1000
"""Finds of a rule that are counted."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was read."""

    source: Source
    share: float | None
    """Of the sentences that name actors, those that gave a statement; None where none names any."""
    unread: int
    """Sentences that name actors and gave none."""


@dataclass(frozen=True, slots=True)
class Find:
    """Something that a rule found."""

    name: str
    iri: str
    document: str | None
    begin: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule, and what it found."""

    rule: Rule
    count: int
    """`MOST_FINDS` at most."""
    finds: tuple[Find, ...]


Finds = list[tuple[str, str]]
"""Things that break a rule, each with the value that is wrong, or itself again."""

TABLE: Table[Coverage] = Table(
    "/quality",
    (
        Column("title", lambda row: row.source.title.casefold()),
        Column("date", lambda row: row.source.date),
        Column("share", lambda row: row.share),
        Column("unread", lambda row: row.unread),
    ),
    (),
    "-unread",
)


def coverage_of(rows: Iterable[Row], sources: Mapping[str, Source]) -> list[Coverage]:
    """Read the rows of `quality-documents.rq`."""
    return [
        Coverage(sources[row["document"]], float(row["coverage"]) if "coverage" in row else None, int(row["unread"]))
        for row in rows
        if row["document"] in sources
    ]


def finds_of(rows: Iterable[Row]) -> list[Find]:
    """Read the rows of `quality-places.rq`: one a thing, by the first of its places."""
    found: dict[str, Find] = {}
    for row in rows:
        begin, end = int(row.get("begin", 0)), int(row.get("end", 0))
        name = row.get("label") or local(row["thing"])
        find = Find(name, row["thing"], row.get("document"), begin, end, row.get("words", ""))
        found.setdefault(row["thing"], find)
    return list(found.values())


@cache
def load_scores(path: Path = SCORES) -> dict[str, Any]:
    """Read the scores of the last evaluation; empty where none was made."""
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


class Quality:
    """What is worked out of a generation for this page."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._coverage = site.keep(self._read_coverage)
        self._counts = site.keep(self._read_counts)
        self._warned = site.keep(self._read_warned)

    async def coverage(self) -> list[Coverage]:
        """Give how much of each document was read."""
        return await self._coverage.get()

    async def counts(self) -> tuple[list[Row], list[Row], int]:
        """Give the statements by kind, some actors that the registry lacks, and how many these are."""
        return await self._counts.get()

    def warned(self) -> dict[str, Finds | None] | None:
        """Give what each rule found, by name; None while that is being worked out, which nobody waits for.

        A rule that is too much for the limits of a query has None.
        """
        return self._warned.now()

    async def _read_coverage(self) -> list[Coverage]:
        rows, sources = await asyncio.gather(self._site.rows("quality-documents"), self._site.register(Sources).all())
        return coverage_of(rows, sources)

    async def _read_counts(self) -> tuple[list[Row], list[Row], int]:
        kinds, actors, unknown = await asyncio.gather(
            *(self._site.rows(f"quality-{name}") for name in ("kinds", "actors", "unknown"))
        )
        return kinds, actors, int(unknown[0]["n"])

    async def _read_warned(self) -> dict[str, Finds | None]:
        return {rule.name: await self._found(rule) for rule in warnings()}

    async def _found(self, rule: Rule) -> Finds | None:
        """Ask a rule about some nodes after others, as no engine may be trusted to start from the node."""
        found: Finds = []
        try:
            nodes = [self._site.node(row["this"]) for row in await self._site.rows(rule.targets())]
            for start in range(0, len(nodes), _AT_A_TIME):
                rows = await self._site.rows(rule.query("?this ?value"), this=nodes[start : start + _AT_A_TIME])
                found += [(row["this"], row.get("value", row["this"])) for row in rows]
                if len(found) >= MOST_FINDS:
                    break
        except Problem as problem:
            log.warning("the rule %s could not be asked: %s", rule.name, problem)
            return None
        return found[:MOST_FINDS]


def warnings() -> list[Rule]:
    """Give the rules that warn; where citations of a motion differ, the motions tell themselves."""
    return [rule for rule in load_rules() if rule.warning and not rule.name.startswith(ABOUT)]


def rules_by_name() -> dict[str, Rule]:
    """Give the rules that warn, by name."""
    return {rule.name: rule for rule in warnings()}


def routes(site: Site) -> list[Route]:
    """Give the addresses of the page."""
    quality = site.register(Quality)

    async def page(request: Request) -> Response:
        if (unchanged := site.unchanged(request, "whole")) is not None:
            return unchanged
        coverage, (kinds, actors, unknown) = await asyncio.gather(quality.coverage(), quality.counts())
        found = quality.warned()
        shares = [each.share for each in coverage if each.share is not None]
        return site.render(
            request,
            "quality.html",
            "whole" if found is not None else "in part",
            chosen=TABLE.choose(coverage, request.query_params),
            median=median(shares) if shares else None,
            unread=sum(each.unread for each in coverage),
            kinds=kinds,
            actors=actors,
            unknown=unknown,
            warned=await _shown(site, site.language(request), found or {}),
            checking=found is None,
            cacheable=site.service.cacheable,
            unasked=[rules_by_name()[name] for name, finds in (found or {}).items() if finds is None],
            most=MOST_FINDS,
            scores=load_scores(),
        )

    async def download(request: Request) -> Response:
        rows = TABLE.choose(await quality.coverage(), request.query_params).rows
        cells = ((row.source.identifier, row.source.title, row.source.date, row.share, row.unread) for row in rows)
        return as_csv("coverage", ("document", "title", "date", "coverage", "unread"), cells)

    async def unread(request: Request) -> Response:
        name = request.path_params["name"]
        source = (await site.register(Sources).all()).get(f"{site.base}document/{name}")
        if source is None:
            raise Problem(404, f"No document {name!r} was read: see /quality.")
        rows = await site.rows("quality-unread", document=site.node(source.iri))
        return site.unchanged(request) or site.render(request, "unread.html", source=source, rows=rows)

    return [
        Route("/quality", page, methods=["GET"]),
        Route("/quality.csv", download, methods=["GET"]),
        Route("/quality/{name}", unread, methods=["GET"]),
    ]


async def _shown(site: Site, language: str, found: Mapping[str, Finds | None]) -> list[Warned]:
    """Name the first finds of each rule that found something, the rule with most finds first."""
    counted = {name: pairs for name, pairs in found.items() if pairs}
    some = {name: list(dict.fromkeys(value for _, value in pairs))[:SOME] for name, pairs in counted.items()}
    things = [site.node(iri) for values in some.values() for iri in values if iri.startswith("http")]
    rows = await site.rows("quality-places", thing=things, lang=language) if things else []
    named = {find.iri: find for find in finds_of(rows)}
    rules = rules_by_name()
    warned = [
        Warned(rules[name], len(counted[name]), tuple(named[iri] for iri in values if iri in named))
        for name, values in some.items()
    ]
    return sorted(warned, key=lambda each: -each.count)
