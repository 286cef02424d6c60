"""`kamergraaf build`: documents in, a validated generation published."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.commands.edge import (
    BASE,
    AddresseeOption,
    BaseOption,
    DateOption,
    DossierOption,
    IdentifierOption,
    KindOption,
    LanguageOption,
    NumberOption,
    SenderOption,
    StoreOption,
    TitleOption,
    base_of,
    metadata,
    notes,
)
from graph_builder.commands.progress import shown, stoppable
from graph_builder.corpus.building import REPORT, Order, open_ledger, publish_all, read_all, scan, write_report
from graph_builder.corpus.crew import cores
from graph_builder.corpus.ledger import Ledger
from graph_builder.corpus.limit import LIMIT
from graph_builder.corpus.rules import current_rules
from graph_builder.extract import load_knowledge
from graph_builder.model import Metadata
from graph_builder.report import Language, Report, Result
from graph_builder.review import read_reviews
from graph_builder.store import Generation, Store

LONG = 10
"""Warnings, files and documents beyond which a build only counts them."""

INTERRUPTED = 130
"""The exit code that shells know for Ctrl-C."""


def build_command(
    inputs: Annotated[
        list[str],
        typer.Argument(help="Documents or folders of them: paths, or addresses such as s3://…", metavar="INPUT…"),
    ],
    *,
    store: StoreOption,
    identifier: IdentifierOption = None,
    date: DateOption = None,
    title: TitleOption = None,
    kind: KindOption = None,
    dossier: DossierOption = None,
    number: NumberOption = None,
    sender: SenderOption = None,
    addressee: AddresseeOption = None,
    add: Annotated[
        bool, typer.Option("--add", help="Keep the other documents and the linked sources that the store holds.")
    ] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", min=1, help="Processes that read documents; else one a core.", show_default=False),
    ] = cores(),
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", help="A Dask scheduler whose workers read them instead.", metavar="tcp://HOST:PORT"
        ),
    ] = None,
    limit: Annotated[
        float, typer.Option("--limit", min=1, help="Seconds that one document may take; then it is left.")
    ] = LIMIT,
    reviews: Annotated[
        Path | None,
        typer.Option(
            "--reviews", help="What people decided; else reviews.ttl in the store.", envvar="KAMERGRAAF_REVIEWS"
        ),
    ] = None,
    lang: LanguageOption = "nl",
    base: BaseOption = BASE,
) -> None:
    """Read documents, extract, validate, and publish a generation of the graph.

    Folders are read at any depth: files of other kinds are left aside, unreadable ones are skipped and named. Of two
    files of one paper the better format counts (xml, html, docx, odt, pdf, txt). What a file does not say of itself
    comes from X.meta.toml beside it, or, for a single document, from the options. A graph that breaks a shape is not
    published: the generation published before stays. The new generation holds the documents that are named here alone,
    or, with --add, those that the store holds as well; a document that is read again replaces its earlier text.

    What a document gave is kept: the next build reads those alone that are new, that have changed, or that a change of
    the registry concerns, and those that failed. A build that is stopped goes on where it was when it is run again.

    \b
    kamergraaf build letter.txt --store store
    kamergraaf build letter.pdf --identifier kst-32623-376 --date 2025-09-19 --store store
    kamergraaf build next-letter.txt --add --store store
    kamergraaf build letters/ answers/ --store store --base https://example.org/id/
    kamergraaf build s3://archive/letters/ --scheduler tcp://10.0.0.5:8786 --store store
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
    started = datetime.now(UTC)
    fresh = not (store / "store.json").exists()
    target = Store.open(store, create=True)
    order = Order(
        base=base_of(base),
        rules=current_rules(load_knowledge),
        overrides=about,
        reviews=read_reviews(reviews or store / "reviews.ttl"),
        workers=workers,
        scheduler=scheduler,
        limit=limit,
        language=lang,
    )
    try:
        with open_ledger(target) as ledger:
            aside = _read(target, ledger, inputs, order)
            generation = publish_all(target, ledger, order.base, started, keep=add)
            write_report(target, ledger, aside, started)
            _tell(ledger, generation, store, lang)
    finally:
        if fresh and target.is_blank():
            shutil.rmtree(store, ignore_errors=True)


def _read(store: Store, ledger: Ledger, inputs: Sequence[str], order: Order) -> list[str]:
    """Read the documents, and name what gave none; give the files of other kinds."""
    aside = scan(ledger, inputs)
    count = ledger.count()
    if order.overrides != Metadata() and count != 1:
        raise typer.BadParameter(f"options that describe a document need one document, not {count}")
    try:
        with stoppable(), shown(count) as step:
            read_all(store, ledger, order, step)
    except KeyboardInterrupt:
        notes.print("Stopped: what was read is kept, and the same command goes on from there.")
        raise typer.Exit(INTERRUPTED) from None
    _name([f"skipped {file}: {reason}" for file, reason in ledger.skipped()], "files were skipped", store.path)
    _name(
        [f"{file} is left aside: {better} is a text of the same paper" for file, better in ledger.doubles()],
        "files were left aside for better ones of the same paper",
        store.path,
    )
    _name(
        [f"{file} is left aside: its name has the ending of no kind that is read in folders" for file in aside],
        "files of other kinds were left aside",
        store.path,
    )
    return aside


def _name(lines: Sequence[str], what: str, store: Path) -> None:
    """Name what happened, or where many are named."""
    for line in lines[:LONG]:
        notes.print(line, style="yellow")
    if len(lines) > LONG:
        notes.print(f"… {len(lines)} {what}: all of them are named in {store / REPORT}", style="yellow")


def _tell(ledger: Ledger, generation: Generation, store: Path, lang: Language) -> None:
    """Say what was published, and what a person should look at."""
    warnings = ledger.warnings()
    if warnings > LONG:
        notes.print(f"{warnings} warnings: read them with `kamergraaf validate --store {store}`")
    elif warnings:
        notes.print(Report(tuple(sorted(ledger.results(), key=Result.order))).as_text(lang))
    silent: list[str] = []
    documents = statements = 0
    for read in ledger.read():
        documents += 1
        statements += read.statements
        if not read.statements and len(silent) <= LONG:
            what = "no statement" if read.mentions or read.tracks else "nothing but its text"
            silent.append(f"{read.document}: {what} was found in it")
    for line in silent[:LONG]:
        notes.print(line, style="yellow")
    if len(silent) > LONG:
        notes.print("… and in others", style="yellow")
    typer.echo(
        f"{documents} {'document' if documents == 1 else 'documents'}, {statements} statements, "
        f"{generation.manifest.quads} quads: generation {generation.name} is current in {store}"
    )
