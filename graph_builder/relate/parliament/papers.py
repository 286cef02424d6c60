"""What is written to parliament, and which paper "dit amendement", "deze" or "het amendement over … (nr. 12)" is."""

from __future__ import annotations

from dataclasses import replace

from graph_builder.model import Filler, Span
from graph_builder.relate.context import Context
from graph_builder.relate.draft import Role
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.tokens import Token
from graph_builder.resolve.entities import of_parliament

_AMENDMENT = frozenset(["het amendement", "dit amendement"])
_ALONE = frozenset(["deze", "die"])
_HEAD_BEFORE = 3
"""A noun phrase has its noun among so many first words: "het gewijzigde amendement"."""


def to_parliament(clause: Clause) -> bool:
    """Tell whether a clause names a house of parliament, or speaks to it: "ik heb u een brief gestuurd"."""
    named = (token.mention.entity for token in clause.tokens if token.mention is not None)
    return "u" in clause.words or any(map(of_parliament, named))


def named_before(roles: list[Role], context: Context) -> list[Role]:
    """Put the paper that was named just before in the place of the words that stand for it.

    Args:
        roles: Those of an act that judges something.
        context: With the papers and motions that the sentence before names.

    Returns:
        The roles; "deze" without a motion that it certainly stands for fills none.
    """
    return [(role, found) for role, filler in roles if (found := _meant(filler, context)) is not None]


def _meant(filler: Filler, context: Context) -> Filler | None:
    words = filler.span.of(context.document.text).lower()
    if filler.entity is not None:
        return filler
    if words not in _AMENDMENT | _ALONE:
        return replace(filler, entity=_numbered(filler.span, context))
    if words in _ALONE:
        motions = {token.mention.entity for token in context.earlier if token.type == "Motion" and token.mention}
        return Filler(filler.span, motions.pop()) if len(motions) == 1 else None
    return Filler(filler.span, _amended(context))


def _numbered(span: Span, context: Context) -> str | None:
    """Give the paper whose number stands in the brackets of what is moved: "het amendement over … (36410, nr. 12)"."""
    text, moved = context.document.text, context.grammar.words["moved_papers"]
    for token in context.citing:
        before = text[span.start : token.start].lower()
        if not span.start < token.start <= span.end + len(" (") or not before.endswith("("):
            continue
        words = before[:-1].split()
        heads = [at for at, word in enumerate(words) if word in moved]
        if len(heads) == 1 and heads[0] < _HEAD_BEFORE and "(" not in before[:-1] and token.mention is not None:
            return token.mention.entity
    return None


def _amended(context: Context) -> str | None:
    """Give the one paper that the sentence before cites behind the one amendment that it names."""
    amendments = [token for token in context.earlier if token.low in ("amendement", "amendementen")]
    papers: list[Token] = [token for token in context.cited if token.mention is not None]
    one = len(amendments) == 1 and len(papers) == 1 and amendments[0].low == "amendement"
    behind = one and amendments[0].end < papers[0].start
    return papers[0].mention.entity if behind and papers[0].mention is not None else None
