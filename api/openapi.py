"""The OpenAPI description of the addresses that speak ASGI directly."""

from __future__ import annotations

from typing import Any

from api.errors import PROBLEM_TYPE
from api.negotiate import BINDINGS, GRAPHS


def _parameter(name: str, description: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


_IRIS = {"type": "array", "items": {"type": "string", "format": "iri"}}
_QUERY = _parameter("query", "A SPARQL 1.1 query.", {"type": "string"}, required=True)
_OPTIONS = [
    _parameter("default-graph-uri", "Graphs that make up the default graph.", _IRIS),
    _parameter("named-graph-uri", "Graphs that GRAPH may name.", _IRIS),
    _parameter(
        "format", "Result format; wins over Accept.", {"type": "string", "enum": [x.name for x in (*BINDINGS, *GRAPHS)]}
    ),
    _parameter("timeout", "Seconds after which to give up.", {"type": "number", "exclusiveMinimum": 0}),
]


def problem(description: str) -> dict[str, Any]:
    """Describe a response that is a problem."""
    schema = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "line": {"type": "integer"},
            "column": {"type": "integer"},
        },
    }
    return {"description": description, "content": {PROBLEM_TYPE: {"schema": schema}}}


RESPONSES: dict[str, Any] = {
    "200": {
        "description": "The answer.",
        "content": {each.media_type: {"schema": {"type": "string"}} for each in (*BINDINGS, *GRAPHS)},
    },
    "304": {"description": "The answer that the client has is still right."},
    "400": problem("The query is malformed; `line` and `column` say where."),
    "403": problem("The query names another server."),
    "406": problem("The answer cannot be written in a format that the client takes."),
    "413": problem("The query, or its answer, is too long."),
    "415": problem("The body is of a type that is not read."),
    "503": problem("The query went over its time or memory, or too many wait."),
}

_FORM = {
    "type": "object",
    "required": ["query"],
    "properties": {
        "query": {"type": "string"},
        "default-graph-uri": _IRIS,
        "named-graph-uri": _IRIS,
        "format": {"type": "string"},
        "timeout": {"type": "number"},
    },
}

_GRAPH = [
    _parameter("graph", "The graph's name.", {"type": "string", "format": "iri"}),
    _parameter("default", "The default graph.", {"type": "string", "maxLength": 0}),
]
_SENT = {
    "required": True,
    "content": {each.media_type: {"schema": {"type": "string"}} for each in GRAPHS},
}
_WRITTEN: dict[str, Any] = {
    "201": {"description": "Done, and the graph is new."},
    "204": {"description": "Done; `X-Generation` names the generation that it made."},
    "400": problem("What was sent cannot be read."),
    "401": problem("The token is missing or wrong."),
    "403": problem("Writes are off, or the update names another server."),
    "404": problem("There is no such graph."),
    "409": problem("Another process is writing."),
    "415": problem("The body is of a type that is not read."),
    "422": problem("The graph would break the shapes; `report` says how."),
    "507": problem("The disk is full; nothing was changed."),
}


def _write(summary: str, name: str, body: dict[str, Any] | None) -> dict[str, Any]:
    described = {
        "tags": ["writing"],
        "summary": summary,
        "operationId": name,
        "parameters": _GRAPH,
        "responses": _WRITTEN,
        "security": [{"token": []}],
    }
    return described if body is None else described | {"requestBody": body}


_UPDATE_BODY = {
    "required": True,
    "content": {
        "application/sparql-update": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "required": ["update"], "properties": {"update": {"type": "string"}}}
        },
    },
}
_PATCH_BODY = {"required": True, "content": {"application/sparql-update": {"schema": {"type": "string"}}}}

SECURITY = {"token": {"type": "http", "scheme": "bearer", "description": "KAMERGRAAF_TOKEN"}}

SPARQL_PATHS: dict[str, Any] = {
    "/sparql": {
        "get": {
            "tags": ["query"],
            "summary": "Ask by GET",
            "operationId": "query_get",
            "parameters": [_QUERY, *_OPTIONS],
            "responses": RESPONSES,
        },
        "post": {
            "tags": ["query"],
            "summary": "Ask by POST",
            "operationId": "query_post",
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {"schema": _FORM},
                    "application/sparql-query": {"schema": {"type": "string"}},
                },
            },
            "responses": RESPONSES,
        },
    },
    "/update": {
        "post": _write("Change the graph by SPARQL Update", "update", _UPDATE_BODY) | {"parameters": []},
    },
    "/graph-store": {
        "get": {
            "tags": ["graph store"],
            "summary": "Take one graph",
            "operationId": "graph_get",
            "parameters": _GRAPH,
            "responses": RESPONSES | {"404": problem("There is no such graph.")},
        },
        "put": _write("Replace one graph", "graph_put", _SENT),
        "post": _write("Add to one graph", "graph_post", _SENT),
        "patch": _write("Change one graph by SPARQL Update", "graph_patch", _PATCH_BODY),
        "delete": _write("Delete one graph", "graph_delete", None),
    },
}
