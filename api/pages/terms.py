"""The classes and properties that a query may use, as the editor completes them: from the ontology file itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache

import pyoxigraph as ox

from ontology.terms import FOLDER

_OWL = "http://www.w3.org/2002/07/owl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_KINDS = {
    f"{_OWL}Class": "class",
    f"{_OWL}ObjectProperty": "property",
    f"{_OWL}DatatypeProperty": "property",
    f"{_OWL}AnnotationProperty": "property",
}
_BUILT_IN = (f"{_RDF}type", f"{_RDFS}label", f"{_RDFS}subClassOf", f"{_RDFS}subPropertyOf")
"""Properties that no ontology needs to declare."""


@dataclass(frozen=True, slots=True)
class VocabularyTerm:
    """A class or a property."""

    iri: str
    kind: str
    """class or property."""
    nl: str
    """Its label; empty for a term of another vocabulary."""
    en: str


@cache
def vocabulary_terms() -> tuple[VocabularyTerm, ...]:
    """Give every class and property that the ontology declares, its own first, then by IRI."""
    kinds: dict[str, str] = dict.fromkeys(_BUILT_IN, "property")
    labels: dict[tuple[str, str], str] = {}
    for triple in ox.parse(path=str(FOLDER / "kamergraaf.ttl"), format=ox.RdfFormat.TURTLE):
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        iri, value = triple.subject.value, triple.object
        if triple.predicate.value == f"{_RDF}type" and isinstance(value, ox.NamedNode) and value.value in _KINDS:
            kinds.setdefault(iri, _KINDS[value.value])
        elif triple.predicate.value == f"{_RDFS}label" and isinstance(value, ox.Literal):
            labels[iri, value.language or ""] = value.value
    found = [
        VocabularyTerm(iri, kind, labels.get((iri, "nl"), ""), labels.get((iri, "en"), ""))
        for iri, kind in kinds.items()
    ]
    return tuple(sorted(found, key=lambda term: (not term.nl, term.iri)))


def as_values() -> list[dict[str, str]]:
    """Give the terms as values that JSON knows."""
    return [asdict(term) for term in vocabulary_terms()]
