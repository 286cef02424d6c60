"""PDF to Draft: columns, notes and paragraphs from where the words stand.

The text is what a reader would read: page headers, feet and numbers are left out, broken words are joined, and each
note is written behind the paragraph that bears its mark. `Draft.pages` says where each page starts in it.
"""

from __future__ import annotations

import re
import zlib

from graph_builder.errors import ReadError
from graph_builder.read import forms
from graph_builder.read.draft import Composer, Draft
from graph_builder.read.furniture import metadata_of_furniture
from graph_builder.read.pdf_flow import Note, Vocabulary, flow, unbroken
from graph_builder.read.pdf_page import Line, lines_of_page
from graph_builder.read.pdf_text import words_of_pages

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
    pages: list[list[Line]] = []
    sides: list[list[Line]] = []
    for place, page in enumerate(words_of_pages(data, name)):
        side_from = min((line.x0 for line in sides[0]), default=None) if sides else None
        lines, beside = lines_of_page(page.words, place, page.width, side_from, page.tables)
        pages.append(lines)
        sides.append(beside)
    if not pages:
        raise ReadError(f"{name} is a PDF without pages: save it anew.")
    return pages, sides


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
