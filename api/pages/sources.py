"""The documents in which things are said, as tables and lists name them: by title, day, sender and dossier."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.site import Row, Site
from graph_builder.iris import slug

__all__ = ["Source", "Sources", "sender_names", "sources_of", "tail"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read."""

    iri: str
    paper: str | None
    """IRI of the paper that it is a text of."""
    identifier: str
    """What the paper, else the document, goes by: "kst-32623-376"."""
    title: str
    """Its title; its identifier where it has none."""
    date: str
    """ISO 8601; empty where it is not known."""
    kind: str
    """letter, motion, answer, report or other; empty where it is not known."""
    sender: str
    """The key of who sent it: "minister-van-buitenlandse-zaken"; empty where it is not known."""
    sender_name: str
    """Who sent it, as the document gives it."""
    dossier: str | None
    """IRI of the paper's dossier."""
    sender_iri: str | None = None
    """The actor that sent it, where the graph knows one."""


def sources_of(rows: Iterable[Row], dossiers: Iterable[Row] = ()) -> dict[str, Source]:
    """Read the rows of `sources.rq` and `sources-dossiers.rq`; of several values of one kind the first counts."""
    dossier_of: dict[str, str] = {}
    for row in dossiers:
        dossier_of.setdefault(row["paper"], row["dossier"])
    found: dict[str, Source] = {}
    for row in rows:
        iri = row["document"]
        if iri in found:
            continue
        identifier = row.get("paper", iri).rpartition("/")[2]
        said, sender = row.get("senderText", ""), row.get("sender", "")
        key = sender.rpartition("/")[2].rpartition("#")[2] if sender else slug(said) if said else ""
        found[iri] = Source(
            iri,
            row.get("paper"),
            identifier,
            row.get("title") or identifier,
            row.get("date", ""),
            row.get("kind", ""),
            key,
            said or key,
            dossier_of.get(row.get("paper", "")),
            sender or None,
        )
    return found


def tail(iri: str) -> str:
    """Give the last part of an IRI: "label" of one that ends in "#label"."""
    return re.split(r"[#/]", iri)[-1]


class Sources:
    """The documents of the generation that answers."""

    def __init__(self, site: Site) -> None:
        async def read() -> dict[str, Source]:
            rows, dossiers = await asyncio.gather(site.rows("sources"), site.rows("sources-dossiers"))
            return sources_of(rows, dossiers)

        self._kept = site.keep(read)

    async def all(self) -> dict[str, Source]:
        """Give every document, by IRI."""
        return await self._kept.get()


def sender_names(sources: Iterable[Source]) -> dict[str, str]:
    """Give the name that each sender goes by, by key."""
    return {source.sender: source.sender_name for source in sources if source.sender}
