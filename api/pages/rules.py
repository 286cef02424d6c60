"""The rules of `shapes/` that are queries, so that pages find by them what validation finds.

SHACL asks such a query about one node, `$this`; here it is asked about some of those that the shape is for at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from shapes import FOLDER

__all__ = ["Rule", "load_rules"]

_SH = "http://www.w3.org/ns/shacl#"
_SHAPE = "https://w3id.org/kamergraaf/shape#"


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape that finds by a query what breaks it."""

    name: str
    """Local name of the shape: "Dates-resolvable"."""
    warning: bool
    """Whether it only warns."""
    messages: Mapping[str, str]
    """What is wrong and what to do, by language."""
    prefixes: str
    """What the query starts with, as the shapes declare it."""
    target: str
    """A pattern that `?this` fits."""
    pattern: str
    """The query's text from behind its first brace."""

    def query(self, variables: str) -> str:
        """Write the query about some of the nodes that the shape is for, which `VALUES ?this { UNDEF }` is to get.

        Args:
            variables: What to give: "?this ?value".
        """
        return f"{self.prefixes} SELECT DISTINCT {variables} {{ VALUES ?this {{ UNDEF }} {self.pattern}"

    def targets(self) -> str:
        """Write the query for the nodes that the shape is for."""
        return f"SELECT DISTINCT ?this {{ {self.target} }} ORDER BY ?this"


@cache
def load_rules(folder: Path = FOLDER) -> tuple[Rule, ...]:
    """Read the rules of every file, by name."""
    store = ox.Store()
    for path in sorted(folder.glob("*.ttl")):
        store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return tuple(sorted(_rules_in(store), key=lambda rule: rule.name))


def _rules_in(store: ox.Store) -> list[Rule]:
    prefixes = _prefixes(store)
    found = []
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_SH}sparql"), None):
        shape, constraint = quad.subject, quad.object
        if not isinstance(shape, ox.NamedNode) or not isinstance(constraint, ox.NamedNode | ox.BlankNode):
            continue
        (query,) = _values(store, constraint, "select")
        warns = [each.value for each in _values(store, shape, "severity")] == [f"{_SH}Warning"]
        messages = {
            each.language or "": each.value
            for each in (*_values(store, constraint, "message"), *_values(store, shape, "message"))
            if isinstance(each, ox.Literal)
        }
        pattern = query.value.partition("{")[2]
        found.append(Rule(shape.value.removeprefix(_SHAPE), warns, messages, prefixes, _target(store, shape), pattern))
    return found


def _prefixes(store: ox.Store) -> str:
    declared = [quad.object for quad in store.quads_for_pattern(None, ox.NamedNode(f"{_SH}declare"), None)]
    pairs = {
        (_values(store, each, "prefix")[0].value, _values(store, each, "namespace")[0].value)
        for each in declared
        if isinstance(each, ox.NamedNode | ox.BlankNode)
    }
    return " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in sorted(pairs))


def _target(store: ox.Store, shape: ox.NamedNode) -> str:
    classes = " ".join(f"<{each.value}>" for each in _values(store, shape, "targetClass"))
    subjects = " ".join(f"<{each.value}>" for each in _values(store, shape, "targetSubjectsOf"))
    if classes:
        return f"VALUES ?targetClass {{ {classes} }} ?this a ?targetClass ."
    return f"VALUES ?targetProperty {{ {subjects} }} ?this ?targetProperty ?targeted ." if subjects else ""


def _values(
    store: ox.Store, subject: ox.NamedNode | ox.BlankNode, name: str
) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
    quads = store.quads_for_pattern(subject, ox.NamedNode(_SH + name), None)
    return [quad.object for quad in quads if isinstance(quad.object, ox.NamedNode | ox.BlankNode | ox.Literal)]
