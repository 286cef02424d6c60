"""How fast documents are read: extraction alone, a build with validation, and growth with the text's length.

    python tests/benchmarks/extract_speed.py [--quick]

One process, one core; seconds are those of the processor, so that other work on the machine counts little. Each figure
is the best of several runs.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Callable
from pathlib import Path

from graph_builder.build import build
from graph_builder.describe import describe_knowledge
from graph_builder.extract import Knowledge, extract, load_knowledge
from graph_builder.facts import facts
from graph_builder.iris import Base
from graph_builder.model import Document, Metadata
from graph_builder.read import read, read_file
from graph_builder.recognise import recognise
from graph_builder.relate import relate
from graph_builder.relate.tracks import find_tracks
from graph_builder.resolve import resolve
from graph_builder.validate import validate

LETTER = Path(__file__).parents[2] / "examples" / "kst-32623-376.txt"
AIM = 100
"""Letters a second that extraction alone should reach on one core."""


def best(work: Callable[[], object], runs: int) -> float:
    """Run `work` several times; give the shortest time in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def copies(letter: Document, size: int) -> Document:
    """Make a text of about `size` characters out of whole letters."""
    text = "\n\n".join([letter.text.strip()] * max(1, round(size / len(letter.text))))
    return read(text[: max(size, 1)].encode(), "many.txt", Metadata(date=letter.metadata.date))


def measure_extraction(letter: Document, knowledge: Knowledge, runs: int) -> None:
    seconds = best(lambda: extract(letter, knowledge), runs)
    print(f"extraction alone       {1 / seconds:8.1f} letters a second ({seconds * 1000:.1f} ms each; aim {AIM})")
    measure_steps(letter, knowledge, runs)
    reading = best(lambda: read_file(LETTER), runs)
    print(f"reading the file       {reading * 1000:8.1f} ms")
    with_facts = best(lambda: facts(extract(letter, knowledge), knowledge.vocabulary), runs)
    print(f"extraction with facts  {1 / with_facts:8.1f} letters a second")


def measure_steps(letter: Document, knowledge: Knowledge, runs: int) -> None:
    """Print what each step of the pipeline takes of a letter."""
    found = recognise(letter, knowledge.lexicon)
    mentions, references = resolve(letter, found, knowledge.registry)
    tracks = find_tracks(letter)
    steps: dict[str, Callable[[], object]] = {
        "recognise": lambda: recognise(letter, knowledge.lexicon),
        "resolve": lambda: resolve(letter, found, knowledge.registry),
        "tracks": lambda: find_tracks(letter),
        "relate": lambda: relate(letter, mentions, references, tracks, knowledge.frames),
    }
    for name, step in steps.items():
        print(f"  of which {name:<12}{best(step, runs) * 1000:9.1f} ms")


def measure_build(letter: Document, knowledge: Knowledge, runs: int) -> None:
    base = Base()
    built = build([letter], knowledge, base)
    describing = best(lambda: build([letter], knowledge, base), runs)
    checking = best(lambda: validate(built.quads), runs)
    context = best(lambda: describe_knowledge(base), runs)
    print(f"extract and describe   {describing:8.2f} s, {len(built.quads)} quads")
    print(f"validate               {checking:8.2f} s")
    print(f"ontology and registry  {context:8.2f} s")
    print(f"build with validation  {describing + checking + context:8.2f} s in all")


def measure_growth(letter: Document, knowledge: Knowledge, largest: int) -> None:
    print(f"\n{'characters':>12}{'seconds':>10}{'µs a character':>16}{'statements':>12}")
    size = 1_000
    while size <= largest:
        document = copies(letter, size)
        start = time.process_time()
        extraction = extract(document, knowledge)
        seconds = time.process_time() - start
        length = len(document.text)
        print(f"{length:12,}{seconds:10.3f}{seconds / length * 1e6:16.2f}{len(extraction.statements):12,}", flush=True)
        size *= 10


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how fast documents are read.")
    parser.add_argument("--quick", action="store_true", help="fewer runs, and texts up to 100 kB only")
    quick = parser.parse_args().quick
    start = time.process_time()
    knowledge = load_knowledge()
    loading = time.process_time() - start
    names = sum(len(entry.names) for entry in knowledge.registry.entries.values())
    print(
        f"Python {platform.python_version()}, {platform.machine()}; registry of {len(knowledge.registry.entries):,} "
        f"entries with {names:,} names\n"
    )
    print(f"loading what is known  {loading:8.2f} s, once")
    letter = read_file(LETTER)
    runs = 5 if quick else 30
    measure_extraction(letter, knowledge, runs)
    measure_build(letter, knowledge, 1 if quick else 3)
    measure_growth(letter, knowledge, 100_000 if quick else 10_000_000)


if __name__ == "__main__":
    main()
