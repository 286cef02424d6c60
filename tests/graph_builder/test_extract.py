"""What extraction costs, counted in what is the same on every machine: calls of functions, and what is left behind."""

from __future__ import annotations

import gc
import sys
from types import FrameType

from graph_builder.extract import extract
from graph_builder.model import Document, Metadata
from graph_builder.read import read

from .handmade import knowledge, letter


def calls(document: Document) -> int:
    """Count the calls of Python functions that an extraction makes, once word lists and patterns are loaded."""
    extract(document, knowledge())
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal made
        made += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(document, knowledge())
    finally:
        sys.setprofile(before)
    return made


def test_a_letter_costs_a_bounded_number_of_calls_and_eight_letters_cost_eight_times_as_many() -> None:
    one = calls(letter())
    text = "\n\n".join([letter().text.strip()] * 8)
    many = calls(read(text.encode(), "brieven.txt", Metadata(date=letter().metadata.date)))

    assert one < 30_000, "a letter of 5 kB took 22,600 calls when this bound was set"
    assert many < 9 * one


def test_a_letter_leaves_nothing_for_the_garbage_collector() -> None:
    extract(letter(), knowledge())
    gc.collect()
    gc.disable()
    try:
        extract(letter(), knowledge())
        left = gc.collect()
    finally:
        gc.enable()

    assert left < 100, "some thousand values held each other in cycles before clauses were parted"
