"""What a document states, by its kind and its parts, and what one sentence leaves to the one before it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Extraction
from graph_builder.read import read_file
from tests.graph_builder.relate.stated import GOVERNMENT, acts, entities, extraction


@pytest.fixture(scope="module")
def letter(knowledge: Knowledge) -> Extraction:
    return extract(read_file(Path(__file__).parents[3] / "examples" / "kst-32623-376.txt"), knowledge)


def test_an_amount_goes_on_from_the_funding_before_it(letter: Extraction) -> None:
    (funding,) = [said for said in letter.statements if said.fillers("amount")]
    assert entities(funding, "agent") == ["actor/netherlands"]
    assert entities(funding, "place") == ["actor/syria"]
    assert len(funding.fillers("channel")) == 3
    assert funding.fillers("amount")[0].value == "EUR 20400000"
    assert funding.period is not None
    assert (funding.period.start, funding.period.end) == (date(2025, 1, 1), date(2025, 12, 31))
    assert funding.track == 3


def test_what_a_note_says_hangs_on_the_sentence_with_its_mark(letter: Extraction) -> None:
    text = letter.document.text
    (noted,) = [said for said in letter.statements if said.anchor and said.kind == "MotionExecution"]
    assert noted.span.of(text).startswith("Middels deze inzet geeft het kabinet uitvoering aan motie")
    assert noted.anchor is not None and noted.anchor.of(text).startswith("Het kabinet heeft dit jaar opnieuw middelen")
    assert noted.track == 4


def test_the_mark_of_a_note_that_a_copy_has_lost_is_no_part_of_the_name_before_it(knowledge: Knowledge) -> None:
    (said,) = acts(extraction("Nederland1 steunt Oekraïne2 bij deze inzet.", knowledge))
    assert (said.kind, entities(said, "agent"), entities(said, "target")) == (
        "Support",
        ["actor/netherlands"],
        ["actor/ukraine"],
    )


def test_every_statement_of_the_letter_is_in_its_track(letter: Extraction) -> None:
    tracks = {(said.kind, said.track) for said in acts(letter)}
    assert ("Contact", 1) in tracks and ("Advocacy", 2) in tracks and ("LegalProceeding", 4) in tracks
    assert all(said.track for said in acts(letter))


def test_a_members_question_states_nothing_and_its_answer_does(knowledge: Knowledge) -> None:
    text = "Vraag 1\n\nNederland steunt Oekraïne.\n\nAntwoord 1\n\nNederland steunt Georgië niet. Steunt de EU Rusland?"
    (said,) = acts(extraction(text, knowledge, "answer"))
    assert said.span.of(text) == "Nederland steunt Georgië niet"
    assert said.negated


def test_a_heading_states_nothing(knowledge: Knowledge) -> None:
    found = extraction("1. Nederland steunt Oekraïne\n\nHet kabinet volgt dit.", knowledge)
    assert acts(found) == []
    assert [span.of(found.document.text) for span in found.unread] == ["Het kabinet volgt dit."]


@pytest.mark.parametrize(
    ("text", "promises"),
    [
        ("De heer Brekelmans, minister van Defensie:\n\nVoorzitter. Ik zal de Kamer hierover informeren.", 1),
        ("Minister De Jonge:\nIk zal de Kamer hierover informeren.\nMevrouw Agema (PVV):\nDat zal ik afwachten.", 1),
        ("Mevrouw Agema (PVV):\nIk zal de Kamer hierover informeren.", 0),
        ("Staatssecretaris Blokhuis:\nJa.\nDe voorzitter:\nIk zal de Kamer hierover informeren.", 0),
    ],
)
def test_in_a_debate_a_minister_speaks_for_the_government(text: str, promises: int, knowledge: Knowledge) -> None:
    said = acts(extraction(text, knowledge, "report"))
    assert [(one.kind, entities(one, "agent")) for one in said] == [("Undertaking", [GOVERNMENT])] * promises


def test_in_a_debate_the_first_person_is_not_the_sender(knowledge: Knowledge) -> None:
    assert acts(extraction("De voorzitter: Ik zal de Kamer hierover informeren.", knowledge, "other")) == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("In het debat van 21 december 2023 heb ik Duitsland opgeroepen tot actie.", date(2023, 12, 21)),
        ("Zoals toegezegd in het debat van 21 december 2023 heb ik Duitsland opgeroepen tot actie.", None),
        ("Naar aanleiding van de brief van 21 december 2023 heb ik Duitsland opgeroepen tot actie.", None),
    ],
)
def test_the_date_of_what_is_answered_is_not_that_of_the_act(
    text: str, period: date | None, knowledge: Knowledge
) -> None:
    (said,) = acts(extraction(text, knowledge))
    assert (said.period.start if said.period else None) == period


@pytest.mark.parametrize(
    ("text", "modality", "speaker"),
    [
        ("Nederland steunt Oekraïne.", "asserted", None),
        ("Nederland zal Oekraïne steunen.", "intended", None),
        ("Nederland wil Oekraïne steunen.", "intended", None),
        ("Nederland steunt Oekraïne binnenkort.", "intended", None),
        ("Aanstaande maandag steunt Nederland Oekraïne.", "intended", None),
        ("Nederland steunt Oekraïne de komende jaren.", "asserted", None),
        ("Nederland zou Oekraïne steunen.", "conditional", None),
        ("Indien de EU dit wil, steunt Nederland Oekraïne.", "conditional", None),
        ("Rusland stelt dat de EU Oekraïne steunt.", "reported", "actor/russia"),
        ("Volgens Rusland steunt de EU Oekraïne.", "reported", "actor/russia"),
        ("Het kabinet constateert dat de EU Oekraïne steunt.", "asserted", None),
    ],
)
def test_modality_and_who_says_so(text: str, modality: str, speaker: str | None, knowledge: Knowledge) -> None:
    (said,) = [one for one in acts(extraction(text, knowledge)) if one.kind == "Support"]
    assert (said.modality, said.speaker, entities(said, "target")) == (modality, speaker, ["actor/ukraine"])


@pytest.mark.parametrize(
    "text",
    [
        "Nederland kan Oekraïne steunen.",
        "Nederland moet Oekraïne steunen.",
        "Ik vind dat de EU Oekraïne steunt.",
        "Het voorstel van Nederland steunt op cijfers.",
        "Het is van belang dat de EU Oekraïne steunt.",
        "«De EU steunt Oekraïne niet meer», aldus een krant.",
    ],
)
def test_what_may_must_or_is_thought_is_not_stated(text: str, knowledge: Knowledge) -> None:
    assert acts(extraction(text, knowledge)) == []


def test_what_is_looked_into_is_not_stated(knowledge: Knowledge) -> None:
    (said,) = acts(extraction("Ik onderzoek of de EU Oekraïne steunt.", knowledge))
    assert said.kind == "Undertaking"


def test_a_passive_without_agent_states_nothing_but_what_the_sender_promises(knowledge: Knowledge) -> None:
    assert acts(extraction("Er zijn sancties ingesteld tegen Rusland.", knowledge)) == []
    (said,) = acts(extraction("Over de uitkomsten wordt uw Kamer voor de zomer geïnformeerd.", knowledge))
    assert (said.kind, entities(said, "agent")) == ("Undertaking", [GOVERNMENT])
    assert said.due is not None and said.due.value == "voor de zomer"


def test_a_case_before_a_court_has_its_parties_court_and_treaty(letter: Extraction) -> None:
    (case,) = [said for said in letter.statements if said.kind == "LegalProceeding"]
    assert sorted(filter(None, entities(case, "applicant"))) == ["actor/canada", "actor/netherlands"]
    assert entities(case, "respondent") == ["actor/syria"]
    assert len(case.fillers("court")) == len(case.fillers("legalBasis")) == 1


def test_text_that_is_no_letter_states_nothing(knowledge: Knowledge) -> None:
    found = extraction("The quick brown fox jumps over the lazy dog. " * 40, knowledge, "other")
    assert (found.statements, found.tracks) == ((), ())


@pytest.mark.parametrize(
    ("text", "due", "modality"),
    [
        ("Ik zal uw Kamer voor het kerstreces informeren.", "voor het kerstreces", "asserted"),
        ("Ik informeer uw Kamer in het najaar van 2024 hierover.", "najaar van 2024", "asserted"),
        ("Uw Kamer ontvangt in 2025 een brief.", "2025", "asserted"),
        ("Uw Kamer wordt hierover binnenkort geïnformeerd.", "binnenkort", "asserted"),
        ("Ik verwacht uw Kamer voor de zomer te informeren.", "voor de zomer", "intended"),
        ("Ik kom hier in de voortgangsbrief op terug.", None, "asserted"),
        ("Ik ga de mogelijkheden onderzoeken.", None, "asserted"),
        ("Ik wil de wet wijzigen.", None, "intended"),
        ("Indien nodig zal ik maatregelen nemen.", None, "conditional"),
    ],
)
def test_the_sender_promises(text: str, due: str | None, modality: str, knowledge: Knowledge) -> None:
    (said,) = acts(extraction(text, knowledge))
    assert (said.kind, entities(said, "agent"), said.modality) == ("Undertaking", [GOVERNMENT], modality)
    assert (said.due.value if said.due else None) == due


@pytest.mark.parametrize(
    "text",
    [
        "Met deze brief informeer ik uw Kamer over de voortgang.",
        "Uw Kamer is op 3 mei 2024 geïnformeerd.",
        "Ik wil benadrukken dat dit belangrijk is.",
        "Ik wil uw Kamer bedanken voor de vragen.",
        "We zullen dit samen moeten doen.",
        "Het kabinet zal ingaan op de actuele situatie.",
        "De prijzen zullen stijgen.",
        "Ik zou dat graag willen weten.",
        "De commissie wil weten wanneer het plan naar de Kamer zal worden gestuurd.",
    ],
)
def test_what_is_no_promise(text: str, knowledge: Knowledge) -> None:
    assert acts(extraction(text, knowledge)) == []


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Ik heb u een reactie toegezegd.", ["een reactie"]),
        ("Zoals ik u bij verschillende gelegenheden heb toegezegd, volgt de reactie.", []),
    ],
)
def test_you_are_no_part_of_what_is_promised(text: str, topics: list[str], knowledge: Knowledge) -> None:
    found = extraction(text, knowledge)
    said = [one for one in acts(found) if one.frame == "toezeggen"]
    assert [filler.span.of(found.document.text) for one in said for filler in one.fillers("topic")] == topics
