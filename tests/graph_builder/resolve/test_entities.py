"""What mentions name within a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_builder.model import Document, Footnote, Metadata, Span
from graph_builder.read import read, read_file
from graph_builder.recognise import Lexicon, recognise
from graph_builder.resolve import resolve
from ontology.registry import Registry

Entities = Callable[..., dict[str, str | None]]


def test_a_motion_is_the_paper_cited_behind_it(entities: Entities) -> None:
    found = entities("Conform de motie Kahraman (Kamerstuk 32 623, nr. 343) doet het kabinet dit.")
    assert found["motie Kahraman"] == "paper/kst-32623-343"


def test_motions_in_a_list_share_a_bracket_in_order(entities: Entities) -> None:
    found = entities("de motie Bikker en de motie Ceder (Kamerstuk 36 410, nr. 4 en nr. 6)", "Motion")
    assert found == {"motie Bikker": "paper/kst-36410-4", "motie Ceder": "paper/kst-36410-6"}


def test_a_repeat_with_the_same_submitters_is_the_same_motion(entities: Entities) -> None:
    text = "de motie van de leden Van Baarle en Dassen (Kamerstuk 28 844, nr. 261). Zo is motie Van Baarle-Dassen af."
    assert set(entities(text, "Motion").values()) == {"paper/kst-28844-261"}


def test_a_motion_without_a_number_is_known_by_where_it_is_first_named(entities: Entities) -> None:
    text = "Motie Rog c.s. (doelmatigheid)\n\nMet de motie Rog vraagt de Kamer onderzoek."
    assert set(entities(text, "Motion").values()) == {"document/test#motion-0"}


def test_a_footnote_whose_mark_follows_gives_the_number(registry: Registry, lexicon: Lexicon) -> None:
    text = "Dit is in lijn met de motie Grinwis 17 en meer.\n\n17 Kamerstukken 27 615, nr. 574\n"
    mark, body = text.index("17 en"), text.index("Kamerstukken")
    note = Footnote("17", Span(mark, mark + 2), Span(body, len(text) - 1))
    document = Document("test", text, "txt", footnotes=(note,))
    found, _ = resolve(document, recognise(document, lexicon), registry)
    assert [mention.entity for mention in found if mention.type == "Motion"] == ["paper/kst-27615-574"]


def test_two_motions_of_one_member_are_told_apart_by_their_notes(
    shared: Path, registry: Registry, lexicon: Lexicon
) -> None:
    document = read_file(shared / "gold/dev/ah-tk-20232024-387.txt")
    found, _ = resolve(document, recognise(document, lexicon), registry)
    motions = [(m.span.of(document.text), m.entity) for m in found if m.type == "Motion"]
    assert motions == [
        ("motie van het Lid Ceder over op basis van feiten", "paper/kst-21501-02-2733"),
        ("motie van het lid Ceder", "paper/kst-21501-02-2732"),
        ("motie van leden Bikker en Omtzigt", "paper/kst-36410-31"),
        ("Motie Ceder", "paper/kst-21501-02-2732"),
        ("Motie Bikker en Omtzigt", "paper/kst-36410-31"),
    ]


def test_the_title_of_a_motion_is_the_document_itself(entities: Entities) -> None:
    found = entities("36 045\n\nOekraïne\n\nNr. 148\n\nMOTIE VAN HET LID BAUDET\n\nDe Kamer,\n")
    assert found["MOTIE VAN HET LID BAUDET"] == "paper/kst-36045-148"


def test_a_surname_is_the_person_whose_full_name_is_given(entities: Entities) -> None:
    found = entities("onderzoek van dr. C.H.J.M. Braun. Ik heb professor Braun gevraagd.", "Person")
    assert set(found.values()) == {"document/test#person-c-h-j-m-braun"}


def test_two_persons_of_one_surname_are_not_merged(entities: Entities) -> None:
    found = entities("de leden Inge van Dijk en Jasper van Dijk. Het lid Van Dijk zei niets.", "Person")
    assert len(set(found.values())) == 3


def test_an_abbreviation_is_what_it_was_introduced_for(entities: Entities) -> None:
    found = entities("De Stichting Tuchtrecht Banken (STB) ziet toe. Bij de STB kan men klagen.", "Organisation")
    assert set(found.values()) == {"actor/x/stichting-tuchtrecht-banken"}


def test_what_the_text_says_of_an_abbreviation_goes_before_the_registry(entities: Entities) -> None:
    found = entities("De Rapid Support Forces (RSF) rukken op. De RSF ontkent dat.", "Organisation")
    assert set(found.values()) == {"actor/rapid-support-forces"}


def test_a_full_name_is_what_its_known_abbreviation_stands_for(entities: Entities) -> None:
    found = entities("De Inspectie voor Leefomgeving en Transport (ILT) controleert. De ILT meldt dat.", "Organisation")
    assert set(found.values()) == {"actor/inspectie-leefomgeving-en-transport"}


def test_a_shorter_form_is_the_one_longer_name(entities: Entities) -> None:
    found = entities("Het UNHCR-veldkantoor in Beiroet werkt. Steun voor het UNHCR-veldkantoor.", "Organisation")
    assert set(found.values()) == {"actor/x/unhcr-veldkantoor-in-beiroet"}


def test_a_definite_repeat_is_the_government_named_before(entities: Entities) -> None:
    found = entities("De Libische eenheidsregering zweeg. De eenheidsregering moest handelen.", "Government")
    assert set(found.values()) == {"actor/x/libische-eenheidsregering"}


def test_the_dutch_government_goes_by_several_names(entities: Entities) -> None:
    found = entities("Het kabinet en de regering, het Nederlandse kabinet.", "Government")
    assert set(found.values()) == {"actor/nl-government"}


def test_your_chamber_is_that_of_the_addressee(entities: Entities) -> None:
    assert entities("Ik meld uw Kamer dit.")["uw Kamer"] == "actor/tweede-kamer"
    assert (
        entities("Ik meld uw Kamer dit.", addressee="Eerste Kamer der Staten-Generaal")["uw Kamer"]
        == "actor/eerste-kamer"
    )


def test_motions_of_one_phrase_are_each_the_paper_in_their_brackets(entities: Entities) -> None:
    text = (
        "Zie de moties van de leden Michon-Derkzen en Van der Plas over een neutrale uitstraling (Kamerstuk 35925-VI-56) "
        "en van de leden Markuszower en Helder over het dragen van een hoofddoek (Kamerstuk 35925-VI-41)."
    )
    assert list(entities(text, "Motion").values()) == ["paper/kst-35925-VI-56", "paper/kst-35925-VI-41"]


def test_a_motion_named_twice_above_its_words_is_the_paper_itself(entities: Entities) -> None:
    text = (
        "36410-V-53 Vaststelling van de begrotingsstaat\n\nMOTIE VAN DE LEDEN PIRI EN BOSWIJK\n\n"
        "Motie van de leden Piri (GL-PvdA) en Boswijk (CDA) over sancties\n\nDe Kamer,\n\ngehoord de beraadslaging,"
    )
    found = entities(text, "Motion", identifier="kst-36410-V-53")
    assert list(found.values()) == ["paper/kst-36410-V-53"] * 2


def test_a_bare_office_is_the_one_that_the_text_names_in_full(entities: Entities) -> None:
    text = "De minister van Defensie schreef de brief. Volgens de Minister is dit nodig."
    assert entities(text, "Role")["Minister"] == "actor/minister-van-defensie"
    several = "De minister van Defensie en de minister van Financiën schreven. Volgens de Minister is dit nodig."
    assert entities(several, "Role")["Minister"] == "actor/nl-government"
    assert entities("Volgens de staatssecretaris is dit nodig.", "Role") == {"staatssecretaris": "actor/nl-government"}


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("De regering van Hongarije tekent.", "actor/hongaarse-regering"),
        ("In Polen verzet de regering zich.", "actor/poolse-regering"),
        ("De Israëlische regering bouwt; de regering sluit ook wegen.", "actor/israeli-government"),
        ("Volgens het kabinet bouwt de Israëlische regering. De regering sluit ook wegen.", "actor/israeli-government"),
        ("De regering van Aruba tekent. De regering betaalt in mei.", "actor/regering-van-aruba"),
        ("De regering in Warschau steunt dit.", "actor/x/regering-in-warschau"),
        ("overwegende dat de Israëlische regering bouwt en de regering dit afkeurt;", "actor/nl-government"),
        ("In Den Haag sprak de regering hierover.", "actor/nl-government"),
        ("De Israëlische regering bouwt; de Kamer verzoekt de regering te protesteren.", "actor/nl-government"),
    ],
)
def test_whose_government_the_bare_word_is(entities: Entities, text: str, entity: str) -> None:
    assert list(entities(text, "Government").values())[-1] == entity


def test_my_colleague_abroad_holds_my_office_there(entities: Entities) -> None:
    found = entities("Ik sprak mijn Duitse ambtgenoot.", "Role", sender="minister van Buitenlandse Zaken")

    assert set(found) == {"Duitse ambtgenoot"}
    assert "duits" in (found["Duitse ambtgenoot"] or "") or "germany" in (found["Duitse ambtgenoot"] or "")


def test_what_meets_in_the_city_of_luxembourg(entities: Entities) -> None:
    assert entities("De Raad kwam bijeen in Luxemburg.")["Luxemburg"] == "place/luxemburg-stad"
    assert entities("Ook Luxemburg steunde dit.")["Luxemburg"] == "actor/luxembourg"


@pytest.mark.parametrize(
    ("sender", "title", "who"),
    [
        ("Algemene Rekenkamer", "BRIEF VAN DE ALGEMENE REKENKAMER", ("actor/algemene-rekenkamer",)),
        ("minister van Defensie", "BRIEF VAN DE MINISTER VAN DEFENSIE", ("actor/nl-government",)),
        ("informateur", "BRIEF VAN DE INFORMATEUR", ()),
    ],
)
def test_we_are_who_sends_the_letter(
    registry: Registry, lexicon: Lexicon, sender: str, title: str, who: tuple[str, ...]
) -> None:
    text = f"{title}\n\nWij zullen uw Kamer informeren."
    document = Document("test", text, "txt", Metadata(sender=sender, kind="letter"))
    _, found = resolve(document, recognise(document, lexicon), registry)

    assert [reference.entities for reference in found] == ([who] if who else [])


def test_a_committee_of_the_eerste_kamer_keeps_its_house_when_abbreviated(entities: Entities) -> None:
    found = entities("De vaste commissie voor Financiën (FIN) vergadert.", number="C", dossier="35827")

    assert found["vaste commissie voor Financiën"] == "actor/x/vaste-commissie-voor-financien-eerste-kamer"


def test_a_minister_of_another_country_is_not_the_dutch_one(entities: Entities) -> None:
    found = entities("Ik sprak de Minister van Justitie van Curaçao en de Minister van Justitie.", "Role")

    assert found["Minister van Justitie van Curaçao"] == "actor/x/minister-van-justitie-van-curacao"
    assert found["Minister van Justitie"] != found["Minister van Justitie van Curaçao"]


def test_a_name_that_a_line_end_cuts_is_whole(registry: Registry, lexicon: Lexicon) -> None:
    document = read(b"Het kabinet steunt de Ver-\nenigde Naties en de stichting Zon-\nneschijn.\n", "brief.txt")
    found, _ = resolve(document, recognise(document, lexicon), registry)

    assert [mention.entity for mention in found] == [
        "actor/nl-government",
        "actor/united-nations",
        "actor/x/stichting-zonneschijn",
    ]


def test_in_the_debates_of_the_eerste_kamer_the_kamer_is_that_house(entities: Entities) -> None:
    assert entities("Ik zeg de Kamer toe.", identifier="h-ek-20232024-3-5")["Kamer"] == "actor/eerste-kamer"


def test_the_council_is_the_configuration_last_named(entities: Entities) -> None:
    text = "De Landbouw- en Visserijraad kwam bijeen. De Raad sprak over vis."
    assert entities(text)["Raad"] == "actor/agrifish-council"
    beside = "De Raad Buitenlandse Zaken kwam bijeen. De Raad en het Europees Parlement maken de wet."
    assert entities(beside)["Raad"] == "actor/council-of-the-european-union"


def test_the_short_form_of_a_place_is_that_place(entities: Entities) -> None:
    text = "In Justitieel Complex Zeist (JCZ) zitten mensen. Het JCZ is vol."
    assert entities(text, "Place")["JCZ"] == "place/x/justitieel-complex-zeist"
    assert "JCZ" not in entities("Het Justitieel Protocol Zeist (JPZ) geldt; het JPZ is nieuw.", "Place")
