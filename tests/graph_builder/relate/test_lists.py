"""Lists that go on with the sentence before them, or hold what it announces; made-up sentences."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Metadata
from graph_builder.read import read
from tests.graph_builder.relate.stated import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ik heb UNICEF gevraagd om:\n\n- de regels aan te passen;\n- een plan op te stellen.",
            ["nl-government urges unicef", "nl-government urges unicef"],
        ),
        (
            "De komende periode zal ik:\n\n- een visie opstellen;\n- uw Kamer over de voortgang informeren.",
            [
                "nl-government undertakes een visie opstellen",
                "nl-government undertakes uw Kamer over de voortgang informeren",
            ],
        ),
        (
            "Wij hebben afgesproken dat:\n\n- UNICEF de regels zal aanpassen.",
            ["unicef undertakes de regels zal aanpassen"],
        ),
        ("Het gaat om:\n\n- steun aan UNICEF;\n- de regels aanpassen.", []),
        ("Dit is besproken:\n\n- een visie opstellen.", []),
    ],
)
def test_the_items_of_a_list_go_on_with_the_sentence_before_it(
    text: str, expected: list[str], knowledge: Knowledge
) -> None:
    assert told(text, knowledge) == expected


def test_the_evidence_of_what_an_item_says_is_the_item(knowledge: Knowledge) -> None:
    text = "Ik ben voornemens om:\n\n1. de regels aan te passen;\n2. een plan op te stellen."
    found = extract(read(text.encode(), "x.txt", Metadata(kind="letter")), knowledge).statements
    assert [said.span.of(text) for said in found] == ["de regels aan te passen", "een plan op te stellen"]
    assert {said.modality for said in found} == {"intended"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ik zal de volgende stappen zetten:\n\n- Het herzien van de regels.\n- Ik vraag UNICEF om advies.",
            ["nl-government undertakes Het herzien van de regels", "nl-government urges unicef"],
        ),
        (
            "De komende periode wordt het volgende gedaan:\n\na. het opstellen van een visie;",
            ["nl-government undertakes het opstellen van een visie"],
        ),
        (
            "De maatregelen die wij de komende jaren nemen, zijn:\n\n- het opstellen van een visie.",
            ["nl-government undertakes het opstellen van een visie"],
        ),
        (
            "Het betreft de volgende acties:\n\n- Het opstellen van een visie.\n- Het toezicht wordt versterkt.",
            [
                "nl-government undertakes Het opstellen van een visie",
                "nl-government undertakes Het toezicht wordt versterkt",
            ],
        ),
        ("De volgende acties zijn gedaan:\n\n- het opstellen van een visie.", []),
        ("De maatregelen die de sector neemt, zijn:\n\n- het opstellen van een visie.", []),
        ("De maatregelen die wij namen, zijn:\n\n- het opstellen van een visie.", []),
        ("De sector onderneemt de volgende acties:\n\n- het opstellen van een visie.", []),
        ("Ik heb de volgende maatregelen genomen:\n\n- het herzien van de regels.", []),
        ("Ik neem geen van de volgende maatregelen:\n\n- het herzien van de regels.", []),
        ("Ik kan de volgende maatregelen nemen:\n\n- het herzien van de regels.", []),
    ],
)
def test_a_list_holds_what_its_lead_announces(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected
