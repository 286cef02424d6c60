"""What the official publications register of one publication, whichever of their services says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Publication"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What is registered of one publication."""

    identifier: str
    title: str
    """Its own title where it has one, else the whole one with the dossier's."""
    kind: str | None = None
    """As in "Motie", "Brief"; an open list."""
    creator: str | None = None
    day: date | None = None
    """The paper's own date."""
    status: str | None = None
    """As in "Opgemaakt": an unformatted one is replaced later."""
    dossier: str | None = None
    dossier_title: str | None = None
    submitters: tuple[str, ...] = ()
    """In no particular order: the source has none."""
    page: str | None = None
    files: tuple[tuple[str, str], ...] = ()
    """(format, address) of the files there are."""
