"""`/graph`: actors, motions and tracks of a letter or a dossier as a network, and the same edges as a table.

Each statement ties who does it (else its case, else the document that cites) to each other that has a part in it. Equal
ties of several statements are one edge that counts them; each keeps the words it was read from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.motions import written
from api.pages.site import Row, Site
from api.pages.sources import Source, Sources, tail
from api.pages.tables import Column, Filter, Table
from ontology.terms import local

MOST_EDGES = 4000
"""Edges that are drawn; a larger network says that it was cut."""

IN_TRACK = "inTrack"
"""The kind of an edge from a track to those who act in its statements."""

_GROUPS = {
    "Motion": "motion",
    "Paper": "paper",
    "Letter": "paper",
    "Answer": "paper",
    "Questions": "paper",
    "Report": "paper",
    "Debate": "paper",
    "Bill": "paper",
    "EUProposal": "paper",
    "OfficialPublication": "paper",
    "Place": "place",
    "Law": "law",
    "Treaty": "law",
    "LegalCase": "law",
    "Programme": "law",
}
"""Class to the group of nodes that look alike; all others are actors."""

_SUBJECTS = ("agent", "case")
"""The roles that an edge may start from; the first that is filled counts."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the network."""

    iri: str
    name: str
    group: str
    """actor, motion, track, paper, place, law or document."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that an edge was read from."""

    statement: str
    document: str
    begin: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Ties of one kind from one node to another."""

    source: str
    target: str
    kind: str
    """Local name of the statements' class, or `inTrack`."""
    negated: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and the edges between them."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    cut: bool
    """Whether there is more than is shown."""


EDGES: Table[Edge] = Table(
    "/graph", (Column("times", lambda row: len(row.evidence)),), (Filter("kind", lambda row: (row.kind,)),), "-times"
)


def network_of(rows: Sequence[Row], things: Iterable[Row], sources: Mapping[str, Source], track: str) -> Network:
    """Put a network together from the rows of `network.rq`.

    Args:
        rows: One for each part that is taken in each statement.
        things: The rows of `network-things.rq`.
        sources: Every document by IRI.
        track: What a track is called, with `{}` for its number.
    """
    nodes: dict[str, Node] = {}
    known = _known(things)
    ties: dict[tuple[str, str, str, bool], dict[str, Evidence]] = {}
    for statement in _by_statement(rows):
        first = statement[0]
        evidence = Evidence(
            first["statement"], first["document"], int(first["begin"]), int(first["end"]), first["quote"]
        )
        for node in _nodes(statement, known, sources, track):
            nodes.setdefault(node.iri, node)
        negated = first.get("negated") == "true"
        # A paper's own number at its head is no citation of another.
        own = sources[first["document"]].paper if first["document"] in sources else None
        for source, target, kind in _pairs(statement):
            if target == own:
                continue
            ties.setdefault((source, target, kind, negated), {}).setdefault(first["statement"], evidence)
    edges = [Edge(*key, tuple(told.values())) for key, told in ties.items()]
    shown = sorted(edges, key=lambda edge: -len(edge.evidence))[:MOST_EDGES]
    kept = {end for edge in shown for end in (edge.source, edge.target)}
    return Network({iri: node for iri, node in nodes.items() if iri in kept}, tuple(shown), len(edges) > len(shown))


def _by_statement(rows: Iterable[Row]) -> list[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["statement"], []).append(row)
    return list(found.values())


def _known(rows: Iterable[Row]) -> dict[str, Node]:
    groups: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in rows:
        if tail(row["property"]) == "type":
            group = _GROUPS.get(local(row["value"]), "actor")
            # A paper of which more is known than that it is one is drawn as that.
            groups[row["thing"]] = group if groups.get(row["thing"], "paper") == "paper" else groups[row["thing"]]
        else:
            names.setdefault(row["thing"], row["value"])
    things = {*groups, *names}
    return {iri: Node(iri, names.get(iri, iri.rpartition("/")[2]), groups.get(iri, "actor")) for iri in things}


def _nodes(rows: list[Row], known: Mapping[str, Node], sources: Mapping[str, Source], track: str) -> Iterable[Node]:
    for row in rows:
        yield known.get(row["filler"]) or Node(row["filler"], row["filler"].rpartition("/")[2], "actor")
    first = rows[0]
    if "track" in first:
        yield Node(first["track"], track.format(first["order"]), "track")
    document = sources.get(first["document"])
    yield Node(first["document"], _titled(document) if document else first["document"].rpartition("/")[2], "document")


def _titled(document: Source) -> str:
    """Give a document's number, as papers of one dossier often share their title, and its title."""
    number = written(document.identifier)
    return document.title if number == document.identifier else f"{number}: {document.title}"


def _pairs(rows: list[Row]) -> Iterable[tuple[str, str, str]]:
    """Give the ties of one statement: from, to, and of which kind."""
    parts: dict[str, list[str]] = {}
    for row in rows:
        parts.setdefault(local(row["role"]), []).append(row["filler"])
    role = next((each for each in _SUBJECTS if each in parts), None)
    subjects = dict.fromkeys(parts.pop(role)) if role else {rows[0]["document"]: None}
    kind = local(rows[0]["kind"])
    for subject in subjects:
        for filler in dict.fromkeys(each for fillers in parts.values() for each in fillers if each != subject):
            yield subject, filler, kind
        if "track" in rows[0] and role == "agent":
            yield rows[0]["track"], subject, IN_TRACK


def as_json(network: Network, site: Site) -> dict[str, Any]:
    """Give a network as the drawing script takes it: nodes by number, edges with their words."""
    numbers = {iri: f"n{number}" for number, iri in enumerate(network.nodes)}
    nodes = [
        {"id": numbers[iri], "name": node.name, "group": node.group, "link": site.link(iri)}
        for iri, node in network.nodes.items()
    ]
    edges = [
        {
            "id": f"e{number}",
            "source": numbers[edge.source],
            "target": numbers[edge.target],
            "kind": edge.kind,
            "negated": edge.negated,
            "n": len(edge.evidence),
            "words": [[each.quote, place_of(each, site)] for each in edge.evidence[:12]],
        }
        for number, edge in enumerate(network.edges)
    ]
    return {"nodes": nodes, "edges": edges, "cut": network.cut}


def place_of(evidence: Evidence, site: Site) -> str:
    """Give the address of the words in their document."""
    return f"{site.link(evidence.document)}#char={evidence.begin},{evidence.end}"


def routes(site: Site) -> list[Route]:
    """Give the addresses of the page and of what it draws."""

    async def drawn(request: Request) -> tuple[Network, list[Source]]:
        sources = await site.register(Sources).all()
        chosen = chosen_of(request, sources.values(), site)
        nodes = [site.node(each.iri) for each in chosen]
        words = site.words(request)
        rows = await site.rows("network", document=nodes) if nodes else []
        fillers = [site.node(iri) for iri in dict.fromkeys(row["filler"] for row in rows)]
        things = await site.rows("network-things", thing=fillers, lang=words.language) if fillers else []
        return network_of(rows, things, sources, words("graph.track")), chosen

    async def page(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        network, chosen = await drawn(request)
        table = EDGES.choose(network.edges, request.query_params)
        scope = {name: request.query_params[name] for name in ("document", "dossier") if name in request.query_params}
        return site.render(
            request,
            "graph.html",
            network=network,
            table=table,
            scope=scope,
            sources=chosen,
            kinds=Counter(edge.kind for edge in network.edges).most_common(),
            groups=Counter(node.group for node in network.nodes.values()).most_common(),
            in_track=IN_TRACK,
            address=lambda evidence: place_of(evidence, site),
        )

    async def data(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        network, _ = await drawn(request)
        return JSONResponse(as_json(network, site), headers={"cache-control": "no-cache"})

    return [Route("/graph", page, methods=["GET"]), Route("/graph.json", data, methods=["GET"])]


def chosen_of(request: Request, sources: Iterable[Source], site: Site) -> list[Source]:
    """Give the documents that an address asks for, the latest first.

    Raises:
        Problem: It asks for none, or for one that was not read.
    """
    document, dossier = request.query_params.get("document", ""), request.query_params.get("dossier", "")
    if document:
        name = document.rpartition("/")[2]
        found = [each for each in sources if each.iri == f"{site.base}document/{name}"]
        where = f"document {name!r}"
    elif dossier:
        number = dossier.rpartition("/")[2]
        found = [each for each in sources if each.dossier == f"{site.base}dossier/{number}"]
        where = f"dossier {number!r}"
    else:
        raise Problem(400, "A network is that of a document or a dossier: /graph?document=… or /graph?dossier=….")
    if not found:
        raise Problem(404, f"No text was read of {where}.")
    return sorted(found, key=lambda each: each.date, reverse=True)
