"""What a forked process does with a job: reads a document, or checks the graph of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from api.pages.reading import PARTS
from api.pages.site import bind, text_of
from graph_builder.describe import describe, describe_knowledge
from graph_builder.errors import ReadError
from graph_builder.extract import Knowledge, extract, load_knowledge
from graph_builder.facts import facts
from graph_builder.iris import Base
from graph_builder.model import Fact
from graph_builder.prefixes import prefixes
from graph_builder.read import read
from graph_builder.report import Report
from graph_builder.validate import validate
from graph_builder.validate.shapes import classes, shapes

__all__ = ["Loaded", "check", "load", "try_out"]

_QUERIES = ("letter-about", *(f"letter-{part}" for part in PARTS))
"""What a document's page asks; here they are asked of a graph that lives for as long as the job."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that is known before any document is read."""

    knowledge: Knowledge
    base: Base
    names: ox.Store
    """The registry and the ontology, for what things are called."""


def load(base: str) -> Loaded:
    """Load everything, and warm up what is slow the first time."""
    where = Base(base)
    names = ox.Store()
    names.extend(describe_knowledge(where))
    loaded = Loaded(load_knowledge(), where, names)
    _try(b"Nederland steunt de EU.", "warm.txt", loaded)
    # The engine itself keeps threads, which a forked process would not have: only what it is fed is read beforehand.
    shapes()
    classes()
    return loaded


def try_out(content: bytes, name: str, language: str, loaded: Loaded) -> dict[str, Any]:
    """Read a document and say all that was read.

    Returns:
        `error`, one sentence, where it cannot be read; else `document` (its IRI), `rows` by query, `facts`, `report`
        and `turtle`.
    """
    try:
        quads, said = _try(content, name, loaded)
    except ReadError as error:
        return {"error": str(error)}
    store, known = loaded.names, prefixes(loaded.base.value)
    store.extend(quads)
    document = ox.NamedNode(loaded.base.iri(said["document"]))
    rows = {query: _ask(store, query, document, language, known) for query in _QUERIES}
    return {
        "document": document.value,
        "rows": rows,
        "facts": said["facts"],
        "report": validate(quads).as_json(),
        "turtle": _turtle(quads, known),
    }


def check(content: bytes) -> dict[str, Any]:
    """Check a graph, given as N-Triples, against the shapes; gives the report as values."""
    triples = [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES)]
    report: Report = validate(triples)
    return report.as_json()


def _try(content: bytes, name: str, loaded: Loaded) -> tuple[list[ox.Quad], dict[str, Any]]:
    document = read(content, name)
    extraction = extract(document, loaded.knowledge)
    quads = describe(extraction, loaded.knowledge.vocabulary, loaded.base)
    told = [_told(fact, document.text) for fact in facts(extraction, loaded.knowledge.vocabulary)]
    return quads, {"document": document.path, "facts": told}


def _turtle(quads: list[ox.Quad], known: dict[str, str]) -> str:
    written = ox.serialize([quad.triple for quad in quads], format=ox.RdfFormat.TURTLE, prefixes=known)
    assert written is not None
    return written.decode()


def _told(fact: Fact, text: str) -> dict[str, str]:
    return {
        "subject": " ".join(fact.subject.span.of(text).split()),
        "predicate": fact.predicate,
        "object": " ".join(fact.object.span.of(text).split()),
        "qualifiers": "; ".join(f"{name}: {value}" for name, value in fact.qualifiers.items()),
        "place": f"{fact.statement.span.start},{fact.statement.span.end}",
    }


def _ask(
    store: ox.Store, query: str, document: ox.NamedNode, language: str, known: Mapping[str, str]
) -> list[dict[str, str]]:
    text = text_of(query)
    terms: dict[str, ox.NamedNode | str] = {"document": document}
    if "?lang" in text:
        terms["lang"] = language
    solutions = store.query(bind(text, terms), prefixes=dict(known), use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [
        {name: str(getattr(row[name], "value", "")) for name in names if row[name] is not None} for row in solutions
    ]
