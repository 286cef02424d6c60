"""What an engine finds, and what people are told of it: the words of the shape, and where to look in the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph_builder.describe.sheet import kg, term
from graph_builder.report import Passage, Result, Severity
from graph_builder.validate.data import Data, Term
from graph_builder.validate.shapes import messages, shapes
from ontology.terms import ITSRDF, KG, NIF

SEVERITIES: dict[str, Severity] = {"Violation": "violation", "Warning": "warning", "Info": "info"}
"""By the local names of SHACL's severities."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One validation result, as every engine gives it (SHACL, section 3.6.2)."""

    severity: Severity
    shape: str
    """IRI of the shape."""
    component: str
    """IRI of the constraint component."""
    focus: Term
    value: Term | None


def findings_of(report: Graph) -> list[Finding]:
    """Read a SHACL validation report."""
    return [_finding(report, node) for node in report.objects(None, SH.result)]


def _finding(report: Graph, node: Node) -> Finding:
    focus, value = report.value(node, SH.focusNode), report.value(node, SH.value)
    assert focus is not None
    return Finding(
        severity=SEVERITIES[str(report.value(node, SH.resultSeverity)).rpartition("#")[2]],
        shape=str(report.value(node, SH.sourceShape)),
        component=str(report.value(node, SH.sourceConstraintComponent)),
        focus=_back(focus),
        value=None if value is None else _back(value),
    )


def result_of(finding: Finding, data: Data) -> Result:
    """Find what a result is about in the text."""
    passages = _found_at(data, finding.value, finding.focus)
    return Result(
        severity=finding.severity,
        shape=finding.shape.rpartition("#")[2],
        component=finding.component.rpartition("#")[2],
        messages=dict(messages(finding.shape)),
        focus=_words(finding.focus),
        name=_name(data, finding.focus),
        value=None if finding.value is None else _words(finding.value),
        document=_document(data, finding.focus, finding.value),
        passages=passages,
    )


def report_of(findings: Iterable[Finding]) -> Graph:
    """Write findings as a SHACL validation report."""
    graph = Graph(bind_namespaces="core")
    graph.bind("kg", KG)
    graph.bind("shape", "https://w3id.org/kamergraaf/shape#")
    report, conforms = BNode(), True
    graph.add((report, RDF.type, SH.ValidationReport))
    for finding in findings:
        conforms = conforms and finding.severity != "violation"
        node, shape = BNode(), URIRef(finding.shape)
        graph.add((report, SH.result, node))
        graph.add((node, RDF.type, SH.ValidationResult))
        graph.add((node, SH.focusNode, _node(finding.focus)))
        graph.add((node, SH.sourceShape, shape))
        graph.add((node, SH.sourceConstraintComponent, URIRef(finding.component)))
        graph.add((node, SH.resultSeverity, SH[finding.severity.capitalize()]))
        if finding.value is not None:
            graph.add((node, SH.value, _node(finding.value)))
        for path in shapes().objects(shape, SH.path):
            graph.add((node, SH.resultPath, path))
            graph += shapes().cbd(path) if isinstance(path, BNode) else Graph()
        for language, message in messages(finding.shape):
            graph.add((node, SH.resultMessage, Literal(message, lang=language)))
    graph.add((report, SH.conforms, Literal(conforms)))
    return graph


def _node(term_: Term) -> Node:
    if isinstance(term_, ox.NamedNode):
        return URIRef(term_.value)
    if isinstance(term_, ox.BlankNode):
        return BNode(term_.value)
    if term_.language:
        return Literal(term_.value, lang=term_.language)
    return Literal(term_.value, datatype=URIRef(term_.datatype.value))


def _back(node: Node) -> Term:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    assert isinstance(node, Literal)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype))) if node.datatype else ox.Literal(str(node))


def _words(term_: Term) -> str:
    return term_.value


_NAMES, _LABEL, _CONTEXT = term(ITSRDF.taIdentRef), term(RDFS.label), term(NIF.referenceContext)
_BEGIN, _END, _ANCHOR = term(NIF.beginIndex), term(NIF.endIndex), term(NIF.anchorOf)
_EVIDENCE = (kg("evidence"), kg("passage"), kg("anchoredAt"), kg("saysDone"))


def _found_at(data: Data, value: Term | None, focus: Term) -> tuple[Passage, ...]:
    """Give the passages that a result is about: the value's, then those of what breaks the shape.

    One that lies inside another is left out.
    """
    nodes = [place for node in (value, focus) if node is not None for place in _places(data, node)]
    passages = [_passage(data, node) for node in dict.fromkeys(nodes)]
    return tuple(one for one in passages if not any(other.holds(one) for other in passages))


def _places(data: Data, node: Term) -> list[Term]:
    """Give the passages of a node, in the order of the text: its own evidence, else where it is named."""
    if data.objects(node, _CONTEXT):
        return [node]
    own = [place for predicate in _EVIDENCE for place in data.objects(node, predicate)]
    own += [place for done in data.subjects(kg("byCitation"), node) for place in data.objects(done, kg("saysDone"))]
    if not own:
        naming = [*data.subjects(kg("cited"), node), *data.subjects(kg("motion"), node)]
        own = [place for statement in naming for place in _places(data, statement)]
    if not own:
        named = [place for mention in data.subjects(_NAMES, node) for place in data.objects(mention, kg("passage"))]
        own = sorted(named, key=lambda place: (_passage(data, place).start, _words(place)))[:1]
    places = {place for place in own if not isinstance(place, ox.Literal)}
    return sorted(places, key=lambda place: (_passage(data, place).start, _words(place)))


def _passage(data: Data, node: Term) -> Passage:
    def offset(predicate: ox.NamedNode) -> int:
        value = data.value(node, predicate)
        return int(value.value) if isinstance(value, ox.Literal) and value.value.isdigit() else 0

    anchor = data.value(node, _ANCHOR)
    return Passage(_words(node), offset(_BEGIN), offset(_END), _words(anchor) if anchor else "")


def _name(data: Data, node: Term) -> str:
    """Give a node's Dutch label, else any, else its IRI."""
    labels = [label for label in data.objects(node, _LABEL) if isinstance(label, ox.Literal)]
    dutch = [label.value for label in labels if label.language == "nl"]
    return min(dutch or [label.value for label in labels] or [_words(node)])


def _document(data: Data, *found: Term | None) -> str | None:
    """Tell which document a result is about: a node itself, what it is stated in, or what its passage stands in."""
    kind = term(RDF.type)
    nodes = [node for node in found if node is not None]
    for node in nodes:
        if kg("Document") in data.objects(node, kind):
            return _words(node)
    places = [place for node in reversed(nodes) for place in _places(data, node)]
    for node in (*nodes, *places):
        for predicate in (kg("statedIn"), kg("trackOf"), kg("noteOf"), _CONTEXT):
            document = data.value(node, predicate)
            if document is not None:
                return _words(document)
    return None
