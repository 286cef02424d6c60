"""Citations: what is written at each place that names a paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Extraction, Metadata, Statement
from graph_builder.read import read, read_file


def citations(extraction: Extraction) -> list[Statement]:
    return [statement for statement in extraction.statements if statement.kind == "Citation"]


def words(extraction: Extraction, statement: Statement, role: str) -> list[str]:
    return [filler.span.of(extraction.document.text) for filler in statement.fillers(role)]


def letter(text: str, knowledge: Knowledge) -> Extraction:
    return extract(read(text.encode(), "brief.txt", Metadata(kind="letter")), knowledge)


def test_number_submitter_and_title_of_a_motion(knowledge: Knowledge) -> None:
    found = letter("Ik noem de motie van het lid Piri over wonen (Kamerstuk 32 623, nr. 343).", knowledge)
    (citation,) = citations(found)
    assert [filler.value for filler in citation.fillers("citedNumber")] == ["kst-32623-343"]
    assert words(found, citation, "citedSubmitter") == ["Piri"]
    assert words(found, citation, "citedTitle") == ["wonen"]
    assert citation.track is None


def test_the_bundled_letter_cites_one_number_for_two_descriptions(letter_file: Path, knowledge: Knowledge) -> None:
    found = extract(read_file(letter_file), knowledge)
    numbered = [one for one in citations(found) if one.fillers("citedNumber")]
    assert [one.fillers("citedNumber")[0].value for one in numbered] == ["kst-32623-343"] * 2
    assert {one.fillers("cited")[0].entity for one in numbered} == {"paper/kst-32623-343"}


def test_a_number_in_a_note_belongs_to_the_motion_before_its_mark(shared: Path, knowledge: Knowledge) -> None:
    found = extract(read_file(shared / "gold" / "dev" / "ah-tk-20232024-387.txt"), knowledge)
    numbers = {
        filler.value: words(found, one, "citedSubmitter")
        for one in citations(found)
        for filler in one.fillers("citedNumber")
    }
    assert numbers["kst-21501-02-2732"] == ["Ceder"]
    assert numbers["kst-36410-31"] == ["Bikker", "Omtzigt"]


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


def test_a_motion_of_the_eerste_kamer_is_numbered_by_a_letter(knowledge: Knowledge) -> None:
    text = (
        "Eerste Kamer der Staten-Generaal\n\n35 300 Nota\n\nL MOTIE VAN HET LID JANSEN C.S.\n\nVoorgesteld 29 oktober 2019"
        "\n\nDe Kamer,\n\ngehoord de beraadslaging,\n\noverwegende, dat beide Kamers der Staten-Generaal hierover spreken;"
        "\n\nverzoekt de regering te wachten,\n\nen gaat over tot de orde van de dag.\n\nJansen\n\nDe Boer\n"
    )
    found = extract(read(text.encode(), "motie.txt"), knowledge)
    assert [w for one in citations(found) for w in words(found, one, "citedSubmitter")] == ["JANSEN", "De Boer"]
    assert [f.value for one in citations(found) for f in one.fillers("citedNumber")] == ["kst-35300-L"]
    (asked,) = [one for one in found.statements if one.kind == "Urging"]
    assert [filler.entity for filler in asked.fillers("agent")] == ["actor/eerste-kamer"]


def test_a_motion_without_number_or_name_is_no_citation(knowledge: Knowledge) -> None:
    assert citations(letter("Ik voer de motie uit.", knowledge)) == []


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

Het stoppen van hulp

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
    assert (known.title, known.sender) == ("Het stoppen van hulp", "minister justitie en veiligheid")
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


def test_a_motion_that_asks_twice_asks_two_things(knowledge: Knowledge) -> None:
    text = (
        "36 410 Begroting\n\nNr. 7 MOTIE VAN HET LID JANSEN\n\nDe Kamer,\n\ngehoord de beraadslaging,\n\nverzoekt de regering"
        " te wachten,\n\nen verzoekt de regering de Kamer hierover te informeren,\n\nen gaat over tot de orde van de dag.\n\nJansen\n"
    )
    found = extract(read(text.encode(), "motie.txt"), knowledge)
    asked = [one for one in found.statements if one.kind == "Urging"]
    assert [words(found, one, "topic") for one in asked] == [["te wachten"], ["de Kamer hierover te informeren"]]


def test_the_motions_of_a_list_below_are_carried_out(knowledge: Knowledge) -> None:
    text = (
        "Geachte voorzitter,\n\nMet deze brief geef ik uitvoering aan de volgende moties:\n\n• de motie van het lid Jansen over wonen;"
        "\n\n• de motie De Boer (Kamerstuk 36 410, nr. 8).\n\nDe motie Visser volgt.\n"
    )
    found = letter(text, knowledge)
    (told,) = [one for one in found.statements if one.kind == "MotionExecution"]
    assert [(filler.entity or "").split("#")[-1].split("-")[0] for filler in told.fillers("motion")] == [
        "motion",
        "paper/kst",
    ]


def test_the_dossier_below_a_title_is_not_the_number_of_its_motion(knowledge: Knowledge) -> None:
    text = (
        "Motie : Motie van het lid Jansen over wonen\n27 925 Wonen\nNr. 829\nMOTIE VAN HET LID JANSEN\nVoorgesteld 15 september 2021"
        "\nDe Kamer,\ngehoord de beraadslaging,\nroept de regering op, te bouwen,\nen gaat over tot de orde van de dag.\nJansen\n"
    )
    found = extract(read(text.encode(), "motie.txt"), knowledge)
    assert {f.value for one in citations(found) for f in one.fillers("citedNumber")} == {"kst-27925-829"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie de vragen van mevrouw Jansen (kenmerk 2021Z07123).",
        "Dit zijn de vragen die zijn gesteld door het lid Jansen (kenmerk 2021Z07123).",
        "Het lid Jansen stelde hierover vragen (vraagnummer 2021Z07123).",
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


def test_an_overview_may_begin_with_the_number_of_a_motion(knowledge: Knowledge) -> None:
    text = (
        "Geachte voorzitter,\n\nHierbij informeer ik u over moties.\n\n32 123 VIII, nr. 19 – motie-Jansen en De Boer over cultuur"
        "\n\n«Verzoekt de regering, de kaart te behouden.»\n\nIk zal dat doen.\n"
    )
    found = letter(text, knowledge)
    (cited,) = [one for one in citations(found) if one.fillers("citedNumber")]
    assert [filler.entity for filler in cited.fillers("cited")] == ["paper/kst-32123-VIII-19"]
    assert words(found, cited, "citedSubmitter") == ["Jansen", "De Boer"]
    assert cited.span.of(text).startswith("32 123 VIII")
    (asked,) = [one for one in found.statements if one.kind == "Urging"]
    assert words(found, asked, "topic") == ["de kaart te behouden"]


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


def test_a_motion_of_the_same_words_is_the_numbered_one(knowledge: Knowledge) -> None:
    text = (
        "De motie Jansen over wonen (Kamerstuk 30 523, nr. 52) is aangenomen. De motie Jansen over zorg is dat niet. "
        "Ik kom terug op de motie\nJansen over wonen."
    )
    found = letter(text, knowledge)
    named = [filler.entity or "" for one in citations(found) for filler in one.fillers("cited")]
    assert [entity == "paper/kst-30523-52" for entity in named] == [True, False, True]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Zie de moties van het lid Jansen en van het lid De Boer (Kamerstuk 31 289, nrs. 12 en 13).", ["12", "13"]),
        ("Zie de motie (Kamerstuk 31 289, nr. 12) van het lid Jansen over wonen.", ["12"]),
    ],
)
def test_each_motion_has_its_own_number(sentence: str, numbers: list[str], knowledge: Knowledge) -> None:
    cited = [one for one in citations(letter(sentence, knowledge)) if one.fillers("citedNumber")]
    assert [filler.value for one in cited for filler in one.fillers("citedNumber")] == [
        f"kst-31289-{n}" for n in numbers
    ]
    assert [filler.entity for one in cited for filler in one.fillers("cited")] == [
        f"paper/kst-31289-{n}" for n in numbers
    ]


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


AMENDMENTS = """Geachte voorzitter,

Hierbij geef ik mijn oordeel over de amendementen.

{heading}

Dit amendement regelt dat scholen hulp krijgen.
"""


@pytest.mark.parametrize(
    ("heading", "cited", "number", "submitters"),
    [
        ("Amendement nr. 6 (SP)", "Amendement nr. 6", "6", ["SP"]),
        ("Amendement nr. 7 (SP en D66)", "Amendement nr. 7", "7", ["SP", "D66"]),
        ("Gewijzigd amendement nr. 8 (het lid Kuik, CDA)", "Gewijzigd amendement nr. 8", "8", ["Kuik"]),
        ("Amendement van het lid Kuik nr. 10", "nr. 10", "10", ["Kuik"]),
        (
            "Amendement nr. 12 van de leden Kuik en Van der Staaij",
            "Amendement nr. 12",
            "12",
            ["Kuik", "Van der Staaij"],
        ),
        ("Amendement nr. 14 (regeling van de SP)", "Amendement nr. 14", "14", []),
        ("Ik ontraad amendement nr. 15 (SP en D66), dat te duur is.", "nr. 15", "15", ["SP", "D66"]),
        ("Motie 16 (Van Kuik): oordeel Kamer.", "16", "16", ["Van Kuik"]),
        ("Het amendement Kuik (33 127, nr. 18) is aangenomen.", "33 127, nr. 18", "18", ["Kuik"]),
    ],
)
def test_the_heading_of_an_amendment_cites_it_in_the_papers_own_dossier(
    heading: str, cited: str, number: str, submitters: list[str], knowledge: Knowledge
) -> None:
    known = Metadata(kind="letter", dossier="33127", identifier="kst-33127-22")
    found = extract(read(AMENDMENTS.format(heading=heading).encode(), "brief.txt", known), knowledge)
    (citation,) = citations(found)
    assert words(found, citation, "cited") == [cited]
    assert citation.fillers("cited")[0].value == f"kst-33127-{number}"
    assert words(found, citation, "citedSubmitter") == submitters


@pytest.mark.parametrize(
    ("heading", "dossier"),
    [
        ("Amendement nr. 6 (SP)", None),
        ("Amendement nr. 6 (Kamerstuk 36 410)", "33127"),
    ],
)
def test_an_amendment_of_an_unknown_dossier_is_not_cited(
    heading: str, dossier: str | None, knowledge: Knowledge
) -> None:
    known = Metadata(kind="letter", dossier=dossier)
    found = extract(read(AMENDMENTS.format(heading=heading).encode(), "brief.txt", known), knowledge)
    assert [one.fillers("cited")[0].value for one in citations(found) if "-33127" in str(one)] == []


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("Ik antwoord op de vragen met kenmerk 2014.388077 over zorg.", ["2014.388077"]),
        ("Ik antwoord op uw brief (kenmerk: 2014.388077).", ["2014.388077"]),
        ("De uitgaven zijn 2014.388077 keer geteld.", []),
        ("Het kenmerk 2014.38 is een versie.", []),
    ],
)
def test_a_reference_of_a_ministry_in_figures_is_cited_as_written(
    sentence: str, cited: list[str], knowledge: Knowledge
) -> None:
    assert [one.fillers("cited")[0].value for one in citations(letter(sentence, knowledge))] == cited
