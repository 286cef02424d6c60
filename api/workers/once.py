"""Triple patterns that only narrow a query, asked once for each of the values that matter.

In

    SELECT ?other (COUNT(DISTINCT ?letter) AS ?letters) {
      ?one :names :A ; :in ?letter . ?two :in ?letter ; :names ?other
    } GROUP BY ?other

it means nothing how often a letter names :A, but the engine goes through the rest of the query for each time. So it is
asked as

    { { SELECT DISTINCT ?letter { ?one :names :A . ?one :in ?letter } } ?two :in ?letter . ?two :names ?other }

A sub-query gives its rows to the join like any other part of a group (SPARQL 1.1, section 12), so that this has the
same rows, each maybe fewer times. It is done only where it is of no account how often a row comes: in SELECT DISTINCT,
and where all that is counted is counted by COUNT(DISTINCT …). The variables that go are those that stand in triple
patterns alone. What is made a sub-query is what the engine would begin with: to where other patterns are more
selective, it would have to go from the wrong end.
"""

from __future__ import annotations

import re
from functools import lru_cache

from api.workers.blocks import Block, blocks_of, may_be_rewritten
from api.workers.triples import VARIABLE, Group, OtherError, Triple
from graph_builder.sparql import tokens

_MOST = 100
"""Triple patterns up to which a query is rewritten."""

_AROUND = re.compile(
    "PREFIX|BASE|SELECT|DISTINCT|AS|FROM|NAMED|WHERE|GROUP|BY|HAVING|ORDER|ASC|DESC|LIMIT|OFFSET|COUNT|TRUE|FALSE|BOUND"
    "|STR|LANG|DATATYPE|LCASE|UCASE|STRLEN|SUBSTR|CONCAT|YEAR|MONTH|DAY|IF|COALESCE"
)
"""Words that may stand around the pattern: to none but COUNT does it matter how often a row comes."""

_DIFFERENT = frozenset({"RAND", "UUID", "STRUUID", "BNODE"})
"""Functions whose value is another one when the same row comes again."""

_VARIABLE = re.compile(VARIABLE)


@lru_cache(maxsize=64)
def asked_once(query: str) -> str:
    """Write a query so that what only narrows it is asked once for each value that matters.

    Args:
        query: Any text.

    Returns:
        A query with the same answers, maybe in another order where it names none; what is no query stays none.
    """
    if "distinct" not in query.lower() or not may_be_rewritten(query):
        return query
    try:
        blocks, closing = blocks_of(query, lambda word: True)
        if len(blocks) != 2:
            return query
        group = blocks[0]
        read = Group(query, group.start, group.end, closing)
        narrowing, given = _narrowing(read.triples, _needed(query, group, read))
    except OtherError:
        return query
    once = f"{{ SELECT DISTINCT {' '.join(f'?{name}' for name in given)} {{ {_written(narrowing)} }} }}"
    rest = _written([each for each in read.triples if each not in narrowing])
    filters = "".join(f" {query[start:end]}" for start, end in read.filters)
    return f"{query[: group.start]} {once} {rest}{filters} {query[group.end :]}"


def _needed(query: str, group: Block, read: Group) -> set[str]:
    """Give the variables that stand elsewhere than in triple patterns.

    Raises:
        OtherError: It may matter how often a row comes.
    """
    around = query[: group.start] + query[group.end :]
    words: list[str] = []  # and opening brackets; nothing for all else that stands there
    variables: set[str] = set()
    place, between = 0, ""
    for kind, match in tokens(around):
        between += around[place : match.start()]
        place = match.end()
        if kind == "comment":
            continue
        word = match.group().upper()
        words.append(word if kind in ("word", "open") else "")
        if kind == "word" and not _AROUND.fullmatch(word):
            raise OtherError
        if kind == "name" and word[0] in "?$":
            variables.add(match.group()[1:])
    if "*" in between + around[place:] or not _whatever_number(words):
        raise OtherError
    for start, end in read.filters:
        if any(kind == "word" and match.group().upper() in _DIFFERENT for kind, match in tokens(query[start:end])):
            raise OtherError
        variables |= {name[1:] for name in _VARIABLE.findall(query, start, end)}
    return variables


def _whatever_number(words: list[str]) -> bool:
    """Tell whether a query says the same however often a row comes."""
    counts = [place for place, word in enumerate(words) if word == "COUNT"]
    if any(words[place + 1 : place + 3] != ["(", "DISTINCT"] for place in counts):
        return False
    if "SELECT" not in words:
        return False
    return bool(counts) or "GROUP" in words or words[words.index("SELECT") + 1] == "DISTINCT"


def _narrowing(triples: list[Triple], needed: set[str]) -> tuple[list[Triple], list[str]]:
    """Give the triple patterns to ask once: the one to begin with, and those tied to it by variables that nobody needs.

    Returns:
        The patterns, and the variables of theirs that are needed.

    Raises:
        OtherError: There are none, or no others, or the engine might begin with another one.
    """
    if not 1 < len(triples) <= _MOST:
        raise OtherError
    found = [min(triples, key=_rows)]
    while True:
        tied = {name for each in found for name in each.variables()} - needed
        more = [each for each in triples if each not in found and each.variables() & tied]
        if not more:
            break
        found += more
    others = [each for each in triples if each not in found]
    own = {name for each in found for name in each.variables()}
    joined = {name for each in others for name in each.variables()}
    given = own & needed
    if own == given or not given & joined or _rows(found[0]) >= min(map(_rows, others)):
        raise OtherError
    return [each for each in triples if each in found], sorted(given)


def _rows(triple: Triple) -> int:
    return triple.rank(set())[0]


def _written(triples: list[Triple]) -> str:
    return " . ".join(f"{each.subject} {each.verb} {each.object}" for each in triples)
