"""What documents say of one thing, held beside each other: two letters that cite one motion for different things.

Each document's worker hands over the few triples that such shapes look at, and which papers they are about. A paper
that several documents cite is checked once; it is checked again when one of these documents has changed. Documents that
say the same of it (number, words, submitters, what was done) count as one, so that a motion which a thousand letters
cite takes no thousand times a thousand comparisons: the work grows with the documents, and with the square of the
different wordings.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable

import pyoxigraph as ox

from graph_builder.corpus.ledger import Ledger
from graph_builder.corpus.shared import MOTION
from graph_builder.describe.sheet import A, kg
from graph_builder.report import Result
from graph_builder.validate import validate

_CITED, _BY_CITATION, _STATED_IN = kg("cited"), kg("byCitation"), kg("statedIn")
_COMPARED = frozenset({kg("citedNumber"), kg("contentWord"), kg("submitterName")})


def check_across(ledger: Ledger, rules: str) -> None:
    """See to it that the ledger knows what the shapes find across the documents of a build.

    Args:
        ledger: Knows the documents, chosen among the files of each paper.
        rules: The digest of the rules: other ones have everything checked again.
    """
    for paper, shards in ledger.cited_often():
        key = hashlib.sha256("\n".join([rules, paper, *shards]).encode()).digest()
        if not ledger.has_across(key):
            found = find_across(paper, ledger.shared(shards), ledger.results_of(shards))
            ledger.add_across(key, found)
        ledger.tell_across(paper, key)


def find_across(paper: str, packed: Iterable[bytes], known: Iterable[Result]) -> list[Result]:
    """Hold what several documents say of a paper beside each other.

    Args:
        paper: Its IRI.
        packed: What each document shares, as `shared_of` gives it.
        known: What was found in the documents' own graphs: it is not told again.
    """
    triples = [triple for each in _of_each_wording(ox.NamedNode(paper), packed) for triple in each]
    if not any(triple.object == MOTION for triple in triples):
        return []
    told = {_about_what(result) for result in known}
    return [result for result in validate(triples, scope="corpus").results if _about_what(result) not in told]


def _of_each_wording(paper: ox.NamedNode, packed: Iterable[bytes]) -> list[list[ox.Triple]]:
    """Give the triples of documents that say different things of a paper: of those that say the same, the first."""
    first: dict[_Wording, tuple[str, list[ox.Triple]]] = {}
    for lines in packed:
        triples = _about(paper, lines)
        document = min((_value(triple.object) for triple in triples if triple.predicate == _STATED_IN), default="")
        wording = _wording(paper, triples)
        if wording not in first or document < first[wording][0]:
            first[wording] = document, triples
    return [triples for _, triples in sorted(first.values(), key=lambda each: each[0])]


def _value(document: object) -> str:
    return document.value if isinstance(document, ox.NamedNode) else ""


def _about(paper: ox.NamedNode, packed: bytes) -> list[ox.Triple]:
    """Give the triples of a document; of other papers they do not say that they are motions."""
    parsed = ox.parse(zlib.decompress(packed), format=ox.RdfFormat.N_TRIPLES)
    return [quad.triple for quad in parsed if quad.predicate != A or quad.subject == paper]


_Wording = frozenset[tuple[frozenset[str], frozenset[str]]]
"""What a document's citations of a paper say: of each its own words, and those of what was done by it."""


def _wording(paper: ox.NamedNode, triples: Iterable[ox.Triple]) -> _Wording:
    words: dict[object, set[str]] = {}
    citations: set[object] = set()
    done: dict[object, set[object]] = {}
    for triple in triples:
        if triple.predicate in _COMPARED:
            words.setdefault(triple.subject, set()).add(f"{triple.predicate} {triple.object}")
        elif triple.predicate == _CITED and triple.object == paper:
            citations.add(triple.subject)
        elif triple.predicate == _BY_CITATION:
            done.setdefault(triple.object, set()).add(triple.subject)
    return frozenset(
        (
            frozenset(words.get(citation, ())),
            frozenset(word for execution in done.get(citation, ()) for word in words.get(execution, ())),
        )
        for citation in citations
    )


def _about_what(result: Result) -> tuple[str, str, str | None]:
    """Tell results apart: what was found in a document's own graph is not told again."""
    return result.shape, result.focus, result.value
