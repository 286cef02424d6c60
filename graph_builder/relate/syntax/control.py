"""Control: whose an infinitive or a coordinated predicate is that does not name who acts."""

from __future__ import annotations

from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.heads import governor, head_of
from graph_builder.relate.syntax.nounphrases import group_at
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import cores


def detached(group: Group | None) -> Group | None:
    """A subject that stands in another clause takes no place in this one."""
    return Group(group.tokens, -1, -1) if group else None


def of_noun(clause: Clause, parent: Clause, context: Context) -> tuple[bool, Group | None]:
    """Tell whose an infinitive is that hangs on a noun: "het besluit van [de EU] om …", "het verzoek van X om …".

    "Het kabinetsbesluit om …" is the government's, whoever speaks of it.

    Returns:
        Whether it hangs on such a noun, and who will do it, where that is whose plan it is.
    """
    words, tokens = context.grammar.words, [token for token in parent.tokens if token.end <= clause.start]
    whose, _, plan = tokens[-1].low.partition("kabinets") if tokens else ("", "", "")
    if clause.marker is not None and not whose and plan in words["plans"]:
        marker = clause.marker
        return True, Group((Token(marker.start, marker.end, marker.low, entities=(GOVERNMENT,)),), -1, -1)
    if clause.marker is None or clause.marker.low != "om" or not tokens:
        return False, None
    if not tokens[-1].actor:
        # "Steunt het voorstel om …": whoever backs it, others do.
        consents = next((core.lemma for core in cores(parent, context)), "") in words["consenting"] | words["backing"]
        return consents and tokens[-1].low in words["proposals"] | words["requests"], None
    of = governor(tokens, len(tokens) - 1, context)
    # "Het aanbod staat van de VN om …": the verb may stand between.
    back = (of or 0) - 1
    if back > 0 and tokens[back].readings and tokens[back].low not in words["plans"] | words["requests"]:
        back -= 1
    noun = tokens[back].low if of and tokens[of].low == "van" else ""
    if noun in words["plans"]:
        return True, detached(group_at(tokens, len(tokens) - 1, context))
    return noun in words["requests"], None


def asks(clause: Clause, context: Context) -> bool:
    """Tell whether a clause asks somebody else to do what hangs on it: "roept op om te pleiten voor …"."""
    words, core = context.grammar.words, next(cores(clause, context), None)
    if core is None:
        return False
    if core.lemma in words["permitting"]:
        # "De goedkeuring die ik aan NLFI geef om …", "ik geef ProRail de ruimte om …": the other will do it.
        nouns = (*clause.lows, clause.antecedent.low) if clause.antecedent is not None else clause.lows
        return not words["permits"].isdisjoint(nouns)
    return core.lemma in words["asking"] | words["advising"] | words["calling"]


def moved(clause: Clause, context: Context) -> Group | None:
    """Find whom something has given cause to act: "dit was voor [Nederland] aanleiding om …"."""
    words, lows = context.grammar.words, clause.lows
    cause = next((at for at, low in enumerate(lows) if low in words["causes"]), 0)
    verb = clause.finite.reading.lemma if clause.finite is not None else ""
    if not cause or verb not in ("zijn", "vormen") or not words["negations"].isdisjoint(lows):
        return None
    heads = ((at, head_of(clause.tokens, at + 1, context)) for at in range(cause) if lows[at] == "voor")
    at, head = next(((at, head) for at, head in heads if head is not None), (0, None))
    group = group_at(clause.tokens, head, context, "voor") if head is not None else None
    return detached(group) if group is not None and group.end + 2 >= cause > at else None


def impersonal(clause: Clause, context: Context) -> bool:
    """Tell whether the sender says what has to be done: "is het noodzakelijk om"."""
    lows = {token.low for token in clause.tokens}
    finite = clause.finite
    if lows & {"mij", "ons"} and "voor" in lows and lows & context.grammar.words["causes"]:
        # "Dit is voor mij reden om …"
        return finite is not None and finite.reading.lemma in ("zijn", "vormen")
    return (
        finite is not None
        and finite.reading.lemma in ("zijn", "blijven")
        and "het" in lows
        and bool(lows & context.grammar.words["needed"])
    )


_WHOM = frozenset(["target", "addressee", "partner", "recipient"])
"""Roles of a direct object that names somebody."""


def goes_on(clause: Clause, own: Group | None, context: Context) -> bool:
    """Tell whether a subordinate predicate has the subject of the one before: "dat A het plan steunt en [B helpt]".

    Args:
        clause: A coordinated one.
        own: The name that stands where its subject would.
        context: For the word classes and frames.
    """
    stands_for = clause.antecedent is not None and clause.antecedent.actor
    core = next(cores(clause, context), None)
    if core is None or core.passive or clause.embedded or clause.finite is None:
        return False
    if clause.kind != "sub" and not stands_for:
        return False
    words, tokens = context.grammar.words, clause.tokens
    start, end = 0, min(clause.finite.at, core.predicate.at)
    while start < end and (tokens[start].low in words["coordinators"] or tokens[start].low in words["adverbs"]):
        start += 1
    if start < end and (tokens[start].low in words["pronouns"] or tokens[start].low == "er"):
        return False
    # One noun phrase is the object, of two the first is a subject of its own.
    alone = sum(_opens_phrase(clause, at, context) for at in range(start, end)) <= 1
    return alone and (own is None or _takes_somebody(core.lemma, context))


def _takes_somebody(lemma: str, context: Context) -> bool:
    """Tell whether a verb has somebody for its object: "steunen", not "samenwerken"."""
    rivals = context.frames.rivals.get(lemma)
    return rivals is not None and any(f.object in _WHOM and "actor" in f.object_accepts for f in rivals.frames)


def _opens_phrase(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether a noun phrase begins here that hangs on no preposition and is coordinated with none."""
    words, lows = context.grammar.words, clause.lows
    if lows[at] not in words["determiners"] and not clause.tokens[at].actor:
        return False
    before = lows[at - 1] if at > 1 else ""
    return before not in words["prepositions"] | words["determiners"] | words["joining"] | {","}
