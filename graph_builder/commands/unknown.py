"""`kamergraaf unknown`: what documents name and the registry lacks."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of, notes
from graph_builder.store import Store
from graph_builder.unknown import Unknown, as_turtle, find_unknown


def unknown_command(
    *,
    store: StoreOption,
    form: Annotated[
        Literal["ttl", "tsv"], typer.Option("--format", help="Entries to paste into the registry, or a list.")
    ] = "ttl",
    least: Annotated[int, typer.Option("--least", min=1, help="Only what is named so many times at least.")] = 1,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Only so many, the most often named.")] = 100,
    base: BaseOption = BASE,
) -> None:
    """List what documents name and the registry lacks, the most often named first.

    Each comes as an entry of the registry, with the passages that name it as comments: correct its class and its names,
    and paste it into a file in ontology/actors/. People are left out, as they are not in the registry.

    \b
    kamergraaf unknown --store store --least 2 >> ontology/actors/additions.ttl
    kamergraaf unknown --store store --format tsv | head
    """  # noqa: D301 (click keeps lines as they are after \b)
    things = [
        thing for thing in find_unknown(Store.open(store).open_current(), base_of(base)) if len(thing.seen) >= least
    ]
    if not things:
        notes.print("Every name that documents bear is in the registry.")
    elif form == "ttl":
        typer.echo(as_turtle(things[:limit]))
    else:
        typer.echo("\n".join(["mentions\tdocuments\tclass\tname\tpath", *map(_row, things[:limit])]))
    if len(things) > limit:
        notes.print(f"{len(things) - limit} more: see them with --limit {len(things)}")


def _row(thing: Unknown) -> str:
    return f"{len(thing.seen)}\t{len(thing.documents)}\t{thing.cls}\t{thing.names[0]}\t{thing.path}"
