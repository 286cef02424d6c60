"""The vocabulary as Python sees it: namespaces, and what the ontology says of kinds, roles and mention types.

Which facts a kind of statement can be read as is data in `kamergraaf.ttl` (`kg:factPredicate` and its siblings), so
that a new kind needs no Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Namespace

KG = Namespace("https://w3id.org/kamergraaf/ontology#")
FRAME = Namespace("https://w3id.org/kamergraaf/frame#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
CITO = Namespace("http://purl.org/spar/cito/")

FOLDER = Path(__file__).parent
"""Where the ontology's files are, in a clone and in an installed wheel alike."""


@dataclass(frozen=True, slots=True)
class FactRule:
    """How statements of a kind are read as facts: each filler of `subject` with each filler of `object`."""

    kind: str
    predicate: str
    subject: str
    """The role that gives the subject, as in "agent"; "case" for the statement's own legal case, "document" for the
    document's paper."""
    object: str
    """The role that gives the object, as in "recipient"."""
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the pipeline needs to know of the ontology."""

    rules: tuple[FactRule, ...]
    kinds: frozenset[str]
    """Local names of the statement classes."""
    roles: frozenset[str]
    """Local names of the role properties."""
    mention_types: Mapping[str, str]
    """Local name of a class of things to the mention type that its members bear: "EUBody" to "Organisation"."""
