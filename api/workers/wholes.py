"""Triple patterns read whole and then joined, where it would take longer to look them up for one thing after another.

What is known of a thing the engine finds by going through all quads with it, or through all with the predicate. In

    SELECT ?letter (COUNT(?s) AS ?n) { ?letter a :Letter OPTIONAL { ?s :in ?letter } } GROUP BY ?letter

it goes through all that speaks of each letter, which may be far more than all that is in one. The rows of a sub-query
it makes first, and then joins them by their values, all at once. So this is asked as

    { ?letter a :Letter OPTIONAL { { SELECT ?s ?letter { ?s :in ?letter } } } }

which has the same rows: a sub-query has those of its pattern, and is joined as its pattern is (SPARQL 1.1, sections 12
and 18.2.4). It is done where a group begins with all things of a class, for the patterns that these things stand in;
and where all that a predicate says is little beside all that is said of them, for which a few of them are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

import pyoxigraph as ox

from api.cache import Recent
from api.workers.blocks import Block, blocks_of, may_be_rewritten, tokens_of
from api.workers.rows import Rows, iri_of, named
from api.workers.triples import IRI, NAME, TYPES, Group, OtherError, Triple

Ask = Callable[[str], ox.QuerySolutions]

_MOST_KEPT = 64
"""Queries, and classes, of which it is kept what was found."""

_SMALLEST = 50_000
"""Statements of a graph in which it matters."""

_LARGEST = 200_000
"""Rows of a pattern, and things of a class, up to which it is done: rows that are joined so are held in memory."""

_FEW = 30
"""Things of a class that are looked at."""

_OF_SUBJECTS, _OF_OBJECTS = 16, 8
"""By how many quads the engine goes along in the time in which it reads a row and joins it; measured. What is said of
a thing was mostly loaded together and lies together; what speaks of it does not."""

_NARROWING = frozenset({"FILTER", "VALUES", "GRAPH", "UNION", "MINUS"})
"""What may leave out things before the patterns are looked up for them."""

_SIMPLE = re.compile(rf"(?:{IRI}|{NAME})")


@dataclass(frozen=True, slots=True)
class _Things:
    """How many things of a class there are, and in how many quads."""

    number: int
    said: float
    """Quads with one of the things as the subject."""
    speaking: float
    """Quads with one of the things as the object."""


class Wholes:
    """Finds what is best read whole in one graph."""

    def __init__(self) -> None:
        self._things: Recent[_Things] = Recent(_MOST_KEPT)
        self._asked: Recent[str] = Recent(_MOST_KEPT)

    def joined(self, query: str, prefixes: Mapping[str, str], rows: Rows, dataset: str, ask: Ask) -> str:
        """Write a query so that patterns are read whole where that is sooner done.

        Args:
            query: Any text.
            prefixes: What prefixes stand for that the query need not declare.
            rows: How often predicates stand in the graph.
            dataset: A name for what is asked of the graph.
            ask: Asks it.

        Returns:
            A query with the same answers, maybe in another order where it names none; what is no query stays none.

        Raises:
            SyntaxError: It is no query.
        """
        if not rows.of or "select" not in query.lower() or not may_be_rewritten(query):
            return query
        key = (query, dataset)
        found = self._asked.get(key)
        if found is None:
            try:
                found = self._joined(_Star(query, named(query, prefixes)), rows, dataset, ask)
            except OtherError:
                found = query
            self._asked.put(key, found)
        return found

    def _joined(self, star: _Star, rows: Rows, dataset: str, ask: Ask) -> str:
        if sum(rows.of.values()) < _SMALLEST:
            raise OtherError
        things = self._look_at(star, dataset, ask)
        if things.number > _LARGEST:
            raise OtherError

        def whole(triple: Triple) -> bool:
            number = rows.of.get(star.predicate(triple), _LARGEST + 1)
            of_it = triple.subject[1:] == star.hub[1:]
            along = things.said / _OF_SUBJECTS if of_it else things.speaking / _OF_OBJECTS
            return number <= min(along, _LARGEST)

        return star.written(list(filter(whole, star.rays)))

    def _look_at(self, star: _Star, dataset: str, ask: Ask) -> _Things:
        """Find how many things of a class there are, and how much is said of them and speaks of them."""
        key = (star.prologue, star.kind, dataset)
        found = self._things.get(key)
        if found is None:
            few = f"{{ SELECT ?thing {{ ?thing a {star.kind} }} LIMIT {_FEW} }}"
            number, said, speaking = (
                int(next(ask(f"{star.prologue} SELECT (COUNT(*) AS ?rows) {{ {pattern} }}"))["rows"].value)
                for pattern in (f"?thing a {star.kind}", f"{few} ?thing ?verb ?other", f"{few} ?other ?verb ?thing")
            )
            each = number / max(1, min(number, _FEW))
            found = _Things(number, said * each, speaking * each)
            self._things.put(key, found)
        return found


class _Star:
    """A query about all things of a class, and about what they stand in.

    Raises:
        OtherError: It is another one.
    """

    def __init__(self, query: str, names: Mapping[str, str]) -> None:
        self._query, self._names = query, names
        blocks, closing = blocks_of(query, lambda word: True)
        if len(blocks[-1].inner) != 1:
            raise OtherError
        self._group = group = blocks[-1].inner[0]
        beginning = Group(query, group.start, group.end, closing, beginning=True)
        self._triples, self._rest = beginning.triples, beginning.rest
        classes = [each for each in self._triples if each.object[0] not in "?$"]
        if (
            len(classes) != 1
            or classes[0].verb not in TYPES
            or any(each.subject[0] not in "?$" for each in self._triples)
        ):
            raise OtherError
        self.hub, self.kind = classes[0].subject, classes[0].object
        self._optional = list(self._options(closing))
        self.rays = [each for each in (*self._triples, *(each for each, _ in self._optional)) if self._is_ray(each)]
        if not self.rays:
            raise OtherError
        self.prologue = query[: self._selects()]

    def _selects(self) -> int:
        """Give where SELECT stands.

        Raises:
            OtherError: Nowhere; or not all things, or only the first rows, are gone through.
        """
        group = self._group
        before, within, after = -1, set(), set()
        for kind, match in tokens_of(self._query):
            if kind != "word" or any(inner.start <= match.start() < inner.end for inner in group.inner):
                continue
            word = match.group().upper()
            if match.start() >= group.end:
                after.add(word)
            elif match.start() >= group.start:
                within.add(word)
            elif word == "SELECT":
                before = match.start()
        if before < 0 or within & _NARROWING or ("LIMIT" in after and not after & {"ORDER", "GROUP"}):
            raise OtherError
        return before

    def _options(self, closing: dict[int, int]) -> Iterator[tuple[Triple, Block]]:
        """Give the triple patterns that are alone in an OPTIONAL, and where."""
        for block in self._group.inner:
            if block.word != "OPTIONAL":
                raise OtherError
            with suppress(OtherError):
                group = Group(self._query, block.start, block.end, closing)
                if len(group.triples) == 1 and not group.filters:
                    yield group.triples[0], block

    def _is_ray(self, triple: Triple) -> bool:
        ends = (triple.subject, triple.object)
        return (
            _SIMPLE.fullmatch(triple.verb) is not None
            and triple.verb not in TYPES
            and all(each[0] in "?$" for each in ends)
            and sum(each[1:] == self.hub[1:] for each in ends) == 1
        )

    def predicate(self, triple: Triple) -> str:
        """Give a pattern's predicate; nothing where it is not known."""
        return iri_of(triple.verb, self._names) or ""

    def written(self, wholes: list[Triple]) -> str:
        """Write it with some patterns as sub-queries.

        Raises:
            OtherError: There are none.
        """
        if not wholes:
            raise OtherError
        query, group = self._query, self._group
        plain = " . ".join(_plain(each) for each in self._triples if each not in wholes)
        pieces = [query[: group.start], " ", plain, *(_whole(each) for each in self._triples if each in wholes), " "]
        place = self._rest
        for triple, block in self._optional:
            if triple in wholes:
                pieces += [query[place : block.start], _whole(triple), " "]
                place = block.end
        return "".join([*pieces, query[place:]])


def _plain(triple: Triple) -> str:
    return f"{triple.subject} {triple.verb} {triple.object}"


def _whole(triple: Triple) -> str:
    return f" {{ SELECT {triple.subject} {triple.object} {{ {_plain(triple)} }} }}"
