"""A graph as a worker asks it: each query written so that the engine is soon done with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from api.workers.exists import looked_up
from api.workers.first import FirstRows
from api.workers.groups import well_begun
from api.workers.once import asked_once
from api.workers.rows import UNCOUNTED, Rows
from api.workers.wholes import Wholes
from graph_builder.sparql import has_any_property, in_kinds

Job = dict[str, Any]
_PART = 20_000
"""Statements from which on a part is not made larger: whoever asks meanwhile has to ask another worker."""

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph, and what was found out about it."""

    store: ox.Store
    rows: Rows = UNCOUNTED
    first: FirstRows = field(default_factory=FirstRows)
    wholes: Wholes = field(default_factory=Wholes)

    def ask(self, job: Job, text: str) -> Results:
        """Ask a query.

        Args:
            job: What else is said of it: its dataset, prefixes, and values of variables.
            text: The query.

        Raises:
            SyntaxError: It is malformed, and where.
        """
        try:
            ordered = in_kinds(text) if job.get("by_kind") or has_any_property(text) else text
            return self._ask_well(job, self._by_what_it_holds(job, ordered))
        except SyntaxError:
            return self._ask(job, text)  # so that what is wrong is told where the user wrote it

    def read_part(self, part: int) -> int:
        """Read a part of it, numbered from 0, so that no query is the first to; gives how many there are after it."""
        parts: list[list[str]] = []
        size = _PART
        for predicate, number in self.rows.of.items():
            if size >= _PART:
                parts.append([])
                size = 0
            parts[-1].append(predicate)
            size += number
        for predicate in parts[part] if part < len(parts) else ():
            count = f"SELECT (COUNT(*) AS ?rows) {{ ?subject <{predicate}> ?object }}"
            found = self.store.query(count, use_default_graph_as_union=True)
            assert isinstance(found, ox.QuerySolutions)
            next(found)
        return max(0, len(parts) - part - 1)

    def _by_what_it_holds(self, job: Job, text: str) -> str:
        """Write a query for the first rows of an order among few, and with patterns read whole."""
        if job.get("bind") or job["default_graphs"] or job["named_graphs"]:
            return text

        def ask(query: str) -> ox.QuerySolutions:
            found = self._ask_well(job, query)
            assert isinstance(found, ox.QuerySolutions)
            return found

        dataset = f"{job['union']} {job['base']} {job['prefixes']}"
        few = self.first.among_few(text, dataset, ask)
        if asked_once(few) != few:
            return few  # which is better still
        return self.wholes.joined(few, job["prefixes"], self.rows, dataset, ask)

    def _ask_well(self, job: Job, text: str) -> Results:
        """Ask a query so that the engine plans it well."""
        once = looked_up(text) if job.get("bind") else asked_once(looked_up(text))  # a value reaches into no sub-query
        return self._ask(job, well_begun(once, job["prefixes"], self.rows))

    def _ask(self, job: Job, text: str) -> Results:
        graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = list(map(ox.NamedNode, job["default_graphs"]))
        named: list[ox.NamedNode | ox.BlankNode] = list(map(ox.NamedNode, job["named_graphs"]))
        return self.store.query(
            text,
            base_iri=job["base"],
            prefixes=job["prefixes"],
            use_default_graph_as_union=job["union"],
            default_graph=graphs or ([] if named else None),
            named_graphs=named or ([] if graphs else None),
            substitutions={ox.Variable(name): _term(value) for name, value in job.get("bind", {}).items()} or None,
        )


def _term(text: str) -> Any:
    """Read a term written as in N-Triples."""
    [quad] = ox.parse(f"<x:s> <x:p> {text} .", format=ox.RdfFormat.N_TRIPLES)
    return quad.object
