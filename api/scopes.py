"""Where the SERVICE clauses of a query stand, and what of the query holds for their rows whatever they are.

A group's elements are joined from first to last (SPARQL 1.1, section 18.2.2.6). So each row of a SERVICE that comes to
anything agrees with some row of what stands before it in its group, and with what is joined to it afterwards up to the
first OPTIONAL, MINUS or BIND. Filters count for the whole group, so one holds here only once its variables are bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.errors import Problem
from api.tokens import partners, prologue, read_tokens, variables

Answered = dict[str, Any]
"""What the endpoint of a SERVICE answered: `url`, `silent`, the `names` that were sent along and the `answers`."""

Piece = str | Answered
"""A stretch of text, or an answer."""

_ENDS = frozenset({"OPTIONAL", "MINUS", "BIND"})


@dataclass(frozen=True, slots=True)
class Block:
    """A SERVICE clause: code points, half-open."""

    start: int
    end: int
    target: str
    silent: bool
    pattern: str
    """What stands between its brackets."""
    first: int
    """Which token it begins with."""
    last: int
    """Which token it ends with."""


class Scopes:
    """The SERVICE clauses of a query and the groups that they stand in.

    Args:
        text: The query, code-point escapes resolved.

    Raises:
        Problem: 400 where a SERVICE has no brackets that close.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = read_tokens(text)
        self._closing = partners(self._tokens)
        self._opening = {closing: opening for opening, closing in self._closing.items()}
        self.blocks = list(self._find())
        self._blocks = {block.first: block for block in self.blocks}
        self._answers: dict[int, Answered] = {}

    def answer(self, block: Block, answered: Answered) -> None:
        """Put what an endpoint answered in the place of its clause."""
        self._answers[block.first] = answered

    def whole(self) -> list[Piece]:
        """Give the query with the answers in it."""
        return self._with_answers(0, len(self._text))

    def alone(self) -> str:
        """Give the query as if the graph itself were asked, every character in its place: to see its syntax."""
        pieces: list[str] = []
        end = 0
        for place, token in enumerate(self._tokens):
            if token.word == "SERVICE":
                opening = self._tokens[self._next_opening(place)].start
                pieces += [self._text[end : token.start], re.sub(r"[^\n]", " ", self._text[token.start : opening])]
                end = opening
        return "".join(pieces) + self._text[end:]

    def question(self, block: Block, limit: int) -> list[Piece] | None:
        """Write a query for the values that the pattern's variables can have.

        Returns:
            None where nothing around the clause says anything of them, or the pattern is a query of its own, which
            values around it would not narrow.
        """
        inside = self._tokens[block.first : block.last + 1]
        if any(token.word == "SELECT" for token in inside):
            return None
        around = self._around(block)
        shared = sorted(variables(inside) & self._named(around))
        if not shared:
            return None
        own = [f"{{ {self._between(*each)} }}" for each in self._values(block)]
        select = f"{prologue(self._text)}SELECT DISTINCT {' '.join(shared)} {self._dataset()} WHERE {{ "
        return [select, *around, *own, f" }} LIMIT {limit}"]

    def _find(self) -> Iterator[Block]:
        place = 0
        while place < len(self._tokens):
            first, place = place, place + 1
            if self._tokens[first].word != "SERVICE":
                continue
            silent = place < len(self._tokens) and self._tokens[place].word == "SILENT"
            target = place + silent
            if target + 1 >= len(self._tokens) or self._tokens[target + 1].text != "{":
                raise Problem(400, "A SERVICE has no pattern in brackets after its address.")
            last = self._closing.get(target + 1)
            if last is None:
                raise Problem(400, "The brackets of a SERVICE do not close.")
            pattern = self._text[self._tokens[target + 1].end : self._tokens[last].start]
            start, end = self._tokens[first].start, self._tokens[last].end
            yield Block(start, end, self._tokens[target].text, silent, pattern, first, last)
            place = last + 1

    # ---- What stands around a clause ---------------------------------------------------------------------------

    def _around(self, block: Block) -> list[Piece]:
        """Write what holds for every row of a clause that comes to anything."""
        opening = self._group_of(block.first)
        if opening is None:
            return []
        before = self._stretch(opening, block.first)
        after = self._stretch(block.last, self._joined_until(block.last + 1, self._closing[opening]))
        around: list[Piece] = ["{ ", *before, " } { ", *after, " }"]
        if self._word_before(opening) == "OPTIONAL":
            # One level only: a row that an OPTIONAL further out rules out may still rule out another one here.
            optional = opening - 1
            opening = self._group_of(optional)
            if opening is not None:
                around = ["{ ", *self._stretch(opening, optional), " } { ", *around, " }"]
        graph = self._graph_around(opening)
        return [f"GRAPH {graph} {{ ", *around, " }"] if graph else around

    def _group_of(self, place: int) -> int | None:
        """Give the bracket that opens the group around a token."""
        while place > 0:
            place -= 1
            if self._tokens[place].kind == "close":
                place = self._opening.get(place, place)
            elif self._tokens[place].text == "{" and place in self._closing:
                return place
        return None

    def _graph_around(self, opening: int | None) -> str:
        """Give the name that the innermost GRAPH around a group has; empty where there is none."""
        while opening is not None:
            if opening > 1 and self._tokens[opening - 2].word == "GRAPH":
                return self._tokens[opening - 1].text
            opening = self._group_of(opening)
        return ""

    def _word_before(self, place: int) -> str:
        return self._tokens[place - 1].word if place else ""

    def _joined_until(self, place: int, end: int) -> int:
        """Give the token before which ends what is joined, from a token on."""
        while place < end and self._tokens[place].word not in _ENDS:
            place = self._closing.get(place, place) + 1
        return min(place, end)

    def _stretch(self, after: int, before: int) -> list[Piece]:
        """Write the elements of a group between two tokens: clauses not answered left out, filters made careful."""
        place, start = after + 1, self._tokens[after].end
        certain = self._certain(place, before)
        pieces: list[Piece] = []
        while place < before:
            token = self._tokens[place]
            last = self._last_of(place)
            if token.word == "FILTER":
                pieces += [self._text[start : token.start], self._careful(place, last, certain)]
                start = self._tokens[last].end
            elif any(place <= block.first <= last and block.first not in self._answers for block in self.blocks):
                pieces += [self._text[start : token.start], "{}"]
                start = self._tokens[last].end
            elif any(place <= block.first <= last for block in self.blocks):
                pieces += self._with_answers(start, self._tokens[last].end)
                start = self._tokens[last].end
            place = last + 1
        return [*pieces, self._text[start : self._tokens[before].start]]

    def _last_of(self, place: int) -> int:
        """Give the last token of a SERVICE, a FILTER or a pair of brackets; any other stands for itself."""
        if place in self._blocks:
            return self._blocks[place].last
        if self._tokens[place].word == "FILTER":
            return self._closing[self._next_opening(place)]
        return self._closing.get(place, place)

    def _certain(self, place: int, end: int) -> set[str]:
        """Give the variables that have a value in every row, as they stand in triples."""
        standing = []
        while place < end:
            last = self._last_of(place)
            if last == place and self._word_before(place) not in ("VALUES", "GRAPH"):
                standing.append(self._tokens[place])
            place = last + 1
        return variables(standing)

    def _careful(self, place: int, last: int, certain: set[str]) -> str:
        """Write a filter so that it drops no row in which a variable of its has no value yet."""
        inside = self._tokens[place + 1 : last + 1]
        if any(token.word == "EXISTS" for token in inside):
            return ""
        unbound = "".join(f"!BOUND({name}) || " for name in sorted(variables(inside) - certain))
        return f" FILTER({unbound}({self._text[inside[0].start : inside[-1].end]})) "

    def _named(self, pieces: list[Piece]) -> set[str]:
        """Give the variables in some pieces."""
        found = variables(read_tokens(" ".join(piece for piece in pieces if isinstance(piece, str))))
        for first, answered in self._answers.items():
            if any(piece is answered for piece in pieces):
                found |= variables(self._tokens[first : self._blocks[first].last])
        return found

    # ---- Stretches of the query ----------------------------------------------------------------------------------

    def _with_answers(self, start: int, end: int) -> list[Piece]:
        """Write a stretch of the text with the answers in their places."""
        pieces: list[Piece] = []
        for block in self.blocks:
            if start <= block.start < end and block.first in self._answers:
                pieces += [self._text[start : block.start], self._answers[block.first]]
                start = block.end
        return [*pieces, self._text[start:end]]

    def _values(self, block: Block) -> Iterator[tuple[int, int]]:
        """Give the VALUES of a pattern: first and last token."""
        place = self._next_opening(block.first) + 1
        while place < block.last:
            last = self._closing.get(place, place)
            if self._tokens[place].word == "VALUES":
                opening = self._next_opening(place)
                while self._tokens[opening].text != "{":
                    opening = self._next_opening(self._closing[opening])
                last = self._closing[opening]
                yield place, last
            place = last + 1

    def _next_opening(self, place: int) -> int:
        """Give the next bracket that opens and is closed.

        Raises:
            Problem: 400 where there is none.
        """
        for each in range(place, len(self._tokens)):
            if each in self._closing:
                return each
        raise Problem(400, "The query is malformed: brackets do not close.")

    def _between(self, first: int, last: int) -> str:
        return self._text[self._tokens[first].start : self._tokens[last].end]

    def _dataset(self) -> str:
        """Give the FROM clauses."""
        clauses = []
        place = 0
        while place + 2 < len(self._tokens):
            if self._tokens[place].word == "FROM":
                clauses.append(self._between(place, place + 1 + (self._tokens[place + 1].word == "NAMED")))
            place = self._closing.get(place, place) + 1
        return " ".join(clauses)
