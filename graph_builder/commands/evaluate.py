"""`kamergraaf evaluate`: the extraction scored against gold annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.evaluate import Scores, evaluate
from graph_builder.evaluate.gold import gold_texts
from graph_builder.evaluate.report import as_json, as_text
from graph_builder.extract import load_knowledge


def evaluate_command(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders with X.txt, X.ann and X.facts.tsv side by side.", metavar="GOLD_DIR…")
    ],
    *,
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON in place of tables.")] = False,
    errors: Annotated[
        bool, typer.Option("--errors", help="Show each miss and each false reading with its sentence.")
    ] = False,
) -> None:
    """Score the extraction against documents that people annotated.

    Mentions, citations, dates and amounts, tracks and facts, each with its counts, by type, predicate and document.

    \b
    kamergraaf evaluate gold/dev
    kamergraaf evaluate gold/dev --errors | less
    kamergraaf evaluate gold/dev tests/gold --json
    """  # noqa: D301 (click keeps lines as they are after \b)
    for folder in folders:
        # What is wrong with the gold is said before the work, not after it.
        gold_texts(folder)
    knowledge = load_knowledge()
    scores = Scores(tuple(document for folder in folders for document in evaluate(folder, knowledge).documents))
    typer.echo(
        json.dumps(as_json(scores, errors), ensure_ascii=False, indent=1) if as_json_ else as_text(scores, errors)
    )
