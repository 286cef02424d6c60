"""The order in which the engine puts values (SPARQL 1.1, section 15.1), where it is one.

It compares literals of one type by their values and all others by what is written in them, then by type and language.
Of some types together that has circles; where the values come in the order of what is written, it has none.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox

from api.workers.triples import OtherError

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = re.compile(r".*", re.DOTALL)
_TEXTS = {
    f"{_XSD}string": _STRING,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString": _STRING,
    f"{_XSD}date": re.compile(r"\d{4}-\d\d-\d\d"),
    f"{_XSD}dateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"),
    f"{_XSD}gYear": re.compile(r"\d{4}"),
}
"""Literals that come in the order of what is written, also beside each other: no time zones."""

_NUMBERS = {f"{_XSD}integer": re.compile(r"-?\d{1,17}"), f"{_XSD}decimal": re.compile(r"(?=.{1,17}\Z)-?\d+(\.\d+)?")}
"""Literals that come in the order of their numbers, each type alone: nothing beyond what the engine reckons with."""

_Place = tuple[bool, str, str, str] | Decimal
"""Whether it is a literal, what is written in it, its type and language; or a number."""


def in_order(terms: list[Term], *, descending: bool) -> list[str]:
    """Put different values in the order in which the engine puts rows by them; gives them as they are written.

    Raises:
        OtherError: It is not sure how they are ordered.
    """
    placed = [(*_place(term), term) for term in terms]
    if len({kind for kind, _, _ in placed}) != 1:
        raise OtherError
    placed.sort(key=lambda each: each[1], reverse=descending)
    return [str(term) for _, _, term in placed]


def _place(term: Term) -> tuple[str, _Place]:
    """Give the kind of a value, and its place among those of its kind.

    Raises:
        OtherError: It is not sure.
    """
    if isinstance(term, ox.NamedNode):
        return "", (False, term.value, "", "")
    if not isinstance(term, ox.Literal) or term.direction is not None:
        raise OtherError
    kind, value = term.datatype.value, term.value
    if kind in _TEXTS and _TEXTS[kind].fullmatch(value):
        return "", (True, value, kind, term.language or "")
    if kind in _NUMBERS and _NUMBERS[kind].fullmatch(value):
        return kind, Decimal(value)
    raise OtherError
