"""What holds for every document: offsets inside the text, evidence that holds its trigger, the same twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Document, Extraction, Metadata
from graph_builder.read import read, read_file

WORDS = [
    "Nederland",
    "het",
    "kabinet",
    "ik",
    "we",
    "de",
    "EU",
    "Oekraïne",
    "heeft",
    "zal",
    "wordt",
    "is",
    "steunt",
    "veroordeelt",
    "gesteund",
    "zet",
    "in",
    "voor",
    "samen",
    "met",
    "op",
    "verzoek",
    "van",
    "motie",
    "Piri",
    "(Kamerstuk",
    "32",
    "623,",
    "nr.",
    "343)",
    "dat",
    "die",
    "om",
    "te",
    "om,",
    ";",
    ":",
    ".",
    "–",
    "«",
    "»",
    "en",
    "of",
    "niet",
    "geen",
    "2025",
    "miljoen",
    "euro",
    "uw",
    "Kamer",
    "informeren",
    "toegezegd",
    "te",
    "werken",
    "door",
    "via",
    "aan",
    "ten",
    "behoeve",
]


def check(extraction: Extraction) -> None:
    size = len(extraction.document.text)
    for said in extraction.statements:
        spans = [said.span, *(filler.span for _, filler in said.roles)]
        assert all(0 <= span.start < span.end <= size for span in spans), said
        assert said.trigger is not None and said.span.covers(said.trigger), said
        assert said.roles, said
    for span in extraction.unread:
        assert 0 <= span.start < span.end <= size
    names = [(said.span.start, said.kind, said.ordinal) for said in extraction.statements]
    assert len(names) == len(set(names))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), st.sampled_from(["letter", "motion", "answer", "other"])
)
def test_any_words_in_any_order_give_spans_inside_the_text(knowledge: Knowledge, words: list[str], kind: str) -> None:
    document = read(" ".join(words).encode(), "x.txt", Metadata(kind=kind))  # type: ignore[arg-type]
    check(extract(document, knowledge))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=300))
def test_any_text_is_read_without_error(knowledge: Knowledge, text: str) -> None:
    check(extract(Document("x", text, "txt"), knowledge))


@pytest.mark.shared
def test_every_real_paper_gives_sound_statements_and_the_same_twice(shared: Path, knowledge: Knowledge) -> None:
    for path in sorted((shared / "gold" / "dev").glob("*.txt")):
        document = read_file(path)
        first = extract(document, knowledge)
        check(first)
        assert extract(document, knowledge) == first
        assert first.statements, path.name
