"""Whether a graph is good: the shapes of `shapes/`, and a report that people can act on (SHACL, DESIGN section 5).

Violations stop publishing; warnings are for a person to look at. The ontology's class hierarchy is added for the check;
nothing else is inferred. Which engine does the work is told in one place, `find`.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Literal

import pyoxigraph as ox
from rdflib import Graph

from graph_builder.report import Passage, Report, Result, Severity
from graph_builder.validate import fast, reference
from graph_builder.validate.data import Data
from graph_builder.validate.findings import Finding, report_of, result_of
from graph_builder.validate.shapes import Scope

__all__ = ["Engine", "Passage", "Report", "Result", "Scope", "Severity", "validate"]

Quads = Iterable[ox.Quad] | Iterable[ox.Triple]
Engine = Literal["fast", "reference"]

_ONE_AT_A_TIME = Lock()
"""rdflib's query parser breaks for good when two threads use it first at the same time."""


def validate(graph: Graph | Quads | bytes, engine: Engine = "fast", scope: Scope = "document") -> Report:
    """Check a graph against the shapes.

    Named graphs are checked one by one, as each document's holds all that its shapes look at: time and memory grow with
    the number of documents, not with its square.

    Args:
        graph: Quads or triples as `describe` gives them, N-Quads as `describe_lines` gives them (the quickest way), or
            an rdflib graph. It is not changed.
        engine: Which engine does the work.
        scope: "corpus" for what several documents say of one thing: only shapes that look across documents count.

    Returns:
        What was found, most serious first, then in the order of the documents.

    Raises:
        KnowledgeError: A shape is not well-formed, or the graph holds what RDF 1.1 has not.
    """
    results: list[Result] = []
    findings: list[Finding] = []
    with _quietly():
        for data in _one_by_one(graph):
            found = find(data, engine, scope)
            findings += found
            results += [result_of(finding, data) for finding in found]
    return Report(tuple(sorted(results, key=Result.order)), lambda: report_of(findings))


def find(data: Data, engine: Engine, scope: Scope = "document") -> list[Finding]:
    """Have an engine check one graph; the reference engine checks what the fast one cannot."""
    if engine == "fast":
        try:
            return fast.find(data, scope)
        except fast.EngineError:
            pass
    with _ONE_AT_A_TIME:
        return reference.find(data, scope)


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


def _one_by_one(graph: Graph | Quads | bytes) -> Iterable[Data]:
    """Give each named graph apart; triples without one are a graph as well."""
    if isinstance(graph, bytes):
        return Data.of_nquads(graph)
    if isinstance(graph, Graph):
        text = graph.serialize(format="nt")
        parsed = ox.parse(text, format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return [Data.of_triples(quad.triple for quad in parsed)]
    graphs: dict[object, list[ox.Triple]] = {}
    for quad in graph:
        if isinstance(quad, ox.Quad):
            graphs.setdefault(quad.graph_name, []).append(quad.triple)
        else:
            graphs.setdefault(None, []).append(quad)
    return [Data.of_triples(triples) for triples in graphs.values()]
