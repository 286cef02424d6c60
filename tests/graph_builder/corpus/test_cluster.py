"""The same build on a Dask cluster of two processes: one is killed in the middle, one hangs."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph_builder.corpus.rules import current_rules
from graph_builder.corpus.work import Outcome, Task
from graph_builder.errors import ClusterError
from graph_builder.model import Document, Metadata
from graph_builder.store import Store
from tests.graph_builder import handmade

from .conftest import Corpus, documents, graphs, reasons, write

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as made:
        yield made


def test_a_worker_that_is_killed_changes_nothing(corpus: Corpus, cluster: Any, tmp_path: Path) -> None:
    for number in range(30):
        write(corpus.folder, number, f"Nederland werkt samen met Unicef in Syrië, voor de {number}e keer.")
    rules = current_rules(handmade.knowledge)
    alone = graphs(corpus.build(rules))
    other = Corpus(corpus.folder, Store.open(tmp_path / "other", create=True))
    victim = next(iter(cluster.workers.values())).pid
    done: list[str] = []

    def kill_at_the_third(name: str) -> None:
        done.append(name)
        if len(done) == 3:
            os.kill(victim, signal.SIGKILL)

    made = graphs(other.build(rules, step=kill_at_the_third, scheduler=cluster.scheduler_address))
    assert made == alone
    assert len(done) == 30


def hang_at(name: str) -> None:
    """Have the process that this runs in never come to an end with one file, for which it takes half a second."""
    from graph_builder.corpus import work  # noqa: PLC0415 (in the worker)

    do, read = work.work, work.read

    def reading(data: bytes, file: str, metadata: Metadata) -> Document:
        while file == name:
            time.sleep(1)
        return read(data, file, metadata)

    def working(task: Task) -> Outcome:
        return do(replace(task, limit=0.5) if task.payload.name == name else task)

    vars(work).update(read=reading, work=working)


def test_a_document_that_hangs_in_a_worker_is_told_and_the_others_are_published(corpus: Corpus) -> None:
    last = 4
    for number in range(last + 1):
        write(corpus.folder, number, f"Nederland werkt samen met Unicef in Syrië, voor de {number}e keer.")
    once = {"distributed.scheduler.allowed-failures": 0}
    with (
        dask.config.set(once),
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        ) as made,
        distributed.Client(made, set_as_default=False) as client,
    ):
        client.run(hang_at, f"kst-32623-{last}.txt")
        rules = current_rules(handmade.knowledge)
        published = documents(corpus.build(rules, scheduler=made.scheduler_address))
    assert published == {f"kst-32623-{number}" for number in range(last)}
    assert list(reasons(corpus)) == [f"kst-32623-{last}.txt"]
    assert "takes longer than the 300 seconds of --limit" in reasons(corpus)[f"kst-32623-{last}.txt"]


def test_a_scheduler_that_is_not_there_is_told(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus.folder, 1, "Nederland werkt samen met Unicef.")
    monkeypatch.setattr("graph_builder.corpus.crew.PATIENCE", 1)
    with pytest.raises(ClusterError, match="does not answer: is it running there"):
        corpus.build(scheduler="tcp://127.0.0.1:9")


def test_without_dask_one_sentence_says_what_to_install(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus.folder, 1, "Nederland werkt samen met Unicef.")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'kamergraaf\[cluster\]'"):
        corpus.build(scheduler="tcp://127.0.0.1:9")
