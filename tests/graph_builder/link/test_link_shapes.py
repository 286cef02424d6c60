"""What a document says beside what a source registers: each check on the recorded motion, broken and unbroken."""

from __future__ import annotations

from typing import Any

import pytest

from graph_builder.iris import Base
from graph_builder.report import Report
from graph_builder.validate import validate
from tests.graph_builder.link.beside import side_by_side


@pytest.fixture
def report(letter_and_record: Any) -> Any:
    """Check a document and what the source registers of its motion together."""
    return lambda *said, **more: validate(side_by_side(letter_and_record(*said, **more), Base()))


def _shapes(report: Report) -> set[str]:
    ours = (
        "Record-",
        "Paper-number-given",
        "Paper-known",
        "Vote",
        "Decision",
        "MotionExecution-of",
        "MotionExecution-before",
    )
    return {result.shape for result in report.results if result.shape.startswith(ours)}


def test_a_citation_that_fits_warns_of_nothing(report: Any) -> None:
    said = '; kg:contentWord "veldkantoor" , "ohchr" ; kg:submitterName "jansen"'
    assert _shapes(report(said)) == set()


def test_a_citation_without_a_description_never_warns(report: Any) -> None:
    assert _shapes(report()) == set()


def test_a_description_that_does_not_fit_the_official_title_warns_with_both_texts(report: Any) -> None:
    found = report('; kg:contentWord "kunstmest" , "boer"')
    assert _shapes(found) == {"Record-described-alike"}
    (result,) = [each for each in found.results if each.shape == "Record-described-alike"]
    assert result.severity == "warning"
    assert "Motie van het lid Jansen c.s. over steun voor het OHCHR-veldkantoor" in result.name
    assert [passage.words for passage in result.passages] == [
        "de motie van het lid Jansen over steun voor het veldkantoor"
    ]
    assert "officiële titel" in result.messages["nl"]


def test_part_of_a_compound_is_word_enough(report: Any) -> None:
    assert _shapes(report('; kg:contentWord "kantoor" , "geheel"')) == set()


def test_what_was_done_is_held_against_the_official_title(report: Any) -> None:
    done = '; kg:contentWord "kunstmest" , "boer" , "akker"'
    assert _shapes(report(done=done)) == {"Record-described-alike"}


def test_another_submitter_warns(report: Any) -> None:
    assert _shapes(report('; kg:submitterName "bikker"')) == {"Record-submitted-alike"}


def test_a_co_submitter_or_another_spelling_does_not_warn(report: Any) -> None:
    assert _shapes(report('; kg:submitterName "pietersen"')) == set()
    assert _shapes(report('; kg:submitterName "janssen"')) == set()
    assert _shapes(report('; kg:submitterName "hansen"')) == set()


def test_a_motion_that_was_rejected_but_is_carried_out_warns(report: Any) -> None:
    def rejected(body: bytes) -> bytes:
        return body.replace(b"Stemmen - aangenomen", b"Stemmen - verworpen")

    assert _shapes(report(edit=rejected)) == {"MotionExecution-of-a-rejected-motion"}


def test_a_motion_that_is_not_carried_out_may_be_rejected(report: Any) -> None:
    def rejected(body: bytes) -> bytes:
        return body.replace(b"Stemmen - aangenomen", b"Stemmen - verworpen")

    assert _shapes(report(done="; kg:negated true", edit=rejected)) == set()


def test_a_motion_that_was_withdrawn_but_is_carried_out_warns(report: Any) -> None:
    def withdrawn(body: bytes) -> bytes:
        return body.replace(b"Stemmen - aangenomen", b"Ingetrokken")

    assert _shapes(report(edit=withdrawn)) == {"MotionExecution-of-a-withdrawn-motion"}


def test_a_letter_that_came_before_the_motion_it_carries_out_warns(report: Any) -> None:
    assert _shapes(report(written="2025-04-08")) == {"MotionExecution-before-the-motion"}
    assert _shapes(report(written="2025-04-09")) == set()


def test_a_number_beyond_the_highest_of_the_dossier_warns(report: Any) -> None:
    assert _shapes(report(number=4413)) == {"Paper-number-given-out"}


def test_a_number_that_the_source_does_not_know_warns(report: Any) -> None:
    assert _shapes(report(number=4412)) == {"Paper-known-to-a-source"}


def test_a_new_word_for_a_vote_or_an_outcome_is_a_warning_and_no_violation(report: Any) -> None:
    def odd(body: bytes) -> bytes:
        return body.replace(b"Stemmen - aangenomen", b"Stemmen - wie weet").replace(b'"Tegen"', b'"Blanco"')

    found = report(edit=odd)
    assert _shapes(found) == {"Vote-choice", "Decision-outcome"}
    assert not [
        result for result in found.results if result.severity == "violation" and result.shape.startswith("Vote")
    ]
