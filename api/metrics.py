"""What the server counts, in Prometheus' text format at `/metrics`, and the access log."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import lru_cache

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from api.asgi import Scope, notes
from api.backend import Backend

_BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)


@lru_cache(maxsize=256)
def _child(counter: Counter, label: str) -> Counter:
    """Give the counter for a label; prometheus_client's own look-up takes a lock."""
    return counter.labels(label)


class Metrics:
    """Counts requests and queries; one a server."""

    def __init__(self, service: Backend) -> None:
        self._service = service
        self._registry = CollectorRegistry()
        self._queries = Counter(
            "kamergraaf_queries", "Requests to the SPARQL endpoint by outcome.", ["outcome"], registry=self._registry
        )
        self._requests = Counter("kamergraaf_requests", "Requests by status.", ["status"], registry=self._registry)
        self._latency = Histogram(
            "kamergraaf_query_seconds", "Time to answer a query.", buckets=_BUCKETS, registry=self._registry
        )
        self._gauges()
        self._log = service.settings.access_log

    def _gauges(self) -> None:
        def gauge(name: str, text: str, read: Callable[[], float]) -> None:
            Gauge(f"kamergraaf_{name}", text, registry=self._registry).set_function(read)

        service = self._service
        gauge("queries_running", "Queries that run.", lambda: service.running)
        gauge("queries_waiting", "Queries that wait for a process.", lambda: service.waiting)
        gauge("workers_killed", "Query processes ended since the start.", lambda: service.killed)
        gauge("quads", "Quads of the generation that is served.", lambda: service.manifest.quads)
        gauge("generation", "Number of the generation served.", lambda: service.manifest.number)

    def record(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request that has been answered, and write its line to the access log."""
        told = notes(scope)
        _child(self._requests, str(status)).inc()
        if "outcome" in told and scope["path"].startswith(("/sparql", "/queries")):
            _child(self._queries, told["outcome"]).inc()
            self._latency.observe(seconds)
        if self._log:
            line = {
                "time": round(time.time(), 3),
                "client": (scope.get("client") or ("-",))[0],
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "ms": round(seconds * 1000, 2),
            }
            # Not by logging, which takes as long as the whole answer from the cache.
            sys.stderr.write(f"{json.dumps(line | told)}\n")

    def text(self) -> bytes:
        """Write everything in Prometheus' format."""
        return generate_latest(self._registry)
