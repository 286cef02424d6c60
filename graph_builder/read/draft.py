"""What every reader of a format hands over: the text, and what the format itself says about its structure.

A `Draft` is not yet a `Document`: the title block, the signature, the parts and the metadata in the prose are told
afterwards, by the same code for all formats (`structure`), so that one letter in six formats gives one structure.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from graph_builder.model import Block, BlockKind, Footnote, Metadata, Span


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with the blocks that its format or layout shows. Spans are code points, half-open."""

    text: str
    format: str
    blocks: tuple[Block, ...]
    markup: tuple[Span, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    pages: tuple[int, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(slots=True)
class Composer:
    """Composes a text from the parts of a structured format (docx, odt, html, xml, pdf), block after block.

    The text of a block is added in runs, between which note marks may stand; blocks are set apart by an empty line.
    """

    format: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    marks: dict[str, tuple[str, Span]] = field(default_factory=dict)
    notes: list[tuple[str, str, Span]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    _open: int | None = None

    def add(self, run: str) -> None:
        """Add words to the block that is open, opening one if none is; white space is folded, also between runs."""
        folded = " ".join(run.split())
        before = run[:1].isspace() and self._open is not None
        after = run[-1:].isspace()
        if not folded:
            if before:
                self._space()
            return
        if self._open is None:
            self._begin()
        elif before:
            self._space()
        self._write(folded)
        if after:
            self._space()

    def mark(self, key: str, label: str) -> None:
        """Add the mark of note `key` where the text stands, as its label."""
        if self._open is None:
            self._begin()
        start = self.length
        self._write(label)
        self.marks.setdefault(key, (label, Span(start, self.length)))

    def close(self, kind: BlockKind, level: int = 0, label: str = "") -> Span | None:
        """Close the open block as one of `kind`; None where nothing was added."""
        if self._open is None:
            return None
        while self.pieces[-1] == " ":
            self.pieces.pop()
            self.length -= 1
        span = Span(self._open, self.length)
        self._open = None
        if span.start == span.end:
            return None
        self.blocks.append(Block(span, kind, level, label))
        return span

    def close_note(self, key: str, label: str) -> None:
        """Close the open block as (a paragraph of) the body of note `key`."""
        span = self.close("note", label=label)
        if span:
            self.notes.append((key, label, span))

    def page(self) -> None:
        """Say that a page starts with the next words."""
        self.pages.append(self.length)

    def draft(self, metadata: Metadata = Metadata()) -> Draft:  # noqa: B008 (frozen)
        """Give what was composed; marks whose note exists become markup, and are tied to it."""
        self.close("paragraph")
        bodies: dict[str, Span] = {}
        labels: dict[str, str] = {}
        for key, label, span in self.notes:
            bodies[key] = Span(min(bodies[key].start, span.start), span.end) if key in bodies else span
            labels[key] = label
        tied = sorted(
            (Footnote(labels[key], mark, bodies[key]) for key, (_, mark) in self.marks.items() if key in bodies),
            key=lambda note: note.mark,
        )
        marks = tuple(sorted(span for _, span in self.marks.values()))
        text = "".join(self.pieces)
        pages = tuple(min(page, len(text)) for page in self.pages)
        return Draft(text, self.format, tuple(self.blocks), marks, tuple(tied), pages, metadata)

    def _begin(self) -> None:
        if self.blocks:
            self._write("\n\n")
        self._open = self.length

    def _space(self) -> None:
        if self.pieces and self.length != self._open and not self.pieces[-1].endswith((" ", "\n")):
            self._write(" ")

    def _write(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)
