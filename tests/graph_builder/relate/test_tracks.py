"""Strands of policy that a document lists, and lists that are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.model import Block, Document, Metadata, Span
from graph_builder.read import read_file
from graph_builder.relate.tracks import find_tracks


def document(*blocks: str, kinds: str = "") -> Document:
    """Make a letter of blocks; `kinds` has a letter for each: p(aragraph), h(eading), i(tem)."""
    names = {"p": "paragraph", "h": "heading", "i": "item"}
    text, made = "", []
    for block, kind in zip(blocks, kinds or "p" * len(blocks), strict=True):
        label = block.split()[0] if kind == "i" else ""
        made.append(Block(Span(len(text), len(text) + len(block)), names[kind], 1, label))  # type: ignore[arg-type]
        text += block + "\n\n"
    return Document("brief", text, "txt", Metadata(kind="letter"), tuple(made))


def words(found: Document) -> list[str]:
    return [track.span.of(found.text) for track in find_tracks(found)]


def test_a_chain_of_connectives_at_the_starts_of_paragraphs() -> None:
    letter = document(
        "Het kabinet zet zich langs meerdere sporen in.",
        "Allereerst werkt het kabinet aan A.",
        "Dat gaat goed.",
        "Ook aan B wordt gewerkt.",
        "Ten slotte volgt C.",
        "De komende periode blijft onzeker.",
    )
    first, second, third = words(letter)
    assert first.startswith("Allereerst") and first.endswith("Dat gaat goed.")
    assert second == "Ook aan B wordt gewerkt."
    assert third == "Ten slotte volgt C."


def test_a_list_behind_a_strand_belongs_to_it() -> None:
    letter = document(
        "Er zijn twee pijlers.",
        "De eerste pijler is zorg:",
        "• meer A",
        "De tweede pijler is wonen:",
        "• meer B",
        kinds="ppipi",
    )
    assert words(letter) == ["De eerste pijler is zorg:\n\n• meer A", "De tweede pijler is wonen:\n\n• meer B"]


def test_strands_that_bear_their_name_and_number() -> None:
    letter = document(
        "Inleiding",
        "Pijler 1: wonen",
        "Wij bouwen.",
        "Pijler 2: werken",
        "Wij werken.",
        "Tot slot",
        "Dank.",
        kinds="phphphp",
    )
    assert words(letter) == ["Pijler 1: wonen\n\nWij bouwen.", "Pijler 2: werken\n\nWij werken."]


def test_an_announced_list_whose_items_come_back_as_headings() -> None:
    letter = document(
        "De maatregelen lopen langs de twee pijlers: 1. Minder afval; 2. Langer gebruik.",
        "1: Minder afval",
        "Wij scheiden.",
        "2: Langer gebruik",
        "Wij repareren.",
        kinds="phphp",
    )
    assert [track.label for track in find_tracks(letter)] == ["Minder afval", "Langer gebruik"]


def test_an_announced_list_without_numbers_whose_names_come_back_as_headings() -> None:
    letter = document(
        "Er zijn twee missies:",
        "• Zorg & welzijn: de zorg wordt beter;",
        "• Wonen: er wordt gebouwd.",
        "Zorg en welzijn",
        "Wij zorgen.",
        "Wonen:",
        "Wij bouwen.",
        kinds="piihphp",
    )
    assert words(letter) == ["Zorg en welzijn\n\nWij zorgen.", "Wonen:\n\nWij bouwen."]


def test_a_numbered_list_that_a_sentence_announces() -> None:
    letter = document("Ik neem de volgende maatregelen:", "1. Eerst dit", "2. Dan dat", "Dat is alles.", kinds="piip")
    assert words(letter) == ["1. Eerst dit", "2. Dan dat"]


@pytest.mark.parametrize(
    ("blocks", "kinds", "strands"),
    [
        (("De inzet is drieledig. Ten eerste A. Ten tweede B. Ten derde C.",), "p", 3),
        (("Ik heb twee doelen. Allereerst A. Tot slot B.",), "p", 2),
        (("Ik heb twee doelen. Allereerst is er A.", "Daarnaast is er B."), "pp", 2),
        (("De aanpak kent drie lijnen. Allereerst A.", "Ten tweede B. Ten derde C."), "pp", 3),
        (("De aanpak heeft twee elementen:", "• Meer A.", "• Meer B."), "pii", 2),
        (("Er zijn twee doelen: (1) meer wonen, (2) meer zorg.", "Ad 1) Meer wonen", "Ad 2) Meer zorg"), "ppp", 2),
        (("Ambitie 1: wonen", "Wij bouwen.", "Ambitie 2: zorg", "Wij zorgen."), "hphp", 2),
        (("Er zijn twee pijlers.", "Wonen", "Wij bouwen.", "Zorg", "Wij zorgen.", "Tot slot", "Dank."), "phphphp", 2),
        (("Er zijn drie pijlers.", "Wonen", "Wij bouwen.", "Zorg", "Wij zorgen.", "Tot slot", "Dank."), "phphphp", 0),
        (
            ("Er zijn twee lijnen: preventie en (zo nodig) reactie. Preventieve hulp komt eerst. Reacties volgen.",),
            "p",
            2,
        ),
        (("Er wordt gesproken over:", "• 1. maatregelen voor A;", "• 2. voorstellen voor B."), "pii", 2),
        (("De inzet is tweeledig: enerzijds A, anderzijds B.",), "p", 2),
        (("De eerste prioriteit is A.", "De tweede prioriteit is B.", "De derde prioriteit is C."), "ppp", 3),
        (("Het betreft de volgende acties:", "• Meer A.", "• Meer B."), "pii", 2),
        (("Zo kan de overheid komen tot:", "• a. meer A;", "• b. meer B."), "pii", 2),
        (("In deze brief staan de volgende onderwerpen:", "• A.", "• B."), "pii", 0),
        (("De middelen zijn als volgt ingezet:", "• Voor A.", "• Voor B."), "pii", 0),
        (("Er zijn twee lijnen: preventie en reactie. Dat kost geld. Hulp volgt.",), "p", 0),
        (("De aanpak heeft drie elementen:", "• Meer A.", "• Meer B."), "pii", 0),
        (("Ik heb drie doelen. Allereerst A. Tot slot B.",), "p", 0),
        (("De inzet rust op twee uitgangspunten. Ten eerste A. Ten tweede B.",), "p", 0),
    ],
)
def test_as_many_strands_as_are_announced(blocks: tuple[str, ...], kinds: str, strands: int) -> None:
    assert len(words(document(*blocks, kinds=kinds))) == strands


@pytest.mark.parametrize(
    "blocks",
    [
        ("Ook dit.", "Daarnaast dat.", "Verder nog iets."),
        ("Allereerst dank.", "Daarnaast dit."),
        ("Inhoud", "1. Inleiding", "2. Slot"),
    ],
)
def test_connectives_or_numbers_alone_open_no_track(blocks: tuple[str, ...]) -> None:
    assert find_tracks(document(*blocks)) == ()


def test_the_strands_of_the_bundled_letter(letter_file: Path) -> None:
    letter = read_file(letter_file)
    assert [(track.span.start, track.span.end) for track in find_tracks(letter)] == [
        (819, 1955),
        (1983, 2823),
        (2826, 3406),
        (3408, 4406),
    ]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["kst-28844-269", "brief-draagmoederschap", "kst-36180-42", "ah-tk-20232024-387"])
def test_papers_without_strands_give_none(name: str, shared: Path) -> None:
    assert find_tracks(read_file(shared / "gold" / "dev" / f"{name}.txt")) == ()


def test_strands_that_prose_counts_off() -> None:
    letter = document(
        "Wij werken aan drie beleidsdoelen. Het eerste is: meer weten. Dat lukt met onderzoek.",
        "Het tweede beleidsdoel is een duidelijke positie.",
        "Dan is de derde pijler de ondersteuning. Die is goed.",
        "Tot zover de doelen.",
    )
    assert words(letter) == [
        "Het eerste is: meer weten. Dat lukt met onderzoek.",
        "Het tweede beleidsdoel is een duidelijke positie.",
        "Dan is de derde pijler de ondersteuning. Die is goed.",
    ]


def test_what_is_counted_off_without_being_announced_is_no_strand() -> None:
    letter = document(
        "Het eerste is de kwestie van de tijd.",
        "De tweede lijn is lang.",
        "De derde lijn is kort.",
    )
    assert words(letter) == []


def test_an_announced_list_without_numbers_whose_parts_come_back_as_headings() -> None:
    letter = document(
        "De aanpak heeft drie pijlers: preventie, wonen en de ondersteuning.",
        "Preventie",
        "Gemeenten doen dit.",
        "Wonen",
        "Er wordt gebouwd.",
        "Ondersteuning",
        "Er is hulp.",
        "Vervolg",
        kinds="phphphph",
    )
    assert words(letter) == [
        "Preventie\n\nGemeenten doen dit.",
        "Wonen\n\nEr wordt gebouwd.",
        "Ondersteuning\n\nEr is hulp.",
    ]


def numbered(announcement: str) -> Document:
    made = document(announcement, "1. Basis", "Dit.", "2. Daders", "Dat.", "Vervolg", kinds="phphph")
    labels = [block.span.of(made.text)[0] if block.span.of(made.text)[0].isdigit() else "" for block in made.blocks]
    blocks = tuple(replace(block, label=label) for block, label in zip(made.blocks, labels, strict=True))
    return replace(made, blocks=blocks)


def test_as_many_numbered_headings_as_strands_are_announced() -> None:
    assert words(numbered("De strategie kent twee actielijnen.")) == ["1. Basis\n\nDit.", "2. Daders\n\nDat."]
    assert words(numbered("De strategie kent drie actielijnen.")) == []
    assert words(numbered("Ik ga in op twee onderwerpen.")) == []


def test_a_list_of_strands_needs_no_numbers() -> None:
    letter = document(
        "Het kabinet werkt langs de volgende lijnen:", "• Eerst dit.", "• Dan dat.", "Tot zover.", kinds="piip"
    )
    assert words(letter) == ["• Eerst dit.", "• Dan dat."]
    other = document("Het kabinet ziet de volgende risico’s:", "• Eerst dit.", "• Dan dat.", kinds="pii")
    assert words(other) == []


def test_the_headings_that_a_list_comes_back_as_are_the_strands() -> None:
    letter = document(
        "Het programma kent twee lijnen:", "1. Minder afval en", "2. Langer gebruik.", "1: Minder afval:", "Wij scheiden.",
        "2: Langer gebruik", "Wij repareren.", kinds="piihphp",
    )  # fmt: skip
    assert words(letter) == ["1: Minder afval:\n\nWij scheiden.", "2: Langer gebruik\n\nWij repareren."]


def test_strands_that_are_counted_off_within_a_paragraph() -> None:
    letter = document(
        "Het kabinet zet in op twee sporen. Ten eerste helpt het A. Dat kost geld. In de tweede plaats helpt het B.",
        "Slot.",
    )
    assert words(letter) == ["Ten eerste helpt het A. Dat kost geld.", "In de tweede plaats helpt het B."]
    assert words(document("Ik heb twee redenen. Ten eerste is het zo. Ten tweede is het waar.")) == []


def test_a_text_that_is_cut_off_may_hold_only_the_first_strand() -> None:
    letter = document("Dit loopt langs drie sporen.", "Spoor 1: rechten", "Die worden hersteld.", kinds="php")
    assert words(letter) == ["Spoor 1: rechten\n\nDie worden hersteld."]
    assert words(document("Dit loopt.", "Spoor 1: rechten", "Die worden hersteld.", kinds="php")) == []


def test_names_of_a_sentence_s_list_come_back_with_or_without_their_article() -> None:
    letter = document(
        "Wij werken langs drie lijnen: verkleinen van de voetafdruk, een betere zorg en tegengaan van het witwassen.",
        "Verkleinen van de voetafdruk",
        "Dat is A.",
        "Betere zorg",
        "Dat is B.",
        "Het tegengaan van het witwassen",
        "Dat is C.",
        kinds="phphphp",
    )
    assert words(letter) == [
        "Verkleinen van de voetafdruk\n\nDat is A.",
        "Betere zorg\n\nDat is B.",
        "Het tegengaan van het witwassen\n\nDat is C.",
    ]
