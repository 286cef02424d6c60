"""`/reviews`: what people decided about statements; to read for all, to add to for who bears the token.

A decision is kept in a file (`graph_builder.review`) and takes effect when the documents are built anew; until then it
is shown beside the statement that it is about.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from api.backend import Backend
from api.errors import Problem
from api.openapi import problem
from api.pages.site import Site
from api.update import authorise
from graph_builder.errors import ReviewError
from graph_builder.iris import Base
from graph_builder.model import Claim, Modality, Review, Verdict
from graph_builder.review import Published, decide, folded, read_reviews, write_reviews
from graph_builder.review.file import name_of
from graph_builder.review.published import QUERY, node_of
from graph_builder.store.files import locked
from ontology.terms import Vocabulary, load_vocabulary

_REFUSED: dict[int | str, dict[str, Any]] = {
    401: problem("The token is missing or wrong."),
    403: problem("Decisions are not taken here."),
    422: problem("The decision lacks a part, or the graph has no such statement."),
}
_TEXT = "SELECT ?text WHERE { VALUES ?document { UNDEF } ?document nif:isString ?text }"


class Claimed(BaseModel):
    """What a statement says."""

    kind: str = Field(description="The kind of statement, as in Funding.")
    roles: dict[str, list[str]] = Field(description="Role to what fills it: paths below the base, or words.")
    modality: Modality = "asserted"
    negated: bool = False

    def claim(self) -> Claim:
        """Give it as the package has it."""
        roles = {(role, folded(filler)) for role, fillers in self.roles.items() for filler in fillers}
        return Claim(self.kind, tuple(sorted(roles)), self.modality, self.negated)


class Decision(BaseModel):
    """A decision that somebody takes."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict
    by: str = Field(min_length=1, max_length=200, description="Who decides.")
    why: str = Field("", max_length=2000)
    statement: str | None = Field(None, description="IRI of the statement, unless one is added.")
    document: str | None = Field(None, description="Key of the document to which a statement is added.")
    quote: str | None = Field(None, max_length=10_000, description="Its words, where a statement is added.")
    instead: Claimed | None = Field(None, description="What should be read, where a statement is corrected or added.")


class Reviews:
    """The file of decisions, as the server reads and writes it."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._base = Base(site.base)
        self._vocabulary: Vocabulary = load_vocabulary()
        self.file = _file(site.service)

    def of(self, document: str | None = None) -> tuple[Review, ...]:
        """Give the decisions on a document, or all of them."""
        known = read_reviews(self.file) if self.file else ()
        return tuple(review for review in known if document in (None, review.document))

    async def take(self, decision: Decision) -> Review:
        """Check a decision against the graph, and keep it.

        Raises:
            Problem: 403 where none can be kept, 422 for one that lacks a part.
        """
        if self.file is None:
            raise Problem(403, "Decisions are not kept here: set KAMERGRAAF_REVIEWS to the file that is to hold them.")
        try:
            taken = await self._review(decision)
            await asyncio.to_thread(self._keep, self.file, taken)
        except ReviewError as error:
            raise Problem(422, str(error)) from error
        return taken

    async def _review(self, decision: Decision) -> Review:
        instead = decision.instead.claim() if decision.instead else None
        today = datetime.now(UTC).date()
        if decision.verdict == "added":
            document, quote = decision.document or "", folded(decision.quote or "")
            if not quote or quote not in folded(await self._text(document)):
                raise ReviewError(f"{document or 'No document'} does not say {quote!r}: copy the words from it.")
            return Review(document, quote, "", "added", None, instead, decision.by, today, decision.why)
        said = await self._published(decision.statement or "")
        claim = instead if decision.verdict == "corrected" else None
        return Review(
            said.document,
            said.quote,
            said.prefix,
            decision.verdict,
            said.claim,
            claim,
            decision.by,
            today,
            decision.why,
        )

    async def _published(self, statement: str) -> Published:
        node = node_of(statement, self._base)
        return Published(node.value, await self._site.rows(QUERY, statement=node), self._vocabulary, self._base)

    async def _text(self, document: str) -> str:
        rows = await self._site.rows(_TEXT, document=node_of(f"document/{document}", self._base))
        return rows[0]["text"] if rows else ""

    def _keep(self, file: Path, taken: Review) -> None:
        """Add a decision to the file; one at a time, whichever process does it."""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ReviewError(f"{file} cannot be written: {error.strerror}.") from error
        with locked(file.parent, 10, f".{file.name}.lock"):
            write_reviews(file, decide(read_reviews(file), taken, self._vocabulary), self._base)


def router(reviews: Reviews, service: Backend) -> APIRouter:
    """Give the routes."""
    routes = APIRouter(prefix="/reviews", tags=["reviews"])

    def bearer(request: Request) -> None:
        authorise(request.scope, service.settings)

    @routes.get("", summary="What people decided about statements")
    async def decisions(document: str | None = None) -> list[dict[str, Any]]:
        try:
            known = await asyncio.to_thread(reviews.of, document)
        except ReviewError as error:
            raise Problem(503, str(error)) from error
        return [as_json(review) for review in known]

    @routes.post(
        "", status_code=201, summary="Accept, reject, correct or add a statement", responses=_REFUSED,
        dependencies=[Depends(bearer)], openapi_extra={"security": [{"token": []}]},
    )  # fmt: skip
    async def take(decision: Decision) -> dict[str, Any]:
        return as_json(await reviews.take(decision))

    return routes


def as_json(review: Review) -> dict[str, Any]:
    """Give a decision as JSON."""
    return {
        "id": name_of(review),
        "document": review.document,
        "quote": review.quote,
        "verdict": review.verdict,
        "read": _claim_as_json(review.read),
        "instead": _claim_as_json(review.instead),
        "by": review.by,
        "on": review.on.isoformat(),
        "why": review.why,
    }


def _claim_as_json(claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    roles: dict[str, list[str]] = {}
    for role, filler in claim.roles:
        roles.setdefault(role, []).append(filler)
    return {"kind": claim.kind, "roles": roles, "modality": claim.modality, "negated": claim.negated}


def _file(service: Backend) -> Path | None:
    settings = service.settings
    if settings.reviews:
        return Path(settings.reviews)
    return None if settings.remote else settings.store_path / "reviews.ttl"
