"""Notes in print: a bare number is a mark only when a note bears it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.model import Document
from graph_builder.read import read, read_file


def tied(document: Document) -> list[tuple[str, str, str]]:
    """Give for each note its label, the words before its mark, and its own words."""
    return [
        (note.label, document.text[: note.mark.start].rstrip()[-20:], note.body.of(document.text))
        for note in document.footnotes
    ]


def test_notes_in_page_order_are_tied_to_marks_behind_words_stops_and_quotes(shared: Path) -> None:
    found = tied(read_file(shared / "gold" / "dev" / "ah-tk-20232024-387.txt"))

    assert [(label, before) for label, before, _ in found] == [
        ("1", "en «Netjes gezuiverd»"[-20:]),
        ("2", "houdingen verschuiven»"[-20:]),
        ("3", "nl)).\n\n(12-10-2023)."[-20:]),
        ("4", "motie van het lid Ceder"[-20:]),
        ("5", "r gepaste maatregelen."[-20:]),
    ]
    assert found[2][2] == "Kamerstuk 21 501-02, nr. 2733"


def test_a_number_without_a_note_is_no_mark(shared: Path) -> None:
    document = read_file(shared / "gold" / "dev" / "brief-ocw-2018-10-03-leerlingendaling.txt")

    assert document.footnotes == ()
    assert ("heading", "3") in [(block.kind, block.label) for block in document.blocks]


def test_notes_under_their_heading_need_not_count_on(shared: Path) -> None:
    document = read_file(shared / "gold" / "dev" / "kst-28844-269.txt")

    assert [(note.label, note.mark.of(document.text)) for note in document.footnotes] == [
        ("1", "[1]"),
        ("2", "[2]"),
        ("13", "[13]"),
    ]


def test_questions_and_answers_may_have_a_set_of_notes_each(shared: Path) -> None:
    document = read_file(shared / "papers" / "antw-jenv-sammy-baker.txt")

    assert [(note.label, note.body.of(document.text)[:14]) for note in document.footnotes] == [
        ("1", "Argos, 27 sept"),
        ("2", "vng.nl/sites/d"),
        ("3", "Bureau Beke, f"),
        ("1", "Kamerstuk 2542"),
    ]


def test_every_note_of_a_long_answer_is_tied(shared: Path) -> None:
    document = read_file(shared / "papers" / "ah-tk-20232024-1786.txt")

    assert [note.label for note in document.footnotes] == [str(number) for number in range(1, 17)]
    assert document.footnotes[2].body.of(document.text) == "Kamerstuk 26 485, nr. 432."


def test_a_label_on_a_line_of_its_own_belongs_to_the_note_below_it(shared: Path) -> None:
    document = read_file(shared / "papers" / "ronl_draagmoederschap.txt")

    ((label, before, body),) = tied(document)
    assert (label, before) == ("1", "ch\ndraagmoederschap."[-20:])
    assert body.startswith("Bij hoogtechnologisch draagmoederschap")


@pytest.mark.parametrize(
    "words",
    [
        "In 2 gemeenten is dit gebeurd",
        "De Kamer ontvangt op 2 juli een brief",
        "Zie het antwoord op vraag 2",
        "Dit kost 2 miljoen euro",
        "Bijlage 2 bevat de cijfers",
    ],
)
def test_a_number_that_counts_or_names_something_is_no_mark(words: str) -> None:
    text = f"Het rapport is er.1 {words}. Daarmee is het klaar.2 Verder niets.\n\n1 Kamerstuk 1.\n\n2 Kamerstuk 2.\n"
    document = read(text.encode(), "brief.txt")

    assert [(note.label, document.text[note.mark.start - 5 : note.mark.start]) for note in document.footnotes] == [
        ("1", "s er."),
        ("2", "laar."),
    ]


def test_a_numbered_list_after_marks_without_notes_stays_a_list() -> None:
    text = "Dat is toegezegd.[1] En dit ook.1) Het gaat om:\n\n1. hulp aan Oekraïne;\n\n2. sancties.\n\nDat was het.\n"
    document = read(text.encode(), "brief.txt")

    assert document.footnotes == ()
    assert [block.kind for block in document.blocks] == ["paragraph", "item", "item", "paragraph"]


def test_raised_numbers_mark_notes_that_open_with_them() -> None:
    text = "De EU nam dit aan.¹ Nederland steunt het.²\n\n¹ Kamerstuk 32 623, nr. 148.\n² Zie de Raadsconclusies.\n"
    document = read(text.encode(), "brief.txt")

    assert [(note.label, note.mark.of(text), note.body.of(text)) for note in document.footnotes] == [
        ("1", "¹", "Kamerstuk 32 623, nr. 148."),
        ("2", "²", "Zie de Raadsconclusies."),
    ]


@pytest.mark.parametrize(
    "words", ["(Kamerstuk 35925-VI-41) en de nota", "in twee stappen: 1) een rapport en; 2) een plan", "(35 925-1)"]
)
def test_the_end_of_a_number_and_the_points_of_a_list_are_no_marks(words: str) -> None:
    text = f"Dat staat in de brief {words}. Dat is bekend. 1) Daarmee is het klaar.\n\n1) NOS, 6 maart 2024\n"
    document = read(text.encode(), "brief.txt")

    assert [text[note.mark.start - 8 : note.mark.start] for note in document.footnotes] == ["bekend. "]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("De motie Jansen1 en de brief van 2 mei 20202 gaan over »zorg».3 Dat is zo.", ["1", "2", "3"]),
        ("Het lid Jansen1heeft dat op 3 april jl.2 gevraagd.", ["1", "2"]),
        ("Dat rapport is uit 2016.1 Het volgende is uit 2017.2 Dat is zo.", ["1", "2"]),
        ("Covid19, NH3 en art.1 zijn geen noten.", []),
        ("Een noot9 zonder voorgangers is er geen.", []),
    ],
)
def test_marks_whose_notes_a_text_has_lost_count_on(text: str, marks: list[str]) -> None:
    document = read(text.encode(), "x.txt")

    assert [span.of(document.text) for span in document.markup] == marks
