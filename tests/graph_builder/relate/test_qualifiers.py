"""How a statement is meant, over the kinds of statements: denied, conditional, reported; made-up sentences."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Block, Document, Metadata, Span, Statement


def the_one(sentence: str, kind: str, knowledge: Knowledge) -> Statement:
    metadata = Metadata(kind="letter")
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    (said,) = [one for one in extract(document, knowledge).statements if one.kind == kind]
    return said


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("Support", "Nederland steunt het voorstel niet."),
        ("Advocacy", "Het kabinet is niet langer voorstander van een verbod."),
        ("Support", "Nederland zal UNRWA niet steunen."),
        ("Contact", "Het kabinet heeft niet met Hamas gesproken."),
        ("Contact", "Het kabinet heeft geen contact met de Taliban."),
        ("Urging", "Nederland heeft Israël niet opgeroepen tot een staakt-het-vuren."),
        ("Condemnation", "Nederland veroordeelt de aanval niet."),
        ("Sanction", "De EU heeft geen sancties ingesteld tegen Israël."),
        ("Cooperation", "Het kabinet werkt niet samen met de Taliban."),
        ("Funding", "Nederland financiert UNRWA niet."),
        ("Advocacy", "Nederland pleit niet voor nieuwe sancties."),
        ("Undertaking", "Ik zal de wet niet wijzigen."),
    ],
)
def test_denied(kind: str, sentence: str, knowledge: Knowledge) -> None:
    assert the_one(sentence, kind, knowledge).negated


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("Support", "Als de Commissie dit voorstelt, zal Nederland het voorstel steunen."),
        ("Support", "Nederland zou UNRWA graag steunen."),
        ("Condemnation", "Indien Israël hiermee doorgaat, zal Nederland de aanval veroordelen."),
        ("Funding", "Mits de Raad instemt, zal Nederland UNRWA financieel steunen."),
        ("Sanction", "Mocht Rusland weigeren, dan zal de EU sancties instellen tegen Rusland."),
        ("Urging", "Wellicht zal het kabinet de Commissie vragen om uitstel."),
        ("Urging", "Het kabinet zou de Commissie kunnen oproepen tot actie."),
        ("Contact", "Als dat nodig is, gaat het kabinet in gesprek met de VNG."),
        ("Undertaking", "Tenzij de Raad anders beslist, zal ik de wet wijzigen."),
        ("Undertaking", "Als er goede ideeën zijn, ben ik bereid de wet te wijzigen."),
    ],
)
def test_conditional(kind: str, sentence: str, knowledge: Knowledge) -> None:
    said = the_one(sentence, kind, knowledge)
    assert (said.modality, said.negated) == ("conditional", False)


@pytest.mark.parametrize(
    ("kind", "sentence", "speaker"),
    [
        ("Support", "Volgens de VNG steunt de Commissie het voorstel.", "actor/vng"),
        ("Support", "De Commissie stelt dat Frankrijk het voorstel steunt.", "actor/european-commission"),
        ("Support", "De Commissie meldt dat Frankrijk het voorstel zal steunen.", "actor/european-commission"),
        ("Support", "Het rapport stelt dat Nederland het voorstel steunt.", None),
        ("Support", "Het coalitieakkoord stelt dat Nederland Oekraïne zal steunen.", None),
        ("Support", "Uit het gesprek kwam naar voren dat de VNG het voorstel steunt.", None),
        ("Condemnation", "De VN meldt dat Rusland de aanval heeft veroordeeld.", "actor/united-nations"),
        (
            "Cooperation",
            "De Commissie heeft aangegeven dat Hongarije met Rusland samenwerkt.",
            "actor/european-commission",
        ),
        ("Contact", "De NAVO zegt dat Rusland met Iran heeft gesproken.", "actor/nato"),
        ("Contact", "Naar eigen zeggen heeft Rusland met China overlegd.", None),
    ],
)
def test_reported(kind: str, sentence: str, speaker: str | None, knowledge: Knowledge) -> None:
    said = the_one(sentence, kind, knowledge)
    assert (said.modality, said.speaker) == ("reported", speaker)


def test_what_the_sender_says_is_asserted(knowledge: Knowledge) -> None:
    assert the_one("Ik stel vast dat Frankrijk het voorstel steunt.", "Support", knowledge).modality == "asserted"
