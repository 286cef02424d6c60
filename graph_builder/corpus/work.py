"""One document from bytes to checked N-Quads: what a worker does, in any process on any machine.

Nothing here looks at a clock, a setting or a file but the product's own data: the same task gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from graph_builder.build import summarise
from graph_builder.corpus.inputs import Payload
from graph_builder.corpus.limit import LIMIT, OutOfTimeError, ended_after, interrupted_after
from graph_builder.corpus.rules import registry_digest, rules_digest, words_of
from graph_builder.corpus.shared import shared_of
from graph_builder.describe import describe_lines
from graph_builder.errors import KamergraafError
from graph_builder.extract import Knowledge, extract, load_knowledge
from graph_builder.iris import Base, document_graph
from graph_builder.model import Review
from graph_builder.read import read
from graph_builder.report import Report, Result
from graph_builder.review import apply
from graph_builder.validate import validate


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be read."""

    ordinal: int
    """Its place among the files of a build."""
    payload: Payload
    base: Base
    rules: str
    """The digests of the rules and of the registry that it is to be read by."""
    reviews: tuple[Review, ...] = ()
    """What people decided about this document."""
    limit: float = LIMIT
    """Seconds that it may take."""

    @property
    def key(self) -> bytes:
        """What the outcome depends on but for the registry."""
        said = (self.rules.partition("/")[0], self.base.value, self.payload.name, repr(self.payload.metadata))
        return hashlib.sha256("\0".join(said).encode() + b"\0" + self.payload.data).digest()


@dataclass(frozen=True, slots=True)
class Done:
    """What a document gave."""

    document: str
    """Its key."""
    format: str
    graph: str
    """The name of its graph as N-Quads write it."""
    lines: bytes
    """Its graph as sorted N-Quads."""
    words: bytes
    """The words by which a change of the registry may concern it."""
    reviews: str
    """The digest of what people decided about it."""
    mentions: int
    tracks: int
    statements: int
    """Without citations."""
    papers: tuple[str, ...]
    """IRIs of the papers that it cites."""
    shared: bytes
    """What is held beside other documents that cite them."""
    results: tuple[Result, ...] = ()
    """What the shapes warn of."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a document gave nothing."""

    reason: str
    report: Report | None = None
    """What the shapes found, where they are the reason."""
    foreign: bool = False
    """Whether no document can be read, as the worker has other rules than the build."""


Outcome = Done | Failed

_HANGING = 1.2
"""After how many times its limit a document is taken to hang where Python cannot interrupt it."""


def out_of_time(task: Task) -> Failed:
    """Say that a document took longer than it may."""
    name = task.payload.name
    return Failed(f"{name} was left after {task.limit:g} seconds: split it, or give it longer with --limit.")


def digest_of(reviews: Iterable[Review]) -> str:
    """Give the digest of decisions; nothing for none."""
    told = "\n".join(map(repr, reviews))
    return hashlib.sha256(told.encode()).hexdigest()[:16] if told else ""


def work(task: Task) -> Outcome:
    """Do a task with what this process has loaded.

    One that takes longer than it may is left, and the process goes on with the next; where it cannot be interrupted,
    the process is ended a little later.
    """
    known()  # Loading it counts for no document.
    if task.rules != f"{rules_digest()}/{registry_digest()}":
        return Failed("A worker has another version of Kamergraaf or of its ontology than this build.", foreign=True)
    try:
        with ended_after(_HANGING * task.limit), interrupted_after(task.limit):
            return carry_out(task, known)
    except OutOfTimeError:
        return out_of_time(task)


@cache
def known() -> Knowledge:
    """Load what is known beforehand, once for each process."""
    return load_knowledge()


def carry_out(task: Task, knowledge: Callable[[], Knowledge]) -> Outcome:
    """Read, extract, describe and check a document.

    Whatever is wrong with it is an outcome: one bad file never stops the rest.
    """
    try:
        return _carry_out(task, knowledge())
    except KamergraafError as error:
        return Failed(str(error))
    except MemoryError:
        return Failed(f"{task.payload.name} needs more memory than there is: split it, or build with fewer workers.")
    except Exception as error:
        # The edge of the process: a fault of this program in one document must not cost the others.
        return Failed(f"{task.payload.name} met a fault of this program ({type(error).__name__}: {error}): report it.")


def _carry_out(task: Task, knowledge: Knowledge) -> Outcome:
    document = read(task.payload.data, task.payload.name, task.payload.metadata)
    extraction = apply(extract(document, knowledge), task.reviews)
    lines = describe_lines(extraction, knowledge.vocabulary, task.base)
    report = validate(lines)
    if not report.conforms:
        first = report.results[0]
        return Failed(
            f"{task.payload.name} would give a graph that breaks a shape: {first.message('en')}", Report(report.results)
        )
    summary = summarise(extraction)
    papers, shared = shared_of(lines)
    return Done(
        document=document.key,
        format=document.format,
        graph=f"<{task.base.iri(document_graph(document))}>",
        lines=lines,
        words=words_of(document),
        reviews=digest_of(review for review in task.reviews if review.document == document.key),
        mentions=summary.mentions,
        tracks=summary.tracks,
        statements=summary.statements,
        papers=papers,
        shared=shared,
        results=report.results,
    )
