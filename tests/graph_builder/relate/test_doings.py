"""Who speaks, works, meets and goes to court with whom, by grammar; made-up sentences, one form each."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.facts import facts
from graph_builder.model import Block, Document, Metadata, Span


def read(sentence: str, knowledge: Knowledge) -> set[tuple[str, str, str]]:
    """Give the facts of a sentence by the keys of their entities; a case is called so."""
    document = Document("zin", sentence, "txt", Metadata(kind="letter"), (Block(Span(0, len(sentence)), "paragraph"),))
    return {
        (_key(fact.subject.entity), fact.predicate, _key(fact.object.entity))
        for fact in facts(extract(document, knowledge), knowledge.vocabulary)
    }


def _key(entity: str | None) -> str:
    return "case" if "#case" in (entity or "") else (entity or "").removeprefix("actor/")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ik sprak met UNHCR en met vertegenwoordigers van UNICEF.",
            {("nl-government", "inContactWith", "unhcr"), ("nl-government", "inContactWith", "unicef")},
        ),
        (
            "Het contract dat Nederland met Duitsland heeft gesloten, loopt af.",
            {("netherlands", "cooperatesWith", "germany")},
        ),
        (
            "Het programma wordt uitgevoerd door UNICEF, dat hiervoor van Nederland 4 miljoen euro ontvangt.",
            {("netherlands", "funds", "unicef")},
        ),
        (
            "De ministers van Nederland, Duitsland en Frankrijk tekenden een energiepact.",
            {
                ("netherlands", "cooperatesWith", "germany"),
                ("netherlands", "cooperatesWith", "france"),
                ("germany", "cooperatesWith", "france"),
            },
        ),
        (
            "UNICEF overlegt met de gemeenten Rotterdam en Den Haag.",
            {
                ("unicef", "inContactWith", "gemeente-rotterdam"),
                ("unicef", "inContactWith", "gemeente-s-gravenhage"),
            },
        ),
        (
            "UNICEF overlegt met de raad van bestuur van de NS.",
            {("unicef", "inContactWith", "ns")},
        ),
        (
            "In de zaak van Duitsland tegen de Staat heeft de rechtbank Rotterdam uitspraak gedaan.",
            {
                ("case", "applicant", "germany"),
                ("case", "respondent", "netherlands"),
                ("case", "court", "rechtbank-rotterdam"),
            },
        ),
        (
            "Op 3 mei heeft de rechtbank Rotterdam uitspraak gedaan in de zaak die UNICEF tegen de Staat had aangespannen.",
            {
                ("case", "applicant", "unicef"),
                ("case", "respondent", "netherlands"),
                ("case", "court", "rechtbank-rotterdam"),
            },
        ),
        ("Duitsland spreekt met Frankrijk over een gezamenlijke aanpak.", {("germany", "inContactWith", "france")}),
    ],
)
def test_who_does_it_with_whom(sentence: str, expected: set[tuple[str, str, str]], knowledge: Knowledge) -> None:
    assert read(sentence, knowledge) == expected


def test_who_decides_to_give_money_gives_it_and_promises_nothing_beside(knowledge: Knowledge) -> None:
    said = read("Het kabinet heeft besloten om 5 miljoen euro aan UNICEF te geven.", knowledge)
    assert said == {("nl-government", "funds", "unicef")}


IRAN = "minister-of-foreign-affairs-of-iran"


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("Ik sprak met de Iraanse minister van Buitenlandse Zaken en drong aan op kalmte.", "urges"),
        ("Ik sprak met de Iraanse minister van Buitenlandse Zaken. In dat gesprek drong ik aan op kalmte.", "urges"),
        ("Ik sprak met de Iraanse minister van Buitenlandse Zaken. Ik vroeg hem de doodstraf op te schorten.", "urges"),
        ("Ik sprak met de Iraanse minister van Buitenlandse Zaken en heb onze zorgen overgebracht.", "advocates"),
    ],
)
def test_who_urges_in_a_talk_urges_with_whom_he_talks(sentence: str, predicate: str, knowledge: Knowledge) -> None:
    assert read(sentence, knowledge) == {
        ("nl-government", "inContactWith", IRAN),
        ("nl-government", predicate, IRAN),
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik sprak met de Iraanse minister van Buitenlandse Zaken. In de EU drong ik aan op kalmte.",
        "Ik sprak met de Iraanse minister van Buitenlandse Zaken. Rusland drong aan op kalmte.",
        "Ik sprak met uw Kamer en drong aan op kalmte.",
    ],
)
def test_nobody_is_urged_who_is_not_spoken_to(sentence: str, knowledge: Knowledge) -> None:
    assert not any(predicate == "urges" for _, predicate, _ in read(sentence, knowledge))


def test_what_was_made_together_is_what_the_cooperation_is_about(knowledge: Knowledge) -> None:
    text = "Het in gezamenlijke opdracht met UNICEF verrichte onderzoek laat zien dat dit helpt."
    document = Document("zin", text, "txt", Metadata(kind="letter"), (Block(Span(0, len(text)), "paragraph"),))
    (said,) = (s for s in extract(document, knowledge).statements if s.kind == "Cooperation")
    (about,) = said.fillers("topic")
    assert text[about.span.start : about.span.end] == "verrichte onderzoek"
