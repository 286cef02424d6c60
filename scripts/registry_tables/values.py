"""What flows: a row of a table, an entry to be written, and what a person decided."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass
class Row:
    """A row of a table."""

    key: str
    type: str
    nl: list[str]
    en: list[str]
    abbreviation: list[str]
    ids: list[tuple[str, str]]
    valid_from: str
    valid_to: str
    source: str


@dataclass
class Thing:
    """An entry of the registry, ready to be written."""

    path: str
    cls: str
    nl: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    ids: list[tuple[str, str]] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    """Further predicate–object pairs, as Turtle."""
    told: bool = False
    """It counts only where a file written by hand describes it."""
    described: bool = False
    """A file written by hand describes the thing: only identifiers and validity are added to it."""


@dataclass(frozen=True)
class Choices:
    """What a person decided about the tables."""

    skip: frozenset[str]
    other: frozenset[str]
    """Identifiers, as scheme:value, that name something else than the entry."""
    territories: frozenset[str]
    drop: frozenset[str]
    ordinary: frozenset[str]
    """Names that are ordinary words when written without their capitals."""
    names: dict[str, list[str]]
    cities: frozenset[str]
    adjectives: dict[str, str]
    """Inflected adjective of each state, by its path: "actor:syria" to "Syrische"."""


def rows(path: Path) -> Iterator[Row]:
    """Read a table."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            many = {name: [part.strip() for part in (cells[name] or "").split("|") if part.strip()] for name in cells}
            yield Row(
                key=cells["key"],
                type=cells["type"],
                nl=many["name_nl"] + many["alt_nl"],
                en=many["name_en"] + many["alt_en"],
                abbreviation=many["abbreviation"],
                ids=[(scheme, value) for scheme, _, value in (part.partition(":") for part in many["ids"])],
                valid_from=cells["valid_from"] or "",
                valid_to=cells["valid_to"] or "",
                source=cells["source"] or "",
            )


def slug(words: str) -> str:
    """Fold words to lower-case ASCII with hyphens, as the product's IRIs do."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def load_choices(tables: Path, adjectives: dict[str, str]) -> Choices:
    """Read what a person decided, and which names are ordinary words."""
    chosen = tomllib.loads((HERE / "choices.toml").read_text(encoding="utf-8"))
    with (tables / "ambiguous.tsv").open(encoding="utf-8", newline="") as lines:
        ordinary = {
            line["surface"]
            for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if "word" in line["reason"] and line["surface"][:1].isupper()
        }
    return Choices(
        skip=frozenset(chosen["skip"]),
        other=frozenset(chosen["other"]),
        territories=frozenset(chosen["territories"]),
        drop=frozenset(chosen["drop"]),
        ordinary=frozenset(ordinary),
        names=chosen["names"],
        cities=frozenset(chosen["cities"]),
        adjectives=adjectives,
    )
