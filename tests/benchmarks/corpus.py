"""How a corpus is built: documents a second, stage by stage and as a whole, memory, disk, growth, and what a change costs.

    python tests/benchmarks/corpus.py [--counts 100,1000,10000] [--workers 1,2] [--folder /tmp/corpus] [--seed 1]

Letters are made by corpus_generator.py; the same seed gives the same letters. Stages are measured in seconds of the
processor in one process; builds in seconds of the clock, each as the command that a person would run, in a process of its
own whose memory (the largest of its processes) is read when it has ended. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pyoxigraph as ox
from corpus_generator import generate

from graph_builder.corpus.rules import words_of
from graph_builder.corpus.shared import shared_of
from graph_builder.describe import describe_lines
from graph_builder.extract import extract, load_knowledge
from graph_builder.iris import Base
from graph_builder.read import read
from graph_builder.store import Store, write_shard
from graph_builder.validate import validate

Given = TypeVar("Given")

ROOT = Path(__file__).parents[2]
AIM = 40
"""Documents a second, validation included, that two cores should reach."""
SAMPLE = 100
"""Documents whose stages are measured."""
NEWS = 20
"""Documents that a day brings."""


@dataclass
class Stages:
    """Seconds of the processor by stage."""

    seconds: dict[str, float] = field(default_factory=dict)

    def take(self, name: str, work: Callable[..., Given], *arguments: object) -> Given:
        """Do a stage."""
        start = time.process_time()
        given = work(*arguments)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - start
        return given


def files(folder: Path, count: int) -> list[Path]:
    """Give the first letters of a corpus."""
    return sorted(folder.rglob("*.txt"))[:count]


def measure_stages(paths: Sequence[Path]) -> None:
    """Measure what one document costs, stage by stage, on one core."""
    knowledge, base, stages = load_knowledge(), Base(), Stages()
    validate([])
    quads = size = 0
    with TemporaryDirectory() as folder:
        for path in paths:
            data = path.read_bytes()
            document = stages.take("read", read, data, path.name)
            extraction = stages.take("extract", extract, document, knowledge)
            lines = stages.take("describe", describe_lines, extraction, knowledge.vocabulary, base)
            stages.take("validate", validate, lines)
            stages.take("words", words_of, document)
            stages.take("shared", shared_of, lines)
            stages.take("write", write_shard, Path(folder), "", [lines])
            quads, size = quads + lines.count(b"\n"), size + len(lines)
        reference = _timed(lambda: validate(lines, "reference"))
    count, whole = len(paths), sum(stages.seconds.values())
    print(f"one document: {quads / count:.0f} quads, {size / count / 1000:.0f} kB of N-Quads")
    for name, seconds in stages.seconds.items():
        rate = count / seconds if seconds else float("inf")
        print(f"  {name:10} {seconds / count * 1000:7.1f} ms {seconds / whole:6.0%} {rate:9.0f} documents a second")
    print(f"  {'together':10} {whole / count * 1000:7.1f} ms {1:6.0%} {count / whole:9.1f} documents a second")
    print(f"  the reference engine takes {reference * 1000:.0f} ms to validate one of them")


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def build(folder: Path, store: Path, workers: int) -> tuple[float, int]:
    """Run a build as a person would; give seconds of the clock and megabytes of its largest process."""
    command = [sys.executable, "-m", "api", "build", str(folder), "--store", str(store), "--workers", str(workers)]
    probe = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
    probe += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", probe, *command], cwd=ROOT, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, int(done.stdout) // 1024


def measure_builds(folder: Path, counts: Sequence[int], workers: Sequence[int], seed: int) -> Path:
    """Measure whole builds as they grow; give the store of the last."""
    store = folder / "store"
    print(f"\n{'documents':>9} {'processes':>9} {'seconds':>8} {'a second':>9} {'MB':>6} {'kB on disk each':>16}")
    for count in counts:
        letters = folder / f"letters-{count}"
        if not letters.exists():
            generate(letters, count, seed, _source())
        for processes in workers:
            shutil.rmtree(store, ignore_errors=True)
            seconds, memory = build(letters, store, processes)
            disk = sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / count / 1000
            print(f"{count:9} {processes:9} {seconds:8.1f} {count / seconds:9.1f} {memory:6} {disk:16.0f}", flush=True)
    measure_news(folder / f"letters-{counts[-1]}", store, max(workers), seed)
    return store


def measure_news(letters: Path, store: Path, workers: int, seed: int) -> None:
    """Measure a build in which nothing, and one in which a few letters, are new."""
    seconds, _ = build(letters, store, workers)
    print(f"the same again: {seconds:.1f} s")
    more = letters.with_name("more")
    shutil.rmtree(more, ignore_errors=True)
    generate(more, NEWS, seed + 1, _source())
    for number, path in enumerate(files(more, NEWS)):
        shutil.move(path, letters / f"kst-29999-{number + 1}.txt")
    seconds, _ = build(letters, store, workers)
    print(f"{NEWS} letters more: {seconds:.1f} s until they are published")
    for number in range(NEWS):
        (letters / f"kst-29999-{number + 1}.txt").unlink()


def measure_load(store: Path) -> None:
    """Measure loading a generation against what the engine reaches on the same quads in one file."""
    generation = Store.open(store).current()
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.nq"
        with whole.open("wb") as handle:
            handle.writelines(generation.pieces())

        def engine() -> None:
            ox.Store().bulk_load(path=str(whole), format=ox.RdfFormat.N_QUADS)

        ours, theirs = [], []
        for _ in range(3):
            theirs.append(_timed(engine))
            ours.append(_timed(generation.load))
    ratio = min(theirs) / min(ours)
    rate = generation.manifest.quads / min(ours)
    print(f"loading {generation.manifest.quads} quads: {rate:,.0f} a second, {ratio:.2f} of the engine's own (aim 0.9)")


def _source() -> Path | None:
    shared = ROOT.parent / "shared"
    return shared if shared.is_dir() else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="100,1000", help="how many letters, one build each")
    parser.add_argument("--workers", default="1,2")
    parser.add_argument("--folder", type=Path, help="where letters and store go; else a temporary folder")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    counts = [int(count) for count in asked.counts.split(",")]
    print(f"{platform.python_implementation()} {platform.python_version()}, aim {AIM} documents a second on two cores")
    with TemporaryDirectory() as temporary:
        folder: Path = asked.folder or Path(temporary)
        sample = folder / "sample"
        if not sample.exists():
            generate(sample, SAMPLE, asked.seed, _source())
        measure_stages(files(sample, SAMPLE))
        store = measure_builds(folder, counts, [int(count) for count in asked.workers.split(",")], asked.seed)
        measure_load(store)


if __name__ == "__main__":
    main()
