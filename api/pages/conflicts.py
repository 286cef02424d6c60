"""Where citations of one motion contradict each other.

The rules are those of `shapes/motions.ttl` themselves, so that a page never tells another tale than validation does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.pages.rules import Rule, load_rules
from api.pages.site import Row, Site, Term

ABOUT = {"Motion-described-alike": "described", "Motion-submitted-alike": "submitted"}
"""What the name of a shape starts with, and what its conflicts are about."""

_ACROSS = "-elsewhere"
"""What the name of a shape about two documents ends in; the others look at one document at a time."""

_AT_A_TIME = 200
"""Motions that are asked about in one query."""


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two citations that contradict each other."""

    about: str
    """described: for what the motion is cited; submitted: by whom it was submitted."""
    one: str
    other: str
    """The citations, by IRI."""


def rules() -> list[Rule]:
    """Give the rules that are about conflicts."""
    return [rule for rule in load_rules() if rule.name.startswith(tuple(ABOUT))]


async def motions_in_conflict(site: Site, cited: Iterable[str]) -> frozenset[str]:
    """Give those of some motions of which citations contradict each other, by IRI.

    Args:
        site: The pages.
        cited: Motions that are cited more than once. The rules compare each citation with each other one, which takes
            an engine that does not start from a motion far too long.
    """
    nodes = [site.node(iri) for iri in sorted(cited)]
    some = [nodes[start : start + _AT_A_TIME] for start in range(0, len(nodes), _AT_A_TIME)]
    found = await asyncio.gather(*(_rows(site, rule, this=each) for rule in rules() for each in some))
    return frozenset(row["this"] for rows in found for row in rows)


async def conflicts_of(site: Site, motion: Term) -> list[Conflict]:
    """Give the citations of a motion that contradict each other."""
    found = await asyncio.gather(*(_rows(site, rule, this=motion) for rule in rules()))
    conflicts = {
        Conflict(about, row["other"], row["value"])
        for rule, rows in zip(rules(), found, strict=True)
        for about in (next(about for start, about in ABOUT.items() if rule.name.startswith(start)),)
        for row in rows
    }
    return sorted(conflicts)


async def _rows(site: Site, rule: Rule, **terms: Term | Sequence[Term]) -> list[Row]:
    rows = await site.rows(rule.query("?this ?other ?value"), **terms)
    if rule.name.endswith(_ACROSS):
        return rows
    return [row for row in rows if _document(row["other"]) == _document(row["value"])]


def _document(citation: str) -> str:
    return citation.partition("#")[0]
