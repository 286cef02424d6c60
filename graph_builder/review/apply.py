"""Decisions applied to what was read from a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph_builder.model import Claim, Extraction, Review, Reviewed, Span, Statement
from graph_builder.review.claims import claim_of, filled, find, folded

__all__ = ["apply"]


def apply(extraction: Extraction, reviews: Iterable[Review]) -> Extraction:
    """Let statements follow what people decided.

    What was rejected goes. What was accepted stays, also when the rules no longer read it; what was corrected or added
    stands in the person's words. A decision whose passage is gone changes nothing and is marked as open.

    Args:
        extraction: What was read.
        reviews: Decisions on any documents; those on others are left aside.
    """
    statements = list(extraction.statements)
    reviewed = []
    for review in sorted(_about(extraction, reviews), key=lambda each: (each.document, each.quote, each.verdict)):
        outcome = _decided(extraction, statements, review)
        reviewed.append(outcome)
    ordered = tuple(sorted(statements, key=lambda each: (each.span, each.kind, each.ordinal)))
    return replace(extraction, statements=ordered, reviews=tuple(reviewed)) if reviewed else extraction


def _about(extraction: Extraction, reviews: Iterable[Review]) -> list[Review]:
    return [review for review in reviews if review.document == extraction.document.key]


def _decided(extraction: Extraction, statements: list[Statement], review: Review) -> Reviewed:
    """Carry out one decision on the list of statements."""
    span = find(extraction.document, review.quote, review.prefix)
    if span is None:
        return Reviewed(review, None)
    read = _read(extraction, statements, review, span)
    if review.verdict == "rejected":
        if read is not None:
            statements.remove(read)
        return Reviewed(review, span)
    wanted = review.instead or review.read
    if wanted is None:
        return Reviewed(review, None)
    if read is not None and _says(read, wanted, extraction):
        return Reviewed(review, read.span, read)
    made = filled(extraction, read.span if read else span, wanted, _ordinal(statements, wanted, span, read))
    if made is None:
        return Reviewed(review, None)
    if read is not None:
        made = replace(
            made, track=read.track, period=read.period, due=read.due, anchor=read.anchor, speaker=read.speaker
        )
        statements.remove(read)
    statements.append(made)
    return Reviewed(review, made.span, made)


def _read(extraction: Extraction, statements: list[Statement], review: Review, span: Span) -> Statement | None:
    """Find the statement that a decision is about.

    Rules may have changed since: if nothing says just what was read then, the only statement of that kind in the
    passage is meant. A rejection holds for what was rejected alone.
    """
    text = extraction.document.text
    claims = [claim for claim in (review.read, review.instead) if claim is not None]
    there = [each for each in statements if folded(each.span.of(text)) == review.quote]
    there.sort(key=lambda each: abs(each.span.start - span.start))
    for claim in claims:
        exact = [each for each in there if claim_of(each, extraction.document).same(claim)]
        if exact:
            return exact[0]
    alike = [each for each in there if each.span == span and each.kind in {claim.kind for claim in claims}]
    return alike[0] if len(alike) == 1 and review.verdict in ("accepted", "corrected") else None


def _says(statement: Statement, claim: Claim, extraction: Extraction) -> bool:
    return claim_of(statement, extraction.document) == claim


def _ordinal(statements: list[Statement], claim: Claim, span: Span, read: Statement | None) -> int:
    """Give the number that tells a statement from others of its kind that start in the same place."""
    start = read.span.start if read else span.start
    others = [
        each.ordinal for each in statements if each.kind == claim.kind and each.span.start == start and each != read
    ]
    return max(others, default=0) + 1
