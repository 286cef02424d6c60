"""What a query's text says before the engine sees it.

This words refusals and chooses the dataset; it keeps nobody in. A worker cannot open a socket whatever the text says,
so a disguise that this reading misses gains nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from api.errors import Problem
from graph_builder.sparql import tokens

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_VOLATILE = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands in a query."""

    words: frozenset[str]
    """Bare words (keywords, functions) in upper case, outside strings, IRIs, names and comments."""
    prefixes: frozenset[str]
    """The prefixes of the names in it that it does not declare itself."""
    services: tuple[str, ...]
    """What stands after each SERVICE: an IRI, a prefixed name or a variable."""
    loads: int
    """How many LOADs there are that are not SILENT."""
    depth: int
    """How deep brackets nest."""

    @property
    def volatile(self) -> bool:
        """Whether the answer may differ each time that the query is asked."""
        return bool(self.words & _VOLATILE) or bool(self.services)

    @property
    def names_dataset(self) -> bool:
        """Whether the query says itself which graphs it is about."""
        return "FROM" in self.words


@lru_cache(maxsize=1024)
def read(text: str) -> Reading:
    """Read the words of a query or an update, code-point escapes resolved as SPARQL 1.1, section 19.2 has it."""
    words: set[str] = set()
    prefixes: set[str] = set()
    declared: set[str] = set()
    services: list[str] = []
    depth = deepest = loads = 0
    after_service = False
    before = ""
    for kind, match in tokens(unescape(text)):
        token = match.group()
        if kind == "comment":
            continue
        if kind == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif kind == "close":
            depth -= 1
        elif kind == "word":
            words.add(token.upper())
        elif kind == "name" and ":" in token:
            (declared if before == "PREFIX" else prefixes).add(token.partition(":")[0])
        loads += before == "LOAD" and token.upper() != "SILENT"
        before = token.upper() if kind == "word" else ""
        if after_service and token.upper() != "SILENT":
            services.append(token)
        after_service = kind == "word" and (token.upper() == "SERVICE" or (after_service and token.upper() == "SILENT"))
    return Reading(frozenset(words), frozenset(prefixes - declared), tuple(services), loads, deepest)


def with_using(update: str, using: tuple[str, ...], using_named: tuple[str, ...]) -> str:
    """Write what the protocol's using-graph-uri and using-named-graph-uri say into an update.

    They hold for every operation with a WHERE clause but `DELETE WHERE`, which takes no USING.
    """
    clauses = [f"USING <{iri}>" for iri in using] + [f"USING NAMED <{iri}>" for iri in using_named]
    if not clauses:
        return update
    pieces: list[str] = []
    last = depth = 0
    before = ""
    for kind, match in tokens(update):
        token = match.group().upper()
        if kind == "comment":
            continue
        depth += (kind == "open") - (kind == "close")
        if kind == "word" and token == "WHERE" and depth == 0 and before != "DELETE":
            pieces += [update[last : match.start()], " ".join(clauses), " "]
            last = match.start()
        before = token
    return "".join(pieces) + update[last:]


def check(text: str, *, max_bytes: int, max_depth: int) -> Reading:
    """Read a text and refuse what the engine must not be given.

    Raises:
        Problem: 413 for a text too long, 400 for a NUL or brackets too deep.
    """
    if len(text) > max_bytes or len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise Problem(413, f"The text is longer than {max_bytes} bytes: send a shorter one.")
    if "\0" in text:
        line, column = position(text, text.index("\0"))
        raise Problem(400, f"There is a NUL character at line {line}, column {column}.", fields=_place(line, column))
    reading = read(text) if len(text) < 4096 else read.__wrapped__(text)
    if reading.depth > max_depth:
        raise Problem(400, f"Brackets nest {reading.depth} deep; at most {max_depth} levels are read.")
    return reading


def position(text: str, offset: int) -> tuple[int, int]:
    """Give the line and column, both from 1, of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _place(line: int, column: int) -> dict[str, object]:
    return {"line": line, "column": column}


def unescape(text: str) -> str:
    r"""Resolve the code-point escapes of a query, \uXXXX and \UXXXXXXXX."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _character(match.group(1) or match.group(2)) or match.group(), text)


def _character(digits: str) -> str | None:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else None
