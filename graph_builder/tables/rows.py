"""The rows of the Parquet tables: what one document's graph says, read off by subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS

from ontology.terms import ITSRDF, KG, NIF, Vocabulary, local

__all__ = ["Row", "Sheets", "rows_of"]

Row = dict[str, object]
Sheets = Mapping[str, Mapping[str, list[ox.NamedNode | ox.Literal]]]
"""What a graph says: subject IRI to predicate IRI to objects."""


def rows_of(sheets: Sheets, graph: str, vocabulary: Vocabulary, names: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    """Give the rows of one document, each with the name of its table.

    Args:
        sheets: What the document's graph says.
        graph: The graph's IRI.
        vocabulary: Which classes are statements and which properties are roles.
        names: Names of registered things by IRI.
    """
    reader = _Reader(sheets, graph.removesuffix("/graph"), vocabulary, names)
    yield "documents", reader.document()
    for table, kinds in (("mentions", {"Mention"}), ("citations", {"Citation"})):
        read = reader.mention if table == "mentions" else reader.citation
        yield from ((table, row) for row in _in_order(read(subject) for subject in reader.of_kinds(kinds)))
    statements = _in_order(reader.statement(subject) for subject in reader.of_kinds(vocabulary.kinds - {"Citation"}))
    for row in statements:
        yield "statements", row
        yield from (("roles", role) for role in reader.roles(str(row["statement"])))


def _in_order(rows: Iterator[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["start"] or 0, row["end"] or 0, *map(str, row.values())))


class _Reader:
    """Reads rows off one document's graph."""

    def __init__(self, sheets: Sheets, document: str, vocabulary: Vocabulary, names: Mapping[str, str]) -> None:
        self._sheets = sheets
        self._document = document
        self._vocabulary = vocabulary
        self._names = names

    def of_kinds(self, kinds: frozenset[str] | set[str]) -> Iterator[str]:
        """Give the subjects that belong to one of the classes."""
        for subject, said in self._sheets.items():
            if any(local(kind.value) in kinds for kind in said.get(str(RDF.type), ())):
                yield subject

    def document(self) -> Row:
        """Give the document's own row."""
        it = self._document
        paper = self._first(it, KG.textOf) or ""
        sender = self._first(it, KG.sender)
        dossier = self._first(paper, KG.inDossier) or ""
        return {
            "document": it,
            "paper": paper or None,
            "identifier": self._first(paper, KG.identifier),
            "kind": self._first(it, KG.documentKind),
            "dossier": self._first(dossier, KG.dossierNumber),
            "number": self._first(paper, KG.number),
            "date": _day(self._first(it, DCTERMS.date)),
            "title": self._first(it, DCTERMS.title),
            "sender": sender,
            "sender_name": self._name(sender) or self._first(it, KG.senderText),
            "format": self._first(it, KG.sourceFormat),
            "length": int(self._first(it, NIF.endIndex) or 0),
            "coverage": _number(self._first(it, KG.coverage)),
            "text": self._first(it, NIF.isString),
        }

    def mention(self, subject: str) -> Row:
        """Give a mention's row."""
        entity = self._first(subject, ITSRDF.taIdentRef)
        start, end, words = self._passage(self._first(subject, KG.passage))
        return {
            "document": self._document,
            "mention": subject,
            "start": start,
            "end": end,
            "type": self._first(subject, KG.mentionType),
            "words": words,
            "entity": entity,
            "entity_name": self._name(entity),
            "value": self._first(subject, KG.normalisedValue),
        }

    def statement(self, subject: str) -> Row:
        """Give a statement's row."""
        kinds = (local(kind.value) for kind in self._sheets[subject][str(RDF.type)])
        start, end, quote = self._passage(self._first(subject, KG.evidence))
        money = self._first(subject, KG.amount) or ""
        return {
            "document": self._document,
            "statement": subject,
            "kind": min(
                (kind for kind in kinds if kind in self._vocabulary.kinds),
                key=lambda kind: (kind == "Undertaking", kind),
            ),
            "start": start,
            "end": end,
            "quote": quote,
            "frame": self._first(subject, KG.readBy),
            "modality": local(self._first(subject, KG.modality) or ""),
            "negated": self._first(subject, KG.negated) == "true",
            "speaker": self._first(subject, KG.speaker),
            "track": self._name(self._first(subject, KG.inTrack)),
            "period_start": _day(self._first(subject, KG.periodStart)),
            "period_end": _day(self._first(subject, KG.periodEnd)),
            "period_text": self._first(subject, KG.periodText),
            "due": _day(self._first(subject, KG.due)),
            "due_text": self._first(subject, KG.dueText),
            "amount": _number(self._first(money, KG.value)),
            "currency": self._first(money, KG.currency),
        }

    def roles(self, statement: str) -> Iterator[Row]:
        """Give the rows of what fills a statement's roles."""
        said = self._sheets[statement]
        for role in sorted(self._vocabulary.roles - {"amount"}):
            for filler in sorted(said.get(str(KG[role]), ()), key=str):
                thing = isinstance(filler, ox.NamedNode) and "#char=" not in filler.value
                words = self._passage(filler.value)[2] if isinstance(filler, ox.NamedNode) else filler.value
                yield {
                    "document": self._document,
                    "statement": statement,
                    "role": role,
                    "entity": filler.value if thing else None,
                    "name": self._name(filler.value) if thing else words,
                }

    def citation(self, subject: str) -> Row:
        """Give a citation's row."""
        start, end, quote = self._passage(self._first(subject, KG.evidence))
        submitters = (value.value for value in self._sheets[subject].get(str(KG.citedSubmitter), ()))
        return {
            "document": self._document,
            "citation": subject,
            "start": start,
            "end": end,
            "quote": quote,
            "cited": self._first(subject, KG.cited),
            "number": self._first(subject, KG.citedNumber),
            "title": self._first(subject, KG.citedTitle),
            "submitters": sorted(self._name(submitter) or submitter for submitter in submitters),
        }

    def _first(self, subject: str | None, predicate: object) -> str | None:
        values = self._sheets.get(subject or "", {}).get(str(predicate), ())
        return min((value.value for value in values), default=None)

    def _passage(self, passage: str | None) -> tuple[int | None, int | None, str | None]:
        start, end = self._first(passage, NIF.beginIndex), self._first(passage, NIF.endIndex)
        return int(start) if start else None, int(end) if end else None, self._first(passage, NIF.anchorOf)

    def _name(self, thing: str | None) -> str | None:
        """Give a thing's Dutch name, as the registry or else the document has it."""
        if thing is None or thing in self._names:
            return self._names.get(thing or "")
        labels = self._sheets.get(thing, {}).get(str(RDFS.label), ())
        return min(
            (each.value for each in labels if isinstance(each, ox.Literal) and each.language == "nl"), default=None
        )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _number(value: str | None) -> Decimal | None:
    return Decimal(value) if value else None
