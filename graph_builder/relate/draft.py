"""A statement in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_builder.model import Filler, Mention, Modality, Span
from graph_builder.relate.context import GOVERNMENT, STATE
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.syntax.clauses import Clause

Role = tuple[str, Filler]


@dataclass(slots=True)
class Draft:
    """What a frame read in a clause."""

    frame: Frame
    clause: Clause
    roles: list[Role]
    trigger: Span
    modality: Modality
    negated: bool

    def has(self, role: str) -> bool:
        """Tell whether a role is filled."""
        return any(name == role for name, _ in self.roles)

    @property
    def sound(self) -> bool:
        """Whether it has an agent and the roles that its frame requires, and nobody acts on himself."""
        proceeding = self.frame.kind == "LegalProceeding"
        if not proceeding and not self.has("agent"):
            return False
        needed = self.frame.requires
        if needed and not any(all(self.has(role) for role in roles) for roles in needed):
            return False
        agents = {_folded(filler) for role, filler in self.roles if role == "agent"}
        counted = frozenset[str]().union(*needed)
        return proceeding or not any(
            role in counted and filler.entity and _folded(filler) in agents for role, filler in self.roles
        )


def _folded(filler: Filler) -> str | None:
    """The state acts as its government does."""
    return GOVERNMENT if filler.entity == STATE else filler.entity


def once_each(agents: Sequence[Filler]) -> list[Filler]:
    """Leave out who acts under a second name: "de staatssecretaris en ik" are the government once."""
    first = {agent.entity or agent.span: agent for agent in reversed(agents)}
    return list(reversed(first.values()))


def filler_of(mention: Mention) -> Filler:
    """Make what fills a role of a mention."""
    return Filler(mention.span, mention.entity, mention.value)
