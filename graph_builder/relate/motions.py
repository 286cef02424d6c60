"""What a motion asks, in its own text and where a letter retells it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from graph_builder.model import Block, Document, Filler, Mention, Span, Statement
from graph_builder.relate.context import GOVERNMENT, PARLIAMENT
from graph_builder.relate.tokens import ACTORS

_ASKS = re.compile(
    r"\s*(?:en\s+)?(?P<verb>[Vv]erzoekt|[Vv]raagt|[Rr]oept|[Dd]raagt|[Ss]poort|[Dd]ringt\s+er\s+bij|[Nn]odigt)\s+"
    r"(?P<who>(?:de|het)\s+(?:demissionaire\s+|Nederlandse\s+)?"
    r"(?:regering|kabinet|[Mm]inister\w*|[Ss]taatssecretaris)"
    r"(?:\s+(?:van|voor)\s+[A-Z][\w&, ]*?(?=,|\s+(?:om|te|op|in)\b))?)"
    r"(?P<glue>(?:\s*,?\s*(?:om|tevens|ook|daarbij|hierbij|daartoe|voorts)\b)*\s*,?\s*)(?P<what>.+)",
    re.DOTALL,
)
_PARTICLES = {"roept": "op", "draagt": "op", "spoort": "aan", "nodigt": "uit", "dringt": "op"}
_ASKS_ALSO = re.compile(
    r"\s*(?P<verb>[Vv]erzoekt|[Vv]raagt)\s+(?:(?:tevens|ook|daarbij|hierbij|voorts|daarnaast|om)\b\s*,?\s*)+(?P<what>.+)",
    re.DOTALL,
)
"""A further request of one motion, which does not repeat whom it asks."""
_DECLARES = re.compile(r"\s*(?P<verb>[Ss]preekt\s+uit)\s*,?\s*(?:dat\s+)?(?P<what>.+)", re.DOTALL)
_SUPPORTS = re.compile(r"\bte\s+(?:blijven\s+)?(?:onder)?steunen\b")
_REQUIRES = re.compile(r"\b(?:mag|mogen|moet|moeten|dient|dienen|behoort|behoren|hoort|horen)\b")
_DENIES = re.compile(r"\b(?:nooit|niet|geen|nimmer)\b")
_NEAR = 100
"""How many mentions before a request "De Kamer" is looked for in."""


def read_request(document: Document, block: Block, mentions: Sequence[Mention]) -> Iterator[Statement]:
    """Read what a motion asks the government, or what it declares against.

    Args:
        document: A motion.
        block: One of its parts, of part "request".
        mentions: The document's.

    Yields:
        An Urging of the government by the Tweede Kamer, an Opposition of the Kamer to what "must never" be, or its
        Support of whom it declares to support.
    """
    text = block.span.of(document.text)
    kamer = _kamer(mentions, block)
    asks = _ASKS.match(text)
    if asks:
        particle = _PARTICLES.get(asks["verb"].split()[0].lower())
        skipped = re.match(rf"(?:ertoe\s+)?{particle}\s+(?:om\s+)?", asks["what"]) if particle else None
        begin = asks.start("what") + (skipped.end() if skipped else 0)
        what = _trim(block.span.start, text, begin, asks.end("what"))
        who = _within(mentions, Span(block.span.start + asks.start("who"), block.span.start + asks.end("who")))
        addressee = Filler(who.span, who.entity) if who else Filler(_at(block, asks, "who"), GOVERNMENT)
        agent = kamer or Filler(_at(block, asks, "verb"), PARLIAMENT)
        asked = (("agent", agent), ("addressee", addressee), ("topic", Filler(what)))
        evidence = Span(block.span.start + asks.start("verb"), what.end)
        yield Statement("Urging", evidence, asked, "motie-verzoekt", _at(block, asks, "verb"))
        return
    also = _ASKS_ALSO.match(text)
    if also:
        what = _trim(block.span.start, text, also.start("what"), also.end("what"))
        verb = _at(block, also, "verb")
        agent = kamer or Filler(verb, PARLIAMENT)
        asked = (("agent", agent), ("addressee", Filler(verb, GOVERNMENT)), ("topic", Filler(what)))
        yield Statement("Urging", Span(verb.start, what.end), asked, "motie-verzoekt", verb)
        return
    declares = _DECLARES.match(text)
    if declares and _DENIES.search(declares["what"]) and _REQUIRES.search(declares["what"]):
        what = _trim(block.span.start, text, declares.start("what"), declares.end("what"))
        roles = (("agent", kamer or Filler(_at(block, declares, "verb"), PARLIAMENT)), ("target", Filler(what)))
        evidence = Span(block.span.start + declares.start("verb"), what.end)
        yield Statement("Opposition", evidence, roles, "motie-spreekt-uit", _at(block, declares, "verb"))
    elif declares and _SUPPORTS.search(declares["what"]):
        what = _trim(block.span.start, text, declares.start("what"), declares.end("what"))
        whom = _first_actor(mentions, what)
        if whom is not None:
            roles = (("agent", kamer or Filler(_at(block, declares, "verb"), PARLIAMENT)), ("target", whom))
            evidence = Span(block.span.start + declares.start("verb"), what.end)
            yield Statement("Support", evidence, roles, "motie-steunt", _at(block, declares, "verb"))


def _first_actor(mentions: Sequence[Mention], span: Span) -> Filler | None:
    """Find whom a declaration names first: "spreekt uit [Oekraïne] blijvend te steunen"."""
    at = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    found = next((m for m in mentions[at : at + 1] if m.type in ACTORS and span.covers(m.span)), None)
    return Filler(found.span, found.entity) if found else None


def _at(block: Block, found: re.Match[str], group: str) -> Span:
    return Span(block.span.start + found.start(group), block.span.start + found.end(group))


def _trim(base: int, text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in " \t\r\n,;.":
        end -= 1
    return Span(base + start, base + end)


def _kamer(mentions: Sequence[Mention], block: Block) -> Filler | None:
    """Find the words that name the Kamer as the one who asks: the last ones before the request."""
    at = bisect_left(mentions, block.span.start, key=lambda mention: mention.span.start)
    near = mentions[max(0, at - _NEAR) : at]
    named = next((mention for mention in reversed(near) if mention.type == "Parliament"), None)
    return Filler(named.span, named.entity or PARLIAMENT) if named else None


def _within(mentions: Sequence[Mention], span: Span) -> Mention | None:
    at = bisect_left(mentions, span.start, key=lambda mention: mention.span.start)
    near = mentions[max(0, at - 2) : at + 4]
    return next((m for m in near if span.overlaps(m.span) and m.entity and m.type in ("Government", "Role")), None)
