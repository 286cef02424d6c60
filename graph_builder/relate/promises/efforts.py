"""Intentions that efforts tell: "de inspanningen van het kabinet zijn gericht op herstel van …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.promises.promise import PROMISE, is_sender
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.nounphrases import named_from, text_span

_FARTHEST = 8
"""How many words may stand between the efforts and "gericht": "van het kabinet blijven onverminderd"."""
_LISTED = re.compile(r"(?:^|(?<=[\s:;,]))\d{1,2}[.)]\s+")
"""The number of a point in a list within a sentence: "1. herstel, 2. onderzoek en 3. …"."""
_POINT_END = re.compile(r"[\s,;.]*(?:\ben)?[\s,;.]*$")


def read_efforts(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read at what the sender's efforts are aimed.

    Args:
        clause: With "gericht op" and the word for the efforts.
        context: The document around it; only the sender's own efforts tell his intentions.

    Yields:
        An intended Undertaking for what they are aimed at, or one for each point of a numbered list.
    """
    lows, tokens = clause.lows, clause.tokens
    if "gericht" not in clause.words or not context.speaks or "niet" in clause.words:
        return
    at = next((i for i, low in enumerate(lows) if low in context.grammar.words["efforts"]), -1)
    aimed = next((i for i in range(at + 1, min(at + _FARTHEST, len(lows))) if lows[i] == "gericht"), -1)
    aimed = max(aimed, lows.index("gericht") if at > lows.index("gericht") else -1)
    if at < 0 or aimed < at or lows[aimed + 1 : aimed + 2] != ["op"]:
        return
    agents, topic = _whose(clause, at, context), text_span(tokens[aimed + 2 :])
    if not is_sender(agents) or topic is None:
        return
    colon = any(token.low == ":" for token in context.tokens if token.start >= topic.end)
    whole = Span(topic.start, context.tokens[-1].end if colon else max(topic.end, clause.whole_end))
    for point in _points(whole, context) or [whole]:
        roles = [*(("agent", agent) for agent in agents), ("topic", Filler(point))]
        yield Draft(PROMISE, clause, roles, tokens[aimed].span, "intended", False)


def _whose(clause: Clause, at: int, context: Context) -> tuple[Filler, ...]:
    """Tell whose efforts they are: of whom "van" names, "mijn", "de Nederlandse", "de inzet" without more."""
    tokens = clause.tokens
    if clause.lows[at + 1 : at + 2] == ["van"]:
        return named_from(tokens, at + 2, context)
    mine = at > 0 and tokens[at - 1].low in context.grammar.words["own"]
    # "Daarom blijft [de inzet] gericht op …".
    mine = mine or (at > 0 and clause.lows[at - 1 : at + 1] == ["de", "inzet"])
    return (context.sender(tokens[at].span),) if mine else ()


def _points(whole: Span, context: Context) -> list[Span]:
    """Part a numbered list into its points."""
    text = whole.of(context.document.text)
    marks = list(_LISTED.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    found = []
    for mark, end in zip(marks, ends, strict=True) if len(marks) > 1 else ():
        words = _POINT_END.sub("", text[mark.end() : end])
        found.append(Span(whole.start + mark.end(), whole.start + mark.end() + len(words)))
    return found
