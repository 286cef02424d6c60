"""The shapes and the class hierarchy that they rest on, loaded once."""

from __future__ import annotations

from functools import cache
from typing import Literal

from rdflib import RDFS, SH, Graph, Namespace, URIRef
from rdflib import Literal as Words
from rdflib.term import Node

from graph_builder.errors import KnowledgeError
from ontology.terms import FOLDER
from shapes import FOLDER as SHAPES

Scope = Literal["document", "corpus"]
"""Whether a graph is one document's, or what several documents say of one thing."""

_SHAPE = Namespace("https://w3id.org/kamergraaf/shape#")
_SCOPE, _CORPUS = _SHAPE.scope, _SHAPE.Corpus
"""How a shape says that it looks across documents as well."""


@cache
def shapes() -> Graph:
    """Load every file of shapes into one graph.

    Raises:
        KnowledgeError: One is not well-formed; the message names it.
    """
    loaded = Graph()
    for path in sorted(SHAPES.glob("*.ttl")):
        try:
            loaded.parse(path, format="turtle")
        except (OSError, ValueError, SyntaxError) as error:
            raise KnowledgeError(f"{path} cannot be read as Turtle: {error}; correct the file.") from error
    return loaded


@cache
def shapes_of(scope: Scope) -> Graph:
    """Give the shapes that a graph of one document is held to, or those that look across documents as well."""
    if scope == "document":
        return shapes()
    chosen = Graph()
    for shape in shapes().subjects(_SCOPE, _CORPUS):
        chosen += shapes().cbd(shape)
        for query in shapes().objects(shape, SH.sparql):
            for prefixes in shapes().objects(query, SH.prefixes):
                chosen += shapes().cbd(prefixes)
    return chosen


@cache
def classes() -> tuple[tuple[Node, Node, Node], ...]:
    """Load the ontology's class hierarchy."""
    ontology = Graph().parse(FOLDER / "kamergraaf.ttl", format="turtle")
    return tuple(triple for triple in ontology.triples((None, RDFS.subClassOf, None)) if isinstance(triple[2], URIRef))


@cache
def messages(shape: str) -> tuple[tuple[str, str], ...]:
    """Give what a shape says, by language: its own words, or those of its query."""
    node = URIRef(shape)
    own = [*shapes().objects(node, SH.message)] or [
        said for query in shapes().objects(node, SH.sparql) for said in shapes().objects(query, SH.message)
    ]
    return tuple(
        sorted((said.language, str(said)) for said in own if isinstance(said, Words) and said.language is not None)
    )
