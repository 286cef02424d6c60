"""Mentions, and the things that only documents name: unregistered actors, cases, motions, cited papers, amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from graph_builder import iris
from graph_builder.describe.papers import class_of, describe_paper
from graph_builder.describe.sheet import A, Sheet, boolean, decimal, kg, term, text
from graph_builder.model import Extraction, Span
from ontology.terms import ITSRDF

NAMES = term(ITSRDF.taIdentRef)

_CLASSES = {"Group": "PopulationGroup", "Citation": "Paper"}
"""The class of a thing by the type of its mention, where the two have different names."""

_ROOMS = {"actor": "Actor", "place": "Place", "law": "Law", "programme": "Programme", "paper": "Paper"}
"""The class of a thing that no mention names, by the first part of its path."""

_ACTORS_AND_MOTIONS = frozenset(
    ["State", "StateGroup", "Government", "Parliament", "Organisation", "Role", "Person", "Group", "Motion"]
)


@dataclass(slots=True)
class _Thing:
    """What the document says of one entity."""

    types: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)


def describe_mentions(sheet: Sheet, extraction: Extraction) -> None:
    """Write each mention with its passage, its type, its value and what it names."""
    document = extraction.document
    for mention in extraction.mentions:
        node = sheet.node(iris.mention(document, mention))
        sheet.add(node, A, kg("Mention"))
        sheet.add(node, kg("mentionType"), text(mention.type))
        sheet.add(node, kg("passage"), sheet.passage(mention.span))
        sheet.add(node, kg("statedIn"), sheet.subject)
        if mention.value:
            sheet.add(node, kg("normalisedValue"), text(mention.value))
        if mention.type == "Money" and mention.value:
            sheet.add(node, NAMES, describe_money(sheet, mention.span, mention.value))
        elif mention.entity:
            sheet.add(node, NAMES, sheet.node(mention.entity))
            if mention.type in _ACTORS_AND_MOTIONS:
                sheet.add(sheet.subject, kg("mentions"), sheet.node(mention.entity))


def describe_money(sheet: Sheet, span: Span, value: str) -> ox.NamedNode:
    """Write an amount of money, as in "EUR 20400000", and give its name.

    A number that cannot be read is left out, and the shapes report the amount.
    """
    node = sheet.node(iris.amount(sheet.document, span))
    currency, _, digits = value.partition(" ")
    sheet.add(node, A, kg("Money"))
    sheet.add(node, kg("currency"), text(currency))
    sheet.label(node, span.of(sheet.document.text), value)
    try:
        sheet.add(node, kg("value"), decimal(Decimal(digits)))
    except InvalidOperation:
        return node
    return node


def describe_things(sheet: Sheet, extraction: Extraction) -> None:
    """Write what only this document, or an official number, tells of the things it names.

    What the registry knows is described there alone. Where mentions of one thing differ in type, the most frequent
    type counts, and the first among equals.
    """
    things: dict[str, _Thing] = {}
    for path, kind, words in _named(extraction):
        if path == extraction.document.paper or not _only_here(path):
            continue
        thing = things.setdefault(path, _Thing())
        thing.words.append(words)
        if kind:
            thing.types[kind] += 1
    for path, thing in things.items():
        cls = _class(path, thing.types)
        if path.startswith("paper/"):
            describe_paper(sheet, path, cls)
            continue
        node, name = sheet.node(path), _name(path, thing.words)
        sheet.add(node, A, kg(cls))
        sheet.label(node, name, name)
        if cls not in ("Motion", "LegalCase"):
            sheet.add(node, kg("registered"), boolean(False))


def _named(extraction: Extraction) -> Iterator[tuple[str, str | None, str]]:
    """Give path, type and words of everything that the document names, mentions first."""
    written = extraction.document.text
    for mention in extraction.mentions:
        if mention.entity:
            yield mention.entity, mention.type, mention.span.of(written)
    for statement in extraction.statements:
        for role, filler in statement.roles:
            if filler.entity:
                yield filler.entity, _type_of(role), filler.span.of(written)
        if statement.speaker:
            yield statement.speaker, None, statement.speaker.rpartition("/")[2].replace("-", " ")
    for reference in extraction.references:
        for entity in reference.entities:
            yield entity, None, reference.span.of(written)


def _type_of(role: str) -> str | None:
    """Tell the type that a role alone gives away."""
    return {"motion": "Motion", "case": "LegalCase", "citedSubmitter": "Person"}.get(role)


def _only_here(path: str) -> bool:
    return path.startswith(("paper/", "document/")) or path.split("/")[1:2] == ["x"]


def _class(path: str, types: Counter[str]) -> str:
    if path.startswith("paper/"):
        return "Motion" if types["Motion"] else class_of(path.removeprefix("paper/"))
    if types:
        kind = types.most_common(1)[0][0]
        return _CLASSES.get(kind, kind)
    return _ROOMS.get(path.split("/", maxsplit=1)[0], "Actor")


def _name(path: str, words: list[str]) -> str:
    """Choose the words that name a thing: those its path was made of, else the longest."""
    key = path.rpartition("/")[2].rpartition("#person-")[2]
    return next((name for name in words if iris.slug(name) == key), max(words, key=len))
