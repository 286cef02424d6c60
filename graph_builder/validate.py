"""Whether a graph is good: the shapes of `shapes/`, and a report that people can act on (SHACL, DESIGN section 5).

`validate` checks what was built, before it is published, with pyshacl. Violations stop publishing; warnings are for a
person to look at. The ontology's class hierarchy is added for the check; nothing else is inferred.
"""

from __future__ import annotations

import logging
import math
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.term import Node

from graph_builder.errors import KnowledgeError
from graph_builder.report import Passage, Report, Result, Severity
from ontology.terms import FOLDER, KG, NIF
from shapes import FOLDER as SHAPES

__all__ = ["Passage", "Report", "Result", "Severity", "validate"]

Quads = Iterable[ox.Quad] | Iterable[ox.Triple]

_ONE_AT_A_TIME = Lock()
"""rdflib's query parser breaks for good when two threads use it first at the same time."""

_SEVERITIES: dict[Node | None, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}


def validate(graph: Graph | Quads) -> Report:
    """Check a graph against every shape.

    Named graphs are checked one by one, as each document's holds all that its shapes look at: time and memory grow with
    the number of documents, not with its square.

    Args:
        graph: Quads or triples as `describe` gives them, or an rdflib graph. It is not changed.

    Returns:
        What was found, most serious first, then in the order of the documents.

    Raises:
        KnowledgeError: A shape is not well-formed, or the graph holds what RDF 1.1 has not.
    """
    results: list[Result] = []
    whole = Graph(bind_namespaces="core")
    with _ONE_AT_A_TIME, _quietly():
        for triples in _one_by_one(graph):
            data = _with_classes(triples)
            found = _run(data)
            results += [_result(found, node, data) for node in found.objects(None, SH.result)]
            whole += found
    report = Report(tuple(sorted(results, key=Result.order)), whole)
    _join(whole, report.conforms)
    return report


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep rdflib from printing what it thinks of malformed values: the shapes report them."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            yield
    finally:
        logger.setLevel(level)


def _join(whole: Graph, conforms: bool) -> None:
    """Make one report of those of all graphs."""
    whole.bind("kg", KG)
    whole.bind("shape", "https://w3id.org/kamergraaf/shape#")
    results = list(whole.objects(None, SH.result))
    for report in list(whole.subjects(RDF.type, SH.ValidationReport)):
        whole.remove((report, None, None))
    joined = BNode()
    whole.add((joined, RDF.type, SH.ValidationReport))
    whole.add((joined, SH.conforms, Literal(conforms)))
    for result in results:
        whole.add((joined, SH.result, result))


def _one_by_one(graph: Graph | Quads) -> Iterable[Iterable[tuple[Node, Node, Node]]]:
    """Give the triples of each named graph apart; triples without one are a graph as well."""
    if isinstance(graph, Graph):
        return [graph]
    graphs: dict[object, list[ox.Quad | ox.Triple]] = {}
    for quad in graph:
        graphs.setdefault(quad.graph_name if isinstance(quad, ox.Quad) else None, []).append(quad)
    return (_terms(quads) for quads in graphs.values())


def _run(data: Graph) -> Graph:
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True, allow_warnings=True, inference="none")
    if not isinstance(report, Graph):
        raise KnowledgeError(f"The shapes cannot be used: {report}; correct the file in shapes/ that it names.")
    return report


class _Data(Graph):
    """A graph that keeps the shapes' queries parsed: parsing takes half the time of validating a letter."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> rdflib.query.Result:
        """Answer a query, parsed once for all graphs."""
        known = _parsed(query_object) if isinstance(query_object, str) else query_object
        return super().query(known, *args, **kwargs)


@cache
def _parsed(query: str) -> Query:
    return prepareQuery(query)


def _with_classes(triples: Iterable[tuple[Node, Node, Node]]) -> Graph:
    """Copy triples into memory as rdflib holds them, with the classes that the shapes' targets rest on."""
    data = _Data(bind_namespaces="none")
    for subject, predicate, value in triples:
        data.add((subject, predicate, _well_typed(value)))
    for triple in _classes():
        data.add(triple)
    return data


def _terms(quads: Iterable[ox.Quad | ox.Triple]) -> Iterable[tuple[Node, Node, Node]]:
    """Turn Oxigraph's terms into rdflib's, each once."""
    known: dict[object, Node] = {}

    def term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        found = known.get(node)
        if found is None:
            found = known[node] = _term(node)
        return found

    for quad in quads:
        yield term(quad.subject), term(quad.predicate), term(quad.object)


def _term(node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.BlankNode):
        return BNode(node.value)
    if isinstance(node, ox.Triple):
        raise KnowledgeError(f"The graph holds a triple term, which RDF 1.1 has not: {node}; leave it out.")
    if node.language:
        return Literal(node.value, lang=node.language)
    if node.datatype.value == str(XSD.string):
        return Literal(node.value)
    return Literal(node.value, datatype=URIRef(node.datatype.value))


def _well_typed(node: Node) -> Node:
    """Take a malformed value ("abc" as a number, NaN) for plain words: it is reported, and nothing computes with it."""
    if not isinstance(node, Literal):
        return node
    infinite = isinstance(node.value, float) and not math.isfinite(node.value)
    return Literal(str(node)) if node.ill_typed or infinite else node


@cache
def _classes() -> tuple[tuple[Node, Node, Node], ...]:
    """Load the ontology's class hierarchy."""
    ontology = Graph().parse(FOLDER / "kamergraaf.ttl", format="turtle")
    return tuple(triple for triple in ontology.triples((None, RDFS.subClassOf, None)) if isinstance(triple[2], URIRef))


@cache
def _shapes() -> Graph:
    """Load every file of shapes into one graph."""
    shapes = Graph()
    for path in sorted(SHAPES.glob("*.ttl")):
        try:
            shapes.parse(path, format="turtle")
        except (OSError, ValueError, SyntaxError) as error:
            raise KnowledgeError(f"{path} cannot be read as Turtle: {error}; correct the file.") from error
    return shapes


def _result(report: Graph, node: Node, data: Graph) -> Result:
    """Read one result, and find what it is about in the text."""
    source = report.value(node, SH.sourceShape)
    constraint = report.value(node, SH.sourceConstraint)
    messages = {
        message.language: str(message)
        for message in _shapes().objects(constraint if constraint is not None else source, SH.message)
        if isinstance(message, Literal) and message.language
    }
    _tag(report, node, messages)
    focus, value = report.value(node, SH.focusNode), report.value(node, SH.value)
    passages = _found_at(data, value, focus)
    return Result(
        severity=_SEVERITIES[report.value(node, SH.resultSeverity)],
        shape=str(source).rpartition("#")[2],
        component=str(report.value(node, SH.sourceConstraintComponent)).rpartition("#")[2],
        messages=messages,
        focus=str(focus),
        name=_name(data, focus),
        value=None if value is None else str(value),
        document=_document(data, passages, focus, value),
        passages=passages,
    )


def _tag(report: Graph, node: Node, messages: dict[str, str]) -> None:
    """Give the report's messages their languages, which pyshacl drops where a query found the result."""
    if messages:
        report.remove((node, SH.resultMessage, None))
        for language, message in messages.items():
            report.add((node, SH.resultMessage, Literal(message, lang=language)))


_NAMES = URIRef("http://www.w3.org/2005/11/its/rdf#taIdentRef")

_EVIDENCE = (KG.evidence, KG.passage, KG.anchoredAt, KG.saysDone)


def _found_at(data: Graph, value: Node | None, focus: Node | None) -> tuple[Passage, ...]:
    """Give the passages that a result is about: the value's, then those of what breaks the shape.

    One that lies inside another is left out.
    """
    nodes = [place for node in (value, focus) if node is not None for place in _places(data, node)]
    passages = [_passage(data, node) for node in dict.fromkeys(nodes)]
    return tuple(one for one in passages if not any(other.holds(one) for other in passages))


def _places(data: Graph, node: Node) -> list[Node]:
    """Give the passages of a node, in the order of the text: its own evidence, else where it is named."""
    if (node, NIF.referenceContext, None) in data:
        return [node]
    own = [place for predicate in _EVIDENCE for place in data.objects(node, predicate)]
    own += [place for done in data.subjects(KG.byCitation, node) for place in data.objects(done, KG.saysDone)]
    if not own:
        naming = [*data.subjects(KG.cited, node), *data.subjects(KG.motion, node)]
        own = [place for statement in naming for place in _places(data, statement)]
    if not own:
        named = [place for mention in data.subjects(_NAMES, node) for place in data.objects(mention, KG.passage)]
        own = sorted(named, key=lambda place: _passage(data, place).start)[:1]
    return sorted(set(own), key=lambda place: (_passage(data, place).start, str(place)))


def _passage(data: Graph, node: Node) -> Passage:
    def offset(predicate: URIRef) -> int:
        value = data.value(node, predicate, any=True)
        return int(value) if isinstance(value, Literal) and str(value).isdigit() else 0

    return Passage(
        str(node), offset(NIF.beginIndex), offset(NIF.endIndex), str(data.value(node, NIF.anchorOf, any=True) or "")
    )


def _name(data: Graph, node: Node | None) -> str:
    """Give a node's Dutch label, else any, else its IRI."""
    labels = [label for label in data.objects(node, RDFS.label) if isinstance(label, Literal)]
    dutch = [str(label) for label in labels if label.language == "nl"]
    return min(dutch or [str(label) for label in labels] or [str(node)])


def _document(data: Graph, passages: tuple[Passage, ...], *nodes: Node | None) -> str | None:
    """Tell which document a result is about: a node itself, what it is stated in, or what its passage stands in."""
    for node in nodes:
        if node is not None and (node, RDF.type, KG.Document) in data:
            return str(node)
    for node in (*nodes, *(URIRef(passage.iri) for passage in passages)):
        for predicate in (KG.statedIn, KG.trackOf, NIF.referenceContext) if node is not None else ():
            found = data.value(node, predicate, any=True)
            if found is not None:
                return str(found)
    return None
