"""Papers by their numbers, and the words that motions are described by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_builder.describe.accounts import content_words, surnames
from graph_builder.describe.papers import number_of
from graph_builder.model import Document, Extraction, Metadata
from tests.graph_builder import handmade
from tests.graph_builder.describe.asking import ask


def test_a_dossier_without_a_number_is_kept() -> None:
    document = Document("brief-0a1b2c3d", "Woorden.", "txt", Metadata(dossier="21501-02"))
    assert ask(Extraction(document), "<document/brief-0a1b2c3d> dcterms:isPartOf ?a . ?a kg:dossierNumber ?b") == {
        ("dossier/21501-02", "21501-02")
    }


@pytest.mark.parametrize(
    ("identifier", "dossier", "number", "written"),
    [
        ("kst-32623-343", "32623", "343", "32 623, nr. 343"),
        ("kst-21501-02-2733", "21501-02", "2733", "21 501-02, nr. 2733"),
        ("kst-36410-XVI-119", "36410-XVI", "119", "36 410 XVI, nr. 119"),
        ("kst-33400-J-19", "33400-J", "19", "33 400 J, nr. 19"),
        ("kst-35925-E", "35925", "E", "35 925, nr. E"),
    ],
)
def test_a_number_is_read_from_an_identifier(identifier: str, dossier: str, number: str, written: str) -> None:
    found = number_of(identifier)
    assert found is not None
    assert (found.dossier, found.number, found.written()) == (dossier, number, written)


@pytest.mark.parametrize("identifier", ["ah-tk-20232024-387", "kst-36180", "stb-2020-118", "com-2022-546"])
def test_other_identifiers_have_no_number(identifier: str) -> None:
    assert number_of(identifier) is None


def test_content_words_leave_out_what_every_paper_says() -> None:
    assert content_words(["Conform de motie heeft het kabinet de VN-bewijzenbank IIIM ondersteund in 2025"]) == [
        "bewijzenbank",
        "iiim",
        "ondersteunen",
        "vn",
    ]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Kahraman c.s.", ["kahraman"]),
        ("de leden Van der Lee en Omtzigt", ["lee", "omtzigt"]),
        ("het lid Özütok", ["ozutok"]),
        ("Stoffer/Van der Plas", ["plas", "stoffer"]),
        ("Inge van Dijk", ["dijk"]),
        ("P.H. Omtzigt cs", ["omtzigt"]),
    ],
)
def test_surnames_are_compared_without_what_surrounds_them(written: str, names: list[str]) -> None:
    assert surnames([written]) == names


def test_a_corrected_paper_leads_to_the_one_it_replaces_and_back() -> None:
    document = replace(handmade.extraction().document, metadata=Metadata(identifier="kst-32623-376-n2"))
    said = ask(Extraction(document), "?a dcterms:replaces ?b")
    assert said == {
        ("paper/kst-32623-376-n2", "paper/kst-32623-376-n1"),
        ("paper/kst-32623-376-n1", "paper/kst-32623-376"),
    }
    assert ask(Extraction(document), "?b dcterms:isReplacedBy ?a") == said
    assert ask(Extraction(document), "?a kg:number '376' ; kg:inDossier ?b") == {
        (f"paper/kst-32623-376{version}", "dossier/32623") for version in ("", "-n1", "-n2")
    }
