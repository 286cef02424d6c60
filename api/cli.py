"""The `kamergraaf` script: graph_builder's commands, and those that need the server's code."""

from __future__ import annotations

from graph_builder.cli import COMMANDS
from graph_builder.commands.lazy import Command, command_line

app = command_line(
    COMMANDS
    | {
        "serve": Command(
            "api.serving:serve", "Answer over HTTP from a store: /sparql for programs and people, /docs for the rest."
        ),
        "publish": Command(
            "api.serving:publish_to",
            "Send the current generation to another SPARQL 1.1 store; each of its graphs replaces what "
            "that store held of it.",
        ),
    }
)


def main() -> None:
    """Run the command line."""
    app()
