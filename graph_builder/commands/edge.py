"""The edge between a shell and the package: options that commands share, and errors as one sentence.

Every `KamergraafError` ends here, as one sentence on standard error and exit code 1. What is wrong with the way a
command is written (an unknown option, two inputs that exclude each other) is exit code 2.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from typer.core import TyperGroup

from graph_builder.errors import KamergraafError
from graph_builder.iris import DEFAULT_BASE, Base
from graph_builder.model import DocumentKind, Metadata

notes = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
"""Where a command speaks to the person at the shell: standard output holds results alone."""


class Commands(TyperGroup):
    """The commands, with the package's own errors turned into one sentence."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")  # A word of the library's, not for people.
            raise
        except KamergraafError as error:
            typer.echo(f"kamergraaf: {error}", err=True)
            raise typer.Exit(1) from error


def _base(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"{}|^`\\#?]+", value):
        raise typer.BadParameter(f"{value!r} is no web address; write it as https://example.org/id/")
    return value if value.endswith("/") else value + "/"


def _identifier(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", value):
        raise typer.BadParameter(f"{value!r} is no identifier of a paper; write it as kst-32623-376")
    return value


StoreOption = Annotated[
    Path, typer.Option("--store", help="The folder of published generations.", envvar="KAMERGRAAF_STORE", metavar="DIR")
]
BaseOption = Annotated[
    str,
    typer.Option(
        "--base", help="The web address below which the data is named.", envvar="KAMERGRAAF_BASE", callback=_base
    ),
]
IdentifierOption = Annotated[
    str | None,
    typer.Option(
        "--identifier", help="The paper's official identifier, as in kst-32623-376.", callback=_identifier, metavar="ID"
    ),
]
DateOption = Annotated[
    datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Its date; relative periods need it.")
]
TitleOption = Annotated[str | None, typer.Option("--title", help="Its title.")]
KindOption = Annotated[DocumentKind | None, typer.Option("--kind", help="What it is.")]
DossierOption = Annotated[str | None, typer.Option("--dossier", help="Its dossier, as in 32623 or 21501-02.")]
NumberOption = Annotated[str | None, typer.Option("--number", help="Its number in the dossier.")]
SenderOption = Annotated[
    str | None, typer.Option("--sender", help="The role that signs it, as in 'minister van Financiën'.")
]
AddresseeOption = Annotated[str | None, typer.Option("--addressee", help="To whom it is sent.")]
LanguageOption = Annotated[
    Literal["nl", "en"], typer.Option("--lang", help="The language of the report.", envvar="KAMERGRAAF_LANG")
]

BASE = DEFAULT_BASE


def metadata(date: datetime | None, kind: DocumentKind | None, **rest: str | None) -> Metadata:
    """Gather what the options say of a document; `rest` are the fields of `Metadata` that are words."""
    return Metadata(date=date.date() if date else None, kind=kind, **rest)


def base_of(value: str) -> Base:
    """Give the base that `--base` names."""
    return Base(value)


def write(data: bytes) -> None:
    """Write to standard output, byte for byte."""
    typer.echo(data, nl=False)
