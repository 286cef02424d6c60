"""In which words a client is told why a query or a write has no answer."""

from __future__ import annotations

from api.errors import Problem
from api.workers.channel import Message

_RETRY = {"retry-after": "5"}


class BrokenOffError(Problem):
    """The engine has ended its process over a query."""


def lost(reason: str, timeout: float, memory: int) -> Problem:
    """Say why a worker ended before its answer did."""
    match reason:
        case "time":
            detail = f"The query took longer than {timeout:g} seconds and was stopped: ask for less, or use LIMIT."
            return Problem(503, detail, title="Time limit", fields={"limit": "time", "seconds": timeout})
        case "memory":
            detail = f"The query needed more than {memory} MiB of memory and was stopped: ask for less."
            return Problem(503, detail, title="Memory limit", fields={"limit": "memory"})
        case "too-deep":
            return Problem(400, "The query is too deeply nested or too long a chain for the engine: split it.")
        case "broken-off":
            detail = "The engine broke off over this query, as it would again: ask otherwise."
            return BrokenOffError(400, f"{detail} It may be what ORDER BY compares: try STR(?value).")
        case "busy":
            detail = "The server is busy with long queries, and this one turned out to be long: try again later."
            return Problem(503, detail, headers={"retry-after": "10"}, fields={"limit": "long queries"})
    return Problem(503, "The process that answered ended unexpectedly: try again.", headers=_RETRY)


def problem_of(failure: Message, job: Message) -> Problem:
    """Word a worker's refusal."""
    text = str(failure["message"])
    match failure["reason"]:
        case "syntax":
            return _malformed(failure, text)
        case "too-large":
            return Problem(413, text, title="Response-size limit", fields={"limit": "response size"})
        case "memory":
            return Problem(503, text, title="Memory limit", fields={"limit": "memory"})
        case "not-acceptable":
            offered = "json, xml, csv, tsv" if "SELECT" in text else "ttl, nt, rdf, jsonld, trig, nq"
            return Problem(406, f"{text} queries are not answered in the format asked for; there is: {offered}.")
        case "no-graph":
            return Problem(404, f"There is no graph <{job['graph_name']}> here.")
        case "service":
            return Problem(502, f"{text}.", title="Service failed")
    return Problem(400, f"The engine refuses the query: {text}.")


def write_problem_of(failure: Message) -> Problem:
    """Word a writer's refusal."""
    text = str(failure["message"])
    match failure["reason"]:
        case "syntax":
            return _malformed(failure, text, "update")
        case "violation":
            fields = {"report": failure["report"]}
            return Problem(422, f"The graph would break the shapes: {text}", title="Shapes violated", fields=fields)
        case "no-graph":
            return Problem(404, f"There is no graph <{text}> here.")
        case "conflict":
            return Problem(409, text)
        case "no-room":
            return Problem(507, text)
    return Problem(400, text)


def _malformed(failure: Message, text: str, what: str = "query") -> Problem:
    place: dict[str, object] = {key: failure[key] for key in ("line", "column") if key in failure}
    where = f" at line {place['line']}, column {place['column']}" if place else ""
    return Problem(400, f"The {what} is malformed{where}: {text}.", title=f"Malformed {what}", fields=place)
