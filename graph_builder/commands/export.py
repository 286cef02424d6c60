"""`kamergraaf export`: the published graph, or a part of it, as one file or as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Annotated, Literal

import pyoxigraph as ox
import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of
from graph_builder.corpus.outputs import place_of
from graph_builder.errors import ExportError
from graph_builder.export import export
from graph_builder.export_whole import export_whole
from graph_builder.iris import Base
from graph_builder.slices import Slice, cut
from graph_builder.store import Generation, Store
from graph_builder.tables import write_tables
from ontology.registry import load_registry
from ontology.terms import load_vocabulary


def export_command(
    out: Annotated[
        str, typer.Argument(help="The file to write, a folder for parquet: a path, or an address.", metavar="OUT")
    ],
    *,
    store: StoreOption,
    form: Annotated[
        Literal["ttl", "owl", "nq", "trig", "parquet"],
        typer.Option(
            "--format", help="ttl and owl open in Protégé; nq and trig keep the named graphs; parquet: tables."
        ),
    ],
    dossier: Annotated[
        str | None, typer.Option("--dossier", help="Papers of this dossier alone, as in 32623 or 21501-02.")
    ] = None,
    actor: Annotated[
        str | None, typer.Option("--actor", help="Documents that name this actor: its key, its IRI or its name.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Documents of this day or later.")
    ] = None,
    base: BaseOption = BASE,
) -> None:
    """Write the published graph, or some of its documents, to one file or as tables.

    `ttl` and `owl` (RDF/XML) hold the ontology, the registry and the documents as one ontology without imports, which
    Protégé opens offline. Of a part, the registry has only what its documents name. `parquet` makes a folder of tables.

    \b
    kamergraaf export --store store --format owl letter.owl
    kamergraaf export --store store --format ttl --dossier 32623 --since 2025-01-01 syria.ttl
    kamergraaf export --store store --format parquet tables
    kamergraaf export --store store --format nq s3://archive/dump.nq
    """  # noqa: D301 (click keeps lines as they are after \b)
    place = base_of(base)
    generation = Store.open(store).current()
    wanted = Slice(dossier, _path(actor, place) if actor else None, since.date() if since else None)
    part = _part(generation, wanted, place)
    with place_of(out) as path:
        if form == "parquet":
            counts = write_tables(_by_graph(generation, part), path, load_vocabulary(), place)
            what = ", ".join(f"{count} {table}" for table, count in counts.items())
        else:
            count = export_whole(generation, form, path, place) if part is None else export(part, form, path, place)
            what = f"{count} {'quads' if form in ('nq', 'trig') else 'triples'}"
    typer.echo(f"{what} written to {out}")


def _part(generation: Generation, wanted: Slice, base: Base) -> ox.Store | None:
    """Cut the part that is wanted; None for the whole."""
    if wanted == Slice():
        return None
    part = ox.Store()
    part.bulk_extend(cut(generation.quads, wanted, base))
    return part


def _by_graph(generation: Generation, part: ox.Store | None) -> Callable[[], Iterable[ox.Quad]]:
    """Give the way to read a graph, one named graph after the other, as generations since the first format are kept."""
    if part is None and generation.single is None:
        return generation.quads
    graph = generation.load() if part is None else part
    names = sorted(str(name) for name in graph.named_graphs() if isinstance(name, ox.NamedNode))
    nodes = [ox.NamedNode(name.strip("<>")) for name in names]
    return lambda: (quad for node in nodes for quad in graph.quads_for_pattern(None, None, None, node))


def _path(actor: str, base: Base) -> str:
    """Tell which actor is meant by a key, a path, an IRI or a name."""
    path = actor.removeprefix(base.value)
    entries = load_registry().entries
    named = [key for key, entry in entries.items() if any(name.text.lower() == actor.lower() for name in entry.names)]
    if path in entries or path.startswith(("actor/", "place/")):
        return path
    if f"actor/{path}" in entries:
        return f"actor/{path}"
    if len(named) == 1:
        return named[0]
    several = f"several actors bear the name: {', '.join(sorted(named))}" if named else "the registry has none such"
    raise ExportError(f"It is not certain which actor {actor!r} is ({several}); name it by its key, as in actor/iiim.")
