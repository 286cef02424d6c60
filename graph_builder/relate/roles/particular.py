"""What only some complements take: a court or fund, the seat of a forum, a place that gets money, "mij"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler
from graph_builder.relate.lexicon.frame import Complement
from graph_builder.relate.roles.courts import is_court
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.tokens import Token

_FARTHEST = 6
"""How many words may stand between a marker and the sitting or place behind it."""


def of_kind(complement: Complement, head: Token | None, scene: Scene) -> bool:
    """Tell whether a name is that of a fund or a court, where the complement wants one."""
    if "court" in complement.accepts:
        return head is not None and is_court(head.span, scene.context)
    return head is None or "fund" not in complement.accepts or _fund(head, scene)


def _fund(token: Token, scene: Scene) -> bool:
    """Tell whether a name is that of a fund: who contributes to it gives money."""
    name = token.span.of(scene.context.document.text).lower()
    return any(word in name for word in scene.context.grammar.words["funds"])


def session(scene: Scene, complement: Complement, at: int) -> int:
    """Step over the sitting of a forum to the forum: "in de zitting van [de VN-Veiligheidsraad]"."""
    lows, words = scene.clause.lows, scene.context.grammar.words
    sittings = scene.context.grammar.phrases["sittings"]
    near = range(at, min(at + _FARTHEST, len(lows) - 1)) if complement.role == "forum" else ()
    sitting = next((i for i in near if lows[i].endswith(sittings) and lows[i + 1] == "van"), None)
    plain = sitting is not None and all(low and low not in words["prepositions"] for low in lows[at:sitting])
    return sitting + 2 if sitting is not None and plain else at


def seat(scene: Scene, complement: Complement, at: int) -> tuple[Filler, ...]:
    """Take the place where the Union decides as what is spoken in: "pleit in Brussel voor …"."""
    token = scene.tokens[at] if at < len(scene.tokens) else None
    if complement.role != "forum" or token is None or token.mention is None or token.type != "Place":
        return ()
    named = token.mention.span.of(scene.context.document.text).lower()
    if named not in scene.context.grammar.words["seats"]:
        return ()
    return (Filler(token.mention.span, token.mention.entity),)


def place(scene: Scene, complement: Complement, at: int) -> tuple[Filler, ...]:
    """Take a place by its name as where money goes: "trekt 1 miljard euro uit voor [Groningen]"."""
    if complement.role != "recipient" or "actor" not in complement.accepts:
        return ()
    tokens, words = scene.tokens, scene.context.grammar.words
    for ahead in range(at, min(at + _FARTHEST, len(tokens) - 1)):
        if tokens[ahead].low in words["rebuilding"] and tokens[ahead + 1].low in ("van", "op"):
            return tuple(_places_from(tokens, ahead + 2))
    at += at < len(scene.tokens) and scene.tokens[at].low in scene.context.grammar.words["definite"]
    token = scene.tokens[at] if at < len(scene.tokens) else None
    if token is None or token.mention is None or token.type != "Place" or not token.whole:
        return ()
    return (Filler(token.mention.span, token.mention.entity),)


def _places_from(tokens: Sequence[Token], at: int) -> Iterator[Filler]:
    """Give the places that a noun phrase names: "van de openbare lichamen [Saba] en [Sint Eustatius]"."""
    joins = ("", ",", "en", "de", "het", "openbare", "lichamen", "landen", "eiland", "eilanden", "land", "provincie")
    for token in tokens[at:]:
        if token.low not in joins:
            return
        if token.type == "Place" and token.mention is not None and token.whole:
            yield Filler(token.mention.span, token.mention.entity)


def sender_meant(scene: Scene, complement: Complement, at: int) -> tuple[Filler, ...]:
    """Take "mij" as the sender: "heeft er bij [mij] op aangedrongen"; "hem" as whom the sentences before name."""
    tokens, context = scene.tokens, scene.context
    if at < len(tokens) and tokens[at].low == "hem" and context.person is not None and "actor" in complement.accepts:
        return (Filler(tokens[at].span, context.person.entity),)
    mine = at < len(tokens) and tokens[at].low == "mij" and context.speaks and "actor" in complement.accepts
    return (context.sender(tokens[at].span),) if mine else ()
