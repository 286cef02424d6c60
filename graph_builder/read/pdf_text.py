"""The words of a PDF's pages and where they stand, as PDFium reads them.

Lengths are points; `top` and `bottom` count down from a page's upper edge. A word is what no space, gap, change of size
or change of height parts.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from graph_builder.errors import ReadError
from graph_builder.read.pdf_rules import Grid, grids

MOST_PAGES = 2_000
MOST_CHARACTERS = 5_000_000
_MOST_CHARACTERS_A_PAGE = 60_000
_GAP = 0.2
"""A gap wider than this share of the font's size parts two words."""
_BOLD_WEIGHT = 600
_DESCENT = 0.2
_HYPHENS = {0x02, 0xAD, 0xFFFE}
"""How PDFium writes the hyphen that breaks a word at a line's end."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_PDFIUM = threading.Lock()
"""PDFium may not be called from two threads."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or the part of one that is set in one size."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    bold: bool
    spaced: bool = False
    """Whether a space stands before it."""

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a page in the order of the file, its width, and its ruled tables."""

    words: list[Word]
    width: float
    tables: list[Grid]
    """The ruled tables, from top to bottom."""


@dataclass(frozen=True, slots=True)
class _Glyph:
    letters: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


def words_of_pages(data: bytes, name: str) -> list[PageWords]:
    """Read the words of every page.

    Raises:
        ReadError: The file is encrypted or damaged, or has more pages or letters than any paper.
    """
    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ReadError(_reason(error, name)) from error
        try:
            if len(document) > MOST_PAGES:
                raise ReadError(f"{name} has more than {MOST_PAGES:,} pages: it is no paper.")
            return list(_all_pages(document, name))
        except pypdfium2.PdfiumError as error:
            raise ReadError(_reason(error, name)) from error
        finally:
            document.close()


def _reason(error: pypdfium2.PdfiumError, name: str) -> str:
    if "password" in str(error).lower() or "security" in str(error).lower():
        return f"{name} is encrypted: save it without a password."
    return f"{name} is a damaged PDF: save it anew."


def _all_pages(document: pypdfium2.PdfDocument, name: str) -> Iterator[PageWords]:
    letters = 0
    for place in range(len(document)):
        page = _page_words(document, place, name)
        letters += sum(len(word.text) for word in page.words)
        if letters > MOST_CHARACTERS:
            raise ReadError(f"{name} has more than {MOST_CHARACTERS:,} characters: split it into its papers.")
        yield page


def _page_words(document: pypdfium2.PdfDocument, place: int, name: str) -> PageWords:
    page = document[place]
    text = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text)
        if count > _MOST_CHARACTERS_A_PAGE:
            raise ReadError(f"{name} has more than {_MOST_CHARACTERS_A_PAGE:,} characters on page {place + 1}.")
        height = page.get_height()
        return PageWords(list(_words(_glyphs(text, count, height))), page.get_width(), grids(page, height))
    finally:
        text.close()
        page.close()


def _glyphs(text: pypdfium2.PdfTextPage, count: int, height: float) -> Iterator[_Glyph | None]:
    """Give the letters of a page; None for what parts two words."""
    box = raw.FS_RECTF()
    matrix = raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(count):
        code = raw.FPDFText_GetUnicode(text, place)
        letters = _letters(code)
        if letters is None or not raw.FPDFText_GetMatrix(text, place, matrix):
            yield None
            continue
        # Words that run up or down a page are no text of it.
        if abs(matrix.b) > abs(matrix.a) or not raw.FPDFText_GetLooseCharBox(text, place, box):
            yield None
            continue
        raw.FPDFText_GetCharOrigin(text, place, x, y)
        size = round(raw.FPDFText_GetFontSize(text, place) * abs(matrix.d), 1)
        bold = raw.FPDFText_GetFontWeight(text, place) >= _BOLD_WEIGHT
        yield _Glyph(letters, box.left, box.right, height - y.value, size, bold)


def _letters(code: int) -> str | None:
    """Give what a character code stands for; None for white space."""
    if code in _HYPHENS:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "•"
    return None if letter.isspace() or (ord(letter) < 0x20) else letter


def _words(glyphs: Iterator[_Glyph | None]) -> Iterator[Word]:
    run: list[_Glyph] = []
    spaced = after_space = False
    for glyph in glyphs:
        if run and (glyph is None or _parts(run[-1], glyph)):
            yield _word(run, spaced=spaced)
            run = []
        if glyph is None:
            after_space = True
            continue
        if not run:
            spaced = after_space
        run.append(glyph)
        after_space = False
    if run:
        yield _word(run, spaced=spaced)


def _parts(before: _Glyph, glyph: _Glyph) -> bool:
    gap = glyph.x0 - before.x1
    return (
        gap > _GAP * max(before.size, glyph.size)
        or gap < -0.5 * before.size
        or abs(glyph.size - before.size) > 0.3
        or abs(glyph.base - before.base) > 0.5
    )


def _word(run: list[_Glyph], *, spaced: bool) -> Word:
    size = run[0].size
    bottom = run[0].base + _DESCENT * size
    return Word(
        "".join(glyph.letters for glyph in run),
        run[0].x0,
        max(glyph.x1 for glyph in run),
        bottom - size,
        bottom,
        size,
        all(glyph.bold for glyph in run),
        spaced,
    )
