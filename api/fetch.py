"""The one way out: POST a query to an endpoint on the operator's list, checking every redirect and every address."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

import httpx

from api.errors import ApiError

MOST_HOPS = 4


class FetchError(ApiError):
    """An endpoint that gives no answer, or may not be asked."""


class Fetcher:
    """Asks endpoints that are allowed, and no others.

    Args:
        allowed: Full URLs of endpoints. A host name among them has to resolve to public addresses alone, also after a
            redirect; one that is an address itself (or localhost) is taken at its word.
        limit: Bytes of an answer.
    """

    def __init__(self, allowed: Iterable[str], limit: int) -> None:
        self._allowed = frozenset(allowed)
        self._origins = frozenset(map(_origin, self._allowed))
        self._limit = limit

    def allows(self, url: str) -> bool:
        """Tell whether an endpoint may be asked."""
        return url in self._allowed

    async def ask(self, url: str, query: str, timeout: float) -> bytes:
        """Send a query; gives the results as JSON.

        Raises:
            FetchError: It may not be asked, does not answer in time, or answers with an error or too much.
        """
        try:
            async with asyncio.timeout(timeout):
                return await self._follow(url, query)
        except TimeoutError as error:
            raise FetchError(f"it took longer than {timeout:g} seconds") from error
        except httpx.HTTPError as error:
            raise FetchError(f"{error or type(error).__name__}") from error

    async def _follow(self, url: str, query: str) -> bytes:
        async with httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=None) as client:
            for _ in range(MOST_HOPS):
                request = await self._request(client, url, query)
                response = await client.send(request, stream=True)
                try:
                    if not response.is_redirect:
                        return await self._read(response)
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
        headers = {"host": parts.netloc.rpartition("@")[2], "accept": "application/sparql-results+json"}
        extensions = {"sni_hostname": host} if parts.scheme == "https" else {}
        return client.build_request("POST", target, data={"query": query}, headers=headers, extensions=extensions)

    async def _read(self, response: httpx.Response) -> bytes:
        if response.status_code != 200:
            raise FetchError(f"it answered {response.status_code}")
        pieces, size = [], 0
        async for piece in response.aiter_bytes():
            pieces.append(piece)
            size += len(piece)
            if size > self._limit:
                raise FetchError(f"its answer is longer than {self._limit} bytes")
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
    for address in addresses:
        if not ipaddress.ip_address(address).is_global:
            raise FetchError(f"{host} resolves to {address}, which is not public")
    return addresses[0]
