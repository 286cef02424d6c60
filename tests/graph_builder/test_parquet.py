from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyoxigraph as ox
import pytest
from pyarrow import parquet

from graph_builder.build import build
from graph_builder.describe import describe_knowledge
from graph_builder.errors import ExportError
from graph_builder.extract import load_knowledge
from graph_builder.iris import Base
from graph_builder.read import read_file
from graph_builder.tables import TABLES, write_tables
from ontology.terms import load_vocabulary

ROOT = Path(__file__).parents[2]
DOCUMENT = "https://w3id.org/kamergraaf/id/document/kst-32623-376"


Quads = Callable[[], Iterable[ox.Quad]]


@pytest.fixture(scope="module")
def graph(letter_file: Path) -> Quads:
    quads = (*build([read_file(letter_file)], load_knowledge(), Base()).quads, *describe_knowledge(Base()))
    return lambda: quads


@pytest.fixture(scope="module")
def folder(graph: Quads, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled letter's tables."""
    made = tmp_path_factory.mktemp("tables")
    write_tables(graph, made, load_vocabulary(), Base())
    return made


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.sql(f"CREATE VIEW {table} AS FROM '{folder / table}.parquet'")
        return connection.sql(query).fetchall()


def test_the_letter_is_a_row_of_documents(folder: Path) -> None:
    row = "SELECT identifier, kind, dossier, number, CAST(date AS VARCHAR), sender_name, length FROM documents"
    assert ask(folder, row) == [
        ("kst-32623-376", "letter", "32623", "376", "2025-09-19", "minister van Buitenlandse Zaken", 5354)
    ]


def test_the_relief_alliance_is_a_channel_of_the_amount(folder: Path) -> None:
    query = """SELECT s.amount, s.currency, CAST(s.period_start AS VARCHAR), r.name FROM statements s JOIN roles r USING (statement)
        WHERE s.amount IS NOT NULL AND r.role = 'channel' ORDER BY r.name"""
    found = ask(folder, query)
    assert {(float(amount), currency, start) for amount, currency, start, _ in found} == {
        (20_400_000, "EUR", "2025-01-01")
    }
    assert "Dutch Relief Alliance" in [name for *_, name in found]


def test_quotes_and_words_are_the_text_at_their_offsets(folder: Path) -> None:
    for table, words in (("mentions", "words"), ("statements", "quote"), ("citations", "quote")):
        query = f"""SELECT count(*), count(*) FILTER (substring(d.text, t."start" + 1, t."end" - t."start") = t.{words})
            FROM {table} t JOIN documents d USING (document)"""
        [(rows, true)] = ask(folder, query)
        assert rows == true > 0


def test_both_citations_of_one_number_are_there(folder: Path) -> None:
    found = ask(folder, """SELECT number, title, submitters FROM citations ORDER BY "start" """)
    assert [(number, submitters) for number, _, submitters in found] == [("kst-32623-343", ["Kahraman"])] * 2
    assert [bool(title) for _, title, _ in found] == [False, True]


def test_the_same_graph_gives_the_same_bytes(graph: Quads, folder: Path, tmp_path: Path) -> None:
    write_tables(graph, tmp_path, load_vocabulary(), Base())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def test_columns_are_described_in_the_file(folder: Path) -> None:
    field = parquet.read_schema(folder / "statements.parquet").field("quote")
    assert field.metadata == {b"description": b"the words it was read from"}


def test_the_guide_describes_every_column() -> None:
    guide = (ROOT / "docs" / "tables.md").read_text("utf-8")
    sections: Mapping[str, str] = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", guide, re.MULTILINE | re.DOTALL))
    told = {
        name: re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", text, re.MULTILINE) for name, text in sections.items()
    }
    assert told == {
        table: [(column.name, column.type, column.meaning) for column in columns] for table, columns in TABLES.items()
    }


def test_a_folder_that_cannot_be_made_is_one_sentence(graph: Quads, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="cannot be written"):
        write_tables(graph, tmp_path / "file", load_vocabulary(), Base())
