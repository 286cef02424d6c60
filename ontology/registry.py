"""The registry as Python sees it: who can be named, and by which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from rdflib import RDF, SKOS

from graph_builder.errors import KnowledgeError
from ontology.terms import FOLDER, KG, Description, local, read_turtle

NameKind = Literal["label", "alternative", "abbreviation", "inhabitants", "adjective"]

BASE = "https://w3id.org/kamergraaf/id/"
"""The base under which the registry's files name their entries; a deployment maps it to its own."""


@dataclass(frozen=True, slots=True)
class Name:
    """Words by which an entry is named."""

    text: str
    lang: str
    """"nl", "en", or "" where the words are used in any language (most abbreviations)."""
    kind: NameKind = "label"
    capitals: bool = False
    """The words count only when written with these very capitals ("OM", "DENK", "Best")."""
    needs: tuple[str, ...] = ()
    """Words of which at least one must stand in the same document for an ambiguous name to count; empty for none."""
    excludes: tuple[str, ...] = ()
    """Words that, standing directly before or after, show that something else is meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing the registry knows."""

    path: str
    """Below the base: "actor/european-union", "place/damascus", "law/un-convention-against-torture"."""
    cls: str
    """Local name of its class, as in "EUBody"."""
    names: tuple[Name, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    government_of: str | None = None
    """The state's path, for a government."""
    group_of: str | None = None
    """The path of what a population group inhabits, for inhabitants."""


@dataclass(frozen=True)
class Registry:
    """All entries, by path."""

    entries: Mapping[str, Entry]

    @cached_property
    def governments(self) -> Mapping[str, str]:
        """The path of the government that each state has now, by the state's."""
        now = [(entry.government_of, path) for path, entry in self.entries.items() if entry.valid_to is None]
        return {state: path for state, path in reversed(now) if state}


def load_registry(folder: Path = FOLDER / "actors") -> Registry:
    """Read every Turtle file of the registry.

    An entry may be described in several files: their names add up. A name that is given both plainly and as
    `kg:exactName` or `kg:ambiguousName` is held to the stricter reading.

    Args:
        folder: Where the files are.

    Returns:
        The entries, in the order of their paths.

    Raises:
        KnowledgeError: A file is not well-formed, or an entry has no name or no single class; the message names it.
    """
    described: dict[str, Description] = {}
    for path in sorted(folder.glob("*.ttl")):
        for subject, objects in read_turtle(path).items():
            merged = described.setdefault(subject, {})
            for predicate, values in objects.items():
                merged.setdefault(predicate, []).extend(values)
    entries = (_entry(subject, described) for subject in sorted(described) if _is_entry(subject, described[subject]))
    return Registry({entry.path: entry for entry in entries})


_PLAIN: tuple[tuple[str, NameKind, bool], ...] = (
    (str(SKOS.prefLabel), "label", False),
    (str(SKOS.altLabel), "alternative", False),
    (str(KG.abbreviation), "abbreviation", True),
    (str(KG.inhabitants), "inhabitants", False),
    (str(KG.adjective), "adjective", False),
    (str(KG.exactName), "alternative", True),
)
"""Property, kind of name, and whether the capitals are fixed."""

_TYPE, _VOCABULARY, _AMBIGUOUS_NAME = str(RDF.type), str(KG), str(KG.AmbiguousName)
_HAS_AMBIGUOUS_NAME, _WORDS, _EXACT_NAME = str(KG.ambiguousName), str(KG.words), str(KG.exactName)
_NEEDS, _NOT_BESIDE = str(KG.needs), str(KG.notBeside)
_VALID_FROM, _VALID_TO = str(KG.validFrom), str(KG.validTo)
_GOVERNMENT_OF, _GROUP_OF = str(KG.governmentOf), str(KG.groupOf)
"""IRIs made once: making them anew for each of thousands of entries takes longer than reading the files."""


def _is_entry(subject: str, objects: Description) -> bool:
    return subject.startswith(BASE) and any(
        cls.value.startswith(_VOCABULARY) and cls.value != _AMBIGUOUS_NAME for cls in objects.get(_TYPE, ())
    )


def _entry(subject: str, described: Mapping[str, Description]) -> Entry:
    objects = described[subject]
    path = subject.removeprefix(BASE)
    classes = sorted({local(cls.value) for cls in objects[_TYPE] if cls.value.startswith(_VOCABULARY)})
    if len(classes) != 1:
        raise KnowledgeError(f"Registry entry {path} has the classes {', '.join(classes)}; give it one.")
    names = _names(objects, described)
    if not names:
        raise KnowledgeError(f"Registry entry {path} has no name; give it a skos:prefLabel.")
    return Entry(
        path=path,
        cls=classes[0],
        names=names,
        valid_from=_day(path, objects, _VALID_FROM),
        valid_to=_day(path, objects, _VALID_TO),
        government_of=_path(objects, _GOVERNMENT_OF),
        group_of=_path(objects, _GROUP_OF),
    )


def _names(objects: Description, described: Mapping[str, Description]) -> tuple[Name, ...]:
    """Collect an entry's names: one a text, the strictest reading of it."""
    found: dict[str, Name] = {}
    ambiguous = [described[node.value] for node in objects.get(_HAS_AMBIGUOUS_NAME, ()) if node.value in described]
    for name in [*_plain(objects), *(name for node in ambiguous for name in _held(node))]:
        known = found.get(name.text)
        found[name.text] = _stricter(known, name) if known else name
    return tuple(found.values())


def _plain(objects: Description) -> Iterator[Name]:
    for predicate, kind, capitals in _PLAIN:
        for value in objects.get(predicate, ()):
            yield Name(value.value, _language(value), kind, capitals)


def _held(node: Description) -> Iterator[Name]:
    needs = _words(node.get(_NEEDS, ()))
    excludes = _words(node.get(_NOT_BESIDE, ()))
    for predicate, capitals in ((_WORDS, False), (_EXACT_NAME, True)):
        for value in node.get(predicate, ()):
            yield Name(value.value, _language(value), "alternative", capitals, needs, excludes)


def _stricter(known: Name, other: Name) -> Name:
    return Name(
        known.text,
        known.lang if known.lang == other.lang else "",
        known.kind,
        known.capitals or other.capitals,
        known.needs or other.needs,
        known.excludes or other.excludes,
    )


def _words(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted(str(getattr(value, "value", value)) for value in values))


def _language(value: object) -> str:
    return getattr(value, "language", None) or ""


def _path(objects: Description, predicate: str) -> str | None:
    for value in objects.get(predicate, ()):
        return value.value.removeprefix(BASE)
    return None


def _day(path: str, objects: Description, predicate: str) -> date | None:
    for value in objects.get(predicate, ()):
        try:
            return date.fromisoformat(value.value)
        except ValueError as error:
            raise KnowledgeError(f"Registry entry {path}: {value.value} is no date; write it as 2024-07-02.") from error
    return None
