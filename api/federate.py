"""`SERVICE` for endpoints that the operator allows: the server asks them itself and writes their rows into the query.

A worker has no sockets, and keeps none for this. A `SERVICE <endpoint> { pattern }` means the same as the rows of that
pattern written out as `VALUES` (SPARQL 1.1 Federated Query, section 4), so that is what the worker is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from api.errors import Problem
from api.fetch import Fetcher, FetchError
from api.guard import tokens, unescape

_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "INSERT", "DELETE"})


@dataclass(frozen=True, slots=True)
class Block:
    """A SERVICE clause in a text: code points, half-open."""

    start: int
    end: int
    target: str
    silent: bool
    pattern: str
    """What stands between its brackets."""


async def inline(query: str, fetcher: Fetcher, prefixes: dict[str, str], timeout: float) -> str:
    """Replace each SERVICE clause by the rows that its endpoint gives.

    Args:
        query: A query with SERVICE clauses.
        fetcher: Asks the endpoints that are allowed, and no others.
        prefixes: Those that need no declaration.
        timeout: Seconds that each endpoint may take.

    Raises:
        Problem: 403 for an endpoint that is not allowed, 502 for one that does not answer (unless SILENT).
    """
    text = unescape(query)
    prologue = _prologue(text)
    declared = prefixes | dict(_DECLARED.findall(prologue))
    pieces, last = [], 0
    for block in blocks(text):
        url = _address(block.target, declared)
        if not fetcher.allows(url):
            raise Problem(403, f"SERVICE {block.target} is refused: the operator allows no such endpoint.")
        question = _question(block, prologue, prefixes)
        pieces += [text[last : block.start], await _rows(block, url, question, fetcher, timeout)]
        last = block.end
    return "".join(pieces) + text[last:]


def blocks(text: str) -> list[Block]:
    """Find the SERVICE clauses of a text; one inside another belongs to the outer one.

    Raises:
        Problem: 400 where one has no brackets that close.
    """
    found: list[Block] = []
    standing = [(kind, match) for kind, match in tokens(text) if kind != "comment"]
    place = 0
    while place < len(standing):
        kind, match = standing[place]
        place += 1
        if kind != "word" or match.group().upper() != "SERVICE":
            continue
        silent = place < len(standing) and standing[place][1].group().upper() == "SILENT"
        place += silent
        if place + 1 >= len(standing) or standing[place + 1][1].group() != "{":
            raise Problem(400, "A SERVICE has no pattern in brackets after its address.")
        target, opening = standing[place][1].group(), standing[place + 1][1]
        place, closing = _closing(standing, place + 1)
        if closing is None:
            raise Problem(400, "The brackets of a SERVICE do not close.")
        pattern = text[opening.end() : closing.start()]
        found.append(Block(match.start(), closing.end(), target, silent, pattern))
    return found


def _closing(standing: list[tuple[str, re.Match[str]]], place: int) -> tuple[int, re.Match[str] | None]:
    depth = 0
    while place < len(standing):
        kind, match = standing[place]
        place += 1
        depth += (kind == "open") - (kind == "close")
        if depth == 0:
            return place, match
    return place, None


def _prologue(text: str) -> str:
    """Give the declarations before the query itself."""
    for kind, match in tokens(text):
        if kind == "word" and match.group().upper() in _FORMS:
            return text[: match.start()]
    return ""


def _address(target: str, declared: dict[str, str]) -> str:
    if target.startswith("<"):
        return target[1:-1]
    if target.startswith(("?", "$")):
        raise Problem(403, f"SERVICE {target} is refused: an endpoint has to be named, not a variable.")
    prefix, _, name = target.partition(":")
    return declared.get(prefix, "") + name


def _question(block: Block, prologue: str, prefixes: dict[str, str]) -> str:
    """Write the query for an endpoint: what was declared, and which of the default prefixes the pattern needs."""
    return declare(f"{prologue}SELECT * WHERE {{{block.pattern}}}", prefixes)


def declare(text: str, prefixes: dict[str, str]) -> str:
    """Write out the default prefixes that a text uses and does not declare, for servers that do not know them."""
    used = {match.group().partition(":")[0] for kind, match in tokens(text) if kind == "name"}
    own = set(dict(_DECLARED.findall(text)))
    return "".join(f"PREFIX {name}: <{prefixes[name]}>\n" for name in prefixes if name in used - own) + text


async def _rows(block: Block, url: str, question: str, fetcher: Fetcher, timeout: float) -> str:
    try:
        answer = await fetcher.ask(url, question, timeout)
        return _values(ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON))
    except (FetchError, SyntaxError, ValueError) as error:
        if block.silent:
            return "{}"
        raise Problem(502, f"SERVICE <{url}> gave no answer: {error}.", title="Service failed") from error


def _values(results: ox.QuerySolutions | ox.QueryBoolean) -> str:
    if isinstance(results, ox.QueryBoolean):
        raise ValueError("it answered with a boolean")
    names = " ".join(str(variable) for variable in results.variables)
    written = partial(map, _term)
    rows = "\n".join(f"({' '.join(written(row))})" for row in results)
    return f"{{ VALUES ({names}) {{ {rows} }} }}"


def _term(term: object) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.BlankNode):
        # VALUES takes none; a blank node of another store means nothing here but that it is one thing.
        return f"<urn:bnode:{term.value}>"
    return str(term)
