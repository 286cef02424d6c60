"""What is known of a document: from options, its side file, its format, its name, its prose; in that order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_builder.errors import ReadError
from graph_builder.model import Metadata
from graph_builder.read import read, read_file
from graph_builder.read.metadata import parse_side_file

BRIEF = (
    "28 844\n\nIntegriteitsbeleid openbaar bestuur en politie\n\nNr. 269\n\n"
    "BRIEF VAN DE MINISTER VAN BINNENLANDSE ZAKEN EN KONINKRIJKSRELATIES\n\n"
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 7 juli 2023\n\n"
    "Met deze brief informeer ik uw Kamer over de voortgang van het beleid.\n"
)


def test_a_side_file_gives_what_the_letter_lacks(letter_file: Path) -> None:
    assert read_file(letter_file).metadata == Metadata(
        identifier="kst-32623-376",
        dossier="32623",
        number="376",
        date=date(2025, 9, 19),
        title="Kabinetsbeleid ten aanzien van Syrië, met aandacht voor de bescherming van Syrische minderheden",
        sender="minister van Buitenlandse Zaken",
        addressee="Tweede Kamer der Staten-Generaal",
        kind="letter",
    )


def test_options_win_over_the_side_file_and_it_over_the_prose(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "brief.meta.toml").write_text('title = "Voortgang"\ndate = 2023-07-08\n', encoding="utf-8")

    known = read_file(tmp_path / "brief.txt", Metadata(date=date(2023, 7, 9))).metadata
    assert known.date == date(2023, 7, 9)
    assert known.title == "Voortgang"
    assert known.identifier == "kst-28844-269"


def test_the_title_block_tells_number_day_sender_and_addressee() -> None:
    assert read(BRIEF.encode(), "x.txt").metadata == Metadata(
        identifier="kst-28844-269",
        dossier="28844",
        number="269",
        date=date(2023, 7, 7),
        title="Integriteitsbeleid openbaar bestuur en politie",
        sender="minister van Binnenlandse Zaken en Koninkrijksrelaties",
        addressee="Tweede Kamer der Staten-Generaal",
        kind="letter",
    )


PAPERS = """
gold/dev/ah-tk-20232024-387.txt | ah-tk-20232024-387 | 2023-11-13 | minister van Buitenlandse Zaken | answer
papers/ah-tk-20242025-599.txt | ah-tk-20242025-599 | 2024-11-20 | staatssecretaris van Justitie en Veiligheid | answer
papers/ah-tk-20232024-2168.txt | ah-tk-20232024-2168 | 2024-07-17 | minister van Klimaat en Groene Groei | answer
papers/motie_5e3b6679.txt | kst-36410-V-61 | 2024-02-14 | | motion
papers/kst-36410-VI-79.txt | kst-36410-VI-79 | 2024-02-12 | | motion
papers/kst-21501-20-1905.txt | kst-21501-20-1905 | 2023-02-08 | | motion
papers/kst-36278-32.docx | kst-36278-32 | 2025-04-24 | | motion
papers/kv-tk-2024Z18797.txt | kv-tk-2024Z18797 | 2024-11-19 | | other
papers/ronl_draagmoederschap.pdf | | 2011-03-01 | staatssecretaris van Veiligheid en Justitie | letter
papers/brief-2002-03-15-fragment.txt | | 2002-03-15 | | letter
papers/pts_Kamerbrief_circulaire_economie.txt | | 2023-02-03 | staatssecretaris van Infrastructuur en Waterstaat|letter
papers/pts_BNC_Fiche.pdf | | | | report
papers/h-tk-20172018-70-4.xml | h-tk-20172018-70-4 | | | report
papers/verslag-mivd-2025.xml | | 2025-07-02 | | report
"""


def test_a_title_block_in_few_lines_and_several_dossiers() -> None:
    text = (
        "28 676 NAVO\n\n29 521 Nederlandse deelname aan vredesmissies\n\n"
        "Nr. 447 BRIEF VAN DE MINISTERS VAN BUITENLANDSE ZAKEN EN VAN DEFENSIE\n\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 3 juni 2024\n\n"
        "Hierbij bieden wij u het verslag aan van de bijeenkomst.\n\nDe Minister van Defensie,\nK.H. Ollongren\n"
    )
    known = read(text.encode(), "brief.txt").metadata

    assert (known.identifier, known.title, known.kind) == ("kst-28676-447", "NAVO", "letter")
    assert known.sender == "minister van Defensie"


@pytest.mark.parametrize(
    ("line", "dossier"),
    [
        ("36 410 VI", "36410-VI"),
        ("36 410 XVI", "36410-XVI"),
        ("21 501-20", "21501-20"),
        ("33 400-J", "33400-J"),
        ("27 484 (R 1669)", "27484"),
        ("36 045", "36045"),
    ],
)
def test_dossiers_with_additions(line: str, dossier: str) -> None:
    text = f"Vergaderjaar 2023–2024\n\n{line}\n\nNr. 79\n\nMOTIE VAN HET LID JANSEN\n\nDe Kamer,\n\ngehoord de beraadslaging,\n"

    assert read(text.encode(), "motie.txt").metadata.identifier == f"kst-{dossier}-79"


@pytest.mark.parametrize("line", PAPERS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_papers_of_many_ministries_and_years(shared: Path, line: str) -> None:
    path, *expected = [cell.strip() or None for cell in line.split("|")]
    known = read_file(shared / str(path)).metadata

    day = known.date.isoformat() if known.date else None
    assert [known.identifier, day, known.sender, known.kind] == expected


def test_the_session_year_follows_from_the_day_an_answer_was_received() -> None:
    words = (
        "AH 12\n\nAntwoord van minister Jansen (Financiën) (ontvangen {day})\n\n"
        "Vraag 1\n\nKlopt dit?\n\nAntwoord 1\n\nJa.\n"
    )

    for day, identifier in (("16 september 2024", "ah-tk-20232024-12"), ("17 september 2024", "ah-tk-20242025-12")):
        assert read(words.format(day=day).encode(), "antwoord.txt").metadata.identifier == identifier


def test_a_minister_without_a_ministry_is_a_minister_voor() -> None:
    text = (
        "Vragen van het lid Jansen (X) aan de Minister voor Buitenlandse Handel over dit (ingezonden 1 mei 2024).\n\n"
        "Antwoord van Minister Pietersen (Buitenlandse Handel) (ontvangen 8 mei 2024).\n\nVraag 1\n\nKlopt dit?\n\n"
        "Antwoord 1\n\nJa.\n"
    )

    assert read(text.encode(), "antwoord.txt").metadata.sender == "minister voor Buitenlandse Handel"


def test_a_document_without_number_is_named_by_its_file_and_bytes() -> None:
    first, second = read(b"Een tekst.", "Mijn brief (def).txt"), read(b"Een andere tekst.", "Mijn brief (def).txt")

    assert first.key == "mijn-brief-def-76d84d80"
    assert second.key != first.key
    assert read(b"Een tekst.", "Mijn brief (def).txt").key == first.key


def test_an_official_file_name_is_the_identifier() -> None:
    assert read(b"Een tekst.", "stb-2020-118.txt").key == "stb-2020-118"
    assert read(b"Een tekst.", "kst-21501-02-2733.txt").metadata.dossier == "21501-02"
    assert read(b"Een tekst.", "kst-los.txt").metadata.identifier is None


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        (b"title = ", "no valid TOML"),
        (b"\xff\xfe", "no valid TOML"),
        (b'titel = "x"', "the key 'titel' is unknown"),
        (b'date = "morgen"', "the key 'date' must be a day"),
        (b"date = 2025-09-19T10:00:00", "the key 'date' must be a day"),
        (b'kind = "brief"', "the key 'kind' must be one of letter"),
        (b"title = true", "the key 'title' must be a text"),
        (b'sender = " "', "the key 'sender' must be a text"),
    ],
)
def test_a_faulty_side_file_is_named_with_its_key(toml: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as error:
        parse_side_file(toml, "brief.meta.toml")
    assert "brief.meta.toml" in str(error.value)


def test_a_side_file_may_hold_any_of_the_keys() -> None:
    assert parse_side_file(b'number = 376\ndate = "2025-09-19"', "x.meta.toml") == Metadata(
        number="376", date=date(2025, 9, 19)
    )


@pytest.mark.parametrize("identifier", ["../geheim", "kst 1", "kst-1#x", "", "<a>", "x" * 200])
def test_an_identifier_that_no_iri_can_hold_is_refused(identifier: str) -> None:
    with pytest.raises(ReadError, match="the identifier"):
        read(b"Een tekst.", "brief.txt", Metadata(identifier=identifier))


@pytest.mark.parametrize("identifier", ["kst-36600-(R1234)-5", "kst-36600-5"])
def test_the_second_number_of_a_kingdom_act_is_left_out(identifier: str) -> None:
    expected = ("kst-36600-5", "36600", "5")
    by_name = read(b"Geachte Voorzitter,", f"{identifier}.txt").metadata
    by_option = read(b"Geachte Voorzitter,", "x.txt", Metadata(identifier=identifier)).metadata
    title_block = "36 600 (R1234)\n\nWijziging van de Rijkswet\n\nNr. 5\n\nMOTIE VAN HET LID PIRI\n\nDe Kamer,\n"
    by_text = read(title_block.encode(), "x.txt").metadata
    for known in (by_name, by_option, by_text):
        assert (known.identifier, known.dossier, known.number) == expected


def test_a_report_of_a_debate_says_which_debate_and_when() -> None:
    committee = read(b"Commissiedebat MIVD\n\nDe heer Brekelmans, minister van Defensie:\n\nDank.\n", "x.txt").metadata
    assert (committee.title, committee.kind) == ("Commissiedebat MIVD", "report")
    sitting = read(b"104e vergadering, donderdag 3 juli 2025\n\nDe heer Tuinman:\n\nDank.\n", "x.txt").metadata
    assert (sitting.date, sitting.kind) == (date(2025, 7, 3), "report")


def test_a_debate_on_one_line_is_a_report_all_the_same() -> None:
    text = (
        "Staat van de Volkshuisvesting Aan de orde is het debat. "
        + "De voorzitter: Dank u wel. De heer Mooij: Ja. " * 4
    )
    assert read(text.encode(), "x.txt").metadata.kind == "report"


def test_a_motion_without_its_dossier_has_the_title_above_its_number() -> None:
    text = "Situatie in Oekraïne\n\nNr. 299\n\n299\n\nMOTIE VAN DE LEDEN DASSEN EN PIRI\n\nDe Kamer,\n"
    assert read(text.encode(), "x.txt").metadata.title == "Situatie in Oekraïne"


@pytest.mark.parametrize(
    ("title", "sender"),
    [
        (
            "Nr. 2 BRIEF VAN DE MINISTER VAN ONDERWIJS, CULTUUR EN WETENSCHAP",
            "minister van Onderwijs, Cultuur en Wetenschap",
        ),
        (
            "Nr. 2 BRIEF VAN DE MINISTERS VAN BUITENLANDSE ZAKEN EN VAN DEFENSIE",
            "ministers van Buitenlandse Zaken en van Defensie",
        ),
        (
            "Nr. 2 BRIEF VAN DE MINISTER VAN DEFENSIE EN DE STAATSSECRETARIS VAN FINANCIËN",
            "minister van Defensie",
        ),
        ("Nr. 2 BRIEF VAN DE ALGEMENE REKENKAMER", "Algemene Rekenkamer"),
        ("B BRIEF VAN DE MINISTER VAN DEFENSIE", "minister van Defensie"),
    ],
)
def test_the_title_tells_who_sends_a_letter(title: str, sender: str) -> None:
    text = f"34 225 Een dossier\n\n{title}\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 5 mei 2016\n\nHierbij een brief."
    known = read(text.encode(), "x.txt").metadata

    assert (known.sender, known.dossier, known.title) == (sender, "34225", "Een dossier")


def test_whom_questions_are_put_to_answers_them() -> None:
    text = (
        "36 100 Een dossier\n\nNr. 4 LIJST VAN VRAGEN EN ANTWOORDEN\n\nVastgesteld 9 juni 2022\n\n"
        "De commissie heeft een aantal vragen voorgelegd aan de Algemene Rekenkamer over het verslag.\n\n"
        "Vraag 1\n\nWaarom?\n\nDaarom."
    )
    assert read(text.encode(), "x.txt").metadata.sender == "Algemene Rekenkamer"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Nr. 3 VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "report"),
        ("BM VERSLAG VAN EEN SCHRIFTELIJK OVERLEG", "report"),
        ("Nr. 3 LIJST VAN VRAGEN EN ANTWOORDEN", "answer"),
        ("C MEMORIE VAN ANTWOORD", "answer"),
        ("Nr. 7 NOTA NAAR AANLEIDING VAN HET VERSLAG", "answer"),
    ],
)
def test_the_title_tells_the_kind_of_a_paper(title: str, kind: str) -> None:
    text = f"34 225 Een dossier\n\n{title}\n\nVastgesteld 5 mei 2016\n\nDe commissie heeft vragen gesteld."
    known = read(text.encode(), "x.txt").metadata

    assert (known.kind, known.date) == (kind, date(2016, 5, 5))


def test_what_a_site_prints_above_a_paper_is_no_part_of_it() -> None:
    text = (
        "Gepubliceerd: 6 mei 2016\nIndiener(s): Jan Jansen\nID: 34225-7\n\nNr. 7 BRIEF VAN DE MINISTER VAN DEFENSIE\n\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 5 mei 2016\n\nHierbij een brief."
    )
    known = read(text.encode(), "x.txt").metadata

    assert (known.identifier, known.date, known.sender) == ("kst-34225-7", date(2016, 5, 5), "minister van Defensie")
