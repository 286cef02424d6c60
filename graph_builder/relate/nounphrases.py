"""Who stands where in a clause: subject, objects, and what hangs on a preposition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_builder.model import Filler, Span
from graph_builder.relate.clauses import Clause
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.tokens import Token

_NEAR = 5
"""How many words may stand between a preposition or a verb and the name that heads its noun phrase."""


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are coordinated: "A, B en C"."""

    tokens: tuple[Token, ...]
    start: int
    """Index in the clause of the first word of the group, its determiner left out."""
    end: int
    """Index after its last."""


def fillers(group: Sequence[Token], context: Context) -> tuple[Filler, ...]:
    """Give what fills a role for each name of a group; words that stand for several entities give several."""
    found: list[Filler] = []
    for token in group:
        if token.low in context.grammar.words["first_person"] and not context.first_person:
            continue
        if token.mention:
            if token.mention.entity or not token.entities:
                found.append(Filler(token.mention.span, token.mention.entity, token.mention.value))
                continue
        if token.entities:
            found.extend(Filler(token.span, entity) for entity in token.entities)
        elif token.low in context.grammar.words["first_person"]:
            found.append(context.sender(token.span))
    return tuple(found)


def group_at(tokens: Sequence[Token], at: int, context: Context, marker: str = "") -> Group:
    """Gather the names coordinated with the one at `at`.

    Args:
        tokens: The clause's.
        at: Index of the first name.
        context: For the word classes.
        marker: The preposition that may be repeated before each.

    Returns:
        The group; commas alone do not coordinate, so a last "en" or "of" must come.
    """
    words = context.grammar.words
    first, end = _titled(tokens, at)
    names, joined = [first], 0
    last = end
    while True:
        ahead, coordinated, comma = last, False, False
        while ahead < len(tokens) and (
            tokens[ahead].low == "," or tokens[ahead].low in words["joining"] | {"ook", "met"}
        ):
            if tokens[ahead].low == "met" and marker != "met":
                break
            coordinated = coordinated or tokens[ahead].low in words["joining"]
            comma = comma or tokens[ahead].low == ","
            ahead += 1
        if ahead == last or not (coordinated or comma):
            break
        if marker and ahead < len(tokens) and tokens[ahead].low == marker:
            ahead += 1
        head = head_of(tokens, ahead, context, within=3)
        if head is None and first.type == "Person":
            head = _after_apposition(tokens, ahead, context)
            coordinated = head is not None
        if head is None:
            if coordinated and len(names) > 1 and ahead < len(tokens) and tokens[ahead].low:
                joined, end = len(names), last
            break
        found, last = _titled(tokens, head)
        names.append(found)
        if coordinated:
            joined, end = len(names), last
    return Group(tuple(names[: max(joined, 1)]), at, end)


def _after_apposition(tokens: Sequence[Token], at: int, context: Context) -> int | None:
    """Find the next person behind the words that say who the first one is: ", hoogleraar …, en dr. X"."""
    for ahead in range(at, min(at + 14, len(tokens) - 2)):
        if tokens[ahead].low == "," and tokens[ahead + 1].low == "en":
            head = head_of(tokens, ahead + 2, context, within=2)
            return head if head is not None and tokens[head].type in ("Person", "Role") else None
        if tokens[ahead].mention is not None and tokens[ahead].actor:
            return None
    return None


def _titled(tokens: Sequence[Token], at: int) -> tuple[Token, int]:
    """A role directly before a person's name says who that is: the person counts."""
    if tokens[at].type == "Role" and at + 1 < len(tokens) and tokens[at + 1].type == "Person":
        return tokens[at + 1], at + 2
    return tokens[at], at + 1


def head_of(
    tokens: Sequence[Token], at: int, context: Context, within: int = _NEAR, limit: int | None = None
) -> int | None:
    """Find the name that heads the noun phrase that starts at `at`; None where something else heads it."""
    words = context.grammar.words
    stop = min(len(tokens) if limit is None else limit, at + within + 1)
    for ahead in range(at, stop):
        token = tokens[ahead]
        if token.actor:
            return ahead
        if token.mention is not None or not token.low or token.point:
            return None
        if token.low in words["prepositions"] or token.low in words["coordinators"] or token.low in words["pronouns"]:
            if not (token.low == "het" and ahead == at):
                return None
        if token.readings and not token.low.endswith("e") and _verbal(token, tokens, ahead, context):
            return None
        if token.low in words["adverbs"] and token.low not in words["determiners"] and ahead > at:
            return None
    return None


def _verbal(token: Token, tokens: Sequence[Token], at: int, context: Context) -> bool:
    before = tokens[at - 1].low if at else ""
    return before not in context.grammar.words["determiners"]


def governor(tokens: Sequence[Token], at: int, context: Context) -> int | None:
    """Find the preposition on which the name at `at` hangs; None where it hangs on none."""
    words = context.grammar.words
    for back in range(at - 1, max(-1, at - _NEAR - 2), -1):
        token = tokens[back]
        if token.low in words["prepositions"]:
            return back
        if token.point or token.mention is not None or token.entities or token.low in words["pronouns"] - {"het"}:
            return None
        if token.readings and _verbal(token, tokens, back, context):
            return None
    return None


def exemplified(tokens: Sequence[Token], start: int, limit: int, context: Context) -> list[Token]:
    """Gather names that a noun phrase gives as examples: "landen, waaronder X, en instellingen als Y en Z"."""
    words = context.grammar.words
    names: list[Token] = []
    at = start
    while at < limit:
        if tokens[at].low in words["examples"] and at + 1 < limit:
            head = head_of(tokens, at + 1, context, within=3, limit=limit)
            if head is not None and (tokens[at].low != "als" or tokens[at - 1].low.endswith(("en", "s"))):
                group = group_at(tokens[:limit], head, context)
                names.extend(group.tokens)
                at = group.end
                continue
        if names and tokens[at].low in words["additions"] | {"en"} and at + 1 < limit:
            added = _addition(tokens, at + 1, limit, context)
            if added is not None:
                names.extend(added.tokens)
                at = added.end
                continue
        at += 1
    return names


def _addition(tokens: Sequence[Token], at: int, limit: int, context: Context) -> Group | None:
    """Find names added to the examples: "…, evenals voormalig gezant voor X [naam] en vele [groep]"."""
    for ahead in range(at, min(at + 7, limit)):
        token = tokens[ahead]
        if token.actor and (ahead + 1 >= limit or tokens[ahead + 1].type != "Person"):
            governed = governor(tokens, ahead, context)
            if governed is not None and governed > at:
                continue
            return group_at(tokens[:limit], ahead, context)
        if token.point or token.readings and token.low not in context.grammar.words["determiners"]:
            return None
    return None


def subject(clause: Clause, context: Context) -> Group | None:
    """Find the subject, where names or words that stand for them are the subject."""
    if clause.kind == "infinitive":
        return _controller(clause, context)
    own = _own_subject(clause, context)
    if own is None and clause.partner is not None and _subjectless(clause):
        return _detached(subject(clause.partner, context))
    return own


def _subjectless(clause: Clause) -> bool:
    """A coordinated predicate without its own subject begins with its verb, or has no finite verb at all."""
    return clause.finite is None or clause.finite.at <= 2


def _detached(group: Group | None) -> Group | None:
    """A subject that stands in another clause takes no place in this one."""
    return Group(group.tokens, -1, -1) if group else None


def _controller(clause: Clause, context: Context) -> Group | None:
    parent = clause.parent
    if parent is None:
        return None
    above = _detached(subject(parent, context))
    if above is None and context.speaks and _impersonal(parent) and clause.marker:
        marker = clause.marker
        return Group((Token(marker.start, marker.end, marker.low, entities=(GOVERNMENT,)),), -1, -1)
    return above


_NEEDED = frozenset(["noodzakelijk", "nodig", "belangrijk", "wenselijk", "essentieel", "zaak"])


def _impersonal(clause: Clause) -> bool:
    """Tell whether the sender says what has to be done: "is het noodzakelijk om"."""
    lows = {token.low for token in clause.tokens}
    finite = clause.finite
    return finite is not None and finite.reading.lemma in ("zijn", "blijven") and "het" in lows and bool(lows & _NEEDED)


def _own_subject(clause: Clause, context: Context) -> Group | None:
    tokens = clause.tokens
    if clause.kind == "main":
        return _main_subject(clause, context)
    if clause.kind == "relative" and clause.marker and clause.marker.low in ("die", "dat", "wie", "welke"):
        return _relative_subject(clause, context)
    return _first_nominal(tokens, 0, clause, context)


def _main_subject(clause: Clause, context: Context) -> Group | None:
    words, tokens = context.grammar.words, clause.tokens
    if clause.finite is None:
        return None
    verb = clause.finite.at
    after = verb + 1
    while after < len(tokens) and tokens[after].low in words["reflexives"]:
        after += 1
    if after < len(tokens) and tokens[after].low in words["nominative"]:
        return _pronoun(tokens, after, context)
    start = 0
    while start < verb and (tokens[start].low in words["coordinators"] or tokens[start].point):
        start += 1
    adverbial = start
    while start < verb and tokens[start].low in words["adverbs"] - words["neuter"]:
        start += 1
    if start >= verb:
        fronted = adverbial < start or clause.partner is None
        return _first_nominal(tokens, verb + 1, clause, context) if fronted else None
    first = tokens[start]
    if first.low in words["nominative"] or first.low in words["neuter"] and start == verb - 1:
        return _pronoun(tokens, start, context) or (
            _first_nominal(tokens, verb + 1, clause, context) if first.low in ("dat", "dit") else None
        )
    if not _prefield_is_nominal(tokens, start, verb, context):
        return _first_nominal(tokens, verb + 1, clause, context)
    head = head_of(tokens, start, context, limit=verb)
    if head is not None:
        group = group_at(tokens[:verb], head, context)
        return group if _reaches(tokens, group.end, verb, context) else None
    names = exemplified(tokens, start, verb, context)
    return Group(tuple(names), start, verb) if names else None


def _reaches(tokens: Sequence[Token], end: int, verb: int, context: Context) -> bool:
    """Between a subject's name and the verb only adverbs, an apposition or a place may stand."""
    rest = [token for token in tokens[end:verb] if token.low not in context.grammar.words["adverbs"]]
    return not rest or rest[0].point or rest[0].low in context.grammar.words["prepositions"] | {"en", "zelf"}


def _prefield_is_nominal(tokens: Sequence[Token], start: int, verb: int, context: Context) -> bool:
    words = context.grammar.words
    first = tokens[start]
    if first.low in words["prepositions"] and not (first.low == "over" and start == verb - 1):
        return False
    if tokens[verb - 1].low in words["times"] and not any(t.actor for t in tokens[start:verb]):
        return False
    if any(token.type == "Date" for token in tokens[start:verb]) and not any(t.actor for t in tokens[start:verb]):
        return False
    return not (first.mention is not None and not first.actor and start == verb - 1)


def _pronoun(tokens: Sequence[Token], at: int, context: Context) -> Group | None:
    token = tokens[at]
    if token.low in context.grammar.words["first_person"] or token.entities:
        return Group((token,), at, at + 1)
    if token.low in ("hij", "zij", "ze") and context.person:
        return Group((_standing_for(token, context.person),), at, at + 1)
    return None


def _standing_for(token: Token, filler: Filler) -> Token:
    return Token(token.start, token.end, token.low, entities=(filler.entity,) if filler.entity else ())


def _first_nominal(tokens: Sequence[Token], at: int, clause: Clause, context: Context) -> Group | None:
    """Find the subject that comes first after the verb or the subordinator."""
    words = context.grammar.words
    skipped = False
    while at < len(tokens):
        token = tokens[at]
        if token.low in words["first_person"] or (token.entities and token.low):
            return _pronoun(tokens, at, context)
        if token.low in words["neuter"] - {"dit", "dat", "die", "deze"} and _stands_alone(tokens, at, context):
            return _antecedent(token, clause, at, context)
        if token.low in words["adverbs"] or token.low in words["reflexives"] or token.point:
            at += 1
            continue
        if token.low in words["prepositions"] and not skipped:
            skipped = True
            head = head_of(tokens, at + 1, context)
            date = next((i for i in range(at + 1, min(at + 4, len(tokens))) if tokens[i].type == "Date"), None)
            step = date if date is not None else head
            if step is None:
                return None
            at = group_at(tokens, step, context).end if step == head else step + 1
            continue
        if token.type == "Date":
            at += 1
            continue
        break
    head = head_of(tokens, at, context)
    if head is not None:
        return group_at(tokens, head, context)
    if clause.kind != "main":
        limit = clause.finite.at if clause.finite is not None else len(tokens)
        names = exemplified(tokens, at, limit, context)
        return Group(tuple(names), at, limit) if names and tokens[at].low not in words["prepositions"] else None
    return None


def _stands_alone(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether "het" or "zij" is a pronoun here, not an article."""
    if tokens[at].low != "het":
        return tokens[at].low in ("hij", "zij", "ze")
    words = context.grammar.words
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and (
        after.low in words["determiners"]
        or after.low in words["prepositions"]
        or after.low in words["adverbs"]
        or after.type in ("State", "StateGroup", "Person")
        or bool(after.readings)
    )


def _antecedent(token: Token, clause: Clause, at: int, context: Context) -> Group | None:
    """A pronoun in a subordinate clause stands for the subject of the clause above, when that is one third party."""
    above = subject(clause.parent, context) if clause.parent else None
    if above and len(above.tokens) == 1 and above.tokens[0].mention:
        plural = token.low in ("zij", "ze")
        kind = above.tokens[0].mention.type
        fits = kind in ("StateGroup", "Group", "Person", "Role") if plural else kind not in ("StateGroup", "Group")
        if fits:
            entity = above.tokens[0].mention.entity
            return Group((Token(token.start, token.end, token.low, entities=(entity,) if entity else ()),), at, at + 1)
    if token.low in ("hij", "zij") and context.person:
        return Group((_standing_for(token, context.person),), at, at + 1)
    return None


def _relative_subject(clause: Clause, context: Context) -> Group | None:
    """Tell who acts in "die …": what it refers to, unless the clause names somebody who must be its subject."""
    words, tokens = context.grammar.words, clause.tokens
    at = 0
    while at < len(tokens) and (tokens[at].low in words["adverbs"] or tokens[at].low in words["reflexives"]):
        at += 1
    if at < len(tokens) and (tokens[at].low in words["first_person"] or tokens[at].entities):
        return _pronoun(tokens, at, context)
    head = head_of(tokens, at, context)
    if head is not None and governor(tokens, head, context) is None:
        named = tokens[head].type
        if named == "Government" or not (clause.antecedent and clause.antecedent.actor):
            return group_at(tokens, head, context)
    if clause.antecedent and clause.antecedent.actor:
        return Group((clause.antecedent,), -1, -1)
    return None


def object_span(tokens: Sequence[Token], context: Context) -> Span | None:
    """Give the stretch of a direct object: what says how, whether or when at its end left out."""
    words = context.grammar.words
    kept = list(tokens)
    manner = next((i for i, token in enumerate(kept) if token.low == "bewoordingen"), None)
    if manner is not None:
        kept = kept[: next((i for i in range(manner, -1, -1) if kept[i].low == "in"), manner)]
    while kept and (kept[-1].point or kept[-1].low in words["adverbs"] | words["negations"]):
        kept.pop()
    return text_span(kept)


def text_span(tokens: Sequence[Token]) -> Span | None:
    """Give the stretch of text that words cover, points at its ends left out."""
    kept = list(tokens)
    while kept and (kept[-1].point or kept[-1].low in ("en", "of")):
        kept.pop()
    while kept and (kept[0].point or kept[0].low in ("en", "of")):
        kept.pop(0)
    return Span(kept[0].start, kept[-1].end) if kept else None
