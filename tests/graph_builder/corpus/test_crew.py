"""Who reads the documents: processes that end, that take too long, or that are of another version."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph_builder.corpus import crew
from graph_builder.corpus.inputs import Payload
from graph_builder.corpus.limit import LIMIT
from graph_builder.corpus.rules import current_rules, registry_digest, rules_digest
from graph_builder.corpus.work import Done, Failed, Outcome, Task, carry_out, out_of_time, work
from graph_builder.errors import KnowledgeError
from graph_builder.model import Metadata
from graph_builder.store import Store
from tests.graph_builder import handmade

from .conftest import BASE, SENTENCE, Corpus, graphs, rules_of, write


def task(name: str, text: str = SENTENCE) -> Task:
    return Task(1, Payload(name, text.encode(), Metadata()), BASE, "a/b")


def test_a_worker_of_another_version_is_refused(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = work(task("x.txt"))
    assert isinstance(outcome, Failed)
    assert outcome.foreign
    write(corpus.folder, 1, SENTENCE)
    monkeypatch.setattr("graph_builder.corpus.building.carry_out", lambda task, _: work(task))
    with pytest.raises(KnowledgeError, match="Install the same version on every machine"):
        corpus.build()


class Fragile(ThreadPoolExecutor):
    """An executor whose process ends at a document that says so, and takes down all that is in hand."""

    def __init__(self) -> None:
        super().__init__(1)
        self.broken = False

    def submit(self, fn: Any, /, *arguments: Any, **options: Any) -> Future[Any]:
        chosen: Task = arguments[0]

        def fatal() -> Outcome:
            if self.broken or b"dodelijk" in chosen.payload.data:
                self.broken = True
                raise BrokenProcessPool("gone")
            return carry_out(chosen, handmade.knowledge)

        return super().submit(fatal)


def test_a_document_that_ends_its_process_costs_that_one() -> None:
    tasks = [task(f"{number}.txt") for number in range(7)]
    tasks.insert(3, task("dodelijk.txt", "Dit is dodelijk."))
    found = {each.payload.name: outcome for each, outcome in crew._Crew(Fragile, 2).outcomes(iter(tasks))}
    assert len(found) == 8
    bad = found.pop("dodelijk.txt")
    assert isinstance(bad, Failed)
    assert "ends the process that reads it" in bad.reason
    assert all(isinstance(outcome, Done) for outcome in found.values())


def test_a_document_that_takes_too_long_in_a_process_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter((0.0, LIMIT))
    monkeypatch.setattr(crew, "monotonic", lambda: next(moments))
    [(_, outcome)] = crew._Crew(Fragile, 2).outcomes(iter([task("lang.txt", "Dit is dodelijk.")]))
    assert outcome == Failed("lang.txt was left after 300 seconds: split it, or give it longer with --limit.")


def test_a_document_that_takes_too_long_leaves_its_process_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(task: Task, _: object) -> Outcome:
        signal.raise_signal(signal.SIGALRM)
        raise AssertionError

    here = replace(task("lang.txt"), rules=f"{rules_digest()}/{registry_digest()}")
    with monkeypatch.context() as patch:
        patch.setattr("graph_builder.corpus.work.carry_out", endless)
        assert work(here) == out_of_time(here)
    assert isinstance(work(here), Done)


def test_a_process_that_takes_too_long_is_ended() -> None:
    code = "from graph_builder.corpus.limit import ended_after\nwith ended_after(0.1):\n    while True: pass"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 1


def test_processes_give_what_one_process_gives(corpus: Corpus, tmp_path: Path) -> None:
    rules_digest.cache_clear()
    for number in range(14):
        write(corpus.folder, number, SENTENCE, f"Dit is brief nummer {number}.")
    rules = current_rules(handmade.knowledge)
    alone = graphs(corpus.build(rules))
    other = Corpus(corpus.folder, Store.open(tmp_path / "other", create=True))
    assert graphs(other.build(rules, workers=2)) == alone
    assert rules_of().digest != rules.digest
