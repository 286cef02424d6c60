"""Answers that leave what is promised to their question: "Ja, daartoe ben ik bereid.", "Dat zal ik doen."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_builder.model import Block, Document, Filler, Span, Statement
from graph_builder.relate.context import Context
from graph_builder.relate.promises.promise import PROMISE
from graph_builder.relate.syntax.tokens import Token

_LONGEST = 10
"""How many words such an answer has; a longer one says itself what is promised."""
_POINTS = frozenset(["daartoe", "hiertoe"])
_ELSE = frozenset(
    ["dat", "dit", "zal", "zullen", "ga", "gaan", "graag", "zeker", "uiteraard", "natuurlijk", "ik", "wij", "we"]
)
"""Words of an answer that says no more than that it will be done."""
_WILLING = re.compile(
    r"\b(?:Bent|Is|Zijn)\s+(?:u|het\s+kabinet|de\s+(?:minister|regering|staatssecretaris))\s"
    r"[^?.]{0,60}?\bbereid,?\s+(?:om\s+)?(?P<what>[^?]{8,400})\?",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:Gaat|Wilt|Zult)\s+u\s+(?P<what>[^?]{8,400})\?")
_THESE = re.compile(r"\bvragen\b[^?]*\bbeantwoorden\b")
"""That the questions be answered is no matter of policy."""


def answered(at: int, span: Span, words: Sequence[Token], context: Context) -> Iterator[Statement]:
    """Read the promise that an answer makes in its question's words.

    Args:
        at: The index of the answer's block.
        span: Its sentence, in which nothing else has been read.
        words: That sentence's, with "Ja," left out.
        context: The document around it.

    Yields:
        An Undertaking of the sender by what the one question before it asks whether he will do.
    """
    lows = [token.low for token in words if not token.point]
    mine = next((token for token in words if token.low in ("ik", "wij", "we") or token.type == "Government"), None)
    if mine is None or len(lows) > _LONGEST or not context.speaks:
        return
    willing = "bereid" in lows and (not _POINTS.isdisjoint(lows) or "toe" in lows)
    willing = willing or lows[-2:] == ["van", "plan"]
    promises = (
        lows[-1:] in (["doen"], ["toe"]) and {*lows[:-1]} <= _ELSE | {"zeg", "u", ""} and lows[0] in ("dat", "dit")
    )
    if not willing and not promises:
        return
    found = list(_questions(context.document, at, (_WILLING,) if willing else (_WILLING, _ASKED)))
    if len(found) == 1:
        yield Statement(
            kind=PROMISE.kind,
            span=span,
            roles=(("topic", Filler(found[0])), ("agent", context.sender(mine.span))),
            frame="bereid-zijn" if willing else PROMISE.name,
            trigger=words[-1].span if not words[-1].point else mine.span,
            negated="niet" in lows,
            modality="intended" if willing else "asserted",
        )


def _questions(document: Document, at: int, asking: Sequence[re.Pattern[str]]) -> Iterator[Span]:
    """Give what the questions that an answer answers ask whether the government will do."""
    for block in _asked(document.blocks, at):
        for pattern in asking:
            for match in pattern.finditer(document.text, block.span.start, block.span.end):
                if not _THESE.search(match[0]):
                    yield Span(*match.span("what"))


def _asked(blocks: Sequence[Block], at: int) -> Iterator[Block]:
    """Give the questions right before the answer that holds a block."""
    while at >= 0 and blocks[at].part == "answer":
        at -= 1
    while at >= 0 and blocks[at].part == "question":
        if blocks[at].kind != "heading":
            yield blocks[at]
        at -= 1
