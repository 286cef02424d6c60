"""Requests as the SPARQL 1.1 Protocol has them: what a query string or a form says, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import parse_qsl

from api.errors import Problem

Pairs = list[tuple[str, str]]

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SHOWN = 40
"""Characters of a wrong name that its refusal repeats."""

_QUERY_PARAMETERS = (
    "query",
    "default-graph-uri",
    "named-graph-uri",
    "format",
    "timeout",
    # What SPARQLWrapper and others send beside `format`, meaning the same.
    "output",
    "results",
    # The language of the editor, where a browser gets it.
    "lang",
)
_UPDATE_PARAMETERS = ("update", "using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query operation."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """An update operation."""

    update: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


def parse_pairs(data: bytes) -> Pairs:
    """Read a query string or a form.

    Raises:
        Problem: 400 for broken percent-encoding, text that is not UTF-8, or too many fields.
    """
    try:
        text = data.decode("utf-8")
        check_escapes(text)
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Problem(400, "The request is not UTF-8.") from None
    except ValueError:
        raise Problem(400, "The request has more than 1000 fields.") from None


def check_escapes(text: str) -> None:
    """Refuse percent-encoding that means nothing (RFC 3986, section 2.1).

    Raises:
        Problem: 400.
    """
    if "%" in text and (broken := _BAD_ESCAPE.search(text)):
        raise Problem(400, f"The percent-encoding is broken at {text[broken.start() :][:12]!r}.")


def parse_query(pairs: Pairs, text: str | None = None) -> QueryRequest:
    """Read a query operation.

    Args:
        pairs: The fields of the query string and of the form, if any.
        text: The query, where it is the request's body.

    Raises:
        Problem: 400 for several queries, an update, an unknown field or a bad value.
    """
    if any(name == "update" for name, _ in pairs):
        raise Problem(400, "This address answers queries: send updates to /update by POST.")
    _check_names(pairs, _QUERY_PARAMETERS)
    queries = [value for name, value in pairs if name == "query"] + ([text] if text is not None else [])
    if len(queries) > 1:
        raise Problem(400, f"There are {len(queries)} queries in the request: send one.")
    formats = [value for field in ("format", "output", "results") for value in values(pairs, field)]
    return QueryRequest(
        query=queries[0] if queries else None,
        default_graphs=_graphs(pairs, "default-graph-uri"),
        named_graphs=_graphs(pairs, "named-graph-uri"),
        format=formats[0] if formats else None,
        timeout=_timeout(pairs),
    )


def parse_update(pairs: Pairs, text: str | None = None) -> UpdateRequest:
    """Read an update operation.

    Raises:
        Problem: 400 for none or several updates, an unknown field or a bad value.
    """
    _check_names(pairs, _UPDATE_PARAMETERS)
    updates = [value for name, value in pairs if name == "update"] + ([text] if text is not None else [])
    if len(updates) != 1:
        raise Problem(400, f"There are {len(updates)} updates in the request: send one.")
    return UpdateRequest(updates[0], _graphs(pairs, "using-graph-uri"), _graphs(pairs, "using-named-graph-uri"))


def values(pairs: Pairs, field: str) -> tuple[str, ...]:
    """Give the values of a field that are not empty."""
    return tuple(value for name, value in pairs if name == field and value)


def check_iri(value: str, field: str) -> str:
    """Give an absolute IRI back.

    Raises:
        Problem: 400 where it is none.
    """
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*", value):
        raise Problem(400, f"{field} has to be an absolute IRI, and {value!r} is none.")
    return value


def _graphs(pairs: Pairs, field: str) -> tuple[str, ...]:
    return tuple(check_iri(value, field) for value in values(pairs, field))


def _check_names(pairs: Pairs, known: Iterable[str]) -> None:
    known = tuple(known)
    for name, _ in pairs:
        if name not in known:
            shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
            near = get_close_matches(shown, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there is: {', '.join(known[:5])}."
            raise Problem(400, f"There is no parameter {shown!r}; {hint}")


def _timeout(pairs: Pairs) -> float | None:
    given = values(pairs, "timeout")
    if not given:
        return None
    try:
        seconds = float(given[0])
    except ValueError:
        seconds = -1
    if not 0 < seconds < float("inf"):
        raise Problem(400, f"timeout is a number of seconds above 0, and {given[0]!r} is none.")
    return seconds
