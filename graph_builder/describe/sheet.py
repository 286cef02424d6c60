"""The sheet on which a document's graph is written: terms by path, lines of N-Quads each once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache, cached_property

import pyoxigraph as ox
from rdflib import RDF, RDFS, XSD

from graph_builder import iris
from graph_builder.errors import ReadError
from graph_builder.iris import Base
from graph_builder.model import Document, Span
from graph_builder.sentences import sentences
from ontology.terms import KG, NIF

A = ox.NamedNode(str(RDF.type))
LABEL = ox.NamedNode(str(RDFS.label))

_INTEGER = ox.NamedNode(str(XSD.integer))
_DECIMAL = ox.NamedNode(str(XSD.decimal))
_DATE = ox.NamedNode(str(XSD.date))
_BOOLEAN = ox.NamedNode(str(XSD.boolean))


@cache
def term(iri: str) -> ox.NamedNode:
    """Turn a vocabulary's IRI, as rdflib has it, into a term."""
    return ox.NamedNode(str(iri))


@cache
def kg(name: str) -> ox.NamedNode:
    """Give a term of this product's vocabulary by its local name."""
    return ox.NamedNode(str(KG) + name)


def text(words: str) -> ox.Literal:
    """Write plain words."""
    return ox.Literal(words)


def integer(value: int) -> ox.Literal:
    """Write an offset or an order."""
    return ox.Literal(str(value), datatype=_INTEGER)


def decimal(value: Decimal) -> ox.Literal:
    """Write a number in the canonical form of xsd:decimal, as Oxigraph gives it back."""
    digits = f"{value:f}"
    return ox.Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=_DECIMAL)


def day(value: date) -> ox.Literal:
    """Write a day."""
    return ox.Literal(value.isoformat(), datatype=_DATE)


def boolean(value: bool) -> ox.Literal:
    """Write a truth value."""
    return ox.Literal("true" if value else "false", datatype=_BOOLEAN)


_IS_PASSAGE = f"{A} {term(NIF.RFC5147String)}"
_BEGIN, _END, _ANCHOR = str(term(NIF.beginIndex)), str(term(NIF.endIndex)), str(term(NIF.anchorOf))
_CONTEXT = str(term(NIF.referenceContext))


class Sheet:
    """One document's named graph while it is being written."""

    def __init__(self, document: Document, base: Base) -> None:
        """Start an empty sheet for a document published below `base`.

        Raises:
            ReadError: The document's key cannot be part of an IRI.
        """
        self.document = document
        self._base = base
        try:
            self._end = f" {self.node(iris.document_graph(document))} .\n"
        except ValueError as error:
            raise ReadError(
                f"{document.key!r} cannot be part of a web address: give an identifier such as kst-32623-376."
            ) from error
        self._lines: set[str] = set()
        self._passages: dict[Span, ox.NamedNode] = {}
        self.subject = self.node(document.path)
        """The document itself."""
        self._subject = str(self.subject)

    def node(self, path: str) -> ox.NamedNode:
        """Name a thing by its path below the base."""
        return ox.NamedNode(self._base.iri(path))

    def add(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> None:
        """Write one quad."""
        self._lines.add(f"{subject} {predicate} {value}{self._end}")

    def label(self, subject: ox.NamedNode, dutch: str, english: str) -> None:
        """Write what people see in place of an IRI."""
        self.add(subject, LABEL, ox.Literal(dutch, language="nl"))
        self.add(subject, LABEL, ox.Literal(english, language="en"))

    def passage(self, span: Span) -> ox.NamedNode:
        """Write a stretch of the text, with its offsets and its words, and give its name."""
        known = self._passages.get(span)
        if known is None:
            known = self._passages[span] = self.node(iris.passage(self.document, span))
            # Half of a graph's lines are passages: what they have in common is written once.
            name, end = str(known), self._end
            self._lines.update(
                (
                    f"{name} {_IS_PASSAGE}{end}",
                    f'{name} {_BEGIN} "{span.start}"^^{_INTEGER}{end}',
                    f'{name} {_END} "{span.end}"^^{_INTEGER}{end}',
                    f"{name} {_ANCHOR} {text(span.of(self.document.text))}{end}",
                    f"{name} {_CONTEXT} {self._subject}{end}",
                )
            )
        return known

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the document's prose."""
        return sentences(self.document)

    def lines(self) -> bytes:
        """Give what was written as N-Quads, a quad a line, in their order."""
        return "".join(sorted(self._lines)).encode()
