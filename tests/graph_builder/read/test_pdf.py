"""The running text of a PDF: broken words, page furniture, side columns, raised numbers."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from graph_builder.model import Document
from graph_builder.read import read
from graph_builder.read.furniture import metadata_of_furniture
from graph_builder.read.pdf_flow import Vocabulary
from graph_builder.read.pdf_page import Line
from graph_builder.read.pdf_text import Word


def line(text: str) -> Line:
    return Line([Word(text, 0, 10, 0, 10, 9, bold=False)], 0).measure()


KNOWN = Vocabulary([line("De EU-lidstaten en het mvo-beleid van de milieuorganisaties zijn sociaal-economisch ja")])


@pytest.mark.parametrize(
    ("before", "following", "written"),
    [
        ("de gecompen-", "seerd is", "gecompenseerd"),
        ("de EU-", "landen zijn", "EU-landen"),
        ("de mvo-", "standaarden", "mvo-standaarden"),
        ("de milieu-", "organisaties", "milieuorganisaties"),
        ("in Zeeuws-", "Vlaanderen", "Zeeuws-Vlaanderen"),
        ("het sociaal-", "economisch beleid", "sociaal-economisch"),
    ],
)
def test_a_word_broken_at_a_line_end_is_joined_as_it_is_spelt(before: str, following: str, written: str) -> None:
    assert KNOWN.joins(before, following)
    head, tail = before.rpartition(" ")[2], following.partition(" ")[0]
    assert (head if KNOWN.keeps_hyphen(before, following) else head[:-1]) + tail == written


def test_a_hyphen_before_en_or_of_stays_apart() -> None:
    assert not KNOWN.joins("de milieu-", "en natuurwetten")
    assert not KNOWN.joins("een of meer -", "tekens")


def page_of(pages: list[list[tuple[float, float, float, str]]]) -> Document:
    """Set words at places: from the left, from the foot, in a size."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    for page in pages:
        for x, y, size, words in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return read(buffer.getvalue(), "brief.pdf")


def prose(lines: int, topic: str = "regeling") -> list[tuple[float, float, float, str]]:
    words = f"het kabinet hecht aan een zorgvuldige uitvoering van deze {topic} door gemeenten"
    return [(80, 700 - 12 * place, 9.0, words) for place in range(lines)]


def test_what_returns_at_the_edges_of_pages_is_left_out() -> None:
    pages = [
        [(80, 800, 8.0, "Ministerie van Defensie"), *prose(8, topic), (500, 30, 8.0, "1"), (80, 30, 8.0, "Versie 2")]
        for topic in ("regeling", "wet", "maatregel", "afspraak")
    ]
    document = page_of(pages)

    assert "Ministerie van Defensie" not in document.text
    assert "Versie" not in document.text
    assert document.text.count("zorgvuldige") == 32
    assert len(document.pages) == 4


def test_the_column_beside_a_letter_comes_before_it_once() -> None:
    side = [(480.0, 700 - 10 * place, 6.5, f"Rijnstraat {place}") for place in range(5)]
    document = page_of(
        [[*prose(30), *side], [*prose(30), (480.0, 700, 6.5, "Ons kenmerk"), (480.0, 690, 6.5, "12345")]]
    )

    assert document.text.startswith("Rijnstraat 0\n\nRijnstraat 1")
    assert "kenmerk" not in document.text
    assert [block.kind for block in document.blocks].count("paragraph") <= 6


def test_a_raised_number_is_a_mark_only_when_a_note_bears_it() -> None:
    body = [
        *prose(10),
        (80, 570, 9.0, "Dat is vastgelegd."),
        (157, 573, 5.0, "1"),
        (80, 558, 9.0, "Het gaat om 5 m"),
        (145, 561, 5.0, "2"),
    ]
    foot = [(80, 72, 4.5, "1"), (86, 70, 7.0, "Kamerstuk 36 410, nr. 31.")]
    document = page_of([[*body, *foot]])

    (note,) = document.footnotes
    assert note.body.of(document.text) == "Kamerstuk 36 410, nr. 31."
    assert document.text[: note.mark.start].endswith("vastgelegd.")
    assert "5 m2" in document.text


def test_a_row_of_many_cells_is_cells() -> None:
    rows = [(x, 500 - 14 * row, 9.0, f"{row}.{x}") for row in range(3) for x in (80.0, 200.0, 320.0)]
    document = page_of([[*prose(10), *rows]])

    assert [block.kind for block in document.blocks].count("cell") == 9


def ruled(uprights: list[float], levels: list[float], words: list[tuple[float, float, str]]) -> Document:
    """Draw lines from edge to edge, and words between them."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("Times-Roman", 9)
    for x in uprights:
        canvas.line(x, levels[0], x, levels[-1])
    for y in levels:
        canvas.line(uprights[0], y, uprights[-1], y)
    for x, y, text in words:
        canvas.drawString(x, y, text)
    canvas.save()
    return read(out.getvalue(), "tabel.pdf")


def test_the_lines_of_a_ruled_cell_stand_together() -> None:
    words = [
        (80, 586, "Motie over"),
        (80, 576, "wolven"),
        (160, 586, "Het kabinet heeft daartoe"),
        (160, 576, "opgeroepen."),
        (80, 536, "Motie over vis"),
        (160, 536, "Wordt voor de zomer gedaan."),
    ]
    document = ruled([75, 155, 400], [530, 550, 600], words)

    assert [block.span.of(document.text) for block in document.blocks] == [
        "Motie over wolven",
        "Het kabinet heeft daartoe opgeroepen.",
        "Motie over vis",
        "Wordt voor de zomer gedaan.",
    ]
    assert {block.kind for block in document.blocks} == {"cell"}


def test_a_frame_around_a_text_is_no_table() -> None:
    words = [(80, 586, "Nederland steunt het"), (80, 576, "voorstel van Frankrijk.")]

    assert [block.kind for block in ruled([75, 400], [560, 600], words).blocks] == ["paragraph"]


def test_the_feet_of_pages_tell_the_paper(shared: Path) -> None:
    papers = shared / "papers"
    debate = read((papers / "h_ed7ffb05.pdf").read_bytes(), "debat.pdf").metadata
    motion = read((papers / "kst-32545-143.pdf").read_bytes(), "motie.pdf").metadata

    assert (debate.identifier, debate.date, debate.kind) == ("h-tk-20232024-37-4", date(2024, 2, 1), "report")
    assert motion.identifier == "kst-32545-143"


@pytest.mark.parametrize(
    ("lines", "identifier"),
    [
        (["ISSN 0921 - 7371", "kst-32545-143"], "kst-32545-143"),
        (["Tweede Kamer, vergaderjaar 2022–2023, 36 200 V, nr. 12 3"], "kst-36200-V-12"),
        (["Tweede Kamer, vergaderjaar 2022–2023, 21 501-02, nr. 2600 1"], "kst-21501-02-2600"),
        (["TK 37", "36-4-3", "1 februari 2024"], None),
        (["Pagina 1 van 3"], None),
    ],
)
def test_identifiers_in_page_feet(lines: list[str], identifier: str | None) -> None:
    assert metadata_of_furniture(lines).identifier == identifier
