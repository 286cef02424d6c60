"""From inputs to a published generation: each document once, whatever happens to the others or to the build.

Memory does not grow with the number of documents: files are gone along in the ledger, tasks are taken as workers have
room, and what a document gave is a shard on disk before the next is looked at.
"""

from __future__ import annotations

import dataclasses
import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from graph_builder.corpus.across import check_across
from graph_builder.corpus.checking import check_registry
from graph_builder.corpus.crew import carry_out_all
from graph_builder.corpus.inputs import Input, Payload, is_address, read_input, walk
from graph_builder.corpus.ledger import Known, Ledger
from graph_builder.corpus.limit import LIMIT
from graph_builder.corpus.rules import Difference, Rules, read_snapshot, read_words, snapshot
from graph_builder.corpus.withdrawal import without_withdrawn
from graph_builder.corpus.work import Done, Failed, Outcome, Task, carry_out, digest_of
from graph_builder.errors import KnowledgeError, ReadError, ValidationError
from graph_builder.iris import Base
from graph_builder.model import Metadata, Review
from graph_builder.publish import publish_graphs
from graph_builder.read.metadata import metadata_of_name
from graph_builder.report import Language
from graph_builder.store import BUILDING, Generation, Store, write_shard
from graph_builder.store.files import is_locked, locked, replace
from graph_builder.store.shards import FOLDER, is_whole

__all__ = ["REPORT", "Order", "forget_pruned", "open_ledger", "publish_all", "read_all", "scan", "write_report"]

REPORT = "report.json"
"""The file of a store that tells of its last build."""

_AHEAD = 16
"""So many files at addresses are fetched at a time."""

NOTHING = Metadata()

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Order:
    """How documents are to be read."""

    base: Base
    rules: Rules
    overrides: Metadata = NOTHING
    """What is known of the only document beside its file."""
    reviews: tuple[Review, ...] = ()
    """What people decided about documents."""
    workers: int = 1
    scheduler: str | None = None
    """The address of a Dask scheduler; None for this machine."""
    limit: float = LIMIT
    """Seconds that one document may take."""
    language: Language = "nl"
    """Of what is said of a graph that breaks a shape."""


@contextmanager
def open_ledger(store: Store) -> Iterator[Ledger]:
    """Hold a store for a build, and open its ledger.

    Raises:
        StoreError: Another build is at work on it, or it cannot be written.
    """
    with locked(store.path, 0, BUILDING, "building in"), Ledger(store.path) as ledger:
        yield ledger


def forget_pruned(store: Store) -> None:
    """Have the ledger forget what is no longer in the store; while a build is at work, nothing is forgotten."""
    if (store.path / "work").is_dir() and not is_locked(store.path, BUILDING):
        with open_ledger(store) as ledger:
            ledger.forget(path.stem for path in (store.path / FOLDER).glob("??/*.nq"))


def scan(ledger: Ledger, inputs: Sequence[str]) -> list[str]:
    """Look up the files of a build; give those that were left aside, as their names are of no kind that is read.

    Raises:
        ReadError: An input is neither a file nor a folder.
    """
    aside: list[str] = []
    with ledger.at_once():
        for chosen in walk(inputs, aside.append):
            ledger.add_file(chosen)
    return aside


def read_all(store: Store, ledger: Ledger, order: Order, step: Step) -> None:
    """See to it that the ledger knows every document of a build, reading those that are new or have changed.

    Args:
        store: Where their shards go.
        ledger: Knows the files of the build, and what was done earlier.
        order: How to read them.
        step: Told of each file that is done with, by its name.

    Raises:
        ReadError: A file that was named itself cannot be read.
        ValidationError: The graph of a document that was named itself breaks a shape.
        KnowledgeError: A worker has another version of this program.
    """
    _Reading(store, ledger, order, step).run()


class _Reading:
    """One run over the files of a build."""

    def __init__(self, store: Store, ledger: Ledger, order: Order, step: Step) -> None:
        self._store, self._ledger, self._order, self._step = store, ledger, order, step
        self._rules = f"{order.rules.digest}/{order.rules.registry}"
        self._differences: dict[str, Difference | None] = {}
        self._named: dict[int, Input] = {}
        self._reviews: dict[str, tuple[Review, ...]] = {}
        for review in order.reviews:
            self._reviews[review.document] = (*self._reviews.get(review.document, ()), review)

    def run(self) -> None:
        order = self._order
        outcomes = carry_out_all(
            self._tasks(), lambda task: carry_out(task, order.rules.load), order.workers, order.scheduler
        )
        for task, outcome in outcomes:
            self._note(task, outcome)
        self._ledger.choose()
        check_across(self._ledger, order.rules.digest)
        check_registry(self._ledger, order.rules, order.base)

    def _tasks(self) -> Iterator[Task]:
        """Give what is to be read; what is known already is taken note of on the way."""
        for ordinal, chosen, payload in self._payloads():
            if isinstance(payload, ReadError):
                if chosen.named:
                    raise payload
                self._ledger.failed(ordinal, str(payload))
                self._step(chosen.name)
                continue
            reviews = self._reviews.get(_likely_key(payload), ())
            task = Task(ordinal, payload, self._order.base, self._rules, reviews, self._order.limit)
            known = self._ledger.known(task.key)
            if known and is_whole(self._store.path, known.shard) and self._is_right(known):
                self._ledger.found(ordinal, task.key, self._order.rules.registry)
                self._step(chosen.name)
            else:
                if chosen.named:
                    self._named[ordinal] = chosen
                yield task

    def _payloads(self) -> Iterator[tuple[int, Input, Payload | ReadError]]:
        """Read files; those at addresses several at a time."""
        coming: deque[tuple[int, Input, Future[Payload | ReadError] | None]] = deque()
        with ThreadPoolExecutor(_AHEAD) as threads:
            for ordinal, chosen in self._ledger.files():
                far = threads.submit(self._payload, chosen) if is_address(chosen.location) else None
                coming.append((ordinal, chosen, far))
                if far is None or len(coming) == _AHEAD:
                    yield self._ready(*coming.popleft())
            while coming:
                yield self._ready(*coming.popleft())

    def _ready(
        self, ordinal: int, chosen: Input, far: Future[Payload | ReadError] | None
    ) -> tuple[int, Input, Payload | ReadError]:
        return ordinal, chosen, far.result() if far else self._payload(chosen)

    def _payload(self, chosen: Input) -> Payload | ReadError:
        try:
            return read_input(chosen, self._order.overrides)
        except ReadError as error:
            return error

    def _is_right(self, known: Known) -> bool:
        """Tell whether what is known of a document is right by the registry and the decisions of now."""
        if known.reviews != digest_of(self._reviews.get(known.document, ())):
            return False
        if known.registry == self._order.rules.registry:
            return True
        if known.registry not in self._differences:
            before = self._ledger.snapshot(known.registry)
            self._differences[known.registry] = (
                Difference.between(read_snapshot(before), read_snapshot(self._snapshot())) if before else None
            )
        difference = self._differences[known.registry]
        return difference is not None and not difference.concerns(read_words(known.words))

    def _snapshot(self) -> bytes:
        """Give what the registry says, and keep it for the builds to come."""
        registry = self._order.rules.registry
        kept = self._ledger.snapshot(registry)
        if kept is None:
            kept = snapshot(self._order.rules.load().registry)
            self._ledger.add_snapshot(registry, kept)
        return kept

    def _reviewed(self, task: Task, outcome: Outcome) -> Outcome:
        """See to it that a document was read with what people decided about it.

        Its key is known only when it has been read: the few whose name does not tell it are read again.
        """
        if isinstance(outcome, Done):
            own = self._reviews.get(outcome.document, ())
            again = digest_of(own) != outcome.reviews
        else:
            own = self._order.reviews
            again = outcome.report is not None and bool(own) and not task.reviews
        return carry_out(dataclasses.replace(task, reviews=own), self._order.rules.load) if again else outcome

    def _note(self, task: Task, outcome: Outcome) -> None:
        outcome = self._reviewed(task, outcome)
        named = self._named.pop(task.ordinal, None)
        if isinstance(outcome, Failed):
            if outcome.foreign:
                raise KnowledgeError(f"{outcome.reason} Install the same version on every machine.")
            if named and outcome.report:
                found = outcome.report.as_text(self._order.language)
                raise ValidationError(f"Nothing was published, as the graph breaks a shape:\n{found}")
            if named:
                raise ReadError(outcome.reason)
            self._ledger.failed(task.ordinal, outcome.reason)
        else:
            self._snapshot()
            shard = write_shard(self._store.path, outcome.graph, [outcome.lines])
            self._ledger.done(task, outcome, shard)
        self._step(task.payload.name)


def _likely_key(payload: Payload) -> str:
    """Tell the key of a document from what is known of it before it is read; nothing where that does not tell."""
    return payload.metadata.identifier or metadata_of_name(payload.name).identifier or ""


def publish_all(store: Store, ledger: Ledger, base: Base, started: datetime, *, keep: bool) -> Generation:
    """Publish what the documents of a build say.

    Args:
        store: An open store.
        ledger: Knows every document of the build.
        base: Where the deployment publishes its data.
        started: When the build began, with its time zone.
        keep: Whether other documents and linked sources that the store holds stay.

    Raises:
        ReadError: No file gave a document.
        StoreError: The store is damaged, or another process is writing.
    """
    if next(ledger.shards(), None) is None:
        raise ReadError("There is no document in what was named: give a .txt, .docx, .odt, .pdf, .html or .xml file.")
    return publish_graphs(store, without_withdrawn(store, ledger.shards(), base), base, started, keep=keep)


def write_report(store: Store, ledger: Ledger, aside: Sequence[str], started: datetime) -> Path:
    """Write what became of each file that gave no graph, for people and programs; give the file."""
    path = store.path / REPORT
    told = {
        "started": started.isoformat(timespec="seconds"),
        "files": ledger.count(),
        "failed": [{"file": file, "reason": reason} for file, reason in ledger.skipped()],
        "left_aside": [{"file": file, "for": better} for file, better in ledger.doubles()],
        "other_files": list(aside),
        "warnings": ledger.warnings(),
    }
    replace(path, json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")
    return path
