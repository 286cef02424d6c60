"""The brackets of a query: which blocks it has, what stands around them, and how they are put together again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from api.workers.triples import BLANK, OtherError
from graph_builder.sparql import tokens

_LONGEST = 64 * 1024
"""Characters of a query up to which it is worth writing otherwise: what people write is shorter."""

_PAIRS = {"(": ")", "[": "]", "{": "}"}


@dataclass(slots=True)
class Block:
    """What stands between two curly brackets, or a whole query: code points, half-open, without the brackets."""

    start: int
    end: int
    word: str
    """The word right before it, in capitals; empty where another thing stands there."""
    around: Block | None
    selects: bool = False
    """Whether it is a query: it holds SELECT."""
    variables: set[str] = field(default_factory=set)
    """Its variables, without the mark before them; not those of the blocks in it."""
    inner: list[Block] = field(default_factory=list)
    written: str = ""

    def between(self, query: str, start: int, end: int) -> str:
        """Give a stretch of it, the blocks in it as they are written."""
        pieces = []
        for inner in self.inner:
            if start <= inner.start < end:
                pieces += [query[start : inner.start], inner.written]
                start = inner.end
        return "".join([*pieces, query[start:end]])


@lru_cache(maxsize=4)
def tokens_of(query: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """Give what stands in a query, as `sparql.tokens`; kept for all who look at the same one after the other."""
    return tuple(tokens(query))


def may_be_rewritten(query: str) -> bool:
    """Tell whether a query is short enough, and has no escapes that may stand for brackets or letters of keywords."""
    return len(query) <= _LONGEST and "\\u" not in query and "\\U" not in query


def blocks_of(query: str, counts: Callable[[str], bool]) -> tuple[list[Block], dict[int, int]]:
    """Find the blocks of a query.

    Args:
        query: Any text.
        counts: Whether a pair of curly brackets is a block, by the word right before it; others belong to what is
            around them.

    Returns:
        The blocks, inner ones first and the whole query last; and for the place of each opening bracket the place
        behind the one that closes it.

    Raises:
        OtherError: The brackets do not match.
    """
    block = Block(0, len(query), "", None, selects=True)
    found: list[Block] = []
    closing: dict[int, int] = {}
    opened: list[tuple[str, int, Block]] = []
    word, end = "", 0
    for kind, match in tokens_of(query):
        token = match.group()
        if kind == "open":
            opened.append((token, match.start(), block))
            before = word if BLANK.fullmatch(query, end, match.start()) else ""
            if token == "{" and counts(before):
                block = Block(match.end(), 0, before, block)
        elif kind == "close":
            if not opened or _PAIRS[opened[-1][0]] != token:
                raise OtherError
            _, start, around = opened.pop()
            closing[start] = match.end()
            if around is not block:
                block.end = match.start()
                around.inner.append(block)
                found.append(block)
                block = around
        elif kind == "name" and token[0] in "?$":
            block.variables.add(token[1:])
        if kind != "comment":
            word, end = token.upper() if kind == "word" else "", match.end()
            block.selects = block.selects or word == "SELECT"
    if opened:
        raise OtherError
    return [*found, block], closing
