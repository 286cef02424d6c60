"""Governments, treaties, acts, cases, bodies and places by the shape of their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Words = Callable[..., list[str]]

NAMED = [
    ("Government", "Het kabinet volgt", ["Het kabinet"]),
    ("Government", "verzoekt de regering om", ["regering"]),
    ("Government", "de Syrische overgangsregering en de overgangsregering", ["Syrische overgangsregering", "overgangsregering"]),
    ("Government", "onder het Assad-regime", ["Assad-regime"]),
    ("Government", "is het voor het Nederlandse kabinet", ["Nederlandse kabinet"]),
    ("Government", "de Surinaamse regering aanspreken", ["Surinaamse regering"]),
    ("Parliament", "informeer ik uw Kamer over", ["uw Kamer"]),
    ("Parliament", "heb ik de Kamer beloofd", ["Kamer"]),
    ("Parliament", "Tweede Kamer der Staten-Generaal", ["Tweede Kamer der Staten-Generaal"]),
    ("Treaty", "onder het VN-antifolterverdrag, en", ["VN-antifolterverdrag"]),
    ("Treaty", "aan het Non-Proliferatie Verdrag als", ["Non-Proliferatie Verdrag"]),
    ("Treaty", "In het trilaterale akkoord van 2020 is", ["trilaterale akkoord van 2020"]),
    ("Treaty", "het Verdrag van Lissabon bepaalt", ["Verdrag van Lissabon"]),
    ("Law", "de Uitvoeringsrichtlijn openbare agenda’s bewindslieden aangepast", ["Uitvoeringsrichtlijn openbare agenda’s bewindslieden"]),
    ("Law", "op grond van de Wet natuurbescherming, de", ["Wet natuurbescherming"]),
    ("Law", "Wijziging van de Wet milieubeheer en enkele andere wetten in verband met afval", ["Wet milieubeheer"]),
    ("Law", "de Vreemdelingenwet 2000 is", ["Vreemdelingenwet 2000"]),
    ("Organisation", "door het Utrecht Centre for European Research into Family Law (UCERF).", ["Utrecht Centre for European Research into Family Law", "UCERF"]),
    ("Organisation", "de Stichting Tuchtrecht Banken (STB). STB zegt", ["Stichting Tuchtrecht Banken", "STB", "STB"]),
    ("Organisation", "de commissie Dijkgraaf, die", ["commissie Dijkgraaf"]),
    ("Organisation", "met de vaste commissie voor Binnenlandse Zaken over", ["vaste commissie voor Binnenlandse Zaken"]),
    ("Organisation", "Het Duitse ministerie van Buitenlandse Zaken spreekt", ["Duitse ministerie van Buitenlandse Zaken"]),
    ("Organisation", "de ministeries van Volksgezondheid, Welzijn en Sport en Defensie.", ["ministeries van Volksgezondheid, Welzijn en Sport", "Defensie"]),
    ("Organisation", "het OHCHR-veldkantoor in Damascus en", ["OHCHR-veldkantoor in Damascus"]),
    ("Organisation", "bij het bedrijf Ebusco? Volgens Ebusco is", ["Ebusco", "Ebusco"]),
    ("Organisation", "aanleiding voor de Rijksrecherche om", ["Rijksrecherche"]),
    ("Organisation", "De Commissie-Van der Meer II is bezig", ["Commissie-Van der Meer II"]),
    ("Organisation", "1 Financieel Dagblad, 14 juni 2024", ["Financieel Dagblad"]),
    ("Organisation", "de Stichting Pharos en Vilans werken", ["Stichting Pharos", "Vilans"]),
    ("Organisation", "de zorgen die het Wetterskip Fryslân heeft geuit", ["Wetterskip Fryslân"]),
    ("Organisation", "het voorstel behandelen in het ECON-comité, heeft", ["ECON-comité"]),
    ("Organisation", "in het Strategisch Beraad Veiligheid van 26 februari", ["Strategisch Beraad Veiligheid"]),
    ("Organisation", "aan de Afdeling advisering van de Raad van State over", ["Afdeling advisering van de Raad van State", "Raad van State"]),
    ("Organisation", "De Stichting Tuchtrecht Banken klaagt. Tuchtrecht Banken wil", ["Stichting Tuchtrecht Banken", "Tuchtrecht Banken"]),
    ("Organisation", "1 NRC.nl, 26 juni 2024", ["NRC.nl"]),
    ("Organisation", "want het meldpunt Fier is er. Fier richt zich op hulp.", ["Fier", "Fier"]),
    ("Organisation", "Ik hoor dat Bunq het uitzoekt. Wat doet Bunq-bank met Bunq-klanten? Spreekt u met Bunq?", ["Bunq"] * 4),
    ("Organisation", "via het Landelijk Honden Dossier. Uit het Landelijk Honden Dossier", ["Landelijk Honden Dossier"] * 2),
    ("Organisation", "Volgens Vermilion kan dat. Het staat bij Vermilion.", ["Vermilion"] * 2),
    ("Organisation", "met chirurgen van de Nederlandse Vereniging voor Plastische Chirurgie. Ik", ["Nederlandse Vereniging voor Plastische Chirurgie"]),
    ("Organisation", "Opinie Raad voor Regelgevingstoetsing SWD (2022) 546", ["Raad voor Regelgevingstoetsing"]),
    ("Organisation", "Zr.Ms. Karel Doorman en Zr. Ms. De Ruyter varen", ["Zr.Ms. Karel Doorman", "Zr. Ms. De Ruyter"]),
    ("Organisation", "VERSLAG RAAD BUITENLANDSE ZAKEN VAN 23 JANUARI 2023", ["RAAD BUITENLANDSE ZAKEN"]),
    ("Organisation", "bij het AO EU-Gezondheidsraad. De Gezondheidsraad adviseert", ["EU", "Gezondheidsraad"]),
    ("Place", "de spitsstrook op de A28 en de N35, rijksweg A15 of A27/A12", ["A28", "N35", "A15", "A27", "A12"]),
    ("Place", "een vel van A4-formaat, artikel A2 en een N95", []),
    ("Place", "de storing van de Calandbrug. Kanaal en haven zijn open.", ["Calandbrug"]),
    ("Law", "het Besluit grensoverschrijdende bedreigingen COM (2011) 866", ["Besluit grensoverschrijdende bedreigingen"]),
    ("Place", "Rond Ternaard wordt gewonnen. De inwoners van Moddergat vrezen schade.", ["Ternaard", "Moddergat"]),
    ("Place", "bij de bouwlocatie Kronenburg. Ik sprak met Kronenburg.", ["Kronenburg"] * 2),
    ("Law", "het Besluit activiteiten leefomgeving (Bal) en het Bal", ["Besluit activiteiten leefomgeving", "Bal", "Bal"]),
    ("Organisation", "het Israëlische wapenbedrijf IAI kwam. IAI heeft", ["IAI"] * 2),
    ("Organisation", "de Instellingswet Autoriteit Consument en Markt.", ["Autoriteit Consument en Markt"]),
    ("Organisation", "Wat de EU-richtlijn betreft", ["EU"]),
    ("Law", "apparaten via de Ecodesign-richtlijn en de Finaliteitsrichtlijn.", ["Ecodesign-richtlijn", "Finaliteitsrichtlijn"]),
    ("Treaty", "komt voort uit de Daytonakkoorden.", ["Daytonakkoorden"]),
    ("Place", "naar de situatie in El Amra waar", ["El Amra"]),
    ("Law", "De Code Interbestuurlijke Verhoudingen (Code IBV) vormt", ["Code Interbestuurlijke Verhoudingen", "Code IBV"]),
    ("Law", "het Besluit prudentiële regels Wft, op grond", ["Besluit prudentiële regels Wft", "Wft"]),
    ("Law", "In 2021 is de richtlijn lifestyle neutraliteit opgesteld. In de richtlijn lifestyle-neutraliteit staat", ["richtlijn lifestyle neutraliteit", "richtlijn lifestyle-neutraliteit"]),
    ("Parliament", "voorstel Verordening van het Europees Parlement en de Raad", ["Europees Parlement"]),
    ("Programme", "het rapport «Dredging destruction» van", ["Dredging destruction"]),
    ("Place", "over de blokkade van de Lachin-corridor.", ["Lachin-corridor"]),
    ("Place", "Den Haag, 7 juli 2023", ["Den Haag"]),
    ("Law", "is de Tijdelijke wet vissers opgevolgd en vervallen.", ["Tijdelijke wet vissers"]),
    ("Law", "de Vogel- en Habitatrichtlijn en de Algemene Ouderdomswet", ["Vogel- en Habitatrichtlijn", "Algemene Ouderdomswet"]),
    ("Law", "In artikel 14 BuPw en artikel 139d, eerste lid, Sr staat", ["BuPw", "Sr"]),
    ("Law", "de wet Markt en Overheid en het besluit Zorgverzekering", ["wet Markt en Overheid", "besluit Zorgverzekering"]),
    ("Law", "de Verzamelwet BZK 20XX en het Sanctiebesluit Syrië 2012", ["Verzamelwet BZK 20XX", "Sanctiebesluit Syrië 2012"]),
    ("Law", "de Verordening gewasbeschermingsmiddelen (EG) 1107/2009", ["Verordening gewasbeschermingsmiddelen"]),
    ("Place", "over Lelystad Airport en Frankfurt Airport", ["Lelystad Airport", "Frankfurt Airport"]),
    ("Place", "een brand op de Strabrechtse Heide", ["Strabrechtse Heide"]),
    ("Place", "op de Waddeneilanden blijft", ["Waddeneilanden"]),
    ("Organisation", "de 27 EU lidstaten en de lidstaten van de Europese Unie", ["EU", "Europese Unie"]),
    ("Person", "het advies van de commissie Van Aartsen niet", ["Van Aartsen"]),
    ("Place", "de Nationaal Coördinator Groningen en de burgemeester van Groningen", ["Groningen"]),
    ("Organisation", "de Navo en de commandant van Minusma, Drs. Jansen", ["Navo", "Minusma"]),
    ("LegalCase", "in de zaak van Urgenda tegen de Staat en de zaak Jansen tegen Nederland", ["zaak van Urgenda tegen de Staat", "zaak Jansen tegen Nederland"]),
    ("Organisation", "mijn collega’s van BZK, Justitie en OCW", ["BZK", "Justitie", "OCW"]),
    ("Government", "Dit kabinet doet wat het vorige kabinet en een volgend kabinet niet doen", ["kabinet", "vorige kabinet"]),
    ("Place", "de kaden langs de Zandmaas, de Waal en de andere rivieren van de Maas", ["Zandmaas", "Waal", "Maas"]),
    ("Organisation", "de wedstrijd tussen FC Utrecht en FC Twente, en de GGD Haaglanden", ["FC Utrecht", "FC Twente", "GGD Haaglanden"]),
    ("Organisation", "de zorg binnen de IJsselmeerziekenhuizen en het Maasziekenhuis Pantein", ["IJsselmeerziekenhuizen", "Maasziekenhuis Pantein"]),
    ("Organisation", "handelaren zoals Sino Electronics en de firma Jansen B.V. te Utrecht", ["Sino Electronics", "Jansen B.V."]),
    ("Organisation", "de Russische ambassade weigert", ["Russische ambassade"]),
    ("Law", "wijziging van de richtlijn Langdurig Ingezetenen is", ["richtlijn Langdurig Ingezetenen"]),
    ("Law", "de vragen uit de Regeling periodiek evaluatieonderzoek4 leidend", ["Regeling periodiek evaluatieonderzoek"]),
    ("Law", "implementatie EU meststoffenverordening en de richtlijn National Emission Ceilings", ["EU meststoffenverordening", "richtlijn National Emission Ceilings"]),
    ("Place", "onderzoek op Bonaire, Sint Eustatius en Saba en de Nederlandse Antillen", ["Bonaire", "Sint Eustatius", "Saba", "Nederlandse Antillen"]),
    ("Organisation", "middelen van Economische Zaken, Justitie en Defensie", ["Economische Zaken", "Justitie", "Defensie"]),
    ("LegalCase", "in de zaak van Unicef (UNI) tegen Nederland uitspraak", ["zaak van Unicef (UNI) tegen Nederland"]),
    ("LegalCase", "in de zaak bij het Internationaal Gerechtshof tegen Syrië onder", ["zaak bij het Internationaal Gerechtshof tegen Syrië"]),
]  # fmt: skip

NAMELESS = [
    ("Organisation", "in het Commissiedebat Politie van 21 december 2023"),
    ("Organisation", "de Nutri-score, een hogere Nutri-score en de Nutri-score D"),
    ("Organisation", "overleg met de politie over het Groot Onderhoud"),
    ("Law", "bij de richtlijn vastgelegd. Volgens de richtlijn vastgelegd"),
    ("Law", "code oranje en Code Rood"),
    ("Government", "het kabinetsbeleid en regeringsleiders"),
    ("Government", "Het eiland heeft een nieuwe regering"),
    ("Organisation", "hebben de ministers van Financiën een akkoord"),
    ("Government", "het sanctieregime tegen Rusland"),
    ("Parliament", "de Kamer van Koophandel en Kamerleden"),
    ("Treaty", "een verdrag met andere landen"),
    ("Law", "wet- en regelgeving"),
    ("Law", "Deze wet regelt veel."),
    ("Law", "Regeling van de Staatssecretaris van Financiën en de Initiatiefwet"),
    ("Law", "het besluit Schiphol te sluiten; artikel 5 Kamer"),
    ("Law", "heeft bij de Regeling van Werkzaamheden gevraagd; de richtlijn Europese"),
    ("Organisation", "beoordeelt het Nederlandse consulaat dan of een visum"),
    ("Organisation", "in handen van een commercieel bedrijf\n\nIn antwoord op uw brief"),
    ("Place", "Bij Kabinetsmissive van heden; de heer De Waal"),
    ("Person", "de staatscommissie Grondwet, die de vaste commissie van Verkeer en Waterstaat"),
    ("Person", "A. Algemeen\n\nHet Vergaderjaar van de Staten-Generaal Vergaderjaar 2024"),
    ("Organisation", "Op grond daarvan kan de rechter een ondertoezichtstelling (OTS) uitspreken"),
    ("Organisation", "Daarnaast heb ik opdracht gegeven om een praktijkrichtlijn (NPR) op te stellen"),
    ("Organisation", "Vragen van de leden Ellian (VVD)", ),
    ("LegalCase", "de zaak voor het klimaat"),
    ("LegalCase", "de strafzaak tegen Jansen"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "expected"), NAMED)
def test_a_name_is_found_by_its_shape(words: Words, kind: str, text: str, expected: list[str]) -> None:
    assert words(text, kind) == expected


@pytest.mark.parametrize(("kind", "text"), NAMELESS)
def test_what_only_looks_like_a_name_is_none(words: Words, kind: str, text: str) -> None:
    found = [written for written in words(text, kind) if written != "VVD"]
    assert found == []


def test_a_court_and_a_party_stand_inside_their_case(words: Words) -> None:
    text = "in de zaak bij het Internationaal Gerechtshof tegen Syrië onder"
    assert words(text, "Organisation") == ["Internationaal Gerechtshof"]
    assert words(text, "State") == ["Syrië"]


def test_a_prefix_inside_a_longer_name_is_no_mention(words: Words) -> None:
    assert words("onder het VN-antifolterverdrag", "Organisation") == []


def test_an_institution_with_a_capital_behind_an_article_is_a_body(words: Callable[..., list[str]]) -> None:
    assert words("Volgens het Gerechtshof en de Rekenkamer is dat zo, een rechtbank niet.", "Organisation") == [
        "Gerechtshof",
        "Rekenkamer",
    ]


def test_a_capitalised_compound_of_two_words_is_no_body_by_repetition(words: Callable[..., list[str]]) -> None:
    text = "Er liggen aangenomen Kamermoties. Hoe worden aangenomen Kamermoties uitgevoerd?"
    assert words(text, "Organisation") == []


def test_a_registered_body_ends_before_the_next_one(words: Callable[..., list[str]]) -> None:
    text = "de Universiteit van Amsterdam en Hogeschool Inholland werken samen"
    assert words(text, "Organisation") == ["Universiteit van Amsterdam", "Hogeschool Inholland"]


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        ("Organisation", "goederen afwerpen door de Australische luchtmacht is", ["Australische luchtmacht"]),
        ("Organisation", "een moderne luchtmacht is duur", []),
        ("Organisation", "aan de Lebanese Armed Forces Special Operations Forces.", ["Lebanese Armed Forces Special Operations Forces"]),
        ("Group", "aan de Lebanese Armed Forces Special Operations Forces.", []),
        ("Organisation", "de ramp met Malaysia Airlines vlucht MH17", ["Malaysia Airlines"]),
        ("State", "de ramp met Malaysia Airlines vlucht MH17", []),
        ("State", "de ramp in Malaysia", ["Malaysia"]),
        ("Place", "hulp in (Noord-)Irak", ["(Noord-)Irak"]),
        ("State", "hulp in (Noord-)Irak", []),
        ("Place", "christenen in de Nineveh-vlakte", ["Nineveh-vlakte"]),
        ("Place", "de Visserijraad van 23 juni te Luxemburg", ["Luxemburg"]),
        ("Place", "Op 23 juni vindt de Raad plaats in Luxemburg.", ["Luxemburg"]),
        ("State", "In Luxemburg steunt de regering het voorstel van Luxemburg.", ["Luxemburg", "Luxemburg"]),
        ("Organisation", "het Gemeenschappelijk Visserijbeleid (GVB) is oud. Het GVB werkt.", []),
        ("Organisation", "Amsterdam en het GVB rijden.", ["GVB"]),
    ],
)  # fmt: skip
def test_states_lend_their_names_to_bodies_and_places(words: Words, kind: str, text: str, names: list[str]) -> None:
    assert words(text, kind) == names


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("De Raad voor het openbaar bestuur (Rob) schreef. De Rob wacht.", ["Raad voor het openbaar bestuur", "Rob", "Rob"]),
        ("De Raad voor het openbaar bestuur (Den Haag) schreef.", ["Raad voor het openbaar bestuur"]),
    ],
)  # fmt: skip
def test_an_abbreviation_in_brackets_may_be_written_as_a_word(words: Words, text: str, bodies: list[str]) -> None:
    assert words(text, "Organisation") == bodies
