"""Candidates in Wikidata for actors that documents name and the registry lacks; nothing here is asserted.

A candidate's name, class and country must fit. Which classes of Wikidata fit is told by registered actors of the same
class whose items are known; a country fits that is named in the same documents. The API answers errors with status 200.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SKOS

from graph_builder.errors import AnswerError, LinkError, SourceDownError
from graph_builder.iris import Base
from graph_builder.link.answers import json_object
from graph_builder.link.client import Client
from graph_builder.link.entities import load_kinds
from graph_builder.link.similar import alike
from graph_builder.link.sources import load_source
from ontology.terms import KG

__all__ = ["KEY", "Candidate", "Proposed", "Unknown", "Wikidata", "examples_of", "propose", "unknown_actors"]

KEY = "wikidata"
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Unknown:
    """An actor that only documents name."""

    path: str
    name: str
    cls: str
    countries: frozenset[str]
    """Items of the states that the same documents name."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of Wikidata, as far as it matters here."""

    id: str
    names: tuple[str, ...]
    label: str
    description: str
    classes: frozenset[str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that an actor may be."""

    actor: Unknown
    item: Item
    score: float
    """From 0 to 100."""
    reasons: tuple[str, ...]


@dataclass(slots=True)
class Proposed:
    """What came of a search."""

    candidates: list[Candidate] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """Actors that could not be looked up, and why."""


def unknown_actors(quads: Iterable[ox.Quad], base: Base) -> list[Unknown]:
    """Find the actors of a graph that are not in the registry, in the order of their paths."""
    said = _said(quads)
    entity, room = load_source(KEY).data["entity"], base.iri("actor/")
    items = {
        subject: value.removeprefix(entity)
        for subject, values in said.items()
        for value in values.get(str(OWL.sameAs), ())
        if value.startswith(entity)
    }
    mentioned = [values.get(str(KG.mentions), []) for values in said.values() if str(KG.mentions) in values]
    states = {subject for subject, values in said.items() if str(KG.State) in values.get(str(RDF.type), ())}
    found = []
    for subject, values in sorted(said.items()):
        if not subject.startswith(room) or "false" not in values.get(str(KG.registered), ()):
            continue
        classes = [each.removeprefix(str(KG)) for each in values.get(str(RDF.type), ()) if each.startswith(str(KG))]
        names = values.get(str(RDFS.label), [])
        if names and classes:
            beside = {each for actors in mentioned if subject in actors for each in actors}
            countries = frozenset(items[each] for each in beside & states if each in items)
            found.append(Unknown(subject.removeprefix(base.value), min(names), min(classes), countries))
    return found


def examples_of(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    """Give, by class, the items of registered actors of it, in the order of their names.

    A class that others lie below (a document may only show that something is an organisation) has theirs by turns.
    """
    entity, kinds = load_source(KEY).data["entity"], load_kinds()
    own: dict[str, list[str]] = {}
    for _, values in sorted(_said(quads).items()):
        items = [each.removeprefix(entity) for each in values.get(str(OWL.sameAs), ()) if each.startswith(entity)]
        for cls in values.get(str(RDF.type), ()) if items else ():
            if cls.startswith(str(KG)):
                own.setdefault(cls.removeprefix(str(KG)), []).extend(sorted(items))
    below: dict[str, list[list[str]]] = {}
    for cls in sorted(own):
        for each in (cls, *(kinds[cls].above if cls in kinds else ())):
            below.setdefault(each, []).append(own[cls])
    return {cls: [item for turn in zip_longest(*lists) for item in turn if item] for cls, lists in below.items()}


def _said(quads: Iterable[ox.Quad]) -> dict[str, dict[str, list[str]]]:
    said: dict[str, dict[str, list[str]]] = {}
    wanted = {str(each) for each in (OWL.sameAs, RDF.type, RDFS.label, SKOS.prefLabel, KG.registered, KG.mentions)}
    for quad in quads:
        if quad.predicate.value in wanted and isinstance(quad.subject, ox.NamedNode):
            value = getattr(quad.object, "value", "")
            said.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(value)
    return said


class Wikidata:
    """Wikidata's API as this product asks it."""

    def __init__(self, client: Client, address: str | None = None) -> None:
        """Prepare to ask; `address` is where the API is, if elsewhere than usual."""
        self._client, self._data = client, load_source(KEY).data
        self._address = address or self._data["api"]

    def search(self, name: str) -> list[str]:
        """Find items by a name, as people type it.

        Raises:
            SourceDownError: Wikidata does not answer, or is too busy.
            AnswerError: It answers with something else.
        """
        options = {"language": "nl", "uselang": "nl", "type": "item", "limit": str(self._data["hits"])}
        found = self._ask(action="wbsearchentities", search=name, **options).get("search")
        hits = found if isinstance(found, list) else []
        return [hit["id"] for hit in hits if isinstance(hit, Mapping) and isinstance(hit.get("id"), str)]

    def items(self, ids: Iterable[str]) -> Iterator[Item]:
        """Get items; those that are missing or were merged away under another Id are left out.

        Raises:
            SourceDownError: Wikidata does not answer, or is too busy.
            AnswerError: It answers with something else.
        """
        left = iter(dict.fromkeys(ids))
        while batch := list(islice(left, self._data["batch"])):
            props = {"props": "labels|aliases|descriptions|claims", "languages": "nl|en"}
            found = self._ask(action="wbgetentities", ids="|".join(batch), **props).get("entities")
            for id_, entity in sorted(found.items()) if isinstance(found, Mapping) else ():
                if isinstance(entity, Mapping) and "missing" not in entity and id_ in batch:
                    yield self._item(id_, entity)

    def _ask(self, **options: str) -> dict[str, Any]:
        address = f"{self._address}?{urlencode({**options, 'format': 'json', 'maxlag': '5'})}"
        answer = self._client.get(address, accept=_JSON)
        if answer is None:
            raise AnswerError(f"{self._address} is not there.")
        value = json_object(answer)
        error = value.get("error")
        if isinstance(error, Mapping):
            what = f"{self._address} answered: {error.get('info') or error.get('code')}."
            raise SourceDownError(what) if error.get("code") == "maxlag" else AnswerError(what)
        return value

    def _item(self, id_: str, entity: Mapping[str, Any]) -> Item:
        labels, aliases = _texts(entity.get("labels")), _texts(entity.get("aliases"))
        descriptions = _texts(entity.get("descriptions"))
        claims = entity.get("claims")
        return Item(
            id_,
            tuple(dict.fromkeys([*labels, *aliases])),
            next(iter(labels), id_),
            next(iter(descriptions), ""),
            frozenset(_targets(claims, self._data["instance_of"])),
            frozenset(_targets(claims, self._data["country"])),
        )


def _texts(value: Any) -> list[str]:
    """Read labels, aliases or descriptions, Dutch first."""
    found: list[tuple[bool, str]] = []
    for language, said in value.items() if isinstance(value, Mapping) else ():
        for each in said if isinstance(said, list) else [said]:
            if isinstance(each, Mapping) and isinstance(each.get("value"), str):
                found.append((language != "nl", each["value"]))
    return [text for _, text in sorted(found, key=lambda pair: pair[0])]


def _targets(claims: Any, property_: str) -> Iterator[str]:
    """Read the items that a property leads to; deprecated statements are left out."""
    statements = claims.get(property_, []) if isinstance(claims, Mapping) else []
    for statement in statements if isinstance(statements, list) else ():
        try:
            target = statement["mainsnak"]["datavalue"]["value"]["id"]
        except (KeyError, TypeError):
            continue
        if isinstance(target, str) and statement.get("rank") != "deprecated":
            yield target


def propose(wikidata: Wikidata, actors: Iterable[Unknown], examples: Mapping[str, list[str]]) -> Proposed:
    """Look for candidates.

    Args:
        wikidata: Who is asked.
        actors: For whom.
        examples: Class to the items of registered actors of it.

    Returns:
        Candidates by actor, best first; an actor that could not be looked up is in `missing`, and the others go on.
    """
    proposed, fits, down = Proposed(), dict[str, frozenset[str]](), ""
    for actor in actors:
        try:
            if down:
                raise SourceDownError(down)
            if actor.cls not in fits:
                chosen = examples.get(actor.cls, [])[: load_source(KEY).data["examples"]]
                fits[actor.cls] = frozenset(each for item in wikidata.items(chosen) for each in item.classes)
            found = [_judge(actor, item, fits[actor.cls]) for item in wikidata.items(wikidata.search(actor.name))]
        except LinkError as error:
            down = str(error) if isinstance(error, SourceDownError) else ""
            proposed.missing[actor.path] = str(error)
            continue
        good = [candidate for candidate in found if candidate]
        proposed.candidates += sorted(good, key=lambda each: (-each.score, each.item.id))
    return proposed


def _judge(actor: Unknown, item: Item, fits: frozenset[str]) -> Candidate | None:
    """Tell whether an item may be an actor, and why; None where name, class or country does not fit."""
    likeness, name = max(((alike(actor.name, each), each) for each in item.names), default=(0.0, ""))
    classes = sorted(item.classes & fits)
    countries = sorted(item.countries & actor.countries)
    if likeness < load_source(KEY).data["least"] or not classes or (item.countries and not countries):
        return None
    reasons = (
        f"name “{name}” is {likeness:g} of 100 alike",
        f"class {', '.join(classes)} is that of registered actors of class {actor.cls}",
        f"country {', '.join(countries)} is named in the same document" if countries else "no country is given",
    )
    return Candidate(actor, item, likeness if countries else likeness - 5, reasons)
