"""Cases before a court: who brings them, against whom, where, under which treaty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Filler, Span, Statement
from graph_builder.relate.context import STATE, Context
from graph_builder.relate.roles.courts import is_court
from graph_builder.relate.syntax.clauses import Clause
from graph_builder.relate.syntax.heads import governor, head_of
from graph_builder.relate.syntax.nounphrases import fillers, group_at
from graph_builder.relate.syntax.subjects import subject
from graph_builder.relate.syntax.tokens import ACTORS, Token

_NEAR = 6
"""Within how many words of a case the treaty is named."""


def read_case(clause: Clause, context: Context) -> Iterator[Statement]:
    """Read the proceedings that a clause names.

    Args:
        clause: Any clause; only one with a mention of type LegalCase gives something.
        context: The document around it.

    Yields:
        A LegalProceeding with the roles that the words give with certainty.
    """
    for at, token in enumerate(clause.tokens):
        if token.type != "LegalCase" or token.mention is None:
            continue
        roles = [("case", Filler(token.mention.span, token.mention.entity))]
        roles += _inside(token, context)
        if not any(role == "court" for role, _ in roles):
            roles += [*_deciding(clause, context)][:1]
        if _against_state(token, context) and not any(role == "respondent" for role, _ in roles):
            roles.append(("respondent", Filler(token.mention.span, STATE)))
        treaty, end = _treaty(clause.tokens, at, context)
        if treaty:
            roles.append(("legalBasis", treaty))
        applicants, start = _applicants(clause, at, context)
        # Who is brought before the court, or is the court, brings nothing: "heeft de rechtbank uitspraak gedaan in …".
        others = {filler.entity for role, filler in roles if role in ("respondent", "court")}
        roles += [("applicant", filler) for filler in applicants if filler.entity not in others]
        if len(roles) > 1:
            span = Span(min(start, token.start), max(token.end, end))
            ordered = tuple(sorted(roles, key=lambda role: (role[1].span, role[0])))
            yield Statement("LegalProceeding", span, ordered, "zaak", token.mention.span)


def _inside(token: Token, context: Context) -> Iterator[tuple[str, Filler]]:
    """Read the court and the parties that the case's own words name, each by the preposition before it."""
    text = context.document.text
    seen: set[Span] = set()
    for mention in token.inner:
        if mention.type not in ACTORS or any(span.covers(mention.span) for span in seen):
            continue
        seen.add(mention.span)
        before = text[token.start : mention.span.start].split()
        behind = text[mention.span.end : token.end].lstrip()
        marker = next((word for word in reversed(before) if word not in ("de", "het", "een")), "")
        filler = Filler(mention.span, mention.entity)
        if marker == "tegen" or (marker in ("/", "v.", "versus")):
            yield "respondent", filler
        elif marker in ("bij", "voor") or is_court(mention.span, context):
            yield "court", filler
        elif marker in ("van", "tussen") or behind.startswith(("tegen ", "/", "v. ", "versus ")):
            yield "applicant", filler


def _deciding(clause: Clause, context: Context) -> Iterator[tuple[str, Filler]]:
    """Read the court that the clause names beside the case: as its subject, or behind "bij", "voor" or "door"."""
    who = subject(clause, context)
    acting = who.tokens if who is not None else ()
    for at, token in enumerate(clause.tokens):
        if token.mention is None or not token.actor or not is_court(token.span, context):
            continue
        held = governor(clause.tokens, at, context)
        if token in acting or (held is not None and clause.lows[held] in ("bij", "voor", "door")):
            yield "court", Filler(token.mention.span, token.mention.entity)


def _against_state(token: Token, context: Context) -> bool:
    """Tell whether a case is against the Dutch state: "de zaak van A tegen de Staat"."""
    words = token.span.of(context.document.text).lower().split()
    return any(words[at - 2 : at] == ["tegen", "de"] for at, word in enumerate(words) if word == "staat")


def _treaty(tokens: Sequence[Token], at: int, context: Context) -> tuple[Filler | None, int]:
    """Find the treaty under which the case is brought: directly behind it, or before it with "op basis van"."""
    for before in range(max(0, at - _NEAR), at):
        token, led = tokens[before], [t.low for t in tokens[max(0, before - 4) : before]]
        if token.type in ("Treaty", "Law") and token.mention and {"basis", "grond", "krachtens"} & {*led}:
            return Filler(token.mention.span, token.mention.entity), token.end
    for ahead in range(at + 1, min(at + _NEAR, len(tokens))):
        token = tokens[ahead]
        if token.type in ("Treaty", "Law") and token.mention:
            return Filler(token.mention.span, token.mention.entity), token.end
        if token.low not in ("onder", "op", "grond", "van", "krachtens", "het", "de", "wegens", "schending"):
            break
    return None, 0


def _applicants(clause: Clause, at: int, context: Context) -> tuple[list[Filler], int]:
    """Find who brings the case: the subject of a verb of bringing, or of a part played together with others in it."""
    tokens = clause.tokens
    who = subject(clause, context)
    partners: list[Filler] = []
    start = tokens[at].start
    for back in range(max(0, at - 12), at):
        if tokens[back].low == "samen" and back + 1 < at and tokens[back + 1].low == "met":
            head = head_of(tokens, back + 2, context, limit=at)
            if head is not None:
                partners = list(fillers(group_at(tokens[:at], head, context, "met").tokens, context))
                start = tokens[back].start
    verbs = {p.reading.lemma for p in clause.predicates}
    # "Een zaak tegen X aanhangig gemaakt bij …" is all one name: its verb is inside.
    named = tokens[at].span.of(context.document.text).split()
    brought = not context.grammar.words["brought"].isdisjoint(named)
    if who is None or not (partners or brought or verbs & context.grammar.words["bringing"]):
        return [], start
    return [*fillers(who.tokens, context), *partners], start
