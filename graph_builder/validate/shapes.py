"""The shapes and the class hierarchy that they rest on, loaded once."""

from __future__ import annotations

from functools import cache

from rdflib import RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from graph_builder.errors import KnowledgeError
from ontology.terms import FOLDER
from shapes import FOLDER as SHAPES


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
        sorted((said.language, str(said)) for said in own if isinstance(said, Literal) and said.language is not None)
    )
