"""Relating: mentions to statements, by frames over clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_builder.model import Document, Mention, Reference, Span, Statement, Track
from graph_builder.relate.clauses import Clause, parse
from graph_builder.relate.context import Context
from graph_builder.relate.frames import Frames
from graph_builder.relate.match import Draft, read_phrases, read_verbs
from graph_builder.relate.statements import finish
from graph_builder.relate.tokens import Tokens
from graph_builder.sentences import sentences


def relate(
    document: Document,
    mentions: tuple[Mention, ...],
    references: tuple[Reference, ...],
    tracks: tuple[Track, ...],
    frames: Frames,
) -> tuple[tuple[Statement, ...], tuple[Span, ...]]:
    """Read what a document states.

    Args:
        document: What was read.
        mentions: What is named in it, resolved.
        references: Words that stand for something named.
        tracks: Its strands.
        frames: How Dutch says things.

    Returns:
        The statements in the order of the text, and the sentences that name actors but gave no statement.
    """
    tokens = Tokens(document, mentions, references, frames.forms)
    context = Context(document, frames)
    spans = sentences(document)
    found: list[Statement] = []
    unread: list[Span] = []
    for span in spans:
        statements = list(_read(span, tokens, context))
        found += statements
        if not statements and any(token.actor for token in tokens.of(span)):
            unread.append(span)
    return finish(document, found, tracks, spans), tuple(unread)


def _read(span: Span, tokens: Tokens, context: Context) -> Iterator[Statement]:
    words = tokens.prose(span)
    if not any(token.low in context.frames.evoking for token in words):
        return
    for clause in parse(words, context.grammar):
        for draft in (*read_verbs(clause, context), *read_phrases(clause, context)):
            yield _statement(draft)


def _statement(draft: Draft) -> Statement:
    start, end = _evidence(draft.clause)
    return Statement(
        kind=draft.frame.kind,
        span=Span(start, end),
        roles=tuple(sorted(draft.roles, key=lambda role: role[1].span)),
        frame=draft.frame.name,
        trigger=draft.trigger,
        negated=draft.negated,
        modality=draft.modality,
    )


def _evidence(clause: Clause) -> tuple[int, int]:
    return clause.start, clause.whole_end
