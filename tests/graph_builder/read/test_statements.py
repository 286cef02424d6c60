"""The format of a letter changes nothing that is read from it: kinds, roles and quotes are the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Document, Extraction
from graph_builder.read import read, read_file
from tests.graph_builder.read import formats
from tests.graph_builder.read.formats import Letter, unmarked


@pytest.fixture(scope="module")
def letter() -> Document:
    return read_file(Path(__file__).parents[3] / "examples" / "kst-32623-376.txt")


def said(extraction: Extraction) -> list[tuple[object, ...]]:
    """Give the statements without their offsets, quotes without markup and with white space folded."""
    document = extraction.document
    return [
        (
            statement.kind,
            unmarked(document, statement.span),
            tuple(
                (role, _placeless(filler.entity), filler.value, unmarked(document, filler.span))
                for role, filler in statement.roles
            ),
            statement.negated,
            statement.modality,
            statement.track,
            statement.period.value if statement.period else None,
        )
        for statement in extraction.statements
    ]


def _placeless(entity: str | None) -> str | None:
    """Give an entity's path without the offset that names a case or an unnumbered motion."""
    return re.sub(r"(#(?:case|motion))-\d+$", r"\1", entity) if entity else None


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (formats.as_docx, "docx"),
        (formats.as_odt, "odt"),
        (formats.as_html, "html"),
        (formats.as_xml, "xml"),
        (formats.as_pdf, "pdf"),
    ],
    ids=["docx", "odt", "html", "xml", "pdf"],
)
def test_the_letter_says_the_same_in_every_format(
    knowledge: Knowledge, letter: Document, write: Callable[[Letter], bytes], name: str
) -> None:
    other = read(write(formats.letter_of(letter.text)), f"kst-32623-376.{name}", letter.metadata)

    expected = said(extract(letter, knowledge))
    assert len(expected) >= 10
    assert said(extract(other, knowledge)) == expected


@pytest.mark.parametrize("other", ["html", "odt", "pdf", "txt"])
@pytest.mark.parametrize("stem", ["kst-32545-143", "ah-tk-20202021-3235"])
def test_a_real_paper_says_the_same_in_every_format(knowledge: Knowledge, shared: Path, stem: str, other: str) -> None:
    official = read_file(shared / "papers" / f"{stem}.xml")
    document = replace(read_file(shared / "papers" / f"{stem}.{other}"), metadata=official.metadata)

    def acts(extraction: Extraction) -> list[tuple[object, ...]]:
        # The title block differs between formats, and citations are read there too.
        return [statement for statement in said(extraction) if statement[0] != "Citation"]

    assert acts(extract(document, knowledge)) == acts(extract(official, knowledge))
