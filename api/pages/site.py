"""What every page has in common: asking the graph, addresses, the language, and how a page is sent."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from api.backend import Backend
from api.errors import Problem
from api.pages.kept import Kept
from api.pages.render import edition, fill, page_headers
from api.pages.words import LANGUAGES, Language, Words, as_language, load_words
from graph_builder.prefixes import shorten

__all__ = ["Entry", "Handler", "Row", "Site", "Term", "Thing", "is_iri"]

Term = ox.NamedNode | ox.Literal | str | int | bool
"""A value for a query: a string is a plain literal; an IRI is a `NamedNode`, which `Site.node` makes."""

Row = dict[str, str]
"""A solution by variable; what is unbound is missing."""

Shared = TypeVar("Shared")
Value = TypeVar("Value")

Handler = Callable[[Request, str], Awaitable[Response]]
"""Gives the page of a thing, by its IRI."""

QUERIES = Path(__file__).parent / "queries"
_YEAR = 365 * 24 * 3600
_WORTH_COMPRESSING = 1024
_LONG = 256 * 1024
"""Bytes of an answer that is read beside the loop that serves everybody."""
_SLOT = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*UNDEF\s*\}")
_PARAMETER = re.compile(rf"{_SLOT.pattern.replace('(', '(?P<slot>', 1)}|\?lang\b")
_SCHEMES = ("http://", "https://", "urn:")
_IRI = re.compile(r"[^\x00-\x20<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the navigation: the key of its words, and where it leads."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of thing with a page of its own: a class of the ontology by local name, its sub-classes included."""

    kind: str
    handler: Handler


@dataclass(slots=True)
class Site:
    """The pages' view of the server."""

    service: Backend
    prefixes: dict[str, str]
    things: list[Thing] = field(default_factory=list)
    """The kinds of things with pages of their own; the first that fits counts."""
    navigation: list[Entry] = field(default_factory=list)
    registers: dict[type, object] = field(default_factory=dict)
    """What several pages share, by kind."""
    kept: list[Kept[Any]] = field(default_factory=list)
    """What is worked out once a generation, in the order in which it is made beforehand."""

    def register(self, kind: type[Shared]) -> Shared:
        """Give what pages share of a kind, such as `Sources`; the first that asks has it made, from the site."""
        if kind not in self.registers:
            self.registers[kind] = kind(self)  # type: ignore[call-arg]
        found = self.registers[kind]
        assert isinstance(found, kind)
        return found

    def keep(self, make: Callable[[], Awaitable[Value]]) -> Kept[Value]:
        """Have something worked out once a generation: by whoever asks first, or beforehand (see `Warmer`)."""
        kept = Kept(self.service, make)
        self.kept.append(kept)
        return kept

    @property
    def base(self) -> str:
        """What every IRI of the data starts with."""
        return self.service.settings.base

    # Asking the graph

    async def rows(self, query: str, /, **terms: Term | Sequence[Term]) -> list[Row]:
        """Ask a SELECT query, within the limits of any query.

        Args:
            query: The name of a file in `queries/` without its ending, or the text of a query (it has a "{").
            terms: Values for its parameters: `VALUES ?name { UNDEF }` in the query gets the value or the values.

        Raises:
            Problem: The query went over a limit, or no process was free.
        """
        job = self.service.job(bind(text_of(query), terms), self.prefixes)
        _, body = await self.service.fetch(job)
        # Reading a long answer would hold up everybody else.
        return await asyncio.to_thread(_rows_of, body) if len(body) > _LONG else _rows_of(body)

    async def holds(self, query: str, /, **terms: Term | Sequence[Term]) -> bool:
        """Ask an ASK query; as `rows`."""
        _, body = await self.service.fetch(self.service.job(bind(text_of(query), terms), self.prefixes))
        return bool(json.loads(body)["boolean"])

    def node(self, path: str) -> ox.NamedNode:
        """Make an IRI of the data from its path below the base, or from the IRI itself.

        Raises:
            Problem: 404 for what cannot be an IRI.
        """
        iri = path if path.startswith(_SCHEMES) else self.base + path
        if not is_iri(iri):
            raise Problem(404, f"There is nothing at /{path}.")
        return ox.NamedNode(iri)

    # Addresses

    def link(self, iri: str) -> str:
        """Give the address of a thing on this server, else its IRI."""
        return "/" + iri.removeprefix(self.base) if iri.startswith(self.base) else iri

    def path(self, iri: str) -> str:
        """Give the path of a thing below the base."""
        return iri.removeprefix(self.base)

    def short(self, iri: str) -> str:
        """Write an IRI as people read it."""
        return shorten(iri, self.base)

    def origin(self, request: Request) -> str:
        """Give the address of this server as clients see it, without a slash at its end."""
        return (self.service.settings.public_url or str(request.base_url)).rstrip("/")

    # Languages

    def language(self, request: Request) -> Language:
        """Tell in which language a page is asked: by `lang=`, else by the cookie that it left, else Dutch."""
        return as_language(request.query_params.get("lang") or request.cookies.get("lang"))

    def words(self, request: Request) -> Words:
        """Give the wording for a request."""
        return load_words(self.language(request))

    # Sending

    def unchanged(self, request: Request, *more: str) -> Response | None:
        """Give the answer "not modified" where the client has the page as it is; ask before doing any work.

        Args:
            request: The request.
            more: What else the page depends on, beside the generation, the language and the address.
        """
        etag = self._etag(request, *more)
        sent = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
        if etag is None or etag.removeprefix("W/") not in sent:
            return None
        return Response(status_code=304, headers={"etag": etag, "vary": page_headers()["vary"]})

    def render(
        self,
        request: Request,
        template: str,
        *more: str,
        status: int = 200,
        inline_styles: bool = False,
        **values: object,
    ) -> Response:
        """Fill a template and make it a response.

        Every template gets, beside `values`: `t` (the words, see `Words`), `lang`, `link`, `short`, `query_string`,
        `here` (this address in each language), `navigation`, `place` (the path asked for).

        Args:
            request: The request.
            template: The template's name.
            more: What else the page depends on, as for `unchanged`.
            status: The HTTP status.
            inline_styles: As for `page_headers`.
            values: What the template shows.
        """
        words = self.words(request)
        body = fill(
            template,
            t=words,
            lang=words.language,
            link=self.link,
            short=self.short,
            navigation=self.navigation,
            base=self.base,
            place=request.url.path,
            query_string=request.url.query,
            here={language: _in_language(request, language) for language in LANGUAGES},
            **values,
        )
        headers = page_headers(inline_styles=inline_styles)
        etag = self._etag(request, *more)
        if etag is not None and status == 200:
            headers["etag"] = etag
        if len(body) >= _WORTH_COMPRESSING and accepts_gzip(request):
            body = gzip.compress(body, 5, mtime=0)
            headers["content-encoding"] = "gzip"
        response = Response(body, status, headers)
        if request.query_params.get("lang") in LANGUAGES:
            response.set_cookie("lang", words.language, max_age=_YEAR, samesite="lax", httponly=True)
        return response

    def _etag(self, request: Request, *more: str) -> str | None:
        if not self.service.cacheable:
            return None
        parts = (edition(), self.service.generation, self.language(request), str(request.url.query), *more)
        return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]}"'


def _rows_of(body: bytes) -> list[Row]:
    """Read results in the SPARQL 1.1 JSON format."""
    return [{name: term["value"] for name, term in row.items()} for row in json.loads(body)["results"]["bindings"]]


def accepts_gzip(request: Request) -> bool:
    """Tell whether the client takes gzip."""
    codings = request.headers.get("accept-encoding", "").replace(" ", "").lower().split(",")
    return any(coding.partition(";")[0] == "gzip" and not coding.endswith(";q=0") for coding in codings)


def is_iri(text: str) -> bool:
    """Tell whether a text can be the IRI of a thing."""
    return text.startswith(_SCHEMES) and _IRI.fullmatch(text) is not None


@cache
def text_of(query: str) -> str:
    """Give the text of a page's query."""
    return query if "{" in query else (QUERIES / f"{query}.rq").read_text("utf-8")


def bind(text: str, terms: Mapping[str, Term | Sequence[Term]]) -> str:
    """Put values in the place of a query's parameters, as SPARQL terms.

    A language that is asked for stands as itself wherever the query names it: as a variable it would not be bound
    inside an optional part of an optional part, and the engine would read the names of everything there is.

    Raises:
        KeyError: The query has no such parameter.
    """
    slots = {slot[1] for slot in _SLOT.finditer(text)}
    for name in terms.keys() - slots:
        raise KeyError(name)

    def filled(slot: re.Match[str]) -> str:
        name = slot["slot"] or "lang"
        if name not in terms:
            return slot[0]
        given = terms[name]
        values = [given] if isinstance(given, str) or not isinstance(given, Sequence) else given
        written = " ".join(str(_term(value)) for value in values)
        if name == "lang":
            return "" if slot["slot"] else written
        return f"VALUES ?{name} {{ {written} }}"

    # In one pass, so that no value is taken for a parameter.
    return _PARAMETER.sub(filled, text)


def _term(value: Term) -> ox.NamedNode | ox.Literal:
    return value if isinstance(value, ox.NamedNode | ox.Literal) else ox.Literal(value)


def _in_language(request: Request, language: str) -> str:
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    raw: bytes = request.scope["raw_path"]
    path = quote(raw.decode("latin-1").partition("?")[0], safe="/:@!$&'()*+,;=~-._%")
    return f"{path}?{urlencode([*kept, ('lang', language)])}"
