"""What the clause layer does not look at: parentheses, long quotations, full stops, and words like "onder meer"."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Mention
from graph_builder.relate.lexicon.grammar import load_grammar
from graph_builder.relate.syntax.tokens import LOW, Token

_DASHES = frozenset("–—-")
_OPENING = {"(": ")", "[": "]"}
_QUOTES = {"«": "»", "“": "”", "‘": "’", '"': '"', "„": "”"}
_ASIDES = frozenset([*_OPENING, *_QUOTES, "»", "”", "’"])
_STOPS = frozenset([".", "!", "?"])
"""Inside a sentence a full stop belongs to an abbreviation."""
_LONGEST_ASIDE = 60
_LONGEST_CAPACITY = 12
"""Within how many words ", als gastland van B," closes."""
_LONGEST_DASHED = 20
_SHORTEST_QUOTE = 4
_NEAR, _LED = 5, 2
"""Within how many words before a bracket it says what is asked, and of how many in it one names the motion."""
_AMONG = frozenset(["meer", "andere", "anderen"])
"""Words that say behind "onder" that more could be named."""
_THAT = frozenset(["dat", "dit", "het"])
_FEASIBLE = frozenset(["nodig", "mogelijk", "wenselijk", "gewenst", "noodzakelijk", "passend", "opportuun"])
_BETWEEN = frozenset([",", "en", "of", "de", "het", "o.a", ".", "onder", "andere", "meer", "waaronder", "bijvoorbeeld"])
"""What may stand between the names of a list in brackets."""
_BEFORE_NAMES = frozenset(
    ["de", "het", "een", "met", "via", "aan", "voor", "in", "bij", "door", "van", "op", "over", "tegen"]
)


def without_asides(found: list[Token], lows: list[str]) -> tuple[list[Token], list[str]]:
    """Leave out of a sentence what is said aside; names in brackets stay with the noun before them.

    Args:
        found: All tokens of the sentence.
        lows: Their words in lower case.

    Returns:
        What is left of both.
    """
    if lows and lows[-1] in _STOPS:
        # Most sentences have no other stop.
        found, lows = found[:-1], lows[:-1]
    words, whole = frozenset(lows), found
    if not _ASIDES.isdisjoint(words):
        found = _without_brackets(found)
    if not _DASHES.isdisjoint(words):
        found = _without_dashed(found)
    if not _STOPS.isdisjoint(words):
        found = [token for token in found if token.low not in _STOPS]
    if "als" in words:
        found = _without_capacity(found)
    if "onder" in words:
        found = _without_hints(found)
    if "waar" in words:
        found = _without_limits(found)
    return found, lows if found is whole else [*map(LOW, found)]


def _without_capacity(tokens: list[Token]) -> list[Token]:
    """Leave out ", net als B," and ", als lid van B," behind who acts or his verb: B does something else.

    What stands so holds no verb, and closes with a comma.
    """
    for at in range(1, len(tokens) - 3):
        if tokens[at].low != ",":
            continue
        opens = tokens[at + 1].low == "als" or (tokens[at + 1].low == "net" and tokens[at + 2].low in ("als", "zoals"))
        if not opens or not (tokens[at - 1].actor or tokens[at - 1].readings):
            continue
        near = range(at + 2, min(at + _LONGEST_CAPACITY, len(tokens) - 1))
        end = next((i for i in near if tokens[i].low == "," or tokens[i].readings), None)
        if end is not None and tokens[end].low == ",":
            return _without_capacity([*tokens[:at], *tokens[end + 1 :]])
    return tokens


def _without_brackets(tokens: list[Token]) -> list[Token]:
    """Leave out what stands in brackets, and quotations that are more than a term."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        close = _OPENING.get(token.low) or _QUOTES.get(token.low)
        end = _closing(tokens, at, close) if close else None
        if end is None:
            if token.low not in '«»“”„"‘’' or not token.low:
                kept.append(token)
            at += 1
            continue
        inside = tokens[at + 1 : end]
        if token.low in _QUOTES:
            if len(inside) >= _SHORTEST_QUOTE:
                kept.append(Token(token.start, tokens[end].end, "«»"))
            else:
                kept.extend(inside)
        elif kept and (names := _listed(kept[-1], inside)):
            kept[-1] = _standing_for(kept[-1], names)
        elif kept and len(inside) == 1 and inside[0].type == "Money" and _is_sum(kept[-1]):
            # "Een bijdrage (2 miljoen euro)": of so much.
            kept += [Token(token.start, token.end, "van"), inside[0]]
        elif kept and (motion := _asked_by(kept, inside)) is not None:
            # The bracket stands for a preposition: the motion is no object of the clause.
            kept += [Token(token.start, token.end, "van"), motion]
        at = end + 1
    return kept


def _is_sum(noun: Token) -> bool:
    return noun.low in load_grammar().words["sums"]


def _asked_by(kept: Sequence[Token], inside: Sequence[Token]) -> Token | None:
    """Give the motion that a bracket names behind what parliament asks: "conform de wens van uw Kamer (motie A)"."""
    if kept[-1].type != "Parliament":
        return None
    asked = load_grammar().words["asked_things"]
    motion = next((token for token in inside[:_LED] if token.type == "Motion"), None)
    return motion if any(token.low in asked for token in kept[-_NEAR:]) else None


def _listed(noun: Token, inside: Sequence[Token]) -> tuple[Mention, ...]:
    """Give the names that a bracket lists behind a noun for those who act: "drie organisaties (A, B en C)"."""
    if noun.entities or not noun.low.endswith(load_grammar().phrases["acting"]):
        return ()
    names = tuple(token.mention for token in inside if token.actor and token.mention and token.mention.entity)
    loose = (token for token in inside if not token.actor)
    return names if len(names) > 1 and all(token.low in _BETWEEN for token in loose) else ()


def _standing_for(noun: Token, names: tuple[Mention, ...]) -> Token:
    entities = tuple(mention.entity for mention in names if mention.entity)
    return Token(noun.start, noun.end, noun.low, entities=entities, inner=names)


def _closing(tokens: list[Token], at: int, close: str | None) -> int | None:
    for ahead in range(at + 1, min(at + _LONGEST_ASIDE, len(tokens))):
        if tokens[ahead].low == close:
            return ahead
    return None


def _without_hints(tokens: list[Token]) -> list[Token]:
    """Leave out "onder meer" and "onder andere": what follows stands where it would stand without them."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].low == "onder" and at + 1 < len(tokens) and tokens[at + 1].low in _AMONG:
            after = tokens[at + 2] if at + 2 < len(tokens) else None
            named = after is not None and (not after.low or bool(after.entities) or after.low in _BEFORE_NAMES)
            # "Onder andere omstandigheden" names the circumstances.
            if named or tokens[at + 1].low != "andere":
                at += 2
                continue
        kept.append(tokens[at])
        at += 1
    return kept


def _without_limits(tokens: list[Token]) -> list[Token]:
    """Leave out "waar dat nodig is" and "waar dit kan" inside a clause, which goes on behind it."""
    for at in range(1, len(tokens) - 3):
        if tokens[at].low == "waar" and tokens[at + 1].low in _THAT:
            end = at + 3 + (tokens[at + 2].low != "kan")
            said = [token.low for token in tokens[at + 2 : end]]
            if end < len(tokens) and (said == ["kan"] or (said[0] in _FEASIBLE and said[1] in ("is", "blijkt"))):
                return _without_limits([*tokens[:at], *tokens[end:]])
    return tokens


def _without_dashed(tokens: list[Token]) -> list[Token]:
    """Leave out what stands between two dashes."""
    at = [i for i, token in enumerate(tokens) if token.low and token.low in _DASHES]
    if len(at) < 2 or at[1] - at[0] > _LONGEST_DASHED:
        return tokens
    return _without_dashed(tokens[: at[0]] + tokens[at[1] + 1 :])
