"""How many queries a client may send: a bucket a client that fills at a steady rate."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from api.errors import Problem

MOST_CLIENTS = 10_000


class Rate:
    """Refuses a client that sends more than `rate` requests a second over more than a few seconds.

    Args:
        rate: Requests a second; 0 for no limit.
        clock: Seconds, never going back.
    """

    def __init__(self, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = max(1.0, 10 * rate)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, client: str) -> None:
        """Take one request from a client's bucket.

        Raises:
            Problem: 429 where it is empty.
        """
        if not self._rate:
            return
        now = self._clock()
        left, before = self._buckets.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - before) * self._rate)
        self._buckets[client] = (max(0.0, left - 1) if left >= 1 else left, now)
        while len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        if left < 1:
            wait = max(1, round((1 - left) / self._rate + 0.5))
            detail = f"This address may send {self._rate:g} queries a second: slow down."
            raise Problem(429, detail, headers={"retry-after": str(wait)}, fields={"limit": "rate"})
