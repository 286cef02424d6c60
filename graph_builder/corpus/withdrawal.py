"""Documents that were taken out of everything that is published, and what is still said of them: that, when, and why.

The list is a file in the store, a line a document (tab-separated: key, day, successor, reason), so that a later build
leaves a withdrawn document out although its file is still there. The graph says of its paper that it was withdrawn and
what takes its place; nothing of the document itself stays.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pyoxigraph as ox
from rdflib import DCTERMS, RDFS

from graph_builder.corpus.ledger import Ledger
from graph_builder.describe.sheet import day, kg, term, text
from graph_builder.errors import StoreError
from graph_builder.iris import Base
from graph_builder.publish import publish_graphs
from graph_builder.store import BUILDING, Generation, Shard, Store, write_shard
from graph_builder.store.files import locked, replace

__all__ = ["LIST", "Withdrawal", "graph_of", "read_withdrawals", "shard_of", "withdraw", "without_withdrawn"]

LIST = "withdrawn.tsv"
_COLUMNS = ("document", "on", "successor", "why")


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """One document that is no longer published."""

    document: str
    """Its key."""
    on: date
    successor: str = ""
    """The identifier of the paper that takes its place; empty where none does."""
    why: str = ""


def read_withdrawals(store: Path) -> tuple[Withdrawal, ...]:
    """Read the list of a store; none at all is an empty one.

    Raises:
        StoreError: A line is no withdrawal.
    """
    path = store / LIST
    if not path.exists():
        return ()
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE))
        return tuple(
            Withdrawal(row["document"], date.fromisoformat(row["on"]), row["successor"] or "", row["why"] or "")
            for row in rows
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{path} cannot be read: {error}; it has a line a document: {', '.join(_COLUMNS)}.") from error


def withdraw(store: Store, taken: Withdrawal, base: Base) -> Generation:
    """Take a document out of a store: out of what is served, out of earlier generations, and out of builds to come.

    Earlier generations are deleted, as they hold it; there is nothing left to roll back to.

    Raises:
        StoreError: The store has no such document, or another process is at work on it.
    """
    with locked(store.path, 0, BUILDING, "building in"):
        gone = _graph_name(taken.document, base)
        generation = store.current()
        if gone not in {shard.graph for shard in store.shards(generation)}:
            raise StoreError(
                f"{store.path} publishes no document {taken.document}: name one by its key, as in kst-32623-376."
            )
        known = tuple(each for each in read_withdrawals(store.path) if each.document != taken.document)
        _write(store.path, (*known, taken))
        left = without_withdrawn(store, store.shards(generation), base)
        made = publish_graphs(store, left, base, datetime.now(UTC))
        with Ledger(store.path) as ledger:
            ledger.forget([shard.hash for shard in made.shards()])
    store.prune(1)
    return made


def without_withdrawn(store: Store, shards: Iterable[Shard], base: Base) -> Iterator[Shard]:
    """Leave withdrawn documents out of a list of shards, and put in what is still said of them."""
    withdrawn = read_withdrawals(store.path)
    gone = {_graph_name(each.document, base) for each in withdrawn}
    told = shard_of(store, withdrawn, base)
    kept = (shard for shard in shards if shard.graph not in gone and shard.graph != str(graph_of(base)))
    yield from kept if told is None else _put_in(kept, told)


def shard_of(store: Store, withdrawn: Iterable[Withdrawal], base: Base) -> Shard | None:
    """Write what is still said of withdrawn documents as a shard; None where there are none."""
    lines = sorted({f"{quad} .\n".encode() for each in withdrawn for quad in _describe(each, base)})
    return write_shard(store.path, str(graph_of(base)), lines) if lines else None


def graph_of(base: Base) -> ox.NamedNode:
    """Name the graph that tells of withdrawn documents."""
    return ox.NamedNode(base.iri("graph/withdrawals"))


def _put_in(shards: Iterator[Shard], told: Shard) -> Iterator[Shard]:
    waiting = [told]
    for shard in shards:
        if waiting and told.graph < shard.graph:
            yield waiting.pop()
        yield shard
    yield from waiting


def _describe(taken: Withdrawal, base: Base) -> Iterator[ox.Quad]:
    paper, graph = ox.NamedNode(base.iri(f"paper/{taken.document}")), graph_of(base)
    yield ox.Quad(paper, kg("withdrawnOn"), day(taken.on), graph)
    if taken.why:
        yield ox.Quad(paper, kg("withdrawalReason"), text(taken.why), graph)
    for language, words in (("nl", "ingetrokken stuk"), ("en", "withdrawn paper")):
        yield ox.Quad(paper, term(RDFS.label), ox.Literal(f"{words} {taken.document}", language=language), graph)
    if taken.successor:
        successor = ox.NamedNode(base.iri(f"paper/{taken.successor}"))
        yield ox.Quad(paper, term(DCTERMS.isReplacedBy), successor, graph)
        yield ox.Quad(successor, term(DCTERMS.replaces), paper, graph)


def _graph_name(document: str, base: Base) -> str:
    return f"<{base.iri(f'document/{document}/graph')}>"


def _write(store: Path, withdrawn: Iterable[Withdrawal]) -> None:
    rows = ["\t".join(_COLUMNS)]
    rows += [
        "\t".join((each.document, each.on.isoformat(), each.successor, " ".join(each.why.split())))
        for each in withdrawn
    ]
    replace(store / LIST, ("\n".join(rows) + "\n").encode())
