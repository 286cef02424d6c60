"""`kamergraaf export`: the published graph as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of
from graph_builder.export import ExportFormat, export
from graph_builder.store import Store


def export_command(
    out: Annotated[Path, typer.Argument(help="The file to write.", metavar="OUT")],
    *,
    store: StoreOption,
    form: Annotated[
        ExportFormat, typer.Option("--format", help="ttl and owl open in Protégé; nq and trig keep the named graphs.")
    ],
    base: BaseOption = BASE,
) -> None:
    """Write the published graph to one file.

    `ttl` and `owl` (RDF/XML) hold the ontology, the registry and the documents as one ontology without imports, which
    Protégé opens offline.

    \b
    kamergraaf export --store store --format owl letter.owl
    kamergraaf export --store store --format nq dump.nq
    """  # noqa: D301 (click keeps lines as they are after \b)
    count = export(Store.open(store).current().load(), form, out, base_of(base))
    typer.echo(f"{count} {'quads' if form in ('nq', 'trig') else 'triples'} written to {out}")
