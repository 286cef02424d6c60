"""The prefixes that a query may use without declaring them."""

from __future__ import annotations

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, XSD

from ontology.terms import CITO, ELI, FRAME, ITSRDF, KG, NIF

PREFIXES: dict[str, str] = {
    "cito": str(CITO),
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "foaf": str(FOAF),
    "frame": str(FRAME),
    "itsrdf": str(ITSRDF),
    "kg": str(KG),
    "nif": str(NIF),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": "https://schema.org/",
    "skos": str(SKOS),
    "xsd": str(XSD),
}
"""Prefix to namespace; a query's own declaration of a prefix wins."""


def shorten(iri: str, base: str) -> str:
    """Write an IRI as people read it: below the base as its path, in a known namespace with its prefix."""
    if iri.startswith(base):
        return iri.removeprefix(base)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
