"""A build over many files: what it publishes, and what it goes on from."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_builder.corpus.building import REPORT, forget_pruned, open_ledger
from graph_builder.corpus.work import Outcome, Task, carry_out
from graph_builder.describe.sheet import kg
from graph_builder.errors import ReadError, StoreError
from graph_builder.model import Review
from graph_builder.store import BUILDING, Store
from graph_builder.store.files import locked

from .conftest import PAGE, SENTENCE, Corpus, documents, graphs, write


def test_who_reads_a_generation_goes_on_reading_it_while_the_next_is_built(corpus: Corpus) -> None:
    write(corpus.folder, 1, SENTENCE)
    served = corpus.build()
    quads = served.quads()
    first = next(quads)
    write(corpus.folder, 1, "De kat zit op de mat.")
    later = corpus.build()
    assert later != served
    assert {first, *quads} == set(served.load())


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
