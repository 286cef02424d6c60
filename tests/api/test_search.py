"""Full-text search: what of a generation can be found, by which words, and how the index of a generation is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.build import build, fill, index_folder, tidy
from api.search.entries import LONGEST_PASSAGE, Entry, entries, passages
from api.search.find import Searcher
from api.search.schema import KINDS
from graph_builder.describe import as_nquads, describe
from graph_builder.extract import extract, load_knowledge
from graph_builder.iris import Base
from graph_builder.read import read_file
from graph_builder.store import Store

from .conftest import BASE, graph_of


@pytest.fixture(scope="module")
def letter_quads(letter_file: Path) -> bytes:
    knowledge = load_knowledge()
    return as_nquads(describe(extract(read_file(letter_file), knowledge), knowledge.vocabulary, Base()))


@pytest.fixture(scope="module")
def found(letter_quads: bytes) -> list[Entry]:
    registry = [
        f'<{BASE}actor/european-union> <http://www.w3.org/2004/02/skos/core#prefLabel> "Europese Unie"@nl <{BASE}registry> .',
        f'<{BASE}actor/european-union> <https://w3id.org/kamergraaf/ontology#abbreviation> "EU" <{BASE}registry> .',
        f'<{BASE}actor/eu-delegation> <http://www.w3.org/2004/02/skos/core#prefLabel> "Delegatie van de Europese Unie"@nl <{BASE}registry> .',
        f"<{BASE}actor/eu-delegation> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/kamergraaf/ontology#EUBody> <{BASE}registry> .",
    ]
    return list(entries([letter_quads[:70_001], letter_quads[70_001:], "\n".join(registry).encode()], BASE))


@pytest.fixture(scope="module")
def searcher(found: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("index")
    fill(folder, found)
    return Searcher(folder)


def titles(searcher: Searcher, asked: str) -> dict[str, list[str]]:
    return {results.kind: [hit.title for hit in results.hits] for results in searcher.find(asked, 5) if results.hits}


def test_a_letter_gives_itself_its_passages_and_its_motion(found: list[Entry]) -> None:
    assert [(each.path, each.aside) for each in found if each.kind == "letter"] == [
        ("document/kst-32623-376", "kst-32623-376 · 2025-09-19")
    ]
    [motion] = [each for each in found if each.kind == "motion"]
    assert motion.path == "paper/kst-32623-343"
    assert "steun voor het OHCHR-veldkantoor of bewijzenbank IIIM" in motion.body
    assert {"kahraman", "motie 32623, nr. 343"} <= set(motion.names)
    first = next(each for each in found if each.kind == "passage")
    assert first.path == "document/kst-32623-376#char=0,143"
    assert first.text.startswith("Met deze brief informeer ik uw Kamer")


def test_an_actor_that_is_named_more_often_counts_for_more(found: list[Entry]) -> None:
    weights = {each.path: each.weight for each in found if each.kind == "actor"}
    assert weights["actor/european-union"] > weights["actor/eu-delegation"] == 10


@pytest.mark.parametrize(
    ("asked", "kind", "title"),
    [
        ("europese un", "actor", "Europese Unie"),
        ("EU", "actor", "Europese Unie"),
        ("motie kahraman", "motion", "motie 32 623, nr. 343"),
        ("32623 343", "motion", "motie 32 623, nr. 343"),
        ("32623", "dossier", "Dossier 32 623"),
        ("32 623", "dossier", "Dossier 32 623"),
        (
            "bescherming SYRIE",
            "letter",
            "Kabinetsbeleid ten aanzien van Syrië, met aandacht voor de bescherming van Syrische minderheden",
        ),
    ],
)
def test_things_are_found_by_name_whatever_accents_and_capitals(
    searcher: Searcher, asked: str, kind: str, title: str
) -> None:
    assert titles(searcher, asked)[kind][0] == title


def test_passages_are_found_by_the_stem_of_a_word(searcher: Searcher) -> None:
    # The letter has "gemeenschappen" and "verkiezingen", not "gemeenschap" or "verkiezing".
    for asked in ("gemeenschap inclusief", "parlementaire verkiezing"):
        [results] = searcher.find(asked, 5, ("passage",))
        assert results.total >= 1, asked
    hit = searcher.find("parlementaire verkiezing", 1, ("passage",))[0].hits[0]
    assert [words for words, marked in hit.snippet if marked] == ["parlementaire", "verkiezingen"]


def test_every_word_must_be_there(searcher: Searcher) -> None:
    assert titles(searcher, "parlementaire walvis") == {}


@pytest.mark.parametrize("asked", ["", "   ", '"(', "AND", "a:b", "*", "kind:actor", "\x00", "ʼn", "x" * 5000])
def test_nothing_in_a_question_is_syntax(searcher: Searcher, asked: str) -> None:
    assert len(searcher.find(asked, 3)) == len(KINDS)


@given(st.text(max_size=3000))
def test_passages_cover_what_is_not_white_space(text: str) -> None:
    cut = list(passages(text))
    assert all(end - start <= LONGEST_PASSAGE for start, end in cut)
    covered = {at for start, end in cut for at in range(start, end)}
    assert all(at in covered or not text[at].strip() for at in range(len(text)))


def test_an_index_is_built_once_and_those_of_other_generations_go(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store", create=True)
    first = store.publish(graph_of()).name
    folder = build(store.path, first, BASE)
    assert folder == index_folder(store.path, first)
    made = folder.stat().st_mtime_ns
    assert build(store.path, first, BASE).stat().st_mtime_ns == made
    (folder.parent / ".left-behind-999999999").mkdir()
    second = store.publish(graph_of(50)).name
    build(store.path, second, BASE)
    tidy(store.path, second)
    assert [path.name for path in folder.parent.iterdir()] == [index_folder(store.path, second).name]
    assert titles(Searcher(index_folder(store.path, second)), "verenigde") == {"actor": ["Verenigde Naties"]}
