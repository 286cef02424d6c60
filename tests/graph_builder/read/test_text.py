"""Plain texts: encodings, paragraphs, artefacts of converters, headings and lists."""

from __future__ import annotations

import codecs
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.errors import EmptyDocumentError, ReadError, UnknownFormatError
from graph_builder.model import Document
from graph_builder.read import read, read_file

LETTER = "Geachte voorzitter,\n\nHet kabinet steunt de hulp aan Oekraïne met € 5 miljoen.\n"


def outline(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, " ".join(block.span.of(document.text).split())) for block in document.blocks]


@pytest.mark.parametrize(
    "data",
    [
        LETTER.encode(),
        codecs.BOM_UTF8 + LETTER.encode(),
        LETTER.encode("utf-16"),
        LETTER.encode("utf-16-le"),
        LETTER.encode("utf-32"),
        LETTER.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 without mark", "utf-32", "windows-1252"],
)
def test_the_text_is_what_was_written_in_any_encoding(data: bytes) -> None:
    assert read(data, "brief.txt").text == LETTER


def test_latin_1_without_code_page_characters_is_read() -> None:
    text = "De minister informeert de Kamer over de coördinatie in Azië.\n"

    assert read(text.encode("latin-1"), "brief.txt").text == text


def test_line_ends_and_white_space_are_kept() -> None:
    text = " Eerste regel.\r\n\r\n\tTweede regel, met een  dubbele spatie. \r\n"

    assert read(text.encode(), "brief.txt").text == text


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, "\u00a0\n".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(EmptyDocumentError, match=r"leeg\.txt"):
        read(data, "leeg.txt")


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 8, b"\x00" * 500, b"\x89PNG\r\n\x1a\n" + bytes(600), b"MZ\x90\x00" + bytes(200)],
    ids=["every byte", "nothing but zeros", "picture", "program"],
)
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnknownFormatError, match=r"foto\.txt"):
        read(data, "foto.txt")


def test_gold_offsets_hold_against_the_text(shared: Path) -> None:
    checked = 0
    for gold in sorted((shared / "gold" / "dev").glob("*.ann")):
        document = read_file(gold.with_suffix(".txt"))
        for line in gold.read_text(encoding="utf-8").splitlines():
            if line.startswith("T") and "PolicyTrack" not in line:
                _, place, words = line.split("\t")
                start, end = map(int, place.split()[1:])
                assert document.text[start:end] == words
                checked += 1
    assert checked > 400


def test_bookmarks_and_note_marks_of_a_converter_are_markup(letter_file: Path) -> None:
    document = read_file(letter_file)

    markup = [span.of(document.text) for span in document.markup]
    assert markup == ["[bookmark: _Hlk208572915]", "[bookmark: _Hlk208577105]", "[footnoteRef:1]", "[1:  ", "]"]


def test_a_converted_note_is_tied_to_its_mark(letter_file: Path) -> None:
    document = read_file(letter_file)

    (note,) = document.footnotes
    assert note.mark.of(document.text) == "[footnoteRef:1]"
    assert note.body.of(document.text).startswith("Middels deze inzet geeft het kabinet uitvoering")
    assert note.body.of(document.text).endswith("(Kamerstuk 32 623, nr. 343).")
    assert [block.kind for block in document.blocks if block.span == note.body] == ["note"]


def test_the_brackets_inside_a_converted_note_belong_to_it() -> None:
    text = "Dat is zo.[footnoteRef:2] [2:  Zie [bijlage 1] en [image: logo]verder.]\n\nEn verder."

    document = read(text.encode(), "brief.txt")

    assert [note.body.of(text) for note in document.footnotes] == ["Zie [bijlage 1] en [image: logo]verder."]
    assert "[image: logo]" in [span.of(text) for span in document.markup]


def test_a_converted_note_on_a_line_of_its_own_is_no_part_of_the_prose() -> None:
    text = "Het kabinet heeft dit toegezegd.[footnoteRef:1]\n[1:  Kamerstuk 1.]\nDe Kamer volgt dit.\n"
    document = read(text.encode(), "brief.txt")

    assert outline(document) == [
        ("paragraph", "", "Het kabinet heeft dit toegezegd.[footnoteRef:1]"),
        ("note", "1", "Kamerstuk 1."),
        ("paragraph", "", "De Kamer volgt dit."),
    ]


def test_an_unclosed_note_is_left_as_it_is() -> None:
    text = "Dat is zo.[footnoteRef:2] [2:  Zie de bijlage\n\n" + "Het kabinet volgt dit. \n\n" * 30

    assert read(text.encode(), "brief.txt").footnotes == ()


def test_wrapped_lines_are_one_paragraph_and_single_lines_are_each_one() -> None:
    wrapped = (
        "Het kabinet hecht grote waarde aan een zorgvuldige behandeling van dit\n"
        "onderwerp en zal uw Kamer daarover in het najaar nader informeren. Daarbij\n"
        "komt ook de financiering aan de orde.\n"
        "De uitvoering ligt bij de gemeenten. Zij hebben daarvoor de middelen\n"
        "gekregen.\n"
    )
    single = "Het kabinet steunt dit.\nDe gemeenten voeren het uit.\nUw Kamer wordt geïnformeerd.\n"

    assert [len(words.split()) for _, _, words in outline(read(wrapped.encode(), "a.txt"))] == [30, 12]
    assert [words for _, _, words in outline(read(single.encode(), "b.txt"))] == single.splitlines()


def test_a_word_broken_at_a_line_end_is_one_word_for_readers_of_prose() -> None:
    text = (
        "Zo kent de lening bijvoorbeeld een beperkter doel van de lening en een beperk-\n"
        "tere looptijd, en gaat het om milieu-\nen natuurbeleid.\n"
    )
    document = read(text.encode(), "brief.txt")

    assert [span.of(text) for span in document.markup] == ["-\n"]
    assert len(document.blocks) == 1


def test_headings_numbers_and_bullets_are_told() -> None:
    text = (
        "Maatregelen\n\nDe maatregelen zijn gedekt. Het gaat om:\n\n- inkoop door de overheid;\n\n"
        "- minder verpakkingen.\n\n"
        "2. Uitvoering\n\nDe uitvoering volgt.\n\n2.1 Planning\n\nEr is een planning.\n\n"
        "Het kabinet zet drie stappen:\n\n1. onderzoek;\n\n2. overleg; en\n\na) met gemeenten\n\n3. besluit.\n"
    )

    assert outline(read(text.encode(), "brief.txt")) == [
        ("heading", "", "Maatregelen"),
        ("paragraph", "", "De maatregelen zijn gedekt. Het gaat om:"),
        ("item", "-", "- inkoop door de overheid;"),
        ("item", "-", "- minder verpakkingen."),
        ("heading", "2", "2. Uitvoering"),
        ("paragraph", "", "De uitvoering volgt."),
        ("heading", "2.1", "2.1 Planning"),
        ("paragraph", "", "Er is een planning."),
        ("paragraph", "", "Het kabinet zet drie stappen:"),
        ("item", "1", "1. onderzoek;"),
        ("item", "2", "2. overleg; en"),
        ("item", "a", "a) met gemeenten"),
        ("item", "3", "3. besluit."),
    ]
    levels = [block.level for block in read(text.encode(), "brief.txt").blocks if block.kind == "item"]
    assert levels == [1, 1, 1, 1, 2, 1]


def test_a_tab_or_wide_gap_behind_a_bullet_or_number_parts_nothing() -> None:
    text = "Het gaat om:\n\n•\thulp aan Oekraïne;\n\n2.     sancties tegen Rusland.\n\nDatum\t3 juni 2024\n"

    assert [words for _, _, words in outline(read(text.encode(), "brief.txt"))][1:] == [
        "• hulp aan Oekraïne;",
        "2. sancties tegen Rusland.",
        "Datum",
        "3 juni 2024",
    ]


def test_page_furniture_is_markup_and_breaks_no_sentence() -> None:
    text = (
        "Het kabinet heeft dit besluit genomen om de positie van\n\nkst-32545-143\nISSN 0921 - 7371\n"
        "’s-Gravenhage 2021 Tweede Kamer, vergaderjaar 2020–2021, 32 545, nr. 143 1\n\x0cspaarders te verbeteren.\n"
    )
    document = read(text.encode(), "kst-32545-143.txt")

    assert outline(document)[0][2].endswith("spaarders te verbeteren.")
    assert len(document.markup) == 3
    assert document.pages == (0, text.index("spaarders"))


def test_markdown_marks_are_markup() -> None:
    text = "---\nlayout: brief\n---\n## Maatregelen\nHet kabinet **steunt** dit.\n\n-----\n\nEinde van de brief.\n"
    document = read(text.encode(), "brief.md")

    assert document.format == "md"
    assert outline(document) == [
        ("heading", "", "Maatregelen"),
        ("paragraph", "", "Het kabinet **steunt** dit."),
        ("paragraph", "", "Einde van de brief."),
    ]
    assert [span.of(text) for span in document.markup] == ["---\nlayout: brief\n---", "## ", "**", "**", "-----"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"There is no file .*weg.txt"):
        read_file(tmp_path / "weg.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read_file(tmp_path)


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=400))
@settings(deadline=None)
def test_blocks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    try:
        document = read(text.encode(), "brief.txt")
    except ReadError:
        return
    spans = [block.span for block in document.blocks]
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(before.end <= after.start for before, after in pairwise(document.markup))


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\u2028"], ids=["windows", "old mac", "unicode"])
def test_line_ends_of_other_systems_change_no_block(shared: Path, ending: str) -> None:
    text = (shared / "gold" / "dev" / "ah-tk-20232024-387.txt").read_text(encoding="utf-8")
    expected = outline(read(text.encode(), "antwoord.txt"))

    other = read(text.replace("\n", ending).encode(), "antwoord.txt")
    assert outline(other) == expected
    assert len(other.footnotes) == 5


def test_a_line_that_ends_in_an_abbreviation_goes_on() -> None:
    text = "Den Haag, 3 mei 2024\n\nIk ga in op de motie van het lid Kahraman\nc.s.\nover de inzet in Syrië.\n"

    assert [block.kind for block in read(text.encode(), "brief.txt").blocks][-1:] == ["paragraph"]
    assert read(text.encode(), "brief.txt").blocks[-1].span.of(text).endswith("c.s.\nover de inzet in Syrië.")
