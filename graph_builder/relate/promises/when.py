"""When a promise will be kept, or in which other text: a day, a season, the time to come, the next letter."""

from __future__ import annotations

from graph_builder.relate.promises.due import begins_later, due_of
from graph_builder.relate.promises.promise import Promise, brings_up_to_date

_BACK = 6
"""How many words may stand between what points back to a text and its name."""
_COUNTS = frozenset(["een", "één", "anderhalf", "twee", "drie", "vier", "vijf", "zes", "acht", "tien", "enkele"])
"""Numbers of years or months after which something will be."""
_REPLYING = ["in", "reactie", "op"]
"""A set phrase, which names no other text: "in reactie op de motie informeer ik u"."""


def due(said: Promise) -> bool:
    """Tell whether the clause says by when; not what it tells aside: "de evaluatie die dit najaar wordt gestart"."""
    clause = said.clause
    if clause.due is None:
        found = due_of(said.context.document, clause, said.span)
        asides = (child for child in clause.children if child.kind == "relative" and child.tokens)
        clause.due = found is not None and not any(c.start <= found.span.start < c.whole_end for c in asides)
    return clause.due


def scheduled(said: Promise) -> bool:
    """Tell whether a day or season says when: "wanneer X gebeurt, onderzoekt de inspectie dat" tells a habit."""
    waiting = said.words["awaiting"]
    return due(said) and not any(child.marker and child.marker.low in waiting for child in said.clause.children)


def dated(said: Promise) -> bool:
    """Tell whether it is said when something will be: by a day, from a day on, in the time to come."""
    return said.context.listed or scheduled(said) or ahead(said) or begins_later(said.context.document, said.clause)


def ahead(said: Promise) -> bool:
    """Tell whether the clause speaks of the time to come: "de komende vijftien jaar", "op korte termijn"."""
    lows, times = said.clause.lows, said.words["times"]
    near = (lows[at + 1 : at + 4] for at, low in enumerate(lows) if low in ("komende", "komend", "aankomende"))
    # "Over twee jaar", not "over deze periode".
    after = (lows[at + 2 : at + 3] for at in range(len(lows) - 2) if lows[at] == "over" and _counts(lows[at + 1]))
    return any(not times.isdisjoint(words) for words in (*near, *after)) or said.says("ahead")


def _counts(low: str) -> bool:
    return low[:1].isdigit() or low in _COUNTS


def later(said: Promise) -> bool:
    """Tell whether something will be told only later: by a day, soon, in the next text, or once something is so."""
    return _ahead(said) or said.says("next")


def _ahead(said: Promise) -> bool:
    """Tell whether the clause says that it waits for something, or comes soon or by a day."""
    clause, words = said.clause, said.words
    waits = any(child.marker and child.marker.low in words["awaiting"] for child in clause.children)
    return waits or not words["soon"].isdisjoint(clause.lows) or said.says("soon") or due(said)


def to_come(said: Promise) -> bool:
    """Tell whether it is said that something is still to come.

    By a date, by a word like "binnenkort", by what comes before it ("zodra …"), or by the text that will tell it.
    """
    clause, words = said.clause, said.words
    nearer = (said.core.passive and "nader" in clause.lows) or (clause.marker and clause.marker.low == "waarna")
    keeps = (said.core.lemma == "houden" and brings_up_to_date(clause)) or "blijven" in said.core.chain
    asked = bool(said.context.tokens) and said.context.tokens[0].low in ("mocht", "mochten")
    asked = asked or any(child.marker and child.marker.low in words["conditions"] for child in clause.children)
    return bool(nearer or keeps or asked or _ahead(said) or other_text(said))


def elsewhere(said: Promise) -> bool:
    """Tell whether something else than this text will do the telling: another letter, a debate, or a day to come."""
    return other_text(said) or any(token.type == "Date" for token in said.clause.tokens) or due(said)


def other_text(said: Promise) -> bool:
    """Tell whether the clause names another text, in which something will be told."""
    lows, elsewhere = said.clause.lows, said.context.grammar.phrases["elsewhere"]
    text = said.context.document.text
    named = ("Programme", "Citation")
    words = [t.span.of(text).lower().split(" ")[0] if t.type in named else t.low for t in said.clause.tokens]
    return any(
        word.endswith(elsewhere)
        and lows[at - 1] not in ("deze", "dit")
        and lows[at - 1 : at + 2] != _REPLYING
        and not _cited(said, at)
        and not _dated(said, at)
        for at, word in enumerate(words)
    )


def _dated(said: Promise, at: int) -> bool:
    """Tell whether a text or debate bears a day, so that it has been: "in het overleg van 6 juni"."""
    after = said.clause.tokens[at + 1 : at + 3]
    return len(after) == 2 and after[0].low == "van" and after[1].type == "Date"


def _cited(said: Promise, at: int) -> bool:
    """Tell whether a text is one from before, to which the clause goes back: "in vervolg op mijn brief …"."""
    return not said.words["going_back"].isdisjoint(said.clause.lows[max(0, at - _BACK) : at])
