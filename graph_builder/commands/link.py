"""`kamergraaf link`: what sources of open data say of the papers and actors in the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph as ox
import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of, notes
from graph_builder.describe.knowledge import ONTOLOGY, provenance_graph, registry_graph
from graph_builder.iris import Base
from graph_builder.link.official import KEY as OFFICIAL
from graph_builder.link.official import link_official
from graph_builder.link.publish import Published, publish_source, published
from graph_builder.link.sheet import source_graph
from graph_builder.store import Store

SourceName = Literal["official", "tweede-kamer", "wikidata"]


def link_command(
    *,
    store: StoreOption,
    source: Annotated[SourceName, typer.Option("--source", help="Which source of open data.")],
    base: BaseOption = BASE,
) -> None:
    """Add what a source of open data says to the published graph, as a new generation.

    What a source says stands in a named graph of its own and replaces what it said before; what was read from
    documents stays as it is.

    \b
    kamergraaf link --store store --source official            official pages, XML, ELI: no network needed
    """  # noqa: D301 (click keeps lines as they are after \b)
    opened = Store.open(store)
    where = base_of(base)
    quads = link_official(published(opened.current()), where)
    tell(publish_source(opened, source_graph(OFFICIAL, where), quads, aside(where)), store)


def aside(base: Base) -> tuple[ox.NamedNode, ...]:
    """Name the graphs that have tests of their own and need no check when links are published."""
    return (ONTOLOGY, registry_graph(base), provenance_graph(base))


def tell(done: Published, store: Path) -> None:
    """Say what was published."""
    if done.report.results:
        notes.print(done.report.as_text())
    if done.changed:
        typer.echo(f"{done.generation.manifest.quads} quads: generation {done.generation.name} is current in {store}")
    else:
        typer.echo(f"The source says nothing new: generation {done.generation.name} stays current in {store}")
