"""Promises without "zal": what the sender decides, has done, sees to; made-up sentences, one form each."""

from __future__ import annotations

from datetime import date

import pytest

from graph_builder.extract import Knowledge, extract, load_knowledge
from graph_builder.model import Block, Document, Metadata, Span, Statement

DAY = date(2024, 5, 14)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def read(sentence: str, knowledge: Knowledge) -> list[Statement]:
    metadata = Metadata(kind="letter", date=DAY)
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    return list(extract(document, knowledge).statements)


def topics(sentence: str, knowledge: Knowledge) -> list[str]:
    found = [said for said in read(sentence, knowledge) if said.kind == "Undertaking"]
    return [filler.span.of(sentence) for said in found for filler in said.fillers("topic")]


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Ik laat onderzoeken of de regeling eenvoudiger kan.", "onderzoeken of de regeling eenvoudiger kan"),
        ("Ik laat dit jaar een evaluatie uitvoeren.", "dit jaar een evaluatie uitvoeren"),
        ("Ik heb gemeld dat ik enkele onderzoeken liet uitvoeren.", "enkele onderzoeken liet uitvoeren"),
        ("Ik ga na of de regeling eenvoudiger kan.", "na of de regeling eenvoudiger kan"),
        ("Met ingang van volgend jaar verlaag ik het tarief naar 5 procent.", "het tarief naar 5 procent"),
        ("Ik trek het wetsvoorstel in.", "het wetsvoorstel in"),
        ("Ik draag er zorg voor dat de wet wordt gewijzigd.", "er zorg voor dat de wet wordt gewijzigd"),
        (
            "Dit is een plan waarmee we scholen gaan verplichten tot overleg.",
            "een plan waarmee we scholen gaan verplichten tot overleg",
        ),
        ("Ik ga de wet aanpassen.", "de wet aanpassen"),
        ("Dit besluit zal worden verwerkt in de begroting.", "Dit besluit zal worden verwerkt in de begroting"),
        ("De evaluatie wordt in 2025 uitgevoerd.", "De evaluatie wordt in 2025 uitgevoerd"),
        ("Er is besloten de regeling te verlengen.", "de regeling te verlengen"),
        ("Ik kan uw Kamer toezeggen dat de regeling blijft.", "de regeling blijft"),
        (
            "Ik wil met de aanpak doorgaan, maar ook realistisch zijn.",
            "met de aanpak doorgaan, maar ook realistisch zijn",
        ),
        ("Ik zal de 47 vragen zo spoedig mogelijk beantwoorden.", "de 47 vragen zo spoedig mogelijk beantwoorden"),
        (
            "Het kabinet heeft de Kamer gemeld ernaar te streven de regels te wijzigen.",
            "ernaar te streven de regels te wijzigen",
        ),
        (
            "Ik heb er voor gekozen het onderzoek door anderen te laten doen.",
            "het onderzoek door anderen te laten doen",
        ),
        ("Wij zetten in op betere samenwerking tussen scholen.", "betere samenwerking tussen scholen"),
    ],
)
def test_what_the_sender_sets_out_to_do_is_promised(sentence: str, topic: str, knowledge: Knowledge) -> None:
    assert topics(sentence, knowledge) == [topic]


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij laten de monitor uitvoeren om zicht te houden op de kosten.",
        "Laat ik beginnen met een woord van dank.",
        "Door in te zetten op onderzoek is dit bereikt.",
        "De gemeente laat onderzoeken of de regeling eenvoudiger kan.",
        "De gemeente verlaagt het tarief.",
        "In de NAVO is besloten de uitgaven te verhogen.",
        "De evaluatie wordt jaarlijks door gemeenten uitgevoerd.",
        "Hierover doe ik u een reactie toekomen.",
        "Ik wijzig de regels doorgaans niet.",
        "Het kabinet volgt de ontwikkelingen.",
        "Het kabinet heeft de Kamer gemeld de regels te kennen.",
    ],
)
def test_what_is_done_already_or_by_others_is_not(sentence: str, knowledge: Knowledge) -> None:
    assert topics(sentence, knowledge) == []


def test_who_will_ask_somebody_promises_it_and_has_not_asked_yet(knowledge: Knowledge) -> None:
    sentence = "Daarom zal ik de Gezondheidsraad verzoeken om hierover te adviseren."
    assert topics(sentence, knowledge) == ["de Gezondheidsraad verzoeken om hierover te adviseren"]
    assert not [said for said in read(sentence, knowledge) if said.kind == "Urging"]


def test_one_who_acts_under_two_names_promises_once(knowledge: Knowledge) -> None:
    (said,) = read("De staatssecretaris en ik zullen de regeling evalueren.", knowledge)
    assert [agent.entity for agent in said.fillers("agent")] == ["actor/nl-government"]
