"""`kamergraaf link`: what sources of open data say of the papers and actors in the graph."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph as ox
import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of, notes
from graph_builder.describe.knowledge import ONTOLOGY, provenance_graph, registry_graph
from graph_builder.errors import LinkError
from graph_builder.iris import Base
from graph_builder.link.client import Client, Manners
from graph_builder.link.official import KEY as OFFICIAL
from graph_builder.link.official import link_official
from graph_builder.link.publish import Published, publish_source, published
from graph_builder.link.sheet import source_graph
from graph_builder.link.tweede_kamer.linking import Linked, link_parliament
from graph_builder.link.tweede_kamer.odata import Service, load_version
from graph_builder.link.tweede_kamer.parliament import Live
from graph_builder.link.tweede_kamer.records import KEY as TWEEDE_KAMER
from graph_builder.store import Store
from ontology.registry import load_registry

SourceName = Literal["official", "tweede-kamer"]

OnlineOption = Annotated[bool, typer.Option("--online", help="Ask the source over the network.")]
VersionOption = Annotated[
    str | None,
    typer.Option("--odata", help="The version of the Tweede Kamer's OData: v5 or v4/2.0.", metavar="VERSION"),
]
AddressOption = Annotated[
    str | None, typer.Option("--address", help="Where the source is, if elsewhere than usual.", metavar="URL")
]


def link_command(
    *,
    store: StoreOption,
    source: Annotated[SourceName, typer.Option("--source", help="Which source of open data.")],
    online: OnlineOption = False,
    odata: VersionOption = None,
    address: AddressOption = None,
    base: BaseOption = BASE,
) -> None:
    """Add what a source of open data says to the published graph, as a new generation.

    What a source says stands in a named graph of its own and replaces what it said before; what was read from
    documents stays as it is. A source that is down, or odd, leaves what an earlier run found; the next run completes it.

    \b
    kamergraaf link --store store --source official               official pages, XML, ELI: no network needed
    kamergraaf link --store store --source tweede-kamer --online  titles, submitters, decisions, votes
    """  # noqa: D301 (click keeps lines as they are after \b)
    opened, where = Store.open(store), base_of(base)
    before = published(opened.current())
    if source == "official":
        graph, quads = source_graph(OFFICIAL, where), link_official(before, where)
    else:
        graph = source_graph(TWEEDE_KAMER, where)
        quads = _tweede_kamer(before, where, online=online, odata=odata, address=address)
    tell(publish_source(opened, graph, quads, aside(where)), store)


def _tweede_kamer(
    before: Iterable[ox.Quad], base: Base, *, online: bool, odata: str | None, address: str | None
) -> list[ox.Quad]:
    if not online:
        raise LinkError("The Tweede Kamer's data are not on this machine: add --online to ask for them.")
    with polite_client() as client:
        service = Service(client, load_version(odata, address))
        for lack in service.check():
            notes.print(lack, style="yellow")
        linked = link_parliament(before, Live(service, datetime.now(UTC)), load_registry(), base)
    tell_linked(linked)
    return linked.quads


@contextmanager
def polite_client() -> Iterator[Client]:
    """Open a client that gives the contact of KAMERGRAAF_CONTACT, where that is set, to the sources it asks."""
    contact = os.environ.get("KAMERGRAAF_CONTACT")
    with Client(Manners(contact=contact) if contact else Manners()) as client:
        yield client


def aside(base: Base) -> tuple[ox.NamedNode, ...]:
    """Name the graphs that have tests of their own and need no check when links are published."""
    return (ONTOLOGY, registry_graph(base), provenance_graph(base))


def tell_linked(linked: Linked) -> None:
    """Say what was looked up, what is missing, and what was odd."""
    for complaint in linked.complaints:
        notes.print(complaint, style="yellow")
    for identifier, why in linked.missing.items():
        notes.print(f"{identifier} could not be looked up, what was known of it is kept: {why}", style="yellow")
    notes.print(
        f"{len(linked.found)} papers found, {len(linked.unknown)} unknown to the source, {len(linked.missing)} to be "
        "looked up in a next run"
    )


def tell(done: Published, store: Path) -> None:
    """Say what was published."""
    if done.report.results:
        notes.print(done.report.as_text())
    if done.changed:
        typer.echo(f"{done.generation.manifest.quads} quads: generation {done.generation.name} is current in {store}")
    else:
        typer.echo(f"The source says nothing new: generation {done.generation.name} stays current in {store}")
