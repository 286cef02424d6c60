"""Floors under the scores on annotated documents that the rules were developed with: an upper bound, not a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.evaluate import Scores, evaluate
from graph_builder.evaluate.report import as_text
from graph_builder.extract import load_knowledge

LETTER = "kst-32623-376"


@pytest.fixture(scope="module")
def scores(shared: Path) -> Scores:
    return evaluate(shared / "gold" / "dev", load_knowledge())


@pytest.mark.parametrize(("line", "floor"), [("mentions", 0.92), ("citations", 0.99), ("tracks", 0.9), ("facts", 0.8)])
def test_scores_on_the_development_documents(scores: Scores, line: str, floor: float) -> None:
    assert scores.lines()[line].f1 >= floor, as_text(scores)


@pytest.mark.parametrize(("line", "floor"), [("mentions", 0.95), ("citations", 1.0), ("tracks", 1.0), ("facts", 0.85)])
def test_scores_on_the_bundled_letter(scores: Scores, line: str, floor: float) -> None:
    letter = Scores(tuple(document for document in scores.documents if document.name == LETTER))
    assert letter.lines()[line].f1 >= floor, as_text(letter, errors=True)


def test_what_is_said_is_right_more_often_than_it_is_complete(scores: Scores) -> None:
    assert scores.facts.precision >= 0.9, as_text(scores, errors=True)
