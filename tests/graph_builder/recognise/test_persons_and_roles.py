"""Persons, and functions that identify their holder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Finder = Callable[..., list[tuple[str, str]]]
Words = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Vragen van het lid Van Houwelingen (FVD) aan de", ["Van Houwelingen"]),
        ("Vragen van de leden Ellian (VVD) en Paternotte (D66) aan", ["Ellian", "Paternotte"]),
        (
            "Vragen van de leden Koekkoek (Volt), Van Nispen (SP) en Ceder (ChristenUnie)",
            ["Koekkoek", "Van Nispen", "Ceder"],
        ),
        ("in reactie op Kamerlid Dassen toegezegd", ["Dassen"]),
        ("onder leiding van Drs. A.G. (Bert) Koenders (PvdA)", ["A.G. (Bert) Koenders"]),
        ("oproepen van aartsbisschop Selwaros Boutros om", ["Selwaros Boutros"]),
        ("de reactie van VVD-gedeputeerde Van den Akker", ["Van den Akker"]),
        ("met de leden Temmink en van Nispen over", ["Temmink", "van Nispen"]),
        ("de motie van de leden Temmink-Nispen over wonen", ["Temmink", "Nispen"]),
        ("onderzoek van prof. dr. C.H.J.M. Braun en waarom", ["C.H.J.M. Braun"]),
        ("heb ik professor Braun, hoogleraar, gevraagd", ["Braun"]),
        ("met dr. Fraussen, universitair", ["Fraussen"]),
        ("President Zelensky sprak", ["Zelensky"]),
        ("de minister van Defensie, R.P. Brekelmans", ["R.P. Brekelmans"]),
        ("en de heer Tjebbe van Oostenbruggen zei", ["Tjebbe van Oostenbruggen"]),
        ("burgemeester Halsema van Amsterdam", ["Halsema"]),
        ("over de dood van Sammy Baker", ["Sammy Baker"]),
        (
            "Aanwezig zijn drie leden der Kamer, te weten: Ten Broeke, De Roon en Vuijk,",
            ["Ten Broeke", "De Roon", "Vuijk"],
        ),
        ("Verslag\nDe griffier van de commissie, Van Leiden\n", ["Van Leiden"]),
        ("Verslag\nDe adjunct-griffier van de commissie,\nVan Leiden\n", ["Van Leiden"]),
        (
            "Tegenwoordig zijn twee leden, te weten:\n\nVan Apeldoorn en Janssen-van Helvoort,",
            ["Van Apeldoorn", "Janssen-van Helvoort"],
        ),
        ("van de rapporteurs Hübner (EPP/POL) en Leinen (S&D/DUI) over", ["Hübner", "Leinen"]),
        ("over toezeggingen en moties Bijgaand brengt de commissie verslag uit", []),
        ("het onderzoek door de rapporteurs De Kort en Kat", ["De Kort", "Kat"]),
        ("drs. Saskia J. Stuiveling, president", ["Saskia J. Stuiveling"]),
        ("De leden Tjon-A-Ten (PvdA) en Hirsi Ali (VVD) zijn", ["Tjon-A-Ten", "Hirsi Ali"]),
        ("de kring rond Milosevic c.s. en Zr.Ms. Karel Doorman", ["Milosevic"]),
        (
            "Verslag\nDe minister sprak.\n\nDe voorzitter van de commissie,\n\nJansen-Smit\n\nDe griffier van de commissie,\n\nDe Best\n",
            ["Jansen-Smit", "De Best"],
        ),
        ("de activisten Jhed Tamano en Jonila Castro zijn", ["Jhed Tamano", "Jonila Castro"]),
        ("met de commissaris voor Handel Maroš Šefčovič gesproken", ["Maroš Šefčovič"]),
    ],
)
def test_a_person_is_the_name_without_title(words: Words, text: str, persons: list[str]) -> None:
    assert words(text, "Person") == persons


@pytest.mark.parametrize(
    "text",
    [
        "de minister van Buitenlandse Zaken",
        "Ja. Net als in 2020",
        "een D of E. Bij de productgroepen",
        "een lid van de Tweede Kamer",
        "de president van Oekraïne",
        "vragen van een fractie (Lid-Haga)",
        "De Kamer, gehoord de beraadslaging",
        "Noten\n\n1 Kamerstuk 28 844, nr. 266",
    ],
)
def test_offices_and_sentence_starts_are_no_persons(words: Words, text: str) -> None:
    assert words(text, "Person") == []


def test_a_surname_counts_wherever_the_document_uses_it(words: Words) -> None:
    text = "Heeft Zelensky gedreigd? President Zelensky zei van niet; Zelensky bleef daarbij."
    assert words(text, "Person") == ["Zelensky"] * 3


def test_signatures_are_persons(words: Words) -> None:
    letter = "Ik informeer u.\n\nDe minister van Defensie,\n\nRuben Brekelmans\n"
    motion = "en gaat over tot de orde van de dag.\n\nVan der Lee\n\nOmtzigt\n"
    assert words(letter, "Person") == ["Ruben Brekelmans"]
    assert words(motion, "Person") == ["Van der Lee", "Omtzigt"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("De minister van Buitenlandse Zaken,", ["minister van Buitenlandse Zaken"]),
        ("BRIEF VAN DE MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES\n", ["MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES"]),
        ("de minister van Landbouw, Natuur en Voedselkwaliteit, de minister voor Klimaat en Energie en", ["minister van Landbouw, Natuur en Voedselkwaliteit", "minister voor Klimaat en Energie"]),
        ("aan de Ministers van Buitenlandse Zaken en van Asiel en Migratie over", ["Ministers van Buitenlandse Zaken", "Asiel en Migratie"]),
        ("Antwoord van Minister Veldkamp (Buitenlandse Zaken) (ontvangen", ["Minister Veldkamp (Buitenlandse Zaken)"]),
        ("Antwoord van Staatssecretaris Gräper-van Koolwijk (Onderwijs, Cultuur en Wetenschap)", ["Staatssecretaris Gräper-van Koolwijk (Onderwijs, Cultuur en Wetenschap)"]),
        ("de minister voor Basis- en Voortgezet Onderwijs en Media,", ["minister voor Basis- en Voortgezet Onderwijs en Media"]),
        ("Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", ["Voorzitter van de Tweede Kamer der Staten-Generaal"]),
        ("met SG NAVO Mark Rutte", ["SG NAVO"]),
        ("Vraag 1\nPiet Jansen (minister landbouw, natuur en voedselkwaliteit) (CU)\nAntwoord", ["minister landbouw, natuur en voedselkwaliteit"]),
        ("van Minister\nVan der Wal-Zeggelink (Natuur en Stikstof) (ontvangen", ["Minister\nVan der Wal-Zeggelink (Natuur en Stikstof)"]),
        ("Wat kunnen de minister en staatssecretaris doen?", ["minister", "staatssecretaris"]),
        ("de voorzitter en secretaris van de Raad van State", ["voorzitter", "secretaris van de Raad van State"]),
        ("gevoerd.\n\nDe waarnemend griffier van de commissie, Jansen", []),
        ("de Speciale Vertegenwoordiger van de Secretaris-Generaal van de VN", ["Speciale Vertegenwoordiger van de Secretaris-Generaal van de VN"]),
        ("beantwoord.\n\nDe voorzitter van de commissie, Jansen\n\nDe adjunct-griffier van de commissie, De Boer", []),
        ("gevoerd.\n\nDe adjunct-griffier van de vaste commissie voor Defensie,\nDe Boer", ["adjunct-griffier van de vaste commissie voor Defensie"]),
        ("BRIEF VAN DE MINISTER-PRESIDENT, MINISTER VAN ALGEMENE ZAKEN\n", ["MINISTER-PRESIDENT", "MINISTER VAN ALGEMENE ZAKEN"]),
        ("Hoogachtend,\n\nDe minister-president, minister van Algemene Zaken,\n\nJ. Jansen\n", ["minister-president", "minister van Algemene Zaken"]),
        ("van minister Jansen van Dam-Bosch Bakker van Infrastructuur en Milieu op", ["minister Jansen van Dam-Bosch Bakker van Infrastructuur en Milieu"]),
        ("Piet Jansen (staatssecretaris veiligheid en justitie) sprak", ["staatssecretaris veiligheid en justitie"]),
        ("een nota (over de staatssecretaris veiligheid en justitie raakt hij niet) sprak", ["staatssecretaris"]),
        ("kritiek van burgemeester Jansen van Utrecht op", ["burgemeester Jansen van Utrecht"]),
        ("De ministers Van Nieuwenhuizen (IenW) en Grapperhaus (JenV) sturen", ["ministers Van Nieuwenhuizen (IenW)", "Grapperhaus (JenV)"]),
        ("met vriendelijke groet.\n\nDe voorzitter, A. Jansen", ["voorzitter"]),
        ("voormalig speciaal gezant voor Syrië Koos van Dam", ["speciaal gezant voor Syrië"]),
        ("de Armeense Minister van Buitenlandse Zaken", ["Armeense Minister van Buitenlandse Zaken"]),
        ("dat de premier de oorlog", ["premier"]),
        ("met Eurocommissaris voor Klimaat Hoekstra over", ["Eurocommissaris voor Klimaat"]),
        (
            "met de Commissaris voor Internationale Partnerschappen Jozef Síkela over",
            ["Commissaris voor Internationale Partnerschappen"],
        ),
        ("de Azerbeidzjaanse president Alijev geen", ["Azerbeidzjaanse president"]),
        ("De Britse Minister voor Internationale Ontwikkeling, Jan Jansen, heeft", ["Britse Minister voor Internationale Ontwikkeling"]),
        ("mede namens de Minister-President en in", ["Minister-President"]),
        ("de manier waarop de Minister de Tweede Kamer informeert", ["Minister"]),
        ("Zoals de Staatssecretaris eerder heeft gedeeld", ["Staatssecretaris"]),
        ("hoogleraar openbaar bestuur aan de Universiteit Leiden, gevraagd", ["hoogleraar openbaar bestuur aan de Universiteit Leiden"]),
        ("de Nederlandse minister in de Eurogroep en de voorzitter van de Eurogroep", ["Nederlandse minister", "voorzitter van de Eurogroep"]),
    ],
)  # fmt: skip
def test_a_role_reaches_over_what_it_is_of(words: Words, text: str, roles: list[str]) -> None:
    assert words(text, "Role") == roles


@pytest.mark.parametrize(
    "text",
    [
        "Een minister zegt toe",
        "de minister Jansen zegt toe",
        "President Zelensky sprak",
        "de ambtenaren van het ministerie",
        "de ministers van Financiën van de eurozone",
    ],
)
def test_what_identifies_no_holder_is_no_role(words: Words, text: str) -> None:
    assert words(text, "Role") == []


def test_every_way_to_write_an_office_is_the_same_registered_role(found: Finder) -> None:
    text = "Ministers van Buitenlandse Zaken en van Defensie; Minister Veldkamp (Buitenlandse Zaken)"
    entities = [entity for _, entity in found(text, "Role")]
    assert entities == [
        "actor/minister-van-buitenlandse-zaken",
        "actor/minister-van-defensie",
        "actor/minister-van-buitenlandse-zaken",
    ]


def test_a_ministers_portfolio_is_no_ministry(words: Words) -> None:
    assert words("de minister van Buitenlandse Zaken", "Organisation") == []
    assert words("Buitenlandse Zaken heeft jarenlange ervaring", "Organisation") == ["Buitenlandse Zaken"]


@pytest.mark.parametrize(
    ("text", "role", "entity"),
    [
        ("met mijn ambtgenoot van Financiën", "ambtgenoot van Financiën", "actor/minister-van-financien"),
        ("met de collega van IenW", "collega van IenW", "actor/minister-van-infrastructuur-en-waterstaat"),
    ],
)
def test_a_colleague_with_a_portfolio_is_its_minister(found: Finder, text: str, role: str, entity: str) -> None:
    assert found(text, "Role") == [(role, entity)]


def test_the_authorities_of_a_state_are_no_government(words: Words) -> None:
    text = "De Turkse autoriteiten zeggen dit, de Chinese overheid niet. De Turkse regering zwijgt."
    assert words(text, "Government") == ["Turkse regering"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("tegen president Omar al-Bashir van Soedan uitgevaardigd", ["Omar al-Bashir"]),
        ("en Inge van Dijk zei", ["Inge van Dijk"]),
        ("de directeur-generaal van de IAEA, Rafael Grossi, bezocht", ["Rafael Grossi"]),
        ("de minister van Defensie, Rijkswaterstaat, ProRail en", []),
        ("met mijn Marokkaanse ambtgenoot Bourita over", ["Bourita"]),
    ],
)
def test_a_holder_of_office_is_a_person_without_the_land(words: Words, text: str, persons: list[str]) -> None:
    assert words(text, "Person") == persons


def test_a_people_s_english_name_is_no_mention_where_it_is_a_dutch_adjective(words: Words) -> None:
    assert words("De Chinese raffinaderij en het Utrechts beleid.", "Group") == []
    assert words("De Chinese raffinaderij en het Utrechts beleid.", "Place") == []


def test_a_ministers_surname_reaches_up_to_the_portfolio(words: Words) -> None:
    text = "van minister Jansen van Dam-Maas Bakker van Infrastructuur en Milieu op vragen"
    assert words(text, "Person") == ["Jansen van Dam-Maas Bakker"]
    assert words(text, "Place") == words(text, "Organisation") == []
    assert words("minister Jansen van Frankrijk zei", "Person") == ["Jansen"]


def test_the_second_half_of_an_office_is_nobodys_name(words: Words) -> None:
    assert words("Dit doe ik mede namens de Minister-President en de Vice-President.", "Person") == []
    assert words("De Britse Minister voor Ontwikkeling, Jan Jansen, heeft", "Person") == ["Jan Jansen"]


def test_the_palestinian_bodies_are_organisations(found: Finder) -> None:
    text = "de vertegenwoordigers van de Palestijnse Autoriteit en PLO, conform het rapport van het Kwartet"
    assert [entity for _, entity in found(text, "Organisation")] == [
        "actor/palestinian-authority",
        "actor/palestine-liberation-organization",
        "actor/quartet-on-the-middle-east",
    ]
    assert [entity for _, entity in found("een concert van het Kwartet", "Organisation")] != [
        "actor/quartet-on-the-middle-east"
    ]
