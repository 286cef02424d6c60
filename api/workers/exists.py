"""EXISTS written so that the engine starts from what is known outside.

The engine plans joins everywhere but within (NOT) EXISTS (https://github.com/oxigraph/oxigraph/issues/885): there it
goes through each triple pattern whole, and holds every row of one beside every row of the next, again for each row
outside. A pattern that is alone in its EXISTS is looked up by the values that its variables have. So

    EXISTS { ?s :a ?o . ?s :b :c FILTER(?o > 1) }

is asked as

    EXISTS { ?s :a ?o FILTER EXISTS { ?s :b :c FILTER(?o > 1) } }

which holds for the same rows, whatever the patterns and their order: EXISTS puts the values of the row that it is asked
for into its pattern (SPARQL 1.1, section 18.6), and the pattern has a row just if one of its triple patterns has a row
with which the rest has one. A sequence path is two patterns with a variable of their own between them (section
18.2.2.4); of a UNION any part may have the row. Blocks that hold anything else, or blank nodes, which tie patterns
together, stay as they are. So does every other character of the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count

from api.workers.blocks import Block, blocks_of, may_be_rewritten
from api.workers.triples import (
    IRI,
    NAME,
    SPACE,
    STEP,
    VARIABLE,
    Group,
    OtherError,
    Triple,
    in_order,
    skip,
)

_MOST = 100
"""Blocks in a query, and triple patterns in them, up to which it is rewritten: each adds a level of brackets."""

_DEEPEST = 10
"""Levels of GRAPH and UNION between an EXISTS and its triple patterns."""

_GRAPH = re.compile(rf"(?:(?i:graph)(?![\w.:-]){SPACE}(?:{VARIABLE}|{IRI}|{NAME}){SPACE})?(?={{)")
_UNION = re.compile(r"(?i:union)(?![\w.:-])")
_STEPS = re.compile(rf"([/|]?){SPACE}({STEP}){SPACE}")


@lru_cache(maxsize=64)
def looked_up(query: str) -> str:
    """Write a query so that the patterns of its EXISTS are looked up one after the other.

    Args:
        query: Any text.

    Returns:
        A query with the same answers; what is no query stays none.
    """
    if "exists" not in query.lower() or not may_be_rewritten(query):
        return query
    try:
        return _Rewriting(query).write()
    except OtherError:
        return query


def _known(block: Block) -> set[str]:
    """Give the variables that may have a value when a block is asked."""
    return set() if block.around is None else block.around.variables | _known(block.around)


class _Rewriting:
    """The blocks of a query, and what each becomes.

    Raises:
        OtherError: Its brackets do not match, or it holds no EXISTS, or too many.
    """

    def __init__(self, query: str) -> None:
        self._query = query
        self._blocks, self._closing = blocks_of(query, {"EXISTS", "MINUS"}.__contains__)
        if not 1 < len(self._blocks) <= _MOST:
            raise OtherError
        self._patterns = 0
        used = set().union(*(block.variables for block in self._blocks))
        self._fresh = (name for name in map("step{}".format, count()) if name not in used)

    def write(self) -> str:
        """Write the query anew."""
        for block in self._blocks:
            block.written = block.between(self._query, block.start, block.end)
            if block.word == "EXISTS":
                block.written = self._existing(block, block.start, block.end, _DEEPEST)
        return self._blocks[-1].written

    def _existing(self, block: Block, start: int, end: int, levels: int) -> str:
        """Write the stretch between two brackets of which it counts alone whether it has rows."""
        groups = self._groups(start, end) if levels else []
        if groups:
            pieces = []
            for opening, closing in groups:
                pieces += [self._query[start:opening], self._existing(block, opening, closing, levels - 1)]
                start = closing
            return "".join([*pieces, self._query[start:end]])
        try:
            group = Group(self._query, start, end, self._closing)
        except OtherError:
            return block.between(self._query, start, end)
        triples = [step for triple in group.triples for step in self._steps(triple)]
        if len(triples) < 2:
            return block.between(self._query, start, end)
        self._patterns += len(triples)
        if self._patterns > _MOST:
            raise OtherError
        ordered = [f"{each.subject} {each.verb} {each.object}" for each in in_order(triples, _known(block))]
        filters = "".join(f" {block.between(self._query, *place)}" for place in group.filters)
        return f" {' FILTER EXISTS { '.join(ordered)}{filters}{' }' * (len(ordered) - 1)} "

    def _groups(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give the groups, without their brackets, of a stretch that is groups or GRAPHs with UNION between them."""
        found = []
        while match := _GRAPH.match(self._query, skip(self._query, start, end), end):
            closing = self._closing.get(match.end(), end + 1)
            found.append((match.end() + 1, closing - 1))
            start = skip(self._query, closing, end)
            if start == end:
                return found
            union = _UNION.match(self._query, start, end)
            if union is None:
                break
            start = union.end()
        return []

    def _steps(self, triple: Triple) -> Iterator[Triple]:
        """Take a sequence path apart."""
        steps = [(match[1], match[2]) for match in _STEPS.finditer(triple.verb)]
        if len(steps) < 2 or any(mark == "|" for mark, _ in steps):
            yield triple
            return
        subject = triple.subject
        for _, verb in steps[:-1]:
            between = f"?{next(self._fresh)}"
            yield Triple(subject, verb, between)
            subject = between
        yield Triple(subject, steps[-1][1], triple.object)
