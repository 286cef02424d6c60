from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.describe import describe
from graph_builder.iris import Base
from graph_builder.model import Block, Document, Extraction, Filler, Mention, Metadata, Span, Statement
from graph_builder.report import Report
from graph_builder.validate import validate
from ontology.terms import load_vocabulary
from tests.shapes.breaking import Break, add, change, check, drop, unbroken

MOTION, CITATION, EXECUTION = "a kg:Motion ; kg:number ?any", "a kg:Citation", "a kg:MotionExecution"

CASES = [
    Break(add(MOTION, "kg:number", '"344"'), "Motion-number", "MaxCountConstraintComponent"),
    Break(change(MOTION, "kg:number", "343"), "Motion-number", "DatatypeConstraintComponent"),
    Break(change(MOTION, "kg:number", '"nr. 343"'), "Motion-number", "PatternConstraintComponent"),
    Break(change(MOTION, "kg:number", '"344"'), "Motion-numbered", "SPARQLConstraintComponent"),
    Break(drop(EXECUTION, "kg:motion"), "MotionExecution-motion", "MinCountConstraintComponent"),
    Break(change(EXECUTION, "kg:motion", "<x:unknown>"), "MotionExecution-motion", "ClassConstraintComponent"),
    Break(drop(CITATION, "kg:cited"), "Citation-cited", "MinCountConstraintComponent"),
    Break(add(CITATION, "kg:cited", "<x:other>"), "Citation-cited", "MaxCountConstraintComponent"),
    Break(change(CITATION, "kg:cited", '"nr. 343"'), "Citation-cited", "NodeKindConstraintComponent"),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_motion_broken_in_one_place_is_reported(case: Break) -> None:
    check(case)


CONFLICTS = {"Motion-described-alike", "Motion-submitted-alike"}


def test_the_bundled_letter_says_two_things_of_one_motion() -> None:
    (result,) = [result for result in unbroken("letter").results if result.shape in CONFLICTS]
    assert (result.severity, result.shape) == ("warning", "Motion-described-alike")
    assert result.focus == "https://w3id.org/kamergraaf/id/paper/kst-32623-343"
    assert result.name == "motie 32 623, nr. 343"
    words = " ".join(passage.words for passage in result.passages)
    assert "heeft Nederland in EU-verband bepleit dat hulp wordt verleend op basis van de grootste noden" in words
    assert "opnieuw middelen beschikbaar gesteld voor de VN-bewijzenbank IIIM" in words


Place = tuple[str, str]
"""What a text says of the motion in one place: the words that name it, and what was done (empty: it is only cited)."""


def letter_with(*places: Place) -> Extraction:
    """Write a letter that names motion 36 000, nr. 12 in several places."""
    text, statements, mentions = "", [], []
    for words, done in places:
        start = len(text)
        text += f"Conform de motie {words} (Kamerstuk 36 000, nr. 12) {done or 'spreken wij'}.\n"
        named = Span(start + len("Conform de "), start + len(f"Conform de motie {words}"))
        mentions.append(Mention(named, "Motion", "paper/kst-36000-12", True))
        statements.append(_citation(text, named, words))
        if done:
            agent = Filler(Span(start, start), "actor/nl-government")
            roles = (("agent", agent), ("motion", Filler(named, "paper/kst-36000-12")))
            statements.append(Statement("MotionExecution", Span(start, len(text) - 2), roles))
    blocks = tuple(_blocks(text))
    document = Document("x-1", text, "txt", Metadata(), blocks)
    return Extraction(document, tuple(mentions), statements=tuple(statements))


def _citation(text: str, named: Span, words: str) -> Statement:
    name, _, title = words.partition(" over ")
    start = named.start + len("motie ")
    roles = [("cited", Filler(named, "paper/kst-36000-12"))]
    if name:
        roles.append(("citedSubmitter", Filler(Span(start, start + len(name)), "document/x-1#person-x")))
    if title:
        roles.append(("citedTitle", Filler(Span(named.end - len(title), named.end))))
    roles.append(("citedNumber", Filler(Span(named.end, named.end), None, "kst-36000-12")))
    return Statement("Citation", Span(named.start, text.index(")", named.end) + 1), tuple(roles))


def _blocks(text: str) -> list[Block]:
    blocks, start = [], 0
    for line in text.splitlines():
        blocks.append(Block(Span(start, start + len(line)), "paragraph"))
        start += len(line) + 1
    return blocks


def report(*places: Place) -> Report:
    return validate(describe(letter_with(*places), load_vocabulary(), Base()))


def conflicts(*places: Place) -> set[str]:
    found = report(*places)
    assert found.conforms
    return {result.shape for result in found.results if result.shape in CONFLICTS}


ALIKE: dict[str, tuple[Place, ...]] = {
    "a short name beside a long one": (("Piri", ""), ("Piri c.s. over opvang van vluchtelingen", "")),
    "a missing description": (
        ("Piri over opvang van vluchtelingen", ""),
        ("Piri", "heeft het kabinet 12 extra rechters benoemd in Zwolle"),
    ),
    "the same words": (("Piri over opvang van vluchtelingen", ""), ("Piri over de opvang van vluchtelingen", "")),
    "other forms of the words": (("Piri over het opvangen van een vluchteling", ""), ("Piri over vluchtelingen", "")),
    "part of a compound": (("Piri over vluchtelingenopvang", ""), ("Piri over opvang", "")),
    "c.s.": (("Piri c.s.", ""), ("Piri", "")),
    "cum suis": (("Piri cum suis", ""), ("Piri", "")),
    "het lid": (("het lid Van der Lee", ""), ("Van der Lee", "")),
    "an accent": (("Özütok", ""), ("Ozutok", "")),
    "a letter less": (("Kahraman", ""), ("Karaman", "")),
    "a letter more": (("Piri", ""), ("Pirri", "")),
    "a letter other": (("Kröger", ""), ("Krüger", "")),
    "one of two": (("Bikker/Omtzigt", ""), ("Omtzigt", "")),
    "initials": (("S. Kahraman", ""), ("Kahraman", "")),
    "an account in line with the description": (
        ("Piri over opvang van vluchtelingen", ""),
        ("Piri over bescherming", "is de opvang van vluchtelingen uitgebreid met 200 plekken in Ter Apel"),
    ),
    "the same act told twice": (
        ("Piri", "zijn in Ter Apel 200 bedden geplaatst voor vluchtelingen"),
        ("Piri", "kunnen vluchtelingen rekenen op bedden en begeleiding"),
    ),
    "too little to compare": (
        ("Piri", "zijn in Ter Apel 200 bedden geplaatst voor vluchtelingen"),
        ("Piri", "handelt het kabinet"),
    ),
}

DIFFERENT: dict[str, tuple[str, tuple[Place, ...]]] = {
    "two descriptions": (
        "Motion-described-alike",
        (("Piri over opvang van vluchtelingen", ""), ("Piri over benoeming van rechters", "")),
    ),
    "two accounts": (
        "Motion-described-alike",
        (
            ("Piri", "zijn in Ter Apel 200 bedden geplaatst voor vluchtelingen"),
            ("Piri", "heeft het kabinet twaalf extra rechters benoemd in Zwolle"),
        ),
    ),
    "two submitters": ("Motion-submitted-alike", (("Piri", ""), ("Boswijk c.s.", ""))),
}


@pytest.mark.parametrize("places", ALIKE.values(), ids=ALIKE.keys())
def test_places_that_may_mean_one_motion_do_not_warn(places: tuple[Place, ...]) -> None:
    assert conflicts(*places) == set()


@pytest.mark.parametrize(("shape", "places"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_places_that_cannot_mean_one_motion_warn(shape: str, places: tuple[Place, ...]) -> None:
    assert conflicts(*places) == {shape}


def test_of_three_places_the_odd_one_is_named() -> None:
    found = report(("Piri over opvang", ""), ("Piri over opvang in de regio", ""), ("Piri over rechters", ""))
    (result,) = [result for result in found.results if result.shape in CONFLICTS]
    assert result.passages[0].words == "motie Piri over rechters (Kamerstuk 36 000, nr. 12)"


def test_a_motion_that_a_long_report_names_fifty_times_is_checked() -> None:
    found = report(*[("Bikker/Omtzigt over opvang", "")] * 49, ("Bikker/Omtzigt over rechters", ""))
    (result,) = [result for result in found.results if result.shape in CONFLICTS]
    assert result.passages[0].words == "motie Bikker/Omtzigt over rechters (Kamerstuk 36 000, nr. 12)"


def test_two_motions_of_one_submitter_do_not_warn() -> None:
    extraction = letter_with(("Piri over opvang", ""), ("Piri over rechters", ""))
    first, second = extraction.statements
    other = replace(second.roles[0][1], entity="paper/kst-36000-13")
    mentions = (extraction.mentions[0], replace(extraction.mentions[1], entity="paper/kst-36000-13"))
    apart = replace(
        extraction, mentions=mentions, statements=(first, replace(second, roles=(("cited", other), *second.roles[1:])))
    )
    found = validate(describe(apart, load_vocabulary(), Base()))
    assert not {result.shape for result in found.results} & CONFLICTS
