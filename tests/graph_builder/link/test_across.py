"""What two letters say of one motion, compared: real sentences, read by the extractor, checked by the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph_builder.build import build
from graph_builder.corpus.checking import check_store
from graph_builder.extract import Knowledge
from graph_builder.iris import Base
from graph_builder.read import read_file
from graph_builder.store import Store

CONFLICTS = {"Motion-described-alike", "Motion-submitted-alike"}


@pytest.fixture
def check(tmp_path: Path, knowledge: Knowledge) -> Any:
    """Check several letters together; gives what was found between them."""

    def run(*letters: str) -> list[tuple[str, list[str]]]:
        documents = []
        for at, text in enumerate(letters):
            path = tmp_path / f"brief-{at}.txt"
            path.write_text(text, encoding="utf-8")
            documents.append(read_file(path))
        store = Store.open(tmp_path / "store", create=True)
        store.publish(build(documents, knowledge, Base()).quads)
        report = check_store(store, Base())
        assert report.conforms, report.as_text()
        found = [result for result in report.results if result.shape in CONFLICTS]
        assert all(result.severity == "warning" for result in found)
        return [(result.shape, [passage.words for passage in result.passages]) for result in found]

    return run


OFFICE = "Met deze inzet geeft het kabinet uitvoering aan de motie {} over steun voor het veldkantoor in Damascus (Kamerstuk 36 000, nr. 12).\n"
FERTILISER = "Conform de motie {} (Kamerstuk 36 000, nr. 12) heeft het kabinet in Brussel de invoerheffing op kunstmest voor akkerbouwers verlaagd.\n"


def test_two_letters_that_carry_out_one_motion_in_unlike_ways_warn(check: Any) -> None:
    harbour = (
        "Conform de motie Jansen (Kamerstuk 36 000, nr. 12) heeft het kabinet zeehavens goedkopere walstroom bezorgd.\n"
    )
    ((shape, passages),) = check(FERTILISER.format("Jansen"), harbour)
    assert shape == "Motion-described-alike"
    assert any("kunstmest" in words or "walstroom" in words for words in passages)


def test_two_unlike_descriptions_warn(check: Any) -> None:
    other = OFFICE.replace("steun voor het veldkantoor in Damascus", "lagere invoerheffingen op kunstmest")
    assert [shape for shape, _ in check(OFFICE.format("Jansen"), other.format("Jansen"))] == ["Motion-described-alike"]


def test_another_submitter_in_another_letter_warns(check: Any) -> None:
    assert [shape for shape, _ in check(OFFICE.format("Jansen"), OFFICE.format("Bikker"))] == ["Motion-submitted-alike"]


@pytest.mark.parametrize(
    "other",
    [
        OFFICE.format("Jansen c.s."),
        OFFICE.format("van het lid Jansen"),
        OFFICE.format("van de leden Jansen en Pietersen"),
        OFFICE.format("Janssen"),
        "De motie Jansen (Kamerstuk 36 000, nr. 12) is besproken in het debat.\n",
        "Het kabinet geeft uitvoering aan de motie Jansen (Kamerstuk 36 000, nr. 12).\n",
        OFFICE.format("Jansen").replace("36 000, nr. 12", "36 000, nr. 13").replace("Damascus", "Beiroet"),
        OFFICE.format("Jansen").replace("steun voor het veldkantoor in Damascus", "kantoren van de VN"),
    ],
    ids=["c.s.", "member", "two-members", "spelling", "no-description", "no-account", "another-number", "compound"],
)
def test_what_only_looks_otherwise_does_not_warn(check: Any, other: str) -> None:
    assert check(OFFICE.format("Jansen"), other) == []


def test_a_letter_that_says_both_contradicts_itself_alone(check: Any) -> None:
    both = OFFICE.format("Jansen") + "\n" + OFFICE.format("Bikker")
    assert [shape for shape, _ in check(both)] == ["Motion-submitted-alike"]
    assert [shape for shape, _ in check(OFFICE.format("Jansen"), both)] == ["Motion-submitted-alike"]
    described = OFFICE.format("Jansen") + "\n" + FERTILISER.format("Jansen")
    assert check(OFFICE.format("Jansen"), described) == []
