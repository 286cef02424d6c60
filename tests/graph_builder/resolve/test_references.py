"""Words that stand for somebody or something named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

References = Callable[..., list[tuple[str, tuple[str, ...]]]]


def test_a_minister_speaks_for_the_government(references: References) -> None:
    found = references("Hierbij informeer ik uw Kamer. Mijn ministerie werkt eraan; we gaan door.")
    assert found == [(words, ("actor/nl-government",)) for words in ("ik", "Mijn ministerie", "we")]


def test_you_in_a_question_is_the_minister_and_i_is_nobody(references: References) -> None:
    text = "Bent u bekend met wat ik uw Kamer vroeg?"
    assert references(text, part="question", kind="answer") == [("u", ("actor/nl-government",))]


def test_you_whom_a_minister_asks_something_are_the_chamber(references: References) -> None:
    text = "De minister is er. In dit licht verzoek ik u het debat uit te stellen. De Commissie verzoekt u niets."
    assert references(text) == [("ik", ("actor/nl-government",)), ("u", ("actor/tweede-kamer",))]


def test_these_institutions_are_the_list_before(references: References) -> None:
    text = "Nederland steunt de Wereldbank, het IMF en de EU. Deze instellingen helpen. Ook steunen ze Syrië."
    listed = ("actor/world-bank", "actor/imf", "actor/european-union")
    assert references(text) == [("Deze instellingen", listed), ("ze", listed)]


def test_them_are_the_bodies_just_listed_where_nobody_else_is(references: References) -> None:
    text = "De Wereldbank en het IMF zijn betrokken. Nederland vraagt hen mee te denken."
    assert references(text) == [("hen", ("actor/world-bank", "actor/imf"))]
    assert references(text.replace("Nederland vraagt", "De studenten vragen")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De leden van de D66-fractie lazen dit. Deze leden steunen het.", [("Deze leden", ("actor/d66",))]),
        (
            "De leden van de fracties van D66 en de SGP lazen dit. Daarom steunen zij het.",
            [("zij", ("actor/d66", "actor/sgp"))],
        ),
        ("De leden van de D66-fractie lazen dit. Zij vragen de regering om een reactie.", []),
        ("De leden van de D66-fractie zien dat de scholen klagen. Zij steunen het niet.", []),
        ("De leden van de D66-fractie lazen dit.\n\nZij steunen het niet.", []),
    ],
)
def test_these_members_are_those_of_the_fraction_that_spoke_last(
    text: str, expected: list[tuple[str, tuple[str, ...]]], references: References
) -> None:
    assert references(text, kind="report") == expected


def test_one_organisation_is_no_list(references: References) -> None:
    assert references("Nederland steunt de Wereldbank. Deze organisaties helpen.") == []


def test_the_municipality_is_the_one_that_the_text_names(references: References) -> None:
    one = "De gemeente Zaanstad bouwt een stadhuis. De gemeente en NS overleggen. Een gemeente is vrij."
    assert references(one) == [("De gemeente", ("actor/gemeente-zaanstad",))]
    two = "De gemeente Zaanstad en de gemeente Utrecht bouwen. De gemeente en NS overleggen."
    assert references(two) == []
    another = "De gemeente Zaanstad bouwt. De gemeente in Utrecht en de gemeente van de buren bouwen."
    assert references(another) == []


def test_a_person_is_taken_up_when_there_is_but_one(references: References) -> None:
    text = "Ik heb professor Braun gevraagd. Zij zal dit onderzoeken."
    assert ("Zij", ("document/test#person-braun",)) in references(text)
    two = "Ik sprak professor Braun en dr. Pattyn. Zij zal dit onderzoeken."
    assert "Zij" not in dict(references(two))


def test_this_motion_is_the_one_last_named(references: References) -> None:
    text = "De motie Rog (Kamerstuk 31 289, nr. 380) vraagt onderzoek. Deze motie voer ik uit."
    assert ("Deze motie", ("paper/kst-31289-380",)) in references(text)


def test_a_motion_without_a_name_is_the_paper_in_brackets(references: References) -> None:
    text = "Hierover heeft uw Kamer per motie (Kamerstukken 32852, nr. 199) iets verzocht."
    assert references(text) == [("motie", ("paper/kst-32852-199",))]


def test_a_report_of_a_debate_keeps_its_pronouns(references: References) -> None:
    assert references("Voorzitter. Ik dank de Kamer en het kabinet. Wij gaan door.", kind="report") == []


def test_a_range_stands_for_the_papers_between_its_ends(references: References) -> None:
    text = "Zie Kamerstukken 36 410, nrs. 12 t/m 15 en Kamerstuk 36 410, nr. 20."
    assert references(text) == [("t/m", ("paper/kst-36410-13", "paper/kst-36410-14"))]


def test_the_letter_spoken_of_is_the_one_last_numbered(references: References) -> None:
    text = "In mijn brief van 5 maart 2024 (Kamerstuk 29 628, nr. 12) staat dit. Eerdergenoemde brief is besproken."
    assert ("Eerdergenoemde brief", ("paper/kst-29628-12",)) in references(text)
    behind = "Ik verwijs naar bijgaande brief (Kamerstuk 29 628, nr. 13)."
    assert ("bijgaande brief", ("paper/kst-29628-13",)) in references(behind)
    assert "bijgaande brief" not in dict(references("Zie bijgaande brief en de wet (Stb. 2020, 118)."))


def test_a_noun_stands_for_the_one_body_of_it(references: References) -> None:
    assert references("De SER heeft advies uitgebracht. De raad pleit voor een wet.") == [
        ("De raad", ("actor/sociaal-economische-raad",))
    ]
    assert references("De Onderwijsraad en de SER hebben advies uitgebracht. De raad pleit voor een wet.") == []
    assert references("De raad van bestuur sprak met de SER.") == []
    assert references("De inspectie sprak met de Inspectie van het Onderwijs.") == []
    committee = (
        "De vaste commissie voor Europese Zaken sprak over de Europese Commissie. De commissie vraagt een reactie."
    )
    assert references(committee) == [("De commissie", ("actor/vaste-commissie-voor-europese-zaken",))]


def test_the_court_is_the_one_that_the_text_names(references: References) -> None:
    far = "Dat is zo. " * 60
    assert ("De rechtbank", ("actor/rechtbank-den-haag",)) in references(
        f"De Rechtbank Den Haag oordeelde.\n\n{far}De rechtbank zag dat."
    )
    assert not references(f"De Rechtbank Den Haag en de Rechtbank Gelderland oordeelden.\n\n{far}De rechtbank zag dat.")
