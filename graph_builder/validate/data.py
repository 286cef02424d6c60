"""One graph as the engines take it: N-Triples lines, without malformed values; and what can be asked about a node.

Lines are as Oxigraph writes them: a triple a line, its three terms parted by single blanks, with none inside names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

import pyoxigraph as ox

from graph_builder.validate.typed import is_well_formed, well_typed

__all__ = ["Data", "Term", "read_term"]

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
        wanted = f"{predicate} "
        found = [rest[len(wanted) : -2] for rest in self._said_of.get(str(node), ()) if rest.startswith(wanted)]
        return [read_term(words) for words in sorted(found)]

    def subjects(self, predicate: ox.NamedNode, value: Term) -> list[Term]:
        """Give what has a node for a property, in the order of how it is written."""
        wanted = str(predicate)
        found = [subject for subject, used in self._saying.get(str(value), ()) if used == wanted]
        return [read_term(words) for words in sorted(found)]

    def value(self, node: Term, predicate: ox.NamedNode) -> Term | None:
        """Give the first that a node has for a property."""
        return next(iter(self.objects(node, predicate)), None)

    @cached_property
    def _said_of(self) -> dict[str, list[str]]:
        """What follows each subject on its lines: predicate, object and the stop."""
        found: dict[str, list[str]] = {}
        # Words may hold characters that `splitlines` cuts at.
        for line in self.lines.split("\n"):
            subject, _, rest = line.partition(" ")
            found.setdefault(subject, []).append(rest)
        return found

    @cached_property
    def _saying(self) -> dict[str, list[tuple[str, str]]]:
        """The subjects and predicates by which each object is named."""
        found: dict[str, list[tuple[str, str]]] = {}
        for subject, rests in self._said_of.items():
            for rest in rests:
                predicate, _, value = rest.partition(" ")
                found.setdefault(value[:-2], []).append((subject, predicate))
        return found


def _is_sound(lines: str) -> bool:
    """Tell at a glance whether every value is well-formed; where a glance does not tell, that is no."""
    typed = _TYPED.findall(lines)
    plain = len(typed) == lines.count('"^^<') and "<<(" not in lines
    return plain and all(is_well_formed(lexical, datatype) for lexical, datatype in set(typed))


@lru_cache(maxsize=4096)
def read_term(words: str) -> Term:
    """Read a term as N-Triples write it."""
    if words.startswith("<"):
        return ox.NamedNode(words[1:-1])
    if words.startswith("_:"):
        return ox.BlankNode(words[2:])
    line = f"<urn:of> <urn:is> {words} .".encode()
    value = next(iter(ox.parse(line, format=ox.RdfFormat.N_TRIPLES, lenient=True))).object
    assert isinstance(value, ox.Literal)
    return value
