"""The commands that need the server's code: `serve` and `publish`."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import resource
import socket
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from pydantic import ValidationError

from api.app import assemble, backend
from api.backend import Backend
from api.connection import Connection
from api.endpoint import Endpoint, publish
from api.errors import ServeError
from api.settings import Settings
from graph_builder.store import Store

QUESTION = (
    "SELECT ?motion (COUNT(*) AS ?times) WHERE { ?said a kg:MotionExecution ; kg:motion ?motion } GROUP BY ?motion"
)

KEEP_ALIVE = 75
"""Seconds that a connection stays open with nothing on it: longer than a proxy keeps one, so that none is closed here
just when it is used again."""


_MOST_DESCRIPTORS = 65536
_KEPT_BACK = 256
"""Descriptors that connections leave to query processes and files: without one, no process can be replaced."""


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, welcome: str) -> None:
        super().__init__(config)
        self._welcome = welcome

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if not self.should_exit:
            typer.echo(self._welcome)


def serve(
    store: Annotated[
        str | None, typer.Option(help="Folder of the store, or URL of another SPARQL store [KAMERGRAAF_STORE]")
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on [KAMERGRAAF_HOST]")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on; 0 for a free one [KAMERGRAAF_PORT]")] = None,
    show_settings: Annotated[bool, typer.Option("--show-settings", help="Print every setting and stop")] = False,
) -> None:
    """Answer over HTTP from a store: /sparql for programs and people, /docs for the rest.

    Every setting can be given in the environment as KAMERGRAAF_<NAME>; --show-settings prints them all.
    """
    settings = _settings(store=store, host=host, port=port)
    if show_settings:
        _show(settings)
        return
    if not settings.remote:
        Store.open(settings.store_path).current()
    for caution in settings.cautions(os.environ):
        typer.echo(f"kamergraaf: {caution}", err=True)
    run(settings)


def publish_to(
    *,
    to: Annotated[str, typer.Option(help="URL of the SPARQL endpoint that takes updates", metavar="URL")],
    store: Annotated[Path | None, typer.Option(help="Folder of the store [KAMERGRAAF_STORE]")] = None,
    user: Annotated[str | None, typer.Option(help="User, for digest authentication")] = None,
    password: Annotated[str, typer.Option(help="Password", envvar="KAMERGRAAF_REMOTE_PASSWORD")] = "",
) -> None:
    """Send the current generation to another SPARQL 1.1 store; each of its graphs replaces what that store held of it.

    kamergraaf publish --store DIR --to http://127.0.0.1:8890/sparql-auth --user dba
    """
    settings = _settings(store=None if store is None else str(store))
    generation = Store.open(settings.store_path).current()
    quads = list(generation.quads())
    graphs = publish(quads, Endpoint(to, user=user, password=password), settings.write_timeout)
    typer.echo(f"Generation {generation.name} is at {to}: {len(quads)} statements in {graphs} graphs.")


def run(settings: Settings) -> None:
    """Serve until told to stop.

    Raises:
        ServeError: The address cannot be listened on.
        StoreError: There is no store, or nothing in it.
    """
    service = backend(settings)
    listening = _listen(settings)
    _log_to_standard_error()
    address = f"http://{_shown(settings.host)}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        assemble(service),
        http=partial(  # type: ignore[arg-type]
            Connection, most=_most_connections(settings.connections), patience=settings.patience
        ),
        ws="none",
        timeout_keep_alive=KEEP_ALIVE,
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=settings.grace,
        lifespan="on",
    )
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(service, _Server(config, _welcome(address)), listening))


async def _serve(service: Backend, server: _Server, listening: socket.socket) -> None:
    await service.start()
    gc.collect()
    gc.freeze()  # what is loaded by now stays; looking through it again and again holds up answers
    with listening, suppress(KeyboardInterrupt):
        await server.serve([listening])


def _settings(**given: Any) -> Settings:
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = f"KAMERGRAAF_{str(first['loc'][0]).upper()}"
        raise ServeError(f"The setting {name} is wrong: {first['msg'].removeprefix('Value error, ')}.") from error


def _show(settings: Settings) -> None:
    for name, value in settings.shown().items():
        typer.echo(f"KAMERGRAAF_{name.upper()}={value}\n    {Settings.model_fields[name].description}")


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        where = f"{settings.host}:{settings.port}"
        raise ServeError(f"{where} cannot be listened on ({error.strerror}): choose another with --port.") from error
    return listening


def _most_connections(wanted: int) -> int:
    """Allow this process all the descriptors that it may have; gives how many of them connections may take."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _MOST_DESCRIPTORS)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return min(wanted, max(most - _KEPT_BACK, most // 2))


def _welcome(address: str) -> str:
    return (
        f"Serving at {address}/ (open it in a browser; stop with Ctrl-C). A question to try:\n"
        f"  curl {address}/sparql --data-urlencode 'query={QUESTION}'"
    )


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _log_to_standard_error() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("kamergraaf")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
