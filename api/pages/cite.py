"""`/cite/…`: how a document, a question or a query is cited, as BibTeX (`.bib`) and CSL-JSON (`.json`).

`/cite/document/kst-32623-376.bib`, `/cite/query/who-funds-whom.json?lang=en`, `/cite/sparql.bib?query=…`. A
citation names the generation that answered, so that what was seen can be found again.
"""

from __future__ import annotations

import re
from functools import cache

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.letter import official_page
from api.pages.reading import About, about_of
from api.pages.references import FORMATS, Reference, key_of, write
from api.pages.site import Site
from api.pages.thing import path_of
from api.pages.words import Words
from graph_builder.describe.papers import number_of
from graph_builder.questions import Question, load_questions

_NAME = "Kamergraaf"


def routes(site: Site) -> list[Route]:
    """Give the addresses of citations."""

    async def cited(request: Request) -> Response:
        path, _, suffix = path_of(request).removeprefix("cite/").rpartition(".")
        if suffix not in FORMATS or not path:
            raise Problem(404, f"There is nothing at {request.url.path}; a citation ends in .bib or .json.")
        reference = await _reference(site, request, path)
        name = f'attachment; filename="{key_of(reference.key)}.{suffix}"'
        headers = {"content-disposition": name, "cache-control": "no-cache", "vary": "Cookie"}
        return Response(write(reference, suffix), media_type=FORMATS[suffix], headers=headers)

    return [Route("/cite/{path:path}", cited, methods=["GET"])]


async def _reference(site: Site, request: Request, path: str) -> Reference:
    words = site.words(request)
    if path == "sparql":
        return _query(site, request, words)
    if path.startswith("query/"):
        return _question(site, request, path.removeprefix("query/"), words)
    node = site.node(path)
    documents = await site.rows("documents-of", paper=node) if path.startswith("paper/") else []
    document = site.node(min(row["document"] for row in documents)) if documents else node
    rows = await site.rows("letter-about", document=document, lang=words.language)
    about = about_of(rows)
    if not about.values or not path.startswith(("paper/", "document/")):
        raise Problem(404, f"There is no document <{node.value}> here.")
    return _document(site, about, node.value, words)


def _document(site: Site, about: About, iri: str, words: Words) -> Reference:
    known, kind = about.values, about.values.get("documentKind", "other")
    identifier = known.get("identifier", "")
    number = number_of(identifier)
    fields = {
        "genre": words("kinds." + kind) if words.has(f"kinds.{kind}") else "",
        "number": f"Kamerstuk {number.written()}" if number else identifier,
        "publisher": words("cite.publisher") if identifier else "",
        "note": words("cite.note", iri=iri, generation=site.service.generation),
    }
    return Reference(
        key=identifier or iri.rpartition("/")[2],
        kind="report",
        title=about.title or identifier or site.short(iri),
        url=official_page(about) or iri,
        author=known.get("senderText", ""),
        date=known.get("date", ""),
        fields={name: value for name, value in fields.items() if value},
    )


def _question(site: Site, request: Request, name: str, words: Words) -> Reference:
    question = _questions().get(name)
    if question is None:
        raise Problem(404, f"There is no question {name!r}.")
    title = question.title_en if words.language == "en" else question.title
    query = f"?{request.url.query}" if request.url.query else ""
    return _answer(site, f"kamergraaf-{name}", title, f"{site.origin(request)}/queries/{name}{query}")


def _query(site: Site, request: Request, words: Words) -> Reference:
    text = request.query_params.get("query", "")
    if not text.strip():
        raise Problem(400, "A query is cited by ?query=, with its text.")
    named = re.search(r"^#\s*title:\s*(.+)$", text, re.MULTILINE)
    title = named[1] if named else words("cite.query")
    return _answer(site, "kamergraaf-query", title, f"{site.origin(request)}/sparql?{request.url.query}")


def _answer(site: Site, key: str, title: str, url: str) -> Reference:
    """Cite what the graph answers: its generation is the edition, the moment that was made its date."""
    fields = {"publisher": _NAME, "version": site.service.generation}
    return Reference(key, "dataset", title, url, _NAME, site.service.manifest.created[:10], fields)


@cache
def _questions() -> dict[str, Question]:
    return {each.name: each for each in load_questions()}
