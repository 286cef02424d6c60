"""Taking a decision: checked against the published graph, then kept in the file."""

from __future__ import annotations

from collections.abc import Iterable

from graph_builder.errors import ReviewError
from graph_builder.model import Claim, Review
from graph_builder.review.file import name_of
from ontology.terms import Vocabulary

__all__ = ["check_claim", "decide"]


def decide(known: Iterable[Review], taken: Review, vocabulary: Vocabulary) -> tuple[Review, ...]:
    """Add a decision to those there are; one on the same statement is replaced.

    Raises:
        ReviewError: The decision lacks what its verdict needs, or names a kind or role that the ontology lacks.
    """
    if not taken.by.strip():
        raise ReviewError("A decision needs the name of who takes it.")
    if taken.verdict in ("accepted", "rejected", "corrected") and taken.read is None:
        raise ReviewError("There is nothing to accept, reject or correct: name a statement.")
    if taken.verdict in ("corrected", "added"):
        if taken.instead is None:
            raise ReviewError("A correction says what should be read instead: give a kind and roles.")
        check_claim(taken.instead, vocabulary)
    return (*(review for review in known if name_of(review) != name_of(taken)), taken)


def check_claim(claim: Claim, vocabulary: Vocabulary) -> None:
    """Refuse a claim that no statement could make.

    Raises:
        ReviewError: The ontology lacks its kind or one of its roles, or it has no role.
    """
    if claim.kind not in vocabulary.kinds:
        known = ", ".join(sorted(vocabulary.kinds))
        raise ReviewError(f"The ontology has no kind of statement {claim.kind!r}; it has: {known}.")
    unknown = sorted({role for role, _ in claim.roles} - vocabulary.roles)
    if unknown or not claim.roles:
        known = ", ".join(sorted(vocabulary.roles))
        what = f"no role {unknown[0]!r}" if unknown else "statements with roles only"
        raise ReviewError(f"The ontology has {what}; roles are: {known}.")
