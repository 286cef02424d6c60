"""A document's mentions and statements as a W3C Web Annotation collection (Web Annotation Data Model, JSON-LD).

Mentions are `identifying` annotations of their words, statements `describing` ones of their evidence. Targets carry a
position and a quote, both in the text as read; positions count code points, as the model asks.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.errors import Problem
from api.pages.cards import place_of
from api.pages.reading import About, about_of
from api.pages.site import Row, Site
from graph_builder.model import Span
from ontology.terms import local

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'

_AROUND = 32
"""Code points of context on either side of a quote."""


async def send_annotations(site: Site, request: Request, iri: str) -> Response:
    """Send a document's annotations.

    Raises:
        Problem: 404 where there is no such document.
    """
    node, language = site.node(iri), site.language(request)
    about_rows, mentions, statements = await asyncio.gather(
        site.rows("letter-about", document=node, lang=language),
        site.rows("letter-mentions", document=node, lang=language),
        site.rows("letter-statements", document=node, lang=language),
    )
    about = about_of(about_rows)
    if not about.values:
        raise Problem(404, f"There is no document <{iri}> here.")
    address = f"{site.origin(request)}/annotations/{site.path(iri).removeprefix('document/')}"
    collection = as_collection(address, iri, about, mentions, statements)
    body = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return Response(body, headers={"content-type": MEDIA_TYPE, "cache-control": "no-cache", "vary": "Cookie"})


def as_collection(
    address: str, iri: str, about: About, mentions: Iterable[Row], statements: Iterable[Row]
) -> dict[str, Any]:
    """Write the collection: one page with all items, in the order of the text."""
    items = sorted(
        [*_mentions(iri, about, mentions), *_statements(iri, about, statements)],
        key=lambda item: (item["target"]["selector"][0]["start"], item["id"]),
    )
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": about.title or iri,
        "total": len(items),
        "first": {"id": f"{address}#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _mentions(iri: str, about: About, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    for row in {row["mention"]: row for row in rows}.values():
        place = place_of(row["mention"])
        if place is None:
            continue
        bodies: list[dict[str, str]] = [{"type": "TextualBody", "purpose": "tagging", "value": row["type"]}]
        if "entity" in row:
            bodies.insert(0, {"type": "SpecificResource", "purpose": "identifying", "source": row["entity"]})
        yield _annotation(row["mention"], "identifying", bodies, _target(iri, about.text, place))


def _statements(iri: str, about: About, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    said: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        said.setdefault(row["statement"], {}).setdefault(local(row["property"]), []).append(row["value"])
    for statement, properties in said.items():
        place = place_of(properties["evidence"][0])
        if place is None:
            continue
        kinds = sorted(local(value) for name in properties if name.endswith("#type") for value in properties[name])
        bodies = [{"type": "SpecificResource", "purpose": "describing", "source": statement}]
        bodies += [{"type": "TextualBody", "purpose": "classifying", "value": kind} for kind in kinds]
        yield _annotation(statement, "describing", bodies, _target(iri, about.text, place))


def _annotation(about: str, motivation: str, bodies: list[dict[str, str]], target: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{about}-annotation",
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": target,
    }


def _target(source: str, text: str, place: Span) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    quote = {
        "type": "TextQuoteSelector",
        "exact": place.of(text),
        "prefix": text[max(0, place.start - _AROUND) : place.start],
        "suffix": text[place.end : place.end + _AROUND],
    }
    return {"source": source, "selector": [position, quote]}
