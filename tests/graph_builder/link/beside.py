"""Several graphs arranged for checking at once, as small tests need them."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph_builder.iris import Base
from graph_builder.link.checking import Registered


def side_by_side(quads: Iterable[ox.Quad], base: Base) -> list[ox.Quad]:
    """Move what is compared from the sources' graphs to those of the documents that name the papers and dossiers."""
    graphs: dict[object, list[ox.Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad)
    registered = Registered((quad for each in graphs.values() for quad in each), base)
    return [quad for each in graphs.values() for quad in registered.beside(each)]
