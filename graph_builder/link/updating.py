"""Everything that a cron job does between fetching and publishing: documents and links of one new generation."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from graph_builder.iris import Base
from graph_builder.link.enriching import describe_enriched
from graph_builder.link.official import KEY as OFFICIAL
from graph_builder.link.official import cited_papers
from graph_builder.link.publish import with_graph
from graph_builder.link.sheet import source_graph
from graph_builder.link.sru import Enriched
from graph_builder.link.tweede_kamer.linking import Linked, link_parliament
from graph_builder.link.tweede_kamer.parliament import Parliament
from graph_builder.link.tweede_kamer.records import KEY as TWEEDE_KAMER
from ontology.registry import Registry

__all__ = ["link_all", "link_offline"]


def link_offline(quads: Sequence[ox.Quad], registry: Registry, base: Base) -> list[ox.Quad]:
    """Give the graph of the official publications without a network.

    Args:
        quads: All that was published, an earlier run's links included.
        registry: As registered.
        base: Where the deployment publishes its data.

    Returns:
        The addresses of every paper that is named now, and what an earlier run found of it.
    """
    return describe_enriched(quads, Enriched(missing=dict.fromkeys(cited_papers(quads, base)[0], "")), registry, base)


def link_all(
    quads: Sequence[ox.Quad], parliament: Parliament, registry: Registry, base: Base
) -> tuple[list[ox.Quad], Linked]:
    """Replace the links of every source that needs no network beyond `parliament`.

    Returns:
        All quads with the links renewed, and what became of the papers.
    """
    official = with_graph(quads, source_graph(OFFICIAL, base), link_offline(quads, registry, base))
    linked = link_parliament(official, parliament, registry, base)
    return with_graph(official, source_graph(TWEEDE_KAMER, base), linked.quads), linked
