"""What a build survives: bad files, faults, a full disk, damage; and what it tells of them."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from graph_builder.corpus.building import REPORT
from graph_builder.corpus.work import carry_out
from graph_builder.errors import StoreError
from graph_builder.store.shards import place
from tests.graph_builder.read.formats import as_pdf, letter_of

from .conftest import PAGE, SENTENCE, Corpus, documents, graphs, reasons, write


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
