"""Tracks: the strands of policy that a document itself lists.

These devices are read: headings or list items that bear a strand's name and number ("Pijler 2: …"); an announced list
whose items come back as headings; announced lists; as many numbered headings as strands are announced; a chain of
connectives, each at the start of a paragraph ("Allereerst …", "Ook …", "Ten slotte …"); and announced strands that
prose counts off ("De tweede pijler is …", "Ten tweede …"). "Ook" or "Daarnaast" alone opens none: they mostly add to
what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph_builder.model import Block, Document, Span, Track
from graph_builder.relate.lexicon.grammar import load_grammar
from graph_builder.relate.strands import (
    Strand,
    announced,
    announced_number,
    announcing,
    end_of,
    head,
    label_of,
    labelled,
    listed,
    numbered,
    start_of,
)

_SHORTEST_CHAIN = 3
_NEAR = 300
"""How far before "ten eerste" strands are announced, in characters."""


def find_tracks(document: Document) -> tuple[Track, ...]:
    """Find the strands that a document lists.

    Args:
        document: Any document; only its blocks are looked at.

    Returns:
        The strands in order, each from its first word to its last, notes left out; empty where none are listed.
    """
    blocks = [b for b in document.blocks if b.kind in ("heading", "paragraph", "item")]
    if document.metadata.kind in ("motion",) or not blocks:
        return ()
    for device in (labelled, announced, listed, numbered, _chained, _counted):
        found = device(document, blocks)
        if found:
            return tuple(
                Track(order, span, label) for order, (span, label) in enumerate(found, 1) if span.end > span.start
            )
    return ()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = load_grammar().tracks[name]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b")


def _opens(document: Document, block: Block, name: str) -> bool:
    return bool(_pattern(name).match(head(document, block)))


def _chained(document: Document, blocks: Sequence[Block]) -> list[Strand]:
    """Read a chain of connectives at the starts of paragraphs."""
    paragraphs = [b for b in blocks if b.kind == "paragraph"]
    for at, block in enumerate(paragraphs):
        if not _opens(document, block, "first"):
            continue
        announced = at > 0 and bool(announcing().search(paragraphs[at - 1].span.of(document.text).lower()))
        openers, last = _chain(document, paragraphs, at)
        closed = _opens(document, paragraphs[openers[-1]], "last")
        if (len(openers) >= _SHORTEST_CHAIN and (announced or closed)) or (announced and len(openers) >= 2):
            return _spans(document, paragraphs, openers, openers[-1] if closed else last)
    return []


def _chain(document: Document, paragraphs: Sequence[Block], at: int) -> tuple[list[int], int]:
    """Follow a chain from its first paragraph; it ends with its closing connective or at a heading."""
    openers, here = [at], at + 1
    while here < len(paragraphs) and here - openers[-1] <= 3:
        if _opens(document, paragraphs[here], "last"):
            openers.append(here)
            break
        if _opens(document, paragraphs[here], "next"):
            openers.append(here)
        here += 1
    return openers, openers[-1]


def _spans(document: Document, paragraphs: Sequence[Block], openers: Sequence[int], last: int) -> list[Strand]:
    ends = [*(opener - 1 for opener in openers[1:]), last]
    return [
        (Span(start_of(document, paragraphs[a]), end_of(document, paragraphs[z])), label_of(document, paragraphs[a]))
        for a, z in zip(openers, ends, strict=True)
    ]


def _counted(document: Document, blocks: Sequence[Block]) -> list[Strand]:
    """Read announced strands that prose counts off: "Het eerste is …", "De tweede pijler is …", "Ten derde …"."""
    lower = document.text.lower()
    # What of a text counts nothing off is soon seen.
    if not any(word in lower for word in ("tweede ", "tweede,")) or not announcing().search(lower):
        return []
    for pattern, bare in ((_counting(), False), (_firstly(), True)):
        openers = _openers(document, blocks, pattern)
        if openers and _are_strands(document, openers, bare=bare):
            return _counted_off(document, openers)
    return []


_Opener = tuple[int, Block, bool]
"""Where a strand begins, its block, and whether the words say what it is one of ("de tweede pijler")."""


def _openers(document: Document, blocks: Sequence[Block], pattern: re.Pattern[str]) -> list[_Opener]:
    """Give the places that count on from one to the next."""
    openers: list[_Opener] = []
    ordinals = load_grammar().tracks["ordinal"]
    for block in blocks:
        text = block.span.of(document.text).lower()
        for found in pattern.finditer(text):
            if ordinals.index(found["ordinal"]) == len(openers):
                openers.append((block.span.start + found.start("strand"), block, found["label"] is not None))
    return openers


def _are_strands(document: Document, openers: Sequence[_Opener], *, bare: bool) -> bool:
    """Tell whether what is counted off was announced as strands: right before it, where only "ten eerste" counts."""
    start = openers[0][0]
    before = document.text[max(0, start - _NEAR) if bare else 0 : start].lower()
    number = announced_number(before)
    if bare:
        return number == len(openers)
    named = sum(label for *_, label in openers)
    enough = len(openers) >= _SHORTEST_CHAIN or (len(openers) == number and named == number)
    return enough and named >= 2 and announcing().search(before) is not None


def _counted_off(document: Document, openers: Sequence[_Opener]) -> list[Strand]:
    """Let each strand run to the next one, the last one to the end of its paragraph."""
    starts = [start for start, *_ in openers]
    ends = [*starts[1:], end_of(document, openers[-1][1])]
    spans = [
        Span(start, start + len(document.text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)
    ]
    return [(span, re.split(r"(?<=[.;])\s", span.of(document.text), maxsplit=1)[0].rstrip(".; ")) for span in spans]


@cache
def _counting() -> re.Pattern[str]:
    tracks = load_grammar().tracks
    ordinals, labels = "|".join(tracks["ordinal"]), "|".join(tracks["label"])
    return re.compile(
        rf"(?:^|[.!?]\s+)(?P<strand>(?:dan (?:is|volgt|komt) )?(?:de|het) (?P<ordinal>{ordinals})"
        rf"(?: (?P<label>{labels})\b| is\b| betreft\b))"
    )


@cache
def _firstly() -> re.Pattern[str]:
    ordinals = "|".join(load_grammar().tracks["ordinal"])
    return re.compile(
        rf"(?:^|[.!?;:]\s+)(?P<strand>(?:ten|in de) (?P<ordinal>{ordinals})(?: plaats)?\b)(?P<label>(?!))?"
    )
