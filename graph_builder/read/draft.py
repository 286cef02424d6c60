"""What every reader of a format hands over: the text, and what the format itself says about its structure.

A `Draft` is not yet a `Document`: headings by their looks, notes in print, the title block, the parts and the metadata
in the prose are told afterwards, by the same code for all formats, so that one letter in six formats gives one
structure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from graph_builder.model import Block, BlockKind, Footnote, Metadata, Span

_SHORT_LINE = 70
_LINE_ENDS = (".", ":", ";", "?", "!")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with the blocks that its format or layout shows. Spans are code points, half-open."""

    text: str
    format: str
    blocks: tuple[Block, ...]
    """A block of kind "paragraph" is one that the format says no more of."""
    markup: tuple[Span, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    pages: tuple[int, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(slots=True)
class Composer:
    """Composes a text from the parts of a structured format (docx, odt, html, xml, pdf), block after block.

    The words of a block are added in runs, between which note marks may stand; a note is written as a block of its own
    behind the block that bears its mark. Blocks are set apart by an empty line. White space is folded.
    """

    format: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    markup: list[Span] = field(default_factory=list)
    marks: dict[str, tuple[str, Span]] = field(default_factory=dict)
    bodies: dict[str, Span] = field(default_factory=dict)
    pages: list[int] = field(default_factory=list)
    _start: int | None = None
    _gap: bool = False
    _broken: bool = False
    _new_pages: int = 0
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether the block that is being written has words."""
        return self._start is not None

    def add(self, run: str) -> None:
        """Add words to the block that is open, opening one if none is."""
        folded = " ".join(run.split())
        if not folded:
            self._gap = self._gap or bool(run)
            return
        if self._broken:
            self._after_break(folded)
        self._open(gap=run[0].isspace())
        self._write(folded)
        self._gap = run[-1].isspace()

    def mark(self, key: str, label: str, write_body: Callable[[], None] | None = None) -> None:
        """Write the mark of note `key`, as "[1]"; `write_body` writes the note once this block is closed."""
        self._open(gap=False)
        start = self.length
        self._write(f"[{label}]")
        self._gap = False
        self.marks.setdefault(key, (label, Span(start, self.length)))
        if write_body:
            self._waiting.append(write_body)

    def line_break(self) -> None:
        """Take a line break within a paragraph; what follows tells whether it begins a new block."""
        self._broken = self._start is not None
        self._gap = True

    def close(self, kind: BlockKind, level: int = 0, label: str = "") -> None:
        """Close the open block as one of `kind`, then write the notes whose marks it bears."""
        start, self._start, self._gap, self._broken = self._start, None, False, False
        if start is not None:
            self.blocks.append(Block(Span(start, self.length), kind, level, label))
        waiting, self._waiting = self._waiting, []
        for write_body in waiting:
            write_body()

    def relabel(self, since: int, kind: BlockKind, level: int, label: str) -> None:
        """Make the first paragraph written since block `since` one of `kind`: that of a list item that holds blocks."""
        for place in range(since, min(since + 1, len(self.blocks))):
            if self.blocks[place].kind == "paragraph":
                self.blocks[place] = replace(self.blocks[place], kind=kind, level=level, label=label)

    def begin_note(self, label: str) -> None:
        """Open a note: its label is written, as markup."""
        self.close("paragraph")
        if self.blocks:
            self._write("\n\n")
        start = self.length
        self._write(f"[{label}] ")
        self.markup.append(Span(start, self.length))
        self._start, self._gap = self.length, False

    def close_note(self, key: str, label: str) -> None:
        """Close the open block as the body of note `key`; a note without words leaves no trace."""
        start, self._start, self._gap, self._broken = self._start, None, False, False
        if start is None or start == self.length:
            return
        body = Span(start, self.length)
        self.blocks.append(Block(body, "note", label=label))
        self.bodies.setdefault(key, body)

    def page(self) -> None:
        """Say that a page starts with the next words."""
        self._new_pages += 1

    def draft(self, metadata: Metadata | None = None) -> Draft:
        """Give what was composed; each mark is markup, and tied to its note where there is one."""
        self.close("paragraph")
        tied = sorted(
            (
                Footnote(label, mark, self.bodies[key])
                for key, (label, mark) in self.marks.items()
                if key in self.bodies
            ),
            key=lambda note: note.mark,
        )
        markup = sorted([*self.markup, *(mark for _, mark in self.marks.values())])
        self._start_pages()
        return Draft(
            "".join(self.pieces),
            self.format,
            tuple(self.blocks),
            tuple(markup),
            tuple(tied),
            tuple(self.pages),
            metadata or Metadata(),
        )

    def _after_break(self, words: str) -> None:
        """Begin a new block after a line break behind a short line or a full stop, unless the sentence goes on."""
        self._broken = False
        line = "".join(self.pieces[-8:])
        is_short = self.length - (self._start or 0) < _SHORT_LINE
        if self._start is not None and not words[0].islower() and (is_short or line.endswith(_LINE_ENDS)):
            self.close("paragraph")

    def _open(self, *, gap: bool) -> None:
        if self._start is None:
            if self.length:
                self._write("\n\n")
            self._start = self.length
        elif (gap or self._gap) and self.length > self._start:
            self._write(" ")
        self._start_pages()

    def _start_pages(self) -> None:
        self.pages.extend([self.length] * self._new_pages)
        self._new_pages = 0

    def _write(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)
