"""Entities for what is no person and no motion: governments, bodies by their abbreviation, definite repeats, the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph_builder import iris
from graph_builder.model import Document, Mention
from graph_builder.recognise.view import fold
from ontology.registry import Registry

DUTCH_GOVERNMENT = "actor/nl-government"
LOWER_HOUSE = "actor/tweede-kamer"
UPPER_HOUSE = "actor/eerste-kamer"

_ROOMS = {"Place": "place", "Treaty": "law", "Law": "law", "Programme": "programme"}
_NAMELESS = frozenset({"Motion", "Person", "Citation", "Money", "Date"})
_BARE_CABINET = re.compile(r"(?:het |nederlandse )?(?:kabinet|regering)$")
_BARE_CHAMBER = re.compile(r"(?:uw )?kamer$")
_BRACKETED = re.compile(r"\s\($")
_DEFINITE_NOUN = re.compile(r"(?:\w+-?)?regering$|regime$|junta$")


def name_entities(document: Document, mentions: Sequence[Mention], registry: Registry) -> dict[int, tuple[str, bool]]:
    """Give each mention that the registry left open an entity.

    Args:
        document: What was read.
        mentions: All its mentions, in the order of the text.
        registry: What is known beforehand.

    Returns:
        For the index of each such mention: the path of the entity, and whether it is registered.
    """
    words = [_folded(mention.span.of(document.text)) for mention in mentions]
    entities: dict[int, tuple[str, bool]] = {}
    short = _abbreviations(document, mentions, words)
    longest = _longest_names(mentions, words)
    upper = _is_for_upper_house(document)
    for index, mention in enumerate(mentions):
        if mention.type == "Parliament" and _BARE_CHAMBER.match(words[index]):
            entities[index] = (UPPER_HOUSE if upper else LOWER_HOUSE, True)
            continue
        if mention.entity is not None or mention.type in _NAMELESS:
            continue
        if mention.type == "Government":
            entities[index] = _government(mentions, words, index)
        elif mention.type == "LegalCase":
            first = words.index(words[index])
            entities[index] = (iris.case(document, mentions[first].span), False)
        else:
            entities[index] = _other(document, mentions, words, index, short, longest)
    return {index: entity for index, entity in entities.items() if entity[0]}


def _folded(words: str) -> str:
    """Fold a mention's words for comparing."""
    return " ".join(fold(words).split())


def _other(
    document: Document,
    mentions: Sequence[Mention],
    words: Sequence[str],
    index: int,
    short: dict[str, int],
    longest: dict[str, str],
) -> tuple[str, bool]:
    """Name what is left: by what its abbreviation stands for, as a repeat of a longer name, or by its own words."""
    full = short.get(mentions[index].span.of(document.text))
    if full is not None and full != index:
        known = mentions[full]
        if known.entity:
            return known.entity, known.registered
        return _local(known, longest.get(words[full], words[full])), False
    return _local(mentions[index], longest.get(words[index], words[index])), False


def _local(mention: Mention, words: str) -> str:
    """Name something that only documents name."""
    return iris.unregistered(_ROOMS.get(mention.type, "actor"), words)


def _abbreviations(document: Document, mentions: Sequence[Mention], words: Sequence[str]) -> dict[str, int]:
    """Give for each abbreviation that the text puts in brackets behind a name the index of that name."""
    short: dict[str, int] = {}
    by_end = {mention.span.end: index for index, mention in reversed(list(enumerate(mentions)))}
    for mention in mentions:
        before = document.text[max(0, mention.span.start - 2) : mention.span.start]
        text = mention.span.of(document.text)
        if _BRACKETED.search(before) and " " not in text:
            full = by_end.get(mention.span.start - 2)
            if full is not None and mentions[full].type == mention.type:
                short.setdefault(text, full)
    return short


def _longest_names(mentions: Sequence[Mention], words: Sequence[str]) -> dict[str, str]:
    """Give for each unregistered name the one longer name that holds it at its start or end, of the same type."""
    by_type: dict[str, set[str]] = {}
    for mention, name in zip(mentions, words, strict=True):
        if mention.entity is None and mention.type not in _NAMELESS:
            by_type.setdefault(mention.type, set()).add(name)
    longest = {}
    for names in by_type.values():
        for name in names:
            longer = {other for other in names if other != name and _holds(other, name)}
            tops = {other for other in longer if not any(_holds(third, other) for third in longer if third != other)}
            if len(tops) == 1:
                longest[name] = tops.pop()
    return longest


def _holds(longer: str, name: str) -> bool:
    """Tell whether a name begins or ends a longer one, at a word's boundary."""
    return (longer.startswith(name + " ")) or longer.endswith((" " + name, "-" + name))


def _government(mentions: Sequence[Mention], words: Sequence[str], index: int) -> tuple[str, bool]:
    """Name a government: the Dutch one, the one that a definite repeat takes up, or by its own words."""
    name = words[index]
    if _BARE_CABINET.match(name):
        return DUTCH_GOVERNMENT, True
    if _DEFINITE_NOUN.fullmatch(name) and " " not in name:
        for earlier in range(index - 1, -1, -1):
            if mentions[earlier].type == "Government" and words[earlier].endswith((" " + name, "-" + name)):
                known = mentions[earlier].entity
                return (known, True) if known else (iris.unregistered("actor", words[earlier]), False)
    return iris.unregistered("actor", name), False


def _is_for_upper_house(document: Document) -> bool:
    """Tell whether "uw Kamer" is the Eerste Kamer."""
    addressee = (document.metadata.addressee or "").lower()
    return "eerste kamer" in addressee or document.text.lstrip().lower().startswith("eerste kamer")
