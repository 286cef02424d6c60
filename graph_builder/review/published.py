"""The published statement that a decision is about, read from the graph."""

from __future__ import annotations

from typing import cast, get_args

import pyoxigraph as ox
from rdflib import RDF

from graph_builder.errors import ReviewError
from graph_builder.iris import Base
from graph_builder.model import Claim, Modality
from graph_builder.review.claims import PREFIX, folded
from ontology.terms import KG, NIF, Vocabulary, local

__all__ = ["QUERY", "Published", "node_of", "published_statement", "text_of"]

QUERY = """SELECT ?property ?value ?words ?currency ?number ?context ?start WHERE {
  VALUES ?statement { UNDEF }
  ?statement ?property ?value .
  OPTIONAL { ?value nif:anchorOf ?words ; nif:beginIndex ?start ; nif:referenceContext/nif:isString ?context }
  OPTIONAL { ?value kg:currency ?currency ; kg:value ?number }
}"""
"""Asks all that is said of the statement put in place of UNDEF: its passages with their words, its amounts in full."""


class Published:
    """What the graph says of one statement."""

    def __init__(self, iri: str, rows: list[dict[str, str]], vocabulary: Vocabulary, base: Base) -> None:
        """Take the rows that `QUERY` gave.

        Raises:
            ReviewError: There is no such statement.
        """
        if not any(row["property"] == str(KG.evidence) for row in rows):
            raise ReviewError(f"The graph has no statement <{iri}>: name one as it stands in the graph.")
        self._rows = rows
        self._vocabulary = vocabulary
        self._base = base
        self.document = iri.removeprefix(base.iri("document/")).partition("#")[0]

    @property
    def quote(self) -> str:
        """The evidence, white space folded."""
        return folded(self._evidence["words"])

    @property
    def prefix(self) -> str:
        """The words directly before it."""
        row = self._evidence
        start = int(row["start"])
        return folded(row["context"][max(0, start - PREFIX) : start])

    @property
    def claim(self) -> Claim:
        """What it says."""
        kinds = {local(row["value"]) for row in self._rows if row["property"] == str(RDF.type)} & self._vocabulary.kinds
        kind = min(kinds, key=lambda each: (each == "Toezegging", each))
        roles = {pair for row in self._rows if (pair := self._role(row)) is not None}
        modality = next((local(row["value"]) for row in self._rows if row["property"] == str(KG.modality)), "Asserted")
        assert modality.lower() in get_args(Modality)
        negated = any(row["property"] == str(KG.negated) and row["value"] == "true" for row in self._rows)
        return Claim(kind, tuple(sorted(roles)), cast(Modality, modality.lower()), negated)

    @property
    def _evidence(self) -> dict[str, str]:
        return next(row for row in self._rows if row["property"] == str(KG.evidence))

    def _role(self, row: dict[str, str]) -> tuple[str, str] | None:
        role = local(row["property"])
        if role == "amountText":
            return "amount", folded(row["value"])
        if role not in self._vocabulary.roles:
            return None
        if row.get("currency"):
            return role, f"{row['currency']} {row['number']}"
        return role, folded(row["words"]) if row.get("words") else row["value"].removeprefix(self._base.value)


def node_of(iri: str, base: Base) -> ox.NamedNode:
    """Name a statement by its IRI, or by its path below the base.

    Raises:
        ReviewError: It is no IRI.
    """
    try:
        return ox.NamedNode(iri if iri.startswith(base.value) else base.iri(iri))
    except ValueError as error:
        raise ReviewError(f"{iri!r} is no name of a statement: copy it from the graph.") from error


def published_statement(graph: ox.Store, iri: str, vocabulary: Vocabulary, base: Base) -> Published:
    """Read a statement from a graph.

    Args:
        graph: A published graph.
        iri: The statement's IRI, or its path below the base.
        vocabulary: Which classes are statements and which properties are roles.
        base: Where the deployment publishes its data.

    Raises:
        ReviewError: There is no such statement.
    """
    node = node_of(iri, base)
    prefixes = {"kg": str(KG), "nif": str(NIF)}
    solutions = graph.query(QUERY.replace("UNDEF", str(node)), use_default_graph_as_union=True, prefixes=prefixes)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    rows = [
        {name: value.value for name in names if isinstance(value := solution[name], ox.NamedNode | ox.Literal)}
        for solution in solutions
    ]
    return Published(node.value, rows, vocabulary, base)


def text_of(graph: ox.Store, document: str, base: Base) -> str:
    """Give the text of a document as read, by its key.

    Raises:
        ReviewError: There is no such document.
    """
    try:
        subject = ox.NamedNode(base.iri(f"document/{document}"))
    except ValueError as error:
        raise ReviewError(f"{document!r} is no key of a document: write it as kst-32623-376.") from error
    found = graph.quads_for_pattern(subject, ox.NamedNode(str(NIF.isString)), None)
    text = next((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), None)
    if text is None:
        raise ReviewError(f"The graph has no document {document}: name one by its key, as in kst-32623-376.")
    return text
