"""Where citations of one motion contradict each other.

The rules are those of `shapes/motions.ttl` themselves, so that a page never tells another tale than validation does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from api.pages.site import Site, Term
from shapes import FOLDER

RULES = {"Motion-described-alike": "described", "Motion-submitted-alike": "submitted"}
"""What the name of a shape starts with, and what its conflicts are about."""

_ACROSS = "-elsewhere"
"""What the name of a shape about two documents ends in; the others look at one document at a time."""

_AT_A_TIME = 200
"""Motions that are asked about in one query."""

_SHAPE = "https://w3id.org/kamergraaf/shape#"
_SELECT = ox.NamedNode("http://www.w3.org/ns/shacl#select")
_SPARQL = ox.NamedNode("http://www.w3.org/ns/shacl#sparql")


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Two citations that contradict each other."""

    about: str
    """described: for what the motion is cited; submitted: by whom it was submitted."""
    one: str
    other: str
    """The citations, by IRI."""


async def motions_in_conflict(site: Site, cited: Iterable[str]) -> frozenset[str]:
    """Give those of some motions of which citations contradict each other, by IRI.

    Args:
        site: The pages.
        cited: Motions that are cited more than once. The rules compare each citation with each other one, which takes
            an engine that does not start from a motion far too long.
    """
    nodes = [site.node(iri) for iri in sorted(cited)]
    some = [nodes[start : start + _AT_A_TIME] for start in range(0, len(nodes), _AT_A_TIME)]
    found = await asyncio.gather(*(_rows(site, shape, text, this=each) for shape, text in rules() for each in some))
    return frozenset(row["this"] for rows in found for row in rows)


async def conflicts_of(site: Site, motion: Term) -> list[Conflict]:
    """Give the citations of a motion that contradict each other."""
    found = await asyncio.gather(*(_rows(site, shape, text, this=motion) for shape, text in rules()))
    conflicts = {
        Conflict(about, row["other"], row["value"])
        for (shape, _), rows in zip(rules(), found, strict=True)
        for about in (next(about for start, about in RULES.items() if shape.startswith(start)),)
        for row in rows
    }
    return sorted(conflicts)


async def _rows(site: Site, shape: str, text: str, **terms: Term | Sequence[Term]) -> list[dict[str, str]]:
    rows = await site.rows(text, **terms)
    return (
        rows if shape.endswith(_ACROSS) else [row for row in rows if _document(row["other"]) == _document(row["value"])]
    )


def _document(citation: str) -> str:
    return citation.partition("#")[0]


@cache
def rules(path: Path = FOLDER / "motions.ttl") -> tuple[tuple[str, str], ...]:
    """Read the shapes' queries, each turned from one about the node that SHACL fills in into one about any motion.

    Returns:
        The name of each shape, and its query for `?this`, `?other` and `?value`.
    """
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    found = []
    for quad in store.quads_for_pattern(None, _SPARQL, None):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.BlankNode)
        name = quad.subject.value.removeprefix(_SHAPE)
        if name.startswith(tuple(RULES)):
            (query,) = store.quads_for_pattern(quad.object, _SELECT, None)
            assert isinstance(query.object, ox.Literal)
            found.append((name, _about_any(query.object.value)))
    return tuple(sorted(found))


def _about_any(query: str) -> str:
    pattern = query.partition("{")[2]
    return f"SELECT DISTINCT ?this ?other ?value {{ VALUES ?this {{ UNDEF }} ?this a kg:Motion . {pattern}"
