"""Extraction against gold annotations, scored as the guidelines of the annotations say.

scores = evaluate(Path("gold/dev"), load_knowledge())
scores.facts.f1
"""

from __future__ import annotations

from pathlib import Path

from graph_builder.errors import GoldError
from graph_builder.evaluate.compare import compare
from graph_builder.evaluate.gold import gold_texts, load_gold
from graph_builder.evaluate.scores import Count, DocumentScores, Scores, Share, Slip
from graph_builder.extract import Knowledge, extract
from graph_builder.facts import facts
from graph_builder.read import read_file

__all__ = [
    "Count",
    "DocumentScores",
    "Gold",
    "Scores",
    "Share",
    "Slip",
    "compare",
    "evaluate",
    "gold_texts",
    "load_gold",
]


def evaluate(folder: Path, knowledge: Knowledge) -> Scores:
    """Extract every annotated document of a folder and score it.

    Args:
        folder: Holds `X.txt`, `X.ann` and `X.facts.tsv` of each document, and `X.meta.toml` where more is known of it.
        knowledge: What the extraction knows beforehand.

    Raises:
        GoldError: Annotations that cannot be read; the message names file and line.
        ReadError: A text that cannot be read.
    """
    return Scores(tuple(_score(text_file, knowledge) for text_file in gold_texts(folder)))


def _score(text_file: Path, knowledge: Knowledge) -> DocumentScores:
    document = read_file(text_file)
    if document.text != text_file.read_bytes().decode("utf-8", "replace"):
        raise GoldError(
            f"{text_file} was read as other text than is stored: gold must be UTF-8 without a byte order mark"
        )
    extraction = extract(document, knowledge)
    return compare(load_gold(text_file, document.text), extraction, facts(extraction, knowledge.vocabulary))
