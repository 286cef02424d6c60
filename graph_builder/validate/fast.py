"""The engine that does the work: shifty (pyshifty), in Rust.

It finds what the reference finds, thirty times as fast (tests/shapes hold both against each other). Shapes are compiled
once, and threads may share them. The engine's quick answer tells which nodes break which shape: of a shape with one
constraint that is all there is to tell. What breaks another shape is read from the SHACL report that it writes.
"""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import shifty
from rdflib import SH

from graph_builder.validate.data import Data, read_term
from graph_builder.validate.findings import SEVERITIES, Finding, findings_of
from graph_builder.validate.shapes import Scope, classes, lines_of, with_one_constraint

_TELLING = {
    str(SH["class"]): str(SH.ClassConstraintComponent),
    str(SH["not"]): str(SH.NotConstraintComponent),
    str(SH.sparql): str(SH.SPARQLConstraintComponent),
}
"""The components of which the quick answer gives every value, by what shapes write."""


class EngineError(Exception):
    """What the engine cannot check: the reference engine does."""


def find(data: Data, scope: Scope = "document") -> list[Finding]:
    """Check a graph against the shapes of a scope.

    Raises:
        EngineError: The engine cannot read or check this graph.
    """
    lines = data.lines.encode() + _hierarchy()
    try:
        broken = _shapes(scope).validate_algebra(lines, graph_mode="data", infer=False, sort_results=False).violations
        if all(violation.shape_name in _components() for violation in broken):
            return _named_alike([_finding(violation, reason) for violation in broken for reason in violation.reasons])
        _, report, _ = _shapes(scope).validate(lines, graph_mode="data", infer=False, sort_results=False)
    except ValueError as error:
        raise EngineError(str(error)) from error
    return _named_alike(findings_of(report))


@cache
def _shapes(scope: Scope) -> shifty.PreparedValidator:
    return shifty.PreparedValidator(lines_of(scope))


@cache
def _hierarchy() -> bytes:
    return "".join([f"{triple} .\n" for triple in classes()]).encode()


@cache
def _components() -> dict[str, str]:
    """Give the shapes that have one constraint, of a kind that the quick answer tells all of, with its component."""
    return {shape: _TELLING[said] for shape, said in with_one_constraint() if said in _TELLING}


def _finding(violation: shifty.Violation, reason: shifty.Reason) -> Finding:
    assert violation.shape_name is not None
    return Finding(
        severity=SEVERITIES[violation.severity],
        shape=violation.shape_name,
        component=_components()[violation.shape_name],
        focus=read_term(violation.focus_node),
        value=read_term(reason.value),
    )


def _named_alike(found: list[Finding]) -> list[Finding]:
    """See that nodes bear the names that they have in the graph: blank nodes do not."""
    if any(isinstance(node, ox.BlankNode) for finding in found for node in (finding.focus, finding.value)):
        raise EngineError("a blank node breaks a shape")
    return found
