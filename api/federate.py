"""`SERVICE` for endpoints that the operator allows: the server asks them itself and gives their rows to the worker.

A worker has no sockets, and keeps none for this. A `SERVICE <endpoint> { pattern }` means the same as the rows of that
pattern written out as `VALUES` (SPARQL 1.1 Federated Query, section 4), so that is what the worker is given. Where the
rest of the query binds variables of the pattern, their values are asked of the graph first and sent along, so that an
endpoint gives the rows that can join and no others.
"""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from api.errors import Problem
from api.exchange import Asked
from api.fetch import Fetcher, FetchError
from api.guard import unescape
from api.scopes import Block, Scopes
from api.tokens import declare, prologue
from api.workers.channel import Message

Run = Callable[[Message, float], Awaitable[bytes]]
"""Does a job within some seconds and gives its whole answer."""

MOST_VALUES = 10_000
"""How many rows of the graph are sent to an endpoint; beyond, it is asked for all that it has."""

SHARE = 0.25
"""Which part of a query's time may be spent on asking the graph for them."""

AT_ONCE = 500
"""How many of them go into one query."""

_DECLARED = re.compile(r"\bprefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)


class Federation:
    """Answers the SERVICE clauses of queries.

    Args:
        fetcher: Asks the endpoints that are allowed, and no others.
        run: Asks the graph.
        prefixes: Those that need no declaration.
        most: How many queries may ask other endpoints at a time.
    """

    def __init__(self, fetcher: Fetcher, run: Run, prefixes: dict[str, str], most: int) -> None:
        self._most = most
        self._running = 0
        self._fetcher = fetcher
        self._run = run
        self._prefixes = prefixes

    async def join(self, asked: Asked) -> Asked:
        """Give a query with the rows of its endpoints in it, and the time that is left for it.

        Raises:
            Problem: 400 for a malformed query, 403 for an endpoint that is not allowed, 502 for one that does not
                answer (unless SILENT), 503 where the time is over or too many queries ask other servers.
        """
        if self._running >= self._most:
            detail = "The server waits for other servers' answers to many queries already: try again later."
            raise Problem(503, detail, headers={"retry-after": "10"}, fields={"limit": "federated queries"})
        self._running += 1
        try:
            return await self._join(asked)
        finally:
            self._running -= 1

    async def _join(self, asked: Asked) -> Asked:
        begun = time.monotonic()
        text = unescape(str(asked.job["query"]))
        scopes = Scopes(text)
        addresses = [self._address(block, text) for block in scopes.blocks]

        def left() -> float:
            seconds = asked.timeout - (time.monotonic() - begun)
            if seconds <= 0:
                detail = f"The query took longer than {asked.timeout:g} seconds, asking other servers: ask for less."
                raise Problem(503, detail, title="Time limit", fields={"limit": "time", "seconds": asked.timeout})
            return seconds

        await self._run(asked.job | {"do": "check", "query": scopes.alone()}, left())
        for block, url in zip(scopes.blocks, addresses, strict=True):
            names, rows = await self._known(scopes, block, asked.job, left)
            questions = _questions(block, text, names, rows, self._prefixes)
            base = f"BASE <{asked.job['base']}>\n"
            answers = await self._ask(block, url, [base + question for question in questions], left())
            scopes.answer(block, {"url": url, "silent": block.silent, "names": names, "answers": answers})
        return replace(asked, job=asked.job | {"pieces": scopes.whole()}, timeout=left())

    def _address(self, block: Block, text: str) -> str:
        if block.target.startswith(("?", "$")):
            detail = f"SERVICE {block.target} is refused: an endpoint has to be named, not a variable."
            raise Problem(403, detail)
        if block.target.startswith("<"):
            url = block.target[1:-1]
        else:
            declared = self._prefixes | dict(_DECLARED.findall(prologue(text)))
            prefix, _, name = block.target.partition(":")
            url = declared.get(prefix, "") + name
        if not self._fetcher.allows(url):
            raise Problem(403, f"SERVICE {block.target} is refused: the operator allows no such endpoint.")
        return url

    async def _known(
        self, scopes: Scopes, block: Block, job: Message, left: Callable[[], float]
    ) -> tuple[list[str], list[str]]:
        """Ask the graph what it knows of the variables of a pattern.

        Returns:
            Variables, and a row of terms for each combination of their values; no variables where the graph binds
            none of them in every row, or has too many values.
        """
        pieces = scopes.question(block, MOST_VALUES + 1)
        if pieces is None:
            return [], []
        question = job | {"pieces": pieces, "bindings": "tsv", "coding": None, "max_rows": 0}
        try:
            table = await self._run(question, left() * SHARE)
        except Problem:  # what it takes to know more is more than it is worth
            return [], []
        header, *lines = table.decode("utf-8").split("\n")[:-1]
        if len(lines) > MOST_VALUES:
            return [], []
        return _pushed(header.split("\t"), [line.split("\t") for line in lines])

    async def _ask(self, block: Block, url: str, questions: list[str], timeout: float) -> list[str] | None:
        """Ask an endpoint; None where it does not answer and the query says SILENT."""
        try:
            return await self._fetcher.ask(url, questions, timeout) if questions else []
        except FetchError as error:
            if block.silent:
                return None
            raise Problem(502, f"SERVICE <{url}> gave no answer: {error}.", title="Service failed") from error


def _pushed(names: list[str], rows: list[list[str]]) -> tuple[list[str], list[str]]:
    """Keep the variables that have a value in every row, and no blank node, which means nothing elsewhere."""
    kept = [at for at in range(len(names)) if not any(row[at] == "" or row[at].startswith("_:") for row in rows)]
    if not kept:
        return [], []
    return [names[at] for at in kept], list(dict.fromkeys(" ".join(row[at] for at in kept) for row in rows))


def _questions(block: Block, text: str, names: list[str], rows: list[str], prefixes: dict[str, str]) -> list[str]:
    """Write the queries for an endpoint: what was declared, which default prefixes the pattern needs, what is known."""
    if not names:
        return [declare(f"{prologue(text)}SELECT * WHERE {{{block.pattern}}}", prefixes)]
    batches = [rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE)]
    start, pattern = prologue(text), block.pattern
    known = [f"VALUES ({' '.join(names)}) {{ {' '.join(f'({row})' for row in batch)} }}" for batch in batches]
    return [declare(f"{start}SELECT * WHERE {{ {values} {{{pattern}}} }}", prefixes) for values in known]
