"""The whole application: every address, put together from the settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from api.asgi import Receive, Scope, Send
from api.backend import Backend
from api.description import DUMPS, Description
from api.errors import PROBLEM_TYPE, Headers, Problem, failure
from api.exchange import TRUNCATED
from api.front import Front
from api.graph_store import GraphStore
from api.metrics import Metrics
from api.openapi import SECURITY, SPARQL_PATHS, problem
from api.pages import STATIC, Site, routes
from api.pages.ask import Editor
from api.pages.failed import problem_page
from api.pages.search import Search
from api.pages.try_it import Tryout
from api.pages.warm import Warmer
from api.questions import Questions
from api.rate import Rate
from api.reconcile import RECONCILE_PATHS, Reconciliation
from api.remote import Remote
from api.resources import Resources, ontology, shapes
from api.reviews import Reviews
from api.reviews import router as reviews_router
from api.service import Service
from api.settings import Settings
from api.sparql import SparqlEndpoint
from api.update import UpdateEndpoint
from graph_builder.prefixes import prefixes
from graph_builder.store import Store

_EXPOSED = ["content-encoding", "etag", "location", "retry-after", "x-generation", TRUNCATED]
_ANY_ORIGIN: Headers = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(_EXPOSED).encode()),
]
"""Where every page may read every answer, each says so, asked from a page or not: it may be kept for both."""


def create_app(settings: Settings) -> ASGIApp:
    """Put the application together; it loads the graph when it starts.

    Raises:
        StoreError: There is no store, or a newer version wrote it.
    """
    return assemble(backend(settings))


def backend(settings: Settings) -> Backend:
    """Give what answers: this server's own store, or another server.

    Raises:
        StoreError: There is no store, or a newer version wrote it.
    """
    return Remote(settings) if settings.remote else Service(settings, Store.open(settings.store_path))


def assemble(service: Backend) -> ASGIApp:
    """Put the application together over a service, which it starts and stops."""
    settings = service.settings
    known = prefixes(settings.base)
    site, metrics = Site(service, known), Metrics(service)
    description, resources = Description(service, known), Resources(service, known)
    sparql = SparqlEndpoint(service, known, Editor(site), description.service)
    questions = Questions(service, sparql, known, site)
    app = _fastapi(service, metrics, site)
    app.include_router(reviews_router(Reviews(site), service))
    app.router.routes += routes(site)
    _linked_data(app, description, resources)
    _describe_openapi(app, SPARQL_PATHS | RECONCILE_PATHS | questions.openapi())
    direct: dict[str, ASGIApp] = {
        "sparql": sparql,
        "update": UpdateEndpoint(service, known),
        "graph-store": GraphStore(service, known),
        "queries": questions,
        "reconcile": Reconciliation(service, description.root),
    }
    any_origin = settings.cors == ["*"]
    front = Front(app, direct, metrics, Rate(settings.rate), _ANY_ORIGIN if any_origin else [])
    cors = CORSMiddleware(
        front,
        allow_origins=settings.cors,
        allow_methods=["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"],
        allow_headers=["*"],
        expose_headers=_EXPOSED,
        max_age=86400,
    )
    return _Preflight(front, cors) if any_origin else cors


def _fastapi(service: Backend, metrics: Metrics, site: Site) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        site.register(Search).keeper.start()
        warmer = Warmer(site)
        warmer.start()
        yield
        await warmer.stop()
        await site.register(Search).keeper.stop()
        await site.register(Tryout).runner.stop()
        await service.stop()

    app = FastAPI(
        title="Kamergraaf",
        description="Dutch parliamentary documents as a sourced knowledge graph.",
        version=version("kamergraaf"),
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        exception_handlers={
            Exception: partial(_on_failure, site),
            Problem: partial(_on_problem, site),
            HTTPException: partial(_on_http_error, site),
            RequestValidationError: partial(_on_bad_parameters, site),
        },
    )
    app.mount("/static", GZipMiddleware(StaticFiles(directory=STATIC)), name="static")
    _operations(app, service, metrics)
    return app


_NOT_READY: dict[str, Any] = problem("No query is answered.")


def _operations(app: FastAPI, service: Backend, metrics: Metrics) -> None:
    @app.head("/health", include_in_schema=False)
    @app.get("/health", tags=["operations"], summary="Whether the server is alive")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @app.head("/ready", include_in_schema=False)
    @app.get(
        "/ready", tags=["operations"], summary="Whether queries are answered: asks one", responses={503: _NOT_READY}
    )
    async def ready() -> dict[str, str]:
        await service.fetch(service.job("ASK { ?s ?p ?o }", {}))
        return {"status": "ready", "generation": service.generation}

    @app.head("/metrics", include_in_schema=False)
    @app.get("/metrics", tags=["operations"], summary="Counts for Prometheus", response_class=Response)
    async def counts() -> Response:
        return Response(metrics.text(), media_type="text/plain; version=0.0.4")


def _linked_data(app: FastAPI, description: Description, resources: Resources) -> None:
    """Add the addresses of what the graph names; they take every path that nothing else answers."""
    app.router.routes += [
        Route("/.well-known/void", _Asgi(description.data_set), methods=["GET"]),
        Route("/ontology", ontology, methods=["GET"]),
        Route("/ontology/{version}", ontology, methods=["GET"]),
        Route("/shapes", shapes, methods=["GET"]),
        Route("/shapes/{version}", shapes, methods=["GET"]),
        *(Route(path, resources.dump, methods=["GET"]) for path in DUMPS),
        Route("/data/{path:path}", resources.data, methods=["GET"]),
        Route("/{path:path}", resources.thing, methods=["GET"]),
    ]


class _Preflight:
    """Asks the CORS layer about preflights alone: every other answer is the same for all origins."""

    def __init__(self, app: ASGIApp, cors: ASGIApp) -> None:
        self._app = app
        self._cors = cors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._cors if scope["type"] == "http" and scope["method"] == "OPTIONS" else self._app
        await app(scope, receive, send)


class _Asgi:
    """Lets Starlette take a bound method for an ASGI application."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


async def _on_problem(site: Site, request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    if "text/html" in request.headers.get("accept", ""):
        return problem_page(site, request, problem)
    return Response(problem.body(), problem.status, problem.headers, PROBLEM_TYPE)


async def _on_failure(site: Site, request: Request, _: Exception) -> Response:
    return await _on_problem(site, request, failure())


async def _on_http_error(site: Site, request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: f"There is nothing at {request.url.path}.", 405: f"{request.method} is not offered here."}
    problem = Problem(error.status_code, words.get(error.status_code, str(error.detail)), headers=error.headers)
    return await _on_problem(site, request, problem)


async def _on_bad_parameters(site: Site, request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return await _on_problem(site, request, Problem(400, f"{place}: {first['msg']}."))


def _describe_openapi(app: FastAPI, paths: dict[str, Any]) -> None:
    """Add the addresses that speak ASGI directly to the description that FastAPI makes."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = make()
            schema["paths"] = paths | schema["paths"]
            schema.setdefault("components", {})["securitySchemes"] = SECURITY
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
