"""Citations in the forms that real papers write them, to the identifier of the official publications."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.model import Document, Mention
from graph_builder.recognise import Lexicon, recognise
from graph_builder.recognise.citations import find_citations
from graph_builder.recognise.view import look_at

Finder = Callable[..., list[tuple[str, str]]]
Reader = Callable[..., tuple[Document, tuple[Mention, ...]]]

ONE_EACH = [
    ("(Kamerstuk 32 623, nr. 343)", "kst-32623-343"),
    ("Kamerstuk 21 501-02, nr. 2733", "kst-21501-02-2733"),
    ("Kamerstuk 21 501-02 nr. 2732", "kst-21501-02-2732"),
    ("Kamerstuk 23 432, nr.537", "kst-23432-537"),
    ("Kamerstuk23 432, nr.502", "kst-23432-502"),
    ("Kamerstuk 32852 nr. 209", "kst-32852-209"),
    ("Kamerstukken 32852, nr. 199", "kst-32852-199"),
    ("Kamerstuk 21501-20-2128", "kst-21501-20-2128"),
    ("Kamerstuk 32605-217", "kst-32605-217"),
    ("36410-V-51", "kst-36410-V-51"),
    ("Kamerstuk 33400-J, nr. 19", "kst-33400-J-19"),
    ("(Kamerstukken II 2009/10, 32 123 XVI, nr. 30)", "kst-32123-XVI-30"),
    ("Kamerstuk 33 750 XVII, nr. 34", "kst-33750-XVII-34"),
    ("Kamerstuk 34 775 V, nr. 70", "kst-34775-V-70"),
    ("kst-36410-XVI-119", "kst-36410-XVI-119"),
    ("35 300-XV, nr. 28", "kst-35300-XV-28"),
    ("Kamerstukken 21 501-02 en 36 045, nr. 2483", "kst-21501-02-2483"),
    ("Bijlage bij Kamerstukken 35 325, nr. 5", "kst-35325-5"),
    ("Kamerstukken II 2021/22, 30175, nr. 414", "kst-30175-414"),
    ("Tweede Kamer, vergaderjaar 2022–2023, 26 485, nr. 424", "kst-26485-424"),
    ("Kamerstukken, 2022-2023, 29628, nr. 1135", "kst-29628-1135"),
    ("Kamerstukken I 2021/22, 35 925, nr. E", "kst-35925-E"),
    ("Kamerstukken I 2023/24, 36200, A", "kst-36200-A"),
    ("kst-22112-IA", "kst-22112-IA"),
    ("(EK 36 200, D)", "kst-36200-D"),
    ("Geannoteerde agenda Raad Algemene Zaken - 21501-02-1855", "kst-21501-02-1855"),
    ("Kamerstuk-ken 23 645, nr. 811", "kst-23645-811"),
    ("Kamerstukken 27 484 (R 1669), nr. 289", "kst-27484-289"),
    ("(36740-XVI, nr. 9)", "kst-36740-XVI-9"),
    ("(36 410, nr. 74)", "kst-36410-74"),
    ("zij krijgt nr. 1136 (32847)", "kst-32847-1136"),
    ("Kamerstukken II 2021/22, Aanhangsel, nr. 663", "ah-tk-20212022-663"),
    ("Aanhangsel van de Handelingen, vergaderjaar 2023-2024, nr. 76 (2023D39037)", "ah-tk-20232024-76"),
    ("Aanhangsel Handelingen, vergaderjaar 2024-2025,nr. 156", "ah-tk-20242025-156"),
    ("Aanhangsel Handelingen II 2014/15, nr. 58", "ah-tk-20142015-58"),
    ("ah-tk-2017-2018, nr.2509", "ah-tk-20172018-2509"),
    ("ah-tk-20202021-3235", "ah-tk-20202021-3235"),
    ("Handelingen II 2022/23, nr. 84, item 12", "h-tk-20222023-84-12"),
    ("Handelingen II 2014/15, nr. 45", "h-tk-20142015-45"),
    ("h-tk-20172018-70-5", "h-tk-20172018-70-5"),
    ("Kamerstuk 2022Z24775", "2022Z24775"),
    ("(Staatsblad 2020, 118)", "stb-2020-118"),
    ("Stb. 2020, nr. 118", "stb-2020-118"),
    ("Stcrt. 2021, 1234", "stcrt-2021-1234"),
    ("COM (2022) 546", "com-2022-546"),
    ("COM(2021) 726", "com-2021-726"),
    ("COM/2020/592 final", "com-2020-592"),
    ("SWD (2022) 546", "swd-2022-546"),
    ("ECLI:NL:RBDHA:2023:2055", "ECLI:NL:RBDHA:2023:2055"),
    ("ECLI:NL- :RBDHA:2023:2055", "ECLI:NL:RBDHA:2023:2055"),
]


@pytest.mark.parametrize(("text", "identifier"), ONE_EACH)
def test_a_citation_gives_the_identifier_of_its_paper(found: Finder, text: str, identifier: str) -> None:
    assert [value for _, value in found(f"Zoals gemeld: {text}.", "Citation")] == [identifier]


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("Kamerstukken 33 037, nrs. 431 en 437", ["kst-33037-431", "kst-33037-437"]),
        ("Kamerstuk 32 623, nr. 343 en nr. 344", ["kst-32623-343", "kst-32623-344"]),
        ("nader in Kamerstukken 27 615, nrs. 520, 548 en 560", ["kst-27615-520", "kst-27615-548", "kst-27615-560"]),
        ("Kamerstuk 29 984, nr. 4, p. 12 en 13, en nr. 6", ["kst-29984-4", "kst-29984-6"]),
        ("Kamerstuk 29 984, nr. 4, pagina 7 en 8)", ["kst-29984-4"]),
        ("Kamerstukken 23 645, nr. 811 en 29 984, nr. 1207", ["kst-23645-811", "kst-29984-1207"]),
        (
            "Verordeningen (EU) nr. 260/2012 en (EU) 2021/1230",
            ["Verordening (EU) nr. 260/2012", "Verordening (EU) 2021/1230"],
        ),
    ],
)
def test_a_list_of_numbers_gives_a_citation_each(found: Finder, text: str, identifiers: list[str]) -> None:
    assert [value for _, value in found(f"Zie {text}.", "Citation")] == identifiers


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 kwamen 32 623 mensen naar Nederland.",
        "Postbus 20018 te Den Haag",
        "Het gaat om 12 500 woningen en 3 200 banen.",
        "De dollar steeg met 12345 punten.",
        "Bel 070 3486486 voor vragen.",
    ],
)
def test_figures_are_no_citations(found: Finder, text: str) -> None:
    assert found(text, "Citation") == []


def test_the_span_holds_the_head_but_no_brackets(found: Finder) -> None:
    text = "de brief (Kamerstukken II 2009/10, 32 123 XVI, nr. 30) van de minister"
    assert found(text, "Citation") == [("Kamerstukken II 2009/10, 32 123 XVI, nr. 30", "kst-32123-XVI-30")]


def test_a_session_year_in_a_citation_is_no_date(found: Finder) -> None:
    assert found("Zie Kamerstukken II 2009/10, 32 123 XVI, nr. 30.", "Date") == []


def test_the_title_block_gives_dossier_and_number(found: Finder) -> None:
    text = "Tweede Kamer der Staten-Generaal\n\n2\n\n36 410 V\n\nBegroting\n\nNr. 47\n\nMOTIE VAN HET LID PIRI\n\nDe Kamer,\n"
    assert found(text, "Citation") == [("36 410 V", "kst-36410-V"), ("Nr. 47", "kst-36410-V-47")]


def test_the_budget_of_a_fund_has_its_letter(found: Finder) -> None:
    head = "34 300 A Vaststelling van de begrotingsstaat van het Infrastructuurfonds\n\nNr. 15 BRIEF VAN DE MINISTER\n"
    assert found(head, "Citation") == [("34 300 A", "kst-34300-A"), ("Nr. 15", "kst-34300-A-15")]


def test_a_number_printed_alone_is_of_the_known_dossier(found: Finder) -> None:
    text = "Situatie in Oekraïne\n\nNr. 299\n\nMOTIE VAN DE LEDEN DASSEN EN PIRI\n"
    assert found(text, "Citation", dossier="36045", number="299") == [("Nr. 299", "kst-36045-299")]


def test_an_answer_bears_its_number_in_the_session_of_its_date(found: Finder) -> None:
    head = "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden\n\n1893\n\n"
    text = head + "Vragen van het lid Klaver (GroenLinks-PvdA)"
    assert found(text, "Citation") == [("1893", "ah-tk-20242025-1893")]


def test_a_replaced_motion_is_of_the_same_dossier(found: Finder) -> None:
    text = "36 682\n\nVerzamelwet\n\nNr. 10\n\nGEWIJZIGDE MOTIE VAN HET LID CLAASSEN\n\nTer vervanging van die gedrukt onder nr. 8\n"
    assert [value for _, value in found(text, "Citation")] == ["kst-36682", "kst-36682-10", "kst-36682-8"]


def test_a_set_of_questions_is_known_by_its_number(found: Finder) -> None:
    text = "In antwoord op uw brief van 8 juli 2024, nr. 2024Z11889, deel ik u mede dat de vragen zijn beantwoord."
    assert found(text, "Citation") == [("nr. 2024Z11889", "kv-tk-2024Z11889")]


def test_a_dossier_with_its_chapter_may_stand_alone_in_brackets(found: Finder) -> None:
    text = "Plenair debat (wetgeving) - Begroting Buitenlandse Zaken (36410-V) antwoord 1e termijn"
    assert found(text, "Citation") == [("36410-V", "kst-36410-V")]


@pytest.mark.parametrize(
    ("text", "value", "entity"),
    [
        ("de implementatie van VNVR-resolutie 2735", "VNVR-resolutie 2735", "paper/unsc-resolution-2735"),
        ("de Assemblee heeft resolutie 2475 aangenomen", "resolutie 2475", "paper/resolutie-2475"),
        ("the Convention (ETS No. 5) applies", "ETS No. 5", "paper/ets-5"),
        ("de Verordening (EU)\n2016/679", "Verordening (EU) 2016/679", "paper/verordening-2016-679"),
    ],
)
def test_what_has_no_dutch_identifier_keeps_its_words(mentions: Reader, text: str, value: str, entity: str) -> None:
    cited = [mention for mention in mentions(text)[1] if mention.type == "Citation"]
    assert [(mention.value, mention.entity) for mention in cited] == [(value, entity)]


@settings(deadline=None)
@given(
    dossier=st.integers(min_value=10_000, max_value=99_999),
    suffix=st.sampled_from(["", "V", "XVI", "J"]),
    number=st.integers(min_value=1, max_value=9_999),
    spaced=st.booleans(),
    head=st.sampled_from(
        ["Kamerstuk ", "Kamerstukken II 2021/22, ", "Kamerstukken, 2022-2023, ", "Bijlage bij Kamerstuk "]
    ),
    link=st.sampled_from([", nr. ", " nr. ", ", nr.", ", nr "]),
)
def test_every_way_to_write_a_number_gives_the_same_paper(
    *, dossier: int, suffix: str, number: int, spaced: bool, head: str, link: str
) -> None:
    digits = f"{dossier // 1000} {dossier % 1000:03}" if spaced else str(dossier)
    text = f"Zie ({head}{digits}{' ' + suffix if suffix else ''}{link}{number})."
    view = look_at(Document("x", text, "txt"), None)
    identifier = "-".join(filter(None, ["kst", str(dossier), suffix, str(number)]))
    assert [mention.value for mention in find_citations(view)] == [identifier]


def test_a_title_in_quotation_marks_leaves_out_the_mark_of_a_note(lexicon: Lexicon) -> None:
    text = "Zie de beleidsbrief «Wonen aan het water3» hierover."
    assert [one.value for one in recognise(Document("x", text, "txt"), lexicon) if one.type == "Citation"] == [
        "Wonen aan het water"
    ]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Dit staat in de Miljoenennota 2025.", ["Miljoenennota 2025"]),
        (
            "met de Miljoenennota, de Ontwerpbegroting van BHO en de HGIS-nota",
            ["Miljoenennota", "Ontwerpbegroting van BHO", "HGIS-nota"],
        ),
        ("bij elke voorjaarsnota opnieuw", []),
        (
            "naar de Kamerbrief Noodpakket zorg en wonen en de bijlage daarvan",
            ["Kamerbrief Noodpakket zorg en wonen"],
        ),
        ("De Beleidsnota Buitenlandse Handel verscheen in mei.", ["Beleidsnota Buitenlandse Handel"]),
        ("De Kamerbrief Minister Jansen is bekend.", []),
        ("Dit is u via de voortgangsbrief Programma Wonen gemeld.", ["voortgangsbrief Programma Wonen"]),
        ("In de Kamerbrief Wonen en zorg5 staat dit.", ["Kamerbrief Wonen en zorg"]),
        ("In de Kamerbrief Europa heeft het kabinet dit gemeld.", []),
        ("Hierbij de visiebrief stedelijk water 2019.", ["visiebrief stedelijk water 2019"]),
        ("De Jaarbrief inburgering 2020 is verschenen.", ["Jaarbrief inburgering 2020"]),
        ("zoals in de huurbrief van 3 mei 2019 staat", ["huurbrief van 3 mei 2019"]),
        ("zoals in de huurbrief staat", []),
        ("De Autobrief III en de Miljoenennota II zijn er.", ["Autobrief III", "Miljoenennota II"]),
        ("De Kamerbrief van 3 mei 2019 meldt dit.", []),
        ("Uw Kamer vroeg om de Staat van de Unie.", ["Staat van de Unie"]),
        ("In haar toespraak over de Staat van de Unie zei zij dit.", []),
        ("CXX Werkwijze van de Kamer\n\nD BRIEF VAN DE VOORZITTER\n\nHierbij het voorstel.", ["CXX", "D"]),
        ("35 912 Staat van de Europese Unie 2021\n\nNr. 4 BRIEF", ["35 912", "Nr. 4"]),
        ("Mededeling over de vloot: stand van zaken\n\nDe Raad sprak.", ["Mededeling over de vloot: stand van zaken"]),
    ],
)
def test_a_paper_with_a_name_of_its_own_is_cited_by_it(lexicon: Lexicon, text: str, cited: list[str]) -> None:
    found = [mention for mention in recognise(Document("x", text, "txt"), lexicon) if mention.type == "Citation"]
    assert [mention.span.of(text) for mention in found] == cited
