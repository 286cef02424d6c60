"""A build of several processes that is stopped, gently or not, and goes on."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_builder.corpus.rules import current_rules, rules_digest
from graph_builder.store import Store
from tests.graph_builder import handmade

from .conftest import Corpus, graphs, write

LETTERS = 80
MARK = "KAMERGRAAF_TEST_OF_STOPPING"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def running(corpus: Corpus) -> Iterator[subprocess.Popen[str]]:
    """A build that has begun to write."""
    for number in range(LETTERS):
        write(
            corpus.folder, number, *(f"Nederland werkt samen met Unicef in Syrië, voor de {n}e keer." for n in range(9))
        )
    # As at a terminal: a run in the background may be deaf to SIGINT, and hands that down.
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nfrom graph_builder.cli import app; app()"
    command = [sys.executable, "-c", code, "build", str(corpus.folder), "--store", str(corpus.store.path)]
    process = subprocess.Popen(
        [*command, "--workers", "2"],
        cwd=ROOT,
        env=os.environ | {MARK: str(corpus.folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while process.poll() is None and done(corpus) < 3:
        time.sleep(0.02)
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def done(corpus: Corpus) -> int:
    """How many documents the ledger knows."""
    try:
        with sqlite3.connect(f"file:{corpus.store.path}/work/ledger.sqlite?mode=ro", uri=True) as base:
            return int(base.execute("SELECT count(*) FROM work").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def left(corpus: Corpus) -> list[str]:
    """The processes of the build that still run."""
    mark, found = f"{MARK}={corpus.folder}".encode(), []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (place / "environ").read_bytes():
                found.append(place.name)
        except OSError:
            continue
    return found


def goes_on(corpus: Corpus, tmp_path: Path) -> None:
    """Build again, and compare with a build that was never stopped."""
    rules_digest.cache_clear()
    rules, before = current_rules(handmade.knowledge), done(corpus)
    made = graphs(corpus.build(rules))
    assert len(corpus.read) == LETTERS - before
    assert made == graphs(Corpus(corpus.folder, Store.open(tmp_path / "whole", create=True)).build(rules))


def test_a_build_that_is_killed_loses_what_was_in_hand(
    corpus: Corpus, running: subprocess.Popen[str], tmp_path: Path
) -> None:
    running.kill()
    running.wait()
    deadline = time.monotonic() + 60
    while left(corpus) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left(corpus) == []
    assert corpus.store.current_name() is None
    assert 3 <= done(corpus) < LETTERS
    goes_on(corpus, tmp_path)


def test_a_build_that_is_interrupted_says_so_and_goes_on(
    corpus: Corpus, running: subprocess.Popen[str], tmp_path: Path
) -> None:
    os.killpg(running.pid, signal.SIGINT)
    output, errors = running.communicate(timeout=120)
    assert (running.returncode, output) == (130, "")
    assert errors.strip() == "Stopped: what was read is kept, and the same command goes on from there."
    goes_on(corpus, tmp_path)
