"""Every frame reads its own examples, with the roles that they mark, and nothing in its counter-examples."""

from __future__ import annotations

import re
from datetime import date

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Block, Document, Metadata, Span, Statement
from graph_builder.relate.lexicon.frames import Frame, load_frames

_MARKED = re.compile(r"\[([^\]|]+)\|(\w+)\]")
_ARTICLE = re.compile(r"^(de|het|een)\s+", re.IGNORECASE)

EXAMPLES = [(frame, text) for frame in load_frames().frames for text in frame.examples]
COUNTER_EXAMPLES = [(frame, text) for frame in load_frames().frames for text in frame.counter_examples]


def statements(text: str, knowledge: Knowledge) -> tuple[Document, list[Statement]]:
    block = Block(Span(0, len(text)), "paragraph")
    document = Document("voorbeeld", text, "txt", Metadata(kind="letter", date=date(2024, 5, 14)), (block,))
    found = extract(document, knowledge).statements
    return document, [statement for statement in found if statement.kind != "Citation"]


def bare(words: str) -> str:
    return _ARTICLE.sub("", words.strip().rstrip(".")).casefold()


def name(value: object) -> str:
    return value.name if isinstance(value, Frame) else str(value)[:50]


@pytest.mark.parametrize(("frame", "marked"), EXAMPLES, ids=name)
def test_a_frame_reads_its_example(frame: Frame, marked: str, knowledge: Knowledge) -> None:
    expected = {(role, bare(words)) for words, role in _MARKED.findall(marked)}
    document, found = statements(_MARKED.sub(r"\1", marked), knowledge)
    said = [statement for statement in found if statement.frame == frame.name]
    read = [{(role, bare(filler.span.of(document.text))) for role, filler in statement.roles} for statement in said]
    assert len(said) == 1, found
    missing = expected - read[0]
    assert not missing, read[0]


@pytest.mark.parametrize(("frame", "text"), COUNTER_EXAMPLES, ids=name)
def test_a_frame_reads_nothing_in_its_counter_example(frame: Frame, text: str, knowledge: Knowledge) -> None:
    _, found = statements(text, knowledge)
    assert [statement for statement in found if statement.frame == frame.name] == []
