"""A build over many files: what it publishes, what it tells, and what it survives."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_builder.corpus import crew
from graph_builder.corpus.building import REPORT, forget_pruned, open_ledger
from graph_builder.corpus.inputs import Payload
from graph_builder.corpus.limit import LIMIT
from graph_builder.corpus.rules import current_rules, rules_digest
from graph_builder.corpus.work import Done, Failed, Outcome, Task, carry_out, work
from graph_builder.describe.sheet import kg
from graph_builder.errors import KnowledgeError, ReadError, StoreError
from graph_builder.model import Metadata, Review
from graph_builder.store import BUILDING, Store
from graph_builder.store.files import locked
from graph_builder.store.shards import place
from tests.graph_builder import handmade
from tests.graph_builder.read.formats import as_pdf, letter_of

from .conftest import BASE, Corpus, documents, graphs, rules_of, write

SENTENCE = "Nederland werkt samen met Unicef in Syrië."
PAGE = "<html><body><p>Nederland werkt samen met Unicef.</p></body></html>"


def reasons(corpus: Corpus) -> dict[str, str]:
    """What the report says of files that gave nothing."""
    told = json.loads((corpus.store.path / REPORT).read_text("utf-8"))
    return {Path(each["file"]).name: each["reason"] for each in told["failed"]}


def test_one_bad_file_stops_nothing_and_is_tried_again(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    (corpus.folder / "empty.txt").write_bytes(b"")
    (corpus.folder / "binary.pdf").write_bytes(bytes(range(256)) * 9)
    assert documents(corpus.build()) == {"kst-32623-1"}
    assert set(reasons(corpus)) == {"empty.txt", "binary.pdf"}
    assert "empty" in reasons(corpus)["empty.txt"]
    (corpus.folder / "empty.txt").write_text("De kat zit op de mat.", encoding="utf-8")
    assert len(documents(corpus.build())) == 2
    assert sorted(corpus.read) == ["binary.pdf", "empty.txt"]


def test_each_file_of_a_folder_of_trouble_is_told_with_its_reason(corpus: Corpus) -> None:
    good = write(corpus.folder, 1, SENTENCE)
    made: dict[str, bytes] = {
        "empty.txt": b"",
        "locked.pdf": as_pdf(letter_of("Geachte voorzitter,\n\nNederland steunt Unicef.\n"), encrypt="geheim"),
        "photo.docx": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "page-named-text.txt": PAGE.encode(),
        "kst-32623-1.html": PAGE.encode(),
    }
    for name, data in made.items():
        (corpus.folder / name).write_bytes(data)
    (corpus.folder / "nowhere.txt").symlink_to(corpus.folder / "gone")
    (corpus.folder / "again").symlink_to(corpus.folder)
    with (corpus.folder / "enormous.pdf").open("wb") as handle:
        handle.truncate(10**12)
    found = documents(corpus.build())
    assert {name.rpartition("-")[0] for name in found} == {"kst-32623", "page-named-text"}
    told = {name: reason.partition(f"{name} ")[2] for name, reason in reasons(corpus).items()}
    assert told.keys() == {"empty.txt", "locked.pdf", "photo.docx", "nowhere.txt", "enormous.pdf"}
    assert told["empty.txt"].startswith("is empty")
    assert told["locked.pdf"].startswith("is encrypted")
    assert told["nowhere.txt"].startswith("links to a file that is not there")
    assert told["enormous.pdf"].startswith("is larger than 200,000,000 bytes")
    report = json.loads((corpus.store.path / REPORT).read_text("utf-8"))
    assert report["left_aside"] == [{"file": str(good), "for": str(good.with_suffix(".html"))}]


def test_who_reads_a_generation_goes_on_reading_it_while_the_next_is_built(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    served = corpus.build()
    quads = served.quads()
    first = next(quads)
    write(corpus.folder, 1, "De kat zit op de mat.")
    later = corpus.build()
    assert later != served
    assert {first, *quads} == set(served.load())


def test_a_fault_of_the_program_in_one_document_costs_that_one(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus.folder, 1, SENTENCE)
    write(corpus.folder, 2, "Deze brief is vervloekt.")
    extract = carry_out.__globals__["extract"]

    def faulty(document: Any, knowledge: Any) -> Any:
        if "vervloekt" in document.text:
            raise ZeroDivisionError("oops")
        return extract(document, knowledge)

    monkeypatch.setitem(carry_out.__globals__, "extract", faulty)
    assert documents(corpus.build()) == {"kst-32623-1"}
    assert "ZeroDivisionError: oops" in reasons(corpus)["kst-32623-2.txt"]


def test_a_document_whose_graph_breaks_a_shape_is_left_out(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus.folder, 1, SENTENCE)
    write(corpus.folder, 2, SENTENCE)
    describe = carry_out.__globals__["describe_lines"]

    def without_format(extraction: Any, *rest: Any) -> bytes:
        lines = describe(extraction, *rest).splitlines(keepends=True)
        bad = extraction.document.key == "kst-32623-2"
        return b"".join(line for line in lines if not (bad and b"#sourceFormat> " in line))

    monkeypatch.setitem(carry_out.__globals__, "describe_lines", without_format)
    assert documents(corpus.build()) == {"kst-32623-1"}
    assert "breaks a shape: A document tells what kind of file it came from" in reasons(corpus)["kst-32623-2.txt"]


def test_decisions_find_their_document_whether_or_not_its_name_tells_its_key(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    nameless = corpus.folder / "brief.txt"
    nameless.write_text(f"{SENTENCE}\n", encoding="utf-8")
    key = f"brief-{hashlib.sha256(nameless.read_bytes()).hexdigest()[:8]}"
    reviews = tuple(
        Review(document, SENTENCE, "", "rejected", None, None, "een lezer", date(2025, 11, 1))
        for document in ("kst-32623-1", key)
    )
    told = [quad for quad in corpus.build(reviews=reviews).quads() if quad.predicate == kg("reviewOf")]
    assert {quad.object.value.rpartition("/")[2] for quad in told} == {"kst-32623-1", key}
    corpus.build(reviews=reviews)
    assert corpus.read == []


def test_the_better_format_of_a_paper_counts_also_when_it_comes_later(corpus: Corpus) -> None:
    text = write(corpus.folder, 1, SENTENCE)
    before = graphs(corpus.build())
    text.with_suffix(".html").write_text(PAGE, encoding="utf-8")
    after = graphs(corpus.build())
    assert corpus.read == ["kst-32623-1.html"]
    assert before.keys() == after.keys()
    assert before != after
    told = json.loads((corpus.store.path / REPORT).read_text("utf-8"))
    assert [Path(each["file"]).suffix for each in told["left_aside"]] == [".txt"]
    text.with_suffix(".html").unlink()
    assert graphs(corpus.build()) == before


def test_documents_are_added_to_what_there_is(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    corpus.build()
    (corpus.folder / "kst-32623-1.txt").unlink()
    write(corpus.folder, 2, SENTENCE)
    assert documents(corpus.build(add=True)) == {"kst-32623-1", "kst-32623-2"}
    assert documents(corpus.build()) == {"kst-32623-2"}


def test_a_build_goes_on_where_it_was_stopped(corpus: Corpus) -> None:
    for number in range(4):
        write(corpus.folder, number, SENTENCE)

    class Stop(BaseException):
        pass

    def stopping(task: Task, knowledge: Any) -> Outcome:
        if len(corpus.read) == 2:
            raise Stop
        corpus.read.append(task.payload.name)
        return carry_out(task, knowledge)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph_builder.corpus.building.carry_out", stopping)
        with pytest.raises(Stop):
            corpus.build()
    first = list(corpus.read)
    assert corpus.store.current_name() is None
    corpus.store.prune()
    corpus.build()
    assert sorted(first + corpus.read) == [f"kst-32623-{number}.txt" for number in range(4)]


def test_what_is_pruned_is_forgotten(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    corpus.build()
    write(corpus.folder, 1, "De kat zit op de mat.")
    corpus.build()
    corpus.store.prune(1)
    forget_pruned(corpus.store)
    with open_ledger(corpus.store) as ledger:
        assert ledger._base.execute("SELECT count(*) FROM work").fetchone() == (1,)
    corpus.build()
    assert corpus.read == []


def test_nothing_to_read_publishes_nothing(corpus: Corpus) -> None:
    with pytest.raises(ReadError, match="no document in what was named"):
        corpus.build()
    assert corpus.store.current_name() is None


def test_two_builds_at_once_on_one_store(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    with locked(corpus.store.path, 0, BUILDING), pytest.raises(StoreError, match="Another process is building in"):
        corpus.build()
    corpus.build()


def test_a_publication_in_between_is_built_upon(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus.folder, 1, SENTENCE)
    corpus.build()
    write(corpus.folder, 2, SENTENCE)
    publish = Store.publish_shards

    def late(store: Store, *arguments: Any, **options: Any) -> Any:
        monkeypatch.setattr(Store, "publish_shards", publish)
        store.publish(b'<urn:a> <urn:p> "1" <urn:other> .\n')
        return publish(store, *arguments, **options)

    monkeypatch.setattr(Store, "publish_shards", late)
    made = graphs(corpus.build(add=True))
    assert "<urn:other>" in made
    assert documents(corpus.store.current()) == {"kst-32623-1", "kst-32623-2"}


def test_a_full_disk_is_told_and_what_was_served_stays(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus.folder, 1, SENTENCE)
    before = corpus.build()
    write(corpus.folder, 2, SENTENCE)

    def full(*_: Any, **__: Any) -> Iterator[Any]:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr("graph_builder.store.shards.Path.replace", full)
        with pytest.raises(StoreError, match="is full: make room and run the same again"):
            corpus.build()
    assert corpus.store.current() == before
    assert documents(corpus.build()) == {"kst-32623-1", "kst-32623-2"}


def test_a_ledger_that_is_damaged_or_gone_costs_time_alone(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    before = corpus.build()
    (corpus.store.path / "work" / "ledger.sqlite").write_bytes(b"nonsense" * 1000)
    assert graphs(corpus.build()) == graphs(before)
    assert corpus.read == ["kst-32623-1.txt"]


def test_a_shard_that_is_gone_is_made_again(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    for shard in corpus.build().shards():
        if "/document/" in shard.graph:
            place(corpus.store.path, shard.hash).unlink()
    corpus.build()
    assert corpus.read == ["kst-32623-1.txt"]
    assert list(corpus.store.current().quads())


def test_the_ledger_fails_as_a_sentence(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    write(corpus.folder, 1, SENTENCE)

    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("graph_builder.corpus.ledger.Ledger.done", full)
    with pytest.raises(StoreError, match=r"disk is full.*what was done is kept"):
        corpus.build()


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


def test_a_process_that_takes_too_long_is_ended() -> None:
    code = "from graph_builder.corpus.limit import ended_after\nwith ended_after(0.1):\n    while True: pass"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 1


def test_a_document_that_takes_too_long_is_left_and_tried_again(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        write(corpus.folder, number, "Dit duurt lang." if number == 1 else SENTENCE)
    extract = carry_out.__globals__["extract"]

    def endless(document: Any, knowledge: Any) -> Any:
        if "duurt lang" in document.text:
            signal.raise_signal(signal.SIGALRM)
        return extract(document, knowledge)

    with monkeypatch.context() as patch:
        patch.setitem(carry_out.__globals__, "extract", endless)
        assert documents(corpus.build()) == {"kst-32623-0", "kst-32623-2"}
    assert reasons(corpus) == {
        "kst-32623-1.txt": "kst-32623-1.txt was left after 300 seconds: split it, or give it longer with --limit."
    }
    assert documents(corpus.build()) == {"kst-32623-0", "kst-32623-1", "kst-32623-2"}
    assert corpus.read == ["kst-32623-1.txt"]


def test_processes_give_what_one_process_gives(corpus: Corpus, tmp_path: Path) -> None:
    rules_digest.cache_clear()
    for number in range(14):
        write(corpus.folder, number, SENTENCE, f"Dit is brief nummer {number}.")
    rules = current_rules(handmade.knowledge)
    alone = graphs(corpus.build(rules))
    other = Corpus(corpus.folder, Store.open(tmp_path / "other", create=True))
    assert graphs(other.build(rules, workers=2)) == alone
    assert rules_of().digest != rules.digest
