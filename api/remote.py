"""Another server's SPARQL endpoint behind this API: Virtuoso, Fuseki, GraphDB, QLever, any that speaks SPARQL 1.1.

What it gives up: the other server stops its own queries, this one only stops waiting; answers are not kept, as nobody
says when the graph changes; long answers are collected before they are passed on; and writes are not checked against
the shapes.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import pyoxigraph as ox

from api.backend import Backend
from api.endpoint import Endpoint, Worded, inserts
from api.errors import Problem
from api.settings import Settings
from api.tokens import declare
from api.workers.answer import RDF_FORMATS, Output, TooLargeError, write_bindings, write_graph
from api.workers.channel import Message
from api.workers.frames import unpack
from api.workers.services import UnreadableError, text_of
from graph_builder.store import Generation, Manifest

_NO_VALUE = re.compile(r"VALUES\s+\?\w+\s*\{\s*UNDEF\s*\}")
"""A parameter of a question that was not given: it says nothing, but Virtuoso lets it join with nothing."""

_MEDIA = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True)
class _Collected:
    """An answer that is all there."""

    body: bytes
    end: Message

    async def pieces(self) -> AsyncIterator[bytes | Message]:
        yield self.body
        yield self.end

    def whole(self) -> tuple[bytes, Message]:
        return self.body, self.end


class Remote(Backend):
    """Answers from another server's endpoint."""

    cacheable = False

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        password = settings.remote_password.get_secret_value() if settings.remote_password else ""
        self._endpoint = Endpoint(settings.store, settings.update_url, settings.remote_user, password)
        self._threads = ThreadPoolExecutor(settings.workers + settings.long_queries, "remote")
        self._running = 0
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self._quads = 0

    @property
    def manifest(self) -> Manifest:
        """What is known of it: when this server began, and how many statements there were then."""
        return Manifest(1, 0, "remote", self._quads, 0, 0, self.settings.store, self._since)

    @property
    def generation(self) -> str:
        """It has none."""
        return "remote"

    @property
    def dump(self) -> Generation | None:
        """It is elsewhere."""
        return None

    @property
    def running(self) -> int:
        """How many answers are waited for."""
        return self._running

    async def start(self) -> None:
        """Count the statements.

        Raises:
            Problem: It does not answer.
        """
        job = self.job("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", {}, bindings="csv")
        _, body = await self.fetch(job)
        self._quads = int(body.split()[1])

    async def stop(self) -> None:
        """Wait for nobody."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    @asynccontextmanager
    async def ask(self, job: Message, timeout: float) -> AsyncIterator[tuple[Message, _Collected]]:
        """Ask it, and stop waiting when the time is over."""
        if self._running >= self.settings.workers + self.settings.long_queries + self.settings.queue:
            raise Problem(503, "The server is busy: too many queries wait already.", headers={"retry-after": "2"})
        self._running += 1
        try:
            async with asyncio.timeout(timeout):
                loop = asyncio.get_running_loop()
                answer = await loop.run_in_executor(self._threads, self._answer, job, timeout)
        except TimeoutError:
            detail = f"The store behind this server took longer than {timeout:g} seconds; it may still be at work."
            raise Problem(503, detail, title="Time limit", fields={"limit": "time"}) from None
        finally:
            self._running -= 1
        yield answer

    def _answer(self, job: Message, timeout: float) -> tuple[Message, _Collected]:
        if job["do"] == "dump":
            raise Problem(404, "The store behind this server has the dumps; this one has none.")
        if job["do"] == "check":
            return {}, _Collected(b"", {})
        sent: list[bytes] = []
        output = Output(job, sent.append)
        graphs = (list(job.get("default_graphs", ())), list(job.get("named_graphs", ())))
        try:
            with Worded():
                body, media, form = self._endpoint.query(_text(job), timeout, graphs)
            if form in ("SELECT", "ASK"):
                known = ox.QueryResultsFormat.JSON if form == "SELECT" else ox.QueryResultsFormat.XML
                write_bindings(ox.parse_query_results(body, format=known), job, output)
            else:
                triples = (quad.triple for quad in ox.parse(body, format=_MEDIA.get(media, ox.RdfFormat.TURTLE)))
                write_graph(triples, job, output)
        except TooLargeError:
            raise Problem(413, f"The answer is longer than {job['max_response']} bytes: ask for less.") from None
        except UnreadableError as error:
            raise Problem(502, f"{error}.", title="Service failed") from error
        except (SyntaxError, ValueError) as error:
            raise Problem(502, f"The store behind this server gave an answer that cannot be read: {error}.") from error
        head, body, end = unpack(b"".join(sent))
        return head | {"whole": True}, _Collected(body, end)

    async def write(self, job: Message, content: bytes = b"") -> Message:
        """Pass a write on as SPARQL Update; nothing is validated."""
        loop = asyncio.get_running_loop()
        created = await loop.run_in_executor(self._threads, self._write, job, content)
        return {"created": created, "generation": self.generation}

    def _write(self, job: Message, content: bytes) -> bool:
        timeout = self.settings.write_timeout
        with Worded():
            if job["do"] == "update":
                self._endpoint.update(declare(str(job["update"]), job["prefixes"]), timeout)
                return False
            if job["do"] == "patch":
                raise Problem(501, "A patch is not passed on to the store behind this server: use /update.")
            graph = job["graph_name"]
            exists = (
                graph is None
                or b"true" in self._endpoint.query(f"ASK {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", timeout)[0]
            )
            if job["do"] == "delete" and not exists:
                raise Problem(404, f"There is no graph <{graph}> here.")
            if job["do"] in ("put", "delete"):
                self._endpoint.update(f"DROP SILENT {'DEFAULT' if graph is None else f'GRAPH <{graph}>'}", timeout)
            for text in inserts(_parsed(job, content), graph):
                self._endpoint.update(text, timeout)
            return not exists


def _text(job: Message) -> str:
    if job["do"] == "graph":
        name = job["graph_name"]
        pattern = "?s ?p ?o" if name is None else f"GRAPH <{name}> {{ ?s ?p ?o }}"
        return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
    return declare(_NO_VALUE.sub("", text_of(job)), job["prefixes"])


def _parsed(job: Message, content: bytes) -> list[ox.Triple]:
    triples: list[ox.Triple] = []
    for form, size in job.get("parts", ()):
        part, content = content[:size], content[size:]
        try:
            parsed = ox.parse(part, format=RDF_FORMATS[form], base_iri=job["graph_name"] or job["base"])
            triples += [quad.triple for quad in parsed]
        except (SyntaxError, ValueError) as error:
            raise Problem(400, f"The graph sent is malformed: {error}.") from error
    return triples
