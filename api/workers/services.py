"""What other endpoints answered to the SERVICE clauses of a query, written into it as `VALUES`.

A worker does this and not the server, so that what comes from elsewhere is only read by a process that can do nothing.
"""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox


class UnreadableError(Exception):
    """An answer that holds no rows."""


def text_of(job: dict[str, Any]) -> str:
    """Give the query of a job, answers of other endpoints in their places.

    Raises:
        UnreadableError: An endpoint's answer cannot be read, and the query does not say SILENT.
    """
    if "pieces" not in job:
        return str(job["query"])
    return "".join(
        piece if isinstance(piece, str) else _group(piece, number) for number, piece in enumerate(job["pieces"])
    )


def _group(answered: dict[str, Any], number: int) -> str:
    if answered["answers"] is None:
        return "{}"
    try:
        return f"{{ {_values(answered['answers'], answered['names'], number)} }}"
    except (SyntaxError, ValueError) as error:
        if answered["silent"]:
            return "{}"
        raise UnreadableError(f"SERVICE <{answered['url']}> gave no rows: {error}") from error


def _values(answers: list[str], names: list[str], number: int) -> str:
    """Write rows; where nothing was asked there are none, and `names` are what they would be about."""
    tables = [ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON) for answer in answers]
    variables = list(dict.fromkeys(names))
    for table in tables:
        if isinstance(table, ox.QueryBoolean):
            raise ValueError("it answered with a truth value")
        variables = list(dict.fromkeys([*variables, *map(str, table.variables)]))
    rows = []
    for table in tables:
        assert isinstance(table, ox.QuerySolutions)
        own = [str(variable) for variable in table.variables]
        for row in table:
            terms = dict(zip(own, row, strict=True))
            rows.append(f"({' '.join(_term(terms.get(name), number) for name in variables)})")
    return f"VALUES ({' '.join(variables)}) {{ {' '.join(rows)} }}"


def _term(term: object, number: int) -> str:
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.BlankNode):
        # VALUES takes none; a blank node of another store means nothing here but that it is one thing.
        return f"<urn:bnode:{number}-{term.value}>"
    return str(term)
