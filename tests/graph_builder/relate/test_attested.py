"""Sentences of real papers, each with the statement that a person read in it, and sentences that state nothing."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from graph_builder.extract import Knowledge, extract
from graph_builder.model import Block, Document, Metadata, Span, Statement

with (Path(__file__).parent / "attested.tsv").open(encoding="utf-8", newline="") as table:
    ATTESTED = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))

NOTHING = [
    (
        "ah-tk-20232024-2367",
        "Ik ga er dan ook vanuit dat Bunq dit tot de bodem uitzoekt en indien nodig actie onderneemt.",
    ),
    ("brief-ocw-2018-10-03-leerlingendaling", "Tot slot zal ik kort de stand van zaken van de drie moties behandelen."),
    ("brief-draagmoederschap", "Daarna zal ik in het licht van het onderzoek enkele vraagstukken schetsen."),
    ("brief-draagmoederschap", "In deze brief ga ik kort in op de uitkomsten van het onderzoek."),
    ("kst-32623-376", "Met deze brief informeer ik uw Kamer over het kabinetsbeleid ten aanzien van Syrië."),
    (
        "kst-32623-376",
        "Daarnaast zijn sancties ingesteld tegen individuen die verantwoordelijk zijn voor sektarisch geweld.",
    ),
    ("kst-32623-376", "Ook ondersteunen ze slachtoffers van onrecht."),
    ("kst-32623-376", "Het kabinet volgt deze ontwikkelingen nauwgezet."),
    (
        "ah-tk-20232024-1893",
        "Het kabinet onderzoekt voortdurend de mogelijkheid tot aanvullende sanctiemaatregelen tegen Rusland.",
    ),
    (
        "ah-tk-20232024-1893",
        "Het kabinet kan in het openbaar niet ingaan op wat het bespreekt met individuele bedrijven.",
    ),
    (
        "ah-tk-20232024-387",
        "De HV gaf aan dat de Armeense Minister van Buitenlandse Zaken uitgenodigd zal worden voor de RBZ.",
    ),
    ("ah-tk-20242025-581", "Het kabinet heeft geen enkele aanwijzing dat Oekraïne poogt om kernwapens te ontwikkelen."),
    ("ah-tk-20242025-581", "Oekraïne heeft geen kernwapens."),
    (
        "ah-tk-20242025-582",
        "Buitenlandse Zaken heeft jarenlange ervaring op het gebied van het geven van consulaire bijstand.",
    ),
    ("brief-circulaire-economie", "Een circulaire economie draagt bij aan het tegengaan van klimaatverandering."),
    ("kst-36180-42", "Klopt het dat de Verenigde Naties de noodklok hebben geluid over de sancties?"),
    (
        "ah-tk-20242025-609",
        "Gezien de onderlinge samenhang van gestelde vragen zal ik deze hieronder gezamenlijk beantwoorden.",
    ),
]


def read(sentence: str, day: str, knowledge: Knowledge) -> list[Statement]:
    metadata = Metadata(kind="letter", date=date.fromisoformat(day) if day else None)
    document = Document("zin", sentence, "txt", metadata, (Block(Span(0, len(sentence)), "paragraph"),))
    return [statement for statement in extract(document, knowledge).statements if statement.kind != "Citation"]


def qualifiers(statement: Statement) -> set[str]:
    found = {statement.modality} - {"asserted"}
    if statement.negated:
        found.add("negated")
    if statement.period:
        found.add(f"period={statement.period.value}")
    if statement.due:
        found.add(f"due={statement.due.value}")
    return found


@pytest.mark.parametrize("row", ATTESTED, ids=lambda row: f"{row['paper']}-{row['kind']}")
def test_an_attested_sentence_gives_its_statement(row: dict[str, str], knowledge: Knowledge) -> None:
    said = [one for one in read(row["sentence"], row["date"], knowledge) if one.kind == row["kind"]]
    expected = {tuple(role.split("=", 1)) for role in row["roles"].split("; ") if "=" in role}
    candidates = [{(role, filler.span.of(row["sentence"])) for role, filler in one.roles} for one in said]
    assert any(expected <= roles for roles in candidates), candidates
    best = said[next(i for i, roles in enumerate(candidates) if expected <= roles)]
    assert qualifiers(best) == set(filter(None, row["qualifiers"].split("; ")))


@pytest.mark.parametrize(("paper", "sentence"), NOTHING)
def test_a_sentence_that_states_no_act_gives_nothing(paper: str, sentence: str, knowledge: Knowledge) -> None:
    assert read(sentence, "2024-05-14", knowledge) == [], paper
