"""PDF to Draft: columns, notes and paragraphs from where the words stand.

The text is what a reader would read: page headers, feet and numbers are left out, broken words are joined, and each
note is written behind the paragraph that bears its mark. `Draft.pages` says where each page starts in it.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from graph_builder.errors import ReadError
from graph_builder.read import forms
from graph_builder.read.draft import Composer, Draft
from graph_builder.read.furniture import metadata_of_furniture
from graph_builder.read.pdf_flow import Note, Vocabulary, flow, unbroken
from graph_builder.read.pdf_page import Line, lines_of_page

MOST_PAGES = 2_000
_MOST_CHARACTERS_A_PAGE = 60_000
_MOST_UNPACKED_BYTES = 400_000_000
_FEWEST_CHARACTERS_A_PAGE = 15
_STREAM = re.compile(rb"stream\r?\n")


def read_pdf(data: bytes, name: str) -> Draft:
    """Read a PDF that has text in it.

    Raises:
        ReadError: It is encrypted, damaged, larger than any paper, or a scan without text.
    """
    _refuse_bomb(data, name)
    pages, sides = _pages(data, name)
    letters = sum(len(line.text) for page in pages for line in page)
    if letters < _FEWEST_CHARACTERS_A_PAGE * len(pages):
        raise ReadError(
            f"{name} is a scan: its pages hold pictures and no text; run it through text recognition first."
        )
    return _composed(pages, sides)


def _refuse_bomb(data: bytes, name: str) -> None:
    """Measure what the packed streams unpack to before anything unpacks them whole."""
    left = _MOST_UNPACKED_BYTES
    for found in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            left -= len(unpacker.decompress(data[found.end() : found.end() + len(data)], left + 1))
        except zlib.error:
            continue
        if left < 0:
            raise ReadError(f"{name} unpacks to more than {_MOST_UNPACKED_BYTES:,} bytes: it is no paper.")


def _pages(data: bytes, name: str) -> tuple[list[list[Line]], list[list[Line]]]:
    """Give the lines of each page, and those of its side column."""
    # pdfminer tells every oddity of a file to the log; the reader's own errors are enough.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                raise ReadError(f"{name} has more than {MOST_PAGES:,} pages: it is no paper.")
            found: list[tuple[list[Line], list[Line]]] = []
            for place, page in enumerate(document.pages):
                beside = found[0][1] if found else []
                side_from = min((line.x0 for line in beside), default=None)
                found.append(_page_lines(page, place, name, side_from))
    except ReadError:
        raise
    except Exception as error:
        # pdfminer lets any exception of Python's out for a damaged file.
        raise ReadError(_reason(error, name)) from error
    if not found:
        raise ReadError(f"{name} is a PDF without pages: save it anew.")
    return [lines for lines, _ in found], [side for _, side in found]


def _page_lines(page: Any, place: int, name: str, side_from: float | None) -> tuple[list[Line], list[Line]]:
    if len(page.chars) > _MOST_CHARACTERS_A_PAGE:
        raise ReadError(f"{name} has more than {_MOST_CHARACTERS_A_PAGE:,} characters on page {place + 1}.")
    words = page.extract_words(
        x_tolerance_ratio=0.2, y_tolerance=3, extra_attrs=["size", "fontname"], keep_blank_chars=False
    )
    result = lines_of_page(words, place, float(page.width), side_from)
    page.close()
    return result


def _reason(error: Exception, name: str) -> str:
    inner = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    if isinstance(inner, PDFPasswordIncorrect):
        return f"{name} is encrypted: save it without a password."
    if isinstance(inner, PDFSyntaxError):
        return f"{name} is no well-formed PDF: save it anew."
    return f"{name} is a damaged PDF ({type(inner).__name__}): save it anew."


def _composed(pages: list[list[Line]], sides: list[list[Line]]) -> Draft:
    """Write the side column of the first page, then paragraph by paragraph, each with its notes."""
    text = flow(pages)
    composer = Composer("pdf")
    vocabulary = Vocabulary(line for page in pages for line in page)
    notes = {note.label: note for note in text.notes}
    written: set[str] = set()
    for line in sides[0]:
        if forms.FURNITURE.match(line.text.strip()):
            continue
        composer.add(line.text)
        composer.close("paragraph")
    page = -1
    for paragraph in text.paragraphs:
        for line, pieces in unbroken(paragraph, vocabulary):
            while page < line.page:
                page += 1
                composer.page()
            for piece, is_mark in pieces:
                label = piece.strip(" []()")
                if is_mark and label in notes and label not in written:
                    written.add(label)
                    _mark(composer, notes[label], vocabulary)
                else:
                    composer.add(piece)
        composer.close("cell" if paragraph[0].cell else "paragraph")
    for note in text.notes:
        if note.label not in written:
            _write(composer, note, vocabulary)
    return composer.draft(metadata_of_furniture(text.furniture))


def _mark(composer: Composer, note: Note, vocabulary: Vocabulary) -> None:
    composer.mark(note.label, note.label, lambda: _write(composer, note, vocabulary))


def _write(composer: Composer, note: Note, vocabulary: Vocabulary) -> None:
    composer.begin_note(note.label)
    first = True
    for _, pieces in unbroken(note.lines, vocabulary):
        for place, (piece, _) in enumerate(pieces):
            words = piece
            if first and place == 0:
                # The label itself: the note's number, alone or before its first word.
                words = re.sub(r"^\s*[\[(]?\d{1,3}[\])]?", "", piece)
                first = False
            composer.add(words)
    composer.close_note(note.label, note.label)
