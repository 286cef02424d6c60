"""A document and the paper it is a text of: the text itself, what is known of it, its notes, its tracks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import pyoxigraph as ox
from rdflib import DCTERMS

from graph_builder import iris
from graph_builder.describe.papers import class_of, describe_dossier, describe_paper
from graph_builder.describe.sheet import A, Sheet, day, decimal, integer, kg, term, text
from graph_builder.model import Document, Extraction, Metadata, Span
from graph_builder.sentences import sentences
from ontology.terms import NIF

_KINDS = {"letter": "Letter", "motion": "Motion", "answer": "Answer", "report": "Report"}
"""The class of a paper by the kind of document; "other" says nothing."""


def describe_document(sheet: Sheet, extraction: Extraction) -> None:
    """Write the document, its text, its paper, its footnotes and tracks, and how much of it was read."""
    document, subject = extraction.document, sheet.subject
    sheet.add(subject, A, kg("Document"))
    sheet.add(subject, A, term(NIF.Context))
    sheet.add(subject, term(NIF.isString), text(document.text))
    sheet.add(subject, term(NIF.beginIndex), integer(0))
    sheet.add(subject, term(NIF.endIndex), integer(len(document.text)))
    sheet.add(subject, kg("sourceFormat"), text(document.format))
    name = document.metadata.title or document.key
    sheet.label(subject, f"{name} ({document.format})", f"{document.key} ({document.format})")
    _describe_metadata(sheet, document.metadata, extraction)
    _describe_paper(sheet, document)
    _describe_footnotes(sheet, document)
    _describe_tracks(sheet, extraction)
    _describe_coverage(sheet, extraction)


def _describe_metadata(sheet: Sheet, known: Metadata, extraction: Extraction) -> None:
    subject = sheet.subject
    for predicate, value in (
        (term(DCTERMS.title), ox.Literal(known.title, language="nl") if known.title else None),
        (term(DCTERMS.date), day(known.date) if known.date else None),
        (kg("documentKind"), text(known.kind) if known.kind else None),
        (kg("senderText"), text(known.sender) if known.sender else None),
        (kg("sentToText"), text(known.addressee) if known.addressee else None),
    ):
        if value is not None:
            sheet.add(subject, predicate, value)
    for predicate, words in ((kg("sender"), known.sender), (kg("sentTo"), known.addressee)):
        entity = named(extraction, words) if words else None
        if entity:
            sheet.add(subject, predicate, sheet.node(entity))


_OFFICES = ("minister-", "staatssecretaris-")
_SECOND_OFFICE = re.compile(r",\s+(?:minister|staatssecretaris)\s.*", re.IGNORECASE | re.DOTALL)
"""What a signatory holds beside the office that is named first: "minister-president, minister van Algemene Zaken"."""


def named(extraction: Extraction, words: str) -> str | None:
    """Find the actor that `words` of the metadata name.

    The registry names ministers and state secretaries by their own words, so that theirs need not be looked up.

    Args:
        extraction: What was read from the document.
        words: As in "minister van Buitenlandse Zaken" or "Tweede Kamer der Staten-Generaal".

    Returns:
        The path of the actor of that very name among those that the text mentions, or of that office, or of a
        mentioned actor whose name the words start with; None without any.
    """
    wanted = iris.slug(_SECOND_OFFICE.sub("", words))
    keys = {
        entity.rpartition("/")[2].rpartition("#person-")[2]: entity
        for entity in sorted(_actors(extraction))
        if entity.startswith(("actor/", "document/"))
    }
    if wanted in keys:
        return keys[wanted]
    if wanted.startswith(_OFFICES):
        return f"actor/{wanted}"
    starts = [key for key in keys if wanted.startswith(f"{key}-")]
    return keys[max(starts, key=len)] if starts else None


def _actors(extraction: Extraction) -> Iterator[str]:
    yield from (mention.entity for mention in extraction.mentions if mention.entity)
    yield from (entity for reference in extraction.references for entity in reference.entities)


def _describe_paper(sheet: Sheet, document: Document) -> None:
    known = document.metadata
    if document.paper is None:
        if known.dossier:
            sheet.add(sheet.subject, term(DCTERMS.isPartOf), describe_dossier(sheet, known.dossier))
        return
    paper = sheet.node(document.paper)
    sheet.add(sheet.subject, kg("textOf"), paper)
    cls = _KINDS.get(known.kind or "") or class_of(document.paper.removeprefix("paper/"))
    describe_paper(sheet, document.paper, cls, known.title)
    if known.title:
        sheet.add(paper, term(DCTERMS.title), ox.Literal(known.title, language="nl"))
    if known.date:
        sheet.add(paper, term(DCTERMS.date), day(known.date))


def _describe_footnotes(sheet: Sheet, document: Document) -> None:
    for note in document.footnotes:
        node = sheet.node(iris.footnote(document, note))
        sheet.add(node, A, kg("Footnote"))
        sheet.add(node, kg("noteOf"), sheet.subject)
        sheet.add(node, kg("noteLabel"), text(note.label))
        sheet.add(node, kg("noteMark"), sheet.passage(note.mark))
        sheet.add(node, kg("noteText"), sheet.passage(note.body))
        sheet.label(node, f"voetnoot {note.label}", f"footnote {note.label}")


def _describe_tracks(sheet: Sheet, extraction: Extraction) -> None:
    for track in extraction.tracks:
        node = sheet.node(iris.track(extraction.document, track))
        sheet.add(node, A, kg("PolicyTrack"))
        sheet.add(node, kg("order"), integer(track.order))
        sheet.add(node, kg("trackOf"), sheet.subject)
        sheet.add(node, kg("evidence"), sheet.passage(track.span))
        sheet.label(node, f"spoor {track.order}: {track.label}", f"track {track.order}")


def _describe_coverage(sheet: Sheet, extraction: Extraction) -> None:
    for sentence in extraction.unread:
        sheet.add(sheet.subject, kg("unreadSentence"), sheet.passage(sentence))
    share = coverage(extraction, sheet.sentences)["share"]
    if share is not None:
        sheet.add(sheet.subject, kg("coverage"), decimal(Decimal(str(share))))


def coverage(extraction: Extraction, prose: Sequence[Span] | None = None) -> dict[str, int | float | None]:
    """Count the sentences of the prose that gave a statement, and those that name actors and gave none.

    Args:
        extraction: What was read.
        prose: The document's sentences, where they are known.

    Returns:
        `sentences` of the whole prose, `read`, `unread`, and `share`: the read ones among these two (three decimals,
        None where there are none).
    """
    prose = sentences(extraction.document) if prose is None else prose
    acts = [said.span for said in extraction.statements if said.kind != "Citation"]
    read = sum(any(sentence.overlaps(span) for span in acts) for sentence in prose)
    unread = len(extraction.unread)
    share = round(read / (read + unread), 3) if read + unread else None
    return {"sentences": len(prose), "read": read, "unread": unread, "share": share}
