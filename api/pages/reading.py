"""What was read from a document, put together from the rows of the letter's queries: pure, whoever asked them.

Mentions and tracks are named by IRIs whose fragments tell their place, as passages are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.pages.cards import Card, cards_of, place_of
from api.pages.notes import note_marks, notes_of
from api.pages.segments import Mark, cut, write
from api.pages.site import Row
from api.pages.words import Words
from graph_builder.model import Span
from graph_builder.read.artefacts import Artefacts, find_artefacts

__all__ = ["PARTS", "About", "Group", "Named", "Reading", "about_of", "read_rows"]

PARTS = ("mentions", "statements", "tracks", "notes")
"""What is read from a document; the query of each is called `letter-` and its name."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a document beside its content; each may be missing."""

    text: str
    title: str
    values: Mapping[str, str]
    """By local name: "date", "senderText", "coverage", "textOf", "identifier", "inDossier", "isPrimaryTopicOf", …"""
    names: Mapping[str, str]
    """What the values that are IRIs are called, by IRI."""


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one track; or those outside every track, or the citations (both without an order)."""

    name: str
    order: str
    label: str
    fragment: str
    place: Span | None
    cards: tuple[Card, ...]


@dataclass(slots=True)
class Named:
    """Something that the document names."""

    key: str
    iri: str
    words: str
    type: str
    count: int = 0
    first: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with all that was read from it."""

    about: About
    body: str
    """Its text as HTML, marked."""
    groups: tuple[Group, ...]
    named: Mapping[str, tuple[Named, ...]]
    """What it names, by type of mention, most frequent first."""
    types: tuple[tuple[str, int], ...]
    """The types of mentions with how many there are, most frequent first."""
    statements: int
    """Without citations."""


def about_of(rows: Iterable[Row]) -> About:
    """Read the rows of `letter-about`."""
    values: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in rows:
        name = re.split(r"[#/]", row["property"])[-1]
        if row["of"] == "paper" and name in ("type", "label", "date"):
            name = f"paper.{name}"
        values.setdefault(name, row["value"])
        if "name" in row:
            names.setdefault(row["value"], row["name"])
    return About(values.get("isString", ""), values.get("title", ""), values, names)


def read_rows(about: About, parts: Mapping[str, Iterable[Row]], words: Words) -> Reading:
    """Put a document's page together.

    Args:
        about: What is known of it.
        parts: By name in `PARTS`, the rows of `letter-mentions` and its kin; what is missing has none.
        words: The language of the page.
    """
    mentions, statements, tracks, notes = (parts.get(name, ()) for name in PARTS)
    cards = cards_of(statements, words, about.text)
    named, found = _named(mentions, about.text)
    left = find_artefacts(about.text)
    marks = [*_statement_marks(cards), *_mention_marks(found, named, words), *_asides(left)]
    marks += note_marks(notes_of(notes, left), about.text, words)
    body = write(about.text, cut(len(about.text), marks))
    by_type: dict[str, list[Named]] = {}
    for each in sorted(named.values(), key=lambda each: (-each.count, each.words)):
        by_type.setdefault(each.type, []).append(each)
    counts: dict[str, int] = {}
    for row, _ in found.values():
        counts[row["type"]] = counts.get(row["type"], 0) + 1
    types = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Reading(
        about,
        body,
        tuple(_groups(cards, tracks)),
        {kind: tuple(by_type[kind]) for kind in by_type},
        tuple(types),
        sum(card.kind != "Citation" for card in cards),
    )


def _named(rows: Iterable[Row], text: str) -> tuple[dict[str, Named], dict[str, tuple[Row, Span]]]:
    """Give what is named, by IRI, and each mention with its place, by IRI."""
    named: dict[str, Named] = {}
    found: dict[str, tuple[Row, Span]] = {}
    for row in rows:
        place = place_of(row["mention"])
        if place is None or row["mention"] in found:
            continue
        found[row["mention"]] = (row, place)
        entity = row.get("entity")
        if entity is None or row["type"] == "Money":
            continue
        called = row.get("name") or place.of(text)
        each = named.setdefault(entity, Named(f"{len(named) + 1}", entity, called, row["type"], 0, place.start))
        each.count += 1
        each.first = min(each.first, place.start)
    return named, found


def _statement_marks(cards: Iterable[Card]) -> Iterable[Mark]:
    for card in cards:
        anchor = f"char={card.place.start},{card.place.end}"
        yield Mark(card.place.start, card.place.end, "statement", card.key, "", anchor, card.fragment)


def _mention_marks(found: Mapping[str, tuple[Row, Span]], named: Mapping[str, Named], words: Words) -> Iterable[Mark]:
    for iri, (row, place) in found.items():
        thing = named.get(row.get("entity", ""))
        label = hint = words(f"types.{row['type']}")
        if thing is not None:
            hint = f"{hint}: {thing.words}"
        elif row.get("value"):
            hint = f"{hint}: {row['value']}"
        key, target = (thing.key, f"e{thing.key}") if thing else ("", "")
        yield Mark(place.start, place.end, "mention", key, row["type"], iri.rpartition("#")[2], target, hint, label)


def _asides(left: Artefacts) -> Iterable[Mark]:
    """Give what converters left in the text, and the bracketed notes."""
    for span in left.markup:
        yield Mark(span.start, span.end, "aside", "", "left")
    for span in left.notes:
        yield Mark(span.start, span.end, "aside", "", "footnote")


def _groups(cards: list[Card], tracks: Iterable[Row]) -> Iterable[Group]:
    known = set()
    for row in tracks:
        if row["track"] in known:
            continue
        known.add(row["track"])
        label = row.get("label", "").partition(": ")[2]
        inside = tuple(card for card in cards if card.track == row["track"] and card.kind != "Citation")
        place = place_of(row["evidence"])
        yield Group("track", row["order"], label, row["track"].rpartition("#")[2], place, inside)
    rest = tuple(card for card in cards if card.track not in known and card.kind != "Citation")
    if rest:
        yield Group("outside" if known else "all", "", "", "outside", None, rest)
    citations = tuple(card for card in cards if card.kind == "Citation")
    if citations:
        yield Group("citations", "", "", "citations", None, citations)
