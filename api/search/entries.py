"""What of a generation can be found: read once, from its N-Quads, sorted within each named graph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from math import log2

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS, SKOS

from api.search.schema import Kind
from ontology.terms import KG, NIF

__all__ = ["Entry", "entries", "passages"]

LONGEST_PASSAGE = 900
"""Code points; a longer paragraph is cut at the end of a sentence."""

_NAMES = (SKOS.prefLabel, RDFS.label, SKOS.altLabel, KG.abbreviation)
_TERMS = ("textOf", "identifier", "mentions", "cited", "citedTitle", "submitterName", "officialTitle")
_MORE_TERMS = ("officialSubmitterName", "number", "dossierNumber", "dossierTitle")
_WANTED = {
    f"<{iri}>".encode()
    for iri in (
        *_NAMES,
        *(KG[name] for name in (*_TERMS, *_MORE_TERMS)),
        RDF.type,
        NIF.isString,
        DCTERMS.title,
        DCTERMS.date,
    )
}
_ROOMS = ("actor/", "place/", "law/", "programme/")
_PARAGRAPH = re.compile(r"[^\n\r\f]+")
_SENTENCE_END = re.compile(r"[.!?](?=\s)")
_THOUSANDS = re.compile(r"^(\d{2,3})(\d{3})\b")
_MOST_WEIGHT = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found."""

    kind: Kind
    path: str
    """Its path below the base; for a passage with its fragment."""
    title: str
    aside: str = ""
    """What tells it apart: the class of an actor, the number of a motion, the day of a letter."""
    names: tuple[str, ...] = ()
    body: str = ""
    text: str = ""
    """The words of a passage, kept to be shown."""
    weight: int = 10
    """How much it counts among its kind."""


Said = dict[str, list[ox.Literal | str]]
"""What is said of a subject, by predicate: literals, and the IRIs of other things."""


@dataclass(slots=True)
class _Found:
    """What is gathered over graphs, as several of them speak of one thing: it is only whole at the end."""

    things: dict[str, Said] = field(default_factory=dict)
    """Actors, papers and dossiers, by path."""
    mentions: Counter[str] = field(default_factory=Counter)
    cited: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    """Motion to the descriptions, and the names of submitters, that citations give."""

    def add(self, path: str, said: Said) -> None:
        known = self.things.setdefault(path, {})
        for predicate, values in said.items():
            kept = known.setdefault(predicate, [])
            kept += [value for value in values if value not in kept]


def entries(pieces: Iterable[bytes], base: str) -> Iterator[Entry]:
    """Read what can be found.

    A document's text is in its own graph, with the rest that is said of it on neighbouring lines: it is given at once.
    Several graphs speak of an actor or a motion: those come at the end.

    Args:
        pieces: N-Quads in pieces of any size; within a graph sorted by their bytes.
        base: What the IRIs of the data start with.
    """
    found = _Found()
    start = f"<{base}".encode()
    kept = (line for line in _lines(pieces) if line.startswith(start) and line.split(b" ", 2)[1] in _WANTED)
    for subject, group in groupby(kept, key=lambda line: line.partition(b" ")[0]):
        path, said = subject[len(start) : -1].decode(), _said(group)
        if "#" in path:
            _note_citation(said, found)
        elif path.startswith("document/"):
            found.mentions.update(str(each) for each in said.get(str(KG.mentions), ()))
            yield from _letter(path, said)
        elif path.startswith((*_ROOMS, "paper/", "dossier/")):
            found.add(path, said)
    for path, said in found.things.items():
        if path.startswith("dossier/"):
            yield from _dossier(path, said)
        elif path.startswith("paper/"):
            yield from _motion(path, said, found.cited.get(base + path, ([], [])))
        else:
            yield from _actor(path, said, found.mentions[base + path])


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into passages: paragraphs, the long ones at the ends of sentences; code points, half-open."""
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        while end - start > LONGEST_PASSAGE:
            ends = [found.end() for found in _SENTENCE_END.finditer(text, start, start + LONGEST_PASSAGE)]
            cut = ends[-1] if ends else start + LONGEST_PASSAGE
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    if rest:
        yield rest


def _said(lines: Iterable[bytes]) -> Said:
    said: Said = {}
    for quad in ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS):
        value = quad.object
        values = said.setdefault(quad.predicate.value, [])
        kept = value if isinstance(value, ox.Literal) else getattr(value, "value", "")
        if kept not in values:
            values.append(kept)
    return said


def _texts(said: Said, *predicates: str, language: str | None = None) -> list[str]:
    values = (value for predicate in predicates for value in said.get(str(predicate), ()))
    return [
        value.value for value in values if isinstance(value, ox.Literal) and language in (None, value.language or "")
    ]


def _note_citation(said: Said, found: _Found) -> None:
    for motion in said.get(str(KG.cited), ()):
        titles, submitters = found.cited.setdefault(str(motion), ([], []))
        titles += _texts(said, KG.citedTitle)
        submitters += _texts(said, KG.submitterName)


def _letter(path: str, said: Said) -> Iterator[Entry]:
    texts = _texts(said, NIF.isString)
    if not texts:
        return
    paper = next((str(each).rpartition("/")[2] for each in said.get(str(KG.textOf), ())), "")
    title = next(iter(_texts(said, DCTERMS.title)), paper or path.removeprefix("document/"))
    day = next(iter(_texts(said, DCTERMS.date)), "")
    aside = " · ".join(filter(None, (paper, day)))
    yield Entry("letter", path, title, aside, (title, paper, paper.replace("-", " ")), texts[0])
    for start, end in passages(texts[0]):
        words = texts[0][start:end].strip()
        yield Entry("passage", f"{path}#char={start},{end}", title, aside, (), words, words)


def _motion(path: str, said: Said, cited: tuple[list[str], list[str]]) -> Iterator[Entry]:
    if str(KG.Motion) not in said.get(str(RDF.type), ()):
        return
    labels = _texts(said, RDFS.label, language="nl") or [path.removeprefix("paper/")]
    described = [*_texts(said, KG.officialTitle), *_texts(said, DCTERMS.title), *dict.fromkeys(cited[0])]
    submitters = {*cited[1], *_texts(said, KG.officialSubmitterName)}
    names = (*_texts(said, *_NAMES, KG.identifier, KG.number, KG.dossierNumber), *sorted(submitters))
    spaceless = [re.sub(r"(?<=\d) (?=\d{3}\b)", "", name) for name in names]
    body = " ".join(described)
    yield Entry("motion", path, labels[0], described[0] if described else "", (*names, *spaceless), body)


def _dossier(path: str, said: Said) -> Iterator[Entry]:
    """Give a dossier by its number, as the House writes it as well, and its title where a source has one."""
    title = next(iter(_texts(said, KG.dossierTitle)), "")
    for number in _texts(said, KG.dossierNumber)[:1]:
        written = re.sub(r"-(?!\d)", " ", _THOUSANDS.sub(r"\1 \2", number))
        yield Entry("dossier", path, f"Dossier {written}", title, (number, written, *filter(None, (title,))))


def _actor(path: str, said: Said, mentions: int) -> Iterator[Entry]:
    names = _texts(said, *_NAMES)
    if not names:
        return
    preferred = _texts(said, SKOS.prefLabel, RDFS.label, language="nl") or names
    classes = [str(each).removeprefix(str(KG)) for each in said.get(str(RDF.type), ()) if str(each).startswith(str(KG))]
    weight = min(_MOST_WEIGHT, 10 + round(3 * log2(1 + mentions)))
    yield Entry("actor", path, preferred[0], next(iter(classes), ""), tuple(dict.fromkeys(names)), "", "", weight)
