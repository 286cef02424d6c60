"""What a writer does: change its own copy of the graph, validate, publish.

The process is forked from the one that holds the current generation, so its copy costs nothing; a write that fails
leaves with the process, and one that succeeds is the next generation, held in memory already.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from api.workers.answer import RDF_FORMATS, Send
from api.workers.apart import apart
from api.workers.diagnose import explain
from api.workers.frames import END, FAILED, frames, message
from graph_builder.errors import NoRoomError, StoreError
from graph_builder.store import Generation, Store

Job = dict[str, Any]
Name = ox.NamedNode | ox.DefaultGraph

_NO_CONTEXT = "LoadDocumentCallback"
"""What the engine's message has in it where JSON-LD names a context at another address."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A generation ready to be asked; `memory` is None when each worker opens the index itself."""

    store: Store
    generation: Generation
    memory: ox.Store | None
    query_memory: int


class RefusedError(Exception):
    """A write that is not done; `reason` is for the server, the message for the client."""

    def __init__(self, reason: str, text: str, **fields: object) -> None:
        super().__init__(text)
        self.reason = reason
        self.fields = fields


def change(loaded: Loaded, job: Job, content: bytes, send: Send) -> Loaded | None:
    """Do a write and say how it went.

    Returns:
        What to serve from now on; None where nothing changed or the write was refused.
    """
    if job["do"] == "load":
        return _load(loaded, job, send)
    if loaded.memory is not None:
        sent: list[bytes] = []
        _change(loaded, job, content, sent.append)
    else:
        sent = [apart(partial(_change, loaded, job, content))]
    said = b"".join(sent) or message(FAILED, {"reason": "refused", "message": "The write failed; nothing was changed."})
    send(said)
    [(kind, payload)] = frames(said)
    name = json.loads(payload).get("generation")
    if kind == FAILED or name == loaded.generation.name:
        return None
    return replace(loaded, generation=loaded.store.generation(name))


def _change(loaded: Loaded, job: Job, content: bytes, send: Send) -> None:
    try:
        with _copy(loaded) as (graph, index):
            created = _JOBS[job["do"]](graph, job, content)
            if job["validate"]:
                _check(graph, forks_later=index is None)
            generation = _publish(loaded, graph)
            if index is not None:
                graph.flush()
    except RefusedError as error:
        send(message(FAILED, {"reason": error.reason, "message": str(error), **error.fields}))
        return
    if index is not None:
        del graph  # closes the index's files
        _keep_index(index, generation)
    if job["keep"]:
        with suppress(StoreError):  # another process is writing: the next write prunes
            loaded.store.prune(job["keep"])
    send(message(END, {"created": created, "generation": generation.name}))


def _keep_index(index: Path, generation: Generation) -> None:
    """Give a generation the index that was made with it, unless it has one."""
    if generation.index.exists():
        shutil.rmtree(index)
    else:
        index.rename(generation.index)


def _load(loaded: Loaded, job: Job, send: Send) -> Loaded | None:
    """Load another generation than the one that this process was forked with."""
    try:
        generation = loaded.store.generation(job["generation"])
        memory = generation.load() if job["in_memory"] else None
        if memory is None:
            prepare_index(loaded.store, generation)
    except StoreError as error:
        send(message(FAILED, {"reason": "load", "message": str(error)}))
        return None
    send(message(END, {"generation": generation.name}))
    return replace(loaded, generation=generation, memory=memory)


def prepare_index(store: Store, generation: Generation) -> None:
    """Build a generation's index, unless it has one, in a process of its own.

    Raises:
        StoreError: It cannot be built.
    """

    def build(send: Send) -> None:
        try:
            store.build_index(generation, wait=600)
            send(b"built")
        except StoreError as error:
            send(str(error).encode())

    if not generation.index.is_dir() and (said := apart(build)) != b"built":
        raise StoreError(said.decode() or f"The index of generation {generation.name} could not be built.")


@contextmanager
def _copy(loaded: Loaded) -> Iterator[tuple[ox.Store, Path | None]]:
    """Give a copy of the graph that can be changed, and its folder where it is on disk."""
    if loaded.memory is not None:
        yield loaded.memory, None
        return
    draft = loaded.generation.folder.with_name(f".index-{loaded.generation.name}")
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(loaded.generation.index, draft)
    yield ox.Store(str(draft)), draft


def _publish(loaded: Loaded, graph: ox.Store) -> Generation:
    empty = [
        name.value if isinstance(name, ox.NamedNode) else str(name)
        for name in graph.named_graphs()
        if next(iter(graph.quads_for_pattern(None, None, None, name)), None) is None
    ]
    try:
        return loaded.store.publish(graph, empty_graphs=empty, wait=30, after=loaded.generation.name)
    except NoRoomError as error:
        raise RefusedError("no-room", str(error)) from error
    except StoreError as error:
        raise RefusedError("conflict", str(error)) from error


def _check(graph: ox.Store, *, forks_later: bool) -> None:
    """Hold a graph to the shapes.

    The engine leaves threads behind, which a fork does not have: a writer that is to serve what it has made, and so to
    fork, has it done in a process of its own.
    """

    def check(send: Send) -> None:
        # Takes long to load, and most servers never write.
        from graph_builder.validate import validate  # noqa: PLC0415

        report = validate(graph)
        said = None if report.conforms else {"text": report.as_text("en"), "report": report.as_json()}
        send(json.dumps(said).encode())

    sent: list[bytes] = []
    if forks_later:
        sent.append(apart(check))
    else:
        check(sent.append)
    if not b"".join(sent):
        raise RefusedError("refused", "The check against the shapes ended unexpectedly; nothing was changed.")
    found = json.loads(b"".join(sent))
    if found is not None:
        raise RefusedError("violation", found["text"], report=found["report"])


def _update(graph: ox.Store, job: Job, _: bytes) -> bool:
    try:
        graph.update(job["update"], base_iri=job["base"], prefixes=job["prefixes"])
    except SyntaxError as error:
        said = explain(job["update"], str(error), job["prefixes"], update=True)
        raise RefusedError("syntax", str(said.pop("message")), **said) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise RefusedError("refused", f"The engine refuses the update: {error}.") from error
    return False


def _put(graph: ox.Store, job: Job, content: bytes) -> bool:
    name = _name(job)
    quads = _parse(job, content, name)
    created = not _exists(graph, name)
    graph.clear_graph(name)
    _add(graph, name, quads)
    return created


def _post(graph: ox.Store, job: Job, content: bytes) -> bool:
    name = _name(job)
    created = not _exists(graph, name)
    _add(graph, name, _parse(job, content, name))
    return created


def _delete(graph: ox.Store, job: Job, _: bytes) -> bool:
    name = _name(job)
    if not _exists(graph, name):
        raise RefusedError("no-graph", str(job["graph_name"]))
    graph.remove_graph(name)
    return False


def _patch(graph: ox.Store, job: Job, _: bytes) -> bool:
    """Run an update whose default graph is the one named; it sees no other."""
    name = _name(job)
    if not _exists(graph, name):
        raise RefusedError("no-graph", str(job["graph_name"]))
    alone = ox.Store()
    alone.extend(
        ox.Quad(quad.subject, quad.predicate, quad.object) for quad in graph.quads_for_pattern(None, None, None, name)
    )
    _update(alone, job, b"")
    if next(iter(alone.named_graphs()), None) is not None:
        raise RefusedError("refused", "A patch changes the graph that it is sent to and no other.")
    graph.clear_graph(name)
    _add(graph, name, [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in alone])
    return False


_JOBS: dict[str, Callable[[ox.Store, Job, bytes], bool]] = {
    "update": _update,
    "put": _put,
    "post": _post,
    "delete": _delete,
    "patch": _patch,
}


def _name(job: Job) -> Name:
    return ox.NamedNode(job["graph_name"]) if job["graph_name"] else ox.DefaultGraph()


def _exists(graph: ox.Store, name: Name) -> bool:
    return isinstance(name, ox.DefaultGraph) or graph.contains_named_graph(name)


def _add(graph: ox.Store, name: Name, quads: list[ox.Quad]) -> None:
    if not isinstance(name, ox.DefaultGraph):
        graph.add_graph(name)
    graph.extend(quads)


def _parse(job: Job, content: bytes, name: Name) -> list[ox.Quad]:
    """Read the graphs that were sent, their blank nodes renamed so that they meet no others."""
    quads = []
    for form, size in job["parts"]:
        part, content = content[:size], content[size:]
        try:
            parsed = ox.parse(
                part,
                format=RDF_FORMATS[form],
                base_iri=job["graph_name"] or job["base"],
                without_named_graphs=True,
                rename_blank_nodes=True,
            )
            quads += [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in parsed]
        except (SyntaxError, ValueError, OSError) as error:
            if _NO_CONTEXT in str(error):
                text = "The @context is at another address, and this server fetches nothing: send it with the graph."
                raise RefusedError("content", text) from error
            raise RefusedError("content", f"The graph sent is malformed: {error}.") from error
    return quads
