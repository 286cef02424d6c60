"""SPARQL endpoints of other servers, through SPARQLWrapper: ask, update, and send a whole graph."""

from __future__ import annotations

import math
import re
from email.message import Message as HttpHeaders
from typing import Any
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import DIGEST, INSERT, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException, Unauthorized

from api.errors import Problem
from graph_builder.sparql import tokens

CHUNK = 500
"""Statements in one INSERT DATA."""


class Endpoint:
    """Speaks to an endpoint through SPARQLWrapper; every call blocks.

    Args:
        url: Where queries go.
        update_url: Where updates go.
        user: For digest authentication, where the endpoint asks for it.
        password: Likewise.
    """

    def __init__(self, url: str, update_url: str | None = None, user: str | None = None, password: str = "") -> None:
        self.url = url
        self._update_url = update_url or url
        self._user, self._password = user, password

    def query(
        self, text: str, timeout: float, graphs: tuple[list[str], list[str]] = ([], [])
    ) -> tuple[bytes, str, str]:
        """Ask; gives the answer, its media type, and which kind of query it was."""
        form = form_of(text)
        wrapper = self._wrapper(text, form, timeout)
        for graph in graphs[0]:
            wrapper.addDefaultGraph(graph)
        for graph in graphs[1]:
            wrapper.addNamedGraph(graph)
        wrapper.setReturnFormat({"SELECT": JSON, "ASK": XML}.get(form, TURTLE))
        response = wrapper.query().response
        headers: HttpHeaders = response.headers
        return response.read(), headers.get_content_type(), form

    def update(self, text: str, timeout: float) -> None:
        """Change the graph."""
        self._wrapper(text, INSERT, timeout).query().response.read()

    def _wrapper(self, text: str, form: str, timeout: float) -> Any:
        wrapper = SPARQLWrapper(self.url, updateEndpoint=self._update_url)
        wrapper.setOnlyConneg(True)
        wrapper.setMethod(POST)
        wrapper.setTimeout(math.ceil(timeout))
        if self._user is not None:
            wrapper.setHTTPAuth(DIGEST)
            wrapper.setCredentials(self._user, self._password)
        wrapper.setQuery(text)
        wrapper.queryType = form  # its own reading takes words in comments for the form
        return wrapper


def form_of(query: str) -> str:
    """Give a query's form."""
    forms = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    words = (match.group().upper() for kind, match in tokens(query) if kind == "word")
    return next((word for word in words if word in forms), "SELECT")


def inserts(triples: list[ox.Triple], graph: str | None) -> list[str]:
    """Write triples as updates of some hundreds each.

    Those with blank nodes stay together, as their names hold in one update alone, and are an INSERT … WHERE, as some
    stores take no blank nodes in INSERT DATA.
    """
    free = [each for each in triples if not _has_blank(each)]
    tied = [each for each in triples if _has_blank(each)]
    updates = [f"INSERT DATA {{ {_body(free[at : at + CHUNK], graph)} }}" for at in range(0, len(free), CHUNK)]
    return updates + ([f"INSERT {{ {_body(tied, graph)} }} WHERE {{}}"] if tied else [])


def _body(triples: list[ox.Triple], graph: str | None) -> str:
    body = " .\n".join(map(str, triples))
    return body if graph is None else f"GRAPH <{graph}> {{ {body} }}"


def publish(quads: list[ox.Quad], endpoint: Endpoint, timeout: float) -> int:
    """Send a whole graph to an endpoint, graph by graph; each replaces what it held.

    Returns:
        How many graphs were sent.

    Raises:
        Problem: The endpoint refused, or did not answer.
    """
    graphs: dict[str | None, list[ox.Triple]] = {}
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None
        graphs.setdefault(name, []).append(quad.triple)
    with Worded(f"The store at {endpoint.url}"):
        for name, triples in graphs.items():
            endpoint.update(f"DROP SILENT {'DEFAULT' if name is None else f'GRAPH <{name}>'}", timeout)
            for text in inserts(triples, name):
                endpoint.update(text, timeout)
    return len(graphs)


def _has_blank(triple: ox.Triple) -> bool:
    return isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode)


class Worded:
    """Turn what SPARQLWrapper and the network raise into problems."""

    def __init__(self, who: str = "The store behind this server") -> None:
        self._who = who

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, Problem):
            return
        if isinstance(error, QueryBadFormed):
            raise Problem(400, f"{self._who} refuses it: {_first_line(str(error))}") from error
        if isinstance(error, TimeoutError):
            raise Problem(503, f"{self._who} took too long.", fields={"limit": "time"}) from error
        if isinstance(error, Unauthorized) or (isinstance(error, HTTPError) and error.code in (401, 403)):
            raise Problem(502, f"{self._who} lets nobody in without the right user and password.") from error
        if isinstance(error, SPARQLWrapperException | HTTPError | URLError | OSError):
            raise Problem(502, f"{self._who} does not answer: {_first_line(str(error))}") from error


def _first_line(text: str) -> str:
    words = re.sub(r"\\n|\s+", " ", text.partition("Response:")[2] or text).strip(" b'\"")
    return words[:300]
