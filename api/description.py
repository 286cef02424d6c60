"""What the server says of itself: the SPARQL service description, and the data set as VoID and DCAT."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from api.asgi import Receive, Scope, Send, header, query_pairs, respond
from api.backend import Backend
from api.errors import Headers
from api.negotiate import GRAPHS, Format, choose_one
from api.protocol import values
from api.workers.answer import RDF_FORMATS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_DCAT = "http://www.w3.org/ns/dcat#"
_DCT = "http://purl.org/dc/terms/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_W3C_FORMATS = "http://www.w3.org/ns/formats/"
_FORMATS = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nq": "N-Quads",
}
DUMPS = {
    "/dump.nq": "application/n-quads",
    "/dump.nq.gz": "application/gzip",
    "/dump.trig": "application/trig",
    "/dump.trig.gz": "application/gzip",
}
"""Where the whole graph is to be had, and its media type."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Description:
    """Writes the descriptions of a running server."""

    def __init__(self, service: Backend, prefixes: dict[str, str]) -> None:
        self._service = service
        self._prefixes = prefixes | {"sd": _SD}

    async def service(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the service description (SPARQL 1.1 Service Description)."""
        await self._send(scope, send, self._describe_service(self.root(scope)))

    async def data_set(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the description of the data set (VoID, DCAT 3)."""
        await self._send(scope, send, self._describe_data(self.root(scope)))

    def root(self, scope: Scope) -> str:
        """Give the server's address as the client sees it, without a slash at the end."""
        settings = self._service.settings
        return (settings.public_url or f"{scope['scheme']}://{header(scope, b'host') or 'localhost'}").rstrip("/")

    def _describe_service(self, root: str) -> Iterable[ox.Triple]:
        settings = self._service.settings
        endpoint = ox.NamedNode(f"{root}/sparql")
        data, graph = ox.BlankNode("dataset"), ox.BlankNode("default")
        yield _triple(endpoint, _TYPE, _node(_SD + "Service"))
        yield _triple(endpoint, _SD + "endpoint", endpoint)
        yield _triple(endpoint, _SD + "supportedLanguage", _node(_SD + "SPARQL11Query"))
        if settings.token is not None:
            yield _triple(endpoint, _SD + "supportedLanguage", _node(_SD + "SPARQL11Update"))
        if settings.default_graph == "union":
            yield _triple(endpoint, _SD + "feature", _node(_SD + "UnionDefaultGraph"))
        for name in _FORMATS.values():
            yield _triple(endpoint, _SD + "resultFormat", _node(_W3C_FORMATS + name))
        for name in ("ttl", "nt", "rdf", "jsonld"):
            yield _triple(endpoint, _SD + "inputFormat", _node(_W3C_FORMATS + _FORMATS[name]))
        yield _triple(endpoint, _SD + "defaultDataset", data)
        yield _triple(data, _TYPE, _node(_SD + "Dataset"))
        yield _triple(data, _SD + "defaultGraph", graph)
        yield _triple(graph, _TYPE, _node(_SD + "Graph"))
        yield _triple(graph, _VOID + "triples", _integer(self._service.manifest.quads))

    def _describe_data(self, root: str) -> Iterable[ox.Triple]:
        manifest = self._service.manifest
        data = ox.NamedNode(f"{root}/.well-known/void#dataset")
        yield _triple(data, _TYPE, _node(_VOID + "Dataset"))
        yield _triple(data, _TYPE, _node(_DCAT + "Dataset"))
        yield _triple(data, _DCT + "title", ox.Literal("Kamergraaf", language="nl"))
        about = "Dutch parliamentary documents as a sourced knowledge graph"
        yield _triple(data, _DCT + "description", ox.Literal(about, language="en"))
        yield _triple(data, _DCT + "modified", ox.Literal(manifest.created, datatype=_node(_XSD + "dateTime")))
        yield _triple(data, _DCAT + "version", ox.Literal(self._service.generation))
        yield _triple(data, _VOID + "triples", _integer(manifest.quads))
        yield _triple(data, _VOID + "uriSpace", ox.Literal(self._service.settings.base))
        yield _triple(data, _VOID + "sparqlEndpoint", _node(f"{root}/sparql"))
        yield _triple(data, _VOID + "vocabulary", _node(self._prefixes["kg"]))
        for path, media in DUMPS.items():
            dump = ox.NamedNode(root + path)
            yield _triple(data, _VOID + "dataDump", dump)
            yield _triple(data, _DCAT + "distribution", dump)
            yield _triple(dump, _TYPE, _node(_DCAT + "Distribution"))
            yield _triple(dump, _DCAT + "downloadURL", dump)
            yield _triple(dump, _DCAT + "mediaType", _node(_MEDIA + media))

    async def _send(self, scope: Scope, send: Send, triples: Iterable[ox.Triple]) -> None:
        override = next(iter(values(query_pairs(scope), "format")), None)
        chosen = choose_one(header(scope, b"accept"), override, GRAPHS)
        body = serialise(triples, chosen, self._prefixes)
        await respond(send, 200, graph_headers(chosen), body, head=scope["method"] == "HEAD")


def serialise(triples: Iterable[ox.Triple], chosen: Format, prefixes: dict[str, str]) -> bytes:
    """Write a small graph."""
    known = prefixes if chosen.name in ("ttl", "trig", "rdf") else None
    written = ox.serialize(triples, format=RDF_FORMATS[chosen.name], prefixes=known)
    assert written is not None
    return written


def graph_headers(chosen: Format) -> Headers:
    """Give the headers of a graph in a format."""
    media = chosen.media_type + ("; charset=utf-8" if chosen.media_type.startswith("text/") else "")
    return [(b"content-type", media.encode()), (b"vary", b"Accept"), (b"cache-control", b"no-cache")]


def _triple(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: Term) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node(_XSD + "integer"))
