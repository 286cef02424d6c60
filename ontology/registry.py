"""The registry as Python sees it: who can be named, and by which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

NameKind = Literal["label", "alternative", "abbreviation", "inhabitants", "adjective"]


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


@dataclass(frozen=True, slots=True)
class Registry:
    """All entries, by path."""

    entries: Mapping[str, Entry]
