"""The graph of the bundled letter, built once, and a way to ask it the named questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph_builder.ask import Rows, ask_store
from graph_builder.build import build
from graph_builder.describe import describe_knowledge
from graph_builder.extract import load_knowledge
from graph_builder.iris import Base
from graph_builder.model import Metadata
from graph_builder.questions import load_questions
from graph_builder.read import read, read_file

Row = Mapping[str, str | None]
Ask = Callable[..., list[Row]]

BASE = Base()


@pytest.fixture(scope="session")
def letter_text(letter_file: Path) -> str:
    return letter_file.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def graph(letter_file: Path) -> ox.Store:
    store = ox.Store()
    built = build([read_file(letter_file)], load_knowledge(), BASE)
    store.bulk_extend([*built.quads, *describe_knowledge(BASE)])
    return store


@pytest.fixture(scope="session")
def ask(graph: ox.Store) -> Ask:
    """Ask the letter's graph a named question."""
    return _asker(graph)


@pytest.fixture(scope="session")
def ask_twice(graph: ox.Store, letter_file: Path) -> Ask:
    """Ask a graph that holds the letter twice, as two papers: what the one says of shared things the other repeats."""
    again = read(letter_file.read_bytes(), "again.txt", Metadata(identifier="kst-32623-999", date=date(2025, 9, 19)))
    store = ox.Store()
    store.bulk_extend([*graph, *build([again], load_knowledge(), BASE).quads])
    return _asker(store)


def _asker(store: ox.Store) -> Ask:
    """IRIs below the base come back as paths, and white space is folded."""
    questions = {question.name: question for question in load_questions()}

    def answer(name: str, **values: str) -> list[Row]:
        rows = ask_store(store, questions[name].bind(values, BASE), BASE)
        assert isinstance(rows, Rows)
        return [dict(zip(rows.variables, map(_plain, row), strict=True)) for row in rows.rows]

    return answer


def _plain(term: object) -> str | None:
    if isinstance(term, ox.NamedNode):
        return term.value.removeprefix(BASE.value)
    return " ".join(term.value.split()) if isinstance(term, ox.Literal) else None
