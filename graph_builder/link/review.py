"""The review file: candidates for a person to accept or reject, one a line (tab-separated, for any spreadsheet).

A decision counts for the actor's name that it was made on: when the name changes, the line is open again. A run adds
lines and never takes a decision away.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL

from graph_builder.describe.sheet import term
from graph_builder.errors import LinkError
from graph_builder.iris import Base
from graph_builder.link.sheet import SourceSheet
from graph_builder.link.sources import load_source
from graph_builder.link.wikidata import KEY, Candidate
from graph_builder.prefixes import PREFIXES
from graph_builder.store import files

__all__ = ["Line", "as_entries", "decide", "describe_accepted", "merge", "read_review", "write_review"]

_COLUMNS = ("decision", "actor", "name", "class", "item", "label", "description", "score", "reasons")
_DECISIONS = ("", "accept", "reject")


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate, and what a person made of it."""

    decision: str
    """"accept", "reject", or "" where nobody decided yet."""
    actor: str
    name: str
    cls: str
    item: str
    label: str
    description: str
    score: str
    reasons: str


def read_review(path: Path) -> list[Line]:
    """Read a review file; none at all is an empty one.

    Raises:
        LinkError: It lacks a column, or a line has a decision or an item that is none.
    """
    if not path.exists():
        return []
    try:
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter="\t"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LinkError(f"{path} cannot be read: {error}.") from error
    if not rows or tuple(rows[0]) != _COLUMNS:
        raise LinkError(f"{path} has other columns than {', '.join(_COLUMNS)}: was it made by `kamergraaf link`?")
    return [_line(path, number, row) for number, row in enumerate(rows[1:], 2) if any(row)]


def _line(path: Path, number: int, row: list[str]) -> Line:
    if len(row) != len(_COLUMNS):
        raise LinkError(f"{path}, line {number}, has {len(row)} columns instead of {len(_COLUMNS)}.")
    line = Line(row[0].strip().lower(), *row[1:])
    if line.decision not in _DECISIONS:
        raise LinkError(f"{path}, line {number}: the decision {row[0]!r} is neither accept nor reject nor empty.")
    if not re.fullmatch(r"Q[1-9]\d*", line.item) or not re.fullmatch(r"actor/[\w./-]+", line.actor):
        raise LinkError(f"{path}, line {number}: {line.actor!r} or {line.item!r} is no name of an actor or an item.")
    return line


def merge(known: Iterable[Line], candidates: Iterable[Candidate], missed: Container[str] = ()) -> list[Line]:
    """Add candidates to what was reviewed before.

    Args:
        known: What was reviewed before.
        candidates: What this run found.
        missed: Actors that this run could not look up: their lines stay.

    Returns:
        By actor, the likeliest first; decided lines stay, undecided ones that are no candidates any more go.
    """
    stay = (line for line in known if line.decision or line.actor in missed)
    lines = {(line.actor, line.item, line.name): line for line in stay}
    for candidate in candidates:
        line = _proposal(candidate)
        lines.setdefault((line.actor, line.item, line.name), line)
    return sorted(lines.values(), key=lambda line: (line.actor, -float(line.score or 0), line.item))


def _proposal(candidate: Candidate) -> Line:
    actor, item = candidate.actor, candidate.item
    return Line(
        decision="",
        actor=actor.path,
        name=_one_line(actor.name),
        cls=actor.cls,
        item=item.id,
        label=_one_line(item.label),
        description=_one_line(item.description),
        score=f"{candidate.score:g}",
        reasons="; ".join(candidate.reasons),
    )


def _one_line(words: str) -> str:
    return " ".join(words.split())


def write_review(path: Path, lines: Iterable[Line]) -> None:
    """Write a review file, so that a crash leaves the old one or the new one."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for line in lines:
        values = (line.decision, line.actor, line.name, line.cls, line.item, line.label, line.description)
        writer.writerow((*values, line.score, line.reasons))
    files.replace(path, text.getvalue().encode())


def decide(lines: Iterable[Line], candidate: str, decision: str) -> list[Line]:
    """Write a decision on a candidate.

    Args:
        lines: Of the review file.
        candidate: An actor and an item, as in "actor/x/hulpfonds=Q1".
        decision: "accept" or "reject".

    Raises:
        LinkError: There is no such candidate.
    """
    known = list(lines)
    decided = [replace(line, decision=decision) if f"{line.actor}={line.item}" == candidate else line for line in known]
    if not any(f"{line.actor}={line.item}" == candidate for line in known):
        raise LinkError(f"{candidate} is no candidate: write ACTOR=ITEM as they stand in the review file.")
    return decided


def as_entries(lines: Iterable[Line]) -> str:
    """Write what was accepted as entries of the registry, in Turtle, each with where its identifier was found."""
    source = load_source(KEY)
    head = [f"@prefix {name}: <{PREFIXES[name]}> ." for name in ("kg", "owl", "skos")]
    entries = [f"@prefix actor: <{Base().iri('actor/')}> .", ""]
    for line in lines:
        if line.decision == "accept":
            key = line.actor.removeprefix("actor/").removeprefix("x/")
            names = dict.fromkeys([line.name, *([line.label] if line.label else [])])
            preferred, *others = [str(ox.Literal(name, language="nl")) for name in names]
            said = [f"skos:prefLabel {preferred}", *(f"skos:altLabel {other}" for other in others)]
            said.append(f"owl:sameAs <{source.data['entity']}{line.item}>")
            entries.append(f"# {source.label_en} {line.item}: {line.description or 'no description'}; {line.reasons}")
            entries.append(f"actor:{key} a kg:{line.cls} ;\n    " + " ;\n    ".join(said) + " .\n")
    return "\n".join([*head, *entries])


def describe_accepted(lines: Iterable[Line], base: Base) -> list[ox.Quad]:
    """Write what was accepted, and nothing else, as quads of Wikidata's graph; none at all where nothing was.

    Raises:
        LinkError: An actor was accepted as two items.
    """
    source = load_source(KEY)
    sheet = SourceSheet(source, base)
    accepted: dict[str, str] = {}
    for line in lines:
        if line.decision != "accept":
            continue
        if accepted.setdefault(line.actor, line.item) != line.item:
            raise LinkError(f"{line.actor} was accepted as {accepted[line.actor]} and as {line.item}: keep one.")
        sheet.add(sheet.node(line.actor), term(OWL.sameAs), ox.NamedNode(f"{source.data['entity']}{line.item}"))
    return sheet.quads() if accepted else []
