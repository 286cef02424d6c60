"""`kamergraaf extract`: what one document says, to standard output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import pyoxigraph as ox
import typer

from graph_builder.commands.edge import (
    BASE,
    AddresseeOption,
    BaseOption,
    DateOption,
    DossierOption,
    IdentifierOption,
    KindOption,
    NumberOption,
    SenderOption,
    TitleOption,
    base_of,
    metadata,
    notes,
    write,
)
from graph_builder.describe import as_nquads, describe
from graph_builder.extract import extract, load_knowledge
from graph_builder.model import Extraction
from graph_builder.prefixes import prefixes
from graph_builder.read import read_file
from graph_builder.render import as_json

ExtractFormat = Literal["json", "ttl", "trig", "nq"]


def extract_command(
    file: Annotated[Path, typer.Argument(help="The document.", metavar="INPUT")],
    *,
    form: Annotated[ExtractFormat, typer.Option("--format", help="How to print what was read.")] = "json",
    unread: Annotated[
        bool,
        typer.Option("--unread", help="Print the sentences that name actors but gave no statement, in place of it."),
    ] = False,
    identifier: IdentifierOption = None,
    date: DateOption = None,
    title: TitleOption = None,
    kind: KindOption = None,
    dossier: DossierOption = None,
    number: NumberOption = None,
    sender: SenderOption = None,
    addressee: AddresseeOption = None,
    base: BaseOption = BASE,
) -> None:
    """Print what one document says, each statement with the characters it was read from.

    What the file does not say of itself (its number, its date) comes from a side file X.meta.toml or from the options.

    \b
    kamergraaf extract letter.txt | jq '.facts[] | [.subject, .predicate, .object]'
    kamergraaf extract letter.pdf --date 2025-09-19 --format ttl
    kamergraaf extract letter.docx --unread
    """  # noqa: D301 (click keeps lines as they are after \b)
    about = metadata(
        date,
        kind,
        identifier=identifier,
        title=title,
        dossier=dossier,
        number=number,
        sender=sender,
        addressee=addressee,
    )
    knowledge = load_knowledge()
    extraction = extract(read_file(file, about), knowledge)
    if unread:
        typer.echo(_unread(extraction), nl=False)
        return
    if not extraction.statements:
        notes.print(f"{file}: no statement was found in it; the result holds its text and what it names.")
    if form == "json":
        contract = as_json(extraction, knowledge, base_of(base))
        typer.echo(json.dumps(contract, ensure_ascii=False, indent=1))
        return
    quads = describe(extraction, knowledge.vocabulary, base_of(base))
    write(as_nquads(quads) if form == "nq" else _readable(quads, form, base))


def _readable(quads: list[ox.Quad], form: ExtractFormat, base: str) -> bytes:
    if form == "trig":
        data = ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=prefixes(base))
    else:
        data = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.TURTLE, prefixes=prefixes(base))
    lines = (data or b"").splitlines(keepends=True)
    # Oxigraph writes the prefixes in another order every time.
    head = sorted(line for line in lines if line.startswith(b"@prefix"))
    return b"".join([*head, *lines[len(head) :]])


def _unread(extraction: Extraction) -> str:
    """One sentence a line: its offsets, and its words on one line."""
    text = extraction.document.text
    return "".join(f"{span.start}\t{span.end}\t{' '.join(span.of(text).split())}\n" for span in extraction.unread)
