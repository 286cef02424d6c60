"""Citations: what is written at each place that names a paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Metadata
from graph_builder.read import read, read_file
from tests.graph_builder.relate.stated import citations, letter, words


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
