"""A graph as Parquet tables, for people who work with data frames: documents, mentions, statements, roles, citations.

Each table is one file; `docs/tables.md` says what its columns hold, and so does the schema inside the file (the
`description` of each field). Rows are in the order of documents by IRI, and within a document in that of the text: the
same graph gives the same rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import SKOS

from graph_builder.describe.knowledge import registry_graph
from graph_builder.describe.sheet import LABEL, term
from graph_builder.errors import ExportError
from graph_builder.iris import Base
from graph_builder.tables.rows import Row, Sheets, rows_of
from graph_builder.tables.schema import TABLES, Column
from ontology.terms import Vocabulary

__all__ = ["TABLES", "write_tables"]

BATCH = 20_000
"""How many rows of a table are gathered before they are written."""

_NAME = term(SKOS.prefLabel)

Quads = Callable[[], Iterable[ox.Quad]]
"""Reads the whole graph from its start, each time it is called: one named graph after the other."""


def write_tables(
    quads: Quads, folder: Path, vocabulary: Vocabulary, base: Base, each: Callable[[str], None] = lambda _: None
) -> Mapping[str, int]:
    """Write a graph as tables.

    The graph is read twice, a quad at a time: memory holds one document, what the registry calls things, and the rows
    that are about to be written.

    Args:
        quads: The whole graph, in the order of its graphs' names.
        folder: Where to; made if it is not there. A file that is there is replaced when the new one is whole.
        vocabulary: Which classes are statements and which properties are roles.
        base: Where the deployment publishes its data.
        each: Called with the IRI of each document's graph.

    Returns:
        How many rows each table has.

    Raises:
        ExportError: The files cannot be written there, or the libraries for Parquet are not installed.
    """
    names = _names(quads, base)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            outputs = {
                table: stack.enter_context(_Output(folder / f"{table}.parquet", TABLES[table])) for table in TABLES
            }
            for name, sheets in _documents(quads, base):
                each(name)
                for table, row in rows_of(sheets, name, vocabulary, names):
                    outputs[table].add(row)
        return {table: output.count for table, output in outputs.items()}
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{folder} cannot be written: {reason}; name a folder that you may write.") from error


def _documents(quads: Quads, base: Base) -> Iterator[tuple[str, Sheets]]:
    """Give what the graph of each document says, by subject and predicate."""
    start = base.iri("document/")
    for name, said in groupby(quads(), key=lambda quad: quad.graph_name):
        if isinstance(name, ox.NamedNode) and name.value.startswith(start):
            sheets: Sheets = defaultdict(lambda: defaultdict(list))
            for quad in said:
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    sheets[quad.subject.value][quad.predicate.value].append(quad.object)
            yield name.value, sheets


def _names(quads: Quads, base: Base) -> Mapping[str, str]:
    """Give the Dutch name of each registered thing."""
    labels: dict[str, str] = {}
    preferred: dict[str, str] = {}
    registry = registry_graph(base)
    for quad in quads():
        if quad.graph_name == registry and isinstance(quad.subject, ox.NamedNode):
            found = {LABEL: labels, _NAME: preferred}.get(quad.predicate)
            if found is not None and isinstance(quad.object, ox.Literal) and quad.object.language == "nl":
                found[quad.subject.value] = quad.object.value
    return labels | preferred


class _Output:
    """Writes the rows of one table to a file that takes its place only when all was written."""

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        arrow, parquet = _libraries()
        self._path = path
        self._beside = path.with_name(f".{path.name}.part")
        self._schema = arrow.schema(
            [arrow.field(each.name, each.arrow(arrow), metadata={"description": each.meaning}) for each in columns]
        )
        self._table_of = arrow.Table.from_pylist
        self._writer = parquet.ParquetWriter(self._beside, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self.count = 0

    def add(self, row: Row) -> None:
        """Take a row."""
        self._rows.append(row)
        self.count += 1
        if len(self._rows) >= BATCH:
            self._write()

    def _write(self) -> None:
        self._writer.write_table(self._table_of(self._rows, schema=self._schema))
        self._rows = []

    def __enter__(self) -> _Output:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None and self._rows:
            self._write()
        self._writer.close()
        if kind is None:
            self._beside.replace(self._path)
        self._beside.unlink(missing_ok=True)


def _libraries() -> tuple[Any, Any]:
    """Import Arrow: it is large, and only this needs it."""
    try:
        import pyarrow  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        raise ExportError("Parquet needs the library pyarrow: run `pip install 'kamergraaf[tables]'`.") from error
    return pyarrow, pyarrow.parquet
