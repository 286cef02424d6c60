"""The page of an actor, and of anything else that the registry or documents name: places, laws, programmes."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.cards import Card, Value, cards_of
from api.pages.drawing import Bars, Neighbour, bars, wheel
from api.pages.site import Row, Site, Thing
from api.pages.sources import Source, Sources
from api.pages.thing import FORMATS, plain
from api.pages.words import Words
from graph_builder.iris import slug
from ontology.terms import KG, local

MOST_STATEMENTS = 60
"""How many a page shows."""

_MOST_DOCUMENTS, _MOST_NEIGHBOURS = 12, 12
_KINDS = ("Actor", "Place", "Law", "Treaty", "Programme", "LegalCase")
_IDENTIFIERS = ("sameAs", "exactMatch", "closeMatch", "homepage", "seeAlso", "identifier")
_NAMES = ("prefLabel", "label", "altLabel", "abbreviation")
_HIDDEN = ("type", "seenIn", "ambiguousName", "exactName", "adjective", "registered", "words", *_NAMES, *_IDENTIFIERS)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement about an actor: the card, with where and when it was said."""

    card: Card
    role: str
    """Local name of the role that the actor fills."""
    others: tuple[Value, ...]
    """Who else fills a role."""
    source: Source | None
    document: str
    date: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """What an actor gives or receives by year, in euro."""

    direction: str
    """ "gives" or "receives"."""
    chart: Bars
    total: Decimal
    statements: int


def routes(_: Site) -> list[Route]:
    """Give no address of its own: its pages are those of things."""
    return []


def things(site: Site) -> list[Thing]:
    """Give the kinds of things with this page."""

    async def page(request: Request, iri: str) -> Response:
        return await actor(site, request, iri)

    return [Thing(kind, page) for kind in _KINDS]


async def actor(site: Site, request: Request, iri: str) -> Response:
    """Show an actor."""
    words, node = site.words(request), site.node(iri)
    about, related, listed, amounts, documents, sources = await asyncio.gather(
        site.rows("actor-about", actor=node, lang=words.language),
        site.rows("actor-related", actor=node, lang=words.language),
        site.rows("actor-statements", actor=node),
        site.rows("actor-amounts", actor=node),
        site.rows("actor-documents", actor=node),
        site.register(Sources).all(),
    )
    if not about:
        return await plain(site, request, iri)
    newest = newest_of(listed, sources)
    said = await _said(site, iri, newest[:MOST_STATEMENTS], sources, words)
    named_in = sorted(
        (sources[row["document"]] for row in documents if row["document"] in sources),
        key=lambda source: (source.date, source.identifier),
        reverse=True,
    )
    return site.render(
        request,
        "actor.html",
        iri=iri,
        path=site.path(iri),
        formats=FORMATS,
        name=name_of(about, words) or site.short(iri),
        kinds=_classes(about),
        registered=not any(_local(row["property"]) == "registered" and row["value"] == "false" for row in about),
        names=other_names(about, words),
        identifiers=_identifiers(about),
        properties=_properties(about),
        related=related,
        groups=_by_kind(said),
        more=len(newest) > MOST_STATEMENTS,
        amounts=[each for each in (_amounts(amounts, "gives"), _amounts(amounts, "receives")) if each],
        spokes=wheel(neighbours(said, iri)),
        documents=named_in[:_MOST_DOCUMENTS],
        mentioned=len(named_in),
    )


def newest_of(rows: Iterable[Row], sources: Mapping[str, Source]) -> list[Row]:
    """Put each statement with its document and its day, the newest first; equal days by the statement's IRI."""
    found = []
    for row in rows:
        document = row["statement"].partition("#")[0]
        if document in sources:
            found.append(row | {"document": document, "date": sources[document].date})
    found.sort(key=lambda row: (row["statement"], row["role"]))
    return sorted(found, key=lambda row: row["date"], reverse=True)


def name_of(about: Iterable[Row], words: Words) -> str:
    """Give the preferred name in the page's language, else in any."""
    found = [row for row in about if _local(row["property"]) in ("prefLabel", "label")]
    own = [row["value"] for row in found if row.get("language") == words.language]
    return (own or [row["value"] for row in found] or [""])[0]


def other_names(about: Iterable[Row], words: Words) -> list[str]:
    """Give what else it is called, each name once."""
    preferred = name_of(list(about), words)
    found = [row["value"] for row in about if _local(row["property"]) in _NAMES]
    return sorted({name for name in found if name != preferred}, key=slug)


def neighbours(said: Iterable[Said], iri: str) -> list[Neighbour]:
    """Count who stands with an actor in statements; the most frequent first."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    kinds: dict[str, Counter[str]] = {}
    for each in said:
        for other in each.others:
            if other.iri and other.iri != iri and "/actor/" in other.iri:
                counts[other.iri] += 1
                names[other.iri] = other.words
                kinds.setdefault(other.iri, Counter())[each.card.kind] += 1
    ordered = sorted(counts, key=lambda each: (-counts[each], names[each]))[:_MOST_NEIGHBOURS]
    return [
        Neighbour(each, names[each], counts[each], tuple(kind for kind, _ in kinds[each].most_common()))
        for each in ordered
    ]


async def _said(site: Site, iri: str, listed: Sequence[Row], sources: dict[str, Source], words: Words) -> list[Said]:
    """Ask what the statements say, and put each with its source, newest first."""
    if not listed:
        return []
    nodes = [site.node(each) for each in dict.fromkeys(row["statement"] for row in listed)]
    rows = await site.rows("statements", statement=nodes, lang=words.language)
    cards = {card.iri: card for card in cards_of(rows, words)}
    said = []
    for row in listed:
        card = cards.get(row["statement"])
        if card is None or card.kind == "Citation":
            continue
        others = tuple(
            value for _, fillers in card.roles for value in fillers if value.iri != iri and (value.iri or value.place)
        )
        source = sources.get(row["document"])
        said.append(Said(card, local(row["role"]), others, source, row["document"], row.get("date", "")))
    return said


def _by_kind(said: Iterable[Said]) -> list[tuple[str, list[tuple[str, list[Said]]]]]:
    """Group statements by kind, and within it by the role that the actor fills; the largest group first."""
    groups: dict[str, dict[str, list[Said]]] = {}
    for each in said:
        groups.setdefault(each.card.kind, {}).setdefault(each.role, []).append(each)
    return sorted(
        ((kind, sorted(roles.items(), key=lambda pair: pair[0] != "agent")) for kind, roles in groups.items()),
        key=lambda pair: (-sum(len(listed) for _, listed in pair[1]), pair[0]),
    )


def _amounts(rows: Iterable[Row], direction: str) -> Amounts | None:
    """Add up euros by year: the year that the amount is for, else that of the document."""
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


def _identifiers(about: Iterable[Row]) -> list[tuple[str, str]]:
    """Give what else names it in the world: the property's local name, and the address or number."""
    found = {(_local(row["property"]), row["value"]) for row in about if _local(row["property"]) in _IDENTIFIERS}
    return sorted(found, key=lambda pair: (_IDENTIFIERS.index(pair[0]), pair[1]))


def _classes(about: Iterable[Row]) -> list[str]:
    types = (row["value"] for row in about if _local(row["property"]) == "type")
    return sorted(local(iri) for iri in types if iri.startswith(KG))


def _properties(about: Iterable[Row]) -> list[Row]:
    return sorted(
        (row for row in about if row["property"].startswith(KG) and _local(row["property"]) not in _HIDDEN),
        key=lambda row: (row["property"], row["value"]),
    )


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
