"""What is done as parliament or a motion asks, or given to it: "zoals uw Kamer heeft verzocht", "de gevraagde nota"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_builder.model import Filler
from graph_builder.relate.context import PARLIAMENT, Context
from graph_builder.relate.draft import Draft
from graph_builder.relate.promises.promise import PROMISE
from graph_builder.relate.promises.promised import topic_of
from graph_builder.relate.roles.markers import motions
from graph_builder.relate.syntax.clauses import Clause, Core, Group
from graph_builder.relate.syntax.heads import head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at, text_span
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import Token
from graph_builder.relate.syntax.voice import cores
from graph_builder.resolve.entities import of_parliament

EXECUTED = replace(PROMISE, name="zoals-de-motie-vraagt", kind="MotionExecution", requires=(frozenset(["motion"]),))
"""The frame of motions that are executed as they ask."""
ASKED = replace(PROMISE, name="zoals-gevraagd", kind="Urging", requires=(frozenset(["addressee", "topic"]),))
"""The frame of requests that are told beside what answers them."""
_MARKERS = ("zoals", "wat")
"""What opens the clause in which a motion asks: "zoals de motie vraagt", "dit is wat de motie vraagt"."""
_MEANING = frozenset(["beogen", "bepleiten"])
_MEMBER_BEFORE = 12
_LONGEST = 14
"""How many words may stand between "zoals" and the verb that asks."""


def read_asked(clauses: Sequence[Clause], context: Context) -> Iterator[Draft]:
    """Read what parliament has asked, where a sentence says that this is done.

    Args:
        clauses: The sentence's.
        context: The document around it; its sender is who is asked.

    Yields:
        An Urging of the sender by parliament; its topic is what the clause beside "zoals" says.
    """
    tokens = context.tokens
    marker = next((low for low in _MARKERS if low in context.lows), None)
    if marker is None or not context.speaks:
        return
    at = context.lows.index(marker)
    words = context.grammar.words
    said = tokens[at + 1 : at + _LONGEST]
    motion = next((i for i, token in enumerate(said) if token.type == "Motion"), None)
    meant = words["asking"] | (_MEANING if motion is not None else frozenset())
    verb = next((token for i, token in enumerate(said) if _asks(token, meant) and not _named(said, i, context)), None)
    if marker != "zoals" and (motion is None or verb is None or "is" not in context.lows[max(0, at - 3) : at]):
        return
    if verb is not None and motion is not None and said[0] is not verb:
        yield from _executed(clauses, tokens[at], said, motion, context)
        return
    asking = next((token for token in said if token.mention and of_parliament(token.mention.entity)), None)
    if asking is None:
        verb, asking = _advising(said, words["advising"])
    if verb is None or asking is None or asking.start > verb.end + 40:
        return
    clause = _beside(clauses, tokens[at], asking)
    core = next(cores(clause, context), None) if clause is not None else None
    topic = topic_of(clause, core, context) if clause is not None and core is not None else None
    if clause is not None and topic is not None and asking.mention:
        end = min([topic.end, *([tokens[at - 1].start] if at else [topic.end])])
        topic = replace(topic, end=end) if topic.start < end <= topic.end else topic
        roles = [
            ("agent", Filler(asking.mention.span, asking.mention.entity or PARLIAMENT)),
            ("addressee", context.sender(verb.span)),
            ("topic", Filler(topic)),
        ]
        yield Draft(ASKED, clause, roles, verb.span, "asserted", False)


def read_requested(clause: Clause, context: Context) -> Iterator[Draft]:
    """Read what parliament or a member has asked for, before its noun: "de door uw Kamer gevraagde [reactie]".

    Args:
        clause: One that states something.
        context: The document around it; its sender is who is asked.

    Yields:
        An Urging of the sender; its topic is the noun with what belongs to it.
    """
    requested = context.grammar.words["requested"]
    if not context.speaks or "door" not in clause.words or requested.isdisjoint(clause.words):
        return
    tokens = clause.tokens
    for at, low in enumerate(clause.lows[:-2]):
        head = head_of(tokens, at + 1, context) if low == "door" else None
        group = group_at(tokens, head, context, "door") if head is not None else None
        if group is None or group.end + 1 >= len(tokens) or tokens[group.end].low not in requested:
            continue
        asking = fillers(group.tokens, context)
        end = next((i for i in range(group.end + 2, len(tokens)) if _closes(tokens[i])), len(tokens))
        topic = text_span(tokens[group.end + 1 : end])
        if topic is not None and all(_of_parliament(token, context) for token in group.tokens):
            agents = [("agent", filler) for filler in asking]
            roles = [*agents, ("addressee", context.sender(tokens[group.end].span)), ("topic", Filler(topic))]
            yield Draft(ASKED, clause, roles, tokens[group.end].span, "asserted", False)


def gets_what_it_asked(clause: Clause, core: Core | None, who: Group | None, context: Context) -> bool:
    """Tell whether parliament gets what was asked for: "op verzoek van A ontvangt u (uw Kamer) hierbij een brief"."""
    if core is None or core.lemma not in context.grammar.words["receiving"]:
        return False
    house = who is not None and any(of_parliament(filler.entity) for filler in fillers(who.tokens, context))
    return house or (who is None and "u" in clause.lows)


def _closes(token: Token) -> bool:
    return token.point or bool(token.readings)


def _of_parliament(token: Token, context: Context) -> bool:
    """Tell whether a name is that of parliament, of a committee of it, or of somebody called its member."""
    before = context.document.text[max(0, token.start - _MEMBER_BEFORE) : token.start]
    member = token.type == "Person" and before.endswith(("lid ", "leden "))
    return member or (token.mention is not None and of_parliament(token.mention.entity))


def _advising(said: Sequence[Token], advising: frozenset[str]) -> tuple[Token | None, Token | None]:
    """Find the word that says that somebody has advised what is done, and who has: "zoals door A geadviseerd"."""
    verb = next((token for token in said if _asks(token, advising)), None)
    before = [token for token in said if token.actor and verb is not None and token.start < verb.start]
    return verb, before[0] if before and before[0].mention and before[0].type != "Government" else None


def _executed(
    clauses: Sequence[Clause], marker: Token, said: Sequence[Token], at: int, context: Context
) -> Iterator[Draft]:
    """Read "zoals de motie vraagt": who does what the clause beside it says executes the motion."""
    clause = _beside(clauses, marker, said[at])
    if clause is None:
        return
    who = subject(clause, context)
    agents = fillers(who.tokens, context) if who else (context.sender(said[at].span),)
    roles = [*(("agent", agent) for agent in agents), *(("motion", found) for found in motions(said, at))]
    yield Draft(EXECUTED, clause, roles, said[at].span, "asserted", False)


def _named(tokens: Sequence[Token], at: int, context: Context) -> bool:
    """Tell whether a word is the noun of what is asked: "zoals in de beantwoording van [vragen] van uw Kamer"."""
    words = context.grammar.words
    return at > 0 and tokens[at].low == "vragen" and tokens[at - 1].low in words["prepositions"] | words["determiners"]


def _asks(token: Token, asking: frozenset[str]) -> bool:
    return any(reading.lemma in asking and not reading.particle for reading in token.readings)


def _beside(clauses: Sequence[Clause], marker: Token, asking: Token) -> Clause | None:
    """Find the clause that says what is done: the one before "zoals", else the one behind what it opens."""
    before = [clause for clause in clauses if clause.tokens[0].start < marker.start and asking not in clause.tokens]
    if before:
        return before[-1]
    holds = [clause for clause in clauses if clause.tokens[0].start < marker.start]
    behind = [c for c in clauses if c.kind == "main" and asking not in c.tokens]
    # "Zoals verzocht door uw Kamer zal …": one clause, whose verb comes behind who has asked.
    behind += [c for c in clauses if c.kind == "main" and c.finite and c.tokens[c.finite.at].start > asking.start]
    return holds[-1] if holds else (behind[0] if behind else None)
