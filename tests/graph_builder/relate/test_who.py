"""Who acts, and on what, where a sentence leaves it to the one before, to another clause or to a pronoun.

The sentences are made up: a grammar's examples.
"""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Metadata
from graph_builder.read import read
from tests.graph_builder.relate.stated import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UNICEF heeft aangegeven dat zij het voorstel steunt.", ["unicef supports het voorstel"]),
        (
            "UNICEF en UNHCR hebben aangegeven dat zij het voorstel steunen.",
            ["unicef supports het voorstel", "unhcr supports het voorstel"],
        ),
        ("UNICEF heeft aangegeven dat zij het voorstel steunen.", []),
        ("UNICEF houdt toezicht. Zij werkt samen met UNHCR.", ["unicef cooperatesWith unhcr"]),
        ("UNICEF houdt toezicht.\n\nZij werkt samen met UNHCR.", []),
        ("Mocht het advies dat vragen, zal ik de wet wijzigen.", ["nl-government undertakes de wet wijzigen"]),
        (
            "Het kabinet, dat de inval heeft veroordeeld, steunt UNICEF.",
            ["nl-government supports unicef", "nl-government condemns de inval"],
        ),
        (
            "Ik zeg toe dat, als het onderzoek is afgerond, ik de wet zal wijzigen.",
            ["nl-government undertakes als het onderzoek is afgerond, ik de wet zal wijzigen"],
        ),
        ("UNICEF en UNHCR hebben informatie gedeeld over de hulp.", []),
        (
            "Ik zal volgend jaar een werkbezoek brengen aan Curaçao.",
            ["nl-government undertakes volgend jaar een werkbezoek brengen aan Curaçao"],
        ),
        ("Ik heb vorig jaar een werkbezoek gebracht aan Curaçao.", []),
        ("Het is niet bekend of het wetsvoorstel in 2025 zal worden ingediend.", []),
        ("Tijdens mijn bezoek aan Griekenland sprak ik met UNHCR.", ["nl-government inContactWith unhcr"]),
        ("UNICEF houdt toezicht. Zij werken samen met UNHCR.", []),
        ("Gemeenten ontvangen hulp van UNICEF. Zij werkt samen met UNHCR.", []),
        (
            "UNICEF en UNRWA houden toezicht. Zij werken samen met UNHCR.",
            ["unicef cooperatesWith unhcr", "unrwa cooperatesWith unhcr"],
        ),
    ],
)
def test_whom_a_pronoun_stands_for(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dit was voor Nederland aanleiding om binnen de EU aan te dringen op verbeterde controle.",
            ["netherlands advocates european-union"],
        ),
        ("Dit was voor het kabinet geen reden om Israël op te roepen tot terughoudendheid.", []),
        ("Dit was voor gemeenten reden om Israël op te roepen tot terughoudendheid.", []),
        (
            "Dit is voor mij reden om UNICEF te verzoeken de regels aan te passen.",
            ["nl-government urges unicef"],
        ),
        ("Nederland roept de autoriteiten van Mali op om de kiezers te beschermen.", ["netherlands urges mali"]),
        ("Nederland roept de burgers van Mali op om te gaan stemmen.", []),
        ("De heer Jansen heeft verzocht om een brief over de wachttijden.", []),
        ("Tijdens het debat vroeg de heer Jansen naar de mogelijkheden om te bouwen.", []),
        ("Het kabinet sluit zich niet aan bij deze oproep.", ["nl-government supports deze oproep"]),
    ],
)
def test_whom_something_moves_to_act_on_whom(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dat voorstel zal ik met uw Kamer delen.",
            ["nl-government undertakes Dat voorstel zal ik met uw Kamer delen"],
        ),
        ("Ik zal dat met uw Kamer delen.", ["nl-government undertakes dat met uw Kamer delen"]),
        ("Nederland heeft dat in mei met Duitsland besproken.", ["netherlands inContactWith germany"]),
        ("Dat UNICEF werkt met UNHCR, blijkt uit het onderzoek.", []),
        ("Ik heb gezegd dat in mei over Duitsland wordt gesproken.", []),
        (
            "Wij willen doelen stellen en maatregelen afspreken die werken.",
            ["nl-government undertakes doelen stellen", "nl-government undertakes maatregelen afspreken die werken"],
        ),
        (
            "Uw Kamer wordt hierover apart geïnformeerd.",
            ["nl-government undertakes Uw Kamer wordt hierover apart geïnformeerd"],
        ),
    ],
)
def test_what_that_and_and_do_to_a_promise(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Een dergelijk besluit wordt zorgvuldig genomen, maar ik zal de regeling wijzigen.",
            ["nl-government undertakes de regeling wijzigen"],
        ),
        (
            "De uitkomst van de analyse zal worden verwerkt in de wet.",
            ["nl-government undertakes De uitkomst van de analyse zal worden verwerkt in de wet"],
        ),
        (
            "Sinds het voorstel werd ingediend, werkt Nederland samen met Duitsland.",
            ["netherlands cooperatesWith germany"],
        ),
        ("Sinds de start werkt Nederland samen met Duitsland.", ["netherlands cooperatesWith germany"]),
        ("Dit maakt duidelijk wat wij betrekken in ons onderzoek.", []),
        (
            "Ik verwacht het besluit na advisering door de Raad van State in mei aan uw Kamer aan te bieden.",
            [
                "nl-government undertakes "
                "het besluit na advisering door de Raad van State in mei aan uw Kamer aan te bieden",
            ],
        ),
        ("Wij gaan door met de aanpak en wij zien kansen.", ["nl-government undertakes de aanpak"]),
        (
            "De regels worden in de eerste helft van 2025 door UNICEF geëvalueerd.",
            ["unicef undertakes De regels worden in de eerste helft van 2025 door UNICEF geëvalueerd"],
        ),
        (
            "Omdat het onze wet betreft zal ik uw Kamer voor de zomer informeren.",
            ["nl-government undertakes uw Kamer voor de zomer informeren"],
        ),
        (
            "Het besluit tot het doen van een aanwijzing zal binnenkort worden gepubliceerd.",
            [
                "nl-government undertakes Het besluit tot het doen van een aanwijzing zal binnenkort worden gepubliceerd",
            ],
        ),
        (
            "Ik werk een plan uit, conform het verzoek van uw Kamer (motie-Jansen).",
            [
                "nl-government executesMotion x-83b844b7#motion-56",
                "nl-government undertakes een plan uit, conform het verzoek van uw Kamer (motie-Jansen",
                "tweede-kamer urges nl-government",
            ],
        ),
    ],
)
def test_which_verb_a_clause_has(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert [fact for fact in told(text, knowledge) if "submittedBy" not in fact] == expected


def test_another_sender_of_a_letter_speaks_for_himself(knowledge: Knowledge) -> None:
    text = "BRIEF VAN DE ALGEMENE REKENKAMER\n\nWij zullen uw Kamer in 2026 informeren."
    metadata = Metadata(kind="letter", sender="Algemene Rekenkamer")
    found = extract(read(text.encode(), "x.txt", metadata), knowledge).statements
    assert [filler.entity for said in found for filler in said.fillers("agent")] == ["actor/algemene-rekenkamer"]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (
            "Bent u bereid met UNICEF in gesprek te gaan? Zo nee, waarom niet?",
            "Ja, daartoe ben ik bereid.",
            ["nl-government undertakes met UNICEF in gesprek te gaan"],
        ),
        ("Gaat u de regels herzien?", "Ja, dat zal ik doen.", ["nl-government undertakes de regels herzien"]),
        ("Deelt u deze mening?", "Ja, dat zal ik doen.", []),
        ("Bent u bereid deze vragen voor het debat te beantwoorden?", "Daartoe ben ik bereid.", []),
        ("Bent u bereid om de regels te herzien?\n\nBent u bereid hulp te geven?", "Daartoe ben ik bereid.", []),
        ("Bent u bereid om de regels te herzien?", "Ja.", []),
    ],
)
def test_an_answer_promises_in_the_words_of_its_question(
    question: str, answer: str, expected: list[str], knowledge: Knowledge
) -> None:
    assert told(f"Vraag 1\n\n{question}\n\nAntwoord 1\n\n{answer}", knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Polen drong aan op een vierde pakket. Nederland steunt dit.",
            ["poland advocatesFor een vierde pakket", "netherlands supports een vierde pakket"],
        ),
        (
            "Polen drong aan op een vierde pakket.\n\nNederland steunt dit.",
            ["poland advocatesFor een vierde pakket"],
        ),
        ("Polen sprak over een vierde pakket. Nederland steunt dit.", []),
        ("Dit jaar ben ik een experiment gestart.", []),
        ("UNICEF past voor 1 juli 2024 de regels aan.", ["unicef undertakes voor 1 juli 2024 de regels"]),
        ("Met verwijzing naar de brief over de inzet vanaf 2025 informeert het kabinet u over de regels.", []),
    ],
)
def test_what_this_is_and_what_is_done_already(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Het voorstel van de NAVO heb ik niet gesteund.", ["nl-government supports Het voorstel van de NAVO"]),
        ("Dit jaar steun ik de NAVO.", ["nl-government supports nato"]),
        ("Voorafgaand aan de top steunt Duitsland de NAVO.", ["germany supports nato"]),
        ("Duitsland heeft, net als Frankrijk, de NAVO gesteund.", ["germany supports nato"]),
        ("Duitsland, als gastland van UNICEF, steunt de NAVO.", ["germany supports nato"]),
        ("Duitsland en zijn partners steunen de NAVO.", ["germany supports nato"]),
        (
            "Daarom steunt Duitsland de NAVO en veroordeelt het de aanval.",
            ["germany supports nato", "germany condemns de aanval"],
        ),
        ("Het verzoek van Duitsland aan de NAVO om UNICEF te helpen is niet ingewilligd.", ["germany urges nato"]),
        (
            "Het is zo dat Duitsland de NAVO steunt en UNICEF helpt.",
            ["germany supports nato", "germany supports unicef"],
        ),
        (
            "Het is zo dat Duitsland de NAVO steunt en Frankrijk UNICEF helpt.",
            ["germany supports nato", "france supports unicef"],
        ),
        ("Ik hoop dat Duitsland de NAVO steunt en UNICEF helpt.", []),
        ("Het is zo dat Duitsland de NAVO steunt en de directie UNICEF helpt.", ["germany supports nato"]),
        ("Afgezien van UNICEF steunt Duitsland de NAVO.", ["germany supports nato"]),
        ("Bilateraal en in de EU steunt Duitsland de NAVO.", ["germany supports nato"]),
        ("Wat betreft Frankrijk steunt Duitsland de NAVO.", ["germany supports nato"]),
        ("UNICEF roept op om de NAVO te steunen.", ["unicef advocatesFor de NAVO te steunen"]),
        ("UNICEF heeft besloten om te pleiten voor strengere regels.", ["unicef advocatesFor strengere regels"]),
        ("Op verzoek van UNICEF is het voorstel aangepast.", ["unicef urges nl-government"]),
        ("Op verzoek van UNICEF is het huis geverfd.", []),
        ("Op verzoek van UNICEF ontvangt uw Kamer een brief.", ["unicef urges nl-government"]),
        ("De brief is op verzoek van D66 aan de Kamer toegezonden.", ["d66 urges nl-government"]),
        ("De brief is op verzoek van D66 aan de Raad toegezonden.", []),
        ("Op verzoek van UNICEF ontvangt de NAVO een brief.", ["unicef urges nato"]),
        ("Als UNICEF dit steunt zal ik uw Kamer informeren.", ["nl-government undertakes uw Kamer informeren"]),
        ("Zodra het beschikbaar is zal ik uw Kamer informeren.", ["nl-government undertakes uw Kamer informeren"]),
        (
            "Van de minister van Financiën ontvangt u een brief.",
            ["minister-van-financien undertakes Van de minister van Financiën ontvangt u een brief"],
        ),
        ("Hierbij ontvangt u van de minister van Financiën een brief.", []),
        ("U heeft van de minister van Financiën een brief ontvangen.", []),
        ("Het kabinet werkt waar dat nodig is aan herstel.", ["nl-government undertakes herstel"]),
        ("Het kabinet werkt waar dit kan aan herstel.", ["nl-government undertakes herstel"]),
        (
            "De antwoorden zullen u binnenkort toekomen.",
            ["nl-government undertakes De antwoorden zullen u binnenkort toekomen"],
        ),
        ("Het geld zal UNICEF toekomen.", []),
        ("UNICEF geeft aan belang te hechten aan versterking van de regels.", []),
        (
            "UNICEF heeft aangegeven de regels te willen aanpassen.",
            ["unicef undertakes de regels te willen aanpassen"],
        ),
        (
            "Ik zeg u toe de resultaten aan uw Kamer toe te sturen.",
            ["nl-government undertakes de resultaten aan uw Kamer toe te sturen"],
        ),
        (
            "Nederland heeft op 1 april 2024 dertien personen op de nationale sanctielijst geplaatst.",
            ["netherlands sanctions dertien personen"],
        ),
    ],
)
def test_who_asks_and_what_stands_before_the_verb(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize("name", ["Van Dijk", "Van der Graaf", "Klaver"])
def test_a_motions_name_keeps_its_capital_particle(name: str, knowledge: Knowledge) -> None:
    text = f"De motie {name} c.s. over hulp verzoekt de regering het voorstel te herzien."
    asked, moved = told(text, knowledge)
    assert asked == "tweede-kamer urges nl-government"
    assert moved.endswith(f"#person-{name.lower().replace(' ', '-')}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Duitsland dringt aan op een verbod. Nederland heeft daar in de EU ook voor gepleit.",
            ["germany advocatesFor een verbod", "netherlands advocates european-union"],
        ),
        (
            "Duitsland dringt aan op een verbod. De NAVO is hier voorstander van.",
            ["germany advocatesFor een verbod", "nato advocatesFor een verbod"],
        ),
        ("Duitsland sprak over een verbod. De NAVO is hier voorstander van.", []),
        ("Met de NAVO ben ik in gesprek over handel.", ["nl-government inContactWith nato"]),
        ("Ik trek samen op met Vlaanderen en Denemarken.", ["nl-government cooperatesWith denmark"]),
        ("Ik volg UNICEF, dat adviseert om de regels te herzien.", ["unicef urges nl-government"]),
        (
            "De motie over betere hulp aan scholen, die de regering verzoekt de regels aan te passen, betrek ik bij het plan.",
            [
                "nl-government undertakes De motie over betere hulp aan scholen, die de regering verzoekt de regels aan te passen,"
                " betrek ik bij het plan",
                "tweede-kamer urges nl-government",
            ],
        ),
    ],
)
def test_what_here_points_to_and_whom_a_relative_word_stands_for(
    text: str, expected: list[str], knowledge: Knowledge
) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "De afspraken die ik, de minister van Financiën en de regio hebben gemaakt, worden nagekomen.",
            ["nl-government cooperatesWith minister-van-financien"],
        ),
        (
            "In mei hebben de minister van Defensie en ik een convenant gesloten met UNICEF.",
            ["minister-van-defensie cooperatesWith unicef", "nl-government cooperatesWith unicef"],
        ),
        ("Ik ga in gesprek met UNICEF over hoe dit beter kan.", ["nl-government inContactWith unicef"]),
        ("De motie vraagt om onderzoek naar hoe het tarief omlaag kan.", ["tweede-kamer urges nl-government"]),
        (
            "De onderhandelingen over een handelsakkoord tussen de EU en Marokko zijn afgerond.",
            ["european-union inContactWith morocco"],
        ),
        ("De gesprekken over de verschillen tussen Duitsland en Marokko lopen.", []),
        (
            "Ik sprak met UNICEF, UNHCR en Schiphol.",
            ["nl-government inContactWith unicef", "nl-government inContactWith unhcr"],
        ),
        ("Het Rijk draagt 2 miljoen euro bij aan het project, UNICEF 3 miljoen euro en UNHCR 4 miljoen euro.", []),
    ],
)
def test_a_list_with_the_sender_and_a_question_behind_a_preposition(
    text: str, expected: list[str], knowledge: Knowledge
) -> None:
    assert told(text, knowledge) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ik wijs op de goedkeuring die ik aan UNICEF heb gegeven om voorbereidingen te treffen voor een campagne.",
            [],
        ),
        ("Ik heb hiermee ingestemd, in lijn met de motie.", []),
        (
            "Ik heb ingestemd, in nauw overleg met Marokko, met het voorstel.",
            ["nl-government inContactWith morocco", "nl-government supports het voorstel"],
        ),
        (
            "Het kabinet werkt samen met alle partners door aan de plannen.",
            ["nl-government undertakes de plannen"],
        ),
        ("Ik wijs het verzoek om de wet te wijzigen af.", ["nl-government opposes het verzoek om de wet te wijzigen"]),
        ("Ik neem het advies dat is gegeven graag over.", ["nl-government supports het advies dat is gegeven"]),
        (
            "De motie verzoekt de regering om de Kamer te informeren over hoe dit loopt.",
            ["tweede-kamer urges nl-government"],
        ),
        (
            "De onderhandelingen over een Economisch Partnerschapsakkoord tussen de EU en Marokko zijn afgerond.",
            ["european-union inContactWith morocco"],
        ),
    ],
)
def test_whose_an_infinitive_and_a_preposition_are(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert told(text, knowledge) == expected


def test_committees_with_the_mark_of_a_note_meet_each_minister(knowledge: Knowledge) -> None:
    text = (
        "De algemene commissie voor Immigratie en Asiel1 en de vaste commissie voor Defensie1 hebben op 3 mei 2012 "
        "overleg gevoerd met minister Jansen voor Immigratie en Asiel en minister De Boer van Defensie."
    )
    assert [(line.split(" meets ")[0], line.split("#")[-1]) for line in told(text, knowledge)] == [
        ("algemene-commissie-voor-immigratie-en-asiel", "person-jansen"),
        ("algemene-commissie-voor-immigratie-en-asiel", "person-de-boer"),
        ("vaste-commissie-voor-defensie", "person-jansen"),
        ("vaste-commissie-voor-defensie", "person-de-boer"),
    ]
