"""What a worker does with a job: run it on the store, write the answer as frames."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from time import process_time
from typing import IO, Any, cast

import pyoxigraph as ox

from api.workers.diagnose import explain
from api.workers.frames import DATA, END, FAILED, HEAD, frame, message, whole
from api.workers.graph import Graph, Job
from api.workers.packing import packer
from api.workers.services import UnreadableError, text_of

Send = Callable[[bytes], None]

PIECE = 64 * 1024
"""Bytes of an answer that are gathered before they are sent."""

WORTH_COMPRESSING = 1024
"""Bytes below which compression costs more than it saves."""

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
RDF_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}
WITH_PREFIXES = frozenset({"ttl", "trig", "rdf"})
"""The formats in which names are shortened."""

_ROW_STARTS = {"xml": b"<result>", "json": b'},{"', "csv": b"\r\n", "tsv": b"\n"}


class TooLargeError(Exception):
    """An answer longer than it may be."""


class _NoAnswerError(Exception):
    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


class Output:
    """A file for the engine to write to: sends pieces as frames, the head before the first."""

    def __init__(self, job: Job, send: Send) -> None:
        self.head: dict[str, Any] = {}
        self.rows_by = b""
        self.rows = 0
        self.size = 0
        self.sent = False
        self._send = send
        self._limit: int = job["max_response"]
        self._gather: list[bytes] = []
        self._gathered = 0
        self._tail = b""
        self._file = job["do"] == "dump"  # which is packed because its name says so
        self._coding: str | None = job.get("coding")
        self._packer = packer(self._coding)

    def write(self, data: Any) -> int:
        """Take what the engine has written."""
        self.size += len(data)
        if self.size > self._limit:
            raise TooLargeError
        if self.rows_by:
            seen = self._tail + data
            self.rows += seen.count(self.rows_by)
            self._tail = seen[len(seen) - len(self.rows_by) + 1 :]
        self._gather.append(data)
        self._gathered += len(data)
        if self._gathered >= PIECE:
            self._send(self._take())
        return len(data)

    def flush(self) -> None:
        """Do nothing: pieces go when they are large enough."""

    def finish(self) -> None:
        """Send what is left, and the end; an answer of which nothing was sent yet goes whole."""
        if not self.sent and self.size < WORTH_COMPRESSING and not self._file:
            self._coding = self._packer = None
        data = self._pack()
        if self._packer is not None:
            data += self._packer.end()
        if self.sent:
            end = {"bytes": self.size, "rows": self.rows, "processor": process_time()}
            self._send((frame(DATA, data) if data else b"") + message(END, end))
        else:
            head = self.head | {"coding": self._coding}
            self._send(whole(head, self.size, self.rows, process_time(), data))

    def _take(self) -> bytes:
        start = b""
        if not self.sent:
            self.sent = True
            start = message(HEAD, self.head | {"coding": self._coding})
        data = self._pack()
        return start + (frame(DATA, data) if data else b"")

    def _pack(self) -> bytes:
        data = b"".join(self._gather)
        self._gather.clear()
        self._gathered = 0
        return data if self._packer is None else self._packer.add(data)


def answer(graph: Graph, job: Job, send: Send) -> None:
    """Run a job and send its answer, or why there is none."""
    output = Output(job, send)
    try:
        _JOBS[job["do"]](graph, job, output)
    except TooLargeError:
        _fail(send, "too-large", f"The answer is longer than {job['max_response']} bytes: ask for less, or use LIMIT.")
    except SyntaxError as error:
        send(
            message(
                FAILED,
                {"reason": "syntax", "processor": process_time()} | explain(job["query"], str(error), job["prefixes"]),
            )
        )
    except MemoryError:
        _fail(send, "memory", "The query needs more memory than it may have: ask for less.")
    except _NoAnswerError as error:
        _fail(send, error.reason, str(error))
    except UnreadableError as error:
        _fail(send, "service", str(error))
    except (OSError, RuntimeError, ValueError) as error:
        _fail(send, "refused", str(error))


def _query(graph: Graph, job: Job, output: Output) -> None:
    results = graph.ask(job, text_of(job))
    if isinstance(results, ox.QueryTriples):
        write_graph(results, job, output)
    else:
        write_bindings(results, job, output)


def write_bindings(results: ox.QuerySolutions | ox.QueryBoolean, job: Job, output: Output) -> None:
    """Write rows, or a truth value."""
    name = job["bindings"]
    if name is None:
        raise _NoAnswerError("not-acceptable", "SELECT and ASK")
    output.head = {"kind": "bindings", "format": name}
    truncated = False
    if isinstance(results, ox.QuerySolutions):
        output.rows_by = _ROW_STARTS[name]
        if job["max_rows"]:
            results, truncated = _cut(results, job["max_rows"])
    output.head["truncated"] = truncated
    results.serialize(_file(output), format=_RESULTS[name])
    output.rows = _rows(name, output)
    output.finish()


def _rows(name: str, output: Output) -> int:
    """Count rows from the marks seen while writing; exact but for line breaks inside CSV values."""
    if not output.rows_by:
        return 0
    if name == "json":
        return output.rows + (1 if output.size > 60 or output.rows else 0)
    return max(0, output.rows - (name in ("csv", "tsv")))


def _cut(results: ox.QuerySolutions, limit: int) -> tuple[ox.QuerySolutions, bool]:
    """Keep the first rows, and tell whether there were more.

    The engine only writes what it has itself read, so the rows go through TSV, whose terms are as `str` gives them.
    """
    if not results.variables:
        return results, False
    rows = list(islice(results, limit + 1))
    lines = ["\t".join(str(variable) for variable in results.variables)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows[:limit]]
    kept = ox.parse_query_results("\n".join(lines) + "\n", format=ox.QueryResultsFormat.TSV)
    assert isinstance(kept, ox.QuerySolutions)
    return kept, len(rows) > limit


def write_graph(triples: Any, job: Job, output: Output) -> None:
    """Write triples."""
    name = job["graph"]
    if name is None:
        raise _NoAnswerError("not-acceptable", "CONSTRUCT and DESCRIBE")
    output.head = {"kind": "graph", "format": name, "truncated": False}
    if job["max_rows"]:
        kept = list(islice(triples, job["max_rows"] + 1))
        output.head["truncated"] = len(kept) > job["max_rows"]
        triples = kept[: job["max_rows"]]
    ox.serialize(
        triples,
        _file(output),
        format=RDF_FORMATS[name],
        prefixes=job["prefixes"] if name in WITH_PREFIXES else None,
    )
    output.finish()


def _check(_: Graph, job: Job, output: Output) -> None:
    """See whether a query is well-formed, by asking a store that holds nothing."""
    with suppress(OSError, RuntimeError, ValueError):  # what is found when it runs is told when it runs
        ox.Store().query(job["query"], base_iri=job["base"], prefixes=job["prefixes"])
    output.finish()


def _graph_job(graph: Graph, job: Job, output: Output) -> None:
    """Give one graph whole, or say that there is none."""
    name = ox.NamedNode(job["graph_name"]) if job["graph_name"] else ox.DefaultGraph()
    if not isinstance(name, ox.DefaultGraph) and not graph.store.contains_named_graph(name):
        raise _NoAnswerError("no-graph", job["graph_name"])
    quads = graph.store.quads_for_pattern(None, None, None, name)
    triples = (quad.triple for quad in quads)
    write_graph(triples, job, output)


def _dump(graph: Graph, job: Job, output: Output) -> None:
    """Give the whole graph in a format that keeps the named graphs."""
    output.head = {"kind": "graph", "format": job["graph"], "truncated": False}
    graph.store.dump(_file(output), format=RDF_FORMATS[job["graph"]], prefixes=job["prefixes"])
    output.finish()


def _warm(graph: Graph, job: Job, output: Output) -> None:
    """Read a part of the graph; tells as rows how many parts are left."""
    output.head = {}
    output.rows = graph.read_part(job["part"])
    output.finish()


_JOBS: dict[str, Callable[[Graph, Job, Output], None]] = {
    "query": _query,
    "check": _check,
    "graph": _graph_job,
    "dump": _dump,
    "warm": _warm,
}


def _file(output: Output) -> IO[bytes]:
    """The engine needs `write` alone."""
    return cast("IO[bytes]", output)


def _fail(send: Send, reason: str, text: str) -> None:
    send(message(FAILED, {"reason": reason, "message": text, "processor": process_time()}))
