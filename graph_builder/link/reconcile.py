"""Other people's tables matched to the graph: the Reconciliation Service API 0.2, as OpenRefine speaks it.

This is the service without its HTTP: values in, values out, ready to be written as JSON. The 1.0 draft, which wraps
queries otherwise, is not spoken. https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from graph_builder.errors import QueryError
from graph_builder.iris import Base
from graph_builder.link.entities import Entity, Kind, load_kinds
from graph_builder.link.similar import NameIndex, folded
from ontology.terms import KG

__all__ = ["MOST_QUERIES", "Reconciler", "read_batch"]

MOST_QUERIES = 100
"""Queries in one batch."""
_MOST_RESULTS, _USUAL_RESULTS = 50, 5
_LONGEST = 500
"""Characters of a name that are looked at."""
_LEAST = 40.0
"""Names less alike than this are no candidates."""
_UNLIKE_PROPERTY = 15.0
"""What a property that does not fit takes from a score."""

_FIELDS = frozenset({"query", "type", "limit", "properties", "type_strict"})
_PROPERTIES = {
    "identifier": "kenmerk",
    "dossierNumber": "dossiernummer",
    "number": "ondernummer",
    "abbreviation": "afkorting",
    "date": "datum",
    "sameAs": "zelfde als",
    "name": "naam",
}


class Reconciler:
    """Matches names to actors and papers."""

    def __init__(self, entities: Iterable[Entity], base: Base) -> None:
        """Take in what can be matched.

        Args:
            entities: As `load_entities` gives them.
            base: Where the deployment publishes its data.
        """
        self._base = base
        self._entities = list(entities)
        self._by_id = {entity.id: entity for entity in self._entities}
        self._kinds = load_kinds()
        self._index = NameIndex((name, at) for at, entity in enumerate(self._entities) for name in entity.names)

    def manifest(self, address: str) -> dict[str, Any]:
        """Describe the service that answers at `address` (as in "https://example.org/reconcile").

        Clients put an entity's id in place of "{{id}}", percent-encoded or not: in a query both mean the same.
        """
        return {
            "versions": ["0.1", "0.2"],
            "name": "Kamergraaf: actoren en stukken",
            "identifierSpace": self._base.value,
            "schemaSpace": str(KG),
            "view": {"url": f"{address}/view?id={{{{id}}}}"},
            "preview": {"url": f"{address}/preview?id={{{{id}}}}", "width": 400, "height": 140},
            "defaultTypes": [self._type(name) for name in ("Actor", "Paper", "Motion", "Organisation", "Person")],
            "suggest": {
                name: {"service_url": address, "service_path": f"/suggest/{name}"}
                for name in ("entity", "type", "property")
            },
            "extend": {"propose_properties": {"service_url": address, "service_path": "/properties"}},
        }

    def answer(self, queries: str | bytes | Mapping[str, Any]) -> dict[str, Any]:
        """Answer a batch of queries.

        Args:
            queries: The batch, or its JSON.

        Returns:
            By query name, its candidates, best first.

        Raises:
            QueryError: It is no batch of queries.
        """
        return {name: {"result": self._candidates(name, query)} for name, query in read_batch(queries).items()}

    def _candidates(self, name: str, query: Any) -> list[dict[str, Any]]:
        if not isinstance(query, Mapping):
            raise QueryError(f"The query {name} is no object.")
        words, wanted = query.get("query", ""), _strings(query.get("type"))
        if not isinstance(words, str) or not (words.strip() or query.get("properties")):
            raise QueryError(f"The query {name} has neither words nor properties to look for.")
        limit = query.get("limit", _USUAL_RESULTS)
        if isinstance(limit, bool) or not isinstance(limit, int) or limit < 1:
            raise QueryError(f"The query {name} has a limit that is no number above 0.")
        strange = sorted(query.keys() - _FIELDS)
        if strange:
            raise QueryError(f"The query {name} has a field {strange[0]!r}; it may have: {', '.join(sorted(_FIELDS))}.")
        properties = [_property(name, each) for each in query.get("properties") or ()]
        found = []
        for score, entity in self._scored(words[:_LONGEST], properties):
            if not wanted or set(wanted) & set(entity.kinds):
                found.append((score, entity))
        best = sorted(found, key=lambda pair: (-pair[0], pair[1].id))[: min(limit, _MOST_RESULTS)]
        alone = len(best) == 1 or (len(best) > 1 and best[0][0] > best[1][0])
        return [self._candidate(score, entity, match=score >= 100 and alone) for score, entity in best]

    def _scored(self, words: str, properties: list[tuple[str, list[str]]]) -> Iterable[tuple[float, Entity]]:
        by_id = self._by_id.get(words.strip().removeprefix(self._base.value))
        if by_id:
            yield 100.0, by_id
            return
        known = [(score, self._entities[at]) for score, at, _ in self._index.find(words)] if words.strip() else []
        for score, entity in known or [(100.0, entity) for entity in self._entities if properties]:
            unlike = sum(not _has(entity, pid, values) for pid, values in properties)
            left = score - _UNLIKE_PROPERTY * unlike
            if left >= _LEAST and (words.strip() or not unlike):
                yield left, entity

    def _candidate(self, score: float, entity: Entity, *, match: bool) -> dict[str, Any]:
        return {
            "id": entity.id,
            "name": entity.name,
            "description": _description(entity),
            "type": [self._type(name) for name in entity.kinds],
            "score": score,
            "match": match,
        }

    def _type(self, name: str) -> dict[str, str]:
        kind: Kind = self._kinds[name]
        return {"id": kind.id, "name": kind.name}

    def suggest_entities(self, prefix: str, skip: int = 0, most: int = 10) -> dict[str, Any]:
        """Suggest entities whose name starts so, but for the first few (`skip`: the specification's cursor)."""
        found = [self._entities[at] for at in self._index.starting(prefix[:_LONGEST])[skip : skip + most]]
        return {
            "result": [
                {
                    "id": entity.id,
                    "name": entity.name,
                    "description": _description(entity),
                    "notable": [self._type(name) for name in entity.kinds[:1]],
                }
                for entity in found
            ]
        }

    def suggest_types(self, prefix: str) -> dict[str, Any]:
        """Suggest classes whose Dutch or English name starts so."""
        start = folded(prefix)
        found = [kind for kind in self._kinds.values() if start in folded(kind.name) or start in folded(kind.id)]
        return {
            "result": [
                {"id": kind.id, "name": kind.name} | ({"broader": [self._type(kind.above[0])]} if kind.above else {})
                for kind in sorted(found, key=lambda kind: kind.id)
            ]
        }

    def suggest_properties(self, prefix: str) -> dict[str, Any]:
        """Suggest properties whose name starts so."""
        start = folded(prefix)
        found = [(pid, name) for pid, name in _PROPERTIES.items() if start in folded(name) or start in folded(pid)]
        return {"result": [{"id": pid, "name": name} for pid, name in sorted(found)]}

    def propose_properties(self, kind: str, limit: int = 10) -> dict[str, Any]:
        """Propose properties to fetch for things of a class."""
        properties = [{"id": pid, "name": name} for pid, name in sorted(_PROPERTIES.items())]
        return {"type": kind, "limit": limit, "properties": properties[:limit]}

    def extend(self, query: str | bytes | Mapping[str, Any]) -> dict[str, Any]:
        """Fetch properties of entities (data extension).

        Raises:
            QueryError: It is no such query, or asks for a property that there is not.
        """
        asked = _object(query, "extend")
        ids, properties = asked.get("ids"), asked.get("properties")
        if not isinstance(ids, list) or not isinstance(properties, list):
            raise QueryError("A data extension names ids and properties, each a list.")
        pids = [str(each.get("id") if isinstance(each, Mapping) else each) for each in properties]
        unknown = [pid for pid in pids if pid not in _PROPERTIES]
        if unknown:
            raise QueryError(f"There is no property {unknown[0]!r}; there is: {', '.join(sorted(_PROPERTIES))}.")
        rows = {
            str(id_): {pid: [{"str": value} for value in self._values(str(id_), pid)] for pid in pids} for id_ in ids
        }
        return {"meta": [{"id": pid, "name": _PROPERTIES[pid]} for pid in pids], "rows": rows}

    def _values(self, id_: str, pid: str) -> tuple[str, ...]:
        entity = self._by_id.get(id_.removeprefix(self._base.value))
        if entity is None:
            return ()
        return {"sameAs": entity.same, "name": entity.names}.get(pid) or entity.values.get(pid, ())

    def preview(self, id_: str) -> str | None:
        """Write a few lines of HTML on an entity; None where there is none such."""
        entity = self._by_id.get(id_)
        if entity is None:
            return None
        kind = self._kinds[entity.kinds[0]].name
        return (
            '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>'
            f"{escape(entity.name)}</title></head><body><p><strong>{escape(entity.name)}</strong> ({escape(kind)})</p>"
            f"<p>{escape(_description(entity))}</p></body></html>"
        )


def read_batch(queries: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    """Read a batch of queries, or its JSON; the queries themselves are looked at when they are answered.

    Raises:
        QueryError: It is no batch, or too large a one.
    """
    batch = _object(queries, "queries")
    if len(batch) > MOST_QUERIES:
        raise QueryError(f"A batch may hold {MOST_QUERIES} queries, not {len(batch)}: send it in parts.")
    return batch


def _description(entity: Entity) -> str:
    others = [name for name in entity.names if name != entity.name]
    return ", ".join(others[:4])


def _has(entity: Entity, pid: str, wanted: list[str]) -> bool:
    values = {"sameAs": entity.same, "name": entity.names}.get(pid) or entity.values.get(pid, ())
    have = {folded(value) for value in values} | {folded(value.rpartition("/")[2]) for value in values}
    return any(folded(value) in have for value in wanted)


def _object(value: str | bytes | Mapping[str, Any], what: str) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    try:
        read = json.loads(value)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"What was sent as {what} is no JSON: {error}.") from error
    if not isinstance(read, dict):
        raise QueryError(f"What was sent as {what} is no JSON object.")
    return read


def _property(name: str, value: Any) -> tuple[str, list[str]]:
    if not isinstance(value, Mapping) or not isinstance(value.get("pid"), str) or "v" not in value:
        raise QueryError(f"The query {name} has a property without pid and v.")
    return value["pid"], _strings(value["v"])


def _strings(value: Any) -> list[str]:
    """Read one value or several; an entity counts by its id."""
    several = value if isinstance(value, list) else [value]
    named = (each.get("id") if isinstance(each, Mapping) else each for each in several)
    return [str(each) for each in named if each is not None]
