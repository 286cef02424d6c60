"""Who asks, advocates, opposes, condemns or counters what, by grammar; made-up sentences, one form each."""

from __future__ import annotations

from datetime import date

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.facts import facts
from graph_builder.model import Block, Document, Metadata, Span

DAY = date(2024, 5, 14)


def read(sentence: str, knowledge: Knowledge) -> set[tuple[str, str, str]]:
    """Give the facts of a sentence: an entity by its key, words as they are."""
    metadata = Metadata(kind="letter", date=DAY)
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    return {
        (
            (fact.subject.entity or "").removeprefix("actor/"),
            fact.predicate,
            (fact.object.entity or fact.object.span.of(sentence)).removeprefix("actor/"),
        )
        for fact in facts(extract(document, knowledge), knowledge.vocabulary)
    }


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "Het kabinet steunt de oproep van de VN aan Israël om hulp toe te laten.",
            ("united-nations", "urges", "israel"),
        ),
        ("Ik ken het verzoek van de VNG aan het kabinet om extra geld.", ("vng", "urges", "nl-government")),
        (
            "Naar aanleiding van het verzoek van de vaste commissie voor Defensie van 3 mei 2023 om een reactie op het "
            "rapport bericht ik u als volgt.",
            ("vaste-commissie-voor-defensie", "urges", "nl-government"),
        ),
        (
            "Op aandringen van de Tweede Kamer is besloten de subsidie te verlengen.",
            ("tweede-kamer", "urges", "nl-government"),
        ),
        (
            "De VN-Mensenrechtenraad nam een resolutie aan waarin Iran wordt opgeroepen het geweld te staken.",
            ("un-human-rights-council", "urges", "iran"),
        ),
        (
            "In de conclusies van de Europese Raad wordt de Europese Commissie verzocht met een plan te komen.",
            ("european-council", "urges", "european-commission"),
        ),
        (
            "De VNG heeft in haar rol het kabinet verzocht om een wet te maken.",
            ("vng", "urges", "nl-government"),
        ),
        (
            "Dit knelt, waardoor ik de VNG heb gevraagd om, in goed overleg met gemeenten, een plan te maken.",
            ("nl-government", "urges", "vng"),
        ),
        (
            "Dit is voor mij reden om de Gezondheidsraad om advies te vragen.",
            ("nl-government", "urges", "gezondheidsraad"),
        ),
        (
            "De vaste commissie voor Defensie heeft gevraagd om een appreciatie van het voorstel.",
            ("vaste-commissie-voor-defensie", "urges", "nl-government"),
        ),
    ],
)
def test_who_asks_whom(sentence: str, fact: tuple[str, str, str], knowledge: Knowledge) -> None:
    assert fact in read(sentence, knowledge)


@pytest.mark.parametrize(
    "sentence",
    [
        "Op verzoek van Frankrijk is besloten de regeling te verlengen.",
        "Het advies van de SER aan de hand van de cijfers is helder.",
        "Een oproep van Iran om hulp is niet gedaan.",
        "In opdracht van de Europese Commissie is een studie gedaan.",
    ],
)
def test_nobody_is_asked(sentence: str, knowledge: Knowledge) -> None:
    assert not [fact for fact in read(sentence, knowledge) if fact[1] == "urges"]


def test_a_topic_ends_before_the_forum(knowledge: Knowledge) -> None:
    sentence = "Nederland brengt deze zorg in EU-verband herhaaldelijk naar voren."
    metadata = Metadata(kind="letter", date=DAY)
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    (said,) = extract(document, knowledge).statements
    assert [filler.span.of(sentence) for filler in said.fillers("topic")] == ["deze zorg"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ook in breder VN-verband is dit meermaals naar voren gebracht.",
            {("nl-government", "advocates", "united-nations")},
        ),
        ("Dit is in de Tweede Kamer naar voren gebracht.", set()),
        (
            "Nederland vraagt in EU-verband en bij de VN aandacht voor de mensenrechten.",
            {("netherlands", "advocates", "european-union"), ("netherlands", "advocates", "united-nations")},
        ),
        (
            "De NAVO heeft een verklaring aangenomen waarin wordt opgeroepen tot een staakt-het-vuren.",
            {("nato", "advocatesFor", "een staakt-het-vuren")},
        ),
    ],
)
def test_where_something_is_advocated(sentence: str, expected: set[tuple[str, str, str]], knowledge: Knowledge) -> None:
    assert read(sentence, knowledge) == expected


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (
            "De EU heeft een verklaring uitgebracht waarin het geweld tegen burgers wordt veroordeeld.",
            ("european-union", "condemns", "het geweld tegen burgers"),
        ),
        (
            "Het kabinet is er alles aan gelegen dat alle vormen van terrorisme, ongeacht de vorm, worden aangepakt.",
            ("nl-government", "counters", "alle vormen van terrorisme"),
        ),
    ],
)
def test_what_a_subordinate_passive_is_about(sentence: str, fact: tuple[str, str, str], knowledge: Knowledge) -> None:
    assert fact in read(sentence, knowledge)


def test_what_is_announced_may_be_described_behind_the_verb(knowledge: Knowledge) -> None:
    sentence = "De Europese Commissie heeft een pakket maatregelen aangekondigd dat zich richt op de gevolgen."
    ((_, _, announced),) = read(sentence, knowledge)
    assert announced == "een pakket maatregelen aangekondigd dat zich richt op de gevolgen"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ik heb een brief van de VNG ontvangen, waarin wordt gepleit voor extra middelen.",
            {("vng", "advocatesFor", "extra middelen")},
        ),
        (
            "De Veiligheidsraad heeft een resolutie aangenomen die oproept tot een politieke oplossing.",
            {("un-security-council", "advocatesFor", "een politieke oplossing")},
        ),
        ("Ik heb het rapport gelezen, waarin wordt gepleit voor extra middelen.", set()),
    ],
)
def test_who_makes_a_text_says_what_stands_in_it(
    sentence: str, expected: set[tuple[str, str, str]], knowledge: Knowledge
) -> None:
    said = {fact for fact in read(sentence, knowledge) if fact[1] in ("advocates", "advocatesFor", "urges")}
    assert said == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "De Tweede Kamer zal het voorstel in het najaar behandelen.",
        "Het UWV heeft de aanvraag afgewezen.",
        "De minister is gevraagd om een reactie.",
    ],
)
def test_agendas_and_decisions_on_requests_state_nothing(sentence: str, knowledge: Knowledge) -> None:
    assert not read(sentence, knowledge)


@pytest.mark.parametrize(
    "sentence",
    [
        "De Europese Centrale Bank zal de rente mogelijk verhogen.",
        "De Belastingdienst zal de beschikking herzien als blijkt dat deze onjuist is.",
    ],
)
def test_what_somebody_may_do_is_conditional(sentence: str, knowledge: Knowledge) -> None:
    metadata = Metadata(kind="letter", date=DAY)
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    (said,) = extract(document, knowledge).statements
    assert said.modality == "conditional"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("De ILT zal een onderzoek starten naar de veiligheid.", "inspectie-leefomgeving-en-transport"),
        ("Het plan zal door de gemeente Utrecht nader worden uitgewerkt.", "gemeente-utrecht"),
        ("De uitkomsten worden in het najaar door het CPB gepubliceerd.", "centraal-planbureau"),
        ("De NVWA voert in 2025 extra controles uit.", "nederlandse-voedsel-en-warenautoriteit"),
        ("De gemeente Rotterdam gaat de wachttijden verkorten.", "gemeente-rotterdam"),
        ("Duitsland heeft zich gecommitteerd aan een verlaging van de uitstoot.", "germany"),
        ("De Britse regering heeft het voornemen geuit om het verdrag op te zeggen.", "uk-government"),
        ("ProRail gaf aan dat de werkzaamheden in 2025 worden afgerond.", "prorail"),
        ("Rusland heeft aangekondigd dat de levering zal worden gestopt.", "russia"),
    ],
)
def test_what_others_will_do(sentence: str, who: str, knowledge: Knowledge) -> None:
    assert [fact[:2] for fact in read(sentence, knowledge)] == [(who, "undertakes")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Het RIVM voert de metingen sinds 2019 uit.",
        "Wanneer zich een incident voordoet, worden deze zaken onderzocht door de Rijksrecherche.",
        "Het voorstel zal door de Tweede Kamer worden behandeld.",
        "Het programma zal in 2025 starten.",
        "De AIVD stelt dat in 2025 aanslagen zullen worden gepleegd.",
        "Volgens de ACM zullen de prijzen worden verhoogd.",
    ],
)
def test_habits_and_agendas_promise_nothing(sentence: str, knowledge: Knowledge) -> None:
    assert not read(sentence, knowledge)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "De VNG heeft haar bezwaren tegen het wetsvoorstel kenbaar gemaakt.",
            {("vng", "opposes", "het wetsvoorstel")},
        ),
        (
            "Nederland heeft zich voor de positie van migranten sterk gemaakt.",
            {("netherlands", "advocatesFor", "de positie van migranten")},
        ),
        (
            "De EU-lidstaten Letland en Estland roepen op tot maatregelen.",
            {("latvia", "advocatesFor", "maatregelen"), ("estonia", "advocatesFor", "maatregelen")},
        ),
        (
            "Anders dan eerder aan uw Kamer gemeld, heb ik de SER opdracht gegeven om advies uit te brengen.",
            {("nl-government", "urges", "sociaal-economische-raad")},
        ),
        ("De EU heeft opgeroepen om hen vrij te laten.", {("european-union", "advocatesFor", "hen vrij te laten")}),
    ],
)
def test_whose_act_it_is_and_where_its_words_end(
    sentence: str, expected: set[tuple[str, str, str]], knowledge: Knowledge
) -> None:
    assert read(sentence, knowledge) == expected


def test_two_who_convey_their_worries_do_not_speak_with_each_other(knowledge: Knowledge) -> None:
    assert not read("Frankrijk en Duitsland hebben hun zorgen geuit over de wet.", knowledge)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dit geweld wijst het kabinet ten stelligste af.", {("nl-government", "opposes", "Dit geweld")}),
        ("Deze aanslag veroordeelt Nederland.", {("netherlands", "condemns", "Deze aanslag")}),
        ("De aanslag veroordeelt het kabinet.", {("nl-government", "condemns", "De aanslag")}),
        ("Dit voorstel blokkeert Hongarije al jaren.", {("hungary", "opposes", "Dit voorstel")}),
        ("De rechter veroordeelt Nederland.", set()),
        ("Deze partijen steunen Nederland.", set()),
    ],
)
def test_what_is_judged_may_stand_before_the_verb(
    sentence: str, expected: set[tuple[str, str, str]], knowledge: Knowledge
) -> None:
    assert read(sentence, knowledge) == expected


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("In reactie op uw verzoek om een toelichting bericht ik u als volgt.", ("tweede-kamer", "nl-government")),
        ("Zoals door de Raad van State geadviseerd, is de toelichting aangevuld.", ("raad-van-state", "nl-government")),
        ("Nederland heeft bij Israël benadrukt dat de hulp moet worden toegelaten.", ("netherlands", "israel")),
    ],
)
def test_what_else_asks(sentence: str, fact: tuple[str, str], knowledge: Knowledge) -> None:
    assert read(sentence, knowledge) == {(fact[0], "urges", fact[1])}
