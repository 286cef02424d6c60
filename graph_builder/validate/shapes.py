"""The shapes and the class hierarchy that they rest on, loaded once."""

from __future__ import annotations

from functools import cache
from typing import Literal

import pyoxigraph as ox
from rdflib import RDFS, SH, Graph, Namespace

from graph_builder.describe.sheet import term
from graph_builder.errors import KnowledgeError
from ontology.terms import FOLDER
from shapes import FOLDER as SHAPES

Scope = Literal["document", "corpus"]
"""Whether a graph is one document's, or what several documents say of one thing."""

_SHAPE = Namespace("https://w3id.org/kamergraaf/shape#")
_SCOPE, _CORPUS = _SHAPE.scope, _SHAPE.Corpus
"""How a shape says that it looks across documents as well."""


_SPARQL, _MESSAGE = term(SH.sparql), term(SH.message)

_NO_CONSTRAINTS = frozenset(
    str(SH[name])
    for name in (
        "message",
        "path",
        "severity",
        "targetClass",
        "targetNode",
        "targetObjectsOf",
        "targetSubjectsOf",
    )
)
"""What shapes say in SHACL's words beside their constraints."""


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
def classes() -> tuple[ox.Triple, ...]:
    """Load the ontology's class hierarchy."""
    ontology = ox.parse(path=FOLDER / "kamergraaf.ttl", format=ox.RdfFormat.TURTLE)
    below = term(RDFS.subClassOf)
    return tuple(quad.triple for quad in ontology if quad.predicate == below and isinstance(quad.object, ox.NamedNode))


@cache
def lines_of(scope: Scope) -> str:
    """Give the shapes of a scope as N-Triples."""
    if scope == "corpus":
        return shapes_of(scope).serialize(format="nt")
    return "".join([f"{triple} .\n" for triple in _triples()])


def with_one_constraint() -> list[tuple[str, str]]:
    """Give the IRIs of the shapes that have one constraint, each with the word for it, as in sh:not."""
    said: dict[str, list[str]] = {}
    for triple in _triples():
        word = triple.predicate.value
        if isinstance(triple.subject, ox.NamedNode) and word.startswith(str(SH)) and word not in _NO_CONSTRAINTS:
            said.setdefault(triple.subject.value, []).append(word)
    return [(shape, words[0]) for shape, words in said.items() if len(words) == 1]


@cache
def messages(shape: str) -> tuple[tuple[str, str], ...]:
    """Give what a shape says, by language: its own words, or those of its query."""
    own = _words(ox.NamedNode(shape))
    queries = [
        triple.object for triple in _triples() if triple.subject == ox.NamedNode(shape) and triple.predicate == _SPARQL
    ]
    return tuple(sorted(own or [said for query in queries for said in _words(query)]))


def _words(node: object) -> list[tuple[str, str]]:
    return [
        (said.object.language, said.object.value)
        for said in _triples()
        if said.subject == node
        and said.predicate == _MESSAGE
        and isinstance(said.object, ox.Literal)
        and said.object.language
    ]


@cache
def _triples() -> tuple[ox.Triple, ...]:
    """Read every file of shapes, without rdflib: it takes ten times as long, and most builds need no more than this."""
    found: list[ox.Triple] = []
    for path in sorted(SHAPES.glob("*.ttl")):
        try:
            parsed = ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            found += [quad.triple for quad in parsed]
        except (OSError, SyntaxError) as error:
            raise KnowledgeError(f"{path} cannot be read as Turtle: {error}; correct the file.") from error
    return tuple(found)
