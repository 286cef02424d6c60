"""What was read from a document, put together from the rows of the letter's queries: pure, whoever asked them.

Passages, mentions, statements and tracks are named by IRIs whose fragments tell their place (`#char=2973,3110`), so no
offset is asked for apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api.pages.segments import Mark, cut, write
from api.pages.site import Row
from api.pages.words import Words, vocabulary
from graph_builder.model import Span
from graph_builder.read.artefacts import find_artefacts
from ontology.terms import local

__all__ = ["About", "Card", "Group", "Named", "Reading", "Value", "about_of", "cards_of", "read_rows"]

_PLACE = re.compile(r"#(?:char=(\d+),(\d+)|mention-(\d+)-(\d+)-.*)$")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ROLES_FIRST = ("agent", "applicant", "addressee", "recipient", "channel", "partner", "target", "motion", "cited")


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
class Value:
    """What fills a role, or another property."""

    words: str
    iri: str | None = None
    place: Span | None = None
    """Where its words stand, for what is words alone."""
    raw: str = ""
    """The value as the graph has it, where the words are another way to write it."""


@dataclass(slots=True)
class Card:
    """A statement as the page shows it."""

    key: str
    iri: str
    kind: str
    """Local name of its class."""
    place: Span
    roles: list[tuple[str, list[Value]]] = field(default_factory=list)
    """The role's local name, with its fillers."""
    track: str | None = None
    modality: str = "Asserted"
    negated: bool = False
    speaker: Value | None = None
    period: str = ""
    due: str = ""
    frame: Value | None = None
    anchored: Span | None = None
    """For what a note says: the sentence that carries its mark."""
    quote: str = ""

    @property
    def fragment(self) -> str:
        """Its IRI's fragment."""
        return self.iri.rpartition("#")[2]


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


def read_rows(
    about: About, mentions: Iterable[Row], statements: Iterable[Row], tracks: Iterable[Row], words: Words
) -> Reading:
    """Put a document's page together.

    Args:
        about: What is known of it.
        mentions: The rows of `letter-mentions`.
        statements: The rows of `letter-statements`.
        tracks: The rows of `letter-tracks`.
        words: The language of the page.
    """
    cards = cards_of(statements, words, about.text)
    named, found = _named(mentions, about.text)
    marks = [*_statement_marks(cards), *_mention_marks(found, named, words), *_asides(about.text)]
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


def place_of(iri: str) -> Span | None:
    """Tell where a passage or mention stands, by its IRI."""
    found = _PLACE.search(iri)
    if found is None:
        return None
    start, end = (found[1], found[2]) if found[1] else (found[3], found[4])
    return Span(int(start), int(end))


def cards_of(rows: Iterable[Row], words: Words, text: str | None = None) -> list[Card]:
    """Read the rows of `letter-statements`, or of `statements`, as cards in the order of the text.

    Args:
        rows: One a property and value of a statement.
        words: The language of the page.
        text: The document's text; without it the rows themselves hold the words of passages, as `quote`.
    """
    said: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        said.setdefault(row["statement"], {}).setdefault(local(row["property"]), []).append(row)
    cards = []
    for iri, properties in said.items():
        place = place_of(properties["evidence"][0]["value"])
        if place is not None:
            cards.append(_card(iri, place, properties, text, words))
    cards.sort(key=lambda card: (card.place.start, card.place.end, card.iri))
    for number, card in enumerate(cards, 1):
        card.key = str(number)
    return cards


def _card(iri: str, place: Span, properties: Mapping[str, list[Row]], text: str | None, words: Words) -> Card:
    def first(name: str) -> Row | None:
        return properties[name][0] if name in properties else None

    def plain(name: str) -> str:
        return properties[name][0]["value"] if name in properties else ""

    classes = [local(row["value"]) for row in properties.get(_TYPE, ())]
    kinds = vocabulary().kinds
    card = Card("", iri, next((name for name in sorted(classes) if name in kinds), "Statement"), place)
    card.quote = place.of(text) if text is not None else properties["evidence"][0].get("quote", "")
    card.track = plain("inTrack") or None
    card.modality = local(plain("modality")) or "Asserted"
    card.negated = plain("negated") == "true"
    card.period = plain("periodText") or plain("periodStart")
    card.due = plain("dueText") or plain("due")
    if (speaker := first("speaker")) is not None:
        card.speaker = _value(speaker, text, words)
    if (frame := first("readBy")) is not None:
        card.frame = _value(frame, text, words)
    if "anchoredAt" in properties:
        card.anchored = place_of(plain("anchoredAt"))
    roles = vocabulary().roles
    for name in sorted((name for name in properties if name in roles), key=_role_order):
        values = {value.words: value for value in (_value(row, text, words) for row in properties[name])}
        card.roles.append((name, sorted(values.values(), key=lambda value: value.words)))
    return card


def _role_order(name: str) -> tuple[int, str]:
    return (_ROLES_FIRST.index(name) if name in _ROLES_FIRST else len(_ROLES_FIRST), name)


def _value(row: Row, text: str | None, words: Words) -> Value:
    value = row["value"]
    place = place_of(value)
    if place is not None:
        said = place.of(text) if text is not None else row.get("quote", "")
        return Value(" ".join(said.split()), None, place)
    if "number" in row:
        currency, number = row.get("currency", ""), row["number"]
        return Value(words.money(number, currency), raw=f"{currency} {number}")
    if value.startswith(("http://", "https://", "urn:")):
        return Value(row.get("name") or value.rpartition("/")[2], value)
    return Value(value)


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


def _asides(text: str) -> Iterable[Mark]:
    """Find what converters left in the text, and the notes that stand in it."""
    artefacts = find_artefacts(text)
    for span in artefacts.markup:
        yield Mark(span.start, span.end, "aside", "", "left")
    for span in artefacts.notes:
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
