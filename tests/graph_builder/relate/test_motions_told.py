"""Motions carried out and promises made, told by a noun or a list; made-up sentences in the words ministers use."""

from __future__ import annotations

from datetime import date

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Block, Document, Metadata, Span, Statement


def said(sentence: str, kind: str, knowledge: Knowledge) -> list[Statement]:
    metadata = Metadata(kind="letter", date=date(2024, 5, 14))
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    return [statement for statement in extract(document, knowledge).statements if statement.kind == kind]


def words(statements: list[Statement], role: str, sentence: str) -> list[str]:
    return [filler.span.of(sentence) for statement in statements for filler in statement.fillers(role)]


@pytest.mark.parametrize(
    ("sentence", "motions"),
    [
        ("Hierbij informeer ik u over de uitvoering van de motie van het lid Piri.", ["motie van het lid Piri"]),
        ("In dit verslag wordt uw Kamer geïnformeerd over de opvolging van de motie Piri.", ["motie Piri"]),
        ("Deze brief gaat in op de uitvoering van de motie Piri.", ["motie Piri"]),
        ("Deze brief doet de motie Piri af.", ["motie Piri"]),
        ("Hiermee beschouw ik de motie Piri, de aanleiding hiervoor, als uitgevoerd.", ["motie Piri"]),
        ("Conform de op 1 mei door de Kamer aangenomen motie Piri is dit verlengd.", ["motie Piri"]),
        ("Het wetsvoorstel geeft invulling aan de motie Piri.", ["motie Piri"]),
        (
            "Hiermee is voldaan aan de toezegging om u te informeren over scholen, de motie Piri en de motie Ceder.",
            ["motie Piri", "motie Ceder"],
        ),
        (
            "Hiermee geef ik uitvoering aan de motie Piri, de toezegging om de Raad te vragen en de motie Ceder.",
            ["motie Piri", "motie Ceder"],
        ),
        (
            "Hiermee wordt uitvoering gegeven aan artikel 7 van de Wet zorg en dwang, aan het coalitieakkoord, aan de "
            "toezegging om de wet te bezien, alsmede aan een motie van het lid Piri waarin om scholen wordt gevraagd.",
            ["motie van het lid Piri"],
        ),
        ("Over dit onderzoek naar aanleiding van de motie Piri hebben wij u geïnformeerd.", ["motie Piri"]),
        ("In reactie op de motie Piri laat ik u weten dat het fonds er komt.", ["motie Piri"]),
        (
            "Conform de op 26 april door uw Kamer aangenomen motie (Handelingen II 2015/16, nr. 81, item 20) van het "
            "lid Piri (Kamerstuk 24 587, nr. 641) gaat het kabinet niet over tot sluiting.",
            ["motie (Handelingen II 2015/16, nr. 81, item 20) van het lid Piri"],
        ),
        ("Op grond van de motie Piri zou ik de subsidie moeten stopzetten.", []),
        ("Dit is precies wat de motie Piri beoogt.", ["motie Piri"]),
        ("Wat betreft de motie Piri: deze is reeds uitgevoerd.", ["motie Piri"]),
        ("De uitwerking van de motie Piri treft u aan in paragraaf 3.", ["motie Piri"]),
        ("Om uitvoering te geven aan de motie Piri is een fonds ingesteld.", ["motie Piri"]),
        ("Hiermee zijn de toezegging aan het lid Ceder en de motie Piri afgedaan.", ["motie Piri"]),
        ("Met dit besluit wordt de motie Piri uitgevoerd.", ["motie Piri"]),
        ("Naar aanleiding van de motie Piri is een onderzoek gestart.", ["motie Piri"]),
        ("Naar aanleiding van de motie Piri heeft de inspectie een plan opgesteld.", []),
        ("De motie Piri is daarmee wat mij betreft uitgevoerd.", ["motie Piri"]),
        ("Hiermee doe ik de motie van het lid Piri over scholen af.", ["motie van het lid Piri over scholen"]),
        ("Aan de strekking van de motie Piri wordt tegemoetgekomen met dit fonds.", ["motie Piri"]),
        ("Conform de wens van uw Kamer, verwoord in de motie Piri, is het fonds geëvalueerd.", ["motie Piri"]),
        ("De motie Piri verzoekt om een fonds. Hieraan heb ik uitvoering gegeven.", ["Hieraan"]),
        (
            "Over het onderzoek naar aanleiding van de motie Piri heb ik uw Kamer op 3 mei 2024 geïnformeerd.",
            ["motie Piri"],
        ),
        ("Het onderzoek naar aanleiding van de motie Piri is afgerond.", ["motie Piri"]),
        ("Met dit verslag wordt voldaan aan de motie over de toekomst van de landbouw.", ["motie over de toekomst"]),
        ("Naar aanleiding van de motie Piri heeft het kabinet een onderzoek laten doen.", ["motie Piri"]),
        ("De uitvoering van de motie Piri loopt via een programma.", ["motie Piri"]),
        ("Met dit rapport is de motie Piri afgehandeld.", ["motie Piri"]),
        ("Hierbij informeer ik u over de afdoening van de motie Piri.", ["motie Piri"]),
        (
            "Hiermee geef ik uitvoering aan twee moties: de motie Piri en de motie Ceder.",
            ["twee moties", "twee moties"],
        ),
        (
            "Met deze brief informeer ik u over de uitvoering van de volgende moties: de motie Piri; de motie Ceder.",
            ["de volgende moties", "de volgende moties"],
        ),
        ("In reactie op de motie Piri heb ik een onderzoek laten doen.", ["motie Piri"]),
        ("Gelet op de motie Piri heeft het kabinet besloten de steun te verlengen.", ["motie Piri"]),
        ("In overeenstemming met de motie Piri heeft Nederland gepleit voor sancties.", ["motie Piri"]),
        ("Bij brief van 3 mei 2024 bent u geïnformeerd over de uitvoering van de motie Piri.", ["motie Piri"]),
        (
            "De motie Piri is aangenomen. Ook de motie Ceder is aangenomen. Deze moties beschouw ik als afgedaan.",
            ["Deze moties", "Deze moties"],
        ),
        (
            "Hiermee voldoe ik aan de moties van het lid Piri (Kamerstuk 36 410, nr. 7) en het lid Ceder (Kamerstuk 36 410, nr. 8).",
            ["moties van het lid Piri", "het lid Ceder"],
        ),
        (
            "Omdat de motie Piri en de motie Ceder elkaar raken, beantwoord ik deze gezamenlijk.",
            ["motie Piri", "motie Ceder"],
        ),
        (
            "De motie Piri en de motie Ceder zijn aangenomen. Aan beide voornoemde moties geef ik vervolg.",
            ["beide voornoemde moties", "beide voornoemde moties"],
        ),
        ("Dit voornemen geeft invulling aan de motie Piri.", ["motie Piri"]),
        ("De motie Piri verzoekt de regering te bouwen. Aan dit verzoek heb ik voldaan.", ["dit verzoek"]),
    ],
)
def test_motions_are_told_to_be_carried_out(sentence: str, motions: list[str], knowledge: Knowledge) -> None:
    found = words(said(sentence, "MotionExecution", knowledge), "motion", sentence)
    assert [one.startswith(motion) for one, motion in zip(found, motions, strict=True)] == [True] * len(motions)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik zal uw Kamer voor de zomer informeren over de uitvoering van de motie Piri.",
        "Uw Kamer wordt binnenkort geïnformeerd over de uitvoering van de motie Piri.",
        "Uw Kamer heeft mij verzocht om te informeren over de uitvoering van de motie Piri.",
        "Uw Kamer heeft verzocht aan te geven op welke wijze uitvoering gegeven zal worden aan de motie Piri.",
        "Op uw verzoek om de uitvoering van de motie Piri toe te lichten ga ik hierbij in.",
        "Ik kan u niet informeren over de uitvoering van de motie Piri.",
        "De SP heeft haar leden geïnformeerd over de uitvoering van de motie Piri.",
        "Tot slot wordt uw Kamer geïnformeerd over de motie Piri.",
        "Naar aanleiding van de motie Piri heeft uw Kamer vragen gesteld.",
        "Naar aanleiding van de motie Piri informeer ik u als volgt.",
        "In reactie op de motie Piri informeer ik u als volgt.",
        "Op basis van de motie Piri heeft uw Kamer vragen gesteld.",
        "De uitvoering van de motie Piri is niet gestart.",
        "De motie Piri is aangenomen. Het lid Ceder heeft om een brief verzocht. Aan dit verzoek voldoe ik.",
        "Hiermee wordt uitvoering gegeven aan het programma dat naast de motie Piri staat.",
        "Over dit onderzoek naar aanleiding van de motie Piri zullen wij u informeren.",
        "Over dit onderzoek naar aanleiding van de motie Piri heeft uw Kamer mij geïnformeerd.",
        "Over een onderzoek naar aanleiding van de motie Piri hebben wij u niet geïnformeerd.",
    ],
)
def test_who_will_tell_or_asks_to_be_told_carries_out_nothing(sentence: str, knowledge: Knowledge) -> None:
    assert said(sentence, "MotionExecution", knowledge) == []


def test_a_motion_of_which_something_else_is_told_is_no_member_of_the_list(knowledge: Knowledge) -> None:
    sentence = "Hiermee geef ik uitvoering aan de motie Piri, en de motie Ceder is verworpen."
    assert words(said(sentence, "MotionExecution", knowledge), "motion", sentence) == ["motie Piri"]


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        (
            "Hiermee voldoe ik aan de toezegging om uw Kamer te informeren over scholen.",
            "uw Kamer te informeren over scholen",
        ),
        ("In lijn met gedane toezeggingen informeer ik u over de pilots.", "u over de pilots"),
        ("Conform mijn toezegging om de wet te wijzigen, stuur ik u een voorstel.", "de wet te wijzigen"),
        ("De toezegging is dat ik u eind 2024 informeer over de voortgang.", "u eind 2024 informeer over de voortgang"),
        ("De toezegging om de wet te wijzigen doe ik hiermee gestand.", "de wet te wijzigen"),
        ("Dit volgt uit de toezegging over het wijzigen van de wet en de motie Piri.", "het wijzigen van de wet"),
        ("Conform toezegging stuur ik u de evaluatie.", "u de evaluatie"),
        ("Als daar aanleiding toe is, informeer ik uw Kamer nader.", "uw Kamer nader"),
        ("Zoals toegezegd heb ik een evaluatie laten uitvoeren.", "een evaluatie laten uitvoeren"),
        ("De inspanningen van het kabinet blijven gericht op herstel van vertrouwen.", "herstel van vertrouwen"),
        ("Het kabinet werkt aan het herstel van vertrouwen.", "het herstel van vertrouwen"),
        ("Het door mij toegezegde onderzoek naar de effecten is afgerond.", "onderzoek naar de effecten"),
        ("De in december gedane toezegging om de wet te wijzigen kom ik na.", "de wet te wijzigen"),
        ("Onze planning is om de opzet in juni te sturen.", "de opzet in juni te sturen"),
        ("Ik verwacht u deze brief in juni te kunnen sturen.", "u deze brief in juni te kunnen sturen"),
        (
            "In juni 2024 ontvangt u een brief over industrie en kennis.",
            "In juni 2024 ontvangt u een brief over industrie en kennis",
        ),
        (
            "In het debat is toegezegd terug te komen op het plan, ingediend door D66.",
            "terug te komen op het plan, ingediend door D66",
        ),
        ("U zult deze informatie ontvangen.", "U zult deze informatie ontvangen"),
        (
            "Ik heb toegezegd een brief te sturen om hen te wijzen op de wet.",
            "een brief te sturen om hen te wijzen op de wet",
        ),
        (
            "Zodra wij tot overeenstemming zijn gekomen, zal ik uw Kamer hierover informeren.",
            "uw Kamer hierover informeren",
        ),
    ],
)
def test_promises_are_told_by_nouns(sentence: str, topic: str, knowledge: Knowledge) -> None:
    assert words(said(sentence, "Undertaking", knowledge), "topic", sentence) == [topic]


@pytest.mark.parametrize(
    "sentence",
    [
        "Uw Kamer heeft om een toezegging gevraagd om de wet te wijzigen.",
        "De toezegging is afgehandeld.",
        "De toegezegde brief is verzonden.",
        "Bij deze doe ik u de brief toekomen.",
        "In deze brief wil ik uw Kamer informeren over de voortgang.",
        "Daarbij zal ik ingaan op de evaluatie van het beleid die dit najaar wordt gestart.",
        "Ik stuur u de stand van zaken van de moties waarover vragen zijn gesteld.",
        "De inspanningen van de SP zijn gericht op herstel van vertrouwen.",
        "De minister zal aan de Raad deelnemen.",
        "Nederland zal deelnemen aan de vergadering.",
        "De gemeenten werken aan het herstel van vertrouwen.",
    ],
)
def test_other_words_promise_nothing(sentence: str, knowledge: Knowledge) -> None:
    assert said(sentence, "Undertaking", knowledge) == []


def test_the_points_of_a_list_are_intended_one_by_one(knowledge: Knowledge) -> None:
    sentence = "De inspanningen van het kabinet zijn gericht op drie doelen: 1. herstel, 2. onderzoek en 3. berechting."
    found = said(sentence, "Undertaking", knowledge)
    assert words(found, "topic", sentence) == ["herstel", "onderzoek", "berechting"]
    assert {one.modality for one in found} == {"intended"}


@pytest.mark.parametrize(
    ("sender", "speaks"),
    [
        ("minister van Financiën", True),
        ("President van de Algemene Rekenkamer", False),
        ("Informateur", False),
        (None, True),
    ],
)
def test_only_the_government_promises_in_a_letter_of_its_own(
    sender: str | None, speaks: bool, knowledge: Knowledge
) -> None:
    sentence = "Ik zal uw Kamer in juni informeren."
    metadata = Metadata(kind="letter", date=date(2024, 5, 14), sender=sender)
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    assert bool(extract(document, knowledge).statements) is speaks


@pytest.mark.parametrize(
    "sentence",
    [
        "Ten eerste verzoekt de motie van het lid Piri de regering om de wet te wijzigen.",
        "Uw Kamer heeft de motie van het lid Piri aangenomen, die de regering verzoekt om de wet te wijzigen.",
        "Tot slot vraagt de motie de regering om de wet te wijzigen.",
    ],
)
def test_a_motion_asks_the_government_also_behind_its_verb(sentence: str, knowledge: Knowledge) -> None:
    (asked,) = said(sentence, "Urging", knowledge)
    assert words([asked], "addressee", sentence) == ["regering"]
    assert words([asked], "topic", sentence) == ["de wet te wijzigen"]


def test_a_motion_that_was_only_moved_asks_nothing_yet(knowledge: Knowledge) -> None:
    sentence = "Het lid Piri heeft een motie ingediend, die de regering verzoekt om de wet te wijzigen."
    assert said(sentence, "Urging", knowledge) == []


def test_a_condition_without_a_comma_makes_a_promise_conditional(knowledge: Knowledge) -> None:
    sentence = "Ik zal u nader informeren als de onderzoeken zijn afgerond."
    (promise,) = said(sentence, "Undertaking", knowledge)
    assert promise.modality == "conditional"
    assert words([promise], "topic", sentence) == ["u nader informeren als de onderzoeken zijn afgerond"]


def test_what_a_speaker_does_at_once_in_a_debate_is_no_promise(knowledge: Knowledge) -> None:
    sentence = "Minister Jansen: Ik zal u even meenemen in de redenen. Ik zal de wet wijzigen."
    blocks = (Block(Span(0, len(sentence)), "paragraph"),)
    document = Document("debat", sentence, "txt", Metadata(kind="report"), blocks)
    (promise,) = extract(document, knowledge).statements
    assert words([promise], "topic", sentence) == ["de wet wijzigen"]


def test_an_intention_is_told_behind_the_abbreviation_of_whose_it_is(knowledge: Knowledge) -> None:
    sentence = "Er waren vragen over het voornemen van de Sociaal-Economische Raad (SER) om de wet te bespreken."
    (meant,) = said(sentence, "Undertaking", knowledge)
    assert words([meant], "agent", sentence) == ["Sociaal-Economische Raad"]
    assert words([meant], "topic", sentence) == ["de wet te bespreken"]


def test_a_participle_before_a_name_does_nothing(knowledge: Knowledge) -> None:
    assert said("De Palestijnse Autoriteit betaalt geld aan veroordeelde Palestijnen.", "Condemnation", knowledge) == []


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        (
            "Ik voldoe aan het verzoek van het lid Jansen om een brief van het kabinet over de zorg.",
            "een brief van het kabinet over de zorg",
        ),
        (
            "Ik ga in op het verzoek van het lid Jansen gedaan tijdens het debat om een overzicht van de kosten.",
            "een overzicht van de kosten",
        ),
    ],
)
def test_what_a_member_asks_the_government(sentence: str, topic: str, knowledge: Knowledge) -> None:
    found = said(sentence, "Urging", knowledge)
    assert words(found, "agent", sentence) == ["Jansen"]
    assert words(found, "topic", sentence) == [topic]


@pytest.mark.parametrize(
    ("sentence", "topic", "period"),
    [
        (
            "Ik informeer u over de voortgang van de hervorming, zoals is toegezegd in de brief van maart 2012.",
            "u over de voortgang van de hervorming",
            "2012-03",
        ),
        (
            "Zoals is toegezegd in de brief van 5 maart 2012 wordt u geïnformeerd over de voortgang van de hervorming.",
            "u geïnformeerd over de voortgang van de hervorming",
            "2012-03-05",
        ),
        (
            "U wordt hierover geïnformeerd, zoals is toegezegd in de brief van maart 2012.",
            "U wordt hierover geïnformeerd",
            "2012-03",
        ),
        ("Ik informeer u voor de zomer over de hervorming.", "u voor de zomer over de hervorming", None),
    ],
)
def test_where_a_promise_was_made_before_is_no_part_of_it(
    sentence: str, topic: str, period: str | None, knowledge: Knowledge
) -> None:
    (promised,) = said(sentence, "Undertaking", knowledge)
    assert words([promised], "topic", sentence) == [topic]
    assert (promised.period.value if promised.period else None) == period


def test_what_another_promised_before_dates_no_execution(knowledge: Knowledge) -> None:
    sentence = "Nederland steunt Oekraïne, zoals is toegezegd in de brief van maart 2012."
    assert said(sentence, "Undertaking", knowledge) == []


def test_whom_a_letter_names_beside_a_debate_asks_as_a_member(knowledge: Knowledge) -> None:
    sentence = "Tijdens het debat heeft de heer Jansen verzocht om een brief over de wachttijden."
    found = said(sentence, "Urging", knowledge)
    assert words(found, "agent", sentence) == ["Jansen"]
    assert words(found, "topic", sentence) == ["een brief over de wachttijden"]
