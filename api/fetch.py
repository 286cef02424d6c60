"""The one way out: POST queries to an endpoint on the operator's list, checking every redirect and every address."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Iterable, Sequence
from functools import cached_property
from urllib.parse import urljoin, urlsplit

import httpx

from api.errors import ApiError

MOST_HOPS = 4

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""Where a translator sends what is for an IPv4 address (RFC 6052)."""


class FetchError(ApiError):
    """An endpoint that gives no answer, or may not be asked."""


class Fetcher:
    """Asks endpoints that are allowed, and no others.

    Args:
        allowed: Full URLs of endpoints. A host name among them has to resolve to public addresses alone, also after a
            redirect; one that is an address itself (or localhost) is taken at its word.
        limit: Bytes that the answers to one call may have together.
    """

    def __init__(self, allowed: Iterable[str], limit: int) -> None:
        self._allowed = frozenset(allowed)
        self._origins = frozenset(map(_origin, self._allowed))
        self._limit = limit

    def allows(self, url: str) -> bool:
        """Tell whether an endpoint may be asked."""
        return url in self._allowed

    async def ask(self, url: str, queries: Sequence[str], timeout: float) -> list[str]:
        """Send queries one after the other; gives the results of each as JSON.

        Args:
            url: An endpoint that is allowed.
            queries: What to ask.
            timeout: Seconds for all of them together.

        Raises:
            FetchError: It may not be asked, does not answer in time, or answers with an error or too much.
        """
        try:
            async with asyncio.timeout(timeout), self._client() as client:
                answers: list[str] = []
                left = self._limit
                for query in queries:
                    body = await self._follow(client, url, query, left)
                    left -= len(body)
                    answers.append(body.decode("utf-8"))
                return answers
        except TimeoutError as error:
            raise FetchError(f"it took longer than {timeout:.3g} seconds") from error
        except httpx.HTTPError as error:
            raise FetchError(f"{error or type(error).__name__}") from error
        except UnicodeDecodeError as error:
            raise FetchError("its answer is not UTF-8") from error

    def _client(self) -> httpx.AsyncClient:
        """Open a client of its own for each call, so that no connection is shared by two hosts at one address."""
        return httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=None, verify=self._tls)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    async def _follow(self, client: httpx.AsyncClient, url: str, query: str, limit: int) -> bytes:
        for _ in range(MOST_HOPS):
            request = await self._request(client, url, query)
            response = await client.send(request, stream=True)
            try:
                if not response.is_redirect:
                    return await self._read(response, limit)
                url = urljoin(url, response.headers.get("location", ""))
            finally:
                await response.aclose()
        raise FetchError("it redirects again and again")

    async def _request(self, client: httpx.AsyncClient, url: str, query: str) -> httpx.Request:
        """Make a request to the very address that was checked, so that no second look-up can give another."""
        if _origin(url) not in self._origins:
            raise FetchError(f"it redirects to {url}, which is not allowed")
        parts = urlsplit(url)
        host = parts.hostname or ""
        address = await _resolve(host, parts.port or (443 if parts.scheme == "https" else 80))
        target = httpx.URL(url).copy_with(host=address)
        headers = {
            "host": parts.netloc.rpartition("@")[2],
            "accept": "application/sparql-results+json",
            "accept-encoding": "identity",
        }
        extensions = {"sni_hostname": host} if parts.scheme == "https" else {}
        return client.build_request("POST", target, data={"query": query}, headers=headers, extensions=extensions)

    async def _read(self, response: httpx.Response, limit: int) -> bytes:
        if response.status_code != 200:
            raise FetchError(f"it answered {response.status_code}")
        coding = response.headers.get("content-encoding", "identity")
        if coding != "identity":  # a few bytes could stand for more than there is memory for
            raise FetchError(f"it answered in the coding {coding!r}, which was not asked for")
        pieces, size = [], 0
        async for piece in response.aiter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise FetchError(f"its answer is longer than the {self._limit} bytes that are read")
        return b"".join(pieces)


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ("", url, None)
    return (parts.scheme, parts.hostname, parts.port)


async def _resolve(host: str, port: int) -> str:
    """Give an address of a host.

    Raises:
        FetchError: It has none, or one that is not public.
    """
    if host == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise FetchError(f"{host} is not known") from error
    addresses = [str(each[4][0]).partition("%")[0] for each in found]
    for address in map(ipaddress.ip_address, addresses):
        if not _is_public(address):
            raise FetchError(f"{host} resolves to {address}, which is not public")
    return addresses[0]


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether an address is one of the Internet's, and so is the IPv4 address that an IPv6 one may hold."""
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    held = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        held.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return all(each is None or each.is_global for each in held)
