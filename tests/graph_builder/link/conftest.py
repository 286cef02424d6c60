"""A server on this machine that replays recorded responses, and a client that does not wait."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import pyoxigraph as ox
import pytest

from graph_builder.iris import DEFAULT_BASE, Base
from graph_builder.link.client import Client, Manners
from graph_builder.link.tweede_kamer.linking import Linked, link_parliament
from graph_builder.link.tweede_kamer.odata import Service, load_version
from graph_builder.link.tweede_kamer.parliament import Live
from ontology.registry import Registry, load_registry
from tests.graph_builder.link.papers import BASE, NOW, V4

HOSTS = (
    "https://gegevensmagazijn.tweedekamer.nl",
    "https://repository.overheid.nl",
    "https://zoek.officielebekendmakingen.nl",
    "https://www.wikidata.org",
    "https://query.wikidata.org",
)
"""The recordings' own hosts; in what is replayed, the server's address stands in their place."""


@dataclass
class Reply:
    """What the server sends."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    after: float = 0
    """Seconds before it answers."""
    length: int | None = None
    """The length that it claims, where that is a lie."""
    drip: tuple[int, bytes] | None = None
    """(times, bytes): more body, piece by piece."""


@dataclass
class Asked:
    """A request that came in."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


class Replay:
    """Replays what `on` was told; several replies to one request come one after the other, the last one stays."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.asked: list[Asked] = []
        self._routes: list[tuple[Callable[[Asked], bool], list[Reply]]] = []
        self._kinds = self._index()
        replay = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                replay._answer(self)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that hung up is what some tests are about."""

        self._server = Server(("127.0.0.1", 0), Handler)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def _index(self) -> dict[str, tuple[int, str]]:
        if self.folder is None:
            return {}
        with (self.folder / "index.tsv").open(encoding="utf-8", newline="") as handle:
            rows = csv.DictReader(handle, delimiter="\t")
            return {
                row["file"]: (int(row["status"]) if row["status"].isdigit() else 200, row["content_type"])
                for row in rows
            }

    def recording(self, name: str, **headers: str) -> Reply:
        """A recorded response, with its status and type."""
        assert self.folder is not None
        status, kind = self._kinds[name]
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        return Reply((self.folder / name).read_bytes(), status, {"Content-Type": kind, **named})

    def on(self, path: str, *replies: Reply | str, where: Callable[[Asked], bool] = lambda _: True) -> None:
        """Answer requests to a path; what was told last is asked first."""
        chosen = [self.recording(reply) if isinstance(reply, str) else reply for reply in replies]
        self._routes.insert(0, (lambda asked: asked.path == path and where(asked), chosen))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        asked = Asked(unquote(parts.path), query, {name.lower(): value for name, value in handler.headers.items()})
        self.asked.append(asked)
        for fits, replies in self._routes:
            if fits(asked):
                self._send(handler, replies.pop(0) if len(replies) > 1 else replies[0])
                return
        self._send(handler, Reply(status=404))

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        body = reply.body
        for host in HOSTS:
            body = body.replace(host.encode(), self.address.encode())
        time.sleep(reply.after)
        try:
            handler.send_response_only(reply.status)
            for name, value in reply.headers.items():
                handler.send_header(name, value)
            times, piece = reply.drip or (0, b"")
            handler.send_header("Content-Length", str(reply.length or len(body) + times * len(piece)))
            handler.end_headers()
            handler.wfile.write(body)
            for _ in range(times):
                handler.wfile.write(piece)
            if reply.length is not None:
                handler.close_connection = True
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True


@pytest.fixture
def replay(shared: Path) -> Iterator[Replay]:
    """The server, with the recorded responses at hand."""
    server = Replay(shared / "recordings")
    yield server
    server.close()


@pytest.fixture
def server() -> Iterator[Replay]:
    """The server, for what needs no recording."""
    made = Replay(None)
    yield made
    made.close()


@pytest.fixture
def reply() -> type[Reply]:
    return Reply


@pytest.fixture
def waits() -> list[float]:
    """How long the client waited, each time."""
    return []


@pytest.fixture
def client(waits: list[float]) -> Iterator[Client]:
    """A client that writes down its waits instead of waiting."""
    manners = Manners(connect=2, silence=2, largest=200_000, attempts=3, pause=0)
    with Client(manners, sleep=waits.append, environment=False) as made:
        yield made


PREFIXES = f"""
@prefix kg: <https://w3id.org/kamergraaf/ontology#> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix paper: <{DEFAULT_BASE}paper/> .
@prefix dossier: <{DEFAULT_BASE}dossier/> .
@prefix doc: <{DEFAULT_BASE}document/x#> .
"""
DOCUMENT = """
paper:kst-99999-{number} a kg:Motion ; kg:identifier "kst-99999-{number}" ; kg:number "{number}" ;
    kg:dossierNumber "99999" ; kg:inDossier dossier:99999 .
doc:letter dcterms:date "{written}"^^xsd:date ; kg:senderText "minister van Buitenlandse Zaken" ;
    kg:mentions paper:kst-99999-{number} .
doc:citation a kg:Citation ; kg:cited paper:kst-99999-{number} ; kg:statedIn doc:letter ; kg:evidence doc:words {said} .
doc:words nif:beginIndex 10 ; nif:endIndex 60 ; nif:referenceContext doc:letter ;
    nif:anchorOf "de motie van het lid Jansen over steun voor het veldkantoor" .
doc:execution a kg:MotionExecution ; kg:motion paper:kst-99999-{number} ; kg:statedIn doc:letter ;
    kg:byCitation doc:citation ; kg:evidence doc:words {done} .
"""


@pytest.fixture
def letter_and_record(replay: Replay, client: Client) -> Callable[..., list[ox.Quad]]:
    """Link the recorded motion to a document that says something of it; give the quads of both."""

    def run(
        said: str = "",
        done: str = "",
        *,
        written: str = "2025-09-19",
        number: int = 7,
        whole: bool = False,
        edit: Callable[[bytes], bytes] = lambda body: body,
    ) -> list[ox.Quad]:
        motion = replay.recording("tk-odata/zaak-motie-expand.json")
        motion.body = edit(motion.body)
        replay.on(f"{V4}/Zaak", motion)
        replay.on(f"{V4}/Document", "tk-odata/zaak-motie-leeg.json")
        replay.on(f"{V4}/Fractie", "tk-odata/fractie-3.json")
        dossier = replay.recording("tk-odata/kamerstukdossier.json")
        dossier.body = dossier.body.replace(b'"Nummer": 22112', b'"Nummer": 99999')
        replay.on(f"{V4}/Kamerstukdossier", dossier)
        text = PREFIXES + DOCUMENT.format(said=said, done=done, written=written, number=number)
        graph = ox.NamedNode(f"{DEFAULT_BASE}document/x/graph")
        quads = [
            ox.Quad(triple.subject, triple.predicate, triple.object, graph)
            for triple in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
        ]
        live = Live(Service(client, load_version("v4/2.0", f"{replay.address}{V4}")), datetime(2026, 11, 1, tzinfo=UTC))
        return [*quads, *link_parliament(quads, live, load_registry(), Base(), whole=whole).quads]

    return run


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture
def link(replay: Replay, client: Client, registry: Registry) -> Callable[..., Linked]:
    """Ask the replayed source of the papers that a graph names."""

    def run(quads: list[ox.Quad], *, whole: bool = False) -> Linked:
        parliament = Live(Service(client, load_version("v4/2.0", f"{replay.address}{V4}")), NOW)
        return link_parliament(quads, parliament, registry, BASE, whole=whole)

    return run


@pytest.fixture
def motion(replay: Replay) -> Replay:
    """The server, with the recorded motion."""
    replay.on(f"{V4}/Zaak", "tk-odata/zaak-motie-expand.json")
    replay.on(f"{V4}/Fractie", "tk-odata/fractie-3.json")
    replay.on(f"{V4}/Persoon", "tk-odata/zaak-motie-leeg.json")
    return replay
