"""The command line: `app` holds the commands that need no server; `api.cli` adds `serve`."""

from __future__ import annotations

import typer

from graph_builder.commands.build import build_command
from graph_builder.commands.edge import Commands
from graph_builder.commands.evaluate import evaluate_command
from graph_builder.commands.export import export_command
from graph_builder.commands.extract import extract_command
from graph_builder.commands.generations import generations_command, prune_command, rollback_command
from graph_builder.commands.link import link_command
from graph_builder.commands.mirror import fetch_command, update_command
from graph_builder.commands.query import query_command
from graph_builder.commands.review import app as review_app
from graph_builder.commands.unknown import unknown_command
from graph_builder.commands.validate import validate_command
from graph_builder.commands.withdraw import withdraw_command

app = typer.Typer(
    name="kamergraaf",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""Dutch parliamentary documents as a sourced, validated knowledge graph.

    \b
    kamergraaf build letter.txt --store store       read, check and publish
    kamergraaf query --name who-funds-whom --store store
    kamergraaf serve --store store                  answer over HTTP
    kamergraaf extract letter.txt --format json     what one document says

    `kamergraaf COMMAND --help` teaches each. Errors are one sentence; the exit code is 1 when the work failed and 2
    when the command was written wrongly.
    """,
)
app.command("build")(build_command)
app.command("extract")(extract_command)
app.command("validate")(validate_command)
app.command("query")(query_command)
app.command("export")(export_command)
app.command("unknown")(unknown_command)
app.add_typer(review_app, name="review")
app.command("generations")(generations_command)
app.command("rollback")(rollback_command)
app.command("prune")(prune_command)
app.command("withdraw")(withdraw_command)
app.command("evaluate")(evaluate_command)
app.command("link")(link_command)
app.command("fetch")(fetch_command)
app.command("update")(update_command)
