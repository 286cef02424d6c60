"""Scores on small cases that were counted by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.evaluate import Count, Scores, compare
from graph_builder.evaluate.gold import Gold, GoldFact, GoldTrack
from graph_builder.evaluate.matching import pair_up, says_the_same
from graph_builder.evaluate.report import as_json, as_text
from graph_builder.model import (
    Reference,
    Span,
    Track,
)
from tests.graph_builder.evaluate.counted import (
    GOLD_MENTIONS,
    MENTIONS,
    NETHERLANDS,
    UKRAINE,
    fact,
    facts_score,
    gold_mention,
    mention,
    read,
    row,
    span_of,
)


def test_precision_recall_and_f1_follow_from_the_counts() -> None:
    count = Count(right=2, gold=4, predicted=3) + Count(right=1, gold=1, predicted=1)
    assert count == Count(3, 5, 4)
    assert (count.precision, count.recall) == (0.75, 0.6)
    assert count.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))


def test_nothing_to_find_and_nothing_found_is_perfect_and_a_find_there_is_not() -> None:
    assert Count().f1 == 1.0
    assert Count(predicted=1).f1 == 0.0
    assert Count(gold=1).f1 == 0.0


def test_a_mention_is_right_when_type_and_some_character_agree() -> None:
    gold = Gold("x", GOLD_MENTIONS[:4], (), ())
    found = (
        NETHERLANDS,
        mention("kabinet", "Government"),
        mention("Oekraïne", "Place"),
        mention("VN", "Organisation"),
    )
    scores = Scores((compare(gold, read(found), ()),))
    assert scores.mentions == Count(right=2, gold=4, predicted=4)
    assert scores.mentions_exact == Count(right=1, gold=4, predicted=4)
    assert scores.by_type()["State"] == Count(right=1, gold=3, predicted=1)


def test_one_mention_answers_for_one_gold_mention_only() -> None:
    gold = Gold("x", (gold_mention("Nederland steunt Oekraïne", "State"), gold_mention("Oekraïne", "State")), (), ())
    twice = (mention("Nederland", "State"), mention("steunt", "State"))
    assert Scores((compare(gold, read((UKRAINE,)), ()),)).mentions == Count(1, 2, 1)
    # Both lie in the first gold mention, which can be found once.
    assert Scores((compare(gold, read(twice), ()),)).mentions == Count(1, 2, 2)
    # One fits both, the other only the first: all are matched.
    assert Scores((compare(gold, read((UKRAINE, mention("Nederland", "State"))), ()),)).mentions == Count(2, 2, 2)


@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), max_size=4))
def test_as_many_are_matched_as_can_be(worth: list[list[int]]) -> None:
    """`worth[i][j]` is 0 where gold i and prediction j do not fit."""
    rows, columns = range(len(worth)), range(4)
    pairs = pair_up(rows, columns, lambda i, j: worth[i][j] > 0, lambda i, j: worth[i][j])
    ways = (sum(worth[i][j] > 0 for i, j in zip(rows, way, strict=False)) for way in permutations(columns))
    assert len(pairs) == max(ways)
    assert len(set(pairs.values())) == len(pairs)
    assert all(worth[i][j] > 0 for i, j in pairs.items())


def test_programmes_are_left_out_on_both_sides() -> None:
    found = (NETHERLANDS, mention("VN", "Programme"))
    gold = Gold("x", (*GOLD_MENTIONS[:1], gold_mention("Ook", "Programme")), (), ())
    assert Scores((compare(gold, read(found), ()),)).mentions == Count(1, 1, 1)


def test_a_citation_counts_by_its_identifier_and_a_date_by_its_value() -> None:
    gold = Gold(
        "x", (gold_mention("nr. 12", "Citation", "kst-32623-12"), gold_mention("Ook", "Date", "2025-09")), (), ()
    )
    right = read((mention("12", "Citation", value="kst-32623-12"), mention("Ook", "Date", value="2025-09")))
    wrong = read((mention("nr. 12", "Citation", value="kst-32623"), mention("Ook", "Date", value="2025")))
    found = Scores((compare(gold, right, ()),))
    assert (found.citations, found.values) == (Count(1, 1, 1), Count(1, 1, 1))
    missed = Scores((compare(gold, wrong, ()),))
    assert (missed.citations, missed.values, missed.mentions.f1) == (Count(0, 1, 1), Count(0, 1, 1), 1.0)


def test_a_track_is_right_by_its_order_and_half_of_the_gold_span() -> None:
    gold = Gold("x", (), (GoldTrack(1, Span(0, 20)), GoldTrack(2, Span(20, 40))), ())
    found = (Track(1, Span(10, 22), "a"), Track(2, Span(31, 40), "b"), Track(3, Span(40, 50), "c"))
    scores = compare(gold, read(tracks=found), ())
    assert scores.tracks == Count(right=1, gold=2, predicted=3)


def test_a_fact_is_right_on_subject_predicate_and_object() -> None:
    gold = (row("Nederland", "supports", "Oekraïne"), row("Nederland", "condemns", "Oekraïne"))
    said = (
        fact("Nederland=actor/netherlands", "supports", "Oekraïne=actor/ukraine"),
        fact("Nederland=actor/netherlands", "supports", "Moldavië=actor/moldova"),
        fact("Moldavië=actor/moldova", "condemns", "Oekraïne=actor/ukraine"),
    )
    assert facts_score(gold, said) == Count(right=1, gold=2, predicted=3)


def test_the_government_is_one_under_all_its_names() -> None:
    gold = (row("kabinet", "supports", "Oekraïne"), row("Nederland", "supports", "Moldavië"))
    said = (
        fact("Nederland=actor/netherlands", "supports", "Oekraïne=actor/ukraine"),
        fact("We=actor/someone", "supports", "Moldavië=actor/moldova"),
    )
    assert facts_score(gold, said) == Count(2, 2, 2)


def test_the_government_as_object_is_one_though_no_mention_has_its_key() -> None:
    gold = Gold("x", (gold_mention("Nederland", "State"),), (), (row("Nederland", "urges", "kabinet"),))
    said = (fact("Nederland=actor/netherlands", "urges", "We=actor/nl-government"),)
    assert Scores((compare(gold, read((NETHERLANDS,)), said),)).facts == Count(1, 1, 1)


def test_the_sender_is_folded_only_when_the_letter_says_who_sends_it() -> None:
    text = "minister van Financiën"
    gold = Gold(
        "x",
        (gold_mention("Ook", "Role", text), gold_mention("Oekraïne", "State")),
        (),
        (row("kabinet", "supports", "Oekraïne"),),
    )
    found = (mention("Ook", "Role", "actor/minister-van-financien"), UKRAINE)
    said = (fact("Ook=actor/minister-van-financien", "supports", "Oekraïne=actor/ukraine"),)
    assert Scores((compare(gold, read(found, sender=text), said),)).facts == Count(1, 1, 1)
    assert Scores((compare(gold, read(found), said),)).facts == Count(0, 1, 1)


def test_symmetric_predicates_are_right_either_way_and_others_are_not() -> None:
    gold = (row("Oekraïne", "meets", "Verenigde Naties"), row("Oekraïne", "supports", "Verenigde Naties"))
    said = (
        fact("VN=actor/united-nations", "meets", "Oekraïne=actor/ukraine"),
        fact("VN=actor/united-nations", "supports", "Oekraïne=actor/ukraine"),
    )
    assert facts_score(gold, said) == Count(right=1, gold=2, predicted=2)


def test_an_entity_stands_for_a_key_by_its_mentions_not_by_the_words_of_the_role() -> None:
    gold = (row("Oekraïne", "supports", "Verenigde Naties"),)
    said = (fact("Oekraïne=actor/ukraine", "supports", "Ook=actor/united-nations"),)
    assert facts_score(gold, said) == Count(1, 1, 1)
    assert facts_score(gold, said, (UKRAINE,)) == Count(0, 1, 1)


def test_the_person_inside_a_motion_is_not_the_motion() -> None:
    gold = (row("kabinet", "executesMotion", "motie Jansen"),)
    person = fact("Nederland=actor/netherlands", "executesMotion", "Jansen=document/x#person-jansen")
    motion = fact("Nederland=actor/netherlands", "executesMotion", "motie Jansen=paper/kst-32623-12")
    assert facts_score(gold, (person,)) == Count(0, 1, 1)
    assert facts_score(gold, (motion,)) == Count(1, 1, 1)


def test_an_object_in_words_needs_half_of_the_longer_gold_words() -> None:
    assert says_the_same("een actieve rol op deze thema’s", "een actieve houding bij thema’s")
    assert not says_the_same("een actieve rol op deze thema’s", "een rol op de")
    assert says_the_same("de VN", "de VN zelf")
    gold = (row("kabinet", "undertakes", "spraken telt"),)
    assert facts_score(gold, (fact("We=actor/nl-government", "undertakes", "spraken met de VN="),)) == Count(1, 1, 1)
    assert facts_score(gold, (fact("We=actor/nl-government", "undertakes", "Oekraïne="),)) == Count(0, 1, 1)


def test_a_cited_number_must_be_the_very_identifier() -> None:
    gold = (row("motie Jansen", "citedAs", "kst-32623-12"),)
    right = fact("motie Jansen=paper/kst-32623-12", "citedAs", "nr. 12==kst-32623-12")
    wrong = fact("motie Jansen=paper/kst-32623-12", "citedAs", "nr. 12==kst-32623-1")
    assert facts_score(gold, (right,)) == Count(1, 1, 1)
    assert facts_score(gold, (wrong,)) == Count(0, 1, 1)


def test_a_triple_counts_once_in_a_track_and_again_in_another() -> None:
    end = ("Nederland=actor/netherlands", "supports", "Oekraïne=actor/ukraine")
    again = ("We=actor/nl-government", "supports", "Oekraïne=actor/ukraine")
    gold = (row("Nederland", "supports", "Oekraïne", track="1"), row("Nederland", "supports", "Oekraïne", track="2"))
    assert facts_score(gold, (fact(*end, track=1), fact(*again, track=1))) == Count(1, 2, 1)
    assert facts_score(gold, (fact(*end, track=1), fact(*again, track=2))) == Count(2, 2, 2)


def test_a_triple_about_two_topics_counts_twice() -> None:
    end = ("VN=actor/united-nations", "urges", "Oekraïne=actor/ukraine")
    gold = (
        row("Verenigde Naties", "urges", "Oekraïne", topic="een onderzoek instellen"),
        row("Verenigde Naties", "urges", "Oekraïne", topic="de Kamer informeren"),
    )
    one, other = fact(*end, topic="een onderzoek"), fact(*end, topic="Kamer informeren")
    assert facts_score(gold, (one, other, one)) == Count(2, 2, 2)


def test_qualifiers_are_a_share_of_all_that_either_side_gives_on_matched_facts() -> None:
    gold = Gold(
        "x",
        GOLD_MENTIONS,
        (),
        (row("Nederland", "supports", "Oekraïne", track="1", period="2025", topic="een inclusieve transitie"),),
    )
    said = fact(
        "Nederland=actor/netherlands",
        "supports",
        "Oekraïne=actor/ukraine",
        track=1,
        period="2024",
        topic="de transitie van een inclusieve staat",
        modality="intended",
    )
    scores = compare(gold, read(MENTIONS), (said,))
    shares = {name: (share.right, share.of) for name, share in scores.qualifiers.items()}
    assert shares == {"track": (1, 1), "period": (0, 1), "topic": (1, 1), "modality": (0, 1)}
    assert Scores((scores,)).qualifiers.share == 0.5


def test_each_miss_and_each_false_fact_comes_with_its_sentence() -> None:
    gold = Gold("x", GOLD_MENTIONS, (), (GoldFact("Nederland", "supports", "Moldavië", (), span_of("kabinet steunt")),))
    said = (fact("Nederland=actor/netherlands", "supports", "Oekraïne=actor/ukraine"),)
    slips = compare(gold, read(MENTIONS[1:]), said).slips
    assert [(slip.what, slip.verdict) for slip in slips] == [
        ("mention", "missed"),
        ("fact", "false"),
        ("fact", "missed"),
    ]
    assert slips[2].sentence == "Het kabinet steunt Moldavië."
    assert "Nederland — supports → Moldavië" in as_text(Scores((compare(gold, read(MENTIONS[1:]), said),)), errors=True)


def test_json_gives_every_score_with_its_counts() -> None:
    printed = as_json(Scores((compare(Gold("x", GOLD_MENTIONS, (), ()), read(MENTIONS[:6]), ()),)), errors=True)
    assert printed["mentions"] == {
        "right": 6,
        "gold": 7,
        "predicted": 6,
        "precision": 1.0,
        "recall": 0.8571,
        "f1": 0.9231,
    }
    documents = printed["documents"]
    assert isinstance(documents, dict)
    assert documents["x"]["errors"][0]["sentence"] == "Ook de motie Jansen (nr. 12) telt"


def test_references_do_not_stand_for_keys() -> None:
    gold = Gold("x", GOLD_MENTIONS, (), (row("Verenigde Naties", "supports", "Oekraïne"),))
    extraction = replace(read((UKRAINE,)), references=(Reference(span_of("VN"), ("actor/united-nations",)),))
    said = (fact("VN=actor/united-nations", "supports", "Oekraïne=actor/ukraine"),)
    assert Scores((compare(gold, extraction, said),)).facts == Count(0, 1, 1)
