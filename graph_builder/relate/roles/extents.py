"""Direct objects in words: where in their clause the words begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph_builder.model import Span
from graph_builder.relate.context import Context
from graph_builder.relate.lexicon.frame import JUDGING
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.texts import limit_of
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.nounphrases import object_span, text_span
from graph_builder.relate.syntax.periods import season_end
from graph_builder.relate.syntax.tokens import Token

_OF_A_NOUN = frozenset(["naar", "over", "van", "tegen", "inzake"])
"""Prepositions that go on with the noun before a particle: "kondigt [onderzoek] aan [naar de markt]"."""
_DETERMINERS = frozenset(["de", "het", "een", "deze", "dit", "die"])
"""Words before which "het" is no article but a pronoun."""
_ALL_OF_THEM = frozenset(
    ["alle", "allen", "allebei", "allemaal", "beide", "beiden", "twee", "drie", "vier", "willen", "kunnen"]
)
"""Words that tell how many of what stands before the verb: "die moties zou ik [alle drie willen] ontraden"."""
HEADED = frozenset(["Support", "Opposition", "Countering", "Condemnation", "Advocacy"])
"""Kinds whose object is told by the noun that must stand with the verb: "pakt de [fraude] met subsidies aan"."""


def fronted(scene: Scene, who: Group | None) -> Span | None:
    """Give the object that stands before the verb, the subject behind: "[het voorstel van A] heb ik niet gesteund"."""
    clause, words = scene.clause, scene.context.grammar.words
    if clause.kind != "main" or clause.finite is None or who is None or who.start <= clause.finite.at:
        return None
    front = scene.tokens[: clause.finite.at]
    judged = scene.frame.kind in HEADED and len(front) > 1 and front[0].low in words["determiners"]
    return text_span(front) if judged and front[-1].type != "Date" and front[-1].low not in words["times"] else None


def object_words(scene: Scene, who: Group | None) -> tuple[Span | None, Token | None]:
    """Give the words of the object, and the parliament named before them: "[uw Kamer] [een brief]"."""
    words, tokens = scene.context.grammar.words, scene.tokens
    start, before = object_start(scene, who)
    if start >= len(tokens) or tokens[start].low in words["prepositions"]:
        return None, before
    limit = object_end(scene, start)
    span = object_span(tokens[start:limit], scene.context)
    if span is not None and scene.frame.kind in JUDGING and span.of(scene.context.document.text).lower() == "dit":
        return scene.context.matter, before
    if tokens[start].low in words["neuter"] and bare(tokens, start, words):
        return None, before
    empty = [*(words[name] for name in ("pronouns", "adverbs", "neuter", "reciprocal")), _ALL_OF_THEM]
    said = [token for token in tokens[start:limit] if span and token.end <= span.end]
    if span is None or all(any(token.low in each for each in empty) for token in said):
        return None, before
    return Span(span.start, max([span.end, *_hanging(scene, span, limit), *_behind_particle(scene, limit)])), before


def _behind_particle(scene: Scene, at: int) -> Iterator[int]:
    """Give where what is promised ends when its noun goes on behind the verb's particle."""
    lows, particles = scene.clause.lows, {verb.particle for verb in scene.frame.verbs}
    goes_on = lows[at] in particles and lows[at + 1] in _OF_A_NOUN if at + 1 < len(lows) else False
    if goes_on and scene.frame.kind == "Undertaking":
        behind = text_span(scene.tokens[at + 1 : limit_of(scene, at + 1)])
        if behind:
            yield behind.end


def bare(tokens: Sequence[Token], at: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether "dat" or "deze" stands alone, without a noun."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return at + 1 == len(tokens) or after in words["prepositions"] or after in words["adverbs"]


def object_start(scene: Scene, who: Group | None) -> tuple[int, Token | None]:
    """Give where the object begins, behind what stands between it and the verb, and the parliament named before it."""
    clause, tokens, context = scene.clause, scene.tokens, scene.context
    words = context.grammar.words
    start = clause.finite.at + 1 if clause.kind == "main" and clause.finite is not None else 0
    start = max(start, who.end if who is not None else 0)
    if scene.core.embedded:
        # "Is erop gericht [fraude] tegen te gaan", "heeft tot doel [fraude] te bestrijden".
        verbs, near = {verb.at for verb in (*clause.verbs, *clause.embedded)}, range(start, scene.core.predicate.at)
        before_it = words["ends"] | words["minded"]
        start = next((i + 1 for i in reversed(near) if i in verbs or clause.lows[i] in before_it), start)
    before: Token | None = None
    while start < len(tokens):
        token = tokens[start]
        season = season_end(context.document, token.start)
        if season is not None:
            start = next((i for i in range(start, len(tokens)) if tokens[i].start >= season), len(tokens))
            continue
        if token.low == "als" and start + 2 < len(tokens) and tokens[start + 2].low in words["determiners"]:
            # "Heeft [als aandeelhouder] de investering goedgekeurd": in what capacity, not what.
            start += 2
            continue
        if token.low in words["prepositions"] and start + 1 < len(tokens) and tokens[start + 1].type == "Date":
            # "Heeft op 1 april dertien personen geplaatst".
            start += 2
            continue
        skipped = token.low in words["adverbs"] or token.low in words["reflexives"] or token.point
        # "En veroordeelt het [de aanval]": the pronoun is the subject.
        skipped |= token.low == "het" and any(after.low in _DETERMINERS for after in tokens[start + 1 : start + 2])
        if token.type == "Parliament" and before is None:
            before = token
        elif not skipped and token.type != "Date":
            break
        start += 1
    verb = len(tokens) if scene.core.predicate is clause.finite else scene.core.predicate.at
    return _behind_phrases(scene, start, verb, context), before


def _behind_phrases(scene: Scene, start: int, verb: int, context: Context) -> int:
    """Skip prepositional phrases before the object: "heeft [met het oog daarop] [in zijn brief] een onderzoek …"."""
    words, tokens = context.grammar.words, scene.tokens
    if start >= len(tokens) or tokens[start].low not in words["prepositions"]:
        return start
    end = min(max(verb, start), len(tokens))
    if start and tokens[start - 1].low == "," and scene.frame.kind == "Advocacy":
        # "bepleitte, conform de motie, [nieuwe sancties]"
        closing = next((at for at in range(start, end - 1) if tokens[at].low == ","), start - 1)
        return closing + 1
    for at in range(start + 1, end):
        before = tokens[at - 1]
        opens = tokens[at].low in words["determiners"] and not _lists_on(tokens, at, context)
        if opens and before.low not in words["prepositions"] and before.low not in words["determiners"]:
            return at
    return start


def _lists_on(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether an article goes on with a list of names: "met de voorzitters van A, [de] B en C het convenant"."""
    joined = at > 1 and tokens[at - 1].low in (",", *context.grammar.words["joining"]) and tokens[at - 2].actor
    return joined and any(token.actor for token in tokens[at + 1 : at + 3])


def object_end(scene: Scene, start: int) -> int:
    """Give where the object ends: at the verb, a particle or a complement of the frame."""
    frame, words = scene.frame, scene.context.grammar.words
    markers = {marker[0] for complement in frame.complements for marker in complement.sought}
    stops = (markers & words["prepositions"]) - {"in", "van"}
    if not scene.core.predicate.reading.particle:
        # "Brengt zijn zorgen [over]", but "zijn zorgen over de wet overgebracht".
        stops |= {verb.particle for verb in frame.verbs if verb.particle}
    # "Acht een verbod [onwenselijk]", "heeft de resolutie [met een veto] getroffen".
    idiom = len(scene.particle) > 1 and scene.clause.lows[scene.particle[0]] in words["prepositions"] | {"niet"}
    judged = idiom or scene.core.lemma in words["verdicts"]
    apart = scene.particle if frame.object_accepts != {"text"} or frame.kind not in HEADED or judged else ()
    # "Brengt [deze zorg] in de EU naar voren": the forum has been read.
    apart = (*apart, *(scene.used.difference(scene.particle) if frame.kind == "Advocacy" else ()))
    stops |= {"zowel"} if frame.kind == "Advocacy" and "als" in scene.clause.words else set()
    limit = limit_of(scene, start)
    return next((at for at in range(start, limit) if scene.clause.lows[at] in stops or at in apart), limit)


def _apart_by_verbs(clause: Clause, span: Span, child: Clause) -> bool:
    """Tell whether only the clause's verbs stand before a relative clause: "zal andere landen steunen die …"."""
    between = [token for token in clause.tokens if span.end <= token.start < child.start]
    return bool(between) and all(token.readings or token.point for token in between)


def _hanging(scene: Scene, span: Span, limit: int) -> Iterator[int]:
    """Give the ends of what belongs to the object behind it.

    Relative clauses do; what a supported proposal wants ("om … te"); a promise's words behind its verb.
    """
    clause, core = scene.clause, scene.core
    for child in clause.children:
        if child.tokens and child.kind == "relative" and _apart_by_verbs(clause, span, child):
            yield child.whole_end
        if scene.frame.kind == "Undertaking" and child.marker and child.marker.low == "dat" and child.tokens:
            # "Een pakket aangekondigd [dat zich richt op …]": a clause that says what is promised has no object beside.
            yield child.whole_end
        belongs = child.kind == "relative" or (child.kind != "main" and scene.frame.kind in ("Support", "Opposition"))
        if child.tokens and belongs and span.start <= child.start <= span.end + 2:
            yield child.whole_end
    behind = text_span(scene.tokens[core.predicate.at + 1 :])
    if behind and core.predicate.at >= limit and scene.frame.kind == "Undertaking":
        yield max(behind.end, clause.whole_end)
