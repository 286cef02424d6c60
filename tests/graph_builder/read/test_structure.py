"""The parts of a paper: title block, questions and answers, a motion's parts, signature, kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.model import Document
from graph_builder.read import read, read_file


def outline(document: Document) -> list[tuple[str, str | None, str, str]]:
    return [
        (block.kind, block.part, block.label, " ".join(block.span.of(document.text).split())[:30])
        for block in document.blocks
    ]


def test_a_motion_has_findings_considerations_a_request_and_submitters(shared: Path) -> None:
    document = read_file(shared / "gold" / "dev" / "kst-36180-42.txt")

    assert [(kind, part) for kind, part, _, _ in outline(document)] == [
        *[("preamble", None)] * 8,
        ("paragraph", None),
        ("paragraph", None),
        ("paragraph", "finding"),
        ("paragraph", "finding"),
        ("paragraph", "consideration"),
        ("paragraph", "request"),
        ("paragraph", None),
        ("signature", None),
        ("signature", None),
    ]


def test_an_answer_pairs_questions_and_answers_by_number(shared: Path) -> None:
    document = read_file(shared / "gold" / "dev" / "ah-tk-20242025-582.txt")

    merged = [(part, words) for _, part, label, words in outline(document) if label == "4, 5, 7 en 8"]
    assert [part for part, _ in merged] == ["question"] * 5 + ["answer"] * 2
    assert merged[1][1] == "Waarom kan de uitkomst van deze"[:30]


@pytest.mark.parametrize(
    ("asked", "answered", "label"),
    [
        ("Vraag 3", "Antwoord 3", "3"),
        ("Vraag 4 en 5", "Antwoord op vragen 4 en 5", "4 en 5"),
        ("Vragen 2 t/m 4", "Antwoorden op vraag 2 t/m 4", "2 t/m 4"),
        ("Vraag 7:", "Antwoord:", "7"),
        ("7", "Antwoord", "7"),
    ],
)
def test_headings_of_questions_and_answers_in_many_forms(asked: str, answered: str, label: str) -> None:
    text = f"Uw brief is ontvangen.\n\n{asked}\n\nKlopt dit bericht?\n\n{answered}\n\nJa, dat klopt.\n"

    assert outline(read(text.encode(), "a.txt"))[1:] == [
        ("heading", "question", label, asked),
        ("paragraph", "question", label, "Klopt dit bericht?"),
        ("heading", "answer", label, answered),
        ("paragraph", "answer", label, "Ja, dat klopt."),
    ]


def test_questions_without_headings_are_all_questions(shared: Path) -> None:
    document = read_file(shared / "papers" / "kv-tk-2024Z18884.txt")

    assert document.metadata.kind == "other"
    parts = {part for kind, part, _, _ in outline(document) if kind not in ("preamble", "note")}
    assert parts == {"question"}


def test_what_follows_the_answers_is_none() -> None:
    text = (
        "Vraag 1\n\nKlopt dit?\n\nAntwoord 1\n\nJa.\n\n"
        "De minister van Financiën,\n\nW.B. Hoekstra\n\nBijlage\n\nCijfers.\n"
    )
    found = outline(read(text.encode(), "a.txt"))

    assert found[4:] == [
        ("signature", None, "", "De minister van Financiën,"),
        ("signature", None, "", "W.B. Hoekstra"),
        ("heading", None, "", "Bijlage"),
        ("paragraph", None, "", "Cijfers."),
    ]


@pytest.mark.parametrize(
    "signature",
    [
        ["De minister van Buitenlandse Zaken,"],
        ["Hoogachtend,", "De Staatssecretaris van Veiligheid en Justitie,", "F. Teeven"],
        ["Met vriendelijke groet,", "de minister voor Basis- en Voortgezet Onderwijs en Media,", "Arie Slob"],
        ["DE STAATSSECRETARIS VAN INFRASTRUCTUUR EN WATERSTAAT,", "drs. V.L.W.A. Heijnen"],
        ["Mede namens de minister van Defensie,", "De minister van Justitie en Veiligheid", "D. Yeşilgöz-Zegerius"],
        ["De Minister van Binnenlandse Zaken en Koninkrijksrelaties, H.G.J. Bruins Slot"],
    ],
)
def test_a_letter_ends_in_its_signature(signature: list[str]) -> None:
    text = "Met deze brief informeer ik uw Kamer over de hulp.\n\n" + "\n\n".join(signature) + "\n"
    document = read(text.encode(), "brief.txt")

    signed = [" ".join(block.span.of(text).split()) for block in document.blocks if block.kind == "signature"]
    assert " ".join(signed) == " ".join(signature)
    assert document.blocks[0].kind == "paragraph"
    assert document.metadata.kind == "letter"


@pytest.mark.parametrize(
    "sentence",
    [
        "De minister van Financiën heeft uw Kamer hierover geïnformeerd.",
        "De minister van Financiën zal uw Kamer informeren, zoals toegezegd",
        "Namens het kabinet is hierop gereageerd.",
    ],
)
def test_a_sentence_about_a_minister_is_no_signature(sentence: str) -> None:
    document = read(f"Dit is de stand van zaken.\n\n{sentence}\n\nDaarna volgt meer.\n".encode(), "brief.txt")

    assert "signature" not in [block.kind for block in document.blocks]


def test_prose_that_begins_at_once_has_no_title_block(letter_file: Path) -> None:
    assert "preamble" not in [block.kind for block in read_file(letter_file).blocks]


def test_a_motion_inside_a_debate_leaves_the_debate_a_report(shared: Path) -> None:
    document = read_file(shared / "papers" / "h-tk-20172018-70-4.xml")

    assert document.metadata.kind == "report"
    assert [part for _, part, _, _ in outline(document)].count("request") == 6
    assert [words for kind, _, _, words in outline(document) if kind == "heading"][1:3] == [
        "De voorzitter:",
        "Mevrouw Bergkamp (D66):",
    ]


def test_a_ministry_with_commas_over_two_lines_is_one_role() -> None:
    text = (
        "Met deze brief informeer ik u.\n\nHoogachtend,\n\nde minister van Volksgezondheid,\nWelzijn en Sport,\n\n\n"
        "Ernst Kuipers\n"
    )
    document = read(text.encode(), "brief.txt")

    assert document.metadata.sender == "minister van Volksgezondheid, Welzijn en Sport"
    assert [kind for kind, *_ in outline(document)] == ["paragraph", "signature", "signature", "signature"]


def test_a_committee_signs_its_report() -> None:
    text = (
        "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nDe vragen zijn op 1 februari aan de minister voorgelegd.\n\n"
        "De voorzitter van de commissie,\nDe Roon\n\nDe griffier van de commissie,\nWesterhoff\n\n"
        "De leden vragen naar de sancties.\n"
    )
    document = read(text.encode(), "vso.txt")

    assert document.metadata.kind == "report"
    assert [kind for kind, *_ in outline(document)] == ["preamble", "paragraph", *["signature"] * 4, "paragraph"]


def test_a_letter_that_offers_a_report_is_a_letter() -> None:
    text = (
        "Geachte voorzitter,\n\nHierbij bied ik u het verslag aan van de Raad Buitenlandse Zaken.\n\n"
        "De Minister van Buitenlandse Zaken,\nH.G.J. Bruins Slot\n\nVERSLAG RAAD BUITENLANDSE ZAKEN 22 JANUARI 2024\n\n"
        "De Raad sprak over Oekraïne.\n"
    )
    document = read(text.encode(), "brief.txt")

    assert document.metadata.kind == "letter"
    assert [kind for kind, *_ in outline(document)][-4:] == ["signature", "signature", "heading", "paragraph"]


def test_text_that_is_no_paper_is_other() -> None:
    document = read(b"Recept voor pannenkoeken.\n\nMeng het meel met de melk.\n", "recept.txt")

    assert document.metadata.kind == "other"
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    "name",
    [
        "M. Rutte",
        "K.H. Ollongren",
        "mr. dr. A. Slob",
        "E. van der Burg",
        "Carola Schouten",
        "D. Yeşilgöz-Zegerius",
        "A.Th.B. Bijl",
    ],
)
def test_names_of_many_forms_sign(name: str) -> None:
    text = f"Ik informeer uw Kamer hierover.\n\nDe Minister-President,\nMinister van Algemene Zaken,\n\n{name}\n"
    document = read(text.encode(), "brief.txt")

    assert [block.kind for block in document.blocks if block.kind != "paragraph"][-1] == "signature"
    assert document.blocks[-1].span.of(text) == name
    assert document.metadata.sender in ("minister-President", "minister-President, Minister van Algemene Zaken")


def test_a_written_consultation_tells_members_from_the_government() -> None:
    text = (
        "Vragen en opmerkingen van de leden van de VVD-fractie\n\nDe leden van de VVD-fractie lezen de brief.\n\n"
        "II Reactie van de bewindspersoon\n\nHet kabinet zet in op steun aan Oekraïne.\n"
    )

    assert [part for _, part, _, _ in outline(read(text.encode(), "vso.txt"))] == [
        "question",
        "question",
        "answer",
        "answer",
    ]


def test_numbered_questions_among_their_answers() -> None:
    text = (
        "1. Klopt dit bericht?\n\nAntwoord:\n\nJa. Het gaat om:\n\n1. hulp;\n\n2. sancties.\n\n"
        "2. Bent u bereid dit te stoppen?\n\nAntwoord:\n\nNee.\n"
    )

    assert [(part, label) for _, part, label, _ in outline(read(text.encode(), "a.txt"))] == [
        ("question", "1"),
        ("answer", "1"),
        ("answer", "1"),
        ("answer", "1"),
        ("answer", "2"),
        ("question", "2"),
        ("answer", "2"),
        ("answer", "2"),
    ]


def test_a_motion_in_short_lines_is_whole(shared: Path) -> None:
    document = read_file(shared / "papers" / "motie_5e3b6679.txt")

    assert [words for _, part, _, words in outline(document) if part == "consideration"] == [
        "Overwegende dat UNRWA al decennialang een"[:30],
        "Overwegende dat UNRWA-medewerkers in"[:30],
    ]
    assert [words for kind, _, _, words in outline(document) if kind == "signature"] == ["Tuinman", "Stoffer", "Ceder"]


def test_an_answer_that_lost_its_heading_is_told_from_the_question() -> None:
    text = (
        "Vraag 1\n\nBent u bekend met het bericht?\n\nAntwoord op vraag 1\n\nJa.\n\nVraag 2\n\nKent u het plan?\n\nVraag 3\n\nWat vindt u ervan?\n\n"
        "Antwoord op vragen 2 en 3\n\nHet plan is goed.\n\nVraag 4\n\nBent u bereid dit te doen?\n\nIk ben daartoe bereid.\n\nIk zal uw Kamer informeren.\n"
    )
    document = read(text.encode(), "antwoorden.txt")
    parts = [(block.part, block.label) for block in document.blocks if block.kind == "paragraph"]
    assert parts == [
        ("question", "1"), ("answer", "1"), ("question", "2"), ("question", "3"), ("answer", "2 en 3"),
        ("question", "4"), ("answer", "4"), ("answer", "4"),
    ]  # fmt: skip


def test_in_a_list_of_questions_an_answer_follows_its_question_without_a_heading() -> None:
    text = (
        "36 000 Een begroting\n\nNr. 7 LIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld 1 juni 2024\n\n"
        "Vragen en antwoorden zijn hierna afgedrukt.\n\n1\n\nKunt u de Kamer informeren over de motie?\n\n"
        "De motie is afgedaan.\n\n2\n\nWanneer wordt de wet gewijzigd?\n\nIk zal de wet voor de zomer wijzigen.\n"
    )
    document = read(text.encode(), "lijst.txt")
    parts = [(block.part, block.label) for block in document.blocks if block.part in ("question", "answer")]
    assert [part for part in parts if part[0] == "answer"] == [("answer", "1"), ("answer", "2")]


def test_an_overview_of_motions_holds_their_requests() -> None:
    text = (
        "Geachte voorzitter,\n\nHierbij het overzicht in deze brief.\n\nMotie van het lid Jansen (Kamerstuk 29 383, nr. 168)"
        "\n\nVerzoekt de regering te wachten.\n\nDe motie is aangenomen.\n\nVerzoekt de regering dit, dan volgt een brief.\n"
    )
    asked = [words for _, part, _, words in outline(read(text.encode(), "brief.txt")) if part == "request"]
    assert asked == ["Verzoekt de regering te wachten."[:30]]


def test_a_motion_that_is_printed_as_one_paragraph_has_its_parts() -> None:
    text = (
        "Motie van het lid Piri\n\nDe Kamer, gehoord de beraadslaging, constaterende dat het fonds leeg is; overwegende dat "
        "het vol moet; verzoekt de regering, het te vullen; en gaat over tot de orde van de dag. Piri\n"
    )
    parts = [(part, words) for _, part, _, words in outline(read(text.encode(), "motie.txt")) if part]
    assert parts[0] == ("finding", "constaterende dat het fonds le")
    assert ("request", "verzoekt de regering, het te v") in parts
