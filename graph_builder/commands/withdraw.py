"""`kamergraaf withdraw`: take a document out of everything that is published."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from graph_builder.commands.edge import BASE, BaseOption, StoreOption, base_of
from graph_builder.corpus.withdrawal import Withdrawal, withdraw
from graph_builder.store import Store


def withdraw_command(
    document: Annotated[str, typer.Argument(help="The document's key, as in kst-32623-376.")],
    *,
    store: StoreOption,
    successor: Annotated[
        str, typer.Option("--successor", help="The paper that takes its place, as in kst-32623-376-n1.")
    ] = "",
    why: Annotated[str, typer.Option("--why", help="Why; it is published.")] = "",
    base: BaseOption = BASE,
) -> None:
    """Take a document out: of what is served, of earlier generations, and of builds to come.

    Its text and all that was read from it go; its paper is said to be withdrawn, when, why, and what takes its place.
    Earlier generations are deleted, as they hold it. To take it in again, remove its line from STORE/withdrawn.tsv
    and build.

    \b
    kamergraaf withdraw kst-32623-376 --successor kst-32623-376-n1 --why "vervangen" --store store
    """  # noqa: D301 (click keeps lines as they are after \b)
    opened, place = Store.open(store), base_of(base)
    key = document.removeprefix(place.iri("document/")).removeprefix("document/")
    generation = withdraw(opened, Withdrawal(key, datetime.now(UTC).date(), successor, why), place)
    typer.echo(f"{key} is withdrawn: generation {generation.name} is current in {store}, earlier ones are deleted")
