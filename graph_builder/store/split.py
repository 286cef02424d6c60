"""A whole graph taken apart into shards, one for each named graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from graph_builder.errors import StoreError
from graph_builder.store.shards import Shard, write_shard

_Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def split(store: Path, quads: Iterable[ox.Quad] | ox.Store | bytes) -> list[Shard]:
    """Write the shards of a graph.

    Args:
        store: The store's folder.
        quads: The whole graph. In an index of the engine's, blank nodes have names that differ from run to run: they
            get canonical ones (RDFC-1.0).

    Returns:
        The shards in the order of their graphs' names.

    Raises:
        StoreError: The N-Quads are malformed, or the store cannot be written.
    """
    if isinstance(quads, ox.Store):
        return sorted(_of_index(store, quads), key=lambda shard: shard.graph)
    by_graph: dict[str, set[bytes]] = {}
    try:
        if isinstance(quads, bytes):
            quads = ox.parse(quads, format=ox.RdfFormat.N_QUADS)
        for quad in quads:
            by_graph.setdefault(name_of(quad.graph_name), set()).add(f"{quad} .\n".encode())
    except SyntaxError as error:
        raise StoreError(f"What was to be published is no N-Quads: {error}.") from error
    return [write_shard(store, graph, sorted(lines)) for graph, lines in sorted(by_graph.items())]


def name_of(graph: _Name) -> str:
    """Write a graph's name as N-Quads do; nothing for the default graph."""
    return "" if isinstance(graph, ox.DefaultGraph) else str(graph)


def _of_index(store: Path, index: ox.Store) -> Iterator[Shard]:
    """Write one graph after the other, so that memory holds the largest of them at most."""
    nameless = ox.Dataset(quad for quad in index if _is_nameless(quad))
    nameless.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    named: dict[str, list[bytes]] = {}
    for quad in nameless:
        named.setdefault(name_of(quad.graph_name), []).append(f"{quad} .\n".encode())
    graphs: list[_Name] = [ox.DefaultGraph(), *(name for name in index.named_graphs())]
    for graph in graphs:
        lines = named.pop(name_of(graph), []) if not isinstance(graph, ox.BlankNode) else []
        lines += [
            f"{quad} .\n".encode()
            for quad in index.quads_for_pattern(None, None, None, graph)
            if not _is_nameless(quad)
        ]
        if lines:
            yield write_shard(store, name_of(graph), sorted(lines))
    for name, lines in named.items():
        yield write_shard(store, name, sorted(lines))


def _is_nameless(quad: ox.Quad) -> bool:
    return ox.BlankNode in (type(quad.subject), type(quad.object), type(quad.graph_name))
