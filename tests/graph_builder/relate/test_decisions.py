"""Promises without "zal": what the sender decides, has done, sees to; made-up sentences, one form each."""

from __future__ import annotations

from datetime import date

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Block, Document, Metadata, Span, Statement

DAY = date(2024, 5, 14)


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
        ("Ik heb u meegedeeld dat ik de stukken zou doen toekomen.", "de stukken zou doen toekomen"),
        ("Ik ga na of de regeling eenvoudiger kan.", "na of de regeling eenvoudiger kan"),
        ("Met ingang van volgend jaar verlaag ik het tarief naar 5 procent.", "het tarief naar 5 procent"),
        ("Ik trek het wetsvoorstel in.", "het wetsvoorstel"),
        ("Hierover maak ik afspraken met de gemeenten.", "afspraken met de gemeenten"),
        ("Daarbij gaf ik aan in 2025 te zullen reageren op de vraag.", "in 2025 te zullen reageren op de vraag"),
        ("Ik heb gezegd dat ik mij daar voor wil inzetten.", "mij daar voor wil inzetten"),
        ("Het kabinet zet in op een plan, zoals de investering.", "een plan, zoals de investering"),
        (
            "Ik heb besloten dat het vernieuwde stelsel in mei wordt ingevoerd.",
            "het vernieuwde stelsel in mei wordt ingevoerd",
        ),
        ("Dit heeft mij ertoe gebracht de regeling te verlengen.", "de regeling te verlengen"),
        ("Dit is voor mij aanleiding om de regeling te verlengen.", "de regeling te verlengen"),
        ("Zodra het rapport er is, zal het stelsel worden uitgebreid.", "het stelsel worden uitgebreid"),
        (
            "Conform mijn toezegging in het debat over de zorg stuur ik u een overzicht van de kosten.",
            "u een overzicht van de kosten",
        ),
        ("Ik laat in kaart brengen wat de kosten zijn.", "in kaart brengen wat de kosten zijn"),
        ("Ik leg in de wet vast dat het land in 2050 schoon is.", "in de wet vast dat het land in 2050 schoon is"),
        ("De andere rapporten volgen de komende tijd.", "De andere rapporten volgen de komende tijd"),
        ("Ik kom hier in het najaar op terug.", "hier in het najaar op terug"),
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
        ("In de wijken wordt ingezet op preventie van schulden.", "preventie van schulden"),
        ("De komende maanden informeer ik uw Kamer over de wet.", "uw Kamer over de wet"),
        ("De evaluatie van de wet is voorzien in 2026.", "De evaluatie van de wet is voorzien in 2026"),
        ("Ik wil met een visie op het beleid komen.", "met een visie op het beleid komen"),
        ("Ik zet de reeds ingezette plannen onverminderd voort.", "de reeds ingezette plannen onverminderd"),
        ("De resterende brieven volgen de komende tijd.", "De resterende brieven volgen de komende tijd"),
        ("Zoals hiervoor beschreven tref ik diverse maatregelen.", "diverse maatregelen"),
        (
            "De verwachting is dat de richtlijn begin 2025 kan worden gepubliceerd.",
            "de richtlijn begin 2025 kan worden gepubliceerd",
        ),
        (
            "Nieuwe werkwijzen worden in 2025 beproefd door middel van pilots.",
            "Nieuwe werkwijzen worden in 2025 beproefd door middel van pilots",
        ),
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
        "Het kabinet bereidt zich voor op alle scenario's.",
        "In het regeerakkoord is de doelstelling opgenomen dat de dienstverlening door de overheid beter moet.",
        "We breiden het in 2025 uit.",
        "Daarom stuurt de minister van Defensie u gelijktijdig een brief over het programma Veilig 2025-2028.",
        "De accenten die wij de komende jaren willen zetten zijn toegelicht.",
        "Dit plan is u door het kabinet toegezegd in het regeerakkoord.",
        "De gemeente laat onderzoeken of de regeling eenvoudiger kan.",
        "De gemeente verlaagt het tarief.",
        "In de NAVO is besloten de uitgaven te verhogen.",
        "De evaluatie wordt jaarlijks door gemeenten uitgevoerd.",
        "Hierover doe ik u een reactie toekomen.",
        "Op de bevindingen zal ik een reactie geven (hoofdstuk 2).",
        "Dit is voor de gemeenten aanleiding om de regeling te verlengen.",
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


@pytest.mark.parametrize(
    ("before", "sentence", "topic"),
    [
        ("Uw Kamer vroeg mij om de wet te wijzigen.", "Dit heb ik ook toegezegd.", "de wet te wijzigen"),
        ("De heer Jansen vroeg om een evaluatie van de wet.", "Dat zeg ik toe.", "om een evaluatie van de wet"),
        ("De regeling is niet geëvalueerd.", "Dit besluit heb ik toegezegd.", None),
        ("De regeling is niet geëvalueerd.", "Dit heb ik niet toegezegd.", None),
        ("Bijgaand treft u de evaluatie van de wet aan.", "Deze evaluatie is u toegezegd.", "evaluatie van de wet"),
    ],
)
def test_what_was_promised_the_sentence_before_may_tell(
    before: str, sentence: str, topic: str | None, knowledge: Knowledge
) -> None:
    text = f"{before} {sentence}"
    found = [said for said in read(text, knowledge) if said.kind == "Undertaking" and said.span.start >= len(before)]
    told = [filler.span.of(text) for said in found for filler in said.fillers("topic")]
    assert told == ([topic] if topic is not None else [])


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        (
            "Ik heb toegezegd dat ik de wet zou wijzigen en dat ik u zou informeren.",
            "ik de wet zou wijzigen en dat ik u zou informeren",
        ),
        ("Hier vindt u de plannen van het kabinet om de wet te wijzigen.", "de wet te wijzigen"),
        ("Mijn eerste prioriteit is om de wachttijden te verkorten.", "de wachttijden te verkorten"),
        ("Ik heb de ambitie gesteld dat scholen beter worden.", "scholen beter worden"),
        ("Er komt een landelijk verbod op lachgas.", "een landelijk verbod op lachgas"),
        ("Ik verwacht ook een tussentijdse rapportage te leveren.", "ook een tussentijdse rapportage te leveren"),
        ("Ik ben voornemens een werkbezoek te brengen.", "een werkbezoek te brengen"),
        ("Het kabinet heeft besloten dit versneld in te voeren.", "dit versneld in te voeren"),
        ("Het kabinet beoogt een betere bescherming van huurders.", "een betere bescherming van huurders"),
        ("Het kabinet wil een goed evenwicht bereiken.", "een goed evenwicht bereiken"),
        ("Tijdens het debat is een brief toegezegd over de politie.", "een brief toegezegd over de politie"),
        ("Dit heeft ertoe geleid dat ik heb besloten de wet te wijzigen.", "de wet te wijzigen"),
        (
            "In het debat is gemeld dat het passend toewijzen zou worden geëvalueerd.",
            "het passend toewijzen zou worden geëvalueerd",
        ),
        (
            "Ik zal het plan afronden en voorleggen aan de Commissie.",
            "het plan afronden en voorleggen aan de Commissie",
        ),
        ("Wij willen komen tot een gezamenlijke agenda.", "komen tot een gezamenlijke agenda"),
        (
            "De vragen van het lid Jansen zullen separaat worden beantwoord.",
            "De vragen van het lid Jansen zullen separaat worden beantwoord",
        ),
        (
            "Het plan zal worden toegezonden aan de Raad van State.",
            "Het plan zal worden toegezonden aan de Raad van State",
        ),
        ("In de brief is aangegeven hierop in mei terug te komen.", "hierop in mei terug te komen"),
        (
            "Ik heb aangegeven uw Kamer te informeren over wat er is gebeurd.",
            "uw Kamer te informeren over wat er is gebeurd",
        ),
        ("Ik heb aangegeven andere varianten te verkennen.", "andere varianten te verkennen"),
        ("Ik hoop het voorstel voor de zomer in te dienen.", "het voorstel voor de zomer in te dienen"),
        ("De regeling beoog ik te verruimen.", "De regeling beoog ik te verruimen"),
        ("Daarom gaan we gemeenten helpen om afval beter te scheiden.", "gemeenten helpen om afval beter te scheiden"),
        ("In 2025 zal een voorstel worden gedaan voor de bouw.", "een voorstel worden gedaan voor de bouw"),
        ("Over de uitkomsten informeer ik u in het najaar.", "Over de uitkomsten informeer ik u in het najaar"),
        ("Ik heb aangegeven dat ik de plannen in die geest zou behandelen.", "de plannen in die geest zou behandelen"),
        ("In antwoord op uw verzoek deel ik u mede dat ik de wet zal wijzigen.", "de wet zal wijzigen"),
        ("Dit draagt bij aan het kabinetsstreven naar een schone economie.", "een schone economie"),
        ("Hiermee voldoe ik aan mijn toezegging over de evaluatie van de wet.", "de evaluatie van de wet"),
        (
            "Deze brief beschrijft hoe de wet werkt, zoals toegezegd in het debat.",
            "hoe de wet werkt",
        ),
        (
            "Zodra het rapport gereed is, stuur ik u dit toe.",
            "het rapport gereed is, stuur ik u dit toe",
        ),
    ],
)
def test_what_is_meant_or_told_is_promised_whole(sentence: str, topic: str, knowledge: Knowledge) -> None:
    assert topics(sentence, knowledge) == [topic]


@pytest.mark.parametrize(
    "sentence",
    [
        "Het plan van de gemeente is afgekeurd.",
        "De ambitie om de wet te wijzigen is hoog.",
        "Er komt een moment waarop dit anders is.",
        "Er komt een einde aan deze praktijk.",
        "Ik verwacht dat de gemeente een rapportage levert.",
        "Ik ga u meenemen in de ontwikkelingen.",
        "Het voorzitterschap heeft het voornemen om een besluit te nemen.",
        "Ook informeer ik u over de toezeggingen uit het overleg van 6 juni 2023.",
        "Wij informeren u met bijgevoegde rapportage over het stelsel.",
        "U leest langs welke lijnen wij die gaan oppakken.",
        "In de NAVO is aangegeven hierop terug te komen.",
        "Het amendement beoogt een betere regeling.",
        "De vaste commissie voor Financiën heeft aangegeven in te gaan op de kosten.",
        "Militairen worden ingezet op de grens.",
        "Ik informeer uw Kamer over de plannen voor de komende periode.",
        "Ik heb de ambities benoemd voor wetenschap en onderzoek in de komende jaren.",
        "Achtereenvolgens ga ik in op vaccins, testen en scholen.",
        "Het debat is gepland op 5 juni 2024.",
        "In deze brief zal ik een toelichting geven op de uitvoering van de openstaande toezeggingen.",
        "Dat gaan we regelen.",
        "Ik maak de afspraken openbaar.",
        "Ik maak me zorgen over afspraken.",
        "De verwachting is dat de prijzen in 2025 zullen dalen.",
        "Het streven naar winst is van alle tijden.",
        "Ik doe mijn toezegging uit het debat over de begroting gestand.",
        "Het Europees Parlement en de Raad zullen de procedure vaststellen.",
    ],
)
def test_what_others_mean_or_what_merely_comes_is_not(sentence: str, knowledge: Knowledge) -> None:
    assert topics(sentence, knowledge) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Wij zetten de aanpak door, we vergroten de veiligheid en verminderen het aantal klachten.",
            ["de aanpak", "de veiligheid", "het aantal klachten"],
        ),
        (
            "We gaan samenwerken met scholen en zetten in op betere lessen.",
            ["samenwerken met scholen", "betere lessen"],
        ),
        ("Wij blijven er stevig en breed op inzetten om huurders te helpen.", ["huurders te helpen"]),
        (
            "Ik informeer u in mei over de gevolgen van onze militaire inzet voor de krijgsmacht.",
            ["u in mei over de gevolgen van onze militaire inzet voor de krijgsmacht"],
        ),
        ("Dit wordt besproken, waarna ik uw Kamer zal informeren.", ["uw Kamer zal informeren"]),
    ],
)
def test_each_verb_of_a_sentence_promises_its_own(sentence: str, told: list[str], knowledge: Knowledge) -> None:
    assert topics(sentence, knowledge) == told


def test_a_limit_before_what_was_promised_is_when_it_is_due(knowledge: Knowledge) -> None:
    (said,) = read("Ik heb uw Kamer vóór het zomerreces een brief toegezegd over de wet.", knowledge)
    assert said.due is not None and said.due.value == "vóór het zomerreces"
