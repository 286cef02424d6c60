"""Strands of policy that prose counts off: paragraphs that connectives open, "De tweede pijler is …", "Ten derde …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from graph_builder.model import Block, Document, Span
from graph_builder.relate.lexicon.grammar import load_grammar
from graph_builder.relate.tracks.announcing import Announcements
from graph_builder.relate.tracks.lists import (
    Strand,
    end_of,
    head,
    label_of,
    start_of,
)

_LISTING = re.compile(r"(?:^|[.!?]\s+)(?P<said>[^.:!?]{10,200}):\s+(?P<names>[^.:!?]{10,300})\.(?=\s)")
"""A sentence that names things behind a colon."""
_SENTENCE = re.compile(r"(?<=\.\s)(?=[A-ZÀ-Þ])")
_ASIDE = re.compile(r"\([^()]*\)\s*")
_OPENING = 80
"""How many characters hold the first words of a sentence."""
_FIRST_WORDS = 4
"""Among how many of its first words a sentence takes up a name."""
_STEM = 5
"""How many letters at the start of a word show at least that another is akin to it."""
_SHORTEST_CHAIN = 3
_BEFORE = ". "
"""What is set before a paragraph, so that its first sentence stands behind a full stop as the others do."""
_NEAR = 300
"""How far before "ten eerste" strands are announced, in characters."""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = load_grammar().tracks[name]
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b")


def _opens(document: Document, block: Block, name: str) -> bool:
    return bool(_pattern(name).match(head(document, block)))


def chained(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read a chain of connectives at the starts of paragraphs."""
    paragraphs = [b for b in blocks if b.kind == "paragraph"]
    for at, block in enumerate(paragraphs):
        inside = 0 if _opens(document, block, "first") else _announced_inside(block, says)
        if inside is None:
            continue
        announced = inside > 0 or (at > 0 and says.find(paragraphs[at - 1].span) is not None)
        openers, last = _chain(document, paragraphs, at)
        closed = len(openers) > 1 and _opens(document, paragraphs[openers[-1]], "last")
        if (len(openers) >= _SHORTEST_CHAIN and (announced or closed)) or (announced and len(openers) >= 2):
            last = openers[-1] if closed else last
            first, *others = _spans(document, blocks, [paragraphs[i] for i in openers], paragraphs[last])
            return [_from(document, first, inside), *others]
    return []


def _announced_inside(block: Block, says: Announcements) -> int | None:
    """Give where the sentence "Allereerst …" begins that follows an announcement in one paragraph with it."""
    near = Span(block.span.start, min(block.span.start + _NEAR, len(says.lower)))
    found = _first_behind(near, says)
    return found.start("strand") if found else None


def _first_behind(span: Span, says: Announcements) -> re.Match[str] | None:
    """Find what opens a first strand behind the announcement in a stretch."""
    said = says.find(span) if says.opens(span) else None
    return _first_within().match(says.lower, said.end(), span.end) if said else None


def _from(document: Document, strand: Strand, start: int) -> Strand:
    """Let a strand begin where it does inside its paragraph."""
    span = Span(start or strand[0].start, strand[0].end)
    return (span, _first_sentence(document, span)) if start else strand


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


def _spans(document: Document, blocks: Sequence[Block], openers: Sequence[Block], last: Block) -> list[Strand]:
    """Let each strand run to the next one, the last one to the end of its last paragraph and of the list behind it."""
    starts = [blocks.index(opener) for opener in openers]
    ends = [*(start - 1 for start in starts[1:]), blocks.index(_with_list(blocks, last))]
    return [
        (Span(start_of(document, blocks[a]), end_of(document, blocks[z])), label_of(document, blocks[a]))
        for a, z in zip(starts, ends, strict=True)
    ]


def _with_list(blocks: Sequence[Block], last: Block) -> Block:
    """Give the last item of the list right behind a block, or the block where no list follows it."""
    end = blocks.index(last)
    while end + 1 < len(blocks) and blocks[end + 1].kind == "item":
        end += 1
    return blocks[end]


def counted(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read announced strands that prose counts off: "Het eerste is …", "De tweede pijler is …", "Ten derde …"."""
    lower = says.lower
    # What of a text counts nothing off is soon seen: it has no first, or no second.
    if "eerste" in lower and "tweede" in lower:
        openers = _openers(blocks, says, _counting())
        if openers and _are_strands(openers, says, bare=False):
            return _counted_off(document, blocks, openers)
    if "ten tweede" in lower or "in de tweede" in lower:
        openers = _openers(blocks, says, _firstly())
        if openers and _are_strands(openers, says, bare=True):
            return _counted_off(document, blocks, openers)
    return _joined(document, blocks, says) or _taken_up(document, blocks, says)


def _taken_up(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read strands that a sentence names and the next ones take up: "drie lijnen: preventie … Preventieve acties …"."""
    for block in blocks:
        text = block.span.of(document.text)
        listing = _LISTING.search(text) if block.kind != "heading" and says.number(block.span) else None
        if listing is None:
            continue
        start, end = listing.span("said")
        number, names = says.number(Span(block.span.start + start, block.span.start + end)), _names(listing["names"])
        if number < 2 or len(names) != number:
            continue
        sentences = [found.start() for found in _SENTENCE.finditer(text, listing.end())]
        starts: list[int] = []
        for sentence in sentences:
            if len(starts) < number and _takes_up(text[sentence : sentence + _OPENING], names[len(starts)]):
                starts.append(sentence)
        if len(starts) == number and starts[0] == sentences[0]:
            return _counted_off(document, blocks, [(block.span.start + start, block, False) for start in starts])
    return []


def _names(listed: str) -> list[str]:
    """Part what a sentence lists behind its colon."""
    parts = re.split(r"\s*[,;]\s*(?:en\s+)?|\s+en\s+", _ASIDE.sub("", listed.lower()).strip())
    return [part for part in parts if part]


def _takes_up(sentence: str, name: str) -> bool:
    """Tell whether the first words of a sentence share a stem with a name: "preventie", "Preventieve acties"."""
    words = re.findall(r"\w{5,}", " ".join(sentence.lower().split()[:_FIRST_WORDS]))
    stems = [word[: max(_STEM, len(word) - 3)] for word in re.findall(r"\w{5,}", name)]
    return any(word.startswith(stem) for word in words for stem in stems)


def _joined(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read as many connected sentences of a paragraph as were announced: "… drie lijnen. Allereerst … Tot slot …"."""
    for block in blocks:
        found = _first_behind(block.span, says)
        number = says.number(Span(block.span.start, found.start("strand"))) if found else 0
        if found is None or not number:
            continue
        begin, end = found.start("strand"), block.span.end
        starts = [begin, *(more.start("strand") for more in _connected().finditer(says.lower, begin + 1, end))]
        closed = len(starts) == 2 or _pattern("last").match(says.lower, starts[-1], end)
        if len(starts) == number and closed:
            return _counted_off(document, blocks, [(start, block, False) for start in starts])
    return []


_Opener = tuple[int, Block, bool]
"""Where a strand begins, its block, and whether the words say what it is one of ("de tweede pijler")."""


def _openers(blocks: Sequence[Block], says: Announcements, pattern: re.Pattern[str]) -> list[_Opener]:
    """Give the places that count on from one to the next."""
    openers: list[_Opener] = []
    ordinals = load_grammar().tracks["ordinal"]
    for block in blocks:
        for found in pattern.finditer(_BEFORE + says.lower[block.span.start : block.span.end]):
            # "Allereerst … Ten tweede …"
            place = ordinals.index(found["ordinal"]) if found["ordinal"] else 0
            if place == len(openers):
                start = block.span.start + found.start("strand") - len(_BEFORE)
                openers.append((start, block, found["label"] is not None))
    return openers


def _are_strands(openers: Sequence[_Opener], says: Announcements, *, bare: bool) -> bool:
    """Tell whether what is counted off was announced as strands: right before it, where only "ten eerste" counts."""
    start = openers[0][0]
    before = Span(max(0, start - _NEAR) if bare else 0, start)
    number = says.number(before)
    if bare:
        return number == len(openers)
    named = sum(label for *_, label in openers)
    enough = len(openers) >= _SHORTEST_CHAIN or (len(openers) == number and named == number)
    # "De eerste prioriteit is …", "de tweede prioriteit …", "de derde …": three say by themselves what they are.
    sure = named == len(openers) >= _SHORTEST_CHAIN
    return enough and named >= 2 and (sure or says.find(before) is not None)


def _counted_off(document: Document, blocks: Sequence[Block], openers: Sequence[_Opener]) -> list[Strand]:
    """Let each strand run to the next one, the last one to the end of its paragraph."""
    starts = [start for start, *_ in openers]
    ends = [*starts[1:], end_of(document, _with_list(blocks, openers[-1][1]))]
    spans = [
        Span(start, start + len(document.text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)
    ]
    return [(span, _first_sentence(document, span)) for span in spans]


def _first_sentence(document: Document, span: Span) -> str:
    return re.split(r"(?<=[.;])\s", span.of(document.text), maxsplit=1)[0].rstrip(".; ")


@cache
def _counting() -> re.Pattern[str]:
    tracks = load_grammar().tracks
    ordinals, labels = "|".join(tracks["ordinal"]), "|".join(tracks["label"])
    return re.compile(
        rf"[.!?]\s+(?P<strand>(?:dan (?:is|volgt|komt) )?(?:de|het) (?P<ordinal>{ordinals})"
        rf"(?: (?P<label>{labels})\b| is\b| betreft\b))"
    )


@cache
def _firstly() -> re.Pattern[str]:
    ordinals = "|".join(load_grammar().tracks["ordinal"])
    return re.compile(
        rf"[.!?;:]\s+(?P<strand>(?:(?:ten|in de) (?P<ordinal>{ordinals})(?: plaats)?"
        r"|allereerst|om te beginnen)\b)"
        r"(?P<label>(?!))?"
    )


@cache
def _first_within() -> re.Pattern[str]:
    """Compile the rest of an announcement, and what opens the first strand in the next sentence or behind a colon."""
    first = "|".join(map(re.escape, load_grammar().tracks["first"]))
    return re.compile(rf"[^.:!?\n]{{0,160}}[.:]\s+(?P<strand>(?:{first})\b)")


@cache
def _connected() -> re.Pattern[str]:
    """Compile what opens a further strand at the start of a sentence."""
    words = "|".join(map(re.escape, [*load_grammar().tracks["next"], *load_grammar().tracks["last"]]))
    opens = rf"[.!?;]\s+(?:en\s+)?(?=(?:{words})\b)|,\s+(?:en\s+)?(?=anderzijds\b)"
    return re.compile(rf"(?:{opens})(?P<strand>\w+)")
