"""Heads of noun phrases: which name heads one, and the preposition on which a name hangs."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.relate.context import Context
from graph_builder.relate.syntax.tokens import Token

_SHORT = 3
"""A noun is longer than this."""
_LOOSE = ("prepositions", "adverbs", "determiners", "coordinators", "negations", "pronouns", "subordinators", "times")
_NEAR = 5
"""How many words may stand between a preposition or a verb and the name that heads its noun phrase."""
_CLOSING = ("en", "s", "ing", "gesprek", "overleg", "bezoek", "brief")
"""Endings of nouns behind which an article opens another noun phrase."""
_PAIRING = frozenset(["zowel", "enerzijds", "anderzijds", "hetzij", "niet", "als", "dan", "evenals", "alsook"])
"""Words before an article that go with its noun."""


def head_of(
    tokens: Sequence[Token], at: int, context: Context, within: int = _NEAR, limit: int | None = None
) -> int | None:
    """Find the name that heads the noun phrase that starts at `at`; None where something else heads it."""
    words = context.grammar.words
    stop = min(len(tokens) if limit is None else limit, at + within + 1)
    for ahead in range(at, stop):
        token = tokens[ahead]
        if token.actor and not (ahead > at and _anew(tokens, ahead, context)):
            # "Een veilig Nederland": what the state is to be, not who it is.
            described = tokens[at].low == "een" or _describes(tokens, ahead, context)
            return None if token.type == "State" and described else ahead
        if token.mention is not None or not token.low or token.point or (ahead > at and _anew(tokens, ahead, context)):
            return None
        if token.low in words["prepositions"] or token.low in words["coordinators"] or token.low in words["pronouns"]:
            if not (token.low == "het" and ahead == at):
                return None
        if token.readings and not token.low.endswith("e") and verbal(token, tokens, ahead, context):
            # "Met [zijn] Duitse ambtgenoot X": whose he is.
            if not (token.low == "zijn" and ahead == at > 0 and tokens[at - 1].low in words["prepositions"]):
                return None
        if token.low in words["adverbs"] and token.low not in words["determiners"] and ahead > at:
            return None
    return None


def _describes(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a state's name, behind an article not its own, says of what a noun is: "de Syrië crisis"."""
    token, words = tokens[at], context.grammar.words
    if at == 0 or tokens[at - 1].low not in words["definite"] or at + 1 == len(tokens) or token.mention is None:
        return False
    after, name = tokens[at + 1], token.mention.span.of(context.document.text)
    plain = after.low.isalpha() and not after.capital and not after.readings and len(after.low) > _SHORT
    return plain and name.istitle() and name.isalpha() and not any(after.low in words[each] for each in _LOOSE)


def verbal(token: Token, tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a word that can be a verb stands where it is one: behind no article."""
    before = tokens[at - 1].low if at else ""
    return before not in context.grammar.words["determiners"]


def _anew(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether the article at `at` opens another noun phrase: "met andere lidstaten | de Commissie verzocht".

    Some names hold their article: "in haar brief | [het kabinet] verzocht".
    """
    before, name = tokens[at - 1], tokens[at].mention
    opens = tokens[at].low if name is None else name.span.of(context.document.text).split(" ")[0]
    if opens not in ("de", "het") or tokens[at].capital or not before.low[:1].isalpha() or before.mention is not None:
        return False
    words = context.grammar.words
    noun = before.low.endswith(_CLOSING) or not (before.readings or before.low in _PAIRING)
    return noun and not any(before.low in words[each] for each in _LOOSE)


def governor(tokens: Sequence[Token], at: int, context: Context) -> int | None:
    """Find the preposition on which the name at `at` hangs; None where it hangs on none."""
    words = context.grammar.words
    if at and _anew(tokens, at, context):
        return None
    for back in range(at - 1, max(-1, at - _NEAR - 2), -1):
        token = tokens[back]
        if token.low == "in" and tokens[back + 1].low == "totaal":
            continue
        if token.low in words["prepositions"]:
            return back
        if token.mention is not None and tokens[back + 1].low in ("en", "of"):
            return governor(tokens, back, context)
        if token.low == "," and back and tokens[back - 1].type == tokens[at].type == "Role" and _closed(tokens, at):
            return governor(tokens, back - 1, context)
        if token.point or token.mention is not None or token.entities:
            return None
        if token.low in words["pronouns"] and token.low != "het":
            return None
        if (token.readings and verbal(token, tokens, back, context)) or (back and _anew(tokens, back, context)):
            return None
    return None


def _closed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a list of offices goes on to its last one: "namens A, [B], C en D"."""
    rest = [token for token in tokens[at + 1 :] if token.low not in ("de", "het")]
    end = next((i for i, token in enumerate(rest) if token.low != "," and token.type != "Role"), len(rest))
    return [token.low for token in rest[end : end + 1]] == ["en"] and [t.type for t in rest[end + 1 : end + 2]] == [
        "Role"
    ]


def measured(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether the "van" before an amount belongs to the noun that it measures: "een bedrag van [2 miljoen]"."""
    back = at - 1
    while back > 0 and (tokens[back].low in context.grammar.words["adverbs"] or tokens[back].low in ("in", "totaal")):
        back -= 1
    return back > 0 and tokens[back].low == "van" and tokens[back - 1].low in context.grammar.words["sums"]
