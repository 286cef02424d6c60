"""How many rows triple patterns have, and so which of them a group is best begun with.

The engine has no counts: it takes all patterns of which the predicate alone is known for equally large, and begins with
the one written first. A generation does not change, so its predicates are counted once, when it is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from api.workers.blocks import tokens_of
from api.workers.triples import IRI, NAME, SPACE, Triple

_COUNT = "SELECT ?predicate (COUNT(*) AS ?rows) { ?subject ?predicate ?object } GROUP BY ?predicate"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_STEP = re.compile(rf"(?:\^{SPACE})?({IRI}|{NAME}|a)")
_WORTH = 0.5
"""What part of a pattern's rows count where a filter leaves some out at once; more is not known of any filter."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """How often each predicate stands in a graph; nothing where it was not counted."""

    of: Mapping[str, int]

    @classmethod
    def counted(cls, graph: ox.Store) -> Rows:
        """Count a graph's predicates."""
        found = graph.query(_COUNT, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return cls({row["predicate"].value: int(row["rows"].value) for row in found})


UNCOUNTED = Rows({})


def rarest_first(
    triples: list[Triple], conditions: list[set[str]], names: Mapping[str, str], rows: Rows
) -> list[Triple]:
    """Put that triple pattern first which has the fewest rows, where the engine takes all for equally large.

    Args:
        triples: The patterns, in the order in which they are written.
        conditions: The variables of each filter on them.
        names: What the prefixes stand for.
        rows: How often predicates stand in the graph.

    Returns:
        The patterns; in the same order where one has a known subject or object, with which the engine begins.
    """
    if any(part[0] not in "?$" for triple in triples for part in (triple.subject, triple.object)):
        return triples
    sizes: dict[Triple, float] = {}
    for triple in triples:
        if triple.verb[0] in "?$" or "|" in triple.verb:
            continue  # larger than the others by the engine's guess
        predicate = iri_of(triple.verb, names)
        if predicate is None:
            return triples
        own = triple.variables()
        at_once = any(condition <= own for condition in conditions)
        sizes[triple] = rows.of.get(predicate, 0) * (_WORTH if at_once else 1)
    if not sizes:
        return triples
    place = triples.index(min(sizes, key=lambda triple: sizes[triple]))
    return [triples[place], *triples[:place], *triples[place + 1 :]]


def named(query: str, known: Mapping[str, str]) -> dict[str, str]:
    """Give what the prefixes of a query stand for: those that it declares, else those that are known without."""
    found = dict(known)
    before = name = ""
    for kind, match in tokens_of(query):
        token = match.group()
        if kind == "open":
            break
        if kind == "iri" and before == "name":
            found[name] = token[1:-1]
        if kind == "name":
            name = token.partition(":")[0]
        before = kind
    return found


def iri_of(verb: str, names: Mapping[str, str]) -> str | None:
    """Give the predicate of a verb's first step; None where it is not known."""
    match = _STEP.match(verb)
    if match is None:
        return None
    step = match[1]
    if step == "a":
        return _TYPE
    if step[0] == "<":
        return step[1:-1] if ":" in step else None
    prefix, _, local = step.partition(":")
    return names[prefix] + local if prefix in names else None
