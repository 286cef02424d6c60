"""What the official publications say of papers: SRU 2.0 (OASIS searchRetrieve) at KOOP's repository.

Papers are asked for by identifier, many at once; one that is not found that way may still have a metadata file of its
own (`owms.py`). The number of records that an answer announces is not believed; a
diagnostic, be it inside the answer or instead of it, is an error in the source's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import etree

from graph_builder.errors import AnswerError, LinkError, SourceDownError
from graph_builder.link.answers import xml_of
from graph_builder.link.client import Client
from graph_builder.link.official import KEY, addresses
from graph_builder.link.owms import read_metadata
from graph_builder.link.publication import Publication
from graph_builder.link.sources import load_source

__all__ = ["Enriched", "ask", "read_publications", "search_address"]

_MOST_PAGES = 50
_MOST_FAILURES = 3
"""Papers in a row whose metadata could not be had, before the others are left to a next run."""


@dataclass(slots=True)
class Enriched:
    """What became of the question."""

    publications: dict[str, tuple[Publication, str, datetime]] = field(default_factory=dict)
    """By identifier: what was found, from which address, when."""
    unknown: list[str] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """Identifiers that could not be asked for, and why."""


def ask(client: Client, identifiers: Iterable[str], now: datetime, address: str | None = None) -> Enriched:
    """Ask for papers by their identifiers.

    Args:
        client: Who asks.
        identifiers: Of papers; those without a place in the repository are left out.
        now: When this is; with a time zone.
        address: Where the service is, if elsewhere than usual.

    Returns:
        What was found; papers for which the service was down or odd are in `missing`, and the others go on. A paper
        that the search does not find, or does not say anything sensible of, is asked for its own metadata.
    """
    sru = load_source(KEY).data["sru"]
    held = sorted(each for each in identifiers if (found := addresses(each)) and found.work)
    service = address or sru["address"]
    enriched, down, left = Enriched(), "", list[str]()
    for batch in _batches(held, sru["batch"]):
        where = search_address(batch, service)
        said: dict[str, Publication] = {}
        try:
            if down:
                raise SourceDownError(down)
            said = {found.identifier: found for found in _pages(client, where)}
        except SourceDownError as error:
            down = str(error)
            enriched.missing |= dict.fromkeys(batch, down)
            continue
        except AnswerError as error:
            enriched.missing |= dict.fromkeys(batch, str(error))
        enriched.publications |= {each: (said[each], where, now) for each in batch if each in said}
        left += [identifier for identifier in batch if identifier not in said]
    _ask_one_by_one(client, left, enriched, now, service)
    return enriched


def _ask_one_by_one(client: Client, identifiers: list[str], enriched: Enriched, now: datetime, service: str) -> None:
    """Ask for papers by their own metadata, where those lie; a source that fails is not asked on and on."""
    most = load_source(KEY).data["sru"]["one_by_one"]
    failures = 0
    for at, identifier in enumerate(identifiers):
        found = addresses(identifier)
        file = found.files.get("metadata") if found else None
        if file is None or at >= most:
            if identifier not in enriched.missing:
                enriched.unknown.append(identifier)
            continue
        where = urljoin(service, urlsplit(file).path)
        try:
            if failures >= _MOST_FAILURES:
                raise SourceDownError("The repository was left alone after it failed several times in a row.")
            publication = _metadata(client, where, identifier)
            failures = 0
        except LinkError as error:
            failures += 1
            enriched.missing.setdefault(identifier, str(error))
            continue
        if publication:
            enriched.publications[identifier] = (publication, where, now)
            enriched.missing.pop(identifier, None)
        elif identifier not in enriched.missing:
            enriched.unknown.append(identifier)


def _metadata(client: Client, address: str, identifier: str) -> Publication | None:
    """Get a paper's own metadata; None where there are none."""
    answer = client.get(address, accept="application/xml")
    root = xml_of(answer) if answer else None
    if root is None:
        return None
    publication = read_metadata(root, address)
    if publication.identifier != identifier:
        raise AnswerError(f"{address} is of {publication.identifier}, not of {identifier}: it is left out.")
    return publication


def search_address(identifiers: Sequence[str], address: str, start: int = 1) -> str:
    """Write the question for some papers as a web address (CQL: `==` is exact, backslash escapes)."""
    sru = load_source(KEY).data["sru"]
    wanted = " or ".join(f'{sru["identifier"]}=="{_escaped(each)}"' for each in identifiers)
    query = {
        "operation": "searchRetrieve",
        "version": "2.0",
        "httpAccept": "application/xml",
        "startRecord": start,
        "maximumRecords": 2 * sru["batch"],
        "query": f"{sru['area']} and ({wanted})",
    }
    return f"{address}?{urlencode(query)}"


def _pages(client: Client, address: str) -> Iterator[Publication]:
    start, here = 1, address
    for _ in range(_MOST_PAGES):
        answer = client.get(here, accept="application/xml")
        root = xml_of(answer) if answer else None
        if root is None:
            raise AnswerError(f"{here} is not there: has the service moved?")
        yield from read_publications(root, here)
        following = root.findtext("{*}nextRecordPosition") or ""
        if not following.isdigit() or int(following) <= start:
            return
        start = int(following)
        here = re.sub(r"startRecord=\d+", f"startRecord={start}", address)


def read_publications(root: etree._Element, address: str) -> Iterator[Publication]:
    """Read the records of an answer.

    Args:
        root: The answer.
        address: Where it came from, for messages.

    Yields:
        Official publications; records of other collections are left out.

    Raises:
        AnswerError: It is a diagnostic, or no SRU answer.
    """
    diagnostic = next(root.iter("{*}diagnostic"), None)
    if diagnostic is not None:
        said = ": ".join(filter(None, (diagnostic.findtext("{*}message"), diagnostic.findtext("{*}details"))))
        raise AnswerError(f"{address} refused the question: {said or 'it does not say why'}.")
    if etree.QName(root).namespace != "http://docs.oasis-open.org/ns/search-ws/sruResponse":
        raise AnswerError(f"{address} answered with XML that is no SRU 2.0 answer.")
    for record in root.iter("{*}recordData"):
        found = _publication(record)
        if found:
            yield found


def _publication(record: etree._Element) -> Publication | None:
    identifier, title = _text(record, "identifier"), _text(record, "title")
    if _text(record, "product-area") != "officielepublicaties" or not identifier or not title:
        return None
    return Publication(
        identifier=identifier,
        title=_text(record, "documenttitel") or title.rpartition("; ")[2],
        kind=_text(record, "subrubriek") or _text(record, "type"),
        creator=_text(record, "creator"),
        day=_day(_text(record, "date") or _text(record, "issued")),
        status=_text(record, "documentstatus"),
        dossier=_text(record, "dossiernummer"),
        dossier_title=_text(record, "dossiertitel"),
        submitters=tuple(sorted({" ".join(each.text.split()) for each in record.iter("{*}indiener") if each.text})),
        page=_text(record, "preferredUrl"),
        files=tuple(
            sorted((each.get("manifestation", ""), each.text) for each in record.iter("{*}itemUrl") if each.text)
        ),
    )


def _text(record: etree._Element, name: str) -> str | None:
    found = next(record.iter(f"{{*}}{name}"), None)
    return " ".join((found.text or "").split()) or None if found is not None else None


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _batches(values: list[str], size: int) -> Iterator[list[str]]:
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch
