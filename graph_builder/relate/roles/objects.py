"""The direct object: names, an amount, a motion, or words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Role
from graph_builder.relate.lexicon.frame import JUDGING
from graph_builder.relate.roles.alongside import alongside, example_of_other, examples_last
from graph_builder.relate.roles.amounts import figure, stood_for
from graph_builder.relate.roles.complements import motions, represented
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.texts import limit_of
from graph_builder.relate.syntax.clauses import Clause, Core, Group
from graph_builder.relate.syntax.heads import governor, measured
from graph_builder.relate.syntax.nounphrases import fillers, group_at, object_span, text_span
from graph_builder.relate.syntax.periods import season_end
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import Token

_NOUNS = ("en", "eel", "teit", "iers", "gers", "kers", "vers", "nemers")
"""Endings of nouns, most of them plural, that no word of manner has."""
_OF_A_NOUN = frozenset(["naar", "over", "van", "tegen", "inzake"])
"""Prepositions that go on with the noun before a particle: "kondigt [onderzoek] aan [naar de markt]"."""
_ARTICLES = frozenset(["de", "een", "deze", "die"])
_HEADED = frozenset(["Support", "Opposition", "Countering", "Condemnation", "Advocacy"])
"""Kinds whose object is told by the noun that must stand with the verb: "pakt de [fraude] met subsidies aan"."""


def objects(scene: Scene, who: Group | None, filled: set[str]) -> list[Role]:
    """Read the direct object.

    Args:
        scene: The frame and its clause.
        who: The subject, which in a passive is the object.
        filled: Roles that complements have filled.

    Returns:
        The role that the object fills, with what fills it; and that of an actor before it, if the frame has one.
    """
    frame = scene.frame
    if frame.object is None or frame.object in filled:
        return []
    named = _named(scene, who) or _represented(scene, who)
    if not named and frame.object == "partner":
        named = examples_last(scene)
    if named:
        found = [(frame.object, filler) for filler in (*alongside(scene, named), *named)]
        return [*_receiver(scene, who, named[0], filled), *found]
    clause = scene.clause
    if clause.partner is not None and clause.finite is None and clause.partner.verbs:
        return _shared(scene, filled)
    if "text" not in frame.object_accepts or frame.object_text in filled:
        return []
    if frame.kind == "Undertaking" and any(_tells_what(child, scene) for child in clause.children):
        # What is promised the clause says.
        return []
    span, before = _words(scene, who)
    if span is None or scene.tokens[-1].low in scene.context.grammar.words["times"]:
        # "[Dit voorstel] blokkeert Hongarije al jaren": how long is no object.
        span = _fronted(scene, who) or span
    found = [(frame.object_text or frame.object, Filler(span))] if span else []
    if span and "actor" in frame.object_accepts:
        found = [*((frame.object, filler) for filler in alongside(scene, [Filler(span)])), *found]
    if before and frame.indirect:
        found += [(frame.indirect, filler) for filler in fillers((before,), scene.context)]
    return found


def _fronted(scene: Scene, who: Group | None) -> Span | None:
    """Give the object that stands before the verb, the subject behind: "[het voorstel van A] heb ik niet gesteund"."""
    clause, words = scene.clause, scene.context.grammar.words
    if clause.kind != "main" or clause.finite is None or who is None or who.start <= clause.finite.at:
        return None
    front = scene.tokens[: clause.finite.at]
    judged = scene.frame.kind in _HEADED and len(front) > 1 and front[0].low in words["determiners"]
    return text_span(front) if judged and front[-1].type != "Date" and front[-1].low not in words["times"] else None


def _represented(scene: Scene, who: Group | None) -> tuple[Filler, ...]:
    """Find the body behind the people who are met or urged, or whose doings are paid: "ontving een delegatie van A"."""
    frame = scene.frame
    nouns = {"partner": "representatives", "addressee": "representatives", "recipient": "doings"}.get(
        frame.object or ""
    )
    if nouns is None or frame.object_text or "money" in frame.object_accepts:
        return ()
    return represented(scene.tokens, _start(scene, who)[0], scene.context, nouns)


def _tells_what(child: Clause, scene: Scene) -> bool:
    """Tell whether "dat" says what is promised; "een pakket dat zich richt op …" has no subject but "dat" itself."""
    if child.marker is None or child.marker.low != "dat":
        return False
    return bool(child.lows) and child.lows[0] not in scene.context.grammar.words["reflexives"]


def bears_object(scene: Scene, who: Group | None) -> bool:
    """Tell whether a noun phrase stands where a direct object does; a word that says how is none."""
    words, tokens = scene.context.grammar.words, scene.tokens
    start, _ = _start(scene, who)
    if start >= len(tokens) or tokens[start].low in words["prepositions"]:
        return False
    return any(
        token.low in words["determiners"]
        or token.low in words["money"]
        or token.mention is not None
        or (token.low.endswith(_NOUNS) and token.low not in scene.context.grammar.words["adverbs"])
        for token in tokens[start : _end(scene, start)]
    )


def _shared(scene: Scene, filled: set[str]) -> list[Role]:
    """A coordinated participle without an object of its own has that of its partner: "gevraagd en bereid gevonden"."""
    partner, words = scene.clause.partner, scene.context.grammar.words
    assert partner is not None
    judges = scene.frame.kind in _HEADED and "text" in scene.frame.object_accepts
    rest = [token for token in scene.tokens[: scene.core.predicate.at] if token.low not in words["coordinators"]]
    while rest and rest[0].low in words["adverbs"]:
        rest = rest[1:]
    if judges and rest:
        own = object_span(rest, scene.context) if rest[0].low in words["determiners"] else None
        return [(scene.frame.object or "", Filler(own))] if own else []
    core = Core(partner.verbs[-1], False, ())
    above = Scene(scene.frame, core, partner, scene.context, ())
    return [role for role in objects(above, subject(partner, scene.context), filled) if judges or role[1].entity]


def _named(scene: Scene, who: Group | None) -> tuple[Filler, ...]:
    """Find the first name, amount or motion that hangs on no preposition and is not the subject."""
    tokens, context, accepts = scene.tokens, scene.context, scene.frame.object_accepts
    if "money" in accepts and (amount := stood_for(scene.clause)) is not None:
        return (Filler(amount.span, amount.entity, amount.value),)
    for at in _places(scene, who):
        token = tokens[at]
        if token.low in ("mij", "ons") and context.speaks and _told_me(scene, who):
            return (context.sender(token.span),)
        if not fits(token, accepts) or governed(tokens, at, context) or example_of_other(tokens, at, context):
            continue
        if token.type == "Motion":
            return motions(tokens, at)
        if token.type == "Money" and token.mention:
            return (Filler(token.mention.span, token.mention.entity, token.mention.value),)
        if token.type in ("Treaty", "Law") and token.mention:
            return (Filler(token.mention.span, token.mention.entity),)
        names = [name for name in group_at(tokens, at, context).tokens if not who or name not in who.tokens]
        return fillers(names, context)
    return figure(tokens, _places(scene, who), context) if "money" in accepts else ()


def _told_me(scene: Scene, who: Group | None) -> bool:
    """Tell whether "mij" is somebody's whom another asks or writes to: "heb mij verstaan met" is one's own."""
    if scene.frame.kind == "Urging":
        return True
    first = scene.context.grammar.words["first_person"]
    return scene.frame.kind == "Contact" and who is not None and all(token.low not in first for token in who.tokens)


def governed(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a preposition has what stands at `at`; "een bedrag van" has none."""
    if tokens[at].type == "Money":
        words, back = context.grammar.words, at - 1
        while back > 0 and tokens[back].low in words["approximate"]:
            back -= 1
        # "Sinds het begin van de oorlog [2 miljoen euro]": the noun before it closes what the preposition opens.
        return back >= 0 and tokens[back].low in words["prepositions"] and not measured(tokens, at, context)
    if tokens[at].type == "Motion" and at > 1 and tokens[at - 1].low in _ARTICLES and not _joins(tokens[at - 2]):
        # "Met dit besluit wordt [de motie A] uitgevoerd": an article begins a noun phrase of its own.
        return tokens[at - 2].low in context.grammar.words["prepositions"]
    return governor(tokens, at, context) is not None


def _joins(token: Token) -> bool:
    return token.low in ("en", "of", ",")


def _receiver(scene: Scene, who: Group | None, amount: Filler, filled: set[str]) -> list[Role]:
    """Find who gets an amount, named before it without a preposition: "kent [de gemeente] 3 miljoen euro toe"."""
    role, tokens, context = scene.frame.indirect, scene.tokens, scene.context
    if role is None or who is None or amount.value is None or not filled.isdisjoint((role, "channel")):
        return []
    for at in _places(scene, who):
        token = tokens[at]
        if token.start >= amount.span.start:
            break
        if token.actor and token not in who.tokens and governor(tokens, at, context) is None:
            return [(role, filler) for filler in fillers(group_at(tokens, at, context).tokens, context)]
    return []


def _places(scene: Scene, who: Group | None) -> Iterator[int]:
    """Give the places where an object can stand: behind the subject, or before the verb with the subject behind it."""
    clause, core = scene.clause, scene.core
    end = core.predicate.at if core.embedded else min([p.at for p in clause.embedded], default=len(clause.tokens))
    finite = clause.finite.at if clause.finite is not None and clause.kind == "main" else -1
    if not scene.context.grammar.words["comparing"].isdisjoint(clause.lows[:2]):
        # "Net als Duitsland roept Nederland Israël op": nothing before the verb is the object.
        finite = -1
    for at in range(end):
        if who is not None and who.start >= 0:
            fronted = at < finite < who.start
            if who.start <= at < who.end or (at < who.start and not fronted):
                continue
        yield at


def fits(token: Token, accepts: frozenset[str]) -> bool:
    """Tell whether a word is of what a frame accepts as its object: a name, a person, a motion, money, a treaty."""
    if token.type in ("Treaty", "Law"):
        return "law" in accepts
    if token.actor:
        return "actor" in accepts or ("person" in accepts and token.type in ("Person", "Role"))
    if token.type == "Money":
        return "money" in accepts
    return token.type == "Motion" and "motion" in accepts


def _words(scene: Scene, who: Group | None) -> tuple[Span | None, Token | None]:
    """Give the words of the object, and the parliament named before them: "[uw Kamer] [een brief]"."""
    words, tokens = scene.context.grammar.words, scene.tokens
    start, before = _start(scene, who)
    if start >= len(tokens) or tokens[start].low in words["prepositions"]:
        return None, before
    limit = _end(scene, start)
    span = object_span(tokens[start:limit], scene.context)
    if span is not None and scene.frame.kind in JUDGING and span.of(scene.context.document.text).lower() == "dit":
        return scene.context.matter, before
    if tokens[start].low in words["neuter"] and bare(tokens, start, words):
        return None, before
    empty = [words[name] for name in ("pronouns", "adverbs", "neuter", "reciprocal")]
    if span is None or all(
        any(token.low in each for each in empty) for token in tokens[start:limit] if token.end <= span.end
    ):
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


def _start(scene: Scene, who: Group | None) -> tuple[int, Token | None]:
    """Skip what stands between the verb or the subject and the object."""
    clause, tokens, context = scene.clause, scene.tokens, scene.context
    words = context.grammar.words
    start = clause.finite.at + 1 if clause.kind == "main" and clause.finite is not None else 0
    start = max(start, who.end if who is not None else 0)
    if scene.core.embedded:
        # "Is erop gericht [fraude] tegen te gaan", "heeft tot doel [fraude] te bestrijden".
        verbs, near = {verb.at for verb in clause.verbs}, range(start, scene.core.predicate.at)
        start = next((i + 1 for i in reversed(near) if i in verbs or clause.lows[i] in words["ends"]), start)
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
        opens = tokens[at].low in words["determiners"]
        if opens and before.low not in words["prepositions"] and before.low not in words["determiners"]:
            return at
    return start


def _end(scene: Scene, start: int) -> int:
    """Stop the object at the verb, a particle or a complement of the frame."""
    frame, words = scene.frame, scene.context.grammar.words
    markers = {marker[0] for complement in frame.complements for marker in complement.sought}
    stops = (markers & words["prepositions"]) - {"in", "van"}
    if not scene.core.predicate.reading.particle:
        # "Brengt zijn zorgen [over]", but "zijn zorgen over de wet overgebracht".
        stops |= {verb.particle for verb in frame.verbs if verb.particle}
    # "Acht een verbod [onwenselijk]", "heeft de resolutie [met een veto] getroffen".
    idiom = len(scene.particle) > 1 and scene.clause.lows[scene.particle[0]] in words["prepositions"]
    judged = idiom or scene.core.lemma in words["verdicts"]
    apart = scene.particle if frame.object_accepts != {"text"} or frame.kind not in _HEADED or judged else ()
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
