"""The registry held to the shapes, once for each version of it; and a published generation, graph by graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, Literal

from graph_builder.corpus.across import find_across
from graph_builder.corpus.ledger import Ledger
from graph_builder.corpus.rules import Rules
from graph_builder.corpus.shared import shared_of
from graph_builder.describe.knowledge import ONTOLOGY, describe_registry, provenance_graph, registry_graph
from graph_builder.errors import ValidationError
from graph_builder.iris import Base
from graph_builder.link.checking import Registered
from graph_builder.report import Report, Result
from graph_builder.store import Shard, Store
from graph_builder.validate import validate


def check_registry(ledger: Ledger, rules: Rules, base: Base) -> None:
    """Hold the registry to the shapes, unless the ledger knows that this version of it was; what it warns of is told.

    Raises:
        ValidationError: An entry breaks a shape.
    """
    key = hashlib.sha256("\n".join(["registry", rules.digest, rules.registry, base.value]).encode()).digest()
    if not ledger.has_across(key):
        report = _found_in_registry(rules.registry, base)
        if not report.conforms:
            found = report.as_text("en")
            raise ValidationError(f"Nothing was published, as the registry (ontology/actors) breaks a shape:\n{found}")
        ledger.add_across(key, report.results)
    ledger.tell_across(str(registry_graph(base)), key)


@cache
def _found_in_registry(registry: str, base: Base) -> Report:
    """Check the registry of a digest; a process that builds several times does so once."""
    return validate(describe_registry(base))


def check_store(store: Store, base: Base) -> Report:
    """Check what a store publishes; as `check_shards`.

    Raises:
        StoreError: Nothing was published, or what was is damaged.
    """
    return check_shards(store, store.shards(store.current()), base)


def check_shards(store: Store, graphs: Iterable[Shard], base: Base) -> Report:
    """Check what documents say, each by itself, beside what sources say of the same papers, and beside each other.

    The registry is checked when it is built in, the ontology and provenance by tests of their own.

    Raises:
        StoreError: What was published is damaged.
    """
    aside = {str(graph) for graph in (ONTOLOGY, registry_graph(base), provenance_graph(base))}
    shards = [shard for shard in graphs if shard.graph not in aside]
    sources = (shard for shard in shards if shard.graph.startswith(f"<{base.iri('graph/')}"))
    registered = Registered((quad for shard in sources for quad in _quads(store, shard)), base)
    reports: list[Report] = []
    told: dict[str, list[bytes]] = {}
    for shard in shards:
        lines = b"".join(store.lines(shard))
        papers, packed = shared_of(lines)
        for paper in papers:
            told.setdefault(paper, []).append(packed)
        reports.append(validate(registered.beside(ox.parse(lines, format=ox.RdfFormat.N_QUADS))))
    results = [result for report in reports for result in report.results]
    for paper, packed_of in sorted(told.items()):
        results += find_across(paper, packed_of, results) if len(packed_of) > 1 else ()
    return Report(tuple(sorted(results, key=Result.order)), lambda: _joined(reports))


def _quads(store: Store, shard: Shard) -> list[ox.Quad]:
    return list(ox.parse(b"".join(store.lines(shard)), format=ox.RdfFormat.N_QUADS))


def _joined(reports: Iterable[Report]) -> Graph:
    """Make one SHACL report of several."""
    whole, joined, conforms = Graph(bind_namespaces="core"), BNode(), True
    for report in reports:
        graph, conforms = report.graph, conforms and report.conforms
        for node in list(graph.subjects(RDF.type, SH.ValidationReport)):
            for result in graph.objects(node, SH.result):
                whole.add((joined, SH.result, result))
            graph.remove((node, None, None))
        whole += graph
    whole.add((joined, RDF.type, SH.ValidationReport))
    whole.add((joined, SH.conforms, Literal(conforms)))
    return whole
