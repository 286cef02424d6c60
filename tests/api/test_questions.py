"""Named queries: typed parameters, answers as JSON, CSV and pages, described in OpenAPI."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from api.guard import read
from graph_builder.questions import load_questions
from graph_builder.store import Store

from .conftest import Server, rows, serving

NAMES = [question.name for question in load_questions()]


@pytest.fixture(scope="module")
def letters(new_store: Callable[[bytes], Store], letter_file: Path) -> Iterator[Server]:
    """A server of the bundled letter's graph."""
    from graph_builder.build import build  # noqa: PLC0415
    from graph_builder.describe import as_nquads, describe_knowledge  # noqa: PLC0415
    from graph_builder.extract import load_knowledge  # noqa: PLC0415
    from graph_builder.iris import Base  # noqa: PLC0415
    from graph_builder.read import read_file  # noqa: PLC0415

    built = build([read_file(letter_file)], load_knowledge(), Base())
    with serving(new_store(as_nquads([*built.quads, *describe_knowledge(Base())])).path) as running:
        yield running


@pytest.mark.parametrize("name", NAMES)
def test_every_question_answers_alike_in_every_form(letters: Server, name: str) -> None:
    url = f"{letters.url}/queries/{name}"
    if read(next(each.text for each in load_questions() if each.name == name)).services:
        for accept in ("application/json", "text/html"):
            assert httpx.get(url, headers={"accept": accept}).status_code == 403
        return
    found = rows(httpx.get(url, headers={"accept": "application/json"}, timeout=60))
    table = list(csv.reader(io.StringIO(httpx.get(f"{url}.csv", timeout=60).text)))
    page = httpx.get(url, headers={"accept": "text/html"}, timeout=60)
    assert len(table) - 1 == len(found)
    assert page.text.count("<tr>") - 1 == len(found)
    assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_a_parameter_narrows_the_answer(letters: Server) -> None:
    url = f"{letters.url}/queries/facts-about-actor"
    every = rows(httpx.get(url, timeout=60))
    some = rows(httpx.get(url, params={"actor": "actor/european-union"}, timeout=60))
    assert 0 < len(some) < len(every)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("nobody=1", 400, "has no parameter 'nobody'"),
        ("actor=actor/a%20b", 400, "kst-32623-343, not 'actor/a b'"),
        ("actor=Nederland", 400, "an address such as actor/european-union"),
        ("actor=x&actor=y", 400, "more than once"),
        ("format=docx", 400, "no result format"),
        ("timeout=never", 400, "timeout"),
        ("actor=%ff", 400, "not UTF-8"),
    ],
)
def test_bad_parameters(server: Server, query: str, status: int, words: str) -> None:
    response = httpx.get(f"{server.url}/queries/facts-about-actor?{query}")
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert words in response.json()["detail"]


def test_an_unknown_question_names_those_there_are(server: Server) -> None:
    response = httpx.get(f"{server.url}/queries/nothing")
    assert response.status_code == 404
    assert NAMES[0] in response.json()["detail"]
    assert httpx.post(f"{server.url}/queries/{NAMES[0]}").status_code == 405


def test_they_are_listed_and_described(server: Server) -> None:
    listed = httpx.get(f"{server.url}/queries").json()
    assert [each["name"] for each in listed] == NAMES
    paths = httpx.get(f"{server.url}/openapi.json").json()["paths"]
    for question in load_questions():
        described = paths[f"/queries/{question.name}"]["get"]
        assert described["summary"] == question.title_en
        assert {each["name"] for each in described["parameters"]} == {p.name for p in question.parameters} | {"format"}


def test_answers_carry_an_etag(server: Server) -> None:
    url = f"{server.url}/queries/{NAMES[0]}"
    etag = httpx.get(url).headers["etag"]
    assert httpx.get(url, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize(("path", "status"), [("who-funds-whom?donor=het%20kabinet", 400), ("nobody-asked-this", 404)])
def test_a_person_who_asks_amiss_is_told_on_a_page(letters: Server, path: str, status: int) -> None:
    page = httpx.get(f"{letters.url}/queries/{path}", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    data = httpx.get(f"{letters.url}/queries/{path}", headers={"accept": "application/json"})
    assert (data.status_code, data.headers["content-type"]) == (status, "application/problem+json")


def test_a_page_leads_to_the_text_in_words_and_says_what_nothing_means(letters: Server) -> None:
    url, page = f"{letters.url}/queries/who-funds-whom", {"accept": "text/html", "accept-language": "nl"}
    found = httpx.get(url, headers=page, timeout=60).text
    assert '<a href="/document/kst-32623-376#statement-2973-funding-1">in de tekst</a>' in found
    none = httpx.get(url, params={"donor": "actor/nobody"}, headers=page, timeout=60).text
    assert "0 rijen" in none
    assert "Zwijgen is geen nee" in none
