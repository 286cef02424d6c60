"""Decisions hold for the words they were taken on, whatever the rules read later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder import iris
from graph_builder.describe import describe
from graph_builder.errors import ReviewError
from graph_builder.extract import extract
from graph_builder.iris import Base
from graph_builder.model import Claim, Extraction, Review, Statement
from graph_builder.read import read
from graph_builder.review import apply, claim_of, decide, folded, published_statement, read_reviews, write_reviews
from graph_builder.review.file import name_of
from ontology.terms import load_vocabulary
from tests.graph_builder import handmade

TEXT = (
    "Het kabinet steunt het Wereldvoedselprogramma. Nederland heeft in 2025 € 5 miljoen beschikbaar gesteld voor de Dutch Relief Alliance. "
    "Het kabinet veroordeelt de aanvallen van Rusland op Oekraïne."
)
DAY = date(2025, 11, 1)


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return extract(read(TEXT.encode(), "brief.txt"), handmade.knowledge())


def of_kind(extraction: Extraction, kind: str) -> Statement:
    [found] = [statement for statement in extraction.statements if statement.kind == kind]
    return found


def review(extraction: Extraction, statement: Statement, verdict: str, instead: Claim | None = None) -> Review:
    document = extraction.document
    claim = claim_of(statement, document)
    return Review(document.key, folded(statement.span.of(document.text)), "", verdict, claim, instead, "een lezer", DAY)  # type: ignore[arg-type]


def kinds(extraction: Extraction) -> list[str]:
    return [statement.kind for statement in extraction.statements]


def test_what_was_rejected_goes(extraction: Extraction) -> None:
    after = apply(extraction, [review(extraction, of_kind(extraction, "Funding"), "rejected")])
    assert "Funding" not in kinds(after)
    assert len(after.statements) == len(extraction.statements) - 1
    assert after.reviews[0].statement is None


def test_what_was_accepted_stays_when_the_rules_no_longer_read_it(extraction: Extraction) -> None:
    decided = review(extraction, of_kind(extraction, "Funding"), "accepted")
    forgetful = replace(extraction, statements=())
    [kept] = apply(forgetful, [decided]).statements
    assert claim_of(kept, extraction.document) == decided.read
    assert kept.span == of_kind(extraction, "Funding").span


def test_what_was_accepted_and_is_still_read_stays_as_it_is(extraction: Extraction) -> None:
    after = apply(extraction, [review(extraction, of_kind(extraction, "Funding"), "accepted")])
    assert set(after.statements) == set(extraction.statements)
    assert after.reviews[0].statement == of_kind(extraction, "Funding")


def test_what_was_corrected_is_replaced(extraction: Extraction) -> None:
    funding = of_kind(extraction, "Funding")
    instead = Claim("Support", (("agent", "actor/netherlands"), ("target", "actor/dutch-relief-alliance")))
    after = apply(extraction, [review(extraction, funding, "corrected", instead)])
    made = [statement for statement in after.statements if statement.span == funding.span]
    assert [claim_of(statement, extraction.document) for statement in made] == [instead]
    assert [filler.span.of(TEXT) for _, filler in made[0].roles] == ["Nederland", "Dutch Relief Alliance"]
    assert made[0].period == funding.period


def test_what_was_added_stands_at_its_words(extraction: Extraction) -> None:
    claim = Claim("Opposition", (("agent", "actor/nl-government"), ("target", "actor/russia")))
    quote = "de aanvallen van Rusland op Oekraïne"
    added = Review(extraction.document.key, quote, "", "added", None, claim, "een lezer", DAY)
    [made] = [each for each in apply(extraction, [added]).statements if each.kind == "Opposition"]
    assert made.span.of(TEXT) == quote


def test_a_decision_is_found_again_when_white_space_changed(extraction: Extraction) -> None:
    decided = review(extraction, of_kind(extraction, "Funding"), "rejected")
    broken = TEXT.replace("beschikbaar gesteld", "beschikbaar\n   gesteld")
    other = extract(replace(read(broken.encode(), "brief.txt"), key=decided.document), handmade.knowledge())
    assert "Funding" in kinds(other)
    assert "Funding" not in kinds(apply(other, [decided]))


def test_a_decision_is_open_when_the_words_are_gone(extraction: Extraction) -> None:
    decided = review(extraction, of_kind(extraction, "Funding"), "rejected")
    changed = extract(
        replace(read(TEXT.replace("€ 5", "€ 6").encode(), "brief.txt"), key=decided.document), handmade.knowledge()
    )
    after = apply(changed, [decided])
    assert "Funding" in kinds(after)
    assert after.reviews[0].span is None


def test_a_decision_on_another_document_changes_nothing(extraction: Extraction) -> None:
    decided = replace(review(extraction, of_kind(extraction, "Funding"), "rejected"), document="kst-1-1")
    assert apply(extraction, [decided]) is extraction


def test_the_graph_says_who_decided_what_when(extraction: Extraction) -> None:
    decided = replace(review(extraction, of_kind(extraction, "Funding"), "accepted"), why="klopt")
    graph = ox.Store()
    graph.extend(describe(apply(extraction, [decided]), load_vocabulary(), Base()))
    query = """SELECT ?verdict ?by ?on ?why ?quote WHERE { ?review a kg:Review ; kg:verdict ?verdict ; dc:creator ?by ; dcterms:date ?on ;
        rdfs:comment ?why ; kg:reviewed/kg:evidence/nif:anchorOf ?quote }"""
    prefixes = {
        "kg": "https://w3id.org/kamergraaf/ontology#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    }
    found = graph.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    [row] = [tuple(term.value for term in solution if term is not None) for solution in found]  # type: ignore[union-attr]
    assert row[0].endswith("#Accepted")
    assert row[1:4] == ("een lezer", "2025-11-01", "klopt")
    assert row[4].startswith("Nederland heeft in 2025")


def test_a_published_statement_says_what_was_extracted(letter_file: Path) -> None:
    extraction = handmade.extraction()
    graph = ox.Store()
    graph.extend(describe(extraction, load_vocabulary(), Base()))
    for statement in extraction.statements:
        published = published_statement(
            graph, iris.statement(extraction.document, statement), load_vocabulary(), Base()
        )
        assert published.claim == claim_of(statement, extraction.document)
        assert published.quote == folded(statement.span.of(extraction.document.text))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(folded).filter(bool)
CLAIMS = st.builds(
    Claim,
    st.sampled_from(["Funding", "Support"]),
    st.lists(st.tuples(st.sampled_from(["agent", "topic"]), WORDS), min_size=1, max_size=3).map(
        lambda pairs: tuple(sorted(set(pairs)))
    ),
    st.sampled_from(["asserted", "reported"]),
    st.booleans(),
)
REVIEWS = st.builds(
    Review,
    st.just("kst-32623-376"),
    WORDS,
    WORDS,
    st.sampled_from(["accepted", "rejected", "corrected"]),
    CLAIMS,
    st.none() | CLAIMS,
    WORDS,
    st.dates(),
    WORDS,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(REVIEWS, max_size=4))
def test_a_file_gives_back_what_was_written(reviews: list[Review]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "reviews.ttl"
        write_reviews(path, reviews, Base())
        written = path.read_bytes()
        back = read_reviews(path)
        write_reviews(path, back, Base())
        assert set(back) <= set(reviews)
        assert {name_of(each) for each in back} == {name_of(each) for each in reviews}
        assert path.read_bytes() == written


def test_a_new_decision_on_a_statement_replaces_the_old(extraction: Extraction) -> None:
    accepted = review(extraction, of_kind(extraction, "Funding"), "accepted")
    rejected = replace(accepted, verdict="rejected")
    assert decide([accepted], rejected, load_vocabulary()) == (rejected,)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"by": " "}, "needs the name of who takes it"),
        ({"read": None}, "nothing to accept"),
        ({"verdict": "corrected"}, "says what should be read instead"),
        ({"verdict": "corrected", "instead": Claim("Love", (("agent", "x"),))}, "no kind of statement 'Love'"),
        ({"verdict": "corrected", "instead": Claim("Support", (("lover", "x"),))}, "no role 'lover'"),
    ],
)
def test_a_decision_that_lacks_a_part_is_refused(
    extraction: Extraction, change: dict[str, object], complaint: str
) -> None:
    decided = replace(review(extraction, of_kind(extraction, "Funding"), "accepted"), **change)  # type: ignore[arg-type]
    with pytest.raises(ReviewError, match=complaint):
        decide([], decided, load_vocabulary())


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("dit is geen turtle", "cannot be read as Turtle"),
        (
            "<https://example.org/r> a <https://w3id.org/kamergraaf/ontology#Review> .",
            "has no kg:verdict|has no .*verdict",
        ),
    ],
)
def test_a_file_that_is_wrong_is_named(tmp_path: Path, content: str, complaint: str) -> None:
    (tmp_path / "reviews.ttl").write_text(content)
    with pytest.raises(ReviewError, match=complaint):
        read_reviews(tmp_path / "reviews.ttl")
