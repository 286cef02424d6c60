"""Statements as pages show them: cards, read from the rows of a query.

Passages and mentions are named by IRIs whose fragments tell their place (`#char=2973,3110`), so no offset is asked for
apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api.pages.site import Row
from api.pages.words import Words, vocabulary
from graph_builder.model import Span
from ontology.terms import local

__all__ = ["Card", "Value", "cards_of", "place_of"]

_PLACE = re.compile(r"#(?:char=(\d+),(\d+)|mention-(\d+)-(\d+)-.*)$")
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ROLES_FIRST = ("agent", "applicant", "addressee", "recipient", "channel", "partner", "target", "motion", "cited")


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

    @property
    def who(self) -> list[str]:
        """What things that fill a role are called, a role each."""
        named = ([value.words for value in values if value.iri] for _, values in self.roles)
        return [", ".join(words) for words in named if words]


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
        # A case before a court has parties as a statement has, but is a thing: it has no evidence of its own.
        place = place_of(properties["evidence"][0]["value"]) if "evidence" in properties else None
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
