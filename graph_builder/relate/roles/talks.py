"""To whom somebody says what he wants, where the talk itself has been told before: "sprak met A en drong aan op …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler
from graph_builder.relate.context import Context, Talk
from graph_builder.relate.draft import Draft, Role
from graph_builder.relate.roles.evoke import Scene
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.resolve.entities import of_parliament

_TALKS = frozenset(["Contact", "Meeting"])
_SAID_TO = frozenset(["bij", "aan"])
"""Prepositions before whom something is urged on or told."""
_POINTS = frozenset(["daarbij", "hierbij", "daarin", "hierin"])
"""Words by which a sentence goes on with the talk that the one before it tells."""
_IN = frozenset(["in", "tijdens", "bij"])
_THAT = frozenset(["dat", "dit", "die", "deze", "het", "mijn", "onze", "ons"])


def talks(said: Sequence[Draft], clause: Clause) -> list[Talk]:
    """Give the talks and meetings that a clause tells of."""
    return [Talk(clause, draft.roles) for draft in said if draft.frame.kind in _TALKS and not draft.negated]


def told_alone(first: Group, context: Context) -> Filler | None:
    """Give the one official with whom the sender has just talked: "ik sprak met minister A; ik vroeg hem …"."""
    mine = context.grammar.words["first_person"]
    partners = [f for talk in context.talks for role, f in talk.roles if role == "partner"]
    if len(partners) != 1 or not all(token.low in mine for token in first.tokens):
        return None
    types = {token.span: token.type for token in context.tokens if token.mention}
    return partners[0] if types.get(partners[0].span) == "Role" else None


def said_to(scene: Scene, roles: Sequence[Role]) -> list[Role]:
    """Give with whom the one who urges something has just been said to talk, where the clause names nobody.

    Args:
        scene: A frame of urging or advocacy in its clause.
        roles: Those that the clause itself fills.

    Returns:
        The addressees or the forum, or nothing: only what is said in the same breath, or in words that point to the
        talk ("in dat gesprek …"), is said to those.
    """
    frame = scene.frame
    filled = {role for role, _ in roles}
    if frame.kind not in ("Urging", "Advocacy") or filled & {"addressee", "forum", "beneficiary"} or scene.core.passive:
        return []
    whom = (c for c in frame.complements if c.role in ("addressee", "forum"))
    role = next((c.role for c in whom if not _SAID_TO.isdisjoint(c.markers)), "")
    role = role or ("addressee" if frame.object == "addressee" and frame.kind == "Urging" else "")
    agents = {filler.entity for name, filler in roles if name == "agent"}
    others = (t for t in scene.tokens[: scene.core.predicate.at] if t.actor and not agents.issuperset(t.entities))
    if not role or len(agents) != 1 or any(t.mention is None or t.mention.entity not in agents for t in others):
        return []
    return [(role, partner) for partner in _partners(scene, agents)]


def _partners(scene: Scene, agents: set[str | None]) -> Iterator[Filler]:
    """Give the partners of the one talk before that somebody had, none of them a house of parliament."""
    clause, context = scene.clause, scene.context
    told = [talk.roles for talk in context.talks if talk.clause is clause.partner]
    if not told and _points_back(scene):
        told = [list(said.roles) for said in context.before if said.kind in _TALKS and not said.negated]
    told = [roles for roles in told if {f.entity for role, f in roles if role == "agent"} == agents]
    if len(told) == 1:
        yield from (f for role, f in told[0] if role == "partner" and not of_parliament(f.entity))


def _points_back(scene: Scene) -> bool:
    """Tell whether a main clause opens with words that stand for a talk: "daarbij", "in dat gesprek"."""
    lows = scene.clause.lows
    if scene.clause.kind != "main" or scene.context.clauses[:1] != [scene.clause]:
        return False
    if lows[0] in _POINTS:
        return True
    talks = scene.context.grammar.phrases["conversations"]
    return lows[0] in _IN and len(lows) > 2 and lows[1] in _THAT and lows[2].endswith(talks)
