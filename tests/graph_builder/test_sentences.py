"""Sentences: where they end, and that they keep to their blocks."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.errors import ReadError
from graph_builder.model import Block, Document, Span
from graph_builder.read import read, read_file
from graph_builder.sentences import carrying, sentences


def cut(text: str) -> list[str]:
    document = Document("brief", text, "txt", blocks=(Block(Span(0, len(text)), "paragraph"),))
    return [span.of(text) for span in sentences(document)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Conform de motie Kahraman (Kamerstuk 32 623, nr. 343), heeft Nederland bepleit dat hulp wordt verleend.",
        "Zie Kamerstukken 33 037, nrs. 431 en 437, en Handelingen II 2022/23, nr. 84, item 12.",
        "Het klopt dat ik hierover, op 27 september jl., met de Hoge Vertegenwoordiger heb gesproken.",
        "In mijn brief d.d. 11 oktober 2023 heb ik 5 mln. euro toegezegd aan o.a. UNICEF en de WFP.",
        "Zij werkt samen met dr. Fraussen, prof. dr. C.H.J.M. Braun en mr. A. de Vries.",
        "De motie Rog c.s. (omgekeerde doelmatigheidstoets) is aangenomen.",
        "De Minister H.G.J. Bruins Slot heeft de brief getekend.",
        "Het gaat om EUR 20,4 miljoen, ruim 17 mld. USD en € 100.000 per jaar.",
        "De maatregelen lopen langs vier punten: 1. Minder gebruik; 2. Substitutie; 3. Hergebruik en 4. Verwerking.",
        "De zgn. ontwerpfase gaat deze zomer van start, bijv. in Utrecht.",
        "Het rapport «Wie betaalt? Een onderzoek» is bijgevoegd.",
        "De bedragen staan in art. 5, lid 2, van de wet (zie blz. 7 e.v.) en op rijksoverheid.nl vermeld.",
        "Dat is gebeurd ... maar niet overal.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Uw Kamer vroeg hierom op 27 september jl.", "Het kabinet heeft dit onderzocht."),
        ("Dit geldt voor de VS.", "De EU volgt dit beleid."),
        ("De kosten zijn 5 mln.", "Daarnaast is er 2 mln. euro voor overhead."),
        ("Het besluit viel in 2023.", "Nederland steunde het."),
        ("Is dat zo?", "Zo ja, waarom?"),
        ("De vraag is «of dit klopt».", "«Ja», zegt het kabinet."),
        ("Zie de motie (Kamerstuk 36 410, nr. 31).", "De Kamer nam haar aan."),
        ("Het kabinet wacht af…", "Daarna volgt een besluit."),
        ("Het aandeel is 24%.", "24 gemeenten doen mee."),
        ("De regeling vervalt (zie ook de bijlage.)", "'s Ochtends is er overleg."),
        ("De commissie adviseert optie A.", "Het kabinet volgt dat."),
    ],
)
def test_a_stop_before_a_new_sentence_ends_one(first: str, second: str) -> None:
    assert cut(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("mark", ["1", " 1", " 12", "\u00a03"])
def test_a_mark_behind_the_stop_that_has_no_note_belongs_to_neither(mark: str) -> None:
    assert cut(f"Het onderzoek is klaar.{mark} Het kabinet reageert.") == [
        "Het onderzoek is klaar.",
        "Het kabinet reageert.",
    ]


@pytest.mark.parametrize("mark", ["", "1", " "])
def test_a_mark_behind_an_abbreviation_ends_the_sentence(mark: str) -> None:
    """Read as markup it is masked, so that two blanks follow the stop."""
    assert cut(f"Dit vraagt de motie Rog c.s.{mark} Uiteraard doet het kabinet dit.") == [
        "Dit vraagt de motie Rog c.s.",
        "Uiteraard doet het kabinet dit.",
    ]


def test_a_number_at_the_end_of_a_paragraph_is_no_sentence() -> None:
    assert cut("Nederland importeert geen gas. 6") == ["Nederland importeert geen gas."]


def test_the_letter_has_its_sentences(letter_file: Path) -> None:
    document = read_file(letter_file)
    found = [span.of(document.text) for span in sentences(document)]

    assert len(found) == 37
    assert found[7].startswith("Allereerst onderhoudt Nederland contact")
    assert found[27].startswith("Het kabinet heeft dit jaar opnieuw middelen") and found[27].endswith("Justice.")
    assert found[28].startswith("Deze instellingen verzamelen")
    assert found[32].startswith("Middels deze inzet") and found[32].endswith("nr. 343).")
    assert not any("minister van Buitenlandse Zaken," in sentence for sentence in found)


def test_the_mark_of_a_note_hangs_on_the_sentence_before_it(letter_file: Path) -> None:
    document = read_file(letter_file)

    sentence = carrying(sentences(document), document.footnotes[0].mark.start)
    assert sentence is not None
    assert sentence.of(document.text).endswith("International Center for Transitional Justice.")


def test_before_the_first_sentence_there_is_none() -> None:
    assert carrying((Span(5, 9),), 2) is None


def test_real_answers_are_cut_where_a_reader_would(shared: Path) -> None:
    document = read_file(shared / "gold" / "dev" / "ah-tk-20232024-387.txt")
    found = [" ".join(span.of(document.text).split()) for span in sentences(document)]

    answer = found.index("Antwoord 3") + 1
    assert [sentence[:38] for sentence in found[answer : answer + 8]] == [
        "Het klopt dat ik hierover, op 27 septe",
        "Daarnaast is tijdens de Raad Buitenlan",
        "HV Borrell stelde tijdens de RBZ ten a",
        "Hetzelfde geldt voor de mogelijkheden ",
        "EDEO zal voorts, met een missie naar A",
        "Nederland heeft conform de motie van h",
        "Tevens heeft Nederland conform de moti",
        "De HV gaf aan dat de Armeense Minister",
    ]


def test_an_item_is_its_own_sentence_without_its_bullet() -> None:
    text = "Het kabinet zet in op:\n\n- hulp aan Oekraïne. Dat gaat door.\n\n- druk op Rusland\n"
    document = read(text.encode(), "brief.txt")

    assert [span.of(text) for span in sentences(document)] == [
        "Het kabinet zet in op:",
        "hulp aan Oekraïne.",
        "Dat gaat door.",
        "druk op Rusland",
    ]


def test_a_document_without_blocks_is_read_line_by_line() -> None:
    text = "Eerste zin. Tweede zin.\nDerde zin"

    assert [span.of(text) for span in sentences(Document("x", text, "txt"))] == [
        "Eerste zin.",
        "Tweede zin.",
        "Derde zin",
    ]


@given(st.text(min_size=1, max_size=300))
@settings(deadline=None)
def test_sentences_lie_in_prose_blocks_in_order_and_lose_no_letter(text: str) -> None:
    try:
        document = read(text.encode("utf-8", "ignore"), "brief.txt")
    except ReadError:
        return
    spans = sentences(document)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    for span in spans:
        assert sum(block.span.covers(span) for block in document.blocks) == 1
        assert span.of(document.text) == span.of(document.text).strip()
    hidden = [*document.markup, *(b.span for b in document.blocks if b.kind in ("preamble", "signature"))]
    for place, letter in enumerate(document.text):
        if letter.isalpha() and not any(span.start <= place < span.end for span in hidden):
            assert any(span.start <= place < span.end for span in spans)


def test_a_paragraph_of_millions_of_characters_is_cut_in_seconds() -> None:
    text = "Het kabinet heeft op 3 mei jl. besloten (Kamerstuk 1, nr. 2) dit te doen. " * 60_000
    document = Document("lang", text, "txt", blocks=(Block(Span(0, len(text)), "paragraph"),))

    started = time.process_time()
    assert len(sentences(document)) == 60_000
    assert time.process_time() - started < 5


def test_a_stop_that_lost_its_blank_ends_a_sentence_all_the_same() -> None:
    assert cut("Dat is de inzet van het kabinet.Het overleg volgt op rijksoverheid.nl. Is dat zo?Waarom niet dan?") == [
        "Dat is de inzet van het kabinet.",
        "Het overleg volgt op rijksoverheid.nl.",
        "Is dat zo?",
        "Waarom niet dan?",
    ]


def test_a_sentence_that_no_one_reads_whole_is_cut_at_its_semicolons() -> None:
    point = "het kabinet steunt Oekraïne met middelen voor humanitaire hulp en wederopbouw in het komende jaar"
    pieces = cut("De inzet: " + "; ".join([point] * 30) + ".")
    assert len(pieces) > 1
    assert all(point in piece for piece in pieces)
    assert cut(f"De inzet: {point}; {point}.") == [f"De inzet: {point}; {point}."]


def test_a_note_s_mark_behind_a_name_that_ends_in_digits_ends_a_sentence() -> None:
    assert cut("Dit gaat over COVID-19.1 Voor de reactie verwijs ik u. Het kost 19.1 Miljoen.") == [
        "Dit gaat over COVID-19.",
        "Voor de reactie verwijs ik u.",
        "Het kost 19.1 Miljoen.",
    ]
