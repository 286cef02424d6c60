"""Acts that a participle before a noun tells: "de door A gesteunde B", "het door A gefinancierde programma van B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler
from graph_builder.relate.acts.nominals import granted
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Draft, Role
from graph_builder.relate.lexicon.frames import Frame
from graph_builder.relate.roles.people import represented
from graph_builder.relate.roles.things import is_thing
from graph_builder.relate.syntax.clauses import Clause, Group
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at, text_span
from graph_builder.relate.syntax.tokens import Token


def read_attributes(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read the acts that participles before nouns tell.

    Args:
        clause: One that states something.
        context: The document around it.

    Yields:
        Who is named behind "door" does it to what the noun names. What a clause denies, makes a condition, wants or
        ends it does not take for granted.
    """
    attributive = context.frames.attributive
    if "door" not in clause.words or attributive.keys().isdisjoint(clause.words) or not granted(clause, context):
        return
    for at, low in enumerate(clause.lows):
        head = head_of(clause.tokens, at + 1, context) if low == "door" else None
        group = group_at(clause.tokens, head, context, "door") if head is not None else None
        if group is not None and group.end < len(clause.tokens):
            drafts = (_fill(frame, clause, group, context) for frame in attributive.get(clause.lows[group.end], ()))
            yield from [draft for draft in drafts if draft.sound and is_thing(draft, context)][:1]


def _fill(frame: Frame, clause: Clause, group: Group, context: Context) -> Draft:
    tokens, at = clause.tokens, group.end
    agents: list[Role] = [("agent", filler) for filler in fillers(group.tokens, context)]
    objects: list[Role] = [(frame.object or "", filler) for filler in _done_to(frame, tokens, at, context)]
    return Draft(frame, clause, [*agents, *objects], tokens[at].span, "asserted", False)


def _done_to(frame: Frame, tokens: Sequence[Token], participle: int, context: Context) -> tuple[Filler, ...]:
    """Give what the noun behind a participle names, else whose doings it tells, else its words."""
    at = participle + 1
    head = head_of(tokens, at, context)
    if head is not None:
        return fillers(group_at(tokens, head, context).tokens, context)
    if frame.kind == "Funding":
        return represented(tokens, at, context, "doings")
    if "text" not in frame.object_accepts:
        return ()
    # The first word is the noun, whatever verb it could be: "de veroordeelde aanval".
    end = next((i for i in range(at + 1, len(tokens)) if _ends(tokens[i], context)), len(tokens))
    span = text_span(tokens[at:end])
    return (Filler(span),) if span else ()


def _ends(token: Token, context: Context) -> bool:
    words = context.grammar.words
    return token.point or bool(token.readings) or token.low in words["coordinators"] or token.low in words["adverbs"]
