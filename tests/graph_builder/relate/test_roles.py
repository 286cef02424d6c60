"""Who and what fill the roles of an act, in any order of words."""

from __future__ import annotations

import pytest

from graph_builder.extract import Knowledge
from tests.graph_builder.relate.stated import GOVERNMENT, acts, entities, extraction


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        ("De EU, Nederland en Duitsland steunen Oekraïne.", 3),
        ("Zowel de EU als Nederland steunt Oekraïne.", 2),
        ("Daarom steunen de EU en Nederland Oekraïne.", 2),
        ("Oekraïne wordt gesteund door de EU, Nederland en Duitsland.", 3),
        ("Landen, waaronder Nederland en Duitsland, steunen Oekraïne.", 2),
        ("Het is bekend dat de EU Oekraïne heeft gesteund en blijft steunen.", 1),
        ("De EU, die Oekraïne steunt, vergadert morgen.", 1),
    ],
)
def test_who_acts_in_any_order_of_words(text: str, agents: int, knowledge: Knowledge) -> None:
    said = next(one for one in acts(extraction(text, knowledge)) if one.kind == "Support")
    assert len(said.fillers("agent")) == agents
    assert entities(said, "target") == ["actor/ukraine"]


def test_a_purpose_has_the_subject_of_the_clause_above(knowledge: Knowledge) -> None:
    (said,) = acts(extraction("Het kabinet doet dit om de invloed van Iran te beteugelen.", knowledge))
    assert (said.kind, said.modality, entities(said, "agent")) == ("Countering", "intended", [GOVERNMENT])
    assert entities(said, "target") == ["actor/iran"]


def test_shared_auxiliaries_and_objects_of_coordinated_verbs(knowledge: Knowledge) -> None:
    text = "De EU heeft Rusland veroordeeld en Iran gemaand tot actie."
    condemns, urges = acts(extraction(text, knowledge))
    assert (condemns.kind, entities(condemns, "target")) == ("Condemnation", ["actor/russia"])
    assert (urges.kind, entities(urges, "agent")) == ("Urging", ["actor/european-union"])
    assert urges.fillers("topic")[0].span.of(text) == "actie"


def test_a_part_of_an_amount_is_not_the_whole(knowledge: Knowledge) -> None:
    text = "Het kabinet stelt in totaal € 12 miljoen beschikbaar, waarvan € 2 miljoen voor UNICEF."
    whole, part = acts(extraction(text, knowledge))
    assert [filler.value for filler in whole.fillers("amount")] == ["EUR 12000000"]
    assert whole.fillers("recipient") == ()
    assert [filler.value for filler in part.fillers("amount")] == ["EUR 2000000"]
    assert entities(part, "agent") == ["actor/nl-government"]
    assert entities(part, "recipient") == ["actor/unicef"]


@pytest.mark.parametrize(
    ("text", "kind", "role", "named"),
    [
        (
            "Nederland werkt samen met onder andere Duitsland en Frankrijk.",
            "Cooperation",
            "partner",
            ["actor/germany", "actor/france"],
        ),
        ("Als lid van de Mensenrechtenraad steunt Nederland UNHCR.", "Support", "agent", ["actor/netherlands"]),
        ("Als voorzitter van de G7 roept Canada Rusland op tot terughoudendheid.", "Urging", "agent", ["actor/canada"]),
        ("Naast Oekraïne steunt Nederland ook Moldavië.", "Support", "target", ["actor/ukraine", "actor/moldova"]),
        (
            "Zowel in de EU als in de VN pleit Nederland voor een staakt-het-vuren.",
            "Advocacy",
            "forum",
            ["actor/european-union", "actor/united-nations"],
        ),
        ("Het kabinet spant zich in om fraude tegen te gaan.", "Countering", "agent", ["actor/nl-government"]),
        ("Wat mij betreft werkt Duitsland samen met België.", "Cooperation", "partner", ["actor/belgium"]),
        ("Deze handreiking is samen met UNICEF opgesteld.", "Cooperation", "agent", ["actor/nl-government"]),
        ("Dit bleek in het bestuurlijk overleg van 3 mei met UNICEF.", "Contact", "partner", ["actor/unicef"]),
        ("Tijdens het overleg met UNICEF is dit besproken.", "Contact", "partner", ["actor/unicef"]),
    ],
)
def test_what_stands_around_names_leaves_their_roles(
    text: str, kind: str, role: str, named: list[str], knowledge: Knowledge
) -> None:
    (said,) = acts(extraction(text, knowledge))
    assert (said.kind, entities(said, role)) == (kind, named)


@pytest.mark.parametrize(
    "text",
    [
        "Ik vind het zorgelijk als zij zich onveilig voelen in hun eigen woning.",
        "Het rapport van TNO is opgesteld in samenwerking met Deltares.",
        "Het rapport is samen met Deltares opgesteld.",
        "Het schriftelijk overleg met UNICEF is uitgesteld.",
    ],
)
def test_words_of_somebody_else_make_the_sender_do_nothing(text: str, knowledge: Knowledge) -> None:
    assert acts(extraction(text, knowledge)) == []


def test_two_that_do_something_together_are_each_others_partners(knowledge: Knowledge) -> None:
    (said,) = acts(extraction("Nederland en Duitsland werken samen.", knowledge))
    assert (entities(said, "agent"), entities(said, "partner")) == (["actor/netherlands"], ["actor/germany"])


def test_a_state_is_no_forum(knowledge: Knowledge) -> None:
    (said,) = acts(extraction("Nederland pleit voor vrije verkiezingen in Georgië.", knowledge))
    assert said.fillers("forum") == ()


@pytest.mark.parametrize(
    ("text", "kind", "role", "filled"),
    [
        (
            "Het kabinet dringt hierop aan bij de vertegenwoordigers van Israël en Hamas.",
            "Urging",
            "addressee",
            ["actor/israel", "actor/hamas"],
        ),
        ("Duidelijk is dat het VK Oekraïne steunt.", "Support", "agent", ["actor/united-kingdom"]),
        ("Duidelijk is dat het Oekraïne steunt.", "Support", "agent", []),
        (
            "Het kabinet heeft via UNICEF 2 miljoen euro beschikbaar gesteld voor hulp via UNHCR.",
            "Funding",
            "channel",
            ["actor/unicef", "actor/unhcr"],
        ),
        (
            "Over de met dit geld te bereiken doelen zijn afspraken tussen Duitsland en Frankrijk gemaakt.",
            "Cooperation",
            "agent",
            ["actor/germany"],
        ),
        ("Het kabinet besloot met Duitsland te spreken.", "Cooperation", "agent", []),
        ("De NAVO zet zich in voor ondersteuning van Oekraïne en voor vrede.", "Support", "target", ["actor/ukraine"]),
        ("De NAVO zet zich in voor ondersteuning van Oekraïne en voor vrede.", "Advocacy", "agent", ["actor/nato"]),
        ("De NAVO zet zich in voor ondersteuning van het onderwijs in Oekraïne.", "Support", "target", []),
        ("De NAVO zet zich in voor de bestrijding van armoede.", "Countering", "agent", []),
        ("UNHCR zal voor de verdere verdeling zorgdragen.", "Undertaking", "agent", ["actor/unhcr"]),
        ("Tijdens de Raad zal Nederland langs deze lijnen interveniëren.", "Undertaking", "agent", []),
        ("De EU zou meer moeten doen om Hamas te veroordelen.", "Condemnation", "agent", []),
        ("De EU is bijeengekomen om Hamas te veroordelen.", "Condemnation", "agent", ["actor/european-union"]),
        (
            "Nederland steunt drie organisaties (UNICEF, UNHCR en UNRWA).",
            "Support",
            "target",
            ["actor/unicef", "actor/unhcr", "actor/unrwa"],
        ),
        ("In 2023 is 5 miljoen euro verstrekt aan UNICEF.", "Funding", "agent", ["actor/nl-government"]),
        ("In 2023 is subsidie verstrekt aan UNICEF.", "Funding", "agent", []),
        (
            "Ik heb gesproken met UNICEF, gemeenten, UNHCR en UNRWA.",
            "Contact",
            "partner",
            ["actor/unicef", "actor/unhcr", "actor/unrwa"],
        ),
        ("Ik heb gesproken met UNICEF, vond gisteren UNHCR en UNRWA.", "Contact", "partner", ["actor/unicef"]),
        (
            "De NAVO heeft geld bijgedragen aan de Syrië crisis en 2 miljoen euro aan de Syrië conferentie.",
            "Funding",
            "recipient",
            [],
        ),
        ("Ik zie geen mogelijkheid om voor UNICEF middelen vrij te maken.", "Funding", "agent", []),
        ("De NAVO sprak zich uit tegen gedwongen verplaatsing van burgers.", "Opposition", "agent", ["actor/nato"]),
        (
            "De vaste commissie voor Defensie heeft overleg gevoerd met minister Jansen en mevrouw De Boer, ambassadeur.",
            "Contact",
            "agent",
            [],
        ),
        ("Medewerkers van UNHCR hebben gesproken met de NAVO.", "Contact", "agent", ["actor/unhcr"]),
        ("De leden van de D66-fractie zien dit en steunen het voorstel.", "Support", "agent", ["actor/d66"]),
        ("De leden van de fractie van de ChristenUnie steunen dit.", "Support", "target", []),
        ("De leden van de fractie van D66 steunen het plan.", "Support", "agent", ["actor/d66"]),
        ("De leden van de D66-fractie vragen de NAVO om steun.", "Urging", "agent", []),
        ("Die afspraak hebben de NAVO en UNHCR gemaakt.", "Cooperation", "agent", ["actor/nato"]),
        ("Die organisatie heeft de NAVO afspraken met UNHCR laten maken.", "Cooperation", "agent", []),
        ("Uit navraag bij de NAVO blijkt dat UNHCR stopt.", "Contact", "agent", [GOVERNMENT]),
        ("Uit overleg met de NAVO komt UNHCR niet terug.", "Contact", "agent", ["actor/unhcr"]),
        ("Hierover hebben mijn ambtenaren gesproken met de NAVO.", "Contact", "agent", [GOVERNMENT]),
        ("Op zijn verzoek is gesproken over medewerkers van de NAVO.", "Contact", "agent", []),
        ("De minister ontving een delegatie van UNHCR.", "Meeting", "partner", ["actor/unhcr"]),
        ("De financiële steun die Nederland biedt aan UNHCR loopt af.", "Funding", "recipient", ["actor/unhcr"]),
        ("De militaire steun die Nederland biedt aan Oekraïne loopt af.", "Funding", "recipient", []),
        (
            "Nederland, België en Duitsland werken samen.",
            "Cooperation",
            "partner",
            ["actor/belgium", "actor/germany", "actor/germany"],
        ),
    ],
)
def test_who_fills_a_role(text: str, kind: str, role: str, filled: list[str], knowledge: Knowledge) -> None:
    said = [one for one in acts(extraction(text, knowledge)) if one.kind == kind]
    assert [entity for one in said for entity in entities(one, role)] == filled


def test_whom_one_meets_is_the_person_whom_an_office_names(knowledge: Knowledge) -> None:
    text = "De vaste commissie voor Defensie heeft op 9 maart 2010 overleg gevoerd met minister Kamp van Defensie."
    (said,) = acts(extraction(text, knowledge, "report"))
    (partner,) = said.fillers("partner")
    assert (said.kind, partner.span.of(text)) == ("Meeting", "Kamp")
