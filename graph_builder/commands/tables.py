"""Answers to queries as a table, CSV or JSON (the W3C's SPARQL 1.1 result formats); graphs as Turtle."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import Literal

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table

from graph_builder.ask import Answer, Rows
from graph_builder.prefixes import PREFIXES, shorten

ResultFormat = Literal["table", "csv", "json"]
Named = ox.NamedNode | ox.Literal
"""Terms that CSV gives as their value alone; a blank node keeps its mark (SPARQL 1.1 CSV results)."""
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def render(answer: Answer, form: ResultFormat, base: str) -> bytes:
    """Write an answer out.

    Args:
        answer: Of a query.
        form: How; a graph is Turtle for "table", JSON-LD for "json", and its triples as rows for "csv"; an ASK is
            "true" or "false".
        base: What IRIs in a table are shortened by.
    """
    if isinstance(answer, bool):
        said = json.dumps(answer)
        return f'{{"head": {{}}, "boolean": {said}}}\n'.encode() if form == "json" else f"{said}\n".encode()
    if not isinstance(answer, Rows):
        if form != "csv":
            kind = ox.RdfFormat.TURTLE if form == "table" else ox.RdfFormat.JSON_LD
            return ox.serialize(answer, format=kind, prefixes=PREFIXES) or b""
        triples = tuple((triple.subject, triple.predicate, triple.object) for triple in answer)
        answer = Rows(("subject", "predicate", "object"), triples)
    return _table(answer, base) if form == "table" else _csv(answer) if form == "csv" else _json(answer)


def _table(answer: Rows, base: str) -> bytes:
    table = Table(*answer.variables, show_edge=False)
    for row in answer.rows:
        table.add_row(*(_cell(term, base) for term in row))
    out = io.StringIO()
    # Wrapped to the window where there is one; in a pipe, each row is one line.
    width = None if sys.stdout.isatty() else 1_000_000
    Console(file=out, width=width, highlight=False, markup=False, color_system=None).print(table)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    count = len(answer.rows)
    return "\n".join([*lines, f"({count} {'row' if count == 1 else 'rows'})", ""]).encode()


def _cell(term: Term | None, base: str) -> str:
    if isinstance(term, ox.NamedNode):
        return shorten(term.value, base)
    if isinstance(term, ox.Literal):
        return " ".join(term.value.split())
    return "" if term is None else str(term)


def _csv(answer: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(answer.variables)
    writer.writerows([term.value if isinstance(term, Named) else term for term in row] for row in answer.rows)
    return out.getvalue().encode()


def _json(answer: Rows) -> bytes:
    bindings = [
        {name: _binding(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    written = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()


def _binding(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _binding(part) for name, part in parts.items()}}
    binding: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        binding["xml:lang"] = term.language
    elif term.datatype.value != f"{PREFIXES['xsd']}string":
        binding["datatype"] = term.datatype.value
    return binding
