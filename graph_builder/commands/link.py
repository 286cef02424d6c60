"""`kamergraaf link`: what sources of open data say of the papers and actors in the graph."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph as ox
import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of, notes
from graph_builder.errors import LinkError
from graph_builder.iris import Base
from graph_builder.link.client import Client, Manners
from graph_builder.link.enriching import describe_enriched
from graph_builder.link.mirror import Mirror
from graph_builder.link.mirrored import Mirrored
from graph_builder.link.official import KEY as OFFICIAL
from graph_builder.link.official import cited_papers
from graph_builder.link.publish import Published, publish_source
from graph_builder.link.review import as_entries, decide, describe_accepted, merge, read_review, write_review
from graph_builder.link.sheet import source_graph
from graph_builder.link.sru import ask
from graph_builder.link.told import by_reason, count, named, warned
from graph_builder.link.tweede_kamer.linking import Linked, link_parliament
from graph_builder.link.tweede_kamer.odata import Service, load_version
from graph_builder.link.tweede_kamer.parliament import Live, Parliament
from graph_builder.link.tweede_kamer.records import KEY as TWEEDE_KAMER
from graph_builder.link.updating import link_offline
from graph_builder.link.wikidata import KEY as WIKIDATA
from graph_builder.link.wikidata import Wikidata, examples_of, propose, unknown_actors
from graph_builder.store import Generation, Store, files
from ontology.registry import load_registry


@dataclass(frozen=True, slots=True)
class _Asked:
    """How the Tweede Kamer is to be asked."""

    online: bool
    mirror: Path | None
    odata: str | None
    address: str | None
    whole: bool


SourceName = Literal["official", "tweede-kamer", "wikidata"]

OnlineOption = Annotated[bool, typer.Option("--online", help="Ask the source over the network.")]
VersionOption = Annotated[
    str | None,
    typer.Option("--odata", help="The version of the Tweede Kamer's OData: v5 or v4/2.0.", metavar="VERSION"),
]
MirrorOption = Annotated[
    Path | None,
    typer.Option("--mirror", help="Answer from the mirror in this folder.", envvar="KAMERGRAAF_MIRROR", metavar="DIR"),
]
AddressOption = Annotated[
    str | None, typer.Option("--address", help="Where the source is, if elsewhere than usual.", metavar="URL")
]


def link_command(
    *,
    store: StoreOption,
    source: Annotated[SourceName, typer.Option("--source", help="Which source of open data.")],
    online: OnlineOption = False,
    mirror: MirrorOption = None,
    odata: VersionOption = None,
    address: AddressOption = None,
    review: Annotated[
        Path, typer.Option("--review", help="Wikidata: the file of candidates that a person reviews.", metavar="FILE")
    ] = Path("review.tsv"),
    accept: Annotated[
        list[str] | None, typer.Option("--accept", help="Wikidata: accept a candidate.", metavar="ACTOR=ITEM")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", help="Wikidata: reject a candidate.", metavar="ACTOR=ITEM")
    ] = None,
    entries: Annotated[
        Path | None,
        typer.Option("--entries", help="Wikidata: write what was accepted as entries of the registry.", metavar="FILE"),
    ] = None,
    whole_dossiers: Annotated[
        bool, typer.Option("--whole-dossiers", help="Also every motion that no document names, of the same dossiers.")
    ] = False,
    base: BaseOption = BASE,
) -> None:
    """Add what a source of open data says to the published graph, as a new generation.

    What a source says stands in a named graph of its own and replaces what it said before; what was read from
    documents stays as it is. Where a source is down, or odd, what an earlier run found stays, and the next run
    completes it.

    \b
    kamergraaf link --store store --source official               official pages, XML, ELI: no network needed
    kamergraaf link --store store --source official --online      their titles, dates and kinds as well
    kamergraaf link --store store --source tweede-kamer --online  titles, submitters, decisions, votes
    kamergraaf link --store store --source tweede-kamer --mirror mirror
    kamergraaf link --store store --source wikidata --online      candidates for a person to review, in review.tsv
    kamergraaf link --store store --source wikidata --accept actor/x/hulpfonds=Q1
    kamergraaf link --store store --source wikidata               publishes what was accepted there
    """  # noqa: D301 (click keeps lines as they are after \b)
    opened, where = Store.open(store), base_of(base)
    before = _Published(opened.current())
    if source == "official":
        graph = source_graph(OFFICIAL, where)
        quads = _official(before, where, online=online, address=address)
    elif source == "wikidata":
        graph = source_graph(WIKIDATA, where)
        if online:
            _search(before, where, review, address)
        quads = _accepted(review, where, accept or (), reject or (), entries)
    else:
        graph = source_graph(TWEEDE_KAMER, where)
        quads = _tweede_kamer(before, where, _Asked(online, mirror, odata, address, whole_dossiers))
    tell(publish_source(opened, graph, quads, where), store)


class _Published:
    """The quads of a generation, read from the disk each time that they are gone through."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def __iter__(self) -> Iterator[ox.Quad]:
        return self._generation.quads()


def _official(before: Iterable[ox.Quad], base: Base, *, online: bool, address: str | None) -> list[ox.Quad]:
    """Compute addresses; what is registered of papers is asked for, or stays as an earlier run found it."""
    registry = load_registry()
    if not online:
        return link_offline(before, registry, base)
    with Client(manners()) as client:
        enriched = ask(client, cited_papers(before, base)[0], datetime.now(UTC), address)
    tell_looked_up(len(enriched.publications), enriched.unknown, enriched.missing)
    return describe_enriched(before, enriched, registry, base)


def _tweede_kamer(before: Iterable[ox.Quad], base: Base, asked: _Asked) -> list[ox.Quad]:
    if asked.online:
        with Client(manners()) as client:
            service = Service(client, load_version(asked.odata, asked.address))
            for lack in service.check():
                notes.print(lack, style="yellow")
            linked = _looked_up(before, Live(service, datetime.now(UTC)), base, asked)
    elif asked.mirror:
        with Mirror.open(asked.mirror) as mirror:
            linked = _looked_up(before, Mirrored(mirror), base, asked)
    else:
        raise LinkError("Nothing of the Tweede Kamer is on this machine: add --online, or --mirror DIR after a fetch.")
    for complaint in linked.complaints:
        notes.print(complaint, style="yellow")
    tell_looked_up(len(linked.found), linked.unknown, linked.missing)
    return linked.quads


def _looked_up(before: Iterable[ox.Quad], parliament: Parliament, base: Base, asked: _Asked) -> Linked:
    """Look up every paper, and show at a terminal which one."""
    with notes.status("linking") as status:
        return link_parliament(before, parliament, load_registry(), base, status.update, whole=asked.whole)


def _search(before: Iterable[ox.Quad], base: Base, review: Path, address: str | None) -> None:
    """Look for candidates and put them into the review file."""
    lines = read_review(review)
    with Client(manners()) as client:
        proposed = propose(Wikidata(client, address), unknown_actors(before, base), examples_of(before))
    write_review(review, merge(lines, proposed.candidates, proposed.missing))
    for why, actors in by_reason(proposed.missing).items():
        notes.print(f"{len(actors)} actors are to be looked up in a next run: {why}", style="yellow")


def _accepted(
    review: Path, base: Base, accept: Sequence[str], reject: Sequence[str], entries: Path | None
) -> list[ox.Quad]:
    """Write a person's decisions into the review file, and give what is accepted there."""
    lines = read_review(review)
    for decision, candidates in (("accept", accept), ("reject", reject)):
        for candidate in candidates:
            lines = decide(lines, candidate, decision)
    quads = describe_accepted(lines, base)
    if accept or reject:
        write_review(review, lines)
    if entries:
        files.replace(entries, as_entries(lines).encode())
        notes.print(f"What was accepted is in {entries}: put it into a file in ontology/actors/ and build again")
    undecided = sum(not line.decision for line in lines)
    notes.print(f"candidates without a decision in {review}: {undecided} (accept or reject, first column)")
    return quads


def manners() -> Manners:
    """Give the manners of a client; sources get the contact of KAMERGRAAF_CONTACT, where that is set."""
    contact = os.environ.get("KAMERGRAAF_CONTACT")
    return Manners(contact=contact) if contact else Manners()


def tell_looked_up(found: int, unknown: Sequence[str], missing: Mapping[str, str]) -> None:
    """Say how many papers were looked up, which the source does not know, and what is missing."""
    for why, identifiers in by_reason(missing).items():
        notes.print(f"{named(identifiers)}: {why} What was known of them is kept.", style="yellow")
    if unknown:
        notes.print(f"unknown to the source: {named(unknown)}", style="yellow")
    what = f"{count(found, 'paper')} found, {len(unknown)} unknown to the source"
    notes.print(f"{what}, {len(missing)} to be looked up in a next run")


def tell(done: Published, store: Path) -> None:
    """Say what was published."""
    if warnings := warned(done.report, store):
        notes.print(warnings)
    if done.changed:
        typer.echo(f"{done.generation.manifest.quads} quads: generation {done.generation.name} is current in {store}")
    else:
        typer.echo(f"The source says nothing new: generation {done.generation.name} stays current in {store}")
