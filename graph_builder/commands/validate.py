"""`kamergraaf validate`: a graph checked against the shapes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph as ox
import typer

from graph_builder.build import build
from graph_builder.commands.edge import BASE, BaseOption, LanguageOption, base_of
from graph_builder.corpus.checking import check_store
from graph_builder.errors import ReadError
from graph_builder.extract import load_knowledge
from graph_builder.iris import Base
from graph_builder.read import read_file
from graph_builder.store import Store
from graph_builder.validate import validate

ReportFormat = Literal["text", "json", "ttl"]

RDF_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".owl": ox.RdfFormat.RDF_XML,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}


def validate_command(
    file: Annotated[
        Path | None,
        typer.Argument(help="A graph (.ttl, .trig, .nt, .nq, .owl, .jsonld) or a document.", metavar="FILE"),
    ] = None,
    *,
    store: Annotated[
        Path | None,
        typer.Option("--store", help="The folder of published generations.", envvar="KAMERGRAAF_STORE", metavar="DIR"),
    ] = None,
    form: Annotated[ReportFormat, typer.Option("--format", help="Text, JSON, or the SHACL report graph.")] = "text",
    lang: LanguageOption = "nl",
    base: BaseOption = BASE,
) -> None:
    """Check a graph against the shapes: a file of RDF, what a document would give, or what a store publishes.

    The report names each passage in the words of the document. The exit code is 1 when a shape is broken; warnings,
    which a person should look at, leave it 0.

    \b
    kamergraaf validate --store store
    kamergraaf validate letter.ttl
    kamergraaf validate letter.txt --format json
    """  # noqa: D301 (click keeps lines as they are after \b)
    if file is not None:
        report = validate(_of_file(file, base_of(base)))
    elif store is not None:
        report = check_store(Store.open(store), base_of(base))
    else:
        raise typer.BadParameter("name what to check: FILE or --store DIR")
    if form == "json":
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    elif form == "ttl":
        typer.echo(report.graph.serialize(format="turtle"))
    else:
        typer.echo(report.as_text(lang))
    if not report.conforms:
        raise typer.Exit(1)


def _of_file(file: Path, base: Base) -> Iterable[ox.Quad]:
    form = RDF_FORMATS.get(file.suffix.lower())
    if form is None:
        return build([read_file(file)], load_knowledge(), base).quads
    try:
        quads = list(ox.parse(path=file, format=form))
    except OSError as error:
        raise ReadError(f"{file} cannot be read: {error.strerror or error}.") from error
    except SyntaxError as error:
        raise ReadError(f"{file} is no well-formed {form.name}: {error}.") from error
    if not quads:
        raise ReadError(f"{file} holds no statement of RDF: there is nothing to check in it.")
    return quads
