"""The questions that links put to the source, whoever answers them: the live service, or the mirror of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from graph_builder.errors import AnswerError
from graph_builder.link.sources import load_source
from graph_builder.link.tweede_kamer.fields import Row
from graph_builder.link.tweede_kamer.odata import Service
from graph_builder.link.tweede_kamer.records import KEY

__all__ = ["Found", "Live", "Parliament", "split_dossier"]


@dataclass(frozen=True, slots=True)
class Found:
    """A row, and where it is from."""

    row: Row
    address: str
    """Where it was got."""
    at: datetime
    """When; with a time zone."""


class Parliament(Protocol):
    """What the source can be asked. Each may raise SourceDownError or AnswerError."""

    def cases(self, dossier: str, number: int) -> list[Found]:
        """Find the cases with a number in a dossier, with their actors, documents and votes."""
        ...

    def motions(self, dossier: str) -> list[Found]:
        """Find every motion of a dossier."""
        ...

    def documents(self, dossier: str, number: int) -> list[Found]:
        """Find the documents with a number in a dossier, with their cases."""
        ...

    def dossiers(self, dossier: str) -> list[Found]:
        """Find a dossier."""
        ...

    def parties(self) -> list[Found]:
        """Give every period of every party."""
        ...

    def members(self, id_: str) -> list[Found]:
        """Find a member, with the periods in parties' groups."""
        ...


def split_dossier(dossier: str) -> tuple[int, str | None]:
    """Take a dossier's number apart: "36800-V" is 36800 with the addition "V"."""
    number, _, addition = dossier.partition("-")
    return int(number), addition or None


_CASE: dict[str, str] = {
    "ZaakActor": "",
    "Document": "",
    "Kamerstukdossier": "",
    "Besluit": "$expand=Stemming",
    "GerelateerdNaar": "$select=Id,Nummer,Soort",
    "GerelateerdVanuit": "$select=Id,Nummer,Soort",
}
"""What comes along with a case, and with what options."""
_DATED = _CASE | {"Besluit": "$expand=Stemming,Agendapunt($expand=Activiteit($select=Id,Datum))"}
"""The same with the day of each decision: that of the meeting on whose agenda it stood."""
_DOCUMENT: dict[str, str] = {"Kamerstukdossier": "", "Zaak": "$expand=ZaakActor"}
_MEMBER: dict[str, str] = {"FractieZetelPersoon": "$expand=FractieZetel($expand=Fractie)"}


class Live:
    """The service itself."""

    def __init__(self, service: Service, now: datetime) -> None:
        """Prepare to ask; `now` (with a time zone) is when the answers were got."""
        self._service, self._now = service, now
        self._dated = service.has("Besluit", "Agendapunt") and service.has("Agendapunt", "Activiteit")

    def cases(self, dossier: str, number: int) -> list[Found]:
        """Find the cases with a number in a dossier."""
        return self._cases(self._at("Zaak", dossier, number))

    def motions(self, dossier: str) -> list[Found]:
        """Find every motion of a dossier."""
        kind = self._service.condition("Zaak", "Soort", "Motie")
        return self._cases(f"{self._alive('Zaak')} and {kind} and {self._in(dossier)}")

    def _cases(self, where: str) -> list[Found]:
        """Ask for cases with the days of decisions, and without where the service does not go so deep."""
        if self._dated:
            try:
                return self._found("Zaak", where, _DATED)
            except AnswerError:
                self._dated = False
        return self._found("Zaak", where, _CASE)

    def documents(self, dossier: str, number: int) -> list[Found]:
        """Find the documents with a number in a dossier."""
        return self._found("Document", self._at("Document", dossier, number), _DOCUMENT)

    def dossiers(self, dossier: str) -> list[Found]:
        """Find a dossier."""
        return self._found("Kamerstukdossier", f"{self._alive('Kamerstukdossier')} and {self._dossier(dossier)}")

    def parties(self) -> list[Found]:
        """Give every period of every party."""
        return self._found("Fractie", self._alive("Fractie"))

    def members(self, id_: str) -> list[Found]:
        """Find a member; only what the allow-list names is asked for."""
        where = self._service.condition("Persoon", "Id", id_)
        allowed = load_source(KEY).data["allowed"]["Persoon"]
        had = [field for field in allowed if self._service.has("Persoon", field)]
        select = ",".join(self._service.names.theirs("Persoon", field) for field in had)
        return self._found("Persoon", where, _MEMBER, select)

    def _at(self, entity: str, dossier: str, number: int) -> str:
        order = self._service.condition(entity, "Volgnummer", number)
        return f"{self._alive(entity)} and {order} and {self._in(dossier)}"

    def _in(self, dossier: str) -> str:
        return f"Kamerstukdossier/any(d: {self._dossier(dossier, 'd/')})"

    def _alive(self, entity: str) -> str:
        return self._service.condition(entity, "Verwijderd", False)

    def _dossier(self, dossier: str, of: str = "") -> str:
        number, addition = split_dossier(dossier)
        parts = (("Nummer", number), ("Toevoeging", addition))
        return " and ".join(self._service.condition("Kamerstukdossier", name, value, of=of) for name, value in parts)

    def _found(self, entity: str, where: str, along: Mapping[str, str] | None = None, select: str = "") -> list[Found]:
        """Ask for rows with what comes along; relations that the service lacks are not asked for."""
        expand = ",".join(
            f"{name}({options})" if options else name
            for name, options in (along or {}).items()
            if self._service.has(entity, name)
        )
        rows = self._service.rows(entity, where=where, expand=expand, select=select)
        return [Found(row, self._service.address_of(entity, str(row.get("Id"))), self._now) for row in rows]
