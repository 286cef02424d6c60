"""Mentions against the hand-made annotations that came with the material: an upper bound, as rules were made beside them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph_builder.model import Mention
from graph_builder.read import read_file
from graph_builder.recognise import Lexicon, recognise

Gold = list[tuple[str, int, int, str]]


def _gold(path: Path) -> Gold:
    spans, keys = {}, {}
    for line in path.read_text("utf-8").splitlines():
        name, body, words = line.split("\t")
        if name.startswith("T"):
            kind, start, end = body.split()
            spans[name] = (kind, int(start), int(end))
        else:
            keys[body.split()[1]] = words
    return [(*span, keys.get(name, "")) for name, span in spans.items() if span[0] != "PolicyTrack"]


def _matched(found: list[Mention], gold: Gold) -> int:
    open_gold = list(gold)
    count = 0
    for mention in found:
        alike = (g for g in open_gold if g[0] == mention.type and g[1] < mention.span.end and mention.span.start < g[2])
        match = max(alike, key=lambda g: min(g[2], mention.span.end) - max(g[1], mention.span.start), default=None)
        if match:
            open_gold.remove(match)
            count += 1
    return count


@pytest.fixture(scope="module")
def read_all(shared: Path, lexicon: Lexicon) -> list[tuple[list[Mention], Gold]]:
    pairs = []
    for path in sorted((shared / "gold/dev").glob("*.txt")):
        found = [m for m in recognise(read_file(path), lexicon) if m.type != "Programme"]
        pairs.append((found, _gold(path.with_suffix(".ann"))))
    return pairs


def test_mentions_reach_the_aim_on_the_development_gold(read_all: list[tuple[list[Mention], Gold]]) -> None:
    right = sum(_matched(found, gold) for found, gold in read_all)
    total = sum(len(found) + len(gold) for found, gold in read_all)
    assert 2 * right / total >= 0.95


@pytest.mark.parametrize("kind", ["Citation", "Date", "Money"])
def test_every_value_is_the_gold_key(read_all: list[tuple[list[Mention], Gold]], kind: str) -> None:
    for found, gold in read_all:
        assert Counter(m.value for m in found if m.type == kind) == Counter(key for t, _, _, key in gold if t == kind)
