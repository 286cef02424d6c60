"""Pages of the Tweede Kamer's SyncFeed: Atom (RFC 4287) with an entity an entry, read under OData's names of fields.

A payload is told by its namespace, never by its prefix. `bijgewerkt` has no offset and is Dutch local time whatever the
schema says; versions of an entity are ordered by it. A deleted entity may carry a body, which counts for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from graph_builder.errors import AnswerError
from graph_builder.link.sources import load_source
from graph_builder.link.tweede_kamer.records import KEY

__all__ = ["Entry", "Page", "read_entity", "read_page"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_HOUSE = ZoneInfo("Europe/Amsterdam")
_TRUE = frozenset({"true", "1"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of one entity."""

    id: str
    category: str
    """As in "Zaak"."""
    changed: str
    """When, in Dutch local time, written so that later sorts after earlier."""
    deleted: bool
    row: dict[str, Any] = field(default_factory=dict)
    """Fields under OData's names; empty for a deleted one."""
    links: tuple[tuple[str, str], ...] = ()
    """(relation, Id) pairs, as in ("Zaak", "0000…")."""
    file: str | None = None
    """Where the entity's file is."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the feed."""

    entries: tuple[Entry, ...]
    following: str | None
    """The next page; None at the end."""
    resume: str | None
    """Where to go on another time."""


def read_page(root: etree._Element, address: str) -> Page:
    """Read a page.

    Args:
        root: The feed.
        address: Where it came from, for messages and as the place to resume when the feed names none.

    Raises:
        AnswerError: It is no feed.
    """
    if root.tag != f"{_ATOM}feed":
        raise AnswerError(f"{address} answered with XML that is no Atom feed.")
    entries = tuple(entry for found in root.iterfind(f"{_ATOM}entry") if (entry := _entry(found)))
    following = _link(root, "next")
    return Page(entries, following, following or _link(root, "resume") or address)


def _entry(entry: etree._Element) -> Entry | None:
    content = entry.find(f"{_ATOM}content")
    payload = next((child for child in content if isinstance(child.tag, str)), None) if content is not None else None
    return read_entity(payload, _link(entry, "enclosure")) if payload is not None else None


def read_entity(payload: etree._Element, file: str | None = None) -> Entry | None:
    """Read an entity; None where it is of another namespace or has no Id.

    Args:
        payload: Its element.
        file: Where its file is, as the feed says.
    """
    syncfeed = load_source(KEY).data["syncfeed"]
    name = etree.QName(payload)
    id_ = (payload.get("id") or "").lower()
    if name.namespace != syncfeed["namespace"] or not re.fullmatch(r"[0-9a-f-]{36}", id_):
        return None
    category = _ours(name.localname)
    changed = _local(_attribute(payload, "bijgewerkt") or "")
    if (_attribute(payload, "verwijderd") or "").lower() in _TRUE:
        return Entry(id_, category, changed, deleted=True)
    row: dict[str, Any] = {"Id": id_, "Verwijderd": False}
    for kind in ("contentType", "contentLength"):
        if said := _attribute(payload, kind):
            row[_ours(kind)] = said
    links = []
    for child in payload.iterchildren("{*}*"):
        field_, there = _ours(etree.QName(child).localname), child.get("ref")
        if there:
            links.append((field_, there.lower()))
        elif (child.text or "").strip() and (child.get(_NIL) or "").lower() not in _TRUE:
            row[field_] = _value(category, field_, (child.text or "").strip())
    return Entry(id_, category, changed, deleted=False, row=_allowed(category, row), links=tuple(links), file=file)


def _allowed(category: str, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out of a row what its kind's allow-list does not name."""
    allowed = load_source(KEY).data["allowed"].get(category)
    return {name: value for name, value in row.items() if name in allowed} if allowed else row


def _value(category: str, name: str, written: str) -> str | int | bool:
    syncfeed = load_source(KEY).data["syncfeed"]
    if name in syncfeed["flags"] and written.lower() in ("true", "false", "1", "0"):
        return written.lower() in _TRUE
    is_number = name in syncfeed["numbers"] or name in syncfeed["numbers_of"].get(category, ())
    return int(written) if is_number and re.fullmatch(r"-?\d{1,9}", written) else written


def _attribute(payload: etree._Element, name: str) -> str | None:
    """Read an attribute with the namespace or without: both are met."""
    namespace = etree.QName(payload).namespace
    return payload.get(f"{{{namespace}}}{name}") or payload.get(name)


def _link(element: etree._Element, relation: str) -> str | None:
    found = (link.get("href") for link in element.iterfind(f"{_ATOM}link") if link.get("rel") == relation)
    return next(found, None)


def _ours(name: str) -> str:
    return name[:1].upper() + name[1:]


def _local(written: str) -> str:
    """Write a moment in Dutch local time with seven decimals, so that moments sort as text."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?", written)
    if found is None:
        return ""
    moment = found[1]
    if found[3]:
        offset = "+00:00" if found[3] == "Z" else found[3]
        try:
            moment = datetime.fromisoformat(moment + offset).astimezone(_HOUSE).replace(tzinfo=None).isoformat()
        except (ValueError, OverflowError):
            return ""
    return f"{moment}.{(found[2] or '').ljust(7, '0')[:7]}"
