"""Pronouns: whom "zij", "hij" and "het" stand for, by the number of their verb."""

from __future__ import annotations

from graph_builder.relate.context import Context
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.tokens import Token

_MINE = frozenset(["ik", "wij", "we", "u"])
_MANY = frozenset(["StateGroup", "Group"])
_ONE = frozenset(["Person", "Role", "Organisation", "Government", "Parliament"])
"""Whom "zij" with a singular verb can stand for; a state is "het"."""


def bodies_of(group: Group) -> tuple[str, ...]:
    """Give the bodies that a subject names, or that its words stand for; none where it names others too."""
    bodies = all(token.type in ("Organisation", "Parliament", "Government") for token in group.tokens if token.mention)
    return entities_of(group) if bodies and not any(token.low in _MINE for token in group.tokens) else ()


def before(token: Token, clause: Clause, context: Context) -> tuple[str, ...]:
    """Give whom the sentences before leave for a pronoun: the bodies that act in the last one, else the one person."""
    alone = singular(clause)
    if token.low != "hij" and context.bodies and alone == (len(context.bodies) == 1):
        return context.bodies
    person = context.person.entity if context.person is not None and alone else None
    return (person,) if person else ()


def stands_for(token: Token, clause: Clause, above: Group) -> bool:
    """Tell whether a pronoun can stand for a subject: "zij" with a plural verb for several, else for one."""
    kinds = {name.type for name in above.tokens}
    several = len(above.tokens) > 1 or len(above.tokens[0].entities) > 1 or not kinds.isdisjoint(_MANY)
    if token.low not in ("zij", "ze"):
        return not several and above.tokens[0].mention is not None
    if clause.finite is not None and singular(clause) == several:
        return False
    return several or not kinds.isdisjoint(_ONE)


def entities_of(group: Group) -> tuple[str, ...]:
    """Give what the names of a group stand for; nothing where it is not known of each."""
    each = [((name.mention.entity or "",) if name.mention else name.entities) for name in group.tokens]
    return tuple(entity for several in each for entity in several) if all(map(all, each)) and all(each) else ()


def singular(clause: Clause) -> bool:
    """Tell whether the finite verb is singular: "zij" with a plural verb are several."""
    finite = clause.finite
    return finite is not None and not clause.tokens[finite.at].low.endswith("en") and finite.reading.form != "plural"
