"""Strands of policy that a list or headings show: "Pijler 2: …", "langs drie lijnen: A, B en C", numbered headings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from graph_builder.model import Block, Document, Span
from graph_builder.relate.lexicon.grammar import load_grammar
from graph_builder.relate.tracks.announcing import Announcements, aiming, counting, strands_named

Strand = tuple[Span, str]
"""A strand, from its first word to its last one, and its label."""

_ITEM = re.compile(
    r"(?:^|[\s(:;])(\d{1,2})[.):]?\)?\s+([^;:\n]{4,120}?)(?=;|,?\s+(?:en\s+)?\(\d|\s+en\s+\d|\.\s*$|\.\s+[A-Z]|\n|$)"
)
_NUMBERED = re.compile(r"\s*(?:ad\s+)?(\d{1,2})\s*[.:)]\s*(.+)", re.DOTALL)
_PARTS = re.compile(r"\s*[,;]\s*(?:en\s+)?|\s+(?:en|alsmede)\s+")
_TO_SENTENCE_END = re.compile(r"[^.:\n]{0,300}")
_LISTED_END = re.compile(r"[\s;,.]*(?:\s(?:en|of))?[\s;,.]*$")
_BEHIND_BULLET = re.compile(r"\W{1,4}(\d{1,2})[.)]\s")
_ARTICLE = re.compile(r"^(?:de|het|een)\s+")
_FAR = 200
"""How many blocks behind an announcement its strands are looked for in."""
_NEXT = 2
"""Within how many blocks behind their announcement the first of some headings stands."""
_SHORTEST_NAME = 4
"""The shortest name of a strand, in characters, that is known again as a heading."""


def behind_markup(document: Document, start: int) -> int:
    """Give where the words begin behind the markup that stands at a place."""
    markup = document.markup
    at = max(0, bisect_right(markup, start, key=lambda span: span.start) - 1)
    while at < len(markup) and markup[at].start <= start < markup[at].end:
        start = markup[at].end
        at += 1
    return start


def head(document: Document, block: Block) -> str:
    """Give the first words of a block, artefacts left out, in lower case."""
    start = behind_markup(document, block.span.start)
    return document.text[start : min(block.span.end, start + 80)].lstrip().lower()


def start_of(document: Document, block: Block) -> int:
    """Give where a block's words begin."""
    start = behind_markup(document, block.span.start)
    while document.text[start].isspace():
        start += 1
    return start


def end_of(document: Document, block: Block) -> int:
    """Give where a block's own prose ends: before the markup and the space at its end."""
    end = block.span.end
    while True:
        while end > block.span.start and document.text[end - 1].isspace():
            end -= 1
        closing = next((m for m in document.markup if m.end == end and m.start > block.span.start), None)
        if closing is None or closing.start == end:
            return end
        end = closing.start


def label_of(document: Document, block: Block) -> str:
    """Give a strand's label: its heading, else its first sentence, cut at a word."""
    words = " ".join(document.text[start_of(document, block) : end_of(document, block)].split())
    words = re.sub(r"^\d{1,2}\s*[.:)]\s*", "", words)
    first = re.split(r"(?<=[.:;])\s", words, maxsplit=1)[0].rstrip(".:; ")
    return first if len(first) <= 100 else first[:100].rsplit(" ", 1)[0] + " …"


@cache
def _label_first() -> re.Pattern[str]:
    names = "|".join(load_grammar().tracks["label"])
    return re.compile(rf"(?:{names})\s+(\d+|i{{1,3}}|iv|v|[a-e])\b\s*[:.–-]?", re.IGNORECASE)


def labelled(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read headings and list items that say which strand they are: "Spoor 1", "Pijler 2 – …"."""
    found = [i for i, block in enumerate(blocks) if _label_first().match(head(document, block))]
    openers = [i for i in found if blocks[i].kind != "paragraph"]
    if len(openers) < 2:
        openers = found
    if len(openers) == 1:
        # A text that is cut off may hold but the first of the strands that it announces.
        first = _label_first().match(head(document, blocks[openers[0]]))
        before = document.text[: blocks[openers[0]].span.start]
        if blocks[openers[0]].kind != "heading" or not first or first[1] not in ("1", "i", "a"):
            return []
        return sections(document, blocks, openers) if counting().search(before.lower()) else []
    return sections(document, blocks, openers) if len(openers) >= 2 else []


def sections(document: Document, blocks: Sequence[Block], openers: Sequence[int]) -> list[Strand]:
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
        span = Span(start_of(document, blocks[opener]), end_of(document, blocks[last]))
        found.append((span, label_of(document, blocks[opener])))
    return found


def announced(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read strands that are listed inside a sentence and come back as headings."""
    for at, block in enumerate(blocks):
        listing = block.kind != "heading" and ":" in document.text[block.span.start : block.span.end]
        said = says.find(block.span) if listing else None
        colon = document.text.find(":", said.end(), block.span.end) if said else -1
        if colon < 0:
            continue
        behind = document.text[colon : block.span.end]
        items = dict(_ITEM.findall(behind))
        openers = _come_back(document, blocks, at, items) if len(items) >= 2 else []
        openers = openers or _named(document, blocks, at, behind[1:])
        if openers:
            return sections(document, blocks, openers)
    return []


def _come_back(document: Document, blocks: Sequence[Block], at: int, items: Mapping[str, str]) -> list[int]:
    """Give the blocks behind a list that open with the number and first words of one of its items."""
    named = {_repeats(document, blocks[i], items): i for i in range(at + 1, min(len(blocks), at + _FAR))}
    return sorted(i for number, i in named.items() if number)


def _repeats(document: Document, block: Block, items: Mapping[str, str]) -> str:
    """Give the number of the announced item with whose number and first words a block opens; empty for none."""
    words = head(document, block)
    numbered = _NUMBERED.match(words)
    number, words = numbered.groups() if numbered else (_figure(document, block), words)
    label = items.get(number, "").lower().split()[:2]
    opening = [word.rstrip(":;.,") for word in words.split()[: len(label)]]
    return number if label and opening == label else ""


def _named(document: Document, blocks: Sequence[Block], at: int, listed: str) -> list[int]:
    """Give the headings that bear the names of a sentence's list: "langs drie lijnen: wonen, zorg en werk"."""
    line = _TO_SENTENCE_END.match(listed.lower())
    names = [_ARTICLE.sub("", part.strip(), count=1) for part in _PARTS.split(line[0].strip())] if line else []
    names = [name for name in names if len(name) >= _SHORTEST_NAME]
    openers = []
    for place in range(at + 1, min(len(blocks), at + _FAR)):
        title = _ARTICLE.sub("", _NUMBERED.sub(r"\2", head(document, blocks[place])).strip(" .:"))
        if blocks[place].kind == "heading" and any(title.startswith(name) for name in names):
            openers.append(place)
    return openers if len(openers) >= 2 else []


def listed(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read a list of items that a sentence announces, or the headings that its items come back as."""
    for at, block in enumerate(blocks[:-1]):
        text = block.span.of(document.text).rstrip()
        if block.kind != "paragraph" or not text.endswith(":"):
            continue
        items = list(_items(blocks, at))
        numbered = [i for i in items if _figure(document, blocks[i]).isdigit()]
        lower = text.lower()
        aimed = says.find(block.span) or aiming(lower)
        if not aimed and not (numbered and all(_is_measure(document, blocks[i]) for i in items)):
            continue
        named = strands_named().search(lower) or says.number(block.span) in (0, len(items))
        openers = numbered if len(numbered) >= 2 or not named else items
        openers = openers or _headed(document, blocks, at)
        if len(openers) >= 2:
            names = {_figure(document, blocks[i]): _name_of(document, blocks[i]) for i in numbered}
            again = _come_back(document, blocks, openers[-1], names) or _named_again(document, blocks, openers)
            return sections(document, blocks, again if len(again) >= 2 else openers)
    return []


def _named_again(document: Document, blocks: Sequence[Block], items: Sequence[int]) -> list[int]:
    """Give the lines that are the names of all items of a list, in its order: "• Zorg: beter", later "Zorg"."""
    openers: list[int] = []
    names = [_bare(_name_of(document, blocks[i]).split(":")[0]) for i in items]
    for place in range(items[-1] + 1, min(len(blocks), items[-1] + _FAR)):
        name = names[len(openers)] if len(openers) < len(names) else ""
        if len(name) >= _SHORTEST_NAME and _bare(blocks[place].span.of(document.text)) == name:
            openers.append(place)
    return openers if len(openers) == len(items) else []


def _bare(name: str) -> str:
    """Give a name as it is compared: "• Gezondheid & Zorg:" is "gezondheid en zorg"."""
    words = name.lower().strip("•–-*.: \t\n")
    return " ".join(_ARTICLE.sub("", words, count=1).replace("&", "en").split())


def _is_measure(document: Document, block: Block) -> bool:
    """Tell whether an item says itself that it is a strand: "1. maatregelen die …"."""
    first = next(iter(_name_of(document, block).lower().split()), "")
    return first in load_grammar().tracks["measure"] or first in load_grammar().tracks["proposal"]


def _headed(document: Document, blocks: Sequence[Block], at: int) -> list[int]:
    """Give the headings that begin right behind a block and count on from 1."""
    openers: list[int] = []
    for ahead in range(at + 1, min(len(blocks), at + _FAR)):
        block = blocks[ahead]
        if block.kind == "heading" and _figure(document, block) == str(len(openers) + 1):
            openers.append(ahead)
        elif not openers or (block.kind == "heading" and block.level <= blocks[openers[0]].level):
            break
    return openers


def _figure(document: Document, block: Block) -> str:
    """Give the number or letter that a block bears, without its point or bracket; behind a bullet too: "• 1. …"."""
    behind = None if block.label.isalnum() else _BEHIND_BULLET.match(document.text, block.span.start, block.span.end)
    return behind[1] if behind else block.label.rstrip(".:)")


def _name_of(document: Document, block: Block) -> str:
    """Give the words of a list's item without its number and what joins it to the next one."""
    return _LISTED_END.sub("", re.sub(r"^\W*\d+\s*[.:)]\s*", "", block.span.of(document.text)))


def _items(blocks: Sequence[Block], at: int) -> Iterator[int]:
    """Give the items of the list right behind a block, those of lower rank left out."""
    for ahead in range(at + 1, len(blocks)):
        if blocks[ahead].kind != "item":
            return
        if blocks[ahead].level <= blocks[at + 1].level:
            yield ahead


def numbered(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read numbered headings where a sentence before them says that so many strands come: "kent vier actielijnen"."""
    for at, block in enumerate(blocks):
        number = says.number(block.span) if block.kind != "heading" else 0
        if not number:
            continue
        ahead = range(at + 1, min(len(blocks), at + _FAR))
        items = list(_items(blocks, at))
        if [_figure(document, blocks[i]) for i in items] == [str(one) for one in range(1, number + 1)]:
            return sections(document, blocks, items)
        openers = [i for i in ahead if blocks[i].kind == "heading" and _figure(document, blocks[i]).isdigit()]
        openers = [i for i in openers if blocks[i].level == blocks[openers[0]].level]
        if [_figure(document, blocks[i]) for i in openers] == [str(one) for one in range(1, number + 1)]:
            return sections(document, blocks, openers)
    return []


def titled(document: Document, blocks: Sequence[Block], says: Announcements) -> list[Strand]:
    """Read as many headings without number as strands are announced right before the first of them."""
    if document.metadata.kind == "report":
        # Its headings name who speaks.
        return []
    for at, block in enumerate(blocks):
        number = says.number(block.span) if block.kind == "paragraph" else 0
        first = next((i for i in range(at + 1, min(len(blocks), at + 1 + _NEXT)) if blocks[i].kind == "heading"), None)
        if not number or first is None:
            continue
        level = blocks[first].level
        openers = [first]
        for ahead in range(first + 1, min(len(blocks), at + _FAR)):
            if blocks[ahead].kind == "heading" and blocks[ahead].level <= level:
                if blocks[ahead].level < level or _closing().match(head(document, blocks[ahead])):
                    break
                openers.append(ahead)
        if len(openers) == number and all(i + 1 < len(blocks) and blocks[i + 1].kind != "heading" for i in openers):
            return sections(document, blocks, openers)
    return []


@cache
def _closing() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load_grammar().tracks["closing"]))
    return re.compile(rf"(?:[\divx]{{1,4}}[.:)]?\s+)?(?:{words})\b")
