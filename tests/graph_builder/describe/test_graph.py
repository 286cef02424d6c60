"""The graph as a whole: one named graph, no blank nodes, the same bytes every time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.describe import as_nquads
from graph_builder.describe.sheet import decimal
from graph_builder.errors import ReadError
from graph_builder.model import Document, Extraction, Mention, Span
from tests.graph_builder import handmade
from tests.graph_builder.describe.asking import DOC, ID, quads_of


def test_there_are_no_blank_nodes() -> None:
    for quad in quads_of(handmade.extraction()):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)


def test_all_is_in_the_documents_own_graph() -> None:
    assert {quad.graph_name for quad in quads_of(handmade.extraction())} == {ox.NamedNode(f"{DOC}/graph")}


def test_literals_are_written_as_the_store_gives_them_back() -> None:
    quads = quads_of(handmade.extraction())
    store = ox.Store()
    store.extend(quads)
    assert as_nquads(store) == as_nquads(quads)


def test_another_base_moves_everything_but_the_vocabulary() -> None:
    moved = as_nquads(quads_of(handmade.extraction(), "https://example.org/graaf/")).decode()
    assert ID not in moved
    assert moved == as_nquads(quads_of(handmade.extraction())).decode().replace(ID, "https://example.org/graaf/")


def test_the_order_of_what_was_read_does_not_matter() -> None:
    extraction = handmade.extraction()
    backwards = replace(
        extraction,
        mentions=extraction.mentions[::-1],
        statements=extraction.statements[::-1],
        tracks=extraction.tracks[::-1],
    )
    assert as_nquads(quads_of(backwards)) == as_nquads(quads_of(extraction))


BUILD = """
import hashlib
from graph_builder.describe import as_nquads, describe
from graph_builder.errors import ReadError
from graph_builder.iris import Base
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade
print(hashlib.sha256(as_nquads(describe(handmade.extraction(), load_vocabulary(), Base()))).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_another_run_gives_the_same_bytes(seed: str) -> None:
    root = Path(__file__).parents[3]
    environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    run = subprocess.run([sys.executable, "-c", BUILD], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(as_nquads(quads_of(handmade.extraction()))).hexdigest()


def test_an_identifier_that_fits_no_iri_is_one_sentence() -> None:
    with pytest.raises(ReadError, match="'kst 1 2' cannot be part of a web address: give an identifier such as"):
        quads_of(Extraction(Document("kst 1 2", "Woorden.", "txt")))


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60), st.data())
def test_any_passage_of_any_text_is_quoted_by_code_points(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = Document("x-1", text, "txt")
    mention = Mention(Span(start, end), "Place", "place/x/y")
    quotes = [
        quad.object.value
        for quad in quads_of(Extraction(document, (mention,)))
        if quad.predicate.value.endswith("#anchorOf") and isinstance(quad.object, ox.Literal)
    ]
    assert quotes == [text[start:end]]


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**15, places=4))
def test_amounts_are_canonical_decimals(value: Decimal) -> None:
    literal = decimal(value)
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), literal))
    assert next(iter(store)).object == literal
    assert Decimal(literal.value) == value
