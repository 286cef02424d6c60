"""Actors and papers of a published graph, as other people's tables can be matched to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS

from graph_builder.describe.papers import number_of
from graph_builder.iris import Base
from ontology.terms import FOLDER, KG, read_turtle

__all__ = ["Entity", "Kind", "entities_query", "load_entities", "load_kinds"]

_ROOMS = ("actor/", "paper/")
_NAMES = {
    str(SKOS.prefLabel): 0,
    str(KG.officialTitle): 0,
    str(DCTERMS.title): 1,
    str(RDFS.label): 2,
    str(SKOS.altLabel): 3,
    str(KG.abbreviation): 3,
    str(KG.exactName): 3,
    str(KG.identifier): 3,
}
"""Properties whose values are names, and how well each serves as the name that is shown (0 is best)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of things that can be matched."""

    id: str
    """Local name in the vocabulary."""
    name: str
    above: tuple[str, ...]
    """Local names of the classes above it, nearest first."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that can be matched."""

    id: str
    """Its path below the base."""
    name: str
    names: tuple[str, ...]
    kinds: tuple[str, ...]
    """Local names of its classes and of those above them."""
    same: tuple[str, ...] = ()
    """Its IRIs elsewhere."""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Local name of a property to the values it has."""


_VALUES = {str(KG.identifier), str(KG.dossierNumber), str(KG.number), str(KG.abbreviation), str(DCTERMS.date)}


def load_kinds() -> dict[str, Kind]:
    """Read the classes of actors and papers from the ontology."""
    described = read_turtle(FOLDER / "kamergraaf.ttl")
    above: dict[str, str] = {}
    names: dict[str, str] = {}
    for subject, said in described.items():
        if any(each.value == str(OWL.Class) for each in said.get(str(RDF.type), ())) and subject.startswith(str(KG)):
            parents = [each.value for each in said.get(str(RDFS.subClassOf), ()) if each.value.startswith(str(KG))]
            above[_local(subject)] = _local(parents[0]) if parents else ""
            labels = (each for each in said.get(str(RDFS.label), ()) if getattr(each, "language", "") == "nl")
            names[_local(subject)] = next((label.value for label in labels), _local(subject))
    kinds = {name: Kind(name, names[name], _chain(name, above)) for name in above}
    return {name: kind for name, kind in kinds.items() if {"Actor", "Paper"} & {name, *kind.above}}


def _chain(name: str, above: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    while (name := above.get(name, "")) and name not in found:
        found.append(name)
    return tuple(found)


def entities_query(base: Base) -> str:
    """Write the query that gets of any store what `load_entities` looks at; titles of records stand on papers."""
    wanted = " ".join(f"<{each}>" for each in sorted({*_NAMES, *_VALUES, str(RDF.type), str(OWL.sameAs)}))
    ours = " || ".join(f'STRSTARTS(STR(?thing), "{base.iri(room)}")' for room in _ROOMS)
    return f"""CONSTRUCT {{ ?thing ?property ?value . ?thing <{KG.officialTitle}> ?title }} WHERE {{
        {{ VALUES ?property {{ {wanted} }} ?thing ?property ?value . FILTER ({ours}) }}
        UNION {{ ?thing <{KG.record}> ?record . ?record <{KG.officialTitle}> ?title }}
    }}"""


def load_entities(quads: Iterable[ox.Quad], base: Base, language: str = "nl") -> list[Entity]:
    """Collect the actors and papers of a graph.

    Args:
        quads: All that is published, or what `entities_query` gave.
        base: Where the deployment publishes its data.
        language: Names in it are shown first; names in every language are matched.

    Returns:
        In the order of their paths; what has no name is left out.
    """
    kinds = load_kinds()
    said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
    titles: dict[str, list[ox.Literal]] = {}
    records: dict[str, list[str]] = {}
    for quad in quads:
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.NamedNode | ox.Literal):
            continue
        path = quad.subject.value.removeprefix(base.value)
        predicate = quad.predicate.value
        if path.startswith(_ROOMS) and "#" not in path:
            said.setdefault(path, {}).setdefault(predicate, []).append(quad.object)
            if predicate == str(KG.record):
                records.setdefault(path, []).append(quad.object.value)
        elif predicate == str(KG.officialTitle) and isinstance(quad.object, ox.Literal):
            titles.setdefault(quad.subject.value, []).append(quad.object)
    for path, nodes in records.items():
        said[path].setdefault(str(KG.officialTitle), []).extend(each for node in nodes for each in titles.get(node, ()))
    found = (_entity(path, said[path], kinds, language) for path in sorted(said))
    return [entity for entity in found if entity]


def _entity(
    path: str, said: Mapping[str, list[ox.NamedNode | ox.Literal]], kinds: Mapping[str, Kind], language: str
) -> Entity | None:
    ranked = []
    for predicate, rank in _NAMES.items():
        for value in said.get(predicate, ()):
            spoken = getattr(value, "language", None) or language
            ranked.append((rank, spoken != language, value.value))
    number = number_of(path.removeprefix("paper/")) if path.startswith("paper/") else None
    names = [name for *_, name in sorted(ranked)] + ([number.written()] if number else [])
    own = [_local(each.value) for each in said.get(str(RDF.type), ()) if _local(each.value) in kinds]
    if not names or not own:
        return None
    classes = dict.fromkeys(above for name in sorted(own) for above in (name, *kinds[name].above))
    values = {
        _local(predicate).rpartition("/")[2]: tuple(sorted({each.value for each in found}))
        for predicate, found in sorted(said.items())
        if predicate in _VALUES
    }
    same = tuple(sorted({each.value for each in said.get(str(OWL.sameAs), ())}))
    return Entity(path, names[0], tuple(dict.fromkeys(names)), tuple(classes), same, values)


def _local(iri: str) -> str:
    return iri.removeprefix(str(KG))
