"""The page of an actor, and of anything else that the registry or documents name: places, laws, programmes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.pages.cards import Card, Value
from api.pages.drawing import Neighbour, wheel
from api.pages.gathered import Prominent, gather
from api.pages.lookup import cards_by_iri
from api.pages.site import Row, Site, Thing
from api.pages.sources import Source, Sources
from api.pages.thing import FORMATS, plain
from api.pages.words import Words
from graph_builder.iris import slug
from ontology.terms import KG, local

_MOST_NEIGHBOURS = 12
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


def routes(_: Site) -> list[Route]:
    """Give no address of its own: its pages are those of things."""
    return []


def things(site: Site) -> list[Thing]:
    """Give the kinds of things with this page."""
    site.register(Prominent)

    async def page(request: Request, iri: str) -> Response:
        return await actor(site, request, iri)

    return [Thing(kind, page) for kind in _KINDS]


async def actor(site: Site, request: Request, iri: str) -> Response:
    """Show an actor."""
    words = site.words(request)
    found = site.register(Prominent).of(iri) or await gather(site, iri, (words.language,))
    about = found.about[words.language]
    if not about:
        return await plain(site, request, iri)
    said = await _said(site, iri, found.newest, words)
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
        related=found.related[words.language],
        groups=_by_kind(said),
        more=found.more,
        amounts=found.amounts,
        spokes=wheel(neighbours(said, iri)),
        documents=found.documents,
        mentioned=found.mentioned,
    )


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


async def _said(site: Site, iri: str, listed: Sequence[Row], words: Words) -> list[Said]:
    """Ask what the statements say, and put each with its source, newest first."""
    cards = await cards_by_iri(site, (row["statement"] for row in listed), words)
    sources = await site.register(Sources).all()
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
