"""A graph as one file: `ttl` and `owl` for Protégé, `nq` and `trig` for other stores.

`ttl` and `owl` (RDF/XML) are one ontology that opens without anything else: the graphs joined, one header, no imports,
a label that Protégé shows on everything that has a name. `nq` and `trig` keep the named graphs. The same quads give
the same bytes. A file is put in place only when it is whole.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, cast

import pyoxigraph as ox
from rdflib import OWL, RDFS, SKOS

from graph_builder.describe.sheet import LABEL, A, kg, term
from graph_builder.errors import ExportError
from graph_builder.iris import Base
from graph_builder.prefixes import prefixes

__all__ = ["ExportFormat", "export", "write"]

ExportFormat = Literal["ttl", "owl", "nq", "trig"]

_FORMATS: dict[ExportFormat, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "owl": ox.RdfFormat.RDF_XML,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}

_PREFIXES: dict[ExportFormat, re.Pattern[bytes]] = {
    "ttl": re.compile(rb"(?P<list>(?:@prefix [^\n]*\n)*@prefix [^\n]*)\n(?!@)[^\n]"),
    "trig": re.compile(rb"(?P<list>(?:@prefix [^\n]*\n)*@prefix [^\n]*)\n(?!@)[^\n]"),
    "owl": re.compile(rb"<\?xml[^>]*>\s*<rdf:RDF (?P<list>[^>]*)>"),
    "nq": re.compile(rb"(?P<list>)"),
}
"""Where a file's prefixes stand, once all of them are written."""

ONTOLOGY = term(OWL.Ontology)
NAME = term(SKOS.prefLabel)
REGISTERED = kg("registered")

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold in any way; a PDF's text may have form feeds."""


def export(quads: Iterable[ox.Quad], form: ExportFormat, path: Path, base: Base) -> int:
    """Write a graph to a file.

    Args:
        quads: The whole graph. For `ttl` and `owl` it holds the ontology's graph, so that every term is declared.
        form: "ttl", "owl", "nq" or "trig".
        path: Where to; a file that is there is replaced, and stays as it was if anything fails.
        base: Where the deployment publishes its data: names the ontology of `ttl` and `owl`, and the prefixes.

    Returns:
        How many triples or quads were written.

    Raises:
        ExportError: The file cannot be written there.
    """
    whole = _canonical(quads)
    if form in ("nq", "trig"):
        return write(sorted(whole, key=_by_graph), form, path, base)
    return write(_one_ontology(whole, base), form, path, base)


def write(statements: Iterable[ox.Quad] | Iterable[ox.Triple], form: ExportFormat, path: Path, base: Base) -> int:
    """Write quads or triples to a file in their order, holding none of them; give how many.

    Raises:
        ExportError: The file cannot be written there.
    """
    count = 0

    def counted() -> Iterator[ox.Quad | ox.Triple]:
        nonlocal count
        for each in statements:
            count += 1
            yield _fit_for_xml(each) if form == "owl" and isinstance(each, ox.Triple) else each

    with whole_or_nothing(path) as output:
        steady = _Steady(output, form)
        ox.serialize(counted(), cast(IO[bytes], steady), _FORMATS[form], prefixes=_prefixes(base))  # type: ignore[arg-type]
        steady.flush()
    return count


def _canonical(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Take each quad once, and give blank nodes names that depend on what is said of them alone (RDFC-1.0)."""
    whole = set(quads)
    nameless = {quad for quad in whole if ox.BlankNode in (type(quad.subject), type(quad.object))}
    dataset = ox.Dataset(nameless)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return (whole - nameless) | set(dataset)


def _by_graph(quad: ox.Quad) -> tuple[str, ...]:
    return (str(quad.graph_name), *by_subject(quad.triple))


def by_subject(triple: ox.Triple) -> tuple[str, ...]:
    """Order triples by subject, types first: how people read them, and every run alike."""
    predicate = triple.predicate.value
    return (str(triple.subject), "" if predicate == A.value else predicate, str(triple.object))


def _one_ontology(quads: Iterable[ox.Quad], base: Base) -> list[ox.Triple]:
    """Join graphs into one ontology with a header of its own, in which everything that has a name has a label."""
    triples = _of_one_class(quads)
    headers = {triple.subject for triple in triples if triple.predicate == A and triple.object == ONTOLOGY}
    labelled = {triple.subject for triple in triples if triple.predicate == LABEL}
    labels = {
        ox.Triple(triple.subject, LABEL, triple.object)
        for triple in triples
        if triple.predicate == NAME and triple.subject not in labelled
    }
    body = {triple for triple in triples if triple.subject not in headers}
    return [*header(base), *sorted(body | labels, key=by_subject)]


def _prefixes(base: Base) -> dict[str, str]:
    """Give the prefixes that leave names short and plain.

    No two fit one IRI, as Oxigraph would take either. What lies below a document's name has characters (#, =) that a
    prefixed name must escape, which Protégé's parser does not know: those IRIs are written in full.
    """
    short = {prefix: name for prefix, name in prefixes(base.value).items() if not base.value.startswith(name)}
    del short["document"]
    return short | {f"{room}-x": base.iri(f"{room}/x/") for room in ("actor", "law", "place", "programme")}


def _of_one_class(quads: Iterable[ox.Quad]) -> set[ox.Triple]:
    """Join graphs; what documents alone name, and class differently, keeps the class that most of them give it.

    Two classes could be disjoint, and would make the whole ontology inconsistent.
    """
    triples, classes, unregistered = set(), Counter[ox.Triple](), set()
    for quad in quads:
        triples.add(quad.triple)
        if quad.predicate == A:
            classes[quad.triple] += 1
        elif quad.predicate == REGISTERED:
            unregistered.add(quad.subject)
    given: dict[object, list[ox.Triple]] = {}
    for triple in classes:
        if triple.subject in unregistered:
            given.setdefault(triple.subject, []).append(triple)
    for rivals in given.values():
        kept = min(rivals, key=lambda triple: (-classes[triple], str(triple.object)))
        triples -= {triple for triple in rivals if triple != kept}
    return triples


def header(base: Base) -> list[ox.Triple]:
    """Say what a file that joins all graphs into one ontology is."""
    ontology, comment = ox.NamedNode(base.iri("export")), term(RDFS.comment)
    return [
        ox.Triple(ontology, A, ONTOLOGY),
        ox.Triple(ontology, comment, ox.Literal("Ontologie, register en documenten in één bestand.", language="nl")),
        ox.Triple(ontology, comment, ox.Literal("Ontology, registry and documents in one file.", language="en")),
        ox.Triple(ontology, LABEL, ox.Literal("Kamergraaf, uitvoer", language="nl")),
        ox.Triple(ontology, LABEL, ox.Literal("Kamergraaf, export", language="en")),
    ]


def _fit_for_xml(triple: ox.Triple) -> ox.Triple:
    """Put U+FFFD in place of characters that XML cannot hold, one for one, so that offsets stay true."""
    value = triple.object
    if not isinstance(value, ox.Literal) or not _NOT_IN_XML.search(value.value):
        return triple
    words = _NOT_IN_XML.sub("\ufffd", value.value)
    plain = ox.Literal(words, language=value.language) if value.language else ox.Literal(words)
    return ox.Triple(triple.subject, triple.predicate, plain)


class _Steady:
    """Passes on what Oxigraph writes, made the same every time.

    Prefixes come first and sorted (Oxigraph gives them in any order). Carriage returns in XML become references, as a
    parser would read bare ones as line feeds.
    """

    def __init__(self, output: IO[bytes], form: ExportFormat) -> None:
        self._output = output
        self._form = form
        self._start: bytearray | None = bytearray()

    def write(self, data: bytes) -> int:
        """Take a piece; the start is held back until all prefixes are there."""
        if self._start is None:
            self._pass(data)
        else:
            self._start += data
            if self._has_prefixes():
                self.flush()
        return len(data)

    def flush(self) -> None:
        """Pass on what is held back."""
        if self._start is not None:
            start, self._start = bytes(self._start), None
            self._pass(self._sorted(start))

    def _has_prefixes(self) -> bool:
        held = bytes(self._start or b"")
        return _PREFIXES[self._form].match(held) is not None

    def _sorted(self, start: bytes) -> bytes:
        found = _PREFIXES[self._form].match(start)
        if not found:
            return start
        between = b"\n" if self._form != "owl" else b" "
        listed = between.join(sorted(found["list"].split(between)))
        return start[: found.start("list")] + listed + start[found.end("list") :]

    def _pass(self, data: bytes) -> None:
        self._output.write(data.replace(b"\r", b"&#13;") if self._form == "owl" else data)


@contextmanager
def whole_or_nothing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of `path` only when all was written.

    Raises:
        ExportError: It cannot be written there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("xb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(f"{path} cannot be written: {reason}; name a file in a folder that you may write.") from error
    finally:
        beside.unlink(missing_ok=True)
