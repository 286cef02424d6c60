"""Asking the graph of an extraction."""

from __future__ import annotations

import pyoxigraph as ox

from graph_builder.describe import describe
from graph_builder.iris import Base
from graph_builder.model import Extraction
from ontology.terms import load_vocabulary

ID = "https://w3id.org/kamergraaf/id/"
DOC = f"{ID}document/kst-32623-376"
PREFIXES = """
PREFIX kg: <https://w3id.org/kamergraaf/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <http://www.w3.org/2005/11/its/rdf#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""


def quads_of(extraction: Extraction, base: str = ID) -> list[ox.Quad]:
    return describe(extraction, load_vocabulary(), Base(base))


def ask(extraction: Extraction, pattern: str) -> set[tuple[str, ...]]:
    """Give what ?a and ?b stand for in each match of a pattern, without the base."""
    store = ox.Store()
    store.extend(quads_of(extraction))
    query = f"BASE <{ID}> {PREFIXES} SELECT DISTINCT ?a ?b WHERE {{ {pattern} }}"
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    return {tuple(term.value.removeprefix(ID) for term in solution if term is not None) for solution in solutions}
