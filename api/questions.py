"""`/queries/{name}`: the competency questions for people and programs that write no SPARQL."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.asgi import Receive, Scope, Send, header, query_pairs
from api.backend import Backend
from api.errors import Problem
from api.negotiate import CSV, JSON, choose
from api.openapi import RESPONSES
from api.pages import Site
from api.pages.charts import bars_of
from api.pages.failed import problem_page
from api.pages.words import vocabulary
from api.protocol import QueryRequest, parse_query
from api.sparql import SparqlEndpoint
from graph_builder.errors import QueryError
from graph_builder.iris import Base
from graph_builder.prefixes import shorten
from graph_builder.questions import Parameter, Question, load_questions
from ontology.terms import KG

_SCHEMAS: dict[str, dict[str, Any]] = {
    "iri": {"type": "string", "format": "iri"},
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "boolean"},
}
_OPTIONS = ("format", "timeout")
_SUGGESTED = {
    "actor": "actor",
    "donor": "actor",
    "recipient": "actor",
    "motion": "motion",
    "paper": "motion",
    "dossier": "dossier",
    "document": "letter",
}
"""What of the index of search is suggested for a parameter, by the parameter's name."""
_LONG = 60
"""Characters from which words get a wide column."""
MOST_ROWS = 1000
"""Rows that a page shows."""


class Questions:
    """The ASGI application below `/queries`."""

    def __init__(self, service: Backend, sparql: SparqlEndpoint, prefixes: dict[str, str], site: Site) -> None:
        self._service = service
        self._site = site
        self._sparql = sparql
        self._prefixes = prefixes
        self._questions = {each.name: each for each in load_questions()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one question, or list them; people get a page also where they asked for what there is not."""
        try:
            await self._answer(scope, receive, send)
        except Problem as problem:
            if "text/html" not in (header(scope, b"accept") or ""):
                raise
            await problem_page(self._site, Request(scope), problem)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise Problem(405, "A question is asked by GET.", headers={"allow": "GET, HEAD"})
        name = scope["path"].removeprefix("/queries").strip("/").partition(".")[0]
        if not name:
            await self._list(scope)(scope, receive, send)
            return
        question = self._questions.get(name)
        if question is None:
            raise Problem(404, f"There is no question {name!r}; there is: {', '.join(self._questions)}.")
        request = self._request(scope, question)
        suffix = scope["path"].rpartition(".")[2] if "." in scope["path"] else None
        if choose(header(scope, b"accept"), suffix or request.format).html:
            response = await self._page(question, scope)
            await response(scope, receive, send)
            return
        await self._sparql.answer(scope, receive, send, lambda: request, b"")

    def openapi(self) -> dict[str, Any]:
        """Describe each question as an operation."""
        return {f"/queries/{each.name}": {"get": _operation(each)} for each in self._questions.values()}

    def _request(self, scope: Scope, question: Question, **otherwise: str) -> QueryRequest:
        """Read what is asked; `otherwise` are values of parameters that the address does not give."""
        pairs = query_pairs(scope)
        options = parse_query([pair for pair in pairs if pair[0] in _OPTIONS])
        given = [(name, value) for name, value in pairs if name not in _OPTIONS]
        for name in {name for name, _ in given}:
            if sum(each == name for each, _ in given) > 1:
                raise Problem(400, f"The parameter {name!r} is given more than once.")
        try:
            values = otherwise | {name: value for name, value in given if value}
            text = question.bind(values, Base(self._service.settings.base))
        except QueryError as error:
            raise Problem(400, str(error)) from error
        return QueryRequest(text, format=options.format, timeout=options.timeout)

    def _defaults(self, scope: Scope, question: Question) -> dict[str, str]:
        """Give the values that a page has unless its address says otherwise: names are in the page's language."""
        names = {parameter.name for parameter in question.parameters}
        return {"lang": self._site.language(Request(scope))} if "lang" in names else {}

    async def _page(self, question: Question, scope: Scope) -> Response:
        defaults = self._defaults(scope, question)
        head, body = await self._sparql.collect(self._request(scope, question, **defaults), MOST_ROWS)
        found = json.loads(body)
        base = self._service.settings.base
        given = defaults | dict(query_pairs(scope))
        return self._site.render(
            Request(scope),
            "answer.html",
            question=question,
            given=given,
            suggested=_SUGGESTED,
            columns=found["head"].get("vars", []),
            rows=[
                {name: _cell(name, term, base) for name, term in row.items()} for row in found["results"]["bindings"]
            ],
            bars=bars_of(found["head"].get("vars", []), found["results"]["bindings"]),
            truncated=head["truncated"],
            formats=(CSV, JSON),
        )

    def _list(self, scope: Scope) -> Response:
        if choose(header(scope, b"accept")).html:
            return self._site.render(Request(scope), "questions.html", questions=list(self._questions.values()))
        listed = [
            {
                "name": each.name,
                "title": {"nl": each.title, "en": each.title_en},
                "description": {"nl": each.description, "en": each.description_en},
                "address": f"/queries/{each.name}",
                "parameters": [_described(parameter) for parameter in each.parameters],
            }
            for each in self._questions.values()
        ]
        return Response(json.dumps(listed, ensure_ascii=False), media_type="application/json")


def _described(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "default": parameter.default,
        "description": {"nl": parameter.description, "en": parameter.description_en},
    }


_NUMBERS = ("integer", "decimal", "double", "float")


def _cell(name: str, term: dict[str, str], base: str) -> dict[str, str | None]:
    """Make a value ready for the page: what it is, and as which it is to be written."""
    value, datatype = term["value"], term.get("datatype", "").rpartition("#")[2]
    if term["type"] == "uri":
        if value.startswith(str(KG)):
            return {"as": "term", "words": value}
        path = value.removeprefix(base)
        link = "/" + path if path != value else value
        if path.startswith("document/"):
            # A statement's address would break over ten lines, and says nothing that the row does not.
            kind = "place" if "#statement-" in path else "link"
            return {"as": kind, "words": path.removeprefix("document/"), "link": link}
        return {"as": "link", "words": shorten(value, base), "link": link}
    if name == "role" and value in vocabulary().roles:
        return {"as": "term", "words": value}
    if datatype in ("boolean", "date"):
        return {"as": datatype, "words": value}
    return {"as": "number" if datatype in _NUMBERS else "long" if len(value) > _LONG else "words", "words": value}


def _operation(question: Question) -> dict[str, Any]:
    parameters = [
        {
            "name": each.name,
            "in": "query",
            "description": each.description_en,
            "schema": _SCHEMAS[each.type] | ({} if each.default is None else {"default": each.default}),
        }
        for each in question.parameters
    ]
    form = {"name": "format", "in": "query", "schema": {"type": "string", "enum": ["json", "csv", "html"]}}
    return {
        "tags": ["questions"],
        "summary": question.title_en,
        "description": question.description_en,
        "operationId": f"question_{question.name.replace('-', '_')}",
        "parameters": [*parameters, form],
        "responses": RESPONSES,
    }
