"""Malformed values ("abc" as a number, NaN) taken for plain words: reported, and nothing computes with them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

import pyoxigraph as ox
from rdflib import XSD, Literal, URIRef

from graph_builder.errors import KnowledgeError

_PLAIN = frozenset({str(XSD.string), "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})
_FORMS = {
    str(XSD.integer): re.compile(r"[+-]?[0-9]+"),
    str(XSD.decimal): re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    str(XSD.boolean): re.compile(r"true|false|1|0"),
}


def well_typed(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Give triples with plain words in place of malformed values.

    Raises:
        KnowledgeError: The graph holds what RDF 1.1 has not.
    """
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.Triple) or isinstance(triple.subject, ox.Triple):
            raise KnowledgeError(f"The graph holds a triple term, which RDF 1.1 has not: {triple}; leave it out.")
        if isinstance(value, ox.Literal) and not is_well_formed(value.value, value.datatype.value):
            yield ox.Triple(triple.subject, triple.predicate, ox.Literal(value.value))
        else:
            yield triple


def is_well_formed(lexical: str, datatype: str) -> bool:
    """Tell whether a value is one of its type."""
    if datatype in _PLAIN:
        return True
    form = _FORMS.get(datatype)
    return bool(form.fullmatch(lexical)) if form else _otheris_well_formed(lexical, datatype)


@lru_cache(maxsize=4096)
def _otheris_well_formed(lexical: str, datatype: str) -> bool:
    if datatype == str(XSD.date):
        try:
            return bool(date.fromisoformat(lexical)) and len(lexical) == len("2025-09-19")
        except ValueError:
            pass
    literal = Literal(lexical, datatype=URIRef(datatype))
    infinite = isinstance(literal.value, float) and not math.isfinite(literal.value)
    return not literal.ill_typed and not infinite
