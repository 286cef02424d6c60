"""The prefixes that a query may use without declaring them."""

from __future__ import annotations

from ontology.terms import CITO, ELI, FRAME, ITSRDF, KG, NIF

PREFIXES: dict[str, str] = {
    "cito": str(CITO),
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": str(ELI),
    "foaf": "http://xmlns.com/foaf/0.1/",
    "frame": str(FRAME),
    "itsrdf": str(ITSRDF),
    "kg": str(KG),
    "nif": str(NIF),
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace of the vocabularies that the graph uses."""

ROOMS = ("actor", "document", "dossier", "law", "paper", "place", "programme")
"""The first parts of paths below the base; each is a prefix as well."""


def prefixes(base: str) -> dict[str, str]:
    """Give every prefix with its namespace; those of the data depend on the deployment's base.

    A query's own declaration of a prefix wins over these.
    """
    return PREFIXES | {room: f"{base}{room}/" for room in ROOMS} | {"id": base}


def shorten(iri: str, base: str) -> str:
    """Write an IRI as people read it: below the base as its path, in a known namespace with its prefix."""
    if iri.startswith(base):
        return iri.removeprefix(base)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
