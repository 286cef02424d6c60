"""The words that name a motion: submitters, kind, description."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Words = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "motion", "persons"),
    [
        ("Conform de motie Kahraman (Kamerstuk 32 623, nr. 343), heeft", "motie Kahraman", ["Kahraman"]),
        (
            "uitvoering aan motie - Bamenga c.s. over steun voor het veldkantoor (Kamerstuk 36 284, nr. 45).",
            "motie - Bamenga c.s. over steun voor het veldkantoor",
            ["Bamenga"],
        ),
        (
            "is de motie van het lid Piri over hulp uitgevoerd (Kamerstuk 32 623, nr. 343).",
            "motie van het lid Piri over hulp",
            ["Piri"],
        ),
        (
            "- de motie-Kröger over een afweging die door de uitspraak nodig is (35300-A, nr. 29);\n",
            "motie-Kröger over een afweging die door de uitspraak nodig is",
            ["Kröger"],
        ),
        (
            "over de motie van het lid Piri over bedrijven die wapens leveren (Kamerstuk 36 410, nr. 7), de motie",
            "motie van het lid Piri over bedrijven die wapens leveren",
            ["Piri"],
        ),
        (
            "aangenomen motie (Handelingen II 2015/16, nr. 81, item 20) van de leden Van Oosten en Volp (Kamerstuk 24 587,",
            "motie (Handelingen II 2015/16, nr. 81, item 20) van de leden Van Oosten en Volp",
            ["Van Oosten", "Volp"],
        ),
        (
            "de motie d.d. 12 maart 2019 van het lid Piri (31 289, nr. 7)",
            "motie d.d. 12 maart 2019 van het lid Piri",
            ["Piri"],
        ),
        (
            "– de brief van de Minister d.d. 1 mei 2023 inzake de motie van het lid Piri over bezien hoe landen kunnen worden"
            " geholpen om hulp te geven (Kamerstuk 36 045, nr. 33) (Kamerstuk 36 045, nr. 40);",
            "motie van het lid Piri over bezien hoe landen kunnen worden geholpen om hulp te geven",
            ["Piri"],
        ),
        (
            "De brief van 3 mei over de motie van het lid Piri over hulp wordt betrokken bij het debat (Kamerstuk 36 045).",
            "motie van het lid Piri over hulp",
            ["Piri"],
        ),
        ("de motie, ingediend door het lid Piri (31 289, nr. 7)", "motie, ingediend door het lid Piri", ["Piri"]),
        (
            "de motie van de heer Piri en mevrouw Ypma (31 289, nr. 7)",
            "motie van de heer Piri en mevrouw Ypma",
            ["Piri", "Ypma"],
        ),
        (
            "de motie (Kamerstuk 36 410, nr. 7) van het lid Piri over wonen is",
            "motie (Kamerstuk 36 410, nr. 7) van het lid Piri over wonen",
            ["Piri"],
        ),
        (
            "Met de door de leden Piri en Ypma ingediende motie over wonen (31 289, nr. 7) is",
            "door de leden Piri en Ypma ingediende motie over wonen",
            ["Piri", "Ypma"],
        ),
        ("de motie van Nispen (Kamerstuk 29 628, nr. 1) is", "motie van Nispen", ["van Nispen"]),
        ("de motie van mevrouw Piri is aangehouden", "motie van mevrouw Piri", ["Piri"]),
        ("de motie-Grinwis is aangenomen", "motie-Grinwis", ["Grinwis"]),
        ("de motie van het lid van Nispen over", "motie van het lid van Nispen", ["van Nispen"]),
        ("de motie van het lid Ceder in de Raad", "motie van het lid Ceder", ["Ceder"]),
        ("de motie van leden Bikker en Omtzigt aangegeven", "motie van leden Bikker en Omtzigt", ["Bikker", "Omtzigt"]),
        ("de motie Bikker/Omtzigt (Kamerstuk 36 410, nr. 74)", "motie Bikker/Omtzigt", ["Bikker", "Omtzigt"]),
        (
            "de motie-Stoffer/Van der Plas over zorg.",
            "motie-Stoffer/Van der Plas over zorg",
            ["Stoffer", "Van der Plas"],
        ),
        ("de betreffende motie Van Baarle-Dassen als afgedaan", "motie Van Baarle-Dassen", ["Van Baarle", "Dassen"]),
        ("de motie Michon-Derkzen is", "motie Michon-Derkzen", ["Michon-Derkzen"]),
        ("de motie Veen-Bosch/Van Dam is", "motie Veen-Bosch/Van Dam", ["Veen-Bosch", "Van Dam"]),
        ("de motie-Mei Li Vos c.s. over studie;", "motie-Mei Li Vos c.s. over studie", ["Mei Li Vos"]),
        (
            "Motie Heerema-Rog (steekproef reclame)\n\nIn de motie",
            "Motie Heerema-Rog (steekproef reclame)",
            ["Heerema", "Rog"],
        ),
        (
            "de nader gewijzigde motie van de leden Smeulders en Aartsen verzoekt",
            "nader gewijzigde motie van de leden Smeulders en Aartsen",
            ["Smeulders", "Aartsen"],
        ),
        (
            "een motie van Tweede Kamerlid Mulder (CDA).",
            "motie van Tweede Kamerlid Mulder (CDA)",
            ["Mulder"],
        ),
        ("Nr. 148\n\nMOTIE VAN HET LID BAUDET\n\nVoorgesteld", "MOTIE VAN HET LID BAUDET", ["BAUDET"]),
        (
            "MOTIE VAN DE LEDEN VAN HOUWELINGEN EN DEKKER\n",
            "MOTIE VAN DE LEDEN VAN HOUWELINGEN EN DEKKER",
            ["VAN HOUWELINGEN", "DEKKER"],
        ),
        ("GEWIJZIGDE MOTIE VAN HET LID KNOPS C.S.\n", "GEWIJZIGDE MOTIE VAN HET LID KNOPS C.S.", ["KNOPS"]),
    ],
)
def test_a_motion_reaches_from_its_noun_to_its_description(
    words: Words, text: str, motion: str, persons: list[str]
) -> None:
    assert words(text, "Motion") == [motion]
    assert words(text, "Person") == persons


@pytest.mark.parametrize(
    "text",
    [
        "Deze motie is ontraden.",
        "heeft uw Kamer per motie (Kamerstukken 32852, nr. 199) verzocht",
        "Met de motie vraagt de Kamer om onderzoek.",
        "De aangenomen moties worden uitgevoerd.",
        "zonder slag of emotie Kamer",
        "De motie van Groningen blijft.",
        "De motie van GroenLinks over wonen is verworpen.",
        "De door de leden van de SP ingediende motie is verworpen.",
        "43 Stemming motie Begroting Infrastructuur 2019",
        "10 Stemming motie Staat van de rechtsstaat",
    ],
)
def test_a_motion_without_submitters_is_not_named(words: Words, text: str) -> None:
    assert words(text, "Motion") == []


def test_a_member_of_your_house_bears_a_title(words: Words) -> None:
    text = "Daarmee voldoe ik aan de motie van het lid van uw kamer de heer Slob (CU) c.s."
    assert words(text, "Motion") == ["motie van het lid van uw kamer de heer Slob (CU) c.s."]
    assert words(text, "Person") == ["Slob"]


def test_a_description_ends_where_the_sentence_goes_on(words: Words) -> None:
    text = "De motie van de leden Alkaya en Van Raan over export waarin de regering wordt verzocht te stoppen."
    assert words(text, "Motion") == ["motie van de leden Alkaya en Van Raan over export"]


def test_a_description_ends_with_its_line_where_a_sentence_follows(words: Words) -> None:
    text = (
        "Motie Bisschop over toezicht in het\nonderwijs\nDe motie van het lid Bisschop verzoekt de regering te wachten."
    )
    assert words(text, "Motion") == ["Motie Bisschop over toezicht in het\nonderwijs", "motie van het lid Bisschop"]


def test_motions_of_one_phrase_are_named_each(words: Words) -> None:
    text = (
        "Zie de moties van 14 december 2021 van de leden Michon-Derkzen en Van der Plas over een neutrale uitstraling "
        "(Kamerstuk 35925-VI-56) en van de leden Markuszower en Helder over het dragen van een hoofddoek "
        "(Kamerstuk 35925-VI-41)."
    )
    assert words(text, "Motion") == [
        "moties van 14 december 2021 van de leden Michon-Derkzen en Van der Plas over een neutrale uitstraling",
        "van de leden Markuszower en Helder over het dragen van een hoofddoek",
    ]
    assert words(text, "Person") == ["Michon-Derkzen", "Van der Plas", "Markuszower", "Helder"]


def test_a_further_motion_may_be_named_by_its_submitter_alone(words: Words) -> None:
    text = "in de moties Piri (Kamerstuk 21501-20, nr. 12) en Kahraman c.s. (Kamerstuk 21501-20, nr. 13) om actie."
    assert words(text, "Motion") == ["moties Piri", "Kahraman c.s."]


def test_members_each_with_others_behind_him_moved_as_many_motions(words: Words) -> None:
    text = "Uitvoering van de moties van de leden Piri c.s., Ram c.s. en Kahraman c.s. is gestart."
    assert words(text, "Motion") == ["moties van de leden Piri c.s.", "Ram c.s.", "Kahraman c.s."]


def test_a_number_in_brackets_is_no_party(words: Words) -> None:
    text = (
        "De moties Jansen (Kamerstuk 21501-04 nr.279), Piri c.s. (Kamerstuk 21501-04 nr.280) "
        "en Ram (Kamerstuk 21501-04 nr.283)."
    )
    assert words(text, "Motion") == ["moties Jansen", "Piri c.s.", "Ram"]
    assert words(text, "Person") == ["Jansen", "Piri", "Ram"]


@pytest.mark.parametrize(
    ("text", "motions"),
    [
        ("Met de moties Kahraman en Ceder (Kamerstuk 32 623, nrs. 12 en 14) is", ["moties Kahraman", "Ceder"]),
        ("De moties Kahraman en Ceder (Kamerstuk 32 623, nr. 12 en nr. 14)", ["moties Kahraman", "Ceder"]),
        ("De moties Kahraman c.s. en Ceder (Kamerstuk 32 623, nrs. 12 en 14)", ["moties Kahraman c.s.", "Ceder"]),
        ("Met de motie Kahraman en Ceder (Kamerstuk 32 623, nr. 12) is", ["motie Kahraman en Ceder"]),
    ],
)
def test_as_many_numbers_as_names_are_as_many_motions(words: Words, text: str, motions: list[str]) -> None:
    assert words(text, "Motion") == motions
    assert words(text, "Person") == ["Kahraman", "Ceder"]
