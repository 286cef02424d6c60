"""Words that look like a past tense and describe a noun: "het [vernieuwde] stelsel wordt verlengd"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph_builder.relate.syntax.tokens import Token

_FINITE = frozenset(["third", "past", "plural"])
_OPENING = ("subordinators", "relatives", "infinitive_markers", "conditions")
CLOSED = ("prepositions", "determiners", "pronouns", "adverbs", "negations", "coordinators", *_OPENING)
"""Classes of words that are no nouns."""


def describes_noun(tokens: Sequence[Token], at: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a past tense behind "het" is a participle: one clause has one finite verb, and another one comes.

    Args:
        tokens: The sentence.
        at: Where the word stands.
        words: For what opens another clause, and what names nothing.

    Returns:
        Whether a noun follows, and then a finite verb before anything opens a clause.
    """
    if tokens[at].low[-2:] not in ("de", "te") or at + 2 >= len(tokens) or tokens[at - 1].low != "het":
        return False
    noun = tokens[at + 1]
    if noun.readings or not noun.low.isalpha() or noun.capital or any(noun.low in words[name] for name in CLOSED):
        return False
    for token in tokens[at + 2 :]:
        if token.point or any(token.low in words[name] for name in _OPENING):
            return False
        if token.readings and token.readings.forms & _FINITE:
            return True
    return False
