"""What a motion asks, in its own text and where a letter retells it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from graph_builder.model import Block, Document, Filler, Mention, Span, Statement
from graph_builder.relate.context import GOVERNMENT, PARLIAMENT
from graph_builder.relate.parliament.declarations import read_declaration
from graph_builder.relate.syntax.tokens import ACTORS
from graph_builder.resolve.entities import HOUSES

_OFFICE = (
    r"(?:regering|kabinet|[Mm]inisters?|[Ss]taatssecretaris(?:sen)?|[Mm]inister-president)"
    r"(?:\s+(?:van|voor)\s+[A-Z][\w&, -]*?"
    r"(?=,\s+(?!en\b|[A-Z])|\s+(?:om|te|op|in|er|ertoe|uit|tevens|alsmede|evenals|(?:en\s+)?(?:de|het))\b))?"
)
_ALSO = r"\s*[«“„‘\"'`]?(?:(?:en|tevens|voorts|alsmede|ook|daarnaast)\s+)*"
_ASKS = re.compile(
    rf"{_ALSO}(?P<verb>[Vv]erzoekt|[Vv]raagt|[Rr]oept|[Dd]raagt|[Ss]poort|[Dd]ringt\s+er\s+bij|[Nn]odigt)\s+"
    rf"(?P<who>(?:de|het)\s+(?:demissionaire\s+|Nederlandse\s+)?{_OFFICE}(?:\s+(?:en|alsmede|evenals)\s+(?:(?:de|het)\s+)?{_OFFICE})*"
    r"|(?P<body>(?:de|het)\s+(?=[A-Za-z])))"
    r"(?P<what>.+)",
    re.DOTALL,
)
_GLUE = r"(?:\s*,?\s*(?:om|tevens|ook|daarbij|hierbij|daartoe|voorts|ertoe)\b)*"
_PARTICLES = {"roept": "op", "draagt": "op", "spoort": "aan", "nodigt": "uit", "dringt": r"(?:op\s+)?aan"}
_ASKS_ALSO = re.compile(
    rf"{_ALSO}(?P<verb>[Vv]erzoekt|[Vv]raagt)\s+(?:(?:tevens|ook|daarbij|hierbij|voorts|daarnaast|om)\b\s*,?\s*)+(?P<what>.+)",
    re.DOTALL,
)
"""A further request of one motion, which does not repeat whom it asks."""
_NEXT_REQUEST = re.compile(
    r"(?<=[,;])\s+(?=(?:en|tevens|voorts|alsmede)\s+(?:(?:tevens|voorts|ook|daarnaast|daarbij)\s+)?"
    r"(?:verzoekt|roept|spreekt|draagt|vraagt|veroordeelt|keurt|zegt)\s)"
    r"|(?<=[,;])\s*\n\s*(?=(?:verzoekt|roept|spreekt|draagt|vraagt|veroordeelt|keurt|zegt)\s)"
)
"""Where a motion asks something more: "…; en verzoekt de regering …"."""
_BODIES = frozenset({"Organisation", "Parliament", "Role", "State", "StateGroup"})
"""Whom a motion can ask beside the government."""
_Said = tuple[str, str, tuple[tuple[str, Filler], ...]]
"""Kind, frame and roles, but for the agent."""
_OPENING = re.compile(r"Kamer\s*,\s*\n")
"""Behind "De": how a motion begins."""
_QUOTES = {"»": "«", "”": "“", "’": "‘", '"': '"'}
_NEAR = 100
"""How many mentions before a request "De Kamer" is looked for in."""


def read_request(document: Document, block: Block, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """Read what a motion asks the government, or what it declares against.

    Args:
        document: A motion.
        block: One of its parts, of part "request".
        mentions: The document's.

    Yields:
        An Urging of the government by the Tweede Kamer, an Opposition of the Kamer to what "must never" be, its
        Support of whom it declares to support, or its Advocacy of what it declares should be.
    """
    text = block.span.of(document.text)
    start = 0
    for stop in [*(found.start() for found in _NEXT_REQUEST.finditer(text)), len(text)]:
        yield from _read_one(document, block, text[start:stop].rstrip(), start, mentions)
        start = stop


def _read_one(
    document: Document, block: Block, text: str, offset: int, mentions: Sequence[Mention]
) -> Iterator[Statement]:
    """Read one of the requests of a block, which begins at an offset of it."""
    block = replace(block, span=Span(block.span.start + offset, block.span.start + offset + len(text)))
    asks, also = _ASKS.match(text), _ASKS_ALSO.match(text)
    said = asks or also
    if said is None:
        yield from _declared(document, block, text, mentions)
        return
    found = None
    if asks:
        found = _asked(block, text, asks, mentions)
    elif also:
        verb = _at(block, also, "verb")
        what = _trim(block.span.start, text, also.start("what"), also.end("what"))
        found = "Urging", "motie-verzoekt", (("addressee", Filler(verb, GOVERNMENT)), ("topic", Filler(what)))
    if found is None:
        return
    kind, frame, roles = found
    trigger = _at(block, said, "verb")
    agent = _kamer(document, mentions, block) or Filler(trigger, PARLIAMENT)
    evidence = Span(trigger.start, _trim(block.span.start, text, said.start("what"), said.end("what")).end)
    yield Statement(kind, evidence, (("agent", agent), *roles), frame, trigger)


def _asked(block: Block, text: str, asks: re.Match[str], mentions: Sequence[Mention]) -> _Said | None:
    """Read whom a motion asks what; None where it is no body that is asked."""
    who = _at(block, asks, "who")
    if asks["body"]:
        named = _within(mentions, Span(who.end, who.end + 1), _BODIES)
        addressees = [named] if named else []
    else:
        addressees = [m for m in _around(mentions, who) if m.type in ("Government", "Role") and m.entity]
    if asks["body"] and not addressees:
        return None
    begin = (addressees[-1].span.end if addressees else who.end) - block.span.start
    particle = _PARTICLES.get(asks["verb"].split()[0].lower(), "")
    skipped = re.compile(rf"{_GLUE}(?:\s+{particle}\b)?{_GLUE}\s*,?\s*").match(text, begin)
    what = _trim(block.span.start, text, skipped.end() if skipped else begin, asks.end("what"))
    whom = [Filler(m.span, m.entity) for m in addressees] or [Filler(who, GOVERNMENT)]
    return "Urging", "motie-verzoekt", (*(("addressee", one) for one in whom), ("topic", Filler(what)))


def _declared(document: Document, block: Block, text: str, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """Read what a motion declares: against what must not be, for whom or what the Kamer is, or what it condemns."""
    declared = read_declaration(text)
    if declared is None:
        return
    base = block.span.start
    verb, what = Span(base + declared.verb[0], base + declared.verb[1]), _trim(base, text, *declared.what)
    named = _first_actor(mentions, what) if declared.names else None
    told = declared.frame == "motie-steunt" and " te " in f" {what.of(document.text)} "
    if named is not None and not told and not _alone(named, what, document):
        named = None
    role = "topic" if declared.kind == "Advocacy" else "target"
    agent = _kamer(document, mentions, block) or Filler(verb, PARLIAMENT)
    if named is None and told:
        return
    roles = (("agent", agent), (role, named or Filler(what)))
    yield Statement(declared.kind, Span(verb.start, what.end), roles, declared.frame, verb)


def _alone(named: Filler, what: Span, document: Document) -> bool:
    """Tell whether words are no more than a name, with its article."""
    rest = document.text[what.start : named.span.start] + document.text[named.span.end : what.end]
    return rest.strip().lower() in ("", "de", "het")


def _first_actor(mentions: Sequence[Mention], span: Span) -> Filler | None:
    """Find whom a declaration names first: "spreekt uit [Oekraïne] blijvend te steunen"."""
    at = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    found = next((m for m in mentions[at : at + 1] if m.type in ACTORS and span.covers(m.span)), None)
    return Filler(found.span, found.entity) if found else None


def _at(block: Block, found: re.Match[str], group: str) -> Span:
    return Span(block.span.start + found.start(group), block.span.start + found.end(group))


def _opened_before(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch ends with a quotation mark whose other half stands before it."""
    opening = _QUOTES.get(text[end - 1])
    return opening is not None and opening not in text[start : end - 1]


def _trim(base: int, text: str, start: int, end: int) -> Span:
    while end > start and (text[end - 1] in " \t\r\n,;." or _opened_before(text, start, end)):
        end -= 1
    return Span(base + start, base + end)


def _kamer(document: Document, mentions: Sequence[Mention], block: Block) -> Filler | None:
    """Find the words that name the Kamer as the one who asks: "De Kamer," above the request, else its last name."""
    at = bisect_left(mentions, block.span.start, key=lambda mention: mention.span.start)
    near = mentions[max(0, at - _NEAR) : at]
    houses = [m for m in reversed(near) if m.type == "Parliament" and m.entity in HOUSES]
    opening = (m for m in houses if _OPENING.match(document.text, m.span.start))
    named = next(opening, houses[0] if houses else None)
    return Filler(named.span, named.entity or PARLIAMENT) if named else None


def _around(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """Give the outermost mentions that a stretch of text touches."""
    at = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    found: list[Mention] = []
    for mention in mentions[max(0, at - 2) :]:
        if mention.span.start >= span.end:
            break
        if mention.span.overlaps(span) and not (found and found[-1].span.covers(mention.span)):
            found.append(mention)
    return found


def _within(mentions: Sequence[Mention], span: Span, types: Set[str]) -> Mention | None:
    return next((m for m in _around(mentions, span) if m.entity and m.type in types), None)
