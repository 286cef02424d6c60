"""The reference engine: pyshacl over rdflib, which passes the W3C's suite, and is slow."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from graph_builder.errors import KnowledgeError
from graph_builder.validate.data import Data
from graph_builder.validate.findings import Finding, findings_of
from graph_builder.validate.shapes import Scope, classes, shapes_of


def find(checked: Data, scope: Scope = "document") -> list[Finding]:
    """Check a graph against the shapes of a scope.

    Raises:
        KnowledgeError: A shape is not well-formed.
    """
    data = _Data(bind_namespaces="none")
    for subject, predicate, value in _terms(checked.triples()):
        data.add((subject, predicate, value))
    for subject, predicate, value in _terms(classes()):
        data.add((subject, predicate, value))
    _, report, _ = pyshacl.validate(
        data, shacl_graph=shapes_of(scope), inplace=True, allow_warnings=True, inference="none"
    )
    if not isinstance(report, Graph):
        raise KnowledgeError(f"The shapes cannot be used: {report}; correct the file in shapes/ that it names.")
    return findings_of(report)


class _Data(Graph):
    """A graph that keeps the shapes' queries parsed: parsing takes half the time of validating a letter."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Answer a query, parsed once for all graphs."""
        known = _parsed(query_object) if isinstance(query_object, str) else query_object
        return super().query(known, *args, **kwargs)


@cache
def _parsed(query: str) -> Query:
    return prepareQuery(query)


def _terms(triples: Iterable[ox.Triple]) -> Iterable[tuple[Node, Node, Node]]:
    """Turn Oxigraph's terms into rdflib's, each once."""
    known: dict[object, Node] = {}

    def term(node: object) -> Node:
        found = known.get(node)
        if found is None:
            found = known[node] = _term(node)
        return found

    for triple in triples:
        yield term(triple.subject), term(triple.predicate), term(triple.object)


def _term(node: object) -> Node:
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return BNode(node.value)
    assert isinstance(node, ox.Literal)
    if node.language:
        return Literal(node.value, lang=node.language)
    if node.datatype.value == str(XSD.string):
        return Literal(node.value)
    return Literal(node.value, datatype=URIRef(node.datatype.value))
