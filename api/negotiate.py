"""Which format an answer gets: by `format=` or suffix first, else by `Accept` (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from api.errors import Problem
from api.workers.packing import CODINGS

P = ParamSpec("P")
T = TypeVar("T")

_SHORT = 500
"""Characters of a header that programs send."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write an answer."""

    name: str
    """What `format=` and a suffix call it."""
    media_type: str
    """What the answer's Content-Type says."""
    also: tuple[str, ...] = ()
    """Further media types by which a client may ask for it."""
    names: tuple[str, ...] = ()
    """Further names for `format=`."""


JSON = Format("json", "application/sparql-results+json", ("application/json",), ("srj", "sparql-json"))
XML = Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), ("srx", "sparql-xml"))
CSV = Format("csv", "text/csv", ())
TSV = Format("tsv", "text/tab-separated-values", ())
BINDINGS = (JSON, XML, CSV, TSV)
"""For SELECT and ASK, the preferred one first."""

TURTLE = Format("ttl", "text/turtle", ("application/x-turtle",), ("turtle",))
N_TRIPLES = Format("nt", "application/n-triples", ("text/plain",), ("ntriples", "n-triples"))
RDF_XML = Format("rdf", "application/rdf+xml", ("application/xml", "text/xml"), ("xml", "rdfxml", "rdf+xml", "owl"))
JSON_LD = Format("jsonld", "application/ld+json", ("application/json",), ("json", "json-ld"))
TRIG = Format("trig", "application/trig", ())
N_QUADS = Format("nq", "application/n-quads", (), ("nquads", "n-quads"))
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG, N_QUADS)
"""For CONSTRUCT and DESCRIBE, the preferred one first."""

HTML = Format("html", "text/html", ("application/xhtml+xml",))


@dataclass(frozen=True, slots=True)
class Choice:
    """The formats for either kind of answer; None where the client takes none of that kind."""

    bindings: Format | None
    graph: Format | None
    html: bool = False
    """Whether a page is liked at least as well as any of them."""


def _kept(choose: Callable[P, T]) -> Callable[P, T]:
    """Keep what was chosen last for short headers: they are few, and whoever sends long ones may send any number."""
    keeping = lru_cache(maxsize=1024)(choose)

    @wraps(choose)
    def chosen(*args: P.args, **kwargs: P.kwargs) -> T:
        short = all(len(each) <= _SHORT for each in args if isinstance(each, str))
        return keeping(*args, **kwargs) if short else choose(*args, **kwargs)  # type: ignore[arg-type]

    return chosen


@_kept
def choose(accept: str | None, override: str | None = None) -> Choice:
    """Choose formats before it is known which kind of query it is.

    Args:
        accept: The Accept header; None and "" take anything.
        override: A name or media type from `format=`; wins over Accept.

    Raises:
        Problem: 400 for an unknown override, 406 when Accept names nothing that can be written.
    """
    if override:
        return _by_name(override.strip().lower())
    ranges = parse_accept(accept or "*/*")
    bindings, graph, page = (best(ranges, offered) for offered in (BINDINGS, GRAPHS, (HTML,)))
    if not (bindings[1] or graph[1] or page[1]):
        raise Problem(406, f"None of {accept!r} can be written; {_offer()}.")
    listed = any(media in ("text/html", "application/xhtml+xml") for media, _ in ranges)
    html = listed and page[0] >= max(bindings[0], graph[0])
    return Choice(bindings[1], graph[1], html)


def choose_one(accept: str | None, override: str | None, offered: tuple[Format, ...]) -> Format:
    """Choose one of the formats in which a resource is offered.

    Raises:
        Problem: 400 for an unknown override, 406 when Accept names none of them.
    """
    if override:
        name = override.strip().lower()
        for each in offered:
            if name in (each.name, each.media_type, *each.names):
                return each
        raise Problem(400, f"There is no format {override!r} here; there is: {_names(offered)}.")
    chosen = best(parse_accept(accept or "*/*"), offered)[1]
    if chosen is None:
        raise Problem(406, f"None of {accept!r} can be written; offered: {_types(offered)}.")
    return chosen


@_kept
def choose_coding(accepted: str | None) -> str | None:
    """Choose a content coding by an Accept-Encoding header (RFC 9110, section 12.5.3); None for none."""
    if not accepted:
        return None
    liked = dict(parse_accept(accepted))
    qualities = {name: liked.get(name, liked.get("*", 0.0)) for name in CODINGS}
    liked_best = max(qualities, key=lambda name: qualities[name])
    return liked_best if qualities[liked_best] > 0 and qualities[liked_best] >= liked.get("identity", 0.0) else None


def parse_accept(header: str) -> tuple[tuple[str, float], ...]:
    """Read an Accept header as (media range, quality) pairs; parameters other than q are left out."""
    ranges = []
    for item in header.split(","):
        media, *parameters = (part.strip().lower() for part in item.split(";"))
        if not media:
            continue
        quality = next((value for name, _, value in (p.partition("=") for p in parameters) if name.strip() == "q"), "1")
        ranges.append((media, _quality(quality)))
    return tuple(ranges)


def best(ranges: tuple[tuple[str, float], ...], offered: tuple[Format, ...]) -> tuple[float, Format | None]:
    """Give the offered format that the client likes best, and how much; the first of equals."""
    quality, chosen = 0.0, None
    for each in offered:
        named = [quality for media, quality in ranges if media in each.also]
        own = _liking(ranges, each.media_type)
        liked = (2, max(named)) if named and (own is None or own[0] < 2) else own
        if liked is not None and liked[1] > quality:
            quality, chosen = liked[1], each
    return quality, chosen


def _liking(ranges: tuple[tuple[str, float], ...], media_type: str) -> tuple[int, float] | None:
    """Give (how specific the matching range is, its quality)."""
    family = media_type.partition("/")[0] + "/*"
    found = [({media_type: 2, family: 1, "*/*": 0}.get(media), quality) for media, quality in ranges]
    return max(((level, quality) for level, quality in found if level is not None), default=None)


def _quality(text: str) -> float:
    try:
        return min(1.0, max(0.0, float(text)))
    except ValueError:
        return 0.0


def _by_name(name: str) -> Choice:
    def named(offered: tuple[Format, ...]) -> Format | None:
        return next((each for each in offered if name in (each.name, each.media_type, *each.names)), None)

    choice = Choice(named(BINDINGS), named(GRAPHS), name in (HTML.name, HTML.media_type))
    if not (choice.bindings or choice.graph or choice.html):
        raise Problem(400, f"There is no result format {name!r}; there is: {_names((*BINDINGS, *GRAPHS))}.")
    return choice


def _names(offered: tuple[Format, ...]) -> str:
    return ", ".join(each.name for each in offered)


def _types(offered: tuple[Format, ...]) -> str:
    return ", ".join(each.media_type for each in offered)


def _offer() -> str:
    return f"SELECT and ASK give {_types(BINDINGS)}; CONSTRUCT and DESCRIBE give {_types(GRAPHS)}"
