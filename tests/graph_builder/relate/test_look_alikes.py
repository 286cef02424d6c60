"""Sentences that have the words of a fact and tell none, each beside one that does; and where a fact's words end.

The sentences are made up: a grammar's examples.
"""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge
from tests.graph_builder.relate.stated import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Somebody else's first person, a question, what is not yet so, what was.
        ("De bakkers hebben gezegd: wij gaan een fonds oprichten.", []),
        ("Ik heb gezegd: ik ga een fonds oprichten.", ["nl-government undertakes een fonds oprichten"]),
        ("De vraag is wat ik ga doen aan de wachtlijsten.", []),
        ("Ik ben benieuwd of de minister met de bakkers wil werken aan een fonds.", []),
        ("Wij wachten niet voordat we met een fonds komen.", []),
        ("De stappen die we hebben gezet naar een open markt blijven.", []),
        ("We zetten stappen naar een open markt.", ["nl-government undertakes een open markt"]),
        ("Deze maatregelen waren gericht op jongeren.", []),
        # Whose verb it is: one does not share a plural.
        ("Ik vind dat zij taken hebben afgestoten en kiezen voor een fonds.", []),
        # What a phrase describes, and what it is beside.
        ("Israël mag de strijd tegen Hamas niet bemoeilijken.", []),
        ("De brief van UNICEF en voor UNHCR is bijgevoegd.", []),
        ("UNICEF en UNHCR werken aan een verdrag over onderwijs.", []),
        ("UNICEF werkt met UNHCR aan een verdrag.", ["unicef cooperatesWith unhcr"]),
        (
            "In overleg met UNICEF heb ik besloten dit niet te doen.",
            ["nl-government inContactWith unicef", "nl-government undertakes dit niet te doen"],
        ),
        ("Het besluit van Israël om Hamas op de terrorismelijst te plaatsen is bekend.", ["israel sanctions hamas"]),
        ("Ik laat het oordeel over de motie graag aan de Kamer.", []),
        ("Ik wil het oordeel over de wet aan uw Kamer laten.", []),
        (
            "UNICEF veroordeelt de aanval, steunt UNHCR en werkt samen met UNRWA.",
            ["unicef condemns de aanval", "unicef supports unhcr", "unicef cooperatesWith unrwa"],
        ),
        # Where the words begin and end.
        ("UNICEF steunt het voorstel voor vrede, laat Jan Jansen weten.", ["unicef supports het voorstel voor vrede"]),
        ("Die voorstellen zou ik alle drie willen steunen.", ["nl-government supports Die voorstellen"]),
        (
            "In mei zullen Rijk en regio de overgang versnellen.",
            ["nl-government undertakes de overgang versnellen"],
        ),
        (
            "Dit is het land, waar ik in mei een fonds zal oprichten.",
            ["nl-government undertakes in mei een fonds zal oprichten"],
        ),
        (
            "Het kabinet pakt de regie op het sneller, beter en goedkoper maken van woningen.",
            ["nl-government undertakes het sneller, beter en goedkoper maken van woningen"],
        ),
        (
            "Ik wil werken aan de veranderingen die nodig zijn.",
            ["nl-government undertakes de veranderingen die nodig zijn"],
        ),
        ("Er wordt aan de hand van dit advies gewerkt aan een wet.", ["nl-government undertakes een wet"]),
        ("Ik sprak met UNICEF over de relatie van de EU met Brazilië.", ["nl-government inContactWith unicef"]),
        (
            "Ik werk aan een fonds.Daarnaast steun ik UNICEF.",
            ["nl-government undertakes een fonds", "nl-government supports unicef"],
        ),
    ],
)
def test_facts(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


def test_a_body_that_parliament_asks_nothing_carries_out_no_motion(knowledge: Knowledge) -> None:
    assert not any(
        "executesMotion" in fact for fact in told("UNICEF spreekt hierover, in lijn met de motie-Jansen.", knowledge)
    )
    assert any("executesMotion" in fact for fact in told("Ik spreek hierover, in lijn met de motie-Jansen.", knowledge))
