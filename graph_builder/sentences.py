"""The sentences of a document's prose.

One pass over the stops of each block. A stop ends a sentence unless what stands before it is an abbreviation, an
initial or the number of an enumeration; marks of notes after a stop belong to the sentence that they follow.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib import resources

from graph_builder.model import Block, Document, Span

__all__ = ["carrying", "sentences"]

_SILENT = {"preamble", "signature"}
_STOP = re.compile(
    r"[.…?!](?:[.…?!]*[»”’\"')\]]*(?P<closed>)"
    r"(?:(?:(?<=[^\d\s][.?!])|(?<=[»”’\"')\]]))\d{1,3}|(?<=[A-Z]-\d\d\.)\d{1,2})?(?=\s|$)"
    r"|(?:(?<=[a-zà-ÿ]{3}\.)|(?<=[a-zà-ÿ]{2}[?!]))(?=[A-ZÀ-Þ][a-zà-ÿ]*[ ,])(?P<glued>))"
)
"""A stop with the quotes and brackets that it closes, up to `closed`, and the digits of a note's mark glued to it.

A converter may have eaten the blank behind it: "tot slot.De minister zegt". The stop comes first in the pattern, as a
search for one of a few characters is ten times as fast as one that looks back from every place.
"""
_AFTER = re.compile(
    r"\s+(?:(?P<orphan>\d{1,3})(?=\s+[«“\"‘'(]*[A-ZÀ-Þ]|\s*$)|(?P<capital>[«“\"‘'(\[]*[A-ZÀ-Þ])|(?P<digit>[«“(\[]*[\d€$£])"
    r"|(?P<tail>[«“]?['’‘][a-z]\b))"
)
"""What can follow a stop that ends a sentence: the mark of a note that the text lacks, a capital, a number, "'s"."""
_LONGEST = 1500
"""The longest sentence, in characters, that is left whole: some 300 words."""
_SHORTEST = 40
_LONGEST_NUMBER = 2
_SEMICOLON = re.compile(r";\s+")
_WORD_BEFORE = re.compile(r"[\w.&/’'-]+$")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]|Ch|Th|Ph|Fr|Ij|IJ|St|Tj|Sj|Jr|Sr)(?:\.-?(?:[A-ZÀ-Þ]|Ch|Th|Ph|Fr|IJ))*$")
_ENUMERATES = re.compile(r"(?:[:;,(]|\ben|\bof)\s+(?:\d{1,2}|[a-z])$")
_QUOTES = (("«", "»"), ("“", "”"))
_ROMAN = re.compile(r"[IVX]{2,}$")
_NEXT_WORD = re.compile(r"[«“\"‘'(\[\s]*(?P<word>[\w’'-]*)")


@cache
def _words(key: str) -> frozenset[str]:
    """Give a list of `abbreviations.toml`."""
    data = resources.files("graph_builder.read").joinpath("abbreviations.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(data)[key].split())


def sentences(document: Document) -> tuple[Span, ...]:
    """Give the sentences of the prose.

    Headings, paragraphs, list items, table cells and the bodies of notes are prose; the title block and signatures are
    not. No sentence crosses a block; markup at its ends is left out, markup inside it stays.

    Args:
        document: Any document; one without blocks is taken as one block a line.

    Returns:
        Spans (code points, half-open) in the order of the text.
    """
    blocks = document.blocks or tuple(
        Block(Span(*found.span()), "paragraph") for found in re.finditer(r"[^\n]*\S[^\n]*", document.text)
    )
    starts = [span.start for span in document.markup]
    return tuple(
        span
        for block in blocks
        if block.kind not in _SILENT
        for span in _cut(block.span, _masked(document, block.span, starts))
    )


def carrying(spans: tuple[Span, ...], offset: int) -> Span | None:
    """Give the sentence that an offset belongs to: it holds it, or is the last one before it (a mark after a stop)."""
    place = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[place] if place >= 0 else None


def _masked(document: Document, span: Span, starts: list[int]) -> str:
    """Give a block's words with spaces where markup is."""
    place = max(0, bisect_right(starts, span.start) - 1)
    pieces, at = [], span.start
    while place < len(starts) and document.markup[place].start < span.end:
        markup = document.markup[place]
        place += 1
        if markup.end <= at:
            continue
        pieces.append(document.text[at : max(at, markup.start)])
        at = max(at, markup.start)
        end = min(markup.end, span.end)
        pieces.append(" " * (end - at))
        at = end
    return "".join([*pieces, document.text[at : span.end]])


def _cut(block: Span, words: str) -> Iterator[Span]:
    """Cut a block's masked words at the ends of sentences."""
    start = 0
    first = True
    for end, resume in [*_ends(words), (len(words), len(words))]:
        piece = words[start:end]
        lead = len(piece) - len(piece.lstrip())
        length = len(piece.rstrip())
        if length > lead and (first or not piece.strip().isdigit()):
            yield from _shortened(block.start + start, piece, lead, length)
            first = False
        start = resume


def _shortened(offset: int, piece: str, start: int, end: int) -> Iterator[Span]:
    """Give a sentence whole, or, where it is longer than any that is read, its parts between semicolons."""
    for cut in _SEMICOLON.finditer(piece, start, end) if end - start > _LONGEST else ():
        if end - start <= _LONGEST:
            break
        if cut.start() - start >= _SHORTEST:
            yield Span(offset + start, offset + cut.start() + 1)
            start = cut.end()
    yield Span(offset + start, offset + end)


def _ends(words: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence but the last ends, and where the next one may begin."""
    start = 0
    for stop in _STOP.finditer(words):
        if stop["glued"] is not None:
            start = stop.end()
            yield start, start
            continue
        after = _AFTER.match(words, stop.end())
        if not after or not _is_end(words, stop, after) or _in_title(words, max(start, stop.start() - 300), stop.end()):
            continue
        start = after.end("orphan") if after["orphan"] else stop.end()
        yield stop.end("closed"), start


def _in_title(words: str, start: int, at: int) -> bool:
    """Tell whether a stop stands in a quotation after which its sentence goes on: "«Wie? Een studie» is klaar"."""
    for opening, closing in _QUOTES:
        opened = words.rfind(opening, start, at)
        if opened >= 0 and words.find(closing, opened, at) < 0:
            closed = words.find(closing, at, at + 300)
            rest = words[closed + 1 : closed + 12].lstrip(" \u00a0") if closed >= 0 else ""
            return rest[:1].islower()
    return False


def _is_end(words: str, stop: re.Match[str], after: re.Match[str]) -> bool:
    """Tell whether a stop ends a sentence, by the word before it and the one after it."""
    written = words[stop.start() : stop.end("closed")]
    if written.strip("»”’\"')]") != ".":
        return True
    before = words[max(0, stop.start() - 40) : stop.start()]
    found = _WORD_BEFORE.search(before, before.rfind(" ") + 1)
    word = found.group() if found else ""
    if _is_always(word):
        return False
    noted = stop.end() > stop.end("closed") or words[stop.end() : stop.end() + 2].isspace()
    if noted and after["capital"] and word.lower() in _words("sometimes"):
        # "De motie Van Campen c.s.1 Uiteraard …": a note's mark, read as markup or not, closes the sentence.
        return True
    return written != "." or (not _enumerates(before, word) and _ends_after(word, words, after))


def _enumerates(before: str, word: str) -> bool:
    """Tell whether the word before a stop is the number or letter of an enumeration: "(1. …", "en b. …"."""
    return len(word) <= _LONGEST_NUMBER and _ENUMERATES.search(before) is not None


def _ends_after(word: str, words: str, after: re.Match[str]) -> bool:
    """Tell whether a plain full stop ends a sentence: after an initial or "jl." only before a usual first word."""
    if _INITIALS.match(word) and not _ROMAN.match(word):
        return _following(words, after) in _words("first_words")
    if word.lower() in _words("sometimes"):
        return bool(after["capital"]) and _following(words, after) in _words("first_words")
    return True


def _is_always(word: str) -> bool:
    word = word.lstrip("'’-/").rsplit("/", 1)[-1]
    # "VS", "EU" and the like are names, not abbreviations with a stop.
    return word.lower() in _words("always") and not (word.isupper() and len(word) > 1 and "." not in word)


def _following(words: str, after: re.Match[str]) -> str:
    found = _NEXT_WORD.match(words, after.start())
    return found["word"].lower() if found else ""
