"""The vocabulary as Python sees it: namespaces, and what the ontology says of kinds, roles and mention types.

Which facts a kind of statement can be read as is data in `kamergraaf.ttl` (`kg:FactRule`), so that a new kind needs no
Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, Namespace

from graph_builder.errors import KnowledgeError

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
    unless: tuple[str, ...] = ()
    """Roles that silence the rule where one of them is filled."""


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
    text_roles: frozenset[str] = frozenset()
    """Local names of the role properties that hold words rather than a thing."""
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Local name of a class or property to its Dutch and its English label."""


Description = dict[str, list[ox.NamedNode | ox.Literal]]
"""What a file says of one subject: predicate IRI to objects, in the order of the file."""


def load_vocabulary(path: Path = FOLDER / "kamergraaf.ttl") -> Vocabulary:
    """Read what the pipeline needs from the ontology.

    Args:
        path: The ontology's Turtle file.

    Returns:
        The vocabulary; its fact rules are in the order of the file.

    Raises:
        KnowledgeError: The file is not well-formed Turtle, or a fact rule lacks a part; the message names it.
    """
    described = read_turtle(path)
    return Vocabulary(
        rules=tuple(_rules(path, described)),
        kinds=frozenset(_below(described, "Statement", RDFS.subClassOf)),
        roles=frozenset(
            _below(described, "role", RDFS.subPropertyOf) + _below(described, "roleText", RDFS.subPropertyOf)
        ),
        mention_types={
            local(subject): objects[str(KG.mentionedAs)][0].value
            for subject, objects in described.items()
            if str(KG.mentionedAs) in objects
        },
        text_roles=frozenset(_below(described, "roleText", RDFS.subPropertyOf)),
        labels={
            local(subject): (_label(objects, "nl"), _label(objects, "en"))
            for subject, objects in described.items()
            if subject.startswith(str(KG)) and str(RDFS.label) in objects
        },
    )


def read_turtle(path: Path) -> dict[str, Description]:
    """Read a Turtle file as descriptions by subject IRI; blank nodes (class axioms) are left out.

    Raises:
        KnowledgeError: The file is missing or not well-formed.
    """
    described: dict[str, Description] = {}
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
                described.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(
                    triple.object
                )
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(f"{path} cannot be read as Turtle: {error}; correct the file.") from error
    return described


def local(iri: str) -> str:
    """Give the local name of one of the vocabulary's own terms."""
    return iri.removeprefix(str(KG))


def _below(described: Mapping[str, Description], root: str, relation: str) -> list[str]:
    """Give the local names of all that lies under `root`, without `root`."""
    children = [
        local(subject)
        for subject, objects in described.items()
        if any(parent.value == str(KG[root]) for parent in objects.get(str(relation), ()))
    ]
    return children + [name for child in children for name in _below(described, child, relation)]


def _label(objects: Description, language: str) -> str:
    labels = (value for value in objects[str(RDFS.label)] if isinstance(value, ox.Literal))
    return next((label.value for label in labels if label.language == language), "")


def _rules(path: Path, described: Mapping[str, Description]) -> Iterator[FactRule]:
    symmetric = {
        subject for subject, objects in described.items() if _has(objects, RDF.type, str(OWL.SymmetricProperty))
    }
    for subject, objects in described.items():
        if not _has(objects, RDF.type, str(KG.FactRule)):
            continue
        try:
            kind, predicate, agent, value = (
                objects[str(KG[part])][0].value for part in ("ofKind", "factPredicate", "factSubject", "factObject")
            )
        except KeyError as missing:
            raise KnowledgeError(f"{path}: fact rule {local(subject)} lacks {missing}; add it.") from missing
        unless = tuple(local(role.value) for role in objects.get(str(KG.unlessRole), ()))
        yield FactRule(local(kind), local(predicate), local(agent), local(value), predicate in symmetric, unless)


def _has(objects: Description, predicate: str, value: str) -> bool:
    return any(item.value == value for item in objects.get(str(predicate), ()))
