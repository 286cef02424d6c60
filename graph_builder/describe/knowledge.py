"""The graphs beside the documents': the ontology, the registry, and the provenance of a build."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
from rdflib import PROV, XSD

from graph_builder.describe.sheet import LABEL, A, term, text
from graph_builder.errors import KnowledgeError
from graph_builder.iris import DEFAULT_BASE, Base
from ontology.terms import FOLDER, KG

ONTOLOGY = ox.NamedNode(str(KG).rstrip("#"))
"""The graph of the ontology bears the ontology's own name."""

_DATE_TIME = ox.NamedNode(str(XSD.dateTime))
_VERSION = ox.NamedNode("https://schema.org/softwareVersion")


def registry_graph(base: Base) -> ox.NamedNode:
    """Name the graph that holds the registry."""
    return ox.NamedNode(base.iri("registry"))


def provenance_graph(base: Base) -> ox.NamedNode:
    """Name the graph that tells how the others were built."""
    return ox.NamedNode(base.iri("provenance"))


def describe_knowledge(base: Base) -> list[ox.Quad]:
    """Give the graphs of the ontology (with the frames) and of the registry.

    The ontology's IRIs are fixed; the registry's entries move to the deployment's base.

    Returns:
        Each quad once, in the order of the N-Quads lines.

    Raises:
        KnowledgeError: A file is not well-formed Turtle; the message names it.
    """
    ontology = _read(sorted(FOLDER.glob("*.ttl")), ONTOLOGY, Base())
    return sorted([*ontology, *describe_registry(base)], key=str)


def describe_registry(base: Base) -> Iterable[ox.Quad]:
    """Give the graph of the registry, in no particular order.

    Raises:
        KnowledgeError: A file is not well-formed Turtle; the message names it.
    """
    return _read(sorted((FOLDER / "actors").glob("*.ttl")), registry_graph(base), base)


def _read(paths: Iterable[Path], graph: ox.NamedNode, base: Base) -> Iterable[ox.Quad]:
    """Read Turtle files into one graph, with the same names for blank nodes every time (RDFC-1.0)."""
    dataset = ox.Dataset()
    for path in paths:
        try:
            for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                subject = _moved(quad.subject, base) if isinstance(quad.subject, ox.NamedNode) else quad.subject
                value = _moved(quad.object, base) if isinstance(quad.object, ox.NamedNode) else quad.object
                dataset.add(ox.Quad(subject, quad.predicate, value, graph))
        except (OSError, SyntaxError) as error:
            raise KnowledgeError(f"{path} cannot be read as Turtle: {error}; correct the file.") from error
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _moved(node: ox.NamedNode, base: Base) -> ox.NamedNode:
    """Move a name of the registry's files to the deployment's base."""
    if base.value == DEFAULT_BASE or not node.value.startswith(DEFAULT_BASE):
        return node
    return ox.NamedNode(base.iri(node.value.removeprefix(DEFAULT_BASE)))


def describe_build(
    version: str, started: datetime, ended: datetime, graphs: Iterable[str], base: Base
) -> list[ox.Quad]:
    """Describe when and by which version graphs were built, in a graph of its own (PROV-O).

    Args:
        version: This program's version.
        started: When the build began; with a time zone. The caller's clock: nothing here looks at one.
        ended: When it ended.
        graphs: The IRIs of the graphs that it made.
        base: Where the deployment publishes its data.

    Returns:
        Each quad once, in the order of the N-Quads lines.
    """
    graph = provenance_graph(base)
    activity = ox.NamedNode(base.iri(f"build/{_moment(started).replace(':', '')}"))
    program = ox.NamedNode(base.iri(f"program/kamergraaf-{version}"))
    triples: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (activity, A, term(PROV.Activity)),
        (activity, LABEL, ox.Literal(f"bouw van {_moment(started)}", language="nl")),
        (activity, LABEL, ox.Literal(f"build of {_moment(started)}", language="en")),
        (activity, term(PROV.startedAtTime), ox.Literal(_moment(started), datatype=_DATE_TIME)),
        (activity, term(PROV.endedAtTime), ox.Literal(_moment(ended), datatype=_DATE_TIME)),
        (activity, term(PROV.wasAssociatedWith), program),
        (program, A, term(PROV.SoftwareAgent)),
        (program, LABEL, ox.Literal(f"Kamergraaf {version}", language="nl")),
        (program, LABEL, ox.Literal(f"Kamergraaf {version}", language="en")),
        (program, _VERSION, text(version)),
    ]
    for name in graphs:
        triples += [
            (ox.NamedNode(name), A, term(PROV.Entity)),
            (ox.NamedNode(name), term(PROV.wasGeneratedBy), activity),
        ]
    return sorted({ox.Quad(*triple, graph) for triple in triples}, key=str)


def _moment(value: datetime) -> str:
    """Write a moment in UTC, to the second, as Oxigraph gives it back."""
    return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
