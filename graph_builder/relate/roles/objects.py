"""The direct object: names, an amount, a motion, or words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Role, filler_of
from graph_builder.relate.roles.alongside import alongside, example_of_other, examples_last
from graph_builder.relate.roles.amounts import figure, stood_for
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.roles.extents import HEADED, fronted, object_end, object_start, object_words
from graph_builder.relate.roles.markers import motions
from graph_builder.relate.roles.people import represented
from graph_builder.relate.syntax.clauses import Clause, Core, Group
from graph_builder.relate.syntax.heads import governor, measured
from graph_builder.relate.syntax.nounphrases import fillers, group_at, object_span, text_span
from graph_builder.relate.syntax.relatives import promised_thing
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import Token

_NOUNS = ("en", "eel", "teit", "iers", "gers", "kers", "vers", "nemers")
"""Endings of nouns, most of them plural, that no word of manner has."""
_EXAMPLES = ("zoals", "waaronder")
_ARTICLES = frozenset(["de", "een", "deze", "die"])


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
    if frame.kind == "Undertaking" and (thing := promised_thing(clause, scene.context)):
        # "Het rapport dat ik u heb toegezegd".
        meant = text_span(thing) if bare_of_objects(scene, who) else None
        return [(frame.object, Filler(meant))] if meant else []
    span, before = object_words(scene, who)
    if span is None or scene.tokens[-1].low in scene.context.grammar.words["times"]:
        # "[Dit voorstel] blokkeert Hongarije al jaren": how long is no object.
        span = fronted(scene, who) or span
    found = [(frame.object_text or frame.object, Filler(span))] if span else []
    if span and "actor" in frame.object_accepts:
        found = [*((frame.object, filler) for filler in alongside(scene, [Filler(span)])), *found]
    if before and frame.indirect:
        found += [(frame.indirect, filler) for filler in fillers((before,), scene.context)]
    return found


def _represented(scene: Scene, who: Group | None) -> tuple[Filler, ...]:
    """Find the body behind the people who are met or urged, or whose doings are paid: "ontving een delegatie van A"."""
    frame = scene.frame
    nouns = {"partner": "representatives", "addressee": "representatives", "recipient": "doings"}.get(
        frame.object or ""
    )
    if nouns is None or frame.object_text or "money" in frame.object_accepts:
        return ()
    return represented(scene.tokens, object_start(scene, who)[0], scene.context, nouns)


def _tells_what(child: Clause, scene: Scene) -> bool:
    """Tell whether "dat" says what is promised; "een pakket dat zich richt op …" has no subject but "dat" itself."""
    if child.marker is None or child.marker.low != "dat":
        return False
    return bool(child.lows) and child.lows[0] not in scene.context.grammar.words["reflexives"]


def bears_object(scene: Scene, who: Group | None) -> bool:
    """Tell whether a noun phrase stands where a direct object does; a word that says how is none."""
    words, tokens = scene.context.grammar.words, scene.tokens
    start, _ = object_start(scene, who)
    if start >= len(tokens) or tokens[start].low in words["prepositions"]:
        return False
    if start > 1 and (tokens[start - 1].point or tokens[start - 1].low in words["joining"]):
        # "Zet in op meer samenwerking, het delen van kennis en …": one more of what stands behind a preposition.
        return False
    if start > 1 and tokens[start - 1].low in _EXAMPLES:
        return False
    return any(
        token.low in words["determiners"]
        or token.low in words["money"]
        or token.mention is not None
        or (token.low.endswith(_NOUNS) and token.low not in scene.context.grammar.words["adverbs"])
        for token in tokens[start : object_end(scene, start)]
    )


def bare_of_objects(scene: Scene, who: Group | None) -> bool:
    """Tell whether a relative clause has no noun phrase of its own but its subject and whom something is told."""
    words, tokens = scene.context.grammar.words, scene.tokens
    for at, token in enumerate(tokens):
        subject_here = who is not None and who.start - 1 <= at < who.end
        told = token.low == "uw" and any(t.type == "Parliament" for t in tokens[at + 1 : at + 2])
        hangs = at > 0 and tokens[at - 1].low in words["prepositions"]
        if token.low in words["determiners"] and not (subject_here or told or hangs):
            return False
    return True


def _shared(scene: Scene, filled: set[str]) -> list[Role]:
    """A coordinated participle without an object of its own has that of its partner: "gevraagd en bereid gevonden"."""
    partner, words = scene.clause.partner, scene.context.grammar.words
    assert partner is not None
    judges = scene.frame.kind in HEADED and "text" in scene.frame.object_accepts
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
        return (filler_of(amount),)
    for at in _places(scene, who):
        token = tokens[at]
        if token.low in ("mij", "ons") and context.speaks and _told_me(scene, who):
            return (context.sender(token.span),)
        if token.low == "hem" and context.person is not None and scene.frame.object in ("addressee", "partner"):
            # "Ik sprak met de minister van A. Ik heb [hem] gevraagd …".
            return (Filler(token.span, context.person.entity),)
        if not fits(token, accepts) or governed(tokens, at, context) or example_of_other(tokens, at, context):
            continue
        if token.type == "Motion":
            return motions(tokens, at)
        if token.type == "Money" and token.mention:
            return (filler_of(token.mention),)
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
        gets = token.actor or (token.type == "Place" and token.whole)
        if gets and token not in who.tokens and governor(tokens, at, context) is None:
            return [(role, filler) for filler in fillers(group_at(tokens, at, context).tokens, context)]
    return []


def _places(scene: Scene, who: Group | None) -> Iterator[int]:
    """Give the places where an object can stand: behind the subject, or before the verb with the subject behind it."""
    clause, core = scene.clause, scene.core
    end = core.predicate.at if core.embedded else min([p.at for p in clause.embedded], default=len(clause.tokens))
    if scene.frame.object == "addressee" and core.predicate.reading.form == "participle" and not core.passive:
        # "Heeft verzocht [de Kamer] te informeren": behind the participle it is the infinitive's.
        end = min(end, core.predicate.at)
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
    if token.type == "Place":
        # "Nederland ondersteunt [Curaçao]".
        return "place" in accepts and token.whole
    return token.type == "Motion" and "motion" in accepts
