"""Triple patterns and filters as they are written in a query, for those who write them otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SPACE = r"(?:\s|\#[^\n\r]*+)*+"
IRI = r"<[^<>\"{}|^`\\\x00-\x20]*+>"
NAME = r"(?!_:)(?:[^\W\d](?:[\w.-]*[\w-])?)?:(?:[\w.%:-]*[\w%:-])?"
VARIABLE = r"[?$]\w++"
_STRING = (
    r"\"\"\"(?:[^\\\"]|\\.|\"{1,2}(?!\"))*+\"\"\"|'''(?:[^\\']|\\.|'{1,2}(?!'))*+'''"
    r"|\"(?!\"\")(?:[^\\\"\n\r]|\\.)*+\"|'(?!'')(?:[^\\'\n\r]|\\.)*+'"
)
_LITERAL = (
    rf"(?:{_STRING})(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^(?:{IRI}|{NAME}))?"
    r"|-?(?:\d++(?:\.\d++)?+|\.\d++)(?!\w)|(?i:true|false)(?![\w:-])"
)
STEP = rf"(?:\^{SPACE})?(?:{IRI}|{NAME}|a(?![\w:-]))"

BLANK = re.compile(SPACE)
_TERM = re.compile(rf"{VARIABLE}|{IRI}|{NAME}|{_LITERAL}", re.DOTALL)
_VERB = re.compile(rf"{VARIABLE}|{STEP}(?:{SPACE}[/|]{SPACE}{STEP})*+")
_FILTER = re.compile(
    rf"(?i:filter)(?![\w.:-]){SPACE}(?:(?:(?i:not){SPACE})?(?i:exists)(?!\w)|{IRI}|{NAME}|\w++)?{SPACE}(?=[({{])"
)
_OTHER = re.compile(r"(?i:optional|minus|bind|values|graph|service|select)(?![\w.:-])|\{")
_MARKS = {mark: re.compile(re.escape(mark)) for mark in ".;,"}

TYPES = frozenset({"a", "rdf:type", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"})
_ROWS = {
    (True, True, True): 1,
    (True, False, True): 2,
    (True, True, False): 10,
    (True, False, False): 100,
    (False, True, True): 10_000,
    (False, False, True): 100_000,
    (False, True, False): 1_000_000,
    (False, False, False): 1_000_000_000,
}
"""Rows of a triple pattern by whether its subject, verb and object are known, as the engine guesses where it plans."""


class OtherError(Exception):
    """Something else stands here than is understood."""


@dataclass(frozen=True, slots=True)
class Triple:
    """A triple pattern, its parts as they are written."""

    subject: str
    verb: str
    object: str

    def variables(self) -> set[str]:
        """Give its variables, without the mark before them."""
        return {part[1:] for part in (self.subject, self.verb, self.object) if part[0] in "?$"}

    def rank(self, known: set[str]) -> tuple[int, bool]:
        """Give by what it comes before others: few rows, and then that it is tied to what is known."""
        subject, verb, object_ = (
            part[0] not in "?$" or part[1:] in known for part in (self.subject, self.verb, self.object)
        )
        if self.verb[0] == "^":
            subject, object_ = object_, subject
        many = self.verb in TYPES and not subject  # a class has many things in it
        own = self.variables()
        return _ROWS[subject, verb and not many, object_], bool(own) and not own & known


def in_order(triples: list[Triple], known: set[str]) -> Iterator[Triple]:
    """Give triple patterns in the order in which they are best looked up."""
    left, known = list(triples), set(known)
    while left:
        best = min(left, key=lambda triple: triple.rank(known))
        left.remove(best)
        known |= best.variables()
        yield best


class Group:
    """What stands between two brackets, if it is triple patterns and filters alone: the grammar's TriplesBlock.

    Args:
        query: The whole query.
        start: Where it begins.
        end: Where it ends.
        closing: For the place of each opening bracket the place behind the one that closes it.
        beginning: Whether it is enough that it begins so; `rest` is where something else comes then.

    Raises:
        OtherError: It is not so, or it is malformed.
    """

    def __init__(self, query: str, start: int, end: int, closing: dict[int, int], *, beginning: bool = False) -> None:
        self.triples: list[Triple] = []
        self.filters: list[tuple[int, int]] = []
        self._query, self._end, self._closing = query, end, closing
        self._place = skip(query, start, end)
        while self._place < end and not (beginning and self._next(_OTHER)):
            if self._filter():
                self._take(_MARKS["."])
            else:
                self._subject()
                follows = self._take(_MARKS["."]) or self._next(_FILTER) or (beginning and self._next(_OTHER))
                if not follows and self._place < end:
                    raise OtherError
        self.rest = self._place

    def _subject(self) -> None:
        subject = self._need(_TERM)
        self._verb(subject)
        while self._take(_MARKS[";"]):
            if _VERB.match(self._query, self._place, self._end):
                self._verb(subject)

    def _verb(self, subject: str) -> None:
        verb = self._need(_VERB)
        self.triples.append(Triple(subject, verb, self._need(_TERM)))
        while self._take(_MARKS[","]):
            self.triples.append(Triple(subject, verb, self._need(_TERM)))

    def _filter(self) -> bool:
        match = _FILTER.match(self._query, self._place, self._end)
        if match is None:
            return False
        closing = self._closing.get(match.end())
        if closing is None:
            raise OtherError
        self.filters.append((self._place, closing))
        self._place = skip(self._query, closing, self._end)
        return True

    def _need(self, what: re.Pattern[str]) -> str:
        found = self._take(what)
        if not found:
            raise OtherError
        return found

    def _next(self, what: re.Pattern[str]) -> bool:
        return what.match(self._query, self._place, self._end) is not None

    def _take(self, what: re.Pattern[str]) -> str:
        match = what.match(self._query, self._place, self._end)
        if match is None:
            return ""
        self._place = skip(self._query, match.end(), self._end)
        return match.group()


def skip(query: str, place: int, end: int) -> int:
    """Give the next place that is neither white space nor a comment."""
    match = BLANK.match(query, place, end)
    return place if match is None else match.end()
