"""What a promise is about: its verb, and the stretch of text that says what will be done."""

from __future__ import annotations

from graph_builder.model import Span
from graph_builder.relate.context import Context
from graph_builder.relate.syntax.clauses import Clause, Core, Group
from graph_builder.relate.syntax.nounphrases import text_span
from graph_builder.relate.syntax.particles import lemma_of
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import cores

_SHORTEST = 8
"""Fewer characters promise nothing by themselves: "dit doen" stands for what was said before."""


_POINTING = frozenset(["dit", "dat", "deze", "die"])
"""Words that stand alone for what another sentence names: "dat gaan we regelen"."""
_STANDS = frozenset(["dit", "deze", "die", "het", "hem", "ze"])
"""Words that stand for what is told beside them."""
_NO_NOUN = ("adverbs", "pronouns", "prepositions", "determiners")
_NAMING = frozenset(["de", "het", "een", "mijn", "ons", "onze", "uw"])
"""Determiners that do not stand alone."""
_LEADING = frozenset(["waar", "zo", "in", "na", "voor", "vanaf", "begin", "eind", "medio", "per", "al"])
"""Words that lead a day or a condition, and name nothing."""
_WHEN = frozenset(["in", "na", "voor", "vóór", "begin", "eind", "medio", "met", "bij", "per"])
"""Words by which a phrase before the verb says when."""


def topic_of(clause: Clause, core: Core, context: Context) -> Span | None:
    """Give what is promised: the clause without its subject and its finite verb.

    A passive keeps its subject, to which something will be done, and so does a clause with its object in front.
    """
    tokens = clause.tokens
    who = None if core.passive else subject(clause, context)
    start = clause.finite.at + 1 if clause.finite is not None and clause.kind == "main" else 0
    if _keeps_front(clause, core, start, context):
        start = 0
    elif who is not None and who.start >= start:
        start = _behind_subject(clause, who, context)
    while start < len(tokens) and _leads(clause, start, context):
        start += 1
    stop = _end(clause, core, start, context)
    span = text_span(tokens[start:stop]) or _asked(clause, context)
    if span is None:
        return None
    if (awaited := _awaited(clause, span, context)) is not None:
        return awaited
    if _points_back(clause, core, span, context):
        # "We bouwen voort op het beleid en breiden het waar nodig uit".
        return _before(clause.partner, context) if clause.partner is not None else None
    if clause.partner is not None and (span.end - span.start < _SHORTEST or clause.lows[-2:] == ["blijven", "doen"]):
        return _before(clause.partner, context)
    unclear = _hangs_in_the_air(clause) or _vague(clause, core, span, context)
    end = span.end if stop < len(tokens) else max(span.end, clause.whole_end)
    if unclear or end - span.start < _SHORTEST:
        return None
    return Span(_meant_by_relative(clause, context, span.start), end)


def _behind_subject(clause: Clause, who: Group, context: Context) -> int:
    """Give where the subject ends, with whoever acts beside it: "willen [Rijk en regio] de overgang versnellen"."""
    words, tokens, at = context.grammar.words, clause.tokens, who.end
    plural = clause.finite is not None and clause.finite.reading.form == "plural"
    if not plural or at + 2 >= len(tokens) or clause.lows[at] != "en":
        return at
    beside = at + 1 + (clause.lows[at + 1] in ("van", "de", "het", "voor", "onze", "hun"))
    named = tokens[beside]
    closed = named.point or bool(named.readings) or any(named.low in words[name] for name in _NO_NOUN)
    return at if closed or beside + 1 >= len(tokens) else beside + 1


def _awaited(clause: Clause, span: Span, context: Context) -> Span | None:
    """Give what is sent once it is there, with what names it: "zodra [het rapport gereed is, stuur ik u dit toe]"."""
    words = context.grammar.words
    said = [token for token in clause.tokens if token.inside(span) and token.type != "Parliament"]
    said = [token for token in said if token.low not in words["adverbs"] and token.low not in ("u", "uw", "kamer")]
    if not said or said[0].low not in _STANDS or _opens_noun(clause, said[0], context):
        return None
    for child in clause.children:
        if child.marker is None or child.marker.low not in words["awaiting"] or child.start > clause.start:
            continue
        named = bool(child.tokens) and child.tokens[0].low in _NAMING
        return Span(child.tokens[0].start, span.end) if named else None
    return None


def _opens_noun(clause: Clause, token: Token, context: Context) -> bool:
    """Tell whether "het" or "deze" is the article of a noun: "[het systeem] wordt uitgebreid"."""
    words, at = context.grammar.words, next((i for i, one in enumerate(clause.tokens) if one is token), 0) + 1
    after = clause.tokens[at] if at < len(clause.tokens) else None
    loose = ("adverbs", "particles", "prepositions", "pronouns", "times")
    closed = after is None or after.point or bool(after.readings) or any(after.low in words[name] for name in loose)
    return not closed and after is not None and after.type not in ("Date", "Parliament")


def _end(clause: Clause, core: Core, start: int, context: Context) -> int:
    """Give where a clause ends without the particle of its finite verb: "bereidt [een wetsvoorstel] voor".

    It stays where more hangs on it, or where little is said without it: "ik kom [hier in het najaar op terug]".
    """
    tokens = clause.tokens
    if clause.kind == "relative" and clause.lows[core.predicate.at + 1 : core.predicate.at + 2] == ["en"]:
        # "De voorstellen [die ik zal doen] en de aanpak die u kiest".
        return core.predicate.at + 1
    if core.predicate is not clause.finite or clause.kind != "main" or clause.whole_end > clause.end:
        return len(tokens)
    at = len(tokens) - 1
    while at > start and tokens[at].point:
        at -= 1
    apart = at > start and clause.lows[at] in context.grammar.prefixes
    if not apart or tokens[at - 1].end - tokens[start].start < _SHORTEST:
        return len(tokens)
    lemma = lemma_of(clause, core, context)
    stays = lemma in context.grammar.words["returning"] or lemma != clause.lows[at] + core.lemma
    return len(tokens) if stays else at


def _points_back(clause: Clause, core: Core, span: Span, context: Context) -> bool:
    """Tell whether all that a finite verb acts on is a pronoun: "breiden het uit", "dat doen, zoals toegezegd"."""
    if core.predicate is not clause.finite or clause.whole_end > clause.end or core.passive:
        return False
    words = context.grammar.words
    empty = words["pronouns"] | words["adverbs"] | words["neuter"] | words["elliptic"] | words["times"] | _LEADING
    end = clause.lows.index("zoals") if "zoals" in clause.words else len(clause.tokens)
    said = [token for at, token in enumerate(clause.tokens[:end]) if token.inside(span) and at != core.predicate.at]
    said = [token for token in said if not (token.point or token.type == "Date" or _is_vague(token, context))]
    return any(token.low in words["neuter"] for token in said) and all(token.low in empty for token in said)


def _is_vague(token: Token, context: Context) -> bool:
    return any(reading.lemma in context.grammar.words["vague"] for reading in token.readings)


def _asked(clause: Clause, context: Context) -> Span | None:
    """Give the question that is all that will be looked into: "ik bezie [of de boetes worden verhoogd]"."""
    questions = context.grammar.words["questioning"]
    for child in clause.children:
        if child.kind == "infinitive" or child.marker is None or child.marker.low not in questions:
            continue
        core, span = next(cores(child, context), None), Span(child.start, child.whole_end)
        # "Beschrijven we hoe we dat doen": what it is is said elsewhere.
        return None if core is not None and _vague(child, core, span, context) else span
    return None


def _hangs_in_the_air(clause: Clause) -> bool:
    """Tell whether it is not known what "waar…" stands for: "afspraken gemaakt, waaraan Nederland zich zal houden"."""
    pointing = clause.kind == "relative" and clause.marker is not None and clause.marker.low.startswith("waar")
    if pointing and clause.marker is not None and clause.marker.low in ("waarna", "waarbij"):
        # "Waarna ik uw Kamer zal informeren": it says when, and stands for nothing.
        return False
    return pointing and (clause.antecedent is None or bool(clause.antecedent.readings))


def _vague(clause: Clause, core: Core, span: Span, context: Context) -> bool:
    """Tell whether it is left to other sentences what will be done: "dat gaan we niet doen"."""
    words = context.grammar.words
    if clause.whole_end > clause.end:
        return False
    empty = words["pronouns"] | words["adverbs"] | words["neuter"] | words["negations"]
    verbs = [verb.at for verb in clause.predicates]
    said = [t for at, t in enumerate(clause.tokens) if at not in verbs and t.inside(span) and not t.point]
    told = any(child.start < clause.start for child in clause.children)
    points = core.lemma in words["vague"] or (not told and any(token.low in _POINTING for token in said))
    return points and all(token.low in empty for token in said)


def _leads(clause: Clause, at: int, context: Context) -> bool:
    """Tell whether a word before what is promised is no part of it: "kan | en zal niet | in die beoordeling treden"."""
    words, low = context.grammar.words, clause.lows[at]
    if clause.tokens[at].point or not words["first_person"].isdisjoint(clause.lows[at : at + 2]):
        return True
    return low in ("niet", "zal", "zullen") or (low == "en" and clause.lows[at + 1 : at + 2] in (["zal"], ["zullen"]))


def _meant_by_relative(clause: Clause, context: Context, start: int) -> int:
    """Give where the noun phrase begins that a relative word stands for: "[de rapportage van het programma] die …"."""
    antecedent = clause.antecedent
    if clause.kind != "relative" or antecedent is None or clause.parent is None or antecedent.type == "Date":
        return start
    words, above = context.grammar.words, clause.parent.tokens
    at = next((i for i, token in enumerate(above) if token is antecedent), None)
    if (antecedent.readings and not (at and above[at - 1].low in _NAMING)) or _where(clause, context):
        return start
    while at:
        before = above[at - 1]
        governs = before.low in words["prepositions"] and before.low != "van"
        if (
            governs
            or before.point
            or before.readings
            or before.low in words["coordinators"]
            or before.low in words["adverbs"]
        ):
            break
        at -= 1
    return above[at].start if at is not None else start


def _where(clause: Clause, context: Context) -> bool:
    """Tell whether "waar" says at what place or time: "het land, [waar ik iets wil doen]", not "waar ik aan werk"."""
    if clause.marker is None or clause.marker.low != "waar":
        return False
    said = [token.low for token in clause.tokens if not token.readings and token.low != "te"]
    return not said or said[-1] not in context.grammar.words["prepositions"]


def _keeps_front(clause: Clause, core: Core, start: int, context: Context) -> bool:
    """Tell whether what stands before the finite verb is what something will be done to."""
    words, tokens = context.grammar.words, clause.tokens
    if clause.kind != "main" or not start or clause.finite is None or start < 2:
        return False
    first = tokens[0]
    if core.passive and first.low in words["about"]:
        return lemma_of(clause, core, context) in words["informing"]
    if core.passive:
        when = first.type == "Date" or tokens[start - 2].low in words["times"]
        return first.low not in words["prepositions"] and first.low not in words["adverbs"] and not when
    comes = core.lemma == "staan" or lemma_of(clause, core, context) in words["following"]
    arrives = core.predicate is clause.finite and comes
    arrives = arrives or lemma_of(clause, core, context) in words["happening"]
    if arrives or core.lemma == "voldoen":
        # "Een nadere uitwerking volgt in mei", "aan uw verzoek zal ik voldoen".
        led = first.low in words["adverbs"] or first.low in words["comparing"] or first.low in _WHEN
        return first.type != "Date" and not led
    if first.low in words["about"]:
        # "Over de uitkomsten informeer ik u in mei": of what one will be told.
        return lemma_of(clause, core, context) in words["informing"] or core.lemma == "komen"
    behind = subject(clause, context)
    fronted = behind is not None and behind.start > clause.finite.at
    when = tokens[start - 2].type == "Date" or tokens[start - 2].low in words["times"]
    return fronted and first.low in words["determiners"] and not when


def _before(clause: Clause, context: Context) -> Span | None:
    """Give what "dit blijven doen" refers to: the predicate before it."""
    who = subject(clause, context)
    start = max(who.end if who else 0, clause.finite.at + 1 if clause.finite else 0)
    core = next(cores(clause, context), None)
    span = text_span(clause.tokens[start : _end(clause, core, start, context) if core is not None else None])
    back = span is not None and core is not None and _points_back(clause, core, span, context)
    return _before(clause.partner, context) if back and clause.partner is not None else None if back else span
