"""What somebody stands up for, backs, opposes or distances himself from; made-up sentences, one form each."""

from __future__ import annotations

from datetime import date

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.facts import facts
from graph_builder.model import Block, Document, Metadata, Span


def read(text: str, knowledge: Knowledge) -> set[str]:
    """Give the facts about actors: an entity by its key, words as they are; with the modality where it is planned."""
    block = Block(Span(0, len(text)), "paragraph")
    document = Document("zin", text, "txt", Metadata(kind="letter", date=date(2024, 5, 14)), (block,))
    found = set()
    for fact in facts(extract(document, knowledge), knowledge.vocabulary):
        if (fact.subject.entity or "").startswith(("actor/", "place/")):
            whom = fact.object.entity or fact.object.span.of(text)
            planned = " (intended)" if fact.statement.modality == "intended" else ""
            line = f"{fact.subject.entity} {fact.predicate} {whom}{planned}"
            found.add(line.replace("actor/", ""))
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Ik meld u dat Nederland inzet op het tegengaan van spionage.",
            {"netherlands counters spionage"},
        ),
        (
            "Het is goed om te kunnen vaststellen dat Nederland Oekraïne steunt.",
            {"netherlands supports ukraine"},
        ),
        ("Het is belangrijk om te kunnen vaststellen dat Nederland Oekraïne steunt.", set()),
        (
            "Alle niet gelegitimeerde vormen van geweld door autoriteiten worden veroordeeld door de EU.",
            {"european-union condemns Alle niet gelegitimeerde vormen van geweld door autoriteiten"},
        ),
        ("Geweld tegen burgers wordt veroordeeld door de EU.", {"european-union condemns Geweld tegen burgers"}),
        (
            "Laat ik vooropstellen dat elke vorm van discriminatie onaanvaardbaar is.",
            {"nl-government condemns elke vorm van discriminatie"},
        ),
        (
            "Van deze uitspraken neemt het kabinet uitdrukkelijk afstand.",
            {"nl-government condemns deze uitspraken"},
        ),
        (
            "Het kabinet is voornemens om in de Raad in te stemmen met het voorstel.",
            {"nl-government supports het voorstel (intended)"},
        ),
        (
            "Het kabinet is voornemens de regels aan te passen en het voorstel te steunen.",
            {
                "nl-government supports het voorstel (intended)",
                "nl-government undertakes de regels aan te passen en het voorstel te steunen (intended)",
            },
        ),
        (
            "Ik ben verheugd dat het Europees Parlement met het voorstel heeft kunnen instemmen.",
            {"european-parliament supports het voorstel"},
        ),
        (
            "De Tweede Kamer heeft verzocht de Kamer te informeren over de begroting.",
            {"tweede-kamer urges nl-government"},
        ),
        (
            "Ook worden de aanbevelingen van de Onderwijsraad onderschreven.",
            {"nl-government supports de aanbevelingen van de Onderwijsraad"},
        ),
        ("De aanbevelingen van de Onderwijsraad worden breed onderschreven.", set()),
        ("Nederland is bereid Oekraïne te blijven steunen.", {"netherlands supports ukraine (intended)"}),
        ("Nederland is bereid dit voorstel te blijven steunen.", {"netherlands supports dit voorstel (intended)"}),
        (
            "Het kabinet zal deze misstanden, die ons land onwaardig zijn, bestrijden.",
            {"nl-government counters deze misstanden, die ons land onwaardig zijn (intended)"},
        ),
        (
            "Het kabinet treft maatregelen om deze misstanden, die ons land onwaardig zijn, te bestrijden.",
            {
                "nl-government counters deze misstanden, die ons land onwaardig zijn (intended)",
                "nl-government undertakes maatregelen om deze misstanden, die ons land onwaardig zijn, te bestrijden",
            },
        ),
        (
            "Nederland zal, omdat dit nodig is, Oekraïne steunen.",
            {"netherlands supports ukraine (intended)"},
        ),
        ("De EU is positief over de inzet van de sector.", {"european-union supports de inzet van de sector"}),
        (
            "De Raad sprak over het door Nederland bepleite sanctieregime.",
            {"netherlands advocatesFor sanctieregime"},
        ),
        (
            "Het voorstel waarmee het Europees Parlement heeft ingestemd, ligt voor.",
            {"european-parliament supports Het voorstel"},
        ),
        ("Dit was een aanbod waar Curaçao mee heeft ingestemd.", {"place/curacao supports een aanbod"}),
        ("Het bedrijf waarmee Nederland het voorstel bespreekt, is failliet.", set()),
        ("Het kabinet werkt samen met Aruba.", {"nl-government cooperatesWith place/aruba"}),
        (
            "Ik heb samen met de voorzitters van UNICEF, de SER en UNHCR het convenant getekend.",
            {
                "nl-government cooperatesWith x/voorzitters-van-unicef",
                "nl-government cooperatesWith sociaal-economische-raad",
                "nl-government cooperatesWith unhcr",
            },
        ),
        ("De SER bezoekt Aruba.", set()),
        ("Deze motie heeft mijn steun.", {"nl-government supports Deze motie"}),
        (
            "Nederland heeft besloten de bijdrage aan de VN-missie in Mali te verlengen.",
            {
                "netherlands supports x/vn-missie-in-mali (intended)",
                "netherlands undertakes de bijdrage aan de VN-missie in Mali te verlengen",
            },
        ),
        (
            "Nederland is en blijft een groot voorstander van een Europees verbod.",
            {"netherlands advocatesFor een Europees verbod"},
        ),
        (
            "Het kabinet pleit voor een Europees verbod en zal zich hier sterk voor blijven maken.",
            {"nl-government advocatesFor een Europees verbod"},
        ),
        (
            "Het kabinet acht het niet langer wenselijk dat gemeenten deze gegevens bewaren.",
            {"nl-government opposes gemeenten deze gegevens bewaren"},
        ),
        (
            "De Europese Commissie heeft een voorstel voor hervorming gedaan, dat door ons wordt ondersteund.",
            {"nl-government supports een voorstel voor hervorming"},
        ),
        (
            "Er ligt een oproep van Frankrijk, die door mij wordt gesteund.",
            {"nl-government supports een oproep van Frankrijk"},
        ),
        ("Oekraïne zet, gesteund door de EU, hervormingen door.", {"european-union supports ukraine"}),
        ("Duitsland gaf aan het voorstel te kunnen steunen.", {"germany supports het voorstel"}),
        ("Duitsland liet weten tegen een Europese belasting te zijn.", {"germany opposes een Europese belasting"}),
        ("Het kabinet beoogt mensenhandel tegen te gaan.", {"nl-government counters mensenhandel (intended)"}),
        ("Door deze regels voorkomt het kabinet belastingfraude.", {"nl-government counters belastingfraude"}),
        ("Deze maatregel moet ik afwijzen.", {"nl-government opposes Deze maatregel"}),
        ("Door de EU is de aanval scherp veroordeeld.", {"european-union condemns de aanval"}),
        ("Voor Nederland is een nieuwe belasting onaanvaardbaar.", {"netherlands opposes een nieuwe belasting"}),
        ("De EU is bereid Oekraïne te helpen.", {"european-union supports ukraine (intended)"}),
        ("De EU heeft de aanval niet erkend en scherp veroordeeld.", {"european-union condemns de aanval"}),
        (
            "Het standpunt van het kabinet is bij de Europese Commissie bekend gemaakt.",
            {"nl-government advocates european-commission"},
        ),
        (
            "Dit is bij de autoriteiten van China, zowel bilateraal als in EU- en VN-verband, naar voren gebracht.",
            {
                "nl-government advocates china",
                "nl-government advocates european-union",
                "nl-government advocates united-nations",
            },
        ),
        (
            "Ik ben in gesprek met gemeenten in het noorden en de provincie Groningen.",
            {"nl-government inContactWith provincie-groningen"},
        ),
        (
            "Ik heb met veel partijen gesproken, onder wie de Kinderombudsman en de VNG.",
            {"nl-government inContactWith kinderombudsman", "nl-government inContactWith vng"},
        ),
        ("Het plan is het resultaat van nauwe samenwerking met de VNG.", {"nl-government cooperatesWith vng"}),
        (
            "De maatregelen zijn erop gericht te voorkomen dat misbruik ontstaat.",
            {"nl-government counters misbruik ontstaat (intended)"},
        ),
        ("De inzet is om fraude waar mogelijk te voorkomen.", {"nl-government counters fraude (intended)"}),
        (
            "Het kabinet zet zich in voor een veilig en weerbaar Nederland.",
            {"nl-government advocatesFor een veilig en weerbaar Nederland"},
        ),
        ("Deze wet heeft tot doel fraude te bestrijden.", {"nl-government counters fraude (intended)"}),
        (
            "Het kabinet zet zich in voor het uitbannen van kernwapens.",
            {"nl-government advocatesFor het uitbannen van kernwapens"},
        ),
        (
            "Het kabinet veroordeelt de aanvallen op Israël door Hamas en andere groepen, zoals Hezbollah.",
            {"nl-government condemns de aanvallen op Israël door Hamas en andere groepen, zoals Hezbollah"},
        ),
        (
            "Omdat de sterk verhoogde instroom druk geeft en vraagt om actie, steunt Nederland Italië.",
            {"netherlands supports italy"},
        ),
        ("Nu de Raad dit heeft besproken, steunt Nederland het voorstel.", {"netherlands supports het voorstel"}),
        (
            "De Ministers van Defensie en van Financiën steunen het voorstel.",
            {"minister-van-defensie supports het voorstel", "minister-van-financien supports het voorstel"},
        ),
    ],
)
def test_where_somebody_stands(sentence: str, expected: set[str], knowledge: Knowledge) -> None:
    assert read(sentence, knowledge) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Het kabinet zal zich hiervoor sterk blijven maken.",
        "Duitsland had het voorstel kunnen steunen.",
        "Het Europees Parlement kan met het voorstel instemmen.",
        "Nederland heeft verzocht de Europese Raad te informeren over de begroting.",
        "Het is van belang dat door Nederland een voorstel wordt gesteund.",
        "Ik heb een brief over het voorstel ontvangen, dat door ons wordt gesteund.",
        "Het kabinet vindt dat door Nederland wordt gekeken naar een voorstel.",
        "De Europese Commissie is van mening dat het niet de regels overtreedt.",
        "Dit is bij de autoriteiten van China naar voren gebracht.",
        "De huren stijgen. Deze wordt ontraden.",
        "De aanpak van de gemeente heeft als doel fraude te bestrijden.",
        "Deze brief stuur ik namens de Minister van Defensie, de Minister van Financiën en de Minister van Onderwijs.",
        "Het plan van de sector is het resultaat van samenwerking met de VNG.",
        "De Raad sprak over de betrekkingen tussen Armenië en Azerbeidzjan.",
        "De Minister en de Staatssecretaris van Defensie hebben gesproken met de bonden.",
    ],
)
def test_nobody_takes_a_stand(sentence: str, knowledge: Knowledge) -> None:
    assert read(sentence, knowledge) == set()


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        (
            "Het amendement van het lid Piri (36410, nr. 12) regelt een verlenging. Dit amendement wordt ontraden.",
            "paper/kst-36410-12",
        ),
        ("De motie Piri (36410, nr. 12) regelt een verlenging. Deze wordt ontraden.", "paper/kst-36410-12"),
        ("Ik ontraad het subamendement over de termijn (36410, nr. 12), gezien de kosten.", "paper/kst-36410-12"),
        ("De motie over de termijn (36410, nr. 12) wordt ontraden.", "paper/kst-36410-12"),
        (
            "Ik ontraad het amendement over de motie van vorig jaar (36410, nr. 12).",
            "het amendement over de motie van vorig jaar",
        ),
        (
            "Het amendement Piri (36410, nr. 12) en het amendement Klaver (36410, nr. 13) regelen dit. "
            "Het amendement wordt ontraden.",
            "Het amendement",
        ),
    ],
)
def test_which_paper_is_advised_against(text: str, opposed: str, knowledge: Knowledge) -> None:
    assert f"nl-government opposes {opposed}" in read(text, knowledge)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Defensie is gereed om op 1 juli 2025 de taak over te nemen.",
            {"ministerie-van-defensie undertakes op 1 juli 2025 de taak over te nemen (intended)"},
        ),
        (
            "De fregatten die Defensie wil aanschaffen, zijn duur.",
            {"ministerie-van-defensie undertakes De fregatten die Defensie wil aanschaffen (intended)"},
        ),
        (
            "De kerncentrales die het kabinet gaat bouwen, leveren stroom.",
            {"nl-government undertakes De kerncentrales die het kabinet gaat bouwen (intended)"},
        ),
        ("De fregatten die Duitsland wil aanschaffen, zijn duur.", set()),
        ("De woningen die gemeenten willen bouwen, zijn schaars.", set()),
        (
            "Dit volgt op het besluit van het kabinet om de regeling te verlengen.",
            {"nl-government undertakes de regeling te verlengen"},
        ),
        ("Dit volgt op het besluit van het vorige kabinet om de regeling te verlengen.", set()),
        ("Dit volgt op het besluit van Rusland om Oekraïne aan te vallen.", set()),
        ("Dit volgt op het besluit om de regeling te verlengen.", set()),
    ],
)
def test_what_somebody_means_to_do(sentence: str, expected: set[str], knowledge: Knowledge) -> None:
    assert read(sentence, knowledge) == expected
