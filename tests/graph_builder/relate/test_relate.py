"""What a document states, by its kind and its parts, and what one sentence leaves to the one before it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import DocumentKind, Extraction, Metadata, Statement
from graph_builder.read import read, read_file

GOVERNMENT = "actor/nl-government"


@pytest.fixture(scope="module")
def letter(knowledge: Knowledge) -> Extraction:
    return extract(read_file(Path(__file__).parents[3] / "examples" / "kst-32623-376.txt"), knowledge)


def extraction(text: str, knowledge: Knowledge, kind: DocumentKind = "letter") -> Extraction:
    return extract(read(text.encode(), "x.txt", Metadata(kind=kind, date=date(2024, 5, 14))), knowledge)


def acts(found: Extraction) -> list[Statement]:
    return [statement for statement in found.statements if statement.kind != "Citation"]


def entities(statement: Statement, role: str) -> list[str | None]:
    return [filler.entity for filler in statement.fillers(role)]


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
        ("verzoekt het Presidium dit te regelen,", ["actor/presidium"], "dit te regelen"),
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


def test_a_passive_without_agent_states_nothing_but_what_the_sender_promises(knowledge: Knowledge) -> None:
    assert acts(extraction("Er zijn sancties ingesteld tegen Rusland.", knowledge)) == []
    (said,) = acts(extraction("Over de uitkomsten wordt uw Kamer voor de zomer geïnformeerd.", knowledge))
    assert (said.kind, entities(said, "agent")) == ("Undertaking", [GOVERNMENT])
    assert said.due is not None and said.due.value == "voor de zomer"


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


def test_whom_one_meets_is_the_person_whom_an_office_names(knowledge: Knowledge) -> None:
    text = "De vaste commissie voor Defensie heeft op 9 maart 2010 overleg gevoerd met minister Kamp van Defensie."
    (said,) = acts(extraction(text, knowledge, "report"))
    (partner,) = said.fillers("partner")
    assert (said.kind, partner.span.of(text)) == ("Meeting", "Kamp")
