"""What people decided about a document's statements, beside the statements as they stand after it."""

from __future__ import annotations

from rdflib import DC, DCTERMS, RDFS

from graph_builder import iris
from graph_builder.describe.sheet import A, Sheet, day, kg, term, text
from graph_builder.model import Extraction, Reviewed
from graph_builder.review.file import OA, claim_words, name_of

_BY, _ON, _WHY = term(DC.creator), term(DCTERMS.date), term(RDFS.comment)
_EXACT, _PREFIX = term(OA.exact), term(OA.prefix)


def describe_reviews(sheet: Sheet, extraction: Extraction) -> None:
    """Write each decision: the words it is about, the verdict, who took it, when and why."""
    for outcome in extraction.reviews:
        _describe(sheet, extraction, outcome)


def _describe(sheet: Sheet, extraction: Extraction, outcome: Reviewed) -> None:
    review = outcome.review
    node = sheet.node(name_of(review))
    sheet.add(node, A, kg("Review"))
    sheet.add(node, kg("reviewOf"), sheet.subject)
    sheet.add(node, kg("verdict"), kg(review.verdict.capitalize()))
    sheet.label(node, f"beoordeling door {review.by}", f"review by {review.by}")
    sheet.add(node, _EXACT, text(review.quote))
    sheet.add(node, _BY, text(review.by))
    sheet.add(node, _ON, day(review.on))
    if review.prefix:
        sheet.add(node, _PREFIX, text(review.prefix))
    if review.why:
        sheet.add(node, _WHY, text(review.why))
    for property_, claim in (("readClaim", review.read), ("insteadClaim", review.instead)):
        for line in claim_words(claim) if claim else ():
            sheet.add(node, kg(property_), text(line))
    if outcome.span:
        sheet.add(node, kg("reviewedPassage"), sheet.passage(outcome.span))
    if outcome.statement:
        sheet.add(node, kg("reviewed"), sheet.node(iris.statement(extraction.document, outcome.statement)))
