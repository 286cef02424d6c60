"""The ontology, the frames and the registry as one graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology.terms import FOLDER

FILES = [FOLDER / "kamergraaf.ttl", FOLDER / "frames.ttl", *sorted((FOLDER / "actors").glob("*.ttl"))]


@pytest.fixture(scope="session")
def knowledge_graph() -> ox.Store:
    """Every Turtle file of the ontology's folder, loaded into one store."""
    store = ox.Store()
    for path in FILES:
        store.load(path=path, format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def merged_file(knowledge_graph: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as one Turtle file with one ontology header, as an export has it."""
    imports = ox.NamedNode("http://www.w3.org/2002/07/owl#imports")
    header = ox.NamedNode("http://www.w3.org/2002/07/owl#Ontology")
    vocabulary = ox.NamedNode("https://w3id.org/kamergraaf/ontology")
    triples = [
        quad.triple
        for quad in knowledge_graph
        if quad.predicate != imports and (quad.object != header or quad.subject == vocabulary)
    ]
    path = tmp_path_factory.mktemp("merged") / "all.ttl"
    ox.serialize(triples, output=path, format=ox.RdfFormat.TURTLE)
    return path
