"""Small corpora, and what a build of them publishes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from graph_builder.corpus.building import REPORT, Order, Step, open_ledger, publish_all, read_all, scan, write_report
from graph_builder.corpus.rules import Rules
from graph_builder.corpus.work import Outcome, Task, carry_out
from graph_builder.describe.knowledge import provenance_graph
from graph_builder.extract import Knowledge
from graph_builder.iris import Base
from graph_builder.recognise import compile_lexicon
from graph_builder.report import Result
from graph_builder.store import Generation, Store
from ontology.registry import Registry
from tests.graph_builder import handmade

BASE = Base()
MONDAY = datetime(2025, 9, 15, 12, tzinfo=UTC)

SENTENCE = "Nederland werkt samen met Unicef in Syrië."
PAGE = "<html><body><p>Nederland werkt samen met Unicef.</p></body></html>"


def letter(number: int, *sentences: str) -> str:
    """A short letter with a number of its own."""
    body = "\n\n".join(sentences)
    return f"Den Haag, 3 maart 2025\n\nGeachte voorzitter,\n\n{body}\n\nDit is brief {number}.\n"


def write(folder: Path, number: int, *sentences: str) -> Path:
    """Write a letter under an official number."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"kst-32623-{number}.txt"
    path.write_text(letter(number, *sentences), encoding="utf-8")
    return path


def rules_of(knowledge: Knowledge | None = None, registry: str = "1", digest: str = "1") -> Rules:
    """Rules with a registry of one's own."""
    known = knowledge or handmade.knowledge()
    return Rules(digest, registry, lambda: known)


@dataclass
class Corpus:
    """A folder, the store that it is built into, and what was read in the last build."""

    folder: Path
    store: Store
    read: list[str] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    def build(
        self, rules: Rules | None = None, *, add: bool = False, step: Step = lambda name: None, **order: Any
    ) -> Generation:
        """Build in this process unless the order says otherwise."""
        self.read.clear()
        with open_ledger(self.store) as ledger:
            aside = scan(ledger, [str(self.folder)])
            read_all(self.store, ledger, Order(BASE, rules or rules_of(), **order), step)
            generation = publish_all(self.store, ledger, BASE, MONDAY, keep=add)
            write_report(self.store, ledger, aside, MONDAY)
            self.results = sorted(ledger.results(), key=Result.order)
            assert ledger.warnings() == len(self.results)
        return generation


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """An empty corpus that notes what is read."""
    made = Corpus(tmp_path / "letters", Store.open(tmp_path / "store", create=True))
    made.folder.mkdir()

    def noted(task: Task, knowledge: Any) -> Outcome:
        made.read.append(task.payload.name)
        return carry_out(task, knowledge)

    monkeypatch.setattr("graph_builder.corpus.building.carry_out", noted)
    # The ontology's and the registry's graph are the same every time, and take longer than the letters.
    monkeypatch.setattr("graph_builder.publish.describe_knowledge", lambda base: [])
    monkeypatch.setattr("graph_builder.corpus.checking.describe_registry", lambda base: [])
    return made


def reasons(corpus: Corpus) -> dict[str, str]:
    """What the report says of files that gave nothing."""
    told = json.loads((corpus.store.path / REPORT).read_text("utf-8"))
    return {Path(each["file"]).name: each["reason"] for each in told["failed"]}


def graphs(generation: Generation) -> Mapping[str, str]:
    """The graphs of a generation by their names, each with its hash; without how they were built."""
    aside = str(provenance_graph(BASE))
    return {shard.graph: shard.hash for shard in generation.shards() if shard.graph != aside}


def documents(generation: Generation) -> set[str]:
    """The keys of the documents of a generation."""
    start, end = f"<{BASE.iri('document/')}", "/graph>"
    return {name[len(start) : -len(end)] for name in graphs(generation) if name.startswith(start)}


def changed(knowledge: Knowledge, entries: Iterable[Any] = (), without: Iterable[str] = ()) -> Knowledge:
    """Knowledge with some entries put in or replaced, and some taken out."""
    gone = set(without)
    known = {path: entry for path, entry in knowledge.registry.entries.items() if path not in gone}
    known |= {entry.path: entry for entry in entries}
    registry = Registry(dict(sorted(known.items())))
    return replace(knowledge, registry=registry, lexicon=compile_lexicon(registry, knowledge.vocabulary))


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket of a server on this machine that speaks S3."""
    s3fs = pytest.importorskip("s3fs")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
        ("FSSPEC_S3_ENDPOINT_URL", f"http://{host}:{port}"),
    ):
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem(endpoint_url=f"http://{host}:{port}", key="test", secret="test")
    system.mkdir("letters")
    yield system
    system.rm("letters", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()
