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

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from api.guard import tokens
from api.workers.triples import LONGEST, PAIRS, Group, OtherError, in_order

_MOST = 100
"""Groups in a query, and triple patterns in one of them, up to which they are ordered."""


@dataclass(slots=True)
class _Group:
    """A group, or a whole query: code points, half-open, without its brackets."""

    start: int
    end: int
    around: _Group | None
    minus: bool
    query: bool = False
    """Whether it is a query: its own variables are those that it gives, not those that it has."""
    variables: set[str] = field(default_factory=set)
    """Its variables, without the mark before them; not those of the groups in it."""
    inner: list[_Group] = field(default_factory=list)
    written: str = ""

    def known(self) -> set[str]:
        """Give the variables that have a value when it is answered; what MINUS takes away is answered by itself."""
        if self.minus or self.around is None or self.around.query:
            return set()
        return self.around.variables | self.around.known()


@lru_cache(maxsize=64)
def joined_first(query: str) -> str:
    """Write a query so that each group begins with what joins it to the rest.

    Args:
        query: Any text.

    Returns:
        A query with the same answers, maybe in another order where it names none; what is no query stays none.
    """
    if len(query) > LONGEST or query.count("{") < 2 or "\\u" in query or "\\U" in query:
        return query
    closing: dict[int, int] = {}
    try:
        groups = list(_find(query, closing))
    except OtherError:
        return query
    if len(groups) > _MOST:
        return query
    for group in groups:
        group.written = _ordered(query, group, closing)
    return groups[-1].written


def _find(query: str, closing: dict[int, int]) -> Iterator[_Group]:
    """Give the groups, inner ones first, and note where brackets close."""
    group = _Group(0, len(query), None, minus=False, query=True)
    opened: list[tuple[str, int, _Group]] = []
    word = ""
    for kind, match in tokens(query):
        token = match.group()
        if kind == "open":
            opened.append((token, match.start(), group))
            if token == "{":
                group = _Group(match.end(), 0, group, minus=word == "MINUS")
        elif kind == "close":
            if not opened or PAIRS[opened[-1][0]] != token:
                raise OtherError
            _, start, around = opened.pop()
            closing[start] = match.end()
            if around is not group:
                group.end = match.start()
                around.inner.append(group)
                yield group
                group = around
        elif kind == "name" and token[0] in "?$":
            group.variables.add(token[1:])
        if kind != "comment":
            word = token.upper() if kind == "word" else ""
            group.query = group.query or word == "SELECT"
    if opened:
        raise OtherError
    yield group


def _ordered(query: str, group: _Group, closing: dict[int, int]) -> str:
    """Write a group, the groups in it as they are written."""
    known = group.known()
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
        return f" {triples}{''.join(f' {_between(query, group, *place)}' for place in read.filters)} "
    return _between(query, group, group.start, group.end)


def _between(query: str, group: _Group, start: int, end: int) -> str:
    """Give a stretch of a group, the groups in it as they are written."""
    pieces = []
    for inner in group.inner:
        if start <= inner.start < end:
            pieces += [query[start : inner.start], inner.written]
            start = inner.end
    return "".join([*pieces, query[start:end]])
