"""The mirror, answering the same questions as the live service: no network is needed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from graph_builder.link.mirror import Mirror
from graph_builder.link.sources import load_source
from graph_builder.link.tweede_kamer.parliament import Found
from graph_builder.link.tweede_kamer.records import KEY

__all__ = ["Mirrored"]


class Mirrored:
    """The mirror, answering the same questions as the live service."""

    def __init__(self, mirror: Mirror) -> None:
        """Prepare to answer."""
        self._mirror = mirror
        self._address = load_source(KEY).data["syncfeed"]["address"]

    def cases(self, dossier: str, number: int) -> list[Found]:
        """Find the cases with a number in a dossier, with their actors, documents and votes."""
        return [self._case(*found) for found in self._numbered("Zaak", dossier, number)]

    def motions(self, dossier: str) -> list[Found]:
        """Find every motion of a dossier."""
        found = self._mirror.found(
            "JOIN link l ON l.source = e.id AND l.relation = 'Kamerstukdossier' JOIN entity d ON d.id = l.target "
            "WHERE e.category = 'Zaak' AND json_extract(e.row, '$.Soort') = 'Motie' AND d.dossier = ? ORDER BY e.id",
            dossier,
        )
        return [self._case(*each) for each in found]

    def documents(self, dossier: str, number: int) -> list[Found]:
        """Find the documents with a number in a dossier, with their cases."""
        return [self._document(*found) for found in self._numbered("Document", dossier, number)]

    def dossiers(self, dossier: str) -> list[Found]:
        """Find a dossier."""
        return [self._found(*found) for found in self._mirror.found("WHERE e.dossier = ?", dossier)]

    def parties(self) -> list[Found]:
        """Give every period of every party."""
        return [self._found(*found) for found in self._mirror.found("WHERE e.category = 'Fractie' ORDER BY e.id")]

    def members(self, id_: str) -> list[Found]:
        """Find a member, with the periods in parties' groups."""
        found = self._mirror.found("WHERE e.id = ? AND e.category = 'Persoon'", id_)
        periods = self._below(id_, "FractieZetelPersoon", "Persoon")
        for period in periods:
            seats = self._above(period["Id"], "FractieZetel")
            period["FractieZetel"] = [seat | {"Fractie": self._above(seat["Id"], "Fractie")} for seat in seats]
        return [self._found(each, row | {"FractieZetelPersoon": periods}, fetched) for each, row, fetched in found]

    def _numbered(self, category: str, dossier: str, number: int) -> list[tuple[str, dict[str, Any], str]]:
        return self._mirror.found(
            "JOIN link l ON l.source = e.id AND l.relation = 'Kamerstukdossier' JOIN entity d ON d.id = l.target "
            "WHERE e.category = ? AND e.number = ? AND d.dossier = ? ORDER BY e.id",
            category,
            number,
            dossier,
        )

    def _case(self, id_: str, row: dict[str, Any], fetched: str) -> Found:
        decisions = self._below(id_, "Besluit", "Zaak")
        for decision in decisions:
            decision["Stemming"] = self._with_ids(self._below(decision["Id"], "Stemming", "Besluit"))
            items = self._above(decision["Id"], "Agendapunt")
            decision["Agendapunt"] = [item | {"Activiteit": self._above(item["Id"], "Activiteit")} for item in items]
        whole = row | {
            "ZaakActor": self._with_ids(self._below(id_, "ZaakActor", "Zaak")),
            "Besluit": decisions,
            "Document": self._below(id_, "Document", "Zaak"),
            "Kamerstukdossier": self._above(id_, "Kamerstukdossier"),
            "GerelateerdVanuit": self._above(id_, "GerelateerdVanuit"),
        }
        return self._found(id_, whole, fetched)

    def _document(self, id_: str, row: dict[str, Any], fetched: str) -> Found:
        cases = [self._case(case["Id"], case, fetched).row for case in self._above(id_, "Zaak")]
        bare = [{name: value for name, value in case.items() if name != "Document"} for case in cases]
        return self._found(id_, row | {"Kamerstukdossier": self._above(id_, "Kamerstukdossier"), "Zaak": bare}, fetched)

    def _below(self, id_: str, category: str, relation: str) -> list[dict[str, Any]]:
        query = "JOIN link l ON l.source = e.id AND l.relation = ? WHERE l.target = ? AND e.category = ? ORDER BY e.id"
        return [row for _, row, _ in self._mirror.found(query, relation, id_, category)]

    def _above(self, id_: str, relation: str) -> list[dict[str, Any]]:
        query = "JOIN link l ON l.target = e.id AND l.relation = ? WHERE l.source = ? ORDER BY e.id"
        return [row for _, row, _ in self._mirror.found(query, relation, id_)]

    def _with_ids(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Give rows the Ids of the person and the party that they lead to, as OData has them."""
        for row in rows:
            for relation, target in self._mirror.links(row["Id"]):
                row.setdefault(f"{relation}_Id", target)
        return rows

    def _found(self, id_: str, row: dict[str, Any], fetched: str) -> Found:
        return Found(row, f"{self._address}/Entiteiten/{id_}", datetime.fromisoformat(fetched))
