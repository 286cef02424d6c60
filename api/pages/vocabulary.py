"""`/vocabulary`: the ontology and the shapes for people, with examples from the live graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SH, SKOS
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.errors import Problem
from api.pages.site import Entry, Site
from api.pages.words import LANGUAGES, Language, Words
from graph_builder.prefixes import shorten
from ontology.terms import FOLDER as ONTOLOGY
from ontology.terms import KG, Description, local, read_turtle
from shapes import FOLDER as SHAPES

ENTRIES = (Entry("nav.vocabulary", "/vocabulary"),)

Kind = Literal["class", "property", "value"]

_PROPERTIES = (str(OWL.ObjectProperty), str(OWL.DatatypeProperty), str(OWL.AnnotationProperty))


@dataclass(frozen=True, slots=True)
class Concept:
    """A class, a property or a named value of the ontology."""

    name: str
    """Local name."""
    kind: Kind
    labels: tuple[str, str]
    """Dutch and English."""
    definitions: tuple[str, str]
    above: tuple[str, ...]
    """IRIs of the classes or properties right above it."""
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    types: tuple[str, ...]
    """What a named value is one of."""

    def label(self, words: Words) -> str:
        """Give its label in the page's language."""
        return self.labels[LANGUAGES.index(words.language)] or self.name

    def definition(self, words: Words) -> str:
        """Give its definition in the page's language."""
        return self.definitions[LANGUAGES.index(words.language)]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape asks of the graph, in its own words."""

    name: str
    file: str
    severity: Literal["violation", "warning", "info"]
    messages: tuple[str, str]
    targets: tuple[str, ...]
    """Local names of the classes that it looks at."""

    def message(self, words: Words) -> str:
        """Give its message in the page's language."""
        return self.messages[LANGUAGES.index(words.language)]


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept with those right below it."""

    concept: Concept
    below: tuple[Branch, ...]


def routes(site: Site) -> list[Route]:
    """Give the addresses of the vocabulary."""

    async def index(request: Request) -> Response:
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        words = site.words(request)
        return site.render(
            request,
            "vocabulary.html",
            classes=branches(kind="class"),
            properties=branches(kind="property"),
            values=sorted(
                (each for each in concepts().values() if each.kind == "value"),
                key=lambda each: (each.types, each.label(words)),
            ),
            rules=rules(),
        )

    async def concept(request: Request) -> Response:
        found = concepts().get(request.path_params["name"])
        if found is None:
            raise Problem(404, f"The vocabulary has no {request.path_params['name']!r}; /vocabulary lists its terms.")
        if (unchanged := site.unchanged(request)) is not None:
            return unchanged
        iri, language = ox.NamedNode(str(KG) + found.name), site.language(request)
        if found.kind == "property":
            examples = await site.rows("property-examples", property=iri, lang=language)
        else:
            examples = await site.rows("class-examples", **{"class": iri}, lang=language)
        return site.render(
            request,
            "concept.html",
            concept=found,
            iri=iri.value,
            below=[each for each in concepts().values() if iri.value in each.above],
            used=[each for each in concepts().values() if iri.value in (*each.domains, *each.ranges)],
            values=[each for each in concepts().values() if iri.value in each.types],
            rules=[rule for rule in rules() if found.name in rule.targets],
            examples=examples,
            known=concepts(),
            local=local,
            shortened=lambda term: shorten(term, site.base),
        )

    return [
        Route("/vocabulary", index, methods=["GET"]),
        Route("/vocabulary/{name}", concept, methods=["GET"]),
    ]


@cache
def concepts() -> dict[str, Concept]:
    """Give every term of our own, by local name, in the order of the file; without what only the extractor reads."""
    described = read_turtle(ONTOLOGY / "kamergraaf.ttl")
    found = (_concept(iri, said) for iri, said in described.items() if iri.startswith(KG))
    return {each.name: each for each in found if each is not None}


def branches(kind: Kind) -> tuple[Branch, ...]:
    """Give the classes or properties as trees; one with several above it stands under each."""
    members = [each for each in concepts().values() if each.kind == kind]
    own = {str(KG) + each.name for each in members}

    def under(iri: str) -> tuple[Branch, ...]:
        return tuple(Branch(each, under(str(KG) + each.name)) for each in members if iri in each.above)

    return tuple(Branch(each, under(str(KG) + each.name)) for each in members if not own & set(each.above))


@cache
def rules() -> tuple[Rule, ...]:
    """Give what every shape asks, file by file."""
    return tuple(rule for path in sorted(SHAPES.glob("*.ttl")) for rule in _rules(path))


def _concept(iri: str, said: Description) -> Concept | None:
    types = _iris(said, RDF.type)
    kind: Kind
    if str(OWL.Class) in types:
        kind = "class"
    elif any(each in types for each in _PROPERTIES):
        kind = "property"
    elif any(each.startswith(KG) for each in types) and str(RDFS.label) in said:
        kind = "value"
    else:
        return None
    return Concept(
        local(iri),
        kind,
        _both(said, RDFS.label),
        _both(said, SKOS.definition),
        (*_iris(said, RDFS.subClassOf), *_iris(said, RDFS.subPropertyOf)),
        _iris(said, RDFS.domain),
        _iris(said, RDFS.range),
        tuple(each for each in types if each.startswith(KG)),
    )


def _rules(path: Path) -> Iterator[Rule]:
    """Read a file's shapes that have words; a constraint without a name speaks for the shape that has it."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    message, severity, target = (ox.NamedNode(str(each)) for each in (SH.message, SH.severity, SH.targetClass))
    told: dict[str, tuple[dict[str, str], set[str], set[str]]] = {}
    for quad in store.quads_for_pattern(None, message, None):
        holder = _holder(store, quad.subject)
        if holder is None or not isinstance(quad.object, ox.Literal):
            continue
        messages, severities, targets = told.setdefault(holder.value, ({}, set(), set()))
        messages.setdefault(quad.object.language or "nl", quad.object.value)
        for node in (quad.subject, holder):
            severities |= {_last(each.object) for each in store.quads_for_pattern(node, severity, None)}
            targets |= {_last(each.object) for each in store.quads_for_pattern(node, target, None)}
    for iri, (messages, severities, targets) in sorted(told.items()):
        level: Literal["violation", "warning", "info"] = (
            "warning" if "Warning" in severities else "info" if "Info" in severities else "violation"
        )
        texts = (messages.get("nl", ""), messages.get("en", ""))
        yield Rule(iri.rpartition("#")[2], path.stem, level, texts, tuple(sorted(targets)))


def _holder(store: ox.Store, node: object) -> ox.NamedNode | None:
    """Give the shape with a name that a node is, or is a part of."""
    for _ in range(4):
        if isinstance(node, ox.NamedNode):
            return node
        if not isinstance(node, ox.BlankNode):
            return None
        node = next((quad.subject for quad in store.quads_for_pattern(None, None, node)), None)
    return None


def _last(term: object) -> str:
    return str(getattr(term, "value", "")).rpartition("#")[2]


def _iris(said: Description, predicate: str) -> tuple[str, ...]:
    return tuple(each.value for each in said.get(str(predicate), ()) if isinstance(each, ox.NamedNode))


def _both(said: Description, predicate: str) -> tuple[str, str]:
    def of(language: Language) -> str:
        values: Iterable[ox.NamedNode | ox.Literal] = said.get(str(predicate), ())
        return next((each.value for each in values if isinstance(each, ox.Literal) and each.language == language), "")

    return of("nl"), of("en")
