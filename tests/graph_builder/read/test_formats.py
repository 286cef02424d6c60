"""One letter in six formats reads the same: the same sentences, the same notes on the same sentences."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from graph_builder.model import Document
from graph_builder.read import read, read_file
from graph_builder.sentences import carrying, sentences
from tests.graph_builder.read import formats
from tests.graph_builder.read.formats import Letter


def prose(document: Document) -> list[str]:
    """Give the sentences with markup taken out and white space folded."""
    return [formats.unmarked(document, span) for span in sentences(document)]


def notes(document: Document) -> list[tuple[str, str, str]]:
    """Give each note's label, its words, and the sentence that its mark hangs on."""
    spans = sentences(document)
    found = []
    for note in document.footnotes:
        sentence = carrying(spans, note.mark.start)
        assert sentence is not None
        found.append((note.label, formats.unmarked(document, note.body), formats.unmarked(document, sentence)))
    return found


def parts(document: Document) -> list[tuple[str | None, str]]:
    """Give the parts of a paper in order: questions and answers with their numbers, a motion's parts."""
    found = [(block.part, block.label) for block in document.blocks if block.part]
    return [part for part, _ in groupby(found)]


@pytest.fixture(scope="module")
def letter() -> Document:
    return read_file(Path(__file__).parents[3] / "examples" / "kst-32623-376.txt")


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (formats.as_docx, "docx"),
        (formats.as_odt, "odt"),
        (formats.as_html, "html"),
        (formats.as_xml, "xml"),
        (formats.as_pdf, "pdf"),
        (lambda letter: formats.as_pdf(letter, columns=2), "pdf"),
    ],
    ids=["docx", "odt", "html", "xml", "pdf", "pdf in two columns"],
)
def test_the_letter_reads_the_same_in_every_format(
    letter: Document, write: Callable[[Letter], bytes], name: str
) -> None:
    document = read(write(formats.letter_of(letter.text)), f"kst-32623-376.{name}")

    assert document.format == name
    assert document.key == "kst-32623-376"
    assert document.metadata.kind == "letter"
    assert prose(document) == prose(letter)
    assert len(prose(document)) == 37
    assert notes(document) == notes(letter)
    assert [block.kind for block in document.blocks] == [block.kind for block in letter.blocks]


def test_a_pdf_tells_where_its_pages_start(letter: Document) -> None:
    document = read(formats.as_pdf(formats.letter_of(letter.text)), "brief.pdf")

    assert len(document.pages) == 2
    assert document.pages[0] == 0
    assert 0 < document.pages[1] < len(document.text)
    assert "Pagina" not in document.text


@pytest.mark.parametrize("other", ["html", "odt", "pdf", "txt"])
@pytest.mark.parametrize("stem", ["kst-32545-143", "ah-tk-20202021-3235"])
def test_real_papers_read_the_same_in_every_format(shared: Path, stem: str, other: str) -> None:
    official = read_file(shared / "papers" / f"{stem}.xml")
    document = read_file(shared / "papers" / f"{stem}.{other}")

    # A page break cuts one sentence of the typeset answer in two.
    different = set(prose(official)) ^ set(prose(document))
    assert len(different) <= (3 if (stem, other) == ("ah-tk-20202021-3235", "txt") else 0)
    assert document.metadata.identifier == official.metadata.identifier == stem
    assert document.metadata.date == official.metadata.date
    assert document.metadata.kind == official.metadata.kind
    assert parts(document) == parts(official)


@pytest.mark.parametrize(
    ("stem", "tied"),
    [
        ("antw-jenv-beckerman-spoor", 5),
        ("antw-jenv-me-arnhem", 3),
        ("antw-jenv-niet-noodgevallen-nummer", 3),
        ("antw-jenv-sammy-baker", 4),
        ("antw-jenv-teunissen-dierenwelzijn", 5),
        ("antw-jenv-wassenberg-dieren", 2),
    ],
)
def test_notes_of_word_documents_are_tied_as_in_their_plain_text(shared: Path, stem: str, tied: int) -> None:
    word = read_file(shared / "papers" / f"{stem}.docx")
    plain = read_file(shared / "papers" / f"{stem}.txt")

    assert len(word.footnotes) == tied
    assert sorted(note.body.of(word.text)[:40] for note in word.footnotes) == sorted(
        note.body.of(plain.text)[:40] for note in plain.footnotes
    )


@pytest.mark.parametrize(
    ("stem", "least"),
    [("ah-tk-20232024-1786", 0.95), ("ah-tk-20232024-2367", 1.0), ("ah-tk-20232024-1949", 1.0), ("pts_BNC_Fiche", 0.9)],
)
def test_the_prose_of_a_pdf_is_that_of_its_transcript(shared: Path, stem: str, least: float) -> None:
    typeset = read_file(shared / "papers" / f"{stem}.pdf")
    transcript = read_file(shared / "papers" / f"{stem}.txt")

    same = set(prose(typeset)) & set(prose(transcript))
    assert len(same) >= least * len(set(prose(transcript)))
    assert [note.label for note in typeset.footnotes] == [note.label for note in transcript.footnotes]
