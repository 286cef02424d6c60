"""Feeds as a reader gets them, and citations as a reference manager takes them."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from api.pages.feeds import Entry, Feed, atom
from api.pages.references import Reference, as_bibtex, as_csl, key_of

from ..api.conftest import BASE, Server

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LETTER = "document/kst-32623-376"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def _feed(server: Server, path: str) -> etree._Element:
    response = httpx.get(server.url + path)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/atom+xml"), response.text
    return etree.fromstring(response.content)


def _texts(feed: etree._Element, path: str) -> list[str]:
    return [each.text or "" for each in feed.iterfind(path, ATOM)]


@pytest.mark.parametrize(
    "path",
    ["/feeds/documents.atom", "/feeds/motions.atom", "/feeds/actor/european-union.atom", "/feeds/motions.atom?lang=en"],
)
def test_a_feed_is_well_formed_atom(server: Server, path: str) -> None:
    feed = _feed(server, path)
    assert feed.findtext("a:title", namespaces=ATOM)
    assert feed.findtext("a:author/a:name", namespaces=ATOM) == "Kamergraaf"
    link = feed.find("a:link[@rel='self']", ATOM)
    assert link is not None
    assert link.get("href") == server.url + path.partition("?")[0]
    moments = [*_texts(feed, ".//a:updated"), *_texts(feed, ".//a:published")]
    assert moments
    assert all(MOMENT.fullmatch(each) for each in moments)
    ids = _texts(feed, "a:entry/a:id")
    assert 0 < len(ids) == len(set(ids)) <= 50
    assert all(each.startswith(BASE) for each in ids)


def test_the_letter_is_among_the_new_documents(server: Server) -> None:
    feed = _feed(server, "/feeds/documents.atom")
    (entry,) = [
        each for each in feed.iterfind("a:entry", ATOM) if each.findtext("a:id", namespaces=ATOM) == BASE + LETTER
    ]
    link = entry.find("a:link", ATOM)
    assert link is not None
    page = httpx.get(link.get("href") or "", headers={"accept": "text/html"}, follow_redirects=True)
    assert page.status_code == 200
    assert (entry.findtext("a:published", namespaces=ATOM) or "").startswith("2025-09-19")


def test_a_motion_that_is_carried_out_comes_with_the_words(server: Server) -> None:
    feed = _feed(server, "/feeds/motions.atom?lang=en")
    assert feed.findtext("a:title", namespaces=ATOM) == "Motions that the government says it carries out"
    ours = [each for each in feed.iterfind("a:entry", ATOM) if LETTER in (each.findtext("a:id", namespaces=ATOM) or "")]
    titles = {each.findtext("a:title", namespaces=ATOM) for each in ours}
    assert titles == {"motion 32 623, nr. 343"}
    words = " ".join(each.findtext("a:summary", namespaces=ATOM) or "" for each in ours)
    assert "geeft het kabinet uitvoering aan motie - Kahraman c.s." in words


def test_an_actor_s_feed_has_statements_about_that_actor(server: Server) -> None:
    feed = _feed(server, "/feeds/actor/dutch-relief-alliance.atom")
    assert feed.findtext("a:title", namespaces=ATOM) == "Nieuwe uitspraken over Dutch Relief Alliance"
    assert any("EUR 20,4 miljoen" in each for each in _texts(feed, "a:entry/a:summary"))
    assert httpx.get(f"{server.url}/feeds/actor/nobody-at-all.atom").status_code == 404


def test_a_letter_is_cited_for_a_reference_manager(server: Server) -> None:
    response = httpx.get(f"{server.url}/cite/{LETTER}.json")
    assert response.headers["content-type"] == "application/vnd.citationstyles.csl+json"
    (item,) = response.json()
    assert (item["id"], item["type"], item["number"]) == ("kst-32623-376", "report", "Kamerstuk 32 623, nr. 376")
    assert item["issued"] == {"date-parts": [[2025, 9, 19]]}
    assert item["URL"] == "https://zoek.officielebekendmakingen.nl/kst-32623-376.html"
    assert BASE + LETTER in item["note"]
    same = httpx.get(f"{server.url}/cite/paper/kst-32623-376.json").json()[0]
    assert same["title"] == item["title"]


def test_a_letter_is_cited_in_bibtex(server: Server) -> None:
    text = httpx.get(f"{server.url}/cite/{LETTER}.bib").text
    assert text.startswith("@techreport{kst-32623-376,\n")
    assert "  year = {2025},\n  month = sep,\n  day = {19},\n" in text
    assert "number = {Kamerstuk 32 623, nr. 376}" in text


def test_a_question_and_a_query_are_cited_with_what_was_asked(server: Server) -> None:
    path = "who-funds-whom.json?lang=en"
    (item,) = httpx.get(f"{server.url}/cite/query/{path}").json()
    assert item["URL"] == f"{server.url}/queries/who-funds-whom?lang=en"
    assert item["version"] == httpx.get(f"{server.url}/ready").json()["generation"]
    query = "# title: Alle moties\nSELECT * { ?s a kg:Motion }"
    (item,) = httpx.get(f"{server.url}/cite/sparql.json", params={"query": query}).json()
    assert item["title"] == "Alle moties"
    assert httpx.get(item["URL"], headers={"accept": "application/json"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cite/document/none.bib", 404),
        ("/cite/document/kst-32623-376.ris", 404),
        ("/cite/actor/european-union.bib", 404),
        ("/cite/query/none.bib", 404),
        ("/cite/sparql.bib", 400),
    ],
)
def test_what_cannot_be_cited_is_a_problem(server: Server, path: str, status: int) -> None:
    response = httpx.get(server.url + path)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


texts = st.text(max_size=40)


@given(title=texts, summary=texts, author=texts)
def test_any_words_make_well_formed_atom(title: str, summary: str, author: str) -> None:
    entry = Entry("urn:x", title, "https://example.org/", "2025-01-01T00:00:00Z", None, summary, author)
    feed = etree.fromstring(atom(Feed("urn:f", title, "https://example.org/f", "2025-01-01T00:00:00Z"), [entry]))
    assert feed.findtext("a:entry/a:id", namespaces=ATOM) == "urn:x"


@given(title=texts, author=texts, key=texts)
def test_any_words_make_an_entry_whose_braces_pair(title: str, author: str, key: str) -> None:
    reference = Reference(key, "report", title, "https://example.org/?q={x}\\", author, "2025-02-30", {"note": title})
    text = as_bibtex(reference)
    bare = re.sub(r"\\[{}]", "", text)
    depth = 0
    for each in bare:
        depth += {"{": 1, "}": -1}.get(each, 0)
        assert depth >= 0
    assert depth == 0
    assert re.fullmatch(r"[A-Za-z0-9-]+", key_of(key))
    assert json.loads(json.dumps(as_csl(reference)))["title"] == title
