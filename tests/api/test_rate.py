"""The rate limit: a burst passes, then a steady rate, each client on its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.errors import Problem
from api.rate import Rate
from graph_builder.store import Store

from .conftest import graph_of, serving


def test_a_burst_then_a_steady_rate() -> None:
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    for _ in range(20):
        rate.check("a")
    with pytest.raises(Problem, match="2 queries a second") as caught:
        rate.check("a")
    assert (caught.value.status, caught.value.headers["retry-after"]) == (429, "1")
    rate.check("b")
    now[0] = 0.5
    rate.check("a")
    with pytest.raises(Problem):
        rate.check("a")


def test_no_limit() -> None:
    rate = Rate(0, lambda: 0.0)
    for _ in range(100):
        rate.check("a")


def test_over_http(new_store: Callable[[bytes], Store]) -> None:
    with serving(new_store(graph_of()).path, rate=0.1) as server:
        statuses = [server.query("ASK {}").status_code for _ in range(3)]
        refused = server.query("ASK {}")
    assert statuses == [200, 429, 429]
    assert int(refused.headers["retry-after"]) >= 1
