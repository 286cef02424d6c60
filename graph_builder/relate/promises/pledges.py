"""Promises that the word for them tells: "de toezegging om uw Kamer te informeren over …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.promises.promise import PROMISE, parliament_in
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at, text_span
from graph_builder.relate.syntax.tokens import Token

_NEAR = 6
"""How many words may stand between the noun and its article: "de in het debat gedane toezegging"."""
_FARTHEST = 20
"""How many words may stand between the noun and what is promised: "aan het lid A tijdens het debat van …"."""
_FINITE = frozenset(["third", "past"])
_COPULAS = frozenset(["is", "was", "betreft", "betrof", "luidt", "luidde"])
_DESCRIBED = re.compile(r"motie\s(?:over|inzake|betreffende|met\sbetrekking\stot)\s(?=het\s\w+en\b)")
"""A motion that its description alone names, where that tells an act."""
_ABOUT = frozenset(["over", "betreffende", "inzake", "aangaande", "omtrent", "tot", "van"])


_OF_WHAT = frozenset(["over", "inzake", "betreffende", "omtrent"])
"""Words behind which a noun says what was promised: "mijn toezegging over de evaluatie van de wet"."""


def read_pledges(clauses: Sequence[Clause], context: Context) -> Iterator[Draft]:
    """Read the promises that the nouns of a sentence name.

    Args:
        clauses: The sentence's.
        context: The document around it; only in the government's own words the promise is known to have been made.

    Yields:
        An Undertaking by the sender, or by whom "van" names; kept or not, it has been promised.
    """
    tokens, words = context.tokens, context.grammar.words
    if not context.speaks or all(words[name].isdisjoint(context.lows) for name in ("pledges", "pledged")):
        return
    for at, token in enumerate(tokens):
        if token.low in words["pledged"]:
            topic, agents = _described(tokens, at + 1, context), _by_whom(tokens, at, context)
        elif token.low in words["pledges"] and _made(tokens, at, context):
            topic, agents = _topic(tokens, at + 1, context), _whose(tokens, at, context)
        else:
            continue
        clause = next((clause for clause in reversed(clauses) if any(t is token for t in clause.tokens)), None)
        if clause is None or topic is None or not agents:
            continue
        inside = [other for other in tokens if topic.covers(other.span)]
        told = not words["informing"].isdisjoint(r.lemma for other in inside for r in other.readings)
        roles = [*(("agent", agent) for agent in agents), ("topic", Filler(topic))]
        roles += [("addressee", whom) for whom in (parliament_in(inside, context) if told else ())]
        yield Draft(PROMISE, clause, roles, token.span, "asserted", False)


def _made(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether it is a certain promise: "de toezegging", "mijn toezegging", not one that somebody asks for."""
    lows = [token.low for token in tokens[max(0, at - _NEAR) : at]]
    cut = max((i for i, low in enumerate(lows) if low in (",", "om", "en")), default=-1)
    lows = lows[cut + 1 :]
    definite = not {"de", "deze", "die", "mijn", "onze", "ons"}.isdisjoint(lows) or lows[-1:] in (
        ["conform"],
        ["eerdere"],
    )
    return definite and not {"geen", "een", "gevraagde"} & {*lows}


def _whose(tokens: Sequence[Token], at: int, context: Context) -> tuple[Filler, ...]:
    """Tell who has promised: whom "van" names, else the sender."""
    if at + 1 < len(tokens) and tokens[at + 1].low in ("van", "door"):
        head = head_of(tokens, at + 2, context)
        if head is not None and head < at + 5:
            return fillers(group_at(tokens, head, context).tokens, context)
    return (context.sender(tokens[at].span),)


def _by_whom(tokens: Sequence[Token], at: int, context: Context) -> tuple[Filler, ...]:
    """Tell who has promised what follows: whom "door" names before it, else the sender."""
    by = next((i for i in range(at - 1, max(-1, at - _NEAR), -1) if tokens[i].low == "door"), None)
    head = head_of(tokens, by + 1, context) if by is not None else None
    if by is None or head is None or head > at:
        return (context.sender(tokens[at].span),)
    return fillers(group_at(tokens, head, context).tokens, context)


def _described(tokens: Sequence[Token], start: int, context: Context) -> Span | None:
    """Give the noun that has been promised with the phrases that hang on it: "onderzoek naar de effecten van …"."""
    words, end = context.grammar.words, start
    while end < len(tokens) and not tokens[end].point and (end == start or not tokens[end].readings):
        if end > start and (tokens[end].low in words["coordinators"] or tokens[end].low in words["adverbs"]):
            break
        end += 1
    while end > start and (tokens[end - 1].low in words["prepositions"] or tokens[end - 1].low in words["determiners"]):
        end -= 1
    span = text_span(tokens[start:end])
    return span if span is not None and end - start > 1 else None


def _topic(tokens: Sequence[Token], start: int, context: Context) -> Span | None:
    """Give what is promised: behind "om", "dat", or behind "over" as an infinitive with an article."""
    for at in range(start, min(start + _FARTHEST, len(tokens) - 1)):
        low = tokens[at].low
        if low == "en" and at == start:
            described = _of_motion(tokens, at + 1, context)
            if described is not None:
                return described
        if low in ("om", "dat"):
            return _bounded(tokens, at + 1, low, context)
        if low in _ABOUT and tokens[at + 1].low == "het" and _nominalised(tokens, at + 2):
            return _bounded(tokens, at + 1, low, context)
        sat = any(token.low.endswith(context.grammar.phrases["member_sittings"]) for token in tokens[start:at])
        if low in _OF_WHAT and tokens[start - 1].low == "toezegging" and not (sat or _of_talks(tokens, at, context)):
            return _bounded(tokens, at + 1, low, context)
        if _joins_another(tokens, at, context) and low != "en":
            return None
        if low not in _COPULAS and (_finite(tokens[at]) or _opens_main(tokens, at, context)):
            return None
    return None


def _of_talks(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether "over" says of what one has talked, not what was promised: "in het debat [over] de begroting"."""
    before = tokens[at - 1]
    told = before.span.of(context.document.text).lower()
    return told.endswith(context.grammar.phrases["talked"]) or bool(before.readings)


def _of_motion(tokens: Sequence[Token], at: int, context: Context) -> Span | None:
    """Give what a promise and a motion are both about: "de toezegging en de motie over [het informeren van …]"."""
    motion = next((token for token in tokens[at : at + 2] if token.type == "Motion"), None)
    about = _DESCRIBED.match(motion.span.of(context.document.text)) if motion is not None else None
    return Span(motion.start + about.end(), motion.end) if motion is not None and about is not None else None


def _nominalised(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an infinitive is the noun behind "het", an adverb between: "het (nader) informeren van"."""
    return any(r.form == "infinitive" and token.low for token in tokens[at : at + 2] for r in token.readings)


def _bounded(tokens: Sequence[Token], start: int, marker: str, context: Context) -> Span | None:
    """Give the words from `start` on: up to the next member of the list, or the verb that goes on with the sentence."""
    end, ended = len(tokens), False
    for at in range(start, len(tokens)):
        infinitive = any(reading.form == "infinitive" for reading in tokens[at].readings)
        ended = ended or (infinitive and tokens[at - 1].low == "te") or marker not in ("om",)
        if _joins_another(tokens, at, context) or (ended and _goes_on(tokens, at, context)):
            end = at
            break
    if marker == "om" and not ended:
        return None
    if tokens[start].low in ("dit", "dat") and tokens[end - 1].low == "doen":
        # "Mijn toezegging om dit in maart te doen": what, another sentence tells.
        return None
    if end == len(tokens) and tokens[end - 1].low in context.grammar.words["particles"]:
        # "Ik kom mijn toezegging over de wachtlijsten na".
        end -= 1
    return text_span(tokens[start:end])


def _joins_another(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether the next motion or promise of a list begins: ", de motie A", "en aan de toezegging"."""
    if tokens[at].low not in (",", "en", "alsmede", "alsook", "evenals", ";"):
        return False
    pledges = context.grammar.words["pledges"]
    near = [
        token for token in tokens[at + 1 : at + 5] if token.low not in ("aan", "de", "het", "mijn", "een", "van", "en")
    ]
    return bool(near) and (near[0].type == "Motion" or near[0].low.startswith("motie") or near[0].low in pledges)


def _goes_on(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether the sentence goes on: ", bied ik u …", "… doe ik hiermee gestand"."""
    here = at + 1 if tokens[at].low == "," else at
    if here >= len(tokens) - 1:
        return False
    if _opens_main(tokens, here, context):
        return True
    return _finite(tokens[here]) and (here > at or tokens[here + 1].low in ("hiermee", "hierbij", "daarmee", "nu"))


def _finite(token: Token) -> bool:
    return any(reading.form in _FINITE for reading in token.readings)


def _opens_main(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a verb and who does it go on with the sentence: "bied ik", "heeft het kabinet"."""
    after = tokens[at + 1]
    finite = any(reading.form != "infinitive" for reading in tokens[at].readings)
    return finite and (after.low in context.grammar.words["nominative"] or after.type in ("Government", "Role"))
