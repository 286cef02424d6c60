"""What a block is within a paper: title block, signature, question, answer, a motion's parts; and the paper's kind.

The same for every format: it looks at the words of the blocks alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph_builder.model import Block, DocumentKind
from graph_builder.read import forms
from graph_builder.read.parts import Words, asks, with_parts

_FRONT_BLOCKS = 60
_LONGEST_FRONT_LINE = 220
_LATEST_SALUTATION = 12
_LONGEST_TITLE_WORDS = 30
_PAPER_NUMBER = re.compile(r"\ANr\. ?\w+\s")
_PROSE = re.compile(r"[.?!:;][»”’\"')\]]*$")
_LONGEST_SIGNATURE = 200
_FORMAL_LINE = re.compile(
    r"(?:Vragen van|Antwoord(?:en)? van|Mededeling van|Vragen gesteld|Bij beantwoording)\b",
    re.I,
)

_DEBATE_OPENING = re.compile(r"\bAan de orde (?:is|zijn)\b")
_CHAIR = "De voorzitter:"
_OPENING = 6000
"""How far into a debate its opening may stand, in characters."""
_OFTEN = 3
"""How often the chair speaks in the report of a debate at least."""
_NUMBERED = r"(?:[Nn]r\. (?:\d+|[A-Z]+) |[A-Z]{1,2} )?"
_REPORT_OPENING = re.compile(
    rf"{_NUMBERED}(?:HERDRUK\d? )?(?:(?:VOORLOPIG |NADER )*VERSLAG VAN\b|VERSLAG$)|Verslag van een\b"
)
_ANSWER_OPENING = re.compile(
    r"(?i:Antwoord(?:en)? van (?:de )?(?:minister|staatssecretaris))"
    rf"|{_NUMBERED}(?:NOTA NAAR AANLEIDING VAN|(?:NADERE )?MEMORIE VAN ANTWOORD|LIJST VAN VRAGEN EN ANTWOORDEN)\b"
    r"|(?:Nr\. \d+ |\d{5} [IVXLC]+ \d+ )?(?i:Verslag houdende een lijst van vragen en antwoorden)"
)
_LETTER_OPENING = re.compile(
    r"(?:Nr\. \d+ )?BRIEF VAN|Geachte\b|Aan de voorzitter|De voorzitter van de|(?:Met|In) deze (?:kamer)?brief|Hierbij",
    re.IGNORECASE,
)


def structured(text: str, blocks: tuple[Block, ...], prose: str) -> tuple[Block, ...]:
    """Tell the title block, the signatures and the parts among `blocks`; `prose` is the text with markup masked."""
    known: dict[tuple[int, int], str] = {}

    def words(block: Block) -> str:
        start, end = block.span.start, block.span.end
        if (start, end) not in known:
            known[start, end] = " ".join(prose[start : min(end, start + 600)].split())
        return known[start, end]

    front = _front_length(blocks, words)
    with_front = [
        replace(block, kind="preamble", level=0, label="") if place < front and block.kind != "note" else block
        for place, block in enumerate(blocks)
    ]
    return tuple(with_parts(list(_signatures(with_front, words)), words))


def _front_length(blocks: tuple[Block, ...], words: Words) -> int:
    """Count the blocks above the prose: up to the last line of a set form that no prose precedes."""
    length = _web_head(blocks, words)
    after_label = False
    for place, block in enumerate(blocks[:_FRONT_BLOCKS]):
        if place < length:
            continue
        line = words(block)
        if forms.SALUTATION.match(line):
            return place + 1 if length or place < _LATEST_SALUTATION else length
        if forms.MOTION_OPENING.match(line) and length:
            return place
        if _opens_prose(line) or (line.isdecimal() and asks(blocks[place + 1 : place + 2], words)):
            break
        if block.label and block.kind in ("heading", "item"):
            break
        if _is_title_line(line) or after_label:
            length = place + 1
        elif _is_prose(line) or len(line) > _LONGEST_FRONT_LINE or (place > _LATEST_SALUTATION and not length):
            break
        # The line under "Kamervraag 2025Z00001" is the title, though it ends in a full stop.
        after_label = bool(forms.BARE_DOSSIER.match(line) or forms.BARE_LABEL.match(line) or forms.ON_SITE.match(line))
    return length


def _web_head(blocks: tuple[Block, ...], words: Words) -> int:
    """Count the blocks that a web page puts above a paper."""
    for place, block in enumerate(blocks[:_FRONT_BLOCKS]):
        if forms.WEB_HEAD_END.match(words(block)):
            return place + 1
    return 0


def _is_title_line(line: str) -> bool:
    short = len(line) <= _LONGEST_FRONT_LINE and not _is_prose(line)
    formal = _FORMAL_LINE.match(line) or (forms.DOSSIER_LINE.match(line) and not line.endswith("."))
    formal = formal or _in_capitals(line)
    return bool(forms.TITLE_BLOCK.match(line)) and (short or bool(formal))


def _opens_prose(line: str) -> bool:
    return bool(forms.QUESTION.match(line) or forms.MOTION_OPENING.match(line) or forms.MOTION_LINE.match(line))


def _is_prose(line: str) -> bool:
    words = len(line.split())
    return not _in_capitals(line) and ((words >= 7 and bool(_PROSE.search(line))) or words > _LONGEST_TITLE_WORDS)


def _in_capitals(line: str) -> bool:
    """Tell whether a line is a title in capitals, behind a paper's number if it has one."""
    return _PAPER_NUMBER.sub("", line).isupper()


def _signatures(blocks: list[Block], words: Words) -> Iterator[Block]:
    """Turn into signatures: a closing formula, who signs, and the names that follow; a motion's submitters."""
    signing = motion = closed = False
    for place, block in enumerate(blocks):
        line = words(block)
        if block.kind not in ("paragraph", "heading", "item") or forms.NOTES_HEADING.match(line):
            signing = motion = closed = False
            yield block
            continue
        if forms.MOTION_CLOSING.match(line):
            motion = closed = True
            yield block
            continue
        following = words(blocks[place + 1]) if place + 1 < len(blocks) else ""
        signs = len(line) <= _LONGEST_SIGNATURE and _signs(line, following, signing)
        if forms.MOTION_OPENING.match(line):
            motion = True
        submits = motion and _is_name(line) and (closed or not following or _is_name(following))
        if signs or submits:
            signing = True
            yield replace(block, kind="signature", level=0, label="")
            continue
        signing = False
        motion, closed = motion and not closed, False
        yield block


def _signs(line: str, following: str, signing: bool) -> bool:
    """Tell whether a line closes a letter; names count only after what announces them."""
    if forms.CLOSING.match(line) or _is_signatory(line):
        return True
    if forms.ON_BEHALF.match(line) and _is_signatory(following):
        return True
    return signing and (_is_name(line) or bool(forms.ON_BEHALF.match(line)))


def _is_signatory(line: str) -> bool:
    if forms.COMMITTEE_SIGNATORY.match(line):
        return True
    return bool(forms.SIGNATORY.match(line)) and not line.endswith((".", ";")) and not _has_verb(line)


def _is_name(line: str) -> bool:
    return (
        len(line) <= 60
        and not forms.APPENDIX.match(line)
        and (bool(forms.NAME_LINE.match(line)) or bool(re.fullmatch(r"\([A-Z]\)", line)))
    )


def _has_verb(line: str) -> bool:
    return bool(re.search(r"\b(?:is|zijn|heeft|hebben|wordt|worden|zal|zullen|kan|gaat|was|werd|wil|moet)\b", line))


def kind_of(blocks: tuple[Block, ...], prose: str) -> DocumentKind:
    """Tell what kind of paper the blocks make."""
    head = [" ".join(block.span.of(prose).split())[:300] for block in blocks[:_FRONT_BLOCKS]]
    parts = {block.part for block in blocks}
    if any(forms.SPEAKER.match(line) for line in head):
        return "report"
    if "request" in parts and any(re.match(r"De Kamer,$|.{0,60}\bMOTIE VAN", line) for line in head[:25]):
        return "motion"
    if any(_REPORT_OPENING.match(line) for line in head[:12]):
        return "report"
    if {"answer", "question"} <= parts or any(_ANSWER_OPENING.match(line) for line in head):
        return "answer"
    if prose.count(_CHAIR) >= _OFTEN and _DEBATE_OPENING.search(prose, 0, _OPENING):
        return "report"
    if any(_LETTER_OPENING.match(line) for line in head):
        return "letter"
    if any(re.match(r"(?:Verslag|VERSLAG|Fiche|Stenogram|Handelingen)\b", line) for line in head[:12]):
        return "report"
    return "letter" if _is_letter(blocks, prose) else "other"


def _is_letter(blocks: tuple[Block, ...], prose: str) -> bool:
    """Tell a letter without its head: it speaks of itself, or addresses the Kamer and is signed."""
    signed = any(block.kind == "signature" for block in blocks)
    speaks_of_itself = bool(re.search(r"\b(?:[Mm]et|[Ii]n|[Bb]ij) deze (?:[Kk]amer)?brief\b", prose[:4000]))
    return speaks_of_itself or (signed and "uw Kamer" in prose)
