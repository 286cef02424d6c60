"""What two do to each other: who is whose partner, and whom an office names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.model import Filler
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft, Role
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.nounphrases import group_at
from graph_builder.relate.syntax.tokens import Token

_THE = frozenset(["de", "onze", "hun", "alle", "diverse", "verschillende"])
"""What opens a noun phrase of people; "met succes" and "met het oog op" tell of nobody."""

_MOST = 5
"""How many are said to do something with each other, each with each."""


def among(draft: Draft, context: Context) -> Iterator[Draft]:
    """Where three or more do something together, each does it with each: "A, B en C stellen een akkoord vast"."""
    partners = [role for role in draft.roles if role[0] == "partner"]
    acting = next((filler.span for role, filler in draft.roles if role == "agent"), None)
    tokens = draft.clause.tokens
    at = next((i for i, token in enumerate(tokens) if token.span == acting), None) if len(partners) > 1 else None
    listed = group_at(tokens, at, context).tokens if at is not None else ()
    inside = all(any(token.span.covers(filler.span) for token in listed) for _, filler in partners)
    if len(partners) < 2 or not inside:
        return
    rest = [role for role in draft.roles if role[0] not in ("agent", "partner")]
    for at, (_, first) in enumerate(partners[:-1]):
        yield replace(draft, roles=[("agent", first), *partners[at + 1 :], *rest])


def in_person(role: Role, tokens: Sequence[Token]) -> Role:
    """Whom one meets is the person whom an office names: "overleg gevoerd met minister [Kamp] van Defensie"."""
    if role[0] != "partner":
        return role
    offices = (token for token in tokens if token.type == "Role" and token.span == role[1].span)
    people = (inner for office in offices for inner in office.inner if inner.type == "Person" and inner.entity)
    return next((("partner", Filler(person.span, person.entity)) for person in people), role)


def both_ways(frame: Frame) -> bool:
    """Tell whether two do it with each other: they meet or talk, but convey their worries "aan" a third."""
    partners = [complement for complement in frame.complements if complement.role == "partner"]
    return not partners or any({"met", "tussen"} & {*complement.markers} for complement in partners)


def named_with(frame: Frame) -> bool:
    """Tell whether two do it together only where "met" says so: "A werkt met B aan C", but "A en B werken aan C"."""
    return all({"partner", "topic"} <= needed for needed in frame.requires) and bool(frame.requires)


def with_each_other(roles: list[Role]) -> list[Role]:
    """Where two do something together and no partner is named, each is the other's: "A en B werken samen".

    What very many do together none of them is said to do with each.
    """
    agents = [role for role in roles if role[0] == "agent"]
    if not 1 < len(agents) <= _MOST or any(role == "partner" for role, _ in roles):
        return roles
    others = [("partner", filler) for _, filler in agents[1:]]
    return [agents[0], *others, *(role for role in roles if role[0] != "agent")]


def with_others(scene: Scene) -> bool:
    """Tell whether what two share may go to a third: "A en B deelden informatie", unless it says "met elkaar"."""
    words = scene.context.grammar.words
    return scene.core.lemma in words["sharing"] and words["reciprocal"].isdisjoint(scene.clause.lows)


def with_unnamed(scene: Scene) -> bool:
    """Tell whether "met" says that it is done with somebody who has no name: "A en B spreken met de vakbonden"."""
    lows = scene.clause.lows
    behind = (lows[at + 1] for at, low in enumerate(lows[:-1]) if low == "met" and at not in scene.used)
    return any(after in _THE for after in behind)
