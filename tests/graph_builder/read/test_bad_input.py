"""Whatever is given to a reader, it gives a document or the package's own error, soon and in little memory."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from graph_builder.errors import ReadError, UnknownFormatError
from graph_builder.model import Document
from graph_builder.read import read
from graph_builder.sentences import sentences
from tests.graph_builder.read import formats

LETTER = formats.Letter(("Geachte voorzitter,", "Het kabinet steunt de hulp.{1} Dat blijft zo."), {"1": "Kamerstuk 1."})
SEEDS = {
    "docx": formats.as_docx(LETTER),
    "odt": formats.as_odt(LETTER),
    "html": formats.as_html(LETTER),
    "xml": formats.as_xml(LETTER),
    "pdf": formats.as_pdf(LETTER),
    "txt": b"Het kabinet steunt de hulp.[footnoteRef:1] [1:  Kamerstuk 1.] Dat blijft zo.\n\n1. Noten\n",
}


def attempt(data: bytes, name: str) -> Document | None:
    """Read, and check what holds for every document."""
    try:
        document = read(data, name)
    except ReadError as error:
        assert str(error).endswith(".") and name in str(error)
        return None
    length = len(document.text)
    assert document.text.strip()
    for spans in ([block.span for block in document.blocks], list(document.markup), list(sentences(document))):
        assert all(0 <= span.start <= span.end <= length for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))
    for note in document.footnotes:
        assert any(span.covers(note.mark) for span in document.markup)
        assert 0 <= note.body.start < note.body.end <= length
    assert list(document.pages) == sorted(document.pages)
    return document


@given(st.binary(max_size=400), st.sampled_from(["x.txt", "x.docx", "x.pdf", "x.html", "x.xml", "x.odt", "x.md"]))
@settings(deadline=None)
def test_any_bytes(data: bytes, name: str) -> None:
    attempt(data, name)


@given(st.sampled_from(sorted(SEEDS)), st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_to_a_file(name: str, data: st.DataObject) -> None:
    damaged = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(0, len(damaged) - 1)))
        length = data.draw(st.integers(0, 30))
        damaged[at : at + length] = data.draw(st.binary(max_size=30))
    attempt(bytes(damaged), f"brief.{name}")


@given(st.text(alphabet="[]1: footnteRf.\nA«»()—•-\x0c\u202e\u200f\u0000Ａа", max_size=200))
@example("[1: [1: [1: a]")
@example("\u202eHet kabinet\u202c steunt \u200fde hulp.\n\n\u0000")
@settings(deadline=None)
def test_any_text_of_marks_nulls_and_right_to_left(text: str) -> None:
    attempt(text.encode(), "brief.txt")


FORMS = (
    "Vraag 1|Antwoord|De Kamer,|gehoord de beraadslaging,|verzoekt de regering|1|2|1.|- |• |[1]|[footnoteRef:1]|[1:  noot]"
    "|Noten|1 Kamerstuk 1.|nr.|jl.|«|»|(|)|Het kabinet|steunt|dit.|De minister van Financiën,|\n|\n\n|\r\n|\t|    |\f|…|?"
    "|Datum|28 844|Nr. 5|en gaat over tot de orde van de dag.|Geachte voorzitter,|a)|II.|ISSN 0921 - 7371|¹"
).split("|")


@given(st.lists(st.sampled_from(FORMS), min_size=1, max_size=40), st.sampled_from(["", " ", "\n"]))
@example(["verzoekt de regering", "[1:  noot]", "De Kamer,"], "\n")
@settings(deadline=None, max_examples=200)
def test_any_order_of_the_set_forms_of_papers(words: list[str], between: str) -> None:
    attempt(between.join(words).encode(), "brief.txt")
    attempt(between.join(words).encode(), "brief.md")


def test_marks_that_change_the_direction_of_writing_keep_their_place() -> None:
    text = "Het kabinet \u202esteunt\u202c de \u200fhulp aan \u05e9\u05dc\u05d5\u05dd. Dat blijft.\n"
    document = attempt(text.encode(), "brief.txt")

    assert document is not None
    assert document.text == text
    assert len(sentences(document)) == 2


def test_look_alike_letters_and_nulls_are_kept_as_they_are() -> None:
    text = "Het kаbinet (met een Cyrillische а) steunt\u0000 de hulp. " * 20
    document = attempt(text.encode(), "brief.txt")

    assert document is not None
    assert document.text == text


def test_one_line_of_a_million_characters_is_read_in_seconds() -> None:
    text = "Het kabinet steunt de hulp aan Oekraïne met 5 mln. euro (Kamerstuk 36 045, nr. 2). " * 12_500

    started = time.process_time()
    document = attempt(text.encode(), "brief.txt")
    assert time.process_time() - started < 15
    assert document is not None
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "piece",
    [
        "[1:  ",
        "[footnoteRef:1]",
        "«",
        "(",
        "1. a\n",
        "- \n",
        "a  \n",
        "1\n\n",
        "Vraag 1\n",
        "a.1 \n1 b\n\n",
        "[",
        ". 1 A",
    ],
)
def test_the_cost_of_odd_texts_is_linear(piece: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        attempt((piece * times + "\nHet kabinet.").encode(), "brief.txt")
        return time.process_time() - started

    seconds(100)
    small, large = seconds(2_000), seconds(8_000)
    assert large < 12 * small + 0.5


def test_a_text_longer_than_any_paper_is_refused_soon() -> None:
    text = b"Het kabinet steunt de hulp. " * 4_000_000

    started = time.process_time()
    with pytest.raises(ReadError, match=r"has more than 20,000,000 characters"):
        read(text, "boek.txt")
    assert time.process_time() - started < 10


def test_a_file_larger_than_any_paper_is_refused() -> None:
    with pytest.raises(ReadError, match="larger than"):
        read(bytes(200_000_001), "film.pdf")


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_zip_bomb_is_refused_in_little_memory(name: str) -> None:
    part = {"docx": "word/document.xml", "odt": "content.xml"}[name]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(part, "w") as stream:
        for _ in range(120):
            stream.write(b"<a>" * 333_333)

    tracemalloc.start()
    with pytest.raises(ReadError, match="unpacks to more than"):
        read(buffer.getvalue(), f"bom.{name}")
    assert tracemalloc.get_traced_memory()[1] < 400_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><officiele-publicatie>&c;</officiele-publicatie>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><officiele-publicatie>&b;</officiele-publicatie>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://localhost/x">%b;]><officiele-publicatie/>',
    ],
    ids=["bomb", "file", "address"],
)
def test_xml_entities_are_refused(xml: str) -> None:
    with pytest.raises(ReadError, match="declares XML entities"):
        read(b"<?xml version='1.0'?>" + xml.encode(), "brief.xml")
    with pytest.raises(ReadError, match="declares XML entities"):
        read(formats.packed({"word/document.xml": xml}), "brief.docx")


def test_entities_declared_far_down_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "geheim"
    secret.write_text("wachtwoord")
    xml = (
        f'{" " * 30_000}<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]>'
        "<officiele-publicatie><al>Ja &b;</al></officiele-publicatie>"
    )

    document = attempt(b"<?xml version='1.0'?>" + xml.encode(), "brief.xml")
    assert document is None or "wachtwoord" not in document.text


@pytest.mark.parametrize("tag", ["div", "lijst", "w:tbl"])
def test_nesting_deeper_than_any_document_is_refused_or_read(tag: str) -> None:
    inside = f"<{tag}>" * 5_000 + "Het kabinet" + f"</{tag}>" * 5_000
    if tag == "div":
        attempt(f"<html><body>{inside}</body></html>".encode(), "diep.html")
    elif tag == "lijst":
        assert attempt(f"<officiele-publicatie>{inside}</officiele-publicatie>".encode(), "diep.xml") is None
    else:
        assert attempt(formats.docx_of_body(inside), "diep.docx") is None


def test_an_encrypted_pdf_is_refused_with_that_reason() -> None:
    with pytest.raises(ReadError, match="encrypted"):
        read(formats.as_pdf(LETTER, encrypt="geheim"), "brief.pdf")


def test_a_scanned_pdf_is_refused_with_that_reason() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(3):
        canvas.rect(50, 50, 400, 700, fill=1)
        canvas.showPage()
    canvas.save()

    with pytest.raises(ReadError, match="is a scan"):
        read(buffer.getvalue(), "scan.pdf")


def test_an_encrypted_or_old_office_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnknownFormatError, match="save it as docx"):
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "brief.doc")
    with pytest.raises(UnknownFormatError, match="save it as docx"):
        read(rb"{\rtf1\ansi Het kabinet}", "brief.rtf")


def test_a_zip_archive_of_something_else_is_refused() -> None:
    with pytest.raises(UnknownFormatError, match="zip archive without a document"):
        read(formats.packed({"foto.jpg": "x"}), "fotos.zip")


def pdf_of_objects(*objects: str) -> bytes:
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(body)
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        body
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Prev {start} >>\nstartxref\n{start}\n%%EOF"
        ).encode()
    )


@pytest.mark.parametrize(
    "objects",
    [
        ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        ("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>", "3 0 R"),
        (
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R"
            " /Resources << /XObject << /F 4 0 R >> >> >>",
            "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >> /Length 4 >>\n"
            "stream\n/F Do\nendstream",
        ),
    ],
    ids=["pages in themselves", "an object that is itself", "a form that draws itself"],
)
def test_a_pdf_that_loops_is_refused_soon(objects: tuple[str, ...]) -> None:
    started = time.process_time()
    assert attempt(pdf_of_objects(*objects), "lus.pdf") is None
    assert time.process_time() - started < 20
