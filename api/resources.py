"""Linked data: every IRI under the base answers, and so do the ontology, the shapes and the dumps.

A thing is not its page: its address sends on (303) to `/page/…` for people and to `/data/….ttl` and its siblings for
programs, by Accept.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import AsyncIterator, Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api.backend import Backend
from api.description import DUMPS, graph_headers, serialise
from api.errors import Problem
from api.negotiate import HTML, TURTLE, Format, choose_one
from api.pages.thing import FORMATS, MOST_INCOMING, path_of
from api.ranges import cut, wanted
from graph_builder.store import Generation
from ontology.terms import FOLDER as ONTOLOGY
from shapes import FOLDER as SHAPES


class Resources:
    """Answers for what the graph names."""

    def __init__(self, service: Backend, prefixes: dict[str, str]) -> None:
        self._service = service
        self._prefixes = prefixes
        self._base = service.settings.base

    async def thing(self, request: Request) -> Response:
        """Send on from a thing to its page or its data."""
        path = path_of(request)
        await self._known(path)
        chosen = _chosen(request, (*FORMATS, HTML))
        target = f"/page/{path}" if chosen is HTML else f"/data/{path}.{chosen.name}"
        return Response(status_code=303, headers={"location": target, "vary": "Accept", "cache-control": "no-cache"})

    async def data(self, request: Request) -> Response:
        """Send what the graph says of a thing; of a document, all that was read from it."""
        path, _, suffix = path_of(request).removeprefix("data/").rpartition(".")
        chosen = next((each for each in FORMATS if each.name == suffix), None)
        if chosen is None or not path:
            raise Problem(
                404, f"There is nothing at {request.url.path}; data ends in {', '.join(each.name for each in FORMATS)}."
            )
        headers = {name.decode(): value.decode() for name, value in graph_headers(chosen)}
        if self._service.cacheable:
            headers["etag"] = f'"{self._service.generation}-{suffix}"'
            if headers["etag"] in request.headers.get("if-none-match", ""):
                return Response(status_code=304, headers={"etag": headers["etag"]})
        await self._known(path)
        job = self._service.job(_describe(self._iri(path)), self._prefixes, graph=chosen.name)
        _, body = await self._service.fetch(job)
        return Response(body, headers=headers | {"link": f'<{self._iri(path)}>; rel="describes"'})

    async def dump(self, request: Request) -> Response:
        """Send the whole graph."""
        path = request.url.path
        generation, dump = self._service.generation, self._service.dump
        if dump is None:
            raise Problem(404, "The store behind this server has the dumps; this one has none.")
        headers = {"etag": f'"{generation}-{path.removeprefix("/dump.")}"', "cache-control": "no-cache"}
        name = f"kamergraaf-{generation}{path.removeprefix('/dump')}"
        headers["content-disposition"] = f'attachment; filename="{name}"'
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        if path == "/dump.nq":
            return _plain(request, dump, headers)
        if request.method == "HEAD":  # of a length that is not known beforehand
            return StreamingResponse(iter(()), media_type=DUMPS[path], headers=headers)
        if path == "/dump.nq.gz":
            return StreamingResponse(_packed(dump.pieces()), media_type="application/gzip", headers=headers)
        return StreamingResponse(self._trig(packed=path.endswith(".gz")), media_type=DUMPS[path], headers=headers)

    async def _trig(self, *, packed: bool) -> AsyncIterator[bytes]:
        job = self._service.job("", self._prefixes, do="dump", graph="trig", coding="gzip" if packed else None)
        async with self._service.ask(job, self._service.settings.write_timeout) as (_, worker):
            async for piece in worker.pieces():
                if isinstance(piece, bytes):
                    yield piece

    async def _known(self, path: str) -> None:
        """Refuse a path that the graph says nothing of."""
        iri = self._iri(path)
        query = f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} UNION {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} }}"
        _, body = await self._service.fetch(self._service.job(query, self._prefixes))
        if b"true" not in body:
            raise Problem(404, f"The graph says nothing of <{iri}>.")

    def _iri(self, path: str) -> str:
        if not re.fullmatch(r"[^\x00-\x20<>\"{}|^`\\]+", path):
            raise Problem(404, f"There is nothing at /{path}.")
        return self._base + path


def _plain(request: Request, dump: Generation, headers: dict[str, str]) -> Response:
    """Send a generation as it is kept, or the part of it that is asked for."""
    size = dump.manifest.size
    headers = headers | {"accept-ranges": "bytes", "content-length": str(size)}
    if request.method == "HEAD":
        return Response(headers=headers, media_type=DUMPS["/dump.nq"])
    as_it_was = request.headers.get("if-range", headers["etag"]) == headers["etag"]
    part = wanted(request.headers.get("range"), size) if as_it_was else None
    if part is None:
        return StreamingResponse(dump.pieces(), media_type=DUMPS["/dump.nq"], headers=headers)
    headers |= {"content-length": str(len(part)), "content-range": f"bytes {part.start}-{part.stop - 1}/{size}"}
    return StreamingResponse(cut(dump.pieces(), part), 206, media_type=DUMPS["/dump.nq"], headers=headers)


async def ontology(request: Request) -> Response:
    """Send the ontology, people on to its page; `/ontology/<version>` is the same where the version is this one."""
    return _published(request, "ontology", (ONTOLOGY / "kamergraaf.ttl",), "/vocabulary")


async def shapes(request: Request) -> Response:
    """Send the shapes, people on to the rules in words; `/shapes/<version>` as with the ontology."""
    return _published(request, "shapes", tuple(sorted(SHAPES.glob("*.ttl"))), "/vocabulary#part-rules")


@cache
def version_of(files: tuple[Path, ...]) -> str:
    """Give the version that some Turtle files state of themselves."""
    found = (re.search(r'owl:versionInfo\s+"([^"]+)"', file.read_text("utf-8")) for file in files)
    return next((match[1] for match in found if match), "0")


def _published(request: Request, name: str, files: tuple[Path, ...], page: str) -> Response:
    if "version" not in request.path_params and _chosen(request, (*FORMATS, HTML)) is HTML:
        headers = {"location": page, "vary": "Accept", "cache-control": "no-cache"}
        return Response(status_code=303, headers=headers)
    version = version_of(files)
    asked = request.path_params.get("version", version)
    if asked != version:
        raise Problem(404, f"There is no version {asked} of the {name} here; there is: {version}.")
    chosen = _chosen(request, FORMATS)
    headers = {name.decode(): value.decode() for name, value in graph_headers(chosen)}
    headers |= {"content-location": f"/{name}/{version}", "x-version": version}
    return Response(_written(files, chosen), headers=headers)


@cache
def _written(files: tuple[Path, ...], chosen: Format) -> bytes:
    """Write Turtle files in a format; one file in Turtle stays as it was written."""
    if chosen is TURTLE and len(files) == 1:
        return files[0].read_bytes()
    known: dict[str, str] = {}
    triples: list[ox.Triple] = []
    for file in files:
        parser = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        triples += [quad.triple for quad in parser]
        known |= parser.prefixes
    return serialise(triples, chosen, known)


def _chosen(request: Request, offered: tuple[Format, ...]) -> Format:
    return choose_one(request.headers.get("accept"), request.query_params.get("format"), offered)


def _packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Compress piece by piece; the same pieces give the same bytes."""
    packer = zlib.compressobj(6, wbits=31)
    yield from map(packer.compress, pieces)
    yield packer.flush()


def _describe(iri: str) -> str:
    """Write the query for what the graph says of a thing, and of what its own graph holds."""
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
      {{ SELECT ?s ?p ?o {{ VALUES ?s {{ <{iri}> }} ?s ?p ?o }} }}
      UNION {{ SELECT ?s ?p ?o {{ VALUES ?o {{ <{iri}> }} ?s ?p ?o }} ORDER BY ?s ?p LIMIT {MOST_INCOMING} }}
      UNION {{ GRAPH <{iri}/graph> {{ ?s ?p ?o }} }}
      UNION {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}
    }}"""
