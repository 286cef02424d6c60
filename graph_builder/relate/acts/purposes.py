"""What the government's own measures are for: "de maatregelen zijn erop gericht [fraude] tegen te gaan"."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.reported import speaker_of
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.nounphrases import named_from
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import cores

_DEFINITE = frozenset(["de", "het", "deze", "dit", "die", "onze", "ons", "mijn"])
_WITH = frozenset(["met", "via", "door"])
"""What stands before something by which an end is sought: "met deze wet wordt beoogd …"."""
_NEAR = 4
"""Within how many words of the start of a clause what it is about must be named."""


def of_own_measure(clause: Clause, context: Context) -> tuple[Filler, ...]:
    """Tell whose the end is that a clause tells of some measure, which is nobody else's by its words.

    Args:
        clause: One without a subject that acts, or the infinitive below it.
        context: Only in the government's own words the measure is known to be its own.

    Returns:
        The sender, or nobody.
    """
    above = clause.parent if clause.kind == "infinitive" else clause
    if above is None or above.kind != "main" or above.finite is None or not context.speaks:
        return ()
    words, core = context.grammar.words, next(cores(above, context), None)
    meant = above.lows[above.finite.at - 1] in words["purposes"]
    aimed = core is not None and (core.lemma in words["aiming"] or (core.lemma == "zijn" and meant))
    if not (aimed or not words["ends"].isdisjoint(above.words)) or speaker_of(above, context) is not None:
        return ()
    front = above.tokens[above.lows[0] in _WITH : above.finite.at]
    return (context.sender(front[0].span),) if _own(front, meant, context) else ()


def of_own_product(clause: Clause, context: Context) -> tuple[Filler, ...]:
    """Tell who has made with others what a clause is about: "dit plan is het resultaat van samenwerking met A"."""
    core = next(cores(clause, context), None)
    told = clause.kind == "main" and clause.finite is not None and context.speaks
    arose = core is not None and core.lemma == "komen" and "stand" in clause.words
    if core is None or not (core.lemma == "zijn" or arose) or not told or clause.finite is None:
        return ()
    front = clause.tokens[: clause.finite.at]
    return (context.sender(front[0].span),) if _own(front, False, context) else ()


def is_own_plan(clause: Clause, context: Context) -> bool:
    """Tell whether a passive is about a plan of the sender's: "deze aanpak is met A ontwikkeld", not "het rapport"."""
    if clause.kind != "main" or clause.finite is None or not context.speaks:
        return False
    return _own(clause.tokens[: clause.finite.at], False, context, "own_plans")


def _own(front: Sequence[Token], meant: bool, context: Context, kind: str = "own_things") -> bool:
    """Tell whether words name something of the sender's: a definite measure that is said to be nobody's else."""
    things, named = context.grammar.phrases[kind], [token.low for token in front[:_NEAR]]
    own = bool(named) and named[0] in _DEFINITE and (meant or any(low.endswith(things) for low in named))
    return own and not any(token.actor or token.low == "van" for token in front)


def owners(clause: Clause, context: Context) -> tuple[Filler, ...]:
    """Tell whose doings a passive tells of: "de inzet van [Nederland] is gericht op …", "ons beleid is …"."""
    before = clause.tokens[: clause.finite.at] if clause.finite is not None else []
    of = next((at for at, token in enumerate(before) if token.low == "van"), len(before))
    mine = next((token for token in before[:of] if token.low in context.grammar.words["own"]), None)
    if mine is not None:
        return (context.sender(mine.span),) if context.speaks else ()
    return named_from(before, of + 1, context, "van") if of < len(before) else ()
