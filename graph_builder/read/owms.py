"""The metadata of official publications (OWMS 4.0): `metadata.xml`, `<meta>` in HTML, the XML's own `<meta>`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from graph_builder.model import DocumentKind, Metadata
from graph_builder.read.metadata import is_identifier
from graph_builder.read.parse import attribute, local, parse_xml

_KINDS: dict[str, DocumentKind] = {
    "motie": "motion",
    "brief": "letter",
    "brief regering": "letter",
    "brief van de regering": "letter",
    "antwoord": "answer",
    "kamervragen met antwoord": "answer",
    "verslag": "report",
    "handelingen": "report",
}
_ALIASES = {
    "identifier": "identifier",
    "dossiernummer": "dossier",
    "ondernummer": "number",
    "issued": "date",
    "datumOndertekening": "date",
    "documenttitel": "document title",
    "title": "title",
    "dossiertitel": "dossier title",
    "type": "type",
    "documenttype": "type",
}


def metadata_of_pairs(pairs: Iterable[tuple[str, str]]) -> Metadata:
    """Gather the metadata in pairs of name ("DCTERMS.issued", "dcterms:issued") and value; the first value counts."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        key = _ALIASES.get(re.split(r"[.:]", name)[-1])
        if key and value.strip():
            values.setdefault(key, []).append(" ".join(value.split()))
    first = {key: found[0] for key, found in values.items()}
    identifier = first.get("identifier", "")
    kinds = [_KINDS[value.lower()] for value in values.get("type", []) if value.lower() in _KINDS]
    return Metadata(
        identifier=identifier if is_identifier(identifier) else None,
        dossier=_dossier(first.get("dossier", "")),
        number=first.get("number"),
        date=_day(first.get("date", "")),
        title=first.get("document title") or first.get("dossier title") or _short(first.get("title")),
        kind=kinds[0] if kinds else None,
    )


def read_owms(data: bytes, name: str) -> Metadata:
    """Read a `metadata.xml` of an official publication.

    Raises:
        ReadError: It is no well-formed XML.
    """
    root = parse_xml(data, name)
    return metadata_of_pairs(
        (attribute(element, "name") or local(element), attribute(element, "content") or element.text or "")
        for element in root.iter()
        if local(element)
    )


def _dossier(value: str) -> str | None:
    number = value.partition(";")[0].replace(" ", "")
    return number if re.fullmatch(r"\d{5}(?:-[A-Z\d]+)?", number) else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _short(title: str | None) -> str | None:
    """Give the last part of "dossier; kind; title"."""
    return title.rpartition("; ")[2] if title else None
