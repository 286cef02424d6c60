"""Groups written so that the engine begins with the triple pattern that costs it least.

Where a group has a UNION, or filters, the engine answers it anew for each row around it, and chooses the triple pattern
to begin with as if it knew nothing of that row: among those that seem alike, the one written first
(https://github.com/oxigraph/oxigraph/issues/1951). So

    ?m a :Motion . { ?s :in ?letter . ?s :executes ?m } UNION { … }

goes through all that is in a letter again for each motion. The order of triple patterns means nothing (SPARQL 1.1,
section 5.1), so they are written with that one first which has a variable from around the group. Groups of triple
patterns and filters alone are ordered so, where the order is another one. Where nothing is known from around a group,
the triple patterns with which it begins are written with the rarest first, by the counts of the graph (`rows.py`).
Every other character stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from api.workers.blocks import Block, blocks_of, may_be_rewritten
from api.workers.rows import UNCOUNTED, Rows, named, rarest_first
from api.workers.triples import VARIABLE, Group, OtherError, Triple, in_order

_MOST = 100
"""Groups in a query, and triple patterns in one of them, up to which they are ordered."""

_EXISTS = re.compile(r"(?i:exists)(?!\w)")
_VARIABLE = re.compile(VARIABLE)


def well_begun(query: str, prefixes: Mapping[str, str] | None = None, rows: Rows = UNCOUNTED) -> str:
    """Write a query so that each group begins with what joins it to the rest, or with the rarest.

    Args:
        query: Any text.
        prefixes: What prefixes stand for that the query need not declare.
        rows: How often predicates stand in the graph that is asked.

    Returns:
        A query with the same answers, maybe in another order where it names none; what is no query stays none.
    """
    return _well_begun(query, tuple((prefixes or {}).items()), rows)


@lru_cache(maxsize=64)
def _well_begun(query: str, prefixes: tuple[tuple[str, str], ...], rows: Rows) -> str:
    if query.count("{") < (1 if rows.of else 2) or not may_be_rewritten(query):
        return query
    try:
        groups, closing = blocks_of(query, lambda word: True)
    except OtherError:
        return query
    if len(groups) > _MOST:
        return query
    names = named(query, dict(prefixes))
    for group in groups:
        group.written = _ordered(query, group, closing) or _begun(query, group, closing, names, rows)
    return groups[-1].written


def _known(group: Block) -> set[str]:
    """Give the variables that have a value when a group is answered; what MINUS takes away is answered by itself.

    The variables of a query are those that it gives, not those that it has.
    """
    if group.word == "MINUS" or group.around is None or group.around.selects:
        return set()
    return group.around.variables | _known(group.around)


def _ordered(query: str, group: Block, closing: dict[int, int]) -> str:
    """Write a group in the order that joins it to what is known around it; empty where nothing is."""
    known = _known(group)
    if not known:
        return ""
    try:
        read = Group(query, group.start, group.end, closing)
    except OtherError:
        return group.between(query, group.start, group.end)
    return _written(query, group, read, list(in_order(read.triples, known)))


def _begun(query: str, group: Block, closing: dict[int, int], names: Mapping[str, str], rows: Rows) -> str:
    """Write a group with the rarest of the triple patterns first with which it begins."""
    template = group.word == "CONSTRUCT" or group.around is None
    try:
        read = None if template or not rows.of else Group(query, group.start, group.end, closing, beginning=True)
    except OtherError:
        read = None
    if read is None:
        return group.between(query, group.start, group.end)
    filters = [query[start:end] for start, end in read.filters]
    conditions = [{name[1:] for name in _VARIABLE.findall(each)} for each in filters if not _EXISTS.search(each)]
    return _written(query, group, read, rarest_first(read.triples, conditions, names, rows))


def _written(query: str, group: Block, read: Group, order: list[Triple]) -> str:
    """Write a group with its triple patterns in this order, the groups in it as they are written."""
    if not 1 < len(order) <= _MOST or order == read.triples:
        return group.between(query, group.start, group.end)
    triples = " . ".join(f"{each.subject} {each.verb} {each.object}" for each in order)
    filters = "".join(f" {group.between(query, *place)}" for place in read.filters)
    return f" {triples}{filters} {group.between(query, read.rest, group.end)}"
