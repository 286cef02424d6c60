"""How the tests of shapes work: a valid graph is broken in one place, and exactly the shape meant must tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph_builder.describe import describe
from graph_builder.extract import extract
from graph_builder.iris import Base
from graph_builder.model import Extraction, Review
from graph_builder.read import read_file
from graph_builder.report import Report, Severity
from graph_builder.review import apply, claim_of, folded
from graph_builder.validate import validate
from tests.graph_builder import handmade

GOLD = Path(__file__).parents[1] / "gold"

PREFIXES = """
PREFIX kg: <https://w3id.org/kamergraaf/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX dc: <http://purl.org/dc/elements/1.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

Triples = frozenset[ox.Triple]


@dataclass(frozen=True)
class Break:
    """One way to break a graph, and what must be reported of it."""

    update: str
    """SPARQL Update; where it matches nothing in a document, that document is no case for it."""
    shape: str
    component: str
    severity: Severity = "violation"

    def __str__(self) -> str:
        return f"{self.shape}-{self.component}"


def drop(node: str, property_: str) -> str:
    """Take a property away from the first such node."""
    return f"DELETE {{ ?n {property_} ?v }} WHERE {{ {first(node)} ?n {property_} ?v }}"


def add(node: str, property_: str, value: str) -> str:
    """Give the first such node one value more."""
    return f"INSERT {{ ?n {property_} {value} }} WHERE {{ {first(node)} }}"


def change(node: str, property_: str, value: str) -> str:
    """Put another value in place of all that the first such node has for a property."""
    removed, added = f"{{ ?n {property_} ?v }}", f"{{ ?n {property_} {value} }}"
    return f"DELETE {removed} INSERT {added} WHERE {{ {first(node)} ?n {property_} ?v }}"


def first(pattern: str) -> str:
    """Bind ?n to the first node that a pattern fits, as in "a kg:Document"."""
    return f"{{ SELECT (?m AS ?n) WHERE {{ ?m {pattern} }} ORDER BY ?m LIMIT 1 }}"


@cache
def documents() -> Mapping[str, Triples]:
    """The graphs to break: the bundled letter, read by hand, and two real papers as the extractor reads them."""
    knowledge = handmade.knowledge()
    extractions = {
        "letter": handmade.extraction(),
        "reviewed": _reviewed(),
        "motion": extract(read_file(GOLD / "kst-36410-V-53.txt"), knowledge),
        "answers": extract(read_file(GOLD / "late" / "ah-tk-20242025-617.txt"), knowledge),
    }
    return {
        name: frozenset(quad.triple for quad in describe(extraction, knowledge.vocabulary, Base()))
        for name, extraction in extractions.items()
    }


def _reviewed() -> Extraction:
    """The letter, with its first statement accepted."""
    read = handmade.extraction()
    first = read.statements[0]
    quote = folded(first.span.of(read.document.text))
    claim = claim_of(first, read.document)
    review = Review(read.document.key, quote, "", "accepted", claim, None, "een lezer", date(2025, 11, 1))
    return apply(read, [review])


@cache
def unbroken(name: str) -> Report:
    """What is reported of a document as it is."""
    return checked(documents()[name])


def checked(triples: Triples) -> Report:
    """Check a graph with both engines: whatever is broken, they tell the same of it."""
    report = validate(triples)
    assert report.as_json() == validate(triples, "reference").as_json()
    return report


def broken(triples: Triples, update: str) -> Triples:
    """Apply an update to a graph."""
    store = ox.Store()
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    store.update(PREFIXES + update)
    return frozenset(quad.triple for quad in store)


def check(case: Break, names: Sequence[str] = ("answers", "motion", "letter")) -> None:
    """Break each document that the case fits, and compare what is reported with its unbroken twin.

    The reference engine takes a second for some: it is asked about the first that fits, the quickest.
    """
    fitting = 0
    for name in names:
        triples = documents()[name]
        graph = broken(triples, case.update)
        if graph == triples:
            continue
        fitting += 1
        report = checked(graph) if fitting == 1 else validate(graph)
        found = [result for result in report.results if result.shape == case.shape]
        assert (case.component, case.severity) in {(result.component, result.severity) for result in found}, name
        twin = [result for result in unbroken(name).results if result.shape == case.shape]
        assert case.component not in {result.component for result in twin}, name
        assert unbroken(name).conforms, name
    assert fitting > 0, "no document is a case for this"
