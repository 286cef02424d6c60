"""What documents name and the registry lacks: for a curator, by frequency, ready to be pasted into the registry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph_builder.ask import Rows, ask_store
from graph_builder.iris import Base, slug
from graph_builder.prefixes import PREFIXES
from ontology.terms import local

__all__ = ["Seen", "Unknown", "as_turtle", "find_unknown"]

_QUERY = """
SELECT ?thing ?class ?words ?document ?begin ?end ?text WHERE {
  # Within one graph: each document says anew what class a thing is of.
  GRAPH ?graph {
    ?thing kg:registered false ; a ?class .
    ?mention itsrdf:taIdentRef ?thing ; kg:statedIn ?document ; kg:passage ?passage .
    ?passage nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end .
    ?document nif:isString ?text .
  }
}
ORDER BY ?thing ?document ?begin
"""

_AROUND = 60
"""Code points of context on each side of a name."""

_ABBREVIATION = re.compile(r"(?=(?:.*[A-Z]){2})[\w&-]{2,8}")

_LEFT_OUT = frozenset({"Person"})
"""People are not in the registry: who a surname stands for is settled by linking."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One place where a thing is named."""

    document: str
    """The document's path."""
    begin: int
    words: str
    context: str
    """The words with what stands around them, on one line."""


@dataclass(slots=True)
class Unknown:
    """A thing that only documents name."""

    path: str
    classes: Counter[str] = field(default_factory=Counter)
    seen: list[Seen] = field(default_factory=list)

    @property
    def cls(self) -> str:
        """Local name of the class that most documents give it."""
        return min(self.classes.items(), key=lambda item: (-item[1], item[0]))[0]

    @property
    def names(self) -> list[str]:
        """The words that name it: first those that its path is made of, then the most frequent."""
        count = Counter(seen.words for seen in self.seen)
        key = self.path.rpartition("/")[2]
        return sorted(count, key=lambda words: (slug(words) != key, -count[words], words))

    @property
    def documents(self) -> list[str]:
        """Paths of the documents that name it."""
        return sorted({seen.document for seen in self.seen})


def find_unknown(store: ox.Store, base: Base) -> list[Unknown]:
    """Look up what the registry lacks.

    Args:
        store: A published graph.
        base: What paths lie below.

    Returns:
        Things, the most often named first; people are left out.
    """
    answer = ask_store(store, _QUERY, base)
    found: dict[str, Unknown] = {}
    for row in answer.rows if isinstance(answer, Rows) else ():
        thing, cls, words, document, begin, end, text = (getattr(term, "value", "") for term in row)
        if local(cls) in _LEFT_OUT:
            continue
        path = thing.removeprefix(base.value)
        context = text[max(0, int(begin) - _AROUND) : int(end) + _AROUND]
        unknown = found.setdefault(path, Unknown(path))
        unknown.classes[local(cls)] += 1
        unknown.seen.append(Seen(document.removeprefix(base.value), int(begin), _folded(words), _folded(context)))
    return sorted(found.values(), key=lambda thing: (-len(thing.seen), thing.path))


def as_turtle(things: Iterable[Unknown], passages: int = 3) -> str:
    """Write things as entries of the registry, each under comments that say where it was seen.

    Args:
        things: What to write.
        passages: How many places to show of each.
    """
    prefixes = [f"@prefix kg: <{PREFIXES['kg']}> .", f"@prefix skos: <{PREFIXES['skos']}> ."]
    entries = [_entry(thing, passages) for thing in things]
    rooms = sorted({thing.path.split("/")[0] for thing in things})
    prefixes += [f"@prefix {room}: <{Base().iri(room)}/> ." for room in rooms]
    return "\n".join([*prefixes, "", *entries])


def _entry(thing: Unknown, passages: int) -> str:
    room, _, key = thing.path.replace("/x/", "/", 1).partition("/")
    lines = [f"# mentions: {len(thing.seen)}, documents: {len(thing.documents)}"]
    lines += [f"#   {seen.document}, at {seen.begin}: … {seen.context} …" for seen in _spread(thing.seen, passages)]
    label, *others = thing.names
    statements = [f"skos:prefLabel {ox.Literal(label, language='nl')}"]
    statements += [
        f"kg:abbreviation {ox.Literal(name)}"
        if _ABBREVIATION.fullmatch(name)
        else f"skos:altLabel {ox.Literal(name, language='nl')}"
        for name in others
    ]
    statements.append(f"kg:seenIn {ox.Literal(thing.documents[0].removeprefix('document/'))}")
    return "\n".join([*lines, f"{room}:{key} a kg:{thing.cls} ;", "    " + " ;\n    ".join(statements) + " .", ""])


def _spread(seen: Sequence[Seen], count: int) -> Sequence[Seen]:
    """Choose places from as many documents as can be, in their order."""
    firsts = [place for i, place in enumerate(seen) if place.document not in {each.document for each in seen[:i]}]
    rest = [place for place in seen if place not in firsts]
    chosen = [*firsts, *rest][:count]
    return [place for place in seen if place in chosen]


def _folded(words: str) -> str:
    return " ".join(words.split())
