"""`kamergraaf generations`, `rollback` and `prune`: the states that a store has published."""

from __future__ import annotations

from typing import Annotated

import typer

from graph_builder.commands.edge import StoreOption
from graph_builder.corpus.building import forget_pruned
from graph_builder.store import Store


def generations_command(*, store: StoreOption) -> None:
    """List the published generations, oldest first; the current one is starred.

    \b
    kamergraaf generations --store store
    """  # noqa: D301 (click keeps lines as they are after \b)
    opened = Store.open(store)
    current = opened.current_name()
    for generation in opened.generations():
        about = generation.manifest
        star = "*" if generation.name == current else " "
        typer.echo(f"{star} {generation.name}\t{about.created}\t{about.quads} quads\t{about.created_by}")


def rollback_command(
    to: Annotated[
        str | None, typer.Argument(help="Its number or name; the one before, when left out.", metavar="GENERATION")
    ] = None,
    *,
    store: StoreOption,
) -> None:
    """Make an earlier generation current again.

    \b
    kamergraaf rollback --store store
    kamergraaf rollback 3 --store store
    """  # noqa: D301 (click keeps lines as they are after \b)
    typer.echo(f"generation {Store.open(store).rollback(to).name} is current in {store}")


def prune_command(
    *,
    store: StoreOption,
    keep: Annotated[int, typer.Option("--keep", min=1, help="How many of the latest to keep.")] = 3,
) -> None:
    """Delete old generations and what they alone hold; the current one is always kept.

    \b
    kamergraaf prune --keep 2 --store store
    """  # noqa: D301 (click keeps lines as they are after \b)
    opened = Store.open(store)
    gone = opened.prune(keep)
    forget_pruned(opened)
    typer.echo("\n".join(f"deleted {generation.name}" for generation in gone) or "nothing to delete")
