"""Entities for what is no person and no motion: governments, abbreviations, definite repeats, the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph_builder import iris
from graph_builder.model import Document, Mention
from graph_builder.recognise.abbreviations import stands_for
from graph_builder.recognise.folding import fold
from graph_builder.recognise.offices import OFFICE
from graph_builder.resolve.abroad import Abroad
from ontology.registry import Registry

DUTCH_GOVERNMENT = "actor/nl-government"
LOWER_HOUSE = "actor/tweede-kamer"
UPPER_HOUSE = "actor/eerste-kamer"
HOUSES = frozenset({LOWER_HOUSE, UPPER_HOUSE})

_COMMITTEES = "actor/vaste-commissie-voor-"
"""How the paths of the Tweede Kamer's committees begin; the Eerste Kamer has others of the same name."""
_ROOMS = {"Place": "place", "Treaty": "law", "Law": "law", "Programme": "programme"}
_NAMELESS = frozenset({"Motion", "Person", "Citation", "Money", "Date"})
_COLLEAGUE = re.compile(r"(\w+(?:-\w+)?) (?:ambts?genoot|collega)")
_OF_STATE = re.compile(r"regering van ")
_BARE_CABINET = re.compile(r"(?:het |nederlandse )?(?:kabinet|regering)$")
_BARE_CHAMBER = re.compile(r"(?:uw )?kamer$")
_HEADED = re.compile(r"\s*eerste kamer", re.IGNORECASE)
_BRACKETED = re.compile(r"\s?\($")
_DEFINITE_NOUN = re.compile(r"(?:\w+-?)?regering|regime|junta")
_CUT_WORD = re.compile(r"-\n")
_CUT = re.compile(r"[ -]")
_LOOK_BACK = 200
"""How many mentions before a definite repeat what it takes up is looked for."""


def name_entities(
    document: Document, lower: str, mentions: Sequence[Mention], registry: Registry
) -> dict[int, tuple[str, bool]]:
    """Give each mention that the registry left open an entity.

    Args:
        document: What was read.
        lower: Its text, folded.
        mentions: All its mentions, in the order of the text.
        registry: Says whether the Dutch government and parliament, named by common nouns, are registered.

    Returns:
        For the index of each such mention: the path of the entity, and whether it is registered.
    """
    names = _Names(document, lower, mentions, registry)
    entities: dict[int, tuple[str, bool]] = {}
    for index, mention in enumerate(mentions):
        if names.chamber == UPPER_HOUSE and (mention.entity or "").startswith(_COMMITTEES):
            entities[index] = _of_upper_house(mention.entity or "")
        elif mention.type == "Parliament" and _BARE_CHAMBER.match(names.words[index]):
            entities[index] = names.known(names.chamber)
        elif mention.type not in _NAMELESS and (mention.entity is None or names.is_introduced(index)):
            if mention.type == "Role" and OFFICE.match(names.words[index]):
                entities[index] = names.office(index, entities)
            else:
                known = mention.type == "Government" and not names.is_introduced(index)
                entities[index] = names.government(index) if known else names.other(index)
    return entities


def _whole(document: Document, lower: str, mention: Mention) -> str:
    """Give a mention's folded words, with those joined that a line's end has cut ("Ver-⏎enigde")."""
    words = mention.span.of(lower)
    if "-\n" not in words:
        return words
    cuts = {span.start for span in document.markup if mention.span.covers(span)}
    return _CUT_WORD.sub(lambda cut: "" if mention.span.start + cut.start() in cuts else cut[0], words)


def _of_upper_house(committee: str) -> tuple[str, bool]:
    """Name the Eerste Kamer's committee that bears the name of one of the Tweede Kamer's."""
    return iris.unregistered("actor", f"{committee.removeprefix('actor/')}-eerste-kamer"), False


class _Names:
    """The names of one document, by their folded words."""

    def __init__(self, document: Document, lower: str, mentions: Sequence[Mention], registry: Registry) -> None:
        self._registry = registry
        self._document = document
        self._mentions = mentions
        self._lower = lower
        self.words = [" ".join(_whole(document, lower, mention).split()) for mention in mentions]
        self._short = _abbreviations(document, mentions)
        self._longest = _longest_names(mentions, self.words)
        self._spelled = _spelled_out(document, mentions, self.words)
        self._cases: dict[str, str] = {}
        self._abroad = Abroad(document, lower, mentions)
        self.chamber = chamber_of(document)
        for mention, name in zip(mentions, self.words, strict=True):
            if mention.type == "LegalCase":
                self._cases.setdefault(name, iris.case(document, mention.span))

    def known(self, path: str) -> tuple[str, bool]:
        """Give a path with whether the registry has it."""
        return path, path in self._registry.entries

    def is_introduced(self, index: int) -> bool:
        """Tell whether the text itself says what an abbreviation stands for, which goes before the registry."""
        full = self._short.get(self._mentions[index].span.of(self._document.text), index)
        return full != index and self._mentions[full].type == self._mentions[index].type

    def government(self, index: int) -> tuple[str, bool]:
        """Name a government: the Dutch one, the one that a definite repeat takes up, or by its own words."""
        name = self.words[index]
        whose = self._abroad.whose(index) if name == "regering" else None
        if whose is not None:
            return self._of_state(whose) or (iris.unregistered("actor", f"{name} in {self.words[whose]}"), False)
        if _BARE_CABINET.match(name):
            return self.known(DUTCH_GOVERNMENT)
        if _OF_STATE.match(name) and self._mentions[index].type == "Government":
            named = self._of_state(index)
            if named is not None:
                return named
        known = self._repeat_of(index) if _DEFINITE_NOUN.fullmatch(name) else None
        return known or (iris.unregistered("actor", name), False)

    def office(self, index: int, found: Mapping[int, tuple[str, bool]]) -> tuple[str, bool]:
        """Name a bare "minister": the only one that the text names in full, else one of the Dutch government.

        Args:
            index: The mention's.
            found: What the mentions before it name.
        """
        office = self.words[index]
        named: dict[str, tuple[str, bool]] = {}
        for at, mention in enumerate(self._mentions):
            words = self.words[at].split()
            if mention.type == "Role" and office in words and len(words) > 1:
                known = (mention.entity, mention.registered) if mention.entity else found.get(at) or self.other(at)
                named[known[0]] = known
        return next(iter(named.values())) if len(named) == 1 else self.known(DUTCH_GOVERNMENT)

    def _of_state(self, index: int) -> tuple[str, bool] | None:
        """Name the government that a mention names, or that of the state it names or ends with."""
        mention = self._mentions[index]
        if mention.type == "Government" and mention.entity:
            return mention.entity, mention.registered
        for named in self._mentions[index : index + 2]:
            if named.type == "State" and named.span.end == mention.span.end:
                government = self._registry.governments.get(named.entity or "")
                if government is not None:
                    return government, True
        return None

    def _own_office(self) -> str | None:
        """Give the office of the minister who writes, which "mijn Duitse ambtgenoot" holds in another state."""
        sender = (self._document.metadata.sender or "").lower()
        return sender if sender.startswith("minister ") else None

    def _registered(self, name: str) -> tuple[str, bool]:
        """Give the role of a name, the registry's where it has one."""
        folded = fold(name)
        for path, entry in self._registry.entries.items():
            if entry.cls == "Role" and any(fold(known.text) == folded for known in entry.names):
                return path, True
        return iris.unregistered("actor", folded), False

    def _repeat_of(self, index: int) -> tuple[str, bool] | None:
        """Give the government last named whose name ends in these words."""
        name = self.words[index]
        for earlier in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            ends = self.words[earlier].endswith((" " + name, "-" + name))
            if ends and self._mentions[earlier].type == "Government":
                known = self._mentions[earlier].entity
                return (known, True) if known else (iris.unregistered("actor", self.words[earlier]), False)
        return None

    def other(self, index: int) -> tuple[str, bool]:
        """Name what is left: as what it abbreviates, as a repeat of a longer name, or by its own words."""
        mention = self._mentions[index]
        if mention.type == "LegalCase":
            return self._cases[self.words[index]], False
        full = self._short.get(mention.span.of(self._document.text), index)
        known = self._mentions[full]
        if known.entity and self.chamber == UPPER_HOUSE and known.entity.startswith(_COMMITTEES):
            return _of_upper_house(known.entity)
        if known.entity:
            return known.entity, known.registered
        words = self._longest.get((known.type, self.words[full]), self.words[full])
        colleague = _COLLEAGUE.fullmatch(words) if known.type == "Role" else None
        mine = self._lower.endswith("mijn ", 0, mention.span.start)
        if colleague and mine and (office := self._own_office()):
            return self._registered(f"{colleague[1]} {office}")
        if known.type == "Place" and (path := f"place/{words}-stad") in self._registry.entries:
            return path, True
        if words in self._spelled:
            return self._spelled[words], True
        return iris.unregistered(_ROOMS.get(known.type, "actor"), words), False


def _abbreviations(document: Document, mentions: Sequence[Mention]) -> dict[str, int]:
    """Give for each abbreviation that the text puts in brackets behind a name the index of that name."""
    short: dict[str, int] = {}
    by_end = {mention.span.end: index for index, mention in reversed(list(enumerate(mentions)))}
    for mention in mentions:
        text = mention.span.of(document.text)
        bracket = _BRACKETED.search(document.text, max(0, mention.span.start - 2), mention.span.start)
        full = by_end.get(bracket.start()) if bracket and " " not in text else None
        if full is None or mentions[full].type != mention.type:
            continue
        known = mention.entity is not None
        if known and mentions[full].entity is None:
            continue
        if not known or stands_for(text, mentions[full].span.of(document.text)):
            short.setdefault(text, full)
    return short


def _spelled_out(document: Document, mentions: Sequence[Mention], words: Sequence[str]) -> dict[str, str]:
    """Give for each unregistered full name, before the bracket of an abbreviation that is registered, that entity."""
    spelled: dict[str, str] = {}
    for index, mention in enumerate(mentions[1:], 1):
        full = mentions[index - 1]
        behind = document.text[full.span.end : mention.span.start] in (" (", "(")
        if behind and full.entity is None and mention.entity and full.type == mention.type:
            short = mention.span.of(document.text)
            if " " not in short and stands_for(short, full.span.of(document.text)):
                spelled[words[index - 1]] = mention.entity
    return spelled


def _longest_names(mentions: Sequence[Mention], words: Sequence[str]) -> dict[tuple[str, str], str]:
    """Give for each unregistered name, with its type, the one longer name of that type that begins or ends with it."""
    open_names = {
        (mention.type, name)
        for mention, name in zip(mentions, words, strict=True)
        if mention.entity is None and mention.type not in _NAMELESS
    }
    longer: dict[tuple[str, str], set[str]] = {}
    for kind, name in open_names:
        for part in _parts(name):
            longer.setdefault((kind, part), set()).add(name)
    longest: dict[tuple[str, str], str] = {}
    for kind, name in open_names:
        held = longer.get((kind, name), set())
        tops = [other for other in held if not longer.get((kind, other), set()) & held]
        if len(tops) == 1:
            longest[kind, name] = tops[0]
    return longest


def _parts(name: str) -> Iterator[str]:
    """Give what a name begins and ends with, cut at its words."""
    for cut in _CUT.finditer(name):
        yield name[cut.end() :]
        if cut[0] == " ":
            yield name[: cut.start()]


def of_parliament(entity: str | None) -> bool:
    """Tell whether an entity is one of the Houses, or a committee of theirs."""
    return entity in HOUSES or _COMMITTEES.removeprefix("actor/") in (entity or "")


def chamber_of(document: Document) -> str:
    """Give the house that a paper speaks to: what "uw Kamer" and "u" are in a letter."""
    return UPPER_HOUSE if _is_for_upper_house(document) else LOWER_HOUSE


def _is_for_upper_house(document: Document) -> bool:
    """Tell whether a paper is for the Eerste Kamer, whose papers bear letters for numbers."""
    if (document.metadata.number or "").isalpha() or (document.metadata.identifier or "").startswith("h-ek-"):
        return True
    addressee = (document.metadata.addressee or "").lower()
    return "eerste kamer" in addressee or _HEADED.match(document.text) is not None
