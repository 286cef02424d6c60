"""Who acts in a passive: whom "door" names."""

from __future__ import annotations

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at


def agent_of_passive(clause: Clause, context: Context) -> tuple[tuple[Filler, ...] | None, int | None]:
    """Find who acts in a passive.

    Returns:
        Whom "door" names (empty where it names nobody we know, None where there is no "door"), and where it stands.
    """
    tokens = clause.tokens
    finite = clause.finite.at if clause.finite is not None and clause.kind == "main" else 0
    # "Het geweld door de politie wordt veroordeeld door A": who acts is named behind the verb.
    start = finite if "door" in clause.lows[finite:] else 0
    for at, low in enumerate(clause.lows[start:], start):
        if low != "door" or clause.lows[at + 1 :][:1] == ["middel"]:
            continue
        if _reduced(clause, at) or _before_noun(clause, at, context):
            continue
        head = head_of(tokens, at + 1, context)
        if head is None:
            mine = context.speaks and at + 1 < len(tokens) and tokens[at + 1].low in context.grammar.words["me"]
            return ((context.sender(tokens[at + 1].span),) if mine else ()), at
        group = group_at(tokens, head, context, "door")
        after = tokens[group.end] if group.end < len(tokens) else None
        # "de door het lid ingediende motie": the participle behind it has the agent, not the clause.
        adjectival = after is not None and not after.readings and after.low.endswith(("de", "te", "en"))
        adjectival = adjectival and _in_noun_phrase(clause, at, context)
        closed = context.grammar.words["prepositions"] | context.grammar.words["determiners"]
        if after is None or not adjectival or after.low in closed:
            return fillers(group.tokens, context), at
    return None, None


def _in_noun_phrase(clause: Clause, door: int, context: Context) -> bool:
    """Tell whether "door" stands behind an article: "de eerder door A ingediende motie", not "zijn door A …"."""
    words, back = context.grammar.words, door - 1
    while back > 0 and clause.lows[back] in words["adverbs"]:
        back -= 1
    finite = clause.finite.at if clause.finite is not None else -1
    return back >= 0 and back != finite and clause.lows[back] in words["determiners"]


def _reduced(clause: Clause, at: int) -> bool:
    """Tell whether "door" belongs to a participle that stands for a relative clause: "het plan, ingediend door A"."""
    before = clause.tokens[at - 1] if at > 1 else None
    participle = before is not None and any(reading.form == "participle" for reading in before.readings)
    return participle and clause.lows[at - 2] == "," and all(verb.at != at - 1 for verb in clause.verbs[:1])


def _before_noun(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether "door" belongs to a participle before a noun: "de (op 26 april) door de Kamer aangenomen motie"."""
    loose = context.grammar.words["adverbs"] | context.grammar.words["prepositions"]
    back = at - 1
    while back >= 0 and (clause.tokens[back].type == "Date" or clause.lows[back] in loose):
        back -= 1
    # "In de [eerste helft van 2023] door A": the article is the date's.
    dated = back + 1 < at and clause.tokens[back + 1].type == "Date"
    return back >= 0 and clause.lows[back] in ("de", "een") and not dated
