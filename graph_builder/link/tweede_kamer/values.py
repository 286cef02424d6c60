"""Cases, documents, dossiers, parties and members of the Tweede Kamer, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier as the source has it."""

    id: str
    number: str
    """With its addition, as in "36800-V"."""
    title: str | None
    highest: int | None
    """The highest number given out in it; none is certain where the source does not say."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Who submitted, and on whose behalf."""

    name: str | None
    """As the source writes it, where it does."""
    person: str | None
    """Id."""
    party: str | None
    """Id of the party's period."""
    role: str


@dataclass(frozen=True, slots=True)
class Vote:
    """One voice in a decision."""

    party: str | None
    person: str | None
    """Set where a member votes for themself."""
    name: str | None
    """As written with the vote."""
    choice: str
    """As the source writes it: Voor, Tegen, …"""
    seats: int | None
    mistake: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a case."""

    id: str
    kind: str | None
    """As the source writes it: "Stemmen - aangenomen", …"""
    method: str | None
    votes: tuple[Vote, ...]
    """Each voice once."""
    day: date | None = None
    """That of the meeting in which it was taken."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as the source has it."""

    id: str
    number: str
    """The source's own, as in "2025D21799"."""
    kind: str | None
    title: str | None
    """What it is about."""
    day: date | None
    order: int | None
    """Its number in the dossier."""
    dossiers: tuple[Dossier, ...] = ()
    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A case (Zaak): a motion, a letter or a question being handled."""

    id: str
    number: str
    """The source's own, as in "2025Z09505"."""
    kind: str | None
    title: str | None
    """What it is about; the source's Titel is the dossier's."""
    day: date | None
    order: int | None
    status: str | None
    view: str | None
    """What the cabinet thinks of it."""
    submissions: tuple[Submission, ...] = ()
    decisions: tuple[Decision, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    papers: tuple[Paper, ...] = ()
    answers: tuple[str, ...] = ()
    """Numbers of the cases that this one answers."""
    answered_by: tuple[str, ...] = ()
    """Numbers of the cases that answer this one."""


@dataclass(frozen=True, slots=True)
class Party:
    """One uninterrupted period of a party in the House."""

    id: str
    abbreviation: str | None
    name: str | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Period:
    """A member's time in a party's group."""

    id: str
    party: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the House."""

    id: str
    number: int | None
    surname: str | None
    """With its prefix: "van der Pietersen"."""
    initials: str | None
    known_as: str | None
    periods: tuple[Period, ...] = ()

    @property
    def name(self) -> str | None:
        """The name as it is printed: first name or initials, and surname."""
        return " ".join(filter(None, (self.known_as or self.initials, self.surname))) or None
