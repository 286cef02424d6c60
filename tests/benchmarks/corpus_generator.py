"""Makes a corpus of any size out of the prose of real papers: same seed, same files.

    python tests/benchmarks/corpus_generator.py FOLDER --count 10000 [--seed 1] [--source ../shared]

Each file is a letter of about 5 kB with a title block of its own; its paragraphs are drawn from real papers, with
states, years, amounts and the numbers of motions changed, so that no two letters say the same. The letters are for
measuring: they are no documents of any parliament.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from graph_builder.errors import ReadError
from graph_builder.read import read_file
from graph_builder.read.forms import MONTHS
from ontology.registry import load_registry

ROOT = Path(__file__).parents[2]
LENGTH = 4800
"""How many characters of prose a letter has, at least."""
NUMBERS_PER_DOSSIER = 400
FILES_PER_FOLDER = 1000
FROM_BUNDLED = 0.3
"""The share of paragraphs of the bundled letter: letters then say about as much as real ones."""
FIRST_DAY = date(2010, 1, 4)
DAYS = 5600

_KINDS = ("ah", "antw", "brief", "kst", "pts")
"""Which papers are drawn from: letters, answers and motions; no debates."""
_MINISTRIES = (
    "BUITENLANDSE ZAKEN",
    "DEFENSIE",
    "JUSTITIE EN VEILIGHEID",
    "FINANCIËN",
    "INFRASTRUCTUUR EN WATERSTAAT",
    "ONDERWIJS, CULTUUR EN WETENSCHAP",
)
_YEAR = re.compile(r"\b20[012]\d\b")
_AMOUNT = re.compile(r"(?<=€ )\d{1,3}(?:[.,]\d+)?|\b\d{1,3}(?:,\d)?(?= (?:miljoen|miljard|mln))")
_MOTION = re.compile(r"(?<=, nr\. )\d{1,4}\b")


@dataclass(frozen=True, slots=True)
class Prose:
    """What letters are made of."""

    bundled: tuple[str, ...]
    """Paragraphs of the bundled letter: dense in statements."""
    others: tuple[str, ...]
    """Paragraphs of other papers."""
    states: tuple[str, ...]
    state: re.Pattern[str]


def load_prose(source: Path | None) -> Prose:
    """Gather the paragraphs of the bundled letter and, where there is one, of a folder of further papers."""
    bundled = tuple(dict.fromkeys(_paragraphs(ROOT / "examples" / "kst-32623-376.txt")))
    further = [path for kind in _KINDS for path in sorted((source / "papers").glob(f"{kind}-*.txt"))] if source else []
    others = tuple(dict.fromkeys(paragraph for path in further for paragraph in _paragraphs(path)))
    entries = load_registry().entries.values()
    labels = [name for entry in entries if entry.cls == "State" for name in entry.names if name.kind == "label"]
    states = sorted({name.text for name in labels if name.lang == "nl"})
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(states, key=len, reverse=True)))})\b")
    return Prose(bundled, others or bundled, tuple(states), pattern)


def generate(folder: Path, count: int, seed: int = 1, source: Path | None = None) -> None:
    """Write `count` letters below a folder, a thousand to a folder of its own.

    Args:
        folder: Made if it is not there.
        count: How many.
        seed: Another one gives other letters under the same names.
        source: Where `papers/*.txt` hold further prose.
    """
    prose = load_prose(source)
    for index in range(count):
        place = folder / f"{index // FILES_PER_FOLDER:04}"
        place.mkdir(parents=True, exist_ok=True)
        dossier, number = 30000 + index // NUMBERS_PER_DOSSIER, index % NUMBERS_PER_DOSSIER + 1
        text = letter(prose, random.Random(f"{seed}-{index}"), dossier, number)
        (place / f"kst-{dossier}-{number}.txt").write_text(text, encoding="utf-8")


def letter(prose: Prose, chance: random.Random, dossier: int, number: int) -> str:
    """Write one letter."""
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    session = day.year if day.month >= 9 else day.year - 1
    ministry = chance.choice(_MINISTRIES)
    body = "\n\n".join(_drawn(prose, chance, day.year))
    return (
        f"Tweede Kamer der Staten-Generaal\n\n2\n\nVergaderjaar {session}–{session + 1}\n\n"
        f"{dossier // 1000} {dossier % 1000:03} Beleid van het kabinet\n\nNr. {number}\n\n"
        f"BRIEF VAN DE MINISTER VAN {ministry}\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\n"
        f"Den Haag, {day.day} {MONTHS[day.month - 1]} {day.year}\n\n{body}\n\n"
        f"De Minister van {ministry.title().replace(' En ', ' en ')}\n"
    )


def _drawn(prose: Prose, chance: random.Random, year: int) -> Iterator[str]:
    length = 0
    while length < LENGTH:
        pool = prose.bundled if chance.random() < FROM_BUNDLED else prose.others
        paragraph = _varied(chance.choice(pool), prose, chance, year)
        length += len(paragraph)
        yield paragraph


def _varied(paragraph: str, prose: Prose, chance: random.Random, year: int) -> str:
    """Change what can be changed without breaking a sentence; the same state becomes the same other one."""
    others: dict[str, str] = {}
    text = prose.state.sub(lambda found: others.setdefault(found[0], chance.choice(prose.states)), paragraph)
    text = _YEAR.sub(lambda _: str(year + chance.randrange(-2, 2)), text)
    text = _AMOUNT.sub(lambda _: str(chance.randrange(2, 900)), text)
    return _MOTION.sub(lambda _: str(chance.randrange(1, NUMBERS_PER_DOSSIER)), text)


def _paragraphs(path: Path) -> Iterator[str]:
    try:
        document = read_file(path)
    except ReadError:
        return
    for block in document.blocks:
        words = " ".join(block.span.of(document.text).split())
        marked = any(block.span.overlaps(mark) for mark in document.markup)
        if block.kind == "paragraph" and not marked and 120 <= len(words) <= 1500 and words.endswith("."):
            yield words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--source", type=Path, default=ROOT.parent / "shared")
    asked = parser.parse_args()
    generate(asked.folder, asked.count, asked.seed, asked.source if asked.source.is_dir() else None)


if __name__ == "__main__":
    main()
