"""Tracks: the strands of policy that a document itself lists.

Four devices are read: headings or list items that bear a strand's name and number ("Pijler 2: …"); an announced list
whose items come back as headings; a chain of connectives, each at the start of a paragraph ("Allereerst …", "Ook …",
"Ten slotte …"); and announced strands that prose counts off ("De tweede pijler is …"). "Ook" or "Daarnaast" alone
opens none: they mostly add to what was said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from graph_builder.model import Block, Document, Span, Track
from graph_builder.relate.grammar import load_grammar

_ITEM = re.compile(r"(?:^|[\s(:;])(\d{1,2})[.):]?\)?\s+([^;:\n]{4,120}?)(?=;|\s+en\s+\d|\.\s*$|\.\s+[A-Z]|\n|$)")
_NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.:)]\s*(.+)", re.DOTALL)
_SHORTEST_CHAIN = 3


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
    for device in (_labelled, _announced, _listed, _chained, _counted):
        found = device(document, blocks)
        if found:
            return tuple(
                Track(order, span, label) for order, (span, label) in enumerate(found, 1) if span.end > span.start
            )
    return ()


def _behind_markup(document: Document, start: int) -> int:
    """Give where the words begin behind the markup that stands at a place."""
    markup = document.markup
    at = max(0, bisect_right(markup, start, key=lambda span: span.start) - 1)
    while at < len(markup) and markup[at].start <= start < markup[at].end:
        start = markup[at].end
        at += 1
    return start


def _head(document: Document, block: Block) -> str:
    """Give the first words of a block, artefacts left out, in lower case."""
    start = _behind_markup(document, block.span.start)
    return document.text[start : min(block.span.end, start + 80)].lstrip().lower()


def _start(document: Document, block: Block) -> int:
    start = _behind_markup(document, block.span.start)
    while document.text[start].isspace():
        start += 1
    return start


def _end(document: Document, block: Block) -> int:
    """Give where a block's own prose ends: before the markup and the space at its end."""
    end = block.span.end
    while True:
        while end > block.span.start and document.text[end - 1].isspace():
            end -= 1
        closing = next((m for m in document.markup if m.end == end and m.start > block.span.start), None)
        if closing is None or closing.start == end:
            return end
        end = closing.start


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = load_grammar().tracks[name]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b")


@cache
def _announcing() -> re.Pattern[str]:
    tracks = load_grammar().tracks
    strands, measures = "|".join(tracks["strand"]), "|".join(map(re.escape, tracks["measure"]))
    return re.compile(rf"\b(?:{strands})\b|\bvolgende\s+(?:\w+\s+)?(?:{measures})\b")


def _opens(document: Document, block: Block, name: str) -> bool:
    return bool(_pattern(name).match(_head(document, block)))


def _chained(document: Document, blocks: Sequence[Block]) -> list[tuple[Span, str]]:
    """Read a chain of connectives at the starts of paragraphs."""
    paragraphs = [b for b in blocks if b.kind == "paragraph"]
    for at, block in enumerate(paragraphs):
        if not _opens(document, block, "first"):
            continue
        announced = at > 0 and bool(_announcing().search(paragraphs[at - 1].span.of(document.text).lower()))
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


def _spans(
    document: Document, paragraphs: Sequence[Block], openers: Sequence[int], last: int
) -> list[tuple[Span, str]]:
    ends = [*(opener - 1 for opener in openers[1:]), last]
    return [
        (Span(_start(document, paragraphs[a]), _end(document, paragraphs[z])), _label(document, paragraphs[a]))
        for a, z in zip(openers, ends, strict=True)
    ]


def _label(document: Document, block: Block) -> str:
    """Give a strand's label: its heading, else its first sentence, cut at a word."""
    words = " ".join(document.text[_start(document, block) : _end(document, block)].split())
    words = re.sub(r"^\d{1,2}\s*[.:)]\s*", "", words)
    first = re.split(r"(?<=[.:;])\s", words, maxsplit=1)[0].rstrip(".:; ")
    return first if len(first) <= 100 else first[:100].rsplit(" ", 1)[0] + " …"


def _labelled(document: Document, blocks: Sequence[Block]) -> list[tuple[Span, str]]:
    """Read headings and list items that say which strand they are: "Spoor 1", "Pijler 2 – …"."""
    labelled = [i for i, block in enumerate(blocks) if _label_first().match(_head(document, block))]
    openers = [i for i in labelled if blocks[i].kind != "paragraph"]
    if len(openers) < 2:
        openers = labelled
    return _sections(document, blocks, openers) if len(openers) >= 2 else []


def _sections(document: Document, blocks: Sequence[Block], openers: Sequence[int]) -> list[tuple[Span, str]]:
    """Let each strand run to the next one, or to a heading of its own rank or higher."""
    found = []
    for order, opener in enumerate(openers):
        limit = openers[order + 1] if order + 1 < len(openers) else len(blocks)
        last = opener
        for at in range(opener + 1, limit):
            block = blocks[at]
            if block.kind == "heading" and (blocks[opener].kind != "heading" or block.level <= blocks[opener].level):
                break
            if blocks[opener].kind == "item" and block.kind != "item":
                break
            last = at
        span = Span(_start(document, blocks[opener]), _end(document, blocks[last]))
        found.append((span, _label(document, blocks[opener])))
    return found


def _announced(document: Document, blocks: Sequence[Block]) -> list[tuple[Span, str]]:
    """Read strands that are listed inside a sentence and come back as headings."""
    for at, block in enumerate(blocks):
        text = block.span.of(document.text)
        said = _announcing().search(text.lower()) if ":" in text and block.kind != "heading" else None
        colon = text.find(":", said.end()) if said else -1
        if colon < 0:
            continue
        items = dict(_ITEM.findall(text[colon:]))
        if len(items) < 2:
            continue
        named = {_repeats(document, blocks[i], items): i for i in range(at + 1, len(blocks))}
        openers = sorted(i for number, i in named.items() if number)
        if openers:
            return _sections(document, blocks, openers)
    return []


def _repeats(document: Document, block: Block, items: dict[str, str]) -> str:
    """Give the number of the announced item with whose number and first words a block opens; empty for none."""
    head = _head(document, block)
    numbered = _NUMBERED.match(head)
    number, words = numbered.groups() if numbered else (block.label.rstrip(".:)"), head)
    label = items.get(number, "").lower().split()
    return number if label and words.split()[: min(2, len(label))] == label[:2] else ""


def _listed(document: Document, blocks: Sequence[Block]) -> list[tuple[Span, str]]:
    """Read a list of numbered items that a sentence announces."""
    for at, block in enumerate(blocks[:-1]):
        text = block.span.of(document.text).rstrip()
        if block.kind != "paragraph" or not text.endswith(":") or not _announcing().search(text.lower()):
            continue
        openers = []
        for ahead in range(at + 1, len(blocks)):
            if blocks[ahead].kind != "item":
                break
            if blocks[ahead].label.rstrip(".:)").isdigit() and blocks[ahead].level <= blocks[at + 1].level:
                openers.append(ahead)
        if len(openers) >= 2:
            return _sections(document, blocks, openers)
    return []


def _counted(document: Document, blocks: Sequence[Block]) -> list[tuple[Span, str]]:
    """Read announced strands that prose counts off: "Het eerste is …", "De tweede pijler is …", "Dan is de derde …"."""
    openers: list[tuple[int, Block]] = []
    named = 0
    if load_grammar().tracks["ordinal"][_SHORTEST_CHAIN - 1] not in document.text.lower():
        return []
    for block in blocks:
        text = block.span.of(document.text).lower()
        for found in _counting().finditer(text):
            if load_grammar().tracks["ordinal"].index(found["ordinal"]) == len(openers):
                openers.append((block.span.start + found.start("strand"), block))
                named += found["label"] is not None
    if len(openers) < _SHORTEST_CHAIN or named < 2:
        return []
    if not _announcing().search(document.text[: openers[0][0]].lower()):
        return []
    starts = [start for start, _ in openers]
    ends = [*starts[1:], _end(document, openers[-1][1])]
    spans = [
        Span(start, start + len(document.text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)
    ]
    return [(span, re.split(r"(?<=[.;])\s", span.of(document.text), maxsplit=1)[0].rstrip(".; ")) for span in spans]


@cache
def _label_first() -> re.Pattern[str]:
    names = "|".join(load_grammar().tracks["label"])
    return re.compile(rf"(?:{names})\s+(\d+|i{{1,3}}|iv|v)\b\s*[:.–-]?", re.IGNORECASE)


@cache
def _counting() -> re.Pattern[str]:
    tracks = load_grammar().tracks
    ordinals, labels = "|".join(tracks["ordinal"]), "|".join(tracks["label"])
    return re.compile(
        rf"(?:^|[.!?]\s+)(?P<strand>(?:dan (?:is|volgt|komt) )?(?:de|het) (?P<ordinal>{ordinals})"
        rf"(?: (?P<label>{labels})\b| is\b| betreft\b))"
    )
