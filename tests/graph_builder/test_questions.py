"""Named queries: what their headers say, and values put in their places."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.errors import KnowledgeError, QueryError
from graph_builder.iris import Base
from graph_builder.questions import Parameter, Question, load_questions

HEADER = "# title: Wie?\n# title@en: Who?\n# description: Wie het is.\n# description@en: Who it is.\n"
BODY = "SELECT ?who WHERE { VALUES ?who { UNDEF } ?who ?p ?o }\n"


def question(tmp_path: Path, text: str) -> Question:
    (tmp_path / "who.rq").write_text(text, encoding="utf-8")
    return load_questions(tmp_path)[0]


def test_a_header_gives_titles_descriptions_and_parameters(tmp_path: Path) -> None:
    described = "# param: who iri - De actor om wie het gaat.\n# param@en: who The actor that it is about.\n"
    read = question(tmp_path, HEADER + described + BODY)
    assert (read.name, read.title, read.title_en) == ("who", "Wie?", "Who?")
    assert (read.description, read.description_en) == ("Wie het is.", "Who it is.")
    assert read.parameters == (
        Parameter("who", "iri", None, "De actor om wie het gaat.", "The actor that it is about."),
    )


def test_every_parameter_of_a_question_is_described_in_both_languages() -> None:
    for each in load_questions():
        for parameter in each.parameters:
            assert parameter.description_en != parameter.description, f"{each.name}: {parameter.name}"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (HEADER.replace("# title@en: Who?\n", "") + BODY, "title@en"),
        (HEADER + "# param: who\n" + BODY, "name, type, default and description"),
        (HEADER + "# param: who colour - De kleur.\n" + BODY, "name, type, default and description"),
        (HEADER + "# param: when date - Wanneer.\n" + BODY, "VALUES"),
    ],
)
def test_a_header_that_lacks_something_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(KnowledgeError, match=complaint) as refused:
        question(tmp_path, text)
    assert "who.rq" in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("iri", "actor/x", "<https://example.org/id/actor/x>"),
        ("iri", "https://example.org/y", "<https://example.org/y>"),
        ("text", 'zeg "ja"\\', '"zeg \\"ja\\"\\\\"'),
        ("integer", "12", "12"),
        ("decimal", "12.50", '"12.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("date", "2025-09-19", '"2025-09-19"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("boolean", "true", "true"),
    ],
)
def test_a_value_is_written_by_its_type(tmp_path: Path, kind: str, value: str, term: str) -> None:
    read = question(tmp_path, HEADER + f"# param: who {kind} - Wie.\n" + BODY)
    assert f"VALUES ?who {{ {term} }}" in read.bind({"who": value}, Base("https://example.org/id/"))


@pytest.mark.parametrize(
    ("kind", "value", "wanted"),
    [
        ("iri", "actor/a b", "an address such as actor/european-union"),
        ("iri", "x:> } DROP ALL #", "an address such as actor/european-union"),
        ("iri", "Nederland", "an address such as actor/european-union"),
        ("integer", "1.5", "a value of the type integer"),
        ("decimal", "NaN", "a value of the type decimal"),
        ("date", "19 september", "a day such as 2025-09-19"),
        ("boolean", "maybe", "true or false"),
    ],
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, kind: str, value: str, wanted: str) -> None:
    read = question(tmp_path, HEADER + f"# param: who {kind} - Wie.\n" + BODY)
    with pytest.raises(QueryError, match=f"takes for who {wanted}"):
        read.bind({"who": value})


def test_a_default_is_taken_and_an_unknown_parameter_refused(tmp_path: Path) -> None:
    read = question(tmp_path, HEADER + "# param: who text nl De taal.\n" + BODY)
    assert 'VALUES ?who { "nl" }' in read.bind({})
    assert read.bind({"who": "en"}) != read.bind({})
    with pytest.raises(QueryError, match="no parameter 'what'; it has: who"):
        read.bind({"what": "x"})


@given(st.text())
def test_any_text_stays_one_literal(value: str) -> None:
    read = Question(
        "q", "", "", "", "", (Parameter("who", "text", None, "", ""),), "SELECT ?who { VALUES ?who { UNDEF } }"
    )
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return
    rows = list(ox.Store().query(read.bind({"who": value})))
    assert [row["who"].value for row in rows] == [value]


def test_every_question_that_ships_is_a_whole_query_with_and_without_values() -> None:
    questions = load_questions()
    assert len(questions) >= 10
    for each in questions:
        ox.Store().query(each.text)
        ox.Store().query(each.bind({}))
