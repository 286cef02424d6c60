from __future__ import annotations

import pytest

from tests.shapes.breaking import Break, add, change, check, drop, unbroken

REVIEW = "a kg:Review"

CASES = [
    Break(drop(REVIEW, "kg:reviewOf"), "Review-document", "MinCountConstraintComponent"),
    Break(add(REVIEW, "kg:verdict", "kg:Rejected"), "Review-verdict", "MaxCountConstraintComponent"),
    Break(change(REVIEW, "kg:verdict", "kg:Maybe"), "Review-verdict", "InConstraintComponent"),
    Break(change(REVIEW, "oa:exact", '""'), "Review-words", "MinLengthConstraintComponent"),
    Break(drop(REVIEW, "dc:creator"), "Review-by", "MinCountConstraintComponent"),
    Break(change(REVIEW, "dcterms:date", '"gisteren"'), "Review-date", "DatatypeConstraintComponent"),
    Break(drop(REVIEW, "kg:reviewedPassage"), "Review-open", "MinCountConstraintComponent", "warning"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_review_broken_in_one_place_is_reported(case: Break) -> None:
    check(case, ("reviewed",))


def test_a_review_as_it_is_made_breaks_nothing() -> None:
    assert unbroken("reviewed").conforms
