"""The roles that only statements of one kind have: whom a promise is made to, where money goes, whose case it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph_builder.iris import case
from graph_builder.model import Filler, Span
from graph_builder.relate.draft import Role, filler_of
from graph_builder.relate.parliament.motionlists import fillers_of, further, members, pledged
from graph_builder.relate.parliament.urging import asked_of
from graph_builder.relate.promises.promise import parliament_in
from graph_builder.relate.roles.amounts import bracketed
from graph_builder.relate.roles.evoke import Scene

_GIVEN = frozenset(["toezeggen", "toezegging-doen", "aankondigen"])
"""Frames of promises that are given to somebody."""


def _benefiting(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Find the groups for whom something is advocated, in the words that say what is."""
    words = scene.context.grammar.words
    found: list[Role] = []
    if any(role == "beneficiary" for role, _ in roles):
        return found
    for topic in (filler.span for role, filler in roles if role == "topic" and filler.entity is None):
        marked = False
        for token in scene.context.tokens:
            if token.start < topic.start or token.end > topic.end:
                continue
            if token.low in words["benefiting"]:
                marked = True
            elif token.type == "Group" and marked and token.mention:
                found.append(("beneficiary", Filler(token.mention.span, token.mention.entity)))
            elif token.readings and token.low not in words["determiners"]:
                marked = False
    return found


def _proceeding(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Name the case by the words for it beside the verb, else by the verb."""
    words = [scene.tokens[at] for at in scene.particle if at + 1 in scene.particle or at - 1 in scene.particle]
    while words and words[-1].low in scene.context.grammar.words["prepositions"]:
        words.pop()
    span = Span(words[0].start, words[-1].end) if words else scene.trigger
    return [("case", Filler(span, case(scene.context.document, span)))]


def _promised_to(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Find the parliament that something is promised to, or that will be told or sent what is promised."""
    context, words = scene.context, scene.context.grammar.words
    if any(role == "addressee" for role, _ in roles):
        return []
    topics = [filler.span for role, filler in roles if role == "topic"]
    inside = [token for token in context.tokens if any(token.inside(topic) for topic in topics)]
    outside = [token for token in scene.tokens if not any(token.inside(topic) for topic in topics)]
    told = words["informing"] | words["sending"]
    tells = any(reading.infinitive in told for token in inside for reading in token.readings)
    gives = scene.frame.name in _GIVEN
    found = (parliament_in(outside, context) if gives else ()) or (parliament_in(inside, context) if tells else ())
    return [("addressee", filler) for filler in found]


def _where(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Find where money goes: the place or state behind an "in" of the clause."""
    tokens = scene.tokens
    found = _how_much(scene, roles)
    for at, token in enumerate(tokens):
        named = token.mention
        if named is None or token.type not in ("Place", "State", "StateGroup") or not token.whole:
            continue
        if "in" in (scene.clause.lows[at - 1], scene.clause.lows[at - 2] if at > 1 else ""):
            return [*found, ("place", Filler(named.span, named.entity))]
    return found


def _how_much(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Find an amount directly before the word for what is given: "[2 miljoen euro] subsidie"."""
    before = scene.tokens[scene.particle[0] - 1] if scene.particle and scene.particle[0] else None
    amount = before.mention if before is not None and before.type == "Money" else None
    if any(role == "amount" for role, _ in roles):
        return []
    found = (
        [amount] if amount is not None else [sum_ for _, filler in roles if (sum_ := bracketed(filler, scene.context))]
    )
    return [("amount", filler_of(amount)) for amount in found]


def _listed(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Find the further motions of a list: "aan de motie A, de toezegging om … en de motie B"."""
    tokens, clause = scene.context.tokens, scene.clause
    known = [filler for role, filler in roles if role == "motion"]
    if known:
        found = further(tokens, known)
    elif scene.frame.object == "motion" and _pronoun(scene):
        found = [m for t in tokens if t.end <= clause.start and t.type == "Motion" for m in fillers_of(t)]
    elif scene.frame.object == "motion":
        # "Hiermee zijn [de toezegging aan het lid A en de motie B] afgedaan".
        pledge = next(
            (token for at, token in enumerate(clause.tokens) if pledged(clause.tokens, at, scene.context)), None
        )
        start = next((at for at, token in enumerate(tokens) if token is pledge), len(tokens))
        found = list(members(tokens, start, ""))
    else:
        listed = [token for at, token in enumerate(clause.tokens) if clause.lows[at] in _markers(scene)]
        opening = next((token for at, token in enumerate(clause.tokens) if _heads_pledge(scene, at)), None)
        first = opening or next(iter(listed), None)
        start = next((at for at, token in enumerate(tokens) if token is first), len(tokens))
        # "Aan de wet, aan het akkoord en [aan] de motie A": each member bears the preposition.
        found = list(members(tokens, start, "" if opening or first is None else first.low))
    return [("motion", motion) for motion in found]


def _pronoun(scene: Scene) -> bool:
    """Tell whether "deze" or "die" stands alone for what was named before: "beantwoorden wij [deze] gezamenlijk"."""
    lows, words = scene.clause.lows, scene.context.grammar.words
    if scene.core.passive and scene.clause.kind == "main" and lows[0] in ("deze", "die"):
        # "Wat betreft de motie A: [deze] is uitgevoerd."
        return True
    at = next((i for i, low in enumerate(lows) if low in ("deze", "die", "ze") and i > scene.core.predicate.at), -1)
    after = lows[at + 1] if 0 <= at < len(lows) - 1 else ""
    return at >= 0 and (after in words["adverbs"] or after in words["prepositions"] or at == len(lows) - 1)


def _heads_pledge(scene: Scene, at: int) -> bool:
    """Tell whether a preposition of the frame opens a list that begins with a promise: "voldaan aan de toezegging"."""
    return scene.clause.lows[at] in _markers(scene) and pledged(scene.tokens, at + 1, scene.context)


def _markers(scene: Scene) -> set[str]:
    """Give the prepositions behind which a frame wants a motion."""
    return {marker for c in scene.frame.complements if c.role == "motion" for marker in c.markers}


def nothing(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """For a kind that has nothing of its own."""
    return []


OF_KIND: Mapping[str, Callable[[Scene, Sequence[Role]], list[Role]]] = {
    "Undertaking": _promised_to,
    "Funding": _where,
    "Urging": asked_of,
    "Advocacy": _benefiting,
    "LegalProceeding": _proceeding,
    "MotionExecution": _listed,
}
"""What is read for statements of one kind only."""
