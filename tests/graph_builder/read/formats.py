"""One letter in every format: makes docx, odt, html, pdf and the official xml of a plain text with artefacts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from graph_builder.model import Document, Span

_ARTEFACT = re.compile(r"\[bookmark: [^\]]*\]")
_NOTE = re.compile(r"\[(\d+):  (.*)\]", re.DOTALL)
_MARK = re.compile(r"\[footnoteRef:(\d+)\]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def unmarked(document: Document, span: Span) -> str:
    """Give the words of a span with markup taken out and white space folded."""
    pieces, at = [], span.start
    for markup in document.markup:
        if markup.end > span.start and markup.start < span.end:
            pieces.append(document.text[at : max(at, markup.start)])
            at = max(at, markup.end)
    words = " ".join("".join([*pieces, document.text[at : span.end]]).split())
    return re.sub(r" ([.,;:?!)])", r"\1", words)


@dataclass(frozen=True)
class Letter:
    """Paragraphs whose words may hold marks, as "{1}", and the notes by number."""

    paragraphs: tuple[str, ...]
    notes: dict[str, str]


def letter_of(text: str) -> Letter:
    """Take a plain text with artefacts apart."""
    paragraphs: list[str] = []
    notes: dict[str, str] = {}
    for piece in re.split(r"\n\s*\n", _ARTEFACT.sub("", text)):
        for found in _NOTE.finditer(piece):
            notes[found[1]] = found[2]
        words = _MARK.sub(r"{\1}", _NOTE.sub("", piece)).strip()
        if words:
            paragraphs.append(" ".join(words.split()))
    return Letter(tuple(paragraphs), notes)


def _marked(words: str, write: Callable[[str], str], mark: Callable[[str], str]) -> str:
    return "".join(
        mark(piece) if place % 2 else write(piece) for place, piece in enumerate(re.split(r"\{(\d+)\}", words)) if piece
    )


def as_docx(letter: Letter) -> bytes:
    """Write WordprocessingML."""

    def run(words: str) -> str:
        return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'

    def mark(number: str) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    body = "".join(f"<w:p>{_marked(words, run, mark)}</w:p>" for words in letter.paragraphs)
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>{run(" " + words)}</w:p></w:footnote>'
        for number, words in letter.notes.items()
    )
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>',
        }
    )


def docx_of_body(body: str, **parts: str) -> bytes:
    """Write a Word document with the given XML as its body, and further parts ("styles", "numbering", "footnotes")."""
    named = {f"word/{name}.xml": f'<w:{name} xmlns:w="{_W}">{xml}</w:{name}>' for name, xml in parts.items()}
    return packed({"word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>', **named})


def as_odt(letter: Letter) -> bytes:
    """Write OpenDocument text."""

    def mark(number: str) -> str:
        return (
            f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}'
            f"</text:note-citation><text:note-body><text:p>{escape(letter.notes[number])}</text:p></text:note-body>"
            "</text:note>"
        )

    return odt_of_body("".join(f"<text:p>{_marked(words, escape, mark)}</text:p>" for words in letter.paragraphs))


def odt_of_body(body: str) -> bytes:
    """Write an OpenDocument text with the given XML as its body."""
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}"><office:body><office:text>{body}'
        "</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def as_html(letter: Letter) -> bytes:
    """Write a page as the official site lays it out."""

    def mark(number: str) -> str:
        return f'<sup><a class="nootnum" href="#ID-{number}">{number}</a></sup>'

    body = "".join(f"<p>{_marked(words, escape, mark)}</p>" for words in letter.paragraphs)
    notes = "".join(
        f'<div class="voet noot" id="supernote-note-ID-{number}"><h5 class="note-close"><a class="note-close"'
        f' href="#close-ID-{number}">X</a> Noot</h5><sup><span class="nootnum"><a id="ID-{number}"'
        f' name="ID-{number}"></a>{number}</span></sup><p>{escape(words)}</p></div>'
        for number, words in letter.notes.items()
    )
    return (
        '<!DOCTYPE html><html lang="nl"><head><title>Brief</title></head><body><nav>Menu van de site</nav>'
        f'<div id="broodtekst">{body}<div id="noten"><hr/>{notes}</div></div><div id="voetregel">Colofon</div>'
        "</body></html>"
    ).encode()


def as_xml(letter: Letter) -> bytes:
    """Write op-xsd."""

    def mark(number: str) -> str:
        return f'<noot type="voet"><noot.nr>{number}</noot.nr><noot.al>{escape(letter.notes[number])}</noot.al></noot>'

    body = "".join(f"<al>{_marked(words, escape, mark)}</al>" for words in letter.paragraphs)
    return (
        '<?xml version="1.0" encoding="utf-8"?><officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst>'
        f"{body}</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    ).encode()


def as_pdf(letter: Letter, *, columns: int = 1, encrypt: str | None = None) -> bytes:
    """Typeset a page layout: wrapped lines, broken words, notes at the foot, page numbers, one or two columns."""
    page = _Page(letter, columns, encrypt)
    for words in letter.paragraphs:
        page.paragraph(words)
    return page.finish()


class _Page:
    """Sets paragraphs in columns, keeping room for the notes of a page at its foot."""

    size, leading, gap = 9.0, 12.0, 8.0

    def __init__(self, letter: Letter, columns: int, encrypt: str | None) -> None:
        self._buffer = io.BytesIO()
        self._canvas = Canvas(self._buffer, pagesize=A4, encrypt=encrypt, invariant=True)
        self._letter = letter
        self._columns = columns
        self._width = (A4[0] - 140 - 24 * (columns - 1)) / columns
        self._column, self._y, self._number = 0, A4[1] - 80, 1
        self._notes: list[str] = []

    def paragraph(self, words: str) -> None:
        line: list[str] = []
        for word in words.split():
            if line and self._wide([*line, word]) > self._width:
                head, tail = self._broken(line, word)
                self._line([*line, head] if head else line)
                line = [tail]
            else:
                line.append(word)
        self._line(line)
        self._y -= self.gap

    def finish(self) -> bytes:
        self._end_page()
        self._canvas.save()
        return self._buffer.getvalue()

    def _broken(self, line: list[str], word: str) -> tuple[str, str]:
        """Break a long plain word in two where its head still fits."""
        if word.isalpha() and word.islower() and len(word) >= 12:
            for at in range(len(word) - 4, 4, -1):
                if self._wide([*line, word[:at] + "-"]) <= self._width:
                    return word[:at] + "-", word[at:]
        return "", word

    def _wide(self, line: list[str]) -> float:
        return stringWidth(re.sub(r"\{\d+\}", "", " ".join(line)), "Helvetica", self.size)

    def _line(self, line: list[str]) -> None:
        if self._y < 150:
            self._next_column()
        x = 70 + self._column * (self._width + 24)
        for place, piece in enumerate(re.split(r"\{(\d+)\}", " ".join(line))):
            size = 5.5 if place % 2 else self.size
            self._canvas.setFont("Helvetica", size)
            self._canvas.drawString(x, self._y + (3 if place % 2 else 0), piece)
            x += stringWidth(piece, "Helvetica", size)
            if place % 2:
                self._notes.append(piece)
        self._y -= self.leading

    def _next_column(self) -> None:
        self._column += 1
        if self._column == self._columns:
            self._end_page()
            self._column, self._number = 0, self._number + 1
        self._y = A4[1] - 80

    def _end_page(self) -> None:
        y = 110.0
        for number in self._notes:
            self._canvas.setFont("Helvetica", 4.5)
            self._canvas.drawString(70, y + 2, number)
            for line in _wrapped(self._letter.notes[number], self._width - 6, 7.0):
                self._canvas.setFont("Helvetica", 7)
                self._canvas.drawString(76, y, line)
                y -= 9
        self._notes = []
        self._canvas.setFont("Helvetica", 7)
        self._canvas.drawString(460, 40, f"Pagina {self._number} van 9")
        self._canvas.showPage()


def _wrapped(words: str, width: float, size: float) -> list[str]:
    lines: list[str] = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, "Helvetica", size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def packed(parts: dict[str, str]) -> bytes:
    """Write a zip archive of text parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return buffer.getvalue()
