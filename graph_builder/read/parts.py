"""The part that a block plays: question or answer, by number; a motion's findings, considerations and request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph_builder.model import Block, Part, Span
from graph_builder.read import forms

Words = Callable[[Block], str]


_LISTED = re.compile(r"lijst van vragen en antwoorden|vragen en antwoorden[^.]{0,60} afgedrukt", re.IGNORECASE)
"""How a list of questions and answers calls itself: in it each answer follows its question, with a heading or not."""
_FRONT = 25
"""How many blocks from the start it does."""


_GLUED_MOTION = re.compile(r"De Kamer, gehoord de beraadslaging, .{20,}en gaat over tot de orde van de dag")
_MOTION_JOINT = re.compile(
    r"(?<=[;,])\s(?=(?:gehoord de|constaterende?|overwegende?|van mening|verzoekt|roept|spreekt|draagt|en gaat over)\b)"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a paper one is."""

    part: Part | None = None
    label: str = ""
    in_motion: bool = False


def with_parts(blocks: list[Block], words: Words) -> Iterator[Block]:
    """Give each block its part: in questions and answers by their headings, in a motion by its opening words.

    A block of a question or answer without a label of its own gets the number of the question, as in "4 en 5".
    """
    blocks = [piece for block in blocks for piece in _unglued(block, words)]
    shown = any(forms.ON_SITE.match(words(block)) for block in blocks[:1])
    front = map(words, blocks[:_FRONT])
    listed = any("en antwoorden" in line.lower() and _LISTED.search(line) for line in front)
    yield from _with_answers(list(_read_parts(blocks, words)), words, headless=shown or listed)


def _unglued(block: Block, words: Words) -> Iterator[Block]:
    """Part a motion that a site prints as one paragraph: "De Kamer, gehoord de beraadslaging, constaterende dat …"."""
    line = words(block)
    whole = block.kind == "paragraph" and _GLUED_MOTION.match(line) is not None
    if not whole or len(line) != block.span.end - block.span.start:
        yield block
        return
    starts = [0, *(found.end() for found in _MOTION_JOINT.finditer(line))]
    ends = [*(found.start() for found in _MOTION_JOINT.finditer(line)), len(line)]
    for start, end in zip(starts, ends, strict=True):
        yield replace(block, span=Span(block.span.start + start, block.span.start + end))


def _with_answers(blocks: list[Block], words: Words, *, headless: bool) -> Iterator[Block]:
    """Tell answers that lost their heading: what follows a question's last question mark, where nothing answers it.

    Args:
        blocks: Those of the paper, with their parts.
        words: Gives the words of a block.
        headless: Whether no answer of the paper has a heading.
    """
    answered = {number for block in blocks if block.part == "answer" for number in _numbers(block.label)}
    asking: dict[str, int] = {}
    for place, block in enumerate(blocks):
        if block.part == "question" and words(block).endswith("?"):
            asking[block.label] = place
    for place, block in enumerate(blocks):
        lost = (
            (answered or headless)
            and block.part == "question"
            and block.kind in ("paragraph", "item")
            and block.label in asking
        )
        if lost and place > asking[block.label] and not answered & _numbers(block.label):
            yield replace(block, part="answer")
        else:
            yield block


def _numbers(label: str) -> frozenset[int]:
    """Give the numbers that a label names: "4 en 5", "4 t/m 6", "2-4"."""
    numbers = [int(digits) for digits in re.findall(r"\d{1,3}", label)]
    if len(numbers) == 2 and re.search(r"t/m|tot en met|\d\s*[-–]\s*\d", label):
        return frozenset(range(numbers[0], numbers[1] + 1))
    return frozenset(numbers)


def _read_parts(blocks: list[Block], words: Words) -> Iterator[Block]:
    at = _Place("question" if _asks_only(blocks, words) else None)
    before = ""
    for place, block in enumerate(blocks):
        if block.kind in ("preamble", "signature", "note"):
            at = _Place() if block.kind == "signature" else at
            yield block
            continue
        line, following = words(block), blocks[place + 1 : place + 2]
        retold = forms.MOTION_NAMED.match(before) and forms.MOTION_ASKS.match(line)
        before = line
        if retold and at == _Place():
            yield replace(block, part="request")
            continue
        at = _in_motion(at, line) or _heading(at, block, line) or _number(at, block, line, following, words) or at
        asked = at.part in ("question", "answer")
        named = Block(block.span, block.kind, block.level, block.label or (at.label if asked else ""), at.part)
        yield replace(named, kind="heading", level=1) if asked and line == at.label else named


def asks(following: Sequence[Block], words: Words) -> bool:
    """Tell whether what follows a lone number is a question."""
    return any(words(block).endswith("?") for block in following)


def _in_motion(at: _Place, line: str) -> _Place | None:
    if forms.MOTION_OPENING.match(line):
        return _Place(in_motion=True)
    if forms.MOTION_CLOSING.match(line):
        return _Place()
    if at.in_motion:
        begun = _motion_part(line) or (None if line.lower().startswith("gehoord") else at.part)
        return _Place(begun, in_motion=True)
    return None


def _motion_part(line: str) -> Part | None:
    if forms.MOTION_FINDING.match(line):
        return "finding"
    if forms.MOTION_CONSIDERATION.match(line):
        return "consideration"
    return "request" if forms.MOTION_REQUEST.match(line) else None


def _heading(at: _Place, block: Block, line: str) -> _Place | None:
    """Tell the part that a heading opens: "Vraag 4 en 5", "Antwoord", a section of a consultation, an appendix."""
    if asked := forms.QUESTION.match(line):
        return _Place("question", asked["label"])
    if answered := forms.ANSWER.match(line):
        return _Place("answer", answered["label"] or at.label)
    if block.kind != "heading":
        return None
    if forms.MEMBERS_SPEAK.match(line):
        return _Place("question")
    if forms.GOVERNMENT_SPEAKS.match(line):
        return _Place("answer")
    return _Place() if forms.APPENDIX.match(line) else None


def _number(at: _Place, block: Block, line: str, following: Sequence[Block], words: Words) -> _Place | None:
    """Tell a question by its number alone: on a line of its own, or as an item among answers."""
    if line.isdecimal() and asks(following, words):
        return _Place("question", line)
    if block.kind != "item" or not block.label.isdecimal() or not line.endswith("?"):
        return None
    answered = at.part in ("question", "answer") or any(forms.ANSWER.match(words(other)) for other in following)
    return _Place("question", block.label) if answered else None


def _asks_only(blocks: list[Block], words: Words) -> bool:
    """Tell whether a paper is questions by members alone, without a heading for each."""
    front = [words(block) for block in blocks if block.kind == "preamble"]
    return (
        any(line.startswith("Vragen van") for line in front)
        and not any(line.lower().startswith("antwoord") for line in front)
        and not any(forms.QUESTION.match(words(block)) or forms.ANSWER.match(words(block)) for block in blocks)
    )
