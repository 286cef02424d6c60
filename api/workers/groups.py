"""Groups written so that the engine begins with what joins them to the rest of the query.

Where a group has a UNION, or filters, the engine answers it anew for each row around it, and chooses the triple pattern
to begin with as if it knew nothing of that row: among those that seem alike, the one written first
(https://github.com/oxigraph/oxigraph/issues/1951). So

    ?m a :Motion . { ?s :in ?letter . ?s :executes ?m } UNION { … }

goes through all that is in a letter again for each motion. The order of triple patterns means nothing (SPARQL 1.1,
section 5.1), so they are written with that one first which has a variable from around the group. Groups of triple
patterns and filters alone are ordered so, where the order is another one; every other character stays.
"""

from __future__ import annotations

from functools import lru_cache

from api.workers.blocks import Block, blocks_of, may_be_rewritten
from api.workers.triples import Group, OtherError, in_order

_MOST = 100
"""Groups in a query, and triple patterns in one of them, up to which they are ordered."""


@lru_cache(maxsize=64)
def joined_first(query: str) -> str:
    """Write a query so that each group begins with what joins it to the rest.

    Args:
        query: Any text.

    Returns:
        A query with the same answers, maybe in another order where it names none; what is no query stays none.
    """
    if query.count("{") < 2 or not may_be_rewritten(query):
        return query
    try:
        groups, closing = blocks_of(query, lambda word: True)
    except OtherError:
        return query
    if len(groups) > _MOST:
        return query
    for group in groups:
        group.written = _ordered(query, group, closing)
    return groups[-1].written


def _known(group: Block) -> set[str]:
    """Give the variables that have a value when a group is answered; what MINUS takes away is answered by itself.

    The variables of a query are those that it gives, not those that it has.
    """
    if group.word == "MINUS" or group.around is None or group.around.selects:
        return set()
    return group.around.variables | _known(group.around)


def _ordered(query: str, group: Block, closing: dict[int, int]) -> str:
    """Write a group, the groups in it as they are written."""
    known = _known(group)
    try:
        read = Group(query, group.start, group.end, closing) if known else None
    except OtherError:
        read = None
    if (
        read is not None
        and 1 < len(read.triples) <= _MOST
        and (order := list(in_order(read.triples, known))) != read.triples
    ):
        triples = " . ".join(f"{each.subject} {each.verb} {each.object}" for each in order)
        return f" {triples}{''.join(f' {group.between(query, *place)}' for place in read.filters)} "
    return group.between(query, group.start, group.end)
