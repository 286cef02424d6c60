"""Gold as its own prediction, and gold that cannot be read."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.errors import GoldError
from graph_builder.evaluate import Scores, compare, load_gold
from graph_builder.evaluate.gold import Gold, gold_texts
from graph_builder.evaluate.matching import SYMMETRIC
from graph_builder.model import (
    Document,
    Extraction,
    Fact,
    Filler,
    Mention,
    Statement,
    Track,
)
from tests.graph_builder.evaluate.counted import TEXT


def as_prediction(gold: Gold, text: str) -> tuple[Extraction, list[Fact]]:
    """Turn gold into what a perfect extractor would give."""
    paths = {key: f"actor/x/{number}" for number, key in enumerate(sorted(gold.keys))}
    mentions = tuple(
        Mention(item.span, item.type, paths[item.key], value=item.key)  # type: ignore[arg-type]
        for item in gold.mentions
    )
    first = {item.key: item.span for item in reversed(gold.mentions)}
    tracks = tuple(Track(track.order, track.span, "") for track in gold.tracks)
    facts = []
    for item in gold.facts:
        qualifiers = dict(item.qualifiers)
        order = qualifiers.pop("track", None)
        said = Statement("Support", item.span, (), track=int(order) if order else None)
        object_ = Filler(first.get(item.object, item.span), paths.get(item.object), item.object)
        facts.append(Fact(said, Filler(first[item.subject], paths[item.subject]), item.predicate, object_, qualifiers))
    return Extraction(Document(gold.name, text, "txt"), mentions, tracks=tracks), facts


def test_gold_scored_as_its_own_prediction_is_perfect(shared: Path) -> None:
    scores = []
    for text_file in gold_texts(shared / "gold" / "dev"):
        text = text_file.read_text(encoding="utf-8")
        gold = load_gold(text_file, text)
        extraction, facts = as_prediction(gold, text)
        scores.append(compare(gold, extraction, facts))
    total = Scores(tuple(scores))
    assert len(scores) == 11
    assert {name: count.f1 for name, count in total.lines().items()} == dict.fromkeys(total.lines(), 1.0)
    assert total.qualifiers.share == 1.0
    assert not [slip for document in scores for slip in document.slips]
    assert total.facts.gold == sum(
        len(load_gold(f, f.read_text(encoding="utf-8")).facts) for f in gold_texts(shared / "gold" / "dev")
    )


def test_gold_with_its_ends_swapped_or_its_order_shuffled(shared: Path) -> None:
    text_file = shared / "gold" / "dev" / "kst-32623-376.txt"
    text = text_file.read_text(encoding="utf-8")
    gold = load_gold(text_file, text)
    extraction, facts = as_prediction(gold, text)
    shuffled = random.Random(7).sample(facts, len(facts))
    assert Scores((compare(gold, extraction, shuffled),)).facts.f1 == 1.0
    swapped = [replace(item, subject=item.object, object=item.subject) for item in facts]
    right = Scores((compare(gold, extraction, swapped),)).by_predicate()
    assert {name for name, count in right.items() if count.right} == {"cooperatesWith", "inContactWith"}
    assert right.keys() & SYMMETRIC == {"cooperatesWith", "inContactWith"}


ANN = "T1\tState 0 9\tNederland\n#1\tAnnotatorNotes T1\tNederland\n"
FACTS = "subject\tpredicate\tobject\tqualifiers\tstart\tend\nNederland\tsupports\tOekraïne\ttopic=vrede\t0\t26\n"


@pytest.mark.parametrize(
    ("ann", "facts", "complaint"),
    [
        (ANN.replace("0 9", "0 8"), FACTS, "not 'Nederland'"),
        (ANN.replace("0 9", "0 900"), FACTS, "no stretch of the text"),
        (ANN.replace("0 9", "0 4;5 9"), FACTS, "in one piece"),
        (ANN.split("\n", maxsplit=1)[0], FACTS, "no note with the key"),
        (ANN + ANN, FACTS, "there twice"),
        (ANN.replace("Notes T1", "Notes T2"), FACTS, "T2, which is not there"),
        (ANN + "hello\n", FACTS, "neither a mention"),
        (ANN.replace("State", "PolicyTrack"), FACTS, "track-1"),
        (ANN, FACTS.replace("topic=", "subject="), "no qualifier"),
        (ANN, FACTS.replace("\t0\t", "\t30\t"), "no stretch"),
        (ANN, FACTS.replace("\t26", ""), "six columns"),
        (ANN, FACTS.replace("subject\t", "S\t"), "the columns are"),
    ],
)
def test_malformed_gold_is_refused_with_file_and_line(tmp_path: Path, ann: str, facts: str, complaint: str) -> None:
    (tmp_path / "x.ann").write_text(ann, encoding="utf-8")
    (tmp_path / "x.facts.tsv").write_text(facts, encoding="utf-8")
    with pytest.raises(GoldError, match=complaint) as refused:
        load_gold(tmp_path / "x.txt", TEXT)
    assert str(tmp_path) in str(refused.value)


def test_a_folder_without_whole_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="is no folder"):
        gold_texts(tmp_path / "nowhere")
    with pytest.raises(GoldError, match="no annotated document"):
        gold_texts(tmp_path)
    (tmp_path / "x.ann").write_text(ANN, encoding="utf-8")
    with pytest.raises(GoldError, match=r"x\.txt"):
        gold_texts(tmp_path)
