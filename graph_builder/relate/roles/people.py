"""People who stand for a body: "medewerkers van UNHCR spraken met …", "mijn ambtenaren hebben …"."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.nounphrases import OF_BODIES, named_from
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import Token

_FIRST = 2
"""How many words, at most, stand before the verb of a clause that shares its subject."""
_FARTHEST = 6
"""How many words of a noun phrase are looked through for people, and for whose they are."""
_BOARDS = frozenset(["raad", "college"])


def whose_people(scene: Scene) -> tuple[Filler, ...]:
    """Find the body whose people are the subject, before the verb or behind it; nobody where none are."""
    clause, context = scene.clause, scene.context
    verb = clause.finite.at if clause.finite is not None and clause.kind == "main" else -1
    found = _at(clause.tokens, 0, context) if verb else ()
    if not found and verb >= 0:
        found = _at(clause.tokens, verb + 1, context)
    partner = clause.partner
    if not found and partner is not None and verb <= _FIRST and subject(partner, context) is None:
        # "De leden van de fractie zien dit en | steunen het voorstel".
        return _at(partner.tokens, 0, context)
    return found


def _at(tokens: Sequence[Token], at: int, context: Context) -> tuple[Filler, ...]:
    words = context.grammar.words
    while at < len(tokens) and tokens[at].low in words["adverbs"]:
        at += 1
    lows = [token.low for token in tokens[at : at + 2]]
    if len(lows) > 1 and lows[0] in words["possessive"] and lows[1] in words["representatives"] and context.speaks:
        return (context.sender(tokens[at].span),)
    return represented(tokens, at, context)


def represented(
    tokens: Sequence[Token], at: int, context: Context, nouns: str = "representatives"
) -> tuple[Filler, ...]:
    """Give for whom people are spoken with or urged, or whose work gets money: "met bestuurders van de vereniging"."""
    words, passed, kind = context.grammar.words, -1, "Programme" if nouns == "doings" else None
    for ahead in range(at, min(at + _FARTHEST, len(tokens) - 1)):
        low = tokens[ahead].low
        if low == "van" and tokens[ahead - 1].low in _BOARDS and ahead > at:
            # "Met de raad van bestuur van [A]"
            passed = ahead
        elif (low in words[nouns] or tokens[ahead].type == kind) and tokens[ahead + 1].low in OF_BODIES:
            found = named_from(tokens, ahead + 2, context, "van")
            if found:
                return found
            # "De leden van de fractie van [A]": people of people.
            passed = ahead + 1
        elif low in words[nouns] and tokens[ahead + 1].type == "Group" and kind is None:
            # "Een delegatie Oeigoeren".
            return named_from(tokens, ahead + 1, context, "van")
        elif low in words["prepositions"] and ahead != passed:
            break
    return ()
