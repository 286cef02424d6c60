"""A whole generation written to a file graph by graph: memory does not grow with the number of documents.

What several graphs say alike of one thing (its class, its names) stands in one ontology once: a small database, which
lies on the disk while it is needed, knows what was written.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from graph_builder.describe.sheet import LABEL, A
from graph_builder.export import NAME, ONTOLOGY, REGISTERED, ExportFormat, by_subject, export, header, whole_or_nothing
from graph_builder.export import write as write_file
from graph_builder.iris import Base
from graph_builder.store import Generation

__all__ = ["export_whole"]


def export_whole(generation: Generation, form: ExportFormat, path: Path, base: Base) -> int:
    """Write all that a generation holds.

    Args:
        generation: One of the first format is loaded whole.
        form: "nq" gives its shards one after the other, "trig" its named graphs; "ttl" and "owl" one ontology.
        path: Where to; a file that is there is replaced, and stays as it was if anything fails.
        base: Where the deployment publishes its data.

    Returns:
        How many triples or quads were written.

    Raises:
        ExportError: The file cannot be written there.
        StoreError: The generation is damaged.
    """
    if generation.single is not None:
        return export(generation.load(), form, path, base)
    if form == "nq":
        with whole_or_nothing(path) as output:
            output.writelines(generation.pieces())
        return generation.manifest.quads
    if form == "trig":
        return write_file((quad for group in _by_subject(generation) for quad in group), form, path, base)
    return write_file(_each_once(_one_ontology(generation, base), base), form, path, base)


def _each_once(triples: Iterable[ox.Triple], base: Base) -> Iterator[ox.Triple]:
    """Leave out what was given before; of what stands in a document only its own graph tells."""
    own = base.iri("document/")
    # No name: a database that the system keeps in a file of its own, and takes away.
    with closing(sqlite3.connect("", isolation_level=None)) as written:
        written.execute("CREATE TABLE triple (digest BLOB PRIMARY KEY) WITHOUT ROWID")
        written.execute("BEGIN")
        for triple in triples:
            if not (isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(own)):
                digest = hashlib.blake2b(str(triple).encode(), digest_size=16).digest()
                if not written.execute("INSERT OR IGNORE INTO triple VALUES (?)", (digest,)).rowcount:
                    continue
            yield triple


def _by_subject(generation: Generation) -> Iterator[list[ox.Quad]]:
    """Give what each graph says of each thing, types first."""
    for _, said in groupby(generation.quads(), key=lambda quad: (quad.graph_name, quad.subject)):
        yield sorted(said, key=lambda quad: by_subject(quad.triple))


def _one_ontology(generation: Generation, base: Base) -> Iterator[ox.Triple]:
    """Join graphs into one ontology with a header of its own, in which everything that has a name has a label."""
    chosen = _chosen_classes(_by_subject(generation))
    yield from header(base)
    for group in _by_subject(generation):
        triples = [quad.triple for quad in group]
        if any(triple.predicate == A and triple.object == ONTOLOGY for triple in triples):
            continue
        cls = chosen.get(str(group[0].subject))
        yield from (triple for triple in triples if cls is None or triple.predicate != A or str(triple.object) == cls)
        if not any(triple.predicate == LABEL for triple in triples):
            yield from (ox.Triple(each.subject, LABEL, each.object) for each in triples if each.predicate == NAME)


def _chosen_classes(groups: Iterable[list[ox.Quad]]) -> Mapping[str, str]:
    """Give the class that most documents give a thing that they class differently, of things that only they name.

    Two classes could be disjoint, and would make the whole ontology inconsistent.
    """
    given: dict[str, Counter[str]] = {}
    for group in groups:
        if any(quad.predicate == REGISTERED for quad in group):
            classes = (str(quad.object) for quad in group if quad.predicate == A)
            given.setdefault(str(group[0].subject), Counter()).update(classes)
    return {
        thing: min(classes, key=lambda cls: (-classes[cls], cls))
        for thing, classes in given.items()
        if len(classes) > 1
    }
