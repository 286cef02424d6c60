"""A command line whose commands are imported when they are asked for: `--help` need not wait for what they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.main import get_command_from_info, get_group
from typer.models import CommandInfo

from graph_builder.commands.edge import Commands

HELP = """Dutch parliamentary documents as a sourced, validated knowledge graph.

    \b
    kamergraaf build letter.txt --store store       read, check and publish
    kamergraaf query --name who-funds-whom --store store
    kamergraaf serve --store store                  answer over HTTP
    kamergraaf extract letter.txt --format json     what one document says

    `kamergraaf COMMAND --help` teaches each. Errors are one sentence; the exit code is 1 when the work failed and 2
    when the command was written wrongly.
    """


@dataclass(frozen=True, slots=True)
class Command:
    """A command that is not imported yet."""

    place: str
    """Its module and its name there, joined by a colon: a function, or a Typer application with commands of its own."""
    help: str
    """The first sentence of its documentation."""


def command_line(commands: Mapping[str, Command]) -> typer.Typer:
    """Make a command line.

    Args:
        commands: By name, in the order of the help.
    """
    group = type("Chosen", (_Lazy,), {"known": commands})
    app = typer.Typer(
        name="kamergraaf",
        cls=group,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help=HELP,
    )
    app.callback()(_before)
    return app


def _told(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kamergraaf {version('kamergraaf')}")
        raise typer.Exit


def _before(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_told, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Leave the rest to the commands."""


class _Lazy(Commands):
    """Commands that are imported when they are asked for."""

    known: Mapping[str, Command] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names of the commands."""
        return list(self.known)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command; None where there is none of that name."""
        known = self.known.get(cmd_name)
        if known is None:
            return None
        module, _, name = known.place.partition(":")
        found = getattr(import_module(module), name)
        if isinstance(found, typer.Typer):
            group = get_group(found)
            group.name = cmd_name
            return group
        info = CommandInfo(name=cmd_name, callback=found)
        return get_command_from_info(info, pretty_exceptions_short=True, rich_markup_mode=None)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands for `--help`, from what is known of them without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help) for name, command in self.known.items()])
