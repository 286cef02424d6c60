"""The command line: `app` holds the commands that need no server; `api.cli` adds those that do."""

from __future__ import annotations

from graph_builder.commands.lazy import Command, command_line

_ROOM = "graph_builder.commands"

COMMANDS = {
    "build": Command(
        f"{_ROOM}.build:build_command", "Read documents, extract, validate, and publish a generation of the graph."
    ),
    "extract": Command(
        f"{_ROOM}.extract:extract_command",
        "Print what one document says, each statement with the characters it was read from.",
    ),
    "validate": Command(
        f"{_ROOM}.validate:validate_command",
        "Check a graph against the shapes: a file of RDF, what a document would give, or what a store publishes.",
    ),
    "query": Command(f"{_ROOM}.query:query_command", "Ask a store, or any SPARQL endpoint."),
    "export": Command(
        f"{_ROOM}.export:export_command",
        "Write the published graph, or some of its documents, to one file or as tables.",
    ),
    "unknown": Command(
        f"{_ROOM}.unknown:unknown_command",
        "List what documents name and the registry lacks, the most often named first.",
    ),
    "review": Command(f"{_ROOM}.review:app", "Put right what was read: accept, reject, correct or add a statement."),
    "generations": Command(
        f"{_ROOM}.generations:generations_command",
        "List the published generations, oldest first; the current one is starred.",
    ),
    "rollback": Command(f"{_ROOM}.generations:rollback_command", "Make an earlier generation current again."),
    "prune": Command(
        f"{_ROOM}.generations:prune_command",
        "Delete old generations and what they alone hold; the current one is always kept.",
    ),
    "withdraw": Command(
        f"{_ROOM}.withdraw:withdraw_command",
        "Take a document out: of what is served, of earlier generations, and of builds to come.",
    ),
    "evaluate": Command(
        f"{_ROOM}.evaluate:evaluate_command", "Score the extraction against documents that people annotated."
    ),
    "link": Command(
        f"{_ROOM}.link:link_command", "Add what a source of open data says to the published graph, as a new generation."
    ),
    "fetch": Command(
        f"{_ROOM}.mirror:fetch_command",
        "Bring the local mirror of the Tweede Kamer's data up to date, and fetch the files of new letters.",
    ),
    "update": Command(
        f"{_ROOM}.mirror:update_command", "Fetch, build, link, validate and publish in one go; safe to run from cron."
    ),
}
"""By name, in the order of the help; each says in its own documentation what it says here (a test compares them)."""

app = command_line(COMMANDS)
