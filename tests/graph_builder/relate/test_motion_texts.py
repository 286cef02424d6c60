"""What a motion states, asks and declares, and what the sender does with it; made-up sentences."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge
from tests.graph_builder.relate.stated import GOVERNMENT, acts, entities, extraction


def test_a_motion_states_its_request_and_what_it_considers(knowledge: Knowledge) -> None:
    text = (
        "De Kamer,\n\ngehoord de beraadslaging,\n\noverwegende dat de EU Rusland heeft veroordeeld;\n\n"
        "verzoekt de regering op korte termijn te rapporteren,\n\nen gaat over tot de orde van de dag."
    )
    condemns, urges = acts(extraction(text, knowledge, "motion"))
    assert (condemns.kind, entities(condemns, "target")) == ("Condemnation", ["actor/russia"])
    assert (entities(urges, "agent"), entities(urges, "addressee")) == (["actor/tweede-kamer"], [GOVERNMENT])
    assert urges.fillers("topic")[0].span.of(text) == "op korte termijn te rapporteren"


@pytest.mark.parametrize(
    ("declared", "kinds"),
    [
        ("spreekt uit dat dienstplichtigen nooit mogen worden uitgezonden naar Oekraïne,", ["Opposition"]),
        ("spreekt uit Oekraïne blijvend te steunen,", ["Support"]),
        ("spreekt uit om bij een volgende bezuiniging de bibliotheken te ontzien,", ["Advocacy"]),
        ("spreekt uit van mening te zijn dat het beleid moet worden beëindigd,", ["Advocacy"]),
        ("spreekt uit dat het kabinet de tarieven dient te verlagen,", ["Advocacy"]),
        ("spreekt uit dat het voor de veiligheid van Europa nodig is om Oekraïne te steunen,", ["Advocacy"]),
        ("spreekt uit dat er geen plaats is voor nieuwe tarieven,", ["Opposition"]),
        ("spreekt als haar mening uit dat het onwenselijk is de tarieven te verhogen,", ["Opposition"]),
        ("spreekt haar steun uit voor de inwoners van Oekraïne,", ["Support"]),
        ("spreekt zijn afkeuring uit over het beleid,", ["Condemnation"]),
        ("keurt het gevoerde beleid af,", ["Condemnation"]),
        ("zegt het vertrouwen in de minister van Defensie op,", ["Opposition"]),
        ("spreekt uit dat er geen twijfel is over de cijfers,", []),
        ("spreekt uit dat discriminatie onder alle groepen voorkomt, maar dat Nederland geen racistisch land is,", []),
    ],
)
def test_what_a_motion_declares(declared: str, kinds: list[str], knowledge: Knowledge) -> None:
    text = f"De Kamer,\n\ngehoord de beraadslaging,\n\n{declared}\n\nen gaat over tot de orde van de dag."
    said = acts(extraction(text, knowledge, "motion"))
    assert [one.kind for one in said] == kinds
    assert all(entities(one, "agent") == ["actor/tweede-kamer"] for one in said)


@pytest.mark.parametrize(
    ("asked", "addressees", "topic"),
    [
        ("verzoekt de minister, dit te regelen,", [GOVERNMENT], "dit te regelen"),
        ("roept de regering op om dit te regelen,", [GOVERNMENT], "dit te regelen"),
        ("roept het kabinet ertoe op dit te regelen,", [GOVERNMENT], "dit te regelen"),
        ("draagt het kabinet op, dit te regelen,", [GOVERNMENT], "dit te regelen"),
        ("nodigt de regering uit om dit te regelen,", [GOVERNMENT], "dit te regelen"),
        ("spoort de regering aan tot een regeling,", [GOVERNMENT], "tot een regeling"),
        ("dringt er bij de regering op aan om dit te regelen,", [GOVERNMENT], "dit te regelen"),
        ("verzoekt de regering er alles aan te doen,", [GOVERNMENT], "er alles aan te doen"),
        ("verzoekt het presidium dit te regelen,", ["actor/presidium"], "dit te regelen"),
        (
            "verzoekt de minister van Defensie en de minister van Financiën dit te regelen,",
            ["actor/minister-van-defensie", "actor/minister-van-financien"],
            "dit te regelen",
        ),
        ("verzoekt het aantal bezwaren te tellen,", [], ""),
    ],
)
def test_whom_a_motion_asks_what(asked: str, addressees: list[str], topic: str, knowledge: Knowledge) -> None:
    text = f"De Kamer,\n\ngehoord de beraadslaging,\n\n{asked}\n\nen gaat over tot de orde van de dag."
    said = acts(extraction(text, knowledge, "motion"))
    assert [entities(one, "addressee") for one in said] == [addressees] * bool(addressees)
    assert [one.fillers("topic")[0].span.of(text) for one in said] == [topic] * bool(topic)


MOTION = "de motie van het lid Piri (Kamerstuk 36 200, nr. 12)"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"De{MOTION[2:]} ontraad ik, want zij is niet nodig.", "Opposition"),
        (f"Uw Kamer vroeg om {MOTION}. Deze motie is hiermee uitgevoerd.", "MotionExecution"),
        ("Hiermee is de motie van het lid Piri uitgevoerd (Kamerstuk 36 200, nr. 12).", "MotionExecution"),
    ],
)
def test_what_the_sender_does_with_a_motion(text: str, kind: str, knowledge: Knowledge) -> None:
    (said,) = [act for act in acts(extraction(text, knowledge)) if act.kind == kind]
    assert entities(said, "agent") == [GOVERNMENT]
    assert [*entities(said, "target"), *entities(said, "motion")] == ["paper/kst-36200-12"]


@pytest.mark.parametrize(
    "text",
    [
        "De motie van het lid Piri. Verzoekt de regering om het plan te wijzigen.",
        "Via de motie van het lid Piri is de regering eind 2021 verzocht om het plan te wijzigen.",
        "Het door uw Kamer gevraagde overzicht van plannen vindt u in de bijlage.",
        "In uw brief vraagt u mij te reageren op het plan.",
    ],
)
def test_what_a_motion_asks_in_a_table_or_as_past(text: str, knowledge: Knowledge) -> None:
    (said,) = [act for act in acts(extraction(text, knowledge)) if act.kind == "Urging"]
    assert (entities(said, "agent"), entities(said, "addressee")) == (["actor/tweede-kamer"], [GOVERNMENT])


def test_whom_a_motion_asks_is_not_whom_it_asks_to_help(knowledge: Knowledge) -> None:
    text = (
        f"Uw Kamer heeft {MOTION} aangenomen, waarin de regering wordt verzocht de steun aan Oekraïne voort te zetten."
    )
    (said,) = [act for act in acts(extraction(text, knowledge)) if act.kind == "Urging"]
    assert (entities(said, "agent"), entities(said, "addressee")) == (["actor/tweede-kamer"], [GOVERNMENT])


@pytest.mark.parametrize(
    "text",
    [
        "Het lid Piri heeft een motie ingediend die de regering verzoekt Rusland te veroordelen.",
        "Met deze brief doe ik mijn toezegging gestand uw Kamer te informeren over de gang van zaken.",
        "In reactie op de motie van het lid Piri informeer ik uw Kamer als volgt.",
    ],
)
def test_nobody_is_made_to_ask_or_promise_by_a_retold_motion_or_a_kept_promise(text: str, knowledge: Knowledge) -> None:
    assert acts(extraction(text, knowledge)) == []
