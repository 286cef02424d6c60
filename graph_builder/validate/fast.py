"""The engine that does the work: pyrudof, in Rust.

It finds what the reference finds, some fifteen times as fast (tests/shapes hold both against each other). A session
keeps the shapes and the class hierarchy; each graph is staged on top of them and rolled back: to read into an empty
session would take longer than the validation itself.
"""

from __future__ import annotations

import threading
from typing import Any

import pyrudof

from graph_builder.validate.data import Data, Term
from graph_builder.validate.findings import SEVERITIES, Finding
from graph_builder.validate.shapes import Scope, classes, lines_of

_SESSIONS = threading.local()
"""A session is not to be used by two threads."""


class EngineError(Exception):
    """What the engine cannot check: the reference engine does."""


def find(data: Data, scope: Scope = "document") -> list[Finding]:
    """Check a graph against the shapes of a scope.

    Raises:
        EngineError: The engine cannot read or check this graph.
    """
    session = _session(scope)
    session.begin_staging()
    try:
        if data.lines:
            session.read_data(data.lines, pyrudof.RDFFormat.NTriples, merge=True)
        found = list(session.validate_shacl())
    except pyrudof.RudofError as error:
        raise EngineError(str(error)) from error
    finally:
        session.rollback_staging()
    return [_finding(entry, data) for entry in found]


def _session(scope: Scope) -> Any:
    session = getattr(_SESSIONS, scope, None)
    if session is None:
        session = pyrudof.Rudof(pyrudof.RudofConfig())
        lines = "".join([f"{triple} .\n" for triple in classes()])
        session.read_data(lines, pyrudof.RDFFormat.NTriples)
        session.read_shacl(lines_of(scope), pyrudof.ShaclFormat.NTriples)
        setattr(_SESSIONS, scope, session)
    return session


def _finding(entry: Any, data: Data) -> Finding:
    return Finding(
        severity=SEVERITIES[entry.severity],
        shape=entry.source_shape,
        component=entry.constraint_component,
        focus=_term(entry.focus_node, data),
        value=None if entry.value is None else _term(entry.value, data),
    )


def _term(words: str, data: Data) -> Term:
    found = data.term(words)
    if found is None:
        raise EngineError(f"{words} is not in the graph")
    return found
