"""Promises by their grammar: who promises, to whom, by when, and what is refused; made-up sentences, one form each."""

from __future__ import annotations

from datetime import date

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Block, Document, Metadata, Span, Statement

DAY = date(2024, 5, 14)


def promises(sentence: str, knowledge: Knowledge) -> list[Statement]:
    metadata = Metadata(kind="letter", date=DAY)
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    return [said for said in extract(document, knowledge).statements if said.kind == "Undertaking"]


def words(said: Statement, role: str, sentence: str) -> list[str]:
    return [filler.span.of(sentence) for filler in said.fillers(role)]


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Het kabinet kan en zal niet in deze beoordeling treden.", "in deze beoordeling treden"),
        ("Het kabinet zal hier geen nader onderzoek naar doen.", "hier geen nader onderzoek naar doen"),
        ("Ik ga deze markt niet regelen.", "deze markt niet regelen"),
        ("Nederland zal geen militairen leveren aan deze missie.", "geen militairen leveren aan deze missie"),
    ],
)
def test_what_the_government_will_not_do_is_a_denied_promise(sentence: str, topic: str, knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert said.negated
    assert words(said, "topic", sentence)[0].endswith(topic)


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Hierbij ontvangt u het rapport dat ik u heb toegezegd.", "het rapport"),
        ("In bijlage 2 is de analyse opgenomen die aan uw Kamer is toegezegd.", "de analyse"),
        (
            "Hierbij stuur ik u de reactie op het rapport van de SER die ik heb toegezegd.",
            "de reactie op het rapport van de SER",
        ),
        ("Ik heb gemeld dat ik u een brief heb toegezegd.", "een brief"),
    ],
)
def test_a_relative_clause_tells_that_its_noun_was_promised(sentence: str, topic: str, knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert words(said, "topic", sentence) == [topic]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik zal niet nalaten uw Kamer te informeren.",
        "Ik kan en wil niet vooruitlopen op de besluitvorming.",
        "Rusland zal dit niet accepteren.",
        "De maatregel zal niet leiden tot hogere lasten.",
        "De wet zal niet eerder dan in 2026 in werking treden.",
    ],
)
def test_other_denials_are_no_denied_promise(sentence: str, knowledge: Knowledge) -> None:
    assert not any(said.negated for said in promises(sentence, knowledge))


@pytest.mark.parametrize(
    ("sentence", "agent"),
    [
        ("De minister van Defensie zal nader ingaan op de missie.", "actor/minister-van-defensie"),
        ("De staatssecretaris van Financiën zal uw Kamer informeren.", "actor/staatssecretaris-van-financien"),
        ("De Europese Commissie zal in 2025 met een voorstel komen.", "actor/european-commission"),
        ("De NVWA gaat de controles intensiveren.", "actor/nederlandse-voedsel-en-warenautoriteit"),
        ("Wat mij betreft zullen we dit meenemen in de evaluatie.", "actor/nl-government"),
        ("Zoals u weet zal ik met een wetsvoorstel komen.", "actor/nl-government"),
        ("Als eerste stap zal het kabinet een onderzoek laten uitvoeren.", "actor/nl-government"),
        ("De wet zal in 2027 worden geëvalueerd.", "actor/nl-government"),
    ],
)
def test_who_promises(sentence: str, agent: str, knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert [filler.entity for filler in said.fillers("agent")] == [agent]
    assert not said.negated


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik zal deze vragen gezamenlijk beantwoorden.",
        "Wij willen meer ruimte voor boeren.",
        "De leerlingen komen met plannen naar school.",
        "Het kabinet was van plan de wet te wijzigen.",
        "Rusland zal de aanvallen waarschijnlijk voortzetten.",
        "Dat gaan we niet doen.",
        "Daarmee zal ik de toezegging als afgedaan beschouwen.",
        "Op dit moment wordt onderzocht of de regels voldoen.",
        "De evaluatie wordt momenteel voorbereid.",
        "De mogelijkheid om de regels te wijzigen wordt onderzocht.",
        "Momenteel wordt een nieuw stelsel ingericht.",
    ],
)
def test_what_promises_nothing(sentence: str, knowledge: Knowledge) -> None:
    assert promises(sentence, knowledge) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Ik informeer uw Kamer in de eerstvolgende voortgangsrapportage.", "in de eerstvolgende voortgangsrapportage"),
        ("In de Voorjaarsnota kom ik hierop terug.", "In de Voorjaarsnota"),
        ("Ik stuur uw Kamer voorafgaand aan het debat een brief.", "voorafgaand aan het debat"),
        ("In de loop van 2025 zal ik uw Kamer het wetsvoorstel sturen.", "2025"),
        ("Ik zal uw Kamer informeren in Q1 2025.", "2025-01/2025-03"),
        ("Ik zal uw Kamer in een separate brief informeren.", None),
    ],
)
def test_by_when(sentence: str, due: str | None, knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert (said.due.value if said.due else None) == due


@pytest.mark.parametrize(
    "sentence",
    [
        "De Commissie presenteert haar plannen naar verwachting in 2025.",
        "De verwachting is dat de Commissie in 2025 een voorstel zal presenteren.",
    ],
)
def test_what_is_only_expected_is_intended(sentence: str, knowledge: Knowledge) -> None:
    assert [said.modality for said in promises(sentence, knowledge)] == ["intended"]


@pytest.mark.parametrize("sentence", ["Mocht dit nodig blijken, dan zal ik de wet aanpassen."])
def test_what_hangs_on_mocht_is_conditional(sentence: str, knowledge: Knowledge) -> None:
    assert [said.modality for said in promises(sentence, knowledge)] == ["conditional"]


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("Ik zal uw Kamer hierover informeren.", ["uw Kamer"]),
        ("Ik stuur u de evaluatie voor de zomer toe.", ["u"]),
        ("De Kamer ontvangt de evaluatie voor de zomer.", ["Kamer"]),
        ("Ik zal de wet op verzoek van uw Kamer aanpassen.", []),
    ],
)
def test_to_whom(sentence: str, whom: list[str], knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert words(said, "addressee", sentence) == whom


CONSULTATION = """36 000 Een onderwerp

Nr. 1 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

Vragen en opmerkingen van de leden van de VVD-fractie

De leden van de VVD-fractie zijn het daarmee eens. Wij zullen dit voorstel steunen.

Antwoord

Ik zal uw Kamer voor het zomerreces nader informeren.

De leden van de SP-fractie lezen dit voorstel graag. Wij zullen een motie indienen.
"""


def test_in_a_written_consultation_the_government_speaks_in_the_answers(knowledge: Knowledge) -> None:
    blocks = tuple(
        Block(Span(CONSULTATION.index(line), CONSULTATION.index(line) + len(line)), "paragraph")
        for line in CONSULTATION.split("\n\n")
    )
    document = Document("verslag", CONSULTATION, "txt", Metadata(kind="report", date=DAY), blocks)
    said = [one for one in extract(document, knowledge).statements if one.kind == "Undertaking"]
    assert [words(one, "topic", CONSULTATION) for one in said] == [["uw Kamer voor het zomerreces nader informeren"]]


def test_he_stands_for_the_official_who_was_the_subject(knowledge: Knowledge) -> None:
    said = promises("De minister van Defensie steunt dit voorstel. Hij zal de regels aanpassen.", knowledge)
    assert [[filler.entity for filler in one.fillers("agent")] for one in said] == [["actor/minister-van-defensie"]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik heb uw Kamer in het debat toegezegd de wet te wijzigen.",
        "Daarom heb ik toegezegd uw Kamer te informeren over de uitkomst.",
        "Ik ben voornemens uw Kamer in april 2025 te informeren.",
        "Ik zeg uw Kamer toe dat ik de wet zal wijzigen.",
    ],
)
def test_frames_of_promises_tell_to_whom(sentence: str, knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert [filler.entity for filler in said.fillers("addressee")] == ["actor/tweede-kamer"]


@pytest.mark.parametrize(
    "sentence",
    [
        "In dit verslag wordt uw Kamer nader geïnformeerd over de Raad van 12 juni 2025.",
        "Met deze verzamelbrief informeer ik uw Kamer nader over diverse onderwerpen.",
        "Dit volgt uit het verslag van de Raad.",
        "Daarnaast wordt u over de volgende onderwerpen nader geïnformeerd:",
        "In overeenstemming met de brief van vorig jaar informeert het kabinet u over de missie.",
        "In aanloop naar het commissiedebat informeer ik u over de stand van zaken.",
        "Ten behoeve van het debat informeer ik uw Kamer over de voortgang.",
        "Met deze brief geef ik invulling aan de toezeggingen aan het lid Jansen en zet ik het beleid uiteen.",
    ],
)
def test_what_the_text_itself_tells_is_no_promise(sentence: str, knowledge: Knowledge) -> None:
    assert promises(sentence, knowledge) == []


DEBATE = (
    "Minister Jansen: Ik zal de wet wijzigen. De heer Pieters (SP):Wij zullen een onderzoek organiseren. "
    "Mevrouw De Boer (VVD): Ik zal de regels evalueren. Minister Jansen:Ik zal de regels aanpassen."
)


def test_in_a_debate_only_the_minister_promises(knowledge: Knowledge) -> None:
    document = Document("debat", DEBATE, "txt", Metadata(kind="report"), (Block(Span(0, len(DEBATE)), "paragraph"),))
    said = [one for one in extract(document, knowledge).statements if one.kind == "Undertaking"]
    assert [words(one, "topic", DEBATE) for one in said] == [["de wet wijzigen"], ["de regels aanpassen"]]


BY_LETTER = """36 000 Een onderwerp

B VERSLAG VAN EEN SCHRIFTELIJK OVERLEG

BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE

Wij zullen de regels evalueren.

BRIEF VAN DE MINISTER VAN FINANCIËN

Ik zal de wet wijzigen.
"""


def test_in_a_consultation_by_letter_the_minister_promises(knowledge: Knowledge) -> None:
    blocks = tuple(
        Block(Span(BY_LETTER.index(line), BY_LETTER.index(line) + len(line)), "paragraph")
        for line in BY_LETTER.strip().split("\n\n")
    )
    document = Document("verslag", BY_LETTER, "txt", Metadata(kind="report", date=DAY), blocks)
    said = [one for one in extract(document, knowledge).statements if one.kind == "Undertaking"]
    assert [words(one, "topic", BY_LETTER) for one in said] == [["de wet wijzigen"]]


@pytest.mark.parametrize(
    ("sentence", "kind", "role", "expected"),
    [
        ("Vanuit mijn zorg voor de natuur zet ik mij in om dit doel te bereiken.", "Advocacy", "topic", "dit doel"),
        ("Ik heb samen met de VNG met de FNV gesproken.", "Contact", "partner", "FNV"),
        ("Als lid van de Veiligheidsraad zal Nederland zich inzetten voor vrede.", "Advocacy", "topic", "vrede"),
    ],
)
def test_a_complement_hangs_on_the_verb(
    sentence: str, kind: str, role: str, expected: str, knowledge: Knowledge
) -> None:
    document = Document("zin", sentence, "txt", Metadata(kind="letter"), (Block(Span(0, len(sentence)), "paragraph"),))
    said = [one for one in extract(document, knowledge).statements if one.kind == kind]
    assert [[text.startswith(expected) for text in words(one, role, sentence)] for one in said] == [[True]]


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        (
            "Zodra het rapport er is, stuur ik u dit toe samen met mijn reactie.",
            "het rapport er is, stuur ik u dit toe samen met mijn reactie",
        ),
        (
            "Ik heb uw Kamer toegezegd terug te komen op het middel, gebruikt door artsen.",
            "terug te komen op het middel, gebruikt door artsen",
        ),
        ("De ACM kondigt onderzoek aan naar de zorgmarkt.", "onderzoek aan naar de zorgmarkt"),
    ],
)
def test_what_stands_behind_the_verb_belongs_to_what_is_promised(
    sentence: str, topic: str, knowledge: Knowledge
) -> None:
    (said,) = promises(sentence, knowledge)
    assert words(said, "topic", sentence) == [topic]


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("Ik heb aangegeven dat ik de Kamer zou informeren.", ["de Kamer zou informeren"]),
        ("In mijn brief heb ik gemeld dat ik de regels zou laten onderzoeken.", ["de regels zou laten onderzoeken"]),
        ("Ik heb aangegeven dat ik dit zou willen benadrukken.", []),
        ("Ik heb aangegeven dat Duitsland dit zou onderzoeken.", []),
        ("Ik heb gezegd dat ik teleurgesteld zou zijn.", []),
    ],
)
def test_what_the_sender_said_that_he_would_do(sentence: str, topics: list[str], knowledge: Knowledge) -> None:
    assert [words(said, "topic", sentence)[0] for said in promises(sentence, knowledge)] == topics


def listed(lead: str, items: tuple[str, ...], knowledge: Knowledge) -> list[Statement]:
    text = "\n".join((lead, *items))
    blocks, start = [Block(Span(0, len(lead)), "paragraph")], len(lead) + 1
    for item in items:
        blocks.append(Block(Span(start, start + len(item)), "item", 1, "-"))
        start += len(item) + 1
    document = Document("lijst", text, "txt", Metadata(kind="letter", date=DAY), tuple(blocks))
    return [said for said in extract(document, knowledge).statements if said.kind == "Undertaking"]


@pytest.mark.parametrize(
    ("lead", "items", "modality"),
    [
        (
            "Ik ben voornemens de volgende stappen te zetten:",
            ("het wijzigen van de wet;", "meer toezicht."),
            "intended",
        ),
        (
            "Daarom gaat het kabinet het volgende doen:",
            ("De boetes worden verhoogd.", "Wij breiden het aantal uit."),
            "asserted",
        ),
    ],
)
def test_a_list_holds_what_its_lead_promises(
    lead: str, items: tuple[str, ...], modality: str, knowledge: Knowledge
) -> None:
    assert [said.modality for said in listed(lead, items, knowledge)] == [modality, modality]


def test_a_list_of_the_governments_plans_holds_what_it_will_do(knowledge: Knowledge) -> None:
    lead = "Dit zijn de plannen van het kabinet om de wet te wijzigen. Het betreft de volgende acties:"
    found = listed(lead, ("De boetes worden verhoogd.", "Er komt meer helderheid over de regels."), knowledge)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("De komende maanden worden de aanbevelingen verder uitgewerkt.", "de aanbevelingen verder uitgewerkt"),
        ("Er wordt een commissie ingesteld die de regels toetst.", "een commissie ingesteld die de regels toetst"),
        (
            "De openstelling van de regeling zal binnenkort plaatsvinden.",
            "De openstelling van de regeling zal binnenkort plaatsvinden",
        ),
        (
            "Een herziening van de wet staat voor volgend jaar op de planning.",
            "Een herziening van de wet staat voor volgend jaar op de planning",
        ),
        (
            "Daarbij zal rekening worden gehouden met kleine ondernemers.",
            "rekening worden gehouden met kleine ondernemers",
        ),
        ("Over twee jaar evalueer ik de werking van de wet.", "de werking van de wet"),
        (
            "Ik vind het van belang dat dit nodig is en zal daarom met de sector spreken.",
            "daarom met de sector spreken",
        ),
        ("Tevens bezie ik of de boetes kunnen worden verhoogd.", "of de boetes kunnen worden verhoogd"),
        ("Dat betekent dat ik het wetsvoorstel zal aanpassen.", "het wetsvoorstel zal aanpassen"),
        ("Om deze redenen ben ik voornemens de regels te wijzigen.", "de regels te wijzigen"),
        ("Ik ben voornemens dit te laten onderzoeken.", "dit te laten onderzoeken"),
        ("Het voornemen bestaat om de regeling te verlengen.", "de regeling te verlengen"),
        (
            "In het regeerakkoord is afgesproken dat de bezuiniging wordt teruggedraaid.",
            "de bezuiniging wordt teruggedraaid",
        ),
        (
            "Aan uw verzoek om een reactie zal ik in juni voldoen.",
            "Aan uw verzoek om een reactie zal ik in juni voldoen",
        ),
    ],
)
def test_the_government_is_bound_in_the_passive_and_ahead(sentence: str, topic: str, knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert words(said, "topic", sentence) == [topic]
    assert [filler.entity for filler in said.fillers("agent")] == ["actor/nl-government"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mij is toegezegd dat de regels worden gewijzigd.",
        "Ik heb de opdracht gekregen om te werken aan een beter stelsel.",
        "Allereerst zal ik u informeren over de regels.",
        "Over deze periode verricht het bureau metingen.",
        "De regels worden in dit verslag beschreven.",
        "In het overleg van 9 november zal worden besproken hoe de regels worden gewijzigd.",
        "Dit punt zal op de agenda van de Raad worden gezet.",
        "De Eurogroep zal een gedachtewisseling houden over de begroting.",
    ],
)
def test_others_orders_and_the_order_of_a_text_promise_nothing(sentence: str, knowledge: Knowledge) -> None:
    assert promises(sentence, knowledge) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Met ingang van het schooljaar 2025-2026 wordt het lesgeld afgeschaft.", "2025/2026"),
        ("Vanaf 1 januari 2025 verhoogt het kabinet het minimumloon.", "2025-01-01"),
        ("Binnen afzienbare tijd zal ik uw Kamer een brief sturen.", "Binnen afzienbare tijd"),
    ],
)
def test_from_when_on(sentence: str, due: str, knowledge: Knowledge) -> None:
    (said,) = promises(sentence, knowledge)
    assert said.due is not None
    assert said.due.value == due
