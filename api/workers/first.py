"""The first rows of an order, asked for among the values that come first in it.

In

    SELECT ?letter ?title { ?letter a :Letter ; :date ?date ; :title ?title } ORDER BY DESC(?date) LIMIT 20

the engine makes every row before it puts them in order. All that counts has one of the latest dates: so the dates of
the triple patterns that give them are put in order here, once for a graph, as it does not change, and the query is
asked as

    { VALUES ?date { … } ?letter a :Letter ; :date ?date ; :title ?title } ORDER BY DESC(?date) … LIMIT 20

where rows with these dates are at least as many as are wanted; else it is asked among more of them, and then as it is.

Why this is the same: the patterns with which the group begins give each row a value of ?date, and it keeps this value
whatever OPTIONAL, MINUS, FILTER or BIND make of the row (SPARQL 1.1, section 18.5). So these are all the rows with the
values given (18.2.4.3: VALUES is joined). Values are of one kind, of which each is before or after each other one;
rows with any other value come after all of these (15.1). Of a SELECT DISTINCT the value is part of the row.

Rows that a query puts in no order come in one of the engine's, which is another one for other values. So that the pages
of an answer (OFFSET) fit together, all are asked with the order completed by all that the query gives, where the first
is asked among few values; else all are asked as they are. Not by terms as such: of values of some kinds together the
engine's order has circles, at which it breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from api.cache import Recent
from api.workers.blocks import Block, blocks_of, may_be_rewritten, tokens_of
from api.workers.ordered import in_order
from api.workers.triples import SPACE, STEP, TYPES, VARIABLE, Group, OtherError

Ask = Callable[[str], ox.QuerySolutions]

_MOST_KEPT = 64
"""Queries, and orders, of which it is kept what was found."""

_MOST_VALUES = 1000
"""Values of an order that are kept."""

_MOST_ORDERED = 100_000
"""Values that are put in order: of more it may take longer than the query."""

_TRIES = (1, 4)
"""Among how many values for each row that is wanted it is asked, one try after the other."""

_PART = 4
"""Where values are more than this part of all, the query is asked as it is."""

_INSIDE = frozenset({"OPTIONAL", "MINUS", "EXISTS"})
"""What may stand in the group beside triple patterns, FILTER and BIND: none makes the engine begin elsewhere."""

_CONDITION = rf"(?:{VARIABLE}|(?i:asc|desc){SPACE}\({SPACE}{VARIABLE}{SPACE}\)){SPACE}"
_LIMITS = rf"(?i:limit){SPACE}(\d{{1,9}}){SPACE}(?:(?i:offset){SPACE}(\d{{1,9}}){SPACE})?"
_TURNED = rf"(?i:offset){SPACE}(\d{{1,9}}){SPACE}(?i:limit){SPACE}(\d{{1,9}}){SPACE}"
_AFTER = re.compile(rf"{SPACE}(?i:order){SPACE}(?i:by){SPACE}((?:{_CONDITION})++)(?:{_LIMITS}|{_TURNED})")
_BEFORE = re.compile(
    rf"(?i:select){SPACE}((?i:distinct)(?!\w))?{SPACE}((?:{VARIABLE}{SPACE})++|\*{SPACE})(?:(?i:where){SPACE})?\{{"
)
_VARIABLE = re.compile(VARIABLE)
_STEP = re.compile(STEP)


class FirstRows:
    """Finds the first rows of orders in one graph."""

    def __init__(self) -> None:
        self._orders: Recent[tuple[list[str], int]] = Recent(_MOST_KEPT)
        self._asked: Recent[str] = Recent(_MOST_KEPT)

    def among_few(self, query: str, dataset: str, ask: Ask) -> str:
        """Write a query so that it is asked among few values of what orders it.

        Args:
            query: Any text.
            dataset: A name for what is asked of the graph.
            ask: Asks it.

        Returns:
            A query with the same rows in an order that it may have; what is no query stays none.

        Raises:
            SyntaxError: It is no query.
        """
        lowered = query.lower()
        if "limit" not in lowered or "order" not in lowered or not may_be_rewritten(query):
            return query
        key = (query, dataset)
        found = self._asked.get(key)
        if found is None:
            try:
                found = self._among_few(_read(query), dataset, ask)
            except OtherError:
                found = query
            self._asked.put(key, found)
        return found

    def _among_few(self, query: _Ordered, dataset: str, ask: Ask) -> str:
        values, number = self._first(query, dataset, ask)

        def few(rows: int) -> list[str]:
            for size in (each * rows for each in _TRIES):
                if size * _PART > number or size > len(values):
                    break
                if any(True for _ in ask(query.among(values[:size], f"LIMIT 1 OFFSET {rows - 1}"))):
                    return values[:size]
            return []

        first_page = few(query.limit)
        if not first_page:
            raise OtherError
        return query.among(few(query.limit + query.offset) if query.offset else first_page, query.order)

    def _first(self, query: _Ordered, dataset: str, ask: Ask) -> tuple[list[str], int]:
        """Give the first values in a query's order, as they are written, and how many there are in all.

        None, where there are too many, or it is not sure how they are ordered.
        """
        text = f"{query.prologue} SELECT DISTINCT {query.key} {{ {query.giving} }} LIMIT {_MOST_ORDERED + 1}"
        key = (text, dataset, query.descending)
        found = self._orders.get(key)
        if found is None:
            terms = [row[0] for row in ask(text)]
            try:
                few = terms if len(terms) <= _MOST_ORDERED else []
                found = in_order(few, descending=query.descending)[:_MOST_VALUES], len(few)
            except OtherError:
                found = [], 0
            self._orders.put(key, found)
        return found


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A query for the first rows of an order, in parts."""

    prologue: str
    start: str
    """All up to and with the bracket that opens its group."""
    group: str
    order: str
    """All behind the group, completed: two rows that differ are in an order."""
    key: str
    """The variable that orders it first, with its mark."""
    descending: bool
    giving: str
    """Triple patterns by which the key has its values, and maybe some more."""
    limit: int
    offset: int

    def among(self, values: list[str], after: str) -> str:
        """Write it with these values of the key alone, where there are any, and this behind its group."""
        few = f" VALUES {self.key} {{ {' '.join(values)} }}" if values else ""
        return f"{self.start}{few} {self.group}}} {after}"


def _read(query: str) -> _Ordered:
    """Read a query.

    Raises:
        OtherError: It is another one.
    """
    blocks, closing = blocks_of(query, lambda word: True)
    whole = blocks[-1]
    if len(whole.inner) != 1:
        raise OtherError
    [group] = whole.inner
    select = next((match.start() for kind, match in tokens_of(query) if _word(kind, match) == "SELECT"), len(query))
    before = _BEFORE.fullmatch(query, select, group.start)
    after = _AFTER.fullmatch(query, group.end + 1)
    if before is None or after is None or "#" in before[2] + after[1]:
        raise OtherError
    if any(each.word not in _INSIDE for each in group.inner):
        raise OtherError
    every = sorted({f"?{name}" for each in blocks for name in each.variables})
    given, conditions = _VARIABLE.findall(before[2]) or every, after[1].strip()
    limit, offset = int(after[2] or after[5]), int(after[3] or after[4] or 0)
    key = _VARIABLE.findall(conditions)[0]
    if limit == 0 or (before[1] and key[1:] not in {each[1:] for each in given}):
        raise OtherError
    others = [each for each in dict.fromkeys(given) if each[1:] != key[1:]]
    completed = " ".join(f"STR({each}) STR(DATATYPE({each})) {each}" for each in others)
    return _Ordered(
        prologue=query[:select],
        start=query[: group.start],
        group=query[group.start : group.end],
        order=f"ORDER BY {conditions} {completed} LIMIT {limit} OFFSET {offset}",
        key=key,
        descending=conditions[:4].upper() == "DESC",
        giving=_giving(query, group, closing, key[1:]),
        limit=limit,
        offset=offset,
    )


def _word(kind: str, match: re.Match[str]) -> str:
    return match.group().upper() if kind == "word" else ""


def _giving(query: str, group: Block, closing: dict[int, int], key: str) -> str:
    """Give triple patterns by which a variable has its values: one that holds it, and the class of its subject.

    Raises:
        OtherError: There is none, or nothing beside them, or the engine would begin with what few things have, and be
            sooner done.
    """
    triples = Group(query, group.start, group.end, closing, beginning=True).triples
    if any(each.subject[0] not in "?$" or (each.object[0] not in "?$" and each.verb not in TYPES) for each in triples):
        raise OtherError
    holding = [each for each in triples if _STEP.fullmatch(each.verb) and key in each.variables()]
    if not holding:
        raise OtherError
    best = min(holding, key=lambda each: each.verb not in TYPES)
    classes = [each for each in triples if each.verb in TYPES and each.subject[1:] == best.subject[1:]]
    found = dict.fromkeys([best, *classes])
    if not group.inner and found.keys() == set(triples):
        raise OtherError
    return " . ".join(f"{each.subject} {each.verb} {each.object}" for each in found)
