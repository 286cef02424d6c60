"""Constructions of reports and letters about the world outside, in made-up sentences."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge
from tests.graph_builder.relate.stated import acts, extraction, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Duitsland pleit er in de EU ook voor dat de termijn wordt verlengd.",
            ["germany advocates european-union"],
        ),
        (
            "Duitsland maakt zich er hard voor dat de termijn wordt verlengd.",
            ["germany advocatesFor de termijn wordt verlengd"],
        ),
        (
            "Duitsland komt er voor op dat ieder zijn stem kan geven.",
            ["germany advocatesFor ieder zijn stem kan geven"],
        ),
        ("Duitsland stelt er een regeling voor.", []),
        ("Duitsland dringt erop aan deze op te heffen.", []),
    ],
)
def test_what_er_leaves_behind_is_no_particle(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dit geldt voor Egypte en Qatar, die oproepen tot kalmte.",
            ["egypt advocatesFor kalmte", "qatar advocatesFor kalmte"],
        ),
        ("Dit geldt voor Egypte en Qatar, die Libië steunen.", ["egypt supports libya", "qatar supports libya"]),
    ],
)
def test_a_plural_behind_die_has_all_who_are_named_before(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De EU sprak over de relatie van Marokko met Brazilië.", []),
        ("Er werd gesproken over de samenwerking van de EU met Brazilië.", ["european-union cooperatesWith brazil"]),
        ("De EU sprak met Brazilië.", ["european-union inContactWith brazil"]),
    ],
)
def test_with_whom_somebody_has_a_relation_nobody_has_spoken(
    text: str, expected: list[str], knowledge: Knowledge
) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "funded"),
    [
        ("Dat is vandaag gezegd. Het geld is bestemd voor voedsel en gaat naar UNICEF.", ["unicef"]),
        ("De bijdrage komt ten goede aan UNICEF.", ["unicef"]),
        ("De bijdrage komt niet ten goede aan UNICEF.", []),
        ("Duitsland zegde 5 miljoen euro toe. De bijdrage gaat naar UNICEF.", []),
        ("De minister gaat naar UNICEF.", []),
    ],
)
def test_where_the_money_of_the_sentences_before_goes(text: str, funded: list[str], knowledge: Knowledge) -> None:
    text = f"Nederland stelt 10 miljoen euro beschikbaar voor Soedan. {text}"
    given = [line.split(" funds ")[1] for line in told(text, knowledge) if " funds " in line]
    assert given == ["sudan", *funded]


def test_what_somebody_asks_for_goes_on_with_what_that_is_for(knowledge: Knowledge) -> None:
    text = "Kroatië vroeg om meer geld om de markt te steunen."
    assert told(text, knowledge) == ["croatia advocatesFor meer geld om de markt te steunen"]


def test_a_pledge_told_amid_a_sentence_leaves_what_was_pledged(knowledge: Knowledge) -> None:
    text = "U ontvangt tevens zoals toegezegd in de bijlage een lijst van bedrijven."
    (said,) = told(text, knowledge)
    assert said.endswith("een lijst van bedrijven")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uit gesprekken met UNHCR bleek het aantal plekken niet toereikend.", [(False, "Contact")]),
        ("Dit is niet in overleg met UNHCR besloten.", [(True, "Contact")]),
        ("Op mijn verzoek is de ambassadeur van Rusland ontboden.", [(False, "Contact")]),
        ("De Nederlandse ambassadeur in Rusland is ontboden.", []),
        ("Er is geen plaats voor antisemitisme.", [(False, "Condemnation")]),
    ],
)
def test_what_opens_a_clause_its_denial_does_not_reach(
    text: str, expected: list[tuple[bool, str]], knowledge: Knowledge
) -> None:
    assert [(said.negated, said.kind) for said in acts(extraction(text, knowledge))] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "De volgende Europese landen leveren een bijdrage aan MINUSMA: Duitsland en Zweden.",
            ["germany supports minusma", "sweden supports minusma"],
        ),
        (
            "Duitsland werkt samen met de volgende organisaties:\n\n– UNICEF;\n\n– UNHCR.",
            ["germany cooperatesWith unicef", "germany cooperatesWith unhcr"],
        ),
        ("De volgende landen zijn genoemd. Zij steunen het voorstel: dat is bekend.", []),
    ],
)
def test_those_who_follow_are_named_behind_the_colon(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Het steunpakket bestaat uit:", ["nl-government funds unicef", "nl-government funds unhcr"]),
        ("Het steunpakket van de EU bestaat uit:", []),
        ("De schade bestaat uit:", []),
    ],
)
def test_a_list_shares_out_the_senders_money(lead: str, expected: list[str], knowledge: Knowledge) -> None:
    text = f"{lead}\n\n– ruim 5 miljoen euro voor voedsel via UNICEF;\n\n– 3 miljoen euro voor UNHCR."
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Duitsland zal besluiten de bijdrage aan de missie in Mali voort te zetten.",
            ["germany supports de missie in Mali"],
        ),
        ("Duitsland draagt bij aan UNIFIL en aan KFOR.", ["germany supports unifil", "germany supports kfor"]),
        (
            "De SER is blij met het kabinetsbesluit om de bijdrage aan MINUSMA te verlengen.",
            ["nl-government supports minusma"],
        ),
    ],
)
def test_a_mission_is_backed_once(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert [line for line in told(text, knowledge) if "blij" not in line] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Duitsland en België ondertekenden een verklaring over vrede.", ["germany cooperatesWith belgium"]),
        ("Duitsland ondertekende een verklaring over vrede.", ["germany supports een verklaring over vrede"]),
        ("Duitsland en België zetten hun handtekening onder een verdrag.", ["germany cooperatesWith belgium"]),
        ("Duitsland dringt op gezette tijden aan op een bestand.", ["germany advocatesFor een bestand"]),
        ("Duitsland dringt aan op een hoger niveau.", ["germany advocatesFor een hoger niveau"]),
        (
            "De Nederlandse steun voor opvang van vluchtelingen gaat door.",
            ["nl-government supports opvang van vluchtelingen"],
        ),
        (
            "De Nederlandse steun voor het herstel van Libië gaat door.",
            ["nl-government supports het herstel van Libië"],
        ),
        ("De steun voor het voorstel van Duitsland is groot.", []),
    ],
)
def test_what_is_signed_pressed_for_or_backed(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("opening", "who"),
    [
        ("Verslag van de Raad Buitenlandse Zaken van 3 mei 2024", "foreign-affairs-council"),
        ("Brief over de Raad Buitenlandse Zaken", "nl-government"),
    ],
)
def test_a_council_meets_whom_its_report_tells_of(opening: str, who: str, knowledge: Knowledge) -> None:
    text = f"{opening}\n\nVooraf vond een lunch plaats met de Oekraïense minister van Defensie."
    (said,) = told(text, knowledge)
    assert said.startswith(f"{who} meets ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Duitsland heeft het voorstel van Frankrijk om de steun aan Oekraïne te verhogen gesteund.",
            ["germany supports het voorstel van Frankrijk om de steun aan Oekraïne te verhogen"],
        ),
        (
            "Duitsland zal het plan om de sancties tegen Rusland te verlengen steunen.",
            ["germany supports het plan om de sancties tegen Rusland te verlengen"],
        ),
        (
            "Het kabinet neemt het initiatief om Oekraïne te steunen.",
            ["nl-government undertakes Oekraïne te steunen"],
        ),
    ],
)
def test_what_is_proposed_ends_before_who_backs_it(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Duitsland kondigde aan de steun aan Oekraïne te verhogen.",
            ["germany undertakes de steun aan Oekraïne te verhogen", "germany supports ukraine"],
        ),
        (
            "Duitsland zegt hierover afspraken te willen maken met Oeganda.",
            ["germany undertakes hierover afspraken te willen maken met Oeganda"],
        ),
        ("Duitsland zegt hierover afspraken te maken met Oeganda.", []),
        ("Een exportverbod ziet Duitsland niet zitten.", ["germany opposes Een exportverbod"]),
        ("Een exportverbod ziet Duitsland komen.", []),
    ],
)
def test_what_somebody_announces_or_sees_nothing_in(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected
