"""What several pages look up: what things are called, and statements as cards."""

from __future__ import annotations

from collections.abc import Iterable

from api.pages.cards import Card, cards_of, place_of
from api.pages.site import Row, Site, is_iri
from api.pages.words import Words
from ontology.terms import KG

__all__ = ["cards_by_iri", "names_of"]


async def names_of(site: Site, things: Iterable[str], lang: str) -> dict[str, str]:
    """Give what things are called, by IRI."""
    nodes = [site.node(iri) for iri in things]
    rows = await site.rows("names", thing=nodes, lang=lang) if nodes else []
    return {row["thing"]: row["name"] for row in reversed(rows)}


async def cards_by_iri(site: Site, statements: Iterable[str], words: Words) -> dict[str, Card]:
    """Give statements as cards, by IRI.

    Names are asked for apart, each thing once: the statements of a page name the same few things over and over.
    """
    nodes = [site.node(each) for each in dict.fromkeys(statements)]
    rows = await site.rows("statements", statement=nodes) if nodes else []
    things = dict.fromkeys(row["value"] for row in rows if _is_named(row["value"]))
    names = await names_of(site, things, words.language)
    return {card.iri: card for card in cards_of((_named(row, names) for row in rows), words)}


def _is_named(value: str) -> bool:
    """Tell whether a value is a thing whose name a card shows: no passage, no term of the ontology, no text."""
    return is_iri(value) and place_of(value) is None and not value.startswith(str(KG))


def _named(row: Row, names: dict[str, str]) -> Row:
    return row | {"name": names[row["value"]]} if row["value"] in names else row
