"""Whatever a text holds, what is extracted from it keeps to its letters: spans, quotes and evidence."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph_builder.errors import ReadError
from graph_builder.extract import Knowledge, extract
from graph_builder.model import Extraction
from graph_builder.read import read
from graph_builder.recognise import recognise
from graph_builder.resolve import resolve

PIECES = [
    "Nederland steunt Oekraïne",
    "Het kabinet heeft EUR 20,4 miljoen beschikbaar gesteld voor UNICEF.",
    "Conform de motie van het lid Piri (Kamerstuk 32 623, nr. 343) roept het kabinet Israël op.",
    "Handelingen II 2022/23, nr. 84, item 12",
    "de minister van Buitenlandse Zaken, Jansen,",
    "op 27 september jl.",
    "\u202eDe EU veroordeelt dit\u202c",
    "Oekrai\u0308ne",
    "Neder\u00adland",
    "\u200fde hulp\u200e",
    "\ufb01nancie\u0308le steun aan Syrie\u0308",
    "inNederland",
    "Commis-sie",
    "\u0000",
    "Ｋａｍｅｒｓｔｕｋ ３２ ６２３",
    "Nederl\u0430nd",
    "[1: noot]",
    "\n\n",
    " ",
    ".",
]
"""Prose of letters, with direction marks, combining accents, soft hyphens, ligatures, glue, NULs and look-alikes."""


def keeps_to_its_text(extraction: Extraction) -> None:
    text = extraction.document.text
    for mention in extraction.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text).strip()
    for reference in extraction.references:
        assert 0 <= reference.span.start < reference.span.end <= len(text)
    for statement in extraction.statements:
        assert 0 <= statement.span.start < statement.span.end <= len(text)
        assert statement.trigger is None or statement.span.covers(statement.trigger)
        assert all(0 <= filler.span.start < filler.span.end <= len(text) for _, filler in statement.roles)


@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12), joint=st.sampled_from(["", " ", ". ", "\n\n"])
)
@example(pieces=["Neder\u00adland", "inNederland", "Oekrai\u0308ne", "Commis-sie"], joint=" ")
@settings(max_examples=80, deadline=None)
def test_what_is_extracted_lies_in_the_text(knowledge: Knowledge, pieces: list[str], joint: str) -> None:
    try:
        document = read(joint.join(pieces).encode(), "brief.txt")
    except ReadError:
        return
    keeps_to_its_text(extract(document, knowledge))


@given(st.text(max_size=120))
@settings(max_examples=80, deadline=None)
def test_any_letters_give_an_extraction(knowledge: Knowledge, text: str) -> None:
    try:
        document = read(text.encode("utf-8", "replace"), "brief.txt")
    except ReadError:
        return
    keeps_to_its_text(extract(document, knowledge))


@pytest.mark.parametrize("written", ["Nederl\u0430nd", "\u041ededland", "Ｎｅｄｅｒｌａｎｄ"])
def test_look_alike_letters_make_no_known_name(knowledge: Knowledge, written: str) -> None:
    document = read(f"De regering van {written} steunt dit.".encode(), "brief.txt")
    assert "actor/netherlands" not in {mention.entity for mention in extract(document, knowledge).mentions}


@pytest.mark.parametrize("written", ["Neder\u00adland", "Oekrai\u0308ne", "\u202aNederland\u202c", "Ne\u200bderland"])
def test_invisible_letters_and_accents_hide_no_name(knowledge: Knowledge, written: str) -> None:
    document = read(f"Het kabinet steunt {written} hierin.".encode(), "brief.txt")
    entities = {mention.entity for mention in extract(document, knowledge).mentions}
    assert entities & {"actor/netherlands", "actor/ukraine"}


def test_every_name_of_a_line_of_a_million_characters_is_found(knowledge: Knowledge) -> None:
    line = "Het kabinet steunt Oekraïne met EUR 3 miljoen (Kamerstuk 36 045, nr. 12) en de EU ook. " * 11_500
    document = read(line.encode(), "brief.txt")
    mentions, _ = resolve(document, recognise(document, knowledge.lexicon), knowledge.registry)
    assert len(line) > 1_000_000
    assert Counter(mention.type for mention in mentions) == dict.fromkeys(
        ("Government", "State", "Money", "Citation", "Organisation"), 11_500
    )
