"""The HTTP client that asks every source: polite, patient, and suspicious of what it gets.

It names itself, leaves a pause between two requests to one host, waits as long as `Retry-After` says (RFC 9110, 10.2.3)
and backs off when nothing is said, stops reading at a size and a time limit whatever the headers promised, and follows
redirects on the same host alone. What an answer means is `graph_builder.link.answers`' business.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit

import httpx
import tenacity

from graph_builder.errors import AnswerError, SourceDownError

__all__ = ["Answer", "Client", "Manners", "same_host"]

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that may be gone a moment later."""
_MISSING = frozenset({404, 410})
_MOVED = frozenset({301, 302, 303, 307, 308})
_UNCHANGED = 304
_MOST_HOPS = 5


@dataclass(frozen=True, slots=True)
class Manners:
    """How to behave towards a source. Times are in seconds, sizes in bytes."""

    contact: str = "https://w3id.org/kamergraaf"
    """Where a source's keeper can complain."""
    connect: float = 10
    silence: float = 60
    """How long the source may send nothing."""
    longest: float = 300
    """How long one answer may take as a whole, however steadily it drips."""
    largest: int = 32_000_000
    """How much of an answer is read, unpacked."""
    attempts: int = 5
    pause: float = 0.2
    """Between two requests to one host."""
    shortest_wait: float = 1
    """Before another attempt, even where the source says 0."""
    longest_wait: float = 120
    """A source that asks for more is left alone until the next run."""

    @property
    def agent(self) -> str:
        """The User-Agent header."""
        return f"Kamergraaf/{version('kamergraaf')} (+{self.contact})"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source sent."""

    address: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    """With lower-case names."""

    @property
    def unchanged(self) -> bool:
        """Whether what was got before still holds (304)."""
        return self.status == _UNCHANGED


class _AgainError(Exception):
    """Another attempt may succeed."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """Asks sources over HTTP; use it as a context manager."""

    def __init__(
        self,
        manners: Manners = Manners(),
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        environment: bool = True,
    ) -> None:
        """Open a client.

        Args:
            manners: How to behave.
            sleep: Waits some seconds.
            clock: Tells seconds that only grow.
            environment: Whether proxies are taken from the environment.
        """
        self._manners = manners
        self._sleep, self._clock = sleep, clock
        self._last: dict[str, float] = {}
        self._http = httpx.Client(
            follow_redirects=False,
            headers={"User-Agent": manners.agent},
            timeout=httpx.Timeout(manners.silence, connect=manners.connect),
            trust_env=environment,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, address: str, *, accept: str, headers: Mapping[str, str] | None = None) -> Answer | None:
        """Get an address.

        Args:
            address: A whole web address.
            accept: The media type that is asked for.
            headers: Further headers, as for conditional requests.

        Returns:
            The answer (status 200 or 304); None where the source says that there is nothing (404, 410).

        Raises:
            SourceDownError: It did not answer, or refused, as often as it was tried.
            AnswerError: It answered with more than the limit, or leads to another host, or finds the request wrong.
        """
        attempts = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._manners.attempts),
            wait=self._wait,
            retry=tenacity.retry_if_exception_type(_AgainError),
            sleep=self._sleep,
            reraise=True,
        )
        try:
            return attempts(self._follow, address, {"Accept": accept, **(headers or {})})
        except _AgainError as error:
            raise SourceDownError(f"{address} {error}: try again later.") from error

    def _follow(self, address: str, headers: Mapping[str, str]) -> Answer | None:
        here = address
        for _ in range(_MOST_HOPS):
            answer = self._once(here, headers)
            if answer is None or answer.status not in _MOVED:
                return answer
            there = _joined(here, answer.headers.get("location", ""))
            if not same_host(there, address):
                raise AnswerError(f"{address} leads to another host, {there}: it is not followed.")
            here = there
        raise AnswerError(f"{address} leads on and on: it was left after {_MOST_HOPS} redirects.")

    def _once(self, address: str, headers: Mapping[str, str]) -> Answer | None:
        self._be_polite(address)
        try:
            with self._http.stream("GET", address, headers=dict(headers)) as response:
                return self._read(address, response)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise AnswerError(f"{address!r} is no web address: {error}") from error
        except httpx.DecodingError as error:
            raise AnswerError(f"{address} sent something that cannot be unpacked: {error}.") from error
        except httpx.RequestError as error:
            raise _AgainError(f"did not answer ({_reason(error)})") from error

    def _read(self, address: str, response: httpx.Response) -> Answer | None:
        status = response.status_code
        if status in _MISSING:
            return None
        if status in _AGAIN:
            raise _AgainError(f"answered {status}", self._asked_to_wait(address, response))
        if status in _MOVED or status == _UNCHANGED:
            return Answer(address, status, b"", _lower(response))
        if status != httpx.codes.OK:
            said = " ".join(self._body(address, response)[:300].decode("utf-8", "replace").split())
            raise AnswerError(f"{address} answered {status}: {said or 'nothing more'}")
        return Answer(address, status, self._body(address, response), _lower(response))

    def _body(self, address: str, response: httpx.Response) -> bytes:
        """Read a body as far as the limits allow; the length that the source announced is not believed."""
        pieces, size, started = [], 0, self._clock()
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self._manners.largest:
                raise AnswerError(f"{address} sends more than {self._manners.largest} bytes: it was cut off.")
            if self._clock() - started > self._manners.longest:
                raise _AgainError(f"took more than {self._manners.longest:g} seconds")
            pieces.append(piece)
        return b"".join(pieces)

    def _asked_to_wait(self, address: str, response: httpx.Response) -> float | None:
        wait = _retry_after(response.headers)
        if wait is not None and wait > self._manners.longest_wait:
            raise SourceDownError(f"{address} answered {response.status_code} and asks to wait {wait:g} seconds.")
        return wait

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.wait if isinstance(error, _AgainError) else None
        wait = asked if asked is not None else 2.0 ** (state.attempt_number - 1)
        return min(max(wait, self._manners.shortest_wait), self._manners.longest_wait)

    def _be_polite(self, address: str) -> None:
        host = address.partition("//")[2].partition("/")[0]
        left = self._last.get(host, float("-inf")) + self._manners.pause - self._clock()
        if left > 0:
            self._sleep(left)
        self._last[host] = self._clock()


def same_host(address: str, other: str) -> bool:
    """Tell whether two addresses are of one host, so that one may lead to the other; https never leads to http."""
    try:
        here, there = urlsplit(address), urlsplit(other)
    except ValueError:
        return False
    schemes = here.scheme == there.scheme or (here.scheme, there.scheme) == ("https", "http")
    return schemes and here.hostname is not None and here.netloc.lower() == there.netloc.lower()


def _joined(here: str, location: str) -> str:
    """Resolve where a redirect leads; one that is no address leads nowhere that is followed."""
    try:
        return urljoin(here, location)
    except ValueError:
        return location


def _retry_after(headers: httpx.Headers) -> float | None:
    """Read Retry-After: seconds, or a date, which is held against the source's own Date."""
    said = headers.get("retry-after", "").strip()
    if said.isdigit():
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - parsedate_to_datetime(headers["date"])).total_seconds())
    except (KeyError, ValueError, TypeError):
        return None


def _lower(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _reason(error: httpx.RequestError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "it took too long"
    return str(error) or type(error).__name__
