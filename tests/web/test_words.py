"""The catalogue of wording: both languages have all of it, and the pages use what there is."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from api.pages.words import LANGUAGES, Words, load_words
from graph_builder.prefixes import PREFIXES
from graph_builder.questions import load_questions

API = Path(__file__).parent.parent.parent / "api"
SOURCES = [*sorted((API / "templates").glob("**/*.html")), *sorted((API / "pages").glob("**/*.py"))]
USED = re.compile(r"""\b(?:t|words|Entry)\(\s*["']([a-z_]+)\.([a-z_A-Z0-9-]*)["']\s*(~|\+)?""")
"""`t("section.name")` and the like; `t("section." ~ name)` uses any of a section."""


def texts(words: Words) -> dict[str, object]:
    return {f"{section}.{name}": text for section, named in words.entries.items() for name, text in named.items()}


def braces(text: object) -> Iterator[str]:
    for form in text.values() if isinstance(text, dict) else [text]:
        if isinstance(form, str):
            yield from (name for _, name, _, _ in string.Formatter().parse(form) if name)


def test_both_languages_have_the_same_texts_with_the_same_values() -> None:
    dutch, english = (texts(load_words(language)) for language in LANGUAGES)
    assert dutch.keys() == english.keys()
    for key, text in dutch.items():
        assert type(text) is type(english[key]), key
        assert set(braces(text)) == set(braces(english[key])), key


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_pages_use_texts_that_there_are(source: Path) -> None:
    known = load_words("nl").entries
    for section, name, more in USED.findall(source.read_text("utf-8")):
        assert section in known, f"{source}: {section}"
        assert more or name in known[section], f"{source}: {section}.{name}"


def test_every_text_is_used() -> None:
    used = {
        (section, name if not more else "")
        for path in SOURCES
        for section, name, more in USED.findall(path.read_text("utf-8"))
    }
    whole = {section for section, name in used if not name} | {"calendar", "money"}
    unused = [
        key for key in texts(load_words("nl")) if tuple(key.split(".")) not in used and key.split(".")[0] not in whole
    ]
    assert unused == []


def test_every_column_and_parameter_of_a_question_has_a_name() -> None:
    words = load_words("nl")
    for question in load_questions():
        found = ox.Store().query(question.text, prefixes=PREFIXES)
        assert isinstance(found, ox.QuerySolutions)
        names = {variable.value for variable in found.variables} | {each.name for each in question.parameters}
        assert [name for name in sorted(names) if not words.has(f"columns.{name}")] == [], question.name


def test_numbers_days_and_amounts_are_written_as_each_language_does() -> None:
    dutch, english = load_words("nl"), load_words("en")
    assert (dutch.number(1234567.5), english.number(1234567.5)) == ("1.234.567,5", "1,234,567.5")
    assert (dutch.day("2025-09-19"), english.day("2025-09")) == ("19 september 2025", "September 2025")
    assert (dutch.money("20400000"), english.money("20400000")) == ("€ 20,4 miljoen", "€ 20.4 million")
    assert (dutch.money("250000"), dutch.money("1500000000", "USD")) == ("€ 250.000", "$ 1,5 miljard")
    assert dutch.day("dit jaar") == "dit jaar"
    assert dutch.share("0.406") == "41%"


def test_a_term_is_named_by_the_ontology() -> None:
    assert (load_words("nl").term("Funding"), load_words("en").term("Funding")) == ("financiering", "funding")
