"""`kamergraaf build`: documents in, a validated generation published."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from graph_builder.build import Built, build
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
from graph_builder.corpus import Corpus, Found, find_files, read_corpus
from graph_builder.errors import ReadError, ValidationError
from graph_builder.extract import load_knowledge
from graph_builder.model import Metadata
from graph_builder.publish import kept, publish
from graph_builder.report import Language
from graph_builder.store import Generation, Store
from graph_builder.validate import Report, validate

LONG = 10
"""Warnings beyond which a build only counts them."""


def build_command(
    inputs: Annotated[list[Path], typer.Argument(help="Documents, or folders of them.", metavar="INPUT…")],
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
    lang: LanguageOption = "nl",
    base: BaseOption = BASE,
) -> None:
    """Read documents, extract, validate, and publish a generation of the graph.

    Folders are read at any depth: files of other kinds are left aside, unreadable ones are skipped and named. Of two
    files of one paper the better format counts (xml, html, docx, odt, pdf, txt). What a file does not say of itself
    comes from X.meta.toml beside it, or, for a single document, from the options. A graph that breaks a shape is not
    published: the generation published before stays. The new generation holds the documents that are named here alone,
    or, with --add, those that the store holds as well; a document that is read again replaces its earlier text.

    \b
    kamergraaf build letter.txt --store store
    kamergraaf build letter.pdf --identifier kst-32623-376 --date 2025-09-19 --store store
    kamergraaf build next-letter.txt --add --store store
    kamergraaf build letters/ answers/ --store store --base https://example.org/id/
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
    if store.exists():
        # A store of a newer version is better known before the work than after it.
        Store.open(store, create=True)
    corpus = _read(find_files(inputs), about)
    knowledge = load_knowledge()
    with _progress("extracting", len(corpus.documents)) as step:
        built = build(corpus.documents, knowledge, base_of(base), lambda document: step(document.key))
    target = Store.open(store, create=True) if store.exists() else None
    said = [*built.quads, *(kept(target, built.quads, base_of(base)) if target and add else ())]
    report = _checked(said, lang)
    generation = publish(target or Store.open(store, create=True), said, base_of(base), started)
    if len(report.results) > LONG:
        notes.print(f"{len(report.results)} warnings: read them with `kamergraaf validate --store {store}`")
    elif report.results:
        notes.print(report.as_text(lang))
    _tell(built, generation, store)


def _read(found: Found, about: Metadata) -> Corpus:
    count = len(found.named) + len(found.in_folders)
    if about != Metadata() and count != 1:
        raise typer.BadParameter(f"options that describe a document need one document, not {count}")
    with _progress("reading", count) as step:
        corpus = read_corpus(found, about, lambda path: step(path.name))
    for path, reason in corpus.skipped:
        notes.print(f"skipped {path}: {reason}", style="yellow")
    for path, better in corpus.doubles:
        notes.print(f"{path} is left aside: {better} is a text of the same paper")
    if found.aside:
        notes.print(f"{found.aside} files of other kinds were left aside")
    if not corpus.documents:
        raise ReadError("There is no document in what was named: give a .txt, .docx, .odt, .pdf, .html or .xml file.")
    return corpus


def _checked(said: Sequence[ox.Quad], lang: Language) -> Report:
    with _progress("validating", 1) as step:
        step("")
        report = validate(said)
    if not report.conforms:
        raise ValidationError(f"Nothing was published, as the graph breaks a shape:\n{report.as_text(lang)}")
    return report


def _tell(built: Built, generation: Generation, store: Path) -> None:
    for summary in built.summaries:
        if summary.statements == 0:
            what = "nothing but its text" if summary.empty else "no statement"
            notes.print(f"{summary.document.key}: {what} was found in it", style="yellow")
    total = sum(summary.statements for summary in built.summaries)
    count = len(built.summaries)
    typer.echo(
        f"{count} {'document' if count == 1 else 'documents'}, {total} statements, {generation.manifest.quads} quads: "
        f"generation {generation.name} is current in {store}"
    )


@contextmanager
def _progress(what: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show progress at a terminal; in a pipe nothing."""
    columns = (SpinnerColumn(), TextColumn(what), MofNCompleteColumn(), TextColumn("{task.fields[now]}"))
    with Progress(*columns, console=notes, transient=True, disable=not notes.is_terminal) as progress:
        task = progress.add_task(what, total=total, now="")

        def step(now: str) -> None:
            progress.update(task, advance=1, now=now)

        yield step
