"""Answers to queries as tables, CSV and JSON, by the W3C's result formats."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from graph_builder.ask import Answer, Rows
from graph_builder.commands.tables import ResultFormat, render

BASE = "https://example.org/id/"
NODE = ox.NamedNode(BASE + "actor/nl")
ROWS = Rows(
    ("who", "name"),
    (
        (NODE, ox.Literal("Neder\nland, het", language="nl")),
        (ox.BlankNode("b1"), ox.Literal(3)),
        (None, ox.Literal('zeg "ja"')),
    ),
)


def text(answer: Answer, form: ResultFormat) -> str:
    return render(answer, form, BASE).decode()


def test_a_table_has_one_line_a_row_and_counts_them() -> None:
    lines = text(ROWS, "table").splitlines()
    assert [cell.strip() for cell in lines[2].split("│")] == ["actor/nl", "Neder land, het"]
    assert lines[-1] == "(3 rows)"


def test_csv_gives_values_alone() -> None:
    assert text(ROWS, "csv").split("\r\n") == [
        "who,name",
        f'{NODE.value},"Neder\nland, het"',
        "_:b1,3",
        ',"zeg ""ja"""',
        "",
    ]


def test_json_gives_types_languages_and_leaves_out_what_is_unbound() -> None:
    bindings = json.loads(text(ROWS, "json"))["results"]["bindings"]
    assert bindings[0]["name"] == {"type": "literal", "value": "Neder\nland, het", "xml:lang": "nl"}
    assert bindings[1]["who"] == {"type": "bnode", "value": "b1"}
    assert bindings[1]["name"]["datatype"] == "http://www.w3.org/2001/XMLSchema#integer"
    assert bindings[2] == {"name": {"type": "literal", "value": 'zeg "ja"'}}


@pytest.mark.parametrize("rows", [ROWS, Rows(("x",), ())])
def test_what_json_gives_is_what_others_read(rows: Rows) -> None:
    read = ox.parse_query_results(text(rows, "json"), format=ox.QueryResultsFormat.JSON)
    assert isinstance(read, ox.QuerySolutions)
    assert [tuple(row[name] for name in rows.variables) for row in read] == list(rows.rows)


def test_yes_or_no() -> None:
    assert [text(True, "table"), text(False, "csv")] == ["true\n", "false\n"]
    assert json.loads(text(True, "json")) == {"head": {}, "boolean": True}


def test_a_graph_is_turtle_json_ld_or_rows() -> None:
    graph = [ox.Triple(NODE, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), ox.Literal("NL"))]
    assert set(ox.parse(text(graph, "table"), format=ox.RdfFormat.TURTLE)) == {
        ox.Quad(graph[0].subject, graph[0].predicate, graph[0].object)
    }
    assert json.loads(text(graph, "json"))
    assert text(graph, "csv").splitlines()[0] == "subject,predicate,object"
