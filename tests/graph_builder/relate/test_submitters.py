"""Who submitted a paper: who asks, moves, amends or signs, as a citation or the paper itself says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Metadata
from graph_builder.read import read, read_file
from tests.graph_builder.relate.stated import citations, letter, words


@pytest.mark.parametrize(
    ("name", "submitters"),
    [
        ("ah-tk-20232024-1893", ["Klaver"]),
        ("ah-tk-20242025-582", ["Ellian", "Paternotte"]),
        ("kst-36045-148", ["BAUDET"]),
    ],
)
def test_a_paper_says_who_submitted_it(name: str, submitters: list[str], shared: Path, knowledge: Knowledge) -> None:
    found = extract(read_file(shared / "gold" / "dev" / f"{name}.txt"), knowledge)
    own = [one for one in citations(found) if one.fillers("cited")[0].entity == f"paper/{name}"]
    assert [word for one in own for word in words(found, one, "citedSubmitter")] == submitters


@pytest.mark.shared
def test_the_chair_of_a_debate_says_who_moves_a_motion(shared: Path, knowledge: Knowledge) -> None:
    found = extract(read_file(shared / "papers" / "h-tk-20172018-70-4.txt"), knowledge)
    moved = {
        filler.entity: words(found, one, "citedSubmitter")
        for one in citations(found)
        for filler in one.fillers("cited")
        if one.fillers("citedSubmitter")
    }
    assert moved["paper/kst-29538-254"] == ["Dijksma", "Segers"]
    assert moved["paper/kst-29538-255"] == ["Ellemeet"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "paper", "submitters"),
    [
        ("antw-jenv-teunissen-dierenwelzijn", "paper/kv-tk-2024Z11889", ["Teunissen"]),
        ("antw-jenv-niet-noodgevallen-nummer", "paper/kv-tk-2023Z19677", ["Temmink", "Van Nispen"]),
    ],
)
def test_an_answer_names_the_questions_by_their_number(
    name: str, paper: str, submitters: list[str], shared: Path, knowledge: Knowledge
) -> None:
    found = extract(read_file(shared / "papers" / f"{name}.txt"), knowledge)
    asked = [
        one for one in citations(found) if one.fillers("cited")[0].entity == paper and one.fillers("citedSubmitter")
    ]
    assert [word for one in asked for word in words(found, one, "citedSubmitter")] == submitters


SIGNED = """36 180 Doen waar Nederland goed in is

Nr. 7 MOTIE VAN HET LID HAMMELBURG{others}

Voorgesteld 6 juli 2022

De Kamer,

gehoord de beraadslaging,

verzoekt de regering dit te regelen,

en gaat over tot de orde van de dag.

{signed}
"""


@pytest.mark.parametrize(
    ("others", "signed", "submitters"),
    [
        (
            " C.S.",
            "Hammelburg\n\nVan der Staaij\n\nÇörüz\n\nGündog\u0306an",
            ["Van der Staaij", "Çörüz", "Gündog\u0306an"],
        ),
        ("", "Hammelburg", []),
        (" C.S.", "Hammelburg\n\nVan der Staaij\n\n“Pic", []),
        (" C.S.", "Hommelbery\n\nVan der Staaij", []),
    ],
)
def test_who_signs_a_motion_submits_it(others: str, signed: str, submitters: list[str], knowledge: Knowledge) -> None:
    found = extract(read(SIGNED.format(others=others, signed=signed).encode(), "motie.txt"), knowledge)
    title, *below = citations(found)
    assert [filler.value for filler in title.fillers("citedNumber")] == ["kst-36180-7"]
    assert words(found, title, "citedSubmitter") == ["HAMMELBURG"]
    assert [words(found, one, "citedSubmitter") for one in below] == [[name] for name in submitters]
    assert {one.fillers("cited")[0].entity for one in citations(found)} == {"paper/kst-36180-7"}


SHOWN = """Kamervraag 2016Z18675

Het stoppen van alle hulp aan scholen in Kaboel.

Ingediend 11 oktober 2016
Beantwoord 21 november 2016 (na 41 dagen)
Indieners Jan Jansen (CDA), Piet de Boer (VVD)
Beantwoord door Karin Smit (minister justitie en veiligheid) (PvdA)
 • Vraag 1
  Steunt Nederland Oekraïne?

  Nederland steunt Oekraïne.

 • Vraag 2
  Steunt Nederland Georgië?

  Ja.
"""


def test_questions_shown_with_their_answer_are_submitted_by_the_members_listed(knowledge: Knowledge) -> None:
    found = extract(read(SHOWN.encode(), "vraag.txt"), knowledge)
    known = found.document.metadata
    assert (known.identifier, known.kind, known.date) == ("kv-tk-2016Z18675", "answer", date(2016, 11, 21))
    assert (known.title, known.sender) == (
        "Het stoppen van alle hulp aan scholen in Kaboel.",
        "minister justitie en veiligheid",
    )
    (citation,) = citations(found)
    assert citation.fillers("cited")[0].entity == "paper/kv-tk-2016Z18675"
    assert words(found, citation, "citedSubmitter") == ["Jan Jansen", "Piet de Boer"]
    assert [one.span.of(SHOWN) for one in found.statements if one.kind == "Support"] == ["Nederland steunt Oekraïne"]
    assert [m.span.of(SHOWN) for m in found.mentions if m.type == "Role"] == ["minister justitie en veiligheid"]


@pytest.mark.parametrize(
    ("sentence", "submitters"),
    [
        ("Zie de vragen van de leden Omtzigt en Kuik over zorg (Aanhangsel Handelingen II 2019/20, nr. 24).", 2),
        ("Zie de Kamervragen van het lid Kuik (CDA) (Aanhangsel Handelingen II 2019/20, nr. 24).", 1),
        ("Zie de vragen van het lid Kuik. Het antwoord (Aanhangsel Handelingen II 2019/20, nr. 24) is er.", 0),
        ("Op verzoek van het lid Kuik is dit gemeld (Aanhangsel Handelingen II 2019/20, nr. 24).", 0),
        ("Zie de vragen van het lid Kuik (Aanhangsel Handelingen II 2019/20, nr. 23) en nr. 24.", 1),
    ],
)
def test_questions_cited_by_their_number_are_submitted_by_whom_they_name(
    sentence: str, submitters: int, knowledge: Knowledge
) -> None:
    found = letter(sentence, knowledge)
    assert sum(len(citation.fillers("citedSubmitter")) for citation in citations(found)) == submitters


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie de vragen van mevrouw Jansen (kenmerk 2021Z07123).",
        "Dit zijn de vragen die zijn gesteld door het lid Jansen (kenmerk 2021Z07123).",
        "Het lid Jansen stelde hierover vragen (vraagnummer 2021Z07123).",
        "In antwoord op door het lid Jansen gestelde vragen, ingezonden op 3 mei, vraagnummer 2021Z07123, meldde ik dit.",
        "In mei heeft het lid Jansen (SP) vragen gesteld over wonen (vraagnummer 2021Z07123).",
        "De Kamervragen met kenmerk 2021Z07123 van het lid Jansen over wonen zijn beantwoord. De heer De Boer weet dit.",
    ],
)
def test_who_asks_questions_that_a_number_cites(sentence: str, knowledge: Knowledge) -> None:
    found = letter(sentence, knowledge)
    (cited,) = citations(found)
    assert words(found, cited, "citedSubmitter") == ["Jansen"]


def test_each_of_several_questions_has_its_own_members(knowledge: Knowledge) -> None:
    text = (
        "De antwoorden op vragen van het lid Jansen (Aanhangsel Handelingen II 2021/22, nr. 149) over wonen en van de "
        "leden De Boer en Visser (Aanhangsel Handelingen II 2021/22, nr. 147) over werk volgen."
    )
    found = letter(text, knowledge)
    assert [words(found, one, "citedSubmitter") for one in citations(found)] == [["Jansen"], ["De Boer", "Visser"]]


def test_who_asked_other_questions_is_not_who_asks_those_of_a_number(knowledge: Knowledge) -> None:
    found = letter("Het lid Jansen stelde vragen. In vraagnummer 2021Z07123 staat het.", knowledge)
    assert [words(found, one, "citedSubmitter") for one in citations(found)] == [[]]


@pytest.mark.parametrize(
    ("title", "submitters"),
    [
        ("Nr. 12 GEWIJZIGD AMENDEMENT VAN DE LEDEN JANSEN EN DE BOER TER VERVANGING VAN NR. 9", ["JANSEN", "DE BOER"]),
        ("Nr. 12 BRIEF VAN DE MINISTER VAN FINANCIËN", []),
    ],
)
def test_who_submits_an_amendment(title: str, submitters: list[str], knowledge: Knowledge) -> None:
    text = f"35 300 VI Begroting\n\n{title}\n\nOntvangen 20 november 2019\n\nDit wordt zo geregeld.\n"
    found = extract(read(text.encode(), "stuk.txt"), knowledge)
    assert [word for one in citations(found) for word in words(found, one, "citedSubmitter")] == submitters


@pytest.mark.parametrize(
    ("sentence", "submitters"),
    [
        ("De initiatiefnota van de leden Jansen en De Boer (Kamerstuk 35 359) is besproken.", ["Jansen", "De Boer"]),
        ("In reactie op de initiatiefnota van het lid Jansen (Kamerstuk 35 359, nr. 3) is dit gemeld.", []),
        ("Er zijn moties ingediend door het lid Jansen over wonen (Kamerstuk 35 359, nr. 3).", ["Jansen"]),
    ],
)
def test_who_submits_what_a_number_cites(sentence: str, submitters: list[str], knowledge: Knowledge) -> None:
    found = letter(sentence, knowledge)
    assert [word for one in citations(found) for word in words(found, one, "citedSubmitter")] == submitters


def test_a_minister_who_sends_a_letter_submits_nothing(knowledge: Knowledge) -> None:
    text = (
        "Kamerstuk 32123-VIII-106\n\nGepubliceerd: 18 januari 2010\nIndiener(s): Jan Jansen ({})\nID: 32123-VIII-106\n"
    )
    asked = [letter(text.format(what), knowledge) for what in ("SP", "minister onderwijs) (SP")]
    assert [[w for one in citations(found) for w in words(found, one, "citedSubmitter")] for found in asked] == [
        ["Jan Jansen"],
        [],
    ]


@pytest.mark.parametrize(("kind", "paper"), [("letter", "paper/kst-34907"), ("other", "paper/kst-34907-5")])
def test_a_letter_in_the_dossier_of_a_note_is_not_the_note(kind: str, paper: str, knowledge: Knowledge) -> None:
    title = (
        "34 907 Initiatiefnota van de leden Jansen en De Boer tot behoud van het bos\n\nNr. 5 BRIEF\n\nHet bos blijft."
    )
    known = Metadata(kind=kind, identifier="kst-34907-5", dossier="34907", number="5")
    found = extract(read(title.encode(), "stuk.txt", known), knowledge)
    (cited,) = citations(found)
    assert [filler.entity for filler in cited.fillers("cited")] == [paper]
    assert words(found, cited, "citedSubmitter") == ["Jansen", "De Boer"]


UNTITLED = """{title}De Kamer,

gehoord de beraadslaging,

verzoekt de regering scholen te helpen,

en gaat over tot de orde van de dag.{between}Klaver
Van Weyenberg
Van Veldhoven
"""


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("title", ["", "Motie Klaver c.s. over scholen\n\n", "Motie van het lid Klaver c.s.\n\n"])
def test_all_who_sign_a_motion_submit_the_paper_that_its_metadata_name(
    title: str, between: str, knowledge: Knowledge
) -> None:
    text = UNTITLED.format(title=title, between=between)
    found = extract(read(text.encode(), "motie.txt", Metadata(kind="motion", identifier="kst-36410-12")), knowledge)
    assert {one.fillers("cited")[0].entity for one in citations(found)} == {"paper/kst-36410-12"}
    submitters = [word for one in citations(found) for word in words(found, one, "citedSubmitter")]
    assert submitters == ["Klaver", "Van Weyenberg", "Van Veldhoven"]


def test_who_signs_a_motion_that_nothing_numbers_submits_no_paper(knowledge: Knowledge) -> None:
    text = UNTITLED.format(title="", between="\n\n")
    assert citations(extract(read(text.encode(), "motie.txt", Metadata(kind="motion")), knowledge)) == []
