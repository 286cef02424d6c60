"""The live service: OData v5 or v4/2.0, under one set of names (OASIS OData 4.01 in what it supports).

Names differ per version and are data. Links to a next page are followed as they are, on the same host alone. Text and
GUIDs are written the way this service wants them: numbers and GUIDs bare, quotes doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from graph_builder.errors import AnswerError, LinkError
from graph_builder.link.answers import json_object, xml_of
from graph_builder.link.client import Client, same_host
from graph_builder.link.sources import load_source
from graph_builder.link.tweede_kamer.fields import Row, is_alive
from graph_builder.link.tweede_kamer.records import KEY

__all__ = ["Names", "Service", "Version", "load_version"]

JSON = "application/json"
_MOST_PAGES = 1_000
_SAFE = "(),:;=$/'*@"
"""Characters that the service takes as they are; "$" above all."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the service."""

    name: str
    address: str
    most: int
    """Rows that may be asked for at once."""
    candidates: Mapping[str, tuple[str, ...]]
    """"Entity.Field" to the names that the field may bear, most likely first."""


def load_version(name: str | None = None, address: str | None = None) -> Version:
    """Read what is known of a version.

    Args:
        name: "v5" or "v4/2.0"; None for the one to use.
        address: Where it is, if elsewhere than usual.

    Raises:
        LinkError: There is no such version.
    """
    data = load_source(KEY).data
    chosen = name or data["default"]
    if chosen not in data["version"]:
        known = ", ".join(data["version"])
        raise LinkError(f"There is no version {chosen!r} of the Tweede Kamer's OData: choose from {known}.")
    version = data["version"][chosen]
    candidates = {field: tuple(names) for field, names in version["names"].items()}
    return Version(chosen, (address or version["address"]).rstrip("/"), version["most"], candidates)


class Names:
    """How a service names fields, and how this product does."""

    def __init__(self, version: Version, present: Mapping[str, frozenset[str]]) -> None:
        """Settle the names: of several candidates the first that is present.

        Args:
            version: What is known beforehand.
            present: Entity to the fields that the service says it has; empty where it would not say.
        """
        self._theirs = {
            field: self._choose(names, present.get(field.split(".")[0])) for field, names in version.candidates.items()
        }
        self._ours: dict[str, dict[str, str]] = {}
        for field, theirs in self._theirs.items():
            entity, ours = field.split(".")
            self._ours.setdefault(entity, {})[theirs] = ours

    @staticmethod
    def _choose(names: tuple[str, ...], present: frozenset[str] | None) -> str:
        return next((name for name in names if present and name in present), names[0])

    def theirs(self, entity: str, field: str) -> str:
        """Give the service's name of a field."""
        return self._theirs.get(f"{entity}.{field}", field)

    def ours(self, entity: str, row: Row) -> dict[str, Any]:
        """Put a row, and the rows below it, under this product's names; what nobody knows keeps its name."""
        relations = load_source(KEY).data["relations"]
        names = self._ours.get(entity, {})
        return {
            names.get(name, name): self._below(relations[name], value) if name in relations else value
            for name, value in row.items()
        }

    def _below(self, entity: str, value: Any) -> Any:
        if isinstance(value, Mapping):
            return self.ours(entity, value)
        if isinstance(value, list):
            return [self.ours(entity, row) if isinstance(row, Mapping) else row for row in value]
        return value


class Service:
    """The service as this product asks it."""

    def __init__(self, client: Client, version: Version) -> None:
        """Prepare to ask; nothing is asked yet."""
        self._client, self.version = client, version
        self.names = Names(version, {})
        self._present: Mapping[str, frozenset[str]] = {}

    def check(self) -> tuple[str, ...]:
        """Ask the service which fields it has, settle their names, and tell what it lacks.

        Returns:
            Sentences for a person: what the service lacks of what the questions need. Empty where all is well.

        Raises:
            SourceDownError: It does not answer at all.
        """
        try:
            present = self._metadata()
        except AnswerError as error:
            return (f"The service does not say which fields it has ({error}); the usual names are taken.",)
        if not present:
            return (f"{self.version.address} has no $metadata: is version {self.version.name} still served there?",)
        self.names, self._present = Names(self.version, present), present
        served = f"OData {self.version.name}"
        return tuple(f"{served} has no {field}: what rests on it will be missing." for field in self._lacking(present))

    def has(self, entity: str, field: str) -> bool:
        """Tell whether the service has a field, as far as it said; without its word it is taken to have it."""
        known = self._present.get(entity)
        return known is None or self.names.theirs(entity, field) in known

    def _metadata(self) -> dict[str, frozenset[str]]:
        answer = self._client.get(f"{self.version.address}/$metadata", accept="application/xml")
        root = xml_of(answer) if answer else None
        if root is None:
            return {}
        return {
            str(kind.get("Name")): frozenset(
                str(child.get("Name")) for child in kind.iterfind("{*}*") if child.get("Name")
            )
            for kind in root.iterfind(".//{*}EntityType")
        }

    def _lacking(self, present: Mapping[str, frozenset[str]]) -> Iterator[str]:
        for entity, fields in load_source(KEY).data["needed"].items():
            if entity not in present:
                yield entity
                continue
            theirs = (self.names.theirs(entity, field) for field in fields)
            yield from (f"{entity}.{field}" for field in theirs if field not in present[entity])

    def rows(self, entity: str, *, where: str, expand: str = "", select: str = "") -> Iterator[dict[str, Any]]:
        """Ask for rows.

        Args:
            entity: As in "Zaak".
            where: A filter in the service's own names; `condition` writes parts of one.
            expand: Relations to come along.
            select: Fields to come; empty for all.

        Yields:
            Rows under this product's names, but for those that are deleted or say nothing.

        Raises:
            SourceDownError: The service does not answer.
            AnswerError: It answers with something else, or leads to another host.
        """
        options = {"$filter": where, "$expand": expand, "$select": select}
        query = "&".join(f"{name}={quote(value, safe=_SAFE)}" for name, value in options.items() if value)
        address: str | None = f"{self.version.address}/{entity}?{query}"
        seen: set[str] = set()
        while address is not None:
            if address in seen or len(seen) >= _MOST_PAGES:
                raise AnswerError(f"{address} leads on and on: it was left after {len(seen)} pages.")
            seen.add(address)
            page, address = self._page(address)
            yield from (self.names.ours(entity, row) for row in page if is_alive(row))

    def _page(self, address: str) -> tuple[list[Row], str | None]:
        answer = self._client.get(address, accept=JSON)
        if answer is None:
            raise AnswerError(f"{address} is not there: is OData {self.version.name} still served?")
        value = json_object(answer)
        rows = value.get("value")
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            # What cannot be read is not nothing: the number may well exist.
            raise AnswerError(f"{address} answered without a list of rows.")
        following = value.get("@odata.nextLink")
        if following is not None and not (isinstance(following, str) and same_host(following, self.version.address)):
            raise AnswerError(f"{address} leads to another host, {following}: it is not followed.")
        return rows, following

    def condition(self, entity: str, field: str, value: str | int | bool | None, *, of: str = "") -> str:
        """Write "field eq value" in the service's own names, with the value written as the service wants it."""
        return f"{of}{self.names.theirs(entity, field)} eq {_literal(value)}"

    def address_of(self, entity: str, id_: str) -> str:
        """Give the address of one row."""
        return f"{self.version.address}/{entity}({id_})"


def _literal(value: str | int | bool | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) or re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", value):
        return str(value)
    return "'" + value.replace("'", "''") + "'"
