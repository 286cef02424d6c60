"""Gold annotations as the guidelines fix them: `X.txt`, `X.ann` (brat standoff), `X.facts.tsv`.

Offsets are code points into `X.txt` exactly as stored, half-open. Anything malformed raises `GoldError`, naming file
and line: a score over half-read gold would be worse than none.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import GoldError
from graph_builder.model import Span

COLUMNS = ("subject", "predicate", "object", "qualifiers", "start", "end")
QUALIFIERS = frozenset({"track", "topic", "amount", "amountScope", "period", "due", "role", "modality", "negated"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A span with its type and the key of what it names; equal keys mean the same thing within a document."""

    span: Span
    type: str
    key: str


@dataclass(frozen=True, slots=True)
class GoldTrack:
    """A strand of policy that the document lists."""

    order: int
    span: Span


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One row of `X.facts.tsv`."""

    subject: str
    predicate: str
    object: str
    qualifiers: tuple[tuple[str, str], ...]
    """In the order of their names."""
    span: Span


@dataclass(frozen=True, slots=True)
class Gold:
    """All annotations of one document."""

    name: str
    mentions: tuple[GoldMention, ...]
    tracks: tuple[GoldTrack, ...]
    facts: tuple[GoldFact, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys that name an entity, by some mention."""
        return frozenset(mention.key for mention in self.mentions)


def gold_texts(folder: Path) -> list[Path]:
    """List the annotated texts of a folder, sorted by name.

    Raises:
        GoldError: No such folder, nothing annotated in it, or a document with a part missing.
    """
    if not folder.is_dir():
        raise GoldError(f"{folder} is no folder: name one that holds X.txt, X.ann and X.facts.tsv")
    names = sorted({path.name.removesuffix(".ann") for path in folder.glob("*.ann")})
    if not names:
        raise GoldError(f"{folder} holds no annotated document: expected X.txt, X.ann and X.facts.tsv side by side")
    for name in names:
        for suffix in (".txt", ".facts.tsv"):
            if not (folder / (name + suffix)).is_file():
                raise GoldError(f"{folder / name}.ann has no {name}{suffix} beside it")
    return [folder / f"{name}.txt" for name in names]


def load_gold(text_file: Path, text: str) -> Gold:
    """Read the annotations beside a text.

    Args:
        text_file: `X.txt`; `X.ann` and `X.facts.tsv` lie beside it.
        text: The text that the offsets count in.

    Raises:
        GoldError: A line that the guidelines do not allow, or whose words are not those of the text at its offsets.
    """
    ann = text_file.with_suffix(".ann")
    mentions, tracks = _read_ann(ann, text)
    facts = tuple(_read_facts(text_file.with_suffix(".facts.tsv"), text))
    return Gold(text_file.stem, mentions, tracks, facts)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8") from error
    except OSError as error:
        raise GoldError(f"{path} cannot be read: {error.strerror}") from error


def _read_ann(path: Path, text: str) -> tuple[tuple[GoldMention, ...], tuple[GoldTrack, ...]]:
    found: dict[str, tuple[str, Span, str]] = {}
    notes: dict[str, str] = {}
    for number, line in enumerate(_lines(path), 1):
        where = f"{path}, line {number}"
        if line.startswith("T"):
            name, type_, span = _text_bound(line, text, where)
            if name in found:
                raise GoldError(f"{where}: {name} is there twice")
            found[name] = (type_, span, where)
        elif line.startswith("#"):
            target, key = _note(line, where)
            notes.setdefault(target, key)
        elif line.strip():
            raise GoldError(f"{where}: {line[:40]!r} is neither a mention (T…) nor its note (#…)")
    for name in notes.keys() - found.keys():
        raise GoldError(f"{path}: a note speaks of {name}, which is not there")
    return _mentions(found, notes), _tracks(found, notes)


def _text_bound(line: str, text: str, where: str) -> tuple[str, str, Span]:
    match = re.fullmatch(r"(T\d+)\t(\w+) (\d+) (\d+)\t(.*)", line)
    if match is None:
        raise GoldError(f"{where}: a mention is written 'T1<tab>Type start end<tab>words' in one piece")
    name, type_, words = match[1], match[2], match[5]
    span = _span(match[3], match[4], text, where)
    # brat cannot write a line break, so white space counts as one.
    if span.of(text).split() != words.split():
        raise GoldError(f"{where}: the text has {span.of(text)[:60]!r} at {span.start}–{span.end}, not {words[:60]!r}")
    return name, type_, span


def _span(start: str, end: str, text: str, where: str) -> Span:
    if not (start.isdigit() and end.isdigit() and int(start) < int(end) <= len(text)):
        raise GoldError(f"{where}: {start}–{end} is no stretch of the text, which has {len(text)} characters")
    return Span(int(start), int(end))


def _note(line: str, where: str) -> tuple[str, str]:
    parts = line.split("\t", 2)
    if len(parts) != 3 or not re.fullmatch(r"AnnotatorNotes T\d+", parts[1]) or not parts[2].strip():
        raise GoldError(f"{where}: a note is written '#1<tab>AnnotatorNotes T1<tab>key'")
    return parts[1].removeprefix("AnnotatorNotes "), parts[2].strip()


def _mentions(found: dict[str, tuple[str, Span, str]], notes: dict[str, str]) -> tuple[GoldMention, ...]:
    mentions = []
    for name, (type_, span, where) in found.items():
        if type_ == "PolicyTrack":
            continue
        if name not in notes:
            raise GoldError(f"{where}: {name} has no note with the key of what it names")
        mentions.append(GoldMention(span, type_, notes[name]))
    return tuple(sorted(mentions, key=lambda mention: (mention.span, mention.type)))


def _tracks(found: dict[str, tuple[str, Span, str]], notes: dict[str, str]) -> tuple[GoldTrack, ...]:
    tracks = []
    for name, (type_, span, where) in found.items():
        if type_ != "PolicyTrack":
            continue
        order = re.fullmatch(r"track-([1-9]\d*)", notes.get(name, ""))
        if order is None:
            raise GoldError(f"{where}: {name} needs a note 'track-1', 'track-2', …")
        tracks.append(GoldTrack(int(order[1]), span))
    return tuple(sorted(tracks, key=lambda track: track.order))


def _read_facts(path: Path, text: str) -> list[GoldFact]:
    rows = list(csv.reader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise GoldError(f"{path}, line 1: the columns are {', '.join(COLUMNS)}, with tabs between them")
    facts = []
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        where = f"{path}, line {number}"
        if len(row) != len(COLUMNS) or not all(row[index].strip() for index in (0, 1, 2)):
            raise GoldError(f"{where}: a fact has six columns, and a subject, predicate and object")
        subject, predicate, object_, qualifiers, start, end = row
        facts.append(
            GoldFact(subject, predicate, object_, _qualifiers(qualifiers, where), _span(start, end, text, where))
        )
    return facts


def _qualifiers(cell: str, where: str) -> tuple[tuple[str, str], ...]:
    pairs: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in cell.split(";"))):
        name, equals, value = part.partition("=")
        if not equals or name not in QUALIFIERS or not value:
            raise GoldError(f"{where}: {part!r} is no qualifier; they are {', '.join(sorted(QUALIFIERS))}")
        pairs[name] = value
    return tuple(sorted(pairs.items()))
