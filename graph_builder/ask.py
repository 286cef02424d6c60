"""A SPARQL query put to a store on this machine or to an endpoint on the web; both give the same values back."""

from __future__ import annotations

import ast
import json
import re
import urllib.error
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from graph_builder.errors import QueryError
from graph_builder.iris import Base
from graph_builder.prefixes import prefixes
from graph_builder.sparql import in_kinds

__all__ = ["Answer", "Rows", "ask_endpoint", "ask_store"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """What a SELECT gives."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


Answer = Rows | bool | Sequence[ox.Triple]
"""Of a SELECT, an ASK, and a CONSTRUCT or DESCRIBE."""


def ask_store(store: ox.Store, query: str, base: Base) -> Answer:
    """Ask a store; the default graph is the union of all its graphs.

    Args:
        store: An open store.
        query: Any query; the usual prefixes need no declaration.
        base: What the prefixes of the data stand for.

    Raises:
        QueryError: The query is malformed, or fails while it runs.
    """
    try:
        try:
            return _answer(_ask(store, in_kinds(query), base))
        except SyntaxError:
            return _answer(_ask(store, query, base))  # so that what is wrong is told where the user wrote it
    except SyntaxError as error:
        raise QueryError(_malformed(query, str(error))) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"The query failed while it ran: {error}.") from error


def _ask(store: ox.Store, query: str, base: Base) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    return store.query(query, prefixes=prefixes(base.value), use_default_graph_as_union=True)


def ask_endpoint(url: str, query: str, base: Base, timeout: int = 60) -> Answer:
    """Ask a SPARQL 1.1 endpoint over HTTP.

    Args:
        url: Where it answers.
        query: A SELECT, ASK, CONSTRUCT or DESCRIBE; the usual prefixes need no declaration.
        base: What the prefixes of the data stand for.
        timeout: Seconds to wait for an answer.

    Raises:
        QueryError: The endpoint cannot be reached, refuses the query, or answers with something else.
    """
    if not re.match(r"https?://", url):
        raise QueryError(f"{url} cannot be asked: an endpoint's address starts with http:// or https://.")
    client = SPARQLWrapper(url)
    client.setTimeout(timeout)
    client.setMethod(POST)
    with warnings.catch_warnings(record=True) as unsure:
        warnings.simplefilter("always")
        client.setQuery(declare(query, base))
    form = client.queryType
    # It takes what it cannot tell for a SELECT, with a warning.
    if unsure or form not in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
        raise QueryError("Only SELECT, ASK, CONSTRUCT and DESCRIBE can be asked.")
    graph = form in ("CONSTRUCT", "DESCRIBE")
    client.setReturnFormat(TURTLE if graph else JSON)
    body = _fetch(client, url)
    try:
        if graph:
            return [triple.triple for triple in ox.parse(body, format=ox.RdfFormat.TURTLE)]
        return _answer(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{url} answered with something that is no SPARQL result: is it a SPARQL endpoint?") from error


def declare(query: str, base: Base) -> str:
    """Declare the usual prefixes that a query uses without declaring them, on its first line."""
    known = prefixes(base.value)
    declared = set(re.findall(r"\bPREFIX\s+([\w-]*):", query, re.IGNORECASE))
    used = set(re.findall(r"(?<![\w<?$-])([a-z]+):", query)) - declared
    return "".join(f"PREFIX {name}: <{known[name]}> " for name in sorted(used & known.keys())) + query


def _fetch(client: SPARQLWrapper, url: str) -> bytes:
    try:
        with client.query().response as response:
            body: bytes = response.read()
    except SPARQLWrapperException as error:
        if isinstance(error.__context__, urllib.error.HTTPError):
            error.__context__.close()
        raise QueryError(f"{url} refused the query: {_folded(error)}") from error
    except urllib.error.HTTPError as error:
        error.close()
        raise QueryError(f"{url} answered {error.code} {error.reason}.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise QueryError(f"{url} cannot be asked: {reason}.") from error
    return body


def _folded(error: SPARQLWrapperException) -> str:
    """Take what the endpoint said out of an error: the detail of a problem+json, or the start of any other text."""
    response = str(error).partition("Response:")[2].strip()
    try:
        said = ast.literal_eval(response).decode("utf-8", "replace")
        detail = json.loads(said)["detail"]
    except (ValueError, SyntaxError, AttributeError, KeyError, TypeError):
        detail = response or str(error)
    return " ".join(str(detail).split())[:300]


def _answer(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    if isinstance(result, ox.QuerySolutions):
        variables = tuple(variable.value for variable in result.variables)
        return Rows(variables, tuple(tuple(row[name] for name in variables) for row in result))
    return list(result)


def _malformed(query: str, message: str) -> str:
    """Say where a query is malformed; the engine's list of all that it would have taken is left out."""
    place = re.match(r"error at (\d+):(\d+): (?:expected )?(.*)", message, re.DOTALL)
    if place is None:
        return f"The query is malformed: {' '.join(message.split())}."
    line, column = int(place[1]), int(place[2])
    lines = query.splitlines()
    near = lines[line - 1][max(0, column - 21) : column + 19].strip() if line <= len(lines) else ""
    why = ": a prefix is not declared" if "Prefix not found" in place[3] else ""
    return f"The query is malformed at line {line}, column {column}{f', near {near!r}' if near else ''}{why}."
