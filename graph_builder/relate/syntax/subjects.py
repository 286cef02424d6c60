"""The subject of a clause: who acts, where a name or words that stand for one are the subject."""

from __future__ import annotations

from collections.abc import Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import GOVERNMENT, Context
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.control import asks, detached, goes_on, impersonal, moved, of_noun
from graph_builder.relate.syntax.heads import governor, head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at, names_at
from graph_builder.relate.syntax.pronouns import before, entities_of, stands_for
from graph_builder.relate.syntax.relatives import several_meant
from graph_builder.relate.syntax.tokens import Token

_POINTING = frozenset(["dit", "dat", "die", "deze"])
_ONE = 2
"""How many words a determiner and its noun are."""
_THING = frozenset(["dit", "dat", "deze", "die", "dergelijke", "zulke", "elke", "iedere", "alle"])
"""Words before what somebody judges: "dit geweld", "dergelijke uitspraken"."""
_NEAREST = 3
"""How many words before "die" what it stands for may be named."""


def subject(clause: Clause, context: Context) -> Group | None:
    """Find the subject, where names or words that stand for them are the subject; once, as many ask for it."""
    if clause.subject is None:
        clause.subject = (_find_subject(clause, context),)
    return clause.subject[0]


def subject_names(clause: Clause, context: Context) -> tuple[Filler, ...]:
    """Give whom the subject of a clause names; nobody where it has none."""
    who = subject(clause, context)
    return fillers(who.tokens, context) if who is not None else ()


def _find_subject(clause: Clause, context: Context) -> Group | None:
    if clause.kind == "infinitive":
        return _controller(clause, context)
    own = _own_subject(clause, context)
    if own is None and clause.partner is not None and _subjectless(clause):
        return detached(subject(clause.partner, context))
    if clause.beside is not None and goes_on(clause, own, context):
        return detached(subject(clause.beside, context)) or own
    return own


def _subjectless(clause: Clause) -> bool:
    """A coordinated predicate without its own subject begins with its verb, or has no finite verb at all."""
    return clause.finite is None or clause.finite.at <= 2


def _controller(clause: Clause, context: Context) -> Group | None:
    parent = clause.parent
    if parent is None:
        return None
    told, owner = of_noun(clause, parent, context)
    if told:
        return owner
    if (group := moved(parent, context)) is not None:
        return group
    if clause.marker is not None and clause.marker.low == "om" and asks(parent, context):
        return None
    above = detached(subject(parent, context))
    if above is None and context.speaks and impersonal(parent, context) and clause.marker:
        marker = clause.marker
        return Group((Token(marker.start, marker.end, marker.low, entities=(GOVERNMENT,)),), -1, -1)
    return above


def _own_subject(clause: Clause, context: Context) -> Group | None:
    tokens = clause.tokens
    if clause.kind == "main":
        return _main_subject(clause, context)
    if clause.kind == "relative" and clause.marker and clause.marker.low in ("die", "dat", "wie", "welke"):
        return _relative_subject(clause, context)
    joined = clause.beside is not None and tokens[0].low in context.grammar.words["coordinators"]
    return _first_nominal(tokens, int(joined), clause, context)


def _main_subject(clause: Clause, context: Context) -> Group | None:
    words, tokens = context.grammar.words, clause.tokens
    if clause.finite is None:
        return None
    verb = clause.finite.at
    after = verb + 1
    while after < len(tokens) and tokens[after].low in words["reflexives"]:
        after += 1
    if after < len(tokens) and tokens[after].low in words["nominative"]:
        return _pronoun(clause, after, context)
    start = 0
    while start < verb and (tokens[start].low in words["coordinators"] or tokens[start].point):
        start += 1
    adverbial = start
    while start < verb and tokens[start].low in words["adverbs"] and tokens[start].low not in words["neuter"]:
        start += 1
    if adverbial < start < verb and tokens[start].low == "en" and tokens[start + 1].low in words["prepositions"]:
        # "Bilateraal en in de EU roept Nederland …".
        start += 1
    if start >= verb:
        fronted = adverbial < start or clause.partner is None or _inverted(clause.partner, context)
        return _first_nominal(tokens, verb + 1, clause, context) if fronted else None
    first = tokens[start]
    if first.low in words["nominative"] or (first.low in words["neuter"] and start == verb - 1):
        return _pronoun(clause, start, context) or (
            _first_nominal(tokens, verb + 1, clause, context) if first.low in ("dat", "dit") else None
        )
    if not _prefield_is_nominal(tokens, start, verb, context):
        return _first_nominal(tokens, verb + 1, clause, context)
    head = head_of(tokens, start, context, limit=verb)
    if head is not None:
        group = group_at(tokens[:verb], head, context)
        return group if _reaches(tokens, group.end, verb, context) else None
    names, _ = names_at(tokens, start, verb, context)
    if not names and _one_thing(tokens, start, verb, context):
        # "Die afspraak hebben A en B gemaakt": what is one is not the subject of a verb of several.
        return _first_nominal(tokens, verb + 1, clause, context)
    return Group(tuple(names), start, verb) if names else None


def _inverted(partner: Clause, context: Context) -> bool:
    """Tell whether a thing is the subject behind the verb of a clause: "daarnaast wordt het toezicht … en werkt A"."""
    words = context.grammar.words
    opens = partner.lows[:1] and partner.lows[0] in words["adverbs"] | words["prepositions"]
    return bool(opens) and partner.finite is not None and partner.finite.at > 0 and subject(partner, context) is None


def _one_thing(tokens: Sequence[Token], start: int, verb: int, context: Context) -> bool:
    """Tell whether one thing stands before a finite verb in the plural: "die afspraak | hebben"."""
    one = verb - start == _ONE and tokens[start].low in context.grammar.words["definite"]
    singular = not tokens[start + 1].low.endswith(("en", "s")) and tokens[start].low not in ("zijn", "hun")
    return one and singular and tokens[verb].low in ("hebben", "zullen", "willen", "gaan", "moeten", "kunnen")


def subject_behind(clause: Clause, context: Context) -> Group | None:
    """Find the subject directly behind the verb where what it judges stands before: "[dit geweld] keurt A af".

    Only words that point to a thing, or an article where the government judges, stand for no one who could act.
    """
    finite, tokens = clause.finite, clause.tokens
    if clause.kind != "main" or finite is None or finite.at < 2:
        return None
    head = head_of(tokens, finite.at + 1, context, within=3)
    if head is None or any(token.actor or token.point for token in tokens[: finite.at]):
        return None
    words = context.grammar.words
    # "Een verlaging van de snelheid acht het kabinet ongewenst".
    opens = words["determiners"] if finite.reading.lemma in words["verdicts"] else frozenset(["de", "het"])
    # "Een exportverbod ziet Nederland niet zitten".
    sees = finite.reading.lemma == "zien" and clause.lows[-1] == "zitten" and tokens[0].low in words["determiners"]
    judges = sees or (tokens[head].type == "Government" and tokens[0].low in opens)
    group = group_at(tokens, head, context)
    several = len(group.tokens) > 1 or tokens[head].type in ("StateGroup", "Group")
    agrees = several or finite.reading.form != "plural"
    return group if agrees and (judges or tokens[0].low in _THING) else None


def _reaches(tokens: Sequence[Token], end: int, verb: int, context: Context) -> bool:
    """Between a subject's name and the verb only adverbs, an apposition or a place may stand."""
    rest = [token for token in tokens[end:verb] if token.low not in context.grammar.words["adverbs"]]
    return (
        not rest
        or rest[0].point
        or rest[0].low in ("en", "als", "zelf")
        or rest[0].low in context.grammar.words["prepositions"]
    )


def _prefield_is_nominal(tokens: Sequence[Token], start: int, verb: int, context: Context) -> bool:
    words = context.grammar.words
    first = tokens[start + 1] if tokens[start].low == "zowel" and start + 1 < verb else tokens[start]
    if first.low in words["prepositions"] and not (first.low == "over" and start == verb - 1):
        return False
    if start < verb - 1 and any(token.low in words["comparing"] for token in tokens[: start + 1]):
        return False
    adverbial = tokens[verb - 1].low in words["times"] or tokens[verb - 1].low in words["elliptic"]
    if adverbial and not any(t.actor for t in tokens[start:verb]):
        return False
    if any(token.type == "Date" for token in tokens[start:verb]) and not any(t.actor for t in tokens[start:verb]):
        return False
    return not (first.mention is not None and not first.actor and start == verb - 1)


def _pronoun(clause: Clause, at: int, context: Context) -> Group | None:
    token = clause.tokens[at]
    if token.low == "ik" and clause.finite is not None and clause.finite.reading.form == "plural":
        # "De afspraken die ik, de minister van Financiën en de regio hebben gemaakt".
        return group_at(clause.tokens, at, context)
    if token.low in context.grammar.words["first_person"] or token.entities:
        return Group((token,), at, at + 1)
    found = before(token, clause, context) if token.low in ("hij", "zij", "ze") else ()
    return Group((Token(token.start, token.end, token.low, entities=found),), at, at + 1) if found else None


def _first_nominal(tokens: Sequence[Token], at: int, clause: Clause, context: Context) -> Group | None:
    """Find the subject that comes first after the verb or the subordinator."""
    words = context.grammar.words
    skipped = False
    while at < len(tokens):
        token = tokens[at]
        if token.low in words["first_person"] or (token.entities and token.low):
            return _pronoun(clause, at, context)
        if token.low in words["neuter"] and token.low not in _POINTING and _stands_alone(tokens, at, context):
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
    if any(token.type == "Motion" or token.low == "motie" for token in tokens[at : at + 2]):
        # "Ten eerste verzoekt [de motie A] de regering …"
        return None
    head = head_of(tokens, at, context)
    if head is not None:
        return group_at(tokens, head, context)
    if clause.kind != "main":
        limit = clause.finite.at if clause.finite is not None else len(tokens)
        names, _ = names_at(tokens, at, limit, context)
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
        or (after.type in ("State", "StateGroup", "Person") and not _bears_article(after, context))
        or bool(after.readings)
    )


def _bears_article(token: Token, context: Context) -> bool:
    """Tell whether a state is called with "het": "het VK"."""
    name = token.mention.span.of(context.document.text).lower() if token.mention else ""
    return name.startswith(context.grammar.phrases["states_with_het"])


def _antecedent(token: Token, clause: Clause, at: int, context: Context) -> Group | None:
    """A pronoun in a subordinate clause stands for the subject of the clause above, when that fits it."""
    above = subject(clause.parent, context) if clause.parent else None
    found = entities_of(above) if above is not None and stands_for(token, clause, above) else ()
    if not found and token.low in ("hij", "zij"):
        found = before(token, clause, context)
    return Group((Token(token.start, token.end, token.low, entities=found),), at, at + 1) if found else None


def _relative_subject(clause: Clause, context: Context) -> Group | None:
    """Tell who acts in "die …": what it refers to, unless the clause names somebody who must be its subject."""
    words, tokens = context.grammar.words, clause.tokens
    if (clause.antecedent is not None and clause.antecedent.type == "Motion") or _of_some_motion(clause):
        return None
    at = 0
    while at < len(tokens) and (tokens[at].low in words["adverbs"] or tokens[at].low in words["reflexives"]):
        at += 1
    if at < len(tokens) and (tokens[at].low in words["first_person"] or tokens[at].entities):
        return _pronoun(clause, at, context)
    head = head_of(tokens, at, context)
    if head is not None and governor(tokens, head, context) is None:
        named = tokens[head].type
        if named == "Government" or not (clause.antecedent and clause.antecedent.actor):
            return group_at(tokens, head, context)
    if clause.antecedent and clause.antecedent.actor and not _of_another(clause, context):
        return Group(several_meant(clause, context) or (clause.antecedent,), -1, -1)
    return None


def _of_some_motion(clause: Clause) -> bool:
    """Tell whether "die" stands for a motion before a verb: "heeft een motie ingediend, die de regering verzoekt …"."""
    above = clause.parent.tokens if clause.parent else []
    near = [token for token in above if token.end <= clause.start][-_NEAREST:]
    named = next((token for token in reversed(near) if token.low in ("motie", "moties") or token.mention), None)
    return named is not None and (named.mention is None or named.type == "Motion")


def _of_another(clause: Clause, context: Context) -> bool:
    """Tell whether "die" may refer to what the name belongs to: "de aanval van Hamas, die …"."""
    above = clause.parent.tokens if clause.parent else []
    at = next((i for i, token in enumerate(above) if token is clause.antecedent), None)
    of = None if at is None else governor(above, at, context)
    if of is None or above[of].low != "van" or clause.marker is None or clause.marker.low != "die":
        return False
    before = [token.low for token in above[max(0, of - 4) : of]]
    return not {"het", "dit", "dat"} & set(before)
