"""Papers that documents name, as small tests need them, and what the source says of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pyoxigraph as ox

from graph_builder.iris import Base
from graph_builder.link.tweede_kamer.linking import Linked

BASE = Base("https://example.org/id/")
V4 = "/OData/v4/2.0"
"""Where a service of that version stands."""
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
KG = "https://w3id.org/kamergraaf/ontology#"


def node(path: str) -> ox.NamedNode:
    """Give what stands at a path under the base."""
    return ox.NamedNode(BASE.iri(path))


def papers(*names: str, cls: str = "Motion") -> list[ox.Quad]:
    """Give a graph of a document that names papers."""
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return [ox.Quad(node(f"paper/{name}"), kind, ox.NamedNode(KG + cls), node("document/x/graph")) for name in names]


def values(linked: Linked, subject: ox.NamedNode, predicate: str) -> set[str]:
    """Give the values of a property, named by its IRI or within the vocabulary."""
    name = predicate if predicate.startswith("http") else KG + predicate
    return {quad.object.value for quad in linked.quads if quad.subject == subject and quad.predicate.value == name}
