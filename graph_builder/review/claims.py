"""Statements as claims, and claims as statements again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.model import Claim, Document, Extraction, Filler, Span, Statement

__all__ = ["claim_of", "filled", "find", "folded", "prefix_of"]

PREFIX = 32
"""How many characters before a passage help to find it again."""
_MONEY = re.compile(r"[A-Z]{3} \d+(?:\.\d+)?")
_ENTITY = re.compile(r"(?:actor|place|law|programme|paper|document)/\S+")


def folded(words: str) -> str:
    """Fold white space: how quotes are compared."""
    return " ".join(words.split())


def prefix_of(document: Document, span: Span) -> str:
    """Give the words directly before a passage."""
    return folded(document.text[max(0, span.start - PREFIX) : span.start])


def claim_of(statement: Statement, document: Document) -> Claim:
    """Give what a statement says, apart from where it stands."""
    roles = {(role, _filler_as_text(filler, document)) for role, filler in statement.roles}
    return Claim(statement.kind, tuple(sorted(roles)), statement.modality, statement.negated)


def _filler_as_text(filler: Filler, document: Document) -> str:
    return filler.value or filler.entity or folded(filler.span.of(document.text))


def find(document: Document, quote: str, prefix: str = "") -> Span | None:
    """Find a passage by its words; of several, the one after the same words, else the first.

    Returns:
        None if the document has no such words.
    """
    found = list(_occurrences(document.text, quote))
    same = [span for span in found if prefix and prefix_of(document, span) == prefix]
    return next(iter(same or found), None)


def _occurrences(text: str, words: str) -> Iterator[Span]:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    for match in re.finditer(pattern, text) if pattern else ():
        yield Span(*match.span())


def filled(extraction: Extraction, span: Span, claim: Claim, ordinal: int) -> Statement | None:
    """Make the statement that a claim amounts to at a passage.

    Returns:
        None if a role is filled by words that the document does not have.
    """
    roles: list[tuple[str, Filler]] = []
    for role, value in claim.roles:
        filler = _filler(extraction, span, value)
        if filler is None:
            return None
        roles.append((role, filler))
    roles.sort(key=lambda pair: (pair[1].span, pair[0]))
    return Statement(claim.kind, span, tuple(roles), negated=claim.negated, modality=claim.modality, ordinal=ordinal)


def _filler(extraction: Extraction, span: Span, value: str) -> Filler | None:
    """Find the words for what fills a role: a mention of the entity, best inside the passage, else the words."""
    if _ENTITY.fullmatch(value):
        named = [mention.span for mention in extraction.mentions if mention.entity == value]
        named += [reference.span for reference in extraction.references if value in reference.entities]
        near = min(named, key=lambda each: (not span.covers(each), abs(each.start - span.start)), default=span)
        return Filler(near, entity=value)
    if _MONEY.fullmatch(value):
        told = [mention.span for mention in extraction.mentions if mention.value == value]
        return Filler(min(told, key=lambda each: abs(each.start - span.start), default=span), value=value)
    words = min(
        _occurrences(extraction.document.text, value), key=lambda each: abs(each.start - span.start), default=None
    )
    return Filler(words) if words else None
