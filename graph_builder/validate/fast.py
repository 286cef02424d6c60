"""The engine that does the work: pyrudof, in Rust.

It finds what the reference finds, some fifteen times as fast (tests/shapes hold both against each other). A session
keeps the shapes and the class hierarchy; each graph is staged on top of them and rolled back: to read into an empty
session would take longer than the validation itself.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
import pyrudof

from graph_builder.validate.findings import SEVERITIES, Finding, Term
from graph_builder.validate.shapes import Scope, classes, lines_of

_SESSIONS = threading.local()
"""A session is not to be used by two threads."""


class EngineError(Exception):
    """What the engine cannot check: the reference engine does."""


def find(triples: Sequence[ox.Triple], scope: Scope = "document") -> list[Finding]:
    """Check a graph against the shapes of a scope.

    Raises:
        EngineError: The engine cannot read or check this graph.
    """
    session = _session(scope)
    session.begin_staging()
    try:
        if triples:
            lines = "".join([f"{triple} .\n" for triple in triples])
            session.read_data(lines, pyrudof.RDFFormat.NTriples, merge=True)
        found = list(session.validate_shacl())
    except pyrudof.RudofError as error:
        raise EngineError(str(error)) from error
    finally:
        session.rollback_staging()
    return [_finding(entry, triples) for entry in found]


def _session(scope: Scope) -> Any:
    session = getattr(_SESSIONS, scope, None)
    if session is None:
        session = pyrudof.Rudof(pyrudof.RudofConfig())
        lines = "".join([f"{triple} .\n" for triple in classes()])
        session.read_data(lines, pyrudof.RDFFormat.NTriples)
        session.read_shacl(lines_of(scope), pyrudof.ShaclFormat.NTriples)
        setattr(_SESSIONS, scope, session)
    return session


def _finding(entry: Any, triples: Sequence[ox.Triple]) -> Finding:
    return Finding(
        severity=SEVERITIES[entry.severity],
        shape=entry.source_shape,
        component=entry.constraint_component,
        focus=_term(entry.focus_node, triples),
        value=None if entry.value is None else _term(entry.value, triples),
    )


def _term(words: str, triples: Sequence[ox.Triple]) -> Term:
    """Find the term of the graph that an engine's words stand for."""
    for triple in triples:
        for node in (triple.subject, triple.object):
            if not isinstance(node, ox.Triple) and words in _forms(node):
                return node
    raise EngineError(f"{words} is not in the graph")


def _forms(node: Term) -> tuple[str, ...]:
    """Give the ways in which the engine writes a term: bare, or as Turtle does."""
    if isinstance(node, ox.Literal):
        short = str(node).replace("<http://www.w3.org/2001/XMLSchema#", "xsd:").removesuffix(">")
        return node.value, str(node), short, f'"{node.value}"'
    return node.value, str(node)
