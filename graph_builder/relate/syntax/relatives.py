"""What "dat" or "die" stands for as the subject of a passive: "[het voorstel], dat door ons wordt gesteund"."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.relate.context import Context
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.nounphrases import group_at
from graph_builder.relate.syntax.tokens import Token

_OPENING = {"dat": frozenset(["het", "dit", "een", "ons"]), "die": frozenset(["de", "deze", "een", "onze"])}
"""With what the noun begins that each relative word can stand for."""
_OPENERS = frozenset().union(*_OPENING.values())
_LISTED = 12
"""Within how many words before the last name of a list its first one stands."""
_STRANDED = {"mee": "met", "toe": "tot"}
"""Prepositions as they are written behind "waar"."""


def meant_by_relative(clause: Clause, context: Context) -> Sequence[Token]:
    """Give the noun phrase that a relative word stands for where nothing but "door" and whom it names follows.

    Args:
        clause: A passive; "dat door ons wordt gesteund" is parsed as a clause of any kind.
        context: For the word classes.

    Returns:
        The words before the relative word that one determiner opens, with what hangs on the noun; none where there
        are several determiners, as it may then stand for either.
    """
    marker, above = clause.marker, clause.parent
    if (
        above is None
        or marker is None
        or marker.low not in _OPENING
        or clause.finite is None
        or clause.lows[:1] != ["door"]
    ):
        return ()
    words = context.grammar.words
    if any(low in words["determiners"] for low in clause.lows[2 : clause.finite.at]):
        # "Dat door Nederland een plan wordt gesteund": it has a subject of its own.
        return ()
    return _noun_before(marker, above, _OPENING[marker.low], context)


def several_meant(clause: Clause, context: Context) -> tuple[Token, ...]:
    """Give the names that "die" stands for beside the last one: "sprak met [A] en [B], die oproepen tot …".

    Args:
        clause: A relative one with an antecedent.
        context: For the word classes.

    Returns:
        All of them, where the verb is a plural; none where the antecedent is alone.
    """
    above = clause.parent.tokens if clause.parent is not None else []
    at = next((i for i, token in enumerate(above) if token is clause.antecedent), 0)
    if not at or clause.finite is None or clause.finite.reading.form != "plural":
        return ()
    named = (back for back in range(max(0, at - _LISTED), at) if above[back].actor)
    groups = (group_at(above, back, context).tokens for back in named)
    return next((group for group in groups if group[-1] is clause.antecedent), ())


def joined_to(clause: Clause, preposition: str) -> bool:
    """Tell whether a clause's relative word bears a preposition: "waar[mee] A instemt", "waar A [mee] instemt"."""
    marker = clause.marker.low if clause.kind == "relative" and clause.marker is not None else ""
    word = next((low for low in clause.lows if low in _STRANDED or low == preposition), "") if marker == "waar" else ""
    word = word or marker.removeprefix("waar")
    return marker.startswith("waar") and _STRANDED.get(word, word) == preposition


def meant_by_joined(clause: Clause, context: Context) -> Sequence[Token]:
    """Give the noun phrase that a relative word with a preposition stands for: "[het voorstel] waarmee A instemt"."""
    marker, above = clause.marker, clause.parent
    return _noun_before(marker, above, _OPENERS, context) if marker is not None and above is not None else ()


def _noun_before(marker: Token, above: Clause, openings: frozenset[str], context: Context) -> Sequence[Token]:
    words, finite = context.grammar.words, above.finite.at if above.finite is not None else -1
    before = [token for token in above.tokens if token.end <= marker.start]
    while before and (before[-1].point or any(reading.form == "participle" for reading in before[-1].readings)):
        before.pop()
    opened = [at for at, token in enumerate(before) if token.low in words["determiners"]]
    verbal = (at for at, token in enumerate(before) if token.point or (token.readings and at - 1 not in opened))
    # "Dit [was] een aanbod waarmee …".
    verb = max([*verbal, finite if finite < len(before) else -1], default=-1)
    inside = [at for at in opened if at > verb]
    if len(inside) != 1 or before[inside[0]].low not in openings:
        return ()
    return before[inside[0] :]


def promised_thing(clause: Clause, context: Context) -> Sequence[Token]:
    """Give the noun phrase of what a relative clause says was promised: "[het overzicht] dat u is toegezegd".

    What hangs on it by a preposition goes along: "[de brief over de wolf] die ik u heb toegezegd".
    """
    marker, above = clause.marker, clause.parent
    # "Het rapport dat …": "dat" is often taken for the conjunction.
    behind = clause.kind == "relative" or (clause.kind == "sub" and marker is not None and marker.low == "dat")
    if not behind or marker is None or above is None or marker.low not in _OPENING:
        return ()
    words, openings = context.grammar.words, _OPENING[marker.low]
    before = [token for token in above.tokens if token.end <= marker.start]
    while before and (before[-1].point or any(reading.form == "participle" for reading in before[-1].readings)):
        before.pop()
    found: Sequence[Token] = ()
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        if token.point or (above.finite is not None and at == above.finite.at):
            break
        if token.low in words["determiners"]:
            if token.low in openings:
                found = before[at:]
            if at == 0 or before[at - 1].low not in words["prepositions"]:
                break
    return found


def head_meant(meant: Sequence[Token], context: Context) -> str:
    """Give the noun of a phrase, before what hangs on it by a preposition: "het [voorstel] voor hervorming"."""
    prepositions = context.grammar.words["prepositions"]
    hanging = next((at for at, token in enumerate(meant) if at > 1 and token.low in prepositions), len(meant))
    return meant[hanging - 1].low if meant else ""
