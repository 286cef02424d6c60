"""Footnotes in place, whatever the format: a mark leads to its note, the note back, and the text stays the text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.pages.notes import notes_of
from api.pages.reading import about_of, read_rows
from api.pages.site import Row, bind, text_of
from api.pages.words import load_words
from graph_builder.describe import describe
from graph_builder.iris import Base
from graph_builder.model import Extraction, Footnote, Span
from graph_builder.prefixes import PREFIXES
from graph_builder.read import read
from graph_builder.read.artefacts import find_artefacts
from ontology.terms import load_vocabulary
from tests.graph_builder.read import formats
from tests.graph_builder.read.formats import Letter

WRITERS: dict[str, Callable[[Letter], bytes]] = {
    "docx": formats.as_docx,
    "odt": formats.as_odt,
    "html": formats.as_html,
    "xml": formats.as_xml,
    "pdf": formats.as_pdf,
}
LINK = re.compile(r'<a [^>]*id="(noteref-\d+)"[^>]*href="#(note-\d+)"[^>]*>([^<]*)</a>')
BACK = re.compile(r'<a class="back" role="doc-backlink" href="#(noteref-\d+)" aria-label="([^"]+)"></a>')


def rows_of(store: ox.Store, query: str, path: str) -> list[Row]:
    terms: dict[str, ox.NamedNode | str] = {"document": ox.NamedNode(Base().iri(path))}
    text = text_of(query)
    solutions = store.query(
        bind(text, terms | ({"lang": "nl"} if "?lang" in text else {})),
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in solutions]


@pytest.mark.parametrize("name", WRITERS)
def test_each_mark_leads_to_its_note_and_back(name: str, letter_file: Path) -> None:
    source = formats.letter_of(letter_file.read_text("utf-8"))
    document = read(WRITERS[name](source), f"kst-32623-376.{name}")
    store = ox.Store()
    store.extend(describe(Extraction(document), load_vocabulary(), Base()))
    about = about_of(rows_of(store, "letter-about", document.path))

    body = read_rows(about, {"notes": rows_of(store, "letter-notes", document.path)}, load_words("nl")).body

    assert html.unescape(re.sub(r"<[^>]*>", "", body)) == document.text
    links, backs = LINK.findall(body), BACK.findall(body)
    assert [(mark, words) for mark, _, words in links] == [
        (f"noteref-{note.mark.start}", note.mark.of(document.text)) for note in document.footnotes
    ]
    assert {mark for mark, _, _ in links} == {mark for mark, _ in backs}
    assert len(links) == len(source.notes)
    for _, note, _ in links:
        assert body.count(f'id="{note}"') == 1
    assert backs[0][1] == "Terug naar het teken van noot 1 in de tekst"


def test_a_graph_without_notes_shows_those_that_converters_left() -> None:
    text = "Nederland steunt de EU[footnoteRef:1] in Syrië. [1:  Kamerstuk 32 623, nr. 343]"
    assert notes_of([], find_artefacts(text)) == [Footnote("1", Span(22, 37), Span(53, 78))]


def test_a_note_with_two_marks_leads_back_to_the_first() -> None:
    row = {"note": "d#note-30", "label": "1", "words": "d#char=30,40"}
    found = notes_of([row | {"mark": "d#char=12,15"}, row | {"mark": "d#char=2,5"}], find_artefacts(""))
    assert [note.mark for note in found] == [Span(2, 5), Span(12, 15)]
