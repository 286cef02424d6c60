"""One graph as the engines take it: N-Triples lines, without malformed values; and what can be asked about a node.

Lines are as Oxigraph writes them: a triple a line, its three terms parted by single blanks, with none inside names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

import pyoxigraph as ox

from graph_builder.validate.typed import is_well_formed, well_typed

__all__ = ["Data", "Term"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal

_TYPED = re.compile(r'"([^"\\\n]*)"\^\^<([^>]*)> \.\n')
"""A value with a type that ends its line, and has nothing escaped in it."""


class Data:
    """A graph that can be handed to an engine, and asked about a node."""

    def __init__(self, lines: str) -> None:
        """Take a graph whose values are all well-formed."""
        self.lines = lines

    @classmethod
    def of_triples(cls, triples: Iterable[ox.Triple]) -> Data:
        """Take triples, with plain words in place of malformed values.

        Raises:
            KnowledgeError: The graph holds what RDF 1.1 has not.
        """
        return cls("".join([f"{triple} .\n" for triple in well_typed(triples)]))

    @classmethod
    def of_nquads(cls, data: bytes) -> list[Data]:
        """Take N-Quads, each named graph apart; one graph whose values are well-formed need not be read for it.

        Args:
            data: As Oxigraph writes it.

        Raises:
            KnowledgeError: The graph holds what RDF 1.1 has not.
        """
        text = data.decode()
        first = text.partition(" .\n")[0]
        end = f" {first.rpartition(' ')[2]} .\n"
        # A triple without a graph ends in its object, and has two blanks less.
        if first.endswith(">") and first.count(" ") > 2 and text.count(end) == text.count("\n"):
            lines = text.replace(end, " .\n")
            if _is_sound(lines):
                return [cls(lines)]
        graphs: dict[object, list[ox.Triple]] = {}
        for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS, lenient=True):
            graphs.setdefault(quad.graph_name, []).append(quad.triple)
        return [cls.of_triples(triples) for triples in graphs.values()]

    def triples(self) -> list[ox.Triple]:
        """Give its triples."""
        parsed = ox.parse(self.lines.encode(), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        return [quad.triple for quad in parsed]

    def objects(self, node: Term | None, predicate: ox.NamedNode) -> list[Term]:
        """Give what a node has for a property, in the order of how it is written."""
        return [_read(words) for words in sorted(self._objects.get((str(node), str(predicate)), ()))]

    def subjects(self, predicate: ox.NamedNode, value: Term) -> list[Term]:
        """Give what has a node for a property, in the order of how it is written."""
        return [_read(words) for words in sorted(self._subjects.get((str(predicate), str(value)), ()))]

    def value(self, node: Term, predicate: ox.NamedNode) -> Term | None:
        """Give the first that a node has for a property."""
        return next(iter(self.objects(node, predicate)), None)

    def term(self, words: str) -> Term | None:
        """Find the term that an engine's words stand for: as N-Triples write it, bare, or as Turtle does."""
        full = words.replace("^^xsd:", "^^<http://www.w3.org/2001/XMLSchema#") + ">"
        for form in (words, f"<{words}>", f"_:{words}", full, f'"{words}"'):
            if form in self._terms:
                return _read(form)
        literals = (_read(form) for form in sorted(self._terms) if form.startswith('"'))
        return next((each for each in literals if each.value == words), None)

    @cached_property
    def _split(self) -> list[list[str]]:
        # Lines end with " .", which is no part of the object. Words may hold characters that `splitlines` cuts at.
        return [line[:-2].split(" ", 2) for line in self.lines.split("\n") if line]

    @cached_property
    def _objects(self) -> dict[tuple[str, str], list[str]]:
        return _grouped(((subject, predicate), value) for subject, predicate, value in self._split)

    @cached_property
    def _subjects(self) -> dict[tuple[str, str], list[str]]:
        return _grouped(((predicate, value), subject) for subject, predicate, value in self._split)

    @cached_property
    def _terms(self) -> set[str]:
        return {words for subject, _, value in self._split for words in (subject, value)}


def _grouped(pairs: Iterable[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _is_sound(lines: str) -> bool:
    """Tell at a glance whether every value is well-formed; where a glance does not tell, that is no."""
    typed = _TYPED.findall(lines)
    plain = len(typed) == lines.count('"^^<') and "<<(" not in lines
    return plain and all(is_well_formed(lexical, datatype) for lexical, datatype in set(typed))


@lru_cache(maxsize=4096)
def _read(words: str) -> Term:
    """Read a term as N-Triples write it."""
    if words.startswith("<"):
        return ox.NamedNode(words[1:-1])
    if words.startswith("_:"):
        return ox.BlankNode(words[2:])
    line = f"<urn:of> <urn:is> {words} .".encode()
    value = next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES, lenient=True))).object
    assert isinstance(value, ox.Literal)
    return value
