"""Folding keeps offsets, and whatever the text, spans lie inside it and nest as they may."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.model import Document, Mention, Metadata, Span
from graph_builder.read import read_file
from graph_builder.recognise import Lexicon, recognise
from graph_builder.recognise.view import as_words, fold, look_at

PIECES = [
    "de motie Jansen c.s. over ", "Kamerstuk 32 623, nr. 343", " (EU) ", "Syrië", "e\u0301", "ﬁnancie\u0308n", " € 5 mln. ", "\n\n",
    "minister van Defensie", " eind 2025 ", "zaak bij het Internationaal Gerechtshof tegen Iran", "[1: noot]", "’s", "\u200f", "\0", "Wet ", "İ",
]  # fmt: skip


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text) == len(as_words(fold(text)))


def test_folding_takes_off_accents_and_evens_dashes_quotes_and_blanks() -> None:
    assert fold("Israël’s Öst–West\u00a0À") == "israel's ost-west a"


def test_markup_is_blanked_and_its_line_breaks_stay() -> None:
    document = Document("x", "een[noot\n1]twee drie", "txt", markup=(Span(3, 11),))
    view = look_at(document, None)
    assert view.text == "een\ntwee drie"
    assert view.back(Mention(Span(4, 8), "Place")).span == Span(11, 15)
    assert view.forth(16) == 9


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*PIECES, "inNederland", "  ", " \n ", "e\u0301", "\ufb01", "\u200b", "Commis-sie"]),
        max_size=14,
    )
)
def test_what_is_healed_leads_back_to_the_same_letters(pieces: list[str]) -> None:
    document = Document("x", "".join(pieces), "txt")
    view = look_at(document, None)
    for start, char in enumerate(view.text):
        span = view.back(Mention(Span(start, start + 1), "Place")).span
        assert 0 <= span.start <= span.end <= len(document.text)
        if char.isascii() and char.isalpha() and span.end == span.start + 1 and document.text[span.start].isascii():
            assert document.text[span.start] == char


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12))
def test_every_mention_lies_inside_the_text_and_none_cross(lexicon: Lexicon, pieces: list[str]) -> None:
    text = "".join(pieces)
    found = recognise(Document("x", text, "txt", Metadata()), lexicon)
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
    for first in found:
        for second in found:
            if first.span.overlaps(second.span):
                assert first.span.covers(second.span) or second.span.covers(first.span)


def test_one_document_always_gives_the_same_mentions(lexicon: Lexicon, letter_file: Path) -> None:
    document = read_file(letter_file)
    assert recognise(document, lexicon) == recognise(document, lexicon)


@pytest.mark.parametrize("text", ["", " ", "\n", "\0\0", "¶" * 50, "a" * 100_000, "motie " * 5_000])
def test_text_without_names_gives_nothing(lexicon: Lexicon, text: str) -> None:
    assert recognise(Document("x", text, "txt"), lexicon) == ()


HOSTILE = [
    "kst-",
    "\n",
    " \n",
    "a.",
    "a@",
    "Aa ",
    "Aa-",
    "A.",
    "1 ",
    "1.000.",
    "12 345, nr. ",
    "motie van het lid Aa en ",
    "minister\n",
    "minister van Aa en ",
    "de Aa (AB) ",
    "€ 1 ",
    "zaak bij Aa tegen ",
    "Wet aa ",
    "Verdrag ",
    "deze maand ",
    "de EU, ",
    "zij ",
    "e\u0301",
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", HOSTILE)
def test_the_cost_of_a_long_repetition_stays_low(lexicon: Lexicon, piece: str) -> None:
    text = piece * (60_000 // len(piece))
    recognise(Document("x", "x" + text, "txt"), lexicon)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("de steun voor inNederland", "State", "Nederland"),
        ("van de EUvoor onderzoek", "Organisation", "EU"),
        ("in de Oude IJsselstreek is", "Place", "Oude IJsselstreek"),
    ],
)
def test_a_name_glued_to_its_neighbour_is_found_alone(lexicon: Lexicon, text: str, kind: str, name: str) -> None:
    found = recognise(Document("x", text, "txt"), lexicon)
    assert [(mention.type, mention.span.of(text)) for mention in found] == [(kind, name)]


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("de Europese Commissie; de klacht bij de Commis-sie", "Commis-sie", "actor/european-commission"),
        ("van Iran in het MiddenOosten", "MiddenOosten", "place/midden-oosten"),
        ("het lid van GroenLinks zei", "GroenLinks", "actor/groenlinks"),
    ],
)
def test_a_name_cut_or_glued_within_is_healed(lexicon: Lexicon, text: str, name: str, entity: str) -> None:
    found = {mention.span.of(text): mention.entity for mention in recognise(Document("x", text, "txt"), lexicon)}
    assert found[name] == entity
