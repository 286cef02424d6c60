"""What documents say of one thing, held beside each other: two letters that cite one motion for different things.

Each document's worker hands over the few triples that such shapes look at, and which papers they are about. A paper
that several documents cite is checked once; it is checked again when one of these documents has changed.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from graph_builder.corpus.ledger import Ledger
from graph_builder.corpus.shared import MOTION
from graph_builder.describe.sheet import A
from graph_builder.report import Result
from graph_builder.validate import validate

_MOST = 40
"""So many documents that cite one paper are compared: each with each, so that more would take long and tell little."""


def check_across(ledger: Ledger, rules: str) -> None:
    """See to it that the ledger knows what the shapes find across the documents of a build.

    Args:
        ledger: Knows the documents, chosen among the files of each paper.
        rules: The digest of the rules: other ones have everything checked again.
    """
    for paper, shards in ledger.cited_often():
        key = hashlib.sha256("\n".join([rules, paper, *shards]).encode()).digest()
        if not ledger.has_across(key):
            found = find_across(paper, ledger.shared(shards[:_MOST]), ledger.results_of(shards))
            ledger.add_across(key, found)
        ledger.tell_across(paper, key)


def find_across(paper: str, packed: Iterable[bytes], known: Iterable[Result]) -> list[Result]:
    """Hold what several documents say of a paper beside each other.

    Args:
        paper: Its IRI.
        packed: What each document shares, as `shared_of` gives it.
        known: What was found in the documents' own graphs: it is not told again.
    """
    triples = list(_about(ox.NamedNode(paper), islice(packed, _MOST)))
    if not any(triple.object == MOTION for triple in triples):
        return []
    told = {_about_what(result) for result in known}
    return [result for result in validate(triples, scope="corpus").results if _about_what(result) not in told]


def _about(paper: ox.NamedNode, packed: Iterable[bytes]) -> Iterator[ox.Triple]:
    """Give the triples of several documents; of other papers they do not say that they are motions."""
    for lines in packed:
        for quad in ox.parse(zlib.decompress(lines), format=ox.RdfFormat.N_TRIPLES):
            if quad.predicate != A or quad.subject == paper:
                yield quad.triple


def _about_what(result: Result) -> tuple[str, str, str | None]:
    """Tell results apart: what was found in a document's own graph is not told again."""
    return result.shape, result.focus, result.value
