from __future__ import annotations

import pytest

from tests.shapes.breaking import Break, add, change, check, drop

DOCUMENT, PAPER, DOSSIER, TRACK = "a kg:Document", "kg:identifier ?i", "a kg:Dossier", "a kg:PolicyTrack"
FOOTNOTE = "a kg:Footnote"
SECOND = "{ SELECT ?n WHERE { ?n a kg:PolicyTrack ; kg:order 2 } }"

CASES = [
    Break(drop(DOCUMENT, "nif:isString"), "Document-text", "MinCountConstraintComponent"),
    Break(add(DOCUMENT, "nif:isString", '"tweede tekst"'), "Document-text", "MaxCountConstraintComponent"),
    Break(change(DOCUMENT, "nif:isString", "12"), "Document-text", "DatatypeConstraintComponent"),
    Break(change(DOCUMENT, "nif:isString", '""'), "Document-text", "MinLengthConstraintComponent"),
    Break(drop(DOCUMENT, "kg:sourceFormat"), "Document-format", "MinCountConstraintComponent"),
    Break(add(DOCUMENT, "kg:sourceFormat", '"pdf"'), "Document-format", "MaxCountConstraintComponent"),
    Break(change(DOCUMENT, "kg:sourceFormat", "true"), "Document-format", "DatatypeConstraintComponent"),
    Break(add(DOCUMENT, "kg:textOf", "<x:other>"), "Document-paper", "MaxCountConstraintComponent"),
    Break(change(DOCUMENT, "kg:textOf", "<x:unknown>"), "Document-paper", "ClassConstraintComponent"),
    Break(add(DOCUMENT, "dcterms:date", '"1999-01-01"^^xsd:date'), "Document-date", "MaxCountConstraintComponent"),
    Break(change(DOCUMENT, "dcterms:date", '"19 september 2025"'), "Document-date", "DatatypeConstraintComponent"),
    Break(add(DOCUMENT, "kg:documentKind", '"other"'), "Document-kind", "MaxCountConstraintComponent"),
    Break(change(DOCUMENT, "kg:documentKind", '"epistel"'), "Document-kind", "InConstraintComponent"),
    Break(drop(DOCUMENT, "rdfs:label"), "Document-name", "MinCountConstraintComponent"),
    Break(add(DOCUMENT, "rdfs:label", '"nog een naam"@nl'), "Document-name", "UniqueLangConstraintComponent"),
    Break(add(DOCUMENT, "rdfs:label", '"nom"@fr'), "Document-name", "LanguageInConstraintComponent"),
    Break(add(DOCUMENT, "kg:coverage", "0.123"), "Document-coverage", "MaxCountConstraintComponent"),
    Break(change(DOCUMENT, "kg:coverage", '"alles"'), "Document-coverage", "DatatypeConstraintComponent"),
    Break(change(DOCUMENT, "kg:coverage", "-0.5"), "Document-coverage", "MinInclusiveConstraintComponent"),
    Break(change(DOCUMENT, "kg:coverage", "1.5"), "Document-coverage", "MaxInclusiveConstraintComponent"),
    Break(change(DOCUMENT, "nif:endIndex", "7"), "Document-length", "SPARQLConstraintComponent"),
    Break(add(PAPER, "kg:identifier", '"kst-1-2"'), "Paper-identifier", "MaxCountConstraintComponent"),
    Break(change(PAPER, "kg:identifier", "5"), "Paper-identifier", "DatatypeConstraintComponent"),
    Break(change(PAPER, "kg:identifier", '"kst 1 2"'), "Paper-identifier", "PatternConstraintComponent"),
    Break(add(PAPER, "kg:inDossier", "<x:unknown>"), "Paper-dossier", "ClassConstraintComponent"),
    Break(drop(PAPER, "rdfs:label"), "Paper-name", "MinCountConstraintComponent"),
    Break(drop(DOSSIER, "kg:dossierNumber"), "Dossier-number", "MinCountConstraintComponent"),
    Break(add(DOSSIER, "kg:dossierNumber", '"99999"'), "Dossier-number", "MaxCountConstraintComponent"),
    Break(change(DOSSIER, "kg:dossierNumber", "32623"), "Dossier-number", "DatatypeConstraintComponent"),
    Break(change(DOSSIER, "kg:dossierNumber", '"32 623"'), "Dossier-number", "PatternConstraintComponent"),
    Break(drop(FOOTNOTE, "kg:noteOf"), "Footnote-document", "MinCountConstraintComponent"),
    Break(add(FOOTNOTE, "kg:noteOf", "<x:other>"), "Footnote-document", "MaxCountConstraintComponent"),
    Break(change(FOOTNOTE, "kg:noteOf", "<x:unknown>"), "Footnote-document", "ClassConstraintComponent"),
    Break(drop(FOOTNOTE, "kg:noteLabel"), "Footnote-label", "MinCountConstraintComponent"),
    Break(change(FOOTNOTE, "kg:noteLabel", "1"), "Footnote-label", "DatatypeConstraintComponent"),
    Break(change(FOOTNOTE, "kg:noteLabel", '""'), "Footnote-label", "MinLengthConstraintComponent"),
    Break(drop(FOOTNOTE, "kg:noteMark"), "Footnote-mark", "MinCountConstraintComponent"),
    Break(change(FOOTNOTE, "kg:noteMark", "<x:unknown>"), "Footnote-mark", "ClassConstraintComponent"),
    Break(drop(FOOTNOTE, "kg:noteText"), "Footnote-text", "MinCountConstraintComponent"),
    Break(add(FOOTNOTE, "kg:noteText", "<x:other>"), "Footnote-text", "MaxCountConstraintComponent"),
    Break(change(FOOTNOTE, "kg:noteText", "<x:unknown>"), "Footnote-text", "ClassConstraintComponent"),
    Break(drop(TRACK, "kg:order"), "Track-order", "MinCountConstraintComponent"),
    Break(add(TRACK, "kg:order", "9"), "Track-order", "MaxCountConstraintComponent"),
    Break(change(TRACK, "kg:order", '"eerst"'), "Track-order", "DatatypeConstraintComponent"),
    Break(change(TRACK, "kg:order", "0"), "Track-order", "MinInclusiveConstraintComponent"),
    Break(drop(TRACK, "kg:trackOf"), "Track-document", "MinCountConstraintComponent"),
    Break(add(TRACK, "kg:trackOf", "<x:other>"), "Track-document", "MaxCountConstraintComponent"),
    Break(change(TRACK, "kg:trackOf", "<x:unknown>"), "Track-document", "ClassConstraintComponent"),
    Break(drop(TRACK, "kg:evidence"), "Track-evidence", "MinCountConstraintComponent"),
    Break(add(TRACK, "kg:evidence", "<x:other>"), "Track-evidence", "MaxCountConstraintComponent"),
    Break(change(TRACK, "kg:evidence", "<x:unknown>"), "Track-evidence", "ClassConstraintComponent"),
    Break(drop(TRACK, "rdfs:label"), "Track-name", "MinCountConstraintComponent"),
    Break(add(TRACK, "rdfs:label", '"ander spoor"@nl'), "Track-name", "UniqueLangConstraintComponent"),
    Break(change(TRACK, "kg:order", "2"), "Tracks-distinct", "SPARQLConstraintComponent"),
    Break(
        f"DELETE {{ ?n ?p ?o }} WHERE {{ {SECOND} ?n ?p ?o }}",
        "Tracks-complete",
        "SPARQLConstraintComponent",
    ),
    Break(
        """DELETE { ?one kg:order 1 . ?two kg:order 2 } INSERT { ?one kg:order 2 . ?two kg:order 1 }
           WHERE { ?one kg:order 1 . ?two kg:order 2 }""",
        "Tracks-in-order",
        "SPARQLConstraintComponent",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_document_broken_in_one_place_is_reported(case: Break) -> None:
    check(case)
