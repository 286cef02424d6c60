"""Everything that a cron job does between fetching and publishing: documents and links of one new generation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from graph_builder.describe.sheet import kg
from graph_builder.iris import Base
from graph_builder.link.enriching import describe_enriched
from graph_builder.link.official import KEY as OFFICIAL
from graph_builder.link.official import cited_papers
from graph_builder.link.publish import Replaced, of_source
from graph_builder.link.sheet import source_graph
from graph_builder.link.sru import Enriched
from graph_builder.link.tweede_kamer.linking import Linked, link_parliament
from graph_builder.link.tweede_kamer.parliament import Parliament
from graph_builder.link.tweede_kamer.records import KEY as TWEEDE_KAMER
from ontology.registry import Registry

__all__ = ["Renewed", "link_all", "link_offline"]


def link_offline(quads: Iterable[ox.Quad], registry: Registry, base: Base) -> list[ox.Quad]:
    """Give the graph of the official publications without a network.

    Args:
        quads: All that was published, an earlier run's links included.
        registry: As registered.
        base: Where the deployment publishes its data.

    Returns:
        The addresses of every paper that is named now, and what an earlier run found of it.
    """
    return describe_enriched(quads, Enriched(missing=dict.fromkeys(cited_papers(quads, base)[0], "")), registry, base)


@dataclass(frozen=True, slots=True)
class Renewed:
    """The links of every source, renewed."""

    links: tuple[list[ox.Quad], ...]
    """What each source's graph holds from now on."""
    parliament: Linked
    official: Enriched
    """What the publisher of official papers said now; nothing where it was not asked."""


def link_all(
    quads: Iterable[ox.Quad],
    parliament: Parliament,
    registry: Registry,
    base: Base,
    ask: Callable[[set[str]], Enriched] = lambda _: Enriched(),
) -> Renewed:
    """Replace the links of every source.

    Args:
        quads: All that was published, an earlier run's links included; gone through several times, a quad at a time.
        parliament: Who answers for the Tweede Kamer.
        registry: As registered.
        base: Where the deployment publishes its data.
        ask: Asks the publisher of official papers for those that no earlier run found; by default nobody is asked.
    """
    graph, named = source_graph(OFFICIAL, base), cited_papers(quads, base)[0]
    record, papers = kg("record"), base.iri("paper/")
    known = {
        quad.subject.value.removeprefix(papers)
        for quad in quads
        if quad.graph_name == graph and quad.predicate == record and isinstance(quad.subject, ox.NamedNode)
    }
    enriched = ask(named - known)
    kept = named - enriched.publications.keys() - set(enriched.unknown) - enriched.missing.keys()
    told = Enriched(enriched.publications, enriched.unknown, enriched.missing | dict.fromkeys(kept, ""))
    official = of_source(graph, describe_enriched(quads, told, registry, base))
    linked = link_parliament(Replaced(quads, graph, official), parliament, registry, base)
    return Renewed((official, of_source(source_graph(TWEEDE_KAMER, base), linked.quads)), linked, enriched)
