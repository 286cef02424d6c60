"""What extraction costs, counted in calls of functions: they are the same on every machine, seconds are not."""

from __future__ import annotations

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
