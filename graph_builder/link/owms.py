"""What a publication says of itself: the metadata file that lies beside it in KOOP's repository (OWMS 4.0).

Both serialisations are read: `metadata.xml`, whose elements may be nested, and `metadata_owms.xml`. Names come more
than once, and in no order that says who submitted first.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from graph_builder.errors import AnswerError
from graph_builder.link.publication import Publication

__all__ = ["read_metadata"]

_GENERAL = ("Informatietype", "Parlementair")
"""Schemes of kinds that say less than others do: "officiële publicatie", "Kamerstuk"."""


def read_metadata(root: etree._Element, address: str) -> Publication:
    """Read a metadata file.

    Args:
        root: The file.
        address: Where it came from, for messages.

    Raises:
        AnswerError: It is no such file, or lacks an identifier or a title.
    """
    said: dict[str, list[tuple[str, str]]] = {}
    for name, scheme, words in _entries(root):
        if words:
            said.setdefault(name.lower(), []).append((scheme, words))
    identifier, title = _first(said, "identifier"), _first(said, "title")
    if identifier is None or title is None:
        raise AnswerError(f"{address} answered with XML that is no metadata of a publication.")
    return Publication(
        identifier=identifier,
        title=_first(said, "documenttitel") or title.rpartition("; ")[2],
        kind=_kind(said.get("type", [])),
        creator=_first(said, "creator"),
        day=_day(_first(said, "issued") or _first(said, "available")),
        status=_first(said, "documentstatus"),
        dossier=_first(said, "dossiernummer"),
        dossier_title=_first(said, "dossiertitel"),
        submitters=tuple(sorted({words for _, words in said.get("indiener", [])})),
    )


def _entries(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Give (name without prefix, scheme, words) of every entry."""
    for element in root.iter(etree.Element):
        if root.tag == "metadata_gegevens":
            name, words = element.get("name", ""), element.get("content", "")
        else:
            name, words = etree.QName(element).localname, element.text or ""
        yield name.rpartition(".")[2], element.get("scheme", ""), " ".join(words.split())


def _first(said: dict[str, list[tuple[str, str]]], name: str) -> str | None:
    return next((words for _, words in said.get(name, [])), None)


def _kind(types: list[tuple[str, str]]) -> str | None:
    """Choose of several kinds the one that says most."""
    ranked = sorted(types, key=lambda each: next((at for at, name in enumerate(_GENERAL) if name in each[0]), 9))
    return ranked[-1][1] if ranked else None


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
